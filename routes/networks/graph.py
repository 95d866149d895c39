"""A compact transport network in memory: nodes, edges, areas, links, crossings, towns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from routes.model.alternative import LinkKind

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

_LAST = "9999-12-31"

EdgeKind = Literal["surveyed", "stitch", "link", "ferry", "transfer"]


@dataclass(frozen=True, slots=True)
class Area:
    """A country, or a disputed area with a label of its own.

    ``id`` is the ISO 3166-1 alpha-2 code of a country, or a word such as "crimea".
    ``views`` maps a worldview ("un", "ru", ...) to the code of the state it counts the area to;
    a view that is missing is that of "un". ``held_by`` is the state in control, where that is
    another one. Avoiding any state of these avoids the area.
    """

    id: str
    name: str
    views: Mapping[str, str | None] = field(default_factory=dict)
    held_by: str | None = None
    note: str | None = None
    source: str | None = None

    def country(self, worldview: str = "un") -> str | None:
        """The code of the state that ``worldview`` counts it to."""
        return self.views.get(worldview, self.views.get("un", self.id))

    @property
    def states(self) -> frozenset[str]:
        """All codes by which it may be avoided: claimants, holder, its own id."""
        return frozenset(filter(None, (*self.views.values(), self.held_by, self.id)))


@dataclass(frozen=True, slots=True)
class LinkFact:
    """A reviewed link of the table of links: why the network has an edge that the data lacks."""

    id: str
    kind: LinkKind
    name: str
    source: str
    reason: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CrossingFact:
    """A reviewed border crossing, lon, lat in degrees. ``areas`` are the two ids, sorted.

    ``modes`` are "rail", "road" or both; empty where that is not known.
    """

    id: str
    name: str
    lon: float
    lat: float
    areas: tuple[str, str]
    note: str | None = None
    modes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Closure:
    """A border, crossing, link or passage that is or was closed.

    ``what`` is "border:KP-KR" (area ids, sorted), "crossing:ID", "link:ID", "passage:suez" or
    "area:ID". ``modes`` empty means every mode. ``since`` and ``until`` are ISO 8601
    dates (a year or a month will do), ``since`` inclusive, ``until`` exclusive; None is
    "always" and "still". ``blocks`` False: only a remark ("war"), nothing is blocked.
    """

    id: str
    what: str
    modes: frozenset[str]
    since: str | None
    until: str | None
    source: str
    reason: str
    blocks: bool = True

    def holds(self, date: str | None) -> bool:
        """Whether it is in force on ``date`` (ISO 8601), or now as far as the data goes.

        A year or a month stands for its last day.
        """
        if date is None:
            return self.until is None
        day = date + _LAST[len(date) :]
        began = self.since is None or self.since <= day[: len(self.since)]
        ended = self.until is not None and self.until <= day[: len(self.until)]
        return began and not ended


@dataclass(frozen=True, slots=True, eq=False)
class Towns:
    """Populated places on a network. ``node`` is the node next to each; one row a town."""

    names: Sequence[str]
    node: Ints
    population: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """An undirected network: ``n`` nodes and ``m`` edges, each pair of nodes joined once.

    ``lon``, ``lat``: (n,) degrees on WGS 84. ``area``: (n,) index into ``areas``; -1 at sea.
    ``start``, ``end``: (m,) nodes, start < end. ``length_m``: (m,) metres, whole multiples of
    10 m. An edge joins nodes of two areas only where it crosses a border, and has then no
    vertices in between.

    ``special`` maps an edge to the key of what it is: ``"stitch"`` or a link's id in ``links``;
    any other edge is surveyed. ``crossing`` maps an edge that crosses a border to an index into
    ``crossings`` where a reviewed one is near. ``passage`` maps an edge to the name of a strait
    or canal at sea. Edges with vertices in between have them in ``shape``.
    """

    mode: str
    lon: Floats
    lat: Floats
    area: NDArray[np.int16]
    start: Ints
    end: Ints
    length_m: Floats
    areas: tuple[Area, ...]
    links: Mapping[str, LinkFact]
    crossings: tuple[CrossingFact, ...]
    closures: tuple[Closure, ...]
    special: Mapping[int, str]
    crossing: Mapping[int, int]
    passage: Mapping[int, str]
    towns: Towns
    shapes: Shapes

    def area_at(self, edge: int, fraction: float) -> int:
        """The area of a point so far along an edge, -1 at sea; a border is in its middle."""
        return int(self.area[self.start[edge] if fraction <= 0.5 else self.end[edge]])

    def line(self, edge: int) -> Floats:
        """The vertices of an edge, (k, 2) lon, lat in degrees, from its start to its end.

        Longitudes run on across the antimeridian: a vertex may lie beyond 180 or below -180.
        """
        start, end = self.start[edge], self.end[edge]
        inner = self.shapes.inner(edge)
        line = np.empty((len(inner) + 2, 2))
        line[0] = self.lon[start], self.lat[start]
        line[1:-1] = inner
        line[-1] = self.lon[end], self.lat[end]
        line[-1, 0] += 360.0 * np.rint((line[-2, 0] - line[-1, 0]) / 360.0)
        return line


class Shapes:
    """The vertices between the two ends of edges, decoded when they are first asked for."""

    def __init__(self, decode: Callable[[], tuple[NDArray[np.int64], Floats]]) -> None:
        """``decode`` gives (m + 1,) where each edge's vertices begin, and (k, 2) lon, lat."""
        self._decode = decode
        self._decoded: tuple[NDArray[np.int64], Floats] | None = None

    def inner(self, edge: int) -> Floats:
        """(k, 2) lon, lat in degrees, without the two ends; k may be 0."""
        if self._decoded is None:
            self._decoded = self._decode()
        first, lonlat = self._decoded
        return lonlat[first[edge] : first[edge + 1]]
