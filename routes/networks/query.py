"""What is asked of a network, and what it answers: points on it, paths, a reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from routes.geodesy import Point
from routes.networks.graph import Closure, CrossingFact, Floats, Ints

BORDER_STRETCH = 2.5
"""How much further than the nearest crossing another one may be. It is another place to go to,
not another way to the same one, so the limit for ways would leave out most of what is asked."""

OTHER_CROSSING_M = 30_000.0
"""Two crossings of a border are two places to go to if they lie further apart than this. How
much of the way to them is the same is not asked: most roads to a border share its last town."""


@dataclass(frozen=True, slots=True)
class Query:
    """A way from ``start`` to ``end``, points as lon, lat in degrees on WGS 84.

    ``end`` may be a set of area ids instead: the way to the nearest border into one of them.
    ``avoid`` are ids of areas or codes of states, at sea also names of passages. ``count`` is
    how many alternatives are wanted beside the best path. ``date`` (ISO 8601, a year or a
    month will do) decides which closures are in force; those in ``open`` are ignored.
    The names stand in messages only. ``start_area``, ``end_area`` and ``via_areas`` are the
    countries in which the points are known to lie; without them the nearest edge decides.
    """

    start: Point
    end: Point | frozenset[str]
    via: tuple[Point, ...] = ()
    avoid: frozenset[str] = frozenset()
    count: int = 3
    date: str | None = None
    open: frozenset[str] = frozenset()
    start_name: str = "the start"
    end_name: str = "the end"
    via_names: tuple[str, ...] = ()
    start_area: str | None = None
    end_area: str | None = None
    via_areas: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """The nearest point of a network to a point asked for, lon, lat in degrees.

    ``fraction`` is how far along ``edge`` it lies, from 0 at its start node to 1 at its end
    node; ``access_m`` the geodesic metres to it. ``abroad``: it lies in another country than
    the point is known to lie in.
    """

    lon: float
    lat: float
    edge: int
    fraction: float
    access_m: float
    abroad: bool = False

    @property
    def rank(self) -> tuple[bool, float]:
        """The least is the best of several: at home before abroad, then the nearest."""
        return self.abroad, self.access_m


Door: TypeAlias = tuple[Spot, ...]
"""Where one gets from a point onto a network: one spot, where it has two modes one of each."""


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A path between two points asked for, without another in between.

    It runs from ``start`` along a piece of its edge to the first of ``nodes``, along one of
    ``edges`` to each next one, and along a piece of the edge of ``end`` to that. Without
    ``end`` it stops at the last node, behind a border. Without nodes both ends lie on one
    edge and it runs along that. ``length_m`` counts transfers as nothing. On a network of two
    modes the next section may begin at another spot of the same place than this one ends at.
    """

    start: Spot
    end: Spot | None
    nodes: Ints
    edges: Ints
    length_m: float


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A path: ``sections`` from each point asked for to the next, in order of travel.

    ``stretch`` is its length over that of the best path, ``sharing`` the part of the best
    path's length that it has in common with it. ``shuns`` is the id of the area that it was
    found by keeping out of.
    """

    sections: tuple[Section, ...]
    length_m: float
    stretch: float = 1.0
    sharing: float = 1.0
    shuns: str | None = None

    @property
    def edges(self) -> Ints:
        """The whole edges in order of travel; the pieces at points asked for are not among them."""
        return np.concatenate([section.edges for section in self.sections])

    @property
    def access_m(self) -> tuple[float, float]:
        """Metres from the first and the last point asked for to the network."""
        end = self.sections[-1].end
        return self.sections[0].start.access_m, 0.0 if end is None else end.access_m


@dataclass(frozen=True, slots=True)
class Border:
    """Where an edge crosses a border, lon, lat in degrees, ``at_m`` metres from the start.

    ``from_area`` and ``to_area`` are indices into the areas of the network, in order of
    travel. ``fact`` is the reviewed crossing there. ``closures`` are in force on the date
    asked for, those that only remark and those that were ignored included. ``town`` is the
    index of the nearest town, ``town_m`` away as the crow flies.
    """

    edge: int
    from_area: int
    to_area: int
    lon: float
    lat: float
    at_m: float
    fact: CrossingFact | None
    closures: tuple[Closure, ...]
    town: int | None
    town_m: float


@dataclass(frozen=True, slots=True, eq=False)
class ReachFound:
    """How far one gets from ``spot`` within ``length_m`` metres.

    ``edges`` are the shortest paths to the towns within reach, ``lines`` the same as chains
    of vertices, (k, 2) lon, lat in degrees. ``towns`` are index and metres, furthest first;
    ``borders`` those at which an avoided area or a closure ended it, nearest first, with
    ``at_m`` from the start.
    """

    spot: Spot
    length_m: float
    edges: Ints
    lines: tuple[Floats, ...]
    towns: tuple[tuple[int, float], ...]
    borders: tuple[Border, ...]
