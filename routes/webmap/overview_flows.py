"""The largest flows of very many routes, in words and numbers: for whoever runs no scripts. Pure.

The page makes flows of its own at every zoom, in ``flows.js``. Here they are made once, in cells
of a grid on the plane of the map.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from routes.geodesy import unit_vectors
from routes.model.route import Fade

_CELLS = 24
"""Cells from edge to edge of the map: about 30 pixels of the still picture."""

_SAME, _LOOKED_AT = 0.75, 4
"""Of a cell; and how many more flows than are wanted are looked at. As in ``flows.js``."""

START, END = 1, 2
"""Which end of a route is an area; 0 where neither is."""

_FADES: Mapping[int, Fade] = MappingProxyType({START: "start", END: "end"})

_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]


class NamesOut(TypedDict):
    """The commonest name in an area, None where no route there has one, and how many others."""

    name: str | None
    others: int


class FlowOut(TypedDict):
    """``count`` routes that begin near ``start`` and end near ``end``, in lon, lat degrees.

    ``group`` and ``fades`` are those of its routes where all have the same; ``least`` is the
    last of their groups: of kinds of line, the least founded.
    """

    count: int
    start: list[float]
    end: list[float]
    begins: NamesOut
    ends: NamesOut
    group: int | None
    least: int
    fades: Fade


def largest(
    ends: _Floats,
    flat: _Floats,
    words: Sequence[str],
    about: _Ints,
    fades: NDArray[np.int8],
    most: int,
) -> list[FlowOut]:
    """The ``most`` largest flows, the largest first.

    ``ends`` are lon, lat of both ends, shape (n, 2, 2); ``flat`` the same on the plane, in metres.
    ``about`` has group and name, start and end, shape (n, 2, 2), the last three as places in
    ``words``, whose first one is empty; ``fades`` is `START` or `END` where that is an area.
    """
    low, high = flat.min(axis=(0, 1)), flat.max(axis=(0, 1))
    size = max(float((high - low).max()) / _CELLS, 1.0)
    cells = np.floor((flat - low) / size).astype(np.int64)
    one = cells[..., 0] * (_CELLS + 1) + cells[..., 1]
    keys = one[:, 0] * (_CELLS + 1) ** 2 + one[:, 1]
    _, first, which, counts = np.unique(
        keys, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -counts))[: _LOOKED_AT * most]
    found = _joined([np.flatnonzero(which.ravel() == i) for i in order], flat, size)
    found.sort(key=lambda some: (-len(some), int(some[0])))
    return [_flow(ends[some], words, about[some], fades[some]) for some in found[:most]]


def _common(values: NDArray[Any]) -> Any:
    """The one value of all, None where there are several."""
    return values[0].item() if (values == values[0]).all() else None


def _joined(flows: list[_Ints], flat: _Floats, size: float) -> list[_Ints]:
    """An edge between cells may cut through a town: flows that nearly coincide are one."""
    middles = np.empty((len(flows), 2, 2))
    kept: list[_Ints] = []
    for some in flows:
        middle = flat[some].mean(axis=0)
        away = np.hypot(*np.moveaxis(middles[: len(kept)] - middle, -1, 0)).max(axis=1)
        near = np.flatnonzero(away < _SAME * size)
        if not len(near):
            middles[len(kept)] = middle
            kept.append(some)
        else:
            kept[near[0]] = np.sort(np.concatenate([kept[near[0]], some]))
    return kept


def _flow(ends: _Floats, words: Sequence[str], about: _Ints, fades: NDArray[np.int8]) -> FlowOut:
    """The flow of the routes that all of these are of."""
    begins, ends_ = (_names(words[i] for i in about[:, 1, side]) for side in (0, 1))
    return {
        "count": len(ends),
        "start": _middle(ends[:, 0]),
        "end": _middle(ends[:, 1]),
        "begins": begins,
        "ends": ends_,
        "group": _common(about[:, 0, 0]),
        "least": int(about[:, 0, 0].max()),
        "fades": _FADES.get(_common(fades), "no"),
    }


def _middle(points: _Floats) -> list[float]:
    """The middle on the sphere, so that no seam of the longitudes matters."""
    x, y, z = unit_vectors(points).sum(axis=0)
    lon, lat = np.degrees(np.arctan2(y, x)), np.degrees(np.arctan2(z, np.hypot(x, y)))
    return [round(float(lon), 3), round(float(lat), 3)]


def _names(found: Iterable[str]) -> NamesOut:
    counts = Counter(filter(None, found))
    if not counts:
        return {"name": None, "others": 0}
    best = min(counts, key=lambda name: (-counts[name], name))
    return {"name": best, "others": len(counts) - 1}
