"""Towns whose node says little about how far away they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from routes.geodesy import RADIUS_M, unit_vectors
from routes.networks.barriers import Mask
from routes.networks.graph import Floats, Ints, Network
from routes.networks.lines import edge_line, steps_m

if TYPE_CHECKING:
    from routes.networks.router import Router
    from routes.networks.trees import Graph, Tree

AWAY_M = 10_000.0
"""A town lies at most so far from the node that it is hung on, as the recipe has it."""

DIFFERENCE_M = 15_000.0
"""Roads of a town that are so differently far away are not joined near it."""

_STRIDE_M = 2_000.0
"""How finely the lines near a town are looked along."""

_Numbers = NDArray[np.int64]


def doubtful(router: Router, graph: Graph, out: Tree, towns: Ints) -> Mask:
    """Which of the towns hang on a dead end while another road near them is much nearer or further.

    A town is hung on the nearest node. Where that is the end of a long road, and the road that
    the town really lies on has no node near it, the metres to the node are those to somewhere
    else. ``out`` holds the metres; towns that it does not reach are not looked at.
    """
    network = router.network
    node = network.towns.node[towns]
    doubt: Mask = _ends(router)[node] == 1
    (asked,) = np.nonzero(doubt)
    if not len(asked):
        return doubt
    spots = _spots(network, node[asked])
    lines = _Lines(router, graph, out, spots)
    near = cKDTree(lines.spots).query_ball_point(spots, AWAY_M / RADIUS_M)
    for i, found in zip(asked.tolist(), near, strict=True):
        here = lines.area[found] == network.area[node[i]]
        off = np.abs(lines.dist_m[found] - out.dist_m[node[i]])
        doubt[i] = bool((here & (off > DIFFERENCE_M)).any())
    return doubt


def _ends(router: Router) -> _Numbers:
    """(n,) How many edges end at each node; a change to another mode is none."""
    network = router.network
    lines = np.ones(len(network.start), dtype=bool)
    lines[router.transfers] = False
    both = np.append(network.start[lines], network.end[lines])
    return np.bincount(both, minlength=len(network.lon))


class _Lines:
    """Spots along all lines near some places, how far away each is, and in which area."""

    def __init__(self, router: Router, graph: Graph, out: Tree, places: Floats) -> None:
        network, dist = router.network, out.dist_m
        open_ = np.isfinite(graph.cost_m[: graph.edges])
        reached = np.isfinite(dist[network.start]) & np.isfinite(dist[network.end])
        edges = np.flatnonzero(open_ & reached)
        balls = router.balls
        middle = np.column_stack((balls.x, balls.y, balls.z))[edges]
        away, _ = cKDTree(places).query(middle)
        edges = edges[away - balls.radius[edges] <= AWAY_M / RADIUS_M]
        nodes = np.unique(np.append(network.start[edges], network.end[edges]))
        spots, metres, area = [_spots(network, nodes)], [dist[nodes]], [network.area[nodes]]
        for edge in edges[network.length_m[edges] > _STRIDE_M].tolist():
            along, share = _along(network, edge)
            length = network.length_m[edge]
            there, back = dist[network.start[edge]], dist[network.end[edge]]
            spots.append(along)
            metres.append(np.minimum(there + share * length, back + (1 - share) * length))
            area.append(np.full(len(share), network.area[network.start[edge]]))
        self.spots = np.concatenate(spots)
        self.dist_m = np.concatenate(metres)
        self.area = np.concatenate(area)


def _along(network: Network, edge: int) -> tuple[Floats, Floats]:
    """Spots between the ends of an edge, and at which share of its length each lies."""
    line = edge_line(network, edge)
    vertices = unit_vectors(line)
    done = np.concatenate(([0.0], np.cumsum(steps_m(line))))
    parts = int(np.ceil(network.length_m[edge] / _STRIDE_M))
    share = np.arange(1, parts) / parts
    return np.column_stack([np.interp(share * done[-1], done, axis) for axis in vertices.T]), share


def _spots(network: Network, nodes: Ints | _Numbers) -> Floats:
    return unit_vectors(np.column_stack((network.lon[nodes], network.lat[nodes])))
