"""The guide to alternative paths, run: every command works, every option and reason is told."""

from __future__ import annotations

import re
import shlex
from typing import get_args

import click
import pytest

from routes.cli import run
from routes.cli.alternatives import command
from routes.cli.paths_options import MODES
from routes.model.alternative import Alternative, LinkKind, Reach, Refusal
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "alternatives.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"^```console\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
SHARED = {"gazetteer", "online", "ask_below", "settings"}
"""Options of every command that looks names up; docs/geocoding.md has them."""


def test_the_guide_has_samples():
    assert len(COMMANDS) > 15
    assert {word for line in COMMANDS for word in shlex.split(line)} >= set(MODES)


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_works(line, tmp_path, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)
    program, *args = shlex.split(line)
    assert program == "routes"
    assert run(args) == 0
    assert capfdbinary.readouterr().out
    for name in re.findall(r"-o (\S+)", line):
        assert (tmp_path / name).stat().st_size > 1000


def test_every_option_is_explained():
    for param in command.params:
        if isinstance(param, click.Option) and param.name not in SHARED:
            assert any(re.search(rf"(?<![\w-]){re.escape(o)}\b", GUIDE) for o in param.opts)


def test_every_field_reason_and_kind_of_link_is_explained():
    fields = set(Alternative.__dataclass_fields__) | set(Reach.__dataclass_fields__)
    for word in fields - {"geometry"}:
        assert f"`{word}`" in GUIDE, word
    for word in (*get_args(Refusal), *get_args(LinkKind)):
        assert re.search(rf"\b{word}\b", GUIDE), word


def test_the_sample_of_a_name_that_is_not_sure_is_what_is_printed(capsys):
    sample = GUIDE[GUIDE.index("routes alternatives Springfield") :]
    line, _, printed = sample[: sample.index("```")].partition("\n")
    assert run(shlex.split(line)[1:]) == 1
    assert capsys.readouterr().err == printed


def test_every_link_of_the_guide_leads_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", GUIDE):
        assert (ROOT / "docs" / target).exists(), target
