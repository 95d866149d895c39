"""Which of several candidates is meant, and what decides it, or that nothing does. Pure.

The rules and where their numbers come from: docs/decisions/resolution.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routes.gazetteers.fold import fold
from routes.geodesy import length_m
from routes.model import Candidate
from routes.resolve.words import described

AREA_KINDS = ("country", "region")
"""Kinds that are never a point."""

_MARGIN = 0.12
"""How far a score must lie ahead to decide by itself."""

_CROWD = 10.0
"""How many times more people decide."""

_UNKNOWN_PEOPLE = 1_000
"""What a place without a population counts against one that has one: more than a hamlet."""

_ONE_PLACE_M = 10_000.0
"""Two records of one name are one place up to this distance."""

_AIRPORT_M = 100_000.0
"""An airport that bears the name of a town lies no further from it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of comparing the first candidate with the others.

    ``rivals`` may be meant just as well: with any of them nothing may be chosen. Without
    any, ``why`` says what decided against the next; it is empty when there is no next.
    """

    rivals: tuple[Candidate, ...]
    why: str = ""


def judge(found: Sequence[Candidate]) -> Verdict:
    """Whether the first of ``found``, which is best first and not empty, is meant."""
    best = found[0]
    others = [other for other in found[1:] if not _is_one_place(best, other)]
    if best.ignored:
        # The part that was not understood may name any of them, however little known.
        rivals = tuple(other for other in others if not _is_airport_of(other, best))
        if rivals:
            return Verdict(rivals)
    advantages = [(other, _advantage(best, other)) for other in others]
    rivals = tuple(other for other, why in advantages if why is None)
    if rivals or not advantages:
        return Verdict(rivals)
    return Verdict((), advantages[0][1] or "")


def _is_one_place(a: Candidate, b: Candidate) -> bool:
    """Whether two candidates are records of one place.

    Of a service's answers, whether the radii leave no room to tell them apart. Otherwise
    whether name, kind and country agree and the points are hardly apart.
    """
    apart_m = length_m((a.lon, a.lat), (b.lon, b.lat))
    if a.match == "online":
        return _sort(a) == _sort(b) and apart_m <= max(a.radius_m, b.radius_m)
    same = (fold(a.name), a.kind, a.country) == (fold(b.name), b.kind, b.country)
    return same and apart_m <= _ONE_PLACE_M


def _is_airport_of(airport: Candidate, town: Candidate) -> bool:
    """Whether an airport was found only because it bears the name of ``town``."""
    return (
        (airport.kind, airport.match, town.kind) == ("airport", "alternate", "city")
        and airport.country == town.country
        and length_m((airport.lon, airport.lat), (town.lon, town.lat)) <= _AIRPORT_M
    )


def _sort(candidate: Candidate) -> str:
    return "area" if candidate.kind in AREA_KINDS else candidate.kind


def _advantage(best: Candidate, other: Candidate) -> str | None:
    """What makes ``best`` the one that is meant, in words, or None when nothing does."""
    if best.match == "online":
        # The order of a service is prominence; it cannot tell two of a kind apart.
        rival = best.kind == "unknown" or _sort(best) == _sort(other)
        return None if rival else "no other place of its kind was found far from it"
    ahead = best.score - other.score >= _MARGIN
    if best.kind != other.kind:
        return _ahead(best, other) if ahead else _crowd(best, other)
    if not (best.population or other.population):
        return _ahead(best, other) if ahead else None
    if (best.population or 0) <= (other.population or _UNKNOWN_PEOPLE):
        return None
    return _crowd(best, other) or (_ahead(best, other) if ahead else None)


def _crowd(best: Candidate, other: Candidate) -> str | None:
    """The words for a far larger population, if that is so."""
    if not best.population:
        return None
    if other.population:
        is_crowd = best.population >= _CROWD * other.population
        return f"it has many times the people of the next, {described(other)}" if is_crowd else None
    if best.kind == other.kind and best.population >= _CROWD * _UNKNOWN_PEOPLE:
        return f"of the next, {described(other)}, no number of people is known"
    return None


def _ahead(best: Candidate, other: Candidate) -> str:
    """The words for what puts the score of ``best`` ahead."""
    if other.match == "alternate" and best.match != "alternate":
        return f"the next, {described(other)}, has it only as another name"
    if best.kind != other.kind:
        return f"by its kind it is likelier meant than the next, {described(other)}"
    return f"the next, {described(other)}, fits much less well"
