"""Rail and road as one network."""

from __future__ import annotations

from dataclasses import replace

import pytest

from routes.model.alternative import NoPath
from routes.networks import TRANSFER_M, Closure, LinkFact, Query, Router, joined
from tests.unit.drawn_network import drawn

# By rail from A to B, by road from B to C; a road from A to C that is much longer.
RAIL = drawn({"A": (30.0, 50.0, "AA"), "B": (32.0, 50.0, "AA")}, [("A", "B")])
ROAD = drawn(
    {
        "A": (30.0, 50.001, "AA"),
        "B": (32.0, 50.01, "BB"),
        "C": (34.0, 50.01, "BB"),
    },
    [("A", "C", 900.0), ("B", "C")],
    mode="road",
)
BOTH = joined(RAIL, replace(ROAD, areas=tuple(reversed(ROAD.areas)), area=1 - ROAD.area))
SAME = joined(RAIL, drawn({"A": (30.0, 50.001, "AA"), "B": (32.0, 50.01, "AA"),
                           "C": (34.0, 50.01, "AA")}, [("A", "C", 900.0), ("B", "C")],
                          mode="road"))  # fmt: skip


def find(network, start=(30.0, 50.0), end=(34.0, 50.01), **more):
    found = Router(network).find(Query(start, end, count=0, **more))
    assert not isinstance(found, NoPath), found.message
    return found[0]


def test_a_transfer_joins_a_town_that_has_both():
    transfers = {edge: key for edge, key in SAME.special.items() if key.startswith("transfer:")}
    assert list(transfers.values()) == ["transfer:0", "transfer:1"]
    assert [SAME.towns.names[int(key.partition(":")[2])] for key in transfers.values()] == [
        "A", "B",
    ]  # fmt: skip
    assert all(SAME.length_m[edge] == 0 for edge in transfers)


def test_towns_of_one_name_in_two_countries_are_two_towns():
    assert [key for key in BOTH.special.values() if key.startswith("transfer:")] == ["transfer:0"]


def test_towns_of_one_name_far_from_each_other_are_two_towns():
    far = drawn({"A": (30.3, 50.0, "AA"), "C": (34.0, 50.0, "AA")}, [("A", "C")], mode="road")
    assert joined(RAIL, far).special == {}


def test_edges_know_their_mode():
    router = Router(SAME)
    assert [router.edge_mode(edge) for edge in range(5)] == [
        "rail", "road", "road", "transfer", "transfer",
    ]  # fmt: skip


def test_a_path_may_change_and_its_length_does_not_count_the_change():
    found = find(SAME)
    walk = Router(SAME).walk(found)
    assert [piece.mode for piece in walk.pieces] == ["rail", "road"]
    assert sum(piece.length_m for piece in walk.pieces) == pytest.approx(found.length_m)
    assert found.length_m == pytest.approx(RAIL.length_m[0] + ROAD.length_m[1], abs=20)
    (change,) = walk.specials
    assert (change.kind, change.length_m) == ("transfer", 0.0)
    assert change.town is not None
    assert SAME.towns.names[change.town] == "B"
    assert walk.pieces[0].line[0].tolist() == pytest.approx([30.0, 50.0], abs=1e-3)
    assert walk.pieces[-1].line[-1].tolist() == pytest.approx([34.0, 50.01], abs=1e-3)


@pytest.mark.parametrize(
    ("saved_km", "modes"), [(119.0, ["road"]), (121.0, ["road", "rail", "road"])]
)
def test_two_changes_are_made_when_they_save_more_than_they_cost(saved_km, modes):
    assert TRANSFER_M == 60_000
    nodes = {
        "S": (29.0, 50.0, "AA"), "A": (30.0, 50.0, "AA"),
        "B": (34.0, 50.0, "AA"), "T": (35.0, 50.0, "AA"),
    }  # fmt: skip
    road = drawn(nodes, [("S", "A"), ("A", "B", 400.0), ("B", "T")], mode="road")
    rail = drawn({key: nodes[key] for key in "AB"}, [("A", "B", 400.0 - saved_km)])
    network = joined(rail, road)
    found = find(network, start=(29.1, 50.0), end=(34.9, 50.0))
    assert [piece.mode for piece in Router(network).walk(found).pieces] == modes


