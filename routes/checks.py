"""What can be computed about the claims: distances that sources state, legs nobody supports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from routes.geodesy import length_m, nearest_on_area
from routes.messages import Text, listing, say
from routes.model import Case, Check, CheckResult, Claim, Finding, Leg, Place
from routes.wording import kilometres


def check_claims(case: Case, places: Mapping[str, Place]) -> tuple[CheckResult, ...]:
    """Compute every check of ``case``: distances to the nearest points, in metres."""
    return tuple(_check(check, case, places) for check in case.checks)


def distance_m(origin: tuple[float, float], place: Place) -> float:
    """Metres from ``origin`` (lon, lat) to ``place``, or to the nearest point of its area."""
    if place.point is not None:
        return length_m(origin, place.point)
    return nearest_on_area(origin, place.geometry)[0]


def _check(check: Check, case: Case, places: Mapping[str, Place]) -> CheckResult:
    names = {p: t.shown for p, t in case.places.items()}
    asked = (*check.closer, check.than)
    obstacle = _obstacle(check, places, names)
    origin = places[check.to].point if obstacle is None else None
    if origin is None:
        statement = say("Cannot be computed: {obstacle}.", obstacle=obstacle)
        return CheckResult(check.id, None, {}, statement)
    found = {p: distance_m(origin, places[p]) for p in asked}
    holds = all(found[p] < found[check.than] for p in check.closer)
    statement = say(
        "{place} is {distances}, measured to the nearest point of each.",
        place=names[check.to],
        distances=listing([_away(found[p], names[p]) for p in asked]),
    )
    return CheckResult(check.id, holds, found, statement)


def _away(metres: float, place: str) -> Text:
    return say("about {distance} from {place}", distance=kilometres(metres), place=place)


def _obstacle(check: Check, places: Mapping[str, Place], names: Mapping[str, str]) -> Text | None:
    """Why a check cannot be computed, or None."""
    asked = (check.to, check.than, *check.closer)
    missing = [names[p] for p in asked if p not in places]
    if missing:
        return say("where {places} is was not found", places=listing(missing))
    if places[check.to].is_vague:
        return say(
            "{place} is an area, and distances are measured from a point", place=names[check.to]
        )
    if check.to in (*check.closer, check.than) or check.than in check.closer:
        return say("it compares a place with itself")
    return None


def uncomputed(case: Case, results: Iterable[CheckResult]) -> Iterable[Finding]:
    """A finding for every claim about geography that could not be computed."""
    for check, result in zip(case.checks, results, strict=True):
        if result.holds is None:
            yield Finding("check-not-computed", "warning", result.statement, check.id, check.mark)


def is_unasserted(leg: Leg) -> bool:
    """Whether a leg is given as reported although no source asserts it."""
    if leg.basis != "reported" or leg.status == "hypothetical":
        return False
    return not _is_asserted(leg.claims)


def grammar(leg: Leg) -> str:
    """How a leg is drawn and exported: its basis, or ``hypothetical``, or ``unasserted``."""
    if leg.status == "hypothetical":
        return "hypothetical"
    return "unasserted" if is_unasserted(leg) else leg.basis


def is_dated_by_us(leg: Leg) -> bool:
    """Whether the date of a leg that is our reading is ours too: no claim on it gives one."""
    return leg.when is not None and leg.basis == "inferred" and not is_dated_by_claim(leg)


def is_dated_by_claim(leg: Leg) -> bool:
    """Whether somebody who asserts a leg says when; who denies or doubts it does not date it."""
    return any(claim.when for claim in leg.claims if claim.stance == "asserts")


def _is_asserted(claims: Iterable[Claim]) -> bool:
    return any(claim.stance == "asserts" for claim in claims)


def unsupported(case: Case) -> Iterable[Finding]:
    """A finding for every leg given as reported and every event that no source asserts."""
    for leg in case.legs.values():
        if is_unasserted(leg):
            message = say(
                "Given as reported, but no claim asserts it. "
                "Add a claim, or use `basis: inferred` with a reason."
            )
            yield Finding("unsupported-leg", "warning", message, f"legs.{leg.id}", leg.mark)
    for event in case.events.values():
        if not _is_asserted(event.claims):
            message = say("No claim asserts it. Add a claim with a quote.")
            about = f"events.{event.id}"
            yield Finding("unsupported-event", "warning", message, about, event.mark)
