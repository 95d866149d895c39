"""What the legs and events of a case can be filtered by. Pure.

A filter keeps a leg when one claim on it meets the whole filter: "Yonhap, rated possibly true"
asks for one claim that is both. A claim on an itinerary counts for the leg on which that telling
rests, as it does where origins are counted, and so does its closure. Claims that say that a leg
is closed count for the leg, with the date of the closure. Who denies or doubts a leg speaks of
it too, and does not date it. A claim that gives no date has a row for each date of its leg, as
`routes.webmap.dated` finds them.

Events have no rows: their claims are in the payload as they stand. Who speaks of nothing but an
event can be chosen all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from routes import wording
from routes.checks import grammar
from routes.messages import say
from routes.model import Atlas, Claim, Leg
from routes.webmap.dated import dates
from routes.webmap.reader_types import FacetOut, FacetRow, Facets, OptionOut, SpanOut
from routes.webmap.spans import since, span
from routes.webmap.withheld import WITHHELD, is_kept_back, mode_of

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
    WITHHELD: say("withheld"),
}
_NOBODY = {"source": [NONE], "origin": [NONE], "credibility": [NONE]}
"""What a leg or an event without a claim is filtered by."""

_FEWEST = 2
"""So many values of a facet, or there is nothing to choose from."""


def facets(atlas: Atlas) -> Facets:
    """Every claim on every leg with its values, and the values that there are.

    Legs that no itinerary uses are left out: they are on no map. A facet with fewer than two
    values is left out too. Labels of modes and bases are their ids: how those are called is
    said once in the payload, by its modes and grammars. What is said of events adds sources,
    origins and ratings to choose from, and no rows.
    """
    used = [leg for leg in atlas.case.legs.values() if atlas.case.itineraries_with(leg.id)]
    rows = [row for leg in used for row in _rows(atlas, leg)]
    told = [*(row["values"] for row in rows), *_events(atlas)]
    offered = [_facet(atlas, facet, told) for facet in _LABELS]
    return {"facets": [f for f in offered if len(f["options"]) >= _FEWEST], "rows": rows}


def _rows(atlas: Atlas, leg: Leg) -> Iterator[FacetRow]:
    told = [i for i in atlas.case.itineraries.values() if _rests_on(atlas, i.id, leg)]
    closures = [c for c in (leg.closure, *(i.closure for i in told)) if c is not None]
    statuses: dict[str, None] = dict.fromkeys(
        [leg.status, *(i.status for i in told if i.closure is not None)]
    )
    if "closed" in statuses:
        statuses.pop("open", None)
    if is_kept_back(atlas, leg):  # nor is it told whether it was closed
        statuses = {WITHHELD: None, **{each: None for each in statuses if each != "open"}}
    of_leg: dict[str, list[str]] = {
        "mode": [mode_of(atlas, leg)],
        "basis": [grammar(leg)],
        "status": list(statuses),
    }
    claims = [*leg.claims, *(c for i in told for c in i.claims)]
    own = [span(leg.when)] if leg.when else [span(when) for when in dates(atlas, leg)] or [None]
    for claim in claims:
        gives = claim.when if claim.stance == "asserts" else None
        for days in [span(gives)] if gives else own:
            yield _row(leg, {**_values(claim), **of_leg}, days)
    if not claims:
        yield from (_row(leg, {**_NOBODY, **of_leg}, days) for days in own)
    # Who says that a way was closed speaks of the days when it was, and not of the journey.
    for shut in closures:
        for claim in shut.claims:
            yield _row(leg, {**_values(claim), **of_leg}, since(claim.when or shut.since))


def _events(atlas: Atlas) -> Iterator[Mapping[str, list[str]]]:
    for event in atlas.case.events.values():
        yield from map(_values, event.claims)
        if not event.claims:
            yield _NOBODY


def _rests_on(atlas: Atlas, itinerary: str, leg: Leg) -> bool:
    return atlas.comparison.telling[itinerary] == leg.id


def _row(leg: Leg, values: dict[str, list[str]], when: SpanOut | None) -> FacetRow:
    return {"leg": leg.id, "values": values, "span": when}


def _values(claim: Claim) -> dict[str, list[str]]:
    rating = NONE if claim.credibility is None else str(claim.credibility)
    return {"source": [claim.source], "origin": [claim.origin], "credibility": [rating]}


def _facet(atlas: Atlas, facet: str, told: Sequence[Mapping[str, list[str]]]) -> FacetOut:
    found = {value for values in told for value in values.get(facet, ())}
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
    return {mode: mode for mode in (mode_of(atlas, leg) for leg in atlas.case.legs.values())}


def _none(facet: str) -> str:
    return say("not rated") if facet == "credibility" else say("no source")
