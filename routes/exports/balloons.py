"""The name of a row in a list, and its text in a balloon, where programs read HTML."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping

from routes import modes
from routes.messages import Text, say
from routes.records import LayerName, Row, Value

_OTHERS = say("Who denies or doubts it")

_TOLD: Mapping[LayerName, Mapping[str, Text]] = {
    "legs": {
        "when": say("When"),
        "quotes": say("Who says what"),
        "reason": say("Our reading"),
        "weighed_in": say("Weighed in"),
        "denied_by": _OTHERS,
        "doubted_by": _OTHERS,
        "closed_since": say("Closed since"),
        "closed_by": say("Who says that it is closed"),
        "closure_disputed_by": say("Disputed by"),
        "itineraries_closed": say("Closed as a whole"),
        "itinerary_titles": say("Versions"),
        "method": say("How it is drawn"),
        "note": say("Note"),
    },
    "places": {
        "kind": say("Kind"),
        "precision": say("Precision"),
        "radius_m": say("Uncertainty radius in metres"),
        "published_as": say("Published as exactly as"),
        "reason": say("Why this place"),
    },
    "areas": {
        "precision": say("Precision"),
        "published_as": say("Published as exactly as"),
        "reason": say("Why this area"),
    },
    "alternatives": {
        "network_length_m": say("Length in metres"),
        "minimum_h": say("Least hours"),
        "countries": say("Countries"),
        "crossings": say("Borders"),
        "refused": say("Why there is none"),
        "notes": say("Notes"),
        "note": say("Note"),
    },
}
"""Columns that a text tells, in order, and what they are called there: no label has a colon."""


def name_of(row: Row) -> str:
    """What a row is called. Of a line the name always says on what it rests."""
    told = row.columns
    if row.layer not in ("legs", "alternatives"):
        return str(told["label"])
    ends = say("{start} to {end}", start=told["start"], end=told["end"] or "…")
    return say("{title} ({kind})", title=told["title"] or ends, kind=_kind(row))


def _kind(row: Row) -> str:
    if row.layer == "alternatives":
        return say("Computed, no source reports this")
    kind = next(g.label for g in modes.grammars() if g.id == row.columns["basis"])
    return say("{kind}, closed", kind=kind) if row.columns["status"] == "closed" else kind


def paragraphs(row: Row) -> Iterator[str]:
    """The text of a row: what it is called, what its kind of line means, and what is known."""
    yield name_of(row)
    yield from (g.explains for g in modes.grammars() if g.id == row.columns.get("basis"))
    if "notice" in row.columns:
        yield str(row.columns["notice"])
    for column, label in _TOLD[row.layer].items():
        value = row.columns[column]
        if value is not None:
            yield say("{about}: {message}", about=label, message=_worded(column, value))


def _worded(column: str, value: Value) -> Value:
    """The value of a column, as the text tells it."""
    if column == "denied_by":
        return say("denied by {names}", names=value)
    return say("doubted by {names}", names=value) if column == "doubted_by" else value


def balloon(told: Iterable[str]) -> str:
    """Paragraphs as HTML that shows every letter of them as it is.

    A dollar sign would begin what Google Earth replaces, so it is escaped as well.
    """
    escaped = (html.escape(text).replace("$", "&#36;") for text in told)
    return "<br/>".join(text.replace("\n", "<br/>") for text in escaped)
