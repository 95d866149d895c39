"""From what geopy made of a service's answer to candidates, checked.

geopy has lat, lon; from here on it is lon, lat, as everywhere in this package but in
`options` and `geocoder`, which face geopy as well.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import cache
from typing import Any

from geopy.location import Location

from routes.errors import GeocoderBadAnswer
from routes.gazetteers.bundled import open_bundled
from routes.gazetteers.formats import FORMATS, Format, at, kind_of
from routes.gazetteers.weights import confident
from routes.geodesy import Point, length_m
from routes.model import Candidate, Kind

DEFAULT_RADIUS_M = 25_000.0
"""Uncertainty radius where the answer has no bounding box: a large city fits in it."""

WEIGHT = 200_000.0
"""What the first of a service's places weighs; the second half of it, the third a third.

So the order counts, but never ten times: it decides nothing among places of one kind.
Next to the doubt about services a single answer has a confidence of two thirds.
"""

_LARGEST_POINT_M = 100_000.0
"""What reaches further (an island, a desert) and is of no known kind is a region."""

_OSM_TYPES = {"N": "node", "W": "way", "R": "relation"}
_SAME_DEGREES = 1e-6


def candidates_from(service: str, found: Any, *, query: str) -> tuple[Candidate, ...]:
    """The candidates in what geopy's ``geocode`` returned, in the service's order.

    ``service`` is written as in ``geopy:Nominatim``. ``query`` is the name where a
    service gives none. None from geopy means "found nothing". ``confidence`` is 0 until
    ``wanted_of`` has seen which of them count.

    Raises GeocoderBadAnswer for a place without a name, or whose coordinates are missing,
    not numbers, not on earth, or not those of the raw answer. geopy turns missing ones
    into 0, 0.
    """
    if found is None:
        return ()
    places = found if isinstance(found, list) else [found]
    return tuple(_candidate(service, place, rank, query) for rank, place in enumerate(places))


def wanted_of(
    candidates: Iterable[Candidate], *, country: str | None, kind: Kind | None
) -> tuple[Candidate, ...]:
    """Those that are not said to be elsewhere or something else, with their confidence.

    What an answer does not say stays.
    """
    return confident(
        [
            c
            for c in candidates
            if (country is None or c.country is None or c.country == country.upper())
            and (kind is None or c.kind in (kind, "unknown"))
        ]
    )


def _candidate(service: str, place: Any, rank: int, query: str) -> Candidate:
    if not isinstance(place, Location):
        raise GeocoderBadAnswer(service, "an answer that makes no sense")
    form = FORMATS[service.rpartition(":")[2]]
    raw = place.raw if isinstance(place.raw, Mapping) else {}
    lon, lat = _coordinates(service, place, raw, form)
    radius_m = _radius_m(raw, form, (lon, lat))
    label = query if form.is_nameless else _text(raw, form.label) or place.address
    if not isinstance(label, str) or not label.strip():
        raise GeocoderBadAnswer(service, "a place without a name")
    kind = kind_of(raw, form)
    is_large = kind == "unknown" and radius_m > _LARGEST_POINT_M
    return Candidate(
        name=_text(raw, form.name) or label.partition(",")[0].strip() or label,
        lon=lon,
        lat=lat,
        kind="region" if is_large else kind,
        match="online",
        matched=label,
        weight=WEIGHT / (rank + 1),
        gazetteer=service,
        ref=_ref(service, raw, form, (lon, lat)),
        radius_m=radius_m,
        country=_country(raw, form),
        note=form.note,
    )


def _coordinates(service: str, place: Location, raw: Mapping[str, Any], form: Format) -> Point:
    """Where geopy says the place is, if the answer itself says so too."""
    said = (place.longitude, place.latitude)
    pair = (at(raw, form.lon), at(raw, form.lat)) if form.lon else said
    if None in pair or (not form.lon and 0 in said):
        raise GeocoderBadAnswer(service, "a place without coordinates")
    for lon, lat in (pair, said):
        if not (_number_within(lon, 180) and _number_within(lat, 90)):
            raise GeocoderBadAnswer(service, "a place whose coordinates are not on earth")
    if any(abs(float(a) - b) > _SAME_DEGREES for a, b in zip(pair, said, strict=True)):
        raise GeocoderBadAnswer(service, "a place whose coordinates contradict each other")
    return float(said[0]), float(said[1])


def _number_within(value: Any, limit: float) -> bool:
    """Whether a number, or the text of one, is finite and not beyond the limit."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return False
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return False
    return math.isfinite(number) and abs(number) <= limit


def _text(raw: Mapping[str, Any], paths: Iterable[str]) -> str | None:
    found = (at(raw, path) for path in paths)
    return next((each for each in found if isinstance(each, str) and each.strip()), None)


def _country(raw: Mapping[str, Any], form: Format) -> str | None:
    for path in form.country:
        code = at(raw, path)
        if isinstance(code, str) and code.isascii() and code.isalpha():
            if len(code) == 2:
                return code.upper()
            if len(code) == 3 and (known := _alpha_2(code.upper())):
                return known
    return form.in_country


@cache
def _alpha_2(alpha_3: str) -> str | None:
    """ISO 3166-1 alpha-2 for alpha-3, as the bundled gazetteer has it."""
    with closing(open_bundled()) as bundled:
        found = bundled.lookup(alpha_3, kind="country", limit=1)
    return found[0].country if found and alpha_3 in found[0].codes else None


def _ref(service: str, raw: Mapping[str, Any], form: Format, point: Point) -> str:
    for record in (raw, at(raw, "properties")):
        if isinstance(record, Mapping) and "osm_type" in record and "osm_id" in record:
            osm_type = _OSM_TYPES.get(record["osm_type"], record["osm_type"])
            return f"osm:{osm_type}/{record['osm_id']}"
    known = at(raw, form.ref)
    if isinstance(known, int | str) and known:
        return f"{form.ref_of or service}:{known}"
    return f"{service}:{point[0]:.6f},{point[1]:.6f}"


def _radius_m(raw: Mapping[str, Any], form: Format, point: Point) -> float:
    """Metres to the furthest corner of the bounding box, or ``DEFAULT_RADIUS_M``."""
    for box in form.boxes:
        west, south, east, north = (at(raw, path) for path in box)
        corners = [(lon, lat) for lon in (west, east) for lat in (south, north)]
        if all(_number_within(lon, 180) and _number_within(lat, 90) for lon, lat in corners):
            reach = max(length_m(point, (float(lon), float(lat))) for lon, lat in corners)
            return reach or DEFAULT_RADIUS_M
    return DEFAULT_RADIUS_M
