"""What holds for every geodesic."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely import MultiLineString

from routes.geodesy import (
    AzimuthalEqualArea,
    azimuth_deg,
    center_and_radius,
    destination,
    geodesic,
    length_m,
    line_length_m,
    pixels_per_metre,
    split_antimeridian,
)

LON = st.floats(-180, 180) | st.sampled_from([-180.0, 180.0, 0.0, 179.9999999, -90.0])
LAT = st.floats(-90, 90) | st.sampled_from([-90.0, 90.0, 0.0, 89.9999999])
POINT = st.tuples(LON, LAT)
LINE = st.lists(POINT, min_size=2, max_size=12)
# One leg is checked at hundreds of points, so there are fewer of them.
DENSE = settings(max_examples=60, deadline=None)
QUICK = settings(deadline=None)

HALF_TURN_M = 20_003_932


@QUICK
@given(POINT, POINT)
def test_lengths_are_those_of_the_reference_and_the_same_both_ways(a, b):
    expected = Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"]
    assert abs(length_m(a, b) - expected) < 1e-6
    assert abs(length_m(b, a) - length_m(a, b)) < 1e-6


@QUICK
@given(POINT, st.floats(0, 360), st.floats(0, 2e7))
def test_a_destination_is_as_far_as_asked_or_nearer_by_a_shortcut(a, azimuth, distance):
    reached = length_m(a, destination(a, azimuth, distance))
    assert reached <= distance + 1e-6
    if distance < 19_900_000:  # below this no geodesic of WGS 84 has a shortcut
        assert abs(reached - distance) < 1e-6


@QUICK
@given(POINT, POINT)
def test_projecting_there_and_back_is_the_same_point(center, point):
    plane = AzimuthalEqualArea(*center)
    assume(length_m(center, point) < 19_000_000)
    back = plane.inverse(plane.forward(np.array([point])))[0]
    assert length_m(point, (back[0], back[1])) < 0.01


@DENSE
@given(POINT, st.floats(0, 360), st.floats(1, HALF_TURN_M * 0.99), POINT)
def test_the_drawn_line_is_within_half_a_pixel(a, azimuth, distance, center):
    """Dense sampling, in a disc that leaves out the 10 degrees around its far end."""
    b = destination(a, azimuth, distance)
    plane = AzimuthalEqualArea(*center)
    along = azimuth_deg(a, b)
    length = length_m(a, b)
    points = np.array([destination(a, along, length * t) for t in np.linspace(0, 1, 401)])
    assume(max(length_m(center, (lon, lat)) for lon, lat in points) < HALF_TURN_M * 17 / 18)
    parts = shapely.get_parts(geodesic(a, b, plane=plane))
    drawn = MultiLineString([plane.forward(shapely.get_coordinates(part)) for part in parts])
    error = shapely.distance(shapely.points(plane.forward(points)), drawn).max()
    assert error * pixels_per_metre(9) <= 0.5


@DENSE
@given(POINT, POINT)
def test_a_geodesic_has_its_length_and_stays_in_range(a, b):
    line = geodesic(a, b)
    coordinates = shapely.get_coordinates(line)
    assert np.isfinite(coordinates).all()
    assert (np.abs(coordinates) <= [180, 90]).all()
    assert abs(line_length_m(line) - length_m(a, b)) < 1e-3
    first, last = tuple(coordinates[0]), tuple(coordinates[-1])
    assert length_m(first, a) == 0
    assert length_m(last, b) == 0


def planar_length(line):
    """Length with longitudes as x, the short way round, and the way over a pole left out."""
    total = 0.0
    for part in shapely.get_parts(line):
        step = np.diff(shapely.get_coordinates(part), axis=0)
        total += np.hypot(step[:, 0], step[:, 1]).sum()
    return total


@QUICK
@given(LINE)
def test_a_cut_line_stays_in_range_without_jumps(points):
    for part in shapely.get_parts(split_antimeridian(points)):
        coordinates = shapely.get_coordinates(part)
        assert len(coordinates) >= 2
        assert (np.abs(coordinates) <= [180, 90]).all()
        assert (np.abs(np.diff(coordinates[:, 0])) <= 180).all()


@QUICK
@given(LINE)
def test_parts_meet_at_the_antimeridian_on_one_latitude(points):
    parts = [shapely.get_coordinates(p) for p in shapely.get_parts(split_antimeridian(points))]
    for before, after in pairwise(parts):
        assert before[-1][0] == -after[0][0]
        assert abs(before[-1][0]) == 180
        assert before[-1][1] == after[0][1]


@QUICK
@given(LINE)
def test_a_cut_keeps_the_length_and_cutting_twice_is_cutting_once(points):
    steps = np.diff(np.array(points), axis=0)
    assume((np.abs(steps[:, 0]) != 180).all())  # those go over a pole
    short = np.where(np.abs(steps[:, 0]) > 180, 360 - np.abs(steps[:, 0]), steps[:, 0])
    assume((np.abs(short) != 180).all())
    cut = split_antimeridian(points)
    assert abs(planar_length(cut) - np.hypot(short, steps[:, 1]).sum()) < 1e-6
    assert split_antimeridian(cut).equals_exact(cut, 0)


@QUICK
@given(st.lists(POINT, min_size=1, max_size=12))
def test_no_point_lies_beyond_the_radius(points):
    center, radius = center_and_radius(points)
    drawn = AzimuthalEqualArea(*center).forward(np.array(points))
    reach = 2 * np.degrees(np.arcsin(np.minimum(np.hypot(*drawn.T) / (2 * 6371007.1809), 1)))
    assert reach.max() <= radius + 1e-5
    assert radius <= 180


@QUICK
@given(
    POINT, st.floats(0.1, 40), st.lists(st.tuples(st.floats(0, 360), st.floats(0, 1)), min_size=1)
)
def test_the_cap_is_hardly_wider_than_one_that_holds_the_points(center, radius, around):
    lon_0, lat_0 = center
    plane = AzimuthalEqualArea(lon_0, lat_0)
    reach = 2 * 6371007.1809 * np.sin(np.radians(radius) / 2)
    xy = [
        (reach * share * np.sin(np.radians(turn)), reach * share * np.cos(np.radians(turn)))
        for turn, share in around
    ]
    assert center_and_radius(plane.inverse(np.array(xy)))[1] <= radius * 1.002 + 1e-6
