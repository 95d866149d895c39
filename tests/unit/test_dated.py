"""When things were, as releases tell it: no later one may tell it more exactly."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from routes import pipeline, signoff
from routes.errors import Mistake
from routes.model import Atlas, Case
from routes.publish import narrowed, told
from tests.conftest import FakeGazetteer

CASE = """
version: 1
title: T
sources: {s: {publisher: P, issued: 2016}, r: {publisher: R, issued: 2016}}
places:
  west: West
  east: East
  hut: {name: Hut, lon: 30.12, lat: 30.12, publish: '0.1'}
legs:
  over:
    from: west
    to: hut
    by: road
    when: 2016
    status: closed
    closed: {since: 2016, claims: [{source: s, says: Shut., when: 2017}]}
    claims:
      - {source: s, says: One.}
      - {source: r, says: Two., when: 2015}
  back: {from: hut, to: west, by: rail, when: 2016, claims: [{source: s, says: So., when: 2014}]}
itineraries:
  i: {title: I, legs: [over], claims: [{source: r, says: Way., when: 2013}]}
  j: {title: J, legs: [back], status: closed, closed: {since: 2018, claims: [{source: s, says: S}]}}
events:
  e: {title: E, at: hut, when: 2012, claims: [{source: s, says: Seen., when: 2012}]}
disputes:
  d:
    question: Q
    positions:
      - {says: Yes, claims: [{source: s, says: Yes., when: 2011}]}
      - {says: No, claims: [{source: r, says: No., when: 2011}]}
alternatives: [{leg: back, by: rail, when: 2010}]
"""
NARROWER = {
    "legs.over.when": ("when: 2016\n    status", "when: 2016-07\n    status"),
    "legs.over.claims[1].when": ("says: One.", "says: One., when: 2016-07"),
    "legs.over.claims[2].when": ("when: 2015", "when: 2015-07"),
    "legs.over.closed.since": ("since: 2016", "since: 2016-07"),
    "legs.over.closed.claims[1].when": ("when: 2017", "when: 2017-07"),
    "legs.back.claims[1].when": ("when: 2014", "when: 2014-07"),
    "itineraries.i.claims[1].when": ("when: 2013", "when: 2013-07"),
    "itineraries.j.closed.since": ("since: 2018", "since: 2018-07"),
    "events.e.when": ("at: hut, when: 2012", "at: hut, when: 2012-07"),
    "events.e.claims[1].when": ("says: Seen., when: 2012", "says: Seen., when: 2012-07"),
    "disputes.d.positions[2].claims[1].when": ("says: No., when: 2011", "says: No., when: 2011-07"),
    "alternatives.back-rail.when": ("when: 2010", "when: 2010-07"),
}

Build = Callable[[str], tuple[Case, Atlas]]


@pytest.fixture
def built(case_from: Callable[[str], Case], square_world: FakeGazetteer) -> Build:
    def build(text: str) -> tuple[Case, Atlas]:
        case = case_from(text)
        return case, pipeline.build(case, gazetteer=square_world, today="2030-01-01")

    return build


def after(built: Build, text: str, first: str = CASE) -> tuple[Mistake, ...]:
    """What is refused of a case when ``first`` was published before."""
    before = told(*built(first))
    return narrowed(*built(text), before)


@pytest.mark.parametrize("key", NARROWER)
def test_no_date_is_told_more_exactly(built: Build, key: str) -> None:
    old, new = NARROWER[key]
    text = CASE.replace(old, new)
    assert text != CASE
    (mistake,) = after(built, text)
    assert mistake.key == key
    assert mistake.mark.line == next(
        n for n, line in enumerate(text.splitlines(), 1) if _of(key) in line
    )
    assert "2016" not in mistake.message
    assert after(built, CASE, first=text) == ()


def _of(key: str) -> str:
    """What begins the line of a claim, or of the entry that a date is in."""
    words = {
        "legs.over.claims[1].when": "says: One.",
        "legs.over.claims[2].when": "says: Two.",
        "disputes.d.positions[2].claims[1].when": "says: No.",
        "alternatives.back-rail.when": "leg: back",
    }
    return words.get(key, f"  {key.split('.')[1]}:" if "closed.claims" not in key else "Shut.")


@pytest.mark.parametrize("key", NARROWER)
def test_a_reason_lets_it_be_told(built: Build, key: str) -> None:
    free = "publish: {narrow: {hut: why, west: why, east: why}}\n"
    assert after(built, CASE.replace(*NARROWER[key]) + free) == ()


def test_the_order_says_nothing(built: Build) -> None:
    lines = CASE.splitlines(keepends=True)
    one, two = (next(n for n, x in enumerate(lines) if w in x) for w in ("One.", "Two."))
    yes, no = (next(n for n, x in enumerate(lines) if w in x) for w in ("says: Yes,", "says: No,"))
    for a, b in ((one, two), (yes, no)):
        lines[a], lines[b] = lines[b], lines[a]
    assert "".join(lines) != CASE
    assert after(built, "".join(lines)) == ()


def test_two_claims_of_one_source_are_two_dates(built: Build) -> None:
    two = CASE.replace(
        "      - {source: s, says: One.}\n",
        "      - {source: s, says: One., when: 2009}\n"
        "      - {source: s, says: Again., when: 2008}\n",
    )
    swapped = two.replace("2009", "X").replace("2008", "2009").replace("X", "2008")
    assert after(built, swapped, first=two) == ()
    (mistake,) = after(built, two.replace("2008", "2008-07"), first=two)
    assert mistake.key == "legs.over.claims[2].when"


def test_what_follows_from_another_date_is_refused_once(built: Build) -> None:
    """A claim without a date is as old as its leg, a path as well."""
    first = CASE.replace(", when: 2010}", "}").replace(", when: 2014}", "}")
    text = first.replace("by: rail, when: 2016", "by: rail, when: 2016-07")
    assert [each.key for each in after(built, text, first=first)] == ["legs.back.when"]


def test_a_record_of_before_is_still_read(built: Build, tmp_path: Path) -> None:
    """It has the dates of legs and events alone: what it does not know is not compared."""
    case, atlas = built(CASE)
    path = tmp_path / "case.signoff.json"
    signoff.write(path, signoff.sign(case, atlas, "0" * 64, ("A", "B")))
    record = json.loads(path.read_text(encoding="utf-8"))
    record["dates"] = {k: v for k, v in record["dates"].items() if k.count(".") == 1}
    record["version"] = 1
    for key in ("ends", "withheld", "seal"):
        del record[key]
    for region in record["places"].values():
        del region["named"]
    assert sorted(record["dates"])[-2:] == ["legs.back", "legs.over"]
    path.write_text(json.dumps(record), encoding="utf-8")
    before = signoff.read(path)
    assert before is not None
    assert narrowed(*built(CASE.replace("when: 2014", "when: 2014-07")), before.told) == ()
    assert narrowed(*built(CASE.replace("hut, when: 2012", "hut, when: 2012-07")), before.told)
