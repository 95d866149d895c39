"""How far one gets from a place in a number of hours."""

from __future__ import annotations

import numpy as np

from routes.alternatives.borders import crossings
from routes.alternatives.hours import usual_kmh
from routes.alternatives.lines import drawn, joined
from routes.alternatives.means import Means
from routes.alternatives.noted import Noted
from routes.alternatives.refusals import day
from routes.alternatives.spots import abroad
from routes.geodesy import RADIUS_M
from routes.model import NoPath, Place, Reach, Wanted
from routes.networks import ReachFound
from routes.networks.graph import Network
from routes.networks.towns import town_vectors

_TOWNS = 12

_APART_M = 150_000.0
"""Towns that are named lie so far apart, so that they tell of different directions."""

_LEAST = 0.1
"""Towns nearer than this share of how far one gets are not named."""


def reach(start: Place, wanted: Wanted, means: Means) -> Noted | NoPath:
    """How far one gets from ``start`` in ``wanted.hours`` at the usual pace, without rest.

    Ferries are left out. By any means that is the pace on roads. Raises ValueError without
    hours or for an area.
    """
    if wanted.hours is None or start.point is None:
        raise ValueError(f"{wanted.id} needs hours and a point to start from")
    router = means.networks.router(wanted.mode)
    pace_kmh = usual_kmh("road" if wanted.mode == "any" else wanted.mode, means)
    found = router.reach(
        start.point,
        pace_kmh * 1000 * wanted.hours,
        avoid=frozenset(wanted.avoid),
        date=day(wanted.when),
        open=means.open,
        start_name=start.label,
        start_area=start.country,
    )
    if isinstance(found, NoPath):
        return found
    told = Reach(
        hours=wanted.hours,
        length_m=found.length_m,
        geometry=joined(map(drawn, found.lines)),
        towns=_furthest(router.network, found),
        stops_at=crossings(router.network, found.borders, means.worldview, day(wanted.when)),
    )
    return Noted(told, tuple(abroad(router.network, [(start.label, found.spot)])))


def _furthest(network: Network, found: ReachFound) -> tuple[tuple[str, float], ...]:
    """Names and metres of the furthest towns, but of those close together only the furthest."""
    spots = town_vectors(network)
    nearest = np.cos(_APART_M / RADIUS_M)
    chosen: list[tuple[int, float]] = []
    for town, metres in found.towns:
        if metres < _LEAST * found.length_m:
            break  # the start itself, and its suburbs
        if len(chosen) < _TOWNS and all(spots[town] @ spots[o] < nearest for o, _ in chosen):
            chosen.append((town, metres))
    return tuple((network.towns.names[town], metres) for town, metres in chosen)
