"""CSV: what a spreadsheet opens and what a program reads back are the values of the rows."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

from routes.errors import UnknownName
from routes.exports import separated
from routes.exports.unheld import whole
from routes.model import Release
from routes.records import LAYERS, tables
from tests.conftest import ROOT
from tests.unit import odd_texts
from tests.unit.odd_texts import CASE, CONTROL, HOSTILE, SHOWN, with_note

STRINGS = json.loads((ROOT / "tests" / "data" / "strings.json").read_text("utf-8"))["strings"]
READ = {"integer": int, "real": float}


@pytest.fixture
def atlas():
    return odd_texts.built()


def read(path):
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("layer", LAYERS)
def test_reading_it_back_gives_the_values(atlas, tmp_path, layer):
    path = tmp_path / "a.csv"
    assert list(separated.write(atlas, path, layer=layer)) == []
    header, *lines = read(path)
    table = tables(atlas)[layer]
    names = [column.name for column in table.columns]
    assert header == ([*names, "wkt"] if table.layer.shape else names)
    assert len(lines) == len(table.rows)
    for line, row in zip(lines, table.rows, strict=True):
        for text, column in zip(line, table.columns, strict=False):
            given = READ.get(column.kind, separated.unguarded)(text) if text else None
            assert given == row.columns[column.name], column
        if table.layer.shape:
            assert (line[-1] == "") == (row.geometry is None)
            if row.geometry is not None:
                found = shapely.from_wkt(line[-1])
                assert found.geom_type == table.layer.shape
                assert found.bounds == pytest.approx(row.geometry.bounds, abs=1e-6)


def test_the_legs_are_written_unless_another_layer_is_asked_for(atlas, tmp_path):
    said = separated.write(atlas, tmp_path / "a.csv")
    separated.write(atlas, tmp_path / "b.csv", layer="legs")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert said == [
        "A file holds one layer, this one the legs. Left out: 4 rows of places, 1 row of areas, "
        "4 rows of alternatives, 3 rows of claims and 2 rows of sources; ask for them by layer.",
        "1 event that no claim is about is left out: events are told by their claims.",
        "1 check of geography is left out: it is only on the page.",
    ]
    with pytest.raises(UnknownName, match=r"no layer named 'leg'.*legs"):
        separated.write(atlas, tmp_path / "c.csv", layer="leg")
    assert not (tmp_path / "c.csv").exists()


def test_it_is_what_excel_and_rfc_4180_want(atlas, tmp_path):
    separated.write(atlas, tmp_path / "a.csv")
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfleg,title,")
    assert content.endswith(b"\r\n")
    assert content.count(b"\xef\xbb\xbf") == 1


def test_only_texts_are_guarded(tmp_path):
    west = CASE.replace("lon: 175, lat: 10", "lon: -75, lat: -10")
    built = odd_texts.build(west)
    separated.write(built, tmp_path / "a.csv")
    separated.write(built, tmp_path / "p.csv", layer="places")
    legs, places = pd.read_csv(tmp_path / "a.csv"), pd.read_csv(tmp_path / "p.csv")
    assert legs.loc[0, "title"] == '\'@first, "quoted"'
    assert legs.loc[0, "start"] == "'-West"
    assert legs["length_m"].dtype == float
    assert legs["origins_at_most"].dtype == int
    assert places.loc[places["place"] == "pacific", "wkt"].tolist() == ["POINT (-75 -10)"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-x", "@a", "\t=1", "\r=1", "\n=1", "  =1", "'=1", "''=1", "' =1", "＝1"],  # noqa: RUF001
)
def test_what_looks_like_a_formula_is_guarded_and_comes_back(text):
    assert separated.guarded(text) == f"'{text}"
    assert separated.unguarded(f"'{text}") == text


@pytest.mark.parametrize("text", ["", "'", "'tis", "''", "a=1", "1-2", "신문", "'a=x"])
def test_other_texts_stay_as_they_are(text):
    assert separated.guarded(text) == text == separated.unguarded(text)


def test_every_text_comes_back_and_none_is_a_formula():
    texts = [each["text"] for each in STRINGS]
    assert sum(text != separated.guarded(text) for text in texts) > 5
    for text in texts:
        safe = separated.guarded(text)
        assert safe[:1] not in tuple("=+-@\t\r\n")
        assert separated.unguarded(safe) == text


def test_what_would_cut_a_text_short_is_replaced_and_said(atlas, tmp_path):
    said = separated.write(with_note(atlas, "first", CONTROL), tmp_path / "a.csv", layer="legs")
    header, first, *_ = read(tmp_path / "a.csv")
    assert first[header.index("note")] == SHOWN
    assert [str(each) for each in said] == [
        "1 text holds a character that would cut it short: U+FFFD stands for it."
    ]


def test_gdal_and_geopandas_read_the_geometry(atlas, tmp_path):
    separated.write(atlas, tmp_path / "a.csv")
    frame = pd.read_csv(tmp_path / "a.csv")
    shapes = gpd.GeoSeries.from_wkt(frame["wkt"].fillna(""), crs="EPSG:4326", on_invalid="ignore")
    over = shapes[frame["leg"] == "over"].iloc[0]
    assert (over.bounds[0], over.bounds[2]) == (-180, 180)
    layer = pyogrio.read_dataframe(
        tmp_path / "a.csv", GEOM_POSSIBLE_NAMES="wkt", KEEP_GEOM_COLUMNS="NO"
    )
    assert [each is None for each in layer.geometry] == [False, False, False, True]


def test_text_that_looks_like_code_is_text(atlas, tmp_path):
    separated.write(with_note(atlas, "first", HOSTILE), tmp_path / "a.csv")
    header, first, *_ = read(tmp_path / "a.csv")
    assert first[header.index("note")] == f"'{whole(HOSTILE)}"
    assert {len(line) for line in read(tmp_path / "a.csv")} == {len(header)}


def test_one_for_the_desk_says_so_in_every_row_and_is_private(atlas, tmp_path):
    path = tmp_path / "a.internal.csv"
    for layer in LAYERS:
        separated.write(replace(atlas, release=Release()), path, layer=layer)
        assert path.stat().st_mode & 0o777 == 0o600
        header, *lines = read(path)
        at = header.index("notice")
        assert {line[at] for line in lines} == {"Internal: not for publication"}
