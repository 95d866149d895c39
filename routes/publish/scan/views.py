"""A text as a reader's programs would show it, with the way back to where it was written. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5

__all__ = ["View", "views"]

_ROUNDS = 5
"""How often escapes inside escapes are taken apart (``%2541`` needs two)."""

_ESCAPE = re.compile(
    r"(?P<percent>(?:%[0-9A-Fa-f]{2})++)"
    r"|&\#(?P<decimal>\d{1,7}+);?"
    r"|&\#[xX](?P<hex>[0-9A-Fa-f]{1,6}+);?"
    r"|&(?P<named>[A-Za-z][A-Za-z0-9]{1,31}+);"
    r"|\\u(?P<wide>[0-9A-Fa-f]{4})"
    r"|\\u\{(?P<braced>[0-9A-Fa-f]{1,6})\}"
    r"|\\x(?P<byte>[0-9A-Fa-f]{2})"
)

# A letter with what stands on it; the parts of one Hangul syllable. The bound keeps the
# ordering of very many marks, which takes the square of their number, short.
_MARKS = r"\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
_CLUSTER = re.compile(
    rf"(?P<ascii>[\x00-\x7f]+)(?![{_MARKS}])"
    r"|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
    rf"|.[{_MARKS}]{{0,16}}",
    re.DOTALL,
)

_SAME = {
    **dict.fromkeys("\u00b0\u00ba\u02da\u1d52\u2218\u25e6\u309c\u02d9", "\u00b0"),
    **dict.fromkeys("'\u2032\u2018\u2019\u201b\u02b9\u02bc\u00b4\u02ca`\uff07\u05f3", "'"),
    **dict.fromkeys('"\u2033\u201c\u201d\u201f\u02ba\u3003\u301e\uff02\u05f4', '"'),
    **dict.fromkeys("-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d\u02d7\u2796", "-"),
    **dict.fromkeys("\u060c\u3001\ufe50\uff0c", ","),
    **dict.fromkeys("\u066b\u00b7\u2024", "."),
    **dict.fromkeys("\u061b\uff1b", ";"),
    **dict.fromkeys("\u2044\u2215", "/"),
}

_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Shown as nothing although their category is that of letters, marks or signs."""


@dataclass(frozen=True, slots=True)
class View:
    """A reading of a text: character ``i`` is written at ``starts[i]`` to ``ends[i]``."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Where what this view shows from ``start`` to ``end`` stands in the text itself."""
        return self.starts[start], self.ends[end - 1]


def views(text: str) -> Iterator[View]:
    """The readings of a text: as it stands, then with its escapes taken apart, layer by layer.

    Percent-encoding, HTML entities, and the escapes of JSON and JavaScript are taken
    apart. In every view digits of all scripts are ASCII digits, signs that look like
    degree, minute, second and minus are those, forms are NFKC, and what shows as nothing
    is left out.
    """
    view: View | None = View(text, range(len(text)), range(1, len(text) + 1))
    for _ in range(_ROUNDS + 1):
        if view is None:
            return
        yield _plain(view)
        view = _unescaped(view)


def _unescaped(view: View) -> View | None:
    """The view with one layer of escapes less; None where there is none."""
    text = view.text
    if not any(sign in text for sign in "%&\\"):
        return None
    shown: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for escape in _ESCAPE.finditer(text):
        pieces = _meant(escape)
        if pieces is None:
            continue
        shown.append(text[done : escape.start()])
        starts += view.starts[done : escape.start()]
        ends += view.ends[done : escape.start()]
        for piece, start, end in pieces:
            shown.append(piece)
            starts += [view.starts[escape.start() + start]] * len(piece)
            ends += [view.ends[escape.start() + end - 1]] * len(piece)
        done = escape.end()
    if not done:
        return None
    shown.append(text[done:])
    starts += view.starts[done:]
    ends += view.ends[done:]
    return View("".join(shown), starts, ends)


def _meant(escape: re.Match[str]) -> list[tuple[str, int, int]] | None:
    """What an escape stands for, each part with where in the escape it is written."""
    if escape["percent"]:
        return _from_bytes(escape["percent"])
    if escape["named"]:
        named = html5.get(escape["named"] + ";")
        return [(named, 0, len(escape[0]))] if named else None
    digits = escape["hex"] or escape["wide"] or escape["braced"] or escape["byte"]
    code = int(digits, 16) if digits else int(escape["decimal"])
    return [(chr(code), 0, len(escape[0]))] if 0 < code <= 0x10FFFF else None


def _from_bytes(escapes: str) -> list[tuple[str, int, int]]:
    """The letters of percent-encoded UTF-8; a byte that is none of it stands for itself."""
    pieces = []
    at = 0
    for letter in bytes.fromhex(escapes.replace("%", "")).decode(errors="surrogateescape"):
        length = 3 * len(letter.encode(errors="surrogateescape"))
        pieces.append((letter, at, at + length))
        at += length
    return pieces


def _plain(view: View) -> View:
    """The view with one way to write each sign."""
    text = view.text
    if text.isascii():
        # Nearly all texts. What ASCII has two of ('' and ") is dealt with in the patterns.
        return view
    shown: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        if cluster["ascii"]:
            shown.append(cluster[0])
            starts += view.starts[cluster.start() : cluster.end()]
            ends += view.ends[cluster.start() : cluster.end()]
            continue
        sign = _sign(cluster[0])
        shown.append(sign)
        starts += [view.starts[cluster.start()]] * len(sign)
        ends += [view.ends[cluster.end() - 1]] * len(sign)
    return View("".join(shown), starts, ends)


@lru_cache(maxsize=8192)
def _sign(cluster: str) -> str:
    """One way to write a sign: empty where it shows as nothing."""
    first = cluster[0]
    if first in _SAME:
        return _SAME[first]
    category = unicodedata.category(first)
    if category == "Nd":
        return str(unicodedata.decimal(first))
    if category == "Cf" or first in _INVISIBLE:
        return ""
    if category == "No":
        return cluster  # "5²" is not 52
    if category == "Zs":
        return " "
    return unicodedata.normalize("NFKC", cluster)
