"""What holds for every path on every network. Nothing here uses code of the search."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from routes.geodesy import length_m
from routes.model.alternative import NoPath
from routes.networks import Found, Network, Query, Router
from tests.unit.random_network import (
    in_common_m,
    positions,
    random_network,
    random_point,
    split,
)

NUMBER = st.integers(0, 2**32 - 1)
AVOID = st.sampled_from([frozenset(), frozenset({"AA"}), frozenset({"BB"}), frozenset({"CC"})])
QUICK = settings(deadline=None, max_examples=60)


def shut_by(network: Network, avoid: frozenset[str]) -> np.ndarray:
    """The edges with an end in one of the countries."""
    there = [i for i, area in enumerate(network.areas) if area.id in avoid]
    return np.isin(network.area[network.start], there) | np.isin(network.area[network.end], there)


def found(network: Network, query: Query) -> tuple[Found, ...]:
    answer = Router(network).find(query)
    assume(not isinstance(answer, NoPath))
    assert not isinstance(answer, NoPath)
    return answer


@QUICK
@given(NUMBER, NUMBER, NUMBER, AVOID)
def test_the_best_is_the_shortest_that_floyd_and_warshall_find(seed, a, b, avoid):
    network = random_network(seed)
    query = Query(random_point(network, a), random_point(network, b), avoid=avoid)
    best = found(network, query)[0]
    start, end = best.sections[0].start, best.sections[-1].end
    expected = split(network, start, end, shut_by(network, avoid)).shortest_m
    assert best.length_m == pytest.approx(expected, rel=1e-9, abs=1e-6)


@QUICK
@given(NUMBER, NUMBER, NUMBER, AVOID)
def test_no_path_means_that_there_is_none(seed, a, b, avoid):
    network = random_network(seed)
    start, end = random_point(network, a), random_point(network, b)
    free, answer = (Router(network).find(Query(start, end, avoid=x)) for x in (frozenset(), avoid))
    assume(not isinstance(free, NoPath))
    if isinstance(answer, NoPath):
        assert answer.reason == "avoided"
        spots = free[0].sections[0].start, free[0].sections[-1].end
        shut = shut_by(network, avoid)
        inside = any(shut[spot.edge] for spot in spots)
        assert inside or not np.isfinite(split(network, *spots, shut).shortest_m)
        assert set(answer.names) == set(avoid)


@QUICK
@given(NUMBER, NUMBER, NUMBER, NUMBER, AVOID)
def test_every_path_is_a_connected_walk_whose_lengths_add_up(seed, a, b, c, avoid):
    network = random_network(seed)
    query = Query(
        random_point(network, a), random_point(network, b), (random_point(network, c),), avoid, 5
    )
    paths = found(network, query)
    assume(paths[0].length_m > 0)
    for path in paths:
        one, two = path.sections
        assert one.end == two.start
        whole = sum(positions(network, section)[-1][1] for section in path.sections)
        assert path.length_m == pytest.approx(whole, rel=1e-9, abs=1e-6)
        for section in path.sections:
            assert section.length_m == pytest.approx(positions(network, section)[-1][1], abs=1e-6)
        assert not shut_by(network, avoid)[path.edges].any()
        assert path.stretch == pytest.approx(path.length_m / paths[0].length_m)
    assert [path.length_m for path in paths] == sorted(path.length_m for path in paths)


@QUICK
@given(NUMBER, NUMBER, NUMBER, AVOID)
def test_every_alternative_is_admissible(seed, a, b, avoid):
    network = random_network(seed)
    query = Query(random_point(network, a), random_point(network, b), avoid=avoid, count=5)
    paths = found(network, query)
    best = paths[0]
    assume(best.length_m > 0)
    dist_m = split(
        network, best.sections[0].start, best.sections[0].end, shut_by(network, avoid)
    ).dist_m
    for i, path in enumerate(paths):
        at = positions(network, path.sections[0])
        nodes = [node for node, _ in at]
        assert len(set(nodes)) == len(nodes)
        for j, (here, here_m) in enumerate(at):
            for there, there_m in at[j + 1 :]:
                if there_m - here_m <= 0.25 * best.length_m:
                    assert there_m - here_m <= dist_m[here, there] + 1e-6
        assert path.length_m <= 1.25 * best.length_m + 1e-6
        for other in paths[:i]:
            assert in_common_m(network, path, other) <= 0.75 * best.length_m + 1e-6
        shared = in_common_m(network, best, path) / best.length_m
        assert path.sharing == pytest.approx(shared if i else 1.0)


@QUICK
@given(NUMBER, NUMBER, NUMBER, AVOID)
def test_there_and_back_are_equally_far(seed, a, b, avoid):
    network = random_network(seed)
    start, end = random_point(network, a), random_point(network, b)
    there = found(network, Query(start, end, avoid=avoid))[0]
    back = found(network, Query(end, start, avoid=avoid))[0]
    assert there.length_m == pytest.approx(back.length_m, rel=1e-9, abs=1e-6)
    assert there.access_m == back.access_m[::-1]


@QUICK
@given(NUMBER, NUMBER, NUMBER, NUMBER)
def test_a_place_on_the_way_makes_it_no_shorter(seed, a, b, c):
    network = random_network(seed)
    start, end, via = (random_point(network, each) for each in (a, b, c))
    straight = found(network, Query(start, end, count=0))[0]
    round_about = found(network, Query(start, end, (via,), count=0))[0]
    assume(straight.sections[0].start == round_about.sections[0].start)
    assume(straight.sections[0].end == round_about.sections[-1].end)
    assert round_about.length_m >= straight.length_m - 1e-6
    legs = [found(network, Query(*pair, count=0))[0] for pair in ((start, via), (via, end))]
    assert round_about.length_m == pytest.approx(sum(leg.length_m for leg in legs))


@QUICK
@given(
    NUMBER, NUMBER, st.sampled_from([(30.0, 50.0), (179.5, 60.0), (-179.9, -20.0), (10.0, 89.2)])
)
def test_the_nearest_point_of_the_network_is_the_nearest(seed, a, corner):
    network = random_network(seed, west=corner[0], south=corner[1])
    point = random_point(network, a)
    spot = found(network, Query(point, point, count=0))[0].sections[0].start
    samples = []
    for edge in range(len(network.start)):
        line = network.line(edge)
        for p, q in pairwise(line):
            samples += [p + share * (q - p) for share in np.linspace(0, 1, 60)]
    nearest = min(length_m(point, (lon, lat)) for lon, lat in samples)
    # Edges are chosen on a sphere, and near a pole a line straight in lon and lat is a curve.
    assert spot.access_m <= nearest * 1.004 + 20.0
    assert spot.access_m == pytest.approx(length_m(point, (spot.lon, spot.lat)))


@QUICK
@given(NUMBER, NUMBER, st.floats(1e3, 2e5), AVOID)
def test_a_reach_ends_where_the_metres_do(seed, a, metres, avoid):
    network = random_network(seed)
    answer = Router(network).reach(random_point(network, a), metres, avoid=avoid)
    assume(not isinstance(answer, NoPath))
    dist_m = split(network, answer.spot, answer.spot, shut_by(network, avoid)).dist_m[-1]
    expected = {i: dist_m[node] for i, node in enumerate(network.towns.node)}
    expected = {i: away for i, away in expected.items() if away <= metres}
    # A town at a dead end may be left out; what is told is true.
    ends = np.bincount(np.append(network.start, network.end), minlength=len(network.lon))
    told = dict(answer.towns)
    assert told == pytest.approx({i: away for i, away in expected.items() if i in told})
    assert all(ends[network.towns.node[i]] == 1 for i in expected.keys() - told.keys())
    assert [away for _, away in answer.towns] == sorted(dict(answer.towns).values(), reverse=True)
    assert not shut_by(network, avoid)[answer.edges].any()
    assert len(set(answer.edges.tolist())) == len(answer.edges)


@QUICK
@given(NUMBER, NUMBER, NUMBER)
def test_what_a_walk_tells_is_as_long_as_the_path(seed, a, b):
    network = random_network(seed)
    router = Router(network)
    for path in found(network, Query(random_point(network, a), random_point(network, b))):
        walk = router.walk(path)
        assert sum(metres for _, metres in walk.stays) == pytest.approx(path.length_m, abs=1e-6)
        areas = [area for area, _ in walk.stays]
        assert all(one != other for one, other in pairwise(areas))
        crossed = [(border.from_area, border.to_area) for border in walk.borders]
        assert crossed == list(pairwise(areas))
        first, last = path.sections[0].start, path.sections[-1].end
        assert tuple(walk.line[0]) == (first.lon, first.lat)
        assert tuple(walk.line[-1]) == (last.lon, last.lat)
        drawn = sum(length_m(tuple(p), tuple(q)) for p, q in pairwise(walk.line))
        assert drawn <= path.length_m * 1.001 + 20


@QUICK
@given(NUMBER, NUMBER)
def test_the_nearest_border_is_the_nearest(seed, a):
    network = random_network(seed)
    answer = Router(network).find(Query(random_point(network, a), frozenset({"BB"}), count=4))
    assume(not isinstance(answer, NoPath))
    start = answer[0].sections[0].start
    beyond = network.area == 1
    # Only ways out of the country are shut: who is behind the border has arrived.
    shut = beyond[network.start] & beyond[network.end]
    dist_m = split(network, start, start, shut).dist_m[-1, : len(beyond)]
    assert answer[0].length_m == pytest.approx(dist_m[beyond].min())
    for path in answer:
        nodes = path.sections[0].nodes
        assert beyond[nodes[-1]]
        assert not beyond[nodes[:-1]].any()
        assert path.length_m <= 2.5 * answer[0].length_m + 1e-6
