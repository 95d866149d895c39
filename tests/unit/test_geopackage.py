"""GeoPackage as OGC 12-128 has it, as GDAL reads it, and with styles as QGIS keeps them."""

from __future__ import annotations

import json
import re
import sqlite3
import struct
import subprocess
import xml.etree.ElementTree as ET
from contextlib import closing
from dataclasses import replace
from datetime import date

import pyogrio
import pytest
import shapely

from routes import modes
from routes.exports import geopackage
from routes.exports.styles import styles
from routes.exports.unheld import whole
from routes.model import Release
from routes.records import LAYERS, tables, version_id
from tests.unit import odd_texts
from tests.unit.odd_texts import CASE, CONTROL, HOSTILE, SHOWN, with_note

OGRINFO = "/usr/bin/ogrinfo"
KINDS = {"text": "String", "integer": "Integer64", "real": "Real", "day": "Date"}
SHAPES = {
    "MultiLineString": "Multi Line String", "Point": "Point", "MultiPolygon": "Multi Polygon",
    None: "None",
}  # fmt: skip


@pytest.fixture
def atlas():
    return odd_texts.built()


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("geopackage") / "a.gpkg"
    geopackage.write(odd_texts.built(), path)
    return path


@pytest.fixture
def db(written):
    with closing(sqlite3.connect(f"file:{written}?mode=ro", uri=True)) as opened:
        yield opened


def test_gdal_finds_the_documented_layers_columns_and_rows(atlas, written):
    done = subprocess.run(
        [OGRINFO, "-ro", "-so", "-al", written], capture_output=True, text=True, check=True
    )
    assert (done.stderr, "ERROR" in done.stdout) == ("", False)
    found = dict(
        re.findall(
            r"^Layer name: (\w+)\n(.*?)(?=^Layer name:|\Z)", done.stdout, re.MULTILINE | re.DOTALL
        )
    )
    assert list(found) == [*LAYERS, "layer_styles"]
    for name, table in tables(atlas).items():
        assert f"\nFeature Count: {len(table.rows)}\n" in found[name]
        assert f"\nGeometry: {SHAPES[table.layer.shape]}\n" in found[name]
        assert ('ID["EPSG",4326]' in found[name]) == (table.layer.shape is not None)
        columns = re.findall(r"^(\w+): (\w+) \(", found[name], re.MULTILINE)
        assert columns == [(c.name, KINDS[c.kind]) for c in table.layer.columns]


def test_pyogrio_reads_what_was_written(atlas, written):
    for name, table in tables(atlas).items():
        frame = pyogrio.read_dataframe(written, layer=name, use_arrow=False)
        for column in table.columns:
            found = [None if each != each else each for each in frame[column.name]]  # noqa: PLR0124
            if column.kind == "day":
                found = [each and each.date().isoformat() for each in found]
            assert found == table.values(column), column
        if table.layer.shape:
            assert frame.crs.to_epsg() == 4326
            assert {g.geom_type for g in frame.geometry if g} == {table.layer.shape}
            assert [g is None for g in frame.geometry] == [g is None for g in table.geometries]


def test_values_keep_their_script_their_gaps_and_their_sign(written):
    legs = pyogrio.read_dataframe(written, layer="legs").set_index("leg")
    assert legs.loc["first", "quotes"] == "신문 ← =a voice asserts: “=1+1\n둘째 줄”"
    assert (legs.loc["first", "when"], legs.loc["over", "when"]) == ("2016-07~", "../2016-08")
    assert legs.loc["first", "earliest"].date() == date(2016, 7, 1)
    assert legs["earliest"].isna().tolist() == [False, True, True, True]
    assert legs.loc["third", "length_m"] != legs.loc["third", "length_m"]
    assert legs.loc["fourth"].geometry is None
    over = legs.loc["over"].geometry
    assert (over.bounds[0], over.bounds[2], len(over.geoms)) == (-180, 180, 2)
    assert max(part.length for part in over.geoms) < 11
    areas = pyogrio.read_dataframe(written, layer="areas")
    assert areas.geometry[0].geoms[0].exterior.is_ccw


