"""Every alternative on 22 long journeys a mode holds what the program promises of it.

The graph, the distances and the conditions are those of `tests/admissible.py`, which has
nothing of the search.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array

from routes.geodesy import length_m
from routes.model.alternative import NoPath
from routes.networks import Found, Query, Router, load
from tests.admissible import TOLERANCE, Plain, detours, faults, plain

PAIRS = Path(__file__).parents[1] / "data" / "pairs.csv"
COUNT = 6
MODES = ("rail", "road")
MEAN = {"rail": 2.7, "road": 3.5}


@dataclass(frozen=True)
class Pair:
    mode: str
    name: str
    start: tuple[float, float]
    end: tuple[float, float]


def pairs(mode: str) -> list[Pair]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [
            Pair(
                row["mode"],
                f"{row['from']} to {row['to']}",
                (float(row["from_lon"]), float(row["from_lat"])),
                (float(row["to_lon"]), float(row["to_lat"])),
            )
            for row in csv.DictReader(file)
            if row["mode"] == mode
        ]


@cache
def router(mode: str) -> Router:
    return Router(load(mode))


@cache
def answer(pair: Pair) -> tuple[Found, ...]:
    found = router(pair.mode).find(Query(pair.start, pair.end, count=COUNT))
    assert not isinstance(found, NoPath), found
    return found


def path(found: Found, graph: Plain) -> list[int]:
    """The nodes of a path in the plain graph, whose cuts are its two ends."""
    (section,) = found.sections
    return [graph.cut(0), *section.nodes.tolist(), graph.cut(1)]


@pytest.mark.parametrize("mode", MODES)
def test_the_pairs_are_long_and_no_two_alike(mode: str) -> None:
    listed = pairs(mode)
    assert len(listed) == 22
    assert len({frozenset((pair.start, pair.end)) for pair in listed}) == 22
    apart = [length_m(pair.start, pair.end) for pair in listed]
    assert min(apart) > 900e3
    assert max(apart) > 6000e3


@pytest.mark.parametrize("mode", MODES)
def test_nearly_every_pair_has_several_alternatives(mode: str) -> None:
    counts = [len(answer(pair)) - 1 for pair in pairs(mode)]
    assert min(counts) >= 1, counts
    assert sum(count >= 2 for count in counts) >= 20, counts
    assert np.mean(counts) >= MEAN[mode], counts


@pytest.mark.parametrize(
    "pair", [*pairs("rail"), *pairs("road")], ids=lambda pair: f"{pair.mode}, {pair.name}"
)
def test_each_alternative_is_admissible(pair: Pair) -> None:
    found = answer(pair)
    network = router(pair.mode).network
    first = found[0].sections[0]
    assert first.end is not None
    ends = (first.start, first.end)
    graph = plain(network, [(spot.edge, spot.fraction) for spot in ends])
    shortest = float(graph.distances(graph.cut(0))[graph.cut(1)])
    paths = [path(each, graph) for each in found]
    assert faults(graph, paths, shortest) == []
    for each, nodes in zip(found, paths, strict=True):
        length = float(graph.lengths(nodes).sum())
        assert each.length_m == pytest.approx(length, rel=TOLERANCE)
        assert each.stretch == pytest.approx(length / shortest, rel=TOLERANCE)
        assert (each.sections[0].start, each.sections[0].end) == ends


@pytest.mark.parametrize("mode", MODES)
def test_paths_run_along_edges_from_near_the_one_end_to_near_the_other(mode: str) -> None:
    network = router(mode).network
    for pair in pairs(mode):
        for found in answer(pair):
            (section,) = found.sections
            joined = np.sort(np.column_stack((section.nodes[:-1], section.nodes[1:])), axis=1)
            edges = np.column_stack((network.start[section.edges], network.end[section.edges]))
            assert (joined == np.sort(edges, axis=1)).all(), pair.name
            for asked, spot in zip(
                (pair.start, pair.end), (section.start, section.end), strict=True
            ):
                assert spot is not None
                away = length_m(asked, (spot.lon, spot.lat))
                assert spot.access_m == pytest.approx(away, abs=1)
                assert away < 30e3


# The checker itself


def ladder() -> Plain:
    """Two rows of six nodes, 0-5 and 6-11, one kilometre apart, with rungs of 1 km and a
    second row of 1.2 km steps."""
    arcs = [(i, i + 1, 1000.0) for i in range(5)]
    arcs += [(i, i + 1, 1200.0) for i in range(6, 11)]
    arcs += [(i, i + 6, 100.0) for i in range(6)]
    a, b, w = (np.array(part) for part in zip(*arcs, strict=True))
    both = (np.r_[a, b], np.r_[b, a])
    return Plain(csr_array((np.r_[w, w], both), shape=(12, 12)), 12)


BEST = [0, 1, 2, 3, 4, 5]


def test_the_checker_accepts_a_shortest_path() -> None:
    assert faults(ladder(), [BEST], 5000) == []


def test_the_checker_sees_a_first_path_that_is_not_the_shortest() -> None:
    other = [0, 6, 7, 8, 9, 10, 11, 5]
    assert any("the shortest 5000" in fault for fault in faults(ladder(), [other], 5000))


def test_the_checker_sees_a_detour_and_says_where() -> None:
    leaves = [0, 1, 7, 8, 2, 3, 4, 5]  # 1 to 2 by the other row
    assert detours(ladder(), leaves, 1400) == [(1, 4), (2, 4)]
    assert detours(ladder(), leaves, 1250) == []  # too short a look
    assert any(
        "no shortest path" in fault for fault in faults(ladder(), [BEST, leaves], 5000 * 1.2)
    )


def test_the_checker_sees_paths_that_share_too_much() -> None:
    leaves = [0, 1, 2, 3, 4, 10, 11, 5]
    assert "paths 0 and 1 share 0.8000" in faults(ladder(), [BEST, leaves], 5000)


def test_the_checker_sees_a_path_that_is_too_long() -> None:
    winds = [0, 6, 7, 1, 2, 8, 9, 3, 4, 10, 11, 5]
    wrong = faults(ladder(), [BEST, winds], 4000)
    assert "path 1 is 1.5500 times as long as the shortest" in wrong
    assert not any(fault.startswith("path 0 is 1") for fault in wrong)  # 1.25 is not too long


def test_the_checker_sees_a_node_that_comes_twice() -> None:
    assert "path 0 comes to a node twice" in faults(ladder(), [[0, 1, 7, 1, 2]], 2200)


def test_the_checker_does_not_take_a_gap() -> None:
    with pytest.raises(AssertionError, match="nodes 0 and 2 are not joined"):
        faults(ladder(), [[0, 2]], 2000)
