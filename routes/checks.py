"""What can be computed about the claims: distances that sources state, legs nobody supports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from routes.geodesy import length_m, nearest_on_area
from routes.model import Case, Check, CheckResult, Finding, Place
from routes.wording import kilometres, listing


def check_claims(case: Case, places: Mapping[str, Place]) -> tuple[CheckResult, ...]:
    """Compute every check of ``case``: distances to the nearest points, in metres."""
    return tuple(_check(check, case, places) for check in case.checks)


def distance_m(origin: tuple[float, float], place: Place) -> float:
    """Metres from ``origin`` (lon, lat) to ``place``, or to the nearest point of its area."""
    if place.point is not None:
        return length_m(origin, place.point)
    if place.area is None:
        raise ValueError(f"{place.id} has neither a point nor an area")
    return nearest_on_area(origin, place.area)[0]


def _check(check: Check, case: Case, places: Mapping[str, Place]) -> CheckResult:
    origin = places.get(check.to)
    asked = (*check.closer, check.than)
    if origin is None or origin.point is None or any(p not in places for p in asked):
        return CheckResult(check.id, None, {}, "Cannot be computed: a place is not known.")
    found = {p: distance_m(origin.point, places[p]) for p in asked}
    holds = all(found[p] < found[check.than] for p in check.closer)
    names = {p: t.shown for p, t in case.places.items()}
    closer = listing([f"about {kilometres(found[p])} from {names[p]}" for p in check.closer])
    verdict = "So it is." if holds else "That is not so."
    statement = (
        f"{names[check.to]} is {closer}, and about {kilometres(found[check.than])} from "
        f"{names[check.than]}, measured to the nearest point of each. {verdict}"
    )
    return CheckResult(check.id, holds, found, statement)


def unsupported(case: Case) -> Iterable[Finding]:
    """A finding for every leg that is drawn as reported and that no source asserts."""
    for leg in case.legs.values():
        if leg.basis != "reported" or leg.status == "hypothetical":
            continue
        if any(c.stance == "asserts" for c in leg.claims):
            continue
        yield Finding(
            code="unsupported-leg",
            severity="warning",
            message="Drawn as reported, but no claim asserts it. "
            "Add a claim, or use `basis: inferred` with a reason.",
            about=f"legs.{leg.id}",
            mark=leg.mark,
        )
