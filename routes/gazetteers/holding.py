"""The states and divisions that hold a point: what stands for it where it is not published."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from routes.gazetteers.protocol import Gazetteer
from routes.geodesy import Point, area_radius_m, center_and_radius, length_m
from routes.model import Kind

if TYPE_CHECKING:
    from routes.gazetteers.reverse import Reversed

__all__ = ["Holder", "Holding", "Level"]

Level = Literal["country", "admin-1", "admin-2"]

_SURE = 0.9
"""From this confidence on a place is taken: `routes.resolve.SURE`, which lies above this layer."""

_OUTLINE_M = 5_000.0
"""Outlines are simplified: what lies so far outside of one still belongs to it."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A state or a division: the same for every point that it holds.

    ``query`` finds it in the gazetteer as its ``kind``. A circle of ``radius_m`` metres around
    ``center`` (lon, lat in degrees) holds all of it.
    """

    ref: str
    name: str
    query: str
    kind: Kind
    country: str
    center: Point
    radius_m: float


class Holding:
    """What holds a point, by the outlines of ``gazetteer``, the bundled one or one like it.

    Without outlines to ask, nothing does.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known = lru_cache(maxsize=256)(self._made)
        self._at = lru_cache(maxsize=64)(self._reversed)

    def __call__(self, point: Point, level: Level) -> Holder | None:
        """The division of that level at a point (lon, lat in degrees); None where there is none.

        Of the second order only circles are known: one that does not hold the point is none.
        """
        found = self._at(point)
        country_name = getattr(self._gazetteer, "country_name", None)
        if found is None or country_name is None or found.country is None:
            return None
        state = country_name(found.country)
        if state is None:
            return None
        holder = None
        if level == "country":
            holder = self._known(f"country:{found.country}", state, state, found.country, "country")
        elif level == "admin-1" and found.admin1 and found.admin1_ref:
            query = f"{found.admin1}, {state}"
            holder = self._known(found.admin1_ref, found.admin1, query, found.country, "region")
        elif level == "admin-2" and found.nearest and found.nearest.admin2:
            query = ", ".join(filter(None, (found.nearest.admin2, found.nearest.admin1, state)))
            holder = self._known("", found.nearest.admin2, query, found.country, "region")
        if holder is None or length_m(holder.center, point) > holder.radius_m:
            return None
        return holder

    def _reversed(self, point: Point) -> Reversed | None:
        reverse = getattr(self._gazetteer, "reverse", None)
        return None if reverse is None else reverse(*point)

    def _made(self, ref: str, name: str, query: str, country: str, kind: Kind) -> Holder | None:
        """The record of that name, if the name leads to it, and to no other.

        Some divisions have two records of one name, of which whoever looks it up again takes none.
        """
        found = self._gazetteer.lookup(query, country=country, kind=kind, limit=10)
        if not found or (ref and found[0].ref != ref) or found[0].confidence < _SURE:
            return None
        best = found[0]
        shape = self._gazetteer.shape(best.ref) if best.has_shape else None
        if shape is None:
            center, radius_m = (best.lon, best.lat), best.radius_m
        else:
            from shapely import get_coordinates  # noqa: PLC0415  only what is published needs it

            (center, _) = center_and_radius(get_coordinates(shape))
            radius_m = area_radius_m(shape) + _OUTLINE_M
        return Holder(best.ref, name, query, kind, country, center, radius_m)
