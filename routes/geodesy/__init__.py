"""Geodesics of WGS 84: lengths, lines, the antimeridian, extents. Pure.

Points are lon, lat in degrees, lengths are metres.
"""

from routes.geodesy.albers import AlbersEqualArea
from routes.geodesy.antimeridian import split_antimeridian
from routes.geodesy.densify import MAX_ZOOM, geodesic, nearest_zoom
from routes.geodesy.extent import area_radius_m, center_and_radius
from routes.geodesy.measure import azimuth_deg, destination, interpolate, length_m, line_length_m
from routes.geodesy.mercator import HIGHEST_DEG, Mercator
from routes.geodesy.nearest import nearest_on_area
from routes.geodesy.points import Point, unit_vectors
from routes.geodesy.projection import (
    RADIUS_M,
    AzimuthalEqualArea,
    Plane,
    PlateCarree,
    Together,
    pixels_per_metre,
)

__all__ = [
    "HIGHEST_DEG",
    "MAX_ZOOM",
    "RADIUS_M",
    "AlbersEqualArea",
    "AzimuthalEqualArea",
    "Mercator",
    "Plane",
    "PlateCarree",
    "Point",
    "Together",
    "area_radius_m",
    "azimuth_deg",
    "center_and_radius",
    "destination",
    "geodesic",
    "interpolate",
    "length_m",
    "line_length_m",
    "nearest_on_area",
    "nearest_zoom",
    "pixels_per_metre",
    "split_antimeridian",
    "unit_vectors",
]
