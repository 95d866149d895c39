"""What lies under the routes: sea, land, lakes, borders, the graticule, vague areas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from routes.figures.frame import Frame
from routes.figures.sheet import Area, Sheet, Stroke
from routes.geodesy import destination
from routes.webmap.basemap import cut
from routes.webmap.coding import unpack
from routes.webmap.payload_types import Basemap, Payload
from routes.webmap.pencil import Box, Points, is_far, thinned

SEA, LAND, COAST = "#e3ecf1", "#faf8f4", "#b3bcc2"
BORDER, DISPUTED, GRID, WASH = "#bdb6ad", "#a39a8f", "#cfdbe2", "#8a8f98"

_COARSE = 0.12  # points: how far the outlines of land may be moved
_LEAST = 0.9  # points: what is smaller is not drawn
_ROOM = 1.3  # points from where the name of a country belongs to its edge: less is not named
_BEYOND = 6.0  # points: what is farther out of the frame is cut off
_STEPS_DEG = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30)
_WANTED = 95.0  # points between two meridians or parallels, about
_FURTHEST_DEG = 119.0


@dataclass(frozen=True, slots=True)
class Ground:
    """What names are placed by: ``marks`` of the graticule with where they may stand, rings of
    ``land`` and all ``borders``, in points.
    """

    marks: Sequence[tuple[str, float, float]]
    land: Sequence[Points] = ()
    borders: Sequence[Points] = ()

    def has_room(self, points: Points) -> list[bool]:
        """Whether the countries about these points are large enough on the map to be named."""
        if not self.land:
            return [True] * len(points)
        closed = [np.vstack([ring, ring[:1]]) for ring in self.land]
        edges = shapely.MultiLineString([*closed, *self.borders])
        where = [shapely.Point(xy) for xy in points]
        rings = np.array([shapely.Polygon(ring) for ring in closed])
        around = [np.count_nonzero(shapely.contains(rings, each)) for each in where]
        away = shapely.distance(edges, where)
        return [n % 2 == 1 and far >= _ROOM for n, far in zip(around, away.tolist(), strict=True)]


def draw_ground(sheet: Sheet, payload: Payload, frame: Frame) -> Ground:
    """Sea, land, borders and vague areas; what names are placed by."""
    clip = frame.box
    grid, marks = _graticule(frame)
    if not is_far(payload["view"], frame.pen):  # nearer than the land is exact
        sheet.add(Area([_corners(clip)], LAND), Stroke(grid, GRID, 0.4, clip=clip))
        return Ground(marks)
    basemap = _wide_enough(payload, frame)
    sheet.add(Area([_corners(clip)], SEA))
    sheet.add(Stroke(grid, GRID, 0.4, clip=clip))
    land = list(_rings(basemap["land"], basemap["scale"], frame))
    sheet.add(Area(land, LAND, line=COAST, width=0.4, clip=clip))
    sheet.add(Stroke(grid, GRID, 0.4, opacity=0.55, clip=clip))
    lakes = list(_rings(basemap["lakes"], basemap["scale"], frame))
    sheet.add(Area(lakes, SEA, line=COAST, width=0.3, clip=clip))
    for polygons in _vague(payload, frame):
        sheet.add(Area(polygons, WASH, opacity=0.16, clip=clip))
    borders = list(_lines(basemap["borders"], basemap["scale"], frame))
    sheet.add(Stroke(borders, BORDER, 0.5, clip=clip))
    disputed = list(_lines(basemap["disputed"], basemap["scale"], frame))
    sheet.add(Stroke(disputed, DISPUTED, 0.5, (1.6, 1.4), clip=clip))
    return Ground(marks, land, [*borders, *disputed])


def _corners(box: Box) -> Points:
    left, top, right, bottom = box
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)])


def _wide_enough(payload: Payload, frame: Frame) -> Basemap:
    """The land of the page, or land cut farther out where the frame shows more than that."""
    lon, lat = payload["view"]["center"]
    radius = payload["view"]["radius_deg"]
    if _reaches(frame, (lon, lat), radius) or radius >= _FURTHEST_DEG:
        return payload["basemap"]
    while radius < _FURTHEST_DEG and not _reaches(frame, (lon, lat), radius):
        radius = min(radius * 1.15 + 1, _FURTHEST_DEG)
    foci = [(p["point"][0], p["point"][1]) for p in payload["places"] if p["point"]]
    cylinder = payload["view"]["projection"]["kind"] == "mercator"
    return cut((lon, lat), radius, foci, cylinder=cylinder)


def _reaches(frame: Frame, center: tuple[float, float], radius_deg: float) -> bool:
    """Whether a circle about the centre of the projection holds all of the frame."""
    metres = np.radians(min(radius_deg, 178.0)) * 6_371_007.0
    rim = frame.pen([destination(center, bearing, metres) for bearing in range(0, 360, 5)])
    if not np.isfinite(rim).all():
        return True
    ring = shapely.make_valid(shapely.Polygon(rim))
    return bool(ring.contains(frame.shape))


def _seen(lines: Iterable[Points], frame: Frame) -> Iterator[Points]:
    """What is in the frame or near it, in points, without what is too small to see."""
    left, top, right, bottom = frame.box
    whole = [line for line in lines if len(line) > 1]
    if not whole:
        return
    ends = np.cumsum([len(line) for line in whole])
    for each in np.split(frame.pen(np.concatenate(whole)), ends[:-1]):  # one call for all is faster
        points = each[np.isfinite(each).all(axis=1)]
        if len(points) < 2 or float(np.ptp(points, axis=0).max()) < _LEAST:
            continue
        low, high = points.min(axis=0), points.max(axis=0)
        if low[0] < right and low[1] < bottom and high[0] > left and high[1] > top:
            yield points


def _near(frame: Frame) -> shapely.Polygon:
    left, top, right, bottom = frame.box
    return shapely.box(left - _BEYOND, top - _BEYOND, right + _BEYOND, bottom + _BEYOND)


def _rings(packed: str, scale: int, frame: Frame) -> Iterator[Points]:
    left, top, right, bottom = (
        side + _BEYOND * sign for side, sign in zip(frame.box, (-1, -1, 1, 1), strict=True)
    )
    for points in _seen(unpack(packed, scale), frame):
        ring = np.clip(points, (left, top), (right, bottom))
        if len(ring) > 2:
            ring = thinned(np.vstack([ring, ring[:1]]), _COARSE)
            if len(ring) > 3:
                yield ring[:-1]


def _lines(packed: str, scale: int, frame: Frame) -> Iterator[Points]:
    near = _near(frame)
    for points in _seen(unpack(packed, scale), frame):
        yield from _within(points, near)


def _within(points: Points, near: shapely.Polygon) -> Iterator[Points]:
    left, top, right, bottom = near.bounds
    if ((points >= (left, top)) & (points <= (right, bottom))).all():
        yield thinned(points, _COARSE)
        return
    inside = shapely.intersection(shapely.LineString(points), near)
    for part in shapely.get_parts(inside):
        if part.geom_type == "LineString" and not part.is_empty:
            yield thinned(shapely.get_coordinates(part), _COARSE)


def _vague(payload: Payload, frame: Frame) -> Iterator[list[Points]]:
    """The areas of stops: each a wash of all its polygons."""
    for place in payload["places"]:
        if place["role"] != "stop" or not place["area"]:
            continue
        scale = payload["scales"]["areas"]
        rings = [ring for polygon in place["area"] for ring in _rings(polygon, scale, frame)]
        if rings:
            yield rings


def _graticule(frame: Frame) -> tuple[list[Points], list[tuple[str, float, float]]]:
    """Meridians and parallels, and for each that meets the frame its name and where."""
    lon, lat = frame.center
    km = frame.km_per_point * _WANTED
    step_lat = _step(km / 111.2)
    step_lon = _step(km / (111.2 * max(np.cos(np.radians(lat)), 0.12)))
    lines: list[Points] = []
    marks: list[tuple[str, float, float]] = []
    for degree in _around(lon, step_lon, 180.0):
        lats = np.linspace(max(lat - 75, -88), min(lat + 75, 88), 241)
        line = np.column_stack([np.full_like(lats, degree), lats])
        lines += _kept(line, frame, marks, _longitude(degree), side=3)
    for degree in _around(lat, step_lat, 88.0):
        if abs(degree) > 85:
            continue
        lons = np.linspace(lon - 178, lon + 178, 357)
        line = np.column_stack([lons, np.full_like(lons, degree)])
        lines += _kept(line, frame, marks, _latitude(degree), side=0)
    return lines, marks


def _step(wanted: float) -> float:
    return min(_STEPS_DEG, key=lambda step: abs(np.log(step / wanted)))


def _around(middle: float, step: float, reach: float) -> list[float]:
    first = round(middle / step)
    count = int(reach / step)
    return [round(n * step, 6) for n in range(first - count, first + count + 1)]


def _kept(
    line: Points, frame: Frame, marks: list[tuple[str, float, float]], name: str, *, side: int
) -> list[Points]:
    """The parts of a line in the frame; a mark where it meets one of its sides (0 left, 3 low)."""
    points = frame.pen(line)
    points = points[np.isfinite(points).all(axis=1)]
    if len(points) < 2:
        return []
    inside = shapely.intersection(shapely.LineString(points), frame.shape)
    parts = [p for p in shapely.get_parts(inside) if p.geom_type == "LineString"]
    kept = [shapely.get_coordinates(part) for part in parts if not part.is_empty]
    axis = side % 2
    for part in kept:
        for x, y in (part[0], part[-1]):
            if abs((x, y)[axis] - frame.box[side]) < 0.01:
                marks.append((name, float(x), float(y)))
    return [part for part in kept if len(part) > 1]


def _longitude(degree: float) -> str:
    turned = (degree + 180) % 360 - 180
    if turned in (0.0, -180.0):
        return f"{abs(turned):g}°"
    return f"{abs(turned):g}°{'E' if turned > 0 else 'W'}"


def _latitude(degree: float) -> str:
    return f"{abs(degree):g}°{'N' if degree > 0 else 'S'}" if degree else "0°"


def areas_of(payload: Payload, frame: Frame) -> Sequence[tuple[str, BaseGeometry]]:
    """The stops that are areas, by id, with what of them is in the frame, in points."""
    found = []
    for place in payload["places"]:
        if place["role"] != "stop" or not place["area"]:
            continue
        scale = payload["scales"]["areas"]
        shapes = []
        for polygon in place["area"]:
            rings = list(_rings(polygon, scale, frame))
            if rings and len(rings[0]) > 3:
                shapes.append(shapely.make_valid(shapely.Polygon(rings[0])))
        seen = shapely.intersection(shapely.union_all(shapes), frame.shape)
        if not seen.is_empty:
            found.append((place["id"], seen))
    return found
