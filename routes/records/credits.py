"""Who is to be named for what an atlas shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from routes.gazetteers.credits import credit
from routes.messages import say
from routes.model import Alternatives, Atlas, Candidate, Crossing

_CREDITS: Mapping[str, str] = {
    "geonames": say("Place names: GeoNames, CC BY 4.0"),
    "airport": say("Airports: airportsdata, MIT"),
    "country": say(
        "Countries: Natural Earth; names from Unicode CLDR and from GeoNames, CC BY 4.0"
    ),
    "shape": say("Outlines and lines: Natural Earth"),
    "curated": say("Reviewed places: the project's own list"),
}
"""Who is to be named for places, by the beginning of their reference; docs/data.md has more."""

_NETWORKS: Mapping[str, str] = {
    "land": say(
        "Rail and road networks: © OpenStreetMap contributors, ODbL 1.0 (by way of scgraph-data)"
    ),
    "sea": say("Sea lanes: searoute (marnet), Apache-2.0"),
}
"""Who is to be named for paths, by what they run on."""

_RUNS_ON: Mapping[str, str] = {"rail": "land", "road": "land", "any": "land", "sea": "sea"}

_TOLD_BY: Mapping[str, frozenset[str]] = {
    # the towns and the countries along a path; the airports at its ends
    **dict.fromkeys(("rail", "road", "any"), frozenset({"geonames", "shape"})),
    "air": frozenset({"airport"}),
}
"""Which of the credits are due for what is told about a path, by its mode."""

_SHAPES = frozenset({"ne", "river", "lake", "border"})
_CURATED = frozenset({"sea", "region"})
"""Beginnings of references that are credited with others."""


def attribution(atlas: Atlas) -> tuple[str, ...]:
    """Who is to be named for the places and paths of ``atlas``, wherever they are published."""
    chosen = [c for p in atlas.places.values() for c in p.resolution.chosen]
    used = {origin for c in chosen for origin in _origins(c)}
    services = sorted({c.gazetteer for c in chosen if c.match == "online"})
    return (*_named(used, atlas.alternatives), *(credit(service) for service in services))


def networks_of(answers: Iterable[Alternatives]) -> tuple[str, ...]:
    """Whose networks alternatives run on: their licences want it wherever the lines are seen."""
    run = {_RUNS_ON.get(each.wanted.mode) for each in answers if each.paths or each.reach}
    return tuple(text for network, text in _NETWORKS.items() if network in run)


def _named(used: set[str], answers: Iterable[Alternatives]) -> tuple[str, ...]:
    found = [each for each in answers if each.paths or each.reach]
    modes = {each.wanted.mode for each in found}
    told = used.union(*(_TOLD_BY.get(mode, frozenset()) for mode in modes))
    if any(crossing.reviewed for each in found for crossing in _crossings(each)):
        told.add("curated")
    if any(each.wanted.mode == "air" and each.wanted.avoid for each in found):
        told.add("shape")  # over which countries a line runs was measured on their outlines
    own = [text for prefix, text in _CREDITS.items() if prefix in told]
    return (*own, *networks_of(found))


def _crossings(answer: Alternatives) -> Iterator[Crossing]:
    for path in answer.paths:
        yield from path.crossings
    if answer.reach:
        yield from answer.reach.stops_at


def _origins(candidate: Candidate) -> set[str]:
    """Which of the credits a record is due to."""
    prefix = candidate.ref.partition(":")[0]
    if prefix in _SHAPES:
        return {"shape"}
    if prefix == "geonames" and candidate.has_shape:
        return {"geonames", "shape"}
    return {"curated"} if prefix in _CURATED else {prefix}
