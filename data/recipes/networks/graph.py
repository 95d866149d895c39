"""A network on its way into the artefact: arrays of nodes and undirected edges."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

UNITS_PER_DEGREE = 1000
"""Coordinates are whole thousandths of a degree, as the packages for rail and road have them."""

SURVEYED, STITCH, FIRST_LINK = 0, 1, 2
"""Tags of edges: as in the data; a gap closed by rule; link number ``tag - FIRST_LINK``."""

_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True)
class Graph:
    """``n`` nodes and ``m`` edges, each pair of nodes joined once at most, no loops.

    ``x``, ``y``: (n,) longitude and latitude in thousandths of a degree. ``area``: (n,) index
    into a list of areas, -1 for none. ``start``, ``end``: (m,) nodes. ``length_m``: (m,).
    ``tag``: (m,) what an edge is.
    """

    x: Ints
    y: Ints
    area: Ints
    start: Ints
    end: Ints
    length_m: Floats
    tag: Ints

    @property
    def lonlat(self) -> Floats:
        """(n, 2) degrees."""
        return np.column_stack([self.x, self.y]) / UNITS_PER_DEGREE

    @property
    def degree(self) -> Ints:
        """(n,) how many edges end at each node."""
        both = np.concatenate([self.start, self.end])
        return np.bincount(both, minlength=len(self.x))


def graph(lonlat: Floats, start: Ints, end: Ints, length_m: Floats) -> Graph:
    """A graph of surveyed edges whose nodes have no area yet; ``lonlat`` is (n, 2) degrees."""
    whole = np.rint(lonlat * UNITS_PER_DEGREE).astype(np.int64)
    x, y = whole[:, 0], whole[:, 1]
    x[x == -180 * UNITS_PER_DEGREE] = 180 * UNITS_PER_DEGREE  # one meridian, one name
    none = np.full(len(x), -1, np.int64)
    surveyed = np.full(len(start), SURVEYED, np.int64)
    return simple(Graph(x, y, none, start, end, length_m, surveyed))


def simple(given: Graph) -> Graph:
    """Without loops; of several edges between two nodes the shortest stays; sorted."""
    low, high = np.minimum(given.start, given.end), np.maximum(given.start, given.end)
    order = np.lexsort((given.tag, given.length_m, high, low))
    order = order[low[order] != high[order]]
    low, high = low[order], high[order]
    first = np.ones(len(order), bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    stays = order[first]
    return replace(
        given,
        start=low[first],
        end=high[first],
        length_m=given.length_m[stays],
        tag=given.tag[stays],
    )


def kept(given: Graph, nodes: Flags) -> Graph:
    """Only some nodes, renumbered in their order, and the edges between them."""
    number = np.cumsum(nodes) - 1
    edges = nodes[given.start] & nodes[given.end]
    return Graph(
        given.x[nodes],
        given.y[nodes],
        given.area[nodes],
        number[given.start[edges]],
        number[given.end[edges]],
        given.length_m[edges],
        given.tag[edges],
    )


def joined(given: Graph, start: Ints, end: Ints, length_m: Floats, tag: Ints) -> Graph:
    """With more edges."""
    return simple(
        replace(
            given,
            start=np.concatenate([given.start, start]),
            end=np.concatenate([given.end, end]),
            length_m=np.concatenate([given.length_m, length_m]),
            tag=np.concatenate([given.tag, tag]),
        )
    )


def geodesic_m(one: Floats, other: Floats) -> Floats:
    """Metres on WGS 84 between (k, 2) points and (k, 2) others, lon, lat in degrees."""
    _, _, metres = _GEOD.inv(one[:, 0], one[:, 1], other[:, 0], other[:, 1])
    return np.asarray(metres, float)
