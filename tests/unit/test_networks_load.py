"""The networks that ship with the program."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import numpy as np
import pytest
import shapely
from pyproj import Geod

from routes.errors import ArtefactError
from routes.networks import load
from routes.networks.load import FACTS, NETWORKS, read

LAND = ("rail", "road")
GEOD = Geod(ellps="WGS84")
MOST_BYTES = 4_000_000


def shipped(name: str) -> bytes:
    return files("routes._data").joinpath(name).read_bytes()


def facts() -> dict[str, Any]:
    read_facts: dict[str, Any] = json.loads(shipped(FACTS))
    return read_facts


def test_all_files_together_are_small() -> None:
    names = [FACTS, *(f"network-{mode}.bin" for mode in NETWORKS)]
    assert sum(len(shipped(name)) for name in names) <= MOST_BYTES


def test_a_network_is_read_once() -> None:
    assert load("sea") is load("sea")


def test_another_mode_says_what_there_is() -> None:
    with pytest.raises(ValueError, match="no network of 'air'; there are rail, road, sea"):
        load("air")


@pytest.mark.parametrize("mode", NETWORKS)
def test_nodes_and_edges_are_sound(mode: str) -> None:
    network = load(mode)
    count = len(network.lon)
    assert count == len(network.lat) == len(network.area)
    assert (np.abs(network.lon) <= 180).all()
    assert (np.abs(network.lat) <= 90).all()
    assert (network.start < network.end).all()
    assert network.start.min() >= 0
    assert network.end.max() < count
    pairs = network.start.astype(np.int64) * count + network.end
    assert len(np.unique(pairs)) == len(pairs)
    assert (network.length_m > 0).all()
    assert (network.length_m % 10 == 0).all()
    assert network.area.min() >= -1
    assert network.area.max(initial=-1) < max(len(network.areas), 1)


@pytest.mark.parametrize("mode", NETWORKS)
def test_no_edge_is_shorter_than_the_straight_line(mode: str) -> None:
    network = load(mode)
    ends = network.lon, network.lat
    start, end = ([axis[node] for axis in ends] for node in (network.start, network.end))
    _, _, straight_m = GEOD.inv(*start, *end)
    # half a unit of length, and both ends moved by half a thousandth of a degree
    assert (network.length_m - straight_m > -(5 + 2 * 79)).all()


@pytest.mark.parametrize("mode", NETWORKS)
def test_lines_begin_and_end_at_their_nodes_and_run_on(mode: str) -> None:
    network = load(mode)
    for edge in range(0, len(network.start), 997):
        line = network.line(edge)
        start, end = network.start[edge], network.end[edge]
        assert tuple(line[0]) == (network.lon[start], network.lat[start])
        assert line[-1, 1] == network.lat[end]
        assert (line[-1, 0] - network.lon[end]) % 360 == 0
        assert np.abs(np.diff(line[:, 0])).max() <= 180


@pytest.mark.parametrize("mode", LAND)
def test_edges_across_a_border_are_straight_lines(mode: str) -> None:
    network = load(mode)
    across = np.flatnonzero(network.area[network.start] != network.area[network.end])
    assert len(across) > 300
    assert all(len(network.line(int(edge))) == 2 for edge in across)


@pytest.mark.parametrize("mode", LAND)
def test_no_gap_is_closed_by_rule_across_a_border(mode: str) -> None:
    network = load(mode)
    stitches = [edge for edge, key in network.special.items() if key == "stitch"]
    assert len(stitches) > 500
    assert (network.area[network.start[stitches]] == network.area[network.end[stitches]]).all()
    assert network.length_m[stitches].max() <= 2_000
    assert np.median(network.length_m[stitches]) <= 700


@pytest.mark.parametrize("mode", LAND)
def test_every_reviewed_link_is_an_edge(mode: str) -> None:
    network = load(mode)
    assert set(network.special.values()) - {"stitch"} == set(network.links)
    assert {link.kind for link in network.links.values()} == {"link", "ferry"}


@pytest.mark.parametrize(
    ("mode", "name", "areas"),
    [
        ("rail", "Zabaikalsk-Manzhouli", ("CN", "RU")),
        ("rail", "Korea-Russia Friendship Bridge", ("KP", "RU")),
        ("rail", "Naushki-Sukhbaatar", ("MN", "RU")),
        ("rail", "Narva-Ivangorod", ("EE", "RU")),
        ("rail", "Brest-Terespol", ("BY", "PL")),
        ("rail", "Sino-Korean Friendship Bridge", ("CN", "KP")),
        ("road", "Vaalimaa-Torfyanovka", ("FI", "RU")),
        ("road", "Dorasan-Kaesong", ("KP", "KR")),
        ("road", "Zabaikalsk-Manzhouli", ("CN", "RU")),
    ],
)
def test_known_crossings_are_on_the_edges_that_run_through_them(
    mode: str, name: str, areas: tuple[str, str]
) -> None:
    network = load(mode)
    found = [e for e, c in network.crossing.items() if network.crossings[c].name == name]
    assert found
    for edge in found:
        sides = (network.area[network.start[edge]], network.area[network.end[edge]])
        assert tuple(sorted(network.areas[side].id for side in sides)) == areas


@pytest.mark.parametrize("mode", LAND)
def test_crossings_are_crossed_by_the_mode(mode: str) -> None:
    network = load(mode)
    modes = [network.crossings[index].modes for index in network.crossing.values()]
    assert len(modes) > 90
    assert all(mode in given or not given for given in modes)


@pytest.mark.parametrize(
    ("mode", "area", "lon", "lat"),
    [
        ("rail", "transnistria", 29.12, 47.705),  # Kolbasna to Ribnita
        ("rail", "transnistria", 29.60, 46.85),  # Tiraspol
        ("road", "transnistria", 29.60, 46.85),
        ("road", "transnistria", 28.99, 47.76),  # Ribnita
        ("road", "south_ossetia", 43.97, 42.23),  # Tskhinvali
        ("road", "aksai_chin", 79.75, 35.1),
        ("road", "golan", 35.75, 33.0),
        ("road", "crimea", 34.1, 44.95),
        ("rail", "donetsk", 37.8, 48.0),
    ],
)
def test_what_runs_in_a_disputed_area_has_its_label(
    mode: str, area: str, lon: float, lat: float
) -> None:
    """The edge that passes nearest to a place ends in the area on both sides."""
    network = load(mode)
    place = shapely.Point(lon, lat)
    near = np.flatnonzero(
        (np.abs(network.lon[network.start] - lon) < 5)
        & (np.abs(network.lat[network.start] - lat) < 5)
    )
    lines = [shapely.LineString(network.line(int(edge))) for edge in near]
    edge = near[int(np.argmin(shapely.distance(lines, place)))]
    ends = network.area[[network.start[edge], network.end[edge]]]
    assert {network.areas[end].id for end in ends} == {area}


def test_what_the_data_draws_over_a_border_is_not_crossed_there() -> None:
    """The line from Hyesan to Manpo runs along the Yalu, all of it in North Korea."""
    network = load("rail")
    across = np.flatnonzero(network.area[network.start] != network.area[network.end])
    lon, lat = network.lon[network.start[across]], network.lat[network.start[across]]
    assert not ((lon > 126.31) & (lon < 126.45) & (lat > 41.22) & (lat < 41.35)).any()
    assert not ((lon > 127.9) & (lon < 128.15) & (lat > 41.3) & (lat < 41.45)).any()


def test_the_road_to_kraskino_stays_in_russia_up_to_the_border() -> None:
    network = load("road")
    across = np.flatnonzero(network.area[network.start] != network.area[network.end])
    lon, lat = network.lon[network.start[across]], network.lat[network.start[across]]
    near = across[(lon > 130.4) & (lon < 131.4) & (lat > 42.6) & (lat < 43.4)]
    ids = [network.crossings[network.crossing[int(edge)]].id for edge in near]
    assert ids == ["khunchun-kraskino"]


def test_the_straits_and_canals_are_marked() -> None:
    passages = set(load("sea").passage.values())
    assert passages >= {"suez", "panama", "bosporus", "dardanelles", "malacca", "northwest"}


def test_sea_lanes_go_on_over_the_antimeridian() -> None:
    network = load("sea")
    lines = [network.line(edge) for edge in range(len(network.start))]
    assert any(np.abs(line[:, 0]).max() > 180 for line in lines)
    assert max(float(np.abs(np.diff(line[:, 0])).max()) for line in lines) <= 180


@pytest.mark.parametrize("mode", LAND)
def test_towns_are_next_to_their_node(mode: str) -> None:
    towns = load(mode).towns
    assert len(towns.names) == len(towns.node) == len(towns.population)
    assert {"Vladivostok", "Khabarovsk", "Moscow", "Minsk", "Beijing"} <= set(towns.names)
    at = towns.node[list(towns.names).index("Vladivostok")]
    where = shapely.Point(load(mode).lon[at], load(mode).lat[at])
    assert where.distance(shapely.Point(131.89, 43.12)) < 0.1


def test_disputed_areas_say_who_counts_them_to_whom() -> None:
    crimea = next(area for area in load("road").areas if area.id == "crimea")
    assert crimea.country("un") == "UA"
    assert crimea.country("ru") == "RU"
    assert {"UA", "RU"} <= crimea.states


def test_a_table_of_facts_of_another_build_is_refused() -> None:
    other = facts()
    other["areas"] = [area for area in other["areas"] if area["id"] != "RU"]
    with pytest.raises(ArtefactError, match=r"network-rail\.bin and .* do not belong together"):
        read("rail", shipped("network-rail.bin"), other)


def test_a_link_that_the_facts_do_not_know_is_refused() -> None:
    other = facts()
    other["links"]["rail"] = []
    with pytest.raises(ArtefactError, match="do not belong together"):
        read("rail", shipped("network-rail.bin"), other)


@pytest.mark.parametrize("mode", NETWORKS)
@pytest.mark.parametrize("other", NETWORKS)
def test_the_file_of_another_mode_is_refused(mode: str, other: str) -> None:
    content = shipped(f"network-{other}.bin")
    if mode == other:
        assert read(mode, content, facts()).mode == mode
        return
    with pytest.raises(ArtefactError, match=f"network-{mode}.bin and .* do not belong together"):
        read(mode, content, facts())


def one_area(table: dict[str, Any]) -> None:
    table["crossings"][0]["areas"] = ["RU"]


def a_list_of_links(table: dict[str, Any]) -> None:
    table["links"] = []


def a_word_too_many(table: dict[str, Any]) -> None:
    table["areas"][0]["colour"] = "red"


def no_closures(table: dict[str, Any]) -> None:
    del table["closures"]


@pytest.mark.parametrize("broken", [one_area, a_list_of_links, a_word_too_many, no_closures])
def test_facts_of_another_shape_are_refused(broken: Callable[[dict[str, Any]], None]) -> None:
    other = facts()
    broken(other)
    with pytest.raises(ArtefactError, match="do not belong together"):
        read("rail", shipped("network-rail.bin"), other)
