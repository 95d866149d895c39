"""Same input, same bytes: another home, time zone, language and hash seed change nothing."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

WORLDS = (
    {"TZ": "Pacific/Kiritimati", "LANG": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "Etc/GMT+12", "LANG": "tr_TR.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77"},
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The gallery and an export, built in each of the worlds."""
    results = []
    for number, world in enumerate(WORLDS):
        home = tmp_path_factory.mktemp(f"home{number}")
        out = tmp_path_factory.mktemp(f"elsewhere{number}") / "out"
        env = {"PATH": os.environ["PATH"], "HOME": str(home), **world}
        cases = sorted(str(p) for p in (ROOT / "data" / "cases").glob("*.yaml"))
        for args in (
            ["build", *cases, "-o", str(out)],
            ["export", cases[-1], "-f", "geojson", "-o", str(out / "export.geojson")],
        ):
            subprocess.run(
                [sys.executable, "-m", "routes", *args], env=env, check=True, capture_output=True
            )
        results.append(
            {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(out.iterdir())}
        )
        assert list(home.iterdir()) == [], "an offline build has no business in the home directory"
    return results


def test_builds_in_different_worlds_are_equal(built):
    assert len(built[0]) == 4
    assert built[0] == built[1]


def test_the_committed_gallery_is_what_the_cases_give(built):
    committed = {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted((ROOT / "maps").glob("*.html"))
    }
    assert committed == {name: d for name, d in built[0].items() if name.endswith(".html")}
