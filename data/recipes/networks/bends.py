"""Reviewed bends: towns that a long straight edge of the data passes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from data.recipes.networks.graph import SURVEYED, UNITS_PER_DEGREE, Floats, Graph, Ints, geodesic_m
from data.recipes.networks.nearest import within
from data.recipes.networks.table import Row, rows

FILE = Path("data/networks/bends.csv")
SNAP_M = 2_000.0
"""How far the ends of a row may be from those of the edge that it means."""

_COLUMNS = ("mode", "road", "lon", "lat", "to_lon", "to_lat", "via", "source")


@dataclass(frozen=True)
class _Bend:
    edge: int
    start: int
    towns: Floats
    end: int


def bends(mode: str, file: Path = FILE) -> list[Row]:
    """The rows of "rail" or "road". Raises ValueError when one has no source."""
    found = rows(file, _COLUMNS)
    for row in found:
        if not row["source"]:
            raise row.wrong("no source")
    return [row for row in found if row["mode"] == mode]


def bent(given: Graph, table: Sequence[Row]) -> Graph:
    """With a node at each town, and edges along them instead of the straight one.

    Together they are as long as the edge was, or as the line through the towns where that is
    longer. Raises ValueError that lists the rows that mean no edge.
    """
    found, wrong = [], []
    for row, first, last in zip(table, *near_ends(given, table), strict=True):
        try:
            found.append(_bend(given, row, first, last))
        except ValueError as error:
            wrong.append(str(error))
    edges = [bend.edge for bend in found]
    if len(set(edges)) < len(edges):
        wrong.append("two rows of bends mean one edge")
    if wrong:
        raise ValueError("\n".join(wrong))
    for bend in found:
        given = _with(given, bend)
    stays = np.ones(len(given.start), bool)
    stays[edges] = False
    columns = {name: getattr(given, name)[stays] for name in ("start", "end", "length_m", "tag")}
    return replace(given, **columns)


def near_ends(given: Graph, table: Sequence[Row]) -> list[list[dict[int, float]]]:
    """For the first end of each row, and for the second, the nodes near it and metres to them."""
    result = []
    for columns in (("lon", "lat"), ("to_lon", "to_lat")):
        points = np.array([[row.number(column) for column in columns] for row in table])
        near: list[dict[int, float]] = [{} for _ in table]
        found = within(points.reshape(-1, 2), given.lonlat, SNAP_M)
        for which, node, metres in zip(*(column.tolist() for column in found), strict=True):
            near[which][node] = metres
        result.append(near)
    return result


def _bend(given: Graph, row: Row, first: dict[int, float], last: dict[int, float]) -> _Bend:
    edge, start, end = edge_between(given, row, first, last)
    return _Bend(edge, start, _towns(row), end)


def edge_between(
    given: Graph, row: Row, first: dict[int, float], last: dict[int, float]
) -> tuple[int, int, int]:
    """The edge between a node near the first end and one near the last, the nearest of all.

    And its node at either end. Raises ValueError when there is none.
    """
    nodes = [*first, *last]
    touching = np.flatnonzero(np.isin(given.start, nodes) & np.isin(given.end, nodes))
    found = []
    for edge in touching.tolist():
        ends = int(given.start[edge]), int(given.end[edge])
        for a, b in (ends, ends[::-1]):
            if a in first and b in last:
                found.append((first[a] + last[b], edge, a, b))
    if not found:
        raise row.wrong(f"no edge joins nodes within {SNAP_M / 1000:.0f} km of its ends")
    return min(found)[1:]


def _towns(row: Row) -> Floats:
    towns = []
    for town in row["via"].split(";"):
        *name, lon, lat = town.split() or [""]
        try:
            towns.append((float(lon), float(lat)))
        except ValueError as error:
            raise row.wrong(f"via: {town.strip()!r} is not a name, lon and lat") from error
        if not name:
            raise row.wrong(f"via: no name in {town.strip()!r}")
    return np.array(towns)


def _with(given: Graph, bend: _Bend) -> Graph:
    size, count = len(given.x), len(bend.towns)
    nodes: Ints = np.array([bend.start, *range(size, size + count), bend.end], np.int64)
    lonlat = given.lonlat
    line = np.concatenate([lonlat[[bend.start]], bend.towns, lonlat[[bend.end]]])
    pieces_m = geodesic_m(line[:-1], line[1:])
    scale = max(given.length_m[bend.edge] / pieces_m.sum(), 1.0)
    whole = np.rint(bend.towns * UNITS_PER_DEGREE).astype(np.int64)
    return Graph(
        np.concatenate([given.x, whole[:, 0]]),
        np.concatenate([given.y, whole[:, 1]]),
        np.concatenate([given.area, np.full(count, -1, np.int64)]),
        np.concatenate([given.start, nodes[:-1]]),
        np.concatenate([given.end, nodes[1:]]),
        np.concatenate([given.length_m, pieces_m * scale]),
        np.concatenate([given.tag, np.full(count + 1, SURVEYED, np.int64)]),
    )
