"""Vague dates as the Linked Places format has them: spans with a start and an end."""

from __future__ import annotations

import re
from typing import NotRequired, TypedDict

from routes import model

_ONE_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?[~?%]?")
"""A year, a month or a day, as the format has them: its three marks of doubt stay behind it."""

# "in" is a word of Python.
Moment = TypedDict(
    "Moment", {"in": NotRequired[str], "earliest": NotRequired[str], "latest": NotRequired[str]}
)


class Span(TypedDict):
    """What lies between two moments; without an end it is what the start spans."""

    start: Moment
    end: NotRequired[Moment]


class When(TypedDict):
    """The member ``when`` of a feature. ``label`` is the date as the case has it (EDTF)."""

    timespans: list[Span]
    label: str
    certainty: NotRequired[str]


def when(date: model.When | None) -> When | None:
    """A date as a span; None without a date, and for one that is open on both sides.

    Of a date that is open on one side the format is told the other: it wants a start always.
    """
    span = _span(date) if date else None
    if date is None or span is None:
        return None
    told: When = {"timespans": [span], "label": date.edtf}
    if date.uncertain or date.approximate:
        told["certainty"] = "uncertain" if date.uncertain else "less-certain"
    return told


def _span(date: model.When) -> Span | None:
    if _ONE_DATE.fullmatch(date.edtf):
        return {"start": {"in": date.edtf}}
    if date.earliest and date.latest:
        return {"start": {"earliest": date.earliest}, "end": {"latest": date.latest}}
    if date.earliest:
        return {"start": {"earliest": date.earliest}}
    return {"start": {"latest": date.latest}} if date.latest else None
