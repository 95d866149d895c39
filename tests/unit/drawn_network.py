"""Small networks drawn by hand: towns with a place and a country, lines between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from routes.geodesy import length_m
from routes.model.alternative import NoPath
from routes.networks import Area, Found, Network, Query, Router, Shapes, Towns

Node = tuple[float, float, str]
Edge = tuple[str, str] | tuple[str, str, float]


def drawn(nodes: Mapping[str, Node], edges: Sequence[Edge], **changes: Any) -> Network:
    """A network of nodes, lon, lat and country by name, and edges, with km if not straight.

    Each node is a town. Countries are called after their codes; "" is the sea.
    """
    names = list(nodes)
    codes = sorted({code for _, _, code in nodes.values() if code})
    at = {name: (lon, lat) for name, (lon, lat, _) in nodes.items()}
    pairs = [sorted((names.index(each[0]), names.index(each[1]))) for each in edges]
    km = [each[2] if len(each) == 3 else length_m(at[each[0]], at[each[1]]) / 1e3 for each in edges]
    none = np.zeros(len(edges) + 1, dtype=np.int64)
    numbers = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    made = Network(
        mode="rail",
        lon=np.array([lon for lon, _ in at.values()]),
        lat=np.array([lat for _, lat in at.values()]),
        area=np.array([codes.index(c) if c else -1 for _, _, c in nodes.values()], dtype=np.int16),
        start=numbers[:, 0].copy(),
        end=numbers[:, 1].copy(),
        length_m=np.round(np.array(km) * 100) * 10,
        areas=tuple(Area(code, f"Land {code}") for code in codes),
        links={}, crossings=(), closures=(), special={}, crossing={}, passage={},
        towns=Towns(names, np.arange(len(names), dtype=np.int32), np.ones(len(names), np.int32)),
        shapes=Shapes(lambda: (none, np.empty((0, 2)))),
    )  # fmt: skip
    return replace(made, **changes)


def names_of(network: Network, found: Found) -> list[str]:
    """The towns along a path, each where it is passed first."""
    return [network.towns.names[town] for town, _ in Router(network).walk(found).towns]


def paths(network: Network, query: Query) -> tuple[Found, ...]:
    """The paths of a query that has some."""
    found = Router(network).find(query)
    assert not isinstance(found, NoPath), found.message
    return found


def refusal(network: Network, query: Query) -> NoPath:
    """The refusal of a query that has none."""
    found = Router(network).find(query)
    assert isinstance(found, NoPath), found
    return found
