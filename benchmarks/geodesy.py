"""Geodesics against GeographicLib and plain equal spacing, in one run.

    python -m benchmarks geodesy

Times are the best of several rounds; trust the ratios more than the times.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic
from pyproj import Geod

from routes.geodesy import (
    MAX_ZOOM,
    AzimuthalEqualArea,
    PlateCarree,
    Together,
    center_and_radius,
    geodesic,
    length_m,
    nearest_on_area,
    pixels_per_metre,
    split_antimeridian,
)

VLADIVOSTOK, ST_PETERSBURG, MINSK = (131.8735, 43.1056), (30.3141, 59.9386), (27.5667, 53.9)
PLANE = AzimuthalEqualArea(*center_and_radius([VLADIVOSTOK, ST_PETERSBURG, MINSK])[0])


def best_s(call: Callable[[], object], rounds: int = 5) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def random_pairs(count: int) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    random = np.random.default_rng(1)
    lon = random.uniform(-180, 180, (count, 2))
    lat = np.degrees(np.arcsin(random.uniform(-1, 1, (count, 2))))
    return [((a, c), (b, d)) for (a, b), (c, d) in zip(lon.tolist(), lat.tolist(), strict=True)]


def error_px(vertices: np.ndarray) -> float:
    """The furthest that the true geodesic lies from these vertices, drawn in PLANE."""
    points = Geod(ellps="WGS84").inv_intermediate(
        *VLADIVOSTOK, *ST_PETERSBURG, npts=20_000, return_back_azimuth=False
    )
    true = shapely.points(PLANE.forward(np.column_stack((points.lons, points.lats))))
    drawn = shapely.LineString(PLANE.forward(vertices))
    return float(shapely.distance(true, drawn).max() * pixels_per_metre(MAX_ZOOM))


def equally_spaced(count: int) -> np.ndarray:
    inner = Geod(ellps="WGS84").npts(*VLADIVOSTOK, *ST_PETERSBURG, count - 2)
    return np.array([VLADIVOSTOK, *inner, ST_PETERSBURG])


def fewest_equally_spaced() -> int:
    return next(n for n in range(3, 1000) if error_px(equally_spaced(n)) <= 0.5)


def lengths() -> None:
    pairs = random_pairs(2000)
    reference = [Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"] for a, b in pairs]
    ours = [length_m(a, b) for a, b in pairs]
    worst = np.abs(np.subtract(ours, reference)).max()
    print(f"length_m, 2000 random pairs: worst difference {worst:.1e} m")
    slow = best_s(lambda: [Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0]) for a, b in pairs])
    fast = best_s(lambda: [length_m(a, b) for a, b in pairs])
    ratio = f"{slow / fast:.1f} times faster"
    print(f"  geographiclib {slow * 500:.0f} us each, length_m {fast * 500:.0f} us: {ratio}")


def densifying() -> None:
    print("geodesic, Vladivostok to St. Petersburg, 0.5 px:")
    for name, plane, zoom in (
        ("the page, zoom 9", PLANE, 9),
        ("the page, zoom 5", PLANE, 5),
        ("lon and lat, zoom 9", PlateCarree(), 9),
        ("both, zoom 9", Together((PLANE, PlateCarree())), 9),
    ):
        line = geodesic(VLADIVOSTOK, ST_PETERSBURG, plane=plane, zoom=zoom)
        seconds = best_s(
            lambda p=plane, z=zoom: geodesic(VLADIVOSTOK, ST_PETERSBURG, plane=p, zoom=z)
        )
        count = shapely.get_num_coordinates(line)
        print(f"  {name:20} {count:4} vertices {seconds * 1e3:6.2f} ms")
    adaptive = geodesic(VLADIVOSTOK, ST_PETERSBURG, plane=PLANE)
    count = fewest_equally_spaced()
    plain = best_s(lambda: equally_spaced(count))
    print(f"  worst error {error_px(shapely.get_coordinates(adaptive)):.2f} px at zoom 9")
    print(f"  Geod.npts needs {count} equal steps, {plain * 1e3:.2f} ms when that is known")


def all_legs() -> None:
    pairs = random_pairs(500)
    seconds = best_s(lambda: [geodesic(a, b, plane=PLANE) for a, b in pairs], 3)
    plain = best_s(lambda: [Geod(ellps="WGS84").npts(*a, *b, 128) for a, b in pairs], 3)
    print(
        f"500 random legs: {seconds * 2:.2f} ms each; npts with 128 points {plain * 2:.2f} ms: "
        f"{seconds / plain:.1f} x"
    )
    lines = [np.array(pair) for pair in pairs]
    cut = best_s(lambda: [split_antimeridian(line) for line in lines])
    print(f"split_antimeridian: {500 / cut:.0f} legs/s")


def areas() -> None:
    area = shapely.Point(25, 62).buffer(5, quad_segs=25_000)
    seconds = best_s(lambda: nearest_on_area(ST_PETERSBURG, area), 3)
    print(f"nearest_on_area, {shapely.get_num_coordinates(area)} vertices: {seconds * 1e3:.0f} ms")


def main() -> None:
    lengths()
    densifying()
    all_legs()
    areas()


if __name__ == "__main__":
    main()
