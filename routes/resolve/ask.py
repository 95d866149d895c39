"""What gazetteers offer for a toponym before anything is weighed, and what may come of it. Pure.

Raises only what the gazetteers raise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from shapely.geometry.base import BaseGeometry

from routes.gazetteers.protocol import Gazetteer
from routes.messages import say
from routes.model import Candidate, Resolution, Toponym
from routes.model.place import AREA_KINDS, LINE_KINDS, commas
from routes.wording import listing

LIMIT = 25
"""How many candidates are looked at: far ones by name may be near by the route."""

_CODED = 1_000.0
"""How much more a code says than a name: two airports of one code are a mistake."""

PIN = "pin it with `lon` and `lat`"
"""What always helps."""

NO_AREA = (
    "Name a country, a region, a sea or a union that is known (Latvia, Primorsky Krai, "
    "Central Asia), or pin a point with `lon`, `lat` and `radius-m` instead."
)
"""What helps where an area is not known."""

_PIN_RADIUS_M = 1_000.0
"""Uncertainty of a pinned place when the case gives none: a site, not a doorstep."""

Way = Literal["pin", "areas", "code", "name"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why nothing was chosen: the finding's code, what would help, and what was found."""

    code: str
    remedy: str
    found: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A resolution, with the areas of what was chosen, or its line, or with a problem.

    Without any of these what was chosen is a point.
    """

    resolution: Resolution
    areas: tuple[BaseGeometry, ...] = ()
    line: BaseGeometry | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The candidates for every name of a toponym: several where it lies within several areas.

    ``choice`` is there when nothing is left to weigh: coordinates in the case, or a name
    that was not found.
    """

    toponym: Toponym
    way: Way
    names: tuple[tuple[str, tuple[Candidate, ...]], ...] = ()
    choice: Choice | None = None


def ask(toponym: Toponym, gazetteer: Gazetteer, reference: Gazetteer, *, unsent: str = "") -> Asked:
    """What there is for ``toponym``; ``reference`` has codes and areas, ``gazetteer`` names.

    ``unsent`` says why no service is among them, where one was left out: see `kept_secret`.
    """
    if toponym.lon is not None and toponym.lat is not None:
        return Asked(toponym, "pin", choice=pinned(toponym, toponym.lon, toponym.lat))
    if toponym.within:
        return _areas(toponym, reference)
    if toponym.iata or toponym.icao:
        return _code(toponym, reference)
    found = gazetteer.lookup(toponym.query, country=toponym.country, kind=toponym.kind, limit=LIMIT)
    if not found:
        return Asked(toponym, "name", choice=_missed(toponym, reference, unsent))
    return Asked(toponym, "name", ((toponym.query, found),))


def _missed(toponym: Toponym, reference: Gazetteer, unsent: str) -> Choice:
    """The problem that nothing was found, with what ``reference`` has elsewhere by that name.

    No service is asked again, only to word a hint. ``unsent`` says why none was asked at all.
    """
    if toponym.country or toponym.kind:
        found = reference.lookup(toponym.query, limit=LIMIT)
        if found:
            reason = f"“{toponym.query}” is known, but not {condition(toponym)}."
            remedy = f"Correct or delete {_conditions(toponym)}, or {PIN}."
            return failed(toponym, found, reason, "unresolved-place", remedy)
    name, containers = commas(toponym.query)
    if name and containers:
        found = reference.lookup(name, limit=LIMIT)
        if found:
            reason = f"“{name}” is known, but not “{', '.join((name, *containers))}”."
            remedy = f"Correct what stands after the comma, or {PIN}."
            return failed(toponym, found, reason, "unresolved-place", remedy)
    if unsent:
        reason = f"{unsent}, so no service was asked for it, and nothing else knows it."
        remedy = "Give coordinates (`lon`, `lat`) or a region (`within`)."
        return failed(toponym, (), reason, "unresolved-place", remedy)
    reason = f"No place is named “{toponym.query}”."
    if toponym.country or toponym.kind:
        reason = f"No place named “{toponym.query}” is known {condition(toponym)}."
    return failed(toponym, (), reason, "unresolved-place", f"Check the spelling, or {PIN}.")


def condition(toponym: Toponym) -> str:
    """What the case says of a place, as in "in FR" or "as `city`"; empty where it says nothing."""
    if toponym.country and toponym.kind:
        return say("in {country} as `{kind}`", country=toponym.country, kind=toponym.kind)
    if toponym.kind:
        return say("as `{kind}`", kind=toponym.kind)
    return say("in {country}", country=toponym.country) if toponym.country else ""


