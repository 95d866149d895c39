"""Which places stand next to which on the ways of a case. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from routes.model import Case, Leg


@dataclass(frozen=True, slots=True)
class Stop:
    """A neighbour of a place: another place, what lies between, and its role in words.

    ``legs`` are those from one to the other: one where it is the other end of a leg, more
    where places stand between.
    """

    place: str
    legs: tuple[Leg, ...]
    role: str


def neighbours(case: Case) -> Mapping[str, tuple[Stop, ...]]:
    """By place id: the other ends of its legs, and what comes before and after these.

    The result does not depend on the order of the file.
    """
    found: dict[str, dict[tuple[str, ...], Stop]] = {place: {} for place in case.places}

    def note(place: str, stop: Stop) -> None:
        if stop.place != place:
            key = (str(len(stop.legs)), stop.place, stop.role, *(leg.id for leg in stop.legs))
            found[place].setdefault(key, stop)

    for leg in case.legs.values():
        note(leg.end, Stop(leg.start, (leg,), "the stop before"))
        note(leg.start, Stop(leg.end, (leg,), "the stop after"))
    for itinerary in case.itineraries.values():
        for first, second in pairwise(case.legs[leg] for leg in itinerary.legs):
            note(second.end, Stop(first.start, (first, second), "two stops before"))
            note(first.start, Stop(second.end, (first, second), "two stops after"))
    return {place: tuple(stops[key] for key in sorted(stops)) for place, stops in found.items()}


def legs_at(case: Case) -> Mapping[str, tuple[Leg, ...]]:
    """By place id, the legs that begin or end there, sorted by id."""
    found: dict[str, list[Leg]] = {}
    for _, leg in sorted(case.legs.items()):
        for place in (leg.start, leg.end):
            found.setdefault(place, []).append(leg)
    return {place: tuple(legs) for place, legs in found.items()}


def on_both_sides(case: Case, place: str, passed: Collection[str]) -> tuple[str, ...]:
    """The ids of the places next to ``place`` on every way, sorted; those ``passed`` by are not.

    Where the next place is one of ``passed``, the one behind it counts, and so on.
    """
    found: set[str] = set()
    for way in _ways(case):
        for at, stop in enumerate(way):
            if stop == place:
                before = (p for p in reversed(way[:at]) if p not in passed)
                after = (p for p in way[at + 1 :] if p not in passed)
                found.update({*list(before)[:1], *list(after)[:1]})
    return tuple(sorted(found - {place}))


def _ways(case: Case) -> list[list[str]]:
    """Every itinerary, and every leg outside of all, as the places it passes."""
    ways = []
    for itinerary in case.itineraries.values():
        legs = [case.legs[leg] for leg in itinerary.legs]
        ways.append([legs[0].start, *(leg.end for leg in legs)] if legs else [])
    used = {leg for itinerary in case.itineraries.values() for leg in itinerary.legs}
    ways += [[leg.start, leg.end] for leg in case.legs.values() if leg.id not in used]
    return ways
