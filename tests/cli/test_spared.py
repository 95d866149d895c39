"""No command writes over a file that it was given."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_review import CASE

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("case.yaml")
    path.write_text(CASE, encoding="utf-8")
    Path("linked.yaml").symlink_to(path)
    Path("in").mkdir()
    Path("in/case.yaml").write_text(CASE, encoding="utf-8")
    Path("in/case.signoff.json").write_text("{}", encoding="utf-8")
    return path


WRITTEN = (
    ("review", "case.yaml", "-o", "case.yaml"),
    ("review", "case.yaml", "-o", "in/../case.yaml"),
    ("review", "case.yaml", "-o", "linked.yaml"),
    ("review", "linked.yaml", "-o", "case.yaml"),
    ("review", "in/case.yaml", "-o", "in/case.signoff.json"),
    ("review", "case.yaml", "-o", "case.signoff.json"),
    ("export", "case.yaml", "-f", "geojson", "-o", "case.yaml"),
    ("export", "linked.yaml", "-f", "geojson", "-o", "case.signoff.json"),
    ("overview", "in", "-o", "in/case.yaml"),
    ("overview", "in", "-o", "in/case.signoff.json"),
    ("overview", "lines.geojson", "-o", "lines.geojson"),
)


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("words", WRITTEN, ids=" ".join)
def test_what_was_given_stays(call: Call, words: tuple[str, ...]) -> None:
    Path("lines.geojson").write_text('{"type": "FeatureCollection", "features": []}', "utf-8")
    before = _all()
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert f"{words[-1]} is the " in err
    assert "write to another" in err
    assert _all() == before


def test_a_map_is_not_written_through_a_link_to_its_case(call: Call, case: Path) -> None:
    Path("case.html").symlink_to(case)
    before = _all()
    code, _, err = call("build", case, "-o", ".")
    assert (code, _all()) == (2, before)
    assert "case.html is the file that is read" in err


def test_a_file_of_another_name_is_written(call: Call, case: Path) -> None:
    assert call("review", case, "-o", "review.txt")[0] == 0
    assert call("export", case, "-f", "geojson", "-o", "case.geojson")[0] == 0
    assert call("review", case, "-o", "review.txt")[0] == 0  # a second time, too


def _all() -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for folder, _, names in os.walk(".")
        for path in (Path(folder, name) for name in names)
    }
