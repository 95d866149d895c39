"""From the names in a case to places, or to findings that say what is missing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import shapely

from routes.errors import GeocoderError
from routes.gazetteers.fold import fold
from routes.gazetteers.protocol import Gazetteer
from routes.model import (
    SERVICE_FAILED,
    Case,
    Finding,
    Kind,
    Place,
    Precision,
    Resolution,
    Toponym,
)
from routes.resolve.choose import Choice, Problem, choose
from routes.resolve.words import described, located

__all__ = ["Resolved", "resolve"]

_HINTS = 5

_FINEST: Mapping[Kind, Precision] = {
    "city": "city",
    "airport": "site",
    "site": "site",
    "address": "exact",
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """What came of all toponyms of a case; unresolved ones have a finding and no place."""

    places: Mapping[str, Place]
    resolutions: Mapping[str, Resolution]
    findings: tuple[Finding, ...]


def resolve(case: Case, gazetteer: Gazetteer, reference: Gazetteer | None = None) -> Resolved:
    """Resolve every toponym of ``case``.

    ``gazetteer`` finds names of points. ``reference`` (by default the same) finds
    codes and the areas of countries and vague places, which online services do not
    have. Never guesses: a name without a candidate, or with several that are about as
    likely, is a finding that lists them, and gets no place. Neither does a name for
    which a service failed; the other names are still asked for.
    """
    reference = reference or gazetteer
    places: dict[str, Place] = {}
    resolutions: dict[str, Resolution] = {}
    findings: list[Finding] = []
    for toponym in case.places.values():
        try:
            choice = choose(toponym, gazetteer, reference)
        except GeocoderError as error:
            findings.append(_unanswered(toponym, error))
            continue
        resolutions[toponym.id] = choice.resolution
        if choice.problem:
            findings.append(_unresolved(choice.resolution, choice.problem))
        else:
            places[toponym.id] = _place(choice)
            findings += _by_another_name(choice.resolution)
    return Resolved(places, resolutions, (*findings, *_on_one_point(places.values())))


def _place(choice: Choice) -> Place:
    toponym, chosen = choice.resolution.toponym, choice.resolution.chosen
    best = chosen[0]
    if choice.areas:
        coarsest: Precision = "country" if any(c.kind == "country" for c in chosen) else "region"
        return Place(
            id=toponym.id,
            label=toponym.shown,
            kind=best.kind,
            precision=toponym.precision or coarsest,
            radius_m=toponym.radius_m or max(c.radius_m for c in chosen),
            resolution=choice.resolution,
            area=choice.areas[0] if len(chosen) == 1 else shapely.union_all(choice.areas),
            country=best.country if len(chosen) == 1 else None,
        )
    return Place(
        id=toponym.id,
        label=toponym.shown,
        kind=best.kind,
        precision=toponym.precision or _FINEST.get(best.kind, "unknown"),
        radius_m=toponym.radius_m or best.radius_m,
        resolution=choice.resolution,
        point=(best.lon, best.lat),
        country=best.country,
    )


def _unanswered(toponym: Toponym, error: GeocoderError) -> Finding:
    return Finding(
        code=SERVICE_FAILED,
        severity="error",
        message=f"Not looked up: {error}. That is not “not found”; try again later.",
        about=f"places.{toponym.id}",
        mark=toponym.mark,
    )


def _unresolved(resolution: Resolution, problem: Problem) -> Finding:
    toponym = resolution.toponym
    return Finding(
        code=problem.code,
        severity="error",
        message=f"{resolution.reason} {problem.remedy}",
        about=f"places.{toponym.id}",
        mark=toponym.mark,
        hints=tuple(located(candidate) for candidate in problem.found[:_HINTS]),
    )


def _by_another_name(resolution: Resolution) -> list[Finding]:
    """A warning where nothing but another name, and no country, speaks for the choice.

    The gazetteer may simply lack the place that is meant, and know one elsewhere that
    is spelt so in some language. Names in another script than the main name's are
    other names as a rule, and are not warned about.
    """
    toponym, best = resolution.toponym, resolution.chosen[0]
    stated = toponym.country or "," in toponym.query
    if best.match != "alternate" or stated or not toponym.query.isascii():
        return []
    if fold(best.name) == fold(toponym.query):
        return []
    message = (
        f"“{toponym.query}” is only another name of {described(best)}. "
        "If that is the place, add `country`; if not, pin it with `lon` and `lat`."
    )
    return [Finding("other-name", "warning", message, f"places.{toponym.id}", toponym.mark)]


def _on_one_point(places: Iterable[Place]) -> list[Finding]:
    """One finding for each place on a point that an earlier one has already."""
    first: dict[tuple[float, float], Place] = {}
    found: list[Finding] = []
    for place in places:
        if place.point is None:
            continue
        earlier = first.setdefault(place.point, place)
        if earlier is not place:
            found.append(_same_point(earlier, place, place.point))
    return found


def _same_point(earlier: Place, place: Place, point: tuple[float, float]) -> Finding:
    return Finding(
        code="same-point",
        severity="info",
        message=(
            f"'{place.id}' and '{earlier.id}' are the same point, lon {point[0]:.4f}, "
            f"lat {point[1]:.4f}. If one place is meant, use one id."
        ),
        about=f"places.{place.id}",
        mark=place.resolution.toponym.mark,
    )
