"""Published lengths of lines, and the page that says how near the networks come to them."""

from __future__ import annotations

from statistics import median

import pytest

from benchmarks import corridors
from benchmarks.corridors import Measured

LISTED = corridors.corridors()


@pytest.fixture(scope="module")
def rail() -> tuple[Measured, ...]:
    return corridors.measure("rail")


@pytest.fixture(scope="module")
def road() -> tuple[Measured, ...]:
    return corridors.measure("road")


def test_the_list_is_long_enough_and_each_length_has_a_source() -> None:
    modes = [corridor.mode for corridor in LISTED]
    assert modes.count("rail") >= 30
    assert modes.count("road") >= 15
    assert len({corridor.id for corridor in LISTED}) == len(LISTED)
    assert all(corridor.source and corridor.checked for corridor in LISTED)


def test_nine_railways_in_ten_are_within_three_percent(rail: tuple[Measured, ...]) -> None:
    missed = [(row.corridor.id, row.error) for row in rail if abs(row.error) > 0.03]
    assert len(missed) <= len(rail) // 10, missed


def test_the_median_road_is_within_seven_percent(road: tuple[Measured, ...]) -> None:
    assert median(abs(row.error) for row in road) <= 0.07, [
        (row.corridor.id, row.error) for row in road
    ]


def test_the_page_is_what_is_computed(
    rail: tuple[Measured, ...], road: tuple[Measured, ...]
) -> None:
    assert corridors.PAGE.read_text("utf-8") == corridors.page(rail, road), (
        "run python -m benchmarks corridors"
    )
