"""GeoJSON as RFC 7946 has it."""

from __future__ import annotations

import json

import pytest
import shapely

from routes import pipeline
from routes.exports import geojson
from tests.unit import alternatives_sample as sample

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
    shapes = [f["geometry"] for f in features if f["id"] == "places/square"]
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
