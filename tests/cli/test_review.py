"""`routes review`: what the two who sign read before they do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from routes import api
from routes.cli.terminal import width

Call = Callable[..., tuple[int, str, str]]

CASE = """\
version: 1
title: {en: How Kim Secret left, ko: 김비밀의 길}
notes:
  - Nobody is named here.
  - "Kim Secret, telephone +82 10-5550-1374."
people:
  worker: {role: a worker, name: Kim Secret, also: [김비밀, Never Seen]}
  minister: {role: a minister, name: Ann Open, because: She signed it in her name.}
sources:
  s: {publisher: P, issued: 2016}
  friend: {title: Friend of the house, author: Pak Yong, withhold: true, issued: 2016}
places:
  minsk: Minsk, Belarus
  hut: {name: Qwzx, lon: 27.0123, lat: 54.0456, publish: withheld}
  farm: {name: Farm, lon: 28.5123, lat: 54.5456, publish: 0.1, note: Behind the mill.}
legs:
  one: {from: minsk, to: farm, by: road, when: 2016-07-03,
        claims: [{source: s, quote: Kim Secret drove to Farm}]}
  two: {from: farm, to: hut, by: foot, when: 2016-07-04,
        claims: [{source: friend, quote: They hid}]}
itineraries: {i: {title: I, legs: [one, two]}}
events: {met: {title: They meet, at: hut, claims: [{source: s, says: So.}]}}
"""


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("case.yaml")
    path.write_text(CASE, encoding="utf-8")
    return path


def edit(case: Path, old: str, new: str) -> None:
    text = case.read_text(encoding="utf-8")
    assert old in text
    case.write_text(text.replace(old, new), encoding="utf-8")


def test_before_and_after_stand_under_each_other(call: Call, case: Path) -> None:
    code, out, err = call("review", case)
    assert (code, err) == (0, "Internal: not for publication: it shows what is withheld.\n")
    for block in (
        "case.yaml:2: title.en\n   was: How Kim Secret left\n   now: How [a worker] left\n",
        "case.yaml:5: notes[2]\n   was: Kim Secret, telephone +82 10-5550-1374.\n"
        "   now: [a worker], telephone […].\n",
        "case.yaml:17: legs.one.when\n   was: 2016-07-03\n   now: 2016-07\n",
        "case.yaml:18: legs.one.claims[1].quote\n   was: Kim Secret drove to Farm\n"
        "   now: [a worker] drove to […]\n",
        "case.yaml:19: legs.two.by\n   was: foot\n   now: withheld\n",
        "case.yaml:20: legs.two.claims[1].quote\n   was: They hid\n   now: (left out)\n",
        "case.yaml:22: events.met\n   was: They meet\n   now: (left out)\n",
        "case.yaml:19: legs.two.when\n   was: 2016-07-04\n   now: withheld\n",
        "case.yaml:11: sources.friend\n   was: title: Friend of the house; author: Pak Yong; "
        "issued: 2016\n   now: a source that is withheld\n",
        "case.yaml:13: places.minsk: its name is shown\n   now: “Minsk”, as in the case file",
        "case.yaml:14: places.hut: its name is withheld\n"
        "   was: name: “Qwzx”\n        lon: 27.0123\n        lat: 54.0456\n"
        "        publish: withheld\n"
        "   now: “a place that is withheld”\n        on no map: it is only counted\n",
        "        note: “Behind the mill.”\n   now: “within 6.4 km of here”\n",
        "places.hut\n   in no text: “Qwzx”\n",
        "places.farm\n   becomes […]: “Farm” (in 1 text)\n",
        "sources.friend\n   in no text: “Pak Yong”, “Friend of the house”\n",
        "   “Kim Secret” (in 3 texts) becomes [a worker]\n",
        "   “Never Seen” (in no text) becomes [a worker]\n",
        "   “Ann Open” (in no text) stays, because: She signed it in her name.\n",
    ):
        assert block in out
    assert "Nobody is named here." not in out  # it stays


def test_it_is_readable_in_a_narrow_terminal(call: Call, case: Path) -> None:
    edit(case, "They hid", "They hid " + 40 * "and waited 숨어서 ")
    lines = call("review", case)[1].splitlines()
    assert [line for line in lines if width(line) > 80] == []


def test_what_steers_a_terminal_is_cleaned(call: Call, case: Path) -> None:
    edit(case, "quote: They hid", 'quote: "They \\u202e hid"')
    assert "\u202e" not in call("review", case)[1]


def test_the_hash_is_that_which_is_signed(call: Call, case: Path) -> None:
    told = json.loads(call("review", case, "--format", "json")[1])["sha256"]
    assert told in call("review", case)[1]
    code, _, err = call("sign", case, "--by", "A", "--by", "B")
    assert code == 0
    assert f"SHA-256 of the map page: {told}\n" in err
    signed = json.loads(Path("case.signoff.json").read_text(encoding="utf-8"))
    assert signed["build"] == told


def test_a_map_that_is_refused_is_reviewed_and_no_page_is_built(
    call: Call, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(case, "when: 2016-07-03", "when: 2016-07-03/..")
    monkeypatch.delattr(api.Atlas, "html")
    code, out, _ = call("review", case)
    assert code == 1
    assert "   No, for 1 reason:\n\n   case.yaml:17:3: legs.one: the route is in use" in out
    assert "now: [a worker] drove to […]" in out
    assert "Nothing yet: it may not be published as it stands." in out
    assert json.loads(call("review", case, "--format", "json")[1])["sha256"] is None


def test_an_error_keeps_it_from_being_signed(call: Call, case: Path) -> None:
    edit(case, "minsk: Minsk, Belarus", "minsk: Qqqqzzzz")
    code, out, _ = call("review", case)
    assert code == call("check", case)[0] == 1
    assert "Nobody can sign it while there is an error:" in out
    assert "SHA-256" not in out


def test_a_name_in_a_name_that_is_shown_is_an_error(call: Call, case: Path) -> None:
    edit(case, "role: a worker", "role: a worker of Qwzx")
    code, out, err = call("review", case)
    assert (code, out) == (1, "")
    assert "case.yaml:7:3: people.worker.role: holds a name that is withheld." in err
    assert "Qwzx" not in err


def test_it_is_written_for_one_reader(call: Call, case: Path) -> None:
    code, out, err = call("review", case, "-o", "review.txt")
    assert (code, out) == (0, "review.txt\n")
    assert "Secret" not in err
    assert Path("review.txt").stat().st_mode & 0o777 == 0o600
    assert Path("review.txt").read_text(encoding="utf-8") == call("review", case)[1]


def test_the_same_case_gives_the_same_bytes(call: Call, case: Path) -> None:
    for form in ("text", "json"):
        assert call("review", case, "--format", form) == call("review", case, "--format", form)


def test_as_json(call: Call, case: Path) -> None:
    told = json.loads(call("review", case, "--format", "json")[1])
    assert list(told) == [
        "file", "refusals", "places", "changes", "gone", "searched", "findings", "same", "sha256",
    ]  # fmt: skip
    first = next(each for each in told["changes"] if each["key"] == "legs.one.claims[1].quote")
    assert first == {
        "key": "legs.one.claims[1].quote",
        "file": "case.yaml",
        "line": 18,
        "kind": "text",
        "was": "Kim Secret drove to Farm",
        "now": "[a worker] drove to […]",
    }
    farm = next(each for each in told["places"] if each["key"] == "places.farm")
    assert (farm["found"], farm["drawn"], farm["precision"]) == (
        [28.5123, 54.5456], [28.55, 54.55], "0.1",
    )  # fmt: skip
    assert told["gone"][-1] == {
        "key": "events.met", "file": "case.yaml", "line": 22, "what": "They meet", "now": None,
    }  # fmt: skip


def test_a_place_that_nothing_uses_is_on_no_map(call: Call, case: Path) -> None:
    edit(
        case,
        "\nlegs:",
        "\n  idle: {name: Idle, lon: 20, lat: 50, publish: site, because: x}\nlegs:",
    )
    out = call("review", case)[1]
    assert "places.idle: its name is shown\n" in out
    assert "on no map: nothing uses it (in files of `routes export`" in " ".join(out.split())
    told = json.loads(call("review", case, "--format", "json")[1])
    where = {each["key"]: each["where"] for each in told["places"]}
    assert where["places.idle"].startswith("on no map: nothing uses it")
    assert where["places.farm"].startswith("drawn as a circle")


def test_a_source_that_is_withheld_is_listed_once(call: Call, case: Path) -> None:
    out = call("review", case)[1]
    assert "5. Not told, or not named: 2\n" in out
    assert out.count(": sources.friend\n") == 2  # there, and what was searched for
    assert "sources.friend." not in out


def test_an_id_may_have_dots(call: Call, case: Path) -> None:
    edit(case, "farm: {", "the.old.farm: {")
    edit(case, "to: farm", "to: the.old.farm")
    edit(case, "from: farm", "from: the.old.farm")
    out = call("review", case)[1]
    assert "places.the.old.farm: its name is withheld\n   was: name: “Farm”\n        lon: 28" in out
    assert "drawn as a circle: 6.4 km around lon 28.55, lat 54.55, the middle of a\n" in out
    assert "cell of 0.1°\n\n\n3." in out  # and no longitude once more


def test_a_note_that_loses_words_is_listed(call: Call, case: Path) -> None:
    """A rounded place keeps its note, and the program adds its own sentence."""
    edit(case, "publish: 0.1, note: Behind the mill.", "note: Kim Secret lived there.")
    out = call("review", case)[1]
    assert "note: “Kim Secret lived there.”" in out
    assert "note: “[a worker] lived there." in out
    edit(case, "note: Kim Secret lived there.", "note: Behind the mill.")
    edit(case, "They hid", "Nothing")
    assert call("review", case)[1].count("Behind the mill.") == 1


def test_nothing_is_listed_of_a_case_without_secrets(call: Call) -> None:
    root = Path(__file__).parent.parent.parent
    code, out, _ = call("review", root / "data" / "cases" / "closed-road-2024.yaml")
    assert code == 0
    assert out.count("   None.\n") == 4
    assert "was:" not in out
    assert "searched for\n\n   None.\n\n   Besides: positions" in out
