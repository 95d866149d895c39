"""Close the gaps that the data has where a line goes on."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np

from data.recipes.networks.graph import STITCH, Graph, joined
from data.recipes.networks.nearest import within


@dataclass(frozen=True)
class Rule:
    """When a dead end is joined to what lies near it, metres.

    To a node within ``gap_m``, or only to another dead end, if the way there along the network
    is longer than ``detour_m``.
    """

    gap_m: float
    detour_m: float
    dead_ends_only: bool


RULES = (Rule(700.0, 20_000.0, False), Rule(2_000.0, 100_000.0, True))
"""One after the other. At 2 km to any node, links that nobody built appear, and at shorter
detours shunting yards close; but two ends that face each other with no way between them for
100 km are one line, of which the data lacks a piece."""


def stitched(given: Graph) -> Graph:
    """With a link from each dead end over its gap, never across a border; shortest gap first."""
    for rule in RULES:
        given = _closed(given, rule)
    return given


def _closed(given: Graph, rule: Rule) -> Graph:
    near = _Near(given)
    start, end, length_m = [], [], []
    for a, b, gap_m in _candidates(given, rule):
        both = near.is_open(a) and (near.is_open(b) or not rule.dead_ends_only)
        if both and not near.reaches(a, b, rule.detour_m):
            near.join(a, b, gap_m)
            start.append(a)
            end.append(b)
            length_m.append(gap_m)
    tag = np.full(len(start), STITCH, np.int64)
    ends = np.array([start, end], np.int64)
    return joined(given, ends[0], ends[1], np.array(length_m, np.float64), tag)


def _candidates(given: Graph, rule: Rule) -> list[tuple[int, int, float]]:
    """Dead end, node and metres of each pair that is near enough, in one area."""
    ends = np.flatnonzero(given.degree == 1)
    goals = ends if rule.dead_ends_only else np.arange(len(given.x))
    which, goal, gap_m = within(given.lonlat[ends], given.lonlat[goals], rule.gap_m)
    end, node = ends[which], goals[goal]
    fits = np.flatnonzero((end != node) & (given.area[end] == given.area[node]))
    order = fits[np.lexsort((node[fits], end[fits], gap_m[fits]))]
    return list(zip(end[order].tolist(), node[order].tolist(), gap_m[order].tolist(), strict=True))


class _Near:
    """What lies near a node along a network that grows."""

    def __init__(self, given: Graph) -> None:
        self._beside: list[list[tuple[int, float]]] = [[] for _ in given.x]
        rows = zip(given.start.tolist(), given.end.tolist(), given.length_m.tolist(), strict=True)
        for a, b, metres in rows:
            self.join(a, b, metres)

    def join(self, a: int, b: int, metres: float) -> None:
        self._beside[a].append((b, metres))
        self._beside[b].append((a, metres))

    def is_open(self, node: int) -> bool:
        """Whether it is a dead end still."""
        return len(self._beside[node]) == 1

    def reaches(self, start: int, goal: int, limit_m: float) -> bool:
        """Whether the way is no longer than ``limit_m``."""
        best = {start: 0.0}
        heap = [(0.0, start)]
        while heap:
            metres, node = heapq.heappop(heap)
            if node == goal:
                return True
            if metres > best[node]:
                continue
            for other, step in self._beside[node]:
                far = metres + step
                if far <= limit_m and far < best.get(other, np.inf):
                    best[other] = far
                    heapq.heappush(heap, (far, other))
        return False
