"""What one passes on a path, in order of travel: lines, areas, borders, links, towns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from routes.networks.barriers import concerns
from routes.networks.graph import Closure, EdgeKind, Floats, LinkFact, Network
from routes.networks.joined import mode_of
from routes.networks.lines import chained, cut, edge_line, run_on, wrapped
from routes.networks.query import Border, Found, Section, Spot
from routes.networks.towns import nearest_town


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A run of edges of one mode: its line, (k, 2) lon, lat in degrees, and its metres."""

    mode: str
    line: Floats
    length_m: float


@dataclass(frozen=True, slots=True)
class Special:
    """A piece that the surveyed network does not have; lon, lat of its middle in degrees.

    ``at_m`` is where it begins, in metres from the start. ``town`` is that of a transfer.
    """

    edge: int
    key: str
    kind: EdgeKind
    fact: LinkFact | None
    length_m: float
    lon: float
    lat: float
    at_m: float
    town: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """All that a path tells.

    ``line`` is (k, 2) lon, lat in degrees; longitudes run on beyond 180. ``pieces`` are its
    parts by mode. ``stays`` are indices of areas, or -1 over water, with metres, together the
    length of the path; ``rides`` the same by mode and area, sorted, in which a ferry goes by
    sea. ``towns`` lie on it: index, and metres from the start. ``remarks`` are closures that
    close nothing but must be said.
    """

    line: Floats
    pieces: tuple[Piece, ...]
    stays: tuple[tuple[int, float], ...]
    borders: tuple[Border, ...]
    specials: tuple[Special, ...]
    passages: tuple[str, ...]
    towns: tuple[tuple[int, float], ...]
    remarks: tuple[Closure, ...]
    rides: tuple[tuple[str, int, float], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """An edge, or a part of one, in the direction of travel.

    ``low`` and ``high`` are the fractions of the edge at which it begins and ends; the first
    is the larger one for a step against the direction of the edge.
    """

    edge: int
    low: float
    high: float
    at_m: float
    length_m: float

    @property
    def is_whole(self) -> bool:
        return abs(self.high - self.low) == 1.0


def walk(network: Network, found: Found, *, date: str | None = None) -> Walk:
    """What one passes on a path. ``date`` decides which closures are in force."""
    steps = _steps(network, found.sections)
    return Walk(
        line=_line(network, found.sections, steps),
        pieces=_pieces(network, found.sections, steps),
        stays=_stays(network, steps),
        borders=_borders(network, steps, date),
        specials=_specials(network, steps),
        passages=_passages(network, steps),
        towns=_towns(network, steps),
        remarks=_remarks(network, steps, date),
        rides=_rides(network, steps),
    )


def border(network: Network, edge: int, near: int, at_m: float, date: str | None) -> Border:
    """What is known of the border that an edge crosses, coming from node ``near``."""
    ends = (int(network.start[edge]), int(network.end[edge]))
    start, end = ends if near == ends[0] else ends[::-1]
    line = run_on(np.array([(network.lon[i], network.lat[i]) for i in (start, end)]))
    lon, lat = line.mean(axis=0).tolist()
    index = network.crossing.get(edge)
    town, town_m = nearest_town(network, lon, lat)
    return Border(
        edge=edge,
        from_area=int(network.area[start]),
        to_area=int(network.area[end]),
        lon=wrapped(lon),
        lat=lat,
        at_m=at_m,
        fact=None if index is None else network.crossings[index],
        closures=tuple(_in_force(network, (edge,), date)),
        town=town,
        town_m=town_m,
    )


def _steps(network: Network, sections: Sequence[Section]) -> list[_Step]:
    steps: list[_Step] = []
    at_m = 0.0
    for edge, low, high in _parts(network, sections):
        length = float(network.length_m[edge]) * abs(high - low)
        steps.append(_Step(edge, low, high, at_m, length))
        at_m += length
    return steps


def _parts(network: Network, sections: Sequence[Section]) -> Iterator[tuple[int, float, float]]:
    """Each edge with the fractions of it at which one enters and leaves it."""
    for section in sections:
        start, end, nodes = section.start, section.end, section.nodes.tolist()
        if end is not None and not nodes:
            yield start.edge, start.fraction, end.fraction
            continue
        if start.fraction != (side := _side(network, start, nodes[0])):
            yield start.edge, start.fraction, side
        for edge, node in zip(section.edges.tolist(), nodes, strict=False):
            yield (edge, 0.0, 1.0) if int(network.start[edge]) == node else (edge, 1.0, 0.0)
        if end is not None and end.fraction != (side := _side(network, end, nodes[-1])):
            yield end.edge, side, end.fraction


def _side(network: Network, spot: Spot, node: int) -> float:
    """At which fraction of the edge of a spot a node lies: at its start or at its end."""
    return 0.0 if node == int(network.start[spot.edge]) else 1.0


def _drawn(network: Network, step: _Step) -> Floats:
    line = network.line(step.edge)
    if not step.is_whole:
        line = cut(edge_line(network, step.edge), *sorted((step.low, step.high)))
    return line if step.low <= step.high else line[::-1]


def _line(network: Network, sections: Sequence[Section], steps: Sequence[_Step]) -> Floats:
    line = chained([_drawn(network, step) for step in steps])
    start, end = sections[0].start, sections[-1].end
    # The spots are where they were said to be, to the last digit.
    line[0] = _turned(start.lon, line[0, 0]), start.lat
    if end is not None:
        line[-1] = _turned(end.lon, line[-1, 0]), end.lat
    return line


def _turned(lon: float, near: float) -> float:
    """The longitude, by full turns as near to another one as it gets."""
    return lon + 360.0 * round((near - lon) / 360.0)


def _pieces(
    network: Network, sections: Sequence[Section], steps: Sequence[_Step]
) -> tuple[Piece, ...]:
    modes = [mode_of(network, step.edge) for step in steps]
    runs = [
        (mode, [step for _, step in run])
        for mode, run in groupby(zip(modes, steps, strict=True), key=lambda each: each[0])
        if mode != "transfer"
    ]
    if len(runs) == 1:
        whole = _line(network, sections, steps)
        return (Piece(runs[0][0], whole, sum(step.length_m for step in steps)),)
    return tuple(
        Piece(
            mode,
            chained([_drawn(network, step) for step in run]),
            sum(step.length_m for step in run),
        )
        for mode, run in runs
    )


def _stays(network: Network, steps: Sequence[_Step]) -> tuple[tuple[int, float], ...]:
    parts = [part for step in steps for part in _shares(network, step) if part[1] > 0]
    runs = groupby(parts, key=lambda part: part[0])
    return tuple((area, sum(metres for _, metres in run)) for area, run in runs)


def _rides(network: Network, steps: Sequence[_Step]) -> tuple[tuple[str, int, float], ...]:
    ridden: dict[tuple[str, int], float] = {}
    for step in steps:
        mode = "sea" if _is_ferry(network, step.edge) else mode_of(network, step.edge)
        for area, metres in _shares(network, step):
            if mode != "transfer":
                ridden[mode, area] = ridden.get((mode, area), 0.0) + metres
    return tuple((mode, area, metres) for (mode, area), metres in sorted(ridden.items()) if metres)


def _shares(network: Network, step: _Step) -> list[tuple[int, float]]:
    """The areas that a step runs through; one that crosses a border does so in its middle."""
    if _is_ferry(network, step.edge):
        return [(-1, step.length_m)]
    first, last = (
        int(network.area[network.start[step.edge]]),
        int(network.area[network.end[step.edge]]),
    )
    if first == last:
        return [(first, step.length_m)]
    low, high = sorted((step.low, step.high))
    whole = step.length_m / (high - low) if high > low else 0.0
    parts = [
        (first, whole * max(0.0, min(high, 0.5) - low)),
        (last, whole * max(0.0, high - max(low, 0.5))),
    ]
    return parts if step.low <= step.high else parts[::-1]


def _borders(network: Network, steps: Sequence[_Step], date: str | None) -> tuple[Border, ...]:
    found = []
    for step in steps:
        ends = (int(network.start[step.edge]), int(network.end[step.edge]))
        areas = network.area[list(ends)]
        low, high = sorted((step.low, step.high))
        if areas[0] != areas[1] and areas.min() >= 0 and low < 0.5 <= high:
            near = ends[0] if step.low < step.high else ends[1]
            middle_m = float(network.length_m[step.edge]) * abs(0.5 - step.low)
            found.append(border(network, step.edge, near, step.at_m + middle_m, date))
    return tuple(found)


def _specials(network: Network, steps: Sequence[_Step]) -> tuple[Special, ...]:
    found = []
    for step in steps:
        key = network.special.get(step.edge)
        if key is None:
            continue
        line = cut(_drawn(network, step), 0.0, 0.5)
        kind = _kind(network, key)
        found.append(
            Special(
                edge=step.edge,
                key=key,
                kind=kind,
                fact=network.links.get(key),
                length_m=step.length_m,
                lon=wrapped(float(line[-1, 0])),
                lat=float(line[-1, 1]),
                at_m=step.at_m,
                town=int(key.partition(":")[2]) if kind == "transfer" else None,
            )
        )
    return tuple(found)


def _kind(network: Network, key: str) -> EdgeKind:
    if key == "stitch":
        return "stitch"
    return "transfer" if key.startswith("transfer:") else network.links[key].kind


def _is_ferry(network: Network, edge: int) -> bool:
    key = network.special.get(edge)
    return key is not None and _kind(network, key) == "ferry"


def _passages(network: Network, steps: Sequence[_Step]) -> tuple[str, ...]:
    names = (network.passage.get(step.edge) for step in steps)
    return tuple(name for name, _ in groupby(filter(None, names)))


def _towns(network: Network, steps: Sequence[_Step]) -> tuple[tuple[int, float], ...]:
    """The towns whose node is on the way, each where it is passed first."""
    at: dict[int, float] = {}
    for step in steps:
        ends = (int(network.start[step.edge]), int(network.end[step.edge]))
        if step.low in (0.0, 1.0):
            at.setdefault(ends[int(step.low)], step.at_m)
        if step.high in (0.0, 1.0):
            at.setdefault(ends[int(step.high)], step.at_m + step.length_m)
    (on,) = np.nonzero(np.isin(network.towns.node, list(at)))
    found = [(int(i), at[int(network.towns.node[i])]) for i in on]
    return tuple(sorted(found, key=lambda each: (each[1], each[0])))


def _remarks(network: Network, steps: Sequence[_Step], date: str | None) -> tuple[Closure, ...]:
    return tuple(
        each for each in _in_force(network, _telling(network, steps), date) if not each.blocks
    )


def _telling(network: Network, steps: Sequence[_Step]) -> list[int]:
    """The edges of a way that closures may be about, and one for each area."""
    edges = np.array([step.edge for step in steps], dtype=np.int64)
    first, last = network.area[network.start[edges]], network.area[network.end[edges]]
    known = network.special.keys() | network.passage.keys()
    found = dict.fromkeys(edges[first != last].tolist())
    found.update(dict.fromkeys(edge for edge in edges.tolist() if edge in known))
    _, ones = np.unique(first, return_index=True)
    found.update(dict.fromkeys(edges[ones].tolist()))
    return list(found)


def _in_force(network: Network, edges: Iterable[int], date: str | None) -> list[Closure]:
    """The closures about any of the edges that hold on a date, also those that close nothing."""
    some = list(edges)
    return [
        closure
        for closure in network.closures
        if closure.holds(date) and any(concerns(network, closure, edge) for edge in some)
    ]
