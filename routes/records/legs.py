"""One row for each leg."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from routes.model import Atlas, Claim, Leg, TracedLeg
from routes.records.row import Row, Value, joined

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


def leg_row(atlas: Atlas, leg: Leg) -> Row:
    """What ``atlas`` knows of a leg."""
    traced = atlas.legs.get(leg.id)
    return Row("legs", _leg(atlas, leg), traced.geometry if traced else None)


def _leg(atlas: Atlas, leg: Leg) -> dict[str, Value]:
    comparison, counted = atlas.comparison, atlas.comparison.legs[leg.id]

    def labels(ids: Iterable[str]) -> str | None:
        return joined(atlas.case.sources[i].label for i in ids)

    def said(claims: Iterable[Claim]) -> str | None:
        return joined(_words(atlas, c) for c in claims)

    return {
        "leg": leg.id,
        "title": leg.title,
        "itineraries": joined(atlas.case.itineraries_with(leg.id)),
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
        "contradicted_by": joined(c.other for c in comparison.contradictions if c.leg == leg.id),
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
