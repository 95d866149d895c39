"""Linked Places: what its specification asks for, and what a gazetteer may learn of a case."""

from __future__ import annotations

import json

import jsonschema
import pyogrio
import pytest
from shapely.geometry import shape

from routes import pipeline
from routes.exports import linked_places, timespans, unheld
from routes.exports.attesting import has_name
from routes.exports.identifiers import urn, web_address
from routes.model import When
from routes.records import rows
from tests.conftest import ROOT
from tests.unit import linked_sample, secret_case

SCHEMA = json.loads((ROOT / "tests/data/linked-places.schema.json").read_text("utf-8"))
CHECK = jsonschema.Draft202012Validator(SCHEMA)


@pytest.fixture(scope="module")
def atlas():
    return linked_sample.full()


@pytest.fixture(scope="module")
def data(atlas):
    return json.loads(linked_places.text(atlas))


@pytest.fixture(scope="module")
def features(data):
    return {each["@id"].split(":", 3)[3]: each for each in data["features"]}


def test_the_schema_is_a_schema_and_says_no():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert not CHECK.is_valid({"type": "FeatureCollection", "@context": "x:y", "features": [{}]})


def test_is_as_the_specification_asks(data, atlas):
    CHECK.validate(data)
    names = [each["@id"] for each in data["features"]]
    assert len(names) == len(set(names))
    case = atlas.case
    assert len(names) == len(atlas.places) + len(case.legs) + len(case.itineraries)


def test_whatever_is_related_is_there_or_on_the_web(data):
    names = {each["@id"] for each in data["features"]}
    related = [r["relationTo"] for each in data["features"] for r in each.get("relations", ())]
    assert len(related) > 30
    assert all(each in names or each.startswith("https://sws.geonames.org/") for each in related)


def test_every_place_and_leg_is_where_its_row_says(features, atlas):
    kinds = {"legs": "leg", "places": "place", "areas": "place"}
    for row in rows(atlas):
        if row.layer not in kinds:
            continue
        told = features[f"{kinds[row.layer]}:{row.id}"]
        renamed = {linked_places.RENAMED.get(k, k): v for k, v in row.columns.items()}
        assert renamed.items() <= {**told["properties"], "title": row.columns.get("title")}.items()
        drawn = shape(told["geometry"]).normalize()
        assert drawn.equals_exact(row.geometry.normalize(), 1e-6)


def test_a_place_tells_who_calls_it_so_and_how_far_off_it_may_be(features):
    town = features["place:vladivostok"]
    (name,) = town["names"]
    assert name["toponym"] == "Vladivostok"
    assert [each["@id"] for each in name["citations"]] == ["https://review.example/neva"]
    assert town["geometry"]["certainty"] == "certain"
    assert town["geometry"]["approximation"] == {
        "type": "gvp:approximateLocation",
        "tolerance": 11.33,
    }
    assert town["links"] == [
        {"type": "closeMatch", "identifier": "https://sws.geonames.org/2013348/"}
    ]
    seoul = features["place:seoul"]["names"]
    assert {each["toponym"] for each in seoul} == {"서울 (Seoul)", "Seoul"}
    assert seoul[-1]["citations"][0]["@id"] == "urn:reported-routes:sample"


def test_a_name_is_attested_as_a_word():
    assert has_name("He left Nome, they say", "Nome")
    assert has_name("вылетел из Владивостока", "Владивосток")
    assert has_name("블라디보스토크에서 이동했다", "블라디보스토크")
    assert not has_name("nomenclature", "Nome")
    assert not has_name("Great Minsk-like", "insk")


def test_what_is_somewhere_in_an_area_is_not_that_area(features):
    vague = features["place:elsewhere"]
    assert "links" not in vague
    assert vague["geometry"]["certainty"] == "uncertain"
    assert vague["geometry"]["approximation"] == {"type": "gvp:containedWithin"}
    assert features["place:nome"].get("links") is None


def test_a_leg_has_its_date_its_basis_and_no_certainty(features):
    assert features["leg:to-seoul"]["when"] == {
        "timespans": [{"start": {"in": "2016-08~"}}],
        "label": "2016-08~",
        "certainty": "less-certain",
    }
    basis = {i: features[f"leg:{i}"]["properties"]["basis"] for i in ("across", "to-bishkek")}
    assert basis == {"across": "reported", "to-bishkek": "hypothetical"}
    certain = {e["geometry"]["certainty"] for n, e in features.items() if n.startswith("leg:")}
    assert certain == {"uncertain"}


