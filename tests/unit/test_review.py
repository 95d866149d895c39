"""What two people read before they sign: nothing that changes is missing, whatever holds it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from routes import model, pipeline
from routes.casefile import document
from routes.errors import Mark
from routes.messages import written as in_languages
from routes.model import Atlas, Case, When
from routes.publish.keys import written
from routes.publish.released import by_own_ids
from routes.publish.review import Review, _Comparison, review
from routes.publish.secrets import secrets
from tests.conftest import FakeGazetteer
from tests.unit.secret_case import CASE, SECRETS
from tests.unit.test_redact import LISTED

DAY = When("2016-07-15", "2016-07-15", "2016-07-15")
NIGHT = When("2016-07-16", "2016-07-16", "2016-07-16")
MARK = Mark("case.yaml", 7)


@pytest.fixture
def case(case_from: Callable[[str], Case]) -> Case:
    return case_from(CASE)


def reviewed(case: Case, world: FakeGazetteer) -> Review:
    made = pipeline.draft(case, gazetteer=world, today="2026-01-01")
    spelt = {
        i: (toponym.name, *made.called.get(i, ()))
        for i, toponym in case.places.items()
        if toponym.publish not in (None, "site")
    }
    return review(case, made.atlas, made.found, secrets(case, spelt))


def full() -> Case:
    """A case in which every field of every value says something."""
    quote = model.Quote(
        "exact", "prefix", "suffix", "ru", in_languages({"en": "a", "ko": "b"}, "en")
    )
    claim = model.Claim("s", "denies", quote, "says", ("t",), 2, DAY, "note", MARK)
    closure = model.Closure(DAY, (claim,))
    return Case(
        id="case",
        title=in_languages({"en": "title", "ru": "заглавие"}, "en"),
        question="question",
        summary="summary",
        language="en",
        sources={
            "s": model.Source(
                "s", "title", "publisher", "author", DAY, "en", "url", "archive", "A", "anonymous",
                "t", ("t",), "sha", "seed", note="note", mark=MARK,
            ),
            "t": model.Source("t", "title"),
        },
        places={
            "one": model.Toponym(
                "one", "name", "query", "label", "RU", "city", "LED", "ULLI", 1.5, 2.5, 3.5,
                "city", ("within",), "two", "0.1", "because", "public label", "note", MARK,
            ),
            "two": model.Toponym("two", "name", "query"),
        },
        legs={
            "a": model.Leg(
                "a", "one", "two", "road", "title", DAY, "inferred", "reason", "closed", closure,
                (claim,), "note", MARK,
            )
        },
        itineraries={
            "i": model.Itinerary(
                "i", "title", ("a",), "summary", "closed", closure, (claim,), "note", MARK
            )
        },
        events={"e": model.Event("e", "title", "one", DAY, (claim,), "note", MARK)},
        disputes={
            "d": model.Dispute("d", "question", (model.Position("says", (claim,)),), "note", MARK)
        },
        checks=(model.Check("check-1", ("one",), "two", "one", "s", quote, "note", MARK),),
        notes=("note 1", "note 2"),
        avoid=(model.Avoidance("CN", "reason", MARK),),
        alternatives=(
            model.Wanted(
                "a-rail", "a", "one", "two", "rail", ("one",), ("CN",), 2, NIGHT, 4.5, "title",
                "note", MARK,
            ),
        ),
        languages=("ko",),
        projection="albers",
        people={"p": model.Person("p", "role", "name", ("also",))},
        publishing=model.Publishing(("word",)),
        file="case.yaml",
    )  # fmt: skip


UNTOLD = ("mark", "marks", "file", "findings", "people", "publishing", "withhold", "release")
"""Fields of which readers never learn, changed or not."""


def changed(value: Any) -> Iterator[tuple[str, Any]]:
    """The value with one thing in it changed, for each thing in it, whatever it is made of."""
    if isinstance(value, When):
        yield "", dataclasses.replace(value, edtf="2099")
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            if field.name not in UNTOLD:
                for path, each in changed(getattr(value, field.name)):
                    key = f"{type(value).__name__}.{field.name} {path}"
                    yield key, dataclasses.replace(value, **{field.name: each})
    elif isinstance(value, tuple | dict):
        held = value if isinstance(value, dict) else dict(enumerate(value))
        for name, one in held.items():
            for path, each in changed(one):
                now = {**held, name: each}
                yield path, now if isinstance(value, dict) else tuple(now.values())
    else:
        yield from (("", each) for each in otherwise(value))


def otherwise(leaf: Any) -> Iterator[Any]:
    """A text that is another, in one of its languages; a number that is one more."""
    if isinstance(leaf, int | float):
        yield leaf + 1
    elif isinstance(leaf, str):
        told = getattr(leaf, "told", None)
        yield from (in_languages({**told, tag: "CHANGED"}, "en") for tag in told or ())
        yield from () if told else ("CHANGED",)


EACH = [each for each in changed(full()) if each[0].strip() != "Case.id"]
"""The name of the file is no text of it."""


def compared(was: Case, now: Case) -> Review:
    """The review of two cases that tell the same but for one thing."""
    release = model.Release("public", dict.fromkeys([*now.places, "CHANGED"], "site"))
    return review(was, Like(now, release), {})  # type: ignore[arg-type]


@dataclasses.dataclass
class Like:
    """As much of an atlas as a review reads."""

    case: Case
    release: model.Release
    places: dict[str, model.Place] = dataclasses.field(default_factory=dict)


def told(found: Review) -> list[Any]:
    return [*found.changes, *(each for place in found.places for each in place.changes)]


def test_the_sample_says_something_in_every_field() -> None:
    """A field that is new to the model is new to the sample, and then to the test below."""
    empty = [
        f"{type(value).__name__}.{field.name}"
        for value in everything(full())
        for field in dataclasses.fields(value)
        if field.name not in UNTOLD and getattr(value, field.name) in (None, (), {}, "")
        if getattr(value, "id", "") not in ("t", "two")  # short ones, for the others to name
    ]
    assert empty == []
    kinds = {type(value).__name__ for value in everything(full())}
    assert kinds >= {
        "Source", "Toponym", "Leg", "Itinerary", "Event", "Dispute", "Position", "Check", "Claim",
        "Closure", "Quote", "Avoidance", "Wanted",
    }  # fmt: skip


def everything(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from everything(each)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type | When | Mark):
        yield value
        for field in dataclasses.fields(value):
            if field.name not in UNTOLD:
                yield from everything(getattr(value, field.name))


def test_nothing_is_listed_where_nothing_changes() -> None:
    found = compared(full(), full())
    assert told(found) == []
    assert found.gone == ()
    assert found.same["text"] > 40
    assert found.same["date"] == 12


def test_whatever_changes_is_listed() -> None:
    assert len(EACH) > 150
    missed = [key for key, now in EACH if not told(compared(full(), now))]
    assert missed == []


def test_a_field_that_is_left_out_of_the_comparison_is_missed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The test above can fail."""
    whole = _Comparison._field

    def forgetful(self: _Comparison, was: Any, now: Any, name: str, spot: Any) -> None:
        if name != "reason":
            whole(self, was, now, name, spot)

    monkeypatch.setattr(_Comparison, "_field", forgetful)
    missed = {key.strip() for key, now in EACH if not told(compared(full(), now))}
    assert missed == {"Case.legs Leg.reason", "Case.avoid Avoidance.reason"}


