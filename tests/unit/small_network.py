"""A network small enough to see through: from West to East through Russia or through China.

North: West(RU) - Nord(RU) - Polar(RU) - East(RU)            1,420 km
South: West(RU) - Gate(CN) - Harbor(CN) - East(RU)           1,390 km
Tip:   a town behind East, and an island with a station of its own
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from routes.networks.graph import (
    Area,
    Closure,
    CrossingFact,
    LinkFact,
    Network,
    Shapes,
    Towns,
)
from routes.networks.router import Router

AREAS = (Area("RU", "Russia"), Area("CN", "China", note="A note on China."))

NODES: dict[str, tuple[float, float, int, int]] = {  # lon, lat, area, population
    "West": (100.0, 50.0, 0, 900_000),
    "Nord": (106.0, 52.0, 0, 200_000),
    "Polar": (112.0, 52.0, 0, 300_000),
    "East": (118.0, 50.0, 0, 800_000),
    "Gate": (105.0, 48.5, 1, 100_000),
    "Harbor": (113.0, 48.5, 1, 5_000_000),
    "Tip": (119.0, 50.0, 0, 20_000),
    "Island": (140.0, 50.0, 0, 50_000),
    "Cape": (141.0, 50.0, 0, 50_000),
}

EDGES: tuple[tuple[str, str, float], ...] = (  # km
    ("West", "Nord", 500.0),
    ("Nord", "Polar", 420.0),
    ("Polar", "East", 500.0),
    ("West", "Gate", 400.0),
    ("Gate", "Harbor", 590.0),
    ("Harbor", "East", 400.0),
    ("East", "Tip", 72.0),
    ("Island", "Cape", 72.0),
)

CROSSING = CrossingFact(
    "gate", "The Gate", 102.5, 49.3, ("CN", "RU"), note="Two tracks; opened in 2010."
)

CLOSURE = Closure(
    "cn-2020", "border:CN-RU", frozenset({"rail"}), "2020-02", "2023-01", "A paper",
    "Closed against a disease.",
)  # fmt: skip

REMARK = Closure("ru-war", "area:RU", frozenset(), "2022", None, "A paper", "At war.", False)

FERRY = LinkFact("boat", "ferry", "The boat", "A timetable", "The data have no boats.")


def edge(start: str, end: str) -> int:
    """The number of an edge."""
    return next(i for i, (a, b, _) in enumerate(EDGES) if {a, b} == {start, end})


def network(mode: str = "rail", **changes: Any) -> Network:
    """The network, with changes."""
    names = list(NODES)
    lon, lat, area, people = np.array(list(NODES.values())).T
    numbers = np.array([sorted((names.index(a), names.index(b))) for a, b, _ in EDGES])
    none = np.zeros(len(EDGES) + 1, dtype=np.int64)
    made = Network(
        mode=mode,
        lon=lon,
        lat=lat,
        area=area.astype(np.int16),
        start=numbers[:, 0].astype(np.int32),
        end=numbers[:, 1].astype(np.int32),
        length_m=np.array([km * 1000 for _, _, km in EDGES]),
        areas=AREAS,
        links={"boat": FERRY},
        crossings=(CROSSING,),
        closures=(CLOSURE, REMARK),
        special={edge("Nord", "Polar"): "stitch"},
        crossing={edge("West", "Gate"): 0},
        passage={},
        towns=Towns(tuple(names), np.arange(len(names), dtype=np.int32), people.astype(np.int32)),
        shapes=Shapes(lambda: (none, np.empty((0, 2)))),
    )
    return replace(made, **changes)


@dataclass(frozen=True)
class Small:
    """Networks of one network for every mode; counts how often it was asked."""

    network: Network
    asked: list[str]

    def router(self, mode: str) -> Router:
        self.asked.append(mode)
        return Router(self.network)


def small(**changes: Any) -> Small:
    """The small network as the one that ships with the program."""
    return Small(network(**changes), [])


def lengths(names: Sequence[str]) -> float:
    """Metres along some towns."""
    pairs = itertools.pairwise(names)
    return sum(EDGES[edge(a, b)][2] * 1000 for a, b in pairs)
