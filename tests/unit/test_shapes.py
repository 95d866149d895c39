"""Shapes survive encoding: valid, in place, the same bytes."""

from __future__ import annotations

import zlib

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from routes.gazetteers.shapes import GRID_DEG, decode, encode

SQUARE = shapely.box(30, 50, 31, 51)
RING = shapely.Polygon(SQUARE.exterior, [shapely.box(30.2, 50.2, 30.4, 50.4).exterior])
ISLANDS = shapely.MultiPolygon([SQUARE, shapely.box(-179.5, -20, -179, -19)])
LINE = shapely.LineString([(130.4002, 42.3), (130.7, 42.29), (-170, 60)])
LINES = shapely.MultiLineString([LINE, [(0, 0), (1, 1)]])

points = st.tuples(  # to a tenth of a metre
    st.integers(-170_000_000, 170_000_000).map(lambda n: n / 1e6),
    st.integers(-80_000_000, 80_000_000).map(lambda n: n / 1e6),
)


@st.composite
def polygons(draw: st.DrawFn) -> BaseGeometry:
    """Stars: rings round a point, valid before they are rounded, some of them tiny."""
    lon, lat = draw(points)
    size = draw(st.floats(0.001, 5.0))
    reaches = draw(st.lists(st.floats(0.05, 1.0), min_size=3, max_size=40))
    turn = np.linspace(0.0, 2 * np.pi, len(reaches), endpoint=False)
    reach = np.array(reaches) * size
    ring = np.column_stack((lon + reach * np.cos(turn), lat + reach * np.sin(turn)))
    return shapely.make_valid(shapely.Polygon(ring), method="structure")


@pytest.mark.parametrize(
    "geometry", [SQUARE, RING, ISLANDS, LINE, LINES], ids=lambda g: g.geom_type
)
def test_a_shape_on_the_grid_comes_back_as_it_was(geometry: BaseGeometry) -> None:
    back = decode(encode(geometry))
    assert back.geom_type == geometry.geom_type
    assert back.equals_exact(geometry.normalize(), 1e-9)


@settings(max_examples=150, deadline=None)
@given(polygons())
def test_any_polygon_comes_back_valid_and_in_place(polygon: BaseGeometry) -> None:
    try:
        back = decode(encode(polygon))
    except ValueError:
        assert polygon.area < GRID_DEG
        return
    assert back.is_valid
    assert back.geom_type in ("Polygon", "MultiPolygon")
    assert shapely.hausdorff_distance(back, polygon) < 4 * GRID_DEG or polygon.area < GRID_DEG
    moved = polygon.length * GRID_DEG + GRID_DEG**2
    assert back.symmetric_difference(polygon).area <= moved


@settings(max_examples=100, deadline=None)
@given(st.lists(points, min_size=2, max_size=50))
def test_any_line_comes_back_in_place(vertices: list[tuple[float, float]]) -> None:
    line = shapely.LineString(vertices)
    if shapely.set_precision(line, GRID_DEG, mode="pointwise").length == 0:
        with pytest.raises(ValueError, match="nothing is left"):
            encode(line)
        return
    back = decode(encode(line))
    assert back.is_valid
    assert shapely.hausdorff_distance(back, line) <= GRID_DEG


def test_neighbours_still_share_their_border() -> None:
    west = shapely.Polygon([(0, 0), (1, 0.123456), (0.987654, 1), (0, 1)])
    east = shapely.Polygon([(2, 0), (1, 0.123456), (0.987654, 1), (2, 1)])
    back = shapely.union_all([decode(encode(west)), decode(encode(east))])
    assert back.geom_type == "Polygon"
    assert not back.interiors


def test_the_order_of_parts_and_the_first_vertex_do_not_matter() -> None:
    turned = shapely.Polygon([*SQUARE.exterior.coords[2:], *SQUARE.exterior.coords[1:3]])
    again = shapely.MultiPolygon([shapely.box(-179.5, -20, -179, -19), turned])
    assert encode(again) == encode(ISLANDS)


def test_a_thousand_vertices_take_less_than_four_bytes_each() -> None:
    turn = np.linspace(0, 2 * np.pi, 1000, endpoint=False)
    circle = shapely.Polygon(np.column_stack((100 + 2 * np.cos(turn), 50 + np.sin(turn))))
    assert len(encode(circle)) < 4 * 1000


@pytest.mark.parametrize(
    ("geometry", "message"),
    [
        (shapely.Point(1, 1), "no polygons or lines"),
        (shapely.GeometryCollection([SQUARE]), "no polygons or lines"),
        (shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), "Self-intersection"),
        (shapely.Polygon(), "nothing is left"),
        (shapely.box(0, 0, 1e-6, 1e-6), "nothing is left"),
        (shapely.LineString([(0, 0), (1e-6, 0)]), "nothing is left"),
    ],
)
def test_what_cannot_be_encoded_is_an_error(geometry: BaseGeometry, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        encode(geometry)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x07abc",
        b"\x03abc",
        encode(SQUARE)[:-4],
        b"\x03" + zlib.compress(b""),
        b"\x03" + zlib.compress(b"\xff" * 64),
    ],
)
def test_other_bytes_are_an_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a shape"):
        decode(data)
