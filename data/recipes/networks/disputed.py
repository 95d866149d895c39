"""Nodes where a line enters and leaves a disputed area.

Most lines of the data keep few vertices. One with both ends in other areas would run through a
disputed area unseen, and who keeps out of the state that holds it would be led through.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.recipes.networks.graph import SURVEYED, UNITS_PER_DEGREE, Floats, Graph, Ints, geodesic_m
from data.recipes.units import Unit

LEAST_M = 500.0
"""A line that is in an area for less than this only touches it: borders are coarse."""

_INSIDE = 0.1  # of the piece inside: how far its first and last node are from the area's edge


def entered(
    given: Graph, units: Sequence[Unit], areas: Sequence[int], disputed: Collection[int]
) -> Graph:
    """With two nodes in each disputed area that an edge runs through for ``LEAST_M``.

    They have its label. Where an edge begins or ends in the area, the piece there stays as it
    is. Only surveyed edges are cut, not those over the antimeridian.
    """
    for area in sorted(disputed):
        parts = [unit.full for unit, number in zip(units, areas, strict=True) if number == area]
        if parts:
            given = _through(given, shapely.union_all(parts), area)
    return given


def _through(given: Graph, polygon: BaseGeometry, area: int) -> Graph:
    edges, lines = _touching(given, polygon, area)
    inside = shapely.intersection(lines, polygon)
    cuts: list[tuple[int, Floats]] = []
    for edge, line, shape in zip(edges.tolist(), lines, inside, strict=True):
        found = _pieces(line, shape)
        if given.area[given.start[edge]] == area:
            found = found[found[:, 0] > 0]
        if given.area[given.end[edge]] == area:
            found = found[found[:, 1] < 1]
        if len(found):
            cuts.append((edge, found))
    return _with(given, cuts, area) if cuts else given


def _touching(given: Graph, polygon: BaseGeometry, area: int) -> tuple[Ints, NDArray[np.object_]]:
    lonlat = given.lonlat
    near = np.abs(given.x[given.start] - given.x[given.end]) < 180 * UNITS_PER_DEGREE
    outside = (given.area[given.start] != area) | (given.area[given.end] != area)
    long = given.length_m > LEAST_M
    edges = np.flatnonzero(near & outside & long & (given.tag == SURVEYED))
    ends = np.stack([lonlat[given.start[edges]], lonlat[given.end[edges]]], axis=1)
    west, south, east, north = polygon.bounds
    low, high = ends.min(axis=1), ends.max(axis=1)
    boxed = (low <= [east, north]).all(axis=1) & (high >= [west, south]).all(axis=1)
    edges, ends = edges[boxed], ends[boxed]
    lines = np.asarray(shapely.linestrings(ends), np.object_).reshape(-1)
    shapely.prepare(polygon)
    touch = shapely.intersects(polygon, lines)
    return edges[touch], lines[touch]


def _pieces(line: BaseGeometry, inside: BaseGeometry) -> Floats:
    """(k, 2): from which to which part of the line it is inside, in order, the long ones."""
    found = []
    for part in shapely.get_parts(inside):
        ends = shapely.get_coordinates(part)
        if part.geom_type == "LineString" and _metres(ends) > LEAST_M:
            places = shapely.line_locate_point(line, shapely.points(ends), normalized=True)
            found.append((float(places.min()), float(places.max())))
    return np.array(sorted(found), float).reshape(-1, 2)


def _metres(line: Floats) -> float:
    return float(geodesic_m(line[:-1], line[1:]).sum())


def _with(given: Graph, cuts: Sequence[tuple[int, Floats]], area: int) -> Graph:
    """With the edges cut at two nodes in each piece; lengths are shared out along the line."""
    lonlat = given.lonlat
    size = len(given.x)
    new: list[Floats] = []
    start, end, length_m = [], [], []
    for edge, pieces in cuts:
        a, b = int(given.start[edge]), int(given.end[edge])
        shift = _INSIDE * np.diff(pieces, axis=1)
        parts = (pieces + np.hstack([shift, -shift])).ravel()
        nodes = [a, *range(size + len(new), size + len(new) + len(parts)), b]
        new += list(lonlat[a] + (lonlat[b] - lonlat[a]) * parts[:, None])
        start += nodes[:-1]
        end += nodes[1:]
        length_m += (np.diff([0.0, *parts, 1.0]) * given.length_m[edge]).tolist()
    whole = np.rint(np.array(new) * UNITS_PER_DEGREE).astype(np.int64)
    stays = np.ones(len(given.start), bool)
    stays[[edge for edge, _ in cuts]] = False
    return replace(
        given,
        x=np.concatenate([given.x, whole[:, 0]]),
        y=np.concatenate([given.y, whole[:, 1]]),
        area=np.concatenate([given.area, np.full(len(whole), area, np.int64)]),
        start=np.concatenate([given.start[stays], np.array(start, np.int64)]),
        end=np.concatenate([given.end[stays], np.array(end, np.int64)]),
        length_m=np.concatenate([given.length_m[stays], np.array(length_m, float)]),
        tag=np.concatenate([given.tag[stays], np.full(len(start), SURVEYED, np.int64)]),
    )
