"""What one passes on a path."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from routes.networks import Closure, CrossingFact, LinkFact, Query, Router, Towns, joined
from routes.networks.towns import nearest_town
from tests.unit.drawn_network import drawn, paths

TOWNS = {
    "A": (30.0, 50.0, "AA"), "B": (31.0, 50.0, "AA"), "C": (32.0, 50.0, "BB"),
    "port": (33.0, 50.0, "BB"), "haven": (35.0, 50.0, "CC"), "end": (36.0, 50.0, "CC"),
}  # fmt: skip
LINES = [("A", "B"), ("B", "C"), ("C", "port"), ("port", "haven"), ("haven", "end")]
REVIEWED = CrossingFact("gate", "The Gate", 31.5, 50.0, ("AA", "BB"))
BOAT = LinkFact("boat", "ferry", "The boat", "A timetable", "Rails end here.")
THERE = Query((30.25, 50.0), (35.75, 50.0), count=0)
BACK = Query((35.75, 50.0), (30.25, 50.0), count=0)


def closure(key, what, **changes):
    made = Closure(key, what, frozenset(), "2020", None, "A paper", "A reason.")
    return replace(made, **changes)


NETWORK = drawn(
    TOWNS, LINES, crossings=(REVIEWED,), crossing={1: 0}, links={"boat": BOAT},
    special={0: "stitch", 3: "boat"}, passage={3: "the-strait"},
    closures=(
        closure("war", "area:CC", blocks=False),
        closure("slow", "crossing:gate", blocks=False),
        closure("peace", "area:CC", blocks=False, until="2021"),
        closure("elsewhere", "area:DD", blocks=False),
        closure("roads", "border:AA-BB", modes=frozenset({"road"}), blocks=False),
    ),
)  # fmt: skip


def walked(query, network=NETWORK, date="2022"):
    return Router(network).walk(paths(network, query)[0], date=date)


def stays(walk):
    return [(NETWORK.areas[a].id if a >= 0 else "", round(m / 1000)) for a, m in walk.stays]


def test_countries_change_in_the_middle_of_the_edge_across_and_a_ferry_is_in_none():
    km = [length / 1000 for length in NETWORK.length_m]
    expected = [
        ("AA", round(0.75 * km[0] + km[1] / 2)), ("BB", round(km[1] / 2 + km[2])),
        ("", round(km[3])), ("CC", round(0.75 * km[4])),
    ]  # fmt: skip
    assert stays(walked(THERE)) == expected
    assert stays(walked(BACK)) == expected[::-1]


def test_a_border_is_told_in_the_direction_of_travel():
    there, back = walked(THERE).borders, walked(BACK).borders
    codes = [[(NETWORK.areas[b.from_area].id, NETWORK.areas[b.to_area].id) for b in each]
             for each in (there, back)]  # fmt: skip
    assert codes == [[("AA", "BB"), ("BB", "CC")], [("CC", "BB"), ("BB", "AA")]]
    assert there[0].fact == REVIEWED
    assert there[1].fact is None
    assert (there[0].lon, there[0].lat) == pytest.approx((31.5, 50.0))
    assert there[0].at_m == pytest.approx(
        0.75 * NETWORK.length_m[0] + NETWORK.length_m[1] / 2, 1e-4
    )
    assert NETWORK.towns.names[there[0].town] in {"B", "C"}
    assert there[0].town_m == pytest.approx(35_750, rel=0.01)


def test_a_start_behind_the_middle_of_the_edge_across_is_behind_the_border():
    behind = walked(replace(THERE, start=(31.6, 50.0)))
    assert [NETWORK.areas[b.to_area].id for b in behind.borders] == ["CC"]
    assert stays(behind)[0][0] == "BB"
    before = walked(replace(THERE, start=(31.4, 50.0)))
    assert [NETWORK.areas[b.to_area].id for b in before.borders] == ["BB", "CC"]


def test_what_the_data_lack_is_told_with_its_reason():
    stitch, boat = walked(THERE).specials
    assert (stitch.kind, stitch.fact) == ("stitch", None)
    assert stitch.length_m == pytest.approx(0.75 * NETWORK.length_m[0], rel=1e-4)
    assert (boat.kind, boat.fact, boat.key) == ("ferry", BOAT, "boat")
    assert (boat.lon, boat.lat) == pytest.approx((34.0, 50.0), abs=1e-6)
    assert boat.at_m == pytest.approx(
        0.75 * NETWORK.length_m[0] + sum(NETWORK.length_m[1:3]), rel=1e-4
    )
    assert walked(THERE).passages == ("the-strait",)


def test_remarks_are_those_in_force_about_what_the_path_passes():
    assert [each.id for each in walked(THERE).remarks] == ["war", "slow"]
    assert [each.id for each in walked(THERE, date="2020-06").remarks] == ["war", "slow", "peace"]
    assert walked(replace(THERE, end=(30.9, 50.0))).remarks == ()
    assert [each.id for each in walked(THERE).borders[0].closures] == ["slow"]


def test_a_border_that_was_opened_still_says_that_it_is_closed():
    shut = replace(NETWORK, closures=(closure("shut", "border:AA-BB"),))
    walk = walked(replace(THERE, date="2022", open=frozenset({"shut"})), shut)
    assert [each.id for each in walk.borders[0].closures] == ["shut"]
    assert walk.remarks == ()


def test_towns_on_the_way_are_told_with_their_distance():
    walk = walked(THERE)
    assert [NETWORK.towns.names[town] for town, _ in walk.towns] == ["B", "C", "port", "haven"]
    assert walk.towns[0][1] == pytest.approx(0.75 * NETWORK.length_m[0], rel=1e-4)


def test_the_line_runs_on_across_the_antimeridian():
    nodes = {
        "A": (178.0, 60.0, "AA"), "B": (179.5, 60.0, "AA"), "C": (-179.0, 60.0, "AA"),
        "D": (-177.0, 60.0, "AA"),
    }  # fmt: skip
    network = drawn(nodes, [("A", "B"), ("B", "C"), ("C", "D")])
    for start, end in (((178.5, 60.0), (-178.0, 60.0)), ((-178.0, 60.0), (178.5, 60.0))):
        walk = walked(Query(start, end, count=0), network)
        assert (np.abs(np.diff(walk.line[:, 0])) < 2).all()
        assert (walk.line[0, 0] - start[0]) % 360 == pytest.approx(0, abs=1e-6)
        assert (walk.line[-1, 0] - end[0]) % 360 == pytest.approx(0, abs=1e-6)


def test_a_path_along_one_edge_is_a_piece_of_it():
    walk = walked(replace(THERE, start=(30.75, 50.0), end=(30.25, 50.0)))
    assert walk.line.tolist() == pytest.approx(np.array([[30.75, 50.0], [30.25, 50.0]]))
    assert walk.stays[0][1] == pytest.approx(NETWORK.length_m[0] / 2, rel=1e-4)


def test_a_path_of_no_length_has_a_line_all_the_same():
    walk = walked(replace(THERE, end=THERE.start))
    assert walk.line.shape[1] == 2
    assert walk.stays == ()
    assert walk.borders == ()


def test_a_path_to_a_border_ends_behind_it():
    walk = walked(Query((30.25, 50.0), frozenset({"BB"}), count=0))
    assert walk.line[-1].tolist() == [32.0, 50.0]
    assert [NETWORK.areas[b.to_area].id for b in walk.borders] == ["BB"]


def rides(walk, network=NETWORK):
    return {
        (mode, network.areas[area].id if area >= 0 else ""): metres
        for mode, area, metres in walk.rides
    }


def test_what_one_rides_is_told_by_mode_and_area_with_the_pieces_at_both_ends():
    metres = NETWORK.length_m
    expected = {
        ("rail", "AA"): 0.75 * metres[0] + metres[1] / 2,
        ("rail", "BB"): metres[1] / 2 + metres[2],
        ("rail", "CC"): 0.75 * metres[4],
        ("sea", ""): metres[3],
    }
    for query in (THERE, BACK):
        assert rides(walked(query)) == pytest.approx(expected, rel=1e-4)


def test_along_one_edge_across_a_border_each_side_has_its_part():
    ridden = rides(walked(replace(THERE, start=(31.4, 50.0), end=(31.9, 50.0))))
    expected = {("rail", "AA"): NETWORK.length_m[1] / 10, ("rail", "BB"): NETWORK.length_m[1] * 0.4}
    assert ridden == pytest.approx(expected, rel=1e-3)


def test_by_rail_and_road_each_end_is_ridden_by_its_own_mode():
    rail = drawn({"A": (30.0, 50.0, "AA"), "B": (33.0, 50.0, "AA")}, [("A", "B")])
    road = drawn({"B": (33.0, 50.0, "AA"), "C": (36.0, 50.0, "AA")}, [("B", "C")], mode="road")
    both = joined(rail, road)
    walk = walked(Query((30.3, 50.0), (35.7, 50.0), count=0), both)
    expected = {("rail", "AA"): 0.9 * rail.length_m[0], ("road", "AA"): 0.9 * road.length_m[0]}
    assert rides(walk, both) == pytest.approx(expected, rel=1e-3)
    assert sum(piece.length_m for piece in walk.pieces) == pytest.approx(sum(expected.values()))


def test_the_nearest_town_is_the_nearest_also_across_the_date_line():
    network = drawn({"A": (179.0, 10.0, "AA"), "B": (170.0, 10.0, "AA")}, [("A", "B")])
    town, metres = nearest_town(network, -179.5, 10.0)
    assert (town, metres) == (0, pytest.approx(1.5 * 111_195 * np.cos(np.radians(10)), rel=1e-3))
    town, metres = nearest_town(network, -10.0, -10.0)
    assert metres == pytest.approx(20_015_000 - 9 * 109_500, rel=1e-3)


def test_a_network_without_towns_has_none_that_is_near():
    none = Towns([], np.zeros(0, np.int32), np.zeros(0, np.int32))
    assert nearest_town(replace(NETWORK, towns=none), 30.0, 50.0) == (None, float("inf"))


def test_networks_do_not_take_their_towns_from_each_other():
    east = drawn({"A": (30.0, 50.0, "AA"), "B": (31.0, 50.0, "AA")}, [("A", "B")])
    west = drawn({"A": (31.0, 50.0, "AA"), "B": (30.0, 50.0, "AA")}, [("A", "B")])
    assert [nearest_town(net, 30.0, 50.0)[0] for net in (east, west, east)] == [0, 1, 0]
