"""The recipes that make networks, on graphs that fit on a page."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely

from data.recipes.networks import (
    areas,
    bends,
    border,
    closures,
    contract,
    crossings,
    dips,
    disputed,
    label,
    links,
    merge,
    order,
    removed,
    stitch,
)
from data.recipes.networks.graph import FIRST_LINK, STITCH, Graph, Ints, geodesic_m, graph
from data.recipes.networks.nearest import nearest
from data.recipes.units import Unit

KM = 1 / 111.195  # a kilometre along a meridian or the equator, in degrees, about


def made(points: list[tuple[float, float]], edges: list[tuple[int, int]]) -> Graph:
    """Points in kilometres east and north of 0, 0; edges as long as the geodesic."""
    lonlat = np.round(np.array(points, float) * KM, 3)
    start, end = np.array(edges, np.int64).T
    return graph(lonlat, start, end, geodesic_m(lonlat[start], lonlat[end]))


def with_area(given: Graph, *area: int) -> Graph:
    return Graph(**{**vars(given), "area": np.array(area, np.int64)})


def pairs(given: Graph) -> list[tuple[int, int]]:
    return list(zip(given.start.tolist(), given.end.tolist(), strict=True))


def unit(code: str, country: str | None, polygon: shapely.Polygon) -> Unit:
    return Unit(code, country, None, None, (code,), None, 0.0, 0.0, polygon, polygon)


def west_and_east() -> list[Unit]:
    """Two states with the border on the meridian of 0 degrees."""
    west = unit("W", "WW", shapely.box(-1, -1, 0, 1))
    return [west, unit("E", "EE", shapely.box(0, -1, 1, 1))]


def table(path: Path, *lines: str) -> Path:
    file = path / "table.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


EAST = ((60, 0), (70, 0), (80, 0))


def gate(name: str, pair: str, lat: float, *modes: str) -> dict[str, object]:
    row = {"id": name, "areas": pair.split(), "lon": 0.0, "lat": lat}
    return {**row, "radius_m": 1_000, "modes": list(modes)}


class TestGraph:
    def test_of_two_edges_between_two_nodes_the_shorter_stays(self) -> None:
        lonlat = np.array([(0, 0), (0, 1)], float)
        two = np.array([0, 1]), np.array([1, 0])
        given = graph(lonlat, *two, np.array([120_000.0, 115_000.0]))
        assert pairs(given) == [(0, 1)]
        assert given.length_m.tolist() == [115_000.0]

    def test_loops_go(self) -> None:
        lonlat = np.array([(0, 0), (0, 1)], float)
        given = graph(lonlat, np.array([0, 0]), np.array([0, 1]), np.array([1.0, 2.0]))
        assert pairs(given) == [(0, 1)]

    def test_both_names_of_the_antimeridian_are_one(self) -> None:
        lonlat = np.array([(-180, 5), (179, 5)], float)
        assert graph(lonlat, np.array([0]), np.array([1]), np.array([1.0])).x[0] == 180_000


class TestMerge:
    def test_the_node_with_more_edges_stays_where_it_is(self) -> None:
        given = made([(0, 0), (0.11, 0), (20, 0), (0, 20)], [(0, 1), (1, 2), (0, 3), (0, 2)])
        result = merge.merged(given)
        assert result.x.tolist() == [0, 180, 0]
        assert pairs(result) == [(0, 1), (0, 2)]

    def test_the_way_through_a_merged_node_keeps_its_length(self) -> None:
        given = made([(-10, 0), (0, 0), (0.11, 0), (30, 0)], [(0, 1), (1, 2), (2, 3)])
        result = merge.merged(given)
        assert len(result.x) == 3
        assert result.length_m.sum() == pytest.approx(given.length_m.sum(), abs=1)

    def test_merging_does_not_eat_its_way_along_a_line(self) -> None:
        given = made([(n * 0.111, 0) for n in range(30)], [(n, n + 1) for n in range(29)])
        result = merge.merged(given, 150)
        assert np.diff(np.sort(result.x)).max() <= 3
        assert result.length_m.sum() == pytest.approx(given.length_m.sum(), rel=0.1)

    def test_longer_edges_stay(self) -> None:
        given = made([(0, 0), (0.2, 0)], [(0, 1)])
        assert pairs(merge.merged(given)) == [(0, 1)]


class TestStitch:
    def broken(self, gap_km: float, *area: int) -> Graph:
        """Two lines of 30 km with a gap between their ends."""
        points = [(0.0, 0.0), (30.0, 0.0), (30.0 + gap_km, 0.0), (60.0, 0.0)]
        return with_area(made(points, [(0, 1), (2, 3)]), *(area or (0, 0, 0, 0)))

    def test_a_dead_end_is_joined_over_a_short_gap(self) -> None:
        result = stitch.stitched(self.broken(0.5))
        assert pairs(result) == [(0, 1), (1, 2), (2, 3)]
        assert result.tag.tolist() == [0, STITCH, 0]
        assert result.length_m[1] == pytest.approx(500, abs=60)

    def test_not_over_a_long_gap(self) -> None:
        assert len(stitch.stitched(self.broken(2.5)).start) == 2

    def test_two_dead_ends_are_joined_over_a_longer_one(self) -> None:
        assert stitch.stitched(self.broken(1.5)).tag.tolist() == [0, STITCH, 0]

    def test_not_a_dead_end_and_a_node_of_a_line(self) -> None:
        points = [(0.0, 0.0), (30.0, 0.0), (31.5, 30.0), (31.5, 0.0), (31.5, -30.0)]
        given = with_area(made(points, [(0, 1), (2, 3), (3, 4)]), *[0] * 5)
        assert len(stitch.stitched(given).start) == 3

    def test_not_two_dead_ends_that_have_a_way(self) -> None:
        points = [(0.0, 0.0), (20.0, 0.0), (21.5, 0.0), (40.0, 0.0), (20.0, 20.0)]
        ring = [(0, 1), (2, 3), (0, 4), (4, 3), (0, 3)]
        given = with_area(made(points, ring), *[0] * 5)
        assert len(stitch.stitched(given).start) == 5

    def test_never_across_a_border(self) -> None:
        assert len(stitch.stitched(self.broken(0.5, 0, 0, 1, 1)).start) == 2

    def test_not_where_the_network_gets_there_soon(self) -> None:
        siding = made([(0, 0), (5, 0.3), (5, 0), (10, 0)], [(0, 1), (0, 2), (2, 3)])
        assert len(stitch.stitched(with_area(siding, 0, 0, 0, 0)).start) == 3

    def test_an_end_is_joined_once(self) -> None:
        points = [(0.0, 0.0), (30.0, 0.0), (30.3, 0.0), (60.0, 0.0), (30.0, 0.4), (30.0, 40.0)]
        given = with_area(made(points, [(0, 1), (2, 3), (4, 5)]), *[0] * 6)
        result = stitch.stitched(given)
        ends = np.concatenate([result.start, result.end])[np.tile(result.tag == STITCH, 2)]
        # 1 with 2, the shorter gap; 4 is a dead end of its own and finds 1 or 2
        assert (result.tag == STITCH).sum() == 2
        assert np.bincount(ends, minlength=6)[4] == 1


class TestContract:
    def test_a_chain_becomes_an_edge_with_vertices(self) -> None:
        given = made([(0, 0), (10, 5), (20, 0), (30, 0)], [(0, 1), (1, 2), (2, 3)])
        result = contract.contracted(with_area(given, 0, 0, 0, 0))
        assert pairs(result.graph) == [(0, 1)]
        assert result.graph.length_m[0] == pytest.approx(given.length_m.sum())
        assert result.inner[0].tolist() == [[90, 45], [180, 0]]

    def test_vertices_on_the_line_go_and_the_length_stays(self) -> None:
        given = made([(0, 0), (10, 0.04), (20, 0)], [(0, 1), (1, 2)])
        result = contract.contracted(with_area(given, 0, 0, 0))
        assert len(result.inner[0]) == 0
        assert result.graph.length_m[0] == pytest.approx(given.length_m.sum())

    def test_both_sides_of_a_border_stay(self) -> None:
        given = made([(n * 10, n % 2) for n in range(6)], [(n, n + 1) for n in range(5)])
        result = contract.contracted(with_area(given, 0, 0, 0, 1, 1, 1))
        across = result.graph.area[result.graph.start] != result.graph.area[result.graph.end]
        assert across.sum() == 1
        assert len(result.inner[int(np.flatnonzero(across)[0])]) == 0

    def test_ends_of_links_stay(self) -> None:
        given = made([(n * 10, n % 2) for n in range(4)], [(n, n + 1) for n in range(3)])
        tagged = Graph(**{**vars(given), "tag": np.array([0, FIRST_LINK, 0], np.int64)})
        result = contract.contracted(with_area(tagged, 0, 0, 0, 0))
        assert pairs(result.graph) == [(0, 1), (1, 2), (2, 3)]
        assert result.graph.tag.tolist() == [0, FIRST_LINK, 0]

    def test_two_lines_between_two_junctions_both_stay(self) -> None:
        points = [(0, 0), (10, 10), (20, 0), (10, -10), (-10, 0), (30, 0)]
        edges = [(0, 1), (1, 2), (0, 3), (3, 2), (4, 0), (2, 5)]
        given = made([(float(x), float(y)) for x, y in points], edges)
        result = contract.contracted(with_area(given, *[0] * 6))
        assert result.graph.length_m.sum() == pytest.approx(given.length_m.sum())
        assert len(set(pairs(result.graph))) == len(pairs(result.graph)) == 5

    def test_small_networks_go(self) -> None:
        given = made([(0, 0), (5, 0), (0, 50), (40, 50)], [(0, 1), (2, 3)])
        assert contract.large(given, 20_000).y.tolist() == [450, 450]

    def test_an_edge_that_is_turned_takes_its_vertices_with_it(self) -> None:
        given = made([(0, 0), (10, 5), (30, 0)], [(0, 1), (1, 2)])
        result = contract.turned(contract.contracted(with_area(given, 0, 0, 0)), np.array([1, 0]))
        assert result.graph.x.tolist() == [270, 0]
        assert pairs(result.graph) == [(0, 1)]
        assert result.inner[0].tolist() == [[90, 45]]

    def test_vertices_run_on_over_the_antimeridian_from_either_end(self) -> None:
        lonlat = np.array([(179.0, 0), (179.9, 0.5), (-179.5, 0)])
        edges = np.array([0, 1]), np.array([1, 2])
        given = contract.contracted(graph(lonlat, *edges, np.array([1e5, 1e5])))
        assert given.inner[0].tolist() == [[179_900, 500]]
        back = contract.turned(given, np.array([1, 0]))
        assert back.graph.x.tolist() == [-179_500, 179_000]
        assert back.inner[0].tolist() == [[-180_100, 500]]


class TestOrder:
    def test_area_by_area_and_along_the_line(self) -> None:
        points = [(0.0, 0.0), (40.0, 0.0), (10.0, 0.0), (50.0, 0.0), (20.0, 0.0)]
        given = made(points, [(0, 2), (2, 4), (4, 1), (1, 3)])
        assert order.order(with_area(given, 1, 0, 1, 0, 1)).tolist() == [1, 3, 0, 2, 4]

    def test_the_smaller_branch_comes_first(self) -> None:
        points = [(0.0, 0.0), (10.0, 0.0), (20.0, 0.0), (0.0, 5.0)]
        given = made(points, [(0, 1), (1, 2), (0, 3)])
        assert order.order(with_area(given, 0, 0, 0, 0)).tolist() == [0, 3, 1, 2]


class TestLabel:
    def labels(self, points: list[tuple[float, float]], edges: list[tuple[int, int]]) -> list[int]:
        return label.labelled(made(points, edges), west_and_east(), [0, 1]).area.tolist()

    def test_a_node_is_of_the_area_it_lies_in(self) -> None:
        assert self.labels([(-50, 0), (50, 0)], [(0, 1)]) == [0, 1]

    def test_near_the_coast_it_is_of_the_nearest_and_far_out_of_none(self) -> None:
        assert self.labels([(120, 0), (200, 0)], [(0, 1)]) == [1, -1]

    def test_a_line_along_a_border_does_not_cross_it(self) -> None:
        line = [(-5, -30), (-1, -10), (1, 0), (-1, 10), (-5, 30), (50, 0), (60, 0)]
        edges = [(0, 1), (1, 2), (2, 3), (3, 4), (5, 6)]
        assert self.labels([(float(x), float(y)) for x, y in line], edges) == [0] * 5 + [1, 1]

    def test_a_line_that_goes_on_on_the_other_side_does(self) -> None:
        assert self.labels([(-5, 0), (-1, 0), (1, 0), (40, 0)], [(0, 1), (1, 2), (2, 3)]) == [
            *(0, 0),
            *(1, 1),
        ]

    def test_all_there_is_of_an_area_stays(self) -> None:
        assert self.labels([(-50, 0), (1, 0), (-50, 9)], [(0, 1), (0, 2)]) == [0, 1, 0]


class TestBorder:
    def test_a_long_edge_is_cut_where_it_crosses(self) -> None:
        given = with_area(made([(-30, 0), (60, 0)], [(0, 1)]), 0, 1)
        result = border.cut(given, west_and_east(), [0, 1])
        across = np.flatnonzero(result.area[result.start] != result.area[result.end])
        assert len(result.start) == 3
        assert result.length_m[across].tolist() == pytest.approx([200], abs=80)
        assert np.abs(result.x[[result.start[across], result.end[across]]]).max() <= 3
        assert result.length_m.sum() == pytest.approx(given.length_m.sum())

    def test_short_ones_and_links_stay(self) -> None:
        short = with_area(made([(-0.5, 0), (0.5, 0)], [(0, 1)]), 0, 1)
        assert len(border.cut(short, west_and_east(), [0, 1]).start) == 1
        link = with_area(made([(-30, 0), (30, 0)], [(0, 1)]), 0, 1)
        link = Graph(**{**vars(link), "tag": np.array([FIRST_LINK])})
        assert len(border.cut(link, west_and_east(), [0, 1]).start) == 1


class TestLinks:
    HEAD = (
        "id,mode,kind,name,lon,lat,to_lon,to_lat,length_km,since,until,source,reason,note",
        "a-link,rail,link,A link,0.0,0.0,0.3,0.0,50,1999,,a treaty,missing,",
    )

    def network(self) -> Graph:
        return with_area(made([(-20, 0), (0, 0), (33, 0), (50, 0)], [(0, 1), (2, 3)]), 0, 0, 0, 0)

    def test_a_link_is_an_edge_between_the_nearest_nodes(self, tmp_path: Path) -> None:
        rows = links.links("rail", table(tmp_path, *self.HEAD))
        result = links.added(self.network(), rows)
        assert pairs(result) == [(0, 1), (1, 2), (2, 3)]
        assert result.tag.tolist() == [0, FIRST_LINK, 0]
        assert result.length_m[1] == 50_000

    def test_it_stands_in_for_what_is_there(self, tmp_path: Path) -> None:
        rows = links.links("rail", table(tmp_path, *self.HEAD))
        whole = with_area(made([(0, 0), (33, 0)], [(0, 1)]), 0, 0)
        result = links.added(whole, rows)
        assert result.tag.tolist() == [FIRST_LINK]

    def test_a_ferry_beside_a_bridge_has_a_landing_of_its_own(self, tmp_path: Path) -> None:
        second = self.HEAD[1].replace("a-link", "b-link").replace("link,A", "ferry,A")
        rows = links.links("rail", table(tmp_path, *self.HEAD, second))
        result = links.added(self.network(), rows)
        assert sorted(result.tag.tolist()) == [0, 0, 0, FIRST_LINK, FIRST_LINK + 1]
        assert len(result.x) == 5

    def test_an_end_too_far_from_any_node_is_said_with_its_line(self, tmp_path: Path) -> None:
        far = self.HEAD[1].replace("0.3,0.0", "0.3,0.09")
        rows = links.links("rail", table(tmp_path, self.HEAD[0], far))
        with pytest.raises(
            ValueError, match=r"table\.csv:2: a-link: the nearest node is .* its second"
        ):
            links.added(self.network(), rows)

    def test_before_it_was_there_it_is_closed(self, tmp_path: Path) -> None:
        (age,) = links.ages(links.links("rail", table(tmp_path, *self.HEAD)))
        assert (age["what"], age["since"], age["until"]) == ("link:a-link", None, "1999")

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ("a-link,rail,link", "a-link,rail,tunnel", "kind: 'tunnel' is none of link, ferry"),
            ("a treaty", "", "no source"),
            ("a-link", "", "no id"),
            (",missing,", ",missing", "a comma too many or too few"),
        ],
    )
    def test_what_is_wrong_in_a_row_is_said(
        self, tmp_path: Path, old: str, new: str, message: str
    ) -> None:
        file = table(tmp_path, self.HEAD[0], self.HEAD[1].replace(old, new, 1))
        with pytest.raises(ValueError, match=message):
            links.links("rail", file)


class TestBends:
    HEAD = "mode,road,lon,lat,to_lon,to_lat,via,source"

    def bent(self, path: Path, row: str) -> Graph:
        rows = bends.bends("road", table(path, self.HEAD, row))
        return bends.bent(made([(0, 0), (100, 0)], [(0, 1)]), rows)

    def test_an_edge_is_led_through_the_towns_of_a_row(self, tmp_path: Path) -> None:
        result = self.bent(tmp_path, "road,R1,0.899,0.0,0.0,0.0,B 0.6 0.1; A 0.3 0.1,a map")
        assert len(result.start) == 3
        assert result.x[2:].tolist() == [600, 300]
        lonlat = result.lonlat[[0, 3, 2, 1]]
        assert result.length_m.sum() == pytest.approx(geodesic_m(lonlat[:-1], lonlat[1:]).sum())

    def test_a_length_that_was_longer_stays(self, tmp_path: Path) -> None:
        given = made([(0, 0), (100, 0)], [(0, 1)])
        longer = Graph(**{**vars(given), "length_m": np.array([150_000.0])})
        row = "road,R1,0.0,0.0,0.899,0.0,A 0.3 0.1,a map"
        rows = bends.bends("road", table(tmp_path, self.HEAD, row))
        assert bends.bent(longer, rows).length_m.sum() == pytest.approx(150_000)

    @pytest.mark.parametrize(
        ("row", "message"),
        [
            ("road,R1,0.0,0.0,0.8,0.0,A 0.3 0.1,a map", "csv:2: : no edge joins nodes within 2 km"),
            ("road,R1,0.0,0.0,0.899,0.0,A 0.3,a map", "'A 0.3' is not a name, lon and lat"),
            ("road,R1,0.0,0.0,0.899,0.0,0.3 0.1,a map", "no name in '0.3 0.1'"),
        ],
    )
    def test_a_row_that_means_nothing_is_refused(
        self, tmp_path: Path, row: str, message: str
    ) -> None:
        with pytest.raises(ValueError, match=message):
            self.bent(tmp_path, row)


class TestTables:
    AREAS = "id,name,units,outline,views,held_by,source,note"

    def test_an_area_of_its_own_takes_its_units_from_the_country(self, tmp_path: Path) -> None:
        file = table(tmp_path, self.AREAS, "east,The East,E,,un=EE ru=WW xx=,WW,a resolution,")
        found = areas.areas(west_and_east(), {"WW": "West", "EE": "East"}, file)
        assert [fact["id"] for fact in found.facts] == ["WW", "east"]
        assert found.of_unit == [0, 1]
        assert found.facts[1]["views"] == {"un": "EE", "ru": "WW", "xx": None}
        assert (found.states, found.disputed) == (["WW", "EE"], {1})

    def test_an_outline_takes_what_is_inside_from_its_units_only(self, tmp_path: Path) -> None:
        ring = '"-0.5 0, 0.5 0, 0.5 0.5, -0.5 0.5"'
        file = table(tmp_path, self.AREAS, f"part,A part,E,{ring},un=EE,WW,a resolution,")
        found = areas.areas(west_and_east(), {"WW": "West", "EE": "East"}, file)
        assert [fact["id"] for fact in found.facts] == ["EE", "WW", "part"]
        assert found.of_unit == [1, 0, 2]
        assert [round(unit.full.area, 3) for unit in found.units] == [2.0, 1.75, 0.25]
        assert not found.units[1].full.contains(shapely.Point(0.2, 0.2))

    @pytest.mark.parametrize(
        ("ring", "message"),
        [
            ("0 0 0, 1 1", "outline: it must be like"),
            ("0 0, 1 1, 1 0, 0 1", "outline: the ring crosses itself"),
            ("-0.5 0, -0.2 0, -0.2 0.5", "outline: nothing of its units is in there"),
        ],
    )
    def test_an_outline_that_is_none_is_said(self, tmp_path: Path, ring: str, message: str) -> None:
        file = table(tmp_path, self.AREAS, f'part,A part,E,"{ring}",un=EE,WW,a resolution,')
        with pytest.raises(ValueError, match=f"table.csv:2: part: {message}"):
            areas.areas(west_and_east(), {"WW": "West", "EE": "East"}, file)

    def test_a_unit_that_is_not_there_is_said(self, tmp_path: Path) -> None:
        file = table(tmp_path, self.AREAS, "east,The East,X,,un=EE,,a resolution,")
        with pytest.raises(ValueError, match=r"table\.csv:2: east: no unit 'X'"):
            areas.areas(west_and_east(), {"WW": "West", "EE": "East"}, file)

    def test_a_closure_of_nothing_and_a_date_that_is_none_are_said_together(
        self, tmp_path: Path
    ) -> None:
        head = "id,what,modes,since,until,blocks,source,reason"
        row = "c,border:AA-BB,air,spring,,maybe,a notice,shut"
        with pytest.raises(ValueError, match="nothing is 'border:AA-BB'") as caught:
            closures.closures({"border:KP-KR"}, table(tmp_path, head, row))
        for part in ("no mode 'air'", "'spring' is not like", "'maybe' is neither yes nor no"):
            assert part in str(caught.value)

    def test_a_closure_is_a_fact(self, tmp_path: Path) -> None:
        head = "id,what,modes,since,until,blocks,source,reason"
        row = "c,border:KP-KR,road rail,1953-07,,yes,a notice,shut"
        (fact,) = closures.closures({"border:KP-KR"}, table(tmp_path, head, row))
        assert fact["modes"] == ["rail", "road"]
        assert (fact["since"], fact["until"], fact["blocks"]) == ("1953-07", None, True)

    def test_other_columns_are_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="the columns must be id, what"):
            closures.closures(set(), table(tmp_path, "id,what"))


class TestDisputed:
    def through(self, north: float, *area: int) -> Graph:
        """A line over 0.2 degrees of area 2, which is 100 km high."""
        strip = unit("S", "EE", shapely.box(0.2, -0.5, 0.4, 0.5))
        given = with_area(made([(-30, north), (90, north)], [(0, 1)]), *area)
        return disputed.entered(given, [*west_and_east(), strip], [0, 1, 2], [2])

    def test_a_line_through_it_has_two_nodes_there(self) -> None:
        result = self.through(0, 0, 1)
        assert pairs(result) == [(0, 2), (2, 3), (3, 1)]
        assert result.area.tolist() == [0, 1, 2, 2]
        assert result.x.tolist()[2:] == [220, 380]
        assert result.length_m.sum() == pytest.approx(120_000, rel=0.01)

    def test_also_when_both_ends_are_in_one_other_area(self) -> None:
        assert self.through(0, 1, 1).area.tolist() == [1, 1, 2, 2]

    def test_a_line_past_it_stays(self) -> None:
        assert pairs(self.through(80, 0, 1)) == [(0, 1)]

    def test_a_line_that_ends_there_stays(self) -> None:
        strip = unit("S", "EE", shapely.box(0.2, -0.5, 0.4, 0.5))
        given = with_area(made([(-30, 0), (30, 0)], [(0, 1)]), 0, 2)
        result = disputed.entered(given, [*west_and_east(), strip], [0, 1, 2], [2])
        assert pairs(result) == [(0, 1)]

    def test_a_line_in_it_near_its_edge_keeps_its_label(self) -> None:
        line = [(-5, -30), (1, -10), (1, 10), (-5, 30), (50, 0), (60, 0)]
        given = made([(float(x), float(y)) for x, y in line], [(0, 1), (1, 2), (2, 3), (4, 5)])
        where = west_and_east(), [0, 1]
        assert label.labelled(given, *where).area.tolist() == [0, 0, 0, 0, 1, 1]
        assert label.labelled(given, *where, {1}).area.tolist() == [0, 1, 1, 0, 1, 1]


class TestDips:
    """A line in the west, on the border, with a dip of three nodes into the east."""

    POINTS = ((-30, 0), (-1, 0), (1, 0), (2, 3), (1, 6), (-1, 6), (-30, 6), (50, 0), *EAST)
    EDGES = ((0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (7, 8), (8, 9), (9, 10))

    def straightened(
        self, longest_m: float = 15_000, real: tuple[int, ...] = (), *, views: bool = False
    ) -> list[int]:
        points = [(float(x), float(y)) for x, y in self.POINTS]
        given = with_area(made(points, list(self.EDGES)), 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1)
        facts = [{"id": "WW"}, {"id": "EE", **({"views": {"un": "EE"}} if views else {})}]
        known = areas.Areas(facts, west_and_east(), [0, 1])
        return dips.straightened(given, longest_m, real, known).area.tolist()[:7]

    def test_a_line_that_comes_back_was_never_away(self) -> None:
        assert self.straightened() == [0] * 7

    def test_a_reviewed_crossing_is_real(self) -> None:
        assert self.straightened(real=(1,)) == [0, 0, 1, 1, 1, 0, 0]

    def test_a_long_one_is_real(self) -> None:
        assert self.straightened(5_000) == [0, 0, 1, 1, 1, 0, 0]

    def test_a_disputed_area_keeps_what_it_has(self) -> None:
        assert self.straightened(views=True) == [0, 0, 1, 1, 1, 0, 0]


class TestCrossings:
    GATES = (
        gate("far", "EE WW", 0.2),
        gate("near", "EE WW", 0.05),
        gate("other", "EE XX", 0.0),
        gate("rails", "EE WW", 0.01, "rail"),
        gate("away", "EE WW", -0.35, "road"),
    )

    def matched(self, *area: int, mode: str = "road", north: float = 0.0) -> dict[int, str]:
        given = with_area(made([(-1, north), (1, north)], [(0, 1)]), *area)
        return crossings.matched(given, self.GATES, ["WW", "EE", "EE"], mode)

    def test_the_nearest_of_the_same_two_states(self) -> None:
        assert self.matched(0, 1) == {0: "near"}

    def test_one_that_the_mode_does_not_cross_is_none(self) -> None:
        assert self.matched(0, 1, mode="rail") == {0: "rails"}

    def test_a_disputed_area_is_crossed_as_its_state(self) -> None:
        assert self.matched(0, 2) == {0: "near"}

    def test_no_border_no_crossing(self) -> None:
        assert self.matched(1, 1) == {}

    def test_too_far_is_none(self) -> None:
        assert self.matched(0, 1, north=-80) == {}

    def test_one_of_the_mode_that_has_no_edge_may_be_a_little_further(self) -> None:
        assert self.matched(0, 1, north=-20) == {0: "away"}
        assert self.matched(0, 1, north=-20, mode="rail") == {0: "rails"}
        assert self.matched(0, 1, north=-30, mode="rail") == {}

    def test_what_is_near_a_crossing_need_not_run_through_it(self) -> None:
        points = [(-1.0, 0.0), (1.0, 0.0), (-1.0, 8.0), (1.0, 8.0)]
        given = with_area(made(points, [(0, 1), (2, 3)]), 0, 1, 0, 1)
        assert crossings.reviewed(given, self.GATES[3:], ["WW", "EE"], "rail") == {0}

    HEAD = "id,modes,name,lon,lat,areas,note,source"

    def test_the_table_says_how_and_adds(self, tmp_path: Path) -> None:
        rows = "torugart,road,,,,,A pass.,a map", "new,rail,New,1.5,2.5,WW EE,,a map"
        found = {row["id"]: row for row in crossings.crossings(table(tmp_path, self.HEAD, *rows))}
        assert found["torugart"]["modes"] == ["road"]
        assert found["torugart"]["note"] == "A pass."
        assert found["new"]["areas"] == ["EE", "WW"]
        assert found["khunjerab"]["modes"] == []

    @pytest.mark.parametrize(
        ("row", "message"),
        [
            ("torugart,air,,,,,,a map", "modes: 'air' is none of rail, road, both"),
            ("torugart,road,Torugart,,,,,a map", "are those of data/curated.csv"),
            ("new,road,New,1,,AA BB,,a map", "so it needs modes, name, lon, lat and areas"),
            ("torugart,road,,,,,,", "no source"),
        ],
    )
    def test_what_is_wrong_in_a_row_is_said(self, tmp_path: Path, row: str, message: str) -> None:
        with pytest.raises(ValueError, match=message):
            crossings.crossings(table(tmp_path, self.HEAD, row))


class TestRemoved:
    HEAD = "id,mode,lon,lat,to_lon,to_lat,source,reason"

    def without(self, path: Path, row: str) -> Graph:
        rows = removed.removed("road", table(path, self.HEAD, row))
        return removed.without(made([(0, 0), (100, 0), (100, 50)], [(0, 1), (1, 2)]), rows)

    def test_the_edge_of_a_row_goes(self, tmp_path: Path) -> None:
        row = "gone,road,0.899,0.0,0.0,0.0,a map,there is no road"
        assert pairs(self.without(tmp_path, row)) == [(1, 2)]

    def test_a_row_that_means_nothing_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="csv:2: gone: no edge joins nodes within 2 km"):
            self.without(tmp_path, "gone,road,0.5,0.0,0.0,0.0,a map,there is no road")

    def test_it_has_a_reason(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="gone: no reason"):
            self.without(tmp_path, "gone,road,0.899,0.0,0.0,0.0,a map,")


def test_nearest_measures_in_metres_not_degrees() -> None:
    points: np.ndarray = np.array([[30.0, 70.0]])
    among = np.array([[30.05, 70.0], [30.0, 70.025]])  # 1.9 km east, 2.8 km north
    which, other, metres = nearest(points, among, 3_000)
    assert (which.tolist(), other.tolist()) == ([0], [0])
    assert metres[0] == pytest.approx(1_909, abs=5)
    found: Ints = nearest(points, among, 1_000)[0]
    assert len(found) == 0
