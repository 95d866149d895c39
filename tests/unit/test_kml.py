"""KML and KMZ: what programs that read them find in the files."""

from __future__ import annotations

import html
import re
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from datetime import date

import pandas as pd
import pyogrio
import pytest
import shapely

from routes import pipeline
from routes.exports import balloons, kml, xml
from routes.exports.balloons import balloon
from routes.messages.speaker import Speaker
from routes.messages.tongue import LANGUAGES
from routes.records import Row, tables
from tests.unit import linked_sample, secret_case

SPACE = f"{{{kml.NAMESPACE}}}"

ORDER = (
    "name", "visibility", "open", "Snippet", "description", "TimeSpan", "styleUrl", "ExtendedData",
    "Point", "LineString", "Polygon", "MultiGeometry",
)  # fmt: skip
"""Of the elements of a placemark, in the schema of KML 2.2."""

FOLDERS = {
    "Legs: Reported": "legs", "Legs: Inferred": "legs", "Legs: Hypothetical": "legs",
    "Places": "places", "Areas": "areas", "Computed, no source reports this": "alternatives",
}  # fmt: skip


@pytest.fixture(scope="module")
def atlas():
    return linked_sample.full()


@pytest.fixture(scope="module")
def root(atlas):
    return ET.fromstring(kml.text(atlas))  # noqa: S314  ours


@pytest.fixture(scope="module")
def written(atlas, tmp_path_factory):
    path = tmp_path_factory.mktemp("kml") / "a.kml"
    kml.write(atlas, path)
    return path


@pytest.fixture(scope="module")
def read(written):
    return {
        name: pyogrio.read_dataframe(written, layer=name)
        for name in pyogrio.list_layers(written)[:, 0]
    }


def marks(root):
    return list(root.iter(f"{SPACE}Placemark"))


def values(mark):
    return {each.get("name"): each.text for each in mark.iter(f"{SPACE}SimpleData")}


def test_each_kind_of_line_has_its_folder_and_each_row_its_mark(read, atlas):
    assert list(read) == list(FOLDERS)
    found = tables(atlas)
    for layer in set(FOLDERS.values()):
        number = sum(len(read[name]) for name, of in FOLDERS.items() if of == layer)
        assert number == len(found[layer].rows) > 0


def test_what_is_read_back_is_what_the_rows_say(read, atlas):
    found = tables(atlas)
    for name, layer in FOLDERS.items():
        rows = {row.id: row for row in found[layer].rows}
        for _, told in read[name].iterrows():
            row = rows[told[found[layer].columns[0].name]]
            for column, value in row.columns.items():
                back = told[kml.RENAMED.get(column, column)]
                assert pd.isna(back) if value is None else back == value, column
            if row.geometry is None:
                assert told.geometry is None
                continue
            drawn = shapely.force_2d(told.geometry).normalize()
            assert drawn.equals_exact(row.geometry.normalize(), 1e-6)


def test_a_vague_date_has_the_days_that_it_spans(read):
    legs = read["Legs: Reported"].set_index("leg")
    seoul, kyiv = legs.loc["to-seoul"], legs.loc["to-kyiv"]
    assert (seoul.begin.date(), seoul.end.date()) == (date(2016, 8, 1), date(2016, 8, 31))
    assert seoul["when"] == "2016-08~"
    assert pd.isna(kyiv.begin)
    assert kyiv.end.date() == date(2016, 7, 31)


def test_the_basis_is_in_the_name_the_text_and_the_style(root):
    (train,) = (each for each in marks(root) if values(each).get("leg") == "north")
    assert train.find(f"{SPACE}name").text == "Down from the north (Inferred)"
    assert train.find(f"{SPACE}styleUrl").text == "#inferred"
    assert "Our reading of the reports" in train.find(f"{SPACE}description").text
    (away,) = (each for each in marks(root) if values(each).get("leg") == "away")
    assert away.find(f"{SPACE}name").text.endswith("(Reported, closed)")


def test_a_line_across_the_antimeridian_is_in_parts_that_follow_the_ground(root):
    (ship,) = (each for each in marks(root) if values(each).get("leg") == "to-alaska")
    parts = ship.findall(f"{SPACE}MultiGeometry/{SPACE}LineString")
    assert len(parts) == 2
    assert all(each.find(f"{SPACE}tessellate").text == "1" for each in parts)
    points = [p.split(",") for each in parts for p in each[-1].text.split()]
    assert max(abs(float(lon)) for lon, _ in points) == 180


def test_elements_stand_in_the_order_of_the_schema(root):
    for mark in marks(root):
        places = [ORDER.index(each.tag.removeprefix(SPACE)) for each in mark]
        assert places == sorted(places)
    top = [each.tag.removeprefix(SPACE) for each in root[0]]
    assert top == sorted(
        top, key=["name", "open", "Snippet", "description", "Style", "Schema", "Folder"].index
    )
    styles = {each.get("id") for each in root.iter(f"{SPACE}Style")}
    assert {each.text[1:] for each in root.iter(f"{SPACE}styleUrl")} <= styles


def test_colours_are_turned_round_and_nothing_is_fetched(root, written):
    colours = {
        each.get("id"): each.find(f"{SPACE}LineStyle/{SPACE}color")
        for each in root.iter(f"{SPACE}Style")
    }
    assert colours["reported"].text == "ffb81d1c"  # #1c1db8
    text = written.read_text("utf-8")
    assert not re.search(r"<(href|Icon|NetworkLink|Link|script|atom:link)\b", text)


