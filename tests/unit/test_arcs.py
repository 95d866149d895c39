"""Lines as shared pieces."""

from __future__ import annotations

import json

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, MultiLineString

from routes.webmap.arcs import shared
from routes.webmap.coding import pack, unpack

TRUNK = [(0.0, 0.0), (1.0, 0.5), (2.0, 0.0), (3.0, 0.5)]
NORTH = [*TRUNK, (4.0, 3.0), (6.0, 3.5)]
SOUTH = [*TRUNK, (4.0, -3.0), (6.0, -3.5)]


def rebuilt(arcs, lines):
    """The lines again, as a reader of the payload puts them together."""
    pieces = [arc.tolist() for arc in unpack(arcs["lines"], arcs["scale"])]
    out = []
    for line in lines:
        points = [p for i in line for p in (pieces[i] if i >= 0 else pieces[~i][::-1])]
        out.append([p for n, p in enumerate(points) if not n or p != points[n - 1]])
    return out


def test_what_two_lines_share_is_one_arc():
    arcs, (north, south) = shared([LineString(NORTH), LineString(SOUTH)])
    assert len(unpack(arcs["lines"], 1000)) == 3
    assert north[0][0] == south[0][0]
    assert rebuilt(arcs, north)[0] == [list(p) for p in NORTH]
    assert rebuilt(arcs, south)[0] == [list(p) for p in SOUTH]


def test_the_other_way_round_it_is_the_same_arc():
    arcs, (there, back) = shared([LineString(NORTH), LineString(NORTH[::-1])])
    assert len(unpack(arcs["lines"], 1000)) == 1
    assert (there, back) == ([[0]], [[~0]])
    assert rebuilt(arcs, back)[0] == [list(p) for p in NORTH[::-1]]


def test_lines_that_part_and_meet_again():
    detour = [NORTH[0], NORTH[1], (1.5, -2.0), NORTH[3], NORTH[4]]
    arcs, told = shared([LineString(NORTH), LineString(detour)])
    first, second = (lines[0] for lines in told)
    assert set(first) & set(second)
    assert rebuilt(arcs, told[1])[0] == [list(p) for p in detour]


def test_a_line_that_crosses_itself_and_a_ring():
    eight = [(0, 0), (2, 2), (2, 0), (0, 2)]
    crossing = [(0, 0), (1, 1), (2, 2), (2, 0), (1, 1), (0, 2)]
    ring = [(5, 5), (6, 5), (6, 6), (5, 5)]
    arcs, told = shared([LineString(eight), LineString(crossing), LineString(ring)])
    for lines, wanted in zip(told, (eight, crossing, ring), strict=True):
        assert rebuilt(arcs, lines)[0] == [[float(x), float(y)] for x, y in wanted]


def test_a_cut_at_the_antimeridian_stays_a_cut():
    cut = MultiLineString([[(170, 60), (180, 61)], [(-180, 61), (-170, 60)]])
    arcs, ((east, west),) = shared([cut])
    assert rebuilt(arcs, [east, west])[1][0] == [-180.0, 61.0]


@pytest.mark.parametrize("seed", range(5))
def test_simplified_it_stays_within_a_fifth_of_a_kilometre(seed):
    steps = np.random.default_rng(seed).normal(0, 0.01, (400, 2))
    line = LineString(np.cumsum(steps, axis=0) + np.array([100, 60]))
    arcs, ((told,),) = shared([line])
    again = LineString(rebuilt(arcs, [told])[0])
    # A thousandth and a half of a degree for the simplification, half a thousandth for rounding.
    assert shapely.hausdorff_distance(again, line, densify=0.1) < 0.0045
    assert sum(map(len, unpack(arcs["lines"], 1000))) < 400


def test_nothing_to_draw_is_nothing():
    none = {"scale": 1000, "lines": pack([], 1000)}
    assert shared([]) == (none, [])
    assert shared([LineString([(5, 5), (5.0001, 5)])]) == (none, [[]])


def test_eight_long_paths_stay_small():
    """Eight paths of a thousand vertices each, that share the half of their way."""
    rng = np.random.default_rng(0)
    trunk = np.cumsum(rng.normal(0.05, 0.04, (500, 2)), axis=0) + np.array([40, 10])
    lines = [
        LineString(np.vstack([trunk, trunk[-1] + np.cumsum(rng.normal(0.05, 0.04, (500, 2)), 0)]))
        for _ in range(8)
    ]
    arcs, told = shared(lines)
    assert len(unpack(arcs["lines"], 1000)) == 9
    assert len(json.dumps([arcs, told], separators=(",", ":"))) < 20_000
