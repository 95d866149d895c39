"""A network made ready for searching: what is derived from it once and used by every query."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from routes.geodesy import Point
from routes.model.alternative import NoPath
from routes.networks.barriers import edges_by_name
from routes.networks.graph import Floats, Ints, Network
from routes.networks.itinerary import Walk, walk
from routes.networks.joined import mode_of
from routes.networks.query import Found, Query, ReachFound

if TYPE_CHECKING:
    from routes.networks.arcs import Arcs
    from routes.networks.snap import Balls

TRANSFER_M = 60_000.0
"""What a change between rail and road costs in a search, in metres of way. To wait for the next
train, or to unload and load, takes half a day, in which a lorry would go some hundred kilometres
and more; for as much, rail and road would hardly ever be joined, and people do change. With half
of this, paths changed to another mode for pieces as short as the change. It is a judgement."""

_REACH_M = {"rail": 30_000.0, "road": 20_000.0, "sea": 300_000.0, "any": 20_000.0}
"""How far from the network a point may lie. A port may lie up a river, and sea lanes are
coarse; roads are dense, so who is 20 km from one is rather on an island."""


class Router:
    """Finds paths on a network. What it keeps is only ever read, so threads may share it."""

    def __init__(self, network: Network) -> None:
        self.network = network

    @property
    def mode(self) -> str:
        """The mode of the network."""
        return self.network.mode

    @property
    def reach_m(self) -> float:
        """How far from the network a point may lie, in metres."""
        return _REACH_M[self.network.mode]

    def find(self, query: Query) -> tuple[Found, ...] | NoPath:
        """The best path and the alternatives to it, best first, or why there is none.

        Raises ValueError for points that are not on earth.
        """
        from routes.networks.paths import find  # noqa: PLC0415  only who searches waits for scipy

        return find(self, query)

    def reach(
        self,
        start: Point,
        metres: float,
        *,
        avoid: frozenset[str] = frozenset(),
        date: str | None = None,
        open: frozenset[str] = frozenset(),  # noqa: A002  as in a query
        start_name: str = "the start",
        start_area: str | None = None,
    ) -> ReachFound | NoPath:
        """How far one gets from ``start`` within so many metres, or why nowhere.

        The others are those of a query. Raises ValueError for a point that is not on earth.
        """
        from routes.networks.reach import reach  # noqa: PLC0415  only who searches waits for scipy

        query = Query(
            start,
            start,
            avoid=avoid,
            date=date,
            open=open,
            start_name=start_name,
            start_area=start_area,
        )
        return reach(self, query, metres)

    def walk(self, found: Found, *, date: str | None = None) -> Walk:
        """What one passes on a path, in order of travel."""
        return walk(self.network, found, date=date)

    def edge_mode(self, edge: int) -> str:
        """The mode of one edge: on a joined network rail, road or transfer."""
        return mode_of(self.network, edge)

    @cached_property
    def arcs(self) -> Arcs:
        """Both directions of every edge."""
        from routes.networks.arcs import arcs  # noqa: PLC0415  only who searches waits for scipy

        return arcs(self.network)

    @cached_property
    def balls(self) -> Balls:
        """A ball around each edge."""
        from routes.networks.snap import balls  # noqa: PLC0415  only who searches waits for scipy

        return balls(self.network)

    @cached_property
    def component(self) -> Ints:
        """(n,) The component of each node."""
        from routes.networks.arcs import components  # noqa: PLC0415  see above

        return components(self.network)

    @cached_property
    def borders(self) -> Ints:
        """The edges between two areas."""
        area = self.network.area
        return np.flatnonzero(area[self.network.start] != area[self.network.end]).astype(np.int32)

    @cached_property
    def edges_by_name(self) -> dict[str, list[int]]:
        """The edges that closures can be about, by the words in which they say so."""
        return edges_by_name(self.network, self.borders.tolist())

    @cached_property
    def cost_m(self) -> Floats:
        """(m,) What each edge costs in a search: its length, more for transfers."""
        cost = self.network.length_m.astype(np.float64)
        for edge in self.transfers:
            cost[edge] += TRANSFER_M
        return cost

    @cached_property
    def transfers(self) -> NDArray[np.int64]:
        """The edges between the networks of two modes."""
        special = self.network.special
        found = [edge for edge, key in special.items() if key.startswith("transfer:")]
        return np.array(sorted(found), dtype=np.int64)
