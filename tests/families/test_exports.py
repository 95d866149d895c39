"""Every export: it writes the one file it is asked for, the same each time."""

from __future__ import annotations

import html
import inspect
import json
import re
import sqlite3
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from routes import api, plugins
from routes.errors import OutputError, UnknownName, UsageError
from routes.exports.refused import REFUSED
from routes.records import LAYERS
from tests.conftest import ROOT
from tests.families import toy
from tests.unit import odd_texts

CASE = """
    version: 1
    title: Ünder way <b>&amp;
    sources: {a: {publisher: 신문, issued: 2016}}
    places: {west: West, far: Farland}
    legs: {first: {from: west, to: far, claims: [{source: a, quote: "=1+1"}]}}
    itineraries: {one: {title: One, legs: [first]}}
"""
FORMATS = api.formats()
PDFTOTEXT = "/usr/bin/pdftotext"


@pytest.fixture(scope="module")
def atlas():
    built = odd_texts.build(CASE)
    return api.Atlas(**{f.name: getattr(built, f.name) for f in fields(built)})


def _plain(path: Path) -> str:
    return html.unescape(path.read_bytes().decode("utf-8"))


def _json(path: Path) -> str:
    return json.dumps(json.loads(path.read_bytes()), ensure_ascii=False)


def _page(path: Path) -> str:
    """The page has its texts as JSON, with escapes, and in the tables for readers of no script."""
    return html.unescape(path.read_bytes().decode("utf-8")).replace("\\uc2e0\\ubb38", "신문")


def _zipped(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        texts = [name for name in archive.namelist() if name.endswith((".kml", ".xml"))]
        return html.unescape("\n".join(archive.read(name).decode("utf-8") for name in texts))


def _database(path: Path) -> str:
    with closing(sqlite3.connect(path)) as db:
        return "\n".join(db.iterdump())


def _columns(path: Path) -> str:
    return str(pq.read_table(path).to_pylist())


def _pdf(path: Path) -> str:
    return subprocess.run([PDFTOTEXT, path, "-"], capture_output=True, text=True, check=True).stdout


READERS: Mapping[str, Callable[[Path], str]] = {
    "annotations": _json, "bib": _plain, "csl": _json, "csv": _plain, "docx": _zipped,
    "geojson": _json, "gpkg": _database, "gpx": _plain, "html": _page, "json": _json,
    "jsonld": _json, "kml": _plain, "kmz": _zipped, "md": _plain, "parquet": _columns,
    "pdf": _pdf, "svg": _plain,
}  # fmt: skip
"""What a file of the format says, as text that can be searched."""

PICTURES = {"png"}
"""Formats without text: what they show is looked at elsewhere."""


def test_the_page_is_a_format_like_the_exports():
    assert set(FORMATS) == {"html", *plugins.names("exports")}


def test_every_format_is_looked_into():
    assert {*READERS, *PICTURES} == set(FORMATS)


def test_the_guide_has_every_format_and_its_links_lead_somewhere():
    text = (ROOT / "docs" / "exports.md").read_text("utf-8")
    lines = [line.split("|")[1:] for line in text.partition("## Layers")[0].splitlines()]
    named = {name for cells in lines if cells for name in re.findall(r"`(\w+)`", cells[0])}
    assert named == set(FORMATS)
    links = [re.search(r"\((.*?)(?:#(.*))?\)", cells[3]) for cells in lines[4:] if cells]
    assert len(links) > 10
    for link in filter(None, links):
        page = ROOT / "docs" / (link[1] or "exports.md")
        heads = re.findall(r"^#+ (.*)", page.read_text("utf-8"), re.MULTILINE)
        slugs = {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}
        assert link[2] is None or link[2] in slugs, link[0]


@pytest.mark.parametrize("name", plugins.names("exports"))
def test_takes_an_atlas_and_a_path_and_at_most_a_layer(name):
    parameters = inspect.signature(plugins.load("exports", name)).parameters
    assert list(parameters) in (["atlas", "path"], ["atlas", "path", "layer"])
    if "layer" in parameters:
        assert parameters["layer"].kind is inspect.Parameter.KEYWORD_ONLY
        assert parameters["layer"].default is None


@pytest.mark.parametrize("name", FORMATS)
def test_writes_one_file_with_the_same_bytes_whatever_its_name(atlas, tmp_path, name):
    out, other = tmp_path / "out", tmp_path / "another folder"
    out.mkdir()
    other.mkdir()
    first, second = out / f"first.{name}", other / f"second.{name.upper()}"
    said = api.write(atlas, name, first)
    assert list(out.iterdir()) == [first]
    assert atlas.save(second) == said
    assert all(sentence.strip() for sentence in said)
    assert first.read_bytes() == second.read_bytes()
    if name in PICTURES:
        assert len(first.read_bytes()) > 1_000
    else:
        assert "신문" in READERS[name](first)


@pytest.mark.parametrize("name", FORMATS)
def test_a_failure_is_an_output_error(atlas, tmp_path, name):
    with pytest.raises(OutputError, match="No such file or directory"):
        api.write(atlas, name, tmp_path / "no" / f"a.{name}")


@pytest.mark.parametrize("name", FORMATS)
def test_a_layer_is_one_that_there_is_and_only_where_a_file_holds_one(atlas, tmp_path, name):
    path = tmp_path / f"a.{name}"
    with pytest.raises(UsageError):
        api.write(atlas, name, path, layer="rivers")
    assert not path.exists()
    is_page = name == "html"
    if is_page or "layer" not in inspect.signature(plugins.load("exports", name)).parameters:
        return
    for layer in LAYERS:
        api.write(atlas, name, path, layer=layer)
        assert ("신문" in READERS[name](path)) == (layer in ("legs", "claims", "sources"))


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_says_why_and_writes_nothing(atlas, tmp_path, name):
    path = tmp_path / f"a.{name}"
    with pytest.raises(UsageError, match="Write gpkg"):
        atlas.save(path)
    with pytest.raises(UsageError, match="Write gpkg"):
        api.write(atlas, name, path)
    assert not path.exists()


def test_somebody_else_s_format_is_one_by_name_and_by_ending(atlas, tmp_path, monkeypatch):
    path = tmp_path / "a.toy"
    with pytest.raises(UnknownName, match=r"no file format named '\.toy'.*\.geojson.*\.html"):
        atlas.save(path)
    with pytest.raises(UnknownName, match=r"no format named 'toy'.*geojson.*html"):
        api.write(atlas, "toy", path)
    toy.plug_in(monkeypatch, "exports", "toy", "write")
    atlas.save(path)
    assert path.read_text("utf-8") == "toy: Ünder way <b>&amp;\n"
