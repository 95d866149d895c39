"""Which records are one place, and what a service's order does not say. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from routes.gazetteers.fold import fold
from routes.model.place import AREA_KINDS, Candidate
from routes.resolve.sphere import apart_m, point

_ONE_PLACE_M = 10_000.0
"""Two records of one name and kind are one place up to this distance."""

_CITY_STATE_M = 100_000.0
"""The largest radius of a state or a region that is one with the city of its name.

Beijing reaches about 90 km. Jilin, the province around the city of Jilin, more than 300.
"""

_AIRPORT_M = 100_000.0
"""An airport that bears the name of a town lies no further from it."""

_UNTOLD = 10_000.0
"""What every candidate weighs when a part of the name that was given was not understood.

The part may name any of them, however little known, so people do not count.
"""

_TIE = 1e-7
"""So little of their own weight stays that it only puts the largest first."""

_OTHER_SORT = 0.001
"""What a service's answers of another kind than its first keep of their weight."""


def joined(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, heaviest first, each place once, with the weight of all its records.

    A misspelt name counts only where no name is spelt right. An airport that merely bears
    the name of a town nearby is left out. Of a city and the state or region on its spot the
    city stays, since that is known more exactly.
    """
    spelt = [c for c in candidates if c.match != "fuzzy"] or list(candidates)
    ordered = sorted(_even(spelt), key=lambda c: (-c.weight, c.ref))
    kept: list[Candidate] = []
    for candidate in ordered:
        at = next((n for n, one in enumerate(kept) if _is_one_place(one, candidate)), None)
        if at is None:
            kept.append(candidate)
        else:
            kept[at] = _one_of(kept[at], candidate)
    towns = [c for c in kept if c.kind == "city"]
    rest = [c for c in kept if not any(_is_airport_of(c, town) for town in towns)]
    return tuple(sorted(rest, key=lambda c: (-c.weight, c.ref)))


def _even(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without the differences in weight that mean nothing.

    The order of a service is prominence; it cannot tell two places of a kind apart. What
    differs in kind is left to the service.
    """
    if any(c.ignored for c in candidates):
        return [replace(c, weight=_UNTOLD + c.weight * _TIE) for c in candidates]
    served = [c for c in candidates if c.match == "online"]
    if not served:
        return list(candidates)
    first = max(served, key=lambda c: c.weight)

    def even(candidate: Candidate) -> Candidate:
        if candidate.match != "online":
            return candidate
        if first.kind == "unknown" or _sort(candidate) == _sort(first):
            return replace(candidate, weight=first.weight + candidate.weight * _TIE)
        return replace(candidate, weight=min(candidate.weight, first.weight * _OTHER_SORT))

    return [even(candidate) for candidate in candidates]


def _one_of(a: Candidate, b: Candidate) -> Candidate:
    """The record that stays of two of one place, with the weight of both."""
    kept = b if b.kind == "city" != a.kind else a
    return replace(kept, weight=a.weight + b.weight)


def _is_one_place(a: Candidate, b: Candidate) -> bool:
    """Whether two candidates are records of one place.

    Of a service's answers, whether the radii leave no room to tell them apart. Otherwise
    whether name and country agree, and they are of a kind and hardly apart, or a city and
    the small state or region around it.
    """
    if a.ref == b.ref:
        return True
    between_m = apart_m(point(a), point(b))
    if a.match == b.match == "online":
        return _sort(a) == _sort(b) and between_m <= max(a.radius_m, b.radius_m)
    if (fold(a.name), a.country) != (fold(b.name), b.country):
        return False
    if a.kind == b.kind:
        return between_m <= _ONE_PLACE_M
    city, other = (a, b) if a.kind == "city" else (b, a)
    if city.kind != "city" or other.kind not in {"country", "region"}:
        return False
    return between_m <= other.radius_m <= _CITY_STATE_M


def _is_airport_of(airport: Candidate, town: Candidate) -> bool:
    """Whether an airport was found only because it bears the name of ``town``."""
    return (
        airport.kind == "airport"
        and airport.match in {"alternate", "variant"}
        and airport.country == town.country
        and apart_m(point(airport), point(town)) <= _AIRPORT_M
    )


def _sort(candidate: Candidate) -> str:
    return "area" if candidate.kind in AREA_KINDS else candidate.kind
