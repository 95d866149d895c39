"""The nearest point of an area."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from routes.geodesy.measure import length_m, wgs84
from routes.geodesy.points import FloatArray, Point, checked

# A straight piece this long (degrees) bends by less than 50 m in the projection below
# 80 degrees of latitude; the search in the best pieces takes that away again.
_PIECE_DEG = 0.25
_PIECES_SEARCHED = 8
_GOLDEN = (5**0.5 - 1) / 2


def nearest_on_area(point: Point, area: BaseGeometry) -> tuple[float, Point]:
    """Geodesic metres from ``point`` to the nearest point of ``area``, and that point.

    Inside the area the distance is 0 and the nearest point is ``point`` itself; a hole
    is outside. Edges are straight in lon and lat, as in GeoJSON. ``area`` is a Polygon
    or MultiPolygon in lon, lat degrees on WGS 84, cut at the antimeridian or with
    longitudes that go on beyond 180; distances run across the antimeridian and the
    poles. Right to a metre, except when the whole area lies near the antipode.

    Distances from the centre of an azimuthal equidistant projection are true, so the
    edges are compared there; then the exact geodesic is sought on the best of them.

    Raises ValueError for a point that is not on earth, an empty area, and geometries
    that are no area.
    """
    if area.geom_type not in {"Polygon", "MultiPolygon"}:
        raise ValueError(f"an area is needed, not a {area.geom_type}")
    if area.is_empty:
        raise ValueError("the area is empty, so no point of it is nearest")
    center = checked(point)
    if _covers(area, center):
        return 0.0, center
    starts, ends = _edges(area)
    planar = _planar_m(center, starts, ends)
    best = np.argsort(planar, kind="stable")[:_PIECES_SEARCHED]
    found = [_nearest_on_edge(center, starts[i], ends[i]) for i in best]
    return min(found)


def _covers(area: BaseGeometry, point: Point) -> bool:
    lon = np.array([point[0] - 360, point[0], point[0] + 360])
    return bool(shapely.intersects_xy(area, lon, point[1]).any())


def _edges(area: BaseGeometry) -> tuple[FloatArray, FloatArray]:
    """Start and end of every edge of every ring, long ones in pieces."""
    rings = shapely.get_rings(shapely.get_parts(shapely.segmentize(area, _PIECE_DEG)))
    vertices, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[:-1] == ring[1:]
    return vertices[:-1][same], vertices[1:][same]


def _planar_m(center: Point, starts: FloatArray, ends: FloatArray) -> FloatArray:
    """Metres from the centre to each edge in the azimuthal equidistant projection."""
    first, last = _projected(center, starts), _projected(center, ends)
    along = last - first
    square = (along**2).sum(axis=1)
    share = -(first * along).sum(axis=1) / np.where(square == 0, 1.0, square)
    closest = first + np.clip(share, 0, 1)[:, None] * along
    distance: FloatArray = np.hypot(closest[:, 0], closest[:, 1])
    return distance


def _projected(center: Point, lonlat: FloatArray) -> FloatArray:
    count = len(lonlat)
    azimuth, _, length = wgs84().inv(
        np.full(count, center[0]), np.full(count, center[1]), lonlat[:, 0], lonlat[:, 1]
    )
    return np.column_stack(
        (length * np.sin(np.radians(azimuth)), length * np.cos(np.radians(azimuth)))
    )


def _nearest_on_edge(center: Point, start: FloatArray, end: FloatArray) -> tuple[float, Point]:
    """The nearest point of one edge, by golden-section search."""

    def at(share: float) -> tuple[float, Point]:
        lon, lat = (start + share * (end - start)).tolist()
        point = checked((lon, lat))
        return length_m(center, point), point

    low, high = 0.0, 1.0
    left, right = high - _GOLDEN, low + _GOLDEN
    near_left, near_right = at(left), at(right)
    while high - low > 1e-6:
        if near_left[0] <= near_right[0]:
            high, right, near_right = right, left, near_left
            left = high - _GOLDEN * (high - low)
            near_left = at(left)
        else:
            low, left, near_left = left, right, near_right
            right = low + _GOLDEN * (high - low)
            near_right = at(right)
    return min(at(0.0), near_left, near_right, at(1.0))
