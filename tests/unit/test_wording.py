from __future__ import annotations

import pytest

from routes import wording
from routes.model import Corroboration, Source, When


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (When("2016-09-12", "2016-09-12", "2016-09-12"), "12 September 2016"),
        (When("2016-07", "2016-07-01", "2016-07-31"), "July 2016"),
        (When("2015-02", "2015-02-01", "2015-02-28"), "February 2015"),
        (When("2016", "2016-01-01", "2016-12-31"), "2016"),
        (When("2016-07~", "2016-07-01", "2016-07-31", approximate=True), "around July 2016"),
        (When("2024-01?", "2024-01-01", "2024-01-31", uncertain=True), "January 2024 (uncertain)"),
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
