"""Lines of edges: straight in lon and lat between vertices, longitudes running on past 180."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from routes.geodesy import RADIUS_M, unit_vectors
from routes.networks.graph import Floats, Network

_STEP_M = 20_000.0
_STEP_DEG = 2.0
"""A piece this long, and over so many degrees of longitude, that is straight in lon and lat is
less than 20 m away from its chord."""


def edge_line(network: Network, edge: int) -> Floats:
    """The vertices of an edge from its start to its end, (k, 2) lon, lat in degrees."""
    return run_on(network.line(edge))


def run_on(line: Floats) -> Floats:
    """The same line without a jump of its longitudes at the antimeridian."""
    turned = line.copy()
    turned[:, 0] = np.unwrap(line[:, 0], period=360.0)
    # What did not jump keeps its very numbers.
    same = np.abs(turned[:, 0] - line[:, 0]) < 1.0
    turned[same, 0] = line[same, 0]
    return turned


def densified(line: Floats) -> Floats:
    """The same line with more vertices on its long pieces."""
    degrees = np.abs(np.diff(line[:, 0]))
    parts = np.maximum(steps_m(line) / _STEP_M, degrees / _STEP_DEG)
    count = np.maximum(1, np.ceil(parts)).astype(np.int64)
    if (count == 1).all():
        return line
    piece = np.repeat(np.arange(len(count)), count)
    share = (np.arange(len(piece)) - (np.cumsum(count) - count)[piece]) / count[piece]
    more = line[piece] + share[:, None] * (line[piece + 1] - line[piece])
    return np.concatenate([more, line[-1:]])


def cut(line: Floats, low: float, high: float) -> Floats:
    """The part of a line between two fractions of its length, ``low`` up to ``high``."""
    done = np.concatenate([[0.0], np.cumsum(steps_m(line))])
    if not done[-1]:
        return line[[0, -1]]
    done /= done[-1]
    inner = line[(done > low) & (done < high)]
    ends = [[np.interp(at, done, line[:, axis]) for axis in (0, 1)] for at in (low, high)]
    return np.concatenate([ends[:1], inner, ends[1:]])


def chained(lines: Sequence[Floats]) -> Floats:
    """One line of several, each of which begins where the one before ends."""
    return run_on(np.concatenate([lines[0], *(line[1:] for line in lines[1:])]))


def steps_m(line: Floats) -> Floats:
    """Metres of each piece on a sphere."""
    steps: Floats = np.linalg.norm(np.diff(unit_vectors(line), axis=0), axis=1) * RADIUS_M
    return steps


def wrapped(lon: float) -> float:
    """A longitude between -180 and 180."""
    return lon if -180.0 <= lon <= 180.0 else (lon + 180.0) % 360.0 - 180.0
