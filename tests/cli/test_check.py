"""`routes check` tells all at once: what forbids a map, and what its author should know."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Call = Callable[..., tuple[int, str, str]]

CASE = """\
version: 1
title: Over the hills
sources: {s: {publisher: P, issued: 2016}}
places:
  minsk: Minsk, Belarus
  vilnius: Vilnius, Lithuania
  hut: {name: Qwzx, lon: 27.0123, lat: 54.0456, publish: 0.1}
legs:
  one: {from: minsk, to: hut, by: road, when: 2016-07/.., claims: [{source: s, says: So.}]}
  two:
    from: hut
    to: vilnius
    by: road
    when: 2016-08/..
    claims:
      - {source: s, says: On 14 August she left Qwzx.}
itineraries: {i: {title: I, legs: [one, two]}}
"""


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    return Path("case.yaml")


def test_refusals_and_findings_are_told_together(call: Call, case: Path) -> None:
    code, out, _ = call("check", case)
    assert code == 1
    assert "case.yaml:9:3: legs.one: the route is in use" in out
    assert "case.yaml:10:3: legs.two: the route is in use" in out
    assert "warning: legs.two.claims[1]: 'says' here names a day, and the map tells only" in out
    assert "info: legs.two.claims[1]: a public map leaves out a name here." in out
    assert out.endswith("2 errors, 2 warnings.\n")  # and a name with one spelling
    assert out.count("Wait, or say 'status: closed'") == 1


def test_a_machine_reads_the_same(call: Call, case: Path) -> None:
    code, out, _ = call("check", case, "--format", "json")
    assert code == 1
    found = [
        (each["severity"], each["code"], each["key"], each["line"]) for each in json.loads(out)
    ]
    assert found[:2] == [
        ("error", "mistake", "legs.one", 9),
        ("error", "mistake", "legs.two", 10),
    ]
    assert ("warning", "day-in-text", "legs.two.claims[1]", 16) in found


def test_no_map_is_written(call: Call, case: Path) -> None:
    code, out, err = call("build", case, "-o", "out")
    assert (code, out) == (1, "")
    assert err.count("is in use") == 2
    assert not Path("out").exists()


def test_a_mistake_in_one_file_keeps_nothing_from_the_others(call: Call, case: Path) -> None:
    case.with_name("another.yaml").write_text("version: 1\n", encoding="utf-8")
    code, out, _ = call("check", ".")
    assert code == 1
    assert "title: is missing" in out
    assert "legs.two: the route is in use" in out


def test_a_second_release_and_an_embargo_are_told_together(call: Call, case: Path) -> None:
    old = CASE.replace("/..", "")
    case.write_text(old, encoding="utf-8")
    assert call("sign", case, "--by", "A", "--by", "B")[0] == 0
    case.write_text(CASE.replace("publish: 0.1", "publish: 0.01"), encoding="utf-8")
    code, out, _ = call("check", case)
    assert code == 1
    assert "legs.one: the route is in use" in out
    assert "places.hut: together with what was published before" in out
