"""What a single toponym means, or why that cannot be said. Pure.

Raises only what the gazetteers raise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shapely.geometry.base import BaseGeometry

from routes.gazetteers.protocol import Gazetteer
from routes.model import Candidate, Precision, Resolution, Toponym
from routes.resolve.judge import AREA_KINDS, judge
from routes.resolve.words import described, matched, sentence
from routes.wording import listing

_LIMIT = 25
"""How many candidates are looked at: weak ones, too, may have more people than the best."""

_PIN_RADIUS_M = 1_000.0
"""Uncertainty of a pinned place when the case gives none: a site, not a doorstep."""

_POINT_PRECISIONS: tuple[Precision, ...] = ("exact", "site", "city")
_AREA_PRECISIONS: tuple[Precision, ...] = ("region", "country")

_PIN = "pin it with `lon` and `lat`"
_NO_AREA = (
    "Name a country or a union that is known (Latvia, Central Asia, European Union), "
    "or pin a point with `lon`, `lat` and `radius-m` instead."
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why nothing was chosen: the finding's code, what would help, and what was found."""

    code: str
    remedy: str
    found: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A resolution; with the areas of what was chosen, if it is no point, or with a problem."""

    resolution: Resolution
    areas: tuple[BaseGeometry, ...] = ()
    problem: Problem | None = None


def choose(toponym: Toponym, gazetteer: Gazetteer, reference: Gazetteer) -> Choice:
    """What ``toponym`` means; ``reference`` has codes and areas, ``gazetteer`` names."""
    if toponym.lon is not None and toponym.lat is not None:
        choice = _by_pin(toponym, toponym.lon, toponym.lat)
    elif toponym.within:
        choice = _by_areas(toponym, reference)
    elif toponym.iata or toponym.icao:
        choice = _by_code(toponym, reference)
    else:
        choice = _by_name(toponym, gazetteer, reference)
    return choice if choice.problem else _fitting(choice)


def _by_pin(toponym: Toponym, lon: float, lat: float) -> Choice:
    pin = Candidate(
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
    return Choice(Resolution(toponym, (pin,), (pin,), "Its coordinates stand in the case."))


def _by_name(toponym: Toponym, gazetteer: Gazetteer, reference: Gazetteer) -> Choice:
    found = gazetteer.lookup(
        toponym.query, country=toponym.country, kind=toponym.kind, limit=_LIMIT
    )
    if not found:
        return _missed(toponym, gazetteer)
    verdict = judge(found)
    if verdict.rivals:
        return _ambiguous(toponym, found, verdict.rivals)
    best = found[0]
    reason = f"{sentence(described(best))}, {matched(best)}; {verdict.why}."
    if not verdict.why:
        reason = f"The only place found for “{toponym.query}”: {described(best)}, {matched(best)}."
    if best.ignored:
        reason += f" {_left_out(best)} was not understood."
    if best.kind in AREA_KINDS:
        return _as_area(Resolution(toponym, found, (best,), reason), gazetteer, reference)
    return Choice(Resolution(toponym, found, (best,), reason))


def _as_area(resolution: Resolution, gazetteer: Gazetteer, reference: Gazetteer) -> Choice:
    """What was chosen, a country or a region, with its area, or the problem that none is held."""
    (best,) = resolution.chosen
    area = gazetteer.area(best.ref) if best.has_area else None
    if area is not None:
        return Choice(resolution, (area,))
    held = _in_reference(best, reference)
    area = reference.area(held.ref) if held else None
    if held is None or area is None:
        reason = f"{sentence(described(best))} is no point, and its area is not known."
        return _failed(resolution.toponym, resolution.candidates, reason, "unknown-area", _NO_AREA)
    reason = f"{resolution.reason} Drawn as the area of {described(held)}."
    known = (*resolution.candidates, held)
    return Choice(Resolution(resolution.toponym, known, (held,), reason), (area,))


def _in_reference(best: Candidate, reference: Gazetteer) -> Candidate | None:
    """The record in ``reference`` of a country or a region that a service found."""
    is_country = best.kind == "country"
    queries = (best.country, best.name) if is_country else (best.name,)
    for query in filter(None, queries):
        for held in reference.lookup(query, kind=best.kind, limit=_LIMIT):
            # A region of one country is not the union of countries that has its name.
            fits = held.country == best.country or (
                is_country and None in (best.country, held.country)
            )
            if held.has_area and fits:
                return held
    return None


def _missed(toponym: Toponym, gazetteer: Gazetteer) -> Choice:
    """The problem that nothing was found, with what is found elsewhere by that name."""
    if toponym.country or toponym.kind:
        found = gazetteer.lookup(toponym.query, limit=_LIMIT)
        if found:
            reason = f"“{toponym.query}” is known, but not {_condition(toponym)}."
            remedy = f"Correct or delete {_conditions(toponym)}, or {_PIN}."
            return _failed(toponym, found, reason, "unresolved-place", remedy)
    name, comma, rest = (part.strip() for part in toponym.query.partition(","))
    if comma and name:
        found = gazetteer.lookup(name, limit=_LIMIT)
        if found:
            reason = f"“{name}” is known, but not “{name}, {rest}”."
            remedy = f"Correct what stands after the comma, or {_PIN}."
            return _failed(toponym, found, reason, "unresolved-place", remedy)
    reason = f"No place is named “{toponym.query}”."
    return _failed(toponym, (), reason, "unresolved-place", f"Check the spelling, or {_PIN}.")


def _condition(toponym: Toponym) -> str:
    words = [f"in {toponym.country}"] if toponym.country else []
    return " ".join([*words, f"as `{toponym.kind}`"] if toponym.kind else words)


def _conditions(toponym: Toponym) -> str:
    given = [f"`{key}`" for key in ("country", "kind") if getattr(toponym, key)]
    return " or ".join(given)


def _ambiguous(
    toponym: Toponym, found: tuple[Candidate, ...], rivals: tuple[Candidate, ...]
) -> Choice:
    likely = (found[0], *rivals)
    count = f"at least {len(likely)}" if len(found) >= _LIMIT else str(len(likely))
    if found[0].ignored:
        name = toponym.query.partition(",")[0].strip()
        reason = f"{_left_out(found[0])} is not understood, and {count} places fit “{name}”."
    else:
        reason = sentence(f"{count} places fit “{toponym.query}” about equally well.")
    return _failed(
        toponym, found, reason, "ambiguous-place", _telling_apart(toponym, likely), likely
    )


def _left_out(candidate: Candidate) -> str:
    return listing([f"“{part}”" for part in candidate.ignored])


def _telling_apart(toponym: Toponym, likely: Sequence[Candidate]) -> str:
    """What the writer can add that tells these candidates apart."""
    keys: list[str] = []
    if toponym.country is None and len({c.country for c in likely}) > 1:
        keys.append("`country`")
    if toponym.kind is None and len({c.kind for c in likely}) > 1:
        keys.append("`kind`")
    if all(c.admin1 for c in likely) and len({c.admin1 for c in likely}) > 1:
        keys.append("the state after a comma")
    return f"Add {' or '.join(keys)}, or {_PIN}." if keys else f"{sentence(_PIN)}."


def _by_code(toponym: Toponym, reference: Gazetteer) -> Choice:
    codes = [code.upper() for code in (toponym.iata, toponym.icao) if code]
    shown = listing(codes)
    found = _airports(codes, toponym.country, reference)
    exact = tuple(c for c in found if set(codes) <= set(c.codes))
    if not exact:
        return _wrong_code(toponym, codes, found or _airports(codes, None, reference))
    verdict = judge(exact)
    if verdict.rivals:
        return _ambiguous(toponym, exact, verdict.rivals)
    word = "codes" if len(codes) > 1 else "code"
    verb = "are those" if len(codes) > 1 else "is that"
    reason = f"The {word} {shown} {verb} of {described(exact[0])}."
    return Choice(Resolution(toponym, exact, (exact[0],), reason))


def _airports(
    codes: Sequence[str], country: str | None, reference: Gazetteer
) -> tuple[Candidate, ...]:
    """The airports that have one of the codes, each once."""
    found = {
        c.ref: c
        for code in codes
        for c in reference.lookup(code, country=country, kind="airport", limit=_LIMIT)
        if code in c.codes
    }
    return tuple(found.values())


def _wrong_code(toponym: Toponym, codes: Sequence[str], known: tuple[Candidate, ...]) -> Choice:
    shown = listing(codes)
    remedy = f"Correct it, or {_PIN} instead."
    if not known:
        reason = f"No airport has the code {' or '.join(codes)}."
    elif any(set(codes) <= set(c.codes) for c in known):
        reason = f"{shown}: known, but not in {toponym.country}."
        remedy = "Correct or delete `country`, or correct the code."
    else:
        reason = f"{shown} are not codes of one airport."
        remedy = "Correct or delete one of them."
    return _failed(toponym, known, reason, "unresolved-place", remedy)


def _by_areas(toponym: Toponym, reference: Gazetteer) -> Choice:
    # Another kind is that of the place, which lies somewhere in the area.
    asked = toponym if toponym.kind in AREA_KINDS else replace(toponym, kind=None)
    seen: list[Candidate] = []
    chosen: list[Candidate] = []
    areas: list[BaseGeometry] = []
    for name in toponym.within:
        found = _with_area(name, asked, reference)
        if not found:
            return _no_area(asked, name, reference)
        verdict = judge(found)
        if verdict.rivals:
            return _ambiguous_area(toponym, name, (found[0], *verdict.rivals))
        area = reference.area(found[0].ref)
        if area is None:
            return _no_area(asked, name, reference)
        seen += found
        chosen.append(found[0])
        areas.append(area)
    names = listing([c.name for c in chosen])
    reason = f"No point is named. “{toponym.name}” is drawn as the area of {names}."
    return Choice(Resolution(toponym, tuple(seen), tuple(chosen), reason), tuple(areas))


def _with_area(name: str, toponym: Toponym, reference: Gazetteer) -> tuple[Candidate, ...]:
    found = reference.lookup(name, country=toponym.country, kind=toponym.kind, limit=_LIMIT)
    return tuple(c for c in found if c.has_area)


def _no_area(toponym: Toponym, name: str, reference: Gazetteer) -> Choice:
    elsewhere = _with_area(name, replace(toponym, country=None, kind=None), reference)
    if elsewhere and (toponym.country or toponym.kind):
        reason = f"“{name}” has a known area, but not {_condition(toponym)}."
        remedy = f"Name the area that is meant, or delete {_conditions(toponym)}."
    else:
        reason, remedy = f"No area is known for “{name}”.", _NO_AREA
    return _failed(toponym, elsewhere, reason, "unknown-area", remedy)


def _ambiguous_area(toponym: Toponym, name: str, likely: tuple[Candidate, ...]) -> Choice:
    reason = f"{len(likely)} areas fit “{name}” about equally well."
    remedy = "Name the one that is meant in full."
    return _failed(toponym, likely, reason, "ambiguous-place", remedy)


def _fitting(choice: Choice) -> Choice:
    """The choice, if the precision that the case gives fits what was chosen."""
    toponym, best = choice.resolution.toponym, choice.resolution.chosen[0]
    claimed = toponym.precision
    if choice.areas:
        if claimed not in _POINT_PRECISIONS:
            return choice
        reason = f"{sentence(described(best))} is an area, and no `precision: {claimed}`."
        remedy = f"Delete `precision`, name a place in it, or {_PIN}."
    elif best.kind in AREA_KINDS:
        reason = f"A {best.kind} is not a point."
        remedy = "Use `within` instead of `lon` and `lat`, or correct `kind`."
    elif claimed in _AREA_PRECISIONS:
        reason = f"{sentence(described(best))} is a point, and no `precision: {claimed}`."
        remedy = f"Use `within` to name the {claimed}, or give `radius-m` instead."
    else:
        return choice
    return _failed(toponym, choice.resolution.candidates, reason, "precision-mismatch", remedy)


def _failed(
    toponym: Toponym,
    candidates: tuple[Candidate, ...],
    reason: str,
    code: str,
    remedy: str,
    hints: tuple[Candidate, ...] | None = None,
) -> Choice:
    shown = candidates if hints is None else hints
    return Choice(Resolution(toponym, candidates, (), reason), (), Problem(code, remedy, shown))
