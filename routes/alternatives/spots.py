"""Words for a spot on a network: the nearest town, and how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from routes.networks import Spot, towns
from routes.networks.graph import Network
from routes.wording import kilometres

_NEAR_M = 25_000.0
"""A town so close tells where a spot is; further off the distance is said."""


def near_town(town: str, metres: float) -> str:
    """Where a spot is that lies so many metres from a town: "near Manzhouli"."""
    return f"near {town}" if metres <= _NEAR_M else f"{kilometres(metres)} from {town}"


def abroad(network: Network, reached: Iterable[tuple[str, Spot]]) -> Iterator[str]:
    """Sentences on the places, by name, that the network has nothing near in their country."""
    for place, spot in dict.fromkeys(reached):
        if spot.abroad:
            where = network.areas[network.area_at(spot.edge, spot.fraction)].name
            yield f"Near {place} the network lies only across the border, in {where}."


def nearest_town(network: Network, lon: float, lat: float) -> str | None:
    """Where a spot (degrees) is by the nearest town; None on a network without towns."""
    town, metres = towns.nearest_town(network, lon, lat)
    return None if town is None else near_town(network.towns.names[town], metres)
