"""Lines that seem to dip into a neighbour, along a border that the map draws coarsely."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from data.recipes.networks.areas import Areas
from data.recipes.networks.graph import Graph, Ints
from data.recipes.networks.label import largest_of_each_area, lines_m, near_by, pieces

LONGEST_M = {"rail": 15_000.0, "road": 5_000.0}
"""A dip has less than this of lines in all, up to the middle of the edges over the border. A
road does go to a village on the other side and on; a railway has a station for that."""

_ROUNDS = 20


def straightened(given: Graph, longest_m: float, real: Collection[int], known: Areas) -> Graph:
    """Without dips: their nodes count to the area that the line comes from and goes back to.

    A dip is a connected piece of one area with less than ``longest_m`` of lines, from which two
    edges or more lead into one other area and none anywhere else, and that is as near to that
    one's polygon as a line may stray. ``real`` are edges across a border at a reviewed
    crossing: a piece with one of them is no dip. Disputed areas keep all their nodes, and so
    does the largest piece of each area.
    """
    area = given.area.copy()
    polygons = np.array([unit.full for unit in known.units])
    of_unit = np.array(known.of_unit)
    for _ in range(_ROUNDS):
        found = [
            (nodes, other)
            for nodes, other in _dips(replace(given, area=area), longest_m, real, known.disputed)
            if near_by(given.lonlat[nodes], polygons[of_unit == other])
        ]
        if not found:
            break
        for nodes, other in found:
            area[nodes] = other
    return replace(given, area=area)


def _dips(
    given: Graph, longest_m: float, real: Collection[int], apart: Collection[int]
) -> list[tuple[Ints, int]]:
    """The nodes of dips, no two of which touch, the shortest first, and their new area."""
    piece = pieces(given)
    sizes = np.bincount(piece)
    kept = largest_of_each_area(given.area, piece, sizes)
    metres = lines_m(given, piece)
    across = np.flatnonzero(given.area[given.start] != given.area[given.end])
    beside: dict[int, list[tuple[int, int, bool]]] = {}
    for edge in across.tolist():
        a, b = int(given.start[edge]), int(given.end[edge])
        for own, other in ((a, b), (b, a)):
            row = int(piece[other]), int(given.area[other]), edge in real
            beside.setdefault(int(piece[own]), []).append(row)
    area_of = np.zeros(len(sizes), np.int64)
    area_of[piece] = given.area
    done: set[int] = set()
    chosen: dict[int, int] = {}
    for own in sorted(beside, key=lambda p: (metres[p], p)):
        areas = {area for _, area, _ in beside[own]}
        fits = metres[own] < longest_m and len(areas) == 1 and len(beside[own]) > 1
        fits &= own not in kept and own not in done and not any(r for _, _, r in beside[own])
        if fits and not {int(area_of[own]), *areas} & {-1, *apart}:
            chosen[own] = areas.pop()
            done |= {own, *(other for other, _, _ in beside[own])}
    order = np.argsort(piece, kind="stable")
    first = np.concatenate([[0], np.cumsum(sizes)])
    return [(order[first[p] : first[p + 1]], other) for p, other in chosen.items()]
