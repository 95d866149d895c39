"""Vague dates, as a reader says them."""

from __future__ import annotations

import re

from routes.messages import Day, Text, day, listing, say
from routes.model import When

_COMPONENTS = ("year", "month", "day")

_MARKS = ("?", "%")
"""What makes a date uncertain; ``~`` makes it approximate."""

_SEASONS = ("spring", "summer", "autumn", "winter")


def when(date: When | None) -> Text | None:
    """A vague date in words: "July 2016", "around July 2016", "until January 2024"."""
    if date is None:
        return None
    words = _span(date) or listing([date.edtf])
    if date.approximate:
        words = _about(words)
    return _doubted(words, date)


def since(date: When) -> Text:
    """When something was closed, as in "Closed since January 2024"."""
    if date.earliest is None and date.latest is not None:
        return _doubted(say("Closed by {date} at the latest", date=_end(date)), date)
    if date.latest is None and date.earliest is not None:
        return _doubted(say("Closed in or after {date}", date=_start(date)), date)
    words = when(date) or date.edtf
    if words.startswith("between"):
        return say("Closed {period}", period=words)
    return say("Closed since {date}", date=words)


def as_of(date: When) -> str:
    """The last day, month or year of a date, or the first of one that is open at its end."""
    if date.latest is not None:
        return _end(date)
    return _start(date) if date.earliest is not None else date.edtf


def iso_date(iso: str) -> Text:
    """A year, a month or a day of ISO 8601 in words: "2020", "January 2020"."""
    padded = f"{iso}-01-01"[:10] if len(iso) == 4 else f"{iso}-01"[:10]
    return _as_written(padded, iso)


def _about(words: Text) -> Text:
    """Around a point in time; a period with "about" behind it."""
    is_point = words[0].isdigit() or isinstance(words, Day) or words.startswith(_SEASONS)
    return say("around {date}", date=words) if is_point else say("{period}, about", period=words)


def _doubted(words: Text, date: When) -> Text:
    """What is not certain of a date, by where its mark stands (EDTF level 2, ISO 8601-2)."""
    if not date.uncertain:
        return words
    sides = [side for side in date.edtf.split("/") if _plain(side).strip(".")]
    doubted = _doubts(sides[0]) if len(sides) == 1 else ()
    if doubted == ("year",):
        return say("{text} (year not certain)", text=words)
    if doubted == ("month",):
        return say("{text} (month not certain)", text=words)
    if doubted == ("day",):
        return say("{text} (day not certain)", text=words)
    return say("{text} (uncertain)", text=words)


def _doubts(side: str) -> tuple[str, ...]:
    """The components of a date that are doubted; none by itself where it is doubted whole.

    A mark behind a component is for all that stand left of it, one before it for it alone.
    """
    components = side.split("-")
    found: set[int] = set()
    for n, component in enumerate(components):
        if component[:1] in _MARKS:
            found.add(n)
        elif component[-1:] in _MARKS:
            found.update(range(n + 1))
    if len(found) == len(components):
        return ()
    return tuple(_COMPONENTS[n] for n in sorted(found))


def _plain(side: str) -> str:
    """A date of EDTF without its marks."""
    return re.sub(r"[?~%]", "", side)


def _span(date: When) -> Text | None:
    season = re.fullmatch(r"(\d{4})-(2[1-4])", _plain(date.edtf))
    if season:
        return _season(season[2], season[1])
    if date.earliest is not None and date.latest is not None:
        first, last = _start(date), _end(date)
        return first if first == last else say("between {first} and {last}", first=first, last=last)
    if date.earliest is not None:
        return say("from {date}", date=_start(date))
    return None if date.latest is None else say("until {date}", date=_end(date))


def _season(number: str, year: str) -> Text:
    seasons = {
        "21": say("spring {year}", year=day(year)),
        "22": say("summer {year}", year=day(year)),
        "23": say("autumn {year}", year=day(year)),
        "24": say("winter {year}", year=day(year)),
    }
    return seasons[number]


def _start(date: When) -> Text:
    return _as_written(date.earliest or "", _plain(date.edtf.split("/")[0]))


def _end(date: When) -> Text:
    return _as_written(date.latest or "", _plain(date.edtf.split("/")[-1]))


def _as_written(iso: str, part: str) -> Text:
    """A bound of a date, as exact as its part of the EDTF text: a year, a month or a day."""
    if re.fullmatch(r"\d{4}", part):
        return day(iso[:4])
    if re.fullmatch(r"\d{4}-(0\d|1[0-2])(-XX)?", part):
        return day(iso[:7])
    return day(iso)
