"""`routes alternatives` as a reporter meets it: the table, the files, and what is refused."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest
import shapely

from routes.casefile.schema import text as schema_text
from routes.cli import alternatives as command_module
from routes.cli import paths_table, run
from routes.cli.terminal import WIDTH, width
from routes.model.alternative import (
    MAX_COUNT,
    MAX_HOURS,
    Alternative,
    Alternatives,
    Crossing,
    Link,
    NoPath,
    Part,
    Reach,
    Stay,
    Wanted,
)
from tests.conftest import ROOT

LINE = shapely.LineString([(131.887, 43.114), (127.0, 45.7), (113.5, 52.0), (37.6, 55.75)])
BORDER = Crossing(
    "RU", "CN", "Pogranichny and Suifenhe", 131.2, 44.4, True, "open", source="a timetable",
    note="Freight and passengers.", from_name="Russia", to_name="China",
)  # fmt: skip
BACK = Crossing(
    "CN", "RU", "near Zabaikalsk", 117.4, 49.6, False, "unknown",
    from_name="China", to_name="Russia",
)  # fmt: skip
STITCH = Link("stitch-1", "stitch", "gap", 400.0, 120.0, 50.0)
BRIDGE = Link(
    "bridge", "link", "Komsomolsk bridge", 2600.0, 137.0, 50.5, source="a book",
    reason="The data leaves the bridge out.",
)  # fmt: skip
BEST = Alternative(
    parts=(Part("rail", LINE, 8_015_000.0),),
    geometry=LINE,
    length_m=8_015_000.0,
    access_m=(3_500.0, 20.0),
    stays=(
        Stay("RU", "Russia", "RU", 230_000.0),
        Stay("CN", "China", "CN", 1_520_000.0),
        Stay("RU", "Russia", "RU", 6_265_000.0),
    ),
    crossings=(BORDER, BACK),
    links=(STITCH, BRIDGE, replace(STITCH, id="stitch-2", length_m=500.0)),
    stretch=1.0,
    sharing=1.0,
    minimum_h=36.479,
    usual_h=125.2,
    passes=("Harbin", "Chita"),
)
OTHER = replace(
    BEST,
    length_m=8_783_000.0,
    stays=(Stay("RU", "Russia", "RU", 8_783_000.0),),
    crossings=(),
    links=(),
    stretch=1.0958,
    sharing=0.4,
    passes=("Khabarovsk", "Tynda"),
    shuns="CN",
)
WANTED = Wanted("from-to-rail", None, "from", "to", "rail")
FOUND = Alternatives(WANTED, "Vladivostok", "Moscow", None, (BEST, OTHER), notes=("A note.",))
REFUSED = replace(
    FOUND,
    paths=(),
    refused=NoPath("closed-link", "The border is closed: border:KP-KR.", ("border:KP-KR",)),
)
REACH = Alternatives(
    replace(WANTED, end=None, hours=24.0),
    "Vladivostok",
    "",
    None,
    reach=Reach(24.0, 1_680_000.0, LINE, (("Svobodny", 1_500_000.0),), (BORDER,)),
)


def words(text: str) -> str:
    return " ".join(text.split())


# The table


def test_the_table_tells_all_of_a_path():
    said = words(paths_table.table(FOUND))
    assert said.startswith("From Vladivostok to Moscow by rail")
    for part in (
        "by way of Harbin and Chita",
        "8,015 km",
        "Russia 230 km, China 1,520 km, Russia 6,265 km",
        "Pogranichny and Suifenhe (Russia to China): no closure known. Freight and passengers. "
        "Source: a timetable",
        "near Zabaikalsk (China to Russia): not reviewed",
        "Komsomolsk bridge",
        "The data leaves the bridge out",
        "2 gaps",
        "0.9 km",
        "Vladivostok is 3.5 km from the railway",
        "10 % longer than the best path, 40 % of that in common",
        "Found by keeping out of China.",
        "A note.",
        "No source reports any of these paths.",
    ):
        assert part in said


def test_the_second_path_follows_the_first_with_what_it_shares():
    said = paths_table.table(FOUND)
    first, second = said.index(" 1  by way of Harbin"), said.index(" 2  by way of Khabarovsk")
    assert first < second
    assert "40 %" not in said[:second]
    assert "gaps" not in said[second:]


@pytest.mark.parametrize("found", [FOUND, REFUSED, REACH])
def test_no_line_is_wider_than_a_terminal(found):
    long = replace(
        BEST, passes=("图们市和平村", "하바롭스크 근처의 마을", "블라고베셴스크 시내", "울란우데")
    )
    for each in (found, replace(found, paths=(long,) if found.paths else ())):
        assert max(width(line) for line in paths_table.table(each).splitlines()) <= WIDTH


def test_lengths_stand_in_one_column_also_beside_wide_letters():
    wide = replace(OTHER, passes=("图们", "满洲里"))
    lines = paths_table.table(replace(FOUND, paths=(BEST, wide))).splitlines()
    heads = [line for line in lines if line.startswith((" 1 ", " 2 "))]
    assert [width(line) for line in heads] == [WIDTH, WIDTH]


def test_what_is_long_is_told_once():
    again = replace(OTHER, crossings=(replace(BORDER, note="Freight. " * 9),))
    both = replace(FOUND, paths=(replace(again, stretch=1.0, sharing=1.0, shuns=None), again))
    said = words(paths_table.table(both))
    assert said.count("Freight") == 9
    assert said.count("Pogranichny and Suifenhe") == 2
    assert said.count("as above") == 1


def test_what_must_be_known_of_an_area_is_told_once_with_its_name():
    stay = Stay("crimea", "Crimea", "UA", 1000.0, "Held by Russia since 2014.")
    two = tuple(replace(path, stays=(stay,)) for path in (BEST, OTHER))
    said = paths_table.table(replace(FOUND, paths=two))
    assert said.count("* Crimea: Held by Russia since 2014.") == 1


def test_a_refusal_has_its_reason_and_says_nothing_of_paths():
    said = paths_table.table(REFUSED)
    assert "No path (closed-link): The border is closed" in words(said)
    assert "To see the way all the same, add: --open border:KP-KR" in words(said)
    assert "No source reports" not in said


def test_where_a_country_is_kept_out_of_too_nothing_is_offered_to_be_opened():
    kept_out = replace(REFUSED, wanted=replace(WANTED, avoid=("KP",)))
    assert "--open" not in paths_table.table(kept_out)


def test_water_on_the_way_is_told_so_that_the_stays_sum_to_the_length():
    stays = (
        Stay("CN", "China", "CN", 916_000.0),
        Stay("", "water", None, 120_000.0),
        Stay("CN", "China", "CN", 2_482_000.0),
    )
    said = words(paths_table.table(replace(FOUND, paths=(replace(BEST, stays=stays),))))
    assert "Through China 916 km, water 120 km, China 2,482 km" in said


def test_a_reach_tells_how_far_and_where_it_ends():
    said = words(paths_table.table(REACH))
    assert "From Vladivostok by rail in 24 h" in said
    assert "up to 1,680 km" in said
    assert "Svobodny 1,500 km" in said
    assert "Pogranichny and Suifenhe (Russia to China)" in said
    assert "No source reports that anybody got so far" in said


# The command, with an answer that needs no network


@pytest.fixture
def answered(monkeypatch):
    """Lets the command find what a test says; gives what it asked for."""
    asked = []

    def answers(found):
        def find(_gazetteer, given, avoid, places):
            asked.append((given, avoid, places))
            return found

        monkeypatch.setattr(command_module, "_find", find)
        return asked

    return answers


WAY = ("alternatives", "Vladivostok", "Moscow", "--by", "rail")


def test_the_table_is_the_result_and_the_rest_goes_to_stderr(call, answered):
    answered(FOUND)
    code, out, err = call(*WAY)
    assert code == 0
    assert out == f"{paths_table.table(FOUND)}\n"
    assert "from: Vladivostok (city, Primorsky Krai, RU)" in err
    assert "to: Moscow" in err
    assert "OpenStreetMap" in err
    assert "ODbL" in err


def test_json_has_every_field_under_its_own_name(call, answered):
    answered(FOUND)
    code, out, _ = call(*WAY, "--format", "json")
    got = json.loads(out)
    assert code == 0
    assert got["status"] == "found"
    assert got["said_by"] == "no source reports this"
    best, other = got["paths"]
    missing = set(Alternative.__dataclass_fields__) - set(best)
    assert not missing
    assert best["countries"] == ["RU", "CN", "RU"]
    assert best["crossings"][0]["status"] == "open"
    assert best["links"][1]["id"] == "bridge"
    assert best["stitched_m"] == 900.0
    assert best["minimum_h"] == 36.47  # a bound is not rounded up
    assert best["geometry"]["coordinates"][0] == [131.887, 43.114]
    assert best["parts"][0]["mode"] == "rail"
    assert other["shuns"] == "CN"
    assert any("OpenStreetMap" in line for line in got["attribution"])
    assert [each["taken"]["name"] for each in got["places"]] == ["Vladivostok", "Moscow"]


def test_the_keys_of_json_are_always_there(call, answered):
    keys = []
    for found in (FOUND, REFUSED, REACH):
        answered(found)
        _, out, _ = call(*WAY, "--format", "json")
        keys.append(list(json.loads(out)))
    assert keys[0] == keys[1] == keys[2]


def test_every_key_of_json_is_documented(call, answered):
    page = (ROOT / "docs" / "alternatives.md").read_text(encoding="utf-8")
    for found in (FOUND, REFUSED, REACH):
        answered(found)
        _, out, _ = call(*WAY, "--format", "json")
        got = json.loads(out)
        parts = [got, *got["paths"], *([got["reach"]] if got["reach"] else [])]
        for key in {key for part in parts for key in part}:
            assert f"`{key}`" in page, key


def test_geojson_marks_every_path_as_computed_and_unreported(call, answered):
    answered(FOUND)
    code, out, _ = call(*WAY, "--format", "geojson")
    got = json.loads(out)
    assert code == 0
    assert got["title"] == "From Vladivostok to Moscow by rail"
    paths = [f for f in got["features"] if f["properties"]["layer"] == "alternatives"]
    assert len(paths) == 2
    for each in paths:
        assert each["properties"]["basis"] == "computed"
        assert "no source" in each["properties"]["said_by"].lower()
        assert each["geometry"]["type"] in ("LineString", "MultiLineString")
    assert any("OpenStreetMap" in line for line in got["attribution"])


@pytest.mark.parametrize("form", ["json", "geojson"])
def test_a_file_holds_what_would_be_printed(call, answered, tmp_path, form):
    answered(FOUND)
    path = tmp_path / f"way.{form}"
    code, out, err = call(*WAY, "-o", path)
    assert code == 0
    assert out.startswith("From Vladivostok")
    assert f"Written: {path}" in err
    assert path.read_text(encoding="utf-8") == call(*WAY, "--format", form)[1]


def test_a_map_says_that_nobody_reports_it_and_asks_for_nothing(call, answered, tmp_path):
    answered(FOUND)
    path = tmp_path / "way.html"
    code, _, err = call(*WAY, "-o", path)
    page = path.read_text(encoding="utf-8")
    assert code == 0
    assert f"Written: {path}" in err
    assert "From Vladivostok to Moscow by rail" in page
    assert "No source reports" in page
    assert "OpenStreetMap" in page
    assert "Content-Security-Policy" in page


def test_a_map_is_the_same_when_it_is_made_again(call, answered, tmp_path):
    answered(FOUND)
    pages = []
    for name in ("a.html", "b.html"):
        call(*WAY, "-o", tmp_path / name)
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]


def test_no_path_exits_1_with_its_reason_and_writes_nothing(call, answered, tmp_path):
    answered(REFUSED)
    path = tmp_path / "way.html"
    code, out, err = call(*WAY, "-o", path)
    assert code == 1
    assert "closed-link" in out
    assert "Nothing written" in err
    assert not path.exists()


def test_no_path_as_geojson_leaves_stdout_empty(call, answered):
    answered(REFUSED)
    code, out, err = call(*WAY, "--format", "geojson")
    assert (code, out) == (1, "")
    assert "closed-link" in err


def test_a_table_cut_off_by_its_reader_is_no_crash(answered):
    # The streams of other commands are tested in test_streams.py; this one prints bytes, too.
    answered(FOUND)
    assert run([*WAY, "--format", "json"]) == 0


# Names


def test_a_name_that_could_be_several_places_is_not_guessed(call, answered):
    asked = answered(FOUND)
    code, out, err = call("alternatives", "Springfield", "Chicago", "--by", "road")
    assert (code, out) == (1, "")
    assert not asked
    assert "“Springfield” could be several places" in err
    better = next(line for line in err.splitlines() if "as in 'Springfield, " in line)
    name = better.split("'")[1]
    assert call("alternatives", name, "Chicago", "--by", "road")[0] == 0


def test_a_name_that_is_unknown_says_what_to_do(call, answered):
    asked = answered(FOUND)
    code, out, err = call("alternatives", "Qwxzyvbk", "Moscow", "--by", "rail")
    assert (code, out) == (1, "")
    assert not asked
    assert "No place is called “Qwxzyvbk”" in err
    assert "LON,LAT" in err


def test_all_names_that_are_unsure_are_told_at_once(call, answered):
    answered(FOUND)
    _, _, err = call("alternatives", "Qwxzyvbk", "Springfield", "--by", "rail")
    assert "Qwxzyvbk" in err
    assert "Springfield" in err


def test_unsure_names_as_json_list_their_candidates(call, answered):
    answered(FOUND)
    code, out, _ = call("alternatives", "Springfield", "Moscow", "--by", "road", "--format", "json")
    got = json.loads(out)
    assert code == 1
    assert got["status"] == "unsure"
    assert [each["status"] for each in got["places"]] == ["unsure", "found"]
    assert len(got["places"][0]["candidates"]) > 3


def test_coordinates_are_taken_as_they_are_also_with_a_minus(call, answered):
    asked = answered(FOUND)
    assert call("alternatives", "-73.97,40.78", "-0.13,51.51", "--by", "sea")[0] == 0
    _, _, places = asked[0]
    assert places["from"].point == (-73.97, 40.78)
    assert places["to"].point == (-0.13, 51.51)
    assert places["from"].label == "-73.97, 40.78"
    assert (places["from"].country, places["to"].country) == ("US", "GB")


def test_a_country_is_an_area_and_no_point(call, answered):
    asked = answered(FOUND)
    assert call("alternatives", "St. Petersburg", "Finland", "--by", "road")[0] == 0
    to = asked[0][2]["to"]
    assert (to.kind, to.country, to.point) == ("country", "FI", None)
    assert to.area is not None


def test_a_name_in_any_script_is_told_by_its_main_name(call, answered):
    asked = answered(FOUND)
    assert call("alternatives", "Владивосток", "莫斯科", "--by", "rail")[0] == 0
    assert asked[0][2]["from"].label == "Vladivostok"


# Options


def test_options_arrive_as_they_are_meant(call, answered):
    asked = answered(FOUND)
    code, _, _ = call(
        *WAY, "--via", "Khabarovsk", "--via", "Irkutsk", "--avoid", "CN,North Korea",
        "--avoid", "cn", "-k", "5", "--when", "2016-07", "--open", "border:KP-KR",
    )  # fmt: skip
    given, avoid, places = asked[0]
    assert code == 0
    assert avoid == ("CN", "KP")
    assert list(places) == ["from", "to", "via-1", "via-2"]
    assert places["via-2"].label == "Irkutsk"
    assert given.count == 5
    assert (given.when.earliest, given.when.latest) == ("2016-07-01", "2016-07-31")
    assert given.opened == ("border:KP-KR",)
    assert given.worldview == "un"


def test_a_reach_needs_no_end(call, answered):
    asked = answered(REACH)
    code, out, _ = call("alternatives", "Vladivostok", "--by", "road", "--hours", "24")
    assert code == 0
    assert "in 24 h" in out
    assert asked[0][0].hours == 24
    assert list(asked[0][2]) == ["from"]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ((), "FROM is missing"),
        (("Minsk",), "TO is missing"),
        (("New", "York", "Boston"), "quotes"),
        (("Minsk", "Brest", "--hours", "24"), "leave TO out"),
        (("Minsk", "--hours", "24", "--via", "Brest"), "leave --via out"),
        (("Minsk", "--hours", "nan"), "is no time"),
        (("Minsk", "--hours", "0"), "--hours"),
        (("Minsk", "Moscow", "-k", "-1"), "-k"),
        (("Minsk", "--hours", "169"), "--hours"),
        (("Minsk", "Moscow", "-k", "9"), "-k"),
        (("Minsk", "Moscow", "--avoid", "Chnia"), "Did you mean China (CN)?"),
        (("Minsk", "Moscow", "--when", "July 2016"), "Did you mean 2016-07?"),
        (("Minsk", "Moscow", "--when", "2016-13"), "there is no month 13"),
        (("Minsk", "Moscow", "-o", "way.kml"), ".geojson"),
        (("Minsk", "Moscow", "--hors", "3"), "--hours"),
        (("Minsk", "200,95"), "not on earth"),
        (("Minsk", "43.1,131.9"), "Longitude comes first"),
        (("Minsk", "Мінск"), "are the same place: Minsk (city, Minsk City, BY)"),
        (("Minsk", "Moscow", "--via", "Moscow"), "are the same place"),
        (("", "Minsk"), "FROM is empty: write a name, or LON,LAT in degrees"),
        (("Minsk", " "), "TO is empty: write a name, or LON,LAT in degrees"),
        (("Minsk", "Moscow", "--via", " "), "--via is empty"),
    ],
)
def test_wrong_use_is_told_and_exits_2(call, answered, args, says):
    asked = answered(FOUND)
    code, out, err = call("alternatives", *args, "--by", "rail")
    assert (code, out) == (2, "")
    assert says in words(err)
    assert not asked


@pytest.mark.parametrize("mode", ["air", "sea"])
def test_how_far_one_gets_is_not_computed_by_air_or_sea(call, answered, mode):
    asked = answered(REACH)
    code, out, err = call("alternatives", "Minsk", "--by", mode, "--hours", "10")
    assert (code, out) == (2, "")
    assert f"--hours is not computed by {mode}; write --by rail, road or any" in words(err)
    assert not asked


def test_the_limits_are_those_of_the_case_file():
    given = {param.name: param.type for param in command_module.command.params}
    assert (given["count"].min, given["count"].max) == (0, MAX_COUNT)
    assert (given["hours"].min, given["hours"].max) == (0, MAX_HOURS)
    schema = json.loads(schema_text())
    keys = schema["$defs"]["Alternative"]["properties"]
    assert (keys["count"]["minimum"], keys["count"]["maximum"]) == (0, MAX_COUNT)
    assert (keys["hours"]["exclusiveMinimum"], keys["hours"]["maximum"]) == (0, MAX_HOURS)


def test_the_mode_must_be_one_that_has_a_network(call):
    assert call("alternatives", "Minsk", "Moscow")[0] == 2
    code, _, err = call("alternatives", "Minsk", "Moscow", "--by", "train")
    assert code == 2
    assert "rail" in err


def test_a_mistake_is_told_before_anything_heavy_is_imported():
    code = "import sys; from routes.cli import run; run(['alternatives', 'Qwxzyvbk', 'Minsk', "
    code += "'--by', 'rail']); "
    code += "print([m for m in ('scipy', 'shapely', 'pyproj', 'folium') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "[]"


# The networks that ship


def paths_of(call, *args: object) -> tuple[int, list[dict[str, object]], str]:
    code, out, err = call("alternatives", *args, "--format", "json")
    return code, json.loads(out)["paths"], err


def test_from_vladivostok_to_moscow_the_railway_runs_through_manchuria(call):
    code, paths, _ = paths_of(call, "Vladivostok", "Moscow", "--by", "rail")
    assert code == 0
    assert "CN" in paths[0]["countries"]
    assert 7_800_000 < paths[0]["length_m"] < 8_300_000
    assert len(paths) > 1


def test_without_china_every_path_stays_in_russia(call):
    code, paths, _ = paths_of(call, "Vladivostok", "Moscow", "--by", "rail", "--avoid", "CN,MN,KZ")
    assert code == 0
    for path in paths:
        assert set(path["countries"]) == {"RU"}
        assert 8_500_000 < path["length_m"] < 11_000_000


def test_an_avoided_country_that_one_must_enter_is_refused(call):
    code, out, _ = call("alternatives", "Vladivostok", "Beijing", "--by", "rail", "--avoid", "CN")
    assert code == 1
    assert "No path (avoided)" in out
    assert "China" in out


def test_two_continents_without_a_road_are_refused(call):
    code, out, _ = call("alternatives", "Sydney, Australia", "Moscow", "--by", "road")
    assert code == 1
    assert "No path (other-component)" in out


def test_a_place_far_from_every_railway_is_refused(call):
    code, out, _ = call("alternatives", "-30,60", "Moscow", "--by", "rail")
    assert code == 1
    assert "No path (far-from-network)" in out


def test_a_country_as_the_end_is_its_nearest_border(call):
    way = ("St. Petersburg", "Finland", "--by", "road", "--when", "2016-07")
    code, paths, _ = paths_of(call, *way)
    assert code == 0
    assert paths[0]["crossings"][-1]["to_area"] == "FI"
    assert 140_000 < paths[0]["length_m"] < 260_000


def test_a_disputed_area_can_be_kept_out_of_by_its_name(call):
    way = ("Krasnodar", "Kherson", "--by", "road", "--when", "2020")
    _, paths, _ = paths_of(call, *way)
    assert "crimea" in paths[0]["countries"]
    code, paths, _ = paths_of(call, *way, "--avoid", "Crimea")
    assert code == 0
    assert all("crimea" not in path["countries"] for path in paths)


def test_what_is_closed_is_named_and_can_be_taken_for_open(call):
    way = ("Seoul", "Pyongyang", "--by", "rail")
    code, out, _ = call("alternatives", *way)
    assert code == 1
    assert "No path (closed-link)" in out
    closures = re.findall(r"--open\s+(\S+)", out)
    assert "kp-kr" in closures
    opened = [part for closure in closures for part in ("--open", closure)]
    code, paths, _ = paths_of(call, *way, *opened)
    assert code == 0
    assert paths[0]["countries"] == ["KR", "KP"]
    assert paths[0]["crossings"][0]["status"] == "closed"


def test_the_date_decides_which_borders_are_closed(call):
    way = ("St. Petersburg", "Helsinki", "--by", "road")
    _, before, _ = paths_of(call, *way, "--when", "2016-07")
    _, after, _ = paths_of(call, *way, "--when", "2024-07")
    assert before[0]["countries"] == ["RU", "FI"]
    assert all(path["countries"] != ["RU", "FI"] for path in after)


def test_a_disputed_area_is_counted_as_the_worldview_has_it(call):
    way = ("Krasnodar", "Simferopol, Ukraine", "--by", "road", "--when", "2020")
    for view, country in (("un", "UA"), ("ru", "RU")):
        _, paths, _ = paths_of(call, *way, "--worldview", view)
        (stay,) = (stay for stay in paths[0]["stays"] if stay["area"] == "crimea")
        assert stay["country"] == country


def test_through_a_place_to_a_country_is_refused(call):
    code, out, _ = call("alternatives", "Moscow", "Finland", "--by", "rail", "--via", "Murmansk")
    assert code == 1
    assert "No path (too-vague): “Finland” is an area. A path by way of other places" in words(out)


def test_the_best_path_alone(call):
    code, paths, _ = paths_of(call, "Vladivostok", "Moscow", "--by", "rail", "-k", "0")
    assert (code, len(paths)) == (0, 1)


def test_coordinates_lie_in_a_country_that_can_be_avoided(call):
    way = ("116.40,39.90", "Ulaanbaatar", "--by", "rail", "--avoid", "CN")
    code, out, _ = call("alternatives", *way)
    assert code == 1
    assert "No path (avoided)" in out


def test_what_is_flown_over_is_told(call):
    way = ("Vladivostok", "Moscow", "--by", "air", "--avoid", "CN,KP")
    code, out, _ = call("alternatives", *way)
    said = words(out)
    assert code == 0
    assert "The airports lie outside China and North Korea; what is flown over" in said
    over = re.search(r"The straight line without a stop runs ([\d,]+) km over China\.", said)
    assert 900 < float(over[1].replace(",", "")) < 1_400


def test_a_region_is_no_end_of_a_path(call):
    code, out, _ = call("alternatives", "Moscow", "Siberia", "--by", "rail")
    assert code == 1
    assert "No path (too-vague)" in out


def test_through_a_place_the_way_is_that_of_the_place(call):
    _, direct, _ = paths_of(call, "Vladivostok", "Moscow", "--by", "rail", "--avoid", "CN")
    way = ("Vladivostok", "Moscow", "--by", "rail", "--via", "Tynda", "--avoid", "CN")
    code, through, _ = paths_of(call, *way)
    assert code == 0
    for path in through:
        assert shapely.geometry.shape(path["geometry"]).distance(shapely.Point(124.72, 55.15)) < 0.3
        assert path["length_m"] >= direct[0]["length_m"] - 1


def test_by_sea_a_canal_can_be_kept_out_of_by_its_name(call):
    assert call("alternatives", "Odesa", "Mumbai", "--by", "sea", "--avoid", "suezz")[0] == 2
    code, paths, _ = paths_of(call, "Odesa", "Mumbai", "--by", "sea", "--avoid", "suez")
    assert code == 0
    assert paths[0]["length_m"] > 15_000_000


def test_by_air_the_line_is_the_shortest_over_the_globe(call):
    code, paths, _ = paths_of(call, "Vladivostok", "St. Petersburg", "--by", "air")
    assert code == 0
    assert 6_400_000 < paths[0]["length_m"] < 6_700_000


def test_a_day_at_the_wheel_ends_at_what_is_avoided(call):
    way = ("alternatives", "Vladivostok", "--by", "road", "--hours", "24", "--avoid", "CN,KP")
    code, out, _ = call(*way, "--format", "json")
    got = json.loads(out)["reach"]
    assert code == 0
    assert got["towns"]
    assert all(each["length_m"] <= got["length_m"] for each in got["towns"])
    assert {"CN", "KP"} >= {each["to_area"] for each in got["stops_at"]} != set()


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--open", "no-such-closure", "no closure named"),
        ("--worldview", "xx", "no worldview named"),
    ],
)
def test_what_the_data_does_not_have_is_wrong_use(call, option, value, says):
    code, out, err = call("alternatives", "Minsk", "Moscow", "--by", "rail", option, value)
    assert (code, out) == (2, "")
    assert says in err
