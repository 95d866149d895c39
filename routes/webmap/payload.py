"""Atlas to payload: everything the page shows, as plain JSON values. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from routes import wording
from routes.checks import is_unasserted
from routes.geodesy import length_m
from routes.model import (
    Atlas,
    Claim,
    Closure,
    Contradiction,
    Corroboration,
    Divergence,
    Finding,
    Leg,
    Place,
    Route,
    Source,
    TracedLeg,
    read_through,
)
from routes.trace import outline
from routes.webmap.alternatives import Words, alternatives, drawn
from routes.webmap.payload_types import (
    Basemap,
    CheckOut,
    ClaimOut,
    ContradictionOut,
    CorroborationOut,
    DisputeOut,
    DivergenceOut,
    EventOut,
    FindingOut,
    Grammar,
    LegOut,
    LineOut,
    LonLat,
    ModeStyle,
    Parts,
    Payload,
    PlaceOut,
    PositionOut,
    SourceOut,
    VariantOut,
    View,
)

VERSION = 1

MIN_ZOOM, MAX_ZOOM = 1.0, 9.0

_DECIMALS = 5
"""Of coordinates of lines and points: about a metre."""

_AREA_TOLERANCE_DEG = 0.05
"""How much the outline of a vague area may be simplified: it is vague."""

_DEGREE_M = 111_195.0
"""Metres per degree of a great circle on the sphere of the page's projection."""


@dataclass(frozen=True, slots=True)
class Look:
    """How lines look: what `routes.modes` declares."""

    grammars: Sequence[Grammar]
    modes: Sequence[ModeStyle]
    reported: Sequence[str]
    hypothetical: Sequence[str]
    words: Words


def reach_deg(reach: float) -> float:
    """How far from its centre the map reaches, in degrees, for places that reach ``reach``."""
    return min(max(1.5 * reach, reach + 8.0), 100.0)


def payload(
    atlas: Atlas,
    *,
    radius_deg: float,
    basemap: Basemap,
    look: Look,
    credit: Sequence[str],
    network_credit: Sequence[str] = (),
) -> Payload:
    """Everything the page shows of ``atlas``.

    ``radius_deg`` is how far from ``atlas.center`` the basemap was cut.
    ``network_credit`` names whose networks computed lines run on: it stands on the map itself.
    Coordinates are rounded to five decimals. Text is passed on as it stands.
    """
    case, teller = atlas.case, _Teller(atlas)
    colours = _colours(atlas, look)
    computed, arcs = alternatives(atlas, look.words)
    return {
        "version": VERSION,
        "title": case.title,
        "question": case.question,
        "summary": case.summary,
        "language": case.language,
        "view": _view(atlas, radius_deg),
        "grammars": list(look.grammars),
        "modes": list(look.modes),
        "variants": [teller.variant(r, colours[r.itinerary.id]) for r in atlas.routes],
        "legs": [teller.leg(leg) for leg in case.legs.values()],
        "places": [teller.place(p, radius_deg) for p in atlas.places.values()],
        "events": [teller.event(e) for e in case.events],
        "sources": [teller.source(s) for s in case.sources.values()],
        "disputes": [teller.dispute(d) for d in case.disputes],
        "checks": teller.checks(),
        "divergences": [teller.divergence(d) for d in atlas.comparison.divergences],
        "findings": [_finding(f) for f in atlas.findings],
        "notes": list(case.notes),
        "trunk": list(atlas.comparison.trunk),
        "alternatives": computed,
        "arcs": arcs,
        "network_credits": list(network_credit),
        "basemap": basemap,
        "credits": list(credit),
    }


