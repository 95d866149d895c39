"""The guide to finding places, run: every command and every Python sample works."""

from __future__ import annotations

import re
import shlex

import click
import pytest

from routes.cli import batch, run
from routes.cli.geocode import command
from routes.gazetteers import open_gazetteer
from routes.model.place import Kind, Match
from tests.cli.test_cli import GOOD
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "geocoding.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"^```console\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
PYTHON = re.findall(r"^```python\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def test_the_guide_has_samples():
    assert len(COMMANDS) > 10
    assert len(PYTHON) == 2


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_works(line, tmp_path, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "interviews.csv").write_text("id,Place of birth\n1,Minsk\n")
    (tmp_path / "my-case.yaml").write_text(GOOD)
    program, *args = shlex.split(line)
    assert program == "routes"
    assert run(args) == 0
    assert capfdbinary.readouterr().out


@pytest.mark.parametrize("code", PYTHON)
def test_every_sample_runs(code, capsys):
    exec(compile(code, "docs/geocoding.md", "exec"), {})  # noqa: S102
    assert "Kirov" in capsys.readouterr().out


def test_every_column_match_and_kind_is_explained():
    for word in (*batch.ADDED, *Match.__args__):
        if word != "pinned":  # only in cases
            assert f"`{word}`" in GUIDE
    for word in Kind.__args__:
        if word != "unknown":
            assert re.search(rf"\b{word}\b", GUIDE)


def test_the_sample_of_a_table_is_what_is_printed(capsys):
    run(["geocode", "Kirov", "--limit", "2"])
    sample = GUIDE[GUIDE.index("```text\nKirov: ") :].removeprefix("```text\n")
    assert capsys.readouterr().out == sample[: sample.index("```")]


def test_the_gazetteer_of_the_sample_is_the_one_that_ships():
    gazetteer = open_gazetteer("bundled")
    assert gazetteer.name == "bundled"
    gazetteer.close()


def test_every_option_of_geocode_is_explained():
    for param in command.params:
        if isinstance(param, click.Option):
            assert any(re.search(rf"(?<![\w-]){re.escape(o)}\b", GUIDE) for o in param.opts)
