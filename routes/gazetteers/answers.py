"""From what geopy made of a service's answer to candidates, checked.

lat, lon order lives here and nowhere else: geopy has it, this package does not.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from routes.errors import GeocoderBadAnswer
from routes.geodesy import Point, length_m
from routes.model import Candidate, Kind

DEFAULT_RADIUS_M = 25_000.0
"""Uncertainty radius where the answer has no bounding box: a large city fits in it."""

_LARGEST_POINT_M = 100_000.0
"""What reaches further (a river, an island, a desert) is a region, whatever it is called."""

_LON, _LAT = ("lon", "lng", "longitude"), ("lat", "latitude")

_KINDS: Mapping[str, Kind] = {
    "aerodrome": "airport",
    "country": "country",
    "continent": "region",
    "ocean": "region",
    "sea": "region",
    "archipelago": "region",
    "macroregion": "region",
    "territory": "region",
    "prefecture": "region",
    "state": "region",
    "province": "region",
    "region": "region",
    "county": "region",
    "district": "region",
    "city": "city",
    "town": "city",
    "village": "city",
    "hamlet": "city",
    "municipality": "city",
    "locality": "city",
    "house": "address",
    "building": "address",
    "road": "address",
    "street": "address",
}


def candidates_from(
    service: str, found: Any, *, country: str | None, kind: Kind | None
) -> tuple[Candidate, ...]:
    """The candidates in what geopy's ``geocode`` returned, in the service's order.

    ``country`` and ``kind`` leave out what the answer says is elsewhere or something
    else; what it does not say stays. None from geopy means "found nothing".

    Raises GeocoderBadAnswer for a place without a name, or whose coordinates are missing,
    not numbers or not on earth. geopy turns missing ones into 0, 0.
    """
    if found is None:
        return ()
    if not isinstance(found, list):
        raise GeocoderBadAnswer(service, "an answer that makes no sense")
    each = [_candidate(service, place, rank) for rank, place in enumerate(found)]
    return tuple(
        c
        for c in each
        if (country is None or c.country is None or c.country == country.upper())
        and (kind is None or c.kind in (kind, "unknown"))
    )


def _candidate(service: str, place: Any, rank: int) -> Candidate:
    raw = place.raw if isinstance(getattr(place, "raw", None), Mapping) else {}
    lon, lat = _coordinates(service, place, raw)
    radius_m = _radius_m(raw, (lon, lat))
    address = getattr(place, "address", None)
    if not isinstance(address, str) or not address.strip():
        raise GeocoderBadAnswer(service, "a place without a name")
    return Candidate(
        name=_short_name(raw, address),
        lon=lon,
        lat=lat,
        kind=_kind(raw, radius_m),
        match="online",
        matched=address,
        score=1 / (rank + 1),
        gazetteer=service,
        ref=_ref(service, raw, lon, lat),
        radius_m=radius_m,
        country=_country(raw),
    )


def _coordinates(service: str, place: Any, raw: Mapping[str, Any]) -> Point:
    """Where geopy says the place is, if the answer itself says so too."""
    pairs = list(_pairs(raw))
    if not pairs and 0 in (place.latitude, place.longitude):
        raise GeocoderBadAnswer(service, "a place without coordinates")
    for lon, lat in (*pairs, (place.longitude, place.latitude)):
        if not (_number_within(lon, 180) and _number_within(lat, 90)):
            raise GeocoderBadAnswer(service, "a place whose coordinates are not on earth")
    return float(place.longitude), float(place.latitude)


def _pairs(raw: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    """The lon, lat that an answer holds, in the places where services put them."""
    geometry = raw.get("geometry")
    geometry = geometry if isinstance(geometry, Mapping) else {}
    for holder in (raw, geometry, geometry.get("location")):
        if isinstance(holder, Mapping) and holder.keys() & {*_LON, *_LAT}:
            yield _first(holder, _LON), _first(holder, _LAT)
    coordinates = geometry.get("coordinates")
    if isinstance(coordinates, list) and len(coordinates) >= 2:
        yield coordinates[0], coordinates[1]


def _first(holder: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    return next((holder[key] for key in keys if key in holder), None)


def _number_within(value: Any, limit: float) -> bool:
    """Whether a number, or the text of one, is finite and not beyond the limit."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return False
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return False
    return math.isfinite(number) and abs(number) <= limit


def _inner(raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = raw.get(key)
    return value if isinstance(value, Mapping) else {}


def _short_name(raw: Mapping[str, Any], address: str) -> str:
    for name in (raw.get("name"), _inner(raw, "properties").get("name")):
        if isinstance(name, str) and name.strip():
            return name
    return address.partition(",")[0].strip() or address


def _kind(raw: Mapping[str, Any], radius_m: float) -> Kind:
    properties = _inner(raw, "properties")
    for said in (
        raw.get("type"),
        raw.get("addresstype"),
        properties.get("osm_value"),
        properties.get("type"),
        properties.get("layer"),
    ):
        if isinstance(said, str) and said in _KINDS:
            return _KINDS[said]
    return "region" if radius_m > _LARGEST_POINT_M else "unknown"


def _country(raw: Mapping[str, Any]) -> str | None:
    for code in (
        _inner(raw, "address").get("country_code"),
        _inner(raw, "properties").get("countrycode"),
    ):
        if isinstance(code, str) and len(code) == 2 and code.isalpha():
            return code.upper()
    return None


def _ref(service: str, raw: Mapping[str, Any], lon: float, lat: float) -> str:
    for record in (raw, _inner(raw, "properties")):
        if "osm_type" in record and "osm_id" in record:
            return f"osm:{record['osm_type']}/{record['osm_id']}"
    return f"{service}:{lon:.6f},{lat:.6f}"


def _radius_m(raw: Mapping[str, Any], point: Point) -> float:
    """Metres to the furthest corner of the bounding box, or ``DEFAULT_RADIUS_M``."""
    box = raw.get("boundingbox")  # Nominatim: south, north, west, east
    if isinstance(box, list) and len(box) == 4:
        south, north, west, east = box
    else:
        extent = _inner(raw, "properties").get("extent")  # Photon: west, north, east, south
        if not isinstance(extent, list) or len(extent) != 4:
            return DEFAULT_RADIUS_M
        west, north, east, south = extent
    corners = [(lon, lat) for lon in (west, east) for lat in (south, north)]
    if not all(_number_within(lon, 180) and _number_within(lat, 90) for lon, lat in corners):
        return DEFAULT_RADIUS_M
    reach = max(length_m(point, (float(lon), float(lat))) for lon, lat in corners)
    return reach or DEFAULT_RADIUS_M
