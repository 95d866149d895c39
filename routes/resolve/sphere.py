"""Distances that are good enough to tell places apart. Pure, and quick to load.

The exact ones of `routes.geodesy` take libraries that need longer to load than a command
that only looks a name up may run.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from routes.model.place import Candidate

Point = tuple[float, float]

_RADIUS_M = 6_371_008.8
"""Mean radius of the earth (IUGG)."""


def apart_m(a: Point, b: Point) -> float:
    """Metres between two points (lon, lat) on a sphere: within 0.6 % of the geodesic.

    The haversine formula (R. W. Sinnott, Virtues of the haversine, Sky and Telescope 68,
    1984), which is exact for small distances.
    """
    (lon_a, lat_a), (lon_b, lat_b) = a, b
    across = sin(radians(lat_b - lat_a) / 2) ** 2
    along = sin(radians(lon_b - lon_a) / 2) ** 2
    share = across + cos(radians(lat_a)) * cos(radians(lat_b)) * along
    return 2 * _RADIUS_M * asin(min(1.0, sqrt(share)))


def point(candidate: Candidate) -> Point:
    """The point of a candidate, lon and lat."""
    return (candidate.lon, candidate.lat)
