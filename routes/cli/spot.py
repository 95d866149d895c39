"""Coordinates as people write them on a command line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from routes.cli.terminal import shown
from routes.errors import UsageError
from routes.gazetteers.position import written

_SHAPE = "two numbers, longitude first, as in 131.8735 43.1056"

_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)


def spot(words: Sequence[str]) -> tuple[float, float]:
    """Lon, lat in degrees from "131.9,43.1", "131.9" "43.1", or "43.1N 131.9E".

    As `routes.gazetteers.position.written` reads them. Raises UsageError, with what would
    be right, for anything else and for a point that is not on earth.
    """
    found = written(" ".join(words))
    if found is not None:
        return found
    if len(words) == 2 and any(_DECIMAL_COMMA.fullmatch(word) for word in words):
        better = " ".join(word.replace(",", ".") for word in words)
        raise UsageError(f"{' '.join(words)!r} has decimal commas; write {better}")
    raise UsageError(f"{shown(' '.join(words))!r} is no place on earth: write {_SHAPE}")
