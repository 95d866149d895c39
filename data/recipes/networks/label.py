"""Which country or disputed area each node lies in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from shapely.geometry.base import BaseGeometry

from data.recipes.networks.graph import Floats, Graph, Ints
from data.recipes.units import Unit

COAST_DEG = 0.25
"""A node in no polygon, on a bridge or a mole, gets the nearest one up to here (25 km)."""

ASTRAY_DEG = 0.03
"""How far (3 km) a borderline of the map of scale 1:10 million may be from the true one."""

TOUCHING_M = 500.0
"""What is in a disputed area for less than this only touches it. Else it keeps the label: it
may be said to go there when it goes past, but never the other way round."""

_ASTRAY_NODES = 400


def labelled(
    given: Graph, units: Sequence[Unit], areas: Sequence[int], disputed: Collection[int] = ()
) -> Graph:
    """With the area of each node. ``areas`` is the number of the area of each unit.

    A line in one of the ``disputed`` areas stays there if it is in it for ``TOUCHING_M``.
    """
    area = areas_of(given.lonlat, units, areas)
    polygons = np.array([unit.full for unit in units])
    given = replace(given, area=area)
    return _straightened(given, polygons, np.array(areas, np.int64), frozenset(disputed))


def areas_of(lonlat: Floats, units: Sequence[Unit], areas: Sequence[int]) -> Ints:
    """The area of each of (k, 2) points in degrees; -1 far out at sea."""
    points = shapely.get_parts(shapely.multipoints(lonlat))
    polygons = np.array([unit.full for unit in units])
    of_unit = np.array(areas, np.int64)
    unit, inside = shapely.STRtree(points).query(polygons, predicate="intersects")
    area = np.full(len(points), -1, np.int64)
    area[inside[::-1]] = of_unit[unit[::-1]]  # on a common border the first unit counts
    outside = np.flatnonzero(area < 0)
    near, nearest = shapely.STRtree(polygons).query_nearest(
        points[outside], max_distance=COAST_DEG, all_matches=False
    )
    area[outside[near]] = of_unit[nearest]
    return area


def _straightened(
    given: Graph, polygons: NDArray[np.object_], of_unit: Ints, disputed: Collection[int]
) -> Graph:
    """Without borders crossed by mistake, where a line runs along one.

    A small piece of network that hangs together only through another area, and nowhere lies
    further than ``ASTRAY_DEG`` from that one's polygon, belongs to it. The largest piece of
    an area stays: the whole of Monaco is that near to France.
    """
    piece = pieces(given)
    sizes = np.bincount(piece)
    largest = largest_of_each_area(given.area, piece, sizes)
    across = given.area[given.start] != given.area[given.end]
    neighbours: dict[int, dict[int, int]] = {}
    for a, b in (
        (given.start[across], given.end[across]),
        (given.end[across], given.start[across]),
    ):
        for own, other in zip(piece[a].tolist(), given.area[b].tolist(), strict=True):
            counts = neighbours.setdefault(own, {})
            counts[other] = counts.get(other, 0) + 1
    area = given.area.copy()
    lonlat = given.lonlat
    inside_m = lines_m(given, piece)
    order = np.argsort(piece, kind="stable")
    first = np.concatenate([[0], np.cumsum(sizes)])
    for own in sorted(neighbours):
        if own in largest or sizes[own] > _ASTRAY_NODES:
            continue
        nodes = order[first[own] : first[own + 1]]
        if int(area[nodes[0]]) in disputed and inside_m[own] > TOUCHING_M:
            continue
        for other in sorted(neighbours[own], key=lambda a: (-neighbours[own][a], a)):
            if other >= 0 and near_by(lonlat[nodes], polygons[of_unit == other]):
                area[nodes] = other
                break
    return replace(given, area=area)


def pieces(given: Graph) -> Ints:
    """The number of the connected piece of one area that each node is in."""
    within = given.area[given.start] == given.area[given.end]
    start, end = given.start[within], given.end[within]
    size = len(given.x)
    joins = coo_array((np.ones(len(start), np.int8), (start, end)), shape=(size, size))
    return np.asarray(connected_components(joins, directed=False)[1], np.int64)


def lines_m(given: Graph, piece: Ints) -> Floats:
    """Metres of lines in each piece, with half of each edge that leads out of it."""
    half = np.tile(given.length_m / 2, 2)
    both = np.concatenate([given.start, given.end])
    return np.bincount(piece[both], half, minlength=int(piece.max()) + 1)


def largest_of_each_area(area: Ints, piece: Ints, sizes: Ints) -> set[int]:
    """The numbers of the pieces with the most nodes."""
    of_piece = np.zeros(len(sizes), np.int64)
    of_piece[piece] = area
    order = np.lexsort((np.arange(len(sizes)), sizes))
    return set({int(of_piece[p]): int(p) for p in order}.values())


def near_by(lonlat: Floats, polygons: NDArray[np.object_]) -> bool:
    """Whether (k, 2) points in degrees are all within ``ASTRAY_DEG`` of one of the polygons."""
    box = shapely.box(*(lonlat.min(axis=0) - ASTRAY_DEG), *(lonlat.max(axis=0) + ASTRAY_DEG))
    close = [p for p in polygons if shapely.intersects(shapely.box(*p.bounds), box)]
    if not close:
        return False
    around: BaseGeometry = shapely.union_all(shapely.clip_by_rect(np.array(close), *box.bounds))
    return bool((shapely.distance(shapely.points(lonlat), around) <= ASTRAY_DEG).all())