def test_every_secret_of_a_case_is_in_its_review(case: Case, square_world: FakeGazetteer) -> None:
    found = reviewed(case, square_world)
    was = " | ".join([each.was or "" for each in told(found)] + [x.what for x in found.gone])
    assert [secret for secret in SECRETS if secret not in was] == []
    now = " | ".join([each.now or "" for each in told(found)] + [x.now or "" for x in found.gone])
    assert [secret for secret in SECRETS if secret.casefold() in now.casefold()] == []


def test_each_change_has_the_key_and_the_line_of_its_author(
    case: Case, square_world: FakeGazetteer
) -> None:
    found = {each.key: each for each in reviewed(case, square_world).changes}
    first = found["legs.one.claims[1].quote"]
    assert (first.mark.line, first.was, first.now) == (
        20, "Kim Secret drove to the depot", "[a worker] drove to […]",
    )  # fmt: skip
    assert found["legs.one.when"].now == found["legs.one.claims[1].when"].now == "2016-07"
    hidden = found["legs.to-qwzx-farm.claims[1].quote"]
    assert (hidden.was, hidden.now) == ("We hid at Qwzx Farm with Ann Open", None)
    assert (found["legs.to-qwzx-farm.by"].was, found["legs.to-qwzx-farm.by"].now) == (
        "foot", "withheld",
    )  # fmt: skip
    assert {"title.en", "title.ru", "summary", "notes[1]", "sources.paper.url"} <= found.keys()


