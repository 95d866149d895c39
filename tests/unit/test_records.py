from __future__ import annotations

import json
import re
from dataclasses import fields

import pytest
import shapely

from routes import pipeline
from routes.api import Atlas
from routes.errors import UnknownName
from routes.exports import geojson
from routes.records import LEG_COLUMNS, PLACE_COLUMNS, attribution, rows
from routes.tables import to_gdf
from tests.conftest import candidate

CASE = """
    version: 1
    title: "A journey: 100 % <b>reported</b>"
    sources:
      a: {publisher: A}
      b: {publisher: 신문, citing: v}
      v: {title: a voice, identity: anonymous}
    places:
      west: West
      middle: Middle
      east: {name: Восток, lon: -175, lat: 10}
      far: Farland
      home: West
    legs:
      first: {from: west, to: middle, by: rail, when: 2016-07, claims: [{source: b, quote: "=1+1"}]}
      second: {from: middle, to: east, basis: inferred, reason: a guess}
      third:
        from: middle
        to: far
        claims: [{source: a, says: so}, {source: v, stance: denies, says: no}]
      fourth: {from: middle, to: home, claims: [{source: a, says: so}]}
    itineraries:
      one: {title: One, legs: [first, second]}
      two: {title: Two, legs: [first, third]}
      three: {title: Three, legs: [first, fourth]}
"""


@pytest.fixture
def atlas(case_from, square_world):
    return pipeline.build(case_from(CASE), gazetteer=square_world)


def test_every_row_has_exactly_the_documented_columns(atlas):
    for row in rows(atlas):
        assert list(row.columns) == list(LEG_COLUMNS if row.layer == "legs" else PLACE_COLUMNS)
    assert all(LEG_COLUMNS.values())
    assert all(PLACE_COLUMNS.values())


def test_a_leg_s_row_tells_who_how_sure_and_what_contradicts_it(atlas):
    first, second, third, _ = (r.columns for r in rows(atlas) if r.layer == "legs")
    assert first["itineraries"] == "one; two; three"
    assert first["origins"] == "a voice"
    assert first["reports"] == "신문"
    assert first["quotes"] == "신문 ← a voice asserts: “=1+1”"
    assert (first["earliest"], first["latest"]) == ("2016-07-01", "2016-07-31")
    assert (second["basis"], second["reason"]) == ("inferred", "a guess")
    assert third["denied_by"] == "a voice"
    assert third["contradicted_by"] == "fourth"
    assert second["contradicted_by"] is None
    assert (third["length_m"], third["fades"]) == (None, "end")


def test_a_place_s_row_tells_how_sure_it_is_and_what_else_it_may_be(case_from, square_world):
    twins = [candidate("West", 0, 0, ref="a"), candidate("West", 50, 50, weight=1e5, ref="b")]
    square_world.candidates["West"] = twins
    atlas = pipeline.build(case_from(CASE), gazetteer=square_world)
    west, _, east, *_ = (r.columns for r in rows(atlas) if r.layer == "places")
    assert (west["match"], west["granularity"], west["ref"]) == ("exact", "city", "a")
    assert west["confidence"] > 0.9
    assert 0.1 > west["runner_up_confidence"] > 0
    assert west["runner_up"] == "West (city)"
    assert west["candidates"] == 2
    assert (east["match"], east["confidence"], east["runner_up"]) == ("pinned", 1.0, None)


def test_the_frame_has_all_columns_also_when_it_is_empty(atlas, case_from, square_world):
    frame = to_gdf(atlas)
    assert list(frame.columns) == [*LEG_COLUMNS, "geometry"]
    assert frame.crs.to_epsg() == 4326
    assert len(frame) == 4
    assert len(to_gdf(atlas, "places")) == 5
    lost = pipeline.build(case_from(CASE.replace("Middle", "Nowhere")), gazetteer=square_world)
    undrawn = to_gdf(lost)
    assert list(undrawn.columns) == [*LEG_COLUMNS, "geometry"]
    assert undrawn.geometry.isna().all()
    assert undrawn.loc[0, "quotes"] == "신문 ← a voice asserts: “=1+1”"
    nothing = re.sub(r": (West|Middle|Farland)\b", ": Nowhere", CASE).replace("lon: -175,", "")
    empty = to_gdf(
        pipeline.build(case_from(nothing.replace("lat: 10", "kind: city")), gazetteer=square_world),
        "places",
    )
    assert list(empty.columns) == [*PLACE_COLUMNS, "geometry"]
    assert len(empty) == 0
    with pytest.raises(ValueError, match="no layer"):
        to_gdf(atlas, "claims")


def test_geojson_is_rfc_7946(atlas, tmp_path):
    geojson.write(atlas, tmp_path / "a.geojson")
    data = json.loads((tmp_path / "a.geojson").read_text("utf-8"))
    assert data["type"] == "FeatureCollection"
    assert data["title"] == "A journey: 100 % <b>reported</b>"
    by_id = {f["id"]: f for f in data["features"]}
    crossing = shapely.geometry.shape(by_id["legs/second"]["geometry"])
    assert crossing.geom_type == "MultiLineString"
    assert crossing.bounds[0] >= -180
    assert crossing.bounds[2] <= 180
    area = shapely.geometry.shape(by_id["places/far"]["geometry"])
    assert area.exterior.is_ccw
    assert by_id["legs/first"]["properties"]["quotes"].endswith("“=1+1”")
    assert by_id["legs/third"]["properties"]["quotes"] == "A asserts: so; a voice denies: no"
    assert [text.split(":")[0] for text in data["attribution"]] == ["Countries"]
    assert by_id["places/east"]["geometry"]["coordinates"] == [-175, 10]


@pytest.mark.parametrize(
    ("ref", "has_shape", "due"),
    [
        ("geonames:1", False, ["Place names"]),
        ("geonames:1", True, ["Place names", "Outlines and lines"]),
        ("river:tumen", True, ["Outlines and lines"]),
        ("sea:japan", True, ["Reviewed places"]),
        ("curated:x", False, ["Reviewed places"]),
        ("airport:ULLI", False, ["Airports"]),
        ("fake:1", False, []),
    ],
)
def test_who_is_named_for_a_place(case_from, square_world, ref, has_shape, due):
    found = candidate("West", 0, 0, ref=ref, has_shape=has_shape)
    square_world.candidates["West"] = [found]
    text = CASE.replace("far: Farland", "far: East")
    named = attribution(pipeline.build(case_from(text), gazetteer=square_world))
    assert [credit.partition(":")[0] for credit in named] == due


def test_an_unknown_suffix_is_refused_and_nothing_is_written(atlas, tmp_path):
    shown = Atlas(**{f.name: getattr(atlas, f.name) for f in fields(atlas)})
    with pytest.raises(UnknownName, match="docx"):
        shown.save(tmp_path / "a.docx")
    assert list(tmp_path.glob("a.*")) == []


def test_who_closed_a_leg_is_told(case_from, square_world):
    closed = "status: closed, closed: {since: 2024-01, claims: [{source: a, quote: shut}]}"
    text = CASE.replace(
        "{from: middle, to: east, basis: inferred",
        f"{{from: middle, to: east, {closed}, basis: inferred",
    )
    found = next(
        r.columns
        for r in rows(pipeline.build(case_from(text), gazetteer=square_world))
        if r.columns.get("leg") == "second"
    )
    assert (found["closed_since"], found["closed_by"]) == ("2024-01", "A asserts: “shut”")
    assert found["minimum_m"] > 1_000_000
