"""The outline of a vague area, as far as the map reaches and as fine as it is seen. Pure."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from routes.geodesy import RADIUS_M, AzimuthalEqualArea
from routes.webmap.coding import pack
from routes.webmap.payload_types import Packed

AREA_SCALE = 100
"""Outlines are rounded to hundredths of a degree."""

_TOLERANCE_M = 4_500.0
"""How far an outline may be moved: four pixels at zoom 7, where a country fills the map."""

_LEAST_M2 = 5 * _TOLERANCE_M**2
"""Islands smaller than this, of which hardly anything would be left, are not washed."""

_STEP_DEG = 1.0
"""Outlines that follow a parallel for long do so on the map too."""

_FAR_M = 2 * RADIUS_M * np.sin(np.radians(170.0) / 2)
"""Beyond 170 degrees from the centre an edge may run through anything in the plane."""

_QUARTER = 45
"""Edges in a quarter of the circle that clips, as in the basemap."""


def area(shape: BaseGeometry, center: tuple[float, float], radius_deg: float) -> list[Packed]:
    """The polygons of an area in lon, lat that lie in the circle of the map, simplified.

    ``center`` is lon, lat in degrees, ``radius_deg`` the radius of the circle. Each polygon holds
    its rings, packed with `AREA_SCALE`. What lies outside is left out, and so are islands of a few
    kilometres, unless there is nothing else. No part of an outline moves by more than 4.5 km and
    the rounding, which is at most 0.8 km.
    """
    plane = AzimuthalEqualArea(*center)
    disc = _disc(radius_deg)
    opposite = shapely.Point((center[0] + 360) % 360 - 180, -center[1])
    parts = [
        _inside(polygon, plane, disc, holds_opposite=bool(polygon.covers(opposite)))
        for polygon in _polygons(shapely.segmentize(shape, _STEP_DEG))
    ]
    # To the metre: what the 180 degree meridian cuts in two meets there but for rounding.
    whole = shapely.union_all(parts, grid_size=1.0)
    simple = shapely.simplify(whole, _TOLERANCE_M, preserve_topology=True)
    found = _polygons(simple)
    large = [polygon for polygon in found if polygon.area >= _LEAST_M2]
    return [pack(_rings(polygon, plane), AREA_SCALE) for polygon in large or found]


def _disc(radius_deg: float) -> Any:
    reach = 2 * RADIUS_M * np.sin(np.radians(radius_deg) / 2)
    return shapely.Point(0.0, 0.0).buffer(reach, quad_segs=_QUARTER)


def _inside(polygon: Any, plane: AzimuthalEqualArea, disc: Any, *, holds_opposite: bool) -> Any:
    """The polygon in the plane, clipped. One that holds the far point is inside out there."""
    flat = shapely.transform(polygon, plane.forward)
    if np.hypot(*shapely.get_coordinates(flat).T).max() > _FAR_M:
        return shapely.Polygon()
    clipped = shapely.intersection(shapely.make_valid(flat), disc)
    return shapely.difference(disc, clipped) if holds_opposite else clipped


def _polygons(shape: BaseGeometry) -> list[Any]:
    parts = shapely.get_parts(shapely.normalize(shape))
    return [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]


def _rings(polygon: Any, plane: AzimuthalEqualArea) -> list[NDArray[np.float64]]:
    """The rings in lon, lat, on across the 180 degree meridian, without the last vertex."""
    rings = []
    for ring in (polygon.exterior, *polygon.interiors):
        lonlat = plane.inverse(shapely.get_coordinates(ring)[:-1])
        lonlat[:, 0] = np.unwrap(lonlat[:, 0], period=360.0)
        rings.append(lonlat)
    return rings
