"""Text that fits a terminal in which some letters are two columns wide."""

from __future__ import annotations

import unicodedata

WIDTH = 80
"""Columns that every terminal has. Not asked for: the same input gives the same bytes."""


_LONGEST = 100


def width(text: str) -> int:
    """Columns that ``text`` takes: two for Hangul, Han and the like, none for marks."""
    return sum(_columns(character) for character in text)


def clean(text: str) -> str:
    """``text`` on one line, without characters that would steer the terminal."""
    shown = (c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)
    return " ".join("".join(shown).split())


def shown(text: str) -> str:
    """``text`` as a person wrote it, on one line and cut when it is long."""
    one_line = clean(text[: 2 * _LONGEST])
    return one_line if len(one_line) <= _LONGEST else f"{one_line[: _LONGEST - 1]}…"


def pad(text: str, columns: int) -> str:
    """``text`` with spaces up to ``columns``."""
    return text + " " * max(0, columns - width(text))


def wrap(text: str, *, first: str = "", rest: str = "") -> str:
    """``text`` in lines of at most `WIDTH` columns, where words are short enough.

    The first line begins with ``first``, the others with ``rest``.
    """
    lines = [first]
    bare = True
    for word in clean(text).split(" "):
        line = lines[-1] + ("" if bare else " ") + word
        if width(line) > WIDTH and not bare:
            lines.append(rest + word)
        else:
            lines[-1] = line
        bare = False
    return "\n".join(line.rstrip() for line in lines)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
