"""The fuzzer with atheris, as far as that can be had without it: it is no part of the tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.safety import guided

# What of atheris is called; it begins with the seeds and then goes on with what was made of them.
STAND_IN = """
import contextlib, pathlib, sys

@contextlib.contextmanager
def instrument_imports(include):
    assert include == ["routes"] and "routes" not in sys.modules
    yield

def Mutate(data, most):
    return data[:most // 2]

def Setup(arguments, play, custom_mutator):
    global run
    seeds = [each.read_bytes() for each in sorted(pathlib.Path(arguments[-1]).iterdir())]
    assert seeds and "-max_len=60000" in arguments and "-only_ascii=1" in arguments
    def run():
        number = 0
        while True:
            data = custom_mutator(seeds[number % len(seeds)], 50, number)
            assert len(data) <= 50
            play(data)
            number += 1

def Fuzz():
    if BROKEN:
        from tests.safety import fuzzed_texts
        fuzzed_texts.vague.parse = lambda text: text[100]
    run()
"""


def played(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.safety.fuzz", "dates", "--atheris", "--seconds", "0.2"]
    return subprocess.run(
        [*command, *options], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(folder)},
    )  # fmt: skip


def test_where_it_is_missing_that_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "atheris.py").write_text("raise ModuleNotFoundError(name='atheris')")
    done = played(tmp_path)
    assert done.returncode == 1
    assert done.stderr == f"{guided.MISSING}\n"


@pytest.mark.parametrize("broken", [False, True])
def test_it_plays_the_same_targets_and_tells_the_same(tmp_path: Path, broken: bool) -> None:
    (tmp_path / "atheris.py").write_text(f"BROKEN = {broken}\n{STAND_IN}")
    done = played(tmp_path, "--keep", str(tmp_path / "finds"), "--", "-only_ascii=1")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["target"] == "dates"
    assert told["played"] > 10
    finds = [path.name.partition("-")[0] for path in (tmp_path / "finds").iterdir()]
    assert finds == (["dates"] if broken else [])
    assert [key.split()[0] for key in told["errors"]] == (["IndexError"] if broken else [])
