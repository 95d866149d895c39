"""Vague dates: EDTF text (ISO 8601-2) to the days that it spans."""

from __future__ import annotations

import io
import re
import warnings
from calendar import monthrange
from contextlib import redirect_stdout
from datetime import date
from functools import lru_cache

from routes.casefile.quoting import quoted, shown
from routes.casefile.wrong import WrongValueError
from routes.model import When

_CALENDAR = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_EDTF = re.compile(r"[0-9XSTZ~?%./:+,\[\]{} -]{4,64}")
_WINTER = re.compile(r"\d{4}-24", re.ASCII)
_OPEN = ("", "..")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FORMS = "Write it as in 2016, 2016-07, 2016-07-15, 2016-07~ (about), 2016-07? (unsure) or "
_FORMS += "2016-07/2016-08 (from, to)."


def parse(text: str) -> When:
    """The vague date that ``text`` says, with the first and the last day it spans.

    Intervals may be open: ``2016-07/..`` has no ``latest``. Raises WrongValueError.
    """
    sides = text.split("/")
    if len(sides) > 2 or all(side in _OPEN for side in sides):
        raise WrongValueError(f"{shown(text)} is not a date.", _hint(text))
    spans = [None if side in _OPEN and len(sides) == 2 else _span(side, text) for side in sides]
    first, last = spans[0], spans[-1]
    earliest, latest = first and first[0], last and last[1]
    if earliest and latest and earliest > latest:
        raise WrongValueError(
            f"{shown(text)} ends before it begins.", "Write the earlier date first."
        )
    return When(
        edtf=text,
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        approximate="~" in text or "%" in text,
        uncertain="?" in text or "%" in text,
    )


def _span(text: str, whole: str) -> tuple[date, date]:
    try:
        return _calendar(text) or _extended(text)
    except ValueError:
        why = _impossible(text)
        example = quoted(text[:4], "2016")
        hint = f"Write a day that exists, or less: {example}." if why else _hint(whole)
        raise WrongValueError(f"{shown(whole)} is not a date{quoted(why, '')}.", hint) from None


def _calendar(text: str) -> tuple[date, date] | None:
    """A plain year, month or day needs no library."""
    match = _CALENDAR.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not 1 <= year <= 9999:
        raise ValueError(text)
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if 21 <= month <= 24 and day is None:
        return None  # a season, which the library knows
    first = date(year, month, day or 1)
    return first, date(year, month, day or monthrange(year, month)[1])


@lru_cache(maxsize=256)
def _extended(text: str) -> tuple[date, date]:
    if not _EDTF.fullmatch(text):
        raise ValueError(text)
    # Loading the library takes longer than reading a case that does not need it.
    # It builds its grammar on import, with a library that complains about how it does so.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from edtf import EDTFParseException, parse_edtf  # noqa: PLC0415

    try:
        # Of what it cannot make anything of, it prints the parts.
        with redirect_stdout(io.StringIO()):
            parsed = parse_edtf(text)
        first, last = parsed.lower_strict(), parsed.upper_strict()
        end = date(*last[:3])
        return date(*first[:3]), _end_of_winter(end) if _WINTER.match(text) else end
    # TypeError: what the library does with dates that are open inside a set.
    except (EDTFParseException, TypeError, AttributeError) as error:
        raise ValueError(text) from error


def _end_of_winter(end: date) -> date:
    """The last of February after the December that the library stops at.

    It counts January and February of the same year to a winter, and so spans December only. To
    readers a winter goes on; of 9999 there is no year after.
    """
    if end.year == date.max.year:
        return end
    return date(end.year + 1, 2, monthrange(end.year + 1, 2)[1])


def _impossible(text: str) -> str:
    match = _CALENDAR.fullmatch(text.rstrip("~?%"))
    if match is None or not match[2]:
        return ""
    year, month, day = int(match[1]), int(match[2]), int(match[3] or 0)
    if year == 0:
        return ""
    if not 1 <= month <= 12:
        return f": there is no month {match[2]}"
    last = monthrange(year, month)[1]
    return f": {match[1]}-{match[2]} has {last} days" if day > last else ""


def _hint(text: str) -> str:
    meant = guess(text.strip())
    return quoted(f"Did you mean {meant}?", _FORMS) if meant else _FORMS


def guess(text: str) -> str | None:
    """What was meant by a date in words or in another order, if that is clear."""
    if match := re.fullmatch(
        r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})", text
    ):
        return _join(match[3], _month(match[2]), match[1])
    if match := re.fullmatch(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", text):
        return _join(match[3], _month(match[1]), match[2])
    if match := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text):
        return _join(match[3], match[2], match[1])
    # A day with a time, as spreadsheets and programs write it, is that day.
    if match := re.fullmatch(
        r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2})(?:[T ]\d\d:\d\d[:.\dZ+-]*)?)?", text
    ):
        return _join(match[1], match[2], match[3])
    if match := re.fullmatch(r"(\d{1,2})[-/. ](\d{4})", text):
        return _join(match[2], match[1], None)
    return None


def _month(name: str) -> str | None:
    short = name[:3].casefold()
    return str(_MONTHS.index(short) + 1) if short in _MONTHS else None


def _join(year: str, month: str | None, day: str | None) -> str | None:
    if month is None:
        return None
    text = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    try:
        return text if _calendar(text) else None
    except ValueError:
        return None
