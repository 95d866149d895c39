"""Shapes of candidates: held ones, made ones, and how far away they are. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from routes.gazetteers.protocol import Gazetteer
from routes.geodesy import Point, destination, length_m
from routes.geodesy.measure import wgs84
from routes.geodesy.points import FloatArray
from routes.model import Candidate

BAND_M = 10_000.0
"""How far a band reaches to both sides of the line of a river or a border."""

_CORNERS = 64
_STEP_DEG = 0.005
"""How finely lines are looked at: half a kilometre, much less than is known of a crossing."""

_ROUGH_DEG = 0.01
_ROUGH_STEP_DEG = 0.1
"""How finely shapes are looked at where only near or far matters."""

_AT_ONCE = 64
"""How many points of an outline are compared at once, so that memory stays small."""

_DEGREE_M = 111_195.0
_STEEPEST_DEG = 89.0
_LEAST_REACH_M = 1.0
_MOST_REACH_M = 10_000_000.0


class Shapes:
    """The shapes that gazetteers hold, each asked for once."""

    def __init__(self, *gazetteers: Gazetteer) -> None:
        self._gazetteers = gazetteers
        self._held: dict[str, BaseGeometry | None] = {}
        self._rough: dict[str, FloatArray] = {}
        self._apart: dict[tuple[Point, str], float] = {}
        self._between: dict[tuple[str, str], float] = {}

    def of(self, candidate: Candidate) -> BaseGeometry | None:
        """The polygon or line of a candidate, in lon, lat; None where nobody holds it."""
        if not candidate.has_shape:
            return None
        if candidate.ref not in self._held:
            found = (g.shape(candidate.ref) for g in self._gazetteers)
            self._held[candidate.ref] = next((s for s in found if s is not None), None)
        return self._held[candidate.ref]

    def apart_m(self, point: Point, candidate: Candidate) -> float:
        """Metres from ``point`` to the candidate, or to the nearest point of its shape.

        Of an area whose shape is not held the radius counts as its edge.
        """
        shape = self.of(candidate)
        if shape is not None:
            key = (point, candidate.ref)
            if key not in self._apart:
                self._apart[key] = _apart_m(point, shape, self._outline(candidate))
            return self._apart[key]
        apart_m = length_m(point, (candidate.lon, candidate.lat))
        return max(apart_m - candidate.radius_m, 0.0) if is_wide(candidate) else apart_m

    def between_m(self, a: Candidate, b: Candidate) -> float:
        """Metres between the nearest points of two candidates, by 12 km at most too large.

        Of an area whose shape is not held the radius counts as its edge. 0 where they meet.
        """
        one, other = self.of(a), self.of(b)
        if one is None or other is None:
            center, target = (b, a) if other is None and one is not None else (a, b)
            apart_m = self.apart_m((center.lon, center.lat), target)
            return max(apart_m - center.radius_m, 0.0) if is_wide(center) else apart_m
        key = (a.ref, b.ref) if a.ref < b.ref else (b.ref, a.ref)
        if key not in self._between:
            meet = bool(one.intersects(other))
            self._between[key] = 0.0 if meet else _least_m(self._outline(a), self._outline(b))
        return self._between[key]

    def _outline(self, candidate: Candidate) -> FloatArray:
        shape = self.of(candidate)
        if candidate.ref not in self._rough and shape is not None:
            self._rough[candidate.ref] = _outline(shape)
        return self._rough[candidate.ref]


def is_wide(candidate: Candidate) -> bool:
    """Whether the candidate is an area or a line, whether or not its shape is held."""
    return candidate.has_shape or candidate.granularity in {"region", "country"}


def distance_m(point: Point, shape: BaseGeometry) -> float:
    """Metres from ``point`` to an area or a line, too large by 6 km at most; 0 inside an area.

    That is enough to tell near from far, and much faster than the exact distance.
    """
    return _apart_m(point, shape, _outline(shape))


def _outline(shape: BaseGeometry) -> FloatArray:
    """Points (lon, lat) along the edges of a shape."""
    rough = shapely.segmentize(shapely.simplify(shape, _ROUGH_DEG), _ROUGH_STEP_DEG)
    found: FloatArray = shapely.get_coordinates(rough)
    return found


def _apart_m(point: Point, shape: BaseGeometry, outline: FloatArray) -> float:
    if shapely.intersects_xy(shape, point[0], point[1]):
        return 0.0
    return float(lengths_m(point, outline).min())


def _least_m(a: FloatArray, b: FloatArray) -> float:
    """The least distance between points of two outlines, each (lon, lat).

    The nearest pair is sought with unit vectors, so that 180 degrees and the poles are
    nothing special, and then measured.
    """
    few, many = sorted((a, b), key=len)
    vectors = _unit_vectors(many).T
    best, pair = -math.inf, (0, 0)
    for first in range(0, len(few), _AT_ONCE):
        cosines = _unit_vectors(few[first : first + _AT_ONCE]) @ vectors
        row, column = np.unravel_index(int(cosines.argmax()), cosines.shape)
        if cosines[row, column] > best:
            best, pair = float(cosines[row, column]), (first + int(row), int(column))
    one, other = few[pair[0]], many[pair[1]]
    return length_m((float(one[0]), float(one[1])), (float(other[0]), float(other[1])))


def _unit_vectors(lonlat: FloatArray) -> FloatArray:
    lon, lat = np.radians(lonlat[:, 0]), np.radians(lonlat[:, 1])
    flat = np.cos(lat)
    return np.column_stack((flat * np.cos(lon), flat * np.sin(lon), np.sin(lat)))


def samples(line: BaseGeometry) -> FloatArray:
    """Points (lon, lat) along a line, half a kilometre apart, its vertices among them."""
    found: FloatArray = shapely.get_coordinates(shapely.segmentize(line, _STEP_DEG))
    return found


def lengths_m(point: Point, lonlat: FloatArray) -> FloatArray:
    """Metres from ``point`` to each of the points, shape (n, 2)."""
    count = len(lonlat)
    lon, lat = np.full(count, point[0]), np.full(count, point[1])
    _, _, apart = wgs84().inv(lon, lat, lonlat[:, 0], lonlat[:, 1])
    return np.asarray(apart, dtype=np.float64)


def circle(center: Point, radius_m: float) -> BaseGeometry:
    """The area within ``radius_m`` of ``center`` on the ellipsoid, cut at 180 degrees.

    Without a radius it is as small as a metre, and at most it reaches a quarter around the
    earth.
    """
    reach_m = min(max(radius_m, _LEAST_REACH_M), _MOST_REACH_M)
    ring = [destination(center, 360.0 * n / _CORNERS, reach_m) for n in range(_CORNERS)]
    pole = math.copysign(90.0, center[1])
    if length_m(center, (center[0], pole)) <= reach_m:
        return _cap(ring, pole)
    return _cut(shapely.Polygon([(_beside(lon, center[0]), lat) for lon, lat in ring]))


def _cap(ring: Sequence[Point], pole: float) -> BaseGeometry:
    """The area between ``ring``, which goes around a pole, and that pole (latitude)."""
    edge = sorted((_beside(lon, 0.0), lat) for lon, lat in ring)
    (west, first), (east, last) = edge[0], edge[-1]
    closed = [(east - 360.0, last), *edge, (west + 360.0, first)]
    area = shapely.Polygon([*closed, (west + 360.0, pole), (east - 360.0, pole)])
    return shapely.intersection(area, shapely.box(-180, -90, 180, 90))


def band(line: BaseGeometry, width_m: float = BAND_M) -> BaseGeometry:
    """The area within about ``width_m`` of a line, within 3 % up to 70 degrees of latitude."""
    rough = shapely.simplify(line, width_m / _DEGREE_M / 4)
    _, south, _, north = rough.bounds
    # Degrees of longitude shrink towards the poles, so each strip has a scale of its own.
    strips = range(math.floor(south), math.floor(north) + 1)
    pieces = (shapely.intersection(rough, shapely.box(-180, s, 180, s + 1)) for s in strips)
    return _cut(shapely.union_all([_wide(p, width_m) for p in pieces if not p.is_empty]))


def _wide(piece: BaseGeometry, width_m: float) -> BaseGeometry:
    shrink = math.cos(math.radians(min(abs(float(piece.centroid.y)), _STEEPEST_DEG)))
    flat = shapely.buffer(affinity.scale(piece, shrink, 1.0, origin=(0, 0)), width_m / _DEGREE_M)
    return affinity.scale(flat, 1 / shrink, 1.0, origin=(0, 0))


def _beside(lon: float, center: float) -> float:
    """The longitude as the one of lon, lon - 360, lon + 360 that is nearest to ``center``."""
    return lon + 360.0 * round((center - lon) / 360.0)


def _cut(area: BaseGeometry) -> BaseGeometry:
    """The area with all its longitudes in [-180, 180]."""
    parts = [
        affinity.translate(shapely.intersection(area, shapely.box(west, -90, west + 360, 90)), turn)
        for west, turn in ((-540.0, 360.0), (-180.0, 0.0), (180.0, -360.0))
    ]
    return shapely.union_all([part for part in parts if part.area > 0])
