"""Geodesics as lines of vertices, no denser than the picture needs."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from shapely import LineString, MultiLineString

from routes.geodesy.antimeridian import split_antimeridian
from routes.geodesy.measure import inverse, wgs84
from routes.geodesy.points import FloatArray, Point, checked, wrapped
from routes.geodesy.projection import Plane, PlateCarree, pixels_per_metre

MAX_ZOOM = 9.0
"""The closest zoom of a map of long ways; see `nearest_zoom` for short ones."""

_NEAREST = 16.0
"""Coordinates are carried to the fifth decimal, about a metre: half a pixel here."""

_FILLED_PX = 600.0
"""So large is what fills a view, on a desktop."""

_SHARES = np.array([0.25, 0.5, 0.75])
# Below this length a bend is a pole or the rim of a projection, and no vertex mends it.
_SHORTEST_M = 1.0
# Three points can miss the worst one by a little.
_MARGIN = 0.9


class _Span(NamedTuple):
    """A geodesic with one end, direction (degrees) and length (metres) known."""

    start: Point
    end: Point
    azimuth: float
    length: float

    def at(self, metres: FloatArray) -> FloatArray:
        """Lon, lat at these distances from the start; exactly the ends at the ends."""
        count = len(metres)
        lon, lat, _ = wgs84().fwd(
            np.full(count, self.start[0]),
            np.full(count, self.start[1]),
            np.full(count, self.azimuth),
            metres,
        )
        points = np.column_stack((lon, lat))
        points[metres <= 0] = self.start
        points[metres >= self.length] = self.end
        return points


def nearest_zoom(extent_m: float) -> float:
    """The zoom at which something ``extent_m`` metres long fills a view, from 9 to 16.

    To one decimal. What has no length gives the greatest.
    """
    if extent_m <= 0:
        return _NEAREST
    zoom = math.log2(_FILLED_PX / (extent_m * pixels_per_metre(0)))
    return min(max(round(zoom, 1), MAX_ZOOM), _NEAREST)


def geodesic(
    a: Point,
    b: Point,
    *,
    plane: Plane | None = None,
    tolerance_px: float = 0.5,
    zoom: float = MAX_ZOOM,
) -> LineString | MultiLineString:
    """The geodesic from ``a`` to ``b`` (lon, lat in degrees), densified and cut at 180.

    Drawn with straight segments in ``plane``, the line is nowhere further than
    ``tolerance_px`` pixels from the true geodesic at ``zoom`` and every wider zoom.
    Without ``plane`` it is true in lon and lat, as exports want it. Spans are halved
    until three points inside each are near enough, so vertices stand where the line
    bends. Where it crosses 180 the cut is on the geodesic itself.

    Two points that are the same give a line of two equal points. Points exactly half
    a turn apart, the antipodes among them, are joined over a pole: the nearer one, and
    the northern one for exact antipodes.

    Raises ValueError, with the value, for a point that is not on earth or a tolerance
    that is not positive.
    """
    if not tolerance_px > 0:
        raise ValueError(f"tolerance_px must be positive, not {tolerance_px!r}")
    start, end = checked(a), checked(b)
    tolerance_m = _MARGIN * tolerance_px / pixels_per_metre(zoom)
    nodes = _nodes(start, end)
    pieces = [
        _densified(first, last, plane or PlateCarree(), tolerance_m)
        for first, last in pairwise(nodes)
    ]
    return split_antimeridian(np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])]))


def _nodes(start: Point, end: Point) -> list[Point]:
    """The ends, and the pole with the longitude of each side if the line touches one.

    Longitude jumps at a pole; two vertices there keep both sides on their meridians.
    """
    if start[0] == end[0] or start == end:
        return [start, end]
    if abs(start[1]) == 90:
        return [start, (end[0], start[1]), end] if abs(end[1]) != 90 else [start, end]
    if abs(end[1]) == 90:
        return [start, (start[0], end[1]), end]
    if abs(start[0] - end[0]) != 180:
        return [start, end]
    pole = 90.0 if abs(inverse(start, end)[0]) < 90 else -90.0
    return [start, (start[0], pole), (end[0], pole), end]


def _densified(start: Point, end: Point, plane: Plane, tolerance_m: float) -> FloatArray:
    azimuth, length = inverse(start, end)
    if length == 0:
        return np.array([start, end])
    span = _Span(start, end, azimuth, length)
    stops = _with_antimeridian(span, _stops(span, plane, tolerance_m))
    points = span.at(stops)
    # What lies within a micrometre of 180 was put there to be on it.
    near = 180 - np.abs(points[:, 0]) < 1e-11
    near[[0, -1]] = False
    points[near, 0] = np.copysign(180.0, points[near, 0])
    return points


def _stops(span: _Span, plane: Plane, tolerance_m: float) -> FloatArray:
    """Distances from the start at which vertices stand."""
    done = [0.0, span.length]
    low, high = np.array([0.0]), np.array([span.length])
    while True:
        bent = (high - low > _SHORTEST_M) & (_deviation_m(span, low, high, plane) > tolerance_m)
        if not bent.any():
            return np.unique(np.array(done))
        middle = (low[bent] + high[bent]) / 2
        done.extend(middle.tolist())
        low = np.concatenate((low[bent], middle))
        high = np.concatenate((middle, high[bent]))


def _deviation_m(span: _Span, low: FloatArray, high: FloatArray, plane: Plane) -> FloatArray:
    """How far the geodesic leaves the chord of each piece, in metres of the plane."""
    inner = low[:, None] + (high - low)[:, None] * _SHARES
    metres = np.concatenate((low[:, None], inner, high[:, None]), axis=1)
    points = span.at(metres.ravel())
    lon = points[:, 0].reshape(metres.shape)
    points[:, 0] = (lon[:, :1] + wrapped(lon - lon[:, :1])).ravel()
    drawn = plane.forward(points).reshape(*metres.shape, -1)
    return _from_chord(drawn[:, 0], drawn[:, 1:-1], drawn[:, -1])


def _from_chord(first: FloatArray, inner: FloatArray, last: FloatArray) -> FloatArray:
    """The greatest distance of the inner points from the segment between the ends."""
    chord = (last - first)[:, None, :]
    offset = inner - first[:, None, :]
    square = (chord**2).sum(axis=2)
    share = (offset * chord).sum(axis=2) / np.where(square == 0, 1.0, square)
    distance = np.linalg.norm(offset - np.clip(share, 0, 1)[:, :, None] * chord, axis=2)
    worst: FloatArray = distance.max(axis=1)
    return worst


def _with_antimeridian(span: _Span, stops: FloatArray) -> FloatArray:
    """The stops with one more where the geodesic crosses 180, so that the cut is on it."""
    lon = span.at(stops)[:, 0]
    inside = np.abs(lon) < 180
    crossing = np.flatnonzero((np.abs(np.diff(lon)) > 180) & inside[:-1] & inside[1:])
    found = [_crossing_m(span, float(stops[i]), float(stops[i + 1])) for i in crossing]
    return np.unique(np.concatenate((stops, np.array(found, dtype=np.float64))))


def _crossing_m(span: _Span, low: float, high: float) -> float:
    """Where between two distances the longitude changes sign at 180, by halving."""
    west = span.at(np.array([low]))[0, 0] < 0
    while True:
        middle = (low + high) / 2
        if not low < middle < high:
            return middle
        if (span.at(np.array([middle]))[0, 0] < 0) == west:
            low = middle
        else:
            high = middle
