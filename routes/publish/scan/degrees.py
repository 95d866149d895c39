"""Positions written in degrees: decimals, minutes and seconds, with labels or hemispheres. Pure."""

# ruff: noqa: RUF001 - words and letters of other scripts
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from routes.publish.scan import harmless

__all__ = ["decimals", "degrees"]

Span = tuple[int, int]
Axis = Literal["lat", "lon"]

_LAT = (
    r"(?:north(?:ern)?(?:\ latitude)?|nord|norte|sud|süd|sur|(?:nördl|südl)\w*+(?:\ breite)?"
    r"|south(?:ern)?(?:\ latitude)?|[ns](?:\.?\s?br?\.?|\.?\s?lat\.?)?"
    r"|[сю]\.?\s?ш\.?|(?:северн|южн)\w{1,3}(?:\s+широт\w)?|п[нд]\.?\s?ш\.?"
    r"|북위|남위|[北南][纬緯])"
)
_LON = (
    r"(?:(?:east|west)(?:ern)?(?:\ longitude)?|ost|est|este|oeste|ouest"
    r"|(?:öst|west)l\w*+(?:\ länge)?"
    r"|[ewo](?:\.?\s?l\.?|\.?\s?long\.?)?"
    r"|[вз]\.?\s?д\.?|(?:восточн|западн)\w{1,3}(?:\s+долгот\w)?|[сз]х\.?\s?д\.?"
    r"|동경|서경|[东東西][经經経])"
)
_DEGREE = r"(?:\u00b0|deg(?:rees?|s)?\b\.?|d(?=[\s\d])|grad\b|градус\w{0,3}|гр\.|도|度)"
_MINUTE = r"(?:'(?!')|min(?:utes?|s)?\b\.?|m(?=[\s\d])|минут\w{0,2}|мин\.?|분|分)"
_SECOND = r"(?:\"|''|sec(?:onds?|s)?\b\.?|s(?![a-z])|секунд\w{0,2}|сек\.?|초|秒)"
_FIGURE = r"\d++(?:[.,]\d++)?"
_ANGLE = rf"""
    (?P<deg>[+-]?\d{{1,3}}(?:[.,]\d++)?)(?!\d)
    (?:
      \s{{0,2}}(?P<mark>{_DEGREE})(?!\s?[CFK]\b)
      (?:[\s,]{{0,2}}(?P<min>\d{{1,2}}(?!\d)(?:[.,]\d++)?)
        (?:\s{{0,2}}(?P<minmark>{_MINUTE}))?
        (?:[\s,]{{0,2}}(?P<sec>\d{{1,2}}(?!\d)(?:[.,]\d++)?)\s{{0,2}}(?:{_SECOND})?)?
      )?
    | (?P<loose>[\s:-])\s?(?P<min2>\d{{1,2}}(?!\d)(?:[.,]\d++)?)'?
      (?:[\s:-]\s?(?P<sec2>\d{{1,2}}(?!\d)(?:[.,]\d++)?)(?:"|'')?)?
    )?
"""
_START = r"(?<![A-Za-z0-9])(?<!\d[.,])"
_END = r"(?![A-Za-z\u0400-\u04ff])"
_WORD = rf"(?P<lat>{_LAT})|(?P<lon>{_LON})"
_FLAGS = re.IGNORECASE | re.VERBOSE
_LED = re.compile(rf"(?<![A-Za-z])(?:{_WORD})[\s:.]{{0,3}}{_ANGLE}", _FLAGS)
_TRAILED = re.compile(rf"{_START}{_ANGLE}[\s.]{{0,2}}(?:{_WORD}){_END}", _FLAGS)
_BARE = re.compile(rf"{_START}{_ANGLE}", _FLAGS)
_BETWEEN = re.compile(
    r"[\s,;/|()\[\]&~+_:'\"-]{0,8}|\s?,?\s?(?:and|und|et|y|e|и|와|과|및|和|by|x)\s", re.IGNORECASE
)

