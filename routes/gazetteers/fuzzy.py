"""Names with one or two letters wrong. numpy and rapidfuzz are loaded with this module.

A name of the store is compared letter by letter only if its letters, in any order, could
become those of the query: see `_letters`.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from routes.gazetteers.store import FUZZY_LENGTHS, LATIN, WIDE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from routes.gazetteers.rows import Rows

__all__ = ["Fuzzy", "Near", "edits_allowed"]

_MOST = 200
"""How many names are kept: more never come near the first five places."""

_TOO_SHORT, _SHORT = 3, 4
_ALIKE = 0.4
"""How many edits less it counts when names sound alike: Pyeongyang and Pyongyang."""


class Near(NamedTuple):
    """A folded name that is like the query, how many edits away, and how far by sound."""

    folded: str
    edits: int
    apart: float


class _Names(NamedTuple):
    """All names of one length: their characters, one row each, and what letters they hold."""

    characters: NDArray[np.unsignedinteger]
    letters: NDArray[np.uint64]


def edits_allowed(folded: str) -> int:
    """How many characters of a folded name may be wrong: none to 2.

    None in Chinese characters, of which one is half a name, and one in Hangul, where a
    character is a syllable.
    """
    if len(folded) <= _TOO_SHORT or any("\u3400" <= c <= "\u9fff" for c in folded):
        return 0
    is_short = len(folded) <= _SHORT or any("\uac00" <= c <= "\ud7a3" for c in folded)
    return 1 if is_short else 2


class Fuzzy:
    """The names of the store by length, read when they are first wanted."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._known: dict[tuple[str, int], _Names | None] = {}

    def near(self, folded: str) -> list[Near]:
        """The names that differ from a folded one by a few edits, nearest first.

        An edit is a letter more, less or another, or two neighbours exchanged (optimal
        string alignment). The query itself is never among them. Equal distances are put
        in the order of the first letter, then of the alphabet.
        """
        script = LATIN if folded.isascii() else WIDE
        most = edits_allowed(folded)
        if not most:
            return []
        found: list[str] = []
        for length in range(len(folded) - most, len(folded) + most + 1):
            names = self._names(script, length)
            if names is not None:
                found += _possible(folded, names, most)
        return _nearest(folded, found, most)

    def _names(self, script: str, length: int) -> _Names | None:
        key = (script, length)
        if length not in FUZZY_LENGTHS:
            return None
        if key not in self._known:
            # Two threads may both read it: the same twice does no harm.
            row = self._rows.one(
                "SELECT names FROM fuzzy WHERE script = ? AND length = ?", script, length
            )
            self._known[key] = None if row is None else _read(row[0], script, length)
        return self._known[key]


def _read(data: bytes, script: str, length: int) -> _Names:
    kind = "u1" if script == LATIN else "<u2"
    characters = np.frombuffer(zlib.decompress(data), kind).reshape(-1, length)
    return _Names(characters, _letters(characters))


def _letters(characters: NDArray[np.unsignedinteger]) -> NDArray[np.uint64]:
    """Which letters each name holds once or more (32 bits), and twice or more (32 bits).

    Letters are told apart by their last five bits, which keeps those of one alphabet
    apart. An edit takes away one letter and adds one at most, so it clears one bit at most
    and sets one at most.
    """
    once = np.zeros(len(characters), np.uint32)
    twice = np.zeros(len(characters), np.uint32)
    for column in np.ascontiguousarray((characters & 31).T.astype(np.uint32)):
        bit = np.left_shift(np.uint32(1), column)
        twice |= once & bit
        once |= bit
    return once.astype(np.uint64) | (twice.astype(np.uint64) << np.uint64(32))


def _possible(folded: str, names: _Names, most: int) -> list[str]:
    """The names whose letters differ by no more than ``most`` edits can do."""
    kind = names.characters.dtype
    code = folded.encode("ascii" if kind.itemsize == 1 else "utf-16-le")
    query = _letters(np.frombuffer(code, kind).reshape(1, -1))[0]
    likely = np.flatnonzero(_at_most(names.letters & ~query, most))
    likely = likely[_at_most(query & ~names.letters[likely], most)]
    width = names.characters.shape[1]
    text = names.characters[likely].tobytes().decode("ascii" if kind.itemsize == 1 else "utf-16-le")
    return [text[at : at + width] for at in range(0, len(text), width)]


def _at_most(bits: NDArray[np.uint64], most: int) -> NDArray[np.bool_]:
    """Whether no more than ``most`` bits are set."""
    one = np.uint64(1)
    for _ in range(most):
        bits = bits & (bits - np.minimum(bits, one))  # takes the lowest bit away
    none: NDArray[np.bool_] = bits == 0
    return none


def _nearest(folded: str, names: list[str], most: int) -> list[Near]:
    if not names:
        return []
    edits = cdist([folded], names, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
    sound = _sound(folded)
    found = [
        Near(name, distance, distance - (_ALIKE if _sound(name) == sound else 0.0))
        for name, distance in ((names[i], int(edits[i])) for i in np.flatnonzero(edits <= most))
        if distance
    ]
    found.sort(key=lambda n: (n.apart, n.folded[0] != folded[0], n.folded))
    return found[:_MOST]


# Letters that stand for one sound in one romanisation or another, and silent ones.
_SOUNDS = str.maketrans("ckqgdbvwfyjzx", "kkkktpvvviiss", "h aeou")


def _sound(folded: str) -> str:
    """A rough key of how a Latin name sounds: consonants, doubled ones once."""
    key = folded.translate(_SOUNDS) if folded.isascii() else folded
    return "".join(a for a, b in zip(key, f" {key}", strict=False) if a != b)
