"""How long a path takes: at least, and on an ordinary journey."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from routes.alternatives.means import Means


class Ride(NamedTuple):
    """Metres by one mode in an area that ``states`` (ISO 3166-1 alpha-2) hold or claim."""

    mode: str
    states: frozenset[str]
    length_m: float


def minimum_h(rides: Iterable[Ride], means: Means) -> float:
    """Hours that nobody undercuts: at the top speed of each mode in each area.

    Raises ValueError for a mode that has no speed.
    """
    return sum(ride.length_m / 1000 / _top_kmh(ride, means) for ride in rides)


def usual_h(rides: Iterable[Ride], means: Means) -> float:
    """Hours at the pace of an ordinary journey, without waiting on the way.

    Raises ValueError for a mode that has no speed.
    """
    return sum(ride.length_m / 1000 / usual_kmh(ride.mode, means) for ride in rides)


def usual_kmh(mode: str, means: Means) -> float:
    """The pace of an ordinary journey. Raises ValueError for a mode that has none."""
    speed = means.mode(mode).usual_kmh
    if speed is None:
        raise ValueError(f"mode {mode!r} has no usual speed")
    return speed


def _top_kmh(ride: Ride, means: Means) -> float:
    mode = means.mode(ride.mode)
    if mode.top_kmh is None:
        raise ValueError(f"mode {ride.mode!r} has no top speed")
    # In a disputed area the faster of those who may run trains there: it stays a bound.
    known = [mode.top_kmh_in.get(state, mode.top_kmh) for state in ride.states]
    return max(known, default=mode.top_kmh)
