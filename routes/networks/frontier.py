"""The way to the nearest border into some areas, and the ways to other crossings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from routes.geodesy import length_m
from routes.model.alternative import NoPath
from routes.networks import refusals
from routes.networks.admissible import shared_m
from routes.networks.barriers import Barriers, Mask, barriers, in_areas
from routes.networks.graph import Ints, Network
from routes.networks.query import (
    BORDER_STRETCH,
    OTHER_CROSSING_M,
    Door,
    Found,
    Query,
    Section,
)
from routes.networks.snap import doors, rank
from routes.networks.spots import is_inside, snappable, unsnapped
from routes.networks.trees import Graph, graph_with, tree

if TYPE_CHECKING:
    from routes.networks.router import Router

_Way = tuple[Ints, Ints]
"""Nodes, and edges of the graph: the first is the piece from the spot to the first node."""


def to_border(router: Router, query: Query, areas: frozenset[str]) -> tuple[Found, ...] | NoPath:
    """The shortest path to a border into one of the areas, and those to other crossings.

    Each ends at the first node behind the border, and none enters the areas before. They are
    in order of cost, and cross the border further apart than ``OTHER_CROSSING_M``.
    """
    limits = barriers(router, query)
    door = _snapped(router, query, limits, areas)
    if isinstance(door, NoPath):
        return door
    wanted = [i for i, area in enumerate(router.network.areas) if area.id in areas]
    found = _found(router, door, wanted, limits.shut, query.count)
    if found:
        return found
    for shut, why in ((limits.closed, "avoid"), (limits.avoided, "closed"), (None, "both")):
        free = np.zeros_like(limits.closed) if shut is None else shut
        if way := _found(router, door, wanted, free, 0):
            edges, names = way[0].edges, (query.start_name, query.end_name)
            if why == "avoid":
                return refusals.cannot_avoid(router, query, edges, names)
            return refusals.closed_off(router, query, edges, names, also_avoided=why == "both")
    return refusals.apart(router, query)


def _snapped(
    router: Router, query: Query, limits: Barriers, areas: frozenset[str]
) -> Door | NoPath:
    """Where the start is on the network: on the nearest piece of it that has such a border."""
    if query.start_area is not None and query.start_area in query.avoid:
        return refusals.inside(router, query, 0, query.start_area)
    usable = snappable(router, limits, query.start_area)
    near = doors(router, query.start, usable, query.start_area)
    if not near:
        return unsnapped(router, query, limits, 0, query.start)
    found = sorted(near.items(), key=lambda each: rank(each[1]))
    here = refusals.area_at(router, found[0][1][0])
    if here in areas:
        return refusals.within_end(router, query, here)
    wanted = [i for i, area in enumerate(router.network.areas) if area.id in areas]
    into = _into(router, wanted)
    joined = set(router.component[router.network.start[into]].tolist())
    for part, door in found:
        if part in joined:
            if is_inside(limits, door):
                return refusals.inside(router, query, 0, refusals.area_at(router, door[0]))
            return door
    return refusals.apart(router, query)


def _into(router: Router, wanted: list[int]) -> Ints:
    """The edges with one end in the areas and one outside."""
    start, end = in_areas(router.network, wanted)
    borders = router.borders
    into: Ints = borders[start[borders] != end[borders]]
    return into


def _found(
    router: Router, door: Door, wanted: list[int], shut: Mask, count: int
) -> tuple[Found, ...]:
    start, end = in_areas(router.network, wanted)
    graph = graph_with(router, (door,), shut | start | end)
    out = tree(graph, graph.nodes)
    borders = _into(router, wanted)
    near, far, last = _last_steps(router.network, graph, borders[~shut[borders]], end)
    cost = out.dist_m[near] + np.append(router.cost_m, graph.cost_m[graph.edges :])[last]
    order = np.argsort(cost, kind="stable")
    ways: list[_Way] = []
    for i in order[np.isfinite(cost[order])].tolist():
        best = float(cost[order[0]])
        if len(ways) > count or cost[i] > BORDER_STRETCH * best:
            break
        path = out.path(int(near[i]))
        edges = np.append(graph.arcs.between(path), last[i]).astype(np.int32)
        way = (np.append(path[1:], far[i]).astype(np.int32), edges)
        if all(_apart_m(router.network, way, told) > OTHER_CROSSING_M for told in ways):
            ways.append(way)
    return _told(graph, ways)


def _apart_m(network: Network, one: _Way, other: _Way) -> float:
    """How far apart two ways cross the border: where they end, just behind it."""
    ends = [int(nodes[-1]) for nodes, _ in (one, other)]
    a, b = ((float(network.lon[node]), float(network.lat[node])) for node in ends)
    return length_m(a, b)


def _last_steps(
    network: Network, graph: Graph, borders: Ints, inside: Mask
) -> tuple[Ints, Ints, Ints]:
    """The node before each border, the one behind it, and the edge of the graph across.

    ``inside`` is whether the end node of each edge lies in the areas. Who stands on an edge
    across the border goes on along it, not back to its other end first.
    """
    ends = (network.start[borders], network.end[borders])
    near = np.where(inside[borders], *ends)
    far = np.where(inside[borders], *ends[::-1])
    last = borders.copy()
    for i, spot in enumerate(graph.spots):
        own = borders == spot.edge
        last[own] = graph.edges + 2 * i + inside[spot.edge]
        near = np.where(own, graph.nodes, near)
    return near, far, last


def _told(graph: Graph, ways: list[_Way]) -> tuple[Found, ...]:
    length = graph.length_m
    found = []
    for i, (nodes, edges) in enumerate(ways):
        whole_m, best = float(length[edges].sum()), ways[0][1]
        best_m = float(length[best].sum()) or 1.0
        start = graph.spot(int(edges[0]))
        section = Section(start, None, nodes, edges[edges < graph.edges], whole_m)
        stretch, sharing = whole_m / best_m, shared_m(length, best, edges) / best_m
        found.append(Found((section,), whole_m, *((stretch, sharing) if i else ())))
    return tuple(found)
