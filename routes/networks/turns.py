"""Whether a line turns back on itself: goes somewhere and comes back beside its own way."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from routes.geodesy import RADIUS_M, unit_vectors
from routes.networks.graph import Floats

ALONG_M = 5_000.0
"""It goes there and back so far at least: serpentines and stations to reverse in are shorter."""

TURN_DEG = 170.0
"""By so much its direction changes at least. Both parts then end less than a kilometre apart."""

_STRAIGHT = 0.9
"""A part is at least this straight: of a winding one the chord says little."""


def turns_back(line: Floats) -> NDArray[np.intp]:
    """The vertices of ``line`` at which it turns back; (k, 2) lon, lat in degrees.

    The direction is that of the chords over ``ALONG_M`` before a vertex, and behind it.
    """
    spots = unit_vectors(line)
    at_m = np.concatenate(
        ([0.0], np.cumsum(np.linalg.norm(np.diff(spots, axis=0), axis=1)) * RADIUS_M)
    )
    (inner,) = np.nonzero((at_m >= ALONG_M) & (at_m <= at_m[-1] - ALONG_M))
    there = spots[inner] - _along(spots, at_m, at_m[inner] - ALONG_M)
    back = _along(spots, at_m, at_m[inner] + ALONG_M) - spots[inner]
    length = np.linalg.norm(there, axis=1), np.linalg.norm(back, axis=1)
    straight = np.minimum(*length) * RADIUS_M >= _STRAIGHT * ALONG_M
    turn = np.einsum("ij,ij->i", there, back) < np.cos(np.radians(TURN_DEG)) * length[0] * length[1]
    found: NDArray[np.intp] = inner[straight & turn]
    return found


def _along(spots: Floats, at_m: Floats, wanted_m: Floats) -> Floats:
    """Where a line is after so many metres."""
    return np.column_stack([np.interp(wanted_m, at_m, axis) for axis in spots.T])
