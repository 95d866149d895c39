"""Draw edges inside the countries of their ends.

The data keeps only the ends of many a long road, and the straight line between them may cut
through a country that the road never enters. On a map of a journey that would be a false
statement. Such a line is led along the border instead, on its own side.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.recipes.networks.contract import Contracted
from data.recipes.networks.graph import SURVEYED, UNITS_PER_DEGREE, Floats, Ints, geodesic_m
from data.recipes.units import Unit

LEAST_KM = 1.0
"""A piece between two vertices with no more than this in other countries stays as it is."""

MARGINS_KM = (1.5, 0.5)
"""How far from the border a line is led; the second where there is no room for the first."""

ASTRAY_KM = 5.0
"""An end may be this far from its own side of the border: the map is of scale 1:10 million."""

LONGEST = 2.0
"""A way round more than this many times as long as the straight line is no way to draw."""

_COAST_KM = 2.0  # the line may run this far off the coast, which the map draws coarsely too
_WIDER = 0.6  # of the length of a piece: how far around it a way is looked for
_SHORTEST_M = 3_000.0  # pieces between vertices shorter than this are not looked at
_KM_PER_DEGREE = 111.2
_SHIFT = 0.3  # of the margin: how far a line may move when vertices are left out


@dataclass(frozen=True)
class Inside:
    """The chains, the edges that were led round another country, and those that were not.

    ``left`` are edges with a piece that runs through another country for more than
    ``LEAST_KM`` as before: there is no way round (the road to an exclave), or the polygons have
    an end of the piece on the wrong side of the border.
    """

    chains: Contracted
    led: list[int]
    left: list[int]


def inside(
    given: Contracted, units: Sequence[Unit], areas: Sequence[int], states: Sequence[str]
) -> Inside:
    """With vertices that keep surveyed edges out of the land of other states; lengths stay.

    ``areas`` is the number of the area of each unit, -1 for none; ``states`` is the code that
    each area is counted to.
    """
    land = _Land(units, areas, states)
    inner = list(given.inner)
    led, left = [], []
    for edge in _suspects(given, land):
        own = {land.state(int(given.graph.area[node])) for node in _ends(given, edge)}
        line = _line(given, edge) / UNITS_PER_DEGREE
        ways = [_way_of(np.stack(piece), own, land) for piece in pairwise(line)]
        if any(len(found) > 2 for found, _ in ways):
            whole = np.concatenate([found[:-1] for found, _ in ways])
            inner[edge] = np.rint(whole[1:] * UNITS_PER_DEGREE).astype(np.int64)
            led.append(edge)
        if not all(keeps for _, keeps in ways):
            left.append(edge)
    return Inside(replace(given, inner=inner), led, left)


def _ends(given: Contracted, edge: int) -> tuple[int, int]:
    return int(given.graph.start[edge]), int(given.graph.end[edge])


def _line(given: Contracted, edge: int) -> Ints:
    """All vertices of an edge, its ends too, in thousandths of a degree."""
    ends = [(given.graph.x[node], given.graph.y[node]) for node in _ends(given, edge)]
    line: Ints = np.array([ends[0], *given.inner[edge], ends[1]], np.int64)
    line[:, 0] = np.unwrap(line[:, 0], period=360 * UNITS_PER_DEGREE)
    return line


def _suspects(given: Contracted, land: _Land) -> list[int]:
    """Surveyed edges with a long piece that touches land of a third state."""
    graph = given.graph
    edge, one, other = _pieces(given)
    long = geodesic_m(one / UNITS_PER_DEGREE, other / UNITS_PER_DEGREE) > _SHORTEST_M
    long &= np.abs(one[:, 0] - other[:, 0]) < 180 * UNITS_PER_DEGREE
    long &= graph.tag[edge] == SURVEYED
    edge = edge[long]
    lonlat = np.stack([one[long], other[long]], 1) / UNITS_PER_DEGREE
    lines = np.asarray(shapely.linestrings(lonlat), np.object_)
    sides = graph.area[np.column_stack([graph.start[edge], graph.end[edge]])]
    found: list[int] = np.unique(edge[land.strayed(lines, sides)]).tolist()
    return found


def _pieces(given: Contracted) -> tuple[Ints, Ints, Ints]:
    """All lines from vertex to vertex: the edge, and two (k, 2) thousandths of a degree."""
    graph = given.graph
    counts = np.array([len(inner) for inner in given.inner], np.int64) + 1
    last = np.cumsum(counts) - 1
    ends = np.column_stack([graph.x, graph.y])
    between = np.concatenate([*given.inner, np.zeros((0, 2), np.int64)])
    inside_edge = np.ones(counts.sum(), bool)
    inside_edge[last] = False
    before = np.flatnonzero(inside_edge)
    one, other = (
        np.empty((len(inside_edge), 2), np.int64),
        np.empty((len(inside_edge), 2), np.int64),
    )
    one[last - counts + 1], other[last] = ends[graph.start], ends[graph.end]
    other[before] = one[before + 1] = between
    return np.repeat(np.arange(len(counts)), counts), one, other


class _Land:
    """Polygons of all areas, and the state of each."""

    def __init__(self, units: Sequence[Unit], areas: Sequence[int], states: Sequence[str]) -> None:
        of_unit = np.array(areas, np.int64)
        known = of_unit >= 0
        self._polygons = np.array([unit.full for unit in units])[known]
        self._area = of_unit[known]
        self._tree = shapely.STRtree(self._polygons)
        self.states = np.array([*states, ""])  # -1, no area, is no state

    def state(self, area: int) -> str:
        """The code that an area is counted to, "" for none."""
        return str(self.states[area])

    def strayed(self, lines: NDArray[np.object_], sides: Ints) -> Ints:
        """The lines that touch land of a third state; ``sides`` are (k, 2) areas of their ends."""
        line, unit = self._tree.query(lines)
        third = self.states[self._area[unit], None] != self.states[sides[line]]
        line, unit = line[third.all(axis=1)], unit[third.all(axis=1)]
        shapely.prepare(self._polygons[unit])
        return np.unique(line[shapely.intersects(self._polygons[unit], lines[line])])

    def around(self, bounds: Floats, own: set[str]) -> tuple[BaseGeometry, BaseGeometry]:
        """The land of some states, and that of all others, within bounds."""
        near = np.sort(self._tree.query(shapely.box(*bounds)))
        clipped = shapely.clip_by_rect(self._polygons[near], *bounds)
        clipped = shapely.make_valid(clipped, method="structure", keep_collapsed=False)
        mine = np.isin(self.states[self._area[near]], sorted(own))
        return shapely.union_all(clipped[mine]), shapely.union_all(clipped[~mine])


def _way_of(straight: Floats, own: set[str], land: _Land) -> tuple[Floats, bool]:
    """The vertices from one end to the other, and whether they keep out of other states."""
    _, foreign = land.around(_bounds(straight, 0.0), own)
    if _within_km(straight, foreign) <= LEAST_KM:
        return straight, True
    found = way(straight, *land.around(_bounds(straight, _WIDER), own))
    return (straight, False) if found is None else (found, True)


def _bounds(line: Floats, wider: float) -> Floats:
    """West, south, east, north: around the line, and ``wider`` times its length more."""
    scale = _scale(line)
    plane = line * scale
    more = wider * float(np.hypot(*(plane[1] - plane[0]))) + ASTRAY_KM
    low, high = (plane.min(axis=0) - more) / scale, (plane.max(axis=0) + more) / scale
    return np.concatenate([low, high])


def _scale(line: Floats) -> Floats:
    """Kilometres of a degree of longitude and of latitude, about."""
    wide = max(float(np.cos(np.radians(line[:, 1].mean()))), 0.05)
    return np.array([wide, 1.0]) * _KM_PER_DEGREE


def _within_km(line: Floats, foreign: BaseGeometry) -> float:
    """How many kilometres of the line are in there."""
    both = shapely.LineString(line).intersection(foreign)
    return float(_on_plane(both, _scale(line)).length)


def _on_plane(shape: BaseGeometry, scale: Floats) -> BaseGeometry:
    plane: BaseGeometry = shapely.transform(shape, lambda xy: xy * scale)
    return plane


def way(straight: Floats, own: BaseGeometry, foreign: BaseGeometry) -> Floats | None:
    """The shortest line from one end to the other that keeps out of ``foreign``.

    ``straight`` is (2, 2) lon, lat in degrees; the result has the same ends, and vertices
    between them in thousandths of a degree. ``own`` is the land it may run on, ``foreign``
    that which it must not; open water is neither. The line keeps about ``MARGINS_KM`` away
    from ``foreign`` but near its ends, which may be up to ``ASTRAY_KM`` on the wrong side.

    None when there is none, or when it is more than ``LONGEST`` times as long.
    """
    scale = _scale(straight)
    ends = straight * scale
    mine, other = _on_plane(own, scale), _on_plane(foreign, scale)
    longest = LONGEST * float(np.hypot(*(ends[1] - ends[0])))
    for margin in MARGINS_KM:
        room = _room(ends, mine, other, margin)
        found = None if room is None else _shortest(room, ends, longest)
        if found is not None:
            thin = shapely.simplify(shapely.linestrings(found), _SHIFT * margin)
            between = np.round(shapely.get_coordinates(thin)[1:-1] / scale, 3)
            line = np.concatenate([straight[:1], between, straight[1:]])
            if 2 * _within_km(line, foreign) <= _within_km(straight, foreign):
                return line
    return None


def _room(
    ends: Floats, own: BaseGeometry, foreign: BaseGeometry, margin: float
) -> BaseGeometry | None:
    """The polygon that a line may run in, on the plane, when both ends are in one."""
    kept_off = foreign.simplify(_SHIFT * margin).buffer(margin, quad_segs=2)
    room = own.simplify(_SHIFT * margin).buffer(_COAST_KM, quad_segs=2).difference(kept_off)
    points = [shapely.Point(end) for end in ends]
    far = [point.distance(room) for point in points]
    if room.is_empty or max(far) > ASTRAY_KM + margin:
        return None
    # Around an end that is not in there, as much as it takes to come in.
    out = [(point, km) for point, km in zip(points, far, strict=True) if km > 0]
    discs = [point.buffer(1.1 * km + 0.1, quad_segs=4) for point, km in out]
    parts = shapely.get_parts(shapely.union_all([room, *discs]))
    return next((part for part in parts if shapely.covers(part, points).all()), None)


def _shortest(room: BaseGeometry, ends: Floats, longest: float) -> Floats | None:
    """The shortest way inside a polygon: it turns only at corners that jut into it.

    A* over the corners that see each other. None when it is longer than ``longest``.
    """
    corners = _corners(room)
    fits = np.hypot(*(corners - ends[0]).T) + np.hypot(*(corners - ends[1]).T) <= longest
    points = np.concatenate([ends, corners[fits]])
    to_goal = np.hypot(*(points - ends[1]).T)
    shapely.prepare(room)
    best = np.full(len(points), np.inf)
    before = np.zeros(len(points), np.int64)
    done = np.zeros(len(points), bool)
    best[0] = 0.0
    heap = [(float(to_goal[0]), 0)]
    while heap:
        _, node = heapq.heappop(heap)
        if node == 1:
            return points[_back(before)]
        if done[node]:
            continue
        done[node] = True
        far = best[node] + np.hypot(*(points - points[node]).T)
        better = np.flatnonzero(~done & (far < best) & (far + to_goal <= longest))
        lines = np.stack([np.broadcast_to(points[node], (len(better), 2)), points[better]], 1)
        seen = better[shapely.covers(room, shapely.linestrings(lines))]
        best[seen] = far[seen]
        before[seen] = node
        for other in seen.tolist():
            heapq.heappush(heap, (float(best[other] + to_goal[other]), other))
    return None


def _back(before: Ints) -> list[int]:
    """From the start, 0, to the goal, 1."""
    nodes = [1]
    while nodes[-1] != 0:
        nodes.append(int(before[nodes[-1]]))
    return nodes[::-1]


def _corners(room: BaseGeometry) -> Floats:
    """The corners of a polygon where it bends outwards around what is not in it."""
    found = []
    for ring in shapely.get_rings(shapely.orient_polygons(room)):
        xy = shapely.get_coordinates(ring)[:-1]
        into, out = xy - np.roll(xy, 1, axis=0), np.roll(xy, -1, axis=0) - xy
        found.append(xy[into[:, 0] * out[:, 1] - into[:, 1] * out[:, 0] < 0])
    corners: Floats = np.concatenate(found)
    return corners
