"""A network made ready: no work before it is needed, nothing shared that changes."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from routes.networks import TRANSFER_M, Query, Router
from tests.unit.random_network import random_network, random_point


def test_what_only_describes_networks_does_not_import_scipy():
    code = (
        "import sys, routes.networks; from tests.unit.random_network import *;"
        "print(any(name.split('.')[0] == 'scipy' for name in sys.modules))"
    )
    alone = code.replace("from tests.unit.random_network import *;", "")
    assert _run(alone) == "False"
    assert _run(code) == "True"  # the test would see it


def _run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_search_changes_nothing_that_the_next_one_uses():
    network = random_network(1)
    router = Router(network)
    query = Query(random_point(network, 1), random_point(network, 9), avoid=frozenset({"BB"}))
    before = _state(router)
    router.find(query)
    router.reach(query.start, 50_000.0, avoid=frozenset({"CC"}))
    after = _state(router)
    assert all(np.array_equal(one, two) for one, two in zip(before, after, strict=True))


def _state(router: Router) -> list[np.ndarray]:
    arcs = router.arcs
    kept = (arcs.first, arcs.head, arcs.edge, router.cost_m, router.component, router.borders)
    return [each.copy() for each in (*kept, router.network.length_m)]


def test_threads_get_the_answers_that_one_thread_gets():
    network = random_network(2)
    queries = [
        Query(random_point(network, i), random_point(network, i + 50), avoid=avoid)
        for i, avoid in enumerate([frozenset(), frozenset({"BB"})] * 10)
    ]
    router = Router(network)
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(router.find, queries))
    alone = [Router(network).find(query) for query in queries]
    assert [_told(each) for each in together] == [_told(each) for each in alone]


def _told(answer):
    if not isinstance(answer, tuple):
        return answer
    return [(found.edges.tolist(), found.length_m, found.sharing) for found in answer]


def test_the_same_question_has_the_same_answer():
    network = random_network(3)
    query = Query(random_point(network, 1), random_point(network, 2), count=6)
    assert _told(Router(network).find(query)) == _told(Router(network).find(query))


def test_a_network_of_one_mode_has_edges_of_that_mode():
    router = Router(random_network(1))
    assert (router.mode, router.edge_mode(0), router.reach_m) == ("rail", "rail", 30_000.0)


def test_arcs_lead_both_ways_along_every_edge():
    network = random_network(4)
    arcs = Router(network).arcs
    tail = np.repeat(np.arange(len(network.lon)), np.diff(arcs.first))
    found = set(zip(tail.tolist(), arcs.head.tolist(), arcs.edge.tolist(), strict=True))
    there = set(zip(network.start.tolist(), network.end.tolist(), range(10**6), strict=False))
    assert found == there | {(b, a, edge) for a, b, edge in there}


def test_a_point_that_is_not_on_earth_is_refused():
    with pytest.raises(ValueError, match="not a point on earth"):
        Router(random_network(1)).find(Query((30.0, 91.0), (30.0, 50.0)))


def test_a_transfer_costs_more_than_a_road_across_a_town():
    assert 10_000 < TRANSFER_M < 100_000
