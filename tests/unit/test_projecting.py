"""The projection fits the extent, is PROJ's, and is cut open where nothing is torn."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import shapely
from pyproj import Proj

from routes.errors import UsageError
from routes.geodesy import (
    RADIUS_M,
    AlbersEqualArea,
    AzimuthalEqualArea,
    Mercator,
    PlateCarree,
    Together,
    center_and_radius,
    geodesic,
    pixels_per_metre,
)
from routes.webmap.projecting import KINDS, Projection, bend_deg, choose, plane_of, span_deg

MANY = np.random.default_rng(5)
POINTS = np.column_stack((MANY.uniform(-180, 180, 500), MANY.uniform(-80, 83, 500)))


def seen(stops, asked=None):
    lines = [geodesic(a, b) for a, b in pairwise(stops)]
    points = np.concatenate([np.array(stops, float), *map(shapely.get_coordinates, lines)])
    center, reach = center_and_radius(points)
    return choose(center, max(1.5 * reach, reach + 8), points, asked)


class TestPlanes:
    @pytest.mark.parametrize(
        ("lon", "lat", "parallels"),
        [(-96, 23, (29.5, 45.5)), (20, -35, (-45, -20)), (179, 50, (40, 62))],
    )
    def test_albers_is_that_of_proj(self, lon, lat, parallels):
        plane = AlbersEqualArea(lon, lat, *parallels)
        proj = Proj(
            proj="aea", lon_0=lon, lat_0=lat, lat_1=parallels[0], lat_2=parallels[1], R=RADIUS_M
        )
        wanted = np.column_stack(proj(POINTS[:, 0], POINTS[:, 1]))
        assert np.abs(plane.forward(POINTS) - wanted).max() < 0.001
        apart = (plane.inverse(wanted) - POINTS + 180) % 360 - 180
        assert np.abs(apart).max() < 1e-9

    def test_albers_gives_the_worked_example_of_the_manual(self):
        """Snyder (1987), p. 291, on a sphere of radius 1."""
        xy = AlbersEqualArea(-96, 23, 29.5, 45.5).forward(np.array([[-75.0, 35.0]])) / RADIUS_M
        assert xy[0] == pytest.approx([0.2952720, 0.2416774], abs=1e-7)

    def test_mercator_is_that_of_web_maps(self):
        proj = Proj(proj="merc", lon_0=85, R=6378137)
        wanted = np.column_stack(proj(POINTS[:, 0], POINTS[:, 1]))
        assert np.abs(Mercator(85.0).forward(POINTS) - wanted).max() < 0.001
        apart = (Mercator(85.0).inverse(wanted) - POINTS + 180) % 360 - 180
        assert np.abs(apart).max() < 1e-9

    def test_parallels_without_a_cone_are_refused(self):
        with pytest.raises(ValueError, match="give no cone"):
            AlbersEqualArea(0, 0, -30, 30)

    def test_albers_stretches_as_it_says(self):
        plane = AlbersEqualArea(20, 41, 36, 41)
        north = plane.forward(np.array([[33.0, 50.0], [33.0, 50.001]]))
        drawn = float(np.hypot(*np.diff(north, axis=0)[0]))
        assert drawn / (RADIUS_M * np.radians(0.001)) == pytest.approx(
            float(plane.along_meridian(np.array([50.0]))[0]), rel=1e-4
        )


class TestChoice:
    def test_a_small_case_is_azimuthal(self):
        assert seen([(16.37, 48.2), (19.04, 47.5)]).kind == "azimuthal"

    @pytest.mark.parametrize(
        "stops",
        [
            [(-122, 37), (-74, 40)],
            [(-9.1, 38.7), (32.9, 39.9), (51.4, 35.7)],
            [(70, 34), (116, 40)],
        ],
    )
    def test_wide_at_middle_latitudes_is_albers(self, stops):
        found = seen(stops)
        lats = [lat for _, lat in stops]
        assert found.kind == "albers"
        assert found.parallels is not None
        assert min(lats) <= found.parallels[0] < found.parallels[1]

    def test_a_map_that_would_show_the_pole_stays_round(self):
        """Across Russia: the cone would tear the pole, which the first view shows."""
        assert seen([(131.9, 43.1), (30.3, 59.9)]).kind == "azimuthal"

    def test_tall_or_across_the_equator_stays_round(self):
        assert seen([(30, 60), (31, -26)]).kind == "azimuthal"
        assert seen([(-30, 5), (40, 5)]).kind == "azimuthal"

    def test_wide_and_tall_stays_round(self):
        """As far north as east: the cone is no better than the plane."""
        stops = [(-122, 47), (-80, 26), (-71, 45), (-117, 20)]
        assert seen(stops).kind == "azimuthal"

    def test_albers_is_only_taken_where_it_bends_less(self):
        found = seen([(-122, 37), (-74, 40)])
        points = np.array([[-122.0, 37.0], [-74.0, 40.0], [-98.0, 42.0]])
        azimuthal = Projection("azimuthal", found.center)
        assert bend_deg(found, points) < 0.75 * bend_deg(azimuthal, points)

    def test_over_the_antimeridian_the_span_is_the_short_one(self):
        assert span_deg(np.array([170.0, -170.0])) == pytest.approx(20.0)
        assert span_deg(np.array([])) == 0.0

    def test_what_is_asked_for_is_drawn(self):
        stops = [(16.37, 48.2), (19.04, 47.5)]
        drawn = {kind: seen(stops, kind).kind for kind in KINDS}
        assert drawn.pop("auto") == seen(stops).kind
        assert set(drawn) == {"azimuthal", "albers", "mercator"}
        assert all(asked == found for asked, found in drawn.items())

    def test_a_cone_that_cannot_show_the_case_is_refused_with_a_reason(self):
        with pytest.raises(UsageError, match="too near to a pole or to the equator"):
            seen([(131.9, 43.1), (30.3, 59.9)], "albers")

    def test_an_unknown_name_is_refused_with_those_there_are(self):
        with pytest.raises(UsageError, match="azimuthal, albers, mercator"):
            choose((0, 0), 10, [], "robinson")

    @pytest.mark.parametrize(
        ("projection", "kind"),
        [
            (Projection("azimuthal", (10, 50)), AzimuthalEqualArea),
            (Projection("albers", (10, 50), (40, 60)), AlbersEqualArea),
            (Projection("mercator", (10, 50)), Mercator),
        ],
    )
    def test_a_projection_comes_back_from_the_payload(self, projection, kind):
        assert type(plane_of(projection.out())) is kind


def test_lines_made_for_the_round_map_are_true_in_the_others():
    """Vertices are set for the azimuthal plane and for longitude and latitude. Between them the
    line is straight: at zoom 6 it leaves the geodesic by less than a pixel."""
    a, b = (-9.1, 38.7), (51.4, 35.7)
    plane = Together((AzimuthalEqualArea(21.8, 41.3), PlateCarree()))
    coarse = shapely.get_coordinates(geodesic(a, b, plane=plane))
    for target in (AlbersEqualArea(21.8, 41.3, 36.7, 40.9), Mercator(21.8)):
        fine = target.forward(
            shapely.get_coordinates(geodesic(a, b, plane=target, tolerance_px=0.02))
        )
        drawn = shapely.LineString(target.forward(coarse))
        away = float(shapely.distance(shapely.points(fine), drawn).max())
        assert away * pixels_per_metre(6) < 1.0
