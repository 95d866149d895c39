"""What the author is asked before a case is published, and that no question holds a secret."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from routes import casefile, pipeline
from routes.model import Case, Finding
from routes.publish.doubts import doubts
from routes.publish.passages import passages
from routes.publish.secrets import of_place, secrets
from routes.publish.spelling import _spoken, one_script
from routes.publish.texts import Secret
from tests.conftest import ROOT, FakeGazetteer

CASE = """
version: 1
title: How the worker left
summary: {summary}
people: {people}
publish: {{withhold: [{words}]}}
sources:
  paper: {{publisher: The Paper, issued: 2016-01}}
  friend: {{title: A Report, author: {author}, withhold: true, issued: 2016-01}}
places:
  west: West
  camp: {{name: {place}, label: {label}, lon: 20.5, lat: 0.5, publish: withheld}}
legs:
  one:
    from: west
    to: camp
    claims:
      - {{source: paper, says: He left.}}
  two:
    from: camp
    to: west
    note: {note}
    claims:
      - {{source: friend, says: He left.}}
itineraries:
  a: {{title: A, legs: [one, two]}}
"""
PLAIN = {
    "summary": "He left.", "people": "{x: {role: a worker, name: Kim Qwzx}}", "words": "Zqx Wyvern",
    "author": "Pak Zqwx", "place": "Camp Wqzx", "label": "Camp Wqzx", "note": "nothing",
}  # fmt: skip


@pytest.fixture
def asked(tmp_path: Path):
    def ask(**changes: str) -> list[Finding]:
        case = _case(tmp_path, **changes)
        spellings = tuple(of_place(case.places["camp"], None, None, lambda *_: ()))
        hidden = secrets(case, {"camp": spellings})
        told = replace(case.places["camp"], name="a place", query="a place", label=None)
        return list(doubts(replace(case, places={**case.places, "camp": told}), hidden))

    return ask


def _case(folder: Path, **changes: str) -> Case:
    path = folder / "case.yaml"
    path.write_text(CASE.format_map({**PLAIN, **changes}), encoding="utf-8")
    return casefile.read(path)


def told(findings: list[Finding]) -> list[tuple[str, str, int | None]]:
    return [(f.code, f.about, f.mark.line if f.mark else None) for f in findings]


def test_a_case_that_leaves_no_doubt_is_asked_nothing(asked):
    assert asked() == []


def _person(keys: str) -> dict[str, str]:
    return {"people": f"{{x: {{role: a worker, name: {keys}}}}}"}


_PLACE = {"place": "Camp", "label": "Camp"}
_VILLAGE = {"place": "Village", "label": "Village"}
_FALCON = {"words": "Falcon"}


@pytest.mark.parametrize(
    ("changes", "about", "line", "places"),
    [
        (_PLACE | {"note": "a refugee camp, and camps"}, "places.camp", 12, "2 places"),
        (_person("Rose") | {"note": "he rose"}, "people", 5, "one place"),
        (_person("Rose Qwzx, also: Will") | {"note": "he will"}, "people", 5, "one place"),
        (_person("Kim Qwzx, also: K.") | {"note": "As K. said"}, "people", 5, "one place"),
        (_FALCON | {"note": "A falcon, the falcon."}, "publish.withhold[1]", 6, "2 places"),
        (
            {"words": "Zqx Wyvern, Falcon", "note": "a falcon"},
            "publish.withhold[2]",
            6,
            "one place",
        ),
        (_VILLAGE | {"note": "The Village People"}, "places.camp", 12, "one place"),
    ],
)
def test_a_spelling_that_is_an_ordinary_word_is_told(asked, changes, about, line, places):
    (found,) = asked(**changes)
    assert told([found]) == [("ordinary-word", about, line)]
    assert places in found.message
    assert found.severity == "warning"


@pytest.mark.parametrize(
    "changes",
    [
        {"words": "falcon", "note": "a falcon"},  # as its author wrote it
        {"words": "village", "note": "a village"},
        {"words": "Falcon", "note": "Falcon came"},
        {"place": "Falcon", "label": "Falcon", "note": "to Falcon"},
        {"people": "{x: {role: a worker, name: Rose Qwzx}}", "note": "he rose"},  # it is left alone
        {"place": "The Camp", "label": "The Camp", "note": "to the camp"},
    ],
)
def test_a_spelling_that_only_stands_for_what_is_meant_is_not(asked, changes):
    assert asked(**changes) == []


KOREAN, RUSSIAN = "그가 떠났다", "Он уехал"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["people", "places.camp", "sources.friend", "publish.withhold"]),
        ({"people": "{x: {role: a worker, name: Kim Qwzx, also: 김곽}}"},
         ["places.camp", "sources.friend", "publish.withhold"]),
        ({"label": "{en: Camp Wqzx, ko: 캠프}"}, ["people", "sources.friend", "publish.withhold"]),
        ({"words": "Zqx Wyvern, 와이번"}, ["people", "places.camp", "sources.friend"]),
        ({"words": "Zqx Wyvern, Other, 와이번"},
         ["people", "places.camp", "sources.friend", "publish.withhold"]),
        ({"words": "AB-1234"}, ["people", "places.camp", "sources.friend"]),  # written alike
        ({"words": "a blue house"}, ["people", "places.camp", "sources.friend"]),  # no name
        ({"people": "{x: {role: a worker, name: Kim Qwzx, because: y}}"},
         ["places.camp", "sources.friend", "publish.withhold"]),
        ({"people": "{x: {role: a source, name: Pak Zqwx, also: 박곽}}"},
         ["places.camp", "publish.withhold"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["summary", "note"])
def test_a_name_in_one_script_only_is_told_where_the_case_has_more(asked, changes, expected, key):
    found = asked(**{key: KOREAN, **changes})
    assert [(f.code, f.about) for f in found] == [("one-script", each) for each in expected]
    assert all("Hangul" in f.message for f in found)


def test_each_script_that_lacks_is_told(asked):
    found = asked(summary=KOREAN, note=RUSSIAN, people="{x: {role: a worker, name: 金谷}}")
    assert "texts in Cyrillic, Hangul and Latin letters, and" in found[0].message
    assert "only given in Han or Kana letters" in found[0].message


def test_where_to_write_the_other_spellings_of_a_place_is_said_so_that_it_works(asked):
    (found,) = (f for f in asked(summary=KOREAN, note=RUSSIAN) if f.about == "places.camp")
    (hint,) = found.hints
    assert "'label: {en: ..., ko: ..., ru: ...}'" in hint
    assert "withheld like the name" in hint
    written = {"summary": KOREAN, "label": "{en: Camp Wqzx, ko: 캠프, ru: Лагерь}"}
    assert "places.camp" not in {f.about for f in asked(**written)}


def test_a_case_in_another_language_is_told_its_own_tag():
    secret = Secret(("Camp Wqzx",), about="places.camp")
    (found,) = one_script([KOREAN], [secret], "ko")
    assert "'label: {ko: ...}'" in found.hints[0]
    (found,) = one_script([KOREAN], [secret], "fr")
    assert "'label: {fr: ..., ko: ...}'" in found.hints[0]


SHORT = {"people": "{x: {role: a worker, name: Kim Yong-hui, also: [Ким Ён Хи, 김영희]}}"}


@pytest.mark.parametrize(
    "text",
    ["Then Kim left", "KIM", "Hui ran", "Ким ушла", "Киму", "김 씨는", "김씨", "김 목사님이"],
)
def test_a_short_part_of_a_name_that_stands_alone_is_told(asked, text):
    (found,) = (f for f in asked(**SHORT, note=text) if f.code == "short-name")
    assert (found.about, found.severity) == ("people", "warning")
    assert "in line 19, and" in found.message
    assert "'also'" in found.hints[0]


@pytest.mark.parametrize(
    "text",
    ["Kim Yong-hui", "Yong Hui", "Kim Il Sung", "a kim", "Kimchi", "Ким Ён Хи", "Ким Ир Сен",
     "Химия", "김치", "이 씨", "김 군대", "영희가", "김영희 씨"],
)  # fmt: skip
def test_nor_what_is_taken_out_or_no_such_part_is(asked, text):
    assert [f for f in asked(**SHORT, note=text) if f.code == "short-name"] == []


def test_a_short_part_that_is_listed_is_taken_out(asked):
    people = "{x: {role: a worker, name: Kim Qwzx, also: Kim}}"
    assert [f.code for f in asked(people=people, note="Kim left")] == []
    small = "{x: {role: a worker, name: An Qwzx}}"
    assert asked(people=small, note="Left. An apple") == []
    assert [f.code for f in asked(people=small, note="They saw An there")] == ["short-name"]


def test_a_short_part_of_an_author_is_to_be_listed_with_the_people(asked):
    (found,) = asked(note="Pak said so", summary="Pak, and Pak")
    assert (found.code, found.about) == ("short-name", "sources.friend")
    assert "in line 4 and 19" in found.message
    assert "under 'people'" in found.hints[0]


@pytest.mark.parametrize("word", ["Zqx, 룽징", "Zqx; Wyvern", "Zqx、룽징", "Zqx and Wyvern"])
def test_several_words_that_were_written_as_one_are_told(asked, word):
    (found,) = (f for f in asked(words=f"'{word}'", note="Zqx") if f.code == "one-or-several")
    assert (found.about, found.mark.line) == ("publish.withhold[1]", 6)
    assert "[a, b]" in found.hints[0]
    assert "Zqx" not in found.message


@pytest.mark.parametrize("word", ["'Zqx, Wyvern'", "Sandy Zqx", "Zqx, Wyvern"])
def test_one_word_and_a_list_are_not(asked, word):
    assert asked(words=word, note="a Zqx, Wyvern was here") == []


def test_a_paper_with_a_latin_name_is_no_text_in_latin_letters():
    assert _spoken([KOREAN, "그가 떠났다, BBC"]) == {"Hangul"}
    assert _spoken([KOREAN, "BBC"]) == {"Hangul", "Latin"}
    assert _spoken(["Kim (김비) left", "Я"]) == {"Hangul", "Latin"}


@pytest.mark.parametrize(
    ("changes", "about", "line", "words"),
    [
        ({"summary": "Write @zorro_22."}, "summary", 4, "a name in a messenger"),
        ({"note": "Passport No. 123456789"}, "legs.two", 19, "passport"),
        ({"note": "DE89 3704 0044 0532 0130 00, @zorro_22"}, "legs.two", 19, "and a bank account"),
    ],
)
def test_an_identifier_in_a_text_is_told(asked, changes, about, line, words):
    (found,) = asked(**changes)
    assert told([found]) == [("identifier-in-text", about, line)]
    assert words in found.message


def test_an_identifier_that_is_taken_out_is_not(asked):
    assert asked(summary="Passport No. AB1234567.", words="AB1234567") == []


EACH = {
    "summary": f"{KOREAN}. A falcon in a camp, passport No. 123456789",
    "words": "Falcon",
    "people": "{kim-qwzx: {role: a worker, name: Rose}}",
    "place": "Camp",
    "label": "Camp",
    "note": "He rose in a camp; @zorro_22",
}
SECRETS = ("alcon", "123456789", "rose", "qwzx", "pak", "zqwx", "zorro")


def test_no_finding_of_the_public_atlas_holds_a_secret(tmp_path, square_world: FakeGazetteer):
    case = _case(tmp_path, **EACH)
    atlas = pipeline.draft(case, gazetteer=square_world, today="2026-01-01").atlas
    mine = [
        f for f in atlas.findings if f.code in {"ordinary-word", "one-script", "identifier-in-text"}
    ]
    assert {f.code for f in mine} == {"ordinary-word", "one-script", "identifier-in-text"}
    said = " | ".join(f"{f.message} {f.about} {f.hints}" for f in mine).casefold()
    assert [secret for secret in SECRETS if secret in said] == []
    (place,) = [f for f in mine if (f.code, f.about) == ("ordinary-word", "places.places-2")]
    # Its own name and the note of a leg to it are not shown: nothing is lost there.
    assert "at one place" in place.message


def test_every_text_of_a_case_is_read(tmp_path):
    case = _case(tmp_path, **EACH)
    read = {(each.text, each.spot.about) for each in passages(case)}
    assert {("He left.", "legs.one.claims[1]"), (EACH["note"], "legs.two")} <= read
    assert not {text for text, _ in read} & {
        "paper",
        "camp",
        "withheld",
        "Rose",
        "Falcon",
        "asserts",
    }


@pytest.mark.parametrize("path", sorted((ROOT / "data/cases").glob("*.yaml")), ids=lambda p: p.stem)
def test_the_cases_of_the_gallery_leave_no_doubt(path):
    case = casefile.read(path)
    assert list(doubts(case, secrets(case, {}))) == []
