"""`routes unpack`: what comes out of a map, and what it will not take."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from routes.webmap import packing, page, shell
from routes.webmap.parts import scripts_of
from routes.webmap.published import NotOurPage
from tests.browser.sample import sample


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("map") / "a map.html"
    path.write_text(page.html(sample()), "ascii")
    return path


def unpack(file: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "routes", "unpack", str(file), "-o", str(folder)]
    return subprocess.run(call, capture_output=True, text=True, check=False)


def test_scripts_styles_and_data_come_out(file: Path, tmp_path: Path) -> None:
    done = unpack(file, tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert {Path(line) for line in done.stdout.splitlines()} == set((tmp_path / "out").iterdir())
    assert json.loads((tmp_path / "out" / "payload.json").read_text("utf-8")) == sample()
    scripts = (tmp_path / "out" / "routes.js").read_text("utf-8")
    kind = sample()["view"]["projection"]["kind"]
    assert all(f"/* {name} */" in scripts for name in scripts_of("map", kind))
    hashes = {
        shell.source_of((tmp_path / "out" / n).read_text("utf-8"))
        for n in ("routes.js", "leaflet.js")
    }
    assert hashes <= set(re.findall(r"'sha256-[^']+'", file.read_text().replace("&#39;", "'")))


@pytest.mark.parametrize(
    ("text", "says"),
    [("<p>x</p>", "no data of a map"), ("\udcff", "utf-8"), (None, "No such file")],
)
def test_what_is_no_map_is_refused(tmp_path: Path, text: str | None, says: str) -> None:
    path = tmp_path / "none.html"
    if text is not None:
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    done = unpack(path, tmp_path / "out")
    assert done.returncode == 1
    assert says in done.stderr
    assert str(path) in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_name_in_the_page_leads_to_no_other_folder(file: Path, tmp_path: Path) -> None:
    """A page from a stranger must not write where it wants."""
    there = tmp_path / "evil.html"
    there.write_text(
        file.read_text().replace('data-packed="routes.js"', 'data-packed="../routes.js"')
    )
    done = unpack(there, tmp_path / "out")
    assert done.returncode == 1
    assert "name" in done.stderr
    assert not (tmp_path / "routes.js").exists()


def wrapped(data: str, more: str = "") -> str:
    return f'<script id="routes-data" type="application/json">{data}</script>{more}'


def packed_as(name: str, text: str = "x") -> str:
    return f'<script type="text/plain" data-packed="{name}">{packing.packed(text)}</script>'


@pytest.mark.parametrize(
    ("page_of_a_stranger", "says"),
    [
        (wrapped("{not json"), "damaged"),
        (wrapped("[" * 200_000), "damaged"),
        (wrapped('"\\ud800"'), "damaged"),
        (wrapped("1" * 5000), "damaged"),
        (wrapped("{}", "<![ x]>"), "no HTML"),
        (wrapped("{}", packed_as("setup.js")), "name that is not ours"),
        (wrapped("{}", packed_as("package.json")), "name that is not ours"),
        (wrapped("{}", packed_as("routes.js") * 2), "name that is not ours"),
        (wrapped("{}", packed_as("routes.js").replace("</", "00000</")), "damaged"),
    ],
)
def test_a_page_of_a_stranger_is_refused_in_words(
    tmp_path: Path, page_of_a_stranger: str, says: str
) -> None:
    path = tmp_path / "theirs.html"
    path.write_text(page_of_a_stranger, "ascii")
    done = unpack(path, tmp_path / "out")
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_what_would_come_out_too_long_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    small = packing.packed("x" * 1000)
    assert packing.unpacked(small, 1000) == "x" * 1000
    with pytest.raises(ValueError, match="more than 999 bytes"):
        packing.unpacked(small, 999)
    monkeypatch.setattr(packing, "LIMIT", 1500)
    html = wrapped("{}", packed_as("routes.js", "x" * 1000) + packed_as("start.js", "x" * 1000))
    with pytest.raises(NotOurPage, match="more than 500 bytes"):
        packing.contents(html)


def test_no_other_file_is_overwritten(file: Path, tmp_path: Path) -> None:
    assert unpack(file, tmp_path / "out").returncode == 0
    assert unpack(file, tmp_path / "out").returncode == 0  # the same files are no other files
    for there in (tmp_path / "out").iterdir():
        there.unlink()
    (tmp_path / "out" / "start.js").write_text("mine")
    done = unpack(file, tmp_path / "out")
    assert done.returncode != 0
    assert "is there already" in done.stderr
    assert [f.name for f in (tmp_path / "out").iterdir()] == ["start.js"]
    assert (tmp_path / "out" / "start.js").read_text() == "mine"
