"""How much each vertex of a line matters."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_Vector = tuple[float, float, float]


def unit_vectors(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points on the unit sphere for an (n, 2) array of lon, lat in degrees."""
    lon, lat = np.radians(lonlat[:, 0]), np.radians(lonlat[:, 1])
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


def significance(lonlat: NDArray[np.float64], *, closed: bool) -> NDArray[np.float64]:
    """The tolerance, in degrees of arc, at which each vertex vanishes.

    The measure is the square root of the area of the triangle that a vertex
    forms with its neighbours when it is its turn to go: M. Visvalingam and
    J. D. Whyatt, "Line generalisation by repeated elimination of points", The
    Cartographic Journal 30 (1993), 46-51. It never falls from one removal to the
    next, so that keeping ``significance >= tolerance`` is a simplification for
    every tolerance. Areas are taken between points on the sphere, so neither the
    poles nor the 180 degree meridian matter.

    ``lonlat`` has one row per vertex and does not repeat the first one of a ring
    (``closed``). The ends of an open line never vanish (infinity); the last three
    vertices of a ring vanish together.
    """
    count = len(lonlat)
    least = 3 if closed else 2
    result = np.full(count, np.inf)
    if count < least:
        return result
    points = [tuple(row) for row in unit_vectors(lonlat).tolist()]
    before, after = _neighbours(count, closed=closed)
    heap = [
        (_area(points, before[i], i, after[i]), i)
        for i in range(count)
        if before[i] >= 0 and after[i] >= 0
    ]
    current = {i: area for area, i in heap}
    heapq.heapify(heap)
    reached, left = 0.0, count
    while heap:
        area, i = heapq.heappop(heap)
        if current.get(i) != area:
            continue
        reached = max(reached, area)
        result[i] = reached
        del current[i]
        if closed and left == least:
            result[list(current)] = reached
            break
        left -= 1
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for j in (a, b):
            if j in current:
                current[j] = _area(points, before[j], j, after[j])
                heapq.heappush(heap, (current[j], j))
    tolerance: NDArray[np.float64] = np.degrees(np.sqrt(result))
    return tolerance


def _neighbours(count: int, *, closed: bool) -> tuple[list[int], list[int]]:
    before = list(range(-1, count - 1))
    after = [*range(1, count), -1]
    if closed:
        before[0], after[-1] = count - 1, 0
    return before, after


def _area(points: Sequence[_Vector], a: int, b: int, c: int) -> float:
    (ax, ay, az), (bx, by, bz), (cx, cy, cz) = points[a], points[b], points[c]
    ux, uy, uz, vx, vy, vz = bx - ax, by - ay, bz - az, cx - ax, cy - ay, cz - az
    x, y, z = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
    return 0.5 * float((x * x + y * y + z * z) ** 0.5)
