"""The part of a network between two points in which all ways of bearable length lie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from routes.networks.arcs import Arcs
from routes.networks.graph import Floats, Ints
from routes.networks.trees import Graph, Tree

ROUNDING = 1e-9
"""Sums of the same lengths in another order differ by less than this part of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A path in a corridor, by its own numbers of nodes; ``edges`` are those of the graph.

    ``edges`` are one more than ``nodes``: the first and the last lead from and to the spots at
    its ends. ``at_m`` is what it cost from the start to each node, ``cost_m`` to the end.
    """

    nodes: Ints
    edges: Ints
    at_m: Floats
    cost_m: float


@dataclass(frozen=True, slots=True, eq=False)
class Corridor:
    """All nodes that lie on a path from start to end of at most ``limit_m``.

    ``nodes`` are their numbers in the graph; the last two are the spots at the start and at
    the end. ``out_m`` is the cost from the start, ``back_m`` that to the end; ``before`` and
    ``after`` are the next nodes that way, -1 at the spots themselves.
    """

    graph: Graph
    nodes: Ints
    arcs: Arcs
    weights: Floats
    out_m: Floats
    back_m: Floats
    before: Ints
    after: Ints
    best_m: float
    limit_m: float

    @property
    def start(self) -> int:
        """The spot at the start, by the numbers of the corridor."""
        return len(self.nodes) - 2

    @property
    def end(self) -> int:
        """The spot at the end."""
        return len(self.nodes) - 1

    def last_steps(self) -> tuple[Ints, Floats]:
        """The nodes from which the end is one piece of an edge away, and what that costs."""
        low, high = self.arcs.first[self.end], self.arcs.first[self.end + 1]
        return self.arcs.head[low:high], self.weights[low:high]

    def through(self, node: int) -> Way:
        """The way through a node that is the shortest before it, and after it."""
        return self.way([*_chain(self.before, node)[::-1], *_chain(self.after, node)[1:]])

    def way(self, nodes: list[int]) -> Way:
        """The way along nodes, from the spot at the start to the one at the end."""
        path = np.array(nodes, dtype=np.int32)
        last = self.arcs.between(path[[-1, -2]])
        edges = np.concatenate([self.arcs.between(path[:-1]), last])
        at = np.cumsum(self.graph.cost_m[edges])
        return Way(path[1:-1], edges, at[:-1], float(at[-1]))


def best_m(graph: Graph, out: Tree, end: int) -> float:
    """What the shortest path from the root of a tree to a spot costs; infinity without one."""
    low, high = graph.arcs.first[end], graph.arcs.first[end + 1]
    steps = out.dist_m[graph.arcs.head[low:high]] + graph.cost_m[graph.arcs.edge[low:high]]
    return float(steps.min())


def corridor(graph: Graph, out: Tree, back: Tree, best: float, limit_m: float) -> Corridor:
    """The corridor between the roots of two trees, whose shortest path costs ``best``."""
    together = out.dist_m[: graph.nodes] + back.dist_m[: graph.nodes]
    (inner,) = np.nonzero(together <= limit_m * (1 + ROUNDING) + 1.0)
    nodes = np.append(inner, [out.root, back.root]).astype(np.int32)
    number = np.full(len(graph.arcs.first), -1, dtype=np.int32)  # the last stands for none
    number[nodes] = np.arange(len(nodes), dtype=np.int32)
    slots, tail = graph.arcs.leaving(nodes)
    weights, head = graph.cost_m[graph.arcs.edge[slots]], number[graph.arcs.head[slots]]
    kept = (head >= 0) & np.isfinite(weights)
    count = np.bincount(tail[kept], minlength=len(nodes))
    first = np.concatenate([[0], np.cumsum(count)]).astype(np.int32)
    return Corridor(
        graph=graph,
        nodes=nodes,
        arcs=Arcs(first, head[kept], graph.arcs.edge[slots[kept]]),
        weights=weights[kept],
        out_m=out.dist_m[nodes],
        back_m=back.dist_m[nodes],
        before=number[np.maximum(out.before[nodes], -1)],
        after=number[np.maximum(back.before[nodes], -1)],
        best_m=best,
        limit_m=limit_m,
    )


def _chain(table: Ints, node: int) -> list[int]:
    nodes = [node]
    while (node := int(table[node])) >= 0:
        nodes.append(node)
    return nodes
