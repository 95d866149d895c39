"""Names of files out of names of cases: right on every system, and never two for one file. Pure.

A name that is fine everywhere stays as it is. One that had to be changed, or that some file
system would take for another one, ends in a tag made of the name as it was: so it does not
depend on which other names there are, or on their order.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

MAX_BYTES = 160
"""UTF-8 bytes of a name in NFD, the longest form that a file system stores.

255 is what file systems hold; the ending, and what a writer puts round the name of a file that
it has not finished, need room as well.
"""

INTERNAL = ".internal"
"""What the name of a file for the desk alone ends in: it neither replaces nor is taken for another.
"""

_NAMELESS = "case"

# Windows, with any ending and in any case; the superscript digits count as digits there.
# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9\u00b9\u00b2\u00b3]) *(\..*)?",
    re.IGNORECASE | re.DOTALL,
)
_FORBIDDEN = frozenset('<>:"/\\|?*')

_TAGS = (8, 16, 64)
"""Hexadecimal digits of a tag: the fewest do, but for who looks for two names that meet."""


def safe_names(stems: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """A file name for each of ``stems``, without an ending, in the same order.

    Each is valid on Windows, macOS and Linux, is no path, and does not begin with a dash or a
    dot. No two are one file, also where case or the Unicode form of a name does not count, and
    none is one of ``taken``. A name depends on the others only where it would collide with
    them. Equal stems are numbered in the order in which they come.
    """
    seen: Counter[str] = Counter()
    asked: list[tuple[str, int]] = []
    for stem in stems:
        asked.append((stem, seen[stem]))
        seen[stem] += 1
    levels = [0] * len(asked)
    reserved = Counter(map(same_file, taken))
    while True:
        names = [_name(stem, nth, level) for (stem, nth), level in zip(asked, levels, strict=True)]
        many = Counter(map(same_file, names)) + reserved
        again = [many[same_file(name)] > 1 for name in names]
        if not any(again):
            return names
        levels = [level + more for level, more in zip(levels, again, strict=True)]


def is_internal(stem: str) -> bool:
    """Whether a file without its ending is called like what is for the desk alone."""
    return same_file(stem).endswith(same_file(INTERNAL))


def same_file(name: str) -> str:
    """A key that is equal for names that some file system takes for one file."""
    folded = unicodedata.normalize("NFD", name).upper().casefold()
    return unicodedata.normalize("NFD", folded)


def _name(stem: str, nth: int, level: int) -> str:
    """The name of the ``nth`` of equal stems; a ``level`` above 0 is for one that collided."""
    clean = _clean(stem)
    whole = _cut(clean, MAX_BYTES)
    is_kept = whole == unicodedata.normalize("NFC", stem)
    if is_kept and not nth and not level:
        return whole
    step = level if is_kept and not nth else level + 1
    tag = _tag(stem, nth, step)
    return f"{_cut(clean, MAX_BYTES - len(tag) - 1)}-{tag}"


def _tag(stem: str, nth: int, step: int) -> str:
    # A name on disk may hold bytes that are no text: Python keeps them as lone surrogates.
    last = len(_TAGS)
    salt = f"\0{nth}\0{max(0, step - last)}" if nth or step > last else ""
    digest = hashlib.sha256((stem + salt).encode("utf-8", "surrogatepass")).hexdigest()
    return digest[: _TAGS[min(step, last) - 1]]


def _clean(stem: str) -> str:
    text = unicodedata.normalize("NFC", stem)
    text = "".join(char if _is_plain(char) else "-" for char in text)
    text = re.sub("-{2,}", "-", text) if text != unicodedata.normalize("NFC", stem) else text
    text = text.lstrip(" -.").rstrip(" .") or _NAMELESS
    return f"_{text}" if _RESERVED.fullmatch(text) else text


def _is_plain(char: str) -> bool:
    """Neither forbidden somewhere nor a control, a change of direction, or no character at all."""
    if char in _FORBIDDEN:
        return False
    category = unicodedata.category(char)
    return char == " " or category[0] not in "CZ"


def _cut(text: str, most: int) -> str:
    """As much of ``text`` as ``most`` bytes hold, not ending in what a name may not end in."""
    room, kept = most, 0
    for char in text:
        room -= len(unicodedata.normalize("NFD", char).encode("utf-8"))
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip(" .") or _NAMELESS
