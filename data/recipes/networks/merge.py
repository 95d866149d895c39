"""Merge nodes that are closer together than what a map of the world can tell apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from data.recipes.networks.graph import Graph, Ints, geodesic_m, kept, simple

REACH_M = 150.0


def merged(given: Graph, reach_m: float = REACH_M) -> Graph:
    """One node stays, where it is, for nodes joined by an edge shorter than ``reach_m``.

    The one with more edges stays, and takes in only neighbours, so that nothing drifts. An
    edge that moves with its end is as much longer or shorter as the straight line is.
    """
    while True:
        into = _absorbed(given, reach_m)
        if (into == np.arange(len(into))).all():
            return given
        given = _moved(given, into)


def _absorbed(given: Graph, reach_m: float) -> Ints:
    """The node that each becomes: itself, or the neighbour that takes it in."""
    lonlat = given.lonlat
    straight = geodesic_m(lonlat[given.start], lonlat[given.end])
    short = np.flatnonzero((straight < reach_m) & (given.length_m < 2 * reach_m))
    into = np.arange(len(given.x))
    stays = np.zeros(len(given.x), bool)
    degree = given.degree
    for edge in short[np.argsort(given.length_m[short], kind="stable")].tolist():
        a, b = int(given.start[edge]), int(given.end[edge])
        if (degree[b], -b) > (degree[a], -a):
            a, b = b, a
        if into[a] != a or stays[b]:
            a, b = b, a
        if into[a] == a and into[b] == b and not stays[b]:
            into[b] = a
            stays[a] = True
    return into


def _moved(given: Graph, into: Ints) -> Graph:
    lonlat = given.lonlat
    start, end = into[given.start], into[given.end]
    before = geodesic_m(lonlat[given.start], lonlat[given.end])
    after = geodesic_m(lonlat[start], lonlat[end])
    length_m = np.maximum(given.length_m + after - before, after)
    moved = simple(replace(given, start=start, end=end, length_m=length_m))
    return kept(moved, into == np.arange(len(into)))
