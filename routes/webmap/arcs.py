"""Lines as shared pieces: what several lines have in common is stored and drawn once. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from routes.webmap.coding import pack
from routes.webmap.path_types import Arcs

_SCALE = 1000
"""The networks have three decimals of a degree."""

_TOLERANCE = 1.5
"""Of the simplification, in thousandths of a degree: half a pixel at the nearest zoom."""

_Vertex = tuple[int, int]
_Chain = tuple[_Vertex, ...]


def shared(geometries: Sequence[BaseGeometry]) -> tuple[Arcs, list[list[list[int]]]]:
    """The arcs of some lines, and for each geometry its lines as lists of arcs.

    An arc begins and ends where lines part or meet. ``~i`` stands for arc ``i`` backwards.
    Coordinates are lon, lat in degrees; they are rounded, then simplified arc by arc, so lines
    that share their way still do.
    """
    chains = [list(_chains(geometry)) for geometry in geometries]
    joints = _joints(chain for several in chains for chain in several)
    known: dict[_Chain, int] = {}
    told = [
        [[_number(known, piece) for piece in _cut(chain, joints)] for chain in several]
        for several in chains
    ]
    return {"scale": _SCALE, "lines": pack([_plain(arc) for arc in known], _SCALE)}, told


def _chains(geometry: BaseGeometry) -> Iterator[_Chain]:
    """The lines of a geometry in whole units, without vertices that repeat."""
    for line in getattr(geometry, "geoms", [geometry]):
        units = np.rint(np.asarray(line.coords)[:, :2] * _SCALE).astype(np.int64)
        stays = np.append(True, (np.diff(units, axis=0) != 0).any(axis=1))
        if stays.sum() > 1:
            yield tuple((int(x), int(y)) for x, y in units[stays])


def _joints(chains: Iterable[_Chain]) -> set[_Vertex]:
    """Ends of lines, and vertices that have not the same two neighbours in all lines."""
    beside: dict[_Vertex, frozenset[_Vertex]] = {}
    joints: set[_Vertex] = set()
    for chain in chains:
        joints.update((chain[0], chain[-1]))
        for before, vertex, after in zip(chain, chain[1:], chain[2:], strict=False):
            pair = frozenset((before, after))
            if beside.setdefault(vertex, pair) != pair:
                joints.add(vertex)
    return joints


def _cut(chain: _Chain, joints: set[_Vertex]) -> Iterator[_Chain]:
    start = 0
    for i in range(1, len(chain)):
        if chain[i] in joints:
            yield chain[start : i + 1]
            start = i


def _number(known: dict[_Chain, int], piece: _Chain) -> int:
    if piece[::-1] in known and piece not in known:
        return ~known[piece[::-1]]
    return known.setdefault(piece, len(known))


def _plain(arc: _Chain) -> NDArray[np.float64]:
    """The arc in degrees, without what cannot be seen."""
    units = np.asarray(arc, dtype=np.float64)
    narrow = max(0.1, math.cos(math.radians(float(units[:, 1].mean()) / _SCALE)))
    plane = shapely.simplify(shapely.LineString(units * [narrow, 1.0]), _TOLERANCE)
    kept: NDArray[np.float64] = np.rint(np.asarray(plane.coords) / [narrow, 1.0]) / _SCALE
    return kept
