"""Where a place is and how far it reaches."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from data.recipes.significance import unit_vectors

_GEOD = Geod(ellps="WGS84")


def reach_m(lon: float, lat: float, shape: BaseGeometry | NDArray[np.float64]) -> int:
    """Metres from a point to the farthest vertex of a shape, or of an (n, 2) array.

    It is what Darwin Core calls coordinateUncertaintyInMeters: the circle holds the whole.
    """
    points = shape if isinstance(shape, np.ndarray) else shapely.get_coordinates(shape)
    far = np.full(len(points), lon), np.full(len(points), lat)
    _, _, metres = _GEOD.inv(*far, points[:, 0], points[:, 1])
    return int(np.ceil(metres.max()))


def inside(shape: BaseGeometry, lon: float, lat: float) -> tuple[float, float]:
    """The point when it lies in the polygon, else one that does."""
    point = shapely.Point(lon, lat)
    if not shape.contains(point):
        point = shape.representative_point()
    return (point.x, point.y)


def halfway(line: BaseGeometry) -> tuple[float, float]:
    """The middle of the longest piece of a line."""
    merged = shapely.line_merge(line) if line.geom_type == "MultiLineString" else line
    longest = max(shapely.get_parts(merged), key=lambda part: (part.length, part.bounds))
    point = longest.interpolate(0.5, normalized=True)
    return (point.x, point.y)


def centre(points: NDArray[np.float64], weights: NDArray[np.float64]) -> tuple[float, float]:
    """The weighted mean of lon, lat points on the sphere."""
    x, y, z = np.average(unit_vectors(points), axis=0, weights=weights)
    return (float(np.degrees(np.arctan2(y, x))), float(np.degrees(np.arctan2(z, np.hypot(x, y)))))
