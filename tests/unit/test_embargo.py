"""A route that somebody may be on is not published yet."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from routes import pipeline
from routes.errors import NotForPublication
from routes.model import Case
from routes.publish import check_embargo
from tests.conftest import FakeGazetteer

CASE = """
version: 1
title: T
sources: {s: {publisher: P, issued: 2020-03-01}}
places: {west: West, east: East}
legs:
  one: {from: west, to: east, by: road, %s claims: [{source: s, says: So.}]}
itineraries: {i: {title: I, legs: [one] %s}}
%s
"""

Read = Callable[[str], Case]


def case_with(case_from: Read, leg: str = "", itinerary: str = "", more: str = "") -> Case:
    return case_from(CASE % (leg, itinerary, more))


@pytest.mark.parametrize(
    ("leg", "today", "refused"),
    [
        ("when: 2020-06-01,", "2021-05-31", True),
        ("when: 2020-06-01,", "2021-06-01", False),
        ("when: 2020-06,", "2021-06-01", True),  # the last day counts
        ("when: 2015-01/..,", "2026-06-01", True),  # nobody says that it ended
        ("when: 2030-01,", "2026-06-01", True),
        ("", "2021-02-28", True),  # by the date of the report
        ("", "2021-03-01", False),
        ("when: 2020-06-01, status: hypothetical,", "2020-06-02", False),
        ("when: 2016,", "2021-02-28", False),  # the report is younger than what it tells of
    ],
)
def test_a_route_in_use_waits_a_year(case_from: Read, leg: str, today: str, refused: bool) -> None:
    case = case_with(case_from, leg)
    if not refused:
        assert check_embargo(case, today) == ()
        return
    with pytest.raises(NotForPublication) as caught:
        check_embargo(case, today)
    (mistake,) = caught.value.mistakes
    assert (mistake.key, mistake.mark.line) == ("legs.one", 7)
    assert "status: closed" in (mistake.hint or "")


@pytest.mark.parametrize(
    ("leg", "itinerary"),
    [
        ("when: 2016, claims: [{source: s, says: Again., when: 2026-05-30}], title: T,", ""),
        ("status: closed, closed: {since: 2020, claims: [{source: s, stance: denies, says: No.}]},",
         ""),
        ("status: closed, closed: {since: 2099, claims: [{source: s, says: So.}]},", ""),
        ("when: 2026-05-30, status: closed, closed: {since: 1999, claims: [{source: s, says: S}]},",
         ""),
        ("", ", status: closed, closed: {since: 2099, claims: [{source: s, says: So.}]}"),
    ],
)  # fmt: skip
def test_no_word_in_the_case_makes_it_older(case_from: Read, leg: str, itinerary: str) -> None:
    text = CASE % (leg, itinerary, "")
    if "Again" in leg:
        text = text.replace("claims: [{source: s, says: So.}]}\nitin", "}\nitin")
    text = text.replace("2020-03-01", "2026-05-31")
    with pytest.raises(NotForPublication):
        check_embargo(case_from(text), "2026-06-01")


def test_a_young_event_is_a_warning(case_from: Read) -> None:
    more = "events: {e: {title: She hides, at: west, when: 2026-05-30}}"
    (found,) = check_embargo(case_with(case_from, "when: 2010,", more=more), "2026-06-01")
    assert (found.code, found.about) == ("event-young", "events.e")


CLOSED = ", status: closed, closed: {since: 2020-06-02, claims: [{source: s, says: So.}]}"


def test_a_route_that_is_closed_does_not_wait(case_from: Read) -> None:
    assert check_embargo(case_with(case_from, "when: 2020-06-01,", CLOSED), "2020-06-03") == ()


def test_an_editor_may_shorten_it_with_a_reason(case_from: Read) -> None:
    more = "publish: {embargo: {days: 30, because: All have arrived.}}"
    case = case_with(case_from, "when: 2020-06-01,", more=more)
    assert check_embargo(case, "2020-07-01") == ()
    with pytest.raises(NotForPublication, match="30 days"):
        check_embargo(case, "2020-06-30")


def test_only_a_public_map_is_refused(case_from: Read, square_world: FakeGazetteer) -> None:
    case = case_with(case_from, "when: 2020-06-01,")
    with pytest.raises(NotForPublication):
        pipeline.build(case, gazetteer=square_world, today="2020-06-03")
    pipeline.build(case, gazetteer=square_world, today="2020-06-03", profile="internal")


def test_the_day_never_changes_what_is_built(case_from: Read, square_world: FakeGazetteer) -> None:
    case = case_with(case_from, "when: 2020-06-01,")
    one, two = (
        pipeline.build(case, gazetteer=square_world, today=day)
        for day in ("2022-01-01", "2052-01-01")
    )
    assert one == two
