"""Geometries as files have them: of one type for each layer, wound and rounded alike."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from routes.records import Shape

DECIMALS = 6
"""Of degrees: about 0.1 m, as RFC 7946 section 11.2 advises."""

_Degrees = np.ndarray[tuple[Any, ...], np.dtype[np.float64]]


def outlined(geometry: BaseGeometry, shape: Shape) -> BaseGeometry:
    """The geometry as a ``shape``, lon, lat rounded to `DECIMALS`, outer rings counterclockwise.

    A single line or polygon becomes one of several. Raises ValueError for a geometry that has no
    such form: a layer with two kinds of geometry would be read by half of the programs.
    """
    found = _several(geometry, shape)
    if found.geom_type != shape:
        raise ValueError(f"a {geometry.geom_type} where there must be a {shape}")
    return shapely.transform(shapely.orient_polygons(found), _rounded)


def _several(geometry: BaseGeometry, shape: Shape) -> BaseGeometry:
    if shape == "MultiLineString" and isinstance(geometry, shapely.LineString):
        return shapely.MultiLineString([geometry])
    if shape == "MultiPolygon" and isinstance(geometry, shapely.Polygon):
        return shapely.MultiPolygon([geometry])
    return geometry


def _rounded(coordinates: _Degrees) -> _Degrees:
    return np.round(coordinates, DECIMALS) + 0.0  # no -0.0
