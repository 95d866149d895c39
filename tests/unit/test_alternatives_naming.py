"""By which towns and passages paths are told from each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from routes.alternatives.naming import telling
from routes.alternatives.spots import near_town, nearest_town
from routes.networks import Network, Towns, Walk
from tests.unit.small_network import network

Point = tuple[float, float]


def towns(*rows: tuple[str, float, float, int]) -> Network:
    """A network that is nothing but towns: name, lon, lat, people."""
    names, lon, lat, people = zip(*rows, strict=True)
    count = np.arange(len(rows), dtype=np.int32)
    return network(
        lon=np.array(lon),
        lat=np.array(lat),
        towns=Towns(names, count, np.array(people, dtype=np.int32)),
    )


def walk(*points: Point, passages: Sequence[str] = ()) -> Walk:
    """A path along some points."""
    return Walk(np.array(points), (), (), (), (), tuple(passages), (), ())


NORTH = walk((0, 50), (5, 53), (15, 53), (20, 50))
SOUTH = walk((0, 50), (5, 47), (15, 47), (20, 50))


def test_a_town_on_both_paths_tells_nothing():
    net = towns(("Common", 2, 51.2, 9_000_000), ("High", 10, 53, 50_000), ("Low", 10, 47, 40_000))
    both = walk((0, 50), (2, 51.2), (5, 47), (15, 47), (20, 50))
    north = walk((0, 50), (2, 51.2), (5, 53), (15, 53), (20, 50))
    assert telling(net, [north, both]) == [("High",), ("Low",)]


def test_names_are_in_the_order_of_travel():
    net = towns(("East", 14, 53, 90_000), ("Middle", 10, 53, 10_000), ("West", 6, 53, 50_000))
    assert telling(net, [NORTH, SOUTH])[0] == ("West", "Middle", "East")
    back = walk((20, 50), (15, 53), (5, 53), (0, 50))
    assert telling(net, [back, SOUTH])[0] == ("East", "Middle", "West")


def test_of_towns_close_together_the_largest_is_named():
    net = towns(("Suburb", 10.1, 53, 90_000), ("City", 10, 53, 900_000))
    assert telling(net, [NORTH, SOUTH])[0] == ("City",)


def test_paths_with_the_same_large_towns_are_told_apart_by_what_only_one_passes():
    net = towns(("Middle", 10, 50, 900_000), ("Upper", 12, 50.25, 3_000), ("Lower", 12, 49.75, 900))
    upper = walk((0, 50), (10, 50), (12, 50.25), (20, 50))
    lower = walk((0, 50), (10, 50), (12, 49.75), (20, 50))
    assert telling(net, [upper, lower]) == [("Upper",), ("Lower",)]


def test_no_more_than_four_are_named():
    net = towns(*((f"T{i}", 5 + i * 2.5, 53.0, 10_000 + i) for i in range(5)))
    assert len(telling(net, [NORTH, SOUTH])[0]) == 4


def test_a_large_town_counts_although_the_path_passes_beside_its_middle():
    net = towns(("Beside", 10, 53.1, 500_000), ("Far off", 10, 53.3, 5_000_000))
    assert telling(net, [NORTH, SOUTH])[0] == ("Beside",)


def test_towns_at_the_ends_are_not_named():
    net = towns(("Suburb of the start", 0.1, 50.06, 900_000), ("High", 10, 53, 1_000))
    assert telling(net, [NORTH, SOUTH])[0] == ("High",)


def test_a_path_alone_is_named_by_its_large_towns():
    net = towns(("Small", 6, 53, 1_000), ("Large", 10, 53, 900_000))
    assert telling(net, [NORTH]) == [("Small", "Large")]


def test_a_path_without_towns_has_no_names():
    assert telling(towns(("Elsewhere", 100, 0, 1_000)), [NORTH, SOUTH]) == [(), ()]


def test_a_path_over_the_date_line():
    net = towns(("Here", -178, 60, 5_000))
    across = walk((170, 60), (190, 60))
    assert telling(net, [across]) == [("Here",)]


def test_paths_at_sea_are_told_by_what_not_all_pass():
    net = network("sea")
    suez = walk((0, 0), (1, 0), passages=("malacca", "babalmandab", "suez", "gibraltar"))
    cape = walk((0, 0), (1, 0), passages=("malacca", "south_africa"))
    assert telling(net, [suez, cape]) == [
        ("Bab al-Mandab", "the Suez Canal", "the Strait of Gibraltar"),
        ("the Cape of Good Hope",),
    ]
    assert telling(net, [cape]) == [("the Strait of Malacca", "the Cape of Good Hope")]


def test_where_a_spot_is():
    net = towns(("Near", 10, 50, 100), ("Other", 12, 50, 100))
    assert nearest_town(net, 10.1, 50.0) == "near Near"
    assert nearest_town(net, 12.9, 50.0) == "64 km from Other"
    assert near_town("There", 25_000.0) == "near There"
    assert near_town("There", 25_501.0) == "26 km from There"


def test_without_towns_nobody_says_where_a_spot_is():
    none = np.zeros(0, dtype=np.int32)
    assert nearest_town(network(towns=Towns((), none, none)), 10.0, 50.0) is None
