"""The letters of figures: which font has them, how wide they are, where lines are broken.

Two fonts that come as packages are all there is, so that a figure is the same on every machine:
Noto Sans for Latin, Cyrillic and Greek, Noto Sans CJK for Chinese, Japanese and Korean. No font of
the system is looked for. Sizes and widths are points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from matplotlib.ft2font import FT2Font, LoadFlags

from routes.errors import ArtefactError

MISSING = "□"
"""Stands for a letter that neither font has."""

ELLIPSIS = "…"

_EM = 100.0  # points: the size at which letters are measured
_WIDE = "WF"  # wide and fullwidth, of Unicode's East Asian Width
_NO_BREAK_BEFORE = frozenset("、。，．：；！？）」』】〉》’”…·,.:;!?)]}%")  # noqa: RUF001
_PIECES = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one font; ``at`` is where they begin in their text, in points."""

    text: str
    file: str
    at: float


@cache
def _file(package: str, name: str) -> str:
    path = Path(str(files(package).joinpath(name)))
    if not path.is_file():
        raise ArtefactError(f"the font {name} of the package {package} is missing: install it anew")
    return str(path)


@cache
def _fonts() -> tuple[tuple[str, FT2Font, frozenset[int]], ...]:
    """Both fonts, the one that is asked first, with the letters that each has."""
    found = []
    for package, name in (
        ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
        ("noto_cjk_sans_jp_regular", "NotoSansCJKjp-Regular.otf"),
    ):
        font = FT2Font(_file(package, name))
        font.set_size(_EM, 72)
        found.append((font.fname, font, frozenset(font.get_charmap())))
    return tuple((str(file), font, letters) for file, font, letters in found)


@cache
def _letter(char: str) -> tuple[int, float]:
    """Which font has a letter, -1 for none, and how wide it is at one point."""
    for i, (_, font, letters) in enumerate(_fonts()):
        if ord(char) in letters:
            glyph = font.load_char(ord(char), flags=LoadFlags.NO_HINTING)
            return i, glyph.linearHoriAdvance / 65536 / _EM
    return -1, 0.0


def readable(text: str) -> str:
    """``text`` on one line as it can be drawn.

    Letters that neither font has become boxes. What has no form of its own (control characters,
    marks of direction) is left out, any white space is a space.
    """
    # Spaces first: some of them are control characters.
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    plain = (char for char in spaced if unicodedata.category(char) not in {"Cc", "Cf"})
    return "".join(MISSING if _letter(char)[0] < 0 else char for char in plain)


def lacks(text: str) -> bool:
    """Whether some of the letters of ``text`` can only be drawn as boxes."""
    return readable(text).count(MISSING) > text.count(MISSING)


def width(text: str, size: float) -> float:
    """How wide a `readable` text is."""
    return size * sum(_letter(char)[1] for char in text)


def runs(text: str, size: float) -> list[Run]:
    """A `readable` text as pieces of one font each. A space stays with what is before it."""
    found: list[Run] = []
    at, last = 0.0, 0
    fonts: list[int] = []
    for char in text:
        last = last if char == " " and fonts else max(_letter(char)[0], 0)
        fonts.append(last)
    for font, chars in groupby(zip(fonts, text, strict=True), key=lambda each: each[0]):
        piece = "".join(char for _, char in chars)
        found.append(Run(piece, _fonts()[font][0], at))
        at += width(piece, size)
    return found


def wrapped(text: str, size: float, room: float, lines: int | None = None) -> list[str]:
    """``text``, made readable, as lines that are no wider than ``room``.

    Broken at spaces, beside wide letters, and inside of a word that is wider than ``room``. With
    ``lines`` no more than those; the last one then ends in "…" where something is cut off.
    """
    found: list[str] = [""]
    for piece in _pieces(readable(text)):
        line = found[-1] + piece
        if width(line.rstrip(), size) <= room:
            found[-1] = line
            continue
        if found[-1]:
            found.append("")
        for part in _parts(piece.strip(), size, room):
            found[-1] = part
            found.append("")
        found.pop()
        if piece.endswith(" "):
            found[-1] += " "
    told = [line.strip() for line in found if line.strip()]
    if lines is None or len(told) <= lines:
        return told
    return [*told[: lines - 1], cut(f"{told[lines - 1]} {told[lines]}", size, room, always=True)]


def cut(text: str, size: float, room: float, *, always: bool = False) -> str:
    """``text``, made readable, and ended by "…" where it is wider than ``room``; or ``always``."""
    text = readable(text)
    if not always and width(text, size) <= room:
        return text
    left = room - width(ELLIPSIS, size)
    kept = 0
    for char in text:
        left -= width(char, size)
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip(" ,.;:") + ELLIPSIS


def _pieces(text: str) -> Iterator[str]:
    """What a line may end behind: words with the space after them, and wide letters."""
    piece = ""
    for word in _PIECES.findall(text):
        if word.isspace():
            yield piece + " "
            piece = ""
            continue
        for char in word:
            breaks = piece and char not in _NO_BREAK_BEFORE
            if breaks and (_is_ideograph(char) or _is_ideograph(piece[-1])):
                yield piece
                piece = ""
            piece += char
    if piece:
        yield piece


def _is_ideograph(char: str) -> bool:
    """Whether a line may be broken beside it: Korean is broken at its spaces."""
    return unicodedata.east_asian_width(char) in _WIDE and not "가" <= char <= "힣"


def _parts(word: str, size: float, room: float) -> list[str]:
    """A word in pieces that fit, at least a letter each."""
    found = [""]
    for char in word:
        if found[-1] and width(found[-1] + char, size) > room:
            found.append("")
        found[-1] += char
    return found


def block_width(lines: Sequence[str], size: float) -> float:
    """How wide the widest of some lines is."""
    return max((width(line, size) for line in lines), default=0.0)
