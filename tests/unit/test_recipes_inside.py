"""Lines between two places of one country are drawn outside its neighbours."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import shapely

from data.recipes.networks.contract import Contracted
from data.recipes.networks.graph import FIRST_LINK, SURVEYED, Floats, Graph, geodesic_m
from data.recipes.networks.inside import MARGINS_KM, inside, way
from data.recipes.units import Unit

KM = 1 / 111.2
NORTH = shapely.Polygon([(0, 0), (1, 0), (1.2, -0.4), (1.4, 0), (3, 0), (3, 1), (0, 1)])
"""A country with a spit of 44 km that reaches into its neighbour in the south."""
SOUTH = shapely.Polygon([(0, 0), (1, 0), (1.2, -0.4), (1.4, 0), (3, 0), (3, -2), (0, -2)])
ACROSS_THE_SPIT = ((0.8, -0.2), (1.6, -0.2))


def _unit(country: str, polygon: Any) -> Unit:
    return Unit(country, country, None, None, (country,), None, 0.0, 0.0, polygon, polygon)


UNITS = [_unit("NN", NORTH), _unit("SS", SOUTH)]


def _chains(*lines: tuple[tuple[float, float], ...], area: int = 1, tag: int = SURVEYED) -> Any:
    """Each line an edge of its own."""
    whole = [np.rint(np.array(line) * 1000).astype(np.int64) for line in lines]
    ends = np.concatenate([line[[0, -1]] for line in whole])
    first = np.arange(0, len(ends), 2)
    lonlat = ends / 1000
    graph = Graph(
        ends[:, 0],
        ends[:, 1],
        np.full(len(ends), area),
        first,
        first + 1,
        geodesic_m(lonlat[first], lonlat[first + 1]),
        np.full(len(first), tag),
    )
    return Contracted(graph, [line[1:-1] for line in whole])


def _drawn(chains: Contracted, edge: int) -> Floats:
    graph = chains.graph
    ends = np.column_stack([graph.x, graph.y])[[graph.start[edge], graph.end[edge]]]
    return np.concatenate([ends[:1], chains.inner[edge], ends[1:]]) / 1000


def _length(line: Floats) -> float:
    return float(np.sum([np.hypot(*(b - a)) for a, b in pairwise(line)]))


def test_a_line_goes_round_land_of_a_neighbour():
    found = inside(_chains(ACROSS_THE_SPIT), UNITS, [0, 1], ["NN", "SS"])
    line = _drawn(found.chains, 0)
    assert (found.led, found.left) == ([0], [])
    distance_km = shapely.LineString(line).distance(NORTH) / KM
    assert MARGINS_KM[0] / 2 < distance_km < 2 * MARGINS_KM[0]
    assert len(line) <= 6
    assert _length(line) < 1.3 * _length(np.array(ACROSS_THE_SPIT))


def test_ends_nodes_and_lengths_stay():
    given = _chains(ACROSS_THE_SPIT)
    found = inside(given, UNITS, [0, 1], ["NN", "SS"])
    assert found.chains.graph is given.graph
    assert not len(given.inner[0])  # the given chains too


def test_a_line_in_its_own_country_stays():
    given = _chains(((0.1, -1.5), (2.9, -1.5)))
    found = inside(given, UNITS, [0, 1], ["NN", "SS"])
    assert (found.led, found.left) == ([], [])
    assert not len(found.chains.inner[0])


def test_only_the_piece_that_strays_gets_vertices():
    given = _chains(((0.2, -1.5), (0.3, -0.9), *ACROSS_THE_SPIT, (2.9, -1.5)))
    found = inside(given, UNITS, [0, 1], ["NN", "SS"])
    line = [tuple(point) for point in _drawn(found.chains, 0).tolist()]
    assert line[:3] == [(0.2, -1.5), (0.3, -0.9), ACROSS_THE_SPIT[0]]
    assert line[-2:] == [ACROSS_THE_SPIT[1], (2.9, -1.5)]
    assert len(line) > 5


def test_land_that_counts_to_the_same_state_is_no_obstacle():
    found = inside(_chains(ACROSS_THE_SPIT), UNITS, [0, 1], ["SS", "SS"])
    assert (found.led, found.left) == ([], [])


def test_land_of_nobody_is_no_obstacle():
    found = inside(_chains(ACROSS_THE_SPIT, area=0), UNITS, [-1, 0], ["SS"])
    assert (found.led, found.left) == ([], [])


def test_links_stay_straight():
    found = inside(_chains(ACROSS_THE_SPIT, tag=FIRST_LINK), UNITS, [0, 1], ["NN", "SS"])
    assert (found.led, found.left) == ([], [])


def test_the_road_to_an_exclave_stays_and_is_told():
    exclave = shapely.box(1.5, 0.5, 1.6, 0.6)
    units = [_unit("NN", NORTH.difference(exclave)), _unit("SS", SOUTH.union(exclave))]
    given = _chains(((1.55, -0.5), (1.55, 0.55)), ACROSS_THE_SPIT)
    found = inside(given, units, [0, 1], ["NN", "SS"])
    assert (found.led, found.left) == ([1], [0])
    assert not len(found.chains.inner[0])


def test_a_way_more_than_twice_as_long_is_none():
    wall = shapely.box(1, -1, 1.05, 1)
    own = shapely.box(0, -2, 2, 2).difference(wall)
    near_its_end = np.array([(0.9, -0.9), (1.15, -0.9)])
    at_its_middle = np.array([(0.9, 0.0), (1.15, 0.0)])
    assert way(near_its_end, own, wall) is not None
    assert way(at_its_middle, own, wall) is None


def test_open_water_is_neither_a_way_nor_an_obstacle():
    wall, strait = shapely.box(1, -1, 1.05, 0), shapely.box(1, -2, 1.05, -1)
    land = shapely.box(0, -2, 2, 0).difference(wall.union(strait).buffer(0.03))
    line = np.array([(0.9, -0.9), (1.15, -0.9)])
    assert way(line, land, wall) is None
    assert way(line, land.union(strait.buffer(0.03).difference(wall)), wall) is not None


@pytest.mark.parametrize("astray_km", [1.0, 4.0])
def test_an_end_a_little_over_the_border_leads_back(astray_km: float):
    line = np.array([(1.5, astray_km * KM), (2.9, 0.1 * KM)])
    found = way(line, SOUTH, NORTH)
    assert found is not None
    over = shapely.LineString(found).intersection(NORTH)
    assert over.bounds[3] <= astray_km * KM + 1e-9
    assert over.length < 0.3 * shapely.LineString(line).length


def test_an_end_far_over_the_border_has_no_way():
    assert way(np.array([(0.5, 0.2), (2.0, -0.3)]), SOUTH, NORTH) is None


def test_a_narrow_corridor_is_kept_to():
    corridor = shapely.LineString([(0, 0), (0.5, 0.2), (1, 0)]).buffer(1.2 * KM)
    around = shapely.box(-0.5, -0.5, 1.5, 0.5).difference(corridor)
    found = way(np.array([(0.0, 0.0), (1.0, 0.0)]), corridor, around)
    assert found is not None
    assert shapely.covers(corridor, shapely.LineString(found))


def test_in_the_far_north_kilometres_are_kilometres():
    def turn(xy: Floats) -> Floats:
        return xy * [3.0, 1.0] + [0, 70]  # a degree of longitude is 38 km there

    north, south = shapely.transform(NORTH, turn), shapely.transform(SOUTH, turn)
    found = way(turn(np.array(ACROSS_THE_SPIT)), south, north)
    assert found is not None
    tip = turn(np.array([[1.2, -0.4]]))
    nearest_m = geodesic_m(found[1:-1], np.repeat(tip, len(found) - 2, axis=0)).min()
    assert 750 < nearest_m < 3000
