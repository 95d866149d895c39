"""What changed between two states of a case: the sentences are true, and none is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from routes import casefile, pipeline
from routes.changes import KINDS, Change, changes, grouped, headlines
from routes.model import Atlas, Case
from tests.conftest import FakeGazetteer, candidate

CASE = """
version: 1
title: A journey
summary: He left.
sources:
  first: {publisher: First Paper, issued: 2016-08-01, reliability: C}
  copy: {publisher: Copying Paper, issued: 2016-08-02}
  second: {publisher: Second Paper, issued: 2016-08-03}
  voice: {title: an unnamed guard, identity: anonymous, read-in: second}
places:
  west: {name: West, lon: 0, lat: 0, publish: site, because: a town}
  middle: Middle
  east: East
legs:
  over: {title: Over the plain, from: west, to: middle, by: air, when: 2016-07,
         claims: [{source: first, quote: he flew}, {source: copy, citing: first, quote: flew too}]}
  on: {title: On to the east, from: middle, to: east, by: rail, basis: inferred,
       reason: Nobody says so., claims: [{source: second, quote: was in the east}]}
  back: {title: Back again, from: middle, to: west, by: road,
         claims: [{source: second, citing: voice, quote: he came back}]}
itineraries:
  far: {title: To the east, legs: [over, on]}
  home: {title: Home again, legs: [over, back]}
events:
  seen: {title: Seen at noon, at: middle, when: 2016-07-03, claims: [{source: first, quote: seen}]}
disputes:
  rank: {question: What was his rank?, positions: [{says: High., claims: [{source: first, says: So.}]}]}
checks:
  - {closer: middle, than: east, to: west}
"""  # noqa: E501  one entry, one line

Build = Callable[[str], Atlas]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The internal atlas of a case; each text is built once."""
    middle, east = candidate("Middle", 10, 0), candidate("East", 20, 0)
    world = FakeGazetteer({"Middle": [middle], "East": [east]})
    file = tmp_path_factory.mktemp("changes") / "case.yaml"

    @cache
    def made(text: str) -> Atlas:
        file.write_text(text, encoding="utf-8")
        return pipeline.build(casefile.read(file), gazetteer=world, profile="internal")

    return made


def edited(*edits: tuple[str, str]) -> str:
    text = CASE
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


NEW_SOURCE = ("  voice:", "  third: {publisher: Third Paper, issued: 2016-09-12}\n  voice:")


def claim(on: str, said: str) -> tuple[str, str]:
    return (f"claims: [{on}", f"claims: [{said}, {on}")


FLEW = "{source: first, quote: he flew}"
BACK = "{source: second, citing: voice, quote: he came back}"
EAST = "{source: second, quote: was in the east}"