def _view(atlas: Atlas, radius_deg: float) -> View:
    """The first view shows every line whole, and the area of one that never leaves it.

    Computed lines count only where nothing is reported.
    """
    fit: list[LonLat] = [_lonlat(p.point) for p in atlas.places.values() if p.point is not None]
    lines = [leg.geometry for leg in atlas.legs.values()] or drawn(atlas)
    fit += [p for line in lines for part in _parts(line) for p in part[:: max(1, len(part) // 8)]]
    for leg in atlas.legs.values():
        if leg.fades != "no" and leg.minimum_m == 0:
            vague = leg.end if leg.fades == "end" else leg.start
            fit += [_lonlat(p) for p in outline(vague)]
    return {
        "center": _lonlat(atlas.center),
        "fit": fit,
        "radius_deg": round(radius_deg, 3),
        "min_zoom": MIN_ZOOM,
        "max_zoom": MAX_ZOOM,
    }


def _colours(atlas: Atlas, look: Look) -> Mapping[str, str]:
    """A colour per itinerary, in file order; the palette starts again when it is used up."""
    given = {True: 0, False: 0}
    colours: dict[str, str] = {}
    for itinerary in atlas.case.itineraries.values():
        guess = atlas.case.is_hypothetical(itinerary)
        palette = look.hypothetical if guess else look.reported
        colours[itinerary.id] = palette[given[guess] % len(palette)]
        given[guess] += 1
    return colours


def _lonlat(point: Sequence[float]) -> LonLat:
    return [round(point[0], _DECIMALS), round(point[1], _DECIMALS)]


def _parts(geometry: BaseGeometry) -> Parts:
    lines = getattr(geometry, "geoms", [geometry])
    return [[_lonlat(c) for c in line.coords] for line in lines]


def _rings(
    area: BaseGeometry, center: tuple[float, float], radius_deg: float
) -> list[list[list[LonLat]]]:
    """Polygons of an area as rings, simplified; those wholly outside of the map are left out."""
    simple = shapely.simplify(area, _AREA_TOLERANCE_DEG, preserve_topology=True)
    polygons = [p for p in getattr(simple, "geoms", [simple]) if not p.is_empty]
    return [
        [[_area_vertex(c) for c in ring.coords] for ring in (p.exterior, *p.interiors)]
        for p in polygons
        if any(length_m(center, c) < radius_deg * _DEGREE_M for c in p.exterior.coords[::5])
    ]


def _area_vertex(point: Sequence[float]) -> LonLat:
    return [round(point[0], 2), round(point[1], 2)]


def _finding(finding: Finding) -> FindingOut:
    return {"severity": finding.severity, "message": f"{finding.about}: {finding.message}"}


def _grammar(leg: Leg) -> str:
    if leg.status == "hypothetical":
        return "hypothetical"
    return "unasserted" if is_unasserted(leg) else leg.basis


def _line(traced: TracedLeg | None) -> LineOut:
    """How a leg is drawn; nothing where it could not be."""
    if traced is None:
        return {
            "parts": [],
            "fades": False,
            "fades_at": None,
            "length_m": None,
            "distance": "not drawn: a place is missing or too vague",
            "method": "",
        }
    return {
        "parts": _parts(traced.geometry),
        "fades": traced.fades != "no",
        "fades_at": None if traced.fades == "no" else traced.fades,
        "length_m": None if traced.length_m is None else round(traced.length_m),
        "distance": wording.leg_distance(traced),
        "method": traced.method,
    }


class _Teller:
    """Turns the parts of one atlas into payload values."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.case = atlas.case
        self.sources = atlas.case.sources

    def source(self, source: Source) -> SourceOut:
        numbers = {s: n for n, s in enumerate(self.sources, 1)}
        rating = source.reliability
        return {
            "id": source.id,
            "label": source.label,
            "title": source.title,
            "publisher": source.publisher if source.title else None,
            "author": source.author if source.label != source.author else None,
            "issued": wording.when(source.issued),
            "language": source.language,
            "url": source.url,
            "archive": source.archive,
            "reliability": rating,
            "reliability_label": wording.RELIABILITY[rating] if rating else None,
            "identity": source.identity,
            "read_in": self.sources[source.read_in].label if source.read_in else None,
            "note": source.note,
            "number": numbers[source.id],
        }

    def claim(self, claim: Claim) -> ClaimOut:
        source, quote = self.sources[claim.source], claim.quote
        *_, document = (claim.source, *read_through(claim.source, self.sources))
        read_in = self.sources[document]
        return {
            "source": claim.source,
            "label": source.label,
            "stance": claim.stance,
            "quote": quote.exact if quote else None,
            "quote_language": (quote.language if quote else None) or read_in.language,
            "translation": quote.translation if quote else None,
            "says": claim.says,
            "words_of": read_in.label,
            "chain": [self.sources[s].label for s in claim.chain],
            "chain_ids": list(claim.chain),
            "credibility": claim.credibility,
            "credibility_label": (
                wording.CREDIBILITY[claim.credibility] if claim.credibility else None
            ),
            "when": wording.when(claim.when),
            "note": claim.note,
        }

    def claims(self, claims: Iterable[Claim]) -> list[ClaimOut]:
        return [self.claim(c) for c in claims]

    def closed(self, closure: Closure | None) -> str | None:
        return wording.since(closure.since) if closure else None

    def corroboration(self, counted: Corroboration) -> CorroborationOut:
        return {
            "reports": len(counted.reports),
            "origins": [self.sources[o].label for o in counted.origins],
            "at_least": counted.at_least,
            "at_most": counted.at_most,
            "sentence": wording.corroboration(counted, self.sources),
            "denied_by": [self.sources[s].label for s in counted.denied_by],
            "doubted_by": [self.sources[s].label for s in counted.doubted_by],
        }

    def leg_title(self, leg_id: str) -> str:
        leg = self.case.legs[leg_id]
        if leg.title:
            return leg.title
        start, end = (self.case.places[p].shown for p in (leg.start, leg.end))
        return f"{start} to {end}"

    def contradiction(self, found: Contradiction) -> ContradictionOut:
        return {
            "leg": found.other,
            "title": self.leg_title(found.other),
            "reason": found.reason,
        }

    def leg(self, leg: Leg) -> LegOut:
        comparison = self.atlas.comparison
        return {
            "id": leg.id,
            "title": self.leg_title(leg.id),
            "start": leg.start,
            "end": leg.end,
            "ends": " → ".join(self.case.places[p].shown for p in (leg.start, leg.end)),
            "mode": leg.mode,
            "basis": leg.basis,
            "status": leg.status,
            "grammar": _grammar(leg),
            "variants": list(self.case.itineraries_with(leg.id)),
            **_line(self.atlas.legs.get(leg.id)),
            "when": wording.when(leg.when),
            "reason": leg.reason,
            "closed": self.closed(leg.closure),
            "closed_claims": self.claims(leg.closure.claims) if leg.closure else [],
            "note": leg.note,
            "claims": self.claims(leg.claims),
            "corroboration": self.corroboration(comparison.legs[leg.id]),
            "contradictions": [
                self.contradiction(c) for c in comparison.contradictions if c.leg == leg.id
            ],
        }

    def variant(self, route: Route, colour: str) -> VariantOut:
        itinerary = route.itinerary
        guess = self.case.is_hypothetical(itinerary)
        return {
            "id": itinerary.id,
            "title": itinerary.title,
            "summary": itinerary.summary,
            "colour": colour,
            "kind": "hypothetical" if guess else "reported",
            "status": itinerary.status,
            "closed": self.closed(itinerary.closure),
            "closed_claims": self.claims(itinerary.closure.claims) if itinerary.closure else [],
            "legs": list(itinerary.legs),
            "missing": [self.leg_title(leg) for leg in route.missing],
            "distance": wording.route_distance(route),
            "claims": self.claims(itinerary.claims),
            "telling": self.atlas.comparison.telling[itinerary.id],
            "corroboration": self.corroboration(self.atlas.comparison.itineraries[itinerary.id]),
            "note": itinerary.note,
        }

    def place(self, place: Place, radius_deg: float) -> PlaceOut:
        using = [leg for leg in self.case.legs.values() if place.id in (leg.start, leg.end)]
        variants = dict.fromkeys(v for leg in using for v in self.case.itineraries_with(leg.id))
        reason = place.resolution.reason
        if place.resolution.toponym.note:
            reason = f"{reason} {place.resolution.toponym.note}"
        return {
            "id": place.id,
            "label": place.label,
            "kind": place.kind,
            "precision": place.precision,
            "precision_label": wording.precision(place),
            "radius_m": round(place.radius_m),
            "point": None if place.point is None else _lonlat(place.point),
            "area": None
            if place.area is None
            else _rings(place.area, self.atlas.center, radius_deg),
            "reason": reason,
            "sure": wording.how_sure(place.resolution),
            "role": "stop" if using or not self.case.legs else "reference",
            "variants": list(variants),
        }

    def event(self, event_id: str) -> EventOut:
        event = self.case.events[event_id]
        counted = self.atlas.comparison.events[event_id]
        return {
            "id": event.id,
            "title": event.title,
            "place": event.place,
            "when": wording.when(event.when),
            "claims": self.claims(event.claims),
            "note": event.note,
            "corroboration": self.corroboration(counted),
        }

    def dispute(self, dispute_id: str) -> DisputeOut:
        dispute = self.case.disputes[dispute_id]
        positions: list[PositionOut] = [
            {"says": p.says, "claims": self.claims(p.claims)} for p in dispute.positions
        ]
        return {
            "id": dispute.id,
            "question": dispute.question,
            "positions": positions,
            "note": dispute.note,
        }

    def checks(self) -> list[CheckOut]:
        return [
            {
                "holds": result.holds,
                "statement": result.statement,
                "source": self.sources[check.source].label if check.source else None,
                "quote": check.quote.exact if check.quote else None,
                "translation": check.quote.translation if check.quote else None,
                "note": check.note,
            }
            for check, result in zip(self.case.checks, self.atlas.checks, strict=True)
        ]

    def divergence(self, divergence: Divergence) -> DivergenceOut:
        names = wording.listing([self.case.places[p].shown for p in divergence.places])
        ids = [i for branch in divergence.branches.values() for i in branch]
        ways = wording.listing([f"“{self.case.itineraries[i].title}”" for i in ids])
        if len(divergence.places) > 1:
            sentence = f"These versions begin in different places, {names}: {ways}."
        elif divergence.after:
            sentence = f"These versions agree as far as {names}: {ways}."
        else:
            sentence = f"These versions part already in {names}: {ways}."
        return {"places": list(divergence.places), "sentence": sentence}
