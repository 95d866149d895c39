"""From the names in a case to places, or to findings that say what is missing. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import shapely

from routes.errors import GeocoderError
from routes.gazetteers.protocol import Gazetteer
from routes.model import (
    SERVICE_FAILED,
    Candidate,
    Case,
    Finding,
    Place,
    Precision,
    Resolution,
    Toponym,
)
from routes.wording import listing

_MARGIN = 0.12
"""How far the best candidate's score must lie ahead of the next to be taken without asking."""

_CROWD = 10.0
"""... or how many times more people it must have; see docs/decisions/resolution.md."""

_PIN_RADIUS_M = 1_000.0
"""Uncertainty of a pinned place when the case gives none: a site, not a doorstep."""

_AREA_KINDS = ("country", "region")

_FINEST: Mapping[str, Precision] = {
    "city": "city",
    "airport": "site",
    "country": "country",
    "region": "region",
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
    codes and the areas of vague places, which online services do not have. Never
    guesses: a name without a candidate, or with several that are about as likely, is
    a finding that lists them, and gets no place. Neither does a name for which a
    service failed; the other names are still asked for.
    """
    reference = reference or gazetteer
    places: dict[str, Place] = {}
    resolutions: dict[str, Resolution] = {}
    findings: list[Finding] = []
    for toponym in case.places.values():
        try:
            resolution = _choose(toponym, gazetteer, reference)
        except GeocoderError as error:
            findings.append(_unanswered(toponym, error))
            continue
        resolutions[toponym.id] = resolution
        if resolution.chosen:
            places[toponym.id] = _place(resolution, reference)
        else:
            findings.append(_finding(resolution))
    return Resolved(places, resolutions, tuple(findings))


def _choose(toponym: Toponym, gazetteer: Gazetteer, reference: Gazetteer) -> Resolution:
    if toponym.lon is not None and toponym.lat is not None:
        pin = _pin(toponym, toponym.lon, toponym.lat)
        return Resolution(toponym, (pin,), (pin,), "Its coordinates stand in the case.")
    if toponym.within:
        return _choose_areas(toponym, reference)
    code = toponym.iata or toponym.icao
    if code:
        return _choose_by_code(toponym, code, reference)
    found = gazetteer.lookup(toponym.query, country=toponym.country, kind=toponym.kind)
    return _choose_by_name(toponym, found)


def _pin(toponym: Toponym, lon: float, lat: float) -> Candidate:
    return Candidate(
        name=toponym.name,
        lon=lon,
        lat=lat,
        kind=toponym.kind or "site",
        match="pinned",
        matched=toponym.name,
        score=1.0,
        gazetteer="case",
        ref=f"case:{toponym.id}",
        radius_m=toponym.radius_m or _PIN_RADIUS_M,
        country=toponym.country,
    )


def _choose_areas(toponym: Toponym, reference: Gazetteer) -> Resolution:
    seen: list[Candidate] = []
    chosen: list[Candidate] = []
    missing: list[str] = []
    for name in toponym.within:
        found = [c for c in reference.lookup(name) if c.has_area]
        seen += found
        if found:
            chosen.append(found[0])
        else:
            missing.append(name)
    if missing:
        reason = f"No area is known for {', '.join(missing)}."
        return Resolution(toponym, tuple(seen), (), reason)
    names = listing([c.name for c in chosen])
    reason = f"No point is named. “{toponym.name}” is drawn as the area of {names}."
    return Resolution(toponym, tuple(seen), tuple(chosen), reason)


def _choose_by_code(toponym: Toponym, code: str, reference: Gazetteer) -> Resolution:
    found = reference.lookup(code, country=toponym.country, kind="airport")
    exact = tuple(c for c in found if code.upper() in c.codes)
    if not exact:
        return Resolution(toponym, found, (), f"No airport has the code {code.upper()}.")
    best = exact[0]
    reason = f"The code {code.upper()} is that of {_describe(best)}."
    return Resolution(toponym, exact, (best,), reason)


def _choose_by_name(toponym: Toponym, found: tuple[Candidate, ...]) -> Resolution:
    if not found:
        return Resolution(toponym, (), (), f"No place is named “{toponym.query}”.")
    best, rest = found[0], [c for c in found[1:] if not _same_spot(found[0], c)]
    how = "by its main name" if best.match == "exact" else f"by its name “{best.matched}”"
    if not rest:
        reason = f"The only place found for “{toponym.query}”: {_describe(best)}, {how}."
        return Resolution(toponym, found, (best,), reason)
    runner = rest[0]
    ahead = best.score - runner.score >= _MARGIN
    crowd = (best.population or 0) >= _CROWD * (runner.population or 1)
    if ahead or (crowd and best.score >= runner.score):
        why = "far better known than" if ahead else "has many times the people of"
        reason = f"{_describe(best)}, {how}; {why} the next, {_describe(runner)}."
        return Resolution(toponym, found, (best,), reason[0].upper() + reason[1:])
    reason = f"{len(rest) + 1} places fit “{toponym.query}” about equally well."
    return Resolution(toponym, found, (), reason)


def _same_spot(a: Candidate, b: Candidate) -> bool:
    """Whether two records are of one place: same name and kind, hardly apart."""
    close = abs(a.lon - b.lon) < 0.1 and abs(a.lat - b.lat) < 0.1
    return close and a.kind == b.kind and a.country == b.country


def _describe(candidate: Candidate) -> str:
    facts: list[str] = [candidate.kind]
    if candidate.admin1:
        facts.append(candidate.admin1)
    if candidate.country and candidate.kind != "country":
        facts.append(candidate.country)
    if candidate.population:
        facts.append(f"{candidate.population:,} people")
    return f"{candidate.name} ({', '.join(facts)})"


def _unanswered(toponym: Toponym, error: GeocoderError) -> Finding:
    return Finding(
        code=SERVICE_FAILED,
        severity="error",
        message=f"Not looked up: {error}. That is not “not found”; try again later.",
        about=f"places.{toponym.id}",
        mark=toponym.mark,
    )


def _finding(resolution: Resolution) -> Finding:
    toponym = resolution.toponym
    hints = tuple(
        f"{_describe(c)} at lon {c.lon:.4f}, lat {c.lat:.4f}" for c in resolution.candidates[:5]
    )
    if resolution.candidates:
        code, remedy = "ambiguous-place", "Add `country`, or pin it with `lon` and `lat`."
    else:
        code, remedy = "unresolved-place", "Check the spelling, or pin it with `lon` and `lat`."
    return Finding(
        code=code,
        severity="error",
        message=f"{resolution.reason} {remedy}",
        about=f"places.{toponym.id}",
        mark=toponym.mark,
        hints=hints,
    )


def _place(resolution: Resolution, reference: Gazetteer) -> Place:
    toponym, chosen = resolution.toponym, resolution.chosen
    best = chosen[0]
    label = toponym.shown
    if toponym.within or (best.kind in _AREA_KINDS and best.has_area):
        areas = [a for a in (reference.area(c.ref) for c in chosen) if a is not None]
        coarsest: Precision = "country" if any(c.kind == "country" for c in chosen) else "region"
        return Place(
            id=toponym.id,
            label=label,
            kind=best.kind,
            precision=toponym.precision or coarsest,
            radius_m=toponym.radius_m or max(c.radius_m for c in chosen),
            resolution=resolution,
            area=areas[0] if len(areas) == 1 else shapely.union_all(areas),
            country=best.country if len(chosen) == 1 else None,
        )
    return Place(
        id=toponym.id,
        label=label,
        kind=best.kind,
        precision=toponym.precision or _FINEST.get(best.kind, "unknown"),
        radius_m=toponym.radius_m or best.radius_m,
        resolution=resolution,
        point=(best.lon, best.lat),
        country=best.country,
    )
