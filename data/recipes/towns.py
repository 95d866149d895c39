"""Populated places as the measure of which polygon belongs to which division."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray

from data.recipes.record import Record
from data.recipes.units import Unit

_Key = TypeVar("_Key", bound=Hashable)
First = tuple[str, str]
"""A first-order division: country and GeoNames code."""


@dataclass(frozen=True)
class Towns:
    """Where towns lie, how many people live there, and in what.

    ``of_first``, ``of_second`` and ``of_unit`` hold the indexes of the towns of each first-order
    division, each second-order one (by GeoNames id) and each unit (by its index).
    """

    points: NDArray[np.float64]
    people: NDArray[np.float64]
    names: list[str]
    first: list[First | None]
    unit: list[int | None]
    of_first: dict[First, list[int]]
    of_second: dict[int, list[int]]
    of_unit: dict[int, list[int]]

    def share(self, towns: Sequence[int], among: Iterable[int]) -> float:
        """The share of ``towns`` that lie in the units ``among``; those in no unit do not count."""
        wanted = set(among)
        inside = [self.unit[t] for t in towns if self.unit[t] is not None]
        return sum(u in wanted for u in inside) / len(inside) if inside else 0.0

    def in_unit(self, unit: int, country: str | None) -> list[int]:
        """The towns of a state in a unit: a coarse border has some of its neighbour's as well."""
        inside = self.of_unit.get(unit, [])
        return [t for t in inside if self.first[t] is None or self._country(t) == country]

    def _country(self, town: int) -> str | None:
        first = self.first[town]
        return None if first is None else first[0]

    def purity(self, first: First, among: Iterable[int]) -> float:
        """The share of the towns in the units ``among`` that are of the division ``first``."""
        towns = [t for u in among for t in self.in_unit(u, first[0])]
        return sum(self.first[t] == first for t in towns) / len(towns) if towns else 0.0

    def people_share(self, first: First, among: Iterable[int]) -> float:
        """The same share by people."""
        towns = [t for u in among for t in self.in_unit(u, first[0])]
        of_first = [t for t in towns if self.first[t] == first]
        return float(self.people[of_first].sum() / self.people[towns].sum()) if towns else 0.0

    def main_first(self, unit: int, country: str | None) -> tuple[First | None, float]:
        """The first-order division of most towns of a state in a unit, and their share."""
        found = Counter(self.first[t] for t in self.in_unit(unit, country))
        if not found:
            return None, 0.0
        first, count = min(found.items(), key=lambda item: (-item[1], str(item[0])))
        return first, count / sum(found.values())


def towns(cities: Sequence[Record], units: Sequence[Unit]) -> Towns:
    """Find the unit of each populated place; a town on the coast may lie in none."""
    points = np.array([(c.lon, c.lat) for c in cities])
    tree = shapely.STRtree(shapely.get_parts(shapely.multipoints(points)))
    polygons, inside = tree.query([u.full for u in units], predicate="contains")
    unit: list[int | None] = [None] * len(cities)
    for index, town in zip(polygons.tolist(), inside.tolist(), strict=True):
        unit[town] = index
    first = [(c.country, c.admin1) if c.country and c.admin1 else None for c in cities]
    return Towns(
        points=points,
        people=np.array([max(c.population or 0, 1) for c in cities], float),
        names=[c.name for c in cities],
        first=first,
        unit=unit,
        of_first=_grouped(first),
        of_second=_grouped([c.admin2 for c in cities]),
        of_unit=_grouped(unit),
    )


def _grouped(keys: Iterable[_Key | None]) -> dict[_Key, list[int]]:
    groups: dict[_Key, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        if key is not None:
            groups[key].append(index)
    return dict(groups)
