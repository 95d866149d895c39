"""What must not be published, found in free text: positions, telephones, e-mails, names.

Own patterns and no library: one that knows which telephone numbers exist finds only those
that do, and none without a country. What is withheld may be mistyped or out of use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from routes.publish.scan import codes, contacts, degrees, harmless, links
from routes.publish.scan.names import Names
from routes.publish.scan.views import View, views

__all__ = ["Hit", "Kind", "Names", "find", "redacted"]

Kind = Literal["coordinates", "telephone", "e-mail", "name"]

_ROUNDS = 8
_RANK: dict[Kind, int] = {"coordinates": 0, "telephone": 1, "e-mail": 2, "name": 3}
_PAIR_IN_ADDRESS = re.compile(r"\.\d{3,}\D.*\.\d{3,}")
_NOTHING_SAID = "[\u2026]"
"""Stands for a mark that itself says what is withheld."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What must not be published, from ``start`` up to ``end`` of a text.

    ``ref`` is the index of the entry of ``Names`` for a name, and None for the others.
    """

    kind: Kind
    start: int
    end: int
    ref: int | None = None


def find(text: str, names: Names) -> tuple[Hit, ...]:
    """What must not be published, in order. Where finds overlap, one covers them all.

    Such a hit has the kind of the longest. Escapes (percent, HTML, JSON), digits and
    letters of other scripts and what shows as nothing are seen through; the offsets are
    those of the text as it is.
    """
    found = [hit for view in views(text) for hit in _in_view(view, names)]
    return _merged(found)


def redacted(text: str, names: Names, marks: Callable[[Hit], str]) -> tuple[str, tuple[Hit, ...]]:
    """The text with each hit replaced by its mark, and the hits in the text as it was.

    Nothing is found in the result: what comes together around a mark is withheld with it,
    and a mark that itself says what is withheld gives way to ``[…]``.
    """
    hits = find(text, names)
    muted: frozenset[Hit] = frozenset()
    for _ in range(_ROUNDS):
        result, pieces = _replaced(text, hits, muted, marks)
        if result == text:
            return text, hits
        more = find(result, names)
        if not more:
            return result, hits
        muted |= {piece.mark for hit in more for piece in pieces if piece.mark and piece.has(hit)}
        hits = _merged([*hits, *(_as_written(hit, pieces) for hit in more)])
    return _NOTHING_SAID, (Hit(hits[0].kind, 0, len(text), hits[0].ref),)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a redacted text, ``start`` to ``end``; ``came`` to ``went`` in the text before."""

    start: int
    end: int
    came: int
    went: int
    mark: Hit | None = None

    def has(self, hit: Hit) -> bool:
        return self.start <= hit.start and hit.end <= self.end


def _replaced(
    text: str, hits: tuple[Hit, ...], muted: frozenset[Hit], marks: Callable[[Hit], str]
) -> tuple[str, list[_Piece]]:
    shown: list[str] = []
    pieces: list[_Piece] = []
    done = length = 0
    for hit in (*hits, None):
        came = hit.start if hit else len(text)
        for words, start, end, mark in (
            (text[done:came], done, came, None),
            (_mark(hit, muted, marks), came, hit.end if hit else came, hit),
        ):
            shown.append(words)
            pieces.append(_Piece(length, length + len(words), start, end, mark))
            length += len(words)
        done = hit.end if hit else came
    return "".join(shown), pieces


def _mark(hit: Hit | None, muted: frozenset[Hit], marks: Callable[[Hit], str]) -> str:
    if hit is None:
        return ""
    return _NOTHING_SAID if hit in muted else marks(hit)


def _as_written(hit: Hit, pieces: list[_Piece]) -> Hit:
    """A hit in a redacted text as one in the text before, with all of each mark it touches."""
    touched = [piece for piece in pieces if piece.start < hit.end and hit.start < piece.end]
    first, last = touched[0], touched[-1]
    start = first.came if first.mark else first.came + hit.start - first.start
    end = last.went if last.mark else last.went - (last.end - hit.end)
    return replace(hit, start=start, end=end)


def _merged(found: list[Hit]) -> tuple[Hit, ...]:
    """The hits in order, each group of overlapping ones as one of the kind of its longest."""
    merged: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start, hit.start - hit.end, _RANK[hit.kind])):
        if not merged or hit.start >= merged[-1].end:
            merged.append(hit)
            longest = hit.end - hit.start
            continue
        known = merged[-1]
        longer = hit.end - hit.start > longest
        longest = max(longest, hit.end - hit.start)
        kept = hit if longer else known
        merged[-1] = replace(kept, start=known.start, end=max(known.end, hit.end))
    return tuple(merged)


def _in_view(view: View, names: Names) -> Iterator[Hit]:
    text = view.text
    for start, end, ref in names.found(text):
        yield Hit("name", *view.written(start, end), ref)
    addresses = links.addresses(text)
    for kind, span in _spans(text, addresses):
        start, end = _whole(span, addresses) if kind == "coordinates" else span
        yield Hit(kind, *view.written(start, end))


def _spans(text: str, addresses: list[tuple[int, int]]) -> Iterator[tuple[Kind, tuple[int, int]]]:
    for finder in (degrees.degrees, codes.codes):
        for span in finder(text):
            yield "coordinates", span
    for span in links.map_links(text, addresses):
        yield "coordinates", span
    for span in (*contacts.telephones(text), *links.chats(text)):
        yield "telephone", span
    for span in contacts.emails(text):
        yield "e-mail", span
    if any(map(str.isdigit, text)):
        yield from _guessed(text, addresses)


def _guessed(text: str, addresses: list[tuple[int, int]]) -> Iterator[tuple[Kind, tuple[int, int]]]:
    """Numbers that could be positions and telephones, unless something else is said of them."""
    known = list(harmless.identifiers(text))
    other = [*known, *addresses]
    for span in contacts.said_telephones(text):
        if not _touches(span, known):
            yield "telephone", span
    for span in degrees.decimals(text):
        if not _touches(span, other) or _PAIR_IN_ADDRESS.search(text, *span):
            yield "coordinates", span
    for span in contacts.local_telephones(text):
        if not _touches(span, other):
            yield "telephone", span


def _touches(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _whole(span: tuple[int, int], addresses: list[tuple[int, int]]) -> tuple[int, int]:
    """The span with all of the address that it is in: its other parts name the spot as well."""
    for start, end in addresses:
        if start <= span[0] < end:
            return start, max(end, span[1])
    return span