def test_computed_paths_are_hidden_at_first_and_say_that_nobody_reports_them(root):
    paths = [each for each in marks(root) if "alternative" in values(each)]
    assert len(paths) == 4
    assert {each.find(f"{SPACE}visibility").text for each in paths} == {"0"}
    assert all("no source reports this" in each.find(f"{SPACE}name").text for each in paths)


def test_a_kmz_holds_the_same_and_is_always_the_same(atlas, written, tmp_path):
    first, second = tmp_path / "a.kmz", tmp_path / "b.kmz"
    kml.write_kmz(atlas, first)
    kml.write_kmz(atlas, second)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        (entry,) = archive.infolist()
        assert (entry.filename, entry.date_time[0]) == ("doc.kml", 1980)
        assert archive.read(entry) == written.read_bytes()
    assert list(pyogrio.list_layers(first)[:, 0]) == list(FOLDERS)


def test_the_program_of_gdal_opens_it(written):
    told = subprocess.run(
        ["/usr/bin/ogrinfo", "-ro", "-so", "-al", str(written)],
        capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    assert "ERROR" not in told.stderr
    assert re.findall(r"Layer name: (.*)", told.stdout) == list(FOLDERS)
    assert re.findall(r"Feature Count: (\d+)", told.stdout) == ["6", "2", "4", "11", "2", "4"]


def test_hostile_text_shows_as_it_is_and_is_never_markup(atlas):
    for text in linked_sample.hostile():
        root = ET.fromstring(kml.text(linked_sample.saying(atlas, text)))  # noqa: S314
        (mark,) = (each for each in marks(root) if values(each).get("leg") == "across")
        assert (values(mark)["title"] or "") == xml.fitting(text)
        shown = mark.find(f"{SPACE}description").text
        assert set(re.findall("<[^>]*>", shown)) <= {"<br/>"}
        assert "$" not in shown
        assert xml.fitting(text) in html.unescape(shown.replace("<br/>", "\n"))


def test_a_balloon_escapes_what_would_be_replaced():
    assert balloon(["<b>$[name]</b>", "a\nb"]) == "&lt;b&gt;&#36;[name]&lt;/b&gt;<br/>a<br/>b"


def test_what_xml_cannot_hold_is_replaced_and_said(atlas, tmp_path):
    cut = linked_sample.saying(atlas, linked_sample.CUTS)
    said = kml.write(cut, tmp_path / "a.kml")
    assert any("U+FFFD" in each for each in said)
    frame = pyogrio.read_dataframe(tmp_path / "a.kml", layer="Legs: Reported").set_index("leg")
    assert frame.loc["across", "title"] == "a\ufffdb\ufffdc\ufffdd"


def test_what_it_cannot_say_is_said(atlas, tmp_path):
    said = " ".join(kml.write(atlas, tmp_path / "a.kml"))
    for part in ("no dashes", "2 legs to or from areas", "4 legs have the days", "as a pin"):
        assert part in said
    assert "1 row has no line" in said


def test_an_undrawn_leg_is_in_the_list(case_from, square_world):
    lost = secret_case.CASE.replace("west: West", "west: Nowhere")
    atlas = pipeline.build(case_from(lost), gazetteer=square_world, profile="internal")
    root = ET.fromstring(kml.text(atlas))  # noqa: S314
    (one,) = (each for each in marks(root) if values(each).get("leg") == "one")
    assert one[-1].tag == f"{SPACE}ExtendedData"


def test_the_desk_s_file_says_so_and_is_private(case_from, square_world, tmp_path):
    case = case_from(secret_case.CASE)
    desk = pipeline.build(case, gazetteer=square_world, profile="internal")
    kml.write(desk, tmp_path / "a.kml")
    assert (tmp_path / "a.kml").stat().st_mode & 0o077 == 0
    root = ET.parse(tmp_path / "a.kml").getroot()  # noqa: S314
    notice = "Internal: not for publication"
    assert root.find(f".//{SPACE}name").text.startswith(notice)
    assert all(values(each)["notice"] == notice for each in marks(root))


def test_the_public_file_holds_no_secret(case_from, square_world):
    text = kml.text(secret_case.public(case_from(secret_case.CASE), square_world))
    assert "The Paper" in text
    assert [each for each in secret_case.SECRETS if each in text] == []


@pytest.mark.parametrize("language", [tag for tag in LANGUAGES if tag != "en"])
def test_no_label_ends_with_a_colon_of_its_own(language):
    speaker = Speaker(language)
    labels = {label for told in balloons._TOLD.values() for label in told.values()}
    assert len(labels) > 20
    assert [each for each in map(speaker.tell, labels) if each.rstrip()[-1] in ":："] == []  # noqa: RUF001  as it is typed


def test_who_denies_a_leg_is_told_in_its_text(root):
    (flight,) = (each for each in marks(root) if values(each).get("leg") == "belavia")
    assert "<br/>Who denies or doubts it: denied by " in flight.find(f"{SPACE}description").text


@pytest.mark.parametrize(
    ("when", "first", "last", "is_vague"),
    [
        (None, None, None, False),
        ("2016-07-01", "2016-07-01", "2016-07-01", False),
        ("2016-07-01/2016-07-04", "2016-07-01", "2016-07-04", False),
        ("2016-07-01~", "2016-07-01", "2016-07-01", True),
        ("2016-07", "2016-07-01", "2016-07-31", True),
        ("2016-07-01/..", "2016-07-01", None, True),
    ],
)
def test_days_from_and_to_are_not_vague(when, first, last, is_vague):
    columns = {"leg": "a", "when": when, "earliest": first, "latest": last}
    assert kml._is_vague(Row("legs", columns, None)) is is_vague
