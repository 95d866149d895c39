"""`routes overview`: files of routes in, one page out, and what is wrong in them."""

from __future__ import annotations

import json

import pytest

from routes.cli import run
from routes.webmap.packing import contents
from tests.conftest import ROOT

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


def test_folder_of_cases(tmp_path, capsys):
    out = tmp_path / "o.html"
    assert run(["overview", str(ROOT / "data" / "cases"), "-o", str(out)]) == 0
    data = json.loads(contents(out.read_text("ascii"))["payload.json"])
    assert {g["label"] for g in data["groups"]} == {"reported", "inferred"}
    assert sum(g["count"] for g in data["groups"]) >= 10
    assert str(out) in capsys.readouterr().out


BAD = [
    (collection(feature([1, 2], "Point")), "feature 1: its geometry is 'Point'"),
    (collection(feature([[1, 2], [3, 4]]), feature([[1, 2], [3, 94]])), "feature 2: 3, 94 is not"),
    (collection(feature([[1, 2], ["3", 4]])), "feature 1: '3' is no number"),
    (collection(feature([[1, 2], [True, 4]])), "feature 1: True is no number"),
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
        (TABLE + ROW + ROW.replace("30.3", "x"), "r.csv:3:1: row: end_lon: 'x' is no number"),
        (TABLE + ROW.replace("30.3", "inf"), "r.csv:2:1: row: end_lon: 'inf' is no number"),
        (TABLE + "1,2\n", "r.csv:2:1: row: end_lon: None is no number"),
        (TABLE + ROW.replace("43.1", "143.1"), "131.9, 143.1 is not lon, lat"),
        ("a,b\n1,2\n", "start_lon: there is no such column"),
        (TABLE + '1,2,3,4,"open', "row: unexpected end of data"),
        ("", "start_lon: there is no such column"),
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
    assert draw("x", name="r.kml")[0] == 2
    assert "the ending must be one of .geojson, .json, .csv" in capsys.readouterr().err


def test_a_file_that_is_not_there(tmp_path, capsys):
    assert run(["overview", str(tmp_path / "no.csv"), "-o", str(tmp_path / "o.html")]) == 1
    assert "No such file" in capsys.readouterr().err


def test_too_many_mistakes_are_not_all_told(draw, capsys):
    draw(collection(*[feature([1, 2], "Point")] * 99))
    assert capsys.readouterr().err.count("Point") == 20
