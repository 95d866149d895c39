"""Polygons and lines in few bytes."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

__all__ = ["GRID_DEG", "decode", "encode"]

GRID_DEG = 2e-4
"""Coordinates are stored as multiples of this: 22 m at most, where outlines are good to 500 m."""

_PER_DEGREE = 5_000
_LINE, _LINES, _POLYGON, _POLYGONS = (
    shapely.GeometryType.LINESTRING,
    shapely.GeometryType.MULTILINESTRING,
    shapely.GeometryType.POLYGON,
    shapely.GeometryType.MULTIPOLYGON,
)
_LEVEL = 9


def encode(geometry: BaseGeometry) -> bytes:
    """A polygon, a line, or several of them, in lon, lat in degrees, as bytes.

    Coordinates are rounded to `GRID_DEG`; parts that vanish with that are left out. Equal
    geometries give equal bytes, whatever the order of their parts.

    Raises ValueError for another kind of geometry, an empty or an invalid one, and one
    that vanishes when it is rounded.
    """
    rounded = _rounded(geometry)
    kind = shapely.get_type_id(rounded)
    _, coordinates, offsets = shapely.to_ragged_array([rounded])
    points = np.round(coordinates * _PER_DEGREE).astype("<i4")
    counts = [np.diff(o).astype("<u4") for o in offsets]
    header = [np.array([len(c) for c in counts], "<u4"), *counts]
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), "<i4")).astype("<i4")
    # Signs go into the last bit, or small steps back would fill all four bytes; then all first
    # bytes, all second ones ...: the high ones are nearly all alike and compress to nothing.
    unsigned = ((steps << 1) ^ (steps >> 31)).astype("<i4")
    planes = np.ascontiguousarray(unsigned).view("u1").reshape(-1, 4).T
    body = b"".join(a.tobytes() for a in header) + planes.tobytes()
    return bytes([kind]) + zlib.compress(body, _LEVEL)


def decode(data: bytes) -> BaseGeometry:
    """The geometry that `encode` made ``data`` from: valid, on the grid of `GRID_DEG`.

    Raises ValueError when ``data`` is something else.
    """
    if not data or data[0] not in (_LINE, _LINES, _POLYGON, _POLYGONS):
        raise ValueError("these bytes are not a shape")
    kind = shapely.GeometryType(data[0])
    try:
        body = zlib.decompress(data[1:])
        counts, rest = _counts(body, 1 if kind == _LINE else 3 if kind == _POLYGONS else 2)
        planes = np.frombuffer(body, "u1", offset=rest).reshape(4, -1)
        unsigned = np.ascontiguousarray(planes.T).view("<u4").reshape(-1, 2)
        steps = (unsigned >> 1).astype(np.int64) ^ -(unsigned & 1).astype(np.int64)
        points = np.cumsum(steps, axis=0, dtype=np.int64) / _PER_DEGREE
        offsets = tuple(np.concatenate(([0], np.cumsum(c, dtype=np.int64))) for c in counts)
        (geometry,) = shapely.from_ragged_array(kind, points, offsets)
    except (zlib.error, ValueError, IndexError, shapely.errors.ShapelyError) as error:
        raise ValueError("these bytes are not a shape") from error
    result: BaseGeometry = geometry
    return result


def _counts(body: bytes, levels: int) -> tuple[list[NDArray[Any]], int]:
    """How many points in each ring, rings in each part ... and where the points begin."""
    lengths = np.frombuffer(body, "<u4", levels)
    start, counts = 4 * levels, []
    for length in lengths.tolist():
        counts.append(np.frombuffer(body, "<u4", length, start))
        start += 4 * length
    return counts, start


def _rounded(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry on the grid, valid, its parts in a fixed order."""
    kind = shapely.get_type_id(geometry)
    if kind not in (_LINE, _LINES, _POLYGON, _POLYGONS):
        raise ValueError(f"no polygons or lines: {geometry.geom_type}")
    if kind in (_POLYGON, _POLYGONS) and not geometry.is_valid:
        raise ValueError(f"invalid: {shapely.is_valid_reason(geometry)}")
    if kind in (_POLYGON, _POLYGONS):
        rounded = shapely.set_precision(shapely.force_2d(geometry), GRID_DEG)
    else:
        rounded = _rounded_lines(geometry)
    if rounded.is_empty:
        raise ValueError(f"nothing is left on a grid of {GRID_DEG} degrees")
    result: BaseGeometry = rounded.normalize()
    return result


def _rounded_lines(geometry: BaseGeometry) -> BaseGeometry:
    """Lines on the grid without repeated vertices; those shorter than its step are gone."""
    on_grid = shapely.set_precision(shapely.force_2d(geometry), GRID_DEG, mode="pointwise")
    parts = shapely.get_parts(shapely.remove_repeated_points(on_grid))
    long = [part for part in parts if part.length > 0]
    return long[0] if len(long) == 1 else shapely.MultiLineString(long)
