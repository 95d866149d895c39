"""From the names in a case to places, or to findings that say what is missing. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import shapely
from shapely.geometry.base import BaseGeometry

from routes.errors import GeocoderError
from routes.gazetteers.protocol import Gazetteer
from routes.messages import say
from routes.model import Case, Finding, Place, Precision, PublicCase, Resolution, Toponym
from routes.resolve import findings
from routes.resolve.alongside import Spot, spots
from routes.resolve.ask import Asked, Choice, ask
from routes.resolve.choose import choose
from routes.resolve.context import read
from routes.resolve.discreet import kept_secret, offline
from routes.resolve.shapes import BAND_M, Shapes, band
from routes.resolve.travel import Travel
from routes.wording import kilometres, listing


@dataclass(frozen=True, slots=True)
class Resolved:
    """What came of all toponyms of a case; unresolved ones have a finding and no place."""

    places: Mapping[str, Place]
    resolutions: Mapping[str, Resolution]
    findings: tuple[Finding, ...]


def resolve(
    case: Case,
    gazetteer: Gazetteer,
    reference: Gazetteer | None = None,
    *,
    travel: Travel | None = None,
    without: Collection[str] = (),
) -> Resolved:
    """Resolve every toponym of ``case``, each in the light of the others.

    ``gazetteer`` finds names of points. ``reference`` (by default the same) finds
    codes and the shapes of countries and vague places, which online services do not
    have. Of what is to be kept secret no service is asked: see `routes.resolve.discreet`.
    ``travel`` says what the modes of the legs allow; without it they allow all. The places
    ``without``, by their ids, are not looked up and say nothing of the others.

    Never guesses: a name without a candidate, or with none that is sure enough, is a
    finding that lists what was found, and gets no place. Neither does a name for
    which a service failed; the other names are still asked for. The order of the places
    in the file makes no difference.
    """
    reference = reference or gazetteer
    shapes = Shapes(reference, gazetteer)  # a service last: even an id tells it something
    asked: dict[str, Asked] = {}
    failures: dict[str, Finding] = {}
    secret = kept_secret(case)
    names_here, reference_here = offline(gazetteer, reference), offline(reference)
    for toponym in _sought(case, without):
        try:
            if toponym.id in secret:
                unsent = "" if names_here is gazetteer else secret[toponym.id]
                made = ask(toponym, names_here, reference_here, unsent=unsent)
            else:
                made = ask(toponym, gazetteer, reference)
            asked[toponym.id] = made
        except GeocoderError as error:
            failures[toponym.id] = findings.unanswered(toponym, error)
    readings = read(case, asked, travel or Travel(), shapes)
    choices: dict[str, Choice] = {}
    for place, each in asked.items():
        try:
            held = reference_here if place in secret else reference
            choices[place] = choose(each, readings[place], shapes, held)
        except GeocoderError as error:
            failures[place] = findings.unanswered(each.toponym, error)
    places = _places(case, choices, travel or Travel())
    resolutions = {place: choice.resolution for place, choice in choices.items()}
    resolutions |= {place: found.resolution for place, found in places.items()}
    found: list[Finding] = []
    for place in (toponym.id for toponym in _sought(case, without)):
        found += [failures[place]] if place in failures else findings.about(choices[place])
    found += findings.noted(places.values())
    found += findings.on_one_point(places.values())
    found += findings.out_of_reach(case, places, travel or Travel())
    return Resolved(places, resolutions, tuple(found))


def _sought(case: Case, without: Collection[str]) -> Iterator[Toponym]:
    """What is to be looked up: not what is withheld, of which there is only a number."""
    classes = case.release.classes if isinstance(case, PublicCase) else {}
    for each in case.places.values():
        if each.id not in without and classes.get(each.id) != "withheld":
            yield each


def _places(case: Case, choices: Mapping[str, Choice], travel: Travel) -> dict[str, Place]:
    """The places of all choices, in file order."""
    made = {p: _place(c) for p, c in choices.items() if not c.problem and c.line is None}
    points = {p: place.point for p, place in made.items() if place.point is not None}
    lines = {p: c.line for p, c in choices.items() if not c.problem and c.line is not None}
    found = spots(case, lines, points, travel)
    for place, line in lines.items():
        made[place] = _on_line(case, choices[place], line, found.get(place))
    return {place: made[place] for place in case.places if place in made}


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
        precision=toponym.precision or best.granularity,
        radius_m=toponym.radius_m or best.radius_m,
        resolution=choice.resolution,
        point=(best.lon, best.lat),
        country=best.country,
    )


def _on_line(case: Case, choice: Choice, line: BaseGeometry, spot: Spot | None) -> Place:
    """A river or a border: its point by the stops next to it, or without any the whole of it."""
    resolution, (best,) = choice.resolution, choice.resolution.chosen
    toponym = resolution.toponym
    if spot is None:
        words = say(
            "No place next to it on the way is known as a point, so all of it is drawn, "
            "{distance} to both sides, and no point.",
            distance=kilometres(BAND_M),
        )
    else:
        beside = listing(sorted(case.places[place].shown for place in spot.beside))
        words = say(
            "The point is the nearest of it to {places}; where on it is not reported.",
            places=beside,
        )
    return Place(
        id=toponym.id,
        label=toponym.shown,
        kind=best.kind,
        precision=toponym.precision or "region",
        radius_m=toponym.radius_m or (spot.radius_m if spot else best.radius_m),
        resolution=replace(
            resolution, reason=say("{before} {sentence}", before=resolution.reason, sentence=words)
        ),
        point=spot.point if spot else None,
        area=None if spot else band(line),
    )
