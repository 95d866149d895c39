"""Why there is no path, in sentences for people who do not know the network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from routes.hindsight import known_on
from routes.model.alternative import NoPath
from routes.networks.barriers import (
    Barriers,
    Mask,
    avoided_areas,
    barriers,
    concerns,
    in_force,
)
from routes.networks.corridor import best_m
from routes.networks.graph import Closure, Ints
from routes.networks.passages import is_avoided, passage_name
from routes.networks.query import Door, Query, Spot
from routes.networks.trees import graph_with, tree
from routes.wording import iso_date, listing

if TYPE_CHECKING:
    from routes.networks.router import Router

_ONE = {"rail": "railway", "road": "road", "sea": "sea lane", "any": "railway or road"}


def far(router: Router, query: Query, index: int) -> NoPath:
    """No edge is near a point; ``index`` counts start, via and end from 0."""
    one, reach = _ONE[router.mode], router.reach_m / 1000
    return NoPath(
        "far-from-network",
        f"There is no {one} of the network within {reach:.0f} km of {_name(query, index)}. "
        f"Name a place nearer to one.",
    )


def apart(router: Router, query: Query) -> NoPath:
    """The points are on pieces of the network that nothing joins."""
    names = [_name(query, i) for i in range(_count(query))]
    return NoPath(
        "other-component",
        f"The network has no {_ONE[router.mode]}, and no reviewed link or ferry, that joins "
        f"{listing(names)}.",
    )


def inside(router: Router, query: Query, index: int, area: str | None) -> NoPath:
    """A point lies in an area to keep out of."""
    found = [i for i, each in enumerate(router.network.areas) if area in each.states]
    exact = [i for i in found if router.network.areas[i].id == area]
    where = _area_names(router, exact or found) or str(area)
    return NoPath(
        "avoided",
        f"{_capital(_name(query, index))} lies in {where}, which is to be avoided.",
        tuple(router.network.areas[i].id for i in exact or found) or (str(area),),
    )


def surrounded(router: Router, query: Query, index: int, spot: Spot) -> NoPath:
    """All that is near a point is closed, or leads into an area to keep out of."""
    edges = np.array([spot.edge], dtype=np.int32)
    areas = _avoided_on(router, query, edges)
    closed = _closures_on(router, query, edges)
    why = f"leads to {_area_names(router, areas)}, which is to be avoided"
    if not areas:
        why = f"{_when(query)}: {'; '.join(closed.values())}"
    return NoPath(
        "avoided" if areas else "closed-link",
        f"Every {_ONE[router.mode]} near {_name(query, index)} {why}.",
        tuple(router.network.areas[i].id for i in areas) or tuple(closed),
    )


def within_end(router: Router, query: Query, area: str) -> NoPath:
    """The start lies in the area to whose border the way is asked."""
    here = [i for i, each in enumerate(router.network.areas) if each.id == area]
    return NoPath(
        "too-vague",
        f"{_capital(_name(query, 0))} lies in {_area_names(router, here)} already, so there is "
        f"no border to go to. Name a place in it instead.",
    )


def no_way(
    router: Router, query: Query, limits: Barriers, doors: Sequence[Door], index: int
) -> NoPath:
    """Why one cannot get from one door to the next: an avoided area, a closure, or both.

    Found by asking again without the closures, then without the areas, then without both.
    """
    pair = (doors[index], doors[index + 1])
    names = (_name(query, index), _name(query, index + 1))
    if (edges := _path(router, pair, limits.closed)) is not None:
        return cannot_avoid(router, query, edges, names)
    if (edges := _path(router, pair, limits.avoided)) is not None:
        return closed_off(router, query, edges, names, also_avoided=False)
    if (edges := _path(router, pair, np.zeros_like(limits.closed))) is not None:
        return closed_off(router, query, edges, names, also_avoided=True)
    return apart(router, query)


def cannot_avoid(router: Router, query: Query, edges: Ints, names: tuple[str, str]) -> NoPath:
    """The areas to keep out of lie across all ways, such as the one along ``edges``."""
    areas = _avoided_on(router, query, edges)
    through = dict.fromkeys(router.network.passage.get(edge, "") for edge in edges.tolist())
    passages = [each for each in through if is_avoided(each, query.avoid)]
    what = _area_names(router, areas) or listing(list(map(passage_name, passages)))
    return NoPath(
        "avoided",
        f"No {_ONE[router.mode]} of the network leads from {names[0]} to {names[1]} without "
        f"{what}.",
        tuple(router.network.areas[i].id for i in areas) or tuple(passages),
    )


def closed_off(
    router: Router, query: Query, edges: Ints, names: tuple[str, str], *, also_avoided: bool
) -> NoPath:
    """What is closed lies across all ways, such as the one along ``edges``."""
    found = _closures_on(router, query, edges)
    areas = _avoided_on(router, query, edges) if also_avoided else []
    avoided = f", and the way lies through {_area_names(router, areas)}" if areas else ""
    return NoPath(
        "closed-link",
        f"Every {_ONE[router.mode]} of the network from {names[0]} to {names[1]} uses what "
        f"{_when(query)}: {'; '.join(found.values())}{avoided}.",
        tuple(found),
    )


def area_at(router: Router, spot: Spot) -> str:
    """The id of the area that a spot lies in."""
    area = router.network.area_at(spot.edge, spot.fraction)
    return router.network.areas[area].id if area >= 0 else ""


def _path(router: Router, pair: tuple[Door, Door], shut: Mask) -> Ints | None:
    """The edges of the shortest path with only these shut, or None."""
    graph = graph_with(router, pair, shut)
    out = tree(graph, graph.nodes)
    if not np.isfinite(best_m(graph, out, graph.nodes + 1)):
        return None
    low, high = graph.arcs.first[graph.nodes + 1], graph.arcs.first[graph.nodes + 2]
    heads = graph.arcs.head[low:high]
    steps = out.dist_m[heads] + graph.cost_m[graph.arcs.edge[low:high]]
    return graph.arcs.between(out.path(int(heads[np.argmin(steps)])))[1:]


def _avoided_on(router: Router, query: Query, edges: Ints) -> list[int]:
    """The areas to keep out of that a path runs through, in order of travel."""
    network = router.network
    avoided = set(avoided_areas(network, query.avoid))
    through = np.column_stack((network.start[edges], network.end[edges])).ravel()
    return [area for area in dict.fromkeys(network.area[through].tolist()) if area in avoided]


def _closures_on(router: Router, query: Query, edges: Ints) -> dict[str, str]:
    """The closures that shut any of the edges: what and why, by id, in order of travel."""
    found: dict[str, str] = {}
    closed = barriers(router, query).closed
    for edge in edges[closed[edges]].tolist():
        for closure in in_force(router.network.closures, query):
            if closure.blocks and concerns(router.network, closure, edge):
                found.setdefault(closure.id, _closed(router, closure, edge, query.date))
    return found


def _when(query: Query) -> str:
    if query.date is None:
        return "is closed now"
    return f"was closed {'on' if len(query.date) == len('2016-07-15') else 'in'} " + iso_date(
        query.date
    )


def _closed(router: Router, closure: Closure, edge: int, date: str | None) -> str:
    """What is closed, since when, and why as far as that was known on the date."""
    span = ""
    if closure.since:
        span = f", since {iso_date(closure.since)}"
    elif closure.until:
        span = f", until {iso_date(closure.until)}"
    reason = known_on(closure.reason, date) or closure.reason
    return f"{_what(router, closure, edge)}{span} ({reason.rstrip('.')})"


def _what(router: Router, closure: Closure, edge: int) -> str:
    kind, _, name = closure.what.partition(":")
    network = router.network
    if kind == "border":
        ends = [network.start[edge], network.end[edge]]
        return f"the border between {_area_names(router, network.area[ends].tolist())}"
    if kind == "crossing" and edge in network.crossing:
        return f"the crossing {network.crossings[network.crossing[edge]].name}"
    if kind == "link" and name in network.links:
        return f"the link {network.links[name].name}"
    return passage_name(name) if kind == "passage" else f"the {kind} {name}"


def _area_names(router: Router, areas: Iterable[int]) -> str:
    return listing([router.network.areas[i].name for i in areas if i >= 0])


def _name(query: Query, index: int) -> str:
    if index == 0:
        return query.start_name
    if index <= len(query.via):
        given = query.via_names
        return given[index - 1] if index <= len(given) else f"place {index} on the way"
    return query.end_name


def _count(query: Query) -> int:
    return 2 + len(query.via)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
