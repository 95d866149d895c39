"""When a closure is in force."""

from __future__ import annotations

import pytest

from routes.networks.graph import Closure


def closure(since: str | None, until: str | None) -> Closure:
    return Closure("x", "border:AA-BB", frozenset(), since, until, "a notice", "a reason")


@pytest.mark.parametrize(
    ("date", "holds"),
    [
        ("2021", False),
        ("2022", True),  # a year stands for its last day
        ("2022-04", False),
        ("2022-05", True),
        ("2022-04-30", False),
        ("2022-05-01", True),
        ("2023-08-26", True),
        ("2023-08-27", False),  # the day on which it ends is free
        ("2023", False),
        (None, False),
    ],
)
def test_dates_of_any_length(date: str | None, holds: bool) -> None:
    assert closure("2022-05-01", "2023-08-27").holds(date) is holds


@pytest.mark.parametrize("date", ["1900", "2022-05-01", None])
def test_without_dates_it_always_holds(date: str | None) -> None:
    assert closure(None, None).holds(date)


def test_without_a_date_what_has_not_ended_holds() -> None:
    assert closure("1953-07-27", None).holds(None)
    assert not closure("1953", "1990").holds(None)


def test_a_closure_of_which_only_the_year_is_known_holds_all_that_year() -> None:
    assert closure("1994", None).holds("1994-01-01")
    assert not closure("1994", None).holds("1993-12-31")
