"""The lists of names that misspelt ones are compared with."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from data.recipes.record import Record
from routes.gazetteers.store import FUZZY_LENGTHS, LATIN, WIDE

_LEVEL = 9
_WIDE = re.compile("[\u0370-\u052f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def lists(records: Iterable[Record]) -> Iterator[tuple[str, int, bytes]]:
    """Script, length in characters, and the packed names of that length, sorted.

    Airports without an IATA code are left out: there are many and nobody writes about them.
    """
    names: dict[tuple[str, int], set[str]] = defaultdict(set)
    for record in records:
        if record.kind == "airport" and record.rank != 1:
            continue
        for name in record.names:
            script = _script(name)
            if script and len(name) in FUZZY_LENGTHS:
                names[script, len(name)].add(name)
    for script, length in sorted(names):
        text = "".join(sorted(names[script, length]))
        raw = text.encode("ascii" if script == LATIN else "utf-16-le")
        yield script, length, zlib.compress(raw, _LEVEL)


def _script(name: str) -> str | None:
    if name.isascii():
        return LATIN
    return WIDE if max(name) <= "\uffff" and _WIDE.search(name) else None
