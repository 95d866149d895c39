"""Text in cells: lists with semicolons, ids made from names, and the guard against formulas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import count

from routes.casefile.values import MAX_ID

NOBODY = "[]"
"""A list without items, which says that nobody is cited. No id can look like it."""

_ITEM = re.compile(r"((?:[^;\uff1b\\]|\\.|\\$)*)[;\uff1b]?", re.DOTALL)
_ESCAPED = re.compile(r"\\([;\uff1b\\])")
_SPECIAL = re.compile(r"([;\uff1b\\])")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def items(text: str) -> list[str]:
    """The items of a list: what stands between semicolons, without those that are empty.

    A semicolon after a backslash belongs to its item.
    """
    if text.strip() == NOBODY:
        return []
    parts = (_ESCAPED.sub(r"\1", part).strip() for part in _ITEM.findall(text))
    return [part for part in parts if part]


def joined(parts: Iterable[str]) -> str:
    """A list as text that `items` reads."""
    return "; ".join(_SPECIAL.sub(r"\\\1", part) for part in parts) or NOBODY


def guarded(text: str) -> str:
    """The text of a CSV cell that no spreadsheet program takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def made_id(text: str, taken: Iterable[str], instead: str) -> str:
    """An id made from a text, free among those ``taken``; ``instead`` where it has no letter.

    Its letters and digits in small letters, with a hyphen for everything between them.
    """
    kept = (
        char if unicodedata.category(char)[0] in "LMN" else " "
        for char in unicodedata.normalize("NFC", text.casefold())
    )
    words = "".join(kept).split()
    while words and unicodedata.category(words[0][0])[0] == "M":
        words[0] = words[0][1:]
        words = [word for word in words if word]
    stem = "-".join(words)[: MAX_ID - 6].strip("-") or instead
    used = set(taken)
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(name for name in names if name not in used)


def same(text: str) -> str:
    """A name as it is compared with another: without regard to case and to spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
