"""What leaves the desk by the command line: profiles, sign-off, a second release."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Call = Callable[..., tuple[int, str, str]]

MARK = "Internal: not for publication"
CASE = """\
version: 1
title: A way by {place}
people: {{worker: {{role: a worker, name: Kim Secret}}}}
sources: {{s: {{publisher: P, issued: 2016}}}}
places:
  minsk: Minsk, Belarus
  hut: {{name: Qwzx, lon: 27.0123, lat: 54.0456, publish: {shown}}}
legs:
  one: {{from: minsk, to: hut, by: road, when: {when},
        claims: [{{source: s, quote: Kim Secret drove to Qwzx}}]}}
itineraries: {{i: {{title: I, legs: [one]}}}}
{more}
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(
    desk: Path, *, shown: str = "admin-1", when: str = "2016-07", place: str = "car", more: str = ""
) -> Path:
    path = desk / "case.yaml"
    path.write_text(CASE.format(shown=shown, when=when, place=place, more=more), encoding="utf-8")
    return path


def test_a_map_is_public_unless_it_is_asked_for_otherwise(call: Call, desk: Path) -> None:
    case = write(desk)
    assert call("build", case, "-o", desk / "out")[0] == 0
    assert call("build", case, "-o", desk / "out", "--profile", "internal")[0] == 0
    public = (desk / "out" / "case.html").read_text(encoding="utf-8")
    internal = (desk / "out" / "case.internal.html").read_text(encoding="utf-8")
    assert MARK not in public
    assert "Kim Secret" not in public
    assert internal.count(MARK) >= 4  # title, map, article, picture
    assert "noindex" in internal
    assert (desk / "out" / "case.internal.html").stat().st_mode & 0o777 == 0o600


def test_an_internal_gallery_says_so(call: Call, desk: Path) -> None:
    case = write(desk)
    (desk / "two.yaml").write_bytes(case.read_bytes())
    assert call("build", desk, "-o", desk / "out", "--profile", "internal")[0] == 0
    assert MARK in (desk / "out" / "index.internal.html").read_text(encoding="utf-8")
    assert not (desk / "out" / "index.html").exists()


def test_an_internal_file_says_so(call: Call, desk: Path) -> None:
    case, target = write(desk), desk / "case.geojson"
    call("export", case, "-f", "geojson", "-o", target)
    assert json.loads(target.read_text(encoding="utf-8"))["profile"] == "public"
    target = desk / "case.internal.geojson"
    call("export", case, "-f", "geojson", "-o", target, "--profile", "internal")
    told = json.loads(target.read_text(encoding="utf-8"))
    assert (told["profile"], told["notice"]) == ("internal", MARK)
    assert target.stat().st_mode & 0o777 == 0o600


def test_messages_name_what_the_author_wrote(call: Call, desk: Path) -> None:
    _, out, _ = call("check", write(desk))
    assert "case.yaml:10:18: info: legs.one.claims[1]: a public map leaves out 2 names here." in out


def test_an_internal_map_is_not_embedded(call: Call, desk: Path) -> None:
    case = write(desk)
    call("build", case, "-o", ".", "--profile", "internal")
    code, out, err = call("embed", "case.internal.html")
    assert (code, out) == (1, "")
    assert "not for publication" in err


def test_a_route_in_use_is_refused_and_nothing_is_written(call: Call, desk: Path) -> None:
    case = write(desk, when="2016-07/..")
    code, out, err = call("build", case, "-o", desk / "out")
    assert (code, out) == (1, "")
    assert "case.yaml:9:" in err
    assert "legs.one: the route is in use" in err
    assert not (desk / "out").exists()
    assert call("check", case)[0] == 1
    assert call("check", case, "--profile", "internal")[0] == 0


def sign(call: Call, case: Path, *names: str) -> tuple[int, str, str]:
    return call("sign", case, *(arg for name in names for arg in ("--by", name)))


