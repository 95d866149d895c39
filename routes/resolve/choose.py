"""What a toponym means once its candidates are weighed, or why that cannot be said. Pure.

Raises only what the gazetteers raise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shapely.geometry.base import BaseGeometry

from routes.gazetteers.fold import fold
from routes.gazetteers.protocol import Gazetteer
from routes.geodesy import length_m
from routes.messages import Name, say
from routes.model import Candidate, Resolution, Toponym
from routes.model.place import (
    AREA_KINDS,
    AREA_PRECISIONS,
    LINE_KINDS,
    POINT_PRECISIONS,
    commas,
)
from routes.resolve.ask import LIMIT, NO_AREA, PIN, Asked, Choice, condition, failed
from routes.resolve.reasons import described, left_out, matched, objections, reason, sentence
from routes.resolve.shapes import BAND_M, Shapes, band, circle
from routes.resolve.weighing import SURE, Weighed
from routes.wording import kilometres, listing, percent

_LIKELY = 0.1
"""A candidate this much less likely than the first is not worth a question."""

_APART_M = 50_000.0
"""From this distance on a neighbour can tell two places apart."""


def choose(
    asked: Asked, weighed: Sequence[Sequence[Weighed]], shapes: Shapes, reference: Gazetteer
) -> Choice:
    """What the toponym means; ``weighed`` has the candidates of each of its names."""
    if asked.choice is not None:
        choice = asked.choice
    elif asked.way == "areas":
        choice = _by_areas(asked, weighed, shapes)
    else:
        choice = _by_name(asked, weighed[0], shapes, reference)
    return choice if choice.problem else _fitting(choice)


def _by_name(
    asked: Asked, weighed: Sequence[Weighed], shapes: Shapes, reference: Gazetteer
) -> Choice:
    toponym, (query, found) = asked.toponym, asked.names[0]
    candidates = tuple(each.candidate for each in weighed)
    best = candidates[0]
    if weighed[0].confidence < SURE:
        return _unsure(toponym, query, weighed, is_full=len(found) >= LIMIT)
    why = reason(weighed, query, condition(toponym))
    if asked.way == "code":
        place = described(best)
        if " and " in query:
            why = say("The codes {codes} are those of {place}.", codes=query, place=place)
        else:
            why = say("The code {code} is that of {place}.", code=query, place=place)
    resolution = Resolution(toponym, candidates, (best,), why)
    if best.kind in AREA_KINDS or best.kind in LINE_KINDS:
        return _with_shape(resolution, shapes, reference)
    return Choice(resolution)


def _with_shape(resolution: Resolution, shapes: Shapes, reference: Gazetteer) -> Choice:
    """What was chosen with its area or its line, or the problem that none is held."""
    (best,) = resolution.chosen
    shape, how = _shape(best, shapes)
    if shape is None:
        held = _in_reference(best, reference)
        shape, how = _shape(held, shapes) if held else (None, "")
        if held is None or shape is None:
            said = f"{sentence(described(best))} is no point, and its area is not known."
            return failed(resolution.toponym, resolution.candidates, said, "unknown-area", NO_AREA)
        how = _together(say("Drawn as the area of {place}.", place=described(held)), how)
        best = replace(held, confidence=best.confidence)
    known = resolution.candidates
    known = known if best in known else (*known, best)
    why = _together(resolution.reason, how)
    full = Resolution(resolution.toponym, known, (best,), why)
    return Choice(full, line=shape) if best.kind in LINE_KINDS else Choice(full, (shape,))


def _shape(candidate: Candidate, shapes: Shapes) -> tuple[BaseGeometry | None, str]:
    """The area or the line of a candidate, and what must be said about it.

    A division without an outline gets a circle; what a service finds does not, since it
    tells no extent.
    """
    held = shapes.of(candidate)
    if held is not None or candidate.has_shape:
        return held, ""
    if candidate.kind != "region" or candidate.match == "online":
        return None, ""
    extent = circle((candidate.lon, candidate.lat), candidate.radius_m)
    words = say(
        "The outline of {place} is not held: it is drawn as a circle of {distance} around its "
        "centre.",
        place=candidate.name,
        distance=kilometres(candidate.radius_m),
    )
    return extent, words


def _together(*sentences: str) -> str:
    """Sentences one after the other; what is empty is left out."""
    first, *others = filter(None, sentences)
    for each in others:
        first = say("{before} {sentence}", before=first, sentence=each)
    return first


def _in_reference(best: Candidate, reference: Gazetteer) -> Candidate | None:
    """The record in ``reference`` of an area or a line that a service found."""
    is_country = best.kind == "country"
    queries = (best.country, best.name) if is_country else (best.name,)
    for query in filter(None, queries):
        for held in reference.lookup(query, kind=best.kind, limit=LIMIT):
            # A region of one country is not the union of countries that has its name.
            fits = held.country == best.country or (
                best.kind != "region" and None in (best.country, held.country)
            )
            if held.has_shape and fits:
                return held
    return None


def _unsure(toponym: Toponym, query: str, weighed: Sequence[Weighed], *, is_full: bool) -> Choice:
    """The problem that several candidates may be meant, or that one may not be."""
    candidates = tuple(each.candidate for each in weighed)
    best = weighed[0]
    likely = [each for each in weighed if each.confidence >= best.confidence * _LIKELY]
    number = f"at least {len(likely)}" if is_full else str(len(likely))
    if best.candidate.ignored:
        name, _ = commas(toponym.query)
        many = f"{number} places fit" if len(likely) > 1 else "one place fits"
        said = f"{left_out(best.candidate)} is not understood, and {many} “{name}”."
    elif len(likely) == 1:
        said = _doubted(best, query)
    else:
        said = sentence(f"{number} places fit “{query}”, and none is sure. {_shares(likely)}")
    found = tuple(each.candidate for each in likely)
    remedy = _telling_apart(toponym, found)
    return failed(toponym, candidates, said, "ambiguous-place", remedy, found)


def _doubted(best: Weighed, query: str) -> str:
    """Why the only likely candidate is not sure."""
    said = f"“{query}” may be {described(best.candidate)}, {matched(best.candidate)}"
    said += f", but that is not sure ({percent(best.confidence)})."
    for words in objections(best)[:2]:
        said += f" {sentence(words)}." if words.startswith("no ") else f" It {words}."
    return said


def _shares(likely: Sequence[Weighed]) -> str:
    first, second = likely[:2]
    return (
        f"Likeliest: {described(first.candidate)}, {percent(first.confidence)}; "
        f"next: {described(second.candidate)}, {percent(second.confidence)}."
    )


def _telling_apart(toponym: Toponym, likely: Sequence[Candidate]) -> str:
    """What the writer can add that tells these candidates apart."""
    keys: list[str] = []
    one = len(likely) == 1
    if toponym.country is None and (one or len({c.country for c in likely}) > 1):
        keys.append("`country`")
    if toponym.kind is None and (one or len({c.kind for c in likely}) > 1):
        keys.append("`kind`")
    keys += _container(toponym, likely)
    if toponym.near is None and not one and _are_apart(likely):
        keys.append("`near` (the id of another place)")
    if not keys:
        return f"{sentence(PIN)}."
    return f"Add {_either(keys)}, or {PIN}."


def _container(toponym: Toponym, likely: Sequence[Candidate]) -> list[str]:
    """The region to write after a comma, with an example, where that tells them apart."""
    regions = [c.admin1 for c in likely]
    telling = [r for r in regions if r and fold(r) != fold(toponym.query)]
    if commas(toponym.query)[1] or not telling or len(set(regions)) < len(regions):
        return []
    return [f"the region after a comma (“{toponym.query}, {telling[0]}”)"] if regions[1:] else []


def _either(keys: Sequence[str]) -> str:
    return f"{', '.join(keys[:-1])} or {keys[-1]}" if len(keys) > 1 else keys[0]


def _are_apart(likely: Sequence[Candidate]) -> bool:
    first = (likely[0].lon, likely[0].lat)
    return all(length_m(first, (c.lon, c.lat)) > _APART_M for c in likely[1:])


def _by_areas(asked: Asked, weighed: Sequence[Sequence[Weighed]], shapes: Shapes) -> Choice:
    toponym = asked.toponym
    chosen: list[Candidate] = []
    areas: list[BaseGeometry] = []
    said: list[str] = []
    for (name, _), each in zip(asked.names, weighed, strict=True):
        best = each[0]
        if best.confidence < SURE:
            return _unsure_area(toponym, name, each)
        shape, how = _shape(best.candidate, shapes)
        if shape is None:
            no_area = f"No area is known for “{name}”."
            return failed(toponym, (best.candidate,), no_area, "unknown-area", NO_AREA)
        if best.candidate.kind in LINE_KINDS:
            shape = band(shape)
            reach = kilometres(BAND_M)
            how = say("It reaches {distance} to both sides of the line.", distance=reach)
        chosen.append(best.candidate)
        areas.append(shape)
        said.append(how)
    names = listing([Name(c.name) for c in chosen])
    drawn = say(
        "No point is named. “{name}” is drawn as the area of {places}.",
        name=Name(toponym.name),
        places=names,
    )
    seen = tuple(each.candidate for found in weighed for each in found)
    why = _together(drawn, *said)
    return Choice(Resolution(toponym, seen, tuple(chosen), why), tuple(areas))


def _unsure_area(toponym: Toponym, name: str, weighed: Sequence[Weighed]) -> Choice:
    best = weighed[0]
    likely = [each for each in weighed if each.confidence >= best.confidence * _LIKELY]
    found = tuple(each.candidate for each in likely)
    if len(likely) == 1:
        said = _doubted(best, name)
    else:
        said = f"{len(likely)} areas fit “{name}”, and none is sure. {_shares(likely)}"
    remedy = "Name the one that is meant in full, or add `country`."
    return failed(toponym, found, said, "ambiguous-place", remedy, found)


def _fitting(choice: Choice) -> Choice:
    """The choice, if the precision that the case gives fits what was chosen."""
    toponym, best = choice.resolution.toponym, choice.resolution.chosen[0]
    claimed = toponym.precision
    if choice.areas or choice.line is not None:
        if claimed not in POINT_PRECISIONS:
            return choice
        what = "an area" if choice.areas else "a line"
        reason = f"{sentence(described(best))} is {what}, and no `precision: {claimed}`."
        remedy = f"Delete `precision`, name a place in it, or {PIN}."
    elif best.kind in (*AREA_KINDS, *LINE_KINDS):
        reason = f"A {best.kind} is not a point."
        remedy = "Use `within` instead of `lon` and `lat`, or correct `kind`."
    elif claimed in AREA_PRECISIONS:
        reason = f"{sentence(described(best))} is a point, and no `precision: {claimed}`."
        remedy = f"Use `within` to name the {claimed}, or give `radius-m` instead."
    else:
        return choice
    return failed(toponym, choice.resolution.candidates, reason, "precision-mismatch", remedy)
