"""Vague dates as days. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from routes.model import When
from routes.webmap.reader_types import SpanOut

_EPOCH = 719_468
"""Days from 1 March of the year 0 to 1 January 1970, in the proleptic Gregorian calendar."""

_PRECISIONS = (
    (re.compile(r"\d{4}-\d\d-\d\d"), 1),
    (re.compile(r"\d{4}-(0\d|1[0-2])(-XX)?"), 31),
    (re.compile(r"\d{4}-\d\d"), 84),
    (re.compile(r"\d{4}(-XX(-XX)?)?"), 366),
    (re.compile(r"\d{3}X"), 3653),
)
"""How exact a date of EDTF is, in days: day, month, season (twelve weeks), year, ten years."""

_DOUBT = re.compile(r"[?~%]")


def span(when: When | None) -> SpanOut | None:
    """The days that ``when`` spans, or None where nothing is said of the time.

    A date with ``~`` or ``?`` may lie outside of them, by the precision of what the mark stands
    behind; one with ``%`` by twice that. "2016-07~", about July, may be June or August;
    "2024?-01", a January of which the year is not certain, may be that of the year before or after.
    """
    if when is None:
        return None
    start = None if when.earliest is None else day_number(when.earliest)
    end = None if when.latest is None else day_number(when.latest)
    known = None if start is None or end is None else end - start + 1
    parts = when.edtf.split("/")
    return {
        "start": start,
        "end": end,
        "before": 0 if start is None else _margin(parts[:1], known),
        "after": 0 if end is None else _margin(parts[-1:], known),
        "vague": when.approximate or when.uncertain or known != 1,
    }


def since(when: When | None) -> SpanOut | None:
    """The days from ``when`` on, with no end: a closure that nothing is said to have lifted.

    ``firm`` is the last day on which it may have begun; what a mark of doubt allows counts.
    """
    begun = span(when)
    if begun is None:
        return None
    firm = None if begun["end"] is None else begun["end"] + begun["after"]
    return {**begun, "end": None, "after": 0, "vague": True, "firm": firm}


def day_number(iso: str) -> int:
    """Whole days from 1970-01-01 to an ISO day of the years 1 to 9999; negative before it.

    Years are taken to begin in March, so that the day that leap years add is the last one:
    then ``(153 m + 2) // 5`` days precede month ``m``. The method is that of Howard Hinnant,
    "chrono-Compatible Low-Level Date Algorithms" (2013), ``days_from_civil``. Raises ValueError
    for text of another form; whether the day exists is not looked at.
    """
    year, month, day = (int(part) for part in iso.split("-"))
    if month < 3:
        year -= 1
    leap_days = year // 4 - year // 100 + year // 400
    return 365 * year + leap_days + (153 * ((month - 3) % 12) + 2) // 5 + day - 1 - _EPOCH


def _margin(parts: Sequence[str], known: int | None) -> int:
    """Days by which one end of a date may lie further out."""
    text = "".join(parts)
    if not _DOUBT.search(text):
        return 0
    fitting = (days for form, days in _PRECISIONS if form.fullmatch(_doubted(text)))
    both = "%" in text or ("?" in text and "~" in text)
    return next(fitting, known or 1) * (2 if both else 1)


def _doubted(text: str) -> str:
    """A date of EDTF as far as it is doubted: up to the last component with a mark.

    A mark behind a component is for all that stands left of it, one before it for it alone.
    """
    parts = text.split("-")
    marked = [n for n, part in enumerate(parts) if _DOUBT.search(part)]
    return _DOUBT.sub("", "-".join(parts[: marked[-1] + 1]))
