"""What the reviewed tables say, put for a reader of one answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from routes.alternatives.reviewed import (
    carries,
    described,
    link_source,
    remark,
    source_told,
    why,
)
from routes.networks import Closure, CrossingFact, LinkFact

CLOSURE = Closure("shut", "border:AA-BB", frozenset(), None, None, "A law", "Closed.")


@pytest.mark.parametrize(
    ("name", "note", "modes"),
    [
        ("A-B", "Road crossing", {"road"}),
        ("A-B", "The E30 and AH6 road. Position estimated.", {"road"}),
        ("A-B", "Railway crossing; the point where the line meets the border", {"rail"}),
        ("A-B", "Road bridge; the rail bridge stands about a kilometre away", {"rail", "road"}),
        ("A-B", "On foot", {"road"}),
        ("A-B", "Near Osh", {"rail", "road"}),
        ("A-B", None, {"rail", "road"}),
        ("A-B railway crossing", "By the road to C", {"rail"}),
        ("A-B road bridge", "Below the rail bridge", {"road"}),
    ],
)
def test_by_what_one_crosses(name, note, modes):
    fact = CrossingFact("x", name, 0.0, 0.0, ("AA", "BB"), note)
    assert {mode for mode in ("rail", "road") if carries(fact, mode)} == modes


def test_the_table_of_crossings_knows_better_than_words():
    fact = CrossingFact("x", "A-B railway crossing", 0.0, 0.0, ("AA", "BB"), "By rail")
    told = replace(fact, modes=frozenset({"road"}))
    assert [mode for mode in ("rail", "road") if carries(told, mode)] == ["road"]


@pytest.mark.parametrize(
    ("note", "left"),
    [
        (None, None),
        ("Closed by Finland to travellers since late 2023", None),
        (
            "Road and rail crossings about two kilometres apart",
            "Road and rail crossings about two kilometres apart.",
        ),
        ("Railway; passenger trains ended in March 2022, freight goes on", "Railway."),
        ("Opened as a crossing in 2024. Position estimated.", "Position estimated."),
        (
            "Road crossing; the railway passes close by",
            "Road crossing; the railway passes close by.",
        ),
        (
            "Built without consent (UN General Assembly resolution 73/194, 2018). Damaged in 2022.",
            "Built without consent (UN General Assembly resolution 73/194, 2018).",
        ),
        (
            "Cars seldom. Status from memory of the source, which was not opened for this row.",
            "Cars seldom.",
        ),
    ],
)
def test_notes_describe_a_place_and_leave_its_closing_to_the_closures(note, left):
    assert described(note) == left


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("A law", "A law"),
        ("A law (1993)", "A law (1993)"),
        ("A law (from memory, not opened)", "A law (not checked for this map)"),
        ("A map (not opened for this row)", "A map (not checked for this map)"),
    ],
)
def test_a_source_that_nobody_looked_at_is_called_so(source, told):
    assert source_told(source) == told


def test_the_note_of_a_link_may_say_that_its_source_was_not_looked_at():
    link = LinkFact("x", "link", "The link", "A timetable", "It is open.")
    assert link_source(link) == "A timetable"
    note = "Status from memory of the source, which was not opened for this row."
    assert link_source(replace(link, note=note)) == "A timetable (not checked for this map)"


def test_what_was_not_open_yet_says_until_when():
    opened = replace(CLOSURE, until="2012-12-22", reason="The line was opened on that day.")
    assert why(opened, "2011") == "The line was opened on that day (until 22 December 2012)."
    assert why(replace(opened, since="2004"), "2011") == "The line was opened on that day."


def test_a_reason_is_never_empty():
    assert why(replace(CLOSURE, reason="Opened in October 2018."), "2016") == (
        "Opened in October 2018."
    )


@pytest.mark.parametrize(
    ("since", "until", "reason", "said"),
    [
        (
            "2020-03",
            None,
            "No trains since; goods go on.",
            "No trains; goods go on (since March 2020)",
        ),
        ("2022-02-24", None, "War since 24 February 2022.", "War since 24 February 2022"),
        ("2014-04", None, "No lorries since late 2015.", "No lorries since late 2015"),
        (
            None,
            "2025-01-11",
            "There was no checkpoint.",
            "There was no checkpoint (until 11 January 2025)",
        ),
    ],
)
def test_a_remark_has_its_time_and_its_source(since, until, reason, said):
    made = replace(CLOSURE, since=since, until=until, reason=reason, blocks=False)
    assert remark(made, None) == f"{said}. Source: A law."
