"""Cutting lines at the antimeridian, as RFC 7946 asks in section 3.1.9."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from shapely import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from routes.geodesy.points import FloatArray, Point, checked_array

_Integers = npt.NDArray[np.int64]


def split_antimeridian(
    line: BaseGeometry | Sequence[Point] | npt.NDArray[np.float64],
) -> LineString | MultiLineString:
    """The line cut at longitude 180, every longitude in [-180, 180].

    ``line`` is a LineString, a MultiLineString or its lon, lat vertices in degrees;
    longitudes may go beyond 180. Between two vertices the line takes the short way
    round and is straight in lon and lat, as RFC 7946 (3.1.1) defines it, so a long
    geodesic must be densified before. Both sides of a cut end at exactly 180 and
    -180 on the same latitude. A line that touches or follows 180 without crossing
    it is not cut. Vertices exactly half a turn apart are joined over the pole that
    is nearer to them (the northern one when both are equally near).

    Raises ValueError, with the value, for a point that is not on earth, for fewer
    than two points and for geometries that are not lines.
    """
    parts = [part for vertices in _vertex_lists(line) for part in _split(vertices)]
    lines = [LineString(part) for part in parts]
    return lines[0] if len(lines) == 1 else MultiLineString(lines)


def _vertex_lists(
    line: BaseGeometry | Sequence[Point] | npt.NDArray[np.float64],
) -> list[FloatArray]:
    if not isinstance(line, BaseGeometry):
        return [checked_array(line)]
    if line.geom_type not in {"LineString", "MultiLineString"}:
        raise ValueError(f"a line is needed, not a {line.geom_type}")
    return [checked_array(shapely.get_coordinates(part)) for part in shapely.get_parts(line)]


def _split(vertices: FloatArray) -> list[FloatArray]:
    if len(vertices) < 2:
        raise ValueError(f"a line needs two points, got {len(vertices)}")
    points, copies = _with_crossings(_over_poles(vertices))
    cells = _cells(points[:, 0], copies)
    ends = np.flatnonzero(np.diff(cells)) + 1
    starts = np.concatenate(([0], ends))
    stops = np.concatenate((ends, [len(cells)]))
    return [
        _part(points[i : j + 1], copies[i : j + 1], int(cells[i]))
        for i, j in zip(starts, stops, strict=True)
    ]


def _over_poles(points: FloatArray) -> FloatArray:
    """The vertices with two more at the pole between those half a turn apart."""
    half = np.flatnonzero(np.abs(np.diff(points[:, 0])) == 180)
    at_pole = (np.abs(points[:-1, 1]) == 90) & (points[:-1, 1] == points[1:, 1])
    half = half[~at_pole[half]]
    pole = np.where(points[half, 1] + points[half + 1, 1] < 0, -90.0, 90.0)
    before = np.column_stack((points[half, 0], pole))
    after = np.column_stack((points[half + 1, 0], pole))
    where = np.repeat(half + 1, 2)
    return np.insert(points, where, np.stack((before, after), axis=1).reshape(-1, 2), axis=0)


def _copies(lon: FloatArray) -> _Integers:
    """Which copy of the world each vertex lies in when the line is followed round it.

    Whole numbers, so that no rounding error moves a vertex across 180. A vertex on the
    edge between two copies counts for the eastern one.
    """
    step = np.diff(lon)
    turns = (step < -180).astype(np.int64) - (step > 180).astype(np.int64)
    copies: _Integers = np.concatenate(([0], np.cumsum(turns))) + (lon == 180)
    return copies


def _with_crossings(points: FloatArray) -> tuple[FloatArray, _Integers]:
    """The vertices and their copies of the world, with a vertex more at each crossing."""
    copies = _copies(points[:, 0])
    inside = np.abs(points[:, 0]) < 180
    at = np.flatnonzero((copies[:-1] != copies[1:]) & inside[:-1] & inside[1:])
    (lon, lat), (next_lon, next_lat) = points[at].T, points[at + 1].T
    before, after = 180 - np.abs(lon), 180 - np.abs(next_lon)
    crossing_lat = lat + before / (before + after) * (next_lat - lat)
    cuts = np.column_stack((np.full(len(at), 180.0), crossing_lat))
    edges = np.maximum(copies[at], copies[at + 1])
    return np.insert(points, at + 1, cuts, axis=0), np.insert(copies, at + 1, edges)


def _cells(lon: FloatArray, copies: _Integers) -> _Integers:
    """The copy of the world in which each segment lies.

    A segment that runs along 180 lies between two and goes with the segment before
    it, or with the first that is clear. A line that only runs along 180 stays on the
    side on which it is written.
    """
    cells: _Integers = np.minimum(copies[:-1], copies[1:])
    along = (np.abs(lon[:-1]) == 180) & (np.abs(lon[1:]) == 180)
    clear = np.flatnonzero(~along)
    if len(clear) == 0:
        return np.full_like(cells, copies[0] - (lon[0] == 180))
    last = np.maximum.accumulate(np.where(along, -1, np.arange(len(cells))))
    chosen: _Integers = cells[np.where(last < 0, clear[0], last)]
    return chosen


def _part(points: FloatArray, copies: _Integers, cell: int) -> FloatArray:
    """The vertices of one part, those on the edge written as that part sees them."""
    on_edge = np.abs(points[:, 0]) == 180
    side = np.where(copies > cell, 180.0, -180.0)
    return np.column_stack((np.where(on_edge, side, points[:, 0]), points[:, 1]))
