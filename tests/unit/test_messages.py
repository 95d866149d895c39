"""Sentences that can be told in other languages, and what tells them."""
# ruff: noqa: RUF001  Russian has letters that look like Latin ones

from __future__ import annotations

import subprocess
import sys

import pytest

from routes.messages import (
    Name,
    day,
    listing,
    number,
    percentage,
    plural,
    say,
    territory,
    written,
)
from routes.messages import catalogue as catalogues
from routes.messages.catalogue import Catalogue
from routes.messages.speaker import Speaker
from routes.messages.tongue import LANGUAGES, fitting, interface


@pytest.fixture
def speaks(monkeypatch):
    """A speaker of a language whose catalogue holds what a test says."""

    def speaker(language, sentences=None, names=None):
        made = Catalogue(language, sentences or {}, {})
        monkeypatch.setattr(catalogues, "catalogue", lambda _: made)
        return Speaker(language, names)

    return speaker


def test_a_text_is_its_english():
    assert say("As far as {place}", place="Minsk") == "As far as Minsk"
    assert plural("{n} report", "{n} reports", 1) == "1 report"
    assert plural("{n} report", "{n} reports", 0) == "0 reports"
    assert number(10267) == "10,267"
    assert number(4.06, 1) == "4.1"
    assert percentage(0.29) == "29 %"
    assert [day("2016"), day("2016-07"), day("2016-07-05")] == ["2016", "July 2016", "5 July 2016"]
    assert listing(["a", "b", "c"]) == "a, b and c"


def test_a_missing_value_is_an_error():
    with pytest.raises(KeyError):
        say("As far as {place}")


def test_english_is_told_without_babel():
    code = (
        "import sys; from routes.messages import say; from routes.messages.speaker import Speaker;"
        "assert Speaker('en').tell(say('a {b}', b=1)) == 'a 1'; print('babel' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_what_is_put_in_is_told_as_well(speaks):
    speaker = speaks(
        "de",
        {"{leg} in {date}": "{date}: {leg}", "by {modes}": "per {modes}", "rail": "Bahn"},
        {"Vladivostok": "Wladiwostok"},
    )
    leg = say("by {modes}", modes=listing([say("rail"), say("road")]))
    assert speaker.tell(say("{leg} in {date}", leg=leg, date=day("2016-07"))) == (
        "Juli 2016: per Bahn und road"
    )
    assert speaker.tell(say("{a} and {b}", a=Name("Vladivostok"), b="Seoul")) == (
        "Wladiwostok and Seoul"
    )
    # A source, or a title, may be called as a place is.
    assert speaker.tell(say("{a} and {b}", a="Vladivostok", b="Seoul")) == "Vladivostok and Seoul"


def test_a_plain_string_goes_through(speaks):
    assert speaks("de", {"open": "offen"}).tell("open") == "open"


@pytest.mark.parametrize(
    ("n", "told"), [(1, "1 отчёт"), (3, "3 отчёта"), (11, "11 отчётов"), (1021, "1\xa0021 отчёт")]
)
def test_the_form_of_a_plural_is_that_of_cldr(speaks, n, told):
    speaker = speaks("ru", {"{n} reports": ("{n} отчёт", "{n} отчёта", "{n} отчётов")})
    assert speaker.tell(plural("{n} report", "{n} reports", n)) == told


def test_without_a_translation_a_plural_is_that_of_english(speaks):
    assert speaks("ru").tell(plural("{n} leg", "{n} legs", 21)) == "21 legs"
    assert speaks("ru").tell(plural("{n} leg", "{n} legs", 1)) == "1 leg"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("de", ["12. Juli 2016", "Juli 2016", "1.234,5", "29\xa0%", "Nordkorea", "a und b"]),
        (
            "fr",
            [
                "12 juillet 2016",
                "juillet 2016",
                "1\u202f234,5",
                "29\xa0%",
                "Corée du Nord",
                "a et b",
            ],
        ),
        (
            "es",
            [
                "12 de julio de 2016",
                "julio de 2016",
                "1234,5",
                "29\xa0%",
                "Corea del Norte",
                "a y b",
            ],
        ),
        ("ko", ["2016년 7월 12일", "2016년 7월", "1,234.5", "29%", "북한", "a 및 b"]),
        ("zh", ["2016年7月12日", "2016年7月", "1,234.5", "29%", "朝鲜", "a和b"]),
        (
            "ru",
            ["12 июля 2016\u202fг.", "июль 2016\u202fг.", "1\xa0234,5", "29\xa0%", "КНДР", "a и b"],
        ),
    ],
)
def test_dates_numbers_and_countries_follow_the_language(speaks, language, told):
    texts = [
        day("2016-07-12"),
        day("2016-07"),
        number(1234.5, 1),
        percentage(0.29),
        territory("KP", "North Korea"),
        listing(["a", "b"]),
    ]
    assert [speaks(language).tell(each) for each in texts] == told


def test_spanish_sets_no_thousands_apart_in_four_digits(speaks):
    told = [speaks("es").tell(number(value)) for value in (6556, 10_000, -6556)]
    assert told == ["6556", "10.000", "-6556"]


def test_a_translator_can_ask_for_the_month_as_it_stands_in_a_date(speaks):
    speaker = speaks("ru", {"from {date}": "с {date:of}"})
    assert speaker.tell(say("from {date}", date=day("2016-07"))) == "с июля 2016\u202fг."


def test_the_form_of_a_month_reaches_a_sentence_inside(speaks):
    sentences = {"Closed since {date}": "Закрыто с {date:of}", "{date} (uncertain)": "{date} (?)"}
    inner = say("{date} (uncertain)", date=day("2024-01"))

    told = speaks("ru", sentences).tell(say("Closed since {date}", date=inner))

    assert told == "Закрыто с января 2024\u202fг. (?)"


def test_an_author_s_text_is_told_in_the_reader_s_language_or_stays(speaks):
    title = written({"en": "A way out", "ko": "탈출로"}, "en")
    assert speaks("ko").tell(title) == "탈출로"
    assert speaks("de").tell(title) == "A way out"
    assert speaks("de").language_of(title) == "en"
    assert speaks("ko").language_of(title) is None
    assert Speaker("en").tell(say("“{t}” goes on", t=title)) == "“A way out” goes on"
    korean = written({"ko": "탈출로", "en": "A way out"}, "ko")
    assert Speaker("en").tell(say("“{t}” goes on", t=korean)) == "“A way out” goes on"


def test_an_english_sentence_without_a_translation_is_known_as_english(speaks):
    speaker = speaks("de", {"yes": "ja"})
    assert speaker.language_of(say("yes")) is None
    assert speaker.language_of(say("no")) == "en"
    assert Speaker("en").language_of(say("no")) is None


def test_tags_that_fit():
    assert fitting("zh-Hant", LANGUAGES) == "zh"
    assert fitting("pt", ["en", "pt-BR"]) == "pt-BR"
    assert fitting("kok", LANGUAGES) is None
    assert [interface("ru"), interface("pt")] == ["ru", "en"]
