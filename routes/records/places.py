"""One row for each place that was found."""

from __future__ import annotations

from collections.abc import Mapping

from routes.model import Place, PrecisionClass
from routes.records.row import Row, Value, joined
from routes.resolve.reasons import described

PLACE_COLUMNS: Mapping[str, str] = {
    "place": "id of the place in the case",
    "label": "its label",
    "kind": "what it is: city, airport, station, crossing, facility, country, region, river, lake, "
    "sea, border, site, address or unknown",
    "precision": "exact, site, city, region, country or unknown",
    "published_as": "how exactly it is published: site, 0.01, 0.1, admin-2, admin-1 or country; "
    "none in what is for the desk alone",
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


def place_row(place: Place, published_as: PrecisionClass | None = None) -> Row:
    """What is known of a place, and why it was chosen."""
    return Row("places", _place(place, published_as), place.geometry)


def _place(place: Place, published_as: PrecisionClass | None) -> dict[str, Value]:
    resolution = place.resolution
    best, second = resolution.chosen[0], resolution.runner_up
    return {
        "place": place.id,
        "label": place.label,
        "kind": place.kind,
        "precision": place.precision,
        "published_as": published_as,
        "radius_m": round(place.radius_m),
        "country": place.country,
        "asked": joined(resolution.toponym.within) or resolution.toponym.query,
        "match": best.match,
        "granularity": best.granularity,
        "confidence": resolution.confidence,
        "runner_up": described(second) if second else None,
        "runner_up_confidence": second.confidence if second else None,
        "candidates": len(resolution.candidates),
        "gazetteer": best.gazetteer,
        "ref": joined(c.ref for c in resolution.chosen),
        "reason": resolution.reason,
    }
