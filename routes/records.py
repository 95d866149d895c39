"""Atlas to rows: one documented column schema for every table and file. Pure.

Text columns are plain text; lists are joined with "; ". None stands for "not known".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from shapely.geometry.base import BaseGeometry

from routes import wording
from routes.gazetteers.credits import credit
from routes.model import Atlas, Candidate, Claim, Leg, Place, TracedLeg
from routes.resolve.reasons import described

Value = str | float | int | None

LEG_COLUMNS: Mapping[str, str] = {
    "leg": "id of the leg in the case",
    "title": "its title",
    "itineraries": "ids of the itineraries that use it",
    "basis": "reported, inferred or computed",
    "status": "open, closed or hypothetical",
    "closed_since": "EDTF date, where closed",
    "closed_by": "who says that it is closed, with the words",
    "mode": "air, rail, road, sea, foot or unknown",
    "start": "label of the place it leaves",
    "end": "label of the place it goes to",
    "when": "EDTF date as written",
    "earliest": "first day that the date spans",
    "latest": "last day that the date spans",
    "length_m": "metres of the geodesic between two points; none where an end is vague",
    "minimum_m": "metres to the nearest point of a vague end; else the length",
    "fades": "no, or the vague end: start or end",
    "method": "how the line was drawn",
    "reports": "sources that assert it",
    "origins": "the roots of their chains: what corroboration counts",
    "origins_at_least": "least number of independent origins",
    "origins_at_most": "greatest number of independent origins",
    "denied_by": "sources that deny it",
    "doubted_by": "sources that doubt it",
    "quotes": "the words, or what is said in ours, each with the chain of who says it",
    "contradicted_by": "ids of legs that cannot be true together with it",
    "reason": "why, where inferred",
    "note": "note in the case",
}

_CREDITS: Mapping[str, str] = {
    "geonames": "Place names: GeoNames, CC BY 4.0",
    "airport": "Airports: airportsdata, MIT",
    "country": "Countries: Natural Earth; names from Unicode CLDR and from GeoNames, CC BY 4.0",
    "shape": "Outlines and lines: Natural Earth",
    "curated": "Reviewed places: the project's own list",
}
"""Who is to be named for places, by the beginning of their reference; docs/data.md has more."""

_SHAPES = frozenset({"ne", "river", "lake", "border"})
_CURATED = frozenset({"sea", "region"})
"""Beginnings of references that are credited with others."""

PLACE_COLUMNS: Mapping[str, str] = {
    "place": "id of the place in the case",
    "label": "its label",
    "kind": "what it is: city, airport, station, crossing, facility, country, region, river, lake, "
    "sea, border, site, address or unknown",
    "precision": "exact, site, city, region, country or unknown",
    "radius_m": "uncertainty radius in metres",
    "country": "ISO 3166-1 alpha-2 code",
    "asked": "what was looked up",
    "match": "how its name met that: exact, alternate, code, curated, variant, fuzzy, pinned "
    "or online",
    "granularity": "how fine a place of its kind is, in the words of precision",
    "confidence": "the probability, 0 to 1, that the place is the one that is meant",
    "runner_up": "the next likeliest place of that name",
    "runner_up_confidence": "the same probability for that one",
    "candidates": "how many places fit the name",
    "gazetteer": "where it was found",
    "ref": "the record there",
    "reason": "why this one was chosen",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One feature: its layer, its columns and its geometry (lon, lat, WGS 84).

    A leg that could not be drawn has its row all the same, and no geometry.
    """

    layer: Literal["legs", "places"]
    columns: Mapping[str, Value]
    geometry: BaseGeometry | None


def rows(atlas: Atlas) -> tuple[Row, ...]:
    """All legs of ``atlas``, and all places that were found, in file order."""
    legs = [Row("legs", _leg(atlas, leg), _line(atlas, leg)) for leg in atlas.case.legs.values()]
    places = [Row("places", _place(p), p.geometry) for p in atlas.places.values()]
    return (*legs, *places)


def attribution(atlas: Atlas) -> tuple[str, ...]:
    """Who is to be named for the places of ``atlas``, wherever they are published."""
    chosen = [c for p in atlas.places.values() for c in p.resolution.chosen]
    used = {origin for c in chosen for origin in _origins(c)}
    own = [text for prefix, text in _CREDITS.items() if prefix in used]
    services = sorted({c.gazetteer for c in chosen if c.match == "online"})
    return (*own, *(credit(service) for service in services))


