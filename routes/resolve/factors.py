"""Factors on the weight of a candidate that need nothing but the candidate. Pure, quick to load.

A factor is the answer to: how many times likelier is it to see this when the candidate is
meant than when any other place of the world is? So 1 says nothing, and what a place that is
missing from the gazetteer would weigh needs no factor. Where the numbers come from:
docs/decisions/resolution-in-context.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from routes.model.place import Candidate
from routes.resolve.sphere import Point, apart_m, point
from routes.wording import count, kilometres

_COUNTRY_VOTE = 10.0
"""How much likelier a country is than by chance, when all other places of the case lie in it."""

UNSEEN = 2.0
"""How many places, spread by chance, the votes are mixed with, so that one vote is not all."""

_NEAR = 100.0
_NEAR_LEAST = 0.00001
_NEAR_M = 200_000.0
_NEAR_POWER = 4
"""The same for a place that the writer says it is near, and what near means there: whoever
says so means it, so beyond that distance it counts against a place much sooner."""

_MISFIT = 0.1
"""From this factor down, another place and the candidate do not go together."""

IMPOSSIBLE = "cannot be joined with"
"""How the words begin for a neighbour that no leg of that kind can reach."""


INSIDE, AROUND, TOUCHING = "in it", "around it", "touching it"
"""How two places lie that have no distance between them, in short."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One reason for or against a candidate, next to all places of the world.

    ``topic`` is what it is about; ``words`` state the fact, to go on after "it", and
    ``short`` the part of it that differs between candidates, if that can be said alone.
    ``by`` is the id of the one place that it was learnt from, where it is one.
    """

    topic: str
    value: float
    words: str
    short: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """Where other places lie: how many were asked, and how many lie in each country or region.

    A place may lie in several, or be one of several.
    """

    voters: int
    counts: Mapping[object, int]

    @classmethod
    def of(cls, voters: Iterable[Set[object]]) -> Ballot:
        """The ballot of all that lie anywhere; each voter is what one of them lies in."""
        cast = [voter for voter in voters if voter]
        return cls(len(cast), Counter(where for voter in cast for where in voter))


def country_vote(candidate: Candidate, ballot: Ballot) -> tuple[Factor, ...]:
    """For the country of the candidate, by the codes of those in which each other place lies."""
    if not ballot.voters or candidate.country is None:
        return ()
    agree = ballot.counts.get(candidate.country, 0)
    words = voted(agree, f"in {candidate.country}")
    return (Factor("country votes", voting(agree, ballot.voters), words),)


def voting(agree: int, voters: int) -> float:
    """The factor for a country in which ``agree`` of the other places lie."""
    return (agree * _COUNTRY_VOTE + UNSEEN) / (voters + UNSEEN)


def voted(agree: int, where: str) -> str:
    """How many of the other places lie ``where``, as in "in RU", in words."""
    if not agree:
        return f"no other place of the case lies {where}"
    return f"{count(agree, 'other place')} of the case {'lies' if agree == 1 else 'lie'} {where}"


def heard(mass: float, values: Sequence[tuple[float, float]]) -> float:
    """The factor for another place that may be several ones, and with the rest may be anywhere.

    ``values`` has the share of each in ``mass``, and its factor. Where none of them fits, one
    of the two is wrong; that it is the other counts only as the square of its doubt, since
    a writer is better asked about both than told that the wrong one is likely.
    """
    rest = 1.0 - mass
    if all(value <= _MISFIT for _, value in values):
        rest **= 2
    return rest + sum(share * value for share, value in values)


def near_point(candidate: Candidate, center: Point) -> Factor:
    """For the distance to a point that the name is looked up near; shapes do not count."""
    away_m = apart_m(center, point(candidate))
    if candidate.granularity in {"region", "country"}:
        away_m = max(away_m - candidate.radius_m, 0.0)
    words = f"lies {kilometres(away_m)} from the place given as near"
    return Factor("near", nearness(away_m), words, kilometres(away_m))


def nearness(away_m: float) -> float:
    """The factor for being so far from a place that it is said to be near."""
    return max(_NEAR / (1 + (away_m / _NEAR_M) ** _NEAR_POWER), _NEAR_LEAST)
