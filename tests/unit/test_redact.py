"""A case without its secrets, and what its author is told of that."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import shapely

from routes import pipeline
from routes.errors import NotForPublication
from routes.model import (
    Case,
    Source,
)
from routes.publish import by_own_ids
from routes.webmap.known import unknown_of
from routes.webmap.unknown import unknown
from routes.webmap.withheld import withheld, withheld_items
from tests.conftest import FakeGazetteer
from tests.unit.secret_case import CASE, SECRETS, plain, public, texts


@pytest.fixture
def case(case_from: Callable[[str], Case]) -> Case:
    return case_from(CASE)


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
    assert told["legs.legs-1"] == "a public map leaves out a name here."
    assert told["legs.legs-1.claims[1]"] == "a public map leaves out 2 names here."
    assert [f.about for f in found if f.code == "place-rounded"] == ["places.places-4"]
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


def test_a_place_that_is_named_like_a_secret_is_refused(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    text = CASE.replace("  camp.2: {name: Camp,", "  camp.2: {name: Camp of Kim Secret,")
    with pytest.raises(NotForPublication) as caught:
        public(case_from(text), square_world)
    (mistake,) = caught.value.mistakes
    assert (mistake.key, mistake.mark.line) == ("places.camp.2", 17)
    assert "Secret" not in str(mistake)


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


def test_a_name_that_is_split_over_a_quote_is_found(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    said = "quote: {prefix: then Li, exact: Na went on, suffix: to Riga}"
    more = "people: {p: {role: a guide, name: Li Na}}"
    text = plain("one: West\ntwo: East", said, more)
    (leg,) = public(case_from(text), square_world).case.legs.values()
    assert leg.claims[0].quote is not None
    assert (leg.claims[0].quote.prefix, leg.claims[0].quote.exact) == (None, "[…]")


LISTED = """
version: 1
title: Kim Secret
notes:
  - Nobody is here.
  - Here is Kim Secret.
sources: {s: {publisher: P, issued: 2010}}
people: {p: {role: a guide, name: Kim Secret}}
places: {one: West, two: East}
legs:
  a:
    from: one
    to: two
    title: How Kim Secret went
    status: closed
    closed:
      since: 2010
      claims:
        - {source: s, says: So.}
        - {source: s, says: Kim Secret says so.}
    claims:
      - {source: s, says: So.}
      - source: s
        quote: Kim Secret went
itineraries: {i: {title: I, legs: [a]}}
disputes:
  d:
    question: Who?
    positions:
      - says: He.
        claims:
          - {source: s, quote: Kim Secret}
checks:
  - {closer: one, than: two, to: one, note: Kim Secret}
"""


def test_what_is_left_out_is_told_at_the_line_of_the_claim(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    case = case_from(LISTED)
    told = by_own_ids(case, public(case, square_world))
    lines = {f.about: f.mark.line for f in told if f.code == "words-withheld" and f.mark}
    assert lines == {
        "title": 3, "notes[2]": 6, "legs.a": 11, "legs.a.closed.claims[2]": 20,
        "legs.a.claims[2]": 23, "disputes.d.positions[1].claims[1]": 32, "checks[1]": 34,
    }  # fmt: skip


SPLIT = [
    ("prefix: then Li, exact: Na went on", 1,
     "a whole quotation (a name is split over its parts)"),
    ("prefix: then Li Na, exact: went on", 0, "the words around a quotation"),
    ("exact: Li Na went, suffix: on", 1, "a name and the words around a quotation"),
    ("exact: Li Na went on", 1, "a name"),
]  # fmt: skip


@pytest.mark.parametrize(("quote", "words", "told"), SPLIT)
def test_the_author_is_told_of_a_quote_that_loses_its_parts(
    case_from: Callable[[str], Case], square_world: FakeGazetteer, quote: str, words: int, told: str
) -> None:
    more = "people: {p: {role: a guide, name: Li Na}}"
    atlas = public(
        case_from(plain("one: West\ntwo: East", f"quote: {{{quote}}}", more)), square_world
    )
    said = [f.message for f in atlas.findings if f.code == "words-withheld"]
    assert said == [f"a public map leaves out {told} here."]
    assert atlas.release.withheld.words == words  # what readers would have read


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
    (first, why, *_) = withheld_items(atlas)
    assert first["text"] == "1 stop is withheld. 1 place is shown only roughly, and not named."
    assert why["text"].startswith("This is known, and not told, to protect people.")
    assert [text for text in told if "no report says" in text or "not drawn" in text] == []
    silent = " ".join(unknown_of(atlas, "itineraries-1"))
    assert "no report says" not in silent


def test_the_author_reads_the_ids_of_the_case(case: Case, square_world: FakeGazetteer) -> None:
    atlas = public(case, square_world)
    told = {f.about for f in by_own_ids(case, atlas)}
    assert {"legs.one.claims[1]", "places.camp.2", "events.seen.claims[1]"} <= told
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
