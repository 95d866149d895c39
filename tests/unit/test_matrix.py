"""Claims by versions, as the page is told."""

from __future__ import annotations

import pytest

from routes import api
from routes.messages.speaker import Speaker
from routes.webmap.matrix import matrix
from tests.conftest import ROOT
from tests.unit.beside import beside


@pytest.fixture(scope="module")
def official():
    atlas = api.build(ROOT / "data" / "cases" / "trade-official-2016.yaml")
    return matrix(atlas, beside(atlas))


@pytest.fixture(scope="module")
def closed_road():
    atlas = api.build(ROOT / "data" / "cases" / "closed-road-2024.yaml")
    return matrix(atlas, beside(atlas))


def row(found, label, about):
    return next(r for r in found["rows"] if r["label"] == label and r["about"]["id"] == about)


def test_what_is_reported_comes_first(official):
    assert official["variants"][:4] == ["belarus", "minsk-west", "ukraine", "south-korea"]
    assert len(official["variants"]) == 8


def test_ukraine_and_belarus_speak_against_each_other(official):
    july = row(official, "reports of early July 2016", "to-ukraine")
    verdicts = {i: cell["verdict"] for i, cell in july["cells"].items()}
    assert verdicts == {
        "belarus": "inconsistent", "minsk-west": "inconsistent", "ukraine": "consistent",
    }  # fmt: skip
    assert july["cells"]["belarus"]["leg"] == "drive-to-pulkovo"


def test_minsk_and_belarus_do_not(official):
    assert set(
        row(official, "an unnamed report of Ukraine and Minsk", "minsk-to-west")["cells"]
    ) == {
        "minsk-west",
        "ukraine",
    }


def test_silence_is_left_out_and_is_no_agreement(official):
    assert set(row(official, "RIA Novosti", "to-south-korea")["cells"]) == {"south-korea"}


def test_who_weighs_says_nothing_and_that_is_told(official):
    weighed = row(official, "Sino-NK", "to-finland")
    assert weighed["weighs"]
    assert weighed["cells"]["finland"]["verdict"] == "silent"
    assert weighed["cells"]["finland"]["reason"]


def test_every_row_says_what_is_claimed_of_what(official):
    assert all((r["quote"] or r["says"]) and r["on"] and r["label"] for r in official["rows"])


def test_a_row_has_the_words_first_and_ours_beside_them(official):
    found = next(r for r in official["rows"] if r["says"].startswith("The report says so at first"))
    assert found["quote"] == "“fled to Ukraine”"


def test_long_words_are_cut(closed_road):
    assert all(len(r["quote"]) <= 112 for r in closed_road["rows"])
    assert any(r["quote"].endswith(" …”") for r in closed_road["rows"])


QUOTED = """
    version: 1
    title: {en: A journey, ru: Путь}
    language: en
    languages: [en, ru]
    sources: {a: {publisher: A, issued: 2016}}
    places: {west: West, middle: Middle}
    legs:
      first:
        from: west
        to: middle
        claims:
          - source: a
            quote: WORDS
    itineraries: {one: {title: One, legs: [first]}}
"""


def quoted(case_from, world, words):
    atlas = api.build(case_from(QUOTED.replace("WORDS", words)), gazetteer=world)
    (only,) = matrix(atlas, beside(atlas))["rows"]
    return only["quote"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("短" * 110, "短" * 110),
        ("短" * 111, "短" * 108 + " …"),
        ("长" * 70 + "\uff0c" + "短" * 60, "长" * 70 + "\uff0c …"),
        ("长" * 20 + "\uff0c" + "短" * 120, "长" * 20 + "\uff0c" + "短" * 87 + " …"),
        ("w" * 104 + " word word", "w" * 104 + " …"),
        ("w" * 130, "w" * 108 + " …"),
        ("a b  " + "w" * 130, "a b " + "w" * 104 + " …"),
        ("q\u0301" * 108 + "end", "q\u0301" * 54 + " …"),
        ("x" + "q\u0301" * 108, "x" + "q\u0301" * 53 + " …"),
    ],
)
def test_long_words_are_cut_where_they_can_be(case_from, square_world, words, expected):
    assert quoted(case_from, square_world, words) == f"“{expected}”"


def test_a_translation_that_is_cut_is_still_told_in_every_language(case_from, square_world):
    words = f"{{exact: went, translation: {{en: {'went ' * 40}, ru: {'ехал ' * 10}}}}}"
    quote = quoted(case_from, square_world, words)
    assert quote.startswith("“went went")
    assert quote.endswith("went …”")
    assert len(quote) <= 112
    assert "ехал ехал" in Speaker("ru").tell(quote)
    assert "…" not in Speaker("ru").tell(quote)


def test_what_no_source_says_is_told_as_our_deduction(official):
    july = row(official, "reports of early July 2016", "to-ukraine")
    assert {i: cell["deduced"] for i, cell in july["cells"].items()} == {
        "belarus": True, "minsk-west": True, "ukraine": False,
    }  # fmt: skip


def test_a_closure_is_told_as_one(closed_road):
    closing = [r for r in closed_road["rows"] if r["closes"]]
    assert [r["about"]["kind"] for r in closing] == ["leg", "leg", "variant", "variant"]
    assert all(r["cells"]["by-car"]["verdict"] == "consistent" for r in closing)
