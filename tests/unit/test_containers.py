"""Whether a place lies in what is named with it, in a store of a few places."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely

from routes.gazetteers.containers import Container, distance_m, lies_in, may_lie_in
from routes.gazetteers.reverse import Reverser
from routes.gazetteers.rows import Rows
from routes.gazetteers.shapes import encode
from routes.gazetteers.store import APPLICATION_ID, INDEXES, SCHEMA, USER_VERSION
from routes.gazetteers.stored import FIRST_ORDER, KINDS, SECOND_ORDER, UNITS_PER_DEGREE, Row
from routes.model.place import Kind


def row(
    number: int,
    kind: Kind,
    point: tuple[float, float],
    country: str | None,
    *,
    rank: int | None = None,
    admin2: int | None = None,
) -> Row:
    lon, lat = (round(value * UNITS_PER_DEGREE) for value in point)
    index = KINDS.index(kind)
    name, radius_m = f"place {number}", None if kind == "city" else 20_000
    ref = number if kind == "city" else f"{kind}:{number}"
    return Row(
        0, number, index, ref, name, lon, lat, country,
        None, admin2, 1000, radius_m, None, rank, None,
    )  # fmt: skip


EAST = row(1, "country", (-179.5, 0.5), "EE")  # begins 1.1 km east of 180 degrees
WEST = row(2, "country", (179.5, 10.5), "WW")  # ends as much west of it
AREA = row(3, "region", (50.5, 0.5), "AA")
DISTRICT = row(4, "region", (50.5, 0.5), "AA", rank=SECOND_ORDER)
RIVER = row(5, "river", (50.5, 0.5), None)
SHAPES = {
    EAST: shapely.box(-179.99, 0, -179, 1),
    WEST: shapely.box(179, 10, 179.99, 11),
    AREA: shapely.box(50, 0, 51, 1),
    RIVER: shapely.LineString([(-100, 0.5), (50.5, 0.5), (100, 0.5)]),
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rows]:
    path: Path = tmp_path_factory.mktemp("store") / "gazetteer.sqlite"
    base = sqlite3.connect(path)
    base.executescript(SCHEMA + INDEXES)
    base.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    base.execute(f"PRAGMA user_version = {USER_VERSION}")
    for each in (EAST, WEST, AREA, DISTRICT, RIVER):
        base.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", each[1:]
        )
    for each, shape in SHAPES.items():
        bounds = (round(value * UNITS_PER_DEGREE) for value in shape.bounds)
        base.execute(
            "INSERT INTO shape VALUES (?, ?, ?, ?, ?, ?)", (each.id, *bounds, encode(shape))
        )
    base.commit()
    base.close()
    opened = Rows(path)
    yield opened
    opened.close()


def within(place: Row, holder: Row, rows: Rows) -> bool:
    return lies_in(place, [Container(holder)], rows)


def test_nothing_lies_in_itself(rows: Rows) -> None:
    for each in (EAST, AREA, DISTRICT):
        assert not within(each, each, rows)


def test_a_town_of_another_country_is_not_in_an_area_without_a_code(rows: Rows) -> None:
    here, other = (row(9, "city", (50.5, 0.5), country) for country in ("AA", "BB"))
    assert within(here, AREA, rows)
    assert not within(other, AREA, rows)
    assert not within(row(9, "city", (52.5, 0.5), "AA"), AREA, rows)


def test_what_has_no_district_lies_in_those_near_it(rows: Rows) -> None:
    assert within(row(9, "airport", (50.7, 0.5), "AA"), DISTRICT, rows)  # 22 km
    assert not within(row(9, "airport", (50.9, 0.5), "AA"), DISTRICT, rows)  # 44 km
    assert not within(row(9, "airport", (50.5, 0.5), "BB"), DISTRICT, rows)
    assert not within(row(9, "region", (50.5, 0.5), "AA", rank=FIRST_ORDER), DISTRICT, rows)
    assert not within(row(9, "city", (50.5, 0.5), "AA", admin2=7), DISTRICT, rows)


def test_a_river_reaches_into_what_it_touches_and_not_into_its_box(rows: Rows) -> None:
    assert within(RIVER, AREA, rows)
    assert not may_lie_in(RIVER, "EE", rows)
    assert not may_lie_in(RIVER, "no", rows)


@pytest.mark.parametrize(("a", "b"), [(179.9, -179.9), (-179.9, 179.9), (10.0, 10.2)])
def test_distance_over_180_degrees(a: float, b: float) -> None:
    places = (row(n, "city", (lon, 0.0), "AA") for n, lon in enumerate((a, b)))
    assert distance_m(*places) == pytest.approx(0.2 * 111_195)


@pytest.mark.parametrize(
    ("point", "country"), [((179.99, 0.5), "EE"), ((-179.99, 10.5), "WW"), ((179.9, 0.5), None)]
)
def test_a_coast_on_the_other_side_of_180_degrees(
    rows: Rows, point: tuple[float, float], country: str | None
) -> None:
    found = Reverser(rows).reverse(*point)
    assert found.country == country
    assert found.offshore_m == (pytest.approx(2_200, rel=0.02) if country else 0.0)