def test_a_telling_names_its_legs_in_order_and_draws_none_twice(features):
    telling = features["itinerary:west"]
    assert telling["geometry"] is None
    legs = [each["relationTo"].rpartition(":")[2] for each in telling["relations"]]
    assert legs == ["across", "drive", "belavia", "trampoline"]
    assert features["itinerary:alaska"]["properties"]["status"] == "hypothetical"


@pytest.mark.parametrize(
    ("date", "span"),
    [
        (When("2016", "2016-01-01", "2016-12-31"), {"start": {"in": "2016"}}),
        (
            When("2016-07/2016-08", "2016-07-01", "2016-08-31"),
            {"start": {"earliest": "2016-07-01"}, "end": {"latest": "2016-08-31"}},
        ),
        (When("../2016-07", None, "2016-07-31"), {"start": {"latest": "2016-07-31"}}),
        (When("2016-07/..", "2016-07-01", None), {"start": {"earliest": "2016-07-01"}}),
    ],
)
def test_vague_dates_become_spans(date, span):
    assert timespans.when(date) == {"timespans": [span], "label": date.edtf}


def test_a_date_that_is_open_on_both_sides_spans_nothing():
    assert timespans.when(When("../..", None, None)) is None
    assert timespans.when(None) is None


def test_programs_that_read_geojson_see_every_basis(atlas, tmp_path):
    linked_places.write(atlas, tmp_path / "a.geojson")
    frame = pyogrio.read_dataframe(tmp_path / "a.geojson")
    legs = frame[frame["layer"] == "legs"].set_index("leg")
    assert legs.loc["north", "basis"] == "inferred"
    assert set(legs.geometry.geom_type) == {"LineString", "MultiLineString"}
    assert frame[frame["layer"] == "itineraries"].geometry.isna().all()


def test_what_it_leaves_out_is_said(atlas, tmp_path):
    said = " ".join(linked_places.write(atlas, tmp_path / "a.jsonld"))
    assert "3 computed paths are left out" in said
    assert "2 legs to or from areas" in said
    assert "1 event, 1 dispute and 1 check of geography" in said
    assert "4 places have no records in GeoNames" in said


def test_hostile_text_stays_text(atlas):
    for text in linked_sample.hostile():
        data = json.loads(linked_places.text(linked_sample.saying(atlas, text)))
        CHECK.validate(data)
        assert data["@context"] == linked_places.CONTEXT
        (leg,) = (each for each in data["features"] if each["@id"].endswith(":leg:across"))
        assert leg["properties"]["title"] == unheld.whole(text)


def test_what_cuts_texts_short_is_replaced_and_said(atlas, tmp_path):
    cut = linked_sample.saying(atlas, linked_sample.CUTS)
    said = linked_places.write(cut, tmp_path / "a.jsonld")
    assert any("U+FFFD" in each for each in said)
    found = json.loads((tmp_path / "a.jsonld").read_bytes())
    assert found["title"] == "a\ufffdb\x0cc\ufffdd"


def test_the_desk_s_file_says_so_and_is_private(case_from, square_world, tmp_path):
    case = case_from(secret_case.CASE)
    desk = pipeline.build(case, gazetteer=square_world, profile="internal")
    linked_places.write(desk, tmp_path / "a.jsonld")
    assert (tmp_path / "a.jsonld").stat().st_mode & 0o077 == 0
    data = json.loads((tmp_path / "a.jsonld").read_text("utf-8"))
    marks = [data["notice"], *(each["properties"]["notice"] for each in data["features"])]
    assert set(marks) == {"Internal: not for publication"}


def test_the_public_file_holds_no_secret(case_from, square_world):
    text = linked_places.text(secret_case.public(case_from(secret_case.CASE), square_world))
    assert "The Paper" in text
    assert [each for each in secret_case.SECRETS if each in text] == []


def test_names_are_encoded_and_only_the_web_is_an_address(atlas):
    assert urn(atlas.case, "leg", "a:b ü") == "urn:reported-routes:sample:leg:a%3Ab%20%C3%BC"
    assert web_address("https://a.example/<b>?q=1#c") == "https://a.example/%3Cb%3E?q=1#c"
    for other in ("javascript:alert(1)", "https://a b", "file:///etc", "https://a\u202e", "", None):
        assert web_address(other) is None
