"""Internal files have names of their own: none is taken for a public one, or replaces it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Call = Callable[..., tuple[int, str, str]]

CASE = """\
version: 1
title: A way
sources: {s: {publisher: P, issued: 2016}}
places: {minsk: "Minsk, Belarus", vilnius: "Vilnius, Lithuania"}
legs: {one: {from: minsk, to: vilnius, by: road, when: 2016-07,
             claims: [{source: s, says: So.}]}}
itineraries: {i: {title: I, legs: [one]}}
"""


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    return Path("case.yaml")


@pytest.mark.parametrize("name", ["x.internal.yaml", "x.INTERNAL.yaml", "x.Internal.json"])
@pytest.mark.parametrize("profile", ["public", "internal"])
def test_no_case_is_called_like_an_internal_map(
    call: Call, case: Path, name: str, profile: str
) -> None:
    """Its public map would be what the internal one of another case is called."""
    case.rename(name)
    code, out, err = call("build", name, "-o", "out", "--profile", profile)
    assert (code, out) == (2, "")
    assert name in err
    assert "rename" in err
    assert not Path("out").exists()


def test_a_case_may_be_called_internal(call: Call, case: Path) -> None:
    case.rename("internal.yaml")
    assert call("build", "internal.yaml", "-o", "out")[0] == 0


@pytest.mark.parametrize("form", ["html", "geojson"])
def test_an_internal_export_does_not_replace_a_public_one(
    call: Call, case: Path, form: str
) -> None:
    target = Path(f"case.{form}")
    assert call("export", case, "-f", form, "-o", target)[0] == 0
    before = target.read_bytes()
    code, out, err = call("export", case, "-f", form, "-o", target, "--profile", "internal")
    assert (code, out) == (2, "")
    assert f"case.internal.{form}" in err
    assert target.read_bytes() == before
    inside = target.with_name(f"case.internal.{form}")
    assert call("export", case, "-f", form, "-o", inside, "--profile", "internal")[0] == 0
    kept = inside.read_bytes()
    code, out, err = call("export", case, "-f", form, "-o", inside)
    assert (code, out) == (2, "")
    assert f"case.{form}" in err
    assert inside.read_bytes() == kept
