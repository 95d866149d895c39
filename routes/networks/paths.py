"""The best path and the alternatives to it: the whole method."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from routes.model.alternative import NoPath
from routes.networks import refusals
from routes.networks.admissible import SHARING, STRETCH, shared_m
from routes.networks.barriers import barriers
from routes.networks.between import Option, options
from routes.networks.corridor import ROUNDING
from routes.networks.frontier import to_border
from routes.networks.graph import Ints
from routes.networks.query import Found, Query, Section
from routes.networks.spots import snapped
from routes.networks.trees import Graph, graph_with, tree

if TYPE_CHECKING:
    from routes.networks.router import Router

_COMBINED = 400
"""So many combinations of ways through places in between are looked at, shortest first."""

_Chosen = tuple[Option, ...]


def find(router: Router, query: Query) -> tuple[Found, ...] | NoPath:
    """The best path and up to ``query.count`` alternatives, best first, or why there is none.

    Between two points asked for, a path is admissible by the tests of `admissible`. With
    places in between, the ways of the sections are put together in all combinations, and
    stretch and sharing are tested for the whole. That nobody can cut a corner is tested within
    sections: of a place that was asked for nobody can say that it is a detour.

    Raises ValueError for points that are not on earth.
    """
    if isinstance(query.end, frozenset):
        return to_border(router, query, query.end)
    limits = barriers(router, query)
    doors = snapped(router, query, limits)
    if isinstance(doors, NoPath):
        return doors
    graph = graph_with(router, doors, limits.shut)
    trees = [tree(graph, graph.nodes + i) for i in range(len(doors))]
    sections = []
    for i in range(len(doors) - 1):
        pair, ends = (trees[i], trees[i + 1]), (doors[i], doors[i + 1])
        ways = options(router, graph, pair, ends, query.count)
        if not ways:
            return refusals.no_way(router, query, limits, doors, i)
        sections.append(sorted(ways, key=lambda way: way.cost_m))
    chosen = _chosen(graph, sections, query.count)
    return tuple(_told(router, graph, chosen))


def _chosen(graph: Graph, sections: Sequence[Sequence[Option]], count: int) -> list[_Chosen]:
    """The best combination, and others that are short and different enough."""
    found: list[_Chosen] = []
    for ways in islice(_combined(sections), _COMBINED):
        if not found or _is_another(graph, ways, found):
            found.append(ways)
        if len(found) > count:
            break
    return found


def _combined(sections: Sequence[Sequence[Option]]) -> Iterator[_Chosen]:
    """One way of each section, in all combinations, cheapest first."""
    first = (0,) * len(sections)
    heap = [(sum(ways[0].cost_m for ways in sections), first)]
    seen = {first}
    while heap:
        cost, numbers = heapq.heappop(heap)
        yield tuple(ways[i] for ways, i in zip(sections, numbers, strict=True))
        for at, (ways, i) in enumerate(zip(sections, numbers, strict=True)):
            further = (*numbers[:at], i + 1, *numbers[at + 1 :])
            if i + 1 < len(ways) and further not in seen:
                seen.add(further)
                heapq.heappush(heap, (cost - ways[i].cost_m + ways[i + 1].cost_m, further))


def _is_another(graph: Graph, ways: _Chosen, found: list[_Chosen]) -> bool:
    """Whether it is short enough, by cost and by length, and apart from all that are found.

    The best may be the shorter for a transfer that it takes, so the cost alone does not tell.
    """
    best_m = _length_m(graph, found[0]) * (1 + ROUNDING)
    if _cost(ways) > STRETCH * (1 + ROUNDING) * _cost(found[0]):
        return False
    if _length_m(graph, ways) > STRETCH * best_m:
        return False
    return all(_shared_m(graph, ways, told) <= SHARING * best_m for told in found)


def _told(router: Router, graph: Graph, chosen: list[_Chosen]) -> Iterator[Found]:
    best = chosen[0]
    best_m = _length_m(graph, best)
    for i, ways in enumerate(chosen):
        whole_m = _length_m(graph, ways)
        yield Found(
            sections=tuple(_section(graph, way) for way in ways),
            length_m=whole_m,
            stretch=whole_m / best_m if i and best_m else 1.0,
            sharing=_shared_m(graph, ways, best) / best_m if i and best_m else 1.0,
            shuns=_shuns(router, ways),
        )


def _section(graph: Graph, way: Option) -> Section:
    whole = way.edges[way.edges < graph.edges]
    return Section(way.start, way.end, way.nodes, whole, _length_m(graph, (way,)))


def _length_m(graph: Graph, ways: _Chosen) -> float:
    return float(graph.length_m[_edges(ways)].sum()) + _along_m(graph, ways)


def _shared_m(graph: Graph, ways: _Chosen, others: _Chosen) -> float:
    """What two combinations have in common. Where both ends lie on one edge there is no choice."""
    return shared_m(graph.length_m, _edges(ways), _edges(others)) + _along_m(graph, ways)


def _along_m(graph: Graph, ways: _Chosen) -> float:
    """The metres of sections that have no node: both ends lie on one edge."""
    return sum(
        abs(way.start.fraction - way.end.fraction) * float(graph.length_m[way.start.edge])
        for way in ways
        if not len(way.edges)
    )


def _shuns(router: Router, ways: _Chosen) -> str | None:
    """The area that all of it keeps out of, if a section was found by doing so."""
    area = router.network.area
    for shuns in dict.fromkeys(way.shuns for way in ways if way.shuns is not None):
        if not any((area[way.nodes] == shuns).any() for way in ways):
            return router.network.areas[shuns].id
    return None


def _edges(ways: _Chosen) -> Ints:
    return np.concatenate([way.edges for way in ways])


def _cost(ways: _Chosen) -> float:
    return sum(way.cost_m for way in ways)
