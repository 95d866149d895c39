"""Lengths, directions and points along geodesics of WGS 84.

The geodesic is the shortest line on the ellipsoid, by C. F. F. Karney's algorithm
(Algorithms for geodesics, Journal of Geodesy 87, 2013) as pyproj has it. Points are
lon, lat in degrees. Every function raises ValueError, with the value, for a point
that is not on earth.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from routes.geodesy.points import FloatArray, Point, checked, checked_array


@cache
def wgs84() -> Geod:
    """The WGS 84 ellipsoid, made on first use."""
    return Geod(ellps="WGS84")


def length_m(a: Point, b: Point) -> float:
    """Metres along the geodesic from ``a`` to ``b``."""
    return inverse(a, b)[1]


def azimuth_deg(a: Point, b: Point) -> float:
    """Direction at ``a`` of the geodesic to ``b``, degrees clockwise from north, 0 to 360."""
    return inverse(a, b)[0] % 360


def inverse(a: Point, b: Point) -> tuple[float, float]:
    """Azimuth at ``a`` in degrees (-180 to 180) and length in metres of the geodesic."""
    (lon_a, lat_a), (lon_b, lat_b) = checked(a), checked(b)
    azimuth, _, length = wgs84().inv(lon_a, lat_a, lon_b, lat_b)
    return float(azimuth), float(length)


def destination(a: Point, azimuth_deg: float, distance_m: float) -> Point:
    """The point reached from ``a`` after ``distance_m`` metres towards ``azimuth_deg``.

    Raises ValueError also when the direction or the distance is not finite.
    """
    if not (math.isfinite(azimuth_deg) and math.isfinite(distance_m)):
        raise ValueError(f"not a way to go: {distance_m!r} m towards {azimuth_deg!r} degrees")
    lon, lat = checked(a)
    if distance_m == 0:
        return lon, lat
    end_lon, end_lat, _ = wgs84().fwd(lon, lat, azimuth_deg, distance_m)
    return checked((float(end_lon), float(end_lat)))


def interpolate(a: Point, b: Point, fraction: float) -> Point:
    """The point at ``fraction`` (0 to 1) of the way along the geodesic from ``a`` to ``b``.

    Raises ValueError also when ``fraction`` is not between 0 and 1.
    """
    if not 0 <= fraction <= 1:
        raise ValueError(f"fraction must be between 0 and 1, not {fraction!r}")
    if fraction == 1:
        return checked(b)
    azimuth, length = inverse(a, b)
    return destination(a, azimuth, length * fraction)


def line_length_m(geometry: BaseGeometry) -> float:
    """Metres along the geodesics that join the vertices of a LineString or MultiLineString.

    An empty line has length 0. Raises ValueError for any other kind of geometry.
    """
    if geometry.geom_type not in {"LineString", "MultiLineString"}:
        raise ValueError(f"a line is needed, not a {geometry.geom_type}")
    parts = [shapely.get_coordinates(part) for part in shapely.get_parts(geometry)]
    return math.fsum(float(steps_m(part).sum()) for part in parts if len(part) > 1)


def steps_m(lonlat: FloatArray) -> FloatArray:
    """Metres of each geodesic between consecutive points, shape (n - 1,)."""
    points = checked_array(lonlat)
    lon, lat = points[:, 0], points[:, 1]
    _, _, length = wgs84().inv(lon[:-1], lat[:-1], lon[1:], lat[1:])
    return np.asarray(length, dtype=np.float64)
