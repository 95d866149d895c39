"""The cut at the antimeridian, case by case (RFC 7946, 3.1.9)."""

from __future__ import annotations

import math

import pytest
from shapely import LineString, MultiLineString, Point, get_coordinates, get_parts

from routes.geodesy import split_antimeridian


def parts(line):
    return [[tuple(c) for c in get_coordinates(p)] for p in get_parts(split_antimeridian(line))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param([(10, 5), (20, 6)], [[(10, 5), (20, 6)]], id="nothing to cut"),
        pytest.param(
            [(170, 10), (-170, 20)],
            [[(170, 10), (180, 15)], [(-180, 15), (-170, 20)]],
            id="eastwards",
        ),
        pytest.param(
            [(-170, 10), (170, 20)],
            [[(-170, 10), (-180, 15)], [(180, 15), (170, 20)]],
            id="westwards",
        ),
        pytest.param(
            [(170, 0), (190, 10)],
            [[(170, 0), (180, 5)], [(-180, 5), (-170, 10)]],
            id="unwrapped longitudes",
        ),
        pytest.param([(170, 0), (180, 5)], [[(170, 0), (180, 5)]], id="ends at 180"),
        pytest.param(
            [(170, 0), (-180, 5)], [[(170, 0), (180, 5)]], id="ends at -180 from the west"
        ),
        pytest.param([(180, 0), (-170, 5)], [[(-180, 0), (-170, 5)]], id="starts at 180 eastwards"),
        pytest.param(
            [(170, 0), (180, 5), (170, 10)],
            [[(170, 0), (180, 5), (170, 10)]],
            id="touches",
        ),
        pytest.param(
            [(170, 0), (180, 5), (-170, 10)],
            [[(170, 0), (180, 5)], [(-180, 5), (-170, 10)]],
            id="crosses at a vertex",
        ),
        pytest.param(
            [(180, 0), (-180, 5)],
            [[(180, 0), (180, 5)]],
            id="runs along 180 with both spellings",
        ),
        pytest.param(
            [(170, 0), (180, 1), (-180, 2), (-170, 3)],
            [[(170, 0), (180, 1), (180, 2)], [(-180, 2), (-170, 3)]],
            id="runs along 180, then goes on",
        ),
        pytest.param(
            [(180, 0), (180, 1), (-170, 2)],
            [[(-180, 0), (-180, 1), (-170, 2)]],
            id="starts along 180, then goes east",
        ),
        pytest.param(
            [(170, 0), (-170, 2), (170, 4)],
            [[(170, 0), (180, 1)], [(-180, 1), (-170, 2), (-180, 3)], [(180, 3), (170, 4)]],
            id="there and back",
        ),
        pytest.param(
            [(100, 0), (-100, 0), (0, 0), (100, 0), (-100, 0)],
            [
                [(100, 0), (180, 0)],
                [(-180, 0), (-100, 0), (0, 0), (100, 0), (180, 0)],
                [(-180, 0), (-100, 0)],
            ],
            id="round the world",
        ),
        pytest.param([(30, 60), (30, 60)], [[(30, 60), (30, 60)]], id="no length"),
        pytest.param([(180, 60), (-180, 60)], [[(180, 60), (180, 60)]], id="no length at 180"),
        pytest.param(
            [(30, 60), (-150, 60)],
            [[(30, 60), (30, 90), (-150, 90), (-150, 60)]],
            id="over the north pole",
        ),
        pytest.param(
            [(30, -60), (-150, 10)],
            [[(30, -60), (30, -90), (-150, -90), (-150, 10)]],
            id="over the south pole",
        ),
        pytest.param(
            [(0, 20), (180, -20)],
            [[(0, 20), (0, 90), (180, 90), (180, -20)]],
            id="antipodes",
        ),
        pytest.param([(360, 1), (370, 2)], [[(0, 1), (10, 2)]], id="a turn too far"),
        pytest.param([(540, 1), (530, 2)], [[(180, 1), (170, 2)]], id="180 and a turn"),
    ],
)
def test_cut(line, expected):
    assert parts(line) == expected


def test_geometries_are_taken_too_and_parts_are_kept():
    line = MultiLineString([[(170, 0), (-170, 0)], [(1, 1), (2, 2)]])
    assert parts(line) == [[(170, 0), (180, 0)], [(-180, 0), (-170, 0)], [(1, 1), (2, 2)]]
    assert isinstance(split_antimeridian(LineString([(1, 1), (2, 2)])), LineString)


def test_cutting_again_changes_nothing():
    once = split_antimeridian([(170, 0), (-170, 2), (170, 4)])
    assert split_antimeridian(once).equals_exact(once, 0)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ([(0, 0)], "two points"),
        ([(0, 0), (math.nan, 1)], "nan"),
        ([(0, 0), (1, 90.5)], "90.5"),
        ([(0, 0), (-math.inf, 1)], "inf"),
        (Point(1, 1), "not a Point"),
        ([1, 2, 3], "pairs of lon, lat"),
    ],
)
def test_what_is_no_line_on_earth_is_refused(line, message):
    with pytest.raises(ValueError, match=message):
        split_antimeridian(line)
