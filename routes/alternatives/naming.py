"""The towns and the passages by which paths are told from each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from routes.geodesy import RADIUS_M, unit_vectors
from routes.networks import Walk
from routes.networks.graph import Floats, Ints, Network
from routes.networks.lines import steps_m
from routes.networks.passages import passage_name
from routes.networks.towns import town_vectors

_APART_M = 40_000.0
"""A town tells a path from the others only if none of them passes so close to it."""

_FAR_M = 400_000.0
"""Further than this from the other paths a town tells no more for being still further off."""

_SPACING = 0.1
"""Towns that are named lie this share of the path's length apart at least."""

_PASSED_M = 12_000.0
"""A path passes a town if it comes so close to its middle: large towns are as wide."""

_STRIDE_M = 6_000.0
"""How finely a path is looked along for towns."""

_WEIGHED = 200
"""So many of the largest towns along a path are looked at; a path over a continent passes more."""

_END_M = 25_000.0
"""Towns so close to an end of a path tell nothing."""

_CELL_DEG = 0.125
_COLUMNS = 2880  # cells of 0.125 degrees around the earth
_NEXT = (-1, 0, 1)

_NAMED = 4


def telling(network: Network, walks: Sequence[Walk]) -> list[tuple[str, ...]]:
    """For each path up to four names that tell it from the others, in the order of travel.

    At sea the straits and canals that not all paths take, else all of them. On land large
    towns far from all other paths; where there are none, large towns.
    """
    if network.mode == "sea":
        return _passages(walks)
    towns = _Towns(network)
    lines = [_Line(walk) for walk in walks]
    named = [_named(towns, line, [o for o in lines if o is not line]) for line in lines]
    return [_told_apart(towns, lines, named, i) for i in range(len(lines))]


def _told_apart(
    towns: _Towns, lines: Sequence[_Line], named: Sequence[tuple[str, ...]], index: int
) -> tuple[str, ...]:
    """The names of a path; where another has the same, the towns that only this one passes."""
    alike = [line for line, names in zip(lines, named, strict=True) if names == named[index]]
    twins = [line for line in alike if line is not lines[index]]
    own = _named(towns, lines[index], twins, apart_m=_PASSED_M) if twins else ()
    return own or named[index]


class _Towns:
    """Where the towns of a network are, and in which cell of a grid."""

    def __init__(self, network: Network) -> None:
        node = network.towns.node
        lonlat = np.column_stack((network.lon[node], network.lat[node]))
        self.names = network.towns.names
        self.areas = network.area[node]
        self.people = network.towns.population.astype(np.float64)
        self.spots = town_vectors(network)
        self.cells = _cells(lonlat)

    def on(self, line: _Line) -> Ints:
        """The towns that the line passes, but for those at its ends.

        Only those of areas that it enters: a ferry may sail past others.
        """
        around = [line.cells + row * _COLUMNS + column for row in _NEXT for column in _NEXT]
        (near,) = np.nonzero(np.isin(self.cells, np.unique(np.concatenate(around))))
        if line.areas:
            near = near[np.isin(self.areas[near], line.areas)]
        near = near[np.argsort(-self.people[near], kind="stable")[:_WEIGHED]]
        spots = self.spots[near]
        passed = _away_m(spots, line.spots) < _PASSED_M
        at_end = _away_m(spots, line.spots[[0, -1]]) < _END_M
        found: Ints = near[passed & ~at_end].astype(np.int32)
        return found


class _Line:
    """Spots along a path, a few kilometres apart, and at which share of the way each lies."""

    def __init__(self, walk: Walk) -> None:
        self.areas = [area for area, _ in walk.stays]
        along_m = np.concatenate(([0.0], np.cumsum(steps_m(walk.line))))
        # The data hold few vertices: a town may lie half way along a straight piece.
        at_m = np.union1d(along_m, np.arange(0.0, along_m[-1], _STRIDE_M))
        lonlat = np.column_stack([np.interp(at_m, along_m, axis) for axis in walk.line.T])
        self.spots = unit_vectors(lonlat)
        self.cells = np.unique(_cells(lonlat))
        self.share = at_m / max(float(at_m[-1]), 1.0)


def _named(
    towns: _Towns, line: _Line, others: Sequence[_Line], *, apart_m: float = _APART_M
) -> tuple[str, ...]:
    on = towns.on(line)
    if not len(on):
        return ()
    spots, people = towns.spots[on], towns.people[on]
    share = line.share[(spots @ line.spots.T).argmax(axis=1)]
    scores = [people]
    if others:
        away_m = np.min([_away_m(spots, other.spots) for other in others], axis=0)
        far = np.where(away_m < apart_m, 0.0, np.minimum(away_m, _FAR_M))
        scores.insert(0, np.sqrt(people) * far)
    for score in scores:
        chosen = _spaced(score, share)
        if chosen:
            return tuple(dict.fromkeys(towns.names[int(on[i])] for i in chosen))
    return ()


def _cells(lonlat: Floats) -> NDArray[np.int64]:
    """The cell of a grid in which each point lies; longitudes may run beyond 180."""
    columns = np.floor(np.mod(lonlat[:, 0], 360) / _CELL_DEG).astype(np.int64)
    return np.floor((lonlat[:, 1] + 90) / _CELL_DEG).astype(np.int64) * _COLUMNS + columns


def _spaced(score: Floats, share: Floats) -> list[int]:
    """The rows with the highest scores that are not close to each other, in order of travel."""
    chosen: list[int] = []
    for i in np.argsort(-score, kind="stable").tolist():
        if score[i] <= 0 or len(chosen) == _NAMED:
            break
        if all(abs(share[i] - share[j]) >= _SPACING for j in chosen):
            chosen.append(i)
    return sorted(chosen, key=lambda i: float(share[i]))


def _away_m(spots: Floats, line: Floats) -> Floats:
    """Metres on the sphere from each spot to the nearest vertex of ``line``, unit vectors."""
    nearest: Floats = (spots @ line.T).max(axis=1)
    return RADIUS_M * np.arccos(np.clip(nearest, -1.0, 1.0))


def _passages(walks: Sequence[Walk]) -> list[tuple[str, ...]]:
    by_all = set(walks[0].passages).intersection(*(walk.passages for walk in walks[1:]))
    named = []
    for walk in walks:
        own = [each for each in walk.passages if each not in by_all]
        named.append(tuple(map(passage_name, own or walk.passages)))
    return named
