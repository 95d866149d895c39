"""The parts of an atlas as payload values: legs, versions, claims, places, sources. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from routes import wording
from routes.checks import grammar, is_dated_by_us
from routes.messages import Text, english, say
from routes.model import (
    Atlas,
    Claim,
    Closure,
    Contradiction,
    Corroboration,
    Divergence,
    Leg,
    Place,
    Route,
    Source,
    read_through,
)
from routes.titles import leg_title
from routes.webmap.areas import area
from routes.webmap.citing import citation, link
from routes.webmap.closures import closed_since, closed_told
from routes.webmap.coding import pack
from routes.webmap.items import is_told
from routes.webmap.known import known_of, unknown_of
from routes.webmap.payload_types import (
    CheckOut,
    ClaimOut,
    ClosedOut,
    ContradictionOut,
    CorroborationOut,
    DisputeOut,
    DivergenceOut,
    EventOut,
    LegOut,
    LineOut,
    LonLat,
    PlaceOut,
    PositionOut,
    SourceOut,
    VariantOut,
)
from routes.webmap.spans import since, span
from routes.webmap.withheld import is_kept_back, is_veiled, marked, mode_of, not_on_map

_DECIMALS = 5
"""Of coordinates of lines and points: about a metre."""

SCALE = 10**_DECIMALS


def lonlat(point: Sequence[float]) -> LonLat:
    """A point, rounded as the payload has it."""
    return [round(point[0], _DECIMALS), round(point[1], _DECIMALS)]


def lines_of(geometry: BaseGeometry) -> list[NDArray[np.float64]]:
    """The lines of a geometry as arrays of lon, lat."""
    return [shapely.get_coordinates(line) for line in getattr(geometry, "geoms", [geometry])]


def _line(atlas: Atlas, leg: Leg) -> LineOut:
    """How a leg is drawn; nothing where it could not be."""
    traced = atlas.legs.get(leg.id)
    if traced is None:
        missing = say("not drawn: a place is missing or too vague")
        veiled = say("not told: where it begins or ends is withheld")
        return {
            "parts": pack([], SCALE),
            "fades": False,
            "fades_at": None,
            "length_m": None,
            "distance": veiled if is_veiled(atlas, leg) else missing,
            "method": "",
        }
    return {
        "parts": pack(lines_of(traced.geometry), SCALE),
        "fades": traced.fades != "no",
        "fades_at": None if traced.fades == "no" else traced.fades,
        "length_m": None if traced.length_m is None else round(traced.length_m),
        "distance": wording.leg_distance(traced, atlas.release),
        "method": traced.method,
    }


def _kind(place: Place, *, is_veiled: bool) -> Text:
    """What a place is; that it is not told is no ignorance."""
    return say("withheld") if is_veiled and not place.is_vague else wording.KIND[place.kind]


def _reason(place: Place, *, is_veiled: bool) -> str:
    """Why this place was chosen; of a veiled one why it is shown as it is."""
    note = place.resolution.toponym.note
    if note and is_veiled:
        return note
    reason = english(place.resolution.reason)
    return say("{reason} {note}", reason=reason, note=note) if note else reason


def _when(leg: Leg) -> Text | None:
    """The date of a leg; one that no claim gives is marked as our reading where the leg is."""
    told = wording.when(leg.when)
    return say("{date} (dated by us)", date=told) if told and is_dated_by_us(leg) else told


def _counted(counted: Corroboration, sources: Mapping[str, Source], *, guess: bool) -> Text:
    if guess:
        return say("only weighed, reported by nobody")
    return wording.origins(counted, sources)


class Teller:
    """Turns the parts of one atlas into payload values. Text is passed on as it stands."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.case = atlas.case
        self.sources = atlas.case.sources

    def source(self, source: Source) -> SourceOut:
        """A source with its number: its place in the list of all."""
        numbers = {s: n for n, s in enumerate(self.sources, 1)}
        rating = source.reliability
        return {
            "id": source.id,
            "label": source.label,
            "title": source.title,
            "publisher": source.publisher if source.title else None,
            "author": source.author if source.label != source.author else None,
            "issued": wording.when(source.issued),
            "issued_span": span(source.issued),
            "language": source.language,
            "url": source.url,
            "archive": source.archive,
            "sha256": source.sha256,
            "reliability": rating,
            "reliability_label": wording.RELIABILITY[rating] if rating else None,
            "identity": source.identity,
            "read_in": self.sources[source.read_in].label if source.read_in else None,
            "read_in_id": source.read_in,
            "note": source.note,
            "number": numbers[source.id],
        }

    def claim(self, claim: Claim) -> ClaimOut:
        """A claim in the words of its document, with the chain to its origin."""
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
            "document": read_in.id,
            "chain": [self.sources[s].label for s in claim.chain],
            "chain_ids": list(claim.chain),
            "credibility": claim.credibility,
            "credibility_label": (
                wording.CREDIBILITY[claim.credibility] if claim.credibility else None
            ),
            "when": wording.when(claim.when),
            "span": span(claim.when),
            "link": link(claim, self.sources),
            "citation": citation(claim, self.sources),
            "note": claim.note,
        }

    def claims(self, claims: Iterable[Claim]) -> list[ClaimOut]:
        """Claims in their order."""
        return [self.claim(c) for c in claims]

    def closed(self, closure: Closure | None) -> ClosedOut:
        """Since when something is closed, and who says so; None for what is not."""
        return {
            "closed": closed_since(closure, self.sources) if closure else None,
            "closed_told": closed_told(closure, self.sources) if closure else None,
            "closed_span": since(closure.since) if closure else None,
            "closed_claims": self.claims(closure.claims) if closure else [],
        }

    def corroboration(self, counted: Corroboration, *, guess: bool = False) -> CorroborationOut:
        """How many stand behind something, and who is against it.

        Who only weighs a way, a ``guess``, is no origin of a report of it.
        """
        return {
            "reports": len(counted.reports),
            "told_by": [self.sources[s].label for s in counted.reports],
            "origins": [self.sources[o].label for o in counted.origins],
            "at_least": counted.at_least,
            "at_most": counted.at_most,
            "counted": _counted(counted, self.sources, guess=guess),
            "sentence": (
                wording.weighed(counted) if guess else wording.corroboration(counted, self.sources)
            ),
            "denied_by": [self.sources[s].label for s in counted.denied_by],
            "doubted_by": [self.sources[s].label for s in counted.doubted_by],
        }

    def contradiction(self, found: Contradiction) -> ContradictionOut:
        """What speaks against a leg, seen from that leg."""
        return {
            "leg": found.other,
            "title": leg_title(self.case, found.other),
            "reason": found.reason,
        }

    def leg(self, leg: Leg) -> LegOut:
        """A leg as it is drawn and told."""
        comparison = self.atlas.comparison
        return {
            "id": leg.id,
            "title": leg_title(self.case, leg.id),
            "start": leg.start,
            "end": leg.end,
            "ends": say(
                "{start} → {end}",
                start=self.case.places[leg.start].shown,
                end=self.case.places[leg.end].shown,
            ),
            "mode": mode_of(self.atlas, leg),
            "basis": leg.basis,
            "status": leg.status,
            "grammar": grammar(leg),
            "variants": list(self.case.itineraries_with(leg.id)),
            **_line(self.atlas, leg),
            "when": _when(leg) or self._veiled(leg),
            "span": span(leg.when),
            "reason": leg.reason,
            **self.closed(leg.closure),
            "note": leg.note,
            "claims": self.claims(leg.claims),
            "corroboration": self.corroboration(
                comparison.legs[leg.id], guess=leg.status == "hypothetical"
            ),
            "contradictions": [
                self.contradiction(c) for c in comparison.contradictions if c.leg == leg.id
            ],
        }

    def _veiled(self, leg: Leg) -> Text | None:
        """What stands for a date that may be known and is not told."""
        return say("withheld") if is_kept_back(self.atlas, leg) else None

    def variant(self, route: Route, colour: str) -> VariantOut:
        """A version of the journey, in the colour that the page gives it."""
        itinerary = route.itinerary
        guess = self.case.is_hypothetical(itinerary)
        return {
            "id": itinerary.id,
            "title": itinerary.title,
            "summary": itinerary.summary,
            "colour": colour,
            "kind": "hypothetical" if guess else "reported",
            "status": itinerary.status,
            "told": is_told(self.atlas, itinerary.id),
            **self.closed(itinerary.closure),
            "legs": list(itinerary.legs),
            "missing": [leg_title(self.case, leg) for leg in route.missing],
            "distance": wording.route_distance(route, self.atlas.release),
            "claims": self.claims(itinerary.claims),
            "at_odds": list(self.atlas.comparison.at_odds[itinerary.id]),
            "telling": self.atlas.comparison.telling[itinerary.id],
            "corroboration": self.corroboration(
                self.atlas.comparison.itineraries[itinerary.id], guess=guess
            ),
            "known": known_of(self.atlas, itinerary.id),
            "unknown": unknown_of(self.atlas, itinerary.id),
            "note": itinerary.note,
        }

    def place(self, place: Place, radius_deg: float) -> PlaceOut:
        """A place; of an area what lies within ``radius_deg`` of the centre of the map."""
        using = [leg for leg in self.case.legs.values() if place.id in (leg.start, leg.end)]
        variants = dict.fromkeys(v for leg in using for v in self.case.itineraries_with(leg.id))
        veiled = self.atlas.release.veils(place.id)
        return {
            "id": place.id,
            "label": place.label,
            "written": str(place.label),
            "kind": place.kind,
            "kind_label": _kind(place, is_veiled=veiled),
            "precision": place.precision,
            "precision_label": wording.precision(place, is_veiled=veiled),
            "radius_m": round(place.radius_m),
            "point": None if place.point is None else lonlat(place.point),
            "area": None if place.area is None else area(place.area, self.atlas.center, radius_deg),
            "reason": _reason(place, is_veiled=veiled),
            "sure": "" if veiled else wording.how_sure(place.resolution),
            "veiled": veiled,
            "marked": marked(self.atlas, place),
            "role": "stop" if using or not self.case.legs else "reference",
            "variants": list(variants),
        }

    def event(self, event_id: str) -> EventOut:
        """An event and who reports it."""
        event = self.case.events[event_id]
        counted = self.atlas.comparison.events[event_id]
        return {
            "id": event.id,
            "title": event.title,
            "place": event.place,
            "not_on_map": not_on_map(self.atlas, event),
            "when": wording.when(event.when),
            "span": span(event.when),
            "claims": self.claims(event.claims),
            "note": event.note,
            "corroboration": self.corroboration(counted),
        }

    def dispute(self, dispute_id: str) -> DisputeOut:
        """A question and what the sources answer."""
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
        """The claims about geography, and what came of them."""
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
        """Where versions part, in a sentence."""
        names = wording.listing([self.case.places[p].shown for p in divergence.places])
        told = {"n": len(divergence.branches), "ways": self._ways(divergence)}
        if len(divergence.places) > 1:
            sentence = say("These versions begin in different places: {ways}.", **told)
        elif divergence.after:
            sentence = say(
                "These versions are drawn alike as far as {place}. From there they go {n} ways: "
                "{ways}.",
                place=names,
                **told,
            )
        else:
            sentence = say(
                "These versions go {n} ways already from {place}: {ways}.", place=names, **told
            )
        return {"places": list(divergence.places), "sentence": sentence}

    def _ways(self, divergence: Divergence) -> Text:
        """Where each branch leads, and which versions take it; several may go on alike."""
        legs = [self.case.legs[leg] for leg in divergence.branches if leg]
        ends = [(leg.start, leg.end) for leg in legs]
        ways: list[Text] = []
        for leg_id, ids in divergence.branches.items():
            titles = [say("“{title}”", title=self.case.itineraries[i].title) for i in ids]
            versions = wording.shortlist(titles)
            if not leg_id:
                ways.append(say("no further ({versions})", versions=versions))
                continue
            leg = self.case.legs[leg_id]
            way: str = self.case.places[leg.end].shown
            if ends.count((leg.start, leg.end)) > 1:
                way = leg_title(self.case, leg_id)
            elif len(divergence.places) > 1:
                start = self.case.places[leg.start].shown
                way = say("{start} → {end}", start=start, end=way)
            ways.append(say("{way} ({versions})", way=way, versions=versions))
        return wording.shortlist(ways)
