"""How much one case may hold, so that every case that is read can also be built in seconds.

Far above what a journey needs: the largest documented ones have some dozen legs. What is
beyond is refused with words, and not left to run for hours.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingABC

from routes.casefile.nodes import Mapping, Node, Scalar, Sequence, Spot
from routes.casefile.report import Path, Report

MOST: MappingABC[str, int] = {
    "sources": 5_000,
    "places": 1_000,
    "legs": 1_000,
    "itineraries": 100,
    "events": 1_000,
    "disputes": 1_000,
    "checks": 1_000,
    "alternatives": 50,
}
"""How many entries each section may have."""

MOST_STEPS = 1_000
"""How many legs all itineraries may list together: every one is compared with every other."""


def fits(spots: MappingABC[Path, Spot], report: Report) -> bool:
    """Whether it all fits; what has more than `MOST` or `MOST_STEPS` goes to ``report``."""
    is_small = True
    for section, most in MOST.items():
        spot = spots.get((section,))
        number = _size(spot.node) if spot else 0
        if spot and number > most:
            message = f"has {number:,} entries; at most {most:,} fit into one case."
            report.mistake(spot.key, (section,), message, _SPLIT)
            is_small = False
    steps = sum(_steps(path, spot.node) for path, spot in spots.items())
    if steps > MOST_STEPS:
        message = f"list {steps:,} legs in all; at most {MOST_STEPS:,} can be compared."
        report.mistake(spots["itineraries",].key, ("itineraries",), message, _SPLIT)
        is_small = False
    return is_small


_SPLIT = "Split it into several cases."


def _size(node: Node) -> int:
    if isinstance(node, Mapping):
        return len(node.entries)
    return len(node.items) if isinstance(node, Sequence) else 0


def _steps(path: Path, node: Node) -> int:
    if len(path) != 3 or path[0] != "itineraries" or path[2] != "legs":
        return 0
    return 1 if isinstance(node, Scalar) else _size(node)
