"""Many short byte strings looked for in much data at once, in a time that hardly grows with them.

A table of a million bits knows the first four bytes of every pattern; numpy asks it for every
place of the data, and only where it says "perhaps" the patterns themselves are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

_BITS = 20
_FACTOR = np.uint32(2654435761)  # Knuth's multiplicative hash: 2**32 over the golden ratio

LEAST = 4
"""Bytes that a pattern has at least: fewer are found everywhere."""

Check = Callable[[bytes, int, int], bool]
"""Whether what stands at start to end in the data counts, by what stands around it."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Bytes to look for, the secret that they give away and how they write it."""

    data: bytes
    secret: str
    kind: str
    check: Check | None = None


class Sieve:
    """Finds every pattern of a set."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._by_head: dict[bytes, list[Pattern]] = {}
        self._table = np.zeros(1 << _BITS, dtype=np.bool_)
        known: set[tuple[bytes, str]] = set()
        for pattern in patterns:
            if len(pattern.data) < LEAST:
                raise ValueError(f"too short to be told from chance: {pattern.data!r}")
            if (pattern.data, pattern.secret) not in known:
                known.add((pattern.data, pattern.secret))
                self._by_head.setdefault(pattern.data[:4], []).append(pattern)
        if self._by_head:
            heads = np.frombuffer(b"".join(self._by_head), dtype="<u4")
            self._table[_hashed(heads)] = True

    def __len__(self) -> int:
        return sum(map(len, self._by_head.values()))

    def find(self, data: bytes) -> Iterator[tuple[Pattern, int]]:
        """Each pattern that is in the data, and where; the data from front to back."""
        for at in self._perhaps(data):
            for pattern in self._by_head.get(data[at : at + 4], ()):
                end = at + len(pattern.data)
                if data.startswith(pattern.data, at) and (
                    pattern.check is None or pattern.check(data, at, end)
                ):
                    yield pattern, at

    def _perhaps(self, data: bytes) -> list[int]:
        if len(data) < LEAST or not self._by_head:
            return []
        single = np.frombuffer(data, dtype=np.uint8)
        pairs = single[:-1] | (single[1:].astype(np.uint16) << np.uint16(8))
        grams = pairs[:-2] | (pairs[2:].astype(np.uint32) << np.uint32(16))
        found: list[int] = np.flatnonzero(self._table[_hashed(grams)]).tolist()
        return found


def _hashed(grams: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore"):
        product: np.ndarray = grams.astype(np.uint32) * _FACTOR
    return product >> np.uint32(32 - _BITS)