def _conditions(toponym: Toponym) -> str:
    given = [f"`{key}`" for key in ("country", "kind") if getattr(toponym, key)]
    return " or ".join(given)


def _code(toponym: Toponym, reference: Gazetteer) -> Asked:
    codes = [code.upper() for code in (toponym.iata, toponym.icao) if code]
    found = _airports(codes, toponym.country, reference)
    exact = tuple(c for c in found if set(codes) <= set(c.codes))
    if not exact:
        known = found or _airports(codes, None, reference)
        return Asked(toponym, "code", choice=_wrong_code(toponym, codes, known))
    certain = tuple(replace(c, weight=c.weight * _CODED) for c in exact)
    return Asked(toponym, "code", ((listing(codes), certain),))


def _airports(
    codes: Sequence[str], country: str | None, reference: Gazetteer
) -> tuple[Candidate, ...]:
    """The airports that have one of the codes, each once."""
    found = {
        c.ref: c
        for code in codes
        for c in reference.lookup(code, country=country, kind="airport", limit=LIMIT)
        if code in c.codes
    }
    return tuple(found.values())


def _wrong_code(toponym: Toponym, codes: Sequence[str], known: tuple[Candidate, ...]) -> Choice:
    shown = listing(codes)
    remedy = f"Correct it, or {PIN} instead."
    if not known:
        reason = f"No airport has the code {' or '.join(codes)}."
    elif any(set(codes) <= set(c.codes) for c in known):
        reason = f"{shown}: known, but not in {toponym.country}."
        remedy = "Correct or delete `country`, or correct the code."
    else:
        reason = f"{shown} are not codes of one airport."
        remedy = "Correct or delete one of them."
    return failed(toponym, known, reason, "unresolved-place", remedy)


def _areas(toponym: Toponym, reference: Gazetteer) -> Asked:
    # Another kind is that of the place, which lies somewhere in the area.
    is_area = toponym.kind in AREA_KINDS or toponym.kind in LINE_KINDS
    asked = toponym if is_area else replace(toponym, kind=None)
    names = [(name, _drawable(name, asked, reference)) for name in toponym.within]
    for name, found in names:
        if not found:
            return Asked(toponym, "areas", choice=_no_area(asked, name, reference))
    return Asked(toponym, "areas", tuple(names))


def _drawable(name: str, toponym: Toponym, reference: Gazetteer) -> tuple[Candidate, ...]:
    """What can be drawn as an area: it has a shape, or is a region, which gets a circle."""
    found = reference.lookup(name, country=toponym.country, kind=toponym.kind, limit=LIMIT)
    return tuple(c for c in found if c.has_shape or (c.kind == "region" and c.match != "online"))


def _no_area(toponym: Toponym, name: str, reference: Gazetteer) -> Choice:
    elsewhere = _drawable(name, replace(toponym, country=None, kind=None), reference)
    if elsewhere and (toponym.country or toponym.kind):
        reason = f"“{name}” has a known area, but not {condition(toponym)}."
        remedy = f"Name the area that is meant, or delete {_conditions(toponym)}."
    else:
        reason, remedy = f"No area is known for “{name}”.", NO_AREA
    return failed(toponym, elsewhere, reason, "unknown-area", remedy)


def pinned(toponym: Toponym, lon: float, lat: float) -> Choice:
    """The choice of the coordinates that stand in the case."""
    pin = Candidate(
        name=toponym.name,
        lon=lon,
        lat=lat,
        kind=toponym.kind or "site",
        match="pinned",
        matched=toponym.name,
        weight=1.0,
        gazetteer="case",
        ref=f"case:{toponym.id}",
        radius_m=toponym.radius_m or _PIN_RADIUS_M,
        country=toponym.country,
        confidence=1.0,
    )
    return Choice(Resolution(toponym, (pin,), (pin,), "Its coordinates stand in the case."))


def failed(
    toponym: Toponym,
    candidates: tuple[Candidate, ...],
    reason: str,
    code: str,
    remedy: str,
    hints: tuple[Candidate, ...] | None = None,
) -> Choice:
    """No choice: what was found, why it was not taken, and what would help."""
    shown = candidates if hints is None else hints
    problem = Problem(code, remedy, shown)
    return Choice(Resolution(toponym, candidates, (), reason), problem=problem)
