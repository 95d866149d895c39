"""Albers equal-area conic projection: for what is wide and lies at middle latitudes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from routes.geodesy.points import FloatArray, checked, wrapped
from routes.geodesy.projection import RADIUS_M

_FLATTEST = 1e-6
"""The least cone constant: below it the cone is a cylinder and its tip at infinity."""


@dataclass(frozen=True, slots=True)
class AlbersEqualArea:
    """Spherical Albers equal-area conic projection, as the page draws.

    ``lon_0`` and ``lat_0`` are its origin and ``lat_1`` and ``lat_2`` its standard parallels,
    in degrees. Geodetic latitudes are taken for latitudes on a sphere of ``RADIUS_M``. Raises
    ValueError for what is not on earth, and when the parallels lie as far north as south of the
    equator: no cone touches there.

    Formulas: J. P. Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395,
    1987), pp. 100-101: forward 14-1 to 14-6, inverse 14-8 to 14-11, scale 14-7.
    """

    lon_0: float
    lat_0: float
    lat_1: float
    lat_2: float

    def __post_init__(self) -> None:
        for lat in (self.lat_0, self.lat_1, self.lat_2):
            checked((self.lon_0, lat))
        if abs(self._n()) < _FLATTEST:
            raise ValueError(
                f"standard parallels {self.lat_1!r} and {self.lat_2!r} give no cone; take two that"
                " are not the same distance north and south of the equator"
            )

    def _n(self) -> float:
        one, two = np.radians([self.lat_1, self.lat_2])
        return float(np.sin(one) + np.sin(two)) / 2

    def _radius(self, lat_deg: FloatArray) -> FloatArray:
        """Metres from the tip of the cone."""
        n, one = self._n(), np.radians(self.lat_1)
        c = np.cos(one) ** 2 + 2 * n * np.sin(one)
        under: FloatArray = np.maximum(c - 2 * n * np.sin(np.radians(lat_deg)), 0.0)
        radius: FloatArray = RADIUS_M * np.sqrt(under) / n
        return radius

    def forward(self, lonlat: FloatArray) -> FloatArray:
        """Metres x, y of points (n, 2) in lon, lat degrees, cut open opposite of ``lon_0``."""
        n = self._n()
        rho = self._radius(lonlat[:, 1])
        theta = np.radians(n * wrapped(lonlat[:, 0] - self.lon_0))
        origin = self._radius(np.array([self.lat_0]))
        return np.column_stack((rho * np.sin(theta), origin - rho * np.cos(theta)))

    def inverse(self, xy: FloatArray) -> FloatArray:
        """Lon, lat in degrees of points (n, 2) in metres; longitudes in [-180, 180].

        Points beyond the poles' arcs are taken for points on them.
        """
        n = self._n()
        one = np.radians(self.lat_1)
        down = float(self._radius(np.array([self.lat_0]))[0]) - xy[:, 1]
        side = np.copysign(1.0, n)
        rho = np.hypot(xy[:, 0], down)
        theta = np.arctan2(side * xy[:, 0], side * down)
        c = np.cos(one) ** 2 + 2 * n * np.sin(one)
        sine = np.clip((c - (rho * n / RADIUS_M) ** 2) / (2 * n), -1.0, 1.0)
        lon = self.lon_0 + np.degrees(theta) / n
        return np.column_stack((wrapped(lon), np.degrees(np.arcsin(sine))))

    def along_meridian(self, lat_deg: FloatArray) -> FloatArray:
        """How much longer than on the ground a step to the north is drawn (h of 14-7).

        A step to the east is drawn as much shorter: areas are kept.
        """
        lat = np.radians(lat_deg)
        stretch: FloatArray = RADIUS_M * np.cos(lat) / np.abs(self._n() * self._radius(lat_deg))
        return stretch
