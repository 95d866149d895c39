"""From the points of a query to spots on the network, and the graph that has them."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import numpy as np

from routes.model.alternative import NoPath
from routes.networks import refusals
from routes.networks.barriers import Barriers, Mask
from routes.networks.query import Door, Query
from routes.networks.snap import doors, nearest, together

if TYPE_CHECKING:
    from routes.geodesy import Point
    from routes.networks.router import Router


def snapped(router: Router, query: Query, limits: Barriers) -> tuple[Door, ...] | NoPath:
    """Where each point asked for is on the network, in one connected piece of it."""
    found = []
    for i, (point, area) in enumerate(_points(query)):
        if area is not None and area in query.avoid:
            return refusals.inside(router, query, i, area)
        near = doors(router, point, snappable(router, limits, area), area)
        if not near:
            return unsnapped(router, query, limits, i, point)
        found.append(near)
    chosen = together(found)
    if chosen is None:
        return refusals.apart(router, query)
    for i, door in enumerate(chosen):
        if is_inside(limits, door):
            return refusals.inside(router, query, i, refusals.area_at(router, door[0]))
    return chosen


def is_inside(limits: Barriers, door: Door) -> bool:
    """Whether all of its spots lie in areas to keep out of."""
    return all(bool(limits.inside[spot.edge]) for spot in door)


def unsnapped(router: Router, query: Query, limits: Barriers, index: int, point: Point) -> NoPath:
    """Why a point is not on the network: too far away, or all that is near may not be used."""
    spots = nearest(router, point, np.ones_like(limits.closed)).values()
    if not spots:
        return refusals.far(router, query, index)
    spot = min(spots, key=lambda each: each.access_m)
    return refusals.surrounded(router, query, index, spot)


def _points(query: Query) -> list[tuple[Point, str | None]]:
    """The points asked for, each with the country it is known to lie in."""
    points: list[tuple[Point, str | None]] = [(query.start, query.start_area)]
    points += zip_longest(query.via, query.via_areas[: len(query.via)])
    if not isinstance(query.end, frozenset):
        points.append((query.end, query.end_area))
    return points


def snappable(router: Router, limits: Barriers, area: str | None) -> Mask:
    """The edges on which a point may be found.

    An edge in an avoided area is one of them as long as nobody knows that the point is not
    in that area: else who starts in a country to avoid would be moved out of it.
    """
    usable = ~limits.shut
    if area is None:
        usable |= limits.inside & ~limits.closed
    usable[router.transfers] = False
    return usable
