"""What a path may not use: areas to keep out of, closures in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from routes.networks.graph import Closure, Network
from routes.networks.joined import mode_of
from routes.networks.passages import is_avoided
from routes.networks.query import Query

if TYPE_CHECKING:
    from routes.networks.router import Router

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Barriers:
    """Masks over the edges. ``inside`` are those avoided with both of their ends.

    An edge that leads into an avoided area, or out of it, is avoided too.
    """

    avoided: Mask
    inside: Mask
    closed: Mask

    @property
    def shut(self) -> Mask:
        """All that no path may use."""
        return self.avoided | self.closed


def barriers(router: Router, query: Query) -> Barriers:
    """The barriers of a query."""
    network = router.network
    start, end = in_areas(network, avoided_areas(network, query.avoid))
    avoided = start | end
    for edge, passage in network.passage.items():
        if is_avoided(passage, query.avoid):
            avoided[edge] = True
    closed = np.zeros(len(avoided), dtype=bool)
    for closure in in_force(network.closures, query):
        if closure.blocks:
            closed[edges_of(router, closure)] = True
    return Barriers(avoided, start & end, closed)


def avoided_areas(network: Network, avoid: frozenset[str]) -> list[int]:
    """The indices of the areas that any of the codes or ids stands for."""
    return [i for i, area in enumerate(network.areas) if area.states & avoid]


def in_areas(network: Network, areas: Iterable[int]) -> tuple[Mask, Mask]:
    """Whether the start node of each edge lies in one of the areas, and its end node."""
    # One more for the nodes at sea: their area is -1, the last.
    member = np.zeros(len(network.areas) + 1, dtype=bool)
    member[list(areas)] = True
    node = member[network.area]
    return node[network.start], node[network.end]


def in_force(closures: Iterable[Closure], query: Query) -> list[Closure]:
    """The closures that hold on the date of a query and are not to be ignored."""
    return [each for each in closures if each.id not in query.open and each.holds(query.date)]


def edges_of(router: Router, closure: Closure) -> list[int]:
    """The edges that a closure is about, by its modes; none for one about a whole area."""
    found = router.edges_by_name.get(closure.what, ())
    return [edge for edge in found if _by_mode(router.network, closure, edge)]


def edges_by_name(network: Network, borders: Iterable[int]) -> dict[str, list[int]]:
    """The edges that closures can be about, by the words in which they say so."""
    found: dict[str, list[int]] = {}
    for edge in borders:
        found.setdefault(f"border:{border_id(network, edge)}", []).append(edge)
    for edge, index in network.crossing.items():
        found.setdefault(f"crossing:{network.crossings[index].id}", []).append(edge)
    for edge, key in network.special.items():
        found.setdefault(f"link:{key}", []).append(edge)
    for edge, name in network.passage.items():
        found.setdefault(f"passage:{name}", []).append(edge)
    return found


def concerns(network: Network, closure: Closure, edge: int) -> bool:
    """Whether a closure is about an edge, or about an area that either end lies in."""
    kind, _, name = closure.what.partition(":")
    about = False
    if kind == "border":
        about = border_id(network, edge) == name
    elif kind == "crossing":
        index = network.crossing.get(edge)
        about = index is not None and network.crossings[index].id == name
    elif kind == "link":
        about = network.special.get(edge) == name
    elif kind == "passage":
        about = network.passage.get(edge) == name
    elif kind == "area":
        about = name in _area_ids(network, edge)
    return about and _by_mode(network, closure, edge)


def border_id(network: Network, edge: int) -> str:
    """The ids of the two areas that an edge joins, sorted, as in "KP-KR"."""
    return "-".join(sorted(_area_ids(network, edge)))


def _area_ids(network: Network, edge: int) -> list[str]:
    both = (network.area[network.start[edge]], network.area[network.end[edge]])
    return [network.areas[int(i)].id for i in both if i >= 0]


def _by_mode(network: Network, closure: Closure, edge: int) -> bool:
    return not closure.modes or mode_of(network, edge) in closure.modes
