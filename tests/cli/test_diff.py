"""`routes diff`: what changed between two states of a case."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from routes.cli.terminal import width

Call = Callable[..., tuple[int, str, str]]

OLD = """\
version: 1
title: How he left
people:
  worker: {role: a worker, name: Kim Open, because: He gave his name.}
sources:
  s: {publisher: The Paper, issued: 2016}
  friend: {title: Friend of the house, author: Pak Yong, issued: 2016}
places:
  minsk: Minsk, Belarus
  farm: {name: Vasilkovo Farm, lon: 28.5123, lat: 54.5456, publish: 0.01}
  hut: {name: Qwzx, lon: 27.0123, lat: 54.0456}
legs:
  one: {from: minsk, to: farm, by: road, when: 2016-07-03,
        claims: [{source: s, quote: Kim Open drove to Vasilkovo Farm}]}
  two: {title: Off to Qwzx, from: farm, to: hut, by: foot, when: 2016-07-04,
        claims: [{source: friend, quote: They hid at Qwzx on 4 July 2016}]}
itineraries: {i: {title: By way of the farm, legs: [one, two]}}
"""
NEW = (
    OLD.replace("lat: 54.0456}", "lat: 54.0456, publish: withheld}")
    .replace("publish: 0.01", "publish: country")
    .replace("issued: 2016}\nplaces", "issued: 2016, withhold: true}\nplaces")
    .replace(", because: He gave his name.", "")
    .replace("  friend:", "  new: {publisher: The Other Paper, issued: 2017}\n  friend:")
    .replace("claims: [{source: s,", "claims: [{source: new, stance: denies, says: He did not.},"
             " {source: s,")
)  # fmt: skip
SECRETS = ("Kim", "Pak Yong", "Friend of the house", "Qwzx", "Vasilkovo", "28.5", "54.0", "July")


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    monkeypatch.chdir(tmp_path)
    old, new = Path("old.yaml"), Path("new.yaml")
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    return old, new


def test_what_is_withheld_now_is_nowhere(call: Call, pair: tuple[Path, Path]) -> None:
    """In the text, in JSON, and on the page: neither from the old state nor from the new one."""
    code, text, err = call("diff", *pair)
    assert code == 0
    assert max(map(width, text.splitlines())) <= 80
    assert "The Other Paper (2017) denies the leg" in text
    assert "4 things that were told before are withheld now" in text
    _, data, _ = call("diff", *pair, "--format", "json")
    told = json.loads(data)
    assert told["profile"] == "public"
    assert "mark" not in told
    assert {each["kind"] for each in told["changes"]} >= {"contradiction", "withholding"}
    _, name, _ = call("diff", *pair, "-o", "changed.html")
    assert name == "changed.html\n"
    page = Path("changed.html").read_text(encoding="ascii")
    for shown in (text, data, page, err):
        assert [each for each in SECRETS if each in shown] == []


def test_the_desk_is_told_all_and_that_it_is_for_the_desk(
    call: Call, pair: tuple[Path, Path]
) -> None:
    code, text, err = call("diff", *pair, "--profile", "internal")
    assert code == 0
    assert text.startswith("Internal: not for publication\n")
    assert err.endswith("Internal: not for publication.\n")
    assert "“Minsk to Vasilkovo Farm”" in text
    _, data, _ = call("diff", *pair, "--profile", "internal", "--format", "json")
    assert json.loads(data)["mark"] == "Internal: not for publication"
    _, name, _ = call("diff", *pair, "--profile", "internal", "-o", "changed.internal.html")
    assert stat.S_IMODE(Path(name.strip()).stat().st_mode) == 0o600


def test_the_same_twice_is_no_change_and_no_error(call: Call, pair: tuple[Path, Path]) -> None:
    old, _ = pair
    code, text, _ = call("diff", old, old)
    assert code == 0
    assert "Nothing changed." in text
    code, data, _ = call("diff", old, old, "--format", "json")
    told = json.loads(data)
    assert (code, told["changes"], told["old"]) == (0, [], told["new"])


@pytest.mark.parametrize(
    ("more", "hint"),
    [
        (["-o", "a.pdf"], "write a.html"),
        (["-o", "a.internal.html"], "write a.html"),
        (["--profile", "internal", "-o", "a.html"], "write a.internal.html"),
        (["--format", "json", "-o", "a.html"], "leave --format out"),
    ],
)
def test_a_wrong_name_is_refused_before_anything_is_read(
    call: Call, more: list[str], hint: str
) -> None:
    code, out, err = call("diff", "no-such.yaml", "none.yaml", *more)
    assert (code, out) == (2, "")
    assert hint in err


def test_mistakes_in_either_file_are_told(call: Call, pair: tuple[Path, Path]) -> None:
    old, new = pair
    old.write_text("version: 1\n", encoding="utf-8")
    for given in ((old, new), (new, old)):
        code, out, err = call("diff", *given)
        assert (code, out) == (1, "")
        assert "old.yaml:1" in err
