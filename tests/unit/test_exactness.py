"""A thousand shortest paths, with and without countries to avoid, against scipy's Dijkstra.

The graph is made by `tests/admissible.py` from the arrays of the network. The search is asked
one pair at a time; scipy finds all ends of one start at once.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from routes.model.alternative import NoPath
from routes.networks import Found, Query, Router, load
from tests.admissible import TOLERANCE, Plain, avoided_nodes, plain

STARTS, ENDS = 10, 25  # of each, for each mode and with and without avoiding: 1,000 pairs
AVOID = {"rail": frozenset({"CN", "KZ"}), "road": frozenset({"RU", "IR"})}
NOTHING: frozenset[str] = frozenset()


@cache
def router(mode: str) -> Router:
    return Router(load(mode))


def drawn(mode: str, avoid: frozenset[str], count: int, seed: int) -> list[int]:
    """Nodes of the largest piece of what is left, so that most of the pairs have a path."""
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    network = router(mode).network
    _, label = connected_components(plain(network, avoid=avoid).matrix, directed=False)
    there = label == np.bincount(label[: len(network.lon)]).argmax()
    return np.random.default_rng(seed).choice(np.flatnonzero(there), count).tolist()


def point(mode: str, node: int) -> tuple[float, float]:
    network = router(mode).network
    return float(network.lon[node]), float(network.lat[node])


@pytest.mark.parametrize("avoid", ["nothing", "countries"])
@pytest.mark.parametrize("mode", ["rail", "road"])
def test_the_best_path_is_as_long_as_scipy_says(mode: str, avoid: str) -> None:
    keep_out = AVOID[mode] if avoid == "countries" else NOTHING
    starts = drawn(mode, keep_out, STARTS, seed=1)
    ends = drawn(mode, keep_out, ENDS, seed=2)
    found = {
        (start, end): router(mode).find(
            Query(point(mode, start), point(mode, end), avoid=keep_out, count=0)
        )
        for start in starts
        for end in ends
    }
    paths = {pair: each for pair, each in found.items() if not isinstance(each, NoPath)}
    assert len(paths) > 0.9 * STARTS * ENDS
    assert unlike(mode, keep_out, paths) == []
    for pair in found.keys() - paths.keys():
        graph = plain(router(mode).network, avoid=keep_out)
        assert not np.isfinite(graph.distances(pair[0])[pair[1]]), found[pair]


def unlike(
    mode: str, avoid: frozenset[str], paths: dict[tuple[int, int], tuple[Found, ...]]
) -> list[tuple[tuple[int, int], float, float]]:
    """Pairs for which the two lengths differ."""
    network = router(mode).network
    spots = {}
    for (path,) in paths.values():
        (section,) = path.sections
        assert section.end is not None
        for spot in (section.start, section.end):
            spots.setdefault((spot.edge, spot.fraction), len(spots))
    graph = plain(network, list(spots), avoid=avoid)
    distances: dict[int, np.ndarray] = {}
    wrong = []
    for pair, (path,) in paths.items():
        (section,) = path.sections
        ends = (section.start, section.end)
        start, end = (graph.cut(spots[spot.edge, spot.fraction]) for spot in ends if spot)
        if start not in distances:
            distances[start] = graph.distances(start)
        length = float(distances[start][end])
        if abs(path.length_m - length) > TOLERANCE * length:
            wrong.append((pair, path.length_m, length))
    return wrong


def test_what_is_avoided_is_not_entered() -> None:
    network = router("rail").network
    barred = avoided_nodes(network, {"CN"})
    found = router("rail").find(
        Query((131.882, 43.111), (37.618, 55.751), avoid=frozenset({"CN"}), count=3)
    )
    assert not isinstance(found, NoPath)
    for path in found:
        for section in path.sections:
            assert not barred[section.nodes].any()


def test_the_plain_graph_has_what_it_should() -> None:
    network = router("rail").network
    whole: Plain = plain(network)
    assert whole.matrix.shape == (len(network.lon), len(network.lon))
    assert whole.matrix.nnz <= 2 * len(network.length_m)
    without = plain(network, avoid={"RU"})
    assert without.matrix.nnz < whole.matrix.nnz
