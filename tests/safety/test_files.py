"""Files of strangers: each is read or refused with a reason, in little time and memory.

They are read by a process of its own, so that a crash, a request or another file that is opened
would be seen. The shared collection is played as well where it is at hand.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, SHARED
from tests.safety import odd_workbooks as books
from tests.safety.embedding import embedded
from tests.safety.odd_files import Odd
from tests.safety.odd_geometry import GEOMETRY
from tests.safety.odd_sheets import WORKBOOKS
from tests.safety.odd_tables import TABLES

_HANGS_S = 120.0
"""So long nothing is heard: it hangs. What is promised is measured in processor time instead."""

_MOST_CPU_S = 5.0
_HIDDEN = "TOPSECRET"


class Reader:
    """The process that reads, started anew when a file ends it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def read(self, path: Path) -> dict[str, Any]:
        """What came of one file; the verdict is "crash" where the process is gone or hangs."""
        process = self._process = self._process or self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps(str(path)) + "\n")
            process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], _HANGS_S)
        answer = process.stdout.readline() if ready else ""
        if answer:
            found: dict[str, Any] = json.loads(answer)
            return found
        self.close()
        return {"verdict": "crash", "said": "the process is gone"}

    def _started(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.safety.reading"],
            cwd=ROOT,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


@pytest.fixture
def reader() -> Iterator[Reader]:
    found = Reader()
    yield found
    found.close()


def _wrong(odd: Odd, found: dict[str, Any]) -> list[str]:
    """What is not as it should be."""
    expected = "refuse" if odd.words else "accept"
    if found["verdict"] != expected:
        return [f"{odd.name}: {found['verdict']} and not {expected}: {found['said']:.300}"]
    return [f"{odd.name}: {problem}" for problem in _problems(odd, found)]


def _problems(odd: Odd, found: dict[str, Any]) -> Iterator[str]:
    if odd.words not in found["said"]:
        yield f"{odd.words!r} is not in {found['said']!r:.300}"
    if found["asked"] or found["others"]:
        yield f"asked for {found['asked']} {found['others']}"
    if any(code not in (0, 1, 2) for code in found["codes"]):
        yield f"the commands end with {found['codes']}: {found['heard']:.300}"
    if _HIDDEN in found["heard"] + found["pages"] + found["said"]:
        yield "the secret is out"
    if "NaN" in found["pages"] or "Infinity" in found["pages"].replace("isFinite", ""):
        yield "a page holds what is no number"
    if "Traceback" in found["heard"]:
        yield found["heard"][-300:]
    if found["cpu_s"] > _MOST_CPU_S:
        yield f"took {found['cpu_s']:.1f} s of processor time"


def _shared(folder: Path) -> Iterator[Odd]:
    """The collection of hostile files, if it is at hand."""
    listing = SHARED / "hostile" / "files.json"
    if not listing.is_file():
        return
    for row in json.loads(listing.read_text("utf-8"))["files"]:
        path = SHARED / "hostile" / "files" / row["file"]
        words = ":" if row["expect"] == "refuse" else ""
        content = path.read_bytes()
        if row["expect"] == "aux":
            (folder / path.name).write_bytes(content)
        elif path.suffix == ".yaml":
            yield Odd(path.name, embedded(content) or content, words)
        else:
            yield Odd(path.name, content, words)


def _shared_recipes() -> Iterator[Odd]:
    listing = SHARED / "hostile" / "recipes.json"
    if not listing.is_file():
        return
    for row in json.loads(listing.read_text("utf-8"))["recipes"]:
        words = ":" if row["expect"] == "refuse" else ""
        suffix = ".xlsx" if row["id"].startswith("xlsx") else ".geojson"
        yield Odd(row["id"] + suffix, _made(row), words)


def _made(row: dict[str, Any]) -> bytes:
    """The file of a recipe."""
    if row.get("make") == "text":
        before, n, middle, after, m = row["text_repeat"]
        return (before * n + middle + after * m).encode()
    if row.get("make") == "line":
        line = [[n / row["vertices"], n % 9] for n in range(row["vertices"])]
        geometry = {"type": "LineString", "coordinates": line}
        feature = {"type": "Feature", "properties": {}, "geometry": geometry}
        return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    parts = books.parts()
    if "replace" in row:
        assert row["replace"][0] in parts[row["part"]]
        parts[row["part"]] = parts[row["part"]].replace(*row["replace"])
    elif "sheetdata_rows" in row:
        cells = (f'<row r="{y}">{books.cell(f"A{y}", "1", "n")}</row>' for y in range(1, 400_001))
        parts[row["part"]] = books.sheet("".join(cells))
    elif "repeat_text" in row:
        text = row["repeat_text"]["unit"] * row["repeat_text"]["times"]
        parts[row["part"]] = books.sheet(books.rows(("id", "name"), ("1", text)))
    else:
        header, formulas = row["cells"]
        inside = "".join(
            f'<c r="{x}2"><f>{text[1:].replace("&", "&amp;")}</f></c>'
            for x, text in zip("AB", formulas, strict=True)
        )
        parts[books.SHEET] = books.sheet(books.rows(header) + f'<row r="2">{inside}</row>')
    return books.workbook(parts)


def test_every_file_is_read_or_refused_with_a_reason(reader, tmp_path, tell):
    folder = tmp_path / "given"
    folder.mkdir()
    (tmp_path / "written").mkdir()
    (folder / "neighbour.csv").write_text(f"name\n{_HIDDEN}\n")
    wrong: list[str] = []
    n = crashes = 0
    slowest = most = 0.0
    for odd in (*TABLES, *GEOMETRY, *WORKBOOKS, *_shared(folder), *_shared_recipes()):
        path = folder / odd.name
        path.write_bytes(odd.bytes)
        found = reader.read(path)
        path.unlink()
        n += 1
        crashes += found["verdict"] == "crash"
        slowest, most = max(slowest, found.get("cpu_s", 0)), max(most, found.get("mb", 0))
        wrong += _wrong(odd, found)
    told = {"wrong_verdicts": len(wrong), "crashes": crashes}
    tell("malformed files", n, **told, slowest_s=f"{slowest:.1f}", most_mb=int(most))
    assert not wrong, "\n".join(wrong)


def test_a_process_that_dies_is_a_crash(reader, tmp_path):
    """The harness sees what it is there for: the reader is killed while it waits."""
    (tmp_path / "given").mkdir()
    (tmp_path / "written").mkdir()
    good = tmp_path / "given" / "a.csv"
    good.write_text("name\nMinsk\n")
    assert reader.read(good)["verdict"] == "accept"
    reader._process.kill()
    assert reader.read(good)["verdict"] == "crash"
    assert reader.read(good)["verdict"] == "accept"


def test_a_wrong_verdict_is_seen():
    quiet = {"asked": [], "others": [], "codes": [], "heard": "", "pages": "", "cpu_s": 0.1}
    good = {**quiet, "verdict": "refuse", "said": "f:1:1: it is empty"}
    odd = Odd("f", b"", "is empty")
    assert _wrong(odd, good) == []
    for change in (
        {"verdict": "accept"},
        {"said": "something else"},
        {"asked": ["socket.connect"]},
        {"others": ["neighbour.csv"]},
        {"codes": ["RecursionError()"]},
        {"heard": _HIDDEN},
        {"pages": "[NaN, 1]"},
        {"cpu_s": 6.0},
    ):
        assert len(_wrong(odd, {**good, **change})) == 1
