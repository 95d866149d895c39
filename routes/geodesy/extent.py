"""How far points and areas reach."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from routes.geodesy.measure import wgs84
from routes.geodesy.points import FloatArray, Point, checked_array, unit_vectors

_ROUNDS = 1000


def center_and_radius(points: Sequence[Point] | npt.NDArray[np.float64]) -> tuple[Point, float]:
    """The middle of the smallest cap that holds the points, and its radius in degrees.

    The middle is a good centre for a projection: it depends on how far the points
    reach, not on how many lie together. The radius is the great-circle angle to the
    furthest point with latitudes taken for those of a sphere, at most 180, as
    ``AzimuthalEqualArea`` takes them. The cap is at most a thousandth wider than the
    smallest one while the points lie within half the globe; beyond that the middle is
    still fixed by the points, and the radius true.

    Method: M. Badoiu, K. L. Clarkson, Smaller core-sets for balls (2003). Raises
    ValueError for no points and for a point that is not on earth.
    """
    lonlat = checked_array(np.array(points, dtype=np.float64).reshape(-1, 2))
    if len(lonlat) == 0:
        raise ValueError("no points, so there is no middle")
    unit = unit_vectors(np.unique(lonlat, axis=0))
    middle = unit[0]
    for round_ in range(1, _ROUNDS + 1):
        # All lie on one sphere, so the furthest from any point has the least product.
        middle = middle + (unit[np.argmin(unit @ middle)] - middle) / (round_ + 1)
    axis = _direction(middle, unit[0])
    lon = float(np.degrees(np.arctan2(axis[1], axis[0])))
    lat = float(np.degrees(np.arctan2(axis[2], np.hypot(axis[0], axis[1]))))
    return (lon, lat), _radius_deg(unit, axis)


def _direction(middle: FloatArray, first: FloatArray) -> FloatArray:
    """The middle as a unit vector; any one at right angles to ``first`` if it is nowhere."""
    if np.linalg.norm(middle) < 5 / _ROUNDS:
        middle = np.cross(first, np.eye(3)[int(np.argmin(np.abs(first)))])
    axis: FloatArray = middle / np.linalg.norm(middle)
    return axis


def _radius_deg(unit: FloatArray, axis: FloatArray) -> float:
    across = np.linalg.norm(np.cross(unit, axis), axis=1)
    return float(np.degrees(np.arctan2(across, unit @ axis)).max())


def area_radius_m(area: BaseGeometry) -> float:
    """Metres from the middle of an area to its furthest vertex.

    The middle is that of ``center_and_radius``. This is the uncertainty radius of
    something that is only known to lie in the area. Raises ValueError for an empty
    area and for vertices that are not on earth.
    """
    vertices = checked_array(shapely.get_coordinates(area))
    (lon, lat), _ = center_and_radius(vertices)
    count = len(vertices)
    _, _, length = wgs84().inv(
        np.full(count, lon), np.full(count, lat), vertices[:, 0], vertices[:, 1]
    )
    return float(np.max(length))
