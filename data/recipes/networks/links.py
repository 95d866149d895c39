"""Reviewed links: pieces that the data of rail and road lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from data.recipes.networks.graph import (
    FIRST_LINK,
    SURVEYED,
    Floats,
    Graph,
    Ints,
    geodesic_m,
    joined,
)
from data.recipes.networks.nearest import nearest
from data.recipes.networks.table import Row, rows

FILE = Path("data/networks/links.csv")
SNAP_M = 5_000.0
"""How far the end of a link may be from a node of the network."""

_SEARCH_M = 50_000.0  # so that a message can say how far it is
_COLUMNS = (
    *("id", "mode", "kind", "name", "lon", "lat", "to_lon", "to_lat", "length_km"),
    *("since", "until", "source", "reason", "note"),
)
_KINDS = ("link", "ferry")


def links(mode: str, file: Path = FILE) -> list[Row]:
    """The links of "rail" or "road", in the order of the table.

    Raises ValueError when a row is of no known kind, or has no source or reason.
    """
    found = rows(file, _COLUMNS)
    for row in found:
        if row["kind"] not in _KINDS:
            raise row.wrong(f"kind: {row['kind']!r} is none of {', '.join(_KINDS)}")
        for column in ("name", "source", "reason"):
            if not row[column]:
                raise row.wrong(f"no {column}")
    return [row for row in found if row["mode"] == mode]


def added(given: Graph, table: Sequence[Row]) -> Graph:
    """With an edge for each link, between the nodes nearest to its ends.

    An edge between the same nodes gives way to it. Raises ValueError that lists the links with
    an end too far from any node, or both ends at one.
    """
    if not table:
        return given
    start = np.array([(row.number("lon"), row.number("lat")) for row in table])
    end = np.array([(row.number("to_lon"), row.number("to_lat")) for row in table])
    (one, one_m), (other, other_m) = _nearest(given, start), _nearest(given, end)
    wrong = [
        str(row.wrong(f"the nearest node is {metres / 1000:.1f} km from {which} end"))
        for which, far in (("its first", one_m), ("its second", other_m))
        for row, metres in zip(table, far, strict=True)
        if metres > SNAP_M
    ]
    wrong += [
        str(row.wrong("both ends are at one node"))
        for row, a, b in zip(table, one, other, strict=True)
        if a == b
    ]
    if wrong:
        raise ValueError("\n".join(wrong))
    straight = geodesic_m(given.lonlat[one], given.lonlat[other])
    given_m = [row.number("length_km") * 1000 if row["length_km"] else 0.0 for row in table]
    tag = np.arange(len(table)) + FIRST_LINK
    given, other = _landings(_without(given, one, other), one, other)
    return joined(given, one, other, np.maximum(straight, given_m), tag)


def _landings(given: Graph, one: Ints, other: Ints) -> tuple[Graph, Ints]:
    """A second link between two nodes, such as a ferry beside a bridge, ends at a node of its own.

    It is where the other one is, and joined to it.
    """
    seen: set[tuple[int, int]] = set()
    twice = []
    for index, (a, b) in enumerate(zip(one.tolist(), other.tolist(), strict=True)):
        if (min(a, b), max(a, b)) in seen:
            twice.append(index)
        seen.add((min(a, b), max(a, b)))
    at = other[twice]
    new = len(given.x) + np.arange(len(twice))
    moved = other.copy()
    moved[twice] = new
    wider = replace(
        given,
        x=np.concatenate([given.x, given.x[at]]),
        y=np.concatenate([given.y, given.y[at]]),
        area=np.concatenate([given.area, given.area[at]]),
    )
    nothing = np.zeros(len(twice))
    return joined(wider, at, new, nothing, np.full(len(twice), SURVEYED)), moved


def _without(given: Graph, one: Ints, other: Ints) -> Graph:
    """Without the edges between pairs of nodes: a reviewed link stands in for what is there."""
    size = len(given.x)
    pairs = np.minimum(one, other) * size + np.maximum(one, other)
    stays = ~np.isin(given.start * size + given.end, pairs)
    columns = {name: getattr(given, name)[stays] for name in ("start", "end", "length_m", "tag")}
    return replace(given, **columns)


def _nearest(given: Graph, points: Floats) -> tuple[Ints, Floats]:
    """The node next to each point, and how far it is; infinitely far where there is none."""
    which, node, metres = nearest(points, given.lonlat, _SEARCH_M)
    nodes, far = np.zeros(len(points), np.int64), np.full(len(points), np.inf)
    nodes[which], far[which] = node, metres
    return nodes, far


def facts(table: Sequence[Row]) -> list[dict[str, Any]]:
    """What the program tells of links, by id."""
    columns = ("id", "kind", "name", "source", "reason")
    found = [
        {
            **{column: row[column] for column in columns},
            **({"note": row["note"]} if row["note"] else {}),
        }
        for row in table
    ]
    return sorted(found, key=lambda row: row["id"])


def ages(table: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """A closure for the time before a link was there, and after it was there."""
    for row in table:
        for name, since, until in (("before", None, row["since"]), ("after", row["until"], None)):
            if since or until:
                yield {
                    "id": f"{row['id']}-{row['mode']}-{name}",
                    "what": f"link:{row['id']}",
                    "modes": [row["mode"]],
                    "since": since,
                    "until": until,
                    "source": row["source"],
                    "reason": row["reason"],
                    "blocks": True,
                }
