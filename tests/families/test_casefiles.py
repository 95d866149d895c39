"""Every kind of case file: it is read by its ending, and a newcomer's is as well."""

from __future__ import annotations

import inspect
from dataclasses import replace
from pathlib import Path

import pytest

from routes import casefile, plugins
from routes.casefile.table_workbook import workbook
from routes.errors import InputError
from routes.intake import separated
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
CSV = """\
case-title,leg,from,from-id,to,to-id,source,source-issued,quote
A short journey,go,"Vladivostok, Russia",a,"Minsk, Belarus",b,A paper,2016,he went
"""


def _workbook() -> bytes:
    rows = separated.parse(CSV, "short.csv")[1]
    return workbook([("claims", list(rows))])


# A new kind of file gets a line here: the same case, as that kind has it.
SAMPLES = {
    "csv": CSV.encode(), "xlsx": _workbook(), "yaml": YAML.encode(), "yml": YAML.encode(),
}  # fmt: skip


def test_every_member_has_a_sample():
    assert plugins.names("casefiles") == tuple(sorted(SAMPLES))


@pytest.mark.parametrize("name", plugins.names("casefiles"))
def test_takes_a_path(name):
    assert list(inspect.signature(plugins.load("casefiles", name)).parameters) == ["path"]


@pytest.mark.parametrize("ending", [f(name) for name in SAMPLES for f in (str.lower, str.upper)])
def test_reads_its_sample(tmp_path, ending):
    path = tmp_path / f"short.{ending}"
    path.write_bytes(SAMPLES[ending.lower()])
    case = casefile.read(path)
    assert isinstance(case, Case)
    assert (case.id, case.title) == ("short", "A short journey")
    assert (case.legs["go"].start, case.legs["go"].end) == ("a", "b")


@pytest.mark.parametrize("name", plugins.names("casewriters"))
def test_what_a_writer_writes_is_read_again(tmp_path, name):
    path = tmp_path / "short.yaml"
    path.write_bytes(SAMPLES["yaml"])
    case = casefile.read(path)
    writer = plugins.load("casewriters", name)
    assert next(iter(inspect.signature(writer).parameters)) == "case"
    assert not writer(case, tmp_path / f"again.{name}")
    again = casefile.read(tmp_path / f"again.{name}")
    assert replace(again, id="short", file=case.file) == case


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
    assert casefile.suffixes() == (".csv", ".toy", ".xlsx", ".yaml", ".yml")
    assert casefile.read(path).title == "From elsewhere"
