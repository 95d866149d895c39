from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from datetime import date
from itertools import groupby

import pytest
import shapely

from routes import pipeline
from routes.api import Atlas
from routes.errors import UnknownName
from routes.exports import geojson
from routes.model import Release
from routes.records import LAYERS, attribution, rows, sentence, tables
from routes.tables import to_gdf
from tests.conftest import ROOT, candidate
from tests.unit import alternatives_sample as sample

CASE = """
    version: 1
    title: "A journey: 100 % <b>reported</b>"
    sources:
      a: {publisher: A, issued: 2016}
      b: {publisher: 신문, citing: v}
      v: {title: a voice, identity: anonymous}
    places:
      west: West
      middle: Middle
      east: {name: Восток, lon: -175, lat: 10, publish: site, because: a town}
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


ALTERNATIVE_COLUMNS, LEG_COLUMNS, PLACE_COLUMNS = (
    [column.name for column in LAYERS[layer].columns]
    for layer in ("alternatives", "legs", "places")
)


@pytest.fixture
def atlas(case_from, square_world):
    return pipeline.build(case_from(CASE), gazetteer=square_world)


KINDS = {"text": str, "integer": int, "real": float | int, "day": str}


def test_every_row_has_exactly_the_documented_columns_and_values_of_their_kind(atlas):
    found = rows(sample.answered(atlas))
    assert {row.layer for row in found} == set(LAYERS)
    for row in found:
        columns = LAYERS[row.layer].columns
        assert list(row.columns) == [column.name for column in columns]
        for column in columns:
            value = row.columns[column.name]
            assert value is None or isinstance(value, KINDS[column.kind]), column
            if column.kind == "day" and value is not None:
                assert date.fromisoformat(value).isoformat() == value


def test_rows_come_layer_by_layer_and_their_ids_are_their_own(atlas):
    found = rows(sample.answered(atlas))
    assert [layer for layer, _ in groupby(row.layer for row in found)] == list(LAYERS)
    assert len({(row.layer, row.id) for row in found}) == len(found)
    for layer in LAYERS.values():
        names = [column.name for column in layer.columns]
        assert len({name.casefold() for name in names}) == len(names)


def test_a_table_for_the_desk_says_so_in_every_row(atlas):
    public, inside = tables(atlas), tables(replace(atlas, release=Release()))
    for name, layer in LAYERS.items():
        assert public[name].columns == layer.columns
        assert [c.name for c in inside[name].columns[len(layer.columns) :]] == ["notice"]
        assert {row.columns["notice"] for row in inside[name].rows} <= {
            "Internal: not for publication"
        }
    assert len(inside["legs"].rows) == 4


def test_places_are_points_and_areas_are_areas(atlas):
    found = tables(atlas)
    assert [row.id for row in found["places"].rows] == ["west", "middle", "east", "home"]
    assert [row.id for row in found["areas"].rows] == ["far"]
    assert {shape.geom_type for shape in found["places"].geometries} == {"Point"}
    assert {shape.geom_type for shape in found["areas"].geometries} == {"Polygon"}


def test_a_leg_s_row_says_where_it_stands_in_each_itinerary(atlas):
    third = tables(atlas)["legs"].rows[2].columns
    first = tables(atlas)["legs"].rows[0].columns
    assert (third["itineraries"], third["itinerary_titles"], third["numbers"]) == (
        "two",
        "Two",
        "2",
    )
    assert (first["itinerary_titles"], first["numbers"]) == ("One; Two; Three", "1; 1; 1")
    assert (third["start_place"], third["end_place"]) == ("middle", "far")


def test_a_leg_s_row_tells_who_how_sure_and_what_contradicts_it(atlas):
    first, second, third, _ = (r.columns for r in rows(atlas) if r.layer == "legs")
    assert first["itineraries"] == "one; two; three"
    assert first["origins"] == "a voice"
    assert first["reports"] == "신문"
    assert first["quotes"] == "신문 ← a voice asserts: “=1+1”"
    assert (first["earliest"], first["latest"]) == ("2016-07-01", "2016-07-31")
    assert (second["basis"], second["reason"]) == ("inferred", "a guess")
    assert third["denied_by"] == "a voice"
    assert (first["basis"], first["when_by"]) == ("reported", "case")
    assert (first["origins_anonymous"], first["origins_unidentified"]) == (1, 0)
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
    assert len(to_gdf(atlas, "places")) == 4
    assert len(to_gdf(atlas, "areas")) == 1
    assert list(to_gdf(atlas, "claims")["stance"]) == ["asserts", "asserts", "denies", "asserts"]
    assert to_gdf(atlas, "sources").geometry.isna().all()
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
        to_gdf(atlas, "rivers")


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
    area = shapely.geometry.shape(by_id["areas/far"]["geometry"])
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
    with pytest.raises(UnknownName, match=r"\.dbf"):
        shown.save(tmp_path / "a.dbf")
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


def _alternatives(atlas):
    return {row.id: row for row in rows(atlas) if row.layer == "alternatives"}


def test_every_answer_has_its_rows_with_the_documented_columns(atlas):
    found = _alternatives(sample.answered(atlas))
    assert list(found) == ["first-any/1", "first-any/2", "west-road/reach", "first-sea/none"]
    for row in found.values():
        assert list(row.columns) == list(ALTERNATIVE_COLUMNS)
        assert row.columns["basis"] == "computed"
        assert row.columns["said_by"] == "no source reports this"
    assert [row.geometry is None for row in found.values()] == [False, False, False, True]


def test_the_row_of_a_path_tells_all_that_is_known_of_it(atlas):
    first = _alternatives(sample.answered(atlas))["first-any/1"].columns
    told = {
        "wanted": "first-any",
        "leg": "first",
        "title": "By land",
        "mode": "any",
        "start": "West",
        "end": "Middle",
        "via": "Восток",
        "avoid": "CN; KP",
        "rank": 1,
        "network_length_m": 1_000_000.0,
        "reported_length_m": 1_113_194.9,
        "access_start_m": 1200.0,
        "access_end_m": 34.6,
        "parts": "rail 700 km; road 300 km",
        "stretch": 1.0,
        "sharing": 1.0,
        "minimum_h": 9.99,
        "usual_h": 20.0,
        "countries": "Russia 500 km; water 30 km; Crimea 70 km; Ukraine 300 km; Nowhere 100 km",
        "country_codes": "RU; UA; nowhere",
        "crossings": "Gate of the North (closed since February 2020, A paper); "
        "near Suifenhe (not reviewed)",
        "as_of": "2024-03",
        "links": "The boat (ferry, 30 km, A timetable); change at Middle (transfer)",
        "stitched_m": 400.0,
        "passes": "Chita; Omsk",
        "notes": "one; two; The leg is measured straight, as the case draws it; no source reports "
        "a length",
        "note": "a note",
    }
    assert {key: first[key] for key in told} == told
    absent = set(first) - set(told) - {"alternative", "basis", "said_by"}
    assert {key for key in absent if first[key] is not None} == set()
    second = _alternatives(sample.answered(atlas))["first-any/2"].columns
    assert (second["rank"], second["stretch"], second["sharing"]) == (2, 1.0725, 0.5)
    assert (second["links"], second["crossings"], second["shuns"]) == (None, None, "CN")


def test_a_reach_has_its_own_measures_and_no_end(atlas):
    row = _alternatives(sample.answered(atlas))["west-road/reach"].columns
    assert (row["start"], row["end"], row["rank"]) == ("West", None, None)
    assert (row["hours"], row["reach_m"]) == (24.0, 1_200_000.0)
    assert row["towns"] == "Chita 1,100 km; Omsk 9.0 km"
    assert row["crossings"] == "Gate of the North (closed since February 2020, A paper)"
    assert row["network_length_m"] is None


def test_what_was_refused_has_a_row_that_says_why(atlas):
    row = _alternatives(sample.answered(atlas))["first-sea/none"].columns
    assert row["refused"] == "Middle is far from the sea."
    assert (row["start"], row["end"], row["network_length_m"]) == ("West", "Middle", None)


def test_alternatives_change_neither_legs_nor_places(atlas):
    with_them = [row for row in rows(sample.answered(atlas)) if row.layer != "alternatives"]
    assert with_them == list(rows(atlas))
    assert len(to_gdf(sample.answered(atlas))) == 4


def test_the_frame_of_alternatives(atlas):
    frame = to_gdf(sample.answered(atlas), "alternatives")
    assert list(frame.columns) == [*ALTERNATIVE_COLUMNS, "geometry"]
    assert list(frame.geometry.isna()) == [False, False, False, True]
    assert frame.crs.to_epsg() == 4326
    empty = to_gdf(atlas, "alternatives")
    assert list(empty.columns) == [*ALTERNATIVE_COLUMNS, "geometry"]
    assert len(empty) == 0


@pytest.mark.parametrize(
    ("mode", "due"),
    [
        ("rail", ["Place names", "Outlines and lines", "Rail and road networks"]),
        ("road", ["Place names", "Outlines and lines", "Rail and road networks"]),
        ("any", ["Place names", "Outlines and lines", "Rail and road networks"]),
        ("sea", ["Sea lanes"]),
        ("air", ["Airports"]),
    ],
)
def test_who_is_named_for_a_path(atlas, mode, due):
    bare = sample.paths()
    wanted = replace(bare.wanted, mode=mode, avoid=())
    one = replace(bare, wanted=wanted, paths=(sample.path(crossings=()),))
    own = set(attribution(atlas))
    named = [text for text in attribution(sample.answered(atlas, one)) if text not in own]
    assert [text.partition(":")[0] for text in named] == due
    crossed = sample.answered(atlas, one, replace(one, paths=(sample.path(),)))
    assert set(attribution(crossed)) - own - set(named) == {
        "Reviewed places: the project's own list"
    }


def test_outlines_are_credited_where_flights_are_measured_on_them(atlas):
    bare = sample.paths()
    for avoid in ((), ("CN",)):
        wanted = replace(bare.wanted, mode="air", avoid=avoid)
        one = replace(bare, wanted=wanted, paths=(sample.path(crossings=()),))
        named = set(attribution(sample.answered(atlas, one))) - set(attribution(atlas))
        assert any("Outlines" in text for text in named) == bool(avoid)


def test_the_length_of_a_leg_is_never_called_reported():
    (column,) = (c for c in LAYERS["alternatives"].columns if c.name == "reported_length_m")
    assert "no source reports a length" in column.means


def test_nobody_is_named_for_a_path_that_there_is_not(atlas):
    none = sample.answered(atlas, sample.refusal())
    assert attribution(none) == attribution(atlas)


def test_openstreetmap_is_named_by_its_licence(atlas):
    (line,) = [text for text in attribution(sample.answered(atlas)) if "OpenStreetMap" in text]
    assert "© OpenStreetMap contributors" in line
    assert "ODbL" in line


WEIGHED = """
    version: 1
    title: A journey
    sources:
      a: {publisher: A, issued: 2016}
      v: {title: another report, identity: unidentified, read-in: a}
    places: {west: West, middle: Middle, east: East}
    legs:
      maybe: {from: west, to: east, status: hypothetical, claims: [{source: a, says: perhaps}]}
      alone: {from: west, to: middle, claims: [{source: a, stance: denies, says: never}]}
      ours:
        {from: middle, to: east, when: 2016, basis: inferred, reason: why,
         claims: [{source: v, says: so}]}
      dated:
        from: east
        to: west
        status: closed
        closed:
          since: 2024
          claims: [{source: a, says: shut}, {source: v, stance: denies, says: open}]
        when: 2016
        claims: [{source: a, says: so, when: 2016-07}, {source: v, says: so}]
    itineraries:
      one: {title: One, legs: [alone, ours, dated]}
      guess: {title: Guess, legs: [maybe]}
      shut:
        title: Shut
        legs: [ours, dated]
        status: closed
        closed:
          since: 2025?
          claims: [{source: a, says: all shut}, {source: v, stance: doubts, says: hardly}]
      gone:
        title: Gone
        legs: [dated]
        status: closed
        closed: {since: 2026, claims: [{source: v, says: over}]}
