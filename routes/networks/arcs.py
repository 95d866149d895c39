"""Both directions of every edge, sorted by the node that they leave, and what is joined."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from routes.networks.graph import Ints, Network

_Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Arcs:
    """The arcs that leave node ``v`` are ``first[v]`` up to ``first[v + 1]``.

    ``head`` is the node at the other end of each, ``edge`` the edge that it belongs to.
    """

    first: Ints
    head: Ints
    edge: Ints

    def leaving(self, nodes: Ints) -> tuple[_Counts, _Counts]:
        """All arcs that leave ``nodes``, and for each the position of its node among them."""
        count = (self.first[nodes + 1] - self.first[nodes]).astype(np.int64)
        position = np.repeat(np.arange(len(nodes)), count)
        before = np.cumsum(count) - count
        return np.arange(len(position)) + (self.first[nodes] - before)[position], position

    def between(self, nodes: Ints) -> Ints:
        """The edges along a path of nodes, one fewer than nodes."""
        slots, position = self.leaving(nodes[:-1])
        along = self.head[slots] == nodes[1:][position]
        edges = np.empty(len(nodes) - 1, dtype=np.int32)
        edges[position[along]] = self.edge[slots[along]]
        return edges


def arcs(network: Network) -> Arcs:
    """The arcs of a network, two for each edge."""
    count, edges = len(network.lon), len(network.start)
    tail = np.concatenate([network.start, network.end])
    head = np.concatenate([network.end, network.start])
    # Each arc has a column of its own, so the conversion does nothing but sort them.
    number = np.arange(2 * edges, dtype=np.int32)
    sort = csr_array((number, (tail, number)), shape=(count, 2 * edges))
    return Arcs(
        sort.indptr.astype(np.int32),
        head[sort.indices].astype(np.int32),
        (sort.indices % max(edges, 1)).astype(np.int32),
    )


def components(network: Network) -> Ints:
    """(n,) The number of the connected piece that each node belongs to."""
    count = len(network.lon)
    ones = np.ones(len(network.start), dtype=np.int8)
    matrix = csr_array((ones, (network.start, network.end)), shape=(count, count))
    _, labels = connected_components(matrix, directed=False)
    return np.asarray(labels, dtype=np.int32)
