"""`routes places`: what a case resolves to, the unsure first."""

from __future__ import annotations

import json

import pytest

from routes.cli.terminal import WIDTH, width
from tests.families import toy

CASE = """\
version: 1
title: A journey
sources:
  paper: {publisher: A paper}
places:
  a: Vladivostok, Russia
  b: {name: the city, query: Springfield}
  c: Qwzxville
  d: {name: somewhere in Russia, within: Russia}
  e: {name: the pier, lon: 131.9, lat: 43.1}
legs:
  one: {from: a, to: b, claims: [{source: paper, quote: he went}]}
  two: {from: a, to: c, claims: [{source: paper, quote: he went}]}
  three: {from: a, to: d, claims: [{source: paper, quote: he went}]}
  four: {from: a, to: e, claims: [{source: paper, quote: he went}]}
itineraries:
  first: {title: One, legs: [one]}
  second: {title: Two, legs: [two]}
  third: {title: Three, legs: [three]}
  fourth: {title: Four, legs: [four]}
"""


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(CASE, "utf-8")
    return path


def test_what_is_not_sure_comes_first_with_its_line(call, case):
    code, out, err = call("places", case)
    assert (code, err) == (1, "Internal: not for publication.\n")
    heads = [line for line in out.splitlines() if line.startswith(str(case))]
    assert heads[:2] == [f"{case}:8:3: c: not found", f"{case}:7:3: b: not sure which"]
    assert [head.split(": ")[1] for head in heads[2:]] != []
    assert out.endswith("5 places: 3 found, 1 not sure which, 1 not found, 0 not looked up.\n")


def test_a_found_place_says_what_it_is_how_exact_and_why(call, case):
    _, out, _ = call("places", case)
    assert "→ Vladivostok (city, Primorsky Krai, RU), within 11 km" in out
    assert "e: given in the case" in out
    assert "Likeliest: Springfield (" in " ".join(out.split())


def test_words_fit_a_terminal(call, case):
    _, out, _ = call("places", case)
    lines = [line for line in out.splitlines() if not line.startswith(str(case))]
    assert max(map(width, lines)) <= WIDTH


def test_json_has_all_of_it(call, case):
    code, out, _ = call("places", case, "--format", "json")
    assert code == 1
    rows = {row["place"]: row for row in json.loads(out)}
    assert [rows[key]["status"] for key in "abcde"] == [
        "found", "unsure", "not-found", "found", "found",
    ]  # fmt: skip
    assert (rows["b"]["file"], rows["b"]["line"]) == (str(case), 7)
    assert rows["b"]["chosen"] == []
    assert rows["b"]["runner_up"]["name"] == "Springfield"
    assert rows["b"]["n_candidates"] > 1
    assert rows["a"]["chosen"][0]["country"] == "RU"
    assert rows["a"]["confidence"] > 0.9


def test_all_found_exits_0(call, case):
    for name in ("Springfield", "Qwzxville"):
        case.write_text(case.read_text("utf-8").replace(name, "Minsk"), "utf-8")
    assert call("places", case)[0] == 0


def test_a_failing_service_exits_3_and_comes_first(call, case, monkeypatch):
    toy.plug_in(monkeypatch, "gazetteers", "failing", "Failing")
    code, out, _ = call("places", case, "--gazetteer", "failing")
    assert code == 3
    first = out.splitlines()[0]
    assert first.endswith(": not looked up")
    assert "could not be reached" in out


def test_a_case_with_mistakes_lists_them(call, case):
    case.write_text(CASE.replace("title: One", "titel: One"), "utf-8")
    code, out, err = call("places", case)
    assert (code, out) == (1, "")
    assert f"{case}:17:" in err


@pytest.mark.usefixtures("case")
def test_several_cases_and_folders_are_taken(call, tmp_path):
    (tmp_path / "other.yml").write_text(CASE, "utf-8")
    _, out, _ = call("places", tmp_path)
    assert out.count(": c: not found") == 2
