"""One row for each leg."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from routes.checks import grammar, is_dated_by_claim, is_dated_by_us
from routes.model import Atlas, Claim, Leg, TracedLeg
from routes.records.row import Column, Row, Value, joined

LEG_COLUMNS = (
    Column("leg", "id of the leg in the case"),
    Column("title", "its title"),
    Column("itineraries", "ids of the itineraries that use it"),
    Column("itinerary_titles", "titles of these, in the same order"),
    Column("numbers", "which leg of these it is, in the same order; 1 is the first"),
    Column(
        "basis",
        "as the map draws it: reported, inferred, computed, hypothetical (only "
        "weighed) or unasserted (given as reported, and no source says so)",
    ),
    Column("status", "open, closed or hypothetical"),
    Column("closed_since", "EDTF date, where closed"),
    Column("closed_by", "who says that it is closed, with the words"),
    Column("closure_disputed_by", "who denies or doubts that it is closed, with the words"),
    Column(
        "itineraries_closed",
        "itineraries with it that are closed as a whole: id and EDTF date, once for "
        "each who says or disputes it, with the words",
    ),
    Column("mode", "air, rail, road, sea, foot or unknown"),
    Column("start", "label of the place it leaves"),
    Column("end", "label of the place it goes to"),
    Column(
        "start_place", "id of the place it leaves: of a row of places or areas, if it was found"
    ),
    Column("end_place", "id of the place it goes to, likewise"),
    Column("when", "EDTF date as written"),
    Column(
        "when_by",
        "what dates it: a claim on it, the case, or our reading where the leg is that too",
    ),
    Column("earliest", "first day that the date spans", "day"),
    Column("latest", "last day that the date spans", "day"),
    Column(
        "length_m", "metres of the geodesic between two points; none where an end is vague", "real"
    ),
    Column("minimum_m", "metres to the nearest point of a vague end; else the length", "real"),
    Column("fades", "no, or the vague end: start or end"),
    Column("method", "how the line was drawn"),
    Column("reports", "sources that assert it; none where it is only weighed"),
    Column("weighed_in", "sources that weigh it without saying that anybody took it"),
    Column("origins", "the roots of their chains: what corroboration counts"),
    Column(
        "origins_at_least",
        "least number of independent origins; 0 where nobody asserts it",
        "integer",
    ),
    Column(
        "origins_at_most",
        "greatest number of independent origins; 0 where nobody asserts it",
        "integer",
    ),
    Column(
        "origins_anonymous", "how many of the origins are sources whose name is withheld", "integer"
    ),
    Column(
        "origins_unidentified",
        "how many of the origins nobody identifies: they may be one of the others",
        "integer",
    ),
    Column("denied_by", "sources that deny it"),
    Column("doubted_by", "sources that doubt it"),
    Column("quotes", "the words, or what is said in ours, each with the chain of who says it"),
    Column(
        "contradicted_by",
        "ids of legs that cannot be true together with it as drawn: our deduction, not "
        "a source's denial",
    ),
    Column("reason", "why, where inferred"),
    Column("note", "note in the case"),
)


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
        **_itineraries(atlas, leg),
        "basis": grammar(leg),
        "status": leg.status,
        "closed_since": leg.closure.since.edtf if leg.closure else None,
        **_closure(leg, said),
        "itineraries_closed": joined(_closed_itineraries(atlas, leg)),
        "mode": leg.mode,
        "start": atlas.case.places[leg.start].shown,
        "end": atlas.case.places[leg.end].shown,
        "start_place": leg.start,
        "end_place": leg.end,
        "when": leg.when.edtf if leg.when else None,
        "when_by": _dated_by(leg),
        "earliest": leg.when.earliest if leg.when else None,
        "latest": leg.when.latest if leg.when else None,
        **_measures(atlas.legs.get(leg.id)),
        **_support(atlas, leg),
        "denied_by": labels(counted.denied_by),
        "doubted_by": labels(counted.doubted_by),
        "quotes": said(leg.claims),
        "contradicted_by": joined(c.other for c in comparison.contradictions if c.leg == leg.id),
        "reason": leg.reason,
        "note": leg.note,
    }


def _itineraries(atlas: Atlas, leg: Leg) -> dict[str, Value]:
    ways = [atlas.case.itineraries[i] for i in atlas.case.itineraries_with(leg.id)]
    numbers = ([str(n) for n, i in enumerate(way.legs, start=1) if i == leg.id] for way in ways)
    return {
        "itineraries": joined(way.id for way in ways),
        "itinerary_titles": joined(way.title for way in ways),
        "numbers": joined(", ".join(each) for each in numbers),
    }


def _support(atlas: Atlas, leg: Leg) -> dict[str, Value]:
    """Who asserts a leg; who only weighs it is no origin of a report."""
    sources, counted = atlas.case.sources, atlas.comparison.legs[leg.id]
    is_weighed = leg.status == "hypothetical"
    origins = () if is_weighed else counted.origins
    identities = [sources[o].identity for o in origins]
    labels = joined(sources[s].label for s in counted.reports)
    return {
        "reports": None if is_weighed else labels,
        "weighed_in": labels if is_weighed else None,
        "origins": joined(sources[o].label for o in origins),
        "origins_at_least": 0 if is_weighed else counted.at_least,
        "origins_at_most": len(origins),
        "origins_anonymous": identities.count("anonymous"),
        "origins_unidentified": identities.count("unidentified"),
    }


def _closure(leg: Leg, said: Callable[[Iterable[Claim]], str | None]) -> dict[str, Value]:
    claims = leg.closure.claims if leg.closure else ()
    return {
        "closed_by": said(c for c in claims if c.stance == "asserts"),
        "closure_disputed_by": said(c for c in claims if c.stance != "asserts"),
    }


def _closed_itineraries(atlas: Atlas, leg: Leg) -> Iterator[str]:
    for i in atlas.case.itineraries_with(leg.id):
        closure = atlas.case.itineraries[i].closure
        if closure is not None:
            since = f"{i} since {closure.since.edtf}"
            yield from (f"{since}, {_words(atlas, claim)}" for claim in closure.claims)


def _dated_by(leg: Leg) -> str | None:
    if leg.when is None:
        return None
    if is_dated_by_claim(leg):
        return "claim"
    return "reading" if is_dated_by_us(leg) else "case"


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
