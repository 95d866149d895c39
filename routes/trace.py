"""From places to lines: every leg as geometry, every itinerary as a route. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from routes.geodesy import (
    AzimuthalEqualArea,
    PlateCarree,
    Together,
    azimuth_deg,
    center_and_radius,
    destination,
    geodesic,
    interpolate,
    length_m,
    nearest_on_area,
)
from routes.model import Case, Finding, Leg, Place, Route, TracedLeg

Point = tuple[float, float]

_STUB_M = 1_500_000.0
"""A line out of a place that lies inside its own vague destination is at most this long."""

_STRIDE_M = 25_000.0
"""How finely such a line is tried, in every fifth direction, for staying inside the area."""

_ROUGH_DEG = 1.0
"""How much an outline may be simplified when only its reach matters."""

_STEPS = 64
"""How finely the point where a line enters an area is searched for before it is bisected."""


@dataclass(frozen=True, slots=True)
class Traced:
    """All legs that could be drawn, all itineraries, and what is missing."""

    legs: Mapping[str, TracedLeg]
    routes: tuple[Route, ...]
    findings: tuple[Finding, ...]


def frame(places: Mapping[str, Place], case: Case) -> tuple[Point, float]:
    """Centre (lon, lat) and reach (degrees) of what the legs of ``case`` span.

    Vague places count with one point inside. Without any place the frame is the
    whole earth from above the equator.
    """
    points = [p for leg in case.legs.values() for p in _reach(leg, places)]
    if not points:
        points = [anchor(p) for p in places.values()]
    return center_and_radius(points) if points else ((0.0, 0.0), 90.0)


def outline(place: Place) -> list[Point]:
    """A few vertices (lon, lat) that span the area of a vague place."""
    rough = shapely.simplify(_area(place), _ROUGH_DEG)
    return [(float(x), float(y)) for x, y in shapely.get_coordinates(rough)]


def _reach(leg: Leg, places: Mapping[str, Place]) -> list[Point]:
    """What the map must span for ``leg``: its ends, or the whole area it never leaves."""
    ends = [places[p] for p in (leg.start, leg.end) if p in places]
    points = [anchor(place) for place in ends]
    for vague in (place for place in ends if place.area is not None):
        known = (place.point for place in ends if place.point is not None)
        if any(_area(vague).intersects(shapely.Point(p)) for p in known):
            points += outline(vague)
    return points


def trace(case: Case, places: Mapping[str, Place]) -> Traced:
    """Draw every leg both of whose places are known, and put the routes together.

    A line is within half a pixel of the geodesic at every zoom of the page, in the
    page's projection as well as in longitude and latitude.
    """
    center, _ = frame(places, case)
    plane = Together((AzimuthalEqualArea(*center), PlateCarree()))
    legs: dict[str, TracedLeg] = {}
    findings: list[Finding] = []
    for leg in case.legs.values():
        start, end = places.get(leg.start), places.get(leg.end)
        if start is None or end is None:
            continue
        if start.is_vague and end.is_vague:
            findings.append(
                Finding(
                    code="vague-both-ends",
                    severity="warning",
                    message="Both ends are areas, so there is no line to draw. "
                    "Give one end a place that is a point.",
                    about=f"legs.{leg.id}",
                    mark=leg.mark,
                )
            )
            continue
        if end.is_vague:
            drawn = _towards(start, end, plane)
            legs[leg.id] = TracedLeg(
                leg, start, end, drawn.line, None, drawn.minimum_m, "end", drawn.method
            )
        elif start.is_vague:
            drawn = _towards(end, start, plane)
            legs[leg.id] = TracedLeg(
                leg,
                start,
                end,
                shapely.reverse(drawn.line),
                None,
                drawn.minimum_m,
                "start",
                drawn.method,
            )
        else:
            legs[leg.id] = _between(leg_id=leg.id, case=case, start=start, end=end, plane=plane)
    routes = tuple(_route(case, itinerary, legs) for itinerary in case.itineraries)
    return Traced(legs, routes, tuple(findings))


def anchor(place: Place) -> Point:
    """A point of the place: itself, or one inside its area that stands for nothing else."""
    if place.point is not None:
        return place.point
    inside = shapely.point_on_surface(_largest(_area(place)))
    return (float(inside.x), float(inside.y))


def _largest(area: BaseGeometry) -> BaseGeometry:
    parts: list[BaseGeometry] = list(getattr(area, "geoms", [area]))
    return max(parts, key=lambda part: float(part.area))


@dataclass(frozen=True, slots=True)
class _Drawn:
    line: BaseGeometry
    minimum_m: float
    method: str


def _between(*, leg_id: str, case: Case, start: Place, end: Place, plane: Together) -> TracedLeg:
    a, b = _point(start), _point(end)
    distance_m = length_m(a, b)
    method = (
        "Shortest line over the earth's surface between the two places. "
        "The way actually taken is not known."
    )
    line = geodesic(a, b, plane=plane)
    return TracedLeg(case.legs[leg_id], start, end, line, distance_m, distance_m, "no", method)


def _towards(known: Place, vague: Place, plane: Together) -> _Drawn:
    """A line that leaves ``known`` and fades on the way into ``vague``."""
    start, target = _point(known), anchor(vague)
    area = _area(vague)
    minimum_m, _ = nearest_on_area(start, area)
    if minimum_m == 0.0:
        end = _stub_end(start, target, area)
        method = (
            f"Nothing closer than “{vague.label}” is named, and {known.label} lies inside it. "
            "The line only shows that the journey left from here. It keeps to the area; "
            "its direction and its length mean nothing."
        )
    else:
        end = interpolate(start, target, _entry(start, target, area))
        method = (
            f"Nothing closer than “{vague.label}” is named. The line fades where it comes to "
            "the edge of the area; no place inside is meant."
        )
    line = geodesic(start, end, plane=plane)
    return _Drawn(line, minimum_m, method)


def _stub_end(start: Point, target: Point, area: BaseGeometry) -> Point:
    """The end of the longest line from ``start`` that stays inside ``area``.

    Of several that reach the greatest length, the one nearest to the direction of
    ``target``.
    """
    shapely.prepare(area)
    wanted = azimuth_deg(start, target)
    strides = int(_STUB_M / _STRIDE_M)

    def inside_m(azimuth: float) -> float:
        for n in range(1, strides + 1):
            if not area.intersects(shapely.Point(destination(start, azimuth, n * _STRIDE_M))):
                return (n - 1) * _STRIDE_M
        return strides * _STRIDE_M

    def off_deg(azimuth: float) -> float:
        return abs((azimuth - wanted + 180) % 360 - 180)

    reached = {float(azimuth): inside_m(azimuth) for azimuth in range(0, 360, 5)}
    best = max(reached, key=lambda azimuth: (reached[azimuth], -off_deg(azimuth)))
    return destination(start, best, reached[best])


def _entry(start: Point, target: Point, area: BaseGeometry) -> float:
    """Share of the geodesic from ``start`` to ``target`` at which it enters ``area``."""
    shapely.prepare(area)

    def inside(share: float) -> bool:
        return bool(area.intersects(shapely.Point(interpolate(start, target, share))))

    high = next((i / _STEPS for i in range(1, _STEPS + 1) if inside(i / _STEPS)), 1.0)
    low = high - 1 / _STEPS
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (low, middle) if inside(middle) else (middle, high)
    return high


def _point(place: Place) -> Point:
    if place.point is None:
        raise ValueError(f"{place.id} is an area, not a point")
    return place.point


def _area(place: Place) -> BaseGeometry:
    if place.area is None:
        raise ValueError(f"{place.id} is a point, not an area")
    return place.area


def _route(case: Case, itinerary_id: str, legs: Mapping[str, TracedLeg]) -> Route:
    itinerary = case.itineraries[itinerary_id]
    drawn = tuple(legs[leg] for leg in itinerary.legs if leg in legs)
    return Route(
        itinerary=itinerary,
        legs=drawn,
        length_m=sum(leg.length_m or 0.0 for leg in drawn),
        minimum_m=sum(leg.minimum_m for leg in drawn),
        unmeasured=sum(leg.length_m is None for leg in drawn),
        missing=tuple(leg for leg in itinerary.legs if leg not in legs),
    )
