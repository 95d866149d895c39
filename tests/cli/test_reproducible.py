"""Same input, same bytes: nothing of the machine, the person or the day gets into a result."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

YEAR_S = 365 * 86_400
LINES = """{"type": "FeatureCollection", "features": [{"type": "Feature",
"properties": {"name": "A", "group": "G"},
"geometry": {"type": "LineString", "coordinates": [[131.9, 43.1], [30.3, 59.9]]}}]}"""


@dataclass(frozen=True)
class World:
    """Where and how the program runs. Locales that are not there make no difference either."""

    env: dict[str, str]
    umask: int = 0o022
    is_absolute: bool = False
    """Whether files are named by their whole path, and the program runs somewhere else."""


WORLDS = {
    "island": World(
        {
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "de_DE.UTF-8",
            "PYTHONHASHSEED": "1",
            "USER": "canary-user-a",
        }
    ),
    # A few years on, when no embargo can hold a route back any more.
    "later": World(
        {
            "TZ": "Etc/GMT+12",
            "LANG": "tr_TR.UTF-8",
            "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "77",
            "LOGNAME": "canary-user-b",
            "ANOTHER_ORDER": "1",
            "ANOTHER_CLOCK": str(9 * YEAR_S),
            "COLUMNS": "33",
            "NO_COLOR": "1",
        },
        umask=0o077,
        is_absolute=True,
    ),
}
FIRST, *OTHERS = WORLDS


def run(world: World, desk: Path, *args: str) -> bytes:
    """Standard output of the command, run at the desk, or at none in particular."""
    code = desk / "code"
    code.mkdir(exist_ok=True)
    shutil.copy(Path(__file__).with_name("another_world.py"), code / "sitecustomize.py")
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(desk / "home"),
        "PYTHONPATH": os.pathsep.join((str(code), str(ROOT))),
        **world.env,
    }
    named = [str(desk / arg) if world.is_absolute and "/" in arg else arg for arg in args]
    done = subprocess.run(
        [sys.executable, "-m", "routes", *named],
        cwd=Path("/") if world.is_absolute else desk,
        env=env,
        umask=world.umask,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def made(world: World, desk: Path) -> dict[str, bytes]:
    """What all commands that make something make in a world, by name."""
    for folder in ("home", "out", "paths"):
        (desk / folder).mkdir(parents=True)
    shutil.copytree(ROOT / "data" / "cases", desk / "cases")
    case = "cases/trade-official-2016.yaml"
    run(world, desk, "build", "cases/", "-o", "out/gallery")
    run(world, desk, "export", case, "-f", "geojson", "-o", "out/export.geojson")
    (desk / "out/lines.geojson").write_text(LINES, "utf-8")
    run(world, desk, "overview", "out/lines.geojson", "-o", "out/lines.html")
    run(world, desk, "overview", "cases/", "-o", "out/all.html", "--title", "T")
    ends = ("alternatives", "Moscow", "Kazan", "--by", "rail")
    run(world, desk, *ends, "-o", "out/paths.html")
    said = {
        # Where the page will be is what the map is called on the command line, unless it is said.
        "embed": ("embed", "out/all.html", "--src", "all.html", "--format", "json"),
        "alternatives": (*ends, "--format", "geojson"),
        "geocode": ("geocode", "Minsk", "Kirov", "Владивосток", "--format", "json"),
    }
    found = {f"{name} (said)": run(world, desk, *args) for name, args in said.items()}
    files = (path for path in (desk / "out").rglob("*") if path.is_file())
    found |= {path.relative_to(desk).as_posix(): path.read_bytes() for path in files}
    left = [path.name for path in (desk / "home").iterdir()]
    assert left == [], "an offline build has no business in the home directory"
    return found


def hashes(results: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(results.items())}


def test_builds_in_different_worlds_are_equal(tmp_path, tell):
    """One test, so that each world is built once wherever the tests run."""
    built = {
        name: made(world, tmp_path / f"canary-desk-{name}" / "desk")
        for name, world in WORLDS.items()
    }
    first = hashes(built[FIRST])
    assert len(first) >= 10
    for other in OTHERS:
        assert hashes(built[other]) == first
    for results in built.values():
        assert [name for name, data in results.items() if b"canary-" in data] == []
    assert gallery(first) == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((ROOT / "maps").glob("*.html"))
    }
    tell("identical builds", sum(len(built[other]) for other in OTHERS), different=0)


def gallery(digests):
    """The pages of the gallery, by their names."""
    begin = "out/gallery/"
    return {
        name.removeprefix(begin): digest
        for name, digest in digests.items()
        if name.startswith(begin) and name.endswith(".html")
    }


def test_the_other_worlds_are_other_worlds(tmp_path):
    """Clock, order and hash seed do differ: the comparison above could fail."""
    (tmp_path / "routes_probe.py").write_text("from datetime import date, datetime\n")
    asked = "import os, time, routes_probe as p; print(p.date.today().year, "
    asked += "p.datetime.now().year, time.localtime().tm_year, os.listdir('.'), hash('a'))"
    (tmp_path / "sitecustomize.py").write_bytes(
        Path(__file__).with_name("another_world.py").read_bytes()
    )
    for name in ("a", "b"):
        (tmp_path / name).touch()
    said = []
    for world in WORLDS.values():
        env = {"PYTHONPATH": str(tmp_path), **world.env}
        out = subprocess.run(
            [sys.executable, "-c", asked], cwd=tmp_path, env=env, capture_output=True, check=True
        )
        said.append(out.stdout.decode().split(maxsplit=3))
    (island, later) = said
    assert [int(b) - int(a) for a, b in zip(island[:3], later[:3], strict=True)] == [9, 9, 9]
    assert later[3].index("'b'") < later[3].index("'a'")
    assert island[3].rpartition(" ")[2] != later[3].rpartition(" ")[2]
