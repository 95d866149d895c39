from __future__ import annotations

import pytest

from routes import wording
from routes.model import Corroboration, Source, When
from routes.resolve import resolve
from routes.trace import trace


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (When("2016-09-12", "2016-09-12", "2016-09-12"), "12 September 2016"),
        (When("2016-07", "2016-07-01", "2016-07-31"), "July 2016"),
        (When("2015-02", "2015-02-01", "2015-02-28"), "February 2015"),
        (When("2016", "2016-01-01", "2016-12-31"), "2016"),
        (When("2016-07~", "2016-07-01", "2016-07-31", approximate=True), "around July 2016"),
        (When("2024-01?", "2024-01-01", "2024-01-31", uncertain=True), "January 2024 (uncertain)"),
        (
            When("2024?-01", "2024-01-01", "2024-01-31", uncertain=True),
            "January 2024 (year not certain)",
        ),
        (
            When("?2024-01", "2024-01-01", "2024-01-31", uncertain=True),
            "January 2024 (year not certain)",
        ),
        (
            When("2024-?01", "2024-01-01", "2024-01-31", uncertain=True),
            "January 2024 (month not certain)",
        ),
        (
            When("2024-01-?05", "2024-01-05", "2024-01-05", uncertain=True),
            "5 January 2024 (day not certain)",
        ),
        (
            When("2024-01?-05", "2024-01-05", "2024-01-05", uncertain=True),
            "5 January 2024 (uncertain)",
        ),
        (When("2024?", "2024-01-01", "2024-12-31", uncertain=True), "2024 (uncertain)"),
        (
            When("../2024?-01", None, "2024-01-31", uncertain=True),
            "until January 2024 (year not certain)",
        ),
        (
            When("2023/2024?-01", "2023-01-01", "2024-01-31", uncertain=True),
            "between 2023 and January 2024 (uncertain)",
        ),
        (When("../2024-01", None, "2024-01-31"), "until January 2024"),
        (When("2016-07/..", "2016-07-01", None), "from July 2016"),
        (
            When("2016-07/2016-08-12", "2016-07-01", "2016-08-12"),
            "between July 2016 and 12 August 2016",
        ),
        (When("odd", None, None), "odd"),
        (
            When("2016-07-01/2016-07-28", "2016-07-01", "2016-07-28"),
            "between 1 July 2016 and 28 July 2016",
        ),
        (
            When("2016-07-01/2016-07-31", "2016-07-01", "2016-07-31"),
            "between 1 July 2016 and 31 July 2016",
        ),
        (
            When("2016-02/2016-04", "2016-02-01", "2016-04-30"),
            "between February 2016 and April 2016",
        ),
        (When("2015/2016", "2015-01-01", "2016-12-31"), "between 2015 and 2016"),
        (When("../2016-07-28", None, "2016-07-28"), "until 28 July 2016"),
        (When("2016-07-01/..", "2016-07-01", None), "from 1 July 2016"),
        (When("2016-24", "2016-12-01", "2016-12-31"), "winter 2016"),
        (When("2016-07-XX", "2016-07-01", "2016-07-31"), "July 2016"),
        (
            When("2016-07/2016-08~", "2016-07-01", "2016-08-31", approximate=True),
            "between July 2016 and August 2016, about",
        ),
        (None, None),
    ],
)
def test_dates_keep_their_vagueness(date, words):
    assert wording.when(date) == words


SOURCES = {
    "a": Source("a", publisher="A"),
    "b": Source("b", publisher="B"),
    "x": Source("x", title="someone", identity="anonymous"),
}


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (Corroboration((), (), 0, 0), "No source asserts it"),
        (Corroboration(("a",), ("a",), 1, 1), "1 report, 1 origin"),
        (Corroboration(("x",), ("a", "b"), 1, 1), "2 reports, 1 anonymous origin"),
        (Corroboration(("a", "b"), ("a", "b"), 2, 2), "2 reports, 2 origins"),
        (
            Corroboration(("a", "x"), ("a", "b"), 1, 2),
            "2 reports, between 1 and 2 independent origins",
        ),
        (
            Corroboration((), (), 0, 0, ("a",), ("b", "x")),
            "No source asserts it; denied by A; doubted by B and someone",
        ),
    ],
)
def test_corroboration_counts_origins(counted, words):
    assert wording.corroboration(counted, SOURCES) == words


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (Corroboration((), (), 0, 0), "no origin"),
        (Corroboration(("x",), ("a", "b"), 1, 1), "1 anonymous origin"),
        (Corroboration(("a",), ("a", "b"), 1, 1), "1 origin"),
        (Corroboration(("a", "x"), ("a", "b"), 1, 2), "between 1 and 2 independent origins"),
    ],
)
def test_origins_are_counted_in_one_way(counted, words):
    assert wording.origins(counted, SOURCES) == words
    if counted.origins:
        assert wording.corroboration(counted, SOURCES).endswith(words)
        assert f"({words})" in wording.leg_rests_on(counted, SOURCES)
        assert f"({words})" in wording.legs_rest_on(counted, SOURCES)


