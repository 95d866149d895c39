"""Canaries in every field of a case, looked for in every byte of what is published of it.

Every output of every command, what it prints and what it refuses, for each precision class, in a
folder and for a user whose names are canaries, too.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from routes.model import CLASSES
from tests.conftest import ROOT, Tell
from tests.safety import canary_case
from tests.safety.canaries import Searcher

USER = "mallory-kanari-user"
FOLDER = "qzsecretcase"
HIDING = [shown for shown in CLASSES if shown != "site"]


@dataclass
class Desk:
    """A folder with a case of canaries in it, and what was written and printed there."""

    folder: Path
    files: dict[str, bytes]

    def run(self, *args: str, code: int = 0) -> str:
        """Run a command as that user; what it prints counts as published."""
        done = subprocess.run(
            [sys.executable, "-m", "routes", *args], cwd=self.folder, env=self.environment,
            capture_output=True, check=False,
        )  # fmt: skip
        name = f"printed-{len(self.files)}"
        self.files[name] = done.stdout + done.stderr
        assert done.returncode == code, self.files[name].decode()
        return done.stdout.decode()

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ, "PYTHONPATH": str(ROOT), "HOME": str(self.folder), "USER": USER,
            "LOGNAME": USER, "USERNAME": USER,
        }  # fmt: skip

    def collect(self) -> dict[str, bytes]:
        for path in sorted((self.folder / "out").rglob("*")):
            if path.is_file():
                self.files[str(path.relative_to(self.folder))] = path.read_bytes()
        return self.files


def desk_with(folder: Path, text: str) -> Desk:
    """A desk with that case, built and exported."""
    home = folder / FOLDER
    (home / "out").mkdir(parents=True)
    for name in ("case.yaml", "other.yaml"):
        (home / name).write_text(text, encoding="utf-8")
    desk = Desk(home, {})
    desk.run("build", "case.yaml", "other.yaml", "-o", "out", "--language", "en,ru")
    desk.run("export", "case.yaml", "-f", "geojson", "-o", "out/case.geojson")
    return desk


def do_the_rest(desk: Desk, shown: str) -> None:
    """Every other way in which something of the case leaves the desk, and two refusals."""
    # Where the only other end is withheld there is no line to draw.
    desk.run("overview", ".", "-o", "out/overview.html", code=2 if shown == "withheld" else 0)
    desk.run("check", "case.yaml", "--format", "json")
    desk.run("embed", "out/case.html", "--srcdoc")
    desk.run("embed", "out/case.html", "--picture")
    desk.run("sign", "case.yaml", "--by", "One Editor", "--by", "Two Editor")
    text = canary_case.text(shown)
    (desk.folder / "young.yaml").write_text(text.replace("2016", "2099"), encoding="utf-8")
    desk.run("build", "young.yaml", "-o", "out", code=1)
    named = text.replace("name: Vladivostok", f"name: {canary_case.PLACE} north")
    (desk.folder / "named.yaml").write_text(named, encoding="utf-8")
    desk.run("build", "named.yaml", "-o", "out", code=1)


@pytest.fixture(scope="module", params=HIDING)
def outputs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path, dict[str, bytes]]:
    """A class, the folder of the desk, and all that came of the case for anybody."""
    shown: str = request.param
    desk = desk_with(tmp_path_factory.mktemp("canary"), canary_case.text(shown))
    if shown in ("withheld", "0.1"):
        do_the_rest(desk, shown)
    return shown, desk.folder, desk.collect()


def test_no_canary_is_in_any_output(
    outputs: tuple[str, Path, dict[str, bytes]], tell: Tell
) -> None:
    shown, home, files = outputs
    found = Searcher(canary_case.secrets(shown, home=str(home), user=USER)).search(files)
    size = f"{sum(map(len, files.values())):,}"
    tell(f"public outputs searched, class {shown}", len(files), bytes=size, found=len(found))
    assert found == []


def test_the_outputs_show_something(outputs: tuple[str, Path, dict[str, bytes]]) -> None:
    page = outputs[2]["out/case.html"].decode()
    assert canary_case.PUBLIC[0] in page
    assert "withheld" in page


OTHERS = {
    canary_case.NAME: "QRT-Lee Quiet-Sparrow",
    canary_case.PLACE: "Nnvv-dong 23-ri",
    canary_case.NOTE: "HIDEOUT-TOKEN-9c1d",
    canary_case.SOURCE_NAME: "Brontulak Wesper",
    canary_case.SOURCE_URL: "https://other-canary.example/xyz",
    str(canary_case.LAT): "41.7712345",
    str(canary_case.LON): "128.9812345",
    f"{canary_case.LAT:.4f}": "41.7712",
    f"{canary_case.LON:.4f}": "128.9812",
}
"""Other secrets, as many of each kind; the point lies in the same cell of 0.1 degrees."""


@pytest.mark.parametrize("shown", ["withheld", "admin-1", "0.1"])
def test_another_secret_gives_the_same_bytes(tmp_path: Path, shown: str) -> None:
    """Nothing that is published hangs on what is withheld: not a line, a length, or a view."""
    text = canary_case.text(shown)
    changed = text
    for old, new in OTHERS.items():
        changed = changed.replace(old, new)
    assert changed.count("QRT-Lee") == text.count(canary_case.NAME) > 5
    first, second = (
        desk_with(tmp_path / name, each).collect() for name, each in (("a", text), ("b", changed))
    )
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_an_internal_build_is_full_of_them(tmp_path: Path) -> None:
    """The search above can fail: the same case, not for publication, holds what is looked for."""
    path = tmp_path / "case.yaml"
    path.write_text(canary_case.text("withheld"), encoding="utf-8")
    desk = Desk(tmp_path, {})
    desk.run("build", "case.yaml", "-o", "out", "--profile", "internal")
    found = Searcher(canary_case.secrets("withheld")).search(desk.collect())
    assert {canary_case.NAME, canary_case.PLACE, canary_case.NOTE} <= {f.secret for f in found}
