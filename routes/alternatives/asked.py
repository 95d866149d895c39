"""What a case asks for besides its legs, answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from routes.alternatives.between import between
from routes.alternatives.means import Means
from routes.alternatives.repeated import repeated
from routes.model import (
    Alternatives,
    Case,
    Finding,
    NoPath,
    Place,
    Severity,
    TracedLeg,
    Wanted,
)
from routes.wording import listing


@dataclass(frozen=True, slots=True)
class Answered:
    """What a case asks for, in its order, and findings for what has no answer."""

    alternatives: tuple[Alternatives, ...]
    findings: tuple[Finding, ...]


def alternatives(
    case: Case, places: Mapping[str, Place], legs: Mapping[str, TracedLeg], means: Means
) -> Answered:
    """Answer everything that ``case`` asks for.

    Each is as of its own date, which the case file has made complete. A path that an earlier
    one has, too, says so. Raises ArtefactError for a broken installation.
    """
    answers = tuple(
        repeated([_answer(case, wanted, places, legs, means) for wanted in case.alternatives])
    )
    return Answered(answers, tuple(_findings(answers)))


def _answer(
    case: Case,
    wanted: Wanted,
    places: Mapping[str, Place],
    legs: Mapping[str, TracedLeg],
    means: Means,
) -> Alternatives:
    ids = [wanted.start, *wanted.via, *([wanted.end] if wanted.end else [])]
    unknown = [case.places[i].shown for i in ids if i not in places]
    if unknown:
        message = f"Where {listing(unknown)} is was not found."
        return Alternatives(
            wanted=wanted,
            start=case.places[wanted.start].shown,
            end=case.places[wanted.end].shown if wanted.end else "",
            reported_m=None,
            refused=NoPath("too-vague", message, tuple(unknown)),
        )
    leg = legs.get(wanted.leg or "")
    return between(
        places[wanted.start],
        places[wanted.end] if wanted.end else None,
        wanted,
        means,
        via=[places[stop] for stop in wanted.via],
        reported_m=leg.length_m if leg is not None else None,
    )


def _findings(answers: tuple[Alternatives, ...]) -> Iterator[Finding]:
    for answer in answers:
        if answer.refused is None:
            continue
        # A place that is too vague is for the author to mend; the others are an answer.
        severity: Severity = "warning" if answer.refused.reason == "too-vague" else "info"
        yield Finding(
            "no-alternative",
            severity,
            f"No path: {answer.refused.message}",
            f"alternatives.{answer.wanted.id}",
            answer.wanted.mark,
        )
