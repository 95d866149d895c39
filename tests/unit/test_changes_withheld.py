"""A comparison for the public tells nothing of what the new state withholds."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial

import pytest

from routes import pipeline
from routes.changes import (
    Change,
    Known,
    changes,
    headlines,
    own_ids,
    shown_now,
    stricter,
    told_today,
)
from routes.model import Atlas, Case, Claim, Closure, Publishing, Quote, When
from routes.publish.secrets import secrets
from routes.webmap.changes_page import html
from tests.conftest import FakeGazetteer
from tests.unit.secret_case import CASE, SECRETS

TODAY = "2026-01-01"
IDS = ("hideout", "mole-friend", "last-leg", "qwzx-farm", "secret-house", "friend")
DAYS = ("2016-07-15", "15 July", "2016-07-16", "16 July", "2016-07-19", "19 July")


def compared(old: Case, new: Case, world: FakeGazetteer) -> tuple[tuple[Change, ...], Atlas, Atlas]:
    """What `routes diff` compares for the public."""
    draft = partial(pipeline.draft, gazetteer=world, today=TODAY)
    made = draft(new)
    spelt = {
        i: (toponym.name, *made.called.get(i, ()))
        for i, toponym in new.places.items()
        if toponym.publish not in (None, "site")
    }
    after = made.atlas
    today, early = told_today(
        old, new, draft, kept=secrets(new, spelt), shown=shown_now(new, after)
    )
    known = Known(own_ids(today, early.atlas), own_ids(new, after), stricter(old, new, today))
    return changes(early.atlas, after, known=known), early.atlas, after


def outputs(found: tuple[Change, ...], old: Atlas, new: Atlas) -> str:
    data = json.dumps([asdict(each) for each in found], ensure_ascii=False)
    return "\n".join([data, *headlines(found), html(found, old, new)])


def open_case(case: Case) -> Case:
    """The case without a word on what is withheld."""
    return replace(
        case,
        people={},
        publishing=Publishing(),
        places={i: replace(each, publish=None, because=None) for i, each in case.places.items()},
        sources={i: replace(each, withhold=False) for i, each in case.sources.items()},
    )


@pytest.fixture
def new(case_from: Callable[[str], Case]) -> Case:
    return case_from(CASE)


RENAMED = (
    ("secret-house", "hideout"), ("depot", "store"), ("friend", "mole-friend"),
    ("to-qwzx-farm", "last-leg"), ("camp.2", "camp.3"),
)  # fmt: skip
EARLIER = {
    "as it is": CASE,
    "by other ids": CASE,
    "with more": CASE.replace(
        "events:",
        "  z: {title: Qwzx Farm and back, legs: [one], summary: Kim Secret hid with Pak Yong.}\n"
        "events:\n"
        "  gone: {title: Kim Secret was at Qwzx Farm, at: secret-house, when: 2016-07-19,"
        " claims: [{source: friend, quote: AB 1234 stood before Qwzx Farm}]}",
    ).replace("title: To The Depot", "title: Kim Secret goes to The Depot"),
}


@pytest.mark.parametrize("name", EARLIER)
def test_what_is_withheld_now_is_in_no_output(
    name: str, new: Case, case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    text = EARLIER[name]
    if name == "by other ids":
        for old_id, other in RENAMED:
            text = text.replace(old_id, other)
    before = open_case(case_from(text))
    raw = pipeline.draft(before, gazetteer=square_world, today=TODAY).atlas
    assert "Qwzx" in repr(raw)  # it was told once
    found, old, now = compared(before, new, square_world)
    assert any(each.kind == "withholding" for each in found)
    shown = outputs(found, old, now)
    assert [each for each in (*SECRETS, *DAYS, *IDS) if each in shown] == []


def test_what_a_leg_told_before_it_led_to_a_veiled_place_is_not_told(
    new: Case, square_world: FakeGazetteer
) -> None:
    """The entry is the same, its places are others: nothing of the old one is told again."""
    before = open_case(new)
    leg, claim = before.legs["one"], before.legs["one"].claims[0]
    day = When("2016-07-19", "2016-07-19", "2016-07-19")
    said = replace(claim, quote=Quote("the old words"), when=day)
    for end in ("depot", "secret-house"):
        legs = {
            **before.legs,
            "one": replace(leg, end="camp.2", title="An old title", when=day, claims=(said,)),
        }
        later = replace(new, legs={**new.legs, "one": replace(new.legs["one"], end=end)})
        found, old, now = compared(replace(before, legs=legs), later, square_world)
        assert any("Less is told of" in each.sentence for each in found)
        shown = outputs(found, old, now)
        told = ("the old words", "An old title", *SECRETS, *DAYS)
        assert [each for each in told if each in shown] == []


def test_a_version_that_goes_by_a_veiled_place_now_keeps_its_dates(
    new: Case, square_world: FakeGazetteer
) -> None:
    day = When("2016-07-19", "2016-07-19", "2016-07-19")
    closing = Closure(day, (Claim("paper", says="Closed."),))
    site = replace(new.places["camp.2"], publish="site", because="a town")
    new = replace(new, places={**new.places, "camp.2": site})
    shut = replace(new.itineraries["b"], status="closed", closure=closing)
    later = replace(new, itineraries={**new.itineraries, "b": shut})
    before = replace(open_case(new), itineraries={"b": replace(shut, legs=("over",))})
    before = replace(before, places={**before.places, "camp.2": site})
    over = replace(before.legs["three"], id="over", start="west")
    before = replace(before, legs={**before.legs, "over": over})
    found, old, now = compared(before, later, square_world)
    assert "2016-07-19" in repr(old)
    shown = outputs(found, old, now)
    assert [each for each in (*SECRETS, *DAYS) if each in shown] == []


@pytest.mark.parametrize("back", [False, True])
def test_a_place_that_is_told_again_is_not_told_of_before(
    new: Case, square_world: FakeGazetteer, *, back: bool
) -> None:
    """The other way round all that the new state shows may be told, and no more."""
    before, after = (open_case(new), new) if back else (new, open_case(new))
    found, old, now = compared(before, after, square_world)
    shown = outputs(found, old, now)
    if not back:
        assert any("More is told of" in each.sentence for each in found)
    for secret in ("39.03", "125.76", "1.654", "10.123", "5550"):
        assert secret not in shown


def test_two_states_that_say_the_same_differ_in_nothing(
    new: Case, square_world: FakeGazetteer
) -> None:
    found, *_ = compared(new, new, square_world)
    assert found == ()
    found, *_ = compared(open_case(new), new, square_world)
    assert {each.kind for each in found} == {"withholding"}


def test_an_entry_that_came_between_numbered_ones_is_the_only_change(
    new: Case, case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    """Ids of a public case with a secret are numbers: the third leg was the second before."""
    more = CASE.replace(
        "  three: {",
        "  between: {from: west, to: camp.2, by: rail, title: A new way,"
        " claims: [{source: paper, quote: by rail}]}\n  three: {",
    )
    found, *_ = compared(new, case_from(more), square_world)
    assert [each.sentence for each in found] == [
        "The leg “A new way” (West to Camp; reported) is new, from The Paper."
    ]
    alone = pipeline.build(new, gazetteer=square_world, today=TODAY)
    later = pipeline.build(case_from(more), gazetteer=square_world, today=TODAY)
    assert [each.sentence for each in changes(alone, later)] == [found[0].sentence]
