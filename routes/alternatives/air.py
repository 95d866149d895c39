"""Flights: the shortest lines over the earth between airports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from routes.alternatives.hours import Ride, minimum_h, usual_h
from routes.alternatives.lines import joined, rounded
from routes.alternatives.means import Means
from routes.geodesy import Point, geodesic, length_m
from routes.model import Alternative, NoPath, Part, Place, Wanted
from routes.wording import count, listing

_NO_STATES: frozenset[str] = frozenset()

_ONE_M = 3_000.0
"""Airports with scheduled flights lie further apart; one is as wide as that."""


@dataclass(frozen=True, slots=True)
class Flights:
    """Flights, the shortest first, and sentences on what was taken for what."""

    paths: tuple[Alternative, ...]
    notes: tuple[str, ...]


class _Port(NamedTuple):
    """A place and the airport that serves it, with its point."""

    place: Place
    airport: Place
    point: Point
    access_m: float


def flights(
    start: Place, end: Place, via: Sequence[Place], wanted: Wanted, means: Means
) -> Flights | NoPath:
    """A flight without a stop, one through each of ``via``, and one through all.

    Of these the shortest, and up to ``wanted.count`` others. What a flight shares with the
    one without a stop is nothing, once it stops elsewhere. A stop at an airport where the
    flight is already is none, and a note says so.
    """
    ports = _ports((start, *via, end), wanted, means)
    if isinstance(ports, NoPath):
        return ports
    first, *stops, last = ports
    if _is_one(first, last):
        message = (
            f"{first.place.label} and {last.place.label} are both served by "
            f"{first.airport.label}: there is nothing to fly."
        )
        return NoPath("same-airport", message, (first.airport.label,))
    kept, dropped = _stops(first, stops, last)
    ways = [[first, last], *([first, stop, last] for stop in kept)]
    if len(kept) > 1:
        ways.append([first, *kept, last])
    direct_m = _length_m(ways[0])
    flown = [_flight(way, direct_m, means) for way in ways]
    flown.sort(key=lambda flight: (flight.length_m, flight.passes))
    shown = flown[: wanted.count + 1]
    notes = [*_stand_ins(ports), *dropped, *_left_out(len(flown) - len(shown), wanted)]
    return Flights(tuple(shown), tuple(notes))


def _ports(places: Sequence[Place], wanted: Wanted, means: Means) -> list[_Port] | NoPath:
    """The airports of all places, or why there is no flight: none near, or one to avoid."""
    ports = [_port(place, means) for place in places]
    missing = [p.label for p, port in zip(places, ports, strict=True) if port is None]
    if missing:
        message = f"No airport with scheduled flights is known within 60 km of {listing(missing)}."
        return NoPath("far-from-network", message, tuple(missing))
    found = [port for port in ports if port is not None]
    shut = [port.airport.label for port in found if port.airport.country in wanted.avoid]
    if shut:
        message = f"{listing(shut)}: the airport lies in a country to avoid."
        return NoPath("avoided", message, tuple(shut))
    return found


def _port(place: Place, means: Means) -> _Port | None:
    airport = means.airport(place)
    if airport is None or airport.point is None or place.point is None:
        return None
    return _Port(place, airport, airport.point, length_m(place.point, airport.point))


def _is_one(one: _Port, other: _Port) -> bool:
    """Whether two airports are the same, which a case may also give by its coordinates."""
    return length_m(one.point, other.point) < _ONE_M


def _stops(first: _Port, stops: Sequence[_Port], last: _Port) -> tuple[list[_Port], list[str]]:
    """The stops at airports of their own, and sentences on the others."""
    kept: list[_Port] = []
    said = []
    for stop in stops:
        other = next((each for each in (first, last, *kept) if _is_one(each, stop)), None)
        if other is None:
            kept.append(stop)
        else:
            said.append(
                f"{stop.place.label} is left out as a stop: its airport is that of "
                f"{other.place.label}, {stop.airport.label}."
            )
    return kept, said


def _stand_ins(ports: Sequence[_Port]) -> list[str]:
    """Sentences that name the airports that were taken for places that are none."""
    return [
        f"For {port.place.label} stands the airport {port.airport.label}."
        for port in ports
        if port.airport.label != port.place.label
    ]


def _left_out(more: int, wanted: Wanted) -> list[str]:
    if more <= 0:
        return []
    asked = (
        f"the shortest and {wanted.count} more were" if wanted.count else "the shortest alone was"
    )
    longer = count(more, "longer flight")
    return [f"Left out: {longer} by way of the stops, since {asked} asked for."]


def _length_m(way: Sequence[_Port]) -> float:
    return sum(length_m(a.point, b.point) for a, b in pairwise(way))


def _flight(way: Sequence[_Port], direct_m: float, means: Means) -> Alternative:
    hops = [
        Part("air", rounded(geodesic(a.point, b.point)), length_m(a.point, b.point))
        for a, b in pairwise(way)
    ]
    total_m = sum(hop.length_m for hop in hops)
    ridden = [Ride("air", _NO_STATES, total_m)]
    return Alternative(
        parts=tuple(hops),
        geometry=joined(hop.geometry for hop in hops),
        length_m=total_m,
        access_m=(way[0].access_m, way[-1].access_m),
        stays=(),
        crossings=(),
        links=(),
        stretch=total_m / direct_m,
        sharing=1.0 if len(hops) == 1 else 0.0,
        minimum_h=minimum_h(ridden, means),
        usual_h=usual_h(ridden, means) + len(hops) * means.mode("air").stop_h,
        passes=tuple(stop.place.label for stop in way[1:-1]),
    )
