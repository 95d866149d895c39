"""A text as letters alone, for looking up names however they are written. Pure."""

# ruff: noqa: RUF001 - words and letters of other scripts
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from routes.gazetteers.fold import fold

__all__ = ["BORDER", "GAP", "Letters", "Script", "letters", "script"]

Script = Literal["letter", "digit", "hangul", "unspaced", "none"]

GAP = " "
BORDER = "\n"
"""Stand for what separates words, and for more of it than one name has inside."""

_WIDEST_GAP = 4
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+")

# By how they look, case by case; small Cyrillic letters also by their capitals.
_TWINS = str.maketrans(
    "АВЕКМНОРСТУХІЈЅԚԜҺ" + "авекмнорстухіјѕԁԛԝһӏ"
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "αβεικνορτυχγϲ" + "օսհցɡɑ",
    "ABEKMHOPCTYXIJSQWH" + "abekmhopctyxijsdqwhl"
    "ABEZHIKMNOPTYX" + "abeikvoptuxyc" + "ouhgga",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letters:
    """Folded letters, one gap between words; letter ``i`` comes from ``at[i]`` of the text."""

    text: str
    at: list[int]


def letters(text: str, *, twins: bool) -> Letters:
    """The letters and digits of a text, folded; with ``twins``, those that look alike as one.

    Accents, case, width and what shows as nothing do not matter. With ``twins``, Cyrillic
    and Greek letters become the Latin ones that they look like.
    """
    if text.isascii():
        return _ascii_letters(text)
    shown: list[str] = []
    at: list[int] = []
    gap = 0
    for place, sign in enumerate(text.translate(_TWINS) if twins else text):
        folded = _folded(sign)
        if folded is None:
            continue
        if twins:
            folded = folded.translate(_TWINS)
        if folded:
            if gap:
                shown.append(GAP if gap <= _WIDEST_GAP else BORDER)
                at.append(place - 1)
                gap = 0
            shown.append(folded)
            at += [place] * len(folded)
        else:
            gap += 1
    return Letters("".join(shown), at)


def _ascii_letters(text: str) -> Letters:
    """The same, quicker: the text of most cases has nothing else."""
    shown: list[str] = []
    at: list[int] = []
    done = 0
    for word in _ASCII_WORD.finditer(text):
        start, end = word.span()
        if start > done:
            shown.append(GAP if start - done <= _WIDEST_GAP else BORDER)
            at.append(start - 1)
        shown.append(word[0].lower())
        at += range(start, end)
        done = end
    return Letters("".join(shown), at)


@lru_cache(maxsize=8192)
def _folded(sign: str) -> str | None:
    """What a sign is for a name: letters, a gap (empty), or nothing (None)."""
    if sign.isascii():
        return sign.lower() if sign.isalnum() else ""
    folded = fold(sign)
    if folded:
        return folded.replace(" ", "")
    return (
        None if unicodedata.category(sign)[0] == "M" or unicodedata.category(sign) == "Cf" else ""
    )


@lru_cache(maxsize=8192)
def script(letter: str) -> Script:
    """Of which kind of writing a folded letter is, as far as word borders go."""
    if letter in (GAP, BORDER, ""):
        return "none"
    if letter.isdigit():
        return "digit"
    code = ord(letter)
    if 0xAC00 <= code <= 0xD7A3 or 0x1100 <= code <= 0x11FF:
        return "hangul"
    if code < 0x0E00:
        return "letter"
    name = unicodedata.name(letter, "")
    unspaced = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
    return "unspaced" if name.startswith(unspaced) else "letter"
