"""Reviewed removals: edges of the data that no line is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from data.recipes.networks.bends import edge_between, near_ends
from data.recipes.networks.graph import Graph
from data.recipes.networks.table import Row, rows

FILE = Path("data/networks/removed.csv")

_COLUMNS = ("id", "mode", "lon", "lat", "to_lon", "to_lat", "source", "reason")


def removed(mode: str, file: Path = FILE) -> list[Row]:
    """The rows of "rail" or "road". Raises ValueError when one has no source or reason."""
    found = rows(file, _COLUMNS)
    for row in found:
        for column in ("source", "reason"):
            if not row[column]:
                raise row.wrong(f"no {column}")
    return [row for row in found if row["mode"] == mode]


def without(given: Graph, table: Sequence[Row]) -> Graph:
    """Without the edge that each row means.

    Raises ValueError when a row means no edge.
    """
    if not table:
        return given
    ends = near_ends(given, table)
    edges = [edge_between(given, row, *near)[0] for row, *near in zip(table, *ends, strict=True)]
    stays = np.ones(len(given.start), bool)
    stays[edges] = False
    columns = {name: getattr(given, name)[stays] for name in ("start", "end", "length_m", "tag")}
    return replace(given, **columns)
