"""The airport of a place: itself, or the one that serves its city."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Protocol, runtime_checkable

from routes.gazetteers.protocol import Gazetteer
from routes.gazetteers.rows import Rows
from routes.gazetteers.stored import UNITS_PER_DEGREE, Hit
from routes.geodesy import Point, length_m
from routes.model.place import Candidate, Place, Resolution, Toponym

_WITHIN_M = 60_000.0
"""Airports of large cities lie up to so far out: Narita 58 km, Incheon 49 km."""

_LAT_DEG = _WITHIN_M / 110_574.0  # by metres in a degree of latitude where that is shortest

_MILITARY = re.compile(r"\b(air (base|force)|naval|army|heliport|seaplane)\b", re.IGNORECASE)

_IN_BAND = (
    "SELECT id, lon, lat FROM place "
    "WHERE kind <> 0 AND ref >= 'airport:' AND ref < 'airport;' AND rank = 1 "
    "AND lat BETWEEN ? AND ? ORDER BY id"
)


@runtime_checkable
class Located(Protocol):
    """A gazetteer that knows where airports are."""

    def airports(self, lon: float, lat: float) -> tuple[Candidate, ...]:
        """The airports that may serve a point (degrees, WGS 84), nearest first."""
        ...


def serving(rows: Rows, point: Point) -> tuple[Candidate, ...]:
    """The airports with an IATA code up to 60 km from a point, nearest first."""
    south, north = ((point[1] + d) * UNITS_PER_DEGREE for d in (-_LAT_DEG, _LAT_DEG))
    found = []
    for number, lon, lat in rows.all(_IN_BAND, south, north):
        away_m = length_m(point, (lon / UNITS_PER_DEGREE, lat / UNITS_PER_DEGREE))
        if away_m <= _WITHIN_M:
            found.append((away_m, number))
    hits = (rows.numbered(number) for _, number in sorted(found))
    return tuple(rows.candidate(Hit(row, "exact", row.name, 1.0), 1.0) for row in hits)


def airport_of(place: Place, gazetteer: Gazetteer) -> Place | None:
    """The airport of ``place`` with an IATA code, or None.

    An airport is its own. For anything else with a point stands, among those in its country
    that are up to 60 km away, the one that most passengers use where that is known, else the
    nearest that is not military. A gazetteer that does not know where airports are is asked
    for one by the name of the place.
    """
    if place.kind == "airport" or place.point is None:
        return place if place.point is not None else None
    if isinstance(gazetteer, Located):
        offered = gazetteer.airports(*place.point)
    else:
        offered = gazetteer.lookup(place.label, country=place.country, kind="airport")
    near = [
        airport
        for airport in offered
        if airport.codes
        and place.country in (None, airport.country)
        and length_m(place.point, (airport.lon, airport.lat)) <= _WITHIN_M
    ]
    if not near:
        return None
    return _place(min(near, key=_rank), place)  # min: the first of equals, which is the nearest


def _rank(airport: Candidate) -> tuple[bool, bool]:
    is_main = not _main().isdisjoint(airport.codes)
    return not is_main, _MILITARY.search(airport.name) is not None


def _place(airport: Candidate, served: Place) -> Place:
    label = f"{airport.name} ({airport.codes[0]})"
    asked = Toponym(id=airport.ref, name=label, query=airport.codes[0], iata=airport.codes[0])
    reason = f"The airport of {served.label}, as far as is known."
    return Place(
        id=airport.ref,
        label=label,
        kind="airport",
        precision="site",
        radius_m=airport.radius_m,
        resolution=Resolution(asked, (airport,), (airport,), reason),
        point=(airport.lon, airport.lat),
        country=airport.country,
    )


@cache
def _main() -> frozenset[str]:
    text = resources.files(__package__).joinpath("airports.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["main"].split())