_LABEL_LAT = (
    r"lat(?:itude?|itud|itudine)?|y[_ ]?coord\w*+|breite(?:ngrad)?|широта|шир\.?|위도|[纬緯]度|緯度"
)
_LABEL_LON = (
    r"lon(?:g(?:itude?|itud|itudine)?)?|lng|x[_ ]?coord\w*+|länge(?:ngrad)?|долгота|долг\.?|경도"
    r"|[经經経]度"
)
_LABEL = re.compile(
    rf"(?<![A-Za-z])(?:(?P<lat>{_LABEL_LAT})|(?P<lon>{_LABEL_LON}))"
    rf"(?P<glue>[\"'\]]{{0,2}}\s{{0,2}}(?:[:=]|\bis\b|\bof\b)?\s{{0,2}}[\"'\[(]{{0,2}}\s?)"
    rf"(?P<value>[+-]?\d{{1,3}}(?!\d)(?:[.,]\d++)?)(?!\.\d)",
    _FLAGS,
)
_AXES = re.compile(
    r"\bx\s?[:=]\s?[+-]?\d{1,3}\.\d{2,}+[\s,;]{1,3}y\s?[:=]\s?[+-]?\d{1,3}\.\d++"
    r"|\by\s?[:=]\s?[+-]?\d{1,3}\.\d{2,}+[\s,;]{1,3}x\s?[:=]\s?[+-]?\d{1,3}\.\d++",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?<![A-Za-z0-9.])(?:"
    r"\d{4,6}(?:\.\d++)?\s?[NS][\s,/-]{0,3}\d{5,7}(?:\.\d++)?\s?[EWO]"
    r"|[NS]\s?\d{4,6}(?:\.\d++)?[\s,/-]{0,3}[EWO]\s?\d{5,7}(?:\.\d++)?"
    r")(?![A-Za-z0-9])"
)
_ISO_6709 = re.compile(
    r"(?<![A-Za-z0-9.])[+-]\d{2}(?:\d{2}){0,2}(?P<fine>\.\d++)?[+-][01]\d{2}(?:\d{2}){0,2}"
    r"(?P<finer>\.\d++)?(?:[+-]\d{1,5}(?:\.\d++)?)?(?:CRS[A-Za-z0-9_]{1,20})?(?P<slash>/)?(?!\d)"
)

