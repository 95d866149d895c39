"""`routes overview`: files of routes in, one page out, and what is wrong in them."""

from __future__ import annotations

import json

import pytest

from routes.cli import run
from routes.webmap.packing import contents
from tests.conftest import ROOT
from tests.safety import odd_workbooks as books

TABLE = "start_lon,start_lat,end_lon,end_lat,name,group,start,end\n"
ROW = "131.9,43.1,30.3,59.9,First <b>,air,Vladivostok,St. Petersburg\n"


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


def feature(coordinates, kind="LineString", **properties):
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _data(page):
    """The payload, with the chunks that stand apart from it."""
    parts = contents(page)
    data = json.loads(parts["payload.json"])
    apart = sorted((name for name in parts if name.startswith("chunks-")), key=len)
    return {**data, "chunks": [*data["chunks"], *(c for n in apart for c in json.loads(parts[n]))]}


@pytest.fixture
def draw(tmp_path):
    def draw(text, *options, name="routes.geojson"):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        out = tmp_path / "out.html"
        code = run(["overview", str(file), "-o", str(out), *options])
        return code, _data(out.read_text("ascii")) if out.exists() else None

    return draw


def test_geojson(draw):
    lines = [
        feature([[1, 2], [3, 4]], name="A", mode="sea"),
        feature([[1, 2, 9], [3, 4, 9], [5, 6]]),
    ]
    code, data = draw(collection(*lines), "--group-from", "mode", "--title", "Ours")
    assert code == 0
    assert data["title"] == "Ours"
    assert [g["label"] for g in data["groups"]] == ["sea", ""]
    assert "A" in data["words"]
    assert [c["geodesic"] for c in data["chunks"]] == [False, True]


def test_table(draw):
    code, data = draw("\ufeff" + TABLE + ROW, name="r.csv")
    assert code == 0
    assert data["title"] == "r"
    assert data["words"] == ["", "First <b>", "Vladivostok", "St. Petersburg"]
    assert data["largest"][0]["begins"]["name"] == "Vladivostok"


CASE = """
version: 1
title: Five kinds
sources:
  paper: {title: A paper, issued: 2016}
places:
  a: {name: A, lon: 20, lat: 50}
  b: {name: B, lon: 30, lat: 52}
  c: {name: C, lon: 24, lat: 55}
  germany: {name: Germany, precision: country}
legs:
  weighed: {from: a, to: b, status: hypothetical, claims: [{source: paper, quote: might have}]}
  doubted: {from: b, to: c, claims: [{source: paper, quote: hardly, stance: doubts}]}
  told: {from: a, to: c, claims: [{source: paper, quote: went}]}
  read: {from: c, to: a, basis: inferred, reason: He was seen there.}
  vague: {from: germany, to: a, claims: [{source: paper, quote: came}]}
  shut: {from: b, to: a, claims: [{source: paper, quote: drove}]}
itineraries:
  one: {title: One, legs: [vague, told, read]}
  two:
    title: Two
    legs: [shut]
    status: closed
    closed: {since: 2020, claims: [{source: paper, quote: closed}]}
"""


@pytest.fixture
def of_cases(tmp_path):
    def draw(text, *options):
        (tmp_path / "cases").mkdir(exist_ok=True)
        (tmp_path / "cases" / "one.yaml").write_text(text, "utf-8")
        out = tmp_path / "o.html"
        assert run(["overview", str(tmp_path / "cases"), "-o", str(out), *options]) == 0
        page = out.read_text("ascii")
        return page, _data(page)

    return draw


def test_folder_of_cases(tmp_path, capsys):
    out = tmp_path / "o.html"
    assert run(["overview", str(ROOT / "data" / "cases"), "-o", str(out)]) == 0
    data = json.loads(contents(out.read_text("ascii"))["payload.json"])
    assert {"Reported", "Inferred", "Hypothetical"} <= {g["label"] for g in data["groups"]}
    assert sum(g["count"] for g in data["groups"]) >= 10
    assert str(out) in capsys.readouterr().out


def test_a_leg_of_a_case_is_called_what_the_case_draws_it_as(of_cases):
    """What an author weighs, or somebody only doubts, is not among what is reported."""
    _, data = of_cases(CASE)
    found = [(g["label"], g["count"], g["dash"], g["closed"]) for g in data["groups"]]
    assert found == [
        ("Reported", 2, "", False),
        ("Reported, closed", 1, "", True),
        ("Inferred", 1, "9 6", False),
        ("Hypothetical", 1, "1.5 7", False),
        ("Not asserted", 1, "3 3", False),
    ]
    assert len({g["colour"] for g in data["groups"] if not g["closed"]}) == 4
    assert "Hypothetical: Weighed by an author, reported by nobody." in data["reading"]
    assert sum("place" in text for text in data["reading"] if text.startswith("Closed: ")) == 1


def test_a_kind_of_line_has_one_colour_whatever_comes_first(of_cases):
    _, data = of_cases(CASE)
    lines = [line for line in CASE.splitlines() if not line.startswith(("  told:", "  vague:"))]
    _, other = of_cases("\n".join(lines).replace("[vague, told, read]", "[read]"))
    before = {g["label"]: g["colour"] for g in data["groups"]}
    assert other["groups"][0]["label"] == "Reported, closed"
    assert all(before[g["label"]] == g["colour"] for g in other["groups"])