"""


def test_an_export_says_what_the_page_says(case_from, square_world):
    atlas = pipeline.build(case_from(WEIGHED), gazetteer=square_world)
    legs = {r.id: r.columns for r in rows(atlas) if r.layer == "legs"}
    bases = {i: leg["basis"] for i, leg in legs.items()}
    assert bases == {
        "maybe": "hypothetical", "alone": "unasserted", "ours": "inferred", "dated": "reported",
    }  # fmt: skip
    maybe = legs["maybe"]
    assert (maybe["reports"], maybe["weighed_in"], maybe["origins"]) == (None, "A", None)
    assert (maybe["origins_at_least"], maybe["origins_at_most"]) == (0, 0)
    assert legs["dated"]["weighed_in"] is None
    assert (legs["dated"]["origins_at_most"], legs["dated"]["origins_unidentified"]) == (2, 1)
    assert [legs[i]["when_by"] for i in ("alone", "ours", "dated")] == [None, "reading", "claim"]
    assert legs["dated"]["closed_by"] == "A asserts: shut"
    assert legs["dated"]["closure_disputed_by"] == "another report denies: open"
    whole = "shut since 2025?, A asserts: all shut; shut since 2025?, another report doubts: hardly"
    assert [legs[i]["itineraries_closed"] for i in ("alone", "ours", "dated")] == [
        None,
        whole,
        f"{whole}; gone since 2026, another report asserts: over",
    ]


@pytest.mark.parametrize(
    ("basis", "expected"), [("reported", "case"), ("inferred, reason: why", "reading")]
)
def test_who_denies_a_leg_does_not_date_it(case_from, square_world, basis, expected):
    text = WEIGHED.replace(
        "claims: [{source: v, says: so}]",
        "claims: [{source: v, says: so}, {source: a, stance: denies, says: no, when: 2020}]",
        1,
    ).replace("inferred, reason: why", basis)
    atlas = pipeline.build(case_from(text), gazetteer=square_world)
    legs = {r.id: r.columns for r in rows(atlas) if r.layer == "legs"}
    assert legs["ours"]["when_by"] == expected


def test_a_list_of_maps_counts_sources_and_what_nobody_read(case_from, square_world):
    atlas = pipeline.build(case_from(WEIGHED), gazetteer=square_world)
    assert sentence(atlas) == (
        "3 reported versions and 1 hypothetical one; 2 sources, 1 of them read only as cited in "
        "another"
    )
    told = sentence(pipeline.build(case_from(CASE), gazetteer=square_world))
    assert told == "3 reported versions; 3 sources"


SAYINGS = """
    version: 1
    title: Sayings
    sources:
      a: {publisher: A, issued: 2016-07, reliability: B, url: "https://a.example/x"}
      v: {title: a voice, identity: anonymous, read-in: a}
      w: {publisher: W, citing: v, read-in: a}
    places: {west: West, middle: Middle}
    legs:
      go:
        from: west
        to: middle
        status: closed
        closed: {since: 2020, claims: [{source: w, says: shut}]}
        claims:
          - source: w
            credibility: 3
            when: 2016-07~
            note: hm
            quote: {exact: 갔다, prefix: 그는, suffix: 고, language: ko, translation: went}
    itineraries:
      go: {title: The only way, legs: [go], claims: [{source: a, says: all of it}]}
    events:
      held: {title: Held, at: middle, claims: [{source: a, stance: doubts, says: held}]}
    disputes:
      who:
        question: Who?
        positions:
          - {says: he, claims: [{source: a, says: he}, {source: w, says: he}]}
          - {says: she, claims: [{source: v, stance: denies, says: she}]}
