"""GPX: what its schema wants, and what programs that read it find."""

from __future__ import annotations

import re
import subprocess
import xml.etree.ElementTree as ET

import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from routes import pipeline
from routes.exports import gpx, xml
from routes.records import tables
from tests.unit import linked_sample, secret_case

SPACE, OWN = f"{{{gpx.NAMESPACE}}}", f"{{{gpx.OWN}}}"

ORDER = {
    "gpx": ("metadata", "wpt", "rte", "trk", "extensions"),
    "metadata": (
        "name", "desc", "author", "copyright", "link", "time", "keywords", "bounds", "extensions",
    ),
    "wpt": (
        "ele", "time", "magvar", "geoidheight", "name", "cmt", "desc", "src", "link", "sym",
        "type", "fix", "sat", "hdop", "vdop", "pdop", "ageofdgpsdata", "dgpsid", "extensions",
    ),
    "trk": (
        "name", "cmt", "desc", "src", "link", "number", "type", "extensions", "trkseg",
    ),
    "trkseg": ("trkpt", "extensions"),
}  # fmt: skip
"""What may stand in each element and in which order, in the schema of GPX 1.1."""


@pytest.fixture(scope="module")
def atlas():
    return linked_sample.full()


@pytest.fixture(scope="module")
def root(atlas):
    return ET.fromstring(gpx.text(atlas))  # noqa: S314  ours


@pytest.fixture(scope="module")
def written(atlas, tmp_path_factory):
    path = tmp_path_factory.mktemp("gpx") / "a.gpx"
    gpx.write(atlas, path)
    return path


def own(element):
    return {e.tag.removeprefix(OWN): e.text for e in element.find(f"{SPACE}extensions")}


def test_elements_stand_in_the_order_of_the_schema(root):
    seen = set()
    for element in root.iter():
        tag = element.tag.removeprefix(SPACE)
        if tag in ORDER:
            seen.add(tag)
            places = [ORDER[tag].index(each.tag.removeprefix(SPACE)) for each in element]
            assert places == sorted(places)
    assert seen == set(ORDER)
    assert root.get("version") == "1.1"
    assert root.get("creator") == "reported-routes"


def test_every_point_is_where_the_schema_allows_one(root):
    points = [*root.iter(f"{SPACE}wpt"), *root.iter(f"{SPACE}trkpt")]
    assert len(points) > 100
    for point in points:
        assert -90 <= float(point.get("lat")) <= 90
        assert -180 <= float(point.get("lon")) < 180
    assert root.find(f"{SPACE}metadata/{SPACE}time") is None


@pytest.mark.parametrize(("layer", "rows"), [("waypoints", "places"), ("tracks", "legs")])
def test_what_is_read_back_is_what_the_rows_say(atlas, written, layer, rows):
    table = tables(atlas)[rows]
    frame = pyogrio.read_dataframe(written, layer=layer)
    first = table.columns[0].name
    assert list(frame[f"rr_{first}"]) == [row.id for row in table.rows]
    for row, (_, told) in zip(table.rows, frame.iterrows(), strict=True):
        for column, value in row.columns.items():
            back = told.get(f"rr_{column}")
            if value is None:
                assert back is None or pd.isna(back)
            else:
                assert str(back) == str(value) or float(back) == value, column
        drawn, meant = (shapely.get_coordinates(g) for g in (told.geometry, row.geometry))
        assert np.allclose(drawn, meant, atol=2e-6)


def test_a_line_across_the_antimeridian_has_a_segment_on_each_side(root):
    (ship,) = (each for each in root.iter(f"{SPACE}trk") if own(each)["leg"] == "to-alaska")
    east, west = ship.findall(f"{SPACE}trkseg")
    assert all(float(point.get("lon")) > 0 for point in east)
    assert all(float(point.get("lon")) < 0 for point in west)


def test_a_track_says_on_what_it_rests_wherever_programs_look(root):
    tracks = {own(each)["leg"]: each for each in root.iter(f"{SPACE}trk")}
    weighed = tracks["to-bishkek"]
    assert weighed.find(f"{SPACE}name").text == "To Kyrgyzstan (Hypothetical)"
    assert weighed.find(f"{SPACE}type").text == "hypothetical"
    assert weighed.find(f"{SPACE}src") is None
    assert "reported by nobody" in weighed.find(f"{SPACE}desc").text
    assert tracks["across"].find(f"{SPACE}src").text == "The Example Review; Примерная неделя"


def test_the_program_of_gdal_opens_it(written):
    told = subprocess.run(
        ["/usr/bin/ogrinfo", "-ro", "-so", str(written), "tracks", "waypoints"],
        capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    assert "ERROR" not in told.stderr
    assert re.findall(r"Feature Count: (\d+)", told.stdout) == ["12", "11"]


def test_what_it_leaves_out_is_said(atlas, tmp_path):
    said = " ".join(gpx.write(atlas, tmp_path / "a.gpx"))
    assert "GPX holds no areas: 2 vague places are left out." in said
    assert "4 computed paths are left out" in said
    assert "2 legs to or from areas" in said
    assert "seoul" not in said


def test_hostile_text_stays_text(atlas):
    for text in linked_sample.hostile():
        root = ET.fromstring(gpx.text(linked_sample.saying(atlas, text)))  # noqa: S314
        tracks = {own(each)["leg"]: each for each in root.iter(f"{SPACE}trk")}
        assert (own(tracks["across"])["title"] or "") == xml.fitting(text)
        assert xml.fitting(text) in tracks["across"].find(f"{SPACE}name").text


def test_what_xml_cannot_hold_is_replaced_and_said(atlas, tmp_path):
    cut = linked_sample.saying(atlas, linked_sample.CUTS)
    said = gpx.write(cut, tmp_path / "a.gpx")
    assert any("U+FFFD" in each for each in said)
    frame = pyogrio.read_dataframe(tmp_path / "a.gpx", layer="tracks").set_index("rr_leg")
    assert frame.loc["across", "rr_title"] == "a\ufffdb\ufffdc\ufffdd"


def test_a_leg_that_was_not_drawn_is_left_out_and_said(case_from, square_world, tmp_path):
    lost = secret_case.CASE.replace("west: West", "west: Nowhere")
    atlas = pipeline.build(case_from(lost), gazetteer=square_world, profile="internal")
    said = gpx.write(atlas, tmp_path / "a.gpx")
    assert any("could not be drawn" in each for each in said)
    text = (tmp_path / "a.gpx").read_text("utf-8")
    assert (tmp_path / "a.gpx").stat().st_mode & 0o077 == 0
    assert "<rr:leg>one</rr:leg>" not in text
    assert text.count("<rr:notice>Internal: not for publication</rr:notice>") >= 2


def test_without_places_there_are_no_bounds(case_from, square_world):
    square_world.candidates.clear()
    nothing = """
        version: 1
        title: T
        sources: {s: {publisher: S}}
        places: {a: A, b: B}
        legs: {x: {from: a, to: b}}
        itineraries: {i: {title: I, legs: [x]}}
    """
    root = ET.fromstring(  # noqa: S314
        gpx.text(pipeline.build(case_from(nothing), gazetteer=square_world, profile="internal"))
    )
    assert root.find(f"{SPACE}metadata/{SPACE}bounds") is None
    assert len(root) == 1


def test_the_public_file_holds_no_secret(case_from, square_world):
    text = gpx.text(secret_case.public(case_from(secret_case.CASE), square_world))
    assert "The Paper" in text
    assert [each for each in secret_case.SECRETS if each in text] == []
