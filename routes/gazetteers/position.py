"""Coordinates in a text: read where that can be done, noticed where it cannot. Pure."""

from __future__ import annotations

import math
import re
import unicodedata

from routes.errors import UsageError

__all__ = ["is_position", "written"]

_LONGEST = 80

_HALF = r"""
    (?P<before{n}>[NSEW])?\s*
    (?P<degrees{n}>[+\-\u2212]?\d+(?:\.\d+)?)\s*(?:[\u00b0\u00ba:]\s*
        (?:(?P<minutes{n}>\d+(?:\.\d+)?)\s*(?:['\u2032\u2019:]\s*
            (?:(?P<seconds{n}>\d+(?:\.\d+)?)\s*(?:["\u2033\u201d]|'')?)?)?)?)?
    \s*(?P<after{n}>[NSEW])?
"""
_SPOT = re.compile(
    rf"\s*{_HALF.format(n=1)}\s*[,;\s]\s*{_HALF.format(n=2)}\s*",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)

# What may stand beside the numbers of coordinates: English, German, French, Russian.
_BESIDE = (
    "n s e w o lat latitude lon long lng longitude north south east west nord sud est ouest ost "
    "deg degree degrees grad d m min minutes sec seconds geo coordinates coords gps wgs epsg "
    "с ю в з ш д сш юш вд зд широта долгота широты долготы град мин сек координаты"  # noqa: RUF001
)
_WORDS = frozenset(_BESIDE.split())
_WORD = re.compile(r"[^\W\d_]+")
_DEGREES = re.compile(r"\d\s*\u00b0")
_DECIMALS = re.compile(
    r"(?<![\d.])\d{1,3}\.\d{2,}\s*[NSEW]?\s*[,;/\s]\s*[NSEW]?\s*[+\-\u2212]?\d{1,3}\.\d{2,}(?![\d.])",
    re.IGNORECASE,
)
# Open Location Code, specification 1.0: full, padded with zeros, or short; also with a town.
_OLC = "[2-9CFGHJMPQRVWX]"
_PLUS_CODE = re.compile(
    rf"(?<!\w)(?:(?:{_OLC}{{2}}){{1,4}}\+{_OLC}{{2,7}}|{_OLC}{{8}}\+|(?:{_OLC}{{2}}){{1,3}}0{{2,6}}\+)(?!\w)",
    re.IGNORECASE,
)
# MGRS and UTM (NGA.SIG.0012): zone, band, square of 100 km, digits; or zone, band, metres.
_GRID = re.compile(
    r"(?:\d{1,2}\s*[C-HJ-NP-X]|[ABYZ])\s*(?:[A-HJ-NP-Z]{2}\s*\d[\d\s]{3,}"
    r"|\d{6,7}(?:\s*m?E)?[\s,]+\d{6,8}(?:\s*m?N)?)",
    re.IGNORECASE,
)


def written(text: str) -> tuple[float, float] | None:
    """Lon, lat in degrees if ``text`` is written as coordinates, None if it is a name.

    Two numbers, also with degrees, minutes and seconds. Without letters the longitude
    comes first; with N, S, E or W on both, the letters decide.

    Raises UsageError for coordinates that are not on earth.
    """
    # The pattern takes its time with long texts, and coordinates are short.
    match = _SPOT.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    (one, side), (two, other) = (_half(match, text, n) for n in (1, 2))
    if (side is None) != (other is None) or (side and side == other):
        raise UsageError(f"{text!r}: mark both numbers, one with N or S and one with E or W")
    lon, lat = (two, one) if side == "lat" else (one, two)
    _check(lon, lat, text, may_be_swapped=side is None)
    return lon, lat


def is_position(text: str) -> bool:
    """Whether ``text`` gives a position away: coordinates, a plus code, a grid reference.

    More than `written` reads, and whether right or wrong: numbers with compass points in some
    languages, a pair of decimal numbers or a degree sign beside a name, plus codes (Open
    Location Code), MGRS and UTM. A name of nothing but numbers and compass points is
    taken for a position, too.
    """
    # Single spaces: the patterns would take their time with long runs of them.
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    has_digit = any(map(str.isdigit, plain))
    if not has_digit:
        return _PLUS_CODE.search(plain) is not None
    if _WORDS.issuperset(word.casefold() for word in _WORD.findall(plain)):
        return True
    looks = (_DEGREES, _DECIMALS, _PLUS_CODE)
    return any(each.search(plain) for each in looks) or bool(_GRID.fullmatch(plain))


def _half(match: re.Match[str], text: str, n: int) -> tuple[float, str | None]:
    """Degrees, and whether they are marked as "lon" or "lat"."""
    before, after = match[f"before{n}"], match[f"after{n}"]
    if before and after:
        raise UsageError(f"{text!r}: a number has two letters")
    side = (before or after or "").upper()
    shown = match[f"degrees{n}"].replace("\u2212", "-")
    minutes, seconds = (float(match[f"{part}{n}"] or 0) for part in ("minutes", "seconds"))
    if minutes >= 60 or seconds >= 60:
        raise UsageError(f"{text!r}: minutes and seconds are less than 60")
    if side and shown.startswith("-"):
        raise UsageError(f"{text!r}: write either a minus or {side}, not both")
    degrees = abs(float(shown)) + minutes / 60 + seconds / 3600
    negative = shown.startswith("-") or side in ("S", "W")
    kind = None if not side else "lat" if side in ("N", "S") else "lon"
    return (-degrees if negative and degrees else degrees), kind


def _check(lon: float, lat: float, text: str, *, may_be_swapped: bool) -> None:
    if abs(lat) <= 90 and abs(lon) <= 180 and math.isfinite(lon):
        return
    if may_be_swapped and abs(lat) <= 180 and abs(lon) <= 90:
        raise UsageError(
            f"{text!r}: {lat:g} is no latitude. Longitude comes first: "
            f"did you mean {lat:g} {lon:g}?"
        )
    raise UsageError(
        f"{text!r} is not on earth: longitudes go from -180 to 180, latitudes from -90 to 90"
    )
