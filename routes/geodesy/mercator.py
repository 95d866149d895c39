"""Mercator's projection as web maps have it: only where a case asks for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from routes.geodesy.points import FloatArray, checked, wrapped
from routes.geodesy.projection import EQUATOR_M

_RADIUS_M = EQUATOR_M / (2 * np.pi)

HIGHEST_DEG = 84.0
"""The map ends at this latitude: beyond, everything is drawn ten times too long and more."""


@dataclass(frozen=True, slots=True)
class Mercator:
    """Spherical Mercator projection of geodetic latitudes (EPSG:3857) about a meridian.

    ``lon_0`` is the middle meridian in degrees; the map is cut open opposite of it.
    Raises ValueError for what is not a longitude.

    Formulas: J. P. Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395,
    1987), pp. 41 and 44: 7-1, 7-2, 7-4 and 7-5.
    """

    lon_0: float

    def __post_init__(self) -> None:
        checked((self.lon_0, 0.0))

    def forward(self, lonlat: FloatArray) -> FloatArray:
        """Metres x, y of points (n, 2) in lon, lat degrees; y is 0 on the equator."""
        lat = np.radians(np.clip(lonlat[:, 1], -HIGHEST_DEG, HIGHEST_DEG))
        x = _RADIUS_M * np.radians(wrapped(lonlat[:, 0] - self.lon_0))
        return np.column_stack((x, _RADIUS_M * np.log(np.tan(np.pi / 4 + lat / 2))))

    def inverse(self, xy: FloatArray) -> FloatArray:
        """Lon, lat in degrees of points (n, 2) in metres; longitudes in [-180, 180]."""
        lon = self.lon_0 + np.degrees(xy[:, 0] / _RADIUS_M)
        lat = np.pi / 2 - 2 * np.arctan(np.exp(-xy[:, 1] / _RADIUS_M))
        return np.column_stack((wrapped(lon), np.degrees(lat)))
