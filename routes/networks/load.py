"""Read the networks that ship with the program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from routes.errors import ArtefactError
from routes.networks.graph import (
    Area,
    Closure,
    CrossingFact,
    Floats,
    LinkFact,
    Network,
    Shapes,
    Towns,
)
from routes.networks.stored import LENGTH_UNIT_M, UNITS_PER_DEGREE, Stored, decode

__all__ = ["FACTS", "NETWORKS", "load", "read"]

NETWORKS = ("rail", "road", "sea")
FACTS = "network-facts.json"


@cache
def load(mode: str) -> Network:
    """The network of "rail", "road" or "sea". Read once; shapes of edges only when asked for.

    Raises ArtefactError when a file is missing or broken, ValueError for another mode.
    """
    if mode not in NETWORKS:
        raise ValueError(f"no network of {mode!r}; there are {', '.join(NETWORKS)}")
    return read(mode, _content(f"network-{mode}.bin"), _facts())


def _content(name: str) -> bytes:
    try:
        return files("routes._data").joinpath(name).read_bytes()
    except OSError as error:
        raise ArtefactError(f"{name} is missing. Install the program again.") from error


@cache
def _facts() -> Mapping[str, Any]:
    try:
        facts: Mapping[str, Any] = json.loads(_content(FACTS))
    except ValueError as error:
        raise ArtefactError(f"{FACTS} cannot be read. Install the program again.") from error
    return facts


def read(mode: str, content: bytes, facts: Mapping[str, Any]) -> Network:
    """The network in the bytes of a file, and what the table of facts says of it.

    Raises ArtefactError when the file is broken, or the two do not belong together.
    """
    name = f"network-{mode}.bin"
    stored = decode(content, name)
    try:
        return _network(mode, stored, facts)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ArtefactError(
            f"{name} and {FACTS} do not belong together: {error}. Install the program again."
        ) from error


def _network(mode: str, stored: Stored, facts: Mapping[str, Any]) -> Network:
    known = {row["id"]: row for row in facts["areas"]}
    links = {row["id"]: LinkFact(**row) for row in facts["links"].get(mode, ())}
    crossings = tuple(_crossing(row) for row in facts["crossings"])
    index = {crossing.id: number for number, crossing in enumerate(crossings)}
    unknown = set(stored.special.values()) - {"stitch", *links}
    if unknown:
        raise KeyError(min(unknown))
    if bool(stored.areas) != (mode != "sea"):
        raise ValueError("sea lanes lie in no area, and only they do")
    return Network(
        mode=mode,
        lon=stored.x / UNITS_PER_DEGREE,
        lat=stored.y / UNITS_PER_DEGREE,
        area=stored.area,
        start=stored.start,
        end=stored.end,
        length_m=stored.length.astype(np.float64) * LENGTH_UNIT_M,
        # At sea no node lies in an area, but those that are asked for have names there too.
        areas=tuple(Area(**known[area]) for area in stored.areas or known),
        links=links,
        crossings=crossings,
        closures=tuple(_closure(row) for row in facts["closures"]),
        special=stored.special,
        crossing={edge: index[key] for edge, key in stored.crossing.items()},
        passage=stored.passage,
        towns=Towns(stored.towns, stored.town_node, stored.town_people),
        shapes=Shapes(lambda: _shapes(stored)),
    )


def _crossing(row: Mapping[str, Any]) -> CrossingFact:
    first, second = row["areas"]
    modes = frozenset(row.get("modes", ()))
    return CrossingFact(**{**row, "areas": (first, second), "modes": modes})


def _closure(row: Mapping[str, Any]) -> Closure:
    return Closure(**{**row, "modes": frozenset(row["modes"])})


def _shapes(stored: Stored) -> tuple[np.ndarray[Any, np.dtype[np.int64]], Floats]:
    vertices = stored.vertices()
    return vertices.first, np.column_stack([vertices.x, vertices.y]) / UNITS_PER_DEGREE
