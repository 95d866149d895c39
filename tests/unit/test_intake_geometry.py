"""GeoJSON and KML of strangers: what is kept, what is noted, and when a border is too tangled."""

from __future__ import annotations

import json

import numpy as np
import pytest
import shapely

from routes.errors import InputError
from routes.intake import areas, geometry
from routes.intake.areas import Areas
from routes.intake.features import NoGeometryError
from routes.intake.nesting import depth


@pytest.fixture
def read(tmp_path):
    def read(content, name="g.geojson"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return geometry.read(path)

    return read


def _collection(*geometries, **properties):
    listed = [{"type": "Feature", "properties": properties, "geometry": g} for g in geometries]
    return json.dumps({"type": "FeatureCollection", "features": listed})


def _line(*points):
    return {"type": "LineString", "coordinates": points}


def test_properties_are_text_and_what_is_no_single_value_is_left_out(read):
    (found,) = read(_collection(_line([1, 2], [3, 4]), a=" x ", b=1.5, c=None, d=[1], e=True))
    assert dict(found.properties) == {"a": "x", "b": "1.5"}
    assert found.geometry == shapely.LineString([(1, 2), (3, 4)])


def test_collections_are_taken_apart(read):
    inner = {"type": "GeometryCollection", "geometries": [_line([1, 2], [3, 4])]}
    outer = {
        "type": "GeometryCollection",
        "geometries": [inner, {"type": "Point", "coordinates": [5, 6]}],
    }
    found = read(_collection(outer))
    assert [(f.number, f.geometry.geom_type) for f in found] == [(1, "LineString"), (1, "Point")]


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (([1, 2, 3], [3, 4]), "height"),
        (([1, 2], [1, 2]), "no length"),
        (([10, 90], [70, 90]), "no length"),
        (([0, 0], [180, 0]), "nearly opposite"),
        (([20, 40], [-160.1, -40]), "nearly opposite"),
        (([20, 90], [30, -90]), "nearly opposite"),
    ],
)
def test_what_is_odd_and_can_be_drawn_is_noted(read, points, words):
    ((note,),) = [found.notes for found in read(_collection(_line(*points)))]
    assert words in note


def test_lines_that_are_not_odd_have_no_notes(read):
    assert read(_collection(_line([0, 0], [170, 0]), _line([0, 10], [180, 10])))[1].notes == ()


def test_every_feature_that_is_wrong_is_told_with_its_number(read):
    with pytest.raises(InputError) as caught:
        read(_collection(_line([1, 2]), _line([1, 2], [3, 4]), None))
    assert [m.key for m in caught.value.mistakes] == ["feature 1", "feature 3"]


def test_kml_has_names_folders_and_data(read):
    text = (
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>No</name>'
        "<Folder><name>North</name>\n<Placemark><name> A </name>"
        "<ExtendedData><Data name='x'><value>1</value></Data></ExtendedData>"
        "<MultiGeometry><Point><coordinates>1,2</coordinates></Point>"
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 4,0 4,4 0,0</coordinates>"
        "</LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark></Folder>"
        "</Document></kml>"
    )
    found = read(text, "g.kml")
    assert [f.geometry.geom_type for f in found] == ["Point", "Polygon"]
    assert [f.line for f in found] == [2, 2]
    assert dict(found[0].properties) == {"folder": "North", "name": "A", "x": "1"}


def test_the_line_of_a_placemark_is_told(read):
    text = "<kml>\n\n<Placemark><Point><coordinates>200,1</coordinates></Point></Placemark></kml>"
    with pytest.raises(InputError, match=r"g\.kml:3:1: placemark 1: the point is not"):
        read(text, "g.kml")


def _ring(*points):
    return [*points, points[0]]


def test_borders_that_take_too_long_to_check_are_refused_before_they_are(monkeypatch):
    square = _ring((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))
    monkeypatch.setattr(areas, "MOST_PAIRS", 5)
    assert Areas().area([[square]]).is_valid
    both = Areas()
    both.area([[square]])
    with pytest.raises(NoGeometryError, match="too tangled"):
        both.area([[square]])
    monkeypatch.setattr(areas, "MOST_BORDER_PAIRS", 0)
    with pytest.raises(NoGeometryError, match="too many borders"):
        Areas().area([[square]])


def test_pairs_side_by_side_are_those_whose_spans_overlap():
    spans = np.array([[0.0, 2.0], [1.0, 3.0], [2.5, 4.0], [9.0, 9.5]])
    assert areas._side_by_side(spans) == 2


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("[[]]", 2),
        ('{"a": [1, {"b": 2}]}', 3),
        (r'["[[[[\"[[", []]', 2),
        (r'["\\", [[]]]', 3),
        (r'["\\\"[[[", 1]', 1),
        ("", 0),
        ('["' + "[" * 5_000_000 + '"]', 1),
        ("[" * 5_000_000, 5_000_000),
    ],
)
def test_depth_counts_brackets_outside_text(text, levels):
    assert depth(text.encode()) == levels
