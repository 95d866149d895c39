"""Routes as callers have them, geometries or coordinates, become arrays of lon, lat. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from routes.errors import UsageError

_WGS84 = 4326


def arrays_of(lines: Any) -> list[NDArray[np.float64]]:
    """Each line as an array of shape (n, 2), lon and lat in degrees.

    ``lines`` is a GeoSeries or a GeoDataFrame in any CRS (without one they are taken for lon,
    lat), or an iterable of shapely lines or of arrays of lon, lat. Of what has a height, it is
    left out. A line in several parts is one where each part begins where the one before ends, as
    when it is cut at the antimeridian.

    Raises UsageError for anything else, with the number of the route.
    """
    return [_array(line, i) for i, line in enumerate(_in_degrees(lines), 1)]


def _in_degrees(lines: Any) -> Iterable[Any]:
    """The geometries of what comes from geopandas, in lon, lat; anything else as it is."""
    if not hasattr(lines, "geometry"):
        return list(lines)
    series = lines.geometry
    if series.crs is not None:
        series = series.to_crs(_WGS84)
    return list(series)


def _array(line: Any, number: int) -> NDArray[np.float64]:
    if isinstance(line, shapely.MultiLineString):
        return _joined([shapely.get_coordinates(part) for part in line.geoms], number)
    if isinstance(line, shapely.LineString):
        return shapely.get_coordinates(line)
    if line is None or isinstance(line, BaseGeometry):
        kind = "nothing" if line is None else f"a {line.geom_type}"
        raise UsageError(f"route {number} is {kind}; give a line for each route")
    try:
        array = np.asarray(line, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise UsageError(f"route {number} must be lon, lat pairs: {error}") from error
    return array[:, :2] if array.ndim == 2 and array.shape[1] == 3 else array


def _joined(parts: list[NDArray[np.float64]], number: int) -> NDArray[np.float64]:
    for before, after in pairwise(parts):
        gap = after[0] - before[-1]
        if abs((gap[0] + 180.0) % 360.0 - 180.0) > 1e-6 or abs(gap[1]) > 1e-6:
            raise UsageError(
                f"route {number} is in parts that do not meet; give each part as a route of its own"
            )
    return np.concatenate(parts) if parts else np.empty((0, 2))
