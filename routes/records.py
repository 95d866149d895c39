"""Atlas to rows: one documented column schema for every table and file. Pure.

Text columns are plain text; lists are joined with "; ". None stands for "not known".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from shapely import Point
from shapely.geometry.base import BaseGeometry

from routes import wording
from routes.model import Atlas, Claim, Place, TracedLeg

Value = str | float | int | None

LEG_COLUMNS: Mapping[str, str] = {
    "leg": "id of the leg in the case",
    "title": "its title",
    "itineraries": "ids of the itineraries that use it",
    "basis": "reported, inferred or computed",
    "status": "open, closed or hypothetical",
    "closed_since": "EDTF date, where closed",
    "mode": "air, rail, road, sea, foot or unknown",
    "start": "label of the place it leaves",
    "end": "label of the place it goes to",
    "when": "EDTF date as written",
    "earliest": "first day that the date spans",
    "latest": "last day that the date spans",
    "length_m": "metres of the geodesic between two points; none where an end is vague",
    "minimum_m": "metres to the nearest point of a vague end; else the length",
    "fades": "no, or the vague end: start or end",
    "reports": "sources that assert it",
    "origins": "the roots of their chains: what corroboration counts",
    "origins_at_least": "least number of independent origins",
    "origins_at_most": "greatest number of independent origins",
    "denied_by": "sources that deny it",
    "doubted_by": "sources that doubt it",
    "quotes": "the words, each with who says them",
    "contradicted_by": "ids of legs that cannot be true together with it",
    "reason": "why, where inferred",
    "method": "how the line was drawn",
    "note": "note in the case",
}

PLACE_COLUMNS: Mapping[str, str] = {
    "place": "id of the place in the case",
    "label": "its label",
    "kind": "city, airport, country, region, site, address or unknown",
    "precision": "exact, site, city, region, country or unknown",
    "radius_m": "uncertainty radius in metres",
    "country": "ISO 3166-1 alpha-2 code",
    "asked": "what was looked up",
    "match": "exact, alternate, code, curated, pinned or online",
    "candidates": "how many places fit the name",
    "gazetteer": "where it was found",
    "ref": "the record there",
    "reason": "why this one was chosen",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One feature: its layer, its columns and its geometry (lon, lat, WGS 84)."""

    layer: Literal["legs", "places"]
    columns: Mapping[str, Value]
    geometry: BaseGeometry


def rows(atlas: Atlas) -> tuple[Row, ...]:
    """All legs and all places of ``atlas`` that have a geometry, in file order."""
    legs = [Row("legs", _leg(atlas, leg), leg.geometry) for leg in atlas.legs.values()]
    places = [Row("places", _place(p), _geometry(p)) for p in atlas.places.values()]
    return (*legs, *places)


def _geometry(place: Place) -> BaseGeometry:
    if place.point is not None:
        return Point(place.point)
    if place.area is None:
        raise ValueError(f"{place.id} has neither a point nor an area")
    return place.area


def _join(words: Iterable[str]) -> str | None:
    return "; ".join(words) or None


def _leg(atlas: Atlas, traced: TracedLeg) -> dict[str, Value]:
    leg, comparison = traced.leg, atlas.comparison
    counted = comparison.legs[leg.id]
    sources = atlas.case.sources

    def labels(ids: Iterable[str]) -> str | None:
        return _join(sources[i].label for i in ids)

    itineraries = [i.id for i in atlas.case.itineraries.values() if leg.id in i.legs]
    others = [c.other for c in comparison.contradictions if c.leg == leg.id]
    return {
        "leg": leg.id,
        "title": leg.title,
        "itineraries": _join(itineraries),
        "basis": leg.basis,
        "status": leg.status,
        "closed_since": leg.closure.since.edtf if leg.closure else None,
        "mode": leg.mode,
        "start": traced.start.label,
        "end": traced.end.label,
        "when": leg.when.edtf if leg.when else None,
        "earliest": leg.when.earliest if leg.when else None,
        "latest": leg.when.latest if leg.when else None,
        "length_m": None if traced.length_m is None else round(traced.length_m, 1),
        "minimum_m": round(traced.minimum_m, 1),
        "fades": traced.fades,
        "reports": labels(counted.reports),
        "origins": labels(counted.origins),
        "origins_at_least": counted.at_least,
        "origins_at_most": counted.at_most,
        "denied_by": labels(counted.denied_by),
        "doubted_by": labels(counted.doubted_by),
        "quotes": _join(_words(atlas, c) for c in leg.claims if c.quote),
        "contradicted_by": _join(others),
        "reason": leg.reason,
        "method": traced.method,
        "note": leg.note,
    }


def _words(atlas: Atlas, claim: Claim) -> str:
    chain = " ← ".join(atlas.case.sources[s].label for s in claim.chain)
    return f"{chain} {claim.stance}: “{claim.quote.exact if claim.quote else ''}”"


def _place(place: Place) -> dict[str, Value]:
    resolution = place.resolution
    best = resolution.chosen[0]
    return {
        "place": place.id,
        "label": place.label,
        "kind": place.kind,
        "precision": place.precision,
        "radius_m": round(place.radius_m),
        "country": place.country,
        "asked": _join(resolution.toponym.within) or resolution.toponym.query,
        "match": best.match,
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
