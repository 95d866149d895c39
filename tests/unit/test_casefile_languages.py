"""Texts of a case in several languages, and the languages of its page."""

from __future__ import annotations

import json

import jsonschema
import pytest

from routes import casefile
from routes.casefile import schema
from routes.errors import InputError
from routes.messages import Written
from tests.conftest import ROOT
from tests.unit.casefile_sample import CASE, changed, mistakes, read

GOLDEN = ROOT / "tests" / "golden"


def test_text_alone_is_in_the_language_of_the_case(tmp_path):
    title = read(tmp_path, CASE).title
    assert isinstance(title, Written)
    assert title.told == {"en": str(title)}


def test_a_text_in_several_languages_is_that_of_the_case(tmp_path):
    told = "title: {ko: 북으로, en: ' To the north '}"
    title = read(tmp_path, changed(("title: An envoy goes north", told))).title
    assert title == "To the north"
    assert title.told == {"ko": "북으로", "en": "To the north"}


def test_the_language_of_the_case_may_stand_below_its_texts(tmp_path):
    text = changed(("title: An envoy goes north", "title: {ko: 북으로, en: North}\nlanguage: ko"))
    case = read(tmp_path, text)
    assert (case.title, case.language) == ("북으로", "ko")


def test_a_tag_below_a_note_names_no_place(tmp_path):
    told = "title: An envoy goes north\nnotes: [{en: A note., to: Ko e fakamatala}]"
    assert read(tmp_path, changed(("title: An envoy goes north", told))).notes[0].told["to"]


@pytest.mark.parametrize(("said", "kept"), [("[de, ko]", ("de", "ko")), ("zh", ("zh",))])
def test_languages_of_the_page_are_a_list_or_one(tmp_path, said, kept):
    text = changed(("title: An", f"languages: {said}\ntitle: An"))
    assert read(tmp_path, text).languages == kept
    assert read(tmp_path, CASE).languages == ()


def test_a_language_that_the_page_lacks_names_the_seven(tmp_path):
    (found,) = mistakes(tmp_path, changed(("title: An", "languages: [en, pt]\ntitle: An")))
    assert (found.key, found.mark.line) == ("languages[2]", 2)
    assert "en, ko, ru, de, fr, es, zh" in str(found)


def test_mistakes_of_languages_each_at_its_line(monkeypatch):
    monkeypatch.chdir(ROOT)
    path = (GOLDEN / "languages-mistakes.yaml").relative_to(ROOT)
    with pytest.raises(InputError) as caught:
        casefile.read(path)
    report = (GOLDEN / "languages-mistakes.txt").read_text(encoding="utf-8")
    assert str(caught.value) + "\n" == report
    lines = path.read_text(encoding="utf-8").splitlines()
    wrong = [n for n, line in enumerate(lines, start=1) if "# " in line[1:]]
    assert list(dict.fromkeys(m.mark.line for m in caught.value.mistakes)) == wrong


@pytest.mark.parametrize(
    ("told", "fits"),
    [("A title", True), ({"en": "A", "zh-Hant": "B"}, True), ({}, False), ({"e": "A"}, False)],
)
def test_the_schema_takes_texts_by_language(told, fits):
    made = json.loads(schema.text())
    check = jsonschema.Draft202012Validator({**made["$defs"]["Telling"], "$defs": made["$defs"]})
    assert check.is_valid(told) is fits
    assert made["properties"]["title"]["$ref"] == "#/$defs/Telling"
