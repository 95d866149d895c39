"""A route that somebody may be on is not published yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from routes import pipeline
from routes.errors import NotForPublication
from routes.model import Case, Finding
from routes.publish import by_own_ids, weigh_age
from routes.publish.embargo import Weighed
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

NOTHING = Weighed((), ())


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
        assert weigh_age(case, today) == NOTHING
        return
    (mistake,) = weigh_age(case, today).refusals
    assert (mistake.key, mistake.mark.line) == ("legs.one", 7)
    assert "status: closed" in (mistake.hint or "")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("case.yaml", "add 'publish: {embargo"),
        ("case.csv", "fill in 'case-embargo-days'"),
        (None, "embargo=(days, because)"),
    ],
)
def test_it_says_what_an_editor_can_do_where_the_case_is_from(
    case_from: Read, file: str | None, words: str
) -> None:
    case = replace(case_with(case_from, "when: 2020-06-01,"), file=file)
    (mistake,) = weigh_age(case, "2020-06-02").refusals
    assert words in (mistake.hint or "")


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
    assert weigh_age(case_from(text), "2026-06-01").refusals


def test_a_young_event_is_a_warning(case_from: Read) -> None:
    more = "events: {e: {title: She hides, at: west, when: 2026-05-30}}"
    (found,) = weigh_age(case_with(case_from, "when: 2010,", more=more), "2026-06-01").findings
    assert (found.code, found.about) == ("event-young", "events.e")


def young(case_from: Read, place: str, event: str, more: str = "") -> Weighed:
    text = CASE.replace("west: West", f"west: {{name: West{place}}}")
    more = f"events: {{e: {{title: She hides, at: west{event}}}}}\n{more}"
    return weigh_age(case_from(text % ("when: 2010,", "", more)), "2026-06-01")


@pytest.mark.parametrize("shown", ["0.01", "0.1", "admin-2", "admin-1", "country"])
def test_a_young_event_at_a_place_that_is_protected_is_refused(case_from: Read, shown: str) -> None:
    weighed = young(case_from, f", publish: '{shown}'", ", when: 2026-05-30")
    (mistake,) = weighed.refusals
    assert (mistake.key, mistake.mark.line) == ("events.e", 9)
    assert "'publish: withheld'" in (mistake.hint or "")
    assert weighed.findings == ()
    assert young(case_from, f", publish: '{shown}'", ", when: 2025-05-30") == NOTHING


def test_where_nothing_of_an_event_is_told_nothing_is_said(case_from: Read) -> None:
    assert young(case_from, ", publish: withheld", ", when: 2026-05-30") == NOTHING


def test_an_undated_event_is_as_old_as_the_reports(case_from: Read) -> None:
    claims = ", claims: [{source: s, says: So.}]"
    assert young(case_from, ", publish: admin-1", claims) == NOTHING
    late = "publish: {embargo: {days: 3650, because: a test}}"
    (mistake,) = young(case_from, ", publish: admin-1", claims, late).refusals
    assert mistake.key == "events.e"
    assert young(case_from, "", claims, late) == NOTHING  # it has no date to warn of


@pytest.mark.parametrize(("embargo", "refused"), [("", 2), ("publish: {embargo: E}", 0)])
def test_an_event_that_nothing_dates_goes_as_a_route(
    case_from: Read, embargo: str, refused: int
) -> None:
    text = UNDATED.replace("west: West", "west: {name: West, publish: admin-1}")
    more = embargo.replace("E", "{days: 30, because: All have arrived.}")
    case = case_from(text % ("", "", f"events: {{e: {{title: T, at: west}}}}\n{more}"))
    assert len(weigh_age(case, "2026-06-01").refusals) == refused


def test_no_finding_of_a_public_atlas_has_an_id_of_the_case(
    case_from: Read, square_world: FakeGazetteer
) -> None:
    more = """
events:
  hides-here: {title: She hides, at: west, when: 2026-05-30}
  never-told: {title: She hides, at: hut, when: 2026-05-30}