def test_who_signs_is_asked_first(call: Call, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = write(desk)
    monkeypatch.setattr("routes.cli.cases.build", lambda *_, **__: pytest.fail("it was built"))
    code, out, err = sign(call, case, "A. One", "A. ONE")
    assert (code, out) == (2, "")
    assert "two people sign" in err
    assert "warning" not in err


def test_who_signs_has_read_the_warnings(call: Call, desk: Path) -> None:
    case = write(desk, more="notes: ['A thing of 3 July 2016.', 'Passport number AB1234567.']")
    _, out, _ = call("check", case)
    n = out.count(": warning: ")
    assert n > 1
    code, _, err = sign(call, case, "A. One", "B. Two")
    assert code == 0
    assert f"{n} warnings: read them with `routes review`.\n" in err
    assert "case.yaml" not in err
    write(desk, more="events: {e: {title: E, at: lost, claims: [{source: s, says: x}]}}")
    text = case.read_text(encoding="utf-8").replace("places:", "places:\n  lost: Qqqzzz")
    case.write_text(text, encoding="utf-8")
    code, _, err = sign(call, case, "A. One", "B. Two")
    assert code == 1
    assert "error: places.lost" in err


def test_two_people_sign_the_map_that_is_written(call: Call, desk: Path) -> None:
    case = write(desk)
    code, out, _ = sign(call, case, "A. One", "B. Two")
    assert (code, out) == (0, f"{desk / 'case.signoff.json'}\n")
    signed = json.loads(Path(out.strip()).read_text(encoding="utf-8"))
    assert signed["signed_by"] == ["A. One", "B. Two"]
    assert Path(out.strip()).stat().st_mode & 0o777 == 0o600
    assert call("build", case, "-o", "out", "--signed")[0] == 0
    write(desk, place="train")
    code, _, err = call("build", case, "-o", "other", "--signed")
    assert code == 1
    assert "A. One and B. Two signed is another build" in err
    assert not (desk / "other").exists()
    assert call("build", case, "-o", "other")[0] == 0


@pytest.mark.parametrize(
    "names",
    [["A"], ["A", "A"], ["A", " a "], ["Kim", "\uff2b\uff29\uff2d"], ["Kim", "Ki\u200bm"],
     ["Kim .", "Kim"], ["Ki\u3164m", "Kim"], ["A", "."]],
)  # fmt: skip
def test_one_person_is_not_enough(call: Call, desk: Path, names: list[str]) -> None:
    case = write(desk)
    code, _, err = sign(call, case, *names)
    assert code == 2
    assert "two people" in err
    assert not (desk / "case.signoff.json").exists()


def test_nothing_is_signed_that_nobody_may_publish(call: Call, desk: Path) -> None:
    assert sign(call, write(desk, when="2016-07/.."), "A", "B")[0] == 1
    assert not (desk / "case.signoff.json").exists()


def test_a_build_that_nobody_signed_is_not_written(call: Call, desk: Path) -> None:
    code, _, err = call("build", write(desk), "-o", "out", "--signed")
    assert code == 1
    assert "nobody signed" in err
    assert call("build", write(desk), "-o", "out", "--signed", "--language", "ko")[0] == 2


NARROWER = [
    ({"shown": "admin-1"}, {"shown": "0.1"}),
    ({"shown": "country"}, {"shown": "admin-1"}),
    ({"shown": "withheld"}, {"shown": "country"}),
    ({"shown": "0.1"}, {"shown": "0.01"}),
    ({"when": "2016"}, {"when": "2015"}),
]
WIDER = [
    ({"shown": "0.1"}, {"shown": "withheld"}),
    ({"shown": "admin-1"}, {"shown": "country"}),
    ({"shown": "0.01"}, {"shown": "0.01"}),
    ({"when": "2016"}, {"when": "2015/2017"}),
]


@pytest.mark.parametrize(("before", "after"), NARROWER)
def test_a_second_release_that_narrows_is_refused(
    call: Call, desk: Path, before: dict[str, str], after: dict[str, str]
) -> None:
    sign(call, write(desk, **before), "A", "B")
    code, _, err = call("build", write(desk, **after), "-o", "out")
    assert code == 1
    assert "together with what was published before" in err
    assert "Qwzx" not in err
    assert not (desk / "out").exists()


@pytest.mark.parametrize(("before", "after"), WIDER)
def test_a_second_release_that_tells_no_more_is_written(
    call: Call, desk: Path, before: dict[str, str], after: dict[str, str]
) -> None:
    sign(call, write(desk, **before), "A", "B")
    code, _, err = call("build", write(desk, **after), "-o", "out")
    assert code == 0
    assert "published before" not in err


def test_a_reason_lets_a_place_be_told_more_exactly(call: Call, desk: Path) -> None:
    sign(call, write(desk), "A", "B")
    case = write(desk, shown="0.1", more="publish: {narrow: {hut: The paper named it since.}}")
    assert call("build", case, "-o", "out")[0] == 0
    sign(call, case, "A", "B")
    signed = json.loads((desk / "case.signoff.json").read_text(encoding="utf-8"))
    assert signed["narrowed"] == {"hut": "The paper named it since."}


def test_what_was_published_is_not_forgotten(call: Call, desk: Path) -> None:
    """Neither by leaving the place out for a while, nor by calling it otherwise."""
    sign(call, write(desk, shown="0.1"), "A", "B")
    case = write(desk, shown="0.1")
    text = case.read_text(encoding="utf-8")
    without = text.replace("publish: 0.1", "publish: withheld")
    case.write_text(without, encoding="utf-8")
    assert sign(call, case, "A", "B")[0] == 0
    assert call("build", write(desk, shown="0.01"), "-o", "out")[0] == 1
    renamed = text.replace("hut", "cabin").replace("publish: 0.1", "publish: 0.01")
    case.write_text(renamed, encoding="utf-8")
    code, _, err = call("build", case, "-o", "out")
    assert code == 1
    assert "places.cabin: is new, and may be a place that was published before" in err


def test_a_case_that_was_renamed_is_not_taken_for_a_new_one(call: Call, desk: Path) -> None:
    case = write(desk)
    sign(call, case, "A", "B")
    case.rename(desk / "renamed.yaml")
    code, _, err = call("build", desk / "renamed.yaml", "-o", "out")
    assert code == 1
    assert "case.signoff.json stands beside it" in err
    (desk / "case.signoff.json").rename(desk / "renamed.signoff.json")
    assert call("build", desk / "renamed.yaml", "-o", "out")[0] == 0


def test_an_export_counts_what_is_withheld(call: Call, desk: Path) -> None:
    call("export", write(desk), "-f", "geojson", "-o", "case.geojson")
    told = json.loads((desk / "case.geojson").read_text(encoding="utf-8"))
    assert told["withheld"] == {"coarser": 1, "words": 2}


def test_an_unpacked_internal_map_is_private(call: Call, desk: Path) -> None:
    call("build", write(desk), "-o", ".", "--profile", "internal")
    assert call("unpack", "case.internal.html", "-o", "u")[0] == 0
    assert {path.stat().st_mode & 0o777 for path in (desk / "u").iterdir()} == {0o600}


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version": 2}', '{"places": NaN}', "\0"])
def test_a_damaged_sign_off_is_an_error_and_stays(call: Call, desk: Path, text: str) -> None:
    case = write(desk)
    (desk / "case.signoff.json").write_text(text, encoding="utf-8")
    code, _, err = call("build", case, "-o", "out")
    assert code == 1
    assert "case.signoff.json:1:1: sign-off:" in err
    assert (desk / "case.signoff.json").read_text(encoding="utf-8") == text
