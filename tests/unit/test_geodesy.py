"""Lengths, directions and lines against GeographicLib, the reference algorithm."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from pyproj import Proj
from shapely import LineString, MultiLineString, Point, box
from shapely.affinity import translate

from routes.geodesy import (
    MAX_ZOOM,
    RADIUS_M,
    AzimuthalEqualArea,
    PlateCarree,
    Together,
    area_radius_m,
    azimuth_deg,
    center_and_radius,
    destination,
    geodesic,
    interpolate,
    length_m,
    line_length_m,
    nearest_on_area,
    nearest_zoom,
    pixels_per_metre,
)

ST_PETERSBURG = (30.3141, 59.9386)
MINSK = (27.5667, 53.9)
VLADIVOSTOK = (131.8735, 43.1056)
PULKOVO = (30.2625, 59.8003)
BISHKEK = (74.59, 42.87)
SEOUL = (126.9784, 37.566)
ANCHORAGE = (-149.9003, 61.2181)
LEGS = [
    (ST_PETERSBURG, MINSK),
    (VLADIVOSTOK, ST_PETERSBURG),
    (PULKOVO, MINSK),
    (BISHKEK, SEOUL),
    (VLADIVOSTOK, ANCHORAGE),
]


def reference(a, b):
    return Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0])


def vertices(line):
    return [tuple(c) for c in shapely.get_coordinates(line)]


class TestMeasures:
    @pytest.mark.parametrize(("a", "b"), LEGS)
    def test_length_and_azimuth_are_those_of_the_reference(self, a, b):
        expected = reference(a, b)
        assert length_m(a, b) == pytest.approx(expected["s12"], abs=1e-6)
        assert azimuth_deg(a, b) == pytest.approx(expected["azi1"] % 360, abs=1e-9)

    def test_a_thousand_random_pairs_agree_with_the_reference(self):
        random = np.random.default_rng(20160912)
        lon = random.uniform(-180, 180, (1000, 2))
        lat = np.degrees(np.arcsin(random.uniform(-1, 1, (1000, 2))))
        for (lon_a, lon_b), (lat_a, lat_b) in zip(lon, lat, strict=True):
            a, b = (lon_a, lat_a), (lon_b, lat_b)
            assert length_m(a, b) == pytest.approx(reference(a, b)["s12"], abs=1e-6)

    @pytest.mark.parametrize("b", [(179.5, 0.5), (180.0, 0.0), (179.999, -0.001), (150.0, 30.0)])
    def test_nearly_antipodal_pairs_agree_with_the_reference(self, b):
        a = (0.0, -b[1])
        assert length_m(a, b) == pytest.approx(reference(a, b)["s12"], abs=1e-6)

    @pytest.mark.parametrize(("a", "b"), LEGS)
    def test_destination_comes_back_to_the_end(self, a, b):
        end = destination(a, azimuth_deg(a, b), length_m(a, b))
        assert length_m(end, b) < 1e-6

    @pytest.mark.parametrize(("a", "b"), LEGS)
    def test_interpolated_points_divide_the_length(self, a, b):
        middle = interpolate(a, b, 0.25)
        assert length_m(a, middle) == pytest.approx(length_m(a, b) / 4, abs=1e-6)
        assert length_m(middle, b) == pytest.approx(length_m(a, b) * 3 / 4, abs=1e-6)

    def test_the_ends_are_given_back_exactly(self):
        assert interpolate(*LEGS[0], 0) == LEGS[0][0]
        assert interpolate(*LEGS[0], 1) == LEGS[0][1]

    @pytest.mark.parametrize("fraction", [-0.1, 1.1, math.nan])
    def test_a_fraction_beyond_the_ends_is_refused(self, fraction):
        with pytest.raises(ValueError, match="between 0 and 1"):
            interpolate(*LEGS[0], fraction)

    def test_a_line_is_as_long_as_its_steps(self):
        line = LineString([VLADIVOSTOK, ST_PETERSBURG, MINSK])
        expected = length_m(VLADIVOSTOK, ST_PETERSBURG) + length_m(ST_PETERSBURG, MINSK)
        assert line_length_m(line) == pytest.approx(expected, abs=1e-6)
        assert line_length_m(MultiLineString([line, line])) == pytest.approx(2 * expected, abs=1e-6)
        assert line_length_m(LineString()) == 0

    def test_only_lines_have_a_length(self):
        with pytest.raises(ValueError, match="not a Polygon"):
            line_length_m(box(0, 0, 1, 1))

    @pytest.mark.parametrize(
        ("point", "shown"),
        [
            ((math.nan, 1.0), "nan"),
            ((1.0, math.inf), "inf"),
            ((math.inf, 1.0), "inf"),
            ((30.0, 100.0), "100"),
            ((30.0, -90.001), "-90.001"),
        ],
    )
    def test_a_point_that_is_not_on_earth_is_refused_with_its_value(self, point, shown):
        for call in (
            lambda: length_m(MINSK, point),
            lambda: azimuth_deg(point, MINSK),
            lambda: destination(point, 0, 1),
            lambda: interpolate(MINSK, point, 0.5),
            lambda: geodesic(MINSK, point),
            lambda: center_and_radius([MINSK, point]),
            lambda: nearest_on_area(point, box(0, 0, 1, 1)),
            lambda: AzimuthalEqualArea(*point),
        ):
            with pytest.raises(ValueError, match=f"not a point on earth.*{shown}"):
                call()

    @pytest.mark.parametrize("point", [(math.inf, 1.0), (30.0, 100.0)])
    def test_a_line_that_leaves_the_earth_has_no_length(self, point):
        with pytest.raises(ValueError, match="not a point on earth"):
            line_length_m(LineString([MINSK, point]))

    def test_a_way_that_is_not_finite_is_refused(self):
        with pytest.raises(ValueError, match="nan"):
            destination(MINSK, math.nan, 1)


class TestProjection:
    def test_the_centre_is_the_origin(self):
        assert AzimuthalEqualArea(*MINSK).forward(np.array([MINSK])).tolist() == [[0.0, 0.0]]

    def test_a_quarter_turn_away_lies_at_root_two_radii(self):
        drawn = AzimuthalEqualArea(0, 0).forward(np.array([[90.0, 0.0], [0.0, -90.0]]))
        expected = [[math.sqrt(2) * RADIUS_M, 0], [0, -math.sqrt(2) * RADIUS_M]]
        assert np.allclose(drawn, expected, atol=1e-6)

    def test_the_opposite_point_is_on_the_rim_and_finite(self):
        drawn = AzimuthalEqualArea(30, 60).forward(np.array([[-150.0, -60.0]]))
        assert np.hypot(*drawn[0]) == pytest.approx(2 * RADIUS_M, rel=1e-9)

    def test_agrees_with_proj(self):
        random = np.random.default_rng(1)
        lonlat = np.column_stack((random.uniform(-180, 180, 500), random.uniform(-89, 89, 500)))
        proj = Proj(proj="laea", lon_0=87.5, lat_0=61.3, R=RADIUS_M)
        expected = np.column_stack(proj(lonlat[:, 0], lonlat[:, 1]))
        assert np.allclose(AzimuthalEqualArea(87.5, 61.3).forward(lonlat), expected, atol=1e-4)

    def test_the_inverse_refuses_points_outside_the_disc(self):
        with pytest.raises(ValueError, match="outside the projection"):
            AzimuthalEqualArea(0, 0).inverse(np.array([[3 * RADIUS_M, 0.0]]))

    def test_a_zoom_level_doubles_the_pixels(self):
        assert pixels_per_metre(0) * 40075016.6856 == pytest.approx(256)
        assert pixels_per_metre(9) == pytest.approx(512 * pixels_per_metre(0))


def drawn_error_px(line, a, b, plane, zoom=9):
    """The furthest that any of many points of the true geodesic lies from the drawn line."""
    azimuth, length = azimuth_deg(a, b), length_m(a, b)
    points = np.array([destination(a, azimuth, length * t) for t in np.linspace(0, 1, 2001)])
    parts = [shapely.get_coordinates(part) for part in shapely.get_parts(line)]
    drawn = MultiLineString([plane.forward(part) for part in parts])
    return shapely.distance(shapely.points(plane.forward(points)), drawn).max() * pixels_per_metre(
        zoom
    )


class TestGeodesic:
    @pytest.mark.parametrize(("a", "b"), LEGS)
    def test_the_drawn_line_is_within_half_a_pixel(self, a, b):
        (center, _) = center_and_radius([a, b, MINSK])
        plane = AzimuthalEqualArea(*center)
        assert drawn_error_px(geodesic(a, b, plane=plane), a, b, plane) <= 0.5

    def test_it_is_no_denser_than_needed(self):
        plane = AzimuthalEqualArea(*center_and_radius([VLADIVOSTOK, ST_PETERSBURG])[0])
        line = geodesic(VLADIVOSTOK, ST_PETERSBURG, plane=plane)
        assert 5 < len(vertices(line)) < 60
        coarse = geodesic(VLADIVOSTOK, ST_PETERSBURG, plane=plane, zoom=3)
        assert len(vertices(coarse)) < len(vertices(line))

    def test_the_tolerance_is_used(self):
        plane = AzimuthalEqualArea(0, 0)
        line = geodesic(VLADIVOSTOK, ST_PETERSBURG, plane=plane, tolerance_px=50)
        error = drawn_error_px(line, VLADIVOSTOK, ST_PETERSBURG, plane)
        assert 0.5 < error <= 50

    def test_without_a_plane_it_is_true_in_lon_and_lat(self):
        line = geodesic(VLADIVOSTOK, ST_PETERSBURG)
        assert drawn_error_px(line, VLADIVOSTOK, ST_PETERSBURG, PlateCarree()) <= 0.5

    def test_planes_together_are_each_within_the_tolerance(self):
        planes = (AzimuthalEqualArea(20, 50), AzimuthalEqualArea(140, -10), PlateCarree())
        line = geodesic(VLADIVOSTOK, ST_PETERSBURG, plane=Together(planes))
        for plane in planes:
            assert drawn_error_px(line, VLADIVOSTOK, ST_PETERSBURG, plane) <= 0.5

    @pytest.mark.parametrize(("a", "b"), LEGS)
    def test_every_vertex_is_on_the_geodesic(self, a, b):
        for vertex in vertices(geodesic(a, b)):
            beyond = length_m(a, vertex) + length_m(vertex, b) - length_m(a, b)
            assert abs(beyond) < 1e-6

    def test_it_starts_and_ends_exactly_at_the_places(self):
        line = geodesic(VLADIVOSTOK, ST_PETERSBURG)
        assert vertices(line)[0] == VLADIVOSTOK
        assert vertices(line)[-1] == ST_PETERSBURG

    def test_across_the_antimeridian_the_cut_is_on_the_geodesic(self):
        line = geodesic(VLADIVOSTOK, ANCHORAGE, plane=AzimuthalEqualArea(0, 60))
        west, east = (vertices(part) for part in line.geoms)
        assert west[-1][0] == 180
        assert east[0][0] == -180
        assert west[-1][1] == east[0][1]
        assert line_length_m(line) == pytest.approx(length_m(VLADIVOSTOK, ANCHORAGE), abs=1e-5)

    def test_the_same_place_twice_is_a_line_of_two_equal_points(self):
        assert vertices(geodesic(MINSK, MINSK)) == [MINSK, MINSK]

    @pytest.mark.parametrize(
        ("a", "b", "pole"),
        [
            ((30.0, 60.0), (-150.0, 60.0), 90),
            ((10.0, -80.0), (-170.0, -70.0), -90),
            ((10.0, 20.0), (-170.0, -20.0), 90),
            ((0.0, 0.0), (180.0, 0.0), 90),
        ],
    )
    def test_half_a_turn_apart_goes_over_a_pole_along_meridians(self, a, b, pole):
        line = geodesic(a, b, plane=AzimuthalEqualArea(90, 40))
        assert isinstance(line, LineString)
        assert (a[0], pole) in vertices(line)
        assert (b[0], pole) in vertices(line)
        assert {lon for lon, _ in vertices(line)} == {a[0], b[0]}
        assert line_length_m(line) == pytest.approx(reference(a, b)["s12"], abs=1e-4)

    def test_from_a_pole_it_follows_the_meridian_of_the_other_end(self):
        assert {lon for lon, _ in vertices(geodesic((5, 90), (30, 60)))[1:]} == {30}
        assert {lon for lon, _ in vertices(geodesic((30, 60), (5, -90)))[:-1]} == {30}

    @pytest.mark.parametrize("tolerance", [0, -1, math.nan])
    def test_a_tolerance_that_is_not_positive_is_refused(self, tolerance):
        with pytest.raises(ValueError, match="tolerance_px"):
            geodesic(MINSK, VLADIVOSTOK, tolerance_px=tolerance)


class TestExtent:
    def test_two_points_have_the_middle_between_them(self):
        center, radius = center_and_radius([(10, 0), (50, 0)])
        assert center == pytest.approx((30, 0), abs=0.05)
        assert radius == pytest.approx(20, abs=0.05)

    def test_many_points_on_one_side_do_not_pull_the_middle(self):
        crowd = [(30 + i / 100, 60.0) for i in range(50)]
        alone, _ = center_and_radius([(30, 60), (30.49, 60), VLADIVOSTOK])
        crowded, _ = center_and_radius([*crowd, VLADIVOSTOK])
        assert crowded == pytest.approx(alone, abs=0.05)

    def test_the_order_of_the_points_does_not_matter(self):
        points = [VLADIVOSTOK, MINSK, SEOUL, ANCHORAGE]
        assert center_and_radius(points) == center_and_radius(points[::-1])

    def test_across_the_antimeridian_the_middle_is_near_it(self):
        (lon, lat), radius = center_and_radius([(170, 0), (-170, 0)])
        assert abs(lon) == pytest.approx(180, abs=0.05)
        assert lat == pytest.approx(0, abs=0.05)
        assert radius == pytest.approx(10, abs=0.05)

    @pytest.mark.parametrize("points", [[(0, 0), (180, 0)], [(0, 90), (0, -90)], [(7, 20)]])
    def test_antipodes_and_one_point_have_a_middle(self, points):
        (lon, lat), radius = center_and_radius(points)
        assert math.isfinite(lon)
        assert math.isfinite(lat)
        assert radius == pytest.approx(90 if len(points) == 2 else 0, abs=0.1)

    def test_no_points_have_no_middle(self):
        with pytest.raises(ValueError, match="no points"):
            center_and_radius([])

    def test_the_radius_of_an_area_reaches_its_corners(self):
        radius = area_radius_m(box(-1, -1, 1, 1))
        assert radius == pytest.approx(length_m((0, 0), (1, 1)), rel=2e-3)


class TestNearest:
    def test_inside_the_distance_is_nothing(self):
        assert nearest_on_area((5, 5), box(0, 0, 10, 10)) == (0.0, (5.0, 5.0))
        assert nearest_on_area((185, 5), box(-180, 0, -170, 10))[0] == 0
        assert nearest_on_area((-175, 5), box(170, 0, 190, 10))[0] == 0

    def test_a_hole_is_outside(self):
        ring = box(0, 0, 10, 10).difference(box(4, 4, 6, 6))
        distance, at = nearest_on_area((5, 5.5), ring)
        assert distance == pytest.approx(length_m((5, 5.5), (5, 6)), abs=1)
        assert at == pytest.approx((5, 6), abs=1e-2)

    @pytest.mark.parametrize("turn", [0, 360, -360])
    def test_the_way_across_the_antimeridian_is_found(self, turn):
        area = translate(box(-175, -5, -165, 5), xoff=turn)
        distance, at = nearest_on_area((179, 0), area)
        assert distance == pytest.approx(length_m((179, 0), (-175, 0)), abs=1)
        assert at == pytest.approx((-175, 0), abs=1e-3)

    def test_the_way_over_the_pole_is_found(self):
        distance, at = nearest_on_area((0, 85), box(170, 70, 179.999, 84))
        assert distance == pytest.approx(length_m((0, 85), (170, 84)), abs=1)
        assert at == pytest.approx((170, 84), abs=1e-3)

    def test_a_long_edge_along_a_parallel_is_straight_in_lon_and_lat(self):
        distance, at = nearest_on_area((0, 66), box(-60, 20, 60, 60))
        assert distance == pytest.approx(length_m((0, 66), (0, 60)), abs=1)
        assert at == pytest.approx((0, 60), abs=1e-2)

    @pytest.mark.parametrize("point", [(20.0, 75.0), (100.0, -3.0), (-179.0, 55.0), (31.0, 50.0)])
    def test_agrees_with_a_dense_search(self, point):
        area = shapely.union_all(
            [box(25, 53, 33, 56), Point(170, 65).buffer(12), box(95, 1, 99, 4)]
        )
        dense = shapely.get_coordinates(area.segmentize(0.005))
        expected = min(length_m(point, (lon, lat)) for lon, lat in dense)
        distance, at = nearest_on_area(point, area)
        assert distance <= expected + 1e-6
        assert distance == pytest.approx(expected, abs=30)
        assert length_m(point, at) == pytest.approx(distance, abs=1e-6)

    def test_an_empty_area_and_a_line_are_refused(self):
        with pytest.raises(ValueError, match="empty"):
            nearest_on_area((0, 0), shapely.Polygon())
        with pytest.raises(ValueError, match="LineString"):
            nearest_on_area((0, 0), LineString([(0, 0), (1, 1)]))


class TestNearestZoom:
    @pytest.mark.parametrize("extent", [0.0, 1.0, 400.0])
    def test_no_map_goes_nearer_than_its_coordinates_are_carried(self, extent):
        assert nearest_zoom(extent) == 16
        half_a_metre_px = 0.5 * pixels_per_metre(16)
        assert half_a_metre_px < 0.25

    @pytest.mark.parametrize("extent", [200e3, 6.5e6, 2e7])
    def test_long_ways_go_no_nearer_than_before(self, extent):
        assert nearest_zoom(extent) == MAX_ZOOM

    @pytest.mark.parametrize("extent", [1.5e3, 21e3, 90e3])
    def test_in_between_the_extent_fills_a_view(self, extent):
        assert extent * pixels_per_metre(nearest_zoom(extent)) == pytest.approx(600, rel=0.05)

    @pytest.mark.parametrize("length", [400.0, 2e3, 21e3, 60e3, 150e3])
    def test_a_line_is_true_where_it_fills_the_view(self, length):
        end = destination(ST_PETERSBURG, 70.0, length)
        zoom = nearest_zoom(length)
        plane = AzimuthalEqualArea(90, 55)
        line = geodesic(ST_PETERSBURG, end, plane=plane, zoom=zoom)
        assert drawn_error_px(line, ST_PETERSBURG, end, plane, zoom=zoom) <= 0.5
