"""`routes figure`: what it writes, what it says, what it refuses."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import routes
from routes.cli import run

ROOT = Path(__file__).parents[2]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    shutil.copy(ROOT / "tests/browser/sample.yaml", path)
    return path


def test_a_figure_is_written(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = case.with_name("figure.svg")
    wanted = ["--width", "single", "--variant", "ukraine", "--language", "ko"]
    assert run(["figure", str(case), "-o", str(out), *wanted, "--grey", "--no-key"]) == 0
    told = capsys.readouterr()
    assert told.out == f"{out}\n"
    assert "To Ukraine" in told.err  # what is left out is said, in the language of the figure
    drawn = out.read_text(encoding="utf-8")
    assert drawn.startswith("<?xml")
    described = drawn.split("<desc", 1)[1].split("</desc>", 1)[0]
    assert any("가" <= letter <= "힣" for letter in described)
    assert all(c[1:3] == c[3:5] == c[5:7] for c in re.findall(r"#[0-9a-f]{6}\b", drawn))


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["-o", "figure.gif"], "Known: .pdf, .png, .svg."),
        (["-o", "figure.svg", "--width", "triple"], "'triple' is not one of"),
        (["-o", "figure.svg", "--profile", "internal"], "write figure.internal.svg"),
        (["-o", "figure.internal.svg"], "write figure.svg"),
        (["-o", "figure.svg", "--language", "xx"], "'xx' is not one of"),
    ],
)
def test_wrong_use(
    case: Path, options: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options[1] = str(case.with_name(options[1]))
    assert run(["figure", str(case), *options]) == 2
    assert says in capsys.readouterr().err
    assert list(case.parent.iterdir()) == [case]


def test_a_version_that_there_is_not(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = case.with_name("figure.svg")
    assert run(["figure", str(case), "-o", str(out), "--variant", "ukrane"]) == 2
    assert "Did you mean 'ukraine'?" in capsys.readouterr().err
    assert not out.exists()


def test_a_version_is_asked_for_by_its_own_id_where_ids_are_not_published(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = case.read_text(encoding="utf-8")
    case.write_text(f"{text}\npublish: {{withhold: [Qwzx Farm, ukraine]}}\n", encoding="utf-8")
    atlas = routes.build(case)
    assert "ukraine" not in atlas.case.itineraries
    out = case.with_name("figure.svg")
    wanted = ["--variant", "ukraine", "--no-key", "--width", "single"]
    assert run(["figure", str(case), "-o", str(out), *wanted]) == 0
    assert out.exists()
    assert "Only version 2 is drawn" in capsys.readouterr().err
