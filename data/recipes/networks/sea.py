"""Read the sea lanes of ``searoute``."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import numpy as np

from data.recipes.networks.graph import UNITS_PER_DEGREE, Graph, geodesic_m, simple
from data.recipes.origins import Origin, in_wheel, wheel_path

PACKAGE = "searoute"
_FILE = "searoute/data/marnet_searoute.geojson"


def sea() -> tuple[Graph, tuple[str, ...]]:
    """The network, and the names of its straits and canals.

    The tag of an edge is the number of its passage, from 1; 0 is open water. Lanes that end
    at 180 degrees east go on at 180 degrees west.
    """
    features = json.loads(wheel_path(PACKAGE, _FILE).read_text("utf-8"))["features"]
    found = [feature["properties"].get("passage") for feature in features]
    passages = tuple(sorted(set(filter(None, found))))
    number = {None: 0, **{name: index for index, name in enumerate(passages, 1)}}
    nodes: dict[tuple[int, int], int] = {}
    start, end, tag = [], [], []
    for feature, passage in zip(features, found, strict=True):
        for line in _lines(feature["geometry"]):
            for one, other in pairwise([_place(point) for point in line]):
                start.append(nodes.setdefault(one, len(nodes)))
                end.append(nodes.setdefault(other, len(nodes)))
                tag.append(number[passage])
    return _graph(nodes, start, end, tag), passages


def _lines(geometry: dict[str, Any]) -> list[list[list[float]]]:
    lines = geometry["coordinates"]
    return list(lines) if geometry["type"] == "MultiLineString" else [lines]


def _place(point: list[float]) -> tuple[int, int]:
    x, y = (round(value * UNITS_PER_DEGREE) for value in point)
    half = 180 * UNITS_PER_DEGREE
    return half - (half - x) % (2 * half), y  # the file goes on beyond 180 degrees


def _graph(
    nodes: dict[tuple[int, int], int], start: list[int], end: list[int], tag: list[int]
) -> Graph:
    xy = np.array(list(nodes), np.int64)
    starts, ends = np.array(start, np.int64), np.array(end, np.int64)
    lonlat = xy / UNITS_PER_DEGREE
    length_m = geodesic_m(lonlat[starts], lonlat[ends])
    none = np.full(len(xy), -1, np.int64)
    given = Graph(xy[:, 0], xy[:, 1], none, starts, ends, length_m, np.array(tag, np.int64))
    return simple(given)


def origin() -> Origin:
    """What sea lanes are made from."""
    return in_wheel(
        PACKAGE,
        [_FILE],
        licence="Apache-2.0",
        attribution="Sea lanes: searoute (marnet), Apache-2.0.",
    )