"""


@pytest.fixture
def said(case_from, square_world):
    built = tables(pipeline.build(case_from(SAYINGS), gazetteer=square_world))
    return {row.id: row.columns for row in built["claims"].rows}


def test_every_claim_has_a_row_that_says_what_it_is_about(said):
    told = {i: (c["about"], c["subject"], c["subject_title"], c["answer"]) for i, c in said.items()}
    assert told == {
        "leg/go/1": ("leg", "go", None, None),
        "leg-closure/go/1": ("leg-closure", "go", None, None),
        "itinerary/go/1": ("itinerary", "go", "The only way", None),
        "event/held/1": ("event", "held", "Held", None),
        "dispute/who/1": ("dispute", "who", "Who?", "he"),
        "dispute/who/2": ("dispute", "who", "Who?", "he"),
        "dispute/who/3": ("dispute", "who", "Who?", "she"),
    }
    assert {i: c["place"] for i, c in said.items() if c["place"]} == {"event/held/1": "middle"}


def test_the_row_of_a_claim_has_its_words_and_who_says_them(said):
    expected = {
        "stance": "asserts", "source": "w", "source_label": "W", "document": "a",
        "chain": "w; v", "origin": "v", "origin_label": "a voice", "quote": "갔다",
        "prefix": "그는", "suffix": "고", "language": "ko", "translation": "went", "says": None,
        "credibility": 3, "when": "2016-07~", "earliest": "2016-07-01", "latest": "2016-07-31",
        "note": "hm",
    }  # fmt: skip
    found = said["leg/go/1"]
    assert {name: found[name] for name in expected} == expected
    assert said["event/held/1"]["stance"] == "doubts"


def test_claims_join_with_legs_and_sources(case_from, square_world):
    found = tables(pipeline.build(case_from(SAYINGS), gazetteer=square_world))
    ids = {name: {row.id for row in table.rows} for name, table in found.items()}
    for row in found["claims"].rows:
        claim = row.columns
        assert {claim["source"], claim["origin"], claim["document"]} <= ids["sources"]
        assert claim["about"] not in ("leg", "leg-closure") or claim["subject"] in ids["legs"]
    for row in found["legs"].rows:
        ends = {row.columns["start_place"], row.columns["end_place"]}
        assert ends <= ids["places"] | ids["areas"]


def test_the_row_of_a_source_has_all_that_is_known_of_it(case_from, square_world):
    found = tables(pipeline.build(case_from(SAYINGS), gazetteer=square_world))
    a, v, w = (row.columns for row in found["sources"].rows)
    assert (a["label"], a["issued"], a["earliest"], a["latest"]) == (
        "A", "2016-07", "2016-07-01", "2016-07-31",
    )  # fmt: skip
    assert (a["reliability"], a["url"], a["identity"]) == ("B", "https://a.example/x", "named")
    assert (v["label"], v["identity"], v["read_in"]) == ("a voice", "anonymous", "a")
    assert (w["citing"], w["sha256"], w["note"]) == ("v", None, None)


def test_the_guide_has_the_columns_and_layers_that_there_are():
    guide = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    for layer in LAYERS.values():
        assert f"| `{layer.name}` | {layer.shape or 'none'} | {layer.means} |" in guide
    described = re.findall(
        r"^\| `(\w+)` \| (text|integer|real|day) \| (.*) \|$", guide, re.MULTILINE
    )
    there_are = [
        (column.name, column.kind, column.means)
        for layer in LAYERS.values()
        if layer.name != "areas"
        for column in layer.columns
    ]
    assert described == there_are
