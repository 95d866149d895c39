"""Positions written as codes: grids, plus codes, cells, well-known text, projected metres. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

__all__ = ["codes", "is_mixed"]

Span = tuple[int, int]

_ALONE = r"(?<![A-Za-z0-9])"
_DONE = r"(?![A-Za-z0-9])"
_DEGREES = r"[+-]?\d{1,3}(?:\.\d++)?"
_METRES = r"[+-]?\d{5,8}(?!\d)(?:[.,]\d++)?"

_UTM = re.compile(
    rf"(?<![A-Za-z0-9.,])(?P<zone>\d{{1,2}})\s?(?P<band>[C-HJ-NP-X])[\s,;:]{{0,3}}"
    r"(?:easting|e)?[\s:=]{0,3}(?P<east>\d{6})(?!\d)(?:[.,]\d++)?\s?m?\s?e?[\s,;/]{1,3}"
    rf"(?:northing|n)?[\s:=]{{0,3}}(?P<north>\d{{4,8}})(?!\d)(?:[.,]\d++)?(?:\s?m?\s?n)?{_DONE}",
    re.IGNORECASE,
)
_MGRS = re.compile(
    rf"{_ALONE}(?P<zone>\d{{1,2}})\s?(?P<band>[C-HJ-NP-X])\s?(?P<column>[A-HJ-NP-Z])(?P<row>[A-HJ-NP-V])"
    rf"\s?(?P<digits>\d{{1,5}}\s\d{{1,5}}(?!\d)|\d{{1,10}}(?!\d)){_DONE}"
)
_MGRS_SAID = re.compile(
    r"\bMGRS\W{1,4}\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z][A-HJ-NP-V](?:\s?\d{1,10}(?:\s?\d{1,5})?)?"
    + _DONE,
    re.IGNORECASE,
)
_OLC = "23456789CFGHJMPQRVWX"
_PLUS = re.compile(
    rf"{_ALONE}(?:[2-9C][2-9CFGHJMPQRV](?:[{_OLC}]{{6}}|[{_OLC}]{{4}}00|[{_OLC}]{{2}}0000|000000)"
    rf"\+(?:[{_OLC}]{{2,7}})?|(?P<short>[{_OLC}]{{4,6}})\+(?P<end>[{_OLC}]{{2,7}})){_DONE}",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r",?\s([^\W\d_])")
_GEOHASH = re.compile(
    r"\bgeo-?hash(?:es)?\b[\"'\s:=()`,]{1,5}(?:is\s|of\s)?[\"'`(]?(?P<code>[0-9b-hjkmnp-z]{4,12})(?![a-z0-9])",
    re.IGNORECASE,
)
_H3 = re.compile(rf"{_ALONE}8[0-9a-f]{{14}}{_DONE}", re.IGNORECASE)
_THREE = r"[^\W\d_]{2,40}(?:[.\u3002\u30fb][^\W\d_]{2,40}){2}"
_THREE_WORDS = re.compile(
    rf"(?<![:/\w])/{{3}}(?!/){_THREE}|\b(?i:what ?3 ?words|w3w)\b(?!\.)\W{{1,4}}{_THREE}(?!\w)"
)
_MAIDENHEAD = re.compile(
    r"\b(?:maidenhead|locator|grid(?:\s?square|\s?locator)|QTH|QRA)\b"
    r"(?:\s(?:locator|grid|square|is|of)){0,2}\W{1,4}"
    r"([A-R]{2}\d{2}(?:[A-X]{2}(?:\d{2}(?:[A-X]{2}(?:\d{2})?)?)?)?)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_WKT = re.compile(
    r"(?:SRID=\d{1,6};)?\b(?:MULTI)?(?:POINT|LINESTRING|POLYGON|CIRCULARSTRING)\s?(?:ZM|Z|M)?\s?"
    r"\([\s(]{0,4}[+-]?\d[\d.,()\s+eE-]*+",
    re.IGNORECASE,
)
_WKB = re.compile(
    r"(?<![0-9a-f])(?:01(?:0[1-7]|e[9a-f]|d[1-7])(?:03|0[0-9a-f])00(?:00|20|40|60|80|a0|c0|e0)"
    r"|00(?:00|20|40|60|80|a0|c0|e0)00(?:0[0-9a-f])(?:0[1-7]|e[9a-f]))[0-9a-f]{32,}+",
    re.IGNORECASE,
)
_POLYLINE = re.compile(
    r"\b(?:(?:encoded|overview)?[ _-]?poly(?:line|points)|enc)[\"']?\s?[:=(]\s?[\"'`]?"
    r"(?:enc:)?([?-~]{4,})",
    re.IGNORECASE,
)
_EPSG = r"(?:EPSG|SRID)[:= ]{1,2}"
_PROJECTED = re.compile(
    rf"{_EPSG}\d{{4,6}}(?!\d)[^\d\n]{{0,40}}?{_METRES}[^\d\n]{{1,6}}?{_METRES}"
    r"|(?:(?:web|pseudo)[- ]?mercator|UTM)[^\d\n]{0,30}?(?:\d{1,2}[NS]?\b[^\d\n]{1,10})?"
    rf"{_METRES}[^\d\n]{{1,6}}?{_METRES}"
    rf"|(?<![A-Za-z0-9.,]){_METRES}\s?m?[\s,;/|]{{1,3}}{_METRES}[^\d\n]{{0,24}}?{_EPSG}\d{{4,6}}"
    rf"|{_EPSG}4326(?!\d)[^\d\n]{{0,20}}?{_DEGREES}[^\d\n]{{1,4}}?{_DEGREES}",
    re.IGNORECASE,
)
_MERCATOR = re.compile(
    r"[(\[]\s?(?P<x>[+-]?\d{7,8}(?:\.\d++)?)\s?[,;\s]\s?(?P<y>[+-]?\d{7,8}(?:\.\d++)?)\s?[)\]]"
)
_MERCATOR_M = 20_037_508.342789244
"""Half the length of the equator on the sphere of Web Mercator (EPSG:3857), in metres."""


def codes(text: str) -> Iterator[Span]:
    """Where positions written as codes stand."""
    yield from _spans(_THREE_WORDS, text)
    yield from _polylines(text)
    for found in _GEOHASH.finditer(text):
        if _is_geohash(found):
            yield found.span("code")
    if "+" not in text and not any(map(str.isdigit, text)):
        return
    for pattern, is_one in _CHECKED:
        for found in pattern.finditer(text):
            if is_one(found):
                yield found.span()
    for pattern in (_MGRS_SAID, _MAIDENHEAD, _WKT, _WKB, _PROJECTED):
        yield from _spans(pattern, text)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    for found in pattern.finditer(text):
        start, end = found.span(1) if pattern.groups else found.span()
        yield start, start + len(text[start:end].rstrip())


def is_mixed(word: str) -> bool:
    """Whether the word has letters and digits."""
    return any(map(str.isdigit, word)) and any(map(str.isalpha, word))


def _is_square(found: re.Match[str]) -> bool:
    """Whether zone and letters of a military grid reference go together, to 1 km and finer.

    The columns of each third zone use A to H, J to R, S to Z (without I and O):
    NGA.SIG.0012, appendix B.
    """
    zone = int(found["zone"])
    digits = found["digits"].split()
    alike = len(digits) == 1 or len(digits[0]) == len(digits[1])
    count = sum(map(len, digits))
    columns = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")[zone % 3]
    fits = 1 <= zone <= 60 and found["column"] in columns
    return fits and alike and count % 2 == 0 and count >= 4


def _is_zone(found: re.Match[str]) -> bool:
    """Whether zone and easting are those of UTM, which are 100 to 900 km."""
    return 1 <= int(found["zone"]) <= 60 and 100_000 <= int(found["east"]) < 900_000


def _is_projected(found: re.Match[str]) -> bool:
    return max(abs(float(found["x"])), abs(float(found["y"]))) <= _MERCATOR_M


def _is_geohash(found: re.Match[str]) -> bool:
    """Whether it is a hash and not the next word of a sentence."""
    return not found["code"].isalpha() or len(found["code"]) >= 7


def _is_plus(found: re.Match[str]) -> bool:
    """Whether it is a plus code; a short one has capitals, unlike a sum (2345+67).

    One without digits may be two words in capitals, so a place has to follow.
    """
    if not found["short"]:
        return True
    code = found["short"] + found["end"]
    if len(found["end"]) > 3 or code != code.upper():
        return False
    return is_mixed(code) or (code.isalpha() and _near_a_place(found))


def _near_a_place(found: re.Match[str]) -> bool:
    after = _NEXT_WORD.match(found.string, found.end())
    return after is not None and not after[1].islower()


def _is_cell(found: re.Match[str]) -> bool:
    """Whether a number is an index of an H3 cell: the layout of its 64 bits is as H3 lays it out.

    https://h3geo.org/docs/core-library/h3Indexing: 1 bit reserved, 4 of mode (1 is a
    cell), 3 reserved, 4 of resolution, 7 of base cell (0 to 121), then 15 digits of 3
    bits, 7 for those finer than the resolution.
    """
    index = int(found[0], 16)
    mode, resolution, base = index >> 59 & 15, index >> 52 & 15, index >> 45 & 127
    cells = [index >> (3 * (15 - level)) & 7 for level in range(1, 16)]
    used, rest = cells[:resolution], cells[resolution:]
    return mode == 1 and base <= 121 and 7 not in used and all(cell == 7 for cell in rest)


def _polylines(text: str) -> Iterator[Span]:
    for found in _POLYLINE.finditer(text):
        line = found[1].rstrip("\"'`),;")
        if _is_line(line):
            yield found.start(1), found.start(1) + len(line)


def _is_line(line: str) -> bool:
    """Whether the letters decode to positions on the Earth, by 5 or 6 decimals.

    The format: each number is a difference to the one before, its sign in the lowest bit,
    in groups of 5 bits, the lowest first, 63 added, 32 added where more groups follow.
    """
    numbers: list[int] = []
    value = shift = 0
    for letter in line:
        bits = ord(letter) - 63
        value |= (bits & 31) << shift
        shift += 5
        if shift > 35:
            return False
        if not bits & 32:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    if shift or len(numbers) % 2 or not numbers:
        return False
    lat, lon = abs(numbers[0]), abs(numbers[1])
    prose = line.isalpha() and (line.islower() or line.istitle())
    return lat <= 90e6 and lon <= 180e6 and not prose


_CHECKED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (_UTM, _is_zone),
    (_MGRS, _is_square),
    (_PLUS, _is_plus),
    (_H3, _is_cell),
    (_MERCATOR, _is_projected),
)