def test_an_end_that_is_an_area_fades(of_cases):
    page, data = of_cases(CASE)
    (chunk,) = [c for c in data["chunks"] if "fades" in c]
    assert {end: len(some) for end, some in chunk["fades"].items()} == {"start": 1, "end": 0}
    (flow,) = [flow for flow in data["largest"] if flow["begins"]["name"] == "Germany"]
    assert flow["fades"] == "start"
    assert any(text.startswith("Fades out: ") for text in data["reading"])
    assert page.count("<linearGradient") == 1
    assert page.count("stroke-dasharray") >= 6  # three in the picture, three in its key


def test_kinds_of_line_are_told_in_the_language_of_the_page(of_cases):
    _, data = of_cases(CASE, "--language", "de")
    labels = [g["label"] for g in data["groups"]]
    assert (labels[0], labels[-1]) == ("Berichtet", "Nicht behauptet")
    assert data["reading"][0].startswith("Berichtet: ")


BAD = [
    (collection(feature([1, 2], "Point")), "feature 1: its geometry is 'Point'"),
    (
        collection(feature([[1, 2], [3, 4]]), feature([[1, 2], [3, 94]])),
        "feature 2: the point is not",
    ),
    (collection(feature([[1, 2], ["3", 4]])), "feature 1: one of its coordinates is no number"),
    (collection(feature([[1, 2], [True, 4]])), "feature 1: one of its coordinates is no number"),
    (collection(feature([[1, 2]])), "feature 1: it has fewer than two points"),
    (collection({"geometry": None}), "feature 1: it has no geometry"),
    (collection(7), "feature 1: it has no geometry"),
    (collection(), "there is none in this file"),
    ("[]", "there is no list of features"),
    ('{"features":\n nope}', "routes.geojson:2:2: file: not JSON"),
    ('{"features": [NaN]}', "NaN is no number in JSON"),
    ("[" * 200_000, "nested too deeply"),
    (b"\xff\xfe", "byte 0 is not UTF-8"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_what_is_wrong_in_geojson_is_said_and_nothing_written(draw, capsys, text, message):
    assert draw(text) == (1, None)
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            TABLE + ROW + ROW.replace("30.3", "x"),
            "r.csv:3:1: row: end_lon: what stands there is no",
        ),
        (TABLE + ROW.replace("30.3", "inf"), "r.csv:2:1: row: end_lon: what stands there is no"),
        (TABLE + "1,2\n", "r.csv:2:1: row: it has 2 cells and the header 8"),
        (TABLE + ROW.replace("43.1", "143.1"), "the point is not lon, lat"),
        ("a,b\n1,2\n", "start_lon: there is no such column"),
        (TABLE + '1,2,3,4,"open', "row: unexpected end of data"),
        ("", "r.csv:1:1: file: is empty"),
    ],
)
def test_what_is_wrong_in_a_table_is_said_with_its_line(draw, capsys, text, message):
    assert draw(text, name="r.csv") == (1, None)
    assert message in capsys.readouterr().err


def test_a_key_that_no_route_has(draw, capsys):
    code, _ = draw(TABLE + ROW, "--name-from", "title", name="r.csv")
    assert code == 1
    assert "no route has it, and --name-from asks for it" in capsys.readouterr().err


def test_an_ending_that_is_not_read(draw, capsys):
    assert draw("x", name="r.gpx")[0] == 2
    assert (
        "the ending must be one of .geojson, .json, .kml, .csv, .tsv, .xlsx"
        in capsys.readouterr().err
    )


def test_a_file_that_is_not_there(tmp_path, capsys):
    assert run(["overview", str(tmp_path / "no.csv"), "-o", str(tmp_path / "o.html")]) == 1
    assert "No such file" in capsys.readouterr().err


def test_too_many_mistakes_are_not_all_told(draw, capsys):
    draw(collection(*[feature([1, 2], "Point")] * 99))
    assert capsys.readouterr().err.count("Point") == 20


KML = (
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Folder><name>North</name><Placemark>'
    "<name>A</name><LineString><coordinates>1,2,9 3,4,9</coordinates></LineString></Placemark>"
    "</Folder></kml>"
)


def test_kml(draw, capsys):
    code, data = draw(KML, "--group-from", "folder", name="r.kml")
    assert code == 0
    assert [g["label"] for g in data["groups"]] == ["North"]
    assert "A" in data["words"]
    assert "r.kml: Feature 1: The height of its points is left out." in capsys.readouterr().err


def test_a_workbook_and_a_table_of_tabs(draw):
    header, row = TABLE.strip().split(","), ROW.strip().split(",")
    of_book = draw(books.with_rows(books.rows(header, row)), "--title", "T", name="r.xlsx")
    of_tabs = draw("\t".join(header) + "\n" + "\t".join(row), "--title", "T", name="r.tsv")
    assert of_book == of_tabs == draw(TABLE + ROW, "--title", "T", name="r.csv")
    assert of_book[0] == 0


def test_a_line_in_parts_that_meet_is_one(draw, capsys):
    meet = feature([[[170, 1], [180, 2]], [[-180, 2], [-170, 3]]], "MultiLineString")
    code, data = draw(collection(meet))
    assert (code, data["groups"][0]["count"]) == (0, 1)
    apart = feature([[[1, 1], [2, 2]], [[5, 5], [6, 6]]], "MultiLineString")
    assert draw(collection(meet, apart))[0] == 1
    assert "feature 2: its parts do not meet" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ([[20, 10], [-160, -10]], "nearly opposite"),
        ([[7, 8], [7, 8]], "no length"),
        ([[10, 90], [70, 90]], "no length"),
        ([[10, 90], [10, -90]], "nearly opposite"),
    ],
)
def test_odd_lines_are_drawn_and_noted(draw, capsys, line, words):
    code, data = draw(collection(feature(line)))
    assert code == 0
    assert "NaN" not in json.dumps(data)
    assert words in capsys.readouterr().err
