"""A small picture of where on earth a case is, for a map that shows too little of it. Pure."""

from __future__ import annotations

import numpy as np
import shapely

from routes.geodesy import RADIUS_M, AzimuthalEqualArea
from routes.webmap.coding import pack, unpack
from routes.webmap.payload_types import Basemap, LocatorOut

SMALL_DEG = 25.0
"""A map that reaches less far needs a picture of where it is."""

REACH_DEG = 55.0
"""How much of the earth that picture shows: a continent and what lies around it."""

_SCALE = 10
_TOLERANCE_M = 60_000.0
"""Half a pixel of a picture that is 120 pixels wide."""

_LEAST_M2 = 8 * _TOLERANCE_M**2


def locator(center: tuple[float, float], basemap: Basemap) -> LocatorOut:
    """The land of ``basemap``, cut about ``center`` for `REACH_DEG`, as coarse as a stamp.

    ``center`` is lon, lat in degrees.
    """
    plane = AzimuthalEqualArea(*center)
    lines = unpack(basemap["land"], basemap["scale"])
    rings = [plane.forward(np.asarray(line, dtype=np.float64)) for line in lines]
    simple = shapely.simplify(
        [shapely.Polygon(ring) for ring in rings if len(ring) > 2], _TOLERANCE_M
    )
    kept = [shapely.get_coordinates(p)[:-1] for p in simple if p.area >= _LEAST_M2]
    edge = 2 * RADIUS_M
    inside = [np.clip(ring, -edge, edge) for ring in kept]
    land = [plane.inverse(ring) for ring in inside]
    return {"scale": _SCALE, "radius_deg": REACH_DEG, "land": pack(land, _SCALE)}
