"""A candidate as plain values, for JSON and for `geopy.Location.raw`."""

from __future__ import annotations

from typing import TypeAlias

from routes.model.place import Candidate

__all__ = ["Record", "facts", "record"]

Record: TypeAlias = "dict[str, str | int | float | bool | list[str] | None]"


_OF_A_NAME = ("confidence", "match", "matched", "ignored", "weight")
"""What a candidate says of the name that it was found by."""


def facts(candidate: Candidate) -> Record:
    """``candidate`` as in `record`, for a place that was not found by a name.

    Nothing was measured then: there is no confidence, and nothing else of a name.
    """
    return {key: value for key, value in record(candidate).items() if key not in _OF_A_NAME}


def record(candidate: Candidate) -> Record:
    """All of ``candidate`` as values that JSON has; degrees, metres, confidence 0 to 1."""
    return {
        "name": candidate.name,
        "kind": candidate.kind,
        "country": candidate.country,
        "admin1": candidate.admin1,
        "admin2": candidate.admin2,
        "lon": candidate.lon,
        "lat": candidate.lat,
        "granularity": candidate.granularity,
        "radius_m": candidate.radius_m,
        "confidence": candidate.confidence,
        "match": candidate.match,
        "matched": candidate.matched,
        "population": candidate.population,
        "codes": list(candidate.codes),
        "ref": candidate.ref,
        "gazetteer": candidate.gazetteer,
        "has_shape": candidate.has_shape,
        "ignored": list(candidate.ignored),
        "note": candidate.note,
        "weight": candidate.weight,
    }
