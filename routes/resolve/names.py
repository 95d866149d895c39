"""The candidates of a single name, weighed without a case. Pure, and quick to load."""

from __future__ import annotations

from collections.abc import Sequence

from routes.model.place import Candidate
from routes.resolve.factors import Ballot, Factor, country_vote, near_point
from routes.resolve.reasons import against
from routes.resolve.sphere import Point
from routes.resolve.weighing import Weighed, weighed


def weigh(
    candidates: Sequence[Candidate], *, near: Point | None = None, countries: Sequence[str] = ()
) -> tuple[Candidate, ...]:
    """The candidates of one name, likeliest first, each place once.

    Their ``weight`` and ``confidence`` take into account ``near``, a point (lon, lat) that
    the place is thought to be near, and ``countries``, codes of the countries in which
    other places of the same story lie. Records of one place are joined, and a misspelt
    name counts only where none is spelt right.
    """
    return tuple(each.candidate for each in _weighed(candidates, near, countries))


def why(
    candidates: Sequence[Candidate], *, near: Point | None = None, countries: Sequence[str] = ()
) -> str:
    """What speaks for the likeliest candidate against the next, in short sentences.

    ``candidates``, ``near`` and ``countries`` are as for `weigh`. The next is named, with
    its share; how far the likeliest lies from ``near`` is always said. Empty where there is
    nothing to compare.
    """
    found = _weighed(candidates, near, countries)
    said = [against(*found[:2])] if len(found) > 1 else []
    if found and near is not None:
        distance = next(f.words for f in found[0].factors if f.topic == "near")
        if not said or distance not in said[0]:
            said.insert(0, f"It {distance}.")
    return " ".join(said)


def _weighed(
    candidates: Sequence[Candidate], near: Point | None, countries: Sequence[str]
) -> tuple[Weighed, ...]:
    ballot = Ballot.of({code} for code in countries)

    def judge(candidate: Candidate, _rivals: Sequence[Candidate]) -> Sequence[Factor]:
        close = () if near is None else (near_point(candidate, near),)
        return (*country_vote(candidate, ballot), *close)

    return weighed(candidates, judge)
