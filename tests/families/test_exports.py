"""Every export: it writes the one file it is asked for, the same each time."""

from __future__ import annotations

import html
import inspect
from dataclasses import fields

import pytest

from routes import api, pipeline, plugins
from routes.errors import OutputError, UnknownName
from tests.families import toy

CASE = """
    version: 1
    title: Ünder way <b>&amp;
    sources: {a: {publisher: 신문, issued: 2016}}
    places: {west: West, far: Farland}
    legs: {first: {from: west, to: far, claims: [{source: a, quote: "=1+1"}]}}
    itineraries: {one: {title: One, legs: [first]}}
"""
FORMATS = api.formats()


@pytest.fixture
def atlas(case_from, square_world):
    built = pipeline.build(case_from(CASE), gazetteer=square_world)
    return api.Atlas(**{f.name: getattr(built, f.name) for f in fields(built)})


def test_the_page_is_a_format_like_the_exports():
    assert set(FORMATS) == {"html", *plugins.names("exports")}


@pytest.mark.parametrize("name", plugins.names("exports"))
def test_takes_an_atlas_and_a_path(name):
    parameters = inspect.signature(plugins.load("exports", name)).parameters
    assert list(parameters) == ["atlas", "path"]


@pytest.mark.parametrize("name", FORMATS)
def test_writes_one_file_with_the_same_bytes_whatever_its_name(atlas, tmp_path, name):
    out = tmp_path / "out"
    out.mkdir()
    first, second = out / f"first.{name}", out / f"second.{name.upper()}"
    api.write(atlas, name, first)
    assert list(out.iterdir()) == [first]
    atlas.save(second)
    assert first.read_bytes() == second.read_bytes()
    text = first.read_bytes().decode("utf-8", "replace")
    assert "신문" in html.unescape(text) or "\\uc2e0" in text


@pytest.mark.parametrize("name", FORMATS)
def test_a_failure_is_an_output_error(atlas, tmp_path, name):
    with pytest.raises(OutputError, match="No such file or directory"):
        api.write(atlas, name, tmp_path / "no" / f"a.{name}")


def test_somebody_else_s_format_is_one_by_name_and_by_ending(atlas, tmp_path, monkeypatch):
    path = tmp_path / "a.toy"
    with pytest.raises(UnknownName, match=r"no file format named '\.toy'.*\.geojson, \.html"):
        atlas.save(path)
    with pytest.raises(UnknownName, match=r"no format named 'toy'.*geojson, html"):
        api.write(atlas, "toy", path)
    toy.plug_in(monkeypatch, "exports", "toy", "write")
    atlas.save(path)
    assert path.read_text("utf-8") == "toy: Ünder way <b>&amp;\n"
