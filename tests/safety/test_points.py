"""Where a place is published: it holds the truth, hangs on nothing else, and says it once."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from routes.gazetteers.holding import Holding
from routes.gazetteers.protocol import Gazetteer
from routes.geodesy import Point, length_m
from routes.model import Cell, PrecisionClass, Toponym
from routes.publish import radius_m
from routes.publish.generalise import Shown, generalised
from tests.conftest import Tell

POINTS = 5_000
AREAS = 300
"""So many of the points are looked up among states and divisions, which takes longer."""

CELLS: tuple[PrecisionClass, ...] = ("0.1", "0.01")


def points(number: int, seed: int = 7) -> list[Point]:
    """Points all over the earth, the poles and the antimeridian among them."""
    shaken = random.Random(seed)
    edges: list[Point] = [(180, 0), (-180, 0), (0, 90), (0, -90), (180, 90), (-180, -90), (0, 0)]
    return edges + [
        (shaken.uniform(-180, 180), shaken.uniform(-90, 90)) for _ in range(number - len(edges))
    ]


def place(point: Point, shown: PrecisionClass, holding: Holding) -> tuple[Toponym, PrecisionClass]:
    toponym = Toponym("secret", "Secret", "Secret", lon=point[0], lat=point[1], publish=shown)
    return generalised(toponym, point, Shown(shown, is_secret=True), holding)


def test_every_circle_holds_the_truth(bundled: Gazetteer, tell: Tell) -> None:
    holding = Holding(bundled)
    outside = 0
    for point in points(POINTS):
        for precision in CELLS:
            shown, _ = place(point, precision, holding)
            assert shown.lon is not None
            assert shown.lat is not None
            assert shown.radius_m is not None
            outside += length_m(point, (shown.lon, shown.lat)) > shown.radius_m
    tell("points in a published cell", 2 * POINTS, outside=outside)
    assert outside == 0


def test_every_area_holds_the_truth(bundled: Gazetteer, tell: Tell) -> None:
    holding = Holding(bundled)
    drawn = outside = 0
    for point in points(AREAS):
        for level in ("country", "admin-1", "admin-2"):
            holder = holding(point, level)  # type: ignore[arg-type]
            if holder is not None:
                drawn += 1
                outside += length_m(point, holder.center) > holder.radius_m
    tell("points in a published area", drawn, outside=outside)
    assert outside == 0
    assert drawn > AREAS / 3


def test_a_place_hangs_on_nothing_else(bundled: Gazetteer, tell: Tell) -> None:
    """Not on the order, not on what else is asked, not on who asks, not on the seed."""
    some = points(100)
    first = _all(some, Holding(bundled))
    random.seed(1)
    again = _all(sorted(some, reverse=True), Holding(bundled))
    alone = {point: _all([point], Holding(bundled))[point] for point in some[:50]}
    assert first == again
    assert {point: first[point] for point in alone} == alone
    tell("places published in another order and alone", len(some), different=0)


def _all(some: list[Point], holding: Holding) -> Mapping[Point, object]:
    return {p: [place(p, c, holding) for c in ("country", "admin-1", *CELLS)] for p in some}


def test_a_hundred_releases_tell_no_more_than_one(bundled: Gazetteer, tell: Tell) -> None:
    holding = Holding(bundled)
    some = points(40)
    for point in some:
        releases = {place(point, "0.1", holding)[0] for _ in range(100)}
        assert len(releases) == 1
    tell("releases of one place", 100 * len(some), told_more=0)


def test_points_of_one_cell_are_told_alike() -> None:
    """What is published is the cell: nothing of where in it the place lies."""
    shaken = random.Random(3)
    for lon, lat in points(300):
        cell = Cell.of((lon, lat), "0.1")
        (west, south), *_, (east, north) = cell.corners
        for _ in range(10):
            inside = (shaken.uniform(west, east - 1e-5), shaken.uniform(south, north - 1e-5))
            assert Cell.of(inside, "0.1") == cell


@pytest.mark.parametrize("precision", CELLS)
def test_the_radius_is_that_of_the_latitude(precision: PrecisionClass) -> None:
    radii = [radius_m(Cell.of((10.0, lat), precision)) for lat in (0, 30, 60, 85)]
    assert radii == sorted(radii, reverse=True)
    assert radii[0] > 1.5 * radii[3] / 1.2


@pytest.mark.parametrize("point", [(181.0, 0.0), (0.0, 91.0), (float("nan"), 0.0)])
def test_what_is_not_on_earth_has_no_cell(point: Point) -> None:
    with pytest.raises(ValueError, match="not lon, lat"):
        Cell.of(point, "0.1")


def test_a_careless_cell_would_be_seen() -> None:
    """The check above can fail: a circle that is a tenth too small leaves points out."""
    some = points(2_000)
    cells = [Cell.of(point, "0.1") for point in some]
    assert any(length_m(p, c.center) > 0.9 * radius_m(c) for p, c in zip(some, cells, strict=True))
