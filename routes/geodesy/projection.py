"""The planes that lines are drawn in.

A drawing program joins vertices with straight segments of its own plane, so how
many vertices a geodesic needs depends on that plane.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from routes.geodesy.points import FloatArray, checked, wrapped

RADIUS_M = 6371007.1809
"""Radius in metres of the sphere with the area of the WGS 84 ellipsoid (authalic)."""

EQUATOR_M = 40075016.6856
"""Length of the WGS 84 equator in metres: 256 pixels at zoom 0, as web maps count."""


def pixels_per_metre(zoom: float) -> float:
    """Pixels per metre of the plane at a web map zoom level."""
    return float(256 * 2.0**zoom / EQUATOR_M)


class Plane(Protocol):
    """Something that lines are drawn in with straight segments."""

    def forward(self, lonlat: FloatArray) -> FloatArray:
        """Metres in the plane, shape (n, k), of points (n, 2) in lon, lat degrees.

        Longitudes may lie beyond 180 so that neighbouring points stay neighbours.
        """
        ...


@dataclass(frozen=True, slots=True)
class AzimuthalEqualArea:
    """Spherical Lambert azimuthal equal-area projection, as the page draws.

    ``lon_0`` and ``lat_0`` are its centre in degrees. Geodetic latitudes are taken
    for latitudes on a sphere of ``RADIUS_M``. Raises ValueError when the centre is
    not a point on earth.

    Formulas: J. P. Snyder, Map Projections: A Working Manual (USGS Professional
    Paper 1395, 1987), equations 20-14, 20-15, 22-4, 22-5, 24-2 and 24-16, written
    so that they stay accurate at the edge of the disc.
    """

    lon_0: float
    lat_0: float

    def __post_init__(self) -> None:
        checked((self.lon_0, self.lat_0))

    def forward(self, lonlat: FloatArray) -> FloatArray:
        """Metres x, y of points (n, 2) in lon, lat degrees.

        The point opposite the centre is a whole circle in the plane; it is put at
        the top of it.
        """
        dlon = np.radians(lonlat[:, 0] - self.lon_0)
        lat = np.radians(lonlat[:, 1])
        sin_0, cos_0 = np.sin(np.radians(self.lat_0)), np.cos(np.radians(self.lat_0))
        east = np.cos(lat) * np.sin(dlon)
        north = cos_0 * np.sin(lat) - sin_0 * np.cos(lat) * np.cos(dlon)
        up = sin_0 * np.sin(lat) + cos_0 * np.cos(lat) * np.cos(dlon)
        off_axis = np.hypot(east, north)
        rho = 2 * RADIUS_M * np.sin(np.arctan2(off_axis, up) / 2)
        on_axis = off_axis == 0
        scale = rho / np.where(on_axis, 1.0, off_axis)
        return np.column_stack((east * scale, np.where(on_axis, rho, north * scale)))

    def inverse(self, xy: FloatArray) -> FloatArray:
        """Lon, lat in degrees of points (n, 2) in metres; longitudes in [-180, 180].

        Raises ValueError for points outside the disc of radius 2 * ``RADIUS_M``.
        """
        x, y = xy[:, 0], xy[:, 1]
        rho = np.hypot(x, y)
        if not (rho <= 2 * RADIUS_M * (1 + 1e-12)).all():
            raise ValueError(f"outside the projection: {float(np.max(rho))!r} m from its centre")
        angle = 2 * np.arcsin(np.minimum(rho / (2 * RADIUS_M), 1.0))
        scale = np.sin(angle) / np.where(rho == 0, 1.0, rho)
        east, north, up = x * scale, y * scale, np.cos(angle)
        sin_0, cos_0 = np.sin(np.radians(self.lat_0)), np.cos(np.radians(self.lat_0))
        ahead = up * cos_0 - north * sin_0
        lon = self.lon_0 + np.degrees(np.arctan2(east, ahead))
        lat = np.arctan2(up * sin_0 + north * cos_0, np.hypot(east, ahead))
        return np.column_stack((wrapped(lon), np.degrees(lat)))


@dataclass(frozen=True, slots=True)
class PlateCarree:
    """Longitude and latitude as x and y: what GeoJSON takes a straight segment to be."""

    def forward(self, lonlat: FloatArray) -> FloatArray:
        """Metres x, y of points (n, 2), as long as on the equator."""
        return lonlat * (EQUATOR_M / 360)


@dataclass(frozen=True, slots=True)
class Together:
    """Several planes at once: a line that is good in this one is good in each of them."""

    planes: tuple[Plane, ...]

    def forward(self, lonlat: FloatArray) -> FloatArray:
        """All coordinates of all planes side by side, shape (n, 2 * planes)."""
        return np.hstack([plane.forward(lonlat) for plane in self.planes])
