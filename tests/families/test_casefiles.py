"""Every kind of case file: it is read by its ending, and a newcomer's is as well."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from routes import casefile, plugins
from routes.errors import InputError
from routes.model import Case
from tests.families import toy

YAML = """\
version: 1
title: A short journey
sources: {paper: {publisher: A paper, issued: 2016}}
places: {a: "Vladivostok, Russia", b: "Minsk, Belarus"}
legs: {go: {from: a, to: b, claims: [{source: paper, quote: he went}]}}
itineraries: {one: {title: One, legs: [go]}}
"""
# A new kind of file gets a line here: the same case, as that kind has it.
SAMPLES = {"yaml": YAML, "yml": YAML}


def test_every_member_has_a_sample():
    assert plugins.names("casefiles") == tuple(sorted(SAMPLES))


@pytest.mark.parametrize("name", plugins.names("casefiles"))
def test_takes_a_path(name):
    assert list(inspect.signature(plugins.load("casefiles", name)).parameters) == ["path"]


@pytest.mark.parametrize("ending", [f(name) for name in SAMPLES for f in (str.lower, str.upper)])
def test_reads_its_sample(tmp_path, ending):
    path = tmp_path / f"short.{ending}"
    path.write_text(SAMPLES[ending.lower()], "utf-8")
    case = casefile.read(path)
    assert isinstance(case, Case)
    assert (case.id, case.title) == ("short", "A short journey")
    assert (case.legs["go"].start, case.legs["go"].end) == ("a", "b")


@pytest.mark.parametrize("name", plugins.names("casefiles"))
def test_an_empty_file_is_an_input_error_that_names_it(tmp_path, name):
    path = tmp_path / f"empty.{name}"
    path.touch()
    with pytest.raises(InputError, match=path.name):
        casefile.read(path)


def test_somebody_else_s_kind_of_file_is_read_by_its_ending(tmp_path, monkeypatch):
    path = Path(tmp_path / "a.toy")
    path.write_text("From elsewhere")
    with pytest.raises(InputError, match=r"'\.toy' is not the ending"):
        casefile.read(path)
    toy.plug_in(monkeypatch, "casefiles", "toy", "read")
    assert casefile.suffixes() == (".toy", ".yaml", ".yml")
    assert casefile.read(path).title == "From elsewhere"
