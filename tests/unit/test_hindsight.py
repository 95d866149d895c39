"""Texts without what happened after the date that one asks about."""

from __future__ import annotations

import pytest

from routes.hindsight import kept, known_on

KOREA = (
    "The zone is closed. Freight trains ran from 11 December 2007 to 28 November 2008, and cars "
    "with permission until 2016; North Korea blew up its roads on 15 October 2024."
)


@pytest.mark.parametrize(
    ("date", "left"),
    [
        (None, KOREA),
        ("2024-10-15", KOREA),
        ("2024-10-14", KOREA.replace("; North Korea blew up its roads on 15 October 2024", "")),
        ("2024", KOREA),
        ("2005", "The zone is closed."),
    ],
)
def test_clauses_that_name_a_later_date_are_left_out(date, left):
    assert known_on(KOREA, date) == left


@pytest.mark.parametrize(
    ("date", "left"),
    [
        ("2022-08-31", None),
        ("2022-09-01", "Annexed (September 2022)."),
        ("2022", "Annexed (September 2022)."),
    ],
)
def test_a_month_counts_as_far_as_it_is_said(date, left):
    assert known_on("Annexed (September 2022).", date) == left


def test_what_had_begun_is_told_without_its_end():
    text = "War from 2011 to December 2024; which roads are safe is not known."
    assert known_on(text, "2016") == "War since 2011; which roads are safe is not known."
    assert known_on(text, "2025") == text
    assert known_on(text, "2010") is None


def test_what_leans_on_a_later_clause_goes_with_it():
    text = "Open in 2013. Taken in 2022; since then Russia holds both sides."
    assert known_on(text, "2016") == "Open in 2013."


def test_an_end_that_lies_ahead_is_not_told():
    text = "Until 2022 open with checks; since then Russia holds both sides since May 2022."
    assert known_on(text, "2016") == "Open with checks."
    assert known_on(text, "2022-05") == text


def test_numbers_of_resolutions_are_no_years():
    text = "Resolution 2030/19 and resolution 2202 call it so; row 188-r does, too."
    assert known_on(text, "2000") == text


def test_nothing_stays_nothing():
    assert known_on(None, "2016") is None
    assert kept("One. Two.", lambda _: False) is None


def test_sentences_end_with_full_stops_and_begin_with_capitals():
    assert kept("one; two", lambda clause: clause == "one") == "One."
    assert kept("In St. Petersburg; by no. 4. Next", lambda _: True) == (
        "In St. Petersburg; by no. 4. Next."
    )
