"""Geometries as KML has them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable

import shapely
from shapely.geometry.base import BaseGeometry

from routes.exports.xml import child, degrees

_SINGLE = ("Point", "LineString", "Polygon")


def add_shape(parent: ET.Element, geometry: BaseGeometry) -> None:
    """Add a geometry (lon, lat in degrees); several parts become one MultiGeometry.

    Lines and areas follow the ground. Raises ValueError for a kind that no layer has.
    """
    if geometry.geom_type in _SINGLE:
        _add_single(parent, geometry)
        return
    parts = shapely.get_parts(geometry)
    if any(part.geom_type not in _SINGLE for part in parts):
        raise ValueError(f"KML has no form for a {geometry.geom_type}")
    several = child(parent, "MultiGeometry")
    for part in parts:
        _add_single(several, part)


def _add_single(parent: ET.Element, geometry: BaseGeometry) -> None:
    element = child(parent, geometry.geom_type)
    if isinstance(geometry, shapely.Polygon):
        child(element, "tessellate", "1")
        turned = shapely.orient_polygons(geometry)
        for tag, ring in (
            ("outerBoundaryIs", turned.exterior),
            *(("innerBoundaryIs", hole) for hole in turned.interiors),
        ):
            _add_points(child(child(element, tag), "LinearRing"), ring.coords)
        return
    if isinstance(geometry, shapely.LineString):
        child(element, "tessellate", "1")
    _add_points(element, geometry.coords)


def _add_points(parent: ET.Element, points: Iterable[tuple[float, ...]]) -> None:
    told = (f"{degrees(point[0])},{degrees(point[1])}" for point in points)
    child(parent, "coordinates", " ".join(told))
