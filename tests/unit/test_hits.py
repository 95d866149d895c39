"""What speaks for a hit beside others of its name."""

from __future__ import annotations

import subprocess
import sys

import pytest

from routes.gazetteers.hits import settled
from routes.gazetteers.stored import FIRST_ORDER, KINDS, UNITS_PER_DEGREE, Hit, Row
from routes.model.place import Kind, Match


def hit(
    number: int, kind: Kind, lon: float, weight: float, *, match: Match = "exact", name: str = "X"
) -> Hit:
    """A place on the equator: a city of 100,000, or a region of 60 km around its point."""
    is_city = kind == "city"
    row = Row(
        sort=0,
        id=number,
        kind_index=KINDS.index(kind),
        ref=number,
        name=name,
        lon=round(lon * UNITS_PER_DEGREE),
        lat=0,
        country="XX",
        admin1="1",
        admin2=None,
        population=100_000 if is_city else 300_000,
        radius_m=None if is_city else 60_000,
        codes=None,
        rank=None if is_city else FIRST_ORDER,
        note=None,
    )
    return Hit(row, match, name, weight)


def weights(*hits: Hit) -> dict[int, float]:
    return {each.row.id: each.weight for each in settled(list(hits))}


def test_heaviest_first_and_then_the_more_important() -> None:
    hits = [hit(3, "city", 0, 5.0), hit(2, "city", 0, 7.0), hit(1, "city", 0, 5.0)]
    assert [each.row.id for each in settled(hits)] == [2, 1, 3]


@pytest.mark.parametrize(("lon", "is_beside"), [(0.5, True), (0.75, True), (1.0, False)])
def test_a_region_gives_way_to_a_city_near_it(lon: float, is_beside: bool) -> None:
    """Up to one and a half times its radius, 90 km or 0.81 degrees, from its point."""
    found = weights(hit(1, "city", lon, 100_000.0), hit(2, "region", 0, 300_000.0))
    assert (found[2] < 300_000.0) == is_beside


def test_a_region_gives_way_to_the_heaviest_claim_of_its_cities_only_once() -> None:
    near, far = hit(1, "city", 0.1, 100_000.0), hit(3, "city", 5.0, 100_000.0)
    region = hit(2, "region", 0, 300_000.0)
    assert weights(near, far, region)[2] == weights(near, region)[2]


def test_two_misspelt_names_are_no_namesakes() -> None:
    city = hit(1, "city", 0, 100.0, match="fuzzy", name="Musan")
    for name, is_beside in (("Musan", True), ("Busan", False)):
        region = hit(2, "region", 0, 300.0, match="fuzzy", name=name)
        assert (weights(city, region)[2] < 300.0) == is_beside


def test_a_small_town_that_its_region_is_named_after_is_heavier() -> None:
    alone = weights(hit(1, "city", 0, 15_000.0), hit(2, "region", 5, 300_000.0))
    seat = weights(hit(1, "city", 0, 15_000.0), hit(2, "region", 0, 300_000.0))
    assert seat[1] > alone[1] == 15_000.0


def test_weights_are_found_without_a_database() -> None:
    program = (
        "import sys, routes.gazetteers.hits, routes.gazetteers.weights;"
        "print({'sqlite3', 'shapely', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "set()"
