"""What the legs of a case can be filtered by. Pure.

A filter keeps a leg when one claim on it meets the whole filter: "Yonhap, rated possibly true"
asks for one claim that is both. A claim on an itinerary counts for the leg on which that telling
rests, as it does where origins are counted, and so does its closure. Claims that say that a leg
is closed count for the leg. Who denies or doubts a leg speaks of it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from routes import wording
from routes.checks import is_unasserted
from routes.messages import say
from routes.model import Atlas, Claim, Leg
from routes.webmap.reader_types import FacetOut, FacetRow, Facets, OptionOut, SpanOut
from routes.webmap.spans import span

NONE = "-"
"""The value of what has none: no source, no rating. Ids of a case begin with a letter or digit."""

_LABELS = {
    "source": say("Source"),
    "origin": say("Origin"),
    "credibility": say("Credibility"),
    "mode": say("Means of travel"),
    "basis": say("How well founded"),
    "status": say("Open or closed"),
}

_BASES = ("reported", "inferred", "computed", "hypothetical", "unasserted")
_STATUSES = {
    "open": say("no closure known"),
    "closed": say("closed"),
    "hypothetical": say("only weighed"),
}
_FEWEST = 2
"""So many values of a facet, or there is nothing to choose from."""


def facets(atlas: Atlas) -> Facets:
    """Every claim on every leg with its values, and the values that there are.

    Legs that no itinerary uses are left out: they are on no map. A facet with fewer than two
    values is left out too. Labels of modes and bases are their ids: how those are called is
    said once in the payload, by its modes and grammars.
    """
    used = [leg for leg in atlas.case.legs.values() if atlas.case.itineraries_with(leg.id)]
    rows = [row for leg in used for row in _rows(atlas, leg)]
    offered = [_facet(atlas, facet, rows) for facet in _LABELS]
    return {"facets": [f for f in offered if len(f["options"]) >= _FEWEST], "rows": rows}


def grammar(leg: Leg) -> str:
    """How a leg is drawn: its basis, or hypothetical, or unasserted."""
    if leg.status == "hypothetical":
        return "hypothetical"
    return "unasserted" if is_unasserted(leg) else leg.basis


def _rows(atlas: Atlas, leg: Leg) -> Iterator[FacetRow]:
    told = [i for i in atlas.case.itineraries.values() if _rests_on(atlas, i.id, leg)]
    closures = [c for c in (leg.closure, *(i.closure for i in told)) if c is not None]
    statuses = dict.fromkeys([leg.status, *(i.status for i in told if i.closure is not None)])
    if "closed" in statuses:
        statuses.pop("open", None)
    of_leg: dict[str, list[str]] = {
        "mode": [leg.mode],
        "basis": [grammar(leg)],
        "status": list(statuses),
    }
    claims = [*leg.claims, *(c for i in told for c in i.claims)]
    claims += [c for closure in closures for c in closure.claims]
    for claim in claims:
        # When a way was closed is not when somebody took it.
        dated = claim.when if claim in leg.claims else None
        yield _row(leg, {**_values(claim), **of_leg}, span(dated or leg.when))
    if not claims:
        nobody = {"source": [NONE], "origin": [NONE], "credibility": [NONE]}
        yield _row(leg, {**nobody, **of_leg}, span(leg.when))


def _rests_on(atlas: Atlas, itinerary: str, leg: Leg) -> bool:
    return atlas.comparison.telling[itinerary] == leg.id


def _row(leg: Leg, values: dict[str, list[str]], when: SpanOut | None) -> FacetRow:
    return {"leg": leg.id, "values": values, "span": when}


def _values(claim: Claim) -> dict[str, list[str]]:
    rating = NONE if claim.credibility is None else str(claim.credibility)
    return {"source": [claim.source], "origin": [claim.origin], "credibility": [rating]}


def _facet(atlas: Atlas, facet: str, rows: list[FacetRow]) -> FacetOut:
    found = {value for row in rows for value in row["values"][facet]}
    labels = {**_order(atlas, facet), NONE: _none(facet)}
    options: list[OptionOut] = [
        {"id": value, "label": label} for value, label in labels.items() if value in found
    ]
    return {"id": facet, "label": _LABELS[facet], "options": options}


def _order(atlas: Atlas, facet: str) -> Mapping[str, str]:
    """The values that a facet may have, in the order of their list, with their labels."""
    if facet in {"source", "origin"}:
        return {source.id: source.label for source in atlas.case.sources.values()}
    if facet == "credibility":
        return {
            str(n): say("{rating}, {words}", rating=n, words=words)
            for n, words in wording.CREDIBILITY.items()
        }
    if facet == "status":
        return _STATUSES
    if facet == "basis":
        return {basis: basis for basis in _BASES}
    return {leg.mode: leg.mode for leg in atlas.case.legs.values()}


def _none(facet: str) -> str:
    return say("not rated") if facet == "credibility" else say("no source")
