"""The best way between two spots, and the alternatives to it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from routes.networks.admissible import (
    LOCAL,
    SHARING,
    STRETCH,
    is_apart,
    is_locally_optimal,
    is_simple,
)
from routes.networks.barriers import Mask, in_areas
from routes.networks.corridor import ROUNDING, Corridor, Way, best_m, corridor
from routes.networks.graph import Floats, Ints, Network
from routes.networks.lines import chained
from routes.networks.plateaus import Candidates
from routes.networks.query import Door, Spot
from routes.networks.trees import Graph, Tree, further_m, weighted_tree
from routes.networks.turns import turns_back

if TYPE_CHECKING:
    from routes.networks.router import Router


LEAST_RIDE_M = 30_000.0
"""An alternative that begins or ends with so little by one mode, and then changes to another, is
none: who goes to a railway goes there by road anyway, and that is the way to the network."""


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """One way between two spots: nodes and edges of the graph, and what it costs.

    ``edges`` are those of the graph, the pieces at both spots included, ``nodes`` one fewer.
    Without any, it leads along the edge that both spots lie on.
    """

    start: Spot
    end: Spot
    nodes: Ints
    edges: Ints
    cost_m: float
    shuns: int | None = None


def options(
    router: Router, graph: Graph, trees: tuple[Tree, Tree], doors: tuple[Door, Door], count: int
) -> tuple[Option, ...]:
    """The best way and up to ``count`` admissible others, in the order found; none if closed.

    ``trees`` are rooted at the two doors.
    """
    out, back = trees
    best = best_m(graph, out, back.root)
    along = _along(router, doors)
    if along is not None and along.cost_m <= best:
        return (along,)
    if not np.isfinite(best):
        return ()
    if count == 0:
        # A corridor just wide enough for the best way is all that is needed.
        only = corridor(graph, out, back, best, best)
        return (_option(only, _best(only)),)
    within = corridor(graph, out, back, best, STRETCH * best)
    found = [_option(within, way, area) for way, area in _ways(router, within, count)]
    return tuple(found)


def _along(router: Router, doors: tuple[Door, Door]) -> Option | None:
    """The way from one door to the other along an edge that has a spot of both."""
    nothing = np.empty(0, dtype=np.int32)
    found = []
    for start, end in product(*doors):
        if start.edge == end.edge:
            length = abs(start.fraction - end.fraction) * float(router.network.length_m[start.edge])
            cost = length + further_m(doors[0], start) + further_m(doors[1], end)
            found.append(Option(start, end, nothing, nothing, cost))
    return min(found, key=lambda each: each.cost_m, default=None)


def _ways(router: Router, corridor: Corridor, count: int) -> list[tuple[Way, int | None]]:
    """The best way and others, each with the area that it keeps out of on purpose."""
    found: list[tuple[Way, int | None]] = [(_best(corridor), None)]
    best = found[0][0]
    candidates = Candidates(corridor, SHARING, LOCAL)
    candidates.rule_out(best)
    for way in candidates:
        if _is_admissible(router, corridor, way, [told for told, _ in found]):
            found.append((way, None))
            candidates.rule_out(way)
        if len(found) > count:
            return found
    for area in _others(router, corridor, best):
        told = [way for way, _ in found]
        around = _around(router, corridor, area, told)
        if around is not None and _is_admissible(router, corridor, around, told):
            found.append((around, area))
        if len(found) > count:
            break
    return found


def _is_admissible(router: Router, corridor: Corridor, way: Way, told: list[Way]) -> bool:
    return (
        way.cost_m <= corridor.limit_m * (1 + ROUNDING)
        and is_simple(way)
        and not _changes_for_little(router, corridor, way, told[0])
        and is_apart(corridor, way, told)
        and is_locally_optimal(corridor, way)
        and not _turns_back(router, corridor, way, told[0])
    )


def _changes_for_little(router: Router, corridor: Corridor, way: Way, best: Way) -> bool:
    """Whether it changes its mode near an end, unless the best way has to as well."""
    return _least_ride_m(router, corridor, way) < min(
        LEAST_RIDE_M, _least_ride_m(router, corridor, best)
    )


def _least_ride_m(router: Router, corridor: Corridor, way: Way) -> float:
    """The metres up to the first change, or from the last one on, infinity without one."""
    (changes,) = np.nonzero(np.isin(way.edges, router.transfers))
    if not len(changes):
        return np.inf
    metres = corridor.graph.length_m[way.edges]
    return float(min(metres[: changes[0]].sum(), metres[changes[-1] :].sum()))


def _turns_back(router: Router, corridor: Corridor, way: Way, best: Way) -> bool:
    """Whether it turns back on itself where the best does not.

    No node is met twice, and pieces are shortest paths; but where the data lack a junction
    two lines beside each other may only be joined far away. What the line of a single edge
    does is a matter of the data.
    """
    network = router.network
    nodes = corridor.nodes[way.nodes]
    new = ~np.isin(way.edges[1:-1], best.edges)
    for run in _runs(new):
        line, at_node = _drawn(network, nodes[run.start : run.stop + 1], way.edges[1:-1][run])
        if at_node[turns_back(line)].any():
            return True
    return False


def _runs(mask: Mask) -> list[slice]:
    """Where a mask holds without a gap."""
    edge = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    return [slice(int(low), int(high)) for low, high in edge.reshape(-1, 2)]


def _drawn(network: Network, nodes: Ints, edges: Ints) -> tuple[Floats, Mask]:
    """The line along some edges, and whether each vertex is a node."""
    lines = []
    for node, edge in zip(nodes.tolist(), edges.tolist(), strict=False):
        line = network.line(edge)
        lines.append(line if int(network.start[edge]) == node else line[::-1])
    at_node = np.zeros(sum(len(line) - 1 for line in lines) + 1, dtype=bool)
    at_node[np.cumsum([len(line) - 1 for line in lines])] = True
    return chained(lines), at_node


def _best(corridor: Corridor) -> Way:
    last, step = corridor.last_steps()
    return corridor.through(int(last[np.argmin(corridor.out_m[last] + step)]))


def _areas(router: Router, corridor: Corridor, way: Way) -> list[int]:
    """The areas of a way in order of travel."""
    area = router.network.area[corridor.nodes[way.nodes]]
    return list(dict.fromkeys(area[area >= 0].tolist()))


def _others(router: Router, corridor: Corridor, best: Way) -> list[int]:
    """The areas of the best way other than those at its ends."""
    ends = router.network.area[corridor.nodes[best.nodes[[0, -1]]]].tolist()
    return [area for area in _areas(router, corridor, best) if area not in ends]


def _around(router: Router, corridor: Corridor, area: int, told: list[Way]) -> Way | None:
    """The shortest way that keeps out of an area, unless one is told that does."""
    if any(area not in _areas(router, corridor, way) for way in told):
        return None
    network, graph = router.network, corridor.graph
    start, end = in_areas(network, [area])
    kept_out = np.zeros(len(graph.cost_m), dtype=bool)
    kept_out[: graph.edges] = start | end
    weights = np.where(kept_out[corridor.arcs.edge], np.inf, corridor.weights)
    out = weighted_tree(corridor.arcs, weights, corridor.start, corridor.limit_m)
    last, step = corridor.last_steps()
    cost = out.dist_m[last] + step
    node = int(last[np.argmin(cost)])
    if not cost.min() <= corridor.limit_m:
        return None
    return corridor.way([*out.path(node).tolist(), corridor.end])


def _option(corridor: Corridor, way: Way, shuns: int | None = None) -> Option:
    start, end = (corridor.graph.spot(int(way.edges[i])) for i in (0, -1))
    return Option(start, end, corridor.nodes[way.nodes], way.edges, way.cost_m, shuns)
