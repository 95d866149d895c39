"""The best path, alternatives, places in between, borders, and every reason for no path."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from routes.networks import (
    BORDER_STRETCH,
    TRANSFER_M,
    Closure,
    CrossingFact,
    LinkFact,
    Query,
    joined,
    load,
)
from routes.networks.admissible import SHARING, STRETCH, shared_m
from routes.networks.passages import is_avoided, passage_name
from tests.unit.drawn_network import drawn, names_of, paths, refusal
from tests.unit.random_network import piece_m, random_network

# A way of 100 km from S to T through the country CC, and one of 120 km north of it. Short
# roads between the two lead each tree back to the best way, so no plateau lies on the other.
LADDER = {
    "S": (30.0, 50.0, "AA"), "T": (31.4, 50.0, "BB"),
    "b1": (30.35, 50.0, "CC"), "b2": (30.7, 50.0, "CC"), "b3": (31.05, 50.0, "CC"),
    "a1": (30.35, 50.03, "AA"), "a2": (30.7, 50.03, "AA"), "a3": (31.05, 50.03, "BB"),
}  # fmt: skip
RUNGS = [
    ("S", "b1", 25.0), ("b1", "b2", 25.0), ("b2", "b3", 25.0), ("b3", "T", 25.0),
    ("S", "a1", 30.0), ("a1", "a2", 30.0), ("a2", "a3", 30.0), ("a3", "T", 30.0),
    ("a1", "b1", 4.0), ("a2", "b2", 4.0), ("a3", "b3", 4.0),
]  # fmt: skip
LADDER_ENDS = Query((30.0, 50.0), (31.4, 50.0), start_name="S", end_name="T")

# Two countries with a bridge and, further on, a ford.
BANKS = {
    "A": (30.0, 50.0, "AA"), "B": (30.5, 50.0, "AA"), "C": (30.6, 50.0, "BB"),
    "D": (31.0, 50.0, "BB"), "ford": (30.5, 50.4, "AA"), "bank": (30.6, 50.4, "BB"),
    "lone": (40.0, 50.0, "AA"), "isle": (40.1, 50.0, "AA"),
}  # fmt: skip
RIVER = [
    ("A", "B"), ("B", "C"), ("C", "D"), ("B", "ford"), ("ford", "bank"), ("bank", "D"),
    ("lone", "isle"),
]  # fmt: skip
OVER = Query((30.0, 50.0), (31.0, 50.0), start_name="Aville", end_name="Dtown")


def closure(what: str, **changes: object) -> Closure:
    return replace(
        Closure("shut", what, frozenset(), "2020", "2023", "A paper", "Closed against a disease."),
        **changes,
    )


def test_both_ends_on_one_edge_are_joined_along_it():
    network = drawn(BANKS, RIVER)
    (found,) = paths(network, Query((30.1, 50.0), (30.3, 50.0)))
    assert len(found.edges) == 0
    assert found.length_m == pytest.approx(0.4 * network.length_m[0], rel=1e-3)


def test_a_way_from_a_place_to_itself_is_no_way_at_all():
    (found,) = paths(drawn(BANKS, RIVER), Query((30.1, 50.0), (30.1, 50.0)))
    assert (found.length_m, found.stretch, found.sharing) == (0.0, 1.0, 1.0)


def test_a_long_edge_is_not_taken_when_the_way_round_is_shorter():
    network = drawn(
        {"A": (30.0, 50.0, "AA"), "B": (31.0, 50.0, "AA"), "C": (30.5, 50.1, "AA")},
        [("A", "B", 900.0), ("A", "C"), ("C", "B")],
    )
    (found,) = paths(network, Query((30.01, 50.0), (30.99, 50.0)))
    assert names_of(network, found) == ["A", "C", "B"]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_no_more_alternatives_than_asked_for(count):
    network = drawn(BANKS, [*RIVER, ("A", "ford")])
    assert 1 <= len(paths(network, replace(OVER, count=count))) <= count + 1


def test_a_country_on_the_best_way_is_kept_out_of_once():
    network = drawn(LADDER, RUNGS)
    best, around = paths(network, LADDER_ENDS)
    assert (best.shuns, around.shuns) == (None, "CC")
    assert names_of(network, around) == ["S", "a1", "a2", "a3", "T"]
    assert around.stretch == pytest.approx(1.2)
    assert around.sharing == 0.0


def test_the_countries_of_the_ends_are_not_kept_out_of():
    nodes = {name: (lon, lat, "AA") for name, (lon, lat, _) in LADDER.items()}
    assert len(paths(drawn(nodes, RUNGS), LADDER_ENDS)) == 1


def test_a_place_in_between_may_be_at_the_end_of_a_branch():
    network = drawn(BANKS, [*RIVER[:3], ("B", "ford")])
    (found,) = paths(network, replace(OVER, via=((30.5, 50.4),), count=0))
    assert names_of(network, found) == ["A", "B", "ford", "C", "D"]
    assert found.length_m == pytest.approx(sum(network.length_m) + network.length_m[3], abs=1)


def test_ways_of_sections_are_combined():
    query = Query((30.05, 50.05), (31.0, 50.8), ((31.9, 50.1),), count=8)
    found = paths(random_network(6, columns=9, rows=7), query)
    assert len(found) > 1
    there_and_back = {(tuple(one.nodes), tuple(two.nodes)) for one, two in map(_pair, found)}
    assert len(there_and_back) == len(found)


def _pair(found):
    return found.sections


def test_far_from_the_network_is_said_with_the_kilometres():
    answer = refusal(drawn(BANKS, RIVER), replace(OVER, start=(30.0, 48.0)))
    assert answer.reason == "far-from-network"
    assert answer.message == (
        "There is no railway of the network within 30 km of Aville. Name a place nearer to one."
    )


def test_a_place_in_between_that_is_far_is_named():
    query = replace(OVER, via=((30.5, 50.0), (30.0, 48.0)), via_names=("Btown", "Nowhere"))
    assert "Nowhere" in refusal(drawn(BANKS, RIVER), query).message


def test_two_pieces_of_network_are_not_joined():
    answer = refusal(drawn(BANKS, RIVER), replace(OVER, end=(40.05, 50.0)))
    assert answer.reason == "other-component"
    assert "joins Aville and Dtown" in answer.message


def test_a_closed_border_is_gone_round_or_named():
    one_bridge = drawn(BANKS, RIVER[:3], closures=(closure("border:AA-BB"),))
    answer = refusal(one_bridge, replace(OVER, date="2021-05"))
    assert (answer.reason, answer.names) == ("closed-link", ("shut",))
    assert answer.message == (
        "Every railway of the network from Aville to Dtown uses what was closed in May 2021: the "
        "border between Land AA and Land BB, since 2020 (Closed against a disease)."
    )
    assert paths(one_bridge, replace(OVER, date="2019"))
    assert paths(one_bridge, replace(OVER, date="2023-06"))
    assert paths(one_bridge, OVER)
    assert paths(one_bridge, replace(OVER, date="2021-05", open=frozenset({"shut"})))


def test_a_closure_of_another_mode_closes_nothing():
    by_road = closure("border:AA-BB", modes=frozenset({"road"}))
    assert paths(drawn(BANKS, RIVER[:3], closures=(by_road,)), replace(OVER, date="2021"))


def test_a_remark_closes_nothing():
    remarks = (closure("area:BB", blocks=False), closure("border:AA-BB", blocks=False))
    assert paths(drawn(BANKS, RIVER[:3], closures=remarks), replace(OVER, date="2021"))


@pytest.mark.parametrize("what", ["crossing:bridge", "link:bridge-link", "passage:bridge-strait"])
def test_what_is_closed_alone_is_gone_round(what):
    network = drawn(
        BANKS, RIVER,
        closures=(closure(what),),
        crossings=(CrossingFact("bridge", "The Bridge", 30.55, 50.0, ("AA", "BB")),),
        crossing={1: 0},
        links={"bridge-link": LinkFact("bridge-link", "link", "The Bridge", "A paper", "A gap.")},
        special={1: "bridge-link"},
        passage={1: "bridge-strait"},
    )  # fmt: skip
    assert names_of(network, paths(network, OVER)[0]) == ["A", "B", "C", "D"]
    (found,) = paths(network, replace(OVER, date="2021", count=0))
    assert names_of(network, found) == ["A", "B", "ford", "bank", "D"]


def test_a_country_that_cannot_be_avoided_is_named_and_not_entered():
    nodes = BANKS | {"D": (31.0, 50.0, "CC"), "E": (31.5, 50.0, "CC")}
    query = replace(OVER, end=(31.5, 50.0), avoid=frozenset({"BB", "ZZ"}))
    answer = refusal(drawn(nodes, [*RIVER, ("D", "E")]), query)
    assert (answer.reason, answer.names) == ("avoided", ("BB",))
    assert answer.message == (
        "No railway of the network leads from Aville to Dtown without Land BB."
    )


def test_a_place_whose_every_line_leads_into_the_country_is_told_apart_from_one_without_lines():
    nodes = BANKS | {"D": (31.3, 50.0, "CC")}
    query = replace(OVER, end=(31.3, 50.0))
    answer = refusal(drawn(nodes, RIVER), replace(query, avoid=frozenset({"BB"})))
    assert (answer.reason, answer.names) == ("avoided", ("BB",))
    assert answer.message == "Every railway near Dtown leads to Land BB, which is to be avoided."
    shut = drawn(nodes, RIVER, closures=(closure("border:BB-CC"),))
    answer = refusal(shut, replace(query, date="2021"))
    assert (answer.reason, answer.names) == ("closed-link", ("shut",))
    assert "near Dtown was closed in 2021" in answer.message


@pytest.mark.parametrize(("code", "name"), [("AA", "Aville"), ("BB", "Dtown")])
def test_an_end_in_a_country_to_avoid_is_refused(code, name):
    answer = refusal(drawn(BANKS, RIVER), replace(OVER, avoid=frozenset({code})))
    assert (answer.reason, answer.names) == ("avoided", (code,))
    assert answer.message == f"{name} lies in Land {code}, which is to be avoided."


def test_where_the_place_is_known_to_lie_decides_before_the_nearest_line():
    network, avoid = drawn(BANKS, RIVER), frozenset({"BB"})
    at_the_border = replace(OVER, end=(30.6, 50.01), avoid=avoid)
    assert refusal(network, at_the_border).reason == "avoided"
    assert refusal(network, replace(OVER, avoid=avoid, end_area="BB")).reason == "avoided"
    (found,) = paths(network, replace(at_the_border, end_area="AA"))
    assert found.sections[-1].end.edge == 0 or names_of(network, found)[-1] == "B"
    assert found.access_m[1] > 7_000


def test_a_claimed_area_is_avoided_with_each_state_that_has_to_do_with_it():
    network = drawn(BANKS | {"D": (31.0, 50.0, "CC")}, RIVER)
    areas = list(network.areas)
    areas[1] = replace(areas[1], id="bank", views={"un": "XX", "ru": "YY"}, held_by="ZZ")
    disputed = replace(network, areas=tuple(areas))
    for code in ("bank", "XX", "YY", "ZZ"):
        assert refusal(disputed, replace(OVER, avoid=frozenset({code}))).names == ("bank",)


def test_a_closure_and_an_avoided_country_together_are_both_named():
    nodes = BANKS | {"ford": (30.5, 50.4, "CC"), "bank": (30.6, 50.4, "DD")}
    nodes |= {"E": (31.5, 50.0, "BB")}
    network = drawn(nodes, [*RIVER, ("D", "E")], closures=(closure("border:AA-BB"),))
    query = replace(OVER, end=(31.5, 50.0), date="2021", avoid=frozenset({"CC"}))
    # Without the closure there is a way, and without the country too: the first is told.
    assert refusal(network, query).names == ("CC",)
    edges = [RIVER[0], *RIVER[3:6], ("D", "E")]
    only = drawn(nodes, edges, closures=(closure("border:BB-DD"),))
    answer = refusal(only, query)
    assert (answer.reason, answer.names) == ("closed-link", ("shut",))
    assert "Land CC" in answer.message


def test_a_canal_is_avoided_with_the_state_that_runs_it_or_by_its_name():
    network = drawn(
        BANKS | {name: (lon, lat, "") for name, (lon, lat, _) in BANKS.items()}, RIVER,
        mode="sea", passage={1: "suez"},
    )  # fmt: skip
    assert 1 in paths(network, replace(OVER, count=0))[0].edges
    for avoid in ("EG", "suez"):
        found = paths(network, replace(OVER, avoid=frozenset({avoid}), count=0))
        assert 1 not in found[0].edges
    blocked = replace(network, start=network.start[:3], end=network.end[:3])
    blocked = replace(blocked, length_m=network.length_m[:3])
    answer = refusal(blocked, replace(OVER, avoid=frozenset({"EG"})))
    assert answer.message == (
        "No sea lane of the network leads from Aville to Dtown without the Suez Canal."
    )


TO_BB = Query((30.0, 50.0), frozenset({"BB"}), start_name="Aville", end_name="Land BB")


def test_the_way_to_a_border_ends_behind_it():
    network = drawn(BANKS, [*RIVER, ("A", "ford")])
    bridge, ford = paths(network, TO_BB)
    assert names_of(network, bridge) == ["A", "B", "C"]
    assert names_of(network, ford) == ["A", "ford", "bank"]
    assert bridge.sections[-1].end is None
    assert bridge.access_m[1] == 0.0
    assert 1.25 < ford.stretch < 2.5
    assert len(paths(network, replace(TO_BB, count=0))) == 1


def test_who_stands_on_the_edge_across_goes_on_along_it():
    network = drawn(BANKS, RIVER)
    found = paths(network, replace(TO_BB, start=(30.52, 50.0)))[0]
    assert names_of(network, found) == ["C"]
    assert found.length_m == pytest.approx(0.8 * network.length_m[1], rel=1e-3)


def test_there_is_no_border_to_go_to_from_within():
    answer = refusal(drawn(BANKS, RIVER), replace(TO_BB, start=(31.0, 50.0), start_name="Dtown"))
    assert answer.reason == "too-vague"
    assert "Dtown lies in Land BB already" in answer.message


def test_a_closed_border_is_not_the_nearest():
    network = drawn(
        BANKS, RIVER, closures=(closure("crossing:bridge"),), crossing={1: 0},
        crossings=(CrossingFact("bridge", "The Bridge", 30.55, 50.0, ("AA", "BB")),),
    )  # fmt: skip
    (found,) = paths(network, replace(TO_BB, date="2021"))
    assert names_of(network, found)[-1] == "bank"
    all_shut = replace(network, closures=(closure("border:AA-BB"),))
    assert refusal(all_shut, replace(TO_BB, date="2021")).names == ("shut",)


def test_a_country_without_the_network_has_no_border_on_it():
    assert refusal(drawn(BANKS, RIVER), replace(TO_BB, end=frozenset({"ZZ"}))).reason == (
        "other-component"
    )


def test_a_country_across_the_way_to_a_border_is_named():
    nodes = BANKS | {"C": (30.6, 50.0, "CC"), "bank": (30.6, 50.4, "CC")}
    query = replace(TO_BB, avoid=frozenset({"CC"}))
    answer = refusal(drawn(nodes, RIVER), query)
    assert (answer.reason, answer.names) == ("avoided", ("CC",))


def test_edges_of_no_length_do_no_harm():
    edges = [*RIVER[:6], ("A", "ford", 0.0), ("C", "bank", 0.0)]
    network = drawn(BANKS, edges)
    for found in paths(network, OVER):
        assert len(set(names_of(network, found))) == len(names_of(network, found))
        assert np.isfinite(found.length_m)


def test_an_edge_that_two_ways_use_twice_is_shared_twice():
    length = np.array([1.0, 10.0, 100.0])
    there, back = np.array([0, 1, 1, 2]), np.array([1, 2, 2, 1])
    assert shared_m(length, there, back) == shared_m(length, back, there) == 120.0
    assert shared_m(length, np.array([0, 1]), np.array([1, 1, 2])) == 10.0
    assert shared_m(length, np.array([0]), np.array([2])) == 0.0


def test_there_and_back_each_time_on_another_way():
    network = drawn(LADDER, RUNGS)
    found = paths(network, replace(LADDER_ENDS, via=((31.4, 50.0),), end=(30.0, 50.0)))
    assert [one.shuns for one in found] == [None, None, "CC"]
    assert [one.length_m for one in found] == pytest.approx([200_000, 220_000, 240_000])
    assert [one.sharing for one in found] == pytest.approx([1.0, 0.5, 0.0])


@pytest.mark.parametrize("seed", range(12))
def test_no_two_paths_through_a_place_share_more_than_is_said(seed):
    network = random_network(seed, columns=9, rows=7)
    query = Query((30.05, 50.05), (31.0, 50.8), ((31.9, 50.1),), count=8)
    assert_apart(network, paths(network, query))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("via", [(), ((31.9, 50.1),)])
def test_no_two_paths_by_rail_and_road_share_more_than_is_said(seed, via):
    rail = random_network(seed, columns=9, rows=7)
    length = np.random.default_rng(seed).uniform(1.0, 1.2, len(rail.length_m)) * rail.length_m
    network = joined(rail, replace(rail, mode="road", length_m=np.round(length, -1)))
    assert_apart(network, paths(network, Query((30.05, 50.05), (31.0, 50.8), via, count=8)))


def assert_apart(network, found):
    """All limits that are told hold by length, with each path that is told before."""
    best_m = found[0].length_m
    for i, path in enumerate(found[1:], 1):
        assert path.length_m <= STRETCH * best_m + 1e-3
        assert path.stretch == pytest.approx(path.length_m / best_m)
        for before in found[:i]:
            assert in_common(network, path, before) <= SHARING * best_m + 1e-3
        assert path.sharing == pytest.approx(in_common(network, path, found[0]) / best_m)


def in_common(network, one, other):
    """Metres in common, counted piece by piece."""
    return sum(metres for _, metres in (pieces(network, one) & pieces(network, other)).elements())


def pieces(network, found):
    counted = Counter((edge, network.length_m[edge]) for edge in found.edges.tolist())
    for i, section in enumerate(found.sections):
        ends = (section.start, section.nodes[0]), (section.end, section.nodes[-1])
        for j, (spot, node) in enumerate(ends):
            counted[(i + j, spot.edge, int(node)), piece_m(network, spot, int(node))] += 1
    return counted


def test_there_are_paths_through_a_place_and_by_rail_and_road_to_look_at():
    query = Query((30.05, 50.05), (31.0, 50.8), ((31.9, 50.1),), count=8)
    networks = [random_network(seed, columns=9, rows=7) for seed in range(12)]
    assert sum(len(paths(network, query)) > 2 for network in networks) > 3


def by_rail_and_road(rail, road, query):
    nodes = {
        "S": (30.0, 50.0, "AA"), "C": (30.8, 50.0, "AA"), "M": (31.0, 50.0, "AA"),
        "N": (31.0, 50.3, "AA"), "X": (30.5, 49.5, "AA"), "Y": (31.0, 49.5, "AA"),
        "T": (31.3, 50.1, "AA"),
    }  # fmt: skip
    nets = [
        drawn({name: nodes[name] for name in nodes if any(name in edge for edge in edges)}, edges)
        for edges in (rail, road)
    ]
    network = joined(nets[0], replace(nets[1], mode="road"))
    return network, paths(network, query)


def test_a_path_without_a_change_is_not_told_when_it_is_much_longer():
    # With what its change costs, the best is so long that the road is not 1.25 of that.
    assert 1.25 * (1000 + TRANSFER_M / 1000) >= 1280
    rail, query = [("S", "M", 600.0)], Query((30.0, 50.0), (31.3, 50.1), count=3)
    road = [("M", "T", 400.0), ("S", "X", 300.0), ("Y", "T", 300.0)]
    _, found = by_rail_and_road(rail, [*road, ("X", "Y", 680.0)], query)
    assert [round(path.length_m) for path in found] == [1_000_000]
    _, found = by_rail_and_road(rail, [*road, ("X", "Y", 630.0)], query)
    assert [round(path.length_m) for path in found] == [1_000_000, 1_230_000]


@pytest.mark.parametrize(("common_km", "told"), [(80.0, 1), (70.0, 2)])
def test_what_is_shared_is_measured_without_the_changes(common_km, told):
    # Both change once, so of what they cost they share less than of their length.
    rest = (100.0 - common_km) / 2
    rail = [("S", "C", common_km), ("C", "M", rest), ("C", "N", rest + 2)]
    road = [("M", "T", rest), ("N", "T", rest)]
    _, found = by_rail_and_road(rail, road, Query((30.0, 50.0), (31.3, 50.1), count=3))
    assert len(found) == told
    assert all(path.sharing <= SHARING for path in found[1:])


def test_only_passages_that_are_to_be_avoided_are_named():
    nodes = {str(lon): (lon, 0.0, "") for lon in (0.0, 10.0, 20.0, 30.0, 40.0, 50.0)}
    network = drawn(
        nodes, list(pairwise(nodes)), mode="sea",
        passage={1: "malacca", 2: "suez", 3: "bosporus"},
    )  # fmt: skip
    query = Query((0.0, 0.0), (50.0, 0.0))
    answer = refusal(network, replace(query, avoid=frozenset({"TR"})))
    assert answer.names == ("bosporus",)
    assert answer.message.endswith("without the Bosporus.")
    answer = refusal(network, replace(query, avoid=frozenset({"TR", "malacca"})))
    assert answer.names == ("malacca", "bosporus")
    assert answer.message.endswith("without the Strait of Malacca and the Bosporus.")


def test_every_passage_of_the_sea_lanes_has_a_name_and_some_a_state():
    names = {passage_name(key) for key in load("sea").passage.values()}
    assert "the Suez Canal" in names
    assert not any("_" in name or name.islower() for name in names)
    assert passage_name("new_strait") == "New Strait"
    run = {"bosporus": "TR", "dardanelles": "TR", "panama": "PA", "suez": "EG"}
    for key in set(load("sea").passage.values()):
        for state in ("TR", "PA", "EG", "SG"):
            assert is_avoided(key, frozenset({state})) == (run.get(key) == state)
        assert is_avoided(key, frozenset({key}))


def _fork(apart_deg):
    """A road to the last town, and from there to two crossings so far apart."""
    nodes = {
        "A": (30.0, 50.0, "AA"), "L": (31.5, 50.0, "AA"),
        "N": (31.6, 50.0, "AA"), "n": (31.61, 50.0, "BB"),
        "S": (31.6, 50.0 - apart_deg, "AA"), "s": (31.61, 50.0 - apart_deg, "BB"),
    }  # fmt: skip
    lines = [("A", "L"), ("L", "N"), ("N", "n"), ("L", "S"), ("S", "s")]
    return drawn(nodes, lines)


@pytest.mark.parametrize(("apart_deg", "told"), [(0.2, ["n"]), (0.4, ["n", "s"])])
def test_another_crossing_is_told_if_it_is_elsewhere_however_much_of_the_way_is_the_same(
    apart_deg, told
):
    network = _fork(apart_deg)
    found = paths(network, TO_BB)
    assert [names_of(network, path)[-1] for path in found] == told
    assert all(path.stretch <= BORDER_STRETCH for path in found)
    assert found[-1].sharing > 0.75
