"""Paths that one question of a case has in common with another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from routes.model import Alternative, Alternatives

_Key = tuple[tuple[str, float, bytes], ...]


def repeated(answers: Sequence[Alternatives]) -> Iterator[Alternatives]:
    """The answers, with a note for each path that an earlier answer has, too.

    So that nobody takes one line, drawn twice, for two.
    """
    told: dict[_Key, str] = {}
    for answer in answers:
        same = [
            f"Path {number} is the same as {told[key]}."
            for number, path in enumerate(answer.paths, start=1)
            if (key := _key(path)) in told
        ]
        what = answer.wanted.title or answer.wanted.id
        for number, path in enumerate(answer.paths, start=1):
            told.setdefault(_key(path), f"path {number} of “{what}”")
        yield replace(answer, notes=(*answer.notes, *same)) if same else answer


def _key(path: Alternative) -> _Key:
    return tuple((part.mode, part.length_m, part.geometry.wkb) for part in path.parts)
