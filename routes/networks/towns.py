"""The town nearest to a spot."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from routes.geodesy import RADIUS_M, unit_vectors
from routes.networks.graph import Floats, Network

_NETWORKS = 4
"""Rail, road, the two joined, sea: no more networks are in use at once."""


def nearest_town(network: Network, lon: float, lat: float) -> tuple[int | None, float]:
    """The index of the town nearest to a spot (degrees), and metres as the crow flies.

    None, infinitely far away, on a network without towns.
    """
    towns = town_vectors(network)
    if not len(towns):
        return None, float("inf")
    here = unit_vectors(np.array([(lon, lat)], dtype=np.float64))[0]
    away = np.linalg.norm(towns - here, axis=1)
    best = int(np.argmin(away))
    # The way over the earth, not the straight one through it.
    return best, float(2 * np.arcsin(min(1.0, away[best] / 2))) * RADIUS_M


@lru_cache(maxsize=_NETWORKS)
def town_vectors(network: Network) -> Floats:
    """(t, 3) Unit vectors to the towns; a network stays as it is, so they are made once."""
    node = network.towns.node
    vectors = unit_vectors(np.column_stack((network.lon[node], network.lat[node])))
    vectors.flags.writeable = False
    return vectors
