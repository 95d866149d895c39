"""Which ways are worth telling: the tests of admissibility.

A way must not be much longer than the best, must not share much with a way that is told
already, and must be locally optimal: every piece of it up to a certain length is a shortest
path, so nobody can cut a corner on it. (I. Abraham, D. Delling, A. V. Goldberg, R. F. Werneck:
Alternative routes in road networks, Journal of Experimental Algorithmics 18, 2013, section 2.)
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from routes.networks.corridor import ROUNDING, Corridor, Way
from routes.networks.graph import Floats, Ints
from routes.networks.trees import weighted_tree

_Counts = NDArray[np.int64]

STRETCH = 1.25
"""No longer than this, by the length of the best path."""

SHARING = 0.75
"""No more than this part of the best path's length in common with it, or with another told."""

LOCAL = 0.25
"""Pieces up to this part of the best path's length must be shortest paths."""

_TREES = 12
"""What is not proven locally optimal by so many searches is left out."""


def shared_m(length_m: Floats, edges: Ints, others: Ints) -> float:
    """What two paths have in common; an edge that both use twice counts twice."""
    one, times = np.unique(edges, return_counts=True)
    other, times_other = np.unique(others, return_counts=True)
    both, i, j = np.intersect1d(one, other, assume_unique=True, return_indices=True)
    return float((length_m[both] * np.minimum(times[i], times_other[j])).sum())


def is_simple(way: Way) -> bool:
    """Whether it meets no node twice."""
    return len(np.unique(way.nodes)) == len(way.nodes)


def is_apart(corridor: Corridor, way: Way, others: Sequence[Way]) -> bool:
    """Whether it shares little enough with each of the others, the first of which is the best.

    By length, in which transfers are nothing, as it is told.
    """
    length = corridor.graph.length_m
    most = SHARING * float(length[others[0].edges].sum()) * (1 + ROUNDING)
    return all(shared_m(length, way.edges, other.edges) <= most for other in others)


def is_locally_optimal(corridor: Corridor, way: Way) -> bool:
    """Whether every piece of it, up to a length, is a shortest path; exact, between nodes.

    The trees from the start and to the end tell how far its first part and its last part are
    shortest paths. Only pieces that begin before the last part and end behind the first can
    be others. A piece that is a shortest path proves all pieces within it, so a search from
    the first of them, further than it needs, mostly proves the others too.
    """
    size = LOCAL * corridor.best_m
    room = ROUNDING * way.cost_m + 1e-6
    ends = np.searchsorted(way.at_m, way.at_m + size * (1 + ROUNDING), side="right") - 1
    head, tail = _shortest_ends(corridor, way, room)
    if head + 1 < len(way.nodes) and way.at_m[head + 1] <= size:
        return False
    if tail > 0 and way.cost_m - way.at_m[tail - 1] <= size:
        return False
    first = int(np.searchsorted(ends, head, side="right"))
    if first >= tail:
        return True
    # The piece with its middle in the middle of what is in doubt is the likeliest to fail.
    middle = (first + tail - 1) // 2
    if _shortest_until(corridor, way, middle, int(ends[middle]), room) < ends[middle]:
        return False
    return _all_shortest(corridor, way, ends[:tail], first, room)


def _all_shortest(corridor: Corridor, way: Way, ends: _Counts, first: int, room: float) -> bool:
    """Whether the piece from each node from ``first`` on, up to its end, is shortest."""
    for _ in range(_TREES):
        proven = _shortest_until(corridor, way, first, int(ends[-1]), room)
        if proven < ends[first]:
            return False
        first = int(np.searchsorted(ends, proven, side="right"))
        if first >= len(ends):
            return True
    return False


def _shortest_ends(corridor: Corridor, way: Way, room: float) -> tuple[int, int]:
    """The last node up to which it is shortest, and the first from which it is."""
    from_start = corridor.out_m[way.nodes] >= way.at_m - room
    to_end = corridor.back_m[way.nodes] >= way.cost_m - way.at_m - room
    head = len(way.nodes) - 1 if from_start.all() else int(np.argmin(from_start)) - 1
    tail = 0 if to_end.all() else len(way.nodes) - int(np.argmin(to_end[::-1]))
    return head, tail


def _shortest_until(corridor: Corridor, way: Way, first: int, last: int, room: float) -> int:
    """The last node, not behind ``last``, up to which it is shortest from node ``first``."""
    span = way.at_m[first : last + 1] - way.at_m[first]
    tree = weighted_tree(
        corridor.arcs, corridor.weights, int(way.nodes[first]), float(span[-1]) + room
    )
    shorter = tree.dist_m[way.nodes[first : last + 1]] < span - room
    return first + int(np.argmax(shorter)) - 1 if shorter.any() else last
