"""Populated places on a network: what a path is named by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from data.recipes import cities
from data.recipes.networks.graph import Flags, Floats, Graph, Ints
from data.recipes.networks.nearest import nearest

NEAR_M = 10_000.0
LEAST_PEOPLE = 15_000
FEWER_PEOPLE = 5_000
THINLY_SETTLED = frozenset({"RU", "KZ", "MN", "KP", "BY", "FI", "EE", "LV", "LT", "GE"})
"""States where places from ``FEWER_PEOPLE`` count: elsewhere a path has towns enough."""


@dataclass(frozen=True)
class Places:
    """Names, (k,) nodes and (k,) people, in the order of nodes."""

    names: list[str]
    node: Ints
    people: Ints


def settled(given: Graph) -> Places:
    """The places within ``NEAR_M`` of a node.

    Of ``LEAST_PEOPLE`` or more; the largest of each first-order division; and, whatever its
    size, the one next to either end of an edge across a border.
    """
    towns = cities.rows()
    lonlat = np.array([(town["longitude"], town["latitude"]) for town in towns])
    wanted = _large(towns)
    wanted[_at_borders(given, lonlat)] = True
    chosen = np.flatnonzero(wanted)
    which, node, _ = nearest(lonlat[chosen], given.lonlat, NEAR_M)
    chosen = chosen[which]
    people = np.array([towns[t]["population"] for t in chosen], np.int64)
    order = np.lexsort((chosen, -people, node))
    return Places([towns[t]["name"] for t in chosen[order]], node[order], people[order])


def _large(towns: list[dict[str, Any]]) -> Flags:
    first: dict[tuple[str, str], int] = {}
    for index, town in enumerate(towns):
        key = (town["countrycode"], town["admin1code"])
        if key not in first or town["population"] > towns[first[key]]["population"]:
            first[key] = index
    least = [FEWER_PEOPLE if t["countrycode"] in THINLY_SETTLED else LEAST_PEOPLE for t in towns]
    people = [town["population"] for town in towns]
    large = np.array(people) >= np.array(least)
    large[list(first.values())] = True
    return large


def _at_borders(given: Graph, towns: Floats) -> Ints:
    across = given.area[given.start] != given.area[given.end]
    ends = np.unique(np.concatenate([given.start[across], given.end[across]]))
    return nearest(given.lonlat[ends], towns, NEAR_M)[1]
