"""Every mode of travel: one file in routes/modes, and a word in the case file."""

from __future__ import annotations

import json

import pytest

from routes.casefile import fields, schema, values
from routes.casefile.countries import CODES
from routes.modes import lands, modes


def test_the_case_file_knows_the_modes_that_there_are():
    assert sorted(fields.MODES) == [mode.id for mode in modes()], (
        "add the word to MODES in routes/casefile/fields.py"
    )


def test_the_schema_offers_them():
    leg = json.loads(schema.text())["$defs"]["Leg"]["properties"]["by"]
    assert leg["enum"] == list(fields.MODES)
    assert all(mode in leg["description"] for mode in fields.MODES)


def test_what_is_usually_written_for_a_mode_leads_to_one_that_there_is():
    assert set(values.MODE_SLIPS.values()) <= set(fields.MODES)


def test_the_limits_of_every_mode_make_sense():
    for mode in modes():
        assert mode.near_km > 0
        assert mode.reach_km is None or mode.reach_km > mode.near_km
        assert mode.day_km is None or mode.day_km >= mode.near_km
    assert {mode.id for mode in modes() if mode.over_land} == {"foot", "rail", "road"}
    assert {mode.id for mode in modes() if mode.to_towns} == {"air", "rail"}


TRAVELLED = [mode for mode in modes() if mode.top_kmh is not None]


def test_the_modes_that_paths_are_looked_for_by_have_speeds():
    assert [mode.id for mode in TRAVELLED] == ["air", "rail", "road", "sea"]


@pytest.mark.parametrize("mode", TRAVELLED, ids=lambda mode: mode.id)
def test_speeds_make_sense_and_say_where_they_come_from(mode):
    assert mode.usual_kmh < mode.top_kmh
    assert all(mode.usual_kmh < speed for speed in mode.top_kmh_in.values())
    assert set(mode.top_kmh_in) <= CODES
    assert f"{mode.usual_kmh} km/h" in mode.speed_source or "knots" in mode.speed_source
    assert mode.speed_source.endswith(".")
    assert "  " not in mode.speed_source


@pytest.mark.parametrize("mode", TRAVELLED, ids=lambda mode: mode.id)
def test_nobody_gets_further_in_a_day_than_the_mode_allows(mode):
    """What a leg may cover in a day is no more than the top speed day and night."""
    fastest = max([mode.top_kmh, *mode.top_kmh_in.values()])
    assert mode.day_km is None or mode.day_km <= fastest * 24
    assert mode.day_km is None or mode.usual_kmh * 24 <= mode.day_km


def test_the_longest_train_takes_about_as_long_as_by_the_timetable():
    rail = next(mode for mode in modes() if mode.id == "rail")
    hours = 9288 / rail.usual_kmh
    assert abs(hours - (6 * 24 + 2)) < 6


def test_lands_are_of_countries_that_there_are():
    assert set(lands()) <= CODES
    assert len({land for of in lands().values() for land in of}) == 8


@pytest.mark.parametrize(
    ("a", "b", "is_joined"),
    [
        ("KP", "RU", True),
        ("KR", "KP", True),
        ("GB", "FR", True),
        ("GB", "IE", True),
        ("IE", "FR", False),
        ("MY", "TH", True),
        ("MY", "ID", True),
        ("ID", "TH", False),
        ("US", "AR", True),
        ("US", "RU", False),
        ("JP", "KR", False),
        ("EG", "IL", True),
    ],
)
def test_which_countries_share_a_land(a, b, is_joined):
    none: frozenset[str] = frozenset()
    assert bool(lands().get(a, none) & lands().get(b, none)) is is_joined