_NO_LETTER_AFTER = r"(?![A-Za-z0-9]|[.,:]\d)"
_PAIR_DOT = re.compile(
    r"(?<![A-Za-z0-9.])(?<!\d[:-])(?=(?P<all>(?P<a>[+-]?\d{1,3}\.\d++)\s?\u00b0?"
    r"(?P<gap>\s{0,3}[,;/|~&_:]\s{0,3}|,?\s{1,4}|\s-\s|\s?[\])}]\s?,?\s?[\[({]\s?|[\"']\s?,\s?[\"'])"
    rf"(?P<b>[+-]?\d{{1,3}}\.\d++)\s?\u00b0?){_NO_LETTER_AFTER})"
)
_PAIR_COMMA = re.compile(
    r"(?<![A-Za-z0-9.])(?<!\d[,:-])(?=(?P<all>(?P<a>[+-]?\d{1,3},\d++)\s?\u00b0?"
    r"(?P<gap>\s{0,3}[;/|~&_:]\s{0,3}|,\s{1,3}|\s{1,4}|\s-\s|\s?[\])}]\s?[,;]?\s?[\[({]\s?)"
    rf"(?P<b>[+-]?\d{{1,3}},\d++)\s?\u00b0?){_NO_LETTER_AFTER})"
)
_SINGLE = re.compile(
    r"(?<![A-Za-z0-9.])(?<!\d[,:])[+-]?(?P<n>\d{1,3})(?P<p>[.,])(?P<d>\d{4,}+)(?:e\+?0?[012])?"
    r"(?![A-Za-z0-9]|[.,:]\d)"
)
_OPENING, _CLOSING = "([{", ")]}"
_DAY_MONTH = re.compile(r"[+-]?(?:0?[1-9]|[12]\d|3[01])[.,](?:0[1-9]|1[0-2])")
_MONTH_YEAR = re.compile(r"(?:(?:0?[1-9]|1[0-2])\.|(?:0?[1-9]|[12]\d|3[01]),)(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Angle:
    start: int
    end: int
    axis: Axis | None
    marked: bool  # has a degree sign
    split: bool  # has minutes
    sure: bool  # minutes with a sign, or seconds with a hemisphere
    faint: bool  # the hemisphere is one small letter, which other things are called as well
    places: int  # digits after the decimal sign of the degrees
    size: float


def degrees(text: str) -> Iterator[Span]:
    """Where positions with degree signs, hemispheres or labels stand."""
    if not any(map(str.isdigit, text)):
        return
    for pattern in (_LED, _TRAILED, _BARE):
        yield from _angles(text, pattern)
    yield from _labelled(text)
    for found in _COMPACT.finditer(text):
        yield found.span()
    for found in _AXES.finditer(text):
        yield found.span()
    for found in _ISO_6709.finditer(text):
        if found["fine"] or found["finer"] or found["slash"]:
            yield found.span()


def decimals(text: str) -> Iterator[Span]:
    """Where pairs of decimals, or single ones with four places and more, could be degrees."""
    if "." in text or "," in text:
        for pattern in (_PAIR_DOT, _PAIR_COMMA):
            for found in pattern.finditer(text):
                if _is_pair(text, found):
                    yield found.span("all")
        for found in _SINGLE.finditer(text):
            if _is_single(text, found):
                yield found.span()


def _angles(text: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    if pattern is _BARE and "\u00b0" not in text and not re.search(_DEGREE, text, _FLAGS):
        return
    angles = [angle for found in pattern.finditer(text) if (angle := _angle(found))]
    for angle in angles:
        if _stands_alone(angle):
            yield angle.start, angle.end
    for one, other in pairwise(angles):
        if _BETWEEN.fullmatch(text, one.end, max(one.end, other.start)) and _go_together(
            one, other
        ):
            yield one.start, other.end


def _angle(found: re.Match[str]) -> _Angle | None:
    """The angle, if its numbers are in range."""
    words = found.groupdict()
    size = abs(float(words["deg"].replace(",", ".")))
    small = [words[name] for name in ("min", "sec", "min2", "sec2") if words[name]]
    axis: Axis | None = "lat" if words.get("lat") else "lon" if words.get("lon") else None
    if size > (90 if axis == "lat" else 180):
        return None
    if any(float(part.replace(",", ".")) >= 60.0 for part in small):
        return None
    loose = words["loose"] and words["sec2"] and words["loose"] != ":" and axis
    return _Angle(
        start=found.start(),
        end=found.end(),
        axis=axis,
        marked=bool(words["mark"]),
        split=bool(small),
        sure=bool(words["minmark"] or (words["mark"] and words["min"] and axis) or loose),
        faint=(words.get("lat") or words.get("lon") or "").islower() and not words["mark"],
        places=len(words["deg"].replace(",", ".").partition(".")[2]),
        size=size,
    )


def _stands_alone(angle: _Angle) -> bool:
    if angle.sure:
        return True
    if angle.axis is None or angle.split or angle.faint:
        return False
    return angle.places >= (1 if angle.marked else 3)


def _go_together(one: _Angle, other: _Angle) -> bool:
    """Whether two angles next to each other are a latitude and a longitude."""
    if min(one.size, other.size) > 90:
        return False
    if one.axis and other.axis:
        marked = one.marked or other.marked or one.split
        written = marked or one.places or other.places or min(one.size, other.size) >= 10
        return one.axis != other.axis and bool(written)
    fine = (one.split or one.places >= 2) and (other.split or other.places >= 2)
    return fine and one.marked and other.marked


def _labelled(text: str) -> Iterator[Span]:
    found = [
        label
        for label in _LABEL.finditer(text)
        if abs(float(label["value"].replace(",", "."))) <= 180 and not _a_length(text, label)
    ]
    for one, other in pairwise(found):
        between = other.start() - one.end()
        if bool(one["lat"]) != bool(other["lat"]) and between <= 24:
            yield one.start(), other.end()
    for label in found:
        if not label["value"].lstrip("+-").isdigit():
            yield label.span()


def _a_length(text: str, label: re.Match[str]) -> bool:
    """Whether "long 12.5 m" or "late 5" is meant and no longitude."""
    said = label["lat"] or label["lon"]
    glued = not label["glue"] and text[label.end() - len(label["value"]) - 1].isalpha()
    vague = said.lower() in {"long", "lon", "breite", "länge"}
    if vague and not re.search(r"[:=\"]", label["glue"]):
        return not glued
    return harmless.amount(text, label.end(), label.end())


def _is_pair(text: str, found: re.Match[str]) -> bool:
    start, end = found.span("all")
    one, other = found["a"].replace(",", "."), found["b"].replace(",", ".")
    first, second = len(one) - one.index(".") - 1, len(other) - other.index(".") - 1
    small, large = sorted((abs(float(one)), abs(float(other))))
    if small > 90 or large > 180 or first + second < 2:
        return False
    if large < 1 and max(first, second) < 5:
        return False  # as degrees in the Gulf of Guinea, where there is no land
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if first == 3 and _in_thousands(found, before, second):
        return False
    if first + second < 3 and not (before in _OPENING and after in _CLOSING and before and after):
        return False
    if any(kind.fullmatch(one) and kind.fullmatch(other) for kind in (_DAY_MONTH, _MONTH_YEAR)):
        return False
    plain = max(first, second) < 5
    return not (plain and (harmless.amount(text, start, end) or harmless.versioned(text, start)))


def _in_thousands(found: re.Match[str], before: str, second: int) -> bool:
    """Whether 1,000 to 2,500 or 1,234.567 is meant: the groups of three are thousands."""
    if "," in found["a"]:
        return second == 3 and not found["a"].lstrip("+-").startswith("0")
    return before == "," and "," not in found["gap"]


def _is_single(text: str, found: re.Match[str]) -> bool:
    size = float(f"{found['n']}.{found['d'][:15]}")
    if size > 180 or (size < 1 and len(found["d"]) < 6) or _MONTH_YEAR.fullmatch(found[0]):
        return False
    start, end = found.span()
    return not (harmless.amount(text, start, end) or harmless.versioned(text, start))