def test_a_quote_says_which_of_its_parts_are_gone(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    text = LISTED.replace("Kim Secret", "Li Na").replace(
        "quote: Li Na went", "quote: {prefix: So Li, exact: Na went, suffix: on}"
    )
    found = {each.key: each.now for each in reviewed(case_from(text), square_world).changes}
    parts = {key: now for key, now in found.items() if key.startswith("legs.a.claims[2].quote")}
    assert parts == {
        "legs.a.claims[2].quote.exact": "[…]",
        "legs.a.claims[2].quote.prefix": None,
        "legs.a.claims[2].quote.suffix": None,
    }


def test_what_is_gone_and_who_is_not_named(case: Case, square_world: FakeGazetteer) -> None:
    gone = {each.key: (each.what, each.now) for each in reviewed(case, square_world).gone}
    assert gone == {
        "sources.friend": (
            "title: What Pak Yong told; author: Pak Yong; url: https://a.example/b",
            "a source that is withheld",
        ),
        "events.met": ("They meet at Qwzx Farm", None),
        "checks[1]": ("closer[1]: west; than: camp.2; to: secret-house", None),
        "alternatives[1]": ("from: west; to: secret-house; by: road", None),
    }


def test_a_spelling_that_stands_nowhere_is_told(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    found = reviewed(case_from(CASE), square_world).sought
    assert [(each.spelling, each.n_texts, each.instead) for each in found] == [
        ("Kim Secret", 4, "[a worker] / [рабочий]"),
        ("Ким Секрет", 1, "[a worker] / [рабочий]"),
        ("Ann Open", 2, None),
        ("Qwzx Farm", 2, "[…]"),
        ("The Depot", 3, "[…]"),
        ("Pak Yong", 0, "[…]"),
        ("What Pak Yong told", 0, "[…]"),
        ("a.example/b", 0, "[…]"),
        ("AB 1234", 1, "[…]"),
    ]
    keys = [each.key for each in found if each.instead == "[…]"]
    assert keys == [
        "places.secret-house", "places.depot", *(3 * ["sources.friend"]), "publish.withhold[1]",
    ]  # fmt: skip


def test_an_anonymous_author_is_counted_where_readers_might_meet_the_name(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    text = CASE.replace(
        "publisher: The Paper,", "publisher: The Paper, author: Pak Min, identity: anonymous,"
    ).replace("quote: met", "quote: met Pak Min")
    (found,) = (
        x for x in reviewed(case_from(text), square_world).sought if x.key == "sources.paper"
    )
    assert (found.spelling, found.n_texts) == ("Pak Min", 1)


@pytest.mark.parametrize(
    ("asked", "is_listed"),
    [
        ("{from: west, to: depot, by: road}", False),
        ("{from: west, to: depot, by: road, when: 2016-07-20}", True),
        ("{leg: one, by: road}", False),
        ("{leg: one, by: road, when: 2016-07-20}", True),
    ],
)
def test_a_date_that_nobody_wrote_is_not_listed(
    case_from: Callable[[str], Case], square_world: FakeGazetteer, asked: str, is_listed: bool
) -> None:
    text = CASE.replace("{from: west, to: secret-house, by: road}", asked)
    found = {each.key: each for each in reviewed(case_from(text), square_world).changes}
    assert ("alternatives[1].when" in found) is is_listed
    assert "alternatives[1].id" in found


def test_what_stands_in_a_list_is_counted_as_its_author_does(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    """Of the first check nothing is told, so the second is the first that readers see."""
    second = (
        "\n  - {closer: west, than: camp.2, to: west, quote: Kim Secret was near}\nalternatives:"
    )
    case = case_from(CASE.replace("\nalternatives:", second))
    made = pipeline.draft(case, gazetteer=square_world, today="2026-01-01")
    about = {each.about for each in by_own_ids(case, made.atlas) if each.code == "words-withheld"}
    assert {each for each in about if each.startswith("checks")} == {"checks[2]"}
    found = review(case, made.atlas, made.found)
    assert {each.key for each in found.changes if each.now == "[a worker] was near"} == {
        "checks[2].quote"
    }
    assert "checks[1]" in {each.key for each in found.gone}


def test_a_place_tells_where_it_is_and_what_is_drawn(
    case: Case, square_world: FakeGazetteer
) -> None:
    west, house, depot, camp = reviewed(case, square_world).places
    assert (west.changes[0].kind, len(west.changes)) == ("id", 1)
    assert (house.is_named, house.drawn, house.precision) == (False, None, "withheld")
    assert depot.found is not None
    assert depot.found.point == (10.123456, 1.654321)
    assert depot.drawn is not None
    assert depot.drawn.point == (10.15, 1.65)
    assert camp.is_named


def test_entries_that_are_not_as_many_are_an_error(case: Case, square_world: FakeGazetteer) -> None:
    atlas: Atlas = pipeline.draft(case, gazetteer=square_world, today="2026-01-01").atlas
    less = dataclasses.replace(case, events={})
    with pytest.raises(ValueError, match="events: 0 entries are told, and 1 are there"):
        review(less, atlas, {})


OF_DOCUMENTS = {
    model.Source: document.Source,
    model.Toponym: document.Place,
    model.Claim: document.Claim,
    model.Quote: document.Quote,
    model.Leg: document.Leg,
    model.Closure: document.Closed,
    model.Itinerary: document.Itinerary,
    model.Event: document.Event,
    model.Dispute: document.Dispute,
    model.Position: document.Position,
    model.Check: document.Check,
    model.Avoidance: document.Avoided,
    model.Wanted: document.Alternative,
    model.Embargo: document.Embargo,
}


@pytest.mark.parametrize("kind", OF_DOCUMENTS, ids=lambda kind: kind.__name__)
def test_keys_are_those_of_the_case_file(kind: type) -> None:
    fields = OF_DOCUMENTS[kind].model_fields
    known = {each.alias or re.sub("_", "-", name) for name, each in fields.items()}
    whole = model.Quote("exact", "prefix")
    blank = whole if kind is model.Quote else object.__new__(kind)
    keys = {written(blank, f.name) for f in dataclasses.fields(kind)} - {"id", "mark"}
    assert keys <= known
