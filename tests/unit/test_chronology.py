"""Dates that run against the order of the legs, and those of which that cannot be said."""

from __future__ import annotations

import pytest

from routes import pipeline
from routes.chronology import backwards

CASE = """
    version: 1
    title: A journey
    sources: {{a: {{publisher: A, issued: 2016}}, b: {{publisher: B, issued: 2016}}}}
    places: {{west: West, middle: Middle, east: East}}
    legs:
      first: {{from: west, to: middle, {first}, claims: [{{source: a, says: so}}]}}
      between: {{from: middle, to: east, claims: [{{source: a, says: so}}]}}
      last: {{from: east, to: west, {last}, claims: [{{source: b, says: so{claim}}}]}}
      again: {{from: west, to: middle, when: 2016-06-01, claims: [{{source: a, says: so}}]}}
    itineraries:
      one: {{title: One, legs: [first, between, last]}}
      two: {{title: Two, legs: [{more}]}}
"""


def case_of(case_from, first, last, claim="", more="again"):
    asked = {"first": first, "last": last}
    dates = {k: f"when: {v}" if v else "by: unknown" for k, v in asked.items()}
    return case_from(CASE.format(**dates, claim=claim, more=more))


def pairs(case):
    found = backwards(case, case.itineraries.values())
    return [(each.leg, each.after, each.itineraries) for each in found]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2016-07-04", "2016-07-03"),
        ("2016-07-04", "2016-06"),
        ("2016-07", "2016-05/2016-06"),
        ("2016-07/..", "../2016-06"),
        ("2017", "2016-11-21/2016-12-24"),
    ],
)
def test_a_leg_dated_before_one_that_it_follows_is_found(case_from, first, last):
    assert pairs(case_of(case_from, first, last)) == [("last", "first", ("one",))]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2016-07-04", "2016-07-04"),
        ("2016-07-04", "2016-07"),
        ("2016-07-04", "2016"),
        ("2016-07", "2016-07-01"),
        ("2016-07-04", "2016-06~"),
        ("2016-07-04?", "2016-06"),
        ("../2016-07", "2016-06"),
        ("2016-22", "2016-02"),
        ("2017", "2016-24"),
        ("2016-07-04", "2016-06/.."),
        ("", "2016-06"),
        ("2016-07", ""),
    ],
)
def test_nothing_is_said_where_the_order_is_not_certain(case_from, first, last):
    assert pairs(case_of(case_from, first, last)) == []


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (", when: 2016-06", 1),
        (", when: 2016-08", 0),
        (", when: 2016-06}, {source: a, says: so, when: 2016-08", 0),
        (", stance: denies, when: 2016-06", 0),
    ],
)
def test_without_a_date_of_its_own_a_leg_has_those_that_are_asserted(case_from, claim, found):
    assert len(pairs(case_of(case_from, "2016-07", "", claim))) == found


def test_the_same_two_legs_are_told_once_for_all_versions(case_from):
    case = case_of(case_from, "2016-07", "2016-06", more="first, between, last")
    assert pairs(case) == [("last", "first", ("one", "two"))]


def test_one_date_that_is_wrong_is_told_once(case_from):
    case = case_of(case_from, "2061-07", "2016-05", more="first, between, last, again")
    assert pairs(case) == [("last", "first", ("one", "two"))]


def test_a_leg_that_is_taken_twice_has_no_certain_date(case_from):
    case = case_of(case_from, "2016-07", "2016-06", more="first, between, last, first")
    assert pairs(case) == [("last", "first", ("one",))]


def test_it_is_a_warning_with_its_line(case_from, square_world):
    case = case_of(case_from, "2016-07-04", "2016-06")
    atlas = pipeline.build(case, gazetteer=square_world)
    (found,) = [f for f in atlas.findings if f.code == "dates-out-of-order"]
    assert (found.severity, found.about, found.mark.line) == ("warning", "legs.last", 9)
    assert found.message == (
        "In “One” the dates do not follow the order of the legs: “East to West” (June 2016) "
        "comes after “West to Middle” (4 July 2016)."
    )