def test_what_is_weighed_is_not_told_as_reported():
    assert wording.weighed(Corroboration((), (), 0, 0)) == "no source weighs or reports it"
    assert wording.weighed(Corroboration(("a",), ("a",), 1, 1)) == (
        "weighed in 1 report, reported by none"
    )


@pytest.mark.parametrize(
    ("metres", "words"),
    [(0, "0.0 km"), (9_940, "9.9 km"), (10_400, "10 km"), (6_534_321, "6,534 km")],
)
def test_distances_have_no_false_precision(metres, words):
    assert wording.kilometres(metres) == words


@pytest.mark.parametrize(
    ("words", "joined"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_listing(words, joined):
    assert wording.listing(words) == joined


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (
            When("2024-01?", "2024-01-01", "2024-01-31", uncertain=True),
            "Closed since January 2024 (uncertain)",
        ),
        (When("../2024-01", None, "2024-01-31"), "Closed by January 2024 at the latest"),
        (When("2019-03-15/..", "2019-03-15", None), "Closed in or after 15 March 2019"),
        (When("2019/2020", "2019-01-01", "2020-12-31"), "Closed between 2019 and 2020"),
    ],
)
def test_closures_keep_their_vagueness(date, words):
    assert wording.since(date) == words


DISTANCES = """
    version: 1
    title: A journey
    sources: {{a: {{publisher: A, issued: 2016}}}}
    places: {{west: West, middle: Middle, square: Squareland, far: Farland, lost: Nowhere}}
    legs:
      first: {{from: west, to: middle, claims: [{{source: a, says: so}}]}}
      last: {{from: middle, to: {end}, {more}claims: [{{source: a, says: so}}]}}
      other: {{from: west, to: far, claims: [{{source: a, says: so}}]}}
    itineraries:
      one: {{title: One, legs: [first, last]}}
      two: {{title: Two, legs: [other]}}
"""
GUESS = "basis: inferred, reason: why, "


@pytest.mark.parametrize(
    ("end", "more", "words"),
    [
        ("west", "", "2,226 km in straight lines"),
        ("far", "", "at least 4,230 km"),
        ("square", "", "at least 1,113 km"),
        ("lost", "", "at least 1,113 km"),
        ("west", GUESS, "2,226 km in straight lines, if our reading of 1 leg is right"),
        ("far", GUESS, "about 4,230 km as drawn; the way is our reading"),
    ],
)
def test_a_route_is_never_said_to_be_surer_than_its_legs(case_from, square_world, end, more, words):
    case = case_from(DISTANCES.format(end=end, more=more))
    one, _ = trace(case, resolve(case, square_world).places).routes
    assert wording.route_distance(one) == words


def test_a_route_of_nothing_but_a_vague_stub_cannot_be_measured(case_from, square_world):
    text = DISTANCES.format(end="square", more="").replace("[first, last]", "[last]")
    case = case_from(text)
    one, two = trace(case, resolve(case, square_world).places).routes
    assert wording.route_distance(one) == "cannot be measured"
    assert wording.route_distance(two) == "at least 4,230 km"
    assert wording.leg_distance(one.legs[0]) == (
        "cannot be measured: Squareland is all that is known"
    )
    assert wording.leg_distance(two.legs[0]) == "at least 4,230 km, to the nearest point of Farland"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (1.0, "sure"),
        (0.99, "sure"),
        (0.9899, "likely, 98 %"),
        (0.93, "likely, 93 %"),
        (0.9, "likely, 90 %"),
        (0.8999, "unsure, 89 %"),
        (0.6, "unsure, 60 %"),
        (0.001, "unsure, under 1 %"),
    ],
)
def test_how_sure_a_place_is(share, words):
    assert wording.confidence(share) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.29, "29 %"),
        (0.57, "57 %"),
        (0.8999, "89 %"),
        (0.0099, "under 1 %"),
        (0.01, "1 %"),
        (0.995, "over 99 %"),
    ],
)
def test_percentages_never_round_up_over_a_threshold(share, words):
    assert wording.percent(share) == words


@pytest.mark.parametrize(("share", "words"), [(1.0, ">99 %"), (0.0, "<1 %"), (0.5, "50 %")])
def test_percentages_in_few_columns(share, words):
    assert wording.percent(share, brief=True) == words
