"""A case without its secrets, and the type that has no room for them."""

from __future__ import annotations

import dataclasses
import textwrap
from collections.abc import Callable

import pytest
import shapely

from routes import pipeline
from routes.errors import NotForPublication
from routes.gazetteers.protocol import Gazetteer
from routes.model import (
    Atlas,
    Case,
    Cell,
    Embargo,
    Person,
    PublicCase,
    Publishing,
    Release,
    Source,
    Toponym,
)
from routes.publish import by_own_ids
from routes.webmap.known import unknown_of
from routes.webmap.unknown import unknown
from routes.webmap.withheld import withheld
from tests.conftest import FakeGazetteer, candidate

CASE = """
version: 1
title: {en: How Kim Secret left, ru: Как ушёл Kim Secret}
summary: "Call +82 10-5550-1374, write to mole@example.org, or go to 39.0392, 125.7625."
notes: ["Ким Секрет was there; so was AB 1234."]
people:
  worker: {role: {en: a worker, ru: рабочий}, name: Kim Secret, also: [Ким Секрет]}
  minister: {role: the minister, name: Ann Open, because: She signed the order in her name.}
publish: {withhold: [AB 1234]}
sources:
  paper: {publisher: The Paper, issued: 2016-09, url: "https://example.org/?ll=39.0392,125.7625"}
  friend: {title: What Pak Yong told, author: Pak Yong, withhold: true, url: "https://a.example/b"}
places:
  west: West
  secret-house: {name: Qwzx Farm, lon: 125.7625, lat: 39.0392, publish: withheld}
  depot: {name: The Depot, lon: 10.123456, lat: 1.654321, publish: 0.1}
  camp: {name: Camp, lon: 20.5, lat: 0.5}
legs:
  one: {from: west, to: depot, by: road, when: 2016-07-15, title: To The Depot,
        claims: [{source: paper, quote: Kim Secret drove to the depot, when: 2016-07-15}]}
  to-qwzx-farm: {from: depot, to: secret-house, by: foot, when: 2016-07-16, title: To the farm,
        claims: [{source: friend, quote: We hid at Qwzx Farm with Ann Open}]}
  three: {from: depot, to: camp, by: road, when: 2016-08-01}
itineraries:
  a: {title: By the depot, legs: [one, to-qwzx-farm]}
  b: {title: To the camp, legs: [one, three]}
events:
  met: {title: They meet at Qwzx Farm, at: secret-house, claims: [{source: paper, quote: met}]}
  seen: {title: Seen, at: west, claims: [{source: paper, says: Ann Open saw Secret there.}]}
checks:
  - {closer: west, than: camp, to: secret-house}
alternatives:
  - {from: west, to: secret-house, by: road}
"""

SECRETS = (
    "Kim Secret", "Ким Секрет", "Qwzx", "Pak Yong", "AB 1234", "5550", "mole@", "39.03", "125.76",
    "a.example", "The Depot", "1.654", "10.123",
)  # fmt: skip


@pytest.fixture
def case(case_from: Callable[[str], Case]) -> Case:
    return case_from(CASE)


def public(case: Case, world: FakeGazetteer) -> Atlas:
    return pipeline.build(case, gazetteer=world, today="2026-01-01")


def texts(value: object) -> list[str]:
    """Every string in a value, whatever holds it, with the ids; not where it stands in the file."""
    if isinstance(value, str):
        return [str(value), *map(str, getattr(value, "told", {}).values())]
    if isinstance(value, dict):
        return [text for pair in value.items() for each in pair for text in texts(each)]
    if isinstance(value, tuple | list):
        return [text for each in value for text in texts(each)]
    if dataclasses.is_dataclass(value):
        names = [f.name for f in dataclasses.fields(value) if f.name not in ("mark", "findings")]
        return [text for name in names for text in texts(getattr(value, name))]
    return [repr(value)] if isinstance(value, float) else []


def test_nothing_that_is_withheld_is_anywhere_in_the_atlas(
    case: Case, square_world: FakeGazetteer
) -> None:
    atlas = public(case, square_world)
    told = " | ".join(texts(atlas))
    assert "Vladivostok" not in told
    assert [secret for secret in SECRETS if secret.casefold() in told.casefold()] == []
    assert "Ann Open" in told  # the case says why
    ends = [shapely.get_coordinates(leg.geometry)[-1].tolist() for leg in atlas.legs.values()]
    assert ends == [[10.15, 1.65], [20.55, 0.55]]  # middles of cells


