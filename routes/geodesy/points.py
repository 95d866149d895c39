"""Checks on coordinates: pyproj answers NaN quietly, this package raises instead."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Point = tuple[float, float]
"""lon, lat in degrees on WGS 84."""

FloatArray = npt.NDArray[np.float64]
"""An array of shape (n, 2): lon, lat in degrees, or x, y in metres."""

_NOTHING_DEG = 1e-150
"""What is smaller is 0: its square is no number any more, over which GEOS may never end."""


def checked(point: Point) -> Point:
    """The point with its longitude in [-180, 180].

    Raises ValueError, with the value, when a number is not finite or the latitude
    is beyond a pole.
    """
    lon, lat = checked_array(np.array([point], dtype=np.float64))[0]
    return float(lon), float(lat)


def checked_array(lonlat: npt.ArrayLike) -> FloatArray:
    """Like ``checked`` for many points at once, shape (n, 2)."""
    points = np.array(lonlat, dtype=np.float64)
    if points.ndim != 2 or points.shape[1] < 2:
        raise ValueError(f"coordinates must be pairs of lon, lat; got shape {points.shape}")
    points = points[:, :2]
    wrong = ~np.isfinite(points).all(axis=1) | (np.abs(points[:, 1]) > 90)
    if wrong.any():
        lon, lat = points[int(np.argmax(wrong))].tolist()
        raise ValueError(f"not a point on earth: lon {lon!r}, lat {lat!r}")
    points[(points != 0) & (np.abs(points) < _NOTHING_DEG)] = 0.0
    far = np.abs(points[:, 0]) > 180
    points[far, 0] = wrapped(points[far, 0])
    return points


def wrapped(degrees: FloatArray) -> FloatArray:
    """Degrees brought into [-180, 180)."""
    turned: FloatArray = np.mod(degrees + 180, 360) - 180
    return turned


def unit_vectors(lonlat: FloatArray) -> FloatArray:
    """Vectors of length 1, shape (n, 3), towards points of a sphere, lon, lat in degrees."""
    lon, lat = np.radians(lonlat[:, 0]), np.radians(lonlat[:, 1])
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
