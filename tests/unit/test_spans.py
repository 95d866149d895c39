from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routes.casefile import dates
from routes.model import When
from routes.webmap.spans import day_number, since, span

EPOCH = date(1970, 1, 1)


@given(st.dates())
def test_a_day_is_counted_as_the_calendar_counts_it(day):
    assert day_number(day.isoformat()) == (day - EPOCH).days


@pytest.mark.parametrize(
    ("iso", "number"),
    [("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("0001-01-01", -719_162)],
)
def test_known_days(iso, number):
    assert day_number(iso) == number


@pytest.mark.parametrize("text", ["", "2016", "2016-07", "2016-07-xx", "-001-02-03-04"])
def test_other_text_is_refused(text):
    with pytest.raises(ValueError, match=r"unpack|invalid literal"):
        day_number(text)


@given(st.dates(), st.integers(0, 4000))
def test_an_interval_keeps_both_ends(first, length):
    last = first + timedelta(days=min(length, (date.max - first).days))
    found = span(When(f"{first}/{last}", first.isoformat(), last.isoformat()))
    assert found == {
        "start": (first - EPOCH).days,
        "end": (last - EPOCH).days,
        "before": 0,
        "after": 0,
        "vague": first != last,
    }


def test_nothing_said_is_no_span():
    assert span(None) is None


@pytest.mark.parametrize(
    ("edtf", "start", "end", "before", "after", "vague"),
    [
        ("2016-07-15", "2016-07-15", "2016-07-15", 0, 0, False),
        ("2016-07-15?", "2016-07-15", "2016-07-15", 1, 1, True),
        ("2016-07", "2016-07-01", "2016-07-31", 0, 0, True),
        ("2016-07~", "2016-07-01", "2016-07-31", 31, 31, True),
        ("2016-07%", "2016-07-01", "2016-07-31", 62, 62, True),
        ("2016-07-XX~", "2016-07-01", "2016-07-31", 31, 31, True),
        ("2016-21", "2016-03-01", "2016-05-31", 0, 0, True),
        ("2016?", "2016-01-01", "2016-12-31", 366, 366, True),
        ("201X~", "2010-01-01", "2019-12-31", 3653, 3653, True),
        ("2016-07~/2016-09", "2016-07-01", "2016-09-30", 31, 0, True),
        ("2016-07-01/2016~", "2016-07-01", "2016-12-31", 0, 366, True),
        ("../2016-07", None, "2016-07-31", 0, 0, True),
        ("../2016-07~", None, "2016-07-31", 0, 31, True),
        ("2016-07?/..", "2016-07-01", None, 31, 0, True),
        ("2024?-01", "2024-01-01", "2024-01-31", 366, 366, True),
        ("?2024-01", "2024-01-01", "2024-01-31", 366, 366, True),
        ("2024-?01", "2024-01-01", "2024-01-31", 31, 31, True),
        ("2024%-01", "2024-01-01", "2024-01-31", 732, 732, True),
        ("2024?-01-05", "2024-01-05", "2024-01-05", 366, 366, True),
        ("2024-01?-05", "2024-01-05", "2024-01-05", 31, 31, True),
        ("../2024?-01", None, "2024-01-31", 0, 366, True),
    ],
)
def test_spans_of_dates_as_they_are_written(edtf, start, end, before, after, vague):
    assert span(dates.parse(edtf)) == {
        "start": start and (date.fromisoformat(start) - EPOCH).days,
        "end": end and (date.fromisoformat(end) - EPOCH).days,
        "before": before,
        "after": after,
        "vague": vague,
    }


def test_a_season_that_is_about_right_may_be_twelve_weeks_off():
    found = span(When("2016-21~", "2016-03-01", "2016-05-31", approximate=True))
    assert found is not None
    assert (found["before"], found["after"]) == (84, 84)


def test_a_form_that_is_not_known_may_be_off_by_as_much_as_it_spans():
    found = span(When("[2016-07-01, 2016-07-10]?", "2016-07-01", "2016-07-10", uncertain=True))
    assert found is not None
    assert (found["before"], found["after"]) == (10, 10)


@pytest.mark.parametrize(
    ("edtf", "start", "firm", "before"),
    [
        ("2024-01", "2024-01-01", "2024-01-31", 0),
        ("2024?-01", "2024-01-01", "2025-01-31", 366),
        ("2011-08-15", "2011-08-15", "2011-08-15", 0),
        ("../2024-01", None, "2024-01-31", 0),
        ("2024-01/..", "2024-01-01", None, 0),
    ],
)
def test_what_began_goes_on_without_an_end(edtf, start, firm, before):
    assert since(dates.parse(edtf)) == {
        "start": start and (date.fromisoformat(start) - EPOCH).days,
        "end": None,
        "before": before,
        "after": 0,
        "vague": True,
        "firm": firm and (date.fromisoformat(firm) - EPOCH).days,
    }
    assert since(None) is None
