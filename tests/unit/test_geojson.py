"""GeoJSON as RFC 7946 has it."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pyogrio
import pytest
import shapely

from routes import pipeline, plugins
from routes.exports import geojson
from routes.exports.refused import REFUSED
from routes.exports.unheld import whole
from routes.model import Release
from routes.records import LAYERS, rows, version_id
from tests.conftest import ROOT
from tests.unit import alternatives_sample as sample
from tests.unit import odd_texts
from tests.unit.odd_texts import CONTROL, HOSTILE, SHOWN, with_note

CASE = """
    version: 1
    title: To a country with a lake
    sources: {a: {publisher: A, issued: 2016}}
    places: {west: West, square: Squareland}
    legs: {first: {from: west, to: square, claims: [{source: a, says: so}]}}
    itineraries: {one: {title: One, legs: [first]}}
"""


@pytest.mark.parametrize("turned", [False, True])
def test_outer_rings_go_against_the_clock_and_holes_with_it(case_from, square_world, turned):
    lake = shapely.box(9, -1, 10, 1).exterior
    area = shapely.Polygon(shapely.box(8, -2, 12, 2).exterior, [lake])
    square_world.areas["country:SQ"] = shapely.reverse(area) if turned else area
    atlas = pipeline.build(case_from(CASE), gazetteer=square_world)
    features = json.loads(geojson.text(atlas))["features"]
    shapes = [f["geometry"] for f in features if f["id"] == "areas/square"]
    assert [shape["type"] for shape in shapes] == ["Polygon"]
    outer, hole = (shapely.LinearRing(ring) for ring in shapes[0]["coordinates"])
    assert outer.is_ccw
    assert not hole.is_ccw


def test_alternatives_are_features_that_say_that_nobody_reports_them(case_from, square_world):
    atlas = pipeline.build(case_from(CASE), gazetteer=square_world)
    text = geojson.text(sample.answered(atlas))
    data = json.loads(text)
    found = {f["id"]: f for f in data["features"] if f["properties"]["layer"] == "alternatives"}
    names = ("first-any/1", "first-any/2", "west-road/reach", "first-sea/none")
    assert list(found) == [f"alternatives/{name}" for name in names]
    shapes = [f["geometry"] and f["geometry"]["type"] for f in found.values()]
    assert shapes == ["MultiLineString", "MultiLineString", "LineString", None]
    said = {(f["properties"]["basis"], f["properties"]["said_by"]) for f in found.values()}
    assert said == {("computed", "no source reports this")}
    assert any("OpenStreetMap" in credit for credit in data["attribution"])
    assert geojson.text(sample.answered(atlas)) == text
    without = json.loads(geojson.text(atlas))
    kept = [f for f in data["features"] if f["properties"]["layer"] != "alternatives"]
    assert without["features"] == kept
    assert not any("OpenStreetMap" in credit for credit in without["attribution"])


SCHEMA = jsonschema.Draft202012Validator(
    json.loads((ROOT / "tests" / "data" / "geojson.schema.json").read_text("utf-8"))
)


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA.schema)


@pytest.mark.parametrize("profile", ["public", "internal"])
def test_everything_has_the_structure_of_rfc_7946(profile):
    atlas = odd_texts.built()
    if profile == "internal":
        atlas = replace(atlas, release=Release())
    data = json.loads(geojson.text(atlas))
    SCHEMA.validate(data)
    assert (data["profile"], data["version"]) == (profile, version_id(atlas))
    assert ("notice" in data) == (profile == "internal")
    assert {f["properties"]["layer"] for f in data["features"]} == set(LAYERS)
    for feature, row in zip(data["features"], rows(atlas), strict=True):
        assert feature["properties"] == {"layer": row.layer, **row.columns}
        rings = (feature["geometry"] or {}).get("coordinates", []) if row.layer == "areas" else []
        assert all(ring[0] == ring[-1] for ring in rings)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data["features"][0]["geometry"].update(coordinates=[[0, 0]]),
        lambda data: data["features"][0]["geometry"].update(coordinates=[[0, 0], [181, 0]]),
        lambda data: data["features"][0]["geometry"].update(type="Polygon"),
        lambda data: data["features"][0]["properties"].update(layer="claims"),
        lambda data: data["features"][0].pop("geometry"),
        lambda data: data["features"][0]["properties"].update(note=["a", "b"]),
        lambda data: data.update(crs={"type": "name"}),
        lambda data: data.pop("features"),
    ],
)
def test_the_schema_finds_what_is_wrong(spoil):
    data = json.loads(geojson.text(odd_texts.built()))
    spoil(data)
    assert not SCHEMA.is_valid(data)


def test_what_would_cut_a_text_short_is_replaced_and_said(tmp_path):
    path = tmp_path / "a.geojson"
    said = geojson.write(with_note(odd_texts.built(), "first", CONTROL), path)
    first = json.loads(path.read_text("utf-8"))["features"][0]["properties"]
    assert first["note"] == SHOWN
    assert pyogrio.read_dataframe(path).set_index("id").loc["legs/first", "note"] == SHOWN
    assert [str(each) for each in said] == [
        "1 text holds a character that would cut it short: U+FFFD stands for it.",
        "1 event that no claim is about is left out: events are told by their claims.",
        "1 check of geography is left out: it is only on the page.",
    ]


def test_text_that_looks_like_code_is_text():
    features = json.loads(geojson.text(with_note(odd_texts.built(), "first", HOSTILE)))["features"]
    assert features[0]["properties"]["note"] == whole(HOSTILE)


def test_a_shapefile_is_refused_with_the_reason():
    assert "254" in REFUSED["shp"]
    assert not set(REFUSED) & set(plugins.names("exports"))
