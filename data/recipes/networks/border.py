"""Cut long edges where they cross a border."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from data.recipes.networks.graph import SURVEYED, UNITS_PER_DEGREE, Floats, Graph, Ints, geodesic_m
from data.recipes.networks.label import areas_of
from data.recipes.units import Unit

LEAST_M = 1_500.0
"""Edges across a border that are longer are cut; others say well enough where it is."""

HALF_M = 100.0
"""How far the ends of what is left are from the border, which coordinates hold to 50 m."""

_SAMPLES = 400


def cut(given: Graph, units: Sequence[Unit], areas: Sequence[int]) -> Graph:
    """With two nodes at the border on each long surveyed edge that crosses one.

    The border is where most of the straight line lies in the area of its own end. That is off
    where the line of the data is thinned.
    """
    edges = _long(given)
    if not len(edges):
        return given
    start, end = given.start[edges], given.end[edges]
    length_m = given.length_m[edges]
    part = _part(given, edges, units, areas).clip(2 * HALF_M / length_m, 1 - 2 * HALF_M / length_m)
    near, far = part - HALF_M / length_m, part + HALF_M / length_m
    one = len(given.x) + np.arange(len(edges))
    other = one + len(edges)
    lonlat = np.concatenate([_along(given, edges, near), _along(given, edges, far)])
    whole = np.rint(lonlat * UNITS_PER_DEGREE).astype(np.int64)
    stays = np.ones(len(given.start), bool)
    stays[edges] = False
    ends = np.concatenate([whole / UNITS_PER_DEGREE, given.lonlat[start], given.lonlat[end]])
    at_one, at_other, at_start, at_end = ends.reshape(4, -1, 2)
    lines = ((at_start, at_one), (at_one, at_other), (at_other, at_end))
    pieces = np.array([geodesic_m(*line) for line in lines])
    pieces *= np.maximum(length_m / pieces.sum(axis=0), 1.0)
    return replace(
        given,
        x=np.concatenate([given.x, whole[:, 0]]),
        y=np.concatenate([given.y, whole[:, 1]]),
        area=np.concatenate([given.area, given.area[start], given.area[end]]),
        start=np.concatenate([given.start[stays], start, one, end]),
        end=np.concatenate([given.end[stays], one, other, other]),
        length_m=np.concatenate([given.length_m[stays], *pieces]),
        tag=np.concatenate([given.tag[stays], np.full(3 * len(edges), SURVEYED, np.int64)]),
    )


def _long(given: Graph) -> Ints:
    """Surveyed edges between two areas, not over the antimeridian."""
    one, other = given.area[given.start], given.area[given.end]
    across = (one != other) & (one >= 0) & (other >= 0) & (given.tag == SURVEYED)
    near = np.abs(given.x[given.start] - given.x[given.end]) < 180 * UNITS_PER_DEGREE
    return np.flatnonzero(across & near & (given.length_m > LEAST_M))


def _part(given: Graph, edges: Ints, units: Sequence[Unit], areas: Sequence[int]) -> Floats:
    """What part of each edge comes before the border."""
    parts = (np.arange(_SAMPLES) + 0.5) / _SAMPLES
    points = np.concatenate([_along(given, edges, np.full(len(edges), part)) for part in parts])
    area = areas_of(points, units, areas).reshape(_SAMPLES, -1)
    before = np.cumsum(area == given.area[given.start[edges]], axis=0)
    after = np.cumsum((area == given.area[given.end[edges]])[::-1], axis=0)[::-1]
    none = np.zeros((1, len(edges)), before.dtype)
    right = np.concatenate([none, before]) + np.concatenate([after, none])
    return np.asarray(right.argmax(axis=0) / _SAMPLES)


def _along(given: Graph, edges: Ints, part: Floats) -> Floats:
    lonlat = given.lonlat
    start, end = lonlat[given.start[edges]], lonlat[given.end[edges]]
    return np.asarray(start + (end - start) * part[:, None])