publish: {embargo: {days: 30, because: All have arrived.}}"""
    text = UNDATED.replace("one", "to-the-hut").replace("to: east", "to: hut")
    hut = "{name: Hut, lon: 3, lat: 3, publish: withheld}"
    case = case_from(text.replace("east: East", f"hut: {hut}") % ("", "", more))
    # What the reader of the file noticed about an event that is not told at all.
    noticed = Finding("noticed", "warning", "something.", "events.never-told", None)
    case = replace(case, findings=(*case.findings, noticed))
    atlas = pipeline.build(case, gazetteer=square_world, today="2026-06-01")
    codes = {each.code: each.about for each in atlas.findings}
    assert codes["age-unknown"] == "legs.legs-1"
    assert codes["event-young"] == "events.events-1"
    assert codes["noticed"] == "events"
    own = {each.code: each.about for each in by_own_ids(case, atlas)}
    assert own["age-unknown"] == "legs.to-the-hut"
    assert own["event-young"] == "events.hides-here"
    told = " ".join(f"{f.about} {f.message} {f.hints}" for f in atlas.findings)
    assert [i for i in ("hut", "hides-here", "never-told") if i in told] == []


CLOSED = ", status: closed, closed: {since: 2020-06-02, claims: [{source: s, says: So.}]}"


def test_a_route_that_is_closed_does_not_wait(case_from: Read) -> None:
    assert weigh_age(case_with(case_from, "when: 2020-06-01,", CLOSED), "2020-06-03") == NOTHING


def test_an_editor_may_shorten_it_with_a_reason(case_from: Read) -> None:
    more = "publish: {embargo: {days: 30, because: All have arrived.}}"
    case = case_with(case_from, "when: 2020-06-01,", more=more)
    assert weigh_age(case, "2020-07-01") == NOTHING
    (mistake,) = weigh_age(case, "2020-06-30").refusals
    assert "30 days" in mistake.message


UNDATED = CASE.replace(", issued: 2020-03-01", "")


def test_a_route_that_nothing_dates_is_refused(case_from: Read) -> None:
    (mistake,) = weigh_age(case_from(UNDATED % ("", "", "")), "2026-06-01").refusals
    assert (mistake.key, mistake.mark.line) == ("legs.one", 7)
    assert "'when'" in (mistake.hint or "")


def test_an_editor_may_decide_about_a_route_that_nothing_dates(case_from: Read) -> None:
    more = "publish: {embargo: {days: 30, because: All have arrived.}}"
    weighed = weigh_age(case_from(UNDATED % ("", "", more)), "2026-06-01")
    assert weighed.refusals == ()
    assert [each.code for each in weighed.findings] == ["age-unknown"]


def test_what_can_be_done_is_said_once_for_each_reason(case_from: Read) -> None:
    text = CASE % ("when: 2026-05,", "", "")
    second = "  two: {from: east, to: west, by: road, when: 2026-05}\nitineraries"
    one, two = weigh_age(case_from(text.replace("itineraries", second)), "2026-06-01").refusals
    assert one.hint
    assert two.hint is None


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


@pytest.mark.parametrize(("days", "refused"), [(0, 0), (364, 0), (365, 1), (3650, 1)])
def test_only_a_shorter_embargo_lets_a_route_without_a_date_pass(
    case_from: Read, days: int, refused: int
) -> None:
    more = f"publish: {{embargo: {{days: {days}, because: a test}}}}"
    weighed = weigh_age(case_from(UNDATED % ("", "", more)), "2026-06-01")
    assert (len(weighed.refusals), len(weighed.findings)) == (refused, 1 - refused)
    event = f"events: {{e: {{title: T, at: west}}}}\n{more}"
    text = UNDATED.replace("west: West", "west: {name: West, publish: admin-1}")
    weighed = weigh_age(case_from(text % ("", "", event)), "2026-06-01")
    assert len(weighed.refusals) == 2 * refused