EDITS: dict[str, tuple[list[tuple[str, str]], list[str]]] = {
    "an independent report": (
        [NEW_SOURCE, claim(FLEW, "{source: third, quote: he went by air}")],
        [
            "New source: Third Paper (12 September 2016). Confirms: 1 leg.",
            "Third Paper (12 September 2016) confirms the leg “Over the plain”, as an origin of its"
            " own. Before: 2 reports, 1 origin. Now: 3 reports, 2 origins.",
        ],
    ),
    "a report of the same origin": (
        [NEW_SOURCE, claim(FLEW, "{source: third, citing: first, quote: he went by air}")],
        [
            "New source: Third Paper (12 September 2016). Repeats: 1 leg.",
            "Third Paper (12 September 2016) repeats the leg “Over the plain”, on the word of "
            "First Paper: that is no further origin. Before: 2 reports, 1 origin. Now: 3 reports, "
            "1 origin.",
        ],
    ),
    "an origin of which that is not known": (
        [NEW_SOURCE, claim(BACK, "{source: third, quote: back he came}")],
        [
            "New source: Third Paper (12 September 2016). Reports as well: 1 leg.",
            "Third Paper (12 September 2016) reports the leg “Back again” as well. Whether that is "
            "an origin of its own is not known. Before: 1 report, 1 anonymous origin. Now: 2 "
            "reports, between 1 and 2 independent origins.",
        ],
    ),
    "a denial": (
        [NEW_SOURCE, claim(FLEW, "{source: third, stance: denies, says: He did not.}")],
        [
            "New source: Third Paper (12 September 2016). Speaks against: 1 leg.",
            "Third Paper (12 September 2016) denies the leg “Over the plain”. It stands against 2 "
            "reports, 1 origin.",
        ],
    ),
    "a version at odds": (
        [
            NEW_SOURCE,
            ("itineraries:\n", "  ferry: {title: By boat, from: west, to: east, by: sea, claims: "
             "[{source: third, quote: by boat}]}\nitineraries:\n"
             "  boat: {title: Over the sea, legs: [ferry]}\n"),
        ],
        [
            "New source: Third Paper (12 September 2016). At odds with, as drawn: 2 "
            "versions. Adds: 1 version and 1 leg.",
            "As drawn, the new version “Over the sea” cannot be true together with “To the "
            "east” and “Home again”: this is our deduction.",
            "The leg “By boat” (West to East; reported) is new, from Third Paper.",
            "The version “Over the sea”, in 1 leg, is new, from Third Paper.",
        ],
    ),
    "a leg that is reported now": (
        [("by: rail, basis: inferred,\n       reason: Nobody says so.,", "by: rail,")],
        [
            "The leg “On to the east” is reported now; before it was our reading.",
            "Changed in the leg “On to the east”: the reason for our reading.",
            "As drawn, “To the east” can no longer be true together with “Home again”: this is our "
            "deduction.",
        ],
    ),
    "a closure": (
        [("by: road,\n", "by: road, status: closed, closed: {since: 2024-01, claims: [{source: "
          "second, says: The road is closed.}]},\n")],
        ["Closed since January 2024, according to Second Paper: the leg “Back again”. Before, that "
         "was not in the case."],
    ),
    "a narrower date": (
        [("when: 2016-07,", "when: 2016-07-02,")],
        ["The leg “Over the plain” is dated more narrowly now: 2 July 2016; before: July 2016."],
    ),
    "a wider date": (
        [("when: 2016-07-03", "when: 2016")],
        ["The event “Seen at noon” is dated less narrowly now: 2016; before: 3 July 2016."],
    ),
    "other words": (
        [("quote: flew too", "quote: flew as well")],
        ["What Copying Paper (2 August 2016) says of the leg “Over the plain” is quoted "
         "otherwise."],
    ),
    "another rating": (
        [("reliability: C", "reliability: B")],
        ["The rating of First Paper (1 August 2016) is another now: B (usually reliable); before: "
         "C (fairly reliable)."],
    ),
    "another origin": (
        [("citing: first, quote: flew too", "quote: flew too")],
        ["Copying Paper (2 August 2016) is told to rest on nobody else for the leg “Over the "
         "plain”; before it was on First Paper.",
         "Who stands behind the leg “Over the plain” is counted otherwise. Before: 2 reports, 1 "
         "origin. Now: 2 reports, 2 origins."],
    ),
    "a withdrawn claim": (
        [(", {source: copy, citing: first, quote: flew too}", "")],
        ["Copying Paper (2 August 2016) is no longer cited for the leg “Over the plain”. Before: 2 "
         "reports, 1 origin. Now: 1 report, 1 origin."],
    ),
    "another id": (
        [("  home: {title", "  at-home: {title")],
        ["The version “Home again” is only renamed: it has another id in the file."],
    ),
    "another title and text": (
        [("title: Home again", "title: Home"), ("summary: He left.", "summary: He went.")],
        ["“Home again” is called “Home” now.", "The summary was rewritten."],
    ),
    "a place elsewhere": (
        [("lon: 0, lat: 0", "lon: 1, lat: 0")],
        ["“West” is drawn elsewhere now, 111 km away.",
         "The distances changed for the claim that Middle is closer to West than East. West is "
         "about 1,002 km from Middle and about 2,115 km from East, measured to the nearest point "
         "of each."],
    ),
    "a check that fails": (
        [("lon: 0, lat: 0", "lon: 19, lat: 0")],
        ["“West” is drawn elsewhere now, 2,115 km away.",
         "It does not hold now that Middle is closer to West than East. West is about 1,002 km "
         "from Middle and about 111 km from East, measured to the nearest point of each."],
    ),
    "another answer": (
        [("positions: [", "positions: [{says: Low., claims: [{source: second, says: No.}]}, ")],
        ["The answer “Low.” to “What was his rank?” is new, from Second Paper."],
    ),
    "a rating that is gone, and a name": (
        [(", reliability: C", ""), ("identity: anonymous, ", "")],
        ["The rating of First Paper (1 August 2016) is another now: not rated; before: C (fairly "
         "reliable).",
         "Who is behind an unnamed guard is told otherwise now: named; before: anonymous.",
         "Who stands behind the leg “Back again” is counted otherwise. Before: 1 report, 1 "
         "anonymous origin. Now: 1 report, 1 origin."],
    ),
    "where a source was read": (
        [(", read-in: second", "")],
        ["Where an unnamed guard was read is told otherwise now: as it was published; before: in "
         "Second Paper."],
    ),
    "a leg that is only weighed": (
        [("itineraries:\n", "  ferry: {title: By boat, from: west, to: east, by: sea, status: "
          "hypothetical, claims: [{source: second, quote: by boat}]}\nitineraries:\n")],
        ["The leg “By boat” (West to East; only weighed, reported by nobody) is new, weighed by "
         "Second Paper."],
    ),
    "a new check": (
        [("closer: middle, than: east, to: west}", "closer: middle, than: east, to: west}\n"
          "  - {closer: west, than: middle, to: east}")],
        ["The claim that West is closer to East than Middle is new; it does not hold. East is "
         "about 2,226 km from West and about 1,113 km from Middle, measured to the nearest point "
         "of each."],
    ),
    "a check with other words": (
        [("closer: middle, than: east, to: west}", "closer: middle, than: east, to: west, "
          "quote: nearer}")],
        ["Changed in the claim that Middle is closer to West than East: details."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_a_change_is_told_in_a_sentence(name: str, build: Build) -> None:
    edits, told = EDITS[name]
    found = changes(build(CASE), build(edited(*edits)))
    sentences = [str(each.sentence) for each in found]
    assert sorted(sentences) == sorted(told)


@pytest.mark.parametrize("name", EDITS)
def test_what_came_one_way_goes_the_other(name: str, build: Build) -> None:
    """Added and withdrawn are mirror images, and the same state twice differs in nothing."""
    one, other = build(CASE), build(edited(*EDITS[name][0]))
    there, back = changes(one, other), changes(other, one)
    assert changes(one, one) == changes(other, other) == ()
    assert entries(there, "addition") == entries(back, "withdrawal")
    assert entries(there, "withdrawal") == entries(back, "addition")
    for kind in ("date", "check", "computed", "renaming", "source"):
        assert count(there, kind) == count(back, kind)
    assert there
    assert back


def entries(found: tuple[Change, ...], kind: str) -> set[str]:
    """What came or went as a whole; a claim that did is no entry."""
    return {e.subject for e in found if e.kind == kind and not (e.before and e.after)}


def count(found: tuple[Change, ...], kind: str) -> int:
    return sum(each.kind == kind for each in found)


def test_what_matters_most_comes_first(build: Build) -> None:
    edits = dict(
        edit
        for name in ("a denial", "a narrower date", "another rating")
        for edit in EDITS[name][0]
    )
    found = changes(build(CASE), build(edited(*edits.items())))
    kinds = [each.kind for each in found]
    assert kinds == sorted(kinds, key=list(KINDS).index)
    assert kinds[0] == "contradiction"
    told = [title for title, _ in grouped(found)]
    assert told == [KINDS["contradiction"], KINDS["date"], KINDS["source"]]
    assert headlines(found) == (
        "New source: Third Paper (12 September 2016). Speaks against: 1 leg.",
        "4 changes in all.",
    )
    assert headlines(()) == ("Nothing changed.",)


@pytest.mark.parametrize("name", EDITS)
def test_a_sentence_tells_titles_and_no_ids(name: str, build: Build) -> None:
    edits = EDITS[name][0]
    ids = ("over", "far", "home", "rank", "copy", "voice")
    found = changes(build(CASE), build(edited(*edits)))
    for each in found:
        words = each.sentence.replace("“", " ").replace("”", " ").split()
        assert not [i for i in ids if i in words]
        assert "None" not in each.sentence
        assert each.sentence.endswith((".", "?"))


def test_two_profiles_are_not_compared(build: Build, case_from: Callable[[str], Case],
                                       square_world: FakeGazetteer) -> None:  # fmt: skip
    public = pipeline.build(case_from(CASE), gazetteer=square_world, today="2026-01-01")
    with pytest.raises(ValueError, match="public"):
        changes(build(CASE), public)


def test_a_source_that_is_removed_is_told_with_all_it_said(build: Build) -> None:
    text = edited(
        (", {source: copy, citing: first, quote: flew too}", ""),
        ("  copy: {publisher: Copying Paper, issued: 2016-08-02}\n", ""),
    )
    found = changes(build(CASE), build(text))
    assert [each.sentence for each in found] == [
        "Copying Paper (2 August 2016) is no longer cited for the leg “Over the plain”. Before: 2 "
        "reports, 1 origin. Now: 1 report, 1 origin.",
        "Copying Paper (2 August 2016) is no source of the case any more.",
    ]
    assert found[0].quotes[0].said == "flew too"
    assert {each.because for each in found} == {("copy",)}


def test_every_field_of_an_entry_is_compared(build: Build) -> None:
    """What nobody thought of is told as well, if only as something."""
    atlas = build(CASE)
    case = atlas.case
    for name, text in (("note", "A note"), ("title", "Another")):
        for section in ("legs", "itineraries", "events"):
            held = getattr(case, section)
            first = next(iter(held))
            other = {**held, first: replace(held[first], **{name: text})}
            assert changes(atlas, replace(atlas, case=replace(case, **{section: other})))
