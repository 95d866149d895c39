"""Dates as coarse as the places they belong to. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from typing import Literal

from routes.model import PrecisionClass, When

_DIGITS: Mapping[PrecisionClass, int | None] = {
    "site": 10,
    "0.01": 10,
    "0.1": 7,
    "admin-2": 7,
    "admin-1": 4,
    "country": 4,
    "withheld": None,
}
"""How much of an ISO day is published with a place of each class: the day, the month, the year."""


Part = Literal["day", "month", "year"]


def part_told(shown: PrecisionClass) -> Part:
    """How much of a date is told at a place of class ``shown``; the year at most, or nothing."""
    digits = _DIGITS[shown]
    return "day" if digits == 10 else "month" if digits == 7 else "year"


def coarsened(when: When | None, shown: PrecisionClass) -> When | None:
    """The date as it goes with a place of class ``shown``: to the month, to the year, or not."""
    digits = _DIGITS[shown]
    if when is None or digits is None:
        return None
    if digits == 10:
        return when
    first = when.earliest and when.earliest[:digits]
    last = when.latest and when.latest[:digits]
    mark = "%" if when.approximate and when.uncertain else "~" if when.approximate else ""
    mark = mark or ("?" if when.uncertain else "")
    sides = [f"{side}{mark}" if side else ".." for side in (first, last)]
    return When(
        edtf=sides[0] if first == last else "/".join(sides),
        earliest=_first_day(first) if first else None,
        latest=_last_day(last) if last else None,
        approximate=when.approximate,
        uncertain=when.uncertain,
    )


def _first_day(part: str) -> str:
    return f"{part}-01-01" if len(part) == 4 else f"{part}-01"


def _last_day(part: str) -> str:
    if len(part) == 4:
        return f"{part}-12-31"
    year, month = part.split("-")
    return f"{part}-{monthrange(int(year), int(month))[1]:02d}"
