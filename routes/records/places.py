"""One row for each place that was found."""

from __future__ import annotations

from routes.model import Place, PrecisionClass
from routes.records.row import Column, LayerName, Row, Value, joined
from routes.resolve.reasons import described

PLACE_COLUMNS = (
    Column("place", "id of the place in the case"),
    Column("label", "its label"),
    Column(
        "kind",
        "what it is: city, airport, station, crossing, facility, country, region, "
        "river, lake, sea, border, site, address or unknown",
    ),
    Column("precision", "exact, site, city, region, country or unknown"),
    Column(
        "published_as",
        "how exactly it is published: site, 0.01, 0.1, admin-2, admin-1 or country; "
        "none in what is for the desk alone",
    ),
    Column("radius_m", "uncertainty radius in metres", "integer"),
    Column("country", "ISO 3166-1 alpha-2 code"),
    Column("asked", "what was looked up"),
    Column(
        "match",
        "how its name met that: exact, alternate, code, curated, variant, fuzzy, pinned or online",
    ),
    Column("granularity", "how fine a place of its kind is, in the words of precision"),
    Column(
        "confidence", "the probability, 0 to 1, that the place is the one that is meant", "real"
    ),
    Column("runner_up", "the next likeliest place of that name"),
    Column("runner_up_confidence", "the same probability for that one", "real"),
    Column("candidates", "how many places fit the name", "integer"),
    Column("gazetteer", "where it was found"),
    Column("ref", "the record there"),
    Column("reason", "why this one was chosen"),
)


def place_row(place: Place, published_as: PrecisionClass | None = None) -> Row:
    """What is known of a place, and why it was chosen. A vague one is a row of ``areas``."""
    layer: LayerName = "areas" if place.is_vague else "places"
    return Row(layer, _place(place, published_as), place.geometry)


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
