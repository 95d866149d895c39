"""What the quick tests leave out, the slow ones would have left out as well."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from routes.networks import Query, Router
from routes.networks.admissible import LOCAL, SHARING, STRETCH, is_apart, is_locally_optimal
from routes.networks.admissible import is_simple as is_simple_way
from routes.networks.ancestors import Ancestors
from routes.networks.corridor import best_m, corridor
from routes.networks.plateaus import Candidates, plateaus
from routes.networks.trees import graph_with, tree
from tests.unit.random_network import random_network, split

SEEDS = range(25)
LARGE = {"columns": 12, "rows": 8}


def across(seed):
    """The corridor between two corners of a network, and all its distances."""
    network = random_network(seed, **LARGE)
    router = Router(network)
    (best,) = router.find(Query((30.05, 50.1), (33.3, 51.4), count=0))
    spots = best.sections[0].start, best.sections[0].end
    graph = graph_with(
        router, [(spot,) for spot in spots], np.zeros(len(network.start), dtype=bool)
    )
    out, back = (tree(graph, graph.nodes + i) for i in (0, 1))
    shortest = best_m(graph, out, back.root)
    within = corridor(graph, out, back, shortest, STRETCH * shortest)
    return within, split(network, *spots).dist_m


def best_way(within):
    last, step = within.last_steps()
    return within.through(int(last[np.argmin(within.out_m[last] + step)]))


def every_via(within):
    """The way through every plateau, those that the trees rule out as well, best first."""
    return [within.through(int(node)) for node in plateaus(within).first]


def optimal_by_table(within, way, dist_m):
    """Whether every short piece is a shortest path, pair by pair."""
    nodes = [within.nodes[within.start], *within.nodes[way.nodes], within.nodes[within.end]]
    at = [0.0, *way.at_m, way.cost_m]
    return all(
        at[j] - at[i] > LOCAL * within.best_m or at[j] - at[i] <= dist_m[nodes[i], nodes[j]] + 1e-6
        for i in range(len(at))
        for j in range(i + 1, len(at))
    )


def test_there_is_something_to_look_at():
    ways = [way for seed in SEEDS for way in every_via(across(seed)[0])]
    assert len(ways) > 300


@pytest.mark.parametrize("seed", SEEDS)
def test_a_way_is_locally_optimal_when_each_of_its_pieces_is(seed):
    within, dist_m = across(seed)
    for way in every_via(within):
        if is_simple_way(way):
            assert is_locally_optimal(within, way) == optimal_by_table(within, way, dist_m)


def test_both_answers_occur():
    answers = {
        is_locally_optimal(within, way)
        for within, _ in map(across, range(5))
        for way in every_via(within)
        if is_simple_way(way)
    }
    assert answers == {True, False}


@pytest.mark.parametrize("seed", SEEDS)
def test_candidates_leave_out_nothing_that_is_admissible(seed):
    within, dist_m = across(seed)
    quick, slow = [best_way(within)], [best_way(within)]
    candidates = Candidates(within, SHARING, LOCAL)
    candidates.rule_out(quick[0])
    for way in candidates:
        if is_simple_way(way) and is_apart(within, way, quick) and is_locally_optimal(within, way):
            quick.append(way)
            candidates.rule_out(way)
    for way in every_via(within):
        if (
            is_simple_way(way)
            and is_apart(within, way, slow)
            and optimal_by_table(within, way, dist_m)
        ):
            slow.append(way)
    assert [way.edges.tolist() for way in quick] == [way.edges.tolist() for way in slow]


def test_candidates_are_few():
    within, _ = across(3)
    candidates = Candidates(within, SHARING, LOCAL)
    candidates.rule_out(best_way(within))
    assert 0 < len(list(candidates)) < len(every_via(within)) / 2


@pytest.mark.parametrize("seed", range(5))
def test_a_plateau_is_in_both_trees_and_as_long_as_possible(seed):
    within, _ = across(seed)
    found = plateaus(within)
    inner = len(within.nodes) - 2
    for first, last, length in zip(found.first, found.last, found.length_m, strict=True):
        node, done = int(first), 0.0
        while node != last:
            onward = int(within.after[node])
            assert within.before[onward] == node
            done += within.out_m[onward] - within.out_m[node]
            node = onward
        assert done == pytest.approx(length)
        before, onward = int(within.before[first]), int(within.after[last])
        assert before >= inner or within.after[before] != first
        assert onward >= inner or within.before[onward] != last
    rest = found.cost_m - found.length_m
    assert (np.diff(rest) >= 0).all()


def test_a_corridor_holds_every_node_of_a_way_that_is_not_too_long():
    within, _ = across(0)
    through = within.out_m + within.back_m
    assert (through[:-2] <= within.limit_m + 1.001).all()
    assert within.best_m == pytest.approx(best_way(within).cost_m)


def test_ancestors_are_found_by_distance_and_by_a_mark():
    #     0 - 1 - 2 - 3        each step 10 m
    #         1 - 4
    tree_of_five = Ancestors(np.array([-1, 0, 1, 2, 1], dtype=np.int32))
    dist_m = np.array([0.0, 10.0, 20.0, 30.0, 20.0])
    nodes = np.array([3, 3, 3, 4, 0], dtype=np.int32)
    least_m = np.array([0.0, 15.0, 31.0, 5.0, 0.0])
    assert tree_of_five.highest(nodes, dist_m, least_m).tolist() == [0, 2, 3, 1, 0]
    marked = np.array([True, True, False, False, False])
    assert tree_of_five.first_on(nodes, marked).tolist() == [1, 1, 1, 1, 0]


def test_a_way_is_apart_by_length_and_from_each_of_the_others():
    apart = []
    for seed in SEEDS:
        within, _ = across(seed)
        best = best_way(within)
        free = replace(within, graph=replace(within.graph, cost_m=within.graph.cost_m * 0))
        for way in every_via(within):
            apart.append(is_apart(within, way, [best]))
            assert is_apart(free, way, [best]) == apart[-1]
            assert not is_apart(within, way, [best, way])
    assert set(apart) == {True, False}
