"""A machine that dies in the middle of a write leaves nothing torn and nothing lying about."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Tell

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX matter")

_SEED = 20


def kills(what: str, directory: Path, number: int) -> dict[str, int]:
    directory.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.safety.killing", what, directory, str(number), str(_SEED)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, int] = json.loads(done.stdout)
    assert found["kills"] == number
    return found


def test_a_kill_during_a_save_tears_nothing_and_the_next_save_cleans_up(tmp_path: Path, tell: Tell):
    found = kills("save", tmp_path / "out", 300)
    tell(
        "kills during a save",
        300,
        torn=found["torn"],
        stray_after_the_next_save=found["stray"],
        left_something_to_clean=found["midway"],
    )
    assert (found["torn"], found["stray"]) == (0, 0)
    # Else the kills came between the saves, and nothing was tried.
    assert found["midway"] >= 30


def test_whoever_is_alive_is_not_disturbed_by_the_cleaning(tmp_path: Path, tell: Tell):
    found = kills("neighbour", tmp_path / "out", 60)
    tell(
        "saves beside a process that is killed 60 times",
        found["neighbour_saves"],
        disturbed=found["disturbed"],
        stray=found["stray"],
    )
    assert (found["torn"], found["stray"], found["disturbed"]) == (0, 0, 0)
    assert found["neighbour_saves"] >= 20


def test_a_kill_during_a_cache_write_loses_nothing_that_was_kept(tmp_path: Path, tell: Tell):
    found = kills("cache", tmp_path / "cache", 100)
    tell(
        "kills during a cache write",
        100,
        corrupt=found["corrupt"],
        lost=found["lost"],
        of_kept_answers=found["kept"],
        stray=found["stray"],
    )
    assert (found["corrupt"], found["lost"], found["stray"], found["said"]) == (0, 0, 0, 0)
    assert found["kept"] >= 40  # half of the children keep one before the clock runs


def test_a_writer_that_writes_plainly_is_found_torn_here(tmp_path: Path, tell: Tell):
    found = kills("plainly", tmp_path / "out", 40)
    tell("kills of a bad writer, to prove the test", 40, torn=found["torn"])
    assert found["torn"] >= 1


def test_cleaning_that_looks_only_at_the_age_is_found_out_here(tmp_path: Path):
    assert kills("unlocked", tmp_path / "out", 20)["stray"] >= 1
