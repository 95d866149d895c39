"""The nearest points of a network."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from pyproj import Geod

from routes.geodesy import interpolate, length_m
from routes.networks import LinkFact, Query, Router, Shapes, joined
from routes.networks.snap import nearest
from tests.unit.drawn_network import drawn, names_of, paths
from tests.unit.random_network import random_network, random_point


def spots(network, point, usable=None):
    every = np.ones(len(network.start), dtype=bool)
    return nearest(Router(network), point, every if usable is None else usable)


def test_the_middle_of_a_long_edge_is_near_though_its_ends_are_far():
    network = drawn({"A": (30.0, 60.0, "AA"), "B": (33.0, 60.0, "AA")}, [("A", "B")])
    (spot,) = spots(network, (31.5, 60.01)).values()
    assert spot.access_m == pytest.approx(1_114, abs=5)
    assert spot.fraction == pytest.approx(0.5, abs=1e-3)
    assert (spot.lon, spot.lat) == pytest.approx((31.5, 60.0), abs=1e-3)


def test_the_bends_of_an_edge_count():
    made = drawn({"A": (30.0, 50.0, "AA"), "B": (31.0, 50.0, "AA")}, [("A", "B", 160.0)])
    bend = np.array([[30.5, 50.5]])
    network = replace(made, shapes=Shapes(lambda: (np.array([0, 1]), bend)))
    (spot,) = spots(network, (30.5, 50.51)).values()
    assert (spot.lon, spot.lat) == pytest.approx((30.5, 50.5))
    assert spot.fraction == pytest.approx(0.5, abs=1e-3)


@pytest.mark.parametrize("lon", [179.9, -179.9, 180.0, -180.0])
def test_edges_run_on_across_the_antimeridian(lon):
    network = drawn({"A": (179.5, 60.0, "AA"), "B": (-179.5, 60.0, "AA")}, [("A", "B")])
    (spot,) = spots(network, (lon, 60.02)).values()
    assert spot.access_m < 2_300
    assert -180 <= spot.lon <= 180
    expected = 0.4 if lon == 179.9 else 0.6 if lon == -179.9 else 0.5
    assert spot.fraction == pytest.approx(expected, abs=1e-3)


def test_what_is_too_far_away_is_not_found():
    network = drawn({"A": (30.0, 50.0, "AA"), "B": (31.0, 50.0, "AA")}, [("A", "B")])
    assert spots(network, (30.5, 50.26))
    assert not spots(network, (30.5, 50.28))


def test_only_usable_edges_are_found():
    network = random_network(1)
    point = random_point(network, 1)
    (spot,) = spots(network, point).values()
    others = np.arange(len(network.start)) != spot.edge
    (other,) = spots(network, point, others).values()
    assert other.edge != spot.edge
    assert other.access_m >= spot.access_m


@pytest.mark.parametrize("seed", range(20))
def test_the_edge_is_the_one_that_trying_all_finds(seed):
    network = random_network(seed, south=-55.0)
    point = random_point(network, seed)
    (spot,) = spots(network, point).values()
    away = [_away_m(network, edge, point) for edge in range(len(network.start))]
    assert spot.access_m <= min(away) * 1.004 + 1
    assert away[spot.edge] <= min(away) * 1.01 + 1


def _away_m(network, edge, point):
    pieces = pairwise(network.line(edge))
    share = np.linspace(0, 1, 80)[:, None]
    at = np.concatenate([p + share * (q - p) for p, q in pieces])
    here = np.broadcast_to(point, at.shape)
    return Geod(ellps="WGS84").inv(here[:, 0], here[:, 1], at[:, 0], at[:, 1])[2].min()


# A tram in a town, and the railway that passes the town a little further off.
TRAM = {
    "tram": (30.0, 50.0, "AA"), "stop": (30.02, 50.0, "AA"),
    "A": (29.5, 50.05, "AA"), "B": (30.5, 50.05, "AA"), "C": (31.5, 50.05, "AA"),
}  # fmt: skip
LINES = [("tram", "stop"), ("A", "B"), ("B", "C")]


def test_a_tram_does_not_capture_a_journey():
    network = drawn(TRAM, LINES)
    (found,) = paths(network, Query((30.01, 50.0), (31.4, 50.0)))
    assert names_of(network, found) == ["B"]
    assert found.access_m[0] == pytest.approx(5_560, abs=10)


def test_a_tram_is_taken_by_who_goes_by_tram():
    network = drawn(TRAM, LINES)
    (found,) = paths(network, Query((30.001, 50.0), (30.019, 50.0)))
    assert found.sections[0].start.edge == 0
    assert found.access_m == pytest.approx((0, 0), abs=1)


def test_a_reach_does_not_begin_on_a_tram():
    answer = Router(drawn(TRAM, LINES)).reach((30.01, 50.0), 200_000.0)
    assert answer.spot.edge == 1


def test_the_way_to_a_border_does_not_begin_on_a_tram():
    nodes = TRAM | {"C": (31.5, 50.05, "BB")}
    (found,) = paths(drawn(nodes, LINES), Query((30.01, 50.0), frozenset({"BB"})))
    assert found.sections[0].start.edge == 1


def test_the_access_is_the_geodesic_to_the_spot():
    network = random_network(5)
    point = random_point(network, 5)
    (spot,) = spots(network, point).values()
    assert spot.access_m == pytest.approx(length_m(point, (spot.lon, spot.lat)), abs=1e-6)
    line = network.line(spot.edge)
    if len(line) == 2:
        assert interpolate(tuple(line[0]), tuple(line[1]), spot.fraction) == pytest.approx(
            (spot.lon, spot.lat), abs=1e-3
        )


# A road on this side of a river that is the border, and a nearer one on the other side.
RIVERSIDE = {
    "A": (30.0, 50.0, "AA"), "B": (31.0, 50.0, "AA"),
    "C": (30.0, 50.1, "BB"), "D": (31.0, 50.1, "BB"), "sea": (29.0, 50.0, ""),
}  # fmt: skip
BANKS = [("A", "B"), ("C", "D"), ("B", "D"), ("A", "sea")]
IN_AA = (30.5, 50.06)


def test_what_lies_in_the_country_of_the_point_goes_before_what_is_nearer():
    network = drawn(RIVERSIDE, BANKS)
    assert one_spot(network, IN_AA, None).edge == 1
    assert one_spot(network, IN_AA, "BB").edge == 1
    home = one_spot(network, IN_AA, "AA")
    assert (home.edge, home.abroad) == (0, False)
    assert home.access_m > one_spot(network, IN_AA, None).access_m


def one_spot(network, point, country):
    every = np.ones(len(network.start), dtype=bool)
    (spot,) = nearest(Router(network), point, every, country).values()
    return spot


def test_where_there_is_nothing_at_home_the_nearest_abroad_says_so():
    far = (30.5, 50.3)
    spot = one_spot(drawn(RIVERSIDE, BANKS), far, "AA")
    assert (spot.edge, spot.abroad) == (1, True)
    assert not one_spot(drawn(RIVERSIDE, BANKS), far, "BB").abroad


def test_of_a_country_that_the_network_does_not_know_nothing_is_said():
    spot = one_spot(drawn(RIVERSIDE, BANKS), IN_AA, "ZZ")
    assert (spot.edge, spot.abroad) == (1, False)


def test_what_lies_at_sea_is_not_abroad():
    assert not one_spot(drawn(RIVERSIDE, BANKS), (29.1, 50.0), "AA").abroad
    assert not one_spot(drawn(RIVERSIDE, BANKS), (29.1, 50.0), "BB").abroad


def test_an_edge_across_the_border_is_at_home_on_its_half():
    network = drawn({"A": (30.0, 50.0, "AA"), "B": (31.0, 50.0, "BB")}, [("A", "B")])
    here = [one_spot(network, (lon, 50.01), "AA").abroad for lon in (30.4, 30.6)]
    assert here == [False, True]
    there = [one_spot(network, (lon, 50.01), "BB").abroad for lon in (30.4, 30.6)]
    assert there == [True, False]


def test_a_disputed_area_is_at_home_with_each_state_that_has_to_do_with_it():
    made = drawn(RIVERSIDE, BANKS)
    claimed = replace(made.areas[1], id="bank", views={"un": "AA", "ru": "CC"}, held_by="DD")
    network = replace(made, areas=(made.areas[0], claimed))
    for code in ("AA", "CC", "DD"):
        assert (one_spot(network, IN_AA, code).edge, one_spot(network, IN_AA, code).abroad) == (
            1,
            False,
        )


def test_start_end_and_places_between_are_at_home_where_their_country_is_known():
    network = drawn(RIVERSIDE, BANKS)
    query = Query((30.1, 50.06), (30.9, 50.06), ((30.5, 50.06),), count=0)
    (found,) = paths(network, query)
    assert edges_of(found) == [1, 1, 1]
    known = replace(query, start_area="AA", via_areas=("AA",), end_area="AA")
    (found,) = paths(network, known)
    assert edges_of(found) == [0, 0, 0]
    (found,) = paths(network, replace(known, via_areas=("BB",)))
    assert edges_of(found) == [0, 1, 0]


def edges_of(found):
    starts = [section.start.edge for section in found.sections]
    return [*starts, found.sections[-1].end.edge]


def test_a_reach_and_the_way_to_a_border_begin_at_home():
    network = drawn(RIVERSIDE, BANKS)
    reached = Router(network).reach(IN_AA, 200_000.0, start_area="AA")
    assert reached.spot.edge == 0
    assert Router(network).reach(IN_AA, 200_000.0).spot.edge == 1
    (found, *_) = paths(network, Query(IN_AA, frozenset({"BB"}), start_area="AA"))
    assert found.sections[0].start.edge == 0


def test_a_reach_that_avoids_the_other_bank_begins_on_this_one():
    router = Router(drawn(RIVERSIDE, BANKS))
    avoid = frozenset({"BB"})
    assert router.reach(IN_AA, 200_000.0, avoid=avoid).reason == "avoided"
    assert router.reach(IN_AA, 200_000.0, avoid=avoid, start_area="AA").spot.edge == 0


def test_a_reach_does_not_begin_on_a_ferry():
    boat = LinkFact("boat", "ferry", "The boat", "A timetable", "Rails end here.")
    network = drawn(RIVERSIDE, BANKS, links={"boat": boat}, special={1: "boat"})
    assert Router(network).reach(IN_AA, 200_000.0).spot.edge == 0


# Two lines that do not meet; the first one drawn is further from both ends.
def test_of_two_lines_between_both_ends_the_nearer_one_is_taken():
    nodes = {
        "A": (30.0, 50.1, "AA"), "B": (31.0, 50.1, "AA"),
        "C": (30.0, 50.02, "AA"), "D": (31.0, 50.02, "AA"),
    }  # fmt: skip
    network = drawn(nodes, [("A", "B"), ("C", "D")])
    for point, edge in ((50.0, 1), (50.12, 0)):
        (found,) = paths(network, Query((30.1, point), (30.9, point)))
        assert edges_of(found) == [edge, edge]


def test_a_line_at_home_goes_before_one_abroad_that_does_not_meet_it():
    network = drawn(RIVERSIDE, BANKS[:2])
    query = Query((30.1, 50.06), (30.9, 50.06), start_area="AA")
    assert edges_of(paths(network, query)[0]) == [0, 0]


def test_by_rail_and_road_nobody_boards_abroad_where_a_road_is_at_home():
    rail = drawn({"C": (30.0, 50.1, "BB"), "D": (31.0, 50.1, "BB")}, [("C", "D")])
    road = drawn({**RIVERSIDE, "D": (31.0, 50.1, "BB")}, [("A", "B"), ("B", "D")], mode="road")
    network = joined(rail, road)
    query = Query((30.1, 50.06), (31.0, 50.1), count=0, end_area="BB")
    assert edges_of(paths(network, query)[0])[0] == 0
    assert edges_of(paths(network, replace(query, start_area="AA"))[0])[0] == 1
