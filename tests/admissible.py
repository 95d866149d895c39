"""What an alternative must be, checked by code that shares nothing with the search.

From the arrays of a network a graph is made anew: one arc an edge, cut where the two ends of
a journey lie. On it a path is measured, and held against the conditions of Abraham, Delling,
Goldberg and Werneck, "Alternative routes in road networks" (2013), with the limits that the
program promises: no longer than 1.25 of the shortest, no more than 0.75 of that length in
common with it or with one another, and every stretch of up to a quarter of that length a
shortest path in itself. Lengths are metres.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from routes.networks.graph import Closure, Network

STRETCH, SHARING, LOCAL = 1.25, 0.75, 0.25
TOLERANCE = 1e-9  # relative, of sums of lengths

Cut: TypeAlias = tuple[int, float]  # an edge, and how far along it: 0 at its start, 1 at its end


@dataclass(frozen=True, eq=False)
class Plain:
    """A graph with symmetric arcs. Nodes beyond those of the network are cuts, in their order."""

    matrix: csr_array
    first_cut: int

    def cut(self, index: int) -> int:
        return self.first_cut + index

    def distances(self, start: int, limit: float = np.inf) -> NDArray[np.float64]:
        found: NDArray[np.float64] = dijkstra(self.matrix, indices=start, limit=limit)
        return found

    def lengths(self, path: Sequence[int]) -> NDArray[np.float64]:
        """Of each arc of a path of nodes; where two nodes are not joined this raises."""
        return np.array([self._arc(a, b) for a, b in itertools.pairwise(path)])

    def _arc(self, a: int, b: int) -> float:
        low, high = self.matrix.indptr[a], self.matrix.indptr[a + 1]
        at = np.flatnonzero(self.matrix.indices[low:high] == b)
        assert len(at) == 1, f"nodes {a} and {b} are not joined"
        return float(self.matrix.data[low + at[0]])


def plain(
    network: Network,
    cuts: Sequence[Cut] = (),
    *,
    avoid: Iterable[str] = (),
    date: str | None = None,
) -> Plain:
    """The network without what is avoided and closed, with a node more for each cut."""
    barred = avoided_nodes(network, avoid)
    usable = ~(barred[network.start] | barred[network.end] | closed_edges(network, date))
    start, end = network.start.astype(np.int64), network.end.astype(np.int64)
    length = network.length_m.astype(np.float64)
    arcs = [(start[usable], end[usable], length[usable])]
    arcs += [_pieces(network, cuts, node, len(network.lon)) for node in range(len(cuts))]
    n = len(network.lon) + len(cuts)
    a, b, w = (np.concatenate(parts) for parts in zip(*arcs, strict=True))
    return Plain(_matrix(a, b, w, n), len(network.lon))


def _pieces(
    network: Network, cuts: Sequence[Cut], index: int, n: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    edge, fraction = cuts[index]
    length, here = float(network.length_m[edge]), n + index
    ends = [
        (int(network.start[edge]), fraction * length),
        (int(network.end[edge]), (1 - fraction) * length),
    ]
    ends += [
        (n + other, abs(fraction - cuts[other][1]) * length)
        for other in range(index)
        if cuts[other][0] == edge
    ]
    there, lengths = zip(*ends, strict=True)
    return np.full(len(ends), here), np.array(there), np.array(lengths)


def _matrix(
    a: NDArray[np.int64], b: NDArray[np.int64], w: NDArray[np.float64], n: int
) -> csr_array:
    low, high = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((w, high, low))  # the shortest of parallel arcs first
    low, high, w = low[order], high[order], w[order]
    first = np.r_[True, (low[1:] != low[:-1]) | (high[1:] != high[:-1])] & (low != high)
    low, high, w = low[first], high[first], w[first]
    both = (np.r_[low, high], np.r_[high, low])
    return csr_array((np.r_[w, w], both), shape=(n, n))


def avoided_nodes(network: Network, avoid: Iterable[str]) -> NDArray[np.bool_]:
    """Nodes in an area that one of these codes has a claim to."""
    codes = set(avoid)
    barred = [bool(codes & (set(area.states) | {area.id})) for area in network.areas]
    return np.array([*barred, False])[network.area]  # the last is that of -1, at sea


def closed_edges(network: Network, date: str | None) -> NDArray[np.bool_]:
    closed = np.zeros(len(network.length_m), dtype=bool)
    for closure in network.closures:
        concerns = not closure.modes or network.mode in closure.modes
        if closure.blocks and concerns and closure.holds(date):
            closed |= _edges_of(network, closure)
    return closed


def _edges_of(network: Network, closure: Closure) -> NDArray[np.bool_]:
    kind, _, what = closure.what.partition(":")
    found = np.zeros(len(network.length_m), dtype=bool)
    if kind == "border":
        ids = np.array([*(area.id for area in network.areas), ""])
        low = next(i for i in ids if what.startswith(f"{i}-") and what[len(i) + 1 :] in ids)
        is_low, is_high = ids == low, ids == what[len(low) + 1 :]
        a, b = network.area[network.start], network.area[network.end]
        return np.asarray((is_low[a] & is_high[b]) | (is_high[a] & is_low[b]))
    if kind == "crossing":
        at = [edge for edge, fact in network.crossing.items() if network.crossings[fact].id == what]
    elif kind == "link":
        at = [edge for edge, key in network.special.items() if key == what]
    else:
        at = [edge for edge, name in network.passage.items() if name == what]
    found[at] = True
    return found


def faults(
    graph: Plain, paths: Sequence[Sequence[int]], best_m: float, *, slack: float = 0.0
) -> list[str]:
    """What is wrong with alternatives to a shortest path, which is the first of them.

    ``slack`` is by how much of its length a stretch may miss being a shortest path. What the
    program finds is held to none; others round their lengths.
    """
    wrong = []
    arcs = [_arcs(graph, path) for path in paths]
    for index, path in enumerate(paths):
        length = sum(arcs[index].values())
        if len(set(path)) < len(path):
            wrong.append(f"path {index} comes to a node twice")
        if index == 0 and not np.isclose(length, best_m, rtol=max(TOLERANCE, slack), atol=0):
            wrong.append(f"the first path has {length} m, the shortest {best_m}")
        if length > STRETCH * best_m * (1 + TOLERANCE):
            wrong.append(f"path {index} is {length / best_m:.4f} times as long as the shortest")
        for other in range(index):
            shared = sum(arcs[index][arc] for arc in arcs[index].keys() & arcs[other].keys())
            if shared > SHARING * best_m * (1 + TOLERANCE):
                wrong.append(f"paths {other} and {index} share {shared / best_m:.4f}")
        wrong += [
            f"path {index} is no shortest path from its node {low} to {high}"
            for low, high in detours(graph, path, LOCAL * best_m, slack=slack)
        ]
    return wrong


def _arcs(graph: Plain, path: Sequence[int]) -> dict[tuple[int, int], float]:
    pairs = [(min(a, b), max(a, b)) for a, b in itertools.pairwise(path)]
    return dict(zip(pairs, graph.lengths(path).tolist(), strict=True))


def detours(
    graph: Plain, path: Sequence[int], window_m: float, *, slack: float = 0.0
) -> list[tuple[int, int]]:
    """Stretches of a path, up to so long, that are no shortest paths: places in the path.

    Every stretch of up to ``window_m`` counts. A part of a shortest path is one too, so it is
    enough to try the longest stretch from each node; and a longer stretch that holds many of
    these answers for all of them, when it is a shortest path. Only where it is not is it halved.
    """
    at = np.r_[0.0, np.cumsum(graph.lengths(path))]
    ends = np.searchsorted(at, at + window_m * (1 + TOLERANCE), side="right") - 1
    wrong = []
    tasks = [(low, min(low + 63, len(path) - 1)) for low in range(0, len(path), 64)]
    while tasks:
        low, high = tasks.pop()
        end = max(int(ends[high]), low)
        length = at[end] - at[low]
        found = graph.distances(path[low], limit=length * (1 + 1e-6) + 1)[path[end]]
        if length <= found * (1 + TOLERANCE + slack) + 1e-6:
            continue
        if low == high:
            wrong.append((low, end))
        else:
            middle = (low + high) // 2
            tasks += [(low, middle), (middle + 1, high)]
    return sorted(wrong)
