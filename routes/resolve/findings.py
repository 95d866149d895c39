"""What a writer must be told about the resolution of names. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from routes.errors import GeocoderError
from routes.gazetteers.fold import fold
from routes.geodesy import length_m
from routes.model import SERVICE_FAILED, Case, Finding, Place, Resolution, Severity, Toponym
from routes.model.place import commas
from routes.resolve.ask import Choice, Problem
from routes.resolve.reasons import described, located
from routes.resolve.shapes import distance_m
from routes.resolve.travel import Travel

_HINTS = 5
_NOTED_BY_NAME = ("city", "airport")


def unanswered(toponym: Toponym, error: GeocoderError) -> Finding:
    """A service failed, which says nothing about the name."""
    message = f"Not looked up: {error}. That is not “not found”; try again later."
    return _finding(toponym, SERVICE_FAILED, "error", message)


def about(choice: Choice) -> list[Finding]:
    """What must be said of one choice: that there is none, or why it may be wrong."""
    if choice.problem:
        return [_unresolved(choice.resolution, choice.problem)]
    resolution = choice.resolution
    return [*_misspelt(resolution), *_by_another_name(resolution)]


def _finding(toponym: Toponym, code: str, severity: Severity, message: str) -> Finding:
    return Finding(code, severity, message, f"places.{toponym.id}", toponym.mark)


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


def _misspelt(resolution: Resolution) -> list[Finding]:
    """A warning where nothing is spelt so, and something is nearly."""
    toponym = resolution.toponym
    names = toponym.within or (toponym.query,)
    fuzzy = [c for c in resolution.chosen if c.match == "fuzzy"]
    if not fuzzy:
        return []
    asked = " and ".join(f"“{name}”" for name in names)
    read_as = " and ".join(described(c) for c in fuzzy)
    message = (
        f"{asked} is read as {read_as}. Correct it; if the reports write it so, "
        "keep it in `name` and put the right one in `query`."
    )
    return [_finding(toponym, "misspelt-place", "warning", message)]


def _by_another_name(resolution: Resolution) -> list[Finding]:
    """A warning where nothing but another name, and no country, speaks for the choice.

    The gazetteer may simply lack the place that is meant, and know one elsewhere that
    is spelt so in some language. Names in another script than the main name's are
    other names as a rule, and are not warned about.
    """
    toponym, best = resolution.toponym, resolution.chosen[0]
    stated = toponym.country or commas(toponym.query)[1]
    if best.match != "alternate" or stated or not toponym.query.isascii():
        return []
    if fold(best.name) == fold(toponym.query):
        return []
    message = (
        f"“{toponym.query}” is only another name of {described(best)}. "
        "If that is the place, add `country`; if not, pin it with `lon` and `lat`."
    )
    return [_finding(toponym, "other-name", "warning", message)]


def noted(places: Iterable[Place]) -> list[Finding]:
    """What a reader must know of places, such as that two states claim one; once for each.

    Notes on towns and airports are about their names.
    """
    found: dict[str, Finding] = {}
    for place in places:
        for chosen in place.resolution.chosen:
            if chosen.note and chosen.ref not in found and chosen.kind not in _NOTED_BY_NAME:
                message = f"{described(chosen)}: {chosen.note.rstrip('.')}."
                toponym = place.resolution.toponym
                found[chosen.ref] = _finding(toponym, "place-note", "info", message)
    return list(found.values())


def on_one_point(places: Iterable[Place]) -> list[Finding]:
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
    message = (
        f"'{place.id}' and '{earlier.id}' are the same point, lon {point[0]:.4f}, "
        f"lat {point[1]:.4f}. If one place is meant, use one id."
    )
    return _finding(place.resolution.toponym, "same-point", "info", message)


def out_of_reach(case: Case, places: Mapping[str, Place], travel: Travel) -> list[Finding]:
    """A warning for each leg that its mode or its dates do not allow; a weighed one may be."""
    found: list[Finding] = []
    for leg in case.legs.values():
        start, end = places.get(leg.start), places.get(leg.end)
        if start is None or end is None or leg.status == "hypothetical":
            continue
        apart_m = _apart_m(start, end)
        countries = (start.country, end.country)
        objection = None if apart_m is None else travel.objection(leg, apart_m, countries)
        if objection:
            message = (
                f"From {start.label} to {end.label}: {objection}. "
                "Check both places, `by` and `when`."
            )
            found.append(Finding("out-of-reach", "warning", message, f"legs.{leg.id}", leg.mark))
    return found


def _apart_m(start: Place, end: Place) -> float | None:
    """Metres between the nearest points, or None where both are areas."""
    if start.point is not None and end.point is not None:
        return length_m(start.point, end.point)
    if start.point is not None:
        return distance_m(start.point, end.geometry)
    return None if end.point is None else distance_m(end.point, start.geometry)
