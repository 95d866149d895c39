"""Contract chains: what lies between two junctions becomes one edge with a shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from data.recipes.networks.graph import SURVEYED, Flags, Graph, Ints, kept

TOLERANCE_DEG = 0.0005
"""A vertex this near (50 m) to the line without it may go; its coordinates are no finer."""


@dataclass(frozen=True)
class Contracted:
    """A graph whose edges have vertices in between.

    ``inner`` holds, for each edge, (k, 2) thousandths of a degree from its start to its end.
    Longitudes run on across the antimeridian.
    """

    graph: Graph
    inner: list[Ints]


def large(given: Graph, least_m: float) -> Graph:
    """Without components whose edges are shorter than ``least_m`` in all."""
    size = len(given.x)
    joins = coo_array((np.ones(len(given.start)), (given.start, given.end)), shape=(size, size))
    _, component = connected_components(joins, directed=False)
    total_m = np.bincount(component[given.start], given.length_m, minlength=component.max() + 1)
    return kept(given, (total_m >= least_m)[component])


def contracted(given: Graph) -> Contracted:
    """One edge for each chain of surveyed edges in one area.

    A chain that leads back to where it began goes. Where two chains join the same two nodes,
    the longer one gets a node in its middle, so that both stay.
    """
    walker = _Walker(given)
    chains = sorted(
        (chain for chain in walker.chains() if chain[0] != chain[-1]),
        key=lambda c: (min(c[0], c[-1]), max(c[0], c[-1]), len(c) > 2, walker.length_m(c), c),
    )
    whole: set[tuple[int, int]] = set()
    parts: list[list[int]] = []
    for chain in chains:
        ends = (min(chain[0], chain[-1]), max(chain[0], chain[-1]))
        if ends in whole:
            middle = len(chain) // 2
            parts += [chain[: middle + 1], chain[middle:]]
        else:
            whole.add(ends)
            parts.append(chain)
    return _built(given, parts, walker)


class _Walker:
    """Walks along chains of a graph."""

    def __init__(self, given: Graph) -> None:
        self._beside: list[list[tuple[int, float, int]]] = [[] for _ in given.x]
        rows = (given.start, given.end, given.length_m, given.tag)
        for a, b, metres, sort in zip(*(row.tolist() for row in rows), strict=True):
            self._beside[a].append((b, metres, sort))
            self._beside[b].append((a, metres, sort))
        self._stays = _stays(given).tolist()

    def chains(self) -> Iterator[list[int]]:
        """Each chain once, as nodes from one that stays to the next. Rings alone are left out."""
        for node, stays in enumerate(self._stays):
            if not stays:
                continue
            for second, _, _ in self._beside[node]:
                chain = self._walk(node, second)
                if (chain[0], chain[1]) <= (chain[-1], chain[-2]):
                    yield chain

    def _walk(self, first: int, second: int) -> list[int]:
        chain = [first, second]
        while not self._stays[chain[-1]]:
            (one, _, _), (other, _, _) = self._beside[chain[-1]]
            chain.append(other if one == chain[-2] else one)
        return chain

    def edge(self, a: int, b: int) -> tuple[float, int]:
        """Metres and tag of the edge between two nodes."""
        return next((metres, sort) for node, metres, sort in self._beside[a] if node == b)

    def length_m(self, chain: list[int]) -> float:
        return sum(self.edge(a, b)[0] for a, b in pairwise(chain))


def _stays(given: Graph) -> Flags:
    """Which nodes stay: junctions and dead ends, both sides of a border, ends of links."""
    stays: Flags = given.degree != 2
    across = given.area[given.start] != given.area[given.end]
    marked = across | (given.tag != SURVEYED)
    stays[given.start[marked]] = True
    stays[given.end[marked]] = True
    return stays


def _built(given: Graph, chains: list[list[int]], walker: _Walker) -> Contracted:
    ends = np.array([(chain[0], chain[-1]) for chain in chains], np.int64)
    used = np.zeros(len(given.x), bool)
    used[ends.ravel()] = True
    number = np.cumsum(used) - 1
    graph = Graph(
        given.x[used],
        given.y[used],
        given.area[used],
        number[ends[:, 0]],
        number[ends[:, 1]],
        np.array([walker.length_m(chain) for chain in chains]),
        np.array([walker.edge(chain[0], chain[1])[1] for chain in chains], np.int64),
    )
    return Contracted(graph, [_inner(given, chain) for chain in chains])


def _inner(given: Graph, chain: list[int]) -> Ints:
    """The vertices in between that a straight line would miss."""
    xy: Ints = np.column_stack([given.x[chain], given.y[chain]])
    if len(chain) == 2:
        return xy[1:-1]
    xy[:, 0] = np.unwrap(xy[:, 0], period=360_000)
    wide = max(np.cos(np.radians(xy[0, 1] / 1000)), 0.05)
    line = shapely.linestrings(xy * [wide, 1.0])
    thin = shapely.get_coordinates(shapely.simplify(line, TOLERANCE_DEG * 1000))
    inner: Ints = np.rint(thin / [wide, 1.0]).astype(np.int64)[1:-1]
    return inner


def turned(given: Contracted, order: Ints) -> Contracted:
    """With the nodes in another order, each edge from the lower number to the higher, sorted."""
    number = np.empty(len(order), np.int64)
    number[order] = np.arange(len(order))
    graph = given.graph
    start, end = number[graph.start], number[graph.end]
    back = start > end
    low, high = np.minimum(start, end), np.maximum(start, end)
    by = np.lexsort((low, high))
    moved = replace(
        graph,
        x=graph.x[order],
        y=graph.y[order],
        area=graph.area[order],
        start=low[by],
        end=high[by],
        length_m=graph.length_m[by],
        tag=graph.tag[by],
    )
    at = graph.x[order[low[by]]].tolist()
    inner = [_run(given.inner[e], bool(back[e]), x) for e, x in zip(by, at, strict=True)]
    return Contracted(moved, inner)


def _run(inner: Ints, back: bool, x: int) -> Ints:
    """The vertices from the start of the edge, whose longitude is ``x``."""
    if not len(inner):
        return inner
    along = inner[::-1] if back else inner
    turns = np.rint((along[0, 0] - x) / 360_000).astype(np.int64)
    run: Ints = along - np.array([turns * 360_000, 0])
    return run
