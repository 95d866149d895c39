"""`routes sources`: YAML on stdout, what is lost on stderr."""

from __future__ import annotations

import io
import json
import sys

import pytest
from click.testing import CliRunner

from routes.cli.sources import command
from routes.errors import InputError

ITEMS = [
    {"id": "smith2016", "type": "webpage", "title": "Title: with a colon", "publisher": "신문"},
    {"id": "a b", "title": "\x1b[31mred", "issued": {"raw": "once"}},
]
YAML = """\
sources:
  smith2016:
    title: "Title: with a colon"
    publisher: 신문
  a-b:
    title: "\ufffd[31mred"
    note: "issued: once"
"""


def asked(*args):
    return CliRunner().invoke(command, list(map(str, args)), standalone_mode=False)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "z.json"
    path.write_text(json.dumps(ITEMS), "utf-8")
    return path


def test_prints_what_can_be_pasted_and_says_what_is_lost(file):
    got = asked(file)
    assert got.stdout == YAML
    lines = got.stderr.splitlines()
    assert lines[0] == f"{file}:1:1: a b.title: holds what is no text; \ufffd stands for it."
    assert "'once' is no date" in lines[1]
    assert "'a-b' stands for it" in lines[2]
    assert lines[3].endswith("they are left out: type (of 1).")
    assert not any("\x1b" in line for line in lines)


def test_json_for_programs(file):
    told = json.loads(asked(file, "--format", "json").stdout)
    assert told["smith2016"] == {"title": "Title: with a colon", "publisher": "신문"}


def test_reads_standard_input(file, monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(file.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stream)
    got = CliRunner().invoke(command, ["-"], input=file.read_bytes(), standalone_mode=False)
    assert got.stdout == YAML


@pytest.mark.parametrize("text", [None, "[", "<a/>", "PK\x03\x04"])
def test_what_cannot_be_read_is_an_input_error(tmp_path, text):
    path = tmp_path / "z.json"
    if text is not None:
        path.write_text(text, "utf-8")
    error = asked(path).exception
    assert isinstance(error, InputError)
    assert error.mistakes[0].mark.file == str(path)


def test_the_same_file_gives_the_same_bytes(file):
    assert asked(file).stdout_bytes == asked(file).stdout_bytes
