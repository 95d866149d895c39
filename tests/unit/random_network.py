"""Networks made up from a number, and slow ways to find what a search must find on them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from routes.geodesy import interpolate, length_m
from routes.networks import Area, Found, Network, Section, Shapes, Spot, Towns

Point = tuple[float, float]
Table = NDArray[np.float64]


def random_network(
    seed: int, *, west: float = 30.0, south: float = 50.0, columns: int = 8, rows: int = 6
) -> Network:
    """A bent grid with gaps, in one piece; three countries from West to East: AA, BB, CC.

    All of it is near (west, south), some 20 km from node to node. Lines bend, but not where
    they cross a border; lengths are a multiple of 10 m and never less than the line.
    """
    rng = np.random.default_rng(seed)
    lonlat, area, pairs = _grid(rng, west, south, columns, rows)
    inner, lengths = [], []
    for a, b in pairs:
        bends = _bends(rng, lonlat[a], lonlat[b]) if area[a] == area[b] else []
        line = [tuple(lonlat[a]), *bends, tuple(lonlat[b])]
        metres = sum(length_m(p, q) for p, q in pairwise(line))
        inner.append(bends)
        lengths.append(np.ceil(metres * rng.uniform(1.0, 1.3) / 10) * 10)
    first = np.concatenate([[0], np.cumsum([len(bends) for bends in inner])]).astype(np.int64)
    vertices = np.array([bend for bends in inner for bend in bends]).reshape(-1, 2)
    towns = np.array(sorted(rng.choice(len(area), len(area) // 4, replace=False)), dtype=np.int32)
    return Network(
        mode="rail",
        lon=np.array([_turned(each) for each in lonlat[:, 0]]),
        lat=lonlat[:, 1].copy(),
        area=area,
        start=pairs[:, 0].copy(),
        end=pairs[:, 1].copy(),
        length_m=np.array(lengths, dtype=np.float64),
        areas=(Area("AA", "Aland"), Area("BB", "Beland"), Area("CC", "Celand")),
        links={}, crossings=(), closures=(), special={}, crossing={}, passage={},
        towns=Towns([f"town {i}" for i in towns], towns, np.full(len(towns), 1000, np.int32)),
        shapes=Shapes(lambda: (first, vertices)),
    )  # fmt: skip


def _grid(
    rng: np.random.Generator, west: float, south: float, columns: int, rows: int
) -> tuple[Table, NDArray[np.int16], NDArray[np.int32]]:
    """Nodes, their countries, and pairs of nodes: the largest piece of what was drawn."""
    column, row = np.tile(np.arange(columns), rows), np.repeat(np.arange(rows), columns)
    wide = 0.2 / max(np.cos(np.radians(south)), 0.02)
    lon = west + wide * (column + rng.uniform(-0.15, 0.15, len(column)))
    lat = np.minimum(89.9, south + 0.2 * (row + rng.uniform(-0.15, 0.15, len(row))))
    node = np.arange(len(column))
    beside = node[(column + 1 < columns) & (rng.random(len(node)) < 0.85)]
    above = node[(row + 1 < rows) & (rng.random(len(node)) < 0.8)]
    across = node[(column + 1 < columns) & (row + 1 < rows) & (rng.random(len(node)) < 0.1)]
    start = np.concatenate([beside, above, across])
    end = np.concatenate([beside + 1, above + columns, across + columns + 1])
    joined = csr_array((np.ones(len(start)), (start, end)), shape=(len(node), len(node)))
    _, piece = connected_components(joined, directed=False)
    kept = piece == np.bincount(piece).argmax()
    number = np.cumsum(kept) - 1
    pairs = np.column_stack((number[start], number[end]))[kept[start]].astype(np.int32)
    area = (column * 3 // columns).astype(np.int16)
    return np.column_stack((lon, lat))[kept], area[kept], pairs


def _bends(rng: np.random.Generator, a: Table, b: Table) -> list[Point]:
    if rng.random() < 0.5:
        return []
    lon, lat = interpolate((_turned(a[0]), a[1]), (_turned(b[0]), b[1]), 0.5)
    lon = a[0] + (lon - a[0] + 180) % 360 - 180
    return [(float(lon + rng.uniform(-0.02, 0.02)), float(lat + rng.uniform(-0.02, 0.02)))]


def _turned(lon: float) -> float:
    return (lon + 180.0) % 360.0 - 180.0 if abs(lon) > 180 else float(lon)


def random_point(network: Network, seed: int) -> Point:
    """A point up to some kilometres away from the network."""
    rng = np.random.default_rng(seed)
    edge = int(rng.integers(len(network.start)))
    line = network.line(edge)
    lon, lat = line[0] + rng.random() * (line[-1] - line[0])
    return _turned(lon + rng.uniform(-0.02, 0.02)), float(min(90, lat + rng.uniform(-0.02, 0.02)))


@dataclass(frozen=True)
class Split:
    """A network with two spots as nodes of their own, and all distances on it.

    The spots are the last two nodes. ``dist_m`` is found by Floyd and Warshall.
    """

    dist_m: Table

    @property
    def shortest_m(self) -> float:
        return float(self.dist_m[-2, -1])


def split(network: Network, start: Spot, end: Spot, shut: NDArray[np.bool_] | None = None) -> Split:
    """Both spots put into the network, edges that are shut left out."""
    n = len(network.lon)
    table = np.full((n + 2, n + 2), np.inf)
    np.fill_diagonal(table, 0.0)
    for edge, metres in enumerate(network.length_m):
        if shut is not None and shut[edge]:
            continue
        on = [(spot.fraction, n + i) for i, spot in enumerate((start, end)) if spot.edge == edge]
        stops = [(0.0, int(network.start[edge])), *sorted(on), (1.0, int(network.end[edge]))]
        for (low, a), (high, b) in pairwise(stops):
            table[a, b] = table[b, a] = min(table[a, b], (high - low) * metres)
    for k in range(n + 2):
        table = np.minimum(table, table[:, k : k + 1] + table[k : k + 1, :])
    return Split(table)


def positions(network: Network, section: Section) -> list[tuple[int, float]]:
    """The nodes of a section with their metres from its start; spots are -2 and -1.

    Raises AssertionError where the edges do not join the nodes.
    """
    assert section.end is not None
    if not len(section.nodes):
        assert section.start.edge == section.end.edge
        along = abs(section.start.fraction - section.end.fraction)
        return [(-2, 0.0), (-1, along * float(network.length_m[section.start.edge]))]
    nodes = section.nodes.tolist()
    assert len(section.edges) == len(nodes) - 1
    at = [(-2, 0.0), (nodes[0], piece_m(network, section.start, nodes[0]))]
    for edge, a, b in zip(section.edges.tolist(), nodes, nodes[1:], strict=False):
        assert {a, b} == {int(network.start[edge]), int(network.end[edge])}
        at.append((b, at[-1][1] + float(network.length_m[edge])))
    at.append((-1, at[-1][1] + piece_m(network, section.end, nodes[-1])))
    return at


def piece_m(network: Network, spot: Spot, node: int) -> float:
    """Metres from a spot to one of the two nodes of its edge."""
    ends = (int(network.start[spot.edge]), int(network.end[spot.edge]))
    assert node in ends
    share = spot.fraction if node == ends[0] else 1 - spot.fraction
    return share * float(network.length_m[spot.edge])


def in_common_m(network: Network, one: Found, other: Found) -> float:
    """Metres that two paths between the same spots have in common, piece by piece."""
    return sum(
        metres for key, metres in _pieces(network, one).items() if key in _pieces(network, other)
    )


def _pieces(network: Network, found: Found) -> dict[tuple[str, int, int], float]:
    pieces: dict[tuple[str, int, int], float] = {}
    for i, section in enumerate(found.sections):
        if not len(section.nodes):
            continue
        first, last = int(section.nodes[0]), int(section.nodes[-1])
        assert section.end is not None
        pieces["spot", i, first] = piece_m(network, section.start, first)
        pieces["spot", i + 1, last] = piece_m(network, section.end, last)
        for edge in section.edges.tolist():
            pieces["edge", edge, 0] = float(network.length_m[edge])
    return pieces
