"""Shortest-path trees by scipy, on a private copy of a network with the spots of a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from routes.networks.arcs import Arcs
from routes.networks.barriers import Mask
from routes.networks.graph import Floats, Ints
from routes.networks.query import Door, Spot

if TYPE_CHECKING:
    from routes.networks.router import Router

_FURTHEST_M = 1e12
"""More than any path. What is closed costs infinity and is never reached below this."""


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Arcs with a cost in metres for each edge; infinity closes one.

    Behind the nodes of the network come the doors of a query: door ``i`` is node ``nodes + i``.
    Behind its edges come the pieces on which one gets from doors to nodes: edge ``edges + 2 j``
    leads from spot ``j`` of all ``spots`` to the start node of the edge it lies on,
    ``edges + 2 j + 1`` to its end node. Nothing leads to a door: it is the end of paths, and
    a way through a spot is the edge it lies on. ``length_m`` is that of each
    edge, in which a transfer is nothing.
    """

    arcs: Arcs
    cost_m: Floats
    length_m: Floats
    nodes: int
    edges: int
    spots: Door

    @property
    def weights(self) -> Floats:
        """The cost of each arc in metres."""
        return self.cost_m[self.arcs.edge]

    def spot(self, piece: int) -> Spot:
        """The spot from which a piece leads, by the number of the edge."""
        return self.spots[(piece - self.edges) // 2]


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """Metres from the root to every node, infinity where it does not get, and the node before."""

    root: int
    dist_m: Floats
    before: Ints

    def path(self, node: int) -> Ints:
        """The nodes from the root to ``node``, both included."""
        back = [node]
        before = self.before
        while (node := int(before[node])) >= 0:
            back.append(node)
        return np.array(back[::-1], dtype=np.int32)


def graph_with(router: Router, doors: Sequence[Door], shut: Mask) -> Graph:
    """The network with doors, and without the edges that are shut.

    Where a door has several spots, it costs as much more to set out from one of them as it is
    further away than the nearest: else one would rather walk to a station than ride there.
    """
    spots = tuple(spot for door in doors for spot in door)
    arcs, network = router.arcs, router.network
    cost = np.where(shut, np.inf, router.cost_m)
    on = np.array([spot.edge for spot in spots], dtype=np.int32)
    share = np.array([spot.fraction for spot in spots], dtype=np.float64)
    length = np.column_stack((network.length_m[on] * share, network.length_m[on] * (1 - share)))
    further = np.repeat([further_m(door, spot) for door in doors for spot in door], 2)
    heads = np.column_stack((network.start[on], network.end[on])).ravel()
    more = 2 * np.cumsum([len(door) for door in doors], dtype=np.int32)
    both = Arcs(
        np.concatenate([arcs.first, arcs.first[-1] + more]),
        np.concatenate([arcs.head, heads]),
        np.concatenate([arcs.edge, len(cost) + np.arange(2 * len(spots), dtype=np.int32)]),
    )
    return Graph(
        arcs=both,
        cost_m=np.concatenate([cost, length.ravel() + further]),
        length_m=np.concatenate([network.length_m, length.ravel()]),
        nodes=len(network.lon),
        edges=len(cost),
        spots=spots,
    )


def further_m(door: Door, spot: Spot) -> float:
    """How much further from the point a spot of a door is than the nearest of them."""
    return spot.access_m - min(each.access_m for each in door)


def tree(graph: Graph, root: int, limit_m: float = _FURTHEST_M) -> Tree:
    """The shortest paths from ``root`` to all nodes up to ``limit_m`` metres away."""
    return weighted_tree(graph.arcs, graph.weights, root, limit_m)


def weighted_tree(arcs: Arcs, weights: Floats, root: int, limit_m: float = _FURTHEST_M) -> Tree:
    """The same with a cost in metres for each arc."""
    size = len(arcs.first) - 1
    matrix = csr_array((weights, arcs.head, arcs.first), shape=(size, size))
    dist, before = dijkstra(matrix, indices=root, return_predecessors=True, limit=limit_m)
    return Tree(root, dist, before)