def test_the_file_is_one_by_the_standard(db):
    def one(statement):
        return db.execute(statement).fetchone()[0]

    assert one("PRAGMA application_id") == int.from_bytes(b"GPKG", "big")
    assert (one("PRAGMA user_version"), one("PRAGMA encoding")) == (10300, "UTF-8")
    assert one("PRAGMA integrity_check") == "ok"
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    made = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    listed = {row[0] for row in db.execute("SELECT table_name FROM gpkg_contents")}
    assert listed == {*LAYERS, "layer_styles"}
    assert {t for t in made if not t.startswith(("gpkg_", "sqlite_"))} == listed
    for table in listed:
        ((key, kind),) = [
            (name, kind)
            for _, name, kind, _, _, primary in db.execute(f"PRAGMA table_info({table})")
            if primary
        ]
        assert (key, kind) in {("fid", "INTEGER"), ("id", "INTEGER")}
    extensions = {row[0] for row in db.execute("SELECT table_name FROM gpkg_extensions")}
    assert extensions <= made
    times = {row[0] for row in db.execute("SELECT last_change FROM gpkg_contents")}
    assert times == {"1970-01-01T00:00:00.000Z"}


def test_geometries_have_the_header_of_the_standard(atlas, db):
    for name, layer in LAYERS.items():
        if layer.shape is None:
            continue
        bounds = db.execute(
            "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?", (name,)
        ).fetchone()
        shapes = []
        for (blob,) in db.execute(f"SELECT geom FROM {name} WHERE geom IS NOT NULL"):  # noqa: S608
            magic, version, flags, srs = struct.unpack("<2sBBi", blob[:8])
            assert (magic, version, srs) == (b"GP", 0, 4326)
            size = {0b001: 0, 0b011: 32}[flags]
            shapes.append(shapely.from_wkb(blob[8 + size :]))
            if size:
                west, east, south, north = struct.unpack("<4d", blob[8:40])
                assert shapes[-1].bounds == (west, south, east, north)
        assert len(shapes) == sum(g is not None for g in tables(atlas)[name].geometries)
        assert tuple(shapely.total_bounds(shapes)) == bounds


def test_what_columns_mean_and_whose_data_it_is_stands_in_the_file(atlas, db):
    told = db.execute("SELECT table_name, column_name, description FROM gpkg_data_columns")
    assert told.fetchall() == [
        (layer.name, column.name, column.means)
        for layer in LAYERS.values()
        for column in layer.columns
    ]
    ((kind, text),) = db.execute("SELECT mime_type, metadata FROM gpkg_metadata").fetchall()
    members = json.loads(text)
    assert (kind, members["title"]) == ("application/json", atlas.case.title)
    assert (members["identifier"], members["accessRights"]) == (version_id(atlas), "public")
    assert any("OpenStreetMap" in credit for credit in members["rights"])
    (description,) = db.execute(
        "SELECT description FROM gpkg_contents WHERE table_name = 'legs'"
    ).fetchone()
    assert description.splitlines()[1:3] == [
        atlas.case.title,
        f"Version {version_id(atlas)}, public",
    ]


def test_the_same_bytes_anywhere_and_no_word_of_the_library(atlas, tmp_path):
    (tmp_path / "other").mkdir()
    first, second = tmp_path / "a.gpkg", tmp_path / "other" / "b.gpkg"
    for path in (first, second):
        geopackage.write(atlas, path)
    content = first.read_bytes()
    assert content == second.read_bytes()
    changes, counted_at, library = (struct.unpack_from(">I", content, n)[0] for n in (24, 92, 96))
    assert (changes, counted_at, library) == (1, 1, 3_040_000)
    left = sorted(each.name for each in tmp_path.rglob("*"))
    assert left == ["a.gpkg", "b.gpkg", "other"]


def test_what_would_cut_a_text_short_is_replaced_and_said(atlas, tmp_path):
    path = tmp_path / "a.gpkg"
    said = geopackage.write(with_note(atlas, "first", CONTROL), path)
    legs = pyogrio.read_dataframe(path, layer="legs").set_index("leg")
    assert legs.loc["first", "note"] == SHOWN
    assert said == [
        "1 text holds a character that would cut it short: U+FFFD stands for it.",
        "1 event that no claim is about is left out: events are told by their claims.",
        "1 check of geography is left out: it is only on the page.",
    ]


def test_text_that_looks_like_code_is_text(atlas, tmp_path):
    path = tmp_path / "a.gpkg"
    geopackage.write(with_note(atlas, "first", HOSTILE), path)
    legs = pyogrio.read_dataframe(path, layer="legs").set_index("leg")
    assert legs.loc["first", "note"] == whole(HOSTILE)
    assert pyogrio.list_layers(path)[:, 0].tolist() == [*LAYERS, "layer_styles"]


def test_one_for_the_desk_says_so_in_every_row_and_is_private(atlas, tmp_path):
    path = tmp_path / "a.internal.gpkg"
    geopackage.write(replace(atlas, release=Release()), path)
    assert path.stat().st_mode & 0o777 == 0o600
    for name in LAYERS:
        frame = pyogrio.read_dataframe(path, layer=name)
        assert set(frame["notice"]) == {"Internal: not for publication"}
    with closing(sqlite3.connect(path)) as db:
        told = db.execute("SELECT description FROM gpkg_contents WHERE table_name = 'legs'")
        assert told.fetchone()[0].startswith("Internal: not for publication\n")


