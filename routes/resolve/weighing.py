"""Candidates weighed in context: joined, multiplied with factors, turned into confidence. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from routes.gazetteers.weights import confident
from routes.model.place import Candidate
from routes.resolve.factors import Factor
from routes.resolve.same import joined

SURE = 0.9
"""From this confidence on a place is taken; below it the writer is asked.

A wrong line on a map costs more than a question: nine right for one wrong is the least that
a reader may expect of a place that nobody pinned, and the places just above it are shown as
likely, not as sure. docs/confidence.md says how often each confidence was right.
"""

Judge = Callable[[Candidate, Sequence[Candidate]], Sequence[Factor]]
"""What speaks for or against a candidate, given all candidates of its name."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its weight and confidence in context, and what made them.

    ``base`` is its weight by its name alone.
    """

    candidate: Candidate
    base: float
    factors: tuple[Factor, ...] = ()

    @property
    def confidence(self) -> float:
        """The confidence of the candidate, 0 to 1."""
        return self.candidate.confidence


def weighed(candidates: Sequence[Candidate], judge: Judge) -> tuple[Weighed, ...]:
    """The candidates of one name, likeliest first, each place once."""
    kept = joined(candidates)
    found = {c.ref: tuple(judge(c, kept)) for c in kept}
    bases = {c.ref: c.weight for c in kept}
    heavy = [replace(c, weight=_times(c.weight, found[c.ref])) for c in kept]
    return tuple(Weighed(c, bases[c.ref], found[c.ref]) for c in confident(heavy))


def without(weighed: Sequence[Weighed], place: str | None) -> tuple[Candidate, ...]:
    """The candidates as if ``place`` had not been heard on them, likeliest first.

    What one place tells another must not come back to it as news. Without ``place`` all count.
    """
    return confident(
        [
            replace(
                each.candidate,
                weight=_times(
                    each.base, [f for f in each.factors if place is None or f.by != place]
                ),
            )
            for each in weighed
        ]
    )


def witnesses(weighed: Sequence[Weighed]) -> frozenset[str]:
    """The ids of the places that were heard on the candidates."""
    return frozenset(f.by for each in weighed for f in each.factors if f.by is not None)


def _times(weight: float, factors: Sequence[Factor]) -> float:
    return weight * math.prod(factor.value for factor in factors)