def _origins(candidate: Candidate) -> set[str]:
    """Which of the credits a record is due to."""
    prefix = candidate.ref.partition(":")[0]
    if prefix in _SHAPES:
        return {"shape"}
    if prefix == "geonames" and candidate.has_shape:
        return {"geonames", "shape"}
    return {"curated"} if prefix in _CURATED else {prefix}


def _line(atlas: Atlas, leg: Leg) -> BaseGeometry | None:
    traced = atlas.legs.get(leg.id)
    return traced.geometry if traced else None


def _join(words: Iterable[str]) -> str | None:
    return "; ".join(words) or None


def _leg(atlas: Atlas, leg: Leg) -> dict[str, Value]:
    comparison, counted = atlas.comparison, atlas.comparison.legs[leg.id]

    def labels(ids: Iterable[str]) -> str | None:
        return _join(atlas.case.sources[i].label for i in ids)

    def said(claims: Iterable[Claim]) -> str | None:
        return _join(_words(atlas, c) for c in claims)

    return {
        "leg": leg.id,
        "title": leg.title,
        "itineraries": _join(atlas.case.itineraries_with(leg.id)),
        "basis": leg.basis,
        "status": leg.status,
        "closed_since": leg.closure.since.edtf if leg.closure else None,
        "closed_by": said(leg.closure.claims) if leg.closure else None,
        "mode": leg.mode,
        "start": atlas.case.places[leg.start].shown,
        "end": atlas.case.places[leg.end].shown,
        "when": leg.when.edtf if leg.when else None,
        "earliest": leg.when.earliest if leg.when else None,
        "latest": leg.when.latest if leg.when else None,
        **_measures(atlas.legs.get(leg.id)),
        "reports": labels(counted.reports),
        "origins": labels(counted.origins),
        "origins_at_least": counted.at_least,
        "origins_at_most": counted.at_most,
        "denied_by": labels(counted.denied_by),
        "doubted_by": labels(counted.doubted_by),
        "quotes": said(leg.claims),
        "contradicted_by": _join(c.other for c in comparison.contradictions if c.leg == leg.id),
        "reason": leg.reason,
        "note": leg.note,
    }


def _measures(traced: TracedLeg | None) -> dict[str, Value]:
    if traced is None:
        return {"length_m": None, "minimum_m": None, "fades": None, "method": "not drawn"}
    return {
        "length_m": None if traced.length_m is None else round(traced.length_m, 1),
        "minimum_m": round(traced.minimum_m, 1),
        "fades": traced.fades,
        "method": traced.method,
    }


def _words(atlas: Atlas, claim: Claim) -> str:
    chain = " ← ".join(atlas.case.sources[s].label for s in claim.chain)
    words = f"“{claim.quote.exact}”" if claim.quote else claim.says or ""
    if claim.quote and claim.quote.translation:
        words = f"{words} (“{claim.quote.translation}”)"
    return f"{chain} {claim.stance}: {words}"


def _place(place: Place) -> dict[str, Value]:
    resolution = place.resolution
    best, second = resolution.chosen[0], resolution.runner_up
    return {
        "place": place.id,
        "label": place.label,
        "kind": place.kind,
        "precision": place.precision,
        "radius_m": round(place.radius_m),
        "country": place.country,
        "asked": _join(resolution.toponym.within) or resolution.toponym.query,
        "match": best.match,
        "granularity": best.granularity,
        "confidence": resolution.confidence,
        "runner_up": described(second) if second else None,
        "runner_up_confidence": second.confidence if second else None,
        "candidates": len(resolution.candidates),
        "gazetteer": best.gazetteer,
        "ref": _join(c.ref for c in resolution.chosen),
        "reason": resolution.reason,
    }


def sentence(atlas: Atlas) -> str:
    """What an atlas holds, in a sentence for a list of maps."""
    compared = len(atlas.comparison.compared)
    weighed = len(atlas.case.itineraries) - compared
    parts = [wording.count(compared, "reported version")]
    if weighed:
        parts.append(wording.count(weighed, "hypothetical one"))
    parts.append(wording.count(len(atlas.case.sources), "source"))
    return wording.listing(parts)
