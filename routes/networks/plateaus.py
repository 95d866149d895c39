"""Candidates for alternatives: ways that run where two shortest-path trees agree.

An edge that is in the tree from the start and in the tree to the end, in the same direction,
lies on a plateau. The way that takes the first tree to a plateau, follows it, and the second
tree from there has no detour before, on or after it. The longer a plateau is for its way, the
better the way. (Cambridge Vehicle Information Technology: Choice routing, 2005; I. Abraham,
D. Delling, A. V. Goldberg, R. F. Werneck: Alternative routes in road networks, Journal of
Experimental Algorithmics 18, 2013.)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from routes.networks.ancestors import Ancestors
from routes.networks.barriers import Mask
from routes.networks.corridor import ROUNDING, Corridor, Way
from routes.networks.graph import Floats, Ints

_Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Plateaus:
    """Plateaus of at least one edge: from node ``first`` to node ``last`` of a corridor.

    ``cost_m`` is that of the way through each, ``length_m`` its own.
    """

    first: Ints
    last: Ints
    cost_m: Floats
    length_m: Floats

    def only(self, kept: Mask) -> Plateaus:
        """Some of them."""
        return Plateaus(self.first[kept], self.last[kept], self.cost_m[kept], self.length_m[kept])


def plateaus(corridor: Corridor) -> Plateaus:
    """The plateaus of a corridor, those with the best ways first.

    Their order is by what remains of the cost of the way when the plateau is taken off.
    """
    inner = len(corridor.nodes) - 2
    node = np.arange(inner, dtype=np.int32)
    after = corridor.after[:inner]
    joined = (after >= 0) & (after < inner)
    joined[joined] = corridor.before[after[joined]] == node[joined]
    first = node.copy()
    first[after[joined]] = node[joined]
    first = _followed(first)
    # In the order of travel the last to write is the end of its plateau.
    order = np.argsort(corridor.out_m[:inner], kind="stable")
    last = node.copy()
    last[first[order]] = order
    (starts,) = np.nonzero((first == node) & (last != node))
    cost = corridor.out_m[starts] + corridor.back_m[starts]
    length = corridor.out_m[last[starts]] - corridor.out_m[starts]
    order = np.lexsort((starts, cost - length))
    found = Plateaus(
        starts[order].astype(np.int32), last[starts[order]], cost[order], length[order]
    )
    return found.only(found.cost_m <= corridor.limit_m * (1 + ROUNDING))


def _followed(table: Ints) -> Ints:
    """Where one gets from each node by following the table to its end, doubling the steps."""
    while True:
        further = table[table]
        if np.array_equal(further, table):
            return table
        table = further


class Candidates:
    """The ways through plateaus that the two trees alone cannot rule out, best first."""

    def __init__(self, corridor: Corridor, sharing: float, local: float) -> None:
        self._corridor = corridor
        self._most_m = sharing * corridor.best_m * (1 + ROUNDING) + 1e-6
        self._local_m = local * corridor.best_m
        self._out = Ancestors(corridor.before)
        self._back = Ancestors(corridor.after)
        self._left = plateaus(corridor)

    def __iter__(self) -> Iterator[Way]:
        """Each way once; those ruled out meanwhile are not told."""
        self._left = self._left.only(~self._cuts_corner())
        while len(self._left.first):
            node = int(self._left.first[0])
            self._left = self._left.only(np.arange(len(self._left.first)) > 0)
            yield self._corridor.through(node)

    def rule_out(self, way: Way) -> None:
        """Leave out what has too much in common with a way that is told already.

        What a candidate shares with it in the first tree before the plateau and in the second
        behind it is a lower bound of what they have in common.
        """
        corridor, left = self._corridor, self._left
        at = np.zeros(len(corridor.nodes))
        at[way.nodes] = way.at_m
        at[corridor.end] = way.cost_m
        before = np.zeros(len(corridor.nodes), dtype=bool)
        behind = before.copy()
        room = 1e-6 + ROUNDING * way.cost_m
        before[way.nodes] = corridor.out_m[way.nodes] >= way.at_m - room
        behind[way.nodes] = corridor.back_m[way.nodes] >= way.cost_m - way.at_m - room
        before[corridor.start] = behind[corridor.end] = True
        left_at = at[self._out.first_on(left.last, before)]
        back_at = at[self._back.first_on(left.first, behind)]
        self._left = left.only(left_at + way.cost_m - back_at <= self._most_m)

    def _cuts_corner(self) -> Mask:
        """Whether one of the trees knows a shorter way round the end of a plateau."""
        corridor, last, first = self._corridor, self._left.last, self._left.first
        ahead = self._shorter(
            self._out, corridor.out_m, last, corridor.after[last], corridor.back_m
        )
        behind = self._shorter(
            self._back, corridor.back_m, first, corridor.before[first], corridor.out_m
        )
        return ahead | behind

    def _shorter(
        self, tree: Ancestors, dist_m: Floats, node: Ints, onward: Ints, other_m: Floats
    ) -> Mask:
        """Whether the tree has a shorter way to the next node, from a piece before ``node``.

        That piece and the step to the next node, which is one of the other tree, are together
        no longer than pieces that must be shortest paths.
        """
        step = other_m[node] - other_m[onward]
        room = 1e-6 + ROUNDING * dist_m[node]
        far = tree.highest(node, dist_m, dist_m[node] + step - self._local_m)
        short = (step <= self._local_m) & (dist_m[onward] < dist_m[node] + step - room)
        cut: Mask = short & (tree.highest(onward, dist_m, dist_m[far]) == far)
        return cut