def test_the_author_is_told_where_and_never_what(case: Case, square_world: FakeGazetteer) -> None:
    found = public(case, square_world).findings
    told = {f.about: f.message for f in found if f.code == "words-withheld"}
    assert told["summary"] == (
        "a public map leaves out a position, a telephone number and an e-mail address here."
    )
    assert told["legs.legs-1"] == "a public map leaves out 3 names here."
    assert [f.about for f in found if f.code == "place-rounded"] == ["places.camp"]
    said = " | ".join(f"{f.message} {' '.join(f.hints)}" for f in found)
    assert [secret for secret in SECRETS if secret.casefold() in said.casefold()] == []


def test_what_is_asked_for_is_not_called_by_a_secret(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    text = CASE + "  - {from: west, to: depot, by: air, when: 2016-07-15}\n"
    (asked,) = public(case_from(text), square_world).case.alternatives
    assert (asked.id, asked.end) == ("alternatives-1", "places-3")
    assert asked.when is not None
    assert asked.when.edtf == "2016"  # as coarse as the coarsest place, which may have dated it


def test_the_internal_atlas_holds_it_all(case: Case, square_world: FakeGazetteer) -> None:
    """The check above can fail."""
    atlas = pipeline.build(case, gazetteer=square_world, profile="internal")
    told = " | ".join(texts(atlas))
    assert [secret for secret in SECRETS if secret not in told] == []
    assert atlas.release.profile == "internal"


def test_roles_stand_for_names_in_each_language(case: Case, square_world: FakeGazetteer) -> None:
    told = public(case, square_world).case.title
    assert told == "How [a worker] left"
    assert told.told["ru"] == "Как ушёл [рабочий]"  # type: ignore[attr-defined]


def test_what_was_withheld_is_counted(case: Case, square_world: FakeGazetteer) -> None:
    atlas = public(case, square_world)
    n = atlas.release.withheld
    assert (n.stops, n.coarser, n.events, n.checks, n.alternatives, n.sources) == (1, 1, 1, 1, 1, 1)
    assert n.words >= 7
    assert next(withheld(atlas)) == "1 stop is withheld."


def test_a_leg_to_a_place_that_is_withheld_only_says_who_speaks(
    case: Case, square_world: FakeGazetteer
) -> None:
    atlas = public(case, square_world)
    (_, hidden, _) = atlas.case.legs.values()
    assert (hidden.id, hidden.mode, hidden.status) == ("legs-2", "unknown", "open")
    assert (hidden.title, hidden.when, hidden.note) == (None, None, None)
    assert [(c.source, c.quote, c.says) for c in hidden.claims] == [
        ("sources-2", None, "What it says is withheld.")
    ]
    assert hidden.id not in atlas.legs
    assert "leg-not-drawn" not in {f.code for f in atlas.findings}


def test_dates_are_as_coarse_as_their_place(case: Case, square_world: FakeGazetteer) -> None:
    (first, *_) = public(case, square_world).case.legs.values()
    assert first.when is not None
    assert first.when.edtf == "2016-07"
    (claim,) = first.claims
    assert claim.when is not None
    assert claim.when.edtf == "2016-07"


def test_a_source_to_withhold_counts_and_no_more(case: Case, square_world: FakeGazetteer) -> None:
    atlas = public(case, square_world)
    assert atlas.case.sources["sources-2"] == Source(
        "sources-2", title="a source that is withheld", identity="anonymous"
    )
    assert atlas.case.sources["sources-1"].url is None


def test_pinned_places_are_rounded_and_keep_their_names(
    case: Case, square_world: FakeGazetteer
) -> None:
    atlas = public(case, square_world)
    camp = atlas.places["places-4"]
    assert (camp.label, camp.point) == ("Camp", Cell.of((20.5, 0.5), "0.1").center)
    assert atlas.release.classes == {
        "places-1": "site", "places-2": "withheld", "places-3": "0.1", "places-4": "0.1",
    }  # fmt: skip


def test_a_place_that_is_named_like_a_secret_is_refused(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    text = CASE.replace("  camp: {name: Camp,", "  camp: {name: Camp of Kim Secret,")
    with pytest.raises(NotForPublication) as caught:
        public(case_from(text), square_world)
    (mistake,) = caught.value.mistakes
    assert (mistake.key, mistake.mark.line) == ("places.camp", 17)
    assert "Secret" not in str(mistake)


def test_another_place_is_found_without_a_secret_neighbour(
    case_from: Callable[[str], Case],
) -> None:
    """Which of two towns is meant must not tell which of them the secret is near."""
    near, far = candidate("Twin", 30.0, 30.0), candidate("Twin", 60.0, -30.0)
    world = FakeGazetteer({"Twin": [near, far], "Start": [candidate("Start", 0, 50)]})
    text = """
        version: 1
        title: T
        sources: {s: {publisher: P, issued: 2010}}
        places:
          start: Start
          twin: Twin
          hut: {name: Hut, lon: 30.1, lat: 30.1, publish: withheld}
        legs:
          a: {from: start, to: twin}
          b: {from: twin, to: hut, by: foot, claims: [{source: s, says: On foot.}]}
        itineraries: {i: {title: I, legs: [a, b]}}
    """
    inside = pipeline.build(case_from(text), gazetteer=world, profile="internal")
    assert inside.places["twin"].point == (30.0, 30.0)
    atlas = public(case_from(text), world)
    assert "places-2" not in atlas.places
    assert "ambiguous-place" in {f.code for f in atlas.findings}


@pytest.mark.parametrize(
    "changes",
    [
        {"people": {"p": Person("p", "a worker")}},
        {"publishing": Publishing(withhold=("x",))},
        {"publishing": Publishing(embargo=Embargo(1, "why"))},
        {"places": {"a": Toponym("a", "A", "A", lon=10.05, lat=20.05)}},
        {"places": {"a": Toponym("a", "A", "A", lon=10.051, lat=20.05)}, "shown": "0.1"},
        {"places": {"a": Toponym("a", "A", "A", lon=10.05, lat=20.05)}, "shown": "site"},
        {"places": {"a": Toponym("a", "A", "A", publish="withheld")}},
        {"sources": {"s": Source("s", title="S", withhold=True)}},
    ],
)
def test_a_public_case_has_no_room_for_a_secret(
    case: Case, square_world: FakeGazetteer, changes: dict[str, object]
) -> None:
    given = public(case, square_world).case
    assert isinstance(given, PublicCase)
    shown = changes.pop("shown", None)
    if shown:
        changes["release"] = Release("public", {"a": shown})  # type: ignore[dict-item]
    with pytest.raises(ValueError, match=r"public case|class"):
        dataclasses.replace(given, **changes)


def test_an_atlas_is_public_only_with_such_a_case(case: Case, square_world: FakeGazetteer) -> None:
    atlas = public(case, square_world)
    with pytest.raises(ValueError, match="only a public case"):
        dataclasses.replace(atlas, case=case)


PLAIN = """
version: 1
title: T
sources: {{s: {{publisher: P, issued: 2010}}}}
{more}
places:
{places}
legs: {{a: {{from: one, to: two, when: 2010, claims: [{{source: s, {said}}}]}}}}
itineraries: {{i: {{title: I, legs: [a]}}}}
"""


def plain(places: str, said: str = "says: So.", more: str = "") -> str:
    return PLAIN.format(places=textwrap.indent(textwrap.dedent(places), "  "), said=said, more=more)


@pytest.mark.parametrize(
    "secret",
    [
        "{name: Tumen, kind: river, publish: 0.1}",
        "{name: Kirovsk, near: hut, publish: admin-1}",
        "{name: Kirovsk, publish: 0.1}",
    ],
)
def test_a_secret_is_found_without_the_others(
    case_from: Callable[[str], Case], bundled: Gazetteer, secret: str
) -> None:
    """Where one is published must not tell where another is."""
    shown = []
    for at in ("lon: 33.5, lat: 67.6", "lon: 31.0, lat: 59.9", "lon: 130.3, lat: 42.5"):
        places = f"""
            one: {secret}
            hut: {{name: Hut, {at}, publish: withheld}}
            two: Vladivostok, Russia
        """
        text = plain(places).replace("legs: {", "legs: {b: {from: hut, to: one}, ")
        shown.append(pipeline.build(case_from(text), gazetteer=bundled))
    assert [(a.places, a.case.places) for a in shown[1:]] == [
        (shown[0].places, shown[0].case.places)
    ] * 2


@pytest.mark.parametrize("initials", ["B", "LT", "[B, K.P., RU]"])
def test_words_from_lists_are_no_texts(
    case_from: Callable[[str], Case], square_world: FakeGazetteer, initials: str
) -> None:
    more = f"avoid: [LT, KP]\npeople: {{g: {{role: a guide, name: Bo Lee, also: {initials}}}}}"
    text = plain("one: West\ntwo: {name: East, country: RU}", more=more)
    text = text.replace("publisher: P,", "publisher: P, reliability: B,")
    case = public(case_from(text), square_world).case
    assert [each.country for each in case.avoid] == ["LT", "KP"]
    assert case.places["places-2"].country == "RU"
    assert case.sources["sources-1"].reliability == "B"


def test_what_a_withheld_place_is_called_in_other_languages_is_found(
    case_from: Callable[[str], Case], bundled: Gazetteer
) -> None:
    said = 'quote: "Хасан, 하산, Khasan and UUDL; he landed at KUT"'
    places = """
        one: {name: "Khasan, Primorsky Krai, Russia", publish: country}
        two: {name: airport, iata: KUT, publish: country}
    """
    (leg,) = pipeline.build(case_from(plain(places, said)), gazetteer=bundled).case.legs.values()
    assert leg.claims[0].quote is not None
    quote = leg.claims[0].quote.exact
    assert [word for word in ("Хасан", "하산", "Khasan", "KUT") if word in quote] == []


def test_a_name_that_is_split_over_a_quote_is_found(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    said = "quote: {prefix: then Li, exact: Na went on, suffix: to Riga}"
    more = "people: {p: {role: a guide, name: Li Na}}"
    text = plain("one: West\ntwo: East", said, more)
    (leg,) = public(case_from(text), square_world).case.legs.values()
    assert leg.claims[0].quote is not None
    assert (leg.claims[0].quote.prefix, leg.claims[0].quote.exact) == (None, "[…]")


def test_an_area_with_a_class_stays_the_area_without_its_name(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    places = "one: West\ntwo: {name: The valley, within: Squareland, publish: country}"
    atlas = public(case_from(plain(places, "quote: in the valley of Squareland")), square_world)
    assert atlas.places["places-2"].label == "somewhere in Squareland"
    (leg,) = atlas.case.legs.values()
    assert leg.claims[0].quote is not None
    assert leg.claims[0].quote.exact == "in […] of Squareland"


def test_disputes_are_dated_as_coarsely(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    more = (
        "disputes: {d: {question: When, positions: [{says: Then, "
        "claims: [{source: s, says: So, when: 2010-07-03}]}]}}"
    )
    places = "one: West\ntwo: {name: X, lon: 10.5, lat: 0.5, publish: 0.1}"
    case = public(case_from(plain(places, more=more)), square_world).case
    ((position,),) = [each.positions for each in case.disputes.values()]
    assert position.claims[0].when is not None
    assert position.claims[0].when.edtf == "2010-07"


def test_an_anonymous_source_has_no_author(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    text = plain("one: West\ntwo: East", "quote: Pak Yong told it").replace(
        "publisher: P,", "author: Pak Yong, identity: anonymous,"
    )
    case = public(case_from(text), square_world).case
    (source,) = case.sources.values()
    assert (source.author, source.label) == (None, "a source that is withheld")
    (leg,) = case.legs.values()
    assert leg.claims[0].quote is not None
    assert leg.claims[0].quote.exact == "[…] told it"


def test_no_report_is_called_silent_about_what_is_withheld(
    case: Case, square_world: FakeGazetteer
) -> None:
    """That nothing is told of it does not say that nobody reports it."""
    atlas = public(case, square_world)
    told = [each["text"] for each in unknown(atlas)]
    assert told[:2] == ["1 stop is withheld.", "1 place is shown only roughly, and not named."]
    assert [text for text in told if "no report says" in text or "not drawn" in text] == []
    silent = " ".join(unknown_of(atlas, "itineraries-1"))
    assert "no report says" not in silent


def test_a_line_to_an_area_that_stands_for_a_place_says_so(
    case_from: Callable[[str], Case], bundled: Gazetteer
) -> None:
    places = "one: Vladivostok, Russia\ntwo: {name: X, lon: 130.78, lat: 42.71, publish: admin-1}"
    atlas = pipeline.build(case_from(plain(places)), gazetteer=bundled)
    assert atlas.legs["legs-1"].method == (
        "The line fades in “somewhere in Primorsky Krai”: where exactly is withheld."
    )
    assert atlas.places["places-2"].resolution.reason == "Where exactly is withheld."


def test_the_author_reads_the_ids_of_the_case(case: Case, square_world: FakeGazetteer) -> None:
    atlas = public(case, square_world)
    told = {f.about for f in by_own_ids(case, atlas)}
    assert {"legs.one", "places.camp", "events.seen"} <= told
    assert [f.mark for f in by_own_ids(case, atlas)] == [f.mark for f in atlas.findings]


def test_a_role_in_a_quote_speaks_the_language_of_the_quote(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    said = "quote: {exact: Kim Secret ушёл, language: ru, translation: Kim Secret left}"
    more = "people: {p: {role: {en: a worker, ru: рабочий}, name: Kim Secret}}"
    text = plain("one: West\ntwo: East", said, more)
    (leg,) = public(case_from(text), square_world).case.legs.values()
    assert leg.claims[0].quote is not None
    quote = leg.claims[0].quote
    assert (quote.exact, str(quote.translation)) == ("[рабочий] ушёл", "[a worker] left")
