"""Canaries in every field of a case, looked for in every byte of what is published of it.

Every output of every command, what it prints and what it refuses, for each precision class, in a
folder and for a user whose names are canaries, too.
"""

from __future__ import annotations

import json
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

    def run(self, *commands: str, code: int = 0) -> None:
        """Run commands as that user, in one process; what they print counts as published.

        Each has to end with ``code``.
        """
        done = subprocess.run(
            [sys.executable, "-c", _RUN, json.dumps([each.split(" ") for each in commands])],
            cwd=self.folder, env=self.environment, capture_output=True, check=False,
        )  # fmt: skip
        name = f"printed-{len(self.files)}"
        self.files[name] = done.stdout + done.stderr
        assert done.returncode == code, self.files[name].decode()

    def write(self, name: str, text: str) -> None:
        """Another case beside that of canaries."""
        (self.folder / name).write_text(text, encoding="utf-8")

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


_RUN = """
import json, sys
from routes.cli import run
codes = {run(each) for each in json.loads(sys.argv[1])}
sys.exit(codes.pop() if len(codes) == 1 else f"codes: {codes}")
"""
DATA = "report case.yaml -o out/pack --without map --without documents --without figures"
"""All formats but those that take their time, which are in the whole pack of two classes."""

PAIRS = {
    "was-open": ("open.yaml", "case.yaml"),
    "was-kept": ("case.yaml", "deleted.yaml"),
    "was-there": ("open.yaml", "both.yaml"),
}
"""What was told and is withheld, what was withheld and is deleted, and what was told and is
deleted from a case that withholds it."""


def desk_with(folder: Path, text: str, *formats: str) -> Desk:
    """A desk with that case, built and exported."""
    home = folder / FOLDER
    (home / "out").mkdir(parents=True)
    desk = Desk(home, {})
    for name in ("case.yaml", "other.yaml"):
        desk.write(name, text)
    desk.run(
        "build case.yaml other.yaml -o out --language en,ru",
        *(f"export case.yaml -f {form} -o out/case.{form}" for form in formats),
    )
    return desk


def do_the_rest(desk: Desk, shown: str) -> None:
    """Every other way in which something of the case leaves the desk, and two refusals."""
    desk.run(
        "check case.yaml --format json",
        "embed out/case.html --srcdoc",
        "embed out/case.html --picture",
        "figure case.yaml -o out/variant.pdf --variant north --width single --grey",
        "report case.yaml -o out/pack",
        "sign case.yaml --by OneEditor --by TwoEditor",
    )
    # Where the only other end is withheld there is no line to draw.
    desk.run("overview . -o out/overview.html", code=2 if shown == "withheld" else 0)
    text = canary_case.text(shown)
    desk.write("young.yaml", text.replace("2016", "2099"))
    desk.write("named.yaml", text.replace("name: Vladivostok", f"name: {canary_case.PLACE} north"))
    desk.write("broken.yaml", text.replace("legs: [drive]", "legs: [walk]"))
    desk.run(
        "build young.yaml -o out",
        "build named.yaml -o out",
        "report named.yaml -o out/named",
        "diff young.yaml case.yaml",
        "diff case.yaml named.yaml",
        "diff broken.yaml case.yaml",
        code=1,
    )


def compare(desk: Desk, text: str, shown: str) -> None:
    """What changed, from one case to another, in every form."""
    desk.write("open.yaml", canary_case.opened(text, shown))
    desk.write("deleted.yaml", canary_case.deleted(text))
    desk.write("both.yaml", canary_case.deleted(text, keeps_rules=True))
    desk.run(
        *(f"diff {old} {new} --format json" for old, new in PAIRS.values()),
        "diff open.yaml case.yaml",
        "diff open.yaml both.yaml -o out/changed.html",
    )


@pytest.fixture(scope="module", params=HIDING)
def outputs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path, dict[str, bytes]]:
    """A class, the folder of the desk, and all that came of the case for anybody."""
    shown: str = request.param
    is_whole = shown in ("withheld", "0.1")
    desk = desk_with(tmp_path_factory.mktemp("canary"), canary_case.text(shown), "kmz")
    if not is_whole:
        desk.run(DATA)
    else:
        do_the_rest(desk, shown)
        compare(desk, canary_case.text(shown), shown)
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
    desks = [
        desk_with(tmp_path / name, each, "gpkg") for name, each in (("a", text), ("b", changed))
    ]
    for desk, each in zip(desks, (text, changed), strict=True):
        desk.write("open.yaml", canary_case.opened(each, shown))
        pack = ["report case.yaml -o out/pack --without map"] if shown == "0.1" else []
        desk.run("diff open.yaml case.yaml --format json", *pack)
    first, second = (desk.collect() for desk in desks)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_an_internal_build_is_full_of_them(tmp_path: Path) -> None:
    """The search above can fail: the same case, not for publication, holds what is looked for."""
    path = tmp_path / "case.yaml"
    path.write_text(canary_case.text("withheld"), encoding="utf-8")
    desk = Desk(tmp_path, {})
    desk.run("build case.yaml -o out --profile internal")
    found = Searcher(canary_case.secrets("withheld")).search(desk.collect())
    assert {canary_case.NAME, canary_case.PLACE, canary_case.NOTE} <= {f.secret for f in found}
