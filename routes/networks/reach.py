"""How far one gets from a place on a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from routes.model.alternative import NoPath
from routes.networks import refusals
from routes.networks.barriers import Barriers, Mask, barriers
from routes.networks.graph import Floats, Ints, Network
from routes.networks.hung import doubtful
from routes.networks.itinerary import border
from routes.networks.lines import chained, cut, edge_line
from routes.networks.query import Border, Door, Query, ReachFound
from routes.networks.snap import doors, rank
from routes.networks.spots import is_inside, snappable, unsnapped
from routes.networks.trees import Graph, Tree, graph_with, tree

if TYPE_CHECKING:
    from routes.networks.router import Router

_ISLAND_M = 100_000.0
"""A piece of the network with less line than this is not where a journey starts, if there is
a larger one within reach as well: a quarry line, a tram, a stretch that the data cut off."""


def reach(router: Router, query: Query, metres: float) -> ReachFound | NoPath:
    """How far one gets from ``query.start`` within so many metres, or why nowhere.

    Ferries are not taken: they go by a timetable, not at the pace of those who wait for them.

    Raises ValueError for a point that is not on earth.
    """
    limits = barriers(router, query)
    ferries = _ferries(router.network)
    door = _snapped(router, query, limits, ferries)
    if isinstance(door, NoPath):
        return door
    graph = graph_with(router, (door,), limits.shut | ferries)
    out = tree(graph, graph.nodes, metres)
    towns = _towns(router, graph, out)
    roots, edges = _branches(graph, out, [int(router.network.towns.node[i]) for i, _ in towns])
    return ReachFound(
        spot=min(door, key=lambda each: each.rank),
        length_m=metres,
        edges=np.unique(edges[edges < graph.edges]).astype(np.int32),
        lines=_lines(router.network, graph, out, roots, edges),
        towns=tuple(towns),
        borders=_stops(router, query, out, limits.shut, metres),
    )


def _ferries(network: Network) -> Mask:
    ferries = np.zeros(len(network.start), dtype=bool)
    for edge, key in network.special.items():
        ferries[edge] = key in network.links and network.links[key].kind == "ferry"
    return ferries


def _snapped(router: Router, query: Query, limits: Barriers, ferries: Mask) -> Door | NoPath:
    if query.start_area is not None and query.start_area in query.avoid:
        return refusals.inside(router, query, 0, query.start_area)
    usable = snappable(router, limits, query.start_area) & ~ferries
    near = doors(router, query.start, usable, query.start_area)
    if not near:
        return unsnapped(router, query, limits, 0, query.start)
    network = router.network
    line_m = np.bincount(router.component[network.start], weights=network.length_m)
    large = {part: door for part, door in near.items() if line_m[part] >= _ISLAND_M} or near
    door = min(large.values(), key=rank)
    if is_inside(limits, door):
        return refusals.inside(router, query, 0, refusals.area_at(router, door[0]))
    return door


def _towns(router: Router, graph: Graph, out: Tree) -> list[tuple[int, float]]:
    """The towns that were reached, furthest first, but for those whose distance is in doubt."""
    dist = out.dist_m[router.network.towns.node]
    (near,) = np.nonzero(np.isfinite(dist))
    near = near[~doubtful(router, graph, out, near.astype(np.int32))]
    order = near[np.lexsort((near, -dist[near]))]
    return [(int(i), float(dist[i])) for i in order]


def _branches(graph: Graph, out: Tree, ends: list[int]) -> tuple[Ints, Ints]:
    """The nodes on the paths to some nodes, but the root, and the edge that leads to each."""
    on = np.zeros(len(out.dist_m), dtype=bool)
    front = np.unique(np.array(ends, dtype=np.int64))
    while len(front):
        on[front] = True
        front = out.before[front].astype(np.int64)
        front = np.unique(front[(front >= 0) & ~on[np.maximum(front, 0)]])
    on[out.root] = False
    nodes = np.flatnonzero(on).astype(np.int32)
    pairs = np.column_stack((out.before[nodes], nodes)).ravel().astype(np.int32)
    # Of the edges along the pairs, one after the other, each second one is none.
    return nodes, _edges_between(graph, pairs.reshape(-1, 2))


def _edges_between(graph: Graph, pairs: Ints) -> Ints:
    slots, position = graph.arcs.leaving(pairs[:, 0])
    along = graph.arcs.head[slots] == pairs[position, 1]
    edges = np.empty(len(pairs), dtype=np.int32)
    edges[position[along]] = graph.arcs.edge[slots[along]]
    return edges


def _lines(
    network: Network, graph: Graph, out: Tree, nodes: Ints, edges: Ints
) -> tuple[Floats, ...]:
    """The branches of a tree as few lines, each up to the next fork."""
    above = out.before[nodes].tolist()
    into = dict(zip(nodes.tolist(), zip(above, edges.tolist(), strict=True), strict=True))
    forks = np.bincount(out.before[nodes], minlength=len(out.dist_m))
    lines = []
    for node in sorted(node for node in into if forks[node] != 1):
        chain, at = [], node
        while at in into:
            before, edge = into[at]
            chain.append(_drawn(network, graph, edge, at))
            at = before
            if forks[at] != 1:
                break
        lines.append(chained(chain[::-1]))
    return tuple(lines)


def _drawn(network: Network, graph: Graph, edge: int, towards: int) -> Floats:
    """An edge of the graph in the direction of a node."""
    if edge >= graph.edges:
        spot = graph.spot(edge)
        line = edge_line(network, spot.edge)
        if towards == network.start[spot.edge] and (edge - graph.edges) % 2 == 0:
            return cut(line, 0.0, spot.fraction)[::-1]
        return cut(line, spot.fraction, 1.0)
    line = edge_line(network, edge)
    return line if network.end[edge] == towards else line[::-1]


def _stops(
    router: Router, query: Query, out: Tree, shut: Mask, metres: float
) -> tuple[Border, ...]:
    """The borders that would have been crossed if they were open, nearest first."""
    network = router.network
    found = []
    for edge in router.borders[shut[router.borders]].tolist():
        ends = (int(network.start[edge]), int(network.end[edge]))
        near = min(ends, key=lambda node: float(out.dist_m[node]))
        at_m = float(out.dist_m[near])
        if at_m + router.cost_m[edge] <= metres and min(network.area[list(ends)]) >= 0:
            found.append(border(network, edge, near, at_m, query.date))
    return tuple(sorted(found, key=lambda each: (each.at_m, each.edge)))
