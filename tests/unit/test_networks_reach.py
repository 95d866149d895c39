"""How far one gets."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from routes.geodesy import length_m
from routes.model.alternative import NoPath
from routes.networks import Closure, CrossingFact, LinkFact, Query, Router, load
from tests.unit.drawn_network import drawn
from tests.unit.random_network import random_network, random_point

TOWNS = {
    "A": (30.0, 50.0, "AA"), "B": (30.5, 50.0, "AA"), "C": (31.0, 50.0, "BB"),
    "D": (30.5, 50.4, "AA"), "far": (32.0, 50.0, "BB"),
}  # fmt: skip
LINES = [("A", "B", 40.0), ("B", "C", 40.0), ("B", "D", 50.0), ("C", "far", 80.0)]
START = (29.9999, 50.0)


def reach(network, metres, **more):
    found = Router(network).reach(START, metres, start_name="Aville", **more)
    assert not isinstance(found, NoPath), found.message
    return found


def names(network, found):
    return [network.towns.names[town] for town, _ in found.towns]


@pytest.mark.parametrize(
    ("km", "expected"),
    [(10, ["A"]), (40, ["B", "A"]), (90, ["D", "C", "B", "A"]), (89, ["C", "B", "A"])],
)
def test_the_towns_within_reach_are_told_furthest_first(km, expected):
    network = drawn(TOWNS, LINES)
    assert names(network, reach(network, km * 1000.0)) == expected


def test_the_lines_are_the_ways_to_the_towns_and_no_more():
    network = drawn(TOWNS, LINES)
    found = reach(network, 100_000.0)
    assert set(found.edges.tolist()) <= {0, 1, 2}
    ends = {tuple(np.round(line[-1], 6)) for line in found.lines}
    assert {(31.0, 50.0), (30.5, 50.4)} <= ends
    assert any(tuple(np.round(line[0], 6)) == (30.5, 50.0) for line in found.lines)


def test_a_country_to_avoid_ends_it_and_the_border_is_told():
    network = drawn(TOWNS, LINES)
    found = reach(network, 100_000.0, avoid=frozenset({"BB"}))
    assert names(network, found) == ["D", "B", "A"]
    (border,) = found.borders
    assert (border.edge, border.from_area, border.to_area) == (1, 0, 1)
    assert border.at_m == pytest.approx(40_000, abs=20)
    assert (border.lon, border.lat) == pytest.approx((30.75, 50.0))


def test_a_border_further_than_one_gets_is_not_told():
    network = drawn(TOWNS, LINES)
    assert reach(network, 70_000.0, avoid=frozenset({"BB"})).borders == ()


def test_a_closed_crossing_ends_it_on_its_date():
    shut = Closure("shut", "crossing:gate", frozenset(), "2020", "2023", "A paper", "Closed.")
    network = drawn(
        TOWNS, LINES, closures=(shut,), crossing={1: 0},
        crossings=(CrossingFact("gate", "The Gate", 30.75, 50.0, ("AA", "BB")),),
    )  # fmt: skip
    assert "C" in names(network, reach(network, 100_000.0, date="2019"))
    found = reach(network, 100_000.0, date="2021")
    assert "C" not in names(network, found)
    assert found.borders[0].fact is not None
    assert found.borders[0].fact.name == "The Gate"
    assert [each.id for each in found.borders[0].closures] == ["shut"]
    assert "C" in names(network, reach(network, 100_000.0, date="2021", open=frozenset({"shut"})))


def test_a_ferry_is_not_taken_and_no_border_is_told_for_it():
    boat = LinkFact("boat", "ferry", "The boat", "A timetable", "A gap.")
    network = drawn(TOWNS, LINES, links={"boat": boat}, special={1: "boat"})
    found = reach(network, 100_000.0)
    assert names(network, found) == ["D", "B", "A"]
    assert found.borders == ()


def _road_beside_a_dead_end(apart_deg):
    """D is where a long road from C ends; another road passes it without joining."""
    nodes = {
        "A": (30.0, 50.0, "AA"), "B": (31.0, 50.0, "AA"), "C": (32.0, 50.0, "AA"),
        "D": (30.5, 50.0 + apart_deg, "AA"),
    }  # fmt: skip
    return drawn(nodes, [("A", "B"), ("B", "C"), ("C", "D", 150.0)])


def test_a_town_at_a_dead_end_beside_a_much_shorter_road_is_not_told():
    network = _road_beside_a_dead_end(0.05)
    assert names(network, reach(network, 500_000.0)) == ["C", "B", "A"]


def test_a_town_at_a_dead_end_is_told_where_no_other_road_is_near():
    network = _road_beside_a_dead_end(0.2)
    assert names(network, reach(network, 500_000.0)) == ["D", "C", "B", "A"]


VLADIVOSTOK = (131.87353, 43.10562)

AROUND_VLADIVOSTOK = {
    "Ussuriysk": (131.9514, 43.8029), "Nakhodka": (132.8735, 42.8138),
    "Khabarovsk": (135.0717, 48.4802), "Harbin": (126.6500, 45.7500),
    "Mudanjiang": (129.5997, 44.5833), "Jiamusi": (130.3511, 46.7994),
    "Changchun": (125.3228, 43.8800), "Jilin": (126.5603, 43.8508),
    "Yanji": (129.5047, 42.9053), "Hunchun": (130.3583, 42.8675),
    "Suifenhe": (131.1475, 44.4075), "Dunhua": (128.2319, 43.3722),
}  # fmt: skip
"""Middles of cities by GeoNames, rounded."""


def test_towns_are_as_far_as_a_path_to_them_is_long():
    router = Router(load("road"))
    network = router.network
    found = router.reach(VLADIVOSTOK, 900_000.0)
    assert not isinstance(found, NoPath)
    told = {network.towns.names[town]: metres for town, metres in found.towns}
    assert AROUND_VLADIVOSTOK.keys() <= told.keys()
    for name, point in AROUND_VLADIVOSTOK.items():
        (path,) = router.find(Query(VLADIVOSTOK, point, count=0))
        assert told[name] == pytest.approx(path.length_m, abs=12_000), name


def test_nowhere_near_a_line_there_is_no_reach():
    answer = Router(drawn(TOWNS, LINES)).reach((30.0, 40.0), 1e5, start_name="Nowhere")
    assert isinstance(answer, NoPath)
    assert answer.reason == "far-from-network"
    assert "Nowhere" in answer.message


def test_a_start_in_a_country_to_avoid_is_refused():
    answer = Router(drawn(TOWNS, LINES)).reach(
        START, 1e5, avoid=frozenset({"AA"}), start_name="Aville"
    )
    assert isinstance(answer, NoPath)
    assert answer.reason == "avoided"


@pytest.mark.parametrize("seed", range(8))
def test_lines_are_as_long_as_the_network_they_draw(seed):
    network = random_network(seed, columns=10, rows=8)
    straight = replace(network, length_m=_drawn_m(network))
    found = Router(straight).reach(random_point(network, seed), 90_000.0)
    assert not isinstance(found, NoPath)
    drawn_m = sum(_line_m(line) for line in found.lines)
    whole = float(straight.length_m[found.edges].sum())
    piece = float(straight.length_m[found.spot.edge])
    assert whole - 100 <= drawn_m <= whole + piece + 100
    joints = {tuple(np.round(line[0] % 360, 6)) for line in found.lines}
    ends = {tuple(np.round(line[-1] % 360, 6)) for line in found.lines}
    start = tuple(np.round(np.array([found.spot.lon, found.spot.lat]) % 360, 6))
    assert all(_near(joint, {*ends, start}) for joint in joints)


def _near(point, others):
    return any(abs(point[0] - a) < 1e-4 and abs(point[1] - b) < 1e-4 for a, b in others)


def _drawn_m(network):
    return np.array([_line_m(network.line(edge)) for edge in range(len(network.start))])


def _line_m(line):
    return sum(length_m(tuple(p), tuple(q)) for p, q in itertools.pairwise(line))
