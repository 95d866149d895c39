"""The page's projection is PROJ's, and what is derived from it is right."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Page
from pyproj import Geod, Proj

RADIUS_M = 6371007.1809
EQUATOR_M = 40075016.6856
ZOOM = 9


@pytest.mark.parametrize("center", [(85.0, 60.0), (0.0, 0.0), (-179.0, -45.0), (10.0, 90.0)])
def test_forward_and_inverse_equal_proj(drawn: Page, center: tuple[float, float]) -> None:
    rng = random.Random(7)  # noqa: S311  not for secrets
    project = Proj(proj="laea", lon_0=center[0], lat_0=center[1], R=RADIUS_M)
    points = [[rng.uniform(-180, 180), rng.uniform(-89, 89)] for _ in range(400)]
    points = [p for p in points if _angle_deg(center, p) < 150]
    assert len(points) > 200
    found = drawn.evaluate(
        """([center, points]) => {
          const laea = Routes.laea(center[0], center[1]);
          return points.map((p) => {
            const xy = laea.forward(p[0], p[1]);
            const back = laea.inverse(xy[0], xy[1]);
            return [...xy, ...laea.forward(back[0], back[1])];
          });
        }""",
        [list(center), points],
    )
    pixel_m = EQUATOR_M / (256 * 2**ZOOM)
    for (lon, lat), (x, y, x2, y2) in zip(points, found, strict=True):
        wanted_x, wanted_y = project(lon, lat)
        assert abs(x - wanted_x) / pixel_m < 1e-3
        assert abs(y - wanted_y) / pixel_m < 1e-3
        assert abs(x2 - wanted_x) / pixel_m < 1e-3
        assert abs(y2 - wanted_y) / pixel_m < 1e-3


def test_leaflet_uses_it(drawn: Page) -> None:
    """A layer that somebody adds in lat, lon lands where the lines are."""
    project = Proj(proj="laea", lon_0=85, lat_0=60, R=RADIUS_M)
    x, y = drawn.evaluate(
        """() => {
          const map = Routes.page.map;
          const p = map.options.crs.latLngToPoint(L.latLng(43.1155, 131.8869), 9);
          return [p.x, p.y];
        }"""
    )
    wanted_x, wanted_y = project(131.8869, 43.1155)
    pixel_m = EQUATOR_M / (256 * 2**ZOOM)
    assert abs(x - wanted_x / pixel_m) < 1e-3
    assert abs(y + wanted_y / pixel_m) < 1e-3


def test_uncertainty_circle_is_the_circle_on_the_ground(drawn: Page) -> None:
    """Nome is far from the centre, where LAEA makes an ellipse of a circle."""
    lon, lat, radius_m = -165.4064, 64.5011, 40_000.0
    short, long_, angle = drawn.evaluate(
        f"""() => {{
          const d = Routes.page.laea.distortion({lon}, {lat});
          return [d.along, d.across, d.angle_deg];
        }}"""
    )
    project = Proj(proj="laea", lon_0=85, lat_0=60, R=RADIUS_M)
    sphere = Geod(a=RADIUS_M, b=RADIUS_M)
    x0, y0 = project(lon, lat)
    reach = []
    for azimuth in range(0, 360, 2):
        end_lon, end_lat, _ = sphere.fwd(lon, lat, azimuth, radius_m)
        x, y = project(end_lon, end_lat)
        reach.append(((x - x0) ** 2 + (y - y0) ** 2) ** 0.5 / radius_m)
    assert min(reach) == pytest.approx(short, rel=0.01)
    assert max(reach) == pytest.approx(long_, rel=0.01)
    assert -180 <= angle <= 180


def test_scale_bar_is_true_at_the_centre(drawn: Page) -> None:
    """Two points as far apart as the bar says are as far apart as the bar is long."""
    length_px, km = drawn.evaluate(
        """() => {
          const bar = document.querySelector('#scale .bar').getBoundingClientRect().width;
          const text = document.querySelector('#scale .bar-text').textContent;
          return [bar, parseFloat(text.replace(/\\u00a0/g, ''))];
        }"""
    )
    sphere = Geod(a=RADIUS_M, b=RADIUS_M)
    ends = [sphere.fwd(85, 60, azimuth, km * 500)[:2] for azimuth in (90, 270)]
    drawn_px = drawn.evaluate(
        """(ends) => {
          const map = Routes.page.map;
          const [a, b] = ends.map((p) =>
            map.options.crs.latLngToPoint(L.latLng(p[1], p[0]), map.getZoom()));
          return a.distanceTo(b);
        }""",
        ends,
    )
    assert drawn_px == pytest.approx(length_px, rel=0.01)


def _angle_deg(a: tuple[float, float], b: list[float]) -> float:
    distance_m: float = Geod(a=RADIUS_M, b=RADIUS_M).inv(a[0], a[1], b[0], b[1])[2]
    return distance_m / (RADIUS_M * 3.141592653589793 / 180)
