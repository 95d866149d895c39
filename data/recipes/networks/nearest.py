"""Which points are near which others, in metres on WGS 84."""

from __future__ import annotations

import numpy as np
import shapely

from data.recipes.networks.graph import Floats, Ints, geodesic_m

_METRES_PER_DEGREE = 110_500.0  # of latitude, where it is least


def within(points: Floats, among: Floats, reach_m: float) -> tuple[Ints, Ints, Floats]:
    """Pairs of a point and another no further than ``reach_m``, and their distance.

    Both are (k, 2) lon, lat in degrees. Sorted by point, then the nearest first. Pairs on two
    sides of the antimeridian are not found.
    """
    tree = shapely.STRtree(shapely.get_parts(shapely.multipoints(among)))
    high = reach_m / _METRES_PER_DEGREE
    lon, lat = points.T
    wide = high / np.maximum(np.cos(np.radians(np.abs(lat) + high)), 0.01)
    boxes = shapely.box(lon - wide, lat - high, lon + wide, lat + high)
    which, other = tree.query(boxes)
    metres = geodesic_m(points[which], among[other])
    order = np.lexsort((other, metres, which))
    order = order[metres[order] <= reach_m]
    return which[order], other[order], metres[order]


def nearest(points: Floats, among: Floats, reach_m: float) -> tuple[Ints, Ints, Floats]:
    """The points that have one within ``reach_m``, the nearest one, and how far it is."""
    which, other, metres = within(points, among, reach_m)
    first = np.diff(which, prepend=-1) > 0
    return which[first], other[first], metres[first]