BESIDE = {
    "S": (30.0, 50.0, "AA"), "A": (30.2, 50.0, "AA"), "T": (34.0, 50.0, "AA"),
}  # fmt: skip


def _beside(rail_km):
    """A road from S by A to T, and beside it a railway whose stations are 1 km away."""
    stations = {key: (lon, lat + 0.009, code) for key, (lon, lat, code) in BESIDE.items()}
    road = drawn(BESIDE, [("S", "A"), ("A", "T")], mode="road")
    return joined(drawn(stations, [("S", "A"), ("A", "T", rail_km)]), road)


@pytest.mark.parametrize(("lat", "rail_km", "mode"), [(50.009, 300, "road"), (50.0, 265, "rail")])
def test_one_sets_out_by_the_mode_that_is_better_not_by_the_nearer_line(lat, rail_km, mode):
    found = find(_beside(rail_km), start=(30.05, lat), end=(33.9, lat))
    assert [piece.mode for piece in Router(_beside(rail_km)).walk(found).pieces] == [mode]
    assert found.length_m == pytest.approx(found.sections[0].length_m)


def test_nobody_walks_to_a_further_station_to_save_less_than_the_walk():
    network = _beside(271.5)  # by rail it is 0.5 km shorter, but both stations are 1 km away
    found = find(network, start=(30.0, 50.0), end=(34.0, 50.0))
    assert [piece.mode for piece in Router(network).walk(found).pieces] == ["road"]


def test_an_alternative_does_not_change_its_mode_just_behind_its_start():
    stations = {"A": (30.2, 50.009, "AA"), "B": (32.0, 50.3, "AA"), "T": (34.0, 50.009, "AA")}
    road = drawn(BESIDE, [("S", "A"), ("A", "T")], mode="road")
    network = joined(drawn(stations, [("A", "B"), ("B", "T")]), road)
    answer = Router(network).find(Query((30.0, 50.0), (34.0, 50.0)))
    assert isinstance(answer, tuple)
    assert [[piece.mode for piece in Router(network).walk(each).pieces] for each in answer] == [
        ["road"]
    ]
    further = {**BESIDE, "A": (30.6, 50.0, "AA")}
    stations["A"] = (30.6, 50.009, "AA")
    road = drawn(further, [("S", "A"), ("A", "T")], mode="road")
    network = joined(drawn(stations, [("A", "B"), ("B", "T")]), road)
    assert len(Router(network).find(Query((30.0, 50.0), (34.0, 50.0)))) == 2


def test_nobody_gets_on_at_a_transfer():
    apart = {"A": (30.0, 50.1, "AA"), "C": (34.0, 50.1, "AA")}
    network = joined(RAIL, drawn(apart, [("A", "C")], mode="road"))
    assert len(network.special) == 1
    found = find(network, start=(30.0, 50.05), end=(34.0, 50.1))
    assert Router(network).edge_mode(found.sections[0].start.edge) != "transfer"


def test_facts_of_both_are_kept_and_edges_of_the_second_are_renumbered():
    link = LinkFact("boat", "ferry", "The boat", "A paper", "A gap.")
    closure = Closure("shut", "link:boat", frozenset({"road"}), None, None, "A paper", "Sunk.")
    road = replace(ROAD, links={"boat": link}, special={1: "boat"}, closures=(closure,))
    network = joined(RAIL, replace(road, areas=RAIL.areas, area=road.area * 0))
    assert network.special[2] == "boat"
    assert network.links == {"boat": link}
    assert 2 not in find(network).edges
    assert 2 in find(network, open=frozenset({"shut"})).edges
    assert network.line(2).tolist() == ROAD.line(1).tolist()
    assert network.line(len(network.start) - 1).shape == (2, 2)
