"""Outlines of vague areas: clipped to the map, simplified, never turned inside out."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from routes.geodesy import AzimuthalEqualArea
from routes.webmap.areas import AREA_SCALE, area
from routes.webmap.coding import unpack

CENTER = (40.0, 55.0)


def shape(polygons: list[str], center: tuple[float, float] = CENTER) -> shapely.MultiPolygon:
    """The packed polygons in the plane of the map."""
    plane = AzimuthalEqualArea(*center)
    found = []
    for packed in polygons:
        outer, *holes = (plane.forward(ring) for ring in unpack(packed, AREA_SCALE))
        found.append(shapely.Polygon(outer, holes))
    return shapely.MultiPolygon(found)


def flat(wanted: shapely.Geometry, center: tuple[float, float] = CENTER) -> shapely.Geometry:
    return shapely.transform(shapely.segmentize(wanted, 0.5), AzimuthalEqualArea(*center).forward)


def test_an_area_inside_keeps_its_outline_within_five_kilometres() -> None:
    steps = np.random.default_rng(0).normal(0, 0.04, 720)
    around = np.radians(np.arange(720) / 2)
    far = 4 + steps
    ring = np.column_stack((40 + far * np.cos(around) * 1.7, 55 + far * np.sin(around)))
    wanted = shapely.Polygon(ring, [ring[::-1] * 0.2 + np.array([40, 55]) * 0.8])
    packed = area(wanted, CENTER, 30)
    assert shapely.hausdorff_distance(flat(wanted).boundary, shape(packed).boundary) < 12_000
    assert shape(packed).area == pytest.approx(flat(wanted).area, rel=0.01)
    assert len("".join(packed)) < 2_500


def test_what_lies_outside_is_cut_off_and_far_islands_are_left_out() -> None:
    wanted = shapely.MultiPolygon([shapely.box(30, 50, 80, 60), shapely.box(-100, 30, -90, 40)])
    packed = area(wanted, CENTER, 10)
    assert len(packed) == 1
    reach = np.hypot(*shapely.get_coordinates(shape(packed)).T).max()
    assert reach <= 2 * 6_371_009 * np.sin(np.radians(5.0)) * 1.001
    assert area(shapely.box(-100, 30, -90, 40), CENTER, 10) == []


def test_an_islet_is_left_out_beside_a_country_but_not_alone() -> None:
    islet, country = shapely.box(40, 50, 40.05, 50.05), shapely.box(41, 54, 46, 58)
    assert len(area(shapely.MultiPolygon([islet, country]), CENTER, 20)) == 1
    assert len(area(islet, CENTER, 20)) == 1


def test_an_area_that_holds_the_point_opposite_is_not_turned_inside_out() -> None:
    """All but a cap round the centre of the map, as a ring with a hole on the sphere."""
    world = shapely.difference(shapely.box(-180, -90, 180, 90), shapely.box(-20, -20, 20, 20))
    centre = (0.0, 0.0)
    told = shape(area(world, centre, 60), centre)
    plane = AzimuthalEqualArea(*centre)
    inside = shapely.Point(plane.forward(np.array([[0.0, 0.0]]))[0])
    beyond = shapely.Point(plane.forward(np.array([[40.0, 0.0]]))[0])
    assert not told.contains(inside)
    assert told.contains(beyond) or told.is_empty


def test_a_country_across_180_degrees_is_one() -> None:
    both = shapely.MultiPolygon([shapely.box(170, 60, 180, 70), shapely.box(-180, 60, -170, 70)])
    packed = area(both, (175.0, 65.0), 30)
    assert len(packed) == 1
    (ring,) = unpack(packed[0], AREA_SCALE)
    assert np.abs(np.diff(ring[:, 0])).max() < 180