def test_a_case_without_anything_found_has_all_tables(tmp_path):
    lost = (
        CASE.replace("West,", "Nowhere,")
        .replace(": Middle", ": Nowhere")
        .replace(": Farland", ": Nowhere")
    )
    built = odd_texts.build(lost)
    geopackage.write(built, tmp_path / "a.gpkg")
    for name, table in tables(built).items():
        frame = pyogrio.read_dataframe(tmp_path / "a.gpkg", layer=name)
        assert len(frame) == len(table.rows)
        assert list(frame.columns)[: len(table.columns)] == [c.name for c in table.columns]
    assert len(tables(built)["areas"].rows) == 0


SYMBOLS = {"0": "marker", "1": "line", "2": "fill"}
DRAWN_BY = {
    "marker": {"SimpleMarker"}, "line": {"SimpleLine", "MarkerLine"}, "fill": {"SimpleFill"},
}  # fmt: skip


def test_each_layer_with_a_geometry_opens_with_a_style(db):
    found = db.execute(
        "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles"
    ).fetchall()
    assert [row[:3] for row in found] == [
        (name, "geom", 1) for name, layer in LAYERS.items() if layer.shape
    ]
    for name, _, _, text in found:
        assert text.startswith("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis ")
        root = ET.fromstring(text)  # noqa: S314  our own
        kind = SYMBOLS[root.findtext("layerGeometryType") or ""]
        assert kind == {"Point": "marker", "MultiPolygon": "fill"}.get(
            str(LAYERS[name].shape), "line"
        )
        check_renderer(root.find("renderer-v2"), kind, {c.name for c in LAYERS[name].columns})


def check_renderer(renderer, kind, columns):
    """Rules that name symbols that there are, of the kind of the layer, by columns that it has."""
    assert renderer.get("type") == "RuleRenderer"
    rules = renderer.findall("rules/rule")
    symbols = renderer.findall("symbols/symbol")
    assert [rule.get("symbol") for rule in rules] == [symbol.get("name") for symbol in symbols]
    assert len({rule.get("key") for rule in rules}) == len(rules) == len(symbols) > 0
    for rule, symbol in zip(rules, symbols, strict=True):
        assert rule.get("label")
        assert set(re.findall(r'"(\w+)"', rule.get("filter"))) <= columns
        check_symbol(symbol, kind)
        for expression in symbol.findall(".//Option[@name='expression']"):
            assert set(re.findall(r'"(\w+)"', expression.get("value"))) <= columns


def check_symbol(symbol, kind):
    assert symbol.get("type") == kind
    assert 0 < float(symbol.get("alpha")) <= 1
    (layer,) = symbol.findall("layer")
    assert layer.get("class") in DRAWN_BY[kind]
    options = layer.findall("Option[@type='Map']/Option")
    assert options
    for option in options:
        name, value = option.get("name"), option.get("value")
        assert (option.get("type"), bool(name)) == ("QString", True)
        if "color" in name:
            assert re.fullmatch(r"(\d{1,3},){3}\d{1,3}", value)
        if name.endswith("_unit"):
            assert value in {"MM", "Point"}
    inner = layer.findall("symbol")
    assert (len(inner) == 1) == (layer.get("class") == "MarkerLine")
    for each in inner:
        check_symbol(each, "marker")


def test_lines_look_in_qgis_as_on_the_map():
    by_id = {rule.id: rule for rule in styles()["legs"].rules}
    assert list(by_id) == [*(look.id for look in modes.grammars()), "closed"]
    for look in modes.grammars():
        options = by_id[look.id].stroke.options
        assert float(options["line_width"]) == pytest.approx(look.width * 0.75)
        dash = [float(each) / 0.75 for each in options.get("customdash", "").split(";") if each]
        assert dash == pytest.approx([float(each) for each in look.dash.split()])
        assert by_id[look.id].where == f"\"basis\" = '{look.id}'"
        assert by_id[look.id].label == look.label
    looks = [tuple(sorted(rule.stroke.options.items())) for rule in by_id.values()]
    assert len(set(looks)) == len(looks)


def test_every_precision_that_a_point_can_have_is_drawn():
    drawn = {rule.where for rule in styles()["places"].rules}
    assert drawn == {f"\"precision\" = '{p}'" for p in ("exact", "site", "city", "unknown")}
