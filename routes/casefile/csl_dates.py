"""Dates of CSL-JSON to EDTF, as a case file has them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from routes.casefile import dates
from routes.casefile.wrong import WrongValueError
from routes.intake.items import Json

_SEASONS = ("spring", "summer", "autumn", "winter")
_SEASON_SLIPS = {"fall": "autumn"}
_TRUE = ("true", "1", "yes")
_PARTS = ("date-parts", "season", "circa")
_WORDS = ("edtf", "raw", "literal")


def edtf(value: Json) -> str | None:
    """The EDTF of a CSL date: what it has in numbers, else in words that are clear.

    None where it is not understood as a whole.
    """
    if isinstance(value, str):
        return _words(value)
    if not isinstance(value, Mapping):
        return None
    given = {key: each for key, each in value.items() if each not in (None, "", [])}
    for key in ("edtf", "date-parts", "raw", "literal"):
        if key in given:
            if not given.keys() <= {*_PARTS, *_WORDS}:
                return None
            told = given[key]
            if key == "date-parts":
                return _numbers(given)
            made = _words(told) if isinstance(told, str) else None
            return _about(made, given) if key != "edtf" else made
    return None


def _words(text: str) -> str | None:
    told = text.strip()
    return _valid(told) or _valid(dates.guess(told))


def _valid(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return dates.parse(text).edtf
    except WrongValueError:
        return None


def _about(text: str | None, given: Mapping[str, Json]) -> str | None:
    """The date as an approximate one, where it is said to be that."""
    is_about = str(given.get("circa", "")).casefold() in _TRUE
    if text is None or not is_about or re.search("[~?%]", text):
        return text
    return _valid("/".join(f"{side}~" if side not in ("", "..") else side
                           for side in text.split("/")))  # fmt: skip


def _numbers(given: Mapping[str, Json]) -> str | None:
    parts = given["date-parts"]
    if not isinstance(parts, Sequence) or isinstance(parts, str) or not 1 <= len(parts) <= 2:
        return None
    sides = [_point(part) for part in parts]
    if len(sides) == 2 and sides[1] is None and _is_open(parts[1]):
        sides[1] = ".."
    if "season" in given:
        season = _season(given["season"])
        if season is None or len(sides) != 1 or not re.fullmatch(r"\d{4}", sides[0] or ""):
            return None
        sides = [f"{sides[0]}-{season}"]
    told = [side for side in sides if side]
    return _about(_valid("/".join(told)), given) if len(told) == len(sides) else None


def _is_open(part: Json) -> bool:
    """Whether the end of a range is left open, as some programs write it."""
    return isinstance(part, Sequence) and all(str(each) in ("0", "") for each in part)


def _point(part: Json) -> str | None:
    """A year, a month or a day of up to three numbers; a month from 13 or 21 on is a season."""
    if not isinstance(part, Sequence) or isinstance(part, str):
        return None
    told = [str(each).strip() for each in part]
    while told and told[-1] in ("", "0", "None"):
        told.pop()
    if not 1 <= len(told) <= 3 or not all(re.fullmatch("[0-9]{1,4}", each) for each in told):
        return None
    year, *rest = (int(each) for each in told)
    if rest and 13 <= rest[0] <= 16:
        rest[0] += 8
    return "-".join([f"{year:04}", *(f"{each:02}" for each in rest)])


def _season(value: Json) -> int | None:
    word = str(value).strip().casefold()
    word = _SEASON_SLIPS.get(word, word)
    if word in _SEASONS:
        return _SEASONS.index(word) + 21
    if not re.fullmatch("[0-9]{1,2}", word):
        return None
    number = int(word)
    return next((number + add for add in (20, 0, 8) if 21 <= number + add <= 24), None)
