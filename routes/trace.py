"""From places to lines: every leg as geometry, every itinerary as a route. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import shapely
from shapely.geometry.base import BaseGeometry

from routes.geodesy import (
    AzimuthalEqualArea,
    Plane,
    PlateCarree,
    Together,
    azimuth_deg,
    center_and_radius,
    destination,
    geodesic,
    interpolate,
    length_m,
    nearest_on_area,
    nearest_zoom,
)
from routes.messages import Name, Text, listing, say
from routes.model import (
    Case,
    Finding,
    Leg,
    Place,
    PublicCase,
    Release,
    Resolution,
    Route,
    TracedLeg,
)
from routes.model.place import LINE_KINDS

Point = tuple[float, float]

_STUB_M = 1_500_000.0
"""A line out of a place that lies inside its own vague destination is at most this long."""

_STRIDES_M = (25_000.0, 2_500.0, 250.0)
"""How finely such a line is tried, in every fifth direction, for staying inside the area."""

_OUTLINE_M = 5_000.0
"""How far the outlines of areas may be off; they are drawn for a scale of 1:50 million."""

_ROUGH_DEG = 1.0
"""How much an outline may be simplified when only its reach matters."""

_STEPS = 64
"""How finely the point where a line enters an area is searched for before it is bisected."""


@dataclass(frozen=True, slots=True)
class Traced:
    """All legs that could be drawn, all itineraries, and what is missing."""

    legs: Mapping[str, TracedLeg]
    routes: tuple[Route, ...]
    center: Point
    reach_deg: float
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
    rough = shapely.simplify(place.geometry, _ROUGH_DEG)
    return [(float(x), float(y)) for x, y in shapely.get_coordinates(rough)]


def _reach(leg: Leg, places: Mapping[str, Place]) -> list[Point]:
    """What the map must span for ``leg``: its ends, or the whole area it never leaves."""
    ends = [places[p] for p in (leg.start, leg.end) if p in places]
    points = [anchor(place) for place in ends]
    for vague in (place for place in ends if place.area is not None):
        known = (place.point for place in ends if place.point is not None)
        if any(vague.geometry.intersects(shapely.Point(p)) for p in known):
            points += outline(vague)
    return points


def trace(
    case: Case,
    places: Mapping[str, Place],
    resolutions: Mapping[str, Resolution] | None = None,
) -> Traced:
    """Draw every leg both of whose places are known, and put the routes together.

    ``resolutions`` tell of places that are not drawn whether anything was found for them.

    A line is within half a pixel of the geodesic at every zoom at which it is seen as a whole,
    in the page's projection as well as in longitude and latitude.
    """
    center, reach_deg = frame(places, case)
    plane = Together((AzimuthalEqualArea(*center), PlateCarree()))
    release = case.release if isinstance(case, PublicCase) else Release()
    legs: dict[str, TracedLeg] = {}
    findings: list[Finding] = []
    for leg in case.legs.values():
        start, end = places.get(leg.start), places.get(leg.end)
        if start is None or end is None:
            ends = dict.fromkeys((leg.start, leg.end))
            unknown = [p for p in ends if p not in places and not release.withholds(p)]
            if unknown:  # of what is withheld nobody needs to be told that it is not drawn
                message = _missing(case, unknown, resolutions or {})
                findings.append(_not_drawn(leg, message))
        elif start.is_vague and end.is_vague:
            findings.append(_not_drawn(leg, _both_areas(leg, release)))
        else:
            legs[leg.id] = _told(_drawn(leg, start, end, plane), release)
    routes = tuple(_route(case, itinerary, legs) for itinerary in case.itineraries)
    return Traced(legs, routes, center, reach_deg, tuple(findings))


def _told(traced: TracedLeg, release: Release) -> TracedLeg:
    """The leg; of one that ends where more is known than is told, the method says so."""
    why = traced.method
    vague = traced.end if traced.fades == "end" else traced.start
    if traced.fades != "no" and release.veils(vague.id):
        why = say("The line fades in “{area}”: where exactly is withheld.", area=vague.label)
    for place in (traced.start, traced.end):
        if place.point is not None and release.veils(place.id):
            ends = say(
                "The line ends in the middle of a circle in which “{place}” lies; where exactly "
                "is withheld.",
                place=place.label,
            )
            why = say("{before} {sentence}", before=why, sentence=ends)
    return replace(traced, method=why)


def _both_areas(leg: Leg, release: Release) -> Text:
    if release.veils(leg.start, leg.end):
        return say("Not drawn: where it begins and ends is told only as areas.")
    return say("Not drawn: both ends are areas. Give one end a place that is a point.")


def _missing(case: Case, unknown: Sequence[str], resolutions: Mapping[str, Resolution]) -> Text:
    """Of which ends of a leg nothing was found, and of which it is only not sure what is meant."""
    unsure = [p for p in unknown if p in resolutions and resolutions[p].candidates]
    nowhere = [p for p in unknown if p not in unsure]
    sought = listing([case.places[p].shown for p in nowhere])
    meant = listing([case.places[p].shown for p in unsure])
    if not unsure:
        return say("Not drawn: no place was found for {places}.", places=sought)
    if not nowhere:
        return say("Not drawn: it is not sure which place is meant by {places}.", places=meant)
    return say(
        "Not drawn: no place was found for {places}, and it is not sure which place is meant "
        "by {others}.",
        places=sought,
        others=meant,
    )


def _not_drawn(leg: Leg, message: str) -> Finding:
    return Finding("leg-not-drawn", "warning", message, f"legs.{leg.id}", leg.mark)


def _drawn(leg: Leg, start: Place, end: Place, plane: Plane) -> TracedLeg:
    if end.is_vague:
        line, minimum_m, method = _out_of(start, end, plane)
        return TracedLeg(leg, start, end, line, None, minimum_m, "end", method)
    if start.is_vague:
        line, minimum_m, method = _out_of(end, start, plane, backwards=True)
        return TracedLeg(leg, start, end, shapely.reverse(line), None, minimum_m, "start", method)
    a, b = _point(start), _point(end)
    distance_m = length_m(a, b)
    line = geodesic(a, b, plane=plane, zoom=nearest_zoom(distance_m))
    return TracedLeg(leg, start, end, line, distance_m, distance_m, "no", _method(start, end))


def _method(start: Place, end: Place) -> Text:
    lines = [say("“{name}”", name=p.label) for p in (start, end) if p.kind in LINE_KINDS]
    if not lines:
        return say(
            "Shortest line over the earth's surface between the two places. "
            "The way actually taken is not known."
        )
    return say(
        "Shortest line over the earth's surface between the two places. "
        "The way actually taken is not known. For {places} stands a point that the stops next "
        "to it suggest; where on it is not known.",
        places=listing(lines),
    )


def anchor(place: Place) -> Point:
    """A point of the place: itself, or one inside its area that stands for nothing else."""
    if place.point is not None:
        return place.point
    inside = shapely.point_on_surface(_largest(place.geometry))
    return (float(inside.x), float(inside.y))


def _largest(area: BaseGeometry) -> BaseGeometry:
    parts: list[BaseGeometry] = list(getattr(area, "geoms", [area]))
    return max(parts, key=lambda part: float(part.area))


def _out_of(
    known: Place, vague: Place, plane: Plane, *, backwards: bool = False
) -> tuple[BaseGeometry, float, Text]:
    """A line from ``known`` that fades on the way into ``vague``; its least length, in words.

    ``backwards`` says that the journey came from the vague place; the line still begins
    at the known one.
    """
    start, target, area = _point(known), anchor(vague), vague.geometry
    minimum_m, _ = nearest_on_area(start, area)
    if minimum_m == 0.0 or _lies_inside(known, vague, minimum_m):
        line = geodesic(start, _stub_end(start, target, area), plane=plane)
        return line, 0.0, _method_inside(known, vague, backwards=backwards)
    entry = interpolate(start, target, _entry(start, target, area))
    method = say(
        "Nothing closer than “{area}” is named. The line fades at the edge of the area; no place "
        "inside is meant.",
        area=vague.label,
    )
    return geodesic(start, entry, plane=plane), minimum_m, method


def _method_inside(known: Place, vague: Place, *, backwards: bool) -> Text:
    if backwards:
        return say(
            "{inside} The line only shows that the journey came to here. It keeps to the area; its "
            "direction and its length mean nothing.",
            inside=_inside(known, vague),
        )
    return say(
        "{inside} The line only shows that the journey left from here. It keeps to the area; its "
        "direction and its length mean nothing.",
        inside=_inside(known, vague),
    )


def _inside(known: Place, vague: Place) -> Text:
    """That a place lies in the area; named as it is drawn where the sources say less."""
    area, place = vague.label, known.label
    drawn = [Name(name) for name in vague.resolution.toponym.within]
    if not drawn or area in drawn:
        return say(
            "Nothing closer than “{area}” is named, and {place} lies inside it.",
            area=area,
            place=place,
        )
    return say(
        "Nothing closer than “{area}” is named, and the area that is drawn, {drawn}, contains "
        "{place}.",
        area=area,
        drawn=listing(drawn),
        place=place,
    )


def _lies_inside(known: Place, vague: Place, minimum_m: float) -> bool:
    """Whether a place just off the outline of an area belongs to it.

    Outlines are simplified, so a harbour or a point on a spit can lie outside of its
    own country.
    """
    if minimum_m > known.radius_m + _OUTLINE_M:
        return False
    countries = {candidate.country for candidate in vague.resolution.chosen}
    return known.country is not None and known.country in countries


def _stub_end(start: Point, target: Point, area: BaseGeometry) -> Point:
    """The end of the longest line from ``start`` that stays inside ``area``.

    Of several that reach the greatest length, the one nearest to the direction of
    ``target``. Small areas are tried with smaller strides; where none stays inside, the
    line is a stroke of a kilometre towards ``target``.
    """
    wanted = azimuth_deg(start, target)
    for stride_m in _STRIDES_M:
        found = _longest(start, wanted, area, stride_m)
        if found is not None:
            return destination(start, *found)
    return destination(start, wanted, 1_000.0)


def _longest(
    start: Point, wanted: float, area: BaseGeometry, stride_m: float
) -> tuple[float, float] | None:
    """Azimuth and length of the longest line inside ``area``, in whole strides; or None."""
    strides = int(_STUB_M / _STRIDES_M[0])
    shapely.prepare(area)

    def inside_m(azimuth: float) -> float:
        for n in range(1, strides + 1):
            if not area.intersects(shapely.Point(destination(start, azimuth, n * stride_m))):
                return (n - 1) * stride_m
        return strides * stride_m

    def off_deg(azimuth: float) -> float:
        return abs((azimuth - wanted + 180) % 360 - 180)

    reached = {float(azimuth): inside_m(azimuth) for azimuth in range(0, 360, 5)}
    best = max(reached, key=lambda azimuth: (reached[azimuth], -off_deg(azimuth)))
    return (best, reached[best]) if reached[best] > 0 else None


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
