"""Linked Places format (LPF 1.2): places, legs and tellings as JSON-LD that is GeoJSON, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from routes.atomic import write_text
from routes.exports.attesting import Citation, citation_of, citations, toponyms
from routes.exports.described import described
from routes.exports.identifiers import urn
from routes.exports.jsonld import Json, line, lines
from routes.exports.omitted import fading, omitted
from routes.exports.outline import DECIMALS
from routes.exports.timespans import When, when
from routes.exports.unheld import replaced
from routes.messages import Text, plural
from routes.model import PER_DEGREE, Atlas, Itinerary, Kind, Place, PrecisionClass
from routes.records import NOT_FOR_PUBLICATION, Row, rows, tables
from routes.titles import leg_title

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
"""Says what the keys mean. Nobody fetches it here; readers of linked data know or fetch it."""

_SURE, _LIKELY = 0.99, 0.9
"""Confidence from which a place is "certain" or "less-certain", as in `routes.wording`."""

_AAT: Mapping[str, str] = {
    "city": "300008347", "airport": "300000681", "site": "300000809", "country": "300128207",
    "region": "300182722", "river": "300008707", "lake": "300008680", "sea": "300008694",
    "route": "300265365",
}  # fmt: skip
"""Concepts of the Getty Art & Architecture Thesaurus; what is not here has its label alone."""

_CLASSES: Mapping[Kind, Sequence[str]] = {
    "city": "P", "facility": "P", "airport": "S", "station": "S", "crossing": "S", "site": "S",
    "address": "S", "country": "A", "region": "AL", "border": "L", "river": "H", "lake": "H",
    "sea": "H",
}  # fmt: skip
"""Feature classes of GeoNames; of a place of unknown kind there is none."""

RENAMED: Mapping[str, str] = {
    "start": "from", "end": "to", "when": "edtf", "earliest": "first_day", "latest": "last_day",
}  # fmt: skip
"""Columns whose names the context reads as parts of a date, and what they are called here."""

_ROUTE_CLASSES = ["R"]
"""That of roads and routes, for legs and tellings."""

_LAYERS = ("legs", "places", "areas")

_GEONAMES = "geonames:"


def write(atlas: Atlas, path: Path) -> tuple[Text, ...]:
    """Write ``atlas`` as one FeatureCollection, and return what the format cannot hold of it.

    Raises OutputError when the file cannot be written; a file that was there is then intact.
    """
    write_text(path, text(atlas), private=atlas.release.is_internal)
    return tuple(_left_out(atlas))


def text(atlas: Atlas) -> str:
    """The FeatureCollection, one feature per line, the same for the same atlas."""
    found = tables(atlas)
    rows = {row.id: row for layer in ("places", "areas") for row in found[layer].rows}
    features = [
        *(_place(atlas, place, rows[place.id]) for place in atlas.places.values()),
        *(_leg(atlas, row) for row in found["legs"].rows),
        *(_telling(atlas, each) for each in atlas.case.itineraries.values()),
    ]
    return f'{line(_head(atlas))[:-1]}, "features": [\n{lines(features)}\n]}}\n'


def _head(atlas: Atlas) -> Json:
    return {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "@id": urn(atlas.case, "places"),
        **described(atlas).members,
    }


def _place(atlas: Atlas, place: Place, row: Row) -> Json:
    codes = [place.country] if place.country else []
    return {
        "@id": urn(atlas.case, "place", place.id),
        "type": "Feature",
        "properties": {
            "title": place.label,
            **({"ccodes": codes} if codes else {}),
            **({"fclasses": list(_CLASSES[place.kind])} if place.kind in _CLASSES else {}),
            **_columns(row),
        },
        "names": list(toponyms(atlas, place)),
        "types": [_type(place.kind)],
        "geometry": {
            **_geometry(place.geometry),
            "certainty": _certainty(place, atlas.release.classes.get(place.id)),
            **_approximation(place),
        },
        **_linked(place),
        "descriptions": [{"value": place.resolution.reason, "lang": "en"}],
    }


def _columns(row: Row) -> Json:
    """The columns of a row, those whose names mean something else in the format renamed."""
    named = {RENAMED.get(name, name): value for name, value in row.columns.items()}
    return {"layer": row.layer, **named}


def _approximation(place: Place) -> Json:
    """How far off the truth may lie: a proposal of the World Historical Gazetteer.

    The tolerance is in kilometres. An area that is itself the place has none.
    """
    if not place.is_vague:
        around = {"type": "gvp:approximateLocation", "tolerance": round(place.radius_m) / 1000}
        return {"approximation": around}
    is_within = bool(place.resolution.toponym.within)
    return {"approximation": {"type": "gvp:containedWithin"}} if is_within else {}


def _certainty(place: Place, shown: PrecisionClass | None) -> str:
    """How sure it is that the place is there, in the three words of the format.

    Of one that is somewhere in an area, or told as the middle of a cell, never "certain".
    """
    confidence = place.resolution.confidence
    if place.resolution.toponym.within or confidence < _LIKELY:
        return "uncertain"
    return "less-certain" if shown in PER_DEGREE or confidence < _SURE else "certain"


def _linked(place: Place) -> Json:
    """What a place is in GeoNames; of one that is somewhere in others, in which."""
    chosen, is_within = place.resolution.chosen, bool(place.resolution.toponym.within)
    addresses = [(each.name, address) for each in chosen if (address := _address(each.ref))]
    if is_within or len(chosen) > 1:
        parts = [
            {"relationType": "gvp:broaderPartitive", "relationTo": address, "label": name}
            for name, address in addresses
        ]
        return {"relations": parts} if parts else {}
    links = [{"type": "closeMatch", "identifier": address} for _, address in addresses]
    return {"links": links} if links else {}


def _address(ref: str) -> str | None:
    number = ref.removeprefix(_GEONAMES)
    is_known = ref.startswith(_GEONAMES) and number.isascii() and number.isdigit()
    return f"https://sws.geonames.org/{number}/" if is_known else None


def _leg(atlas: Atlas, row: Row) -> Json:
    """A leg as a feature of its own: it has a time and a line, as a place has."""
    leg = atlas.case.legs[row.id]
    said = list(citations(atlas, leg.claims))
    title = leg_title(atlas.case, leg.id)
    ends = (("start", leg.start), ("end", leg.end))
    return {
        "@id": urn(atlas.case, "leg", leg.id),
        "type": "Feature",
        "properties": {
            **_columns(row),
            "title": title,
            "fclasses": _ROUTE_CLASSES,
        },
        **_dated(when(leg.when)),
        "names": [_named(title, said or [_own(atlas)])],
        "types": [_type("route", "leg")],
        "geometry": _drawn(row.geometry),
        "relations": [
            {
                "relationType": "gvp:tgn3000_related_to",
                "relationTo": urn(atlas.case, "place", place),
                "label": f"{which}: {atlas.case.places[place].shown}",
                **({"citations": said} if said else {}),
            }
            for which, place in ends
            if place in atlas.places
        ],
    }


def _drawn(geometry: BaseGeometry | None) -> Json | None:
    """The line of a leg: nobody reports where between its ends it ran."""
    return {**_geometry(geometry), "certainty": "uncertain"} if geometry is not None else None


def _telling(atlas: Atlas, itinerary: Itinerary) -> Json:
    """One telling: its legs in order. It has no line of its own, so that none is drawn twice."""
    case = atlas.case
    said = list(citations(atlas, itinerary.claims))
    status = "hypothetical" if case.is_hypothetical(itinerary) else itinerary.status
    summaries = [text for text in (itinerary.summary, itinerary.note) if text]
    return {
        "@id": urn(case, "itinerary", itinerary.id),
        "type": "Feature",
        "properties": {
            "title": itinerary.title,
            "fclasses": _ROUTE_CLASSES,
            "layer": "itineraries",
            **({"notice": NOT_FOR_PUBLICATION} if atlas.release.is_internal else {}),
            "itinerary": itinerary.id,
            "status": status,
            "legs": "; ".join(itinerary.legs),
        },
        "names": [_named(itinerary.title, said or [_own(atlas)])],
        "types": [_type("route", "itinerary")],
        "geometry": None,
        "relations": [
            {
                "relationType": "dct:hasPart",
                "relationTo": urn(case, "leg", leg),
                "label": f"{number}: {leg_title(case, leg)}",
            }
            for number, leg in enumerate(itinerary.legs, start=1)
        ],
        "descriptions": [{"value": text, "lang": case.language} for text in summaries],
    }


def _own(atlas: Atlas) -> Citation:
    """The case itself, for what nobody in particular says."""
    return citation_of(atlas.case.title, urn(atlas.case))


def _named(toponym: str, said: Sequence[Citation]) -> Json:
    return {"toponym": toponym, "citations": list(said)}


def _dated(span: When | None) -> Json:
    return {"when": span} if span else {}


def _type(kind: str, label: str | None = None) -> Json:
    number = _AAT.get(kind)
    known = {"identifier": f"aat:{number}"} if number else {}
    return {**known, "label": label or kind}


def _geometry(geometry: BaseGeometry) -> Json:
    shape = mapping(shapely.orient_polygons(geometry))
    return {"type": shape["type"], "coordinates": _rounded(shape["coordinates"])}


def _rounded(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_rounded(each) for each in value]
    return round(value, DECIMALS) if isinstance(value, float) else value


def _left_out(atlas: Atlas) -> Iterator[Text]:
    paths = sum(len(each.paths) + bool(each.reach) for each in atlas.alternatives)
    if paths:
        yield plural(
            "Linked Places holds what sources attest: {n} computed path is left out.",
            "Linked Places holds what sources attest: {n} computed paths are left out.",
            paths,
        )
    yield from fading((row for row in rows(atlas) if row.layer == "legs"), "Linked Places")
    alone = sum(1 for each in atlas.places.values() if not _linked(each))
    if alone:
        yield plural(
            "{n} place has no record in GeoNames to link to.",
            "{n} places have no records in GeoNames to link to.",
            alone,
        )
    yield from replaced(row for row in rows(atlas) if row.layer in _LAYERS)
    yield from omitted(atlas)
