"""Questions about who comes before whom in a tree, for many nodes at once."""

from __future__ import annotations

import numpy as np

from routes.networks.barriers import Mask
from routes.networks.graph import Floats, Ints


class Ancestors:
    """A tree as a table of the next node towards its root, which has -1.

    It keeps where 1, 2, 4, 8... steps lead, so that any number of steps is a few look-ups.
    (M. A. Bender, M. Farach-Colton: The level ancestor problem simplified, Theoretical
    Computer Science 321, 2004, section 3.)
    """

    def __init__(self, table: Ints) -> None:
        node = np.arange(len(table), dtype=np.int32)
        step = np.where(table < 0, node, table).astype(np.int32)
        self._steps = [step]
        while True:
            further = step[step]
            if np.array_equal(further, step):
                break
            self._steps.append(further)
            step = further

    def highest(self, nodes: Ints, dist_m: Floats, least_m: Floats) -> Ints:
        """The furthest ancestor of each, or itself, that is not nearer to the root than this.

        ``dist_m`` are the metres of all nodes from the root.
        """
        at = nodes
        for step in reversed(self._steps):
            further = step[at]
            at = np.where(dist_m[further] >= least_m, further, at)
        return at

    def first_on(self, nodes: Ints, on: Mask) -> Ints:
        """The first ancestor of each, or itself, that is on a path which leads to the root."""
        at = nodes
        for step in reversed(self._steps):
            further = step[at]
            at = np.where(on[further], at, further)
        return np.where(on[at], at, self._steps[0][at])
