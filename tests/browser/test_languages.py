"""The page in several languages: which one a reader gets, and how to get another."""

from __future__ import annotations

import html as markup
from pathlib import Path

import pytest
from playwright.sync_api import Page

import routes
from routes.webmap import page as webpage
from routes.webmap.compose import compose
from tests.browser.conftest import Open, until

DRAWN = "Boolean(globalThis.Routes && Routes.page)"
CASE = """
version: 1
title: {en: An envoy goes north, ko: 북으로 간 사절}
question: Which way did he go?
language: en
languages: [de, ko]
sources:
  herald: {publisher: The Herald, issued: 2024-03-12}
places:
  seoul: Seoul
  minsk: {name: Minsk, country: BY}
  moscow: Moscow
legs:
  flight:
    from: minsk
    to: seoul
    by: air
    when: 2024-03
    claims: [{source: herald, quote: He flew.}]
  detour: {from: minsk, to: moscow, by: rail, claims: [{source: herald, says: Or by train.}]}
itineraries:
  north: {title: By air, legs: [flight]}
  east: {title: By train, legs: [detour]}
"""


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("case") / "case.yaml"
    file.write_text(CASE, encoding="utf-8")
    return webpage.html(compose(routes.build(file)))


def _language(page: Page) -> str:
    until(page, DRAWN)
    return str(page.evaluate("document.documentElement.lang"))


def _wait_for(page: Page, language: str) -> None:
    """Until the page was drawn anew; a locator outlives the page that was there before."""
    page.locator(f"html.drawn[lang={language}]").wait_for(state="attached")


@pytest.mark.parametrize(
    ("locale", "language"),
    [("en-GB", "en"), ("de-CH", "de"), ("ko-KR", "ko"), ("fr-FR", "en")],
)
def test_a_reader_gets_the_language_that_the_browser_asks_for(
    visit: Open, several: str, locale: str, language: str
) -> None:
    page = visit(several, locale=locale).page
    assert _language(page) == language
    assert page.locator("#language").input_value() == language
    whole = {"en": "Whole journey", "de": "Ganze Reise"}
    if language in whole:
        assert page.locator("#whole").inner_text() == whole[language]


def test_all_that_the_page_says_is_told(visit: Open, several: str) -> None:
    page = visit(several, locale="de-DE").page
    assert _language(page) == "de"
    article = page.locator("#article").inner_text()
    assert "Die Versionen dieser Reise" in article
    assert "The versions of this journey" not in article
    assert "Moskau" in article
    assert "März 2024" in article
    assert page.locator("#article table").first.get_attribute("aria-label") is None
    assert page.get_by_role("region", name="Tabelle der Etappen").count() == 1
    assert "Moskau" in page.locator(".folium-map").inner_text()
    assert page.get_by_role("tab", name="Versionen").count() == 1


def test_an_author_s_text_is_told_or_says_its_language(visit: Open, several: str) -> None:
    page = visit(several, locale="ko-KR").page
    assert _language(page) == "ko"
    heading = page.locator("h1").first
    assert heading.inner_text() == "북으로 간 사절"
    assert heading.get_attribute("lang") is None
    assert page.title() == "북으로 간 사절"
    assert page.locator(".question").first.get_attribute("lang") == "en"


def test_what_a_source_is_called_says_its_language(visit: Open, sample_html: str) -> None:
    """Beside the name of a language that is written in other letters: a voice speaks it right."""
    page = visit(sample_html).page
    tagged = "(text) => [...document.querySelectorAll('[lang]')].filter((node) =>"
    tagged += " node.textContent === text).map((node) => node.lang)"
    page.evaluate("Routes.page.state.select({kind: 'source', id: 'nedelya'})")
    assert "ru" in page.evaluate(tagged, "Дипломат бежал")
    assert "ru" in page.evaluate(tagged, "Примерная неделя")
    assert page.locator("#evidence h2").get_attribute("lang") == "ru"
    page.evaluate("Routes.page.state.select({kind: 'source', id: 'yonsan'})")
    # Most of its letters are Latin.
    assert page.locator("#evidence h2").get_attribute("lang") is None
    assert page.evaluate("Routes.foreign('An official on the Neva')") is None


# No language, several, none that is coded; no script, none of Unicode, and what Intl refuses.
TAGS = (
    "qaa", "zxx", "mul", "und", "mis", "tlh", "kp", "sr-Qaaa", "ru-Brai", "ja-Hrkt", "zh-min-nan",
    "zh-cmn-Hans", "en-US-GB", "zh-Hant", "ko",
)  # fmt: skip


def test_no_language_of_a_source_or_a_quote_stops_the_page(visit: Open, tmp_path: Path) -> None:
    sources = "".join(
        f"  s{n}: {{title: Имя 이름, language: {tag}}}\n" for n, tag in enumerate(TAGS)
    )
    claims = "".join(
        f"      - {{source: s{n}, quote: {{exact: Слово 말, language: {tag}}}}}\n"
        for n, tag in enumerate(TAGS)
    )
    case = CASE.replace("languages: [de, ko]", "languages: [ko]")
    case = case.replace("sources:\n", f"sources:\n{sources}")
    case = case.replace(
        "    claims: [{source: herald, quote: He flew.}]\n", f"    claims:\n{claims}"
    )
    file = tmp_path / "case.yaml"
    file.write_text(case, encoding="utf-8")
    html = webpage.html(compose(routes.build(routes.read(file))))
    for locale in ("en-GB", "ko-KR"):
        page = visit(html, locale=locale).page
        assert page.locator(".strand").count() == 2
        page.evaluate("Routes.page.state.select({kind: 'leg', id: 'flight'})")
        assert page.locator("#evidence blockquote").count() == len(TAGS)
        page.evaluate("Routes.page.state.openTab('story')")
        page.evaluate("Routes.page.state.goTo(Routes.page.data.payload.steps[0].id)")
        assert page.locator("#panel-story blockquote").count() > 0
        for n in range(len(TAGS)):
            page.evaluate(f"Routes.page.state.select({{kind: 'source', id: 's{n}'}})")
            assert page.locator("#evidence h2").inner_text() == "Имя 이름"
    assert page.evaluate("Routes.languageName('en-US-GB')") == "en-US-GB"


def test_a_choice_by_keyboard_is_kept_in_the_address(visit: Open, several: str) -> None:
    page = visit(several).page
    assert _language(page) == "en"
    page.locator("#language").focus()
    page.keyboard.press("ArrowDown")
    _wait_for(page, "de")
    assert "lang=de" in page.evaluate("location.hash")
    page.reload()
    assert _language(page) == "de"
    page.locator("#language").select_option("en")
    _wait_for(page, "en")
    assert page.locator("#whole").inner_text() == "Whole journey"


def test_the_choice_keeps_the_rest_of_the_state(visit: Open, several: str) -> None:
    page = visit(several).page
    assert _language(page) == "en"
    page.evaluate("location.hash = 'tab=compare'")
    until(page, "Routes.page.state.tab === 'compare'")
    page.locator("#language").select_option("ko")
    _wait_for(page, "ko")
    assert _language(page) == "ko"
    assert page.evaluate("Routes.page.state.tab") == "compare"


def test_the_choice_keeps_a_state_that_the_address_does_not_say(visit: Open, several: str) -> None:
    page = visit(several).page
    page.evaluate("Routes.page.state.openTab('compare')")
    until(page, "location.hash === '#tab=compare'")
    page.evaluate("location.hash = 'article'")
    page.locator("#language").select_option("ko")
    _wait_for(page, "ko")
    assert _language(page) == "ko"
    assert page.evaluate("Routes.page.state.tab") == "compare"


def test_a_language_that_is_not_offered_changes_nothing(visit: Open, several: str) -> None:
    it = visit(several)
    it.page.goto(it.own + "#lang=ru")
    it.page.reload()
    assert _language(it.page) == "en"


def test_a_choice_works_in_a_sandboxed_frame(visit: Open, several: str) -> None:
    frame = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>'
        f'<iframe title="Map" sandbox="allow-scripts" width="1000" height="700"'
        f' srcdoc="{markup.escape(several)}"></iframe></html>'
    )
    page = visit(frame.encode("ascii", "xmlcharrefreplace").decode("ascii")).page
    until(page.frames[1], DRAWN)
    page.frames[1].locator("#language").select_option("de")
    # The frame loads anew; a locator outlives the page that was there before.
    inside = page.frame_locator("iframe")
    inside.locator("html.drawn[lang=de]").wait_for(state="attached")
    until(page.frames[1], DRAWN)
    assert inside.locator("#whole").inner_text() == "Ganze Reise"


def test_one_language_has_no_choice(visit: Open, sample_html: str) -> None:
    page = visit(sample_html, locale="ko-KR").page
    assert _language(page) == "en"
    assert page.locator("#language").count() == 0


def test_numbers_and_plurals_of_scripts_follow_the_language(visit: Open, several: str) -> None:
    page = visit(several, locale="de-DE").page
    assert _language(page) == "de"
    assert page.evaluate("Routes.number(12345.5)") == "12.345,5"
    counted = "Routes.tn('{n} version', '{n} versions', n)"
    assert page.evaluate(f"[0, 1, 2].map((n) => {counted})") == [
        "0 Versionen",
        "1 Version",
        "2 Versionen",
    ]
    assert page.evaluate("Routes.t('a {b} sentence that nobody knows', {b: 1})") == (
        "a 1 sentence that nobody knows"
    )
    russian = "Routes.speak('ru', {'{n} legs': ['{n} один', '{n} два', '{n} пять']})"
    page.evaluate(russian)
    assert page.evaluate("[1, 3, 5, 21, 1.5].map((n) => Routes.tn('', '{n} legs', n))") == [
        "1 один", "3 два", "5 пять", "21 один", "1,5 пять",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fragment", "language"),
    [
        ("lang=de&lang=en", "en"),
        ("lang=en&lang=de", "de"),
        ("lang=xx&lang=de", "de"),
        ("lang=de&lang=xx", "en"),
        ("tab=story&lang=ko", "ko"),
        ("x=1&lang=de", "en"),
    ],
)
def test_no_address_makes_the_page_load_again(
    visit: Open, several: str, fragment: str, language: str
) -> None:
    it = visit(several)
    it.page.goto("about:blank")
    loaded: list[str] = []
    it.page.on("domcontentloaded", lambda page: loaded.append(page.url))
    it.page.goto(f"{it.own}#{fragment}")
    assert _language(it.page) == language
    it.page.wait_for_timeout(1000)
    assert len(loaded) == 1
    it.requests.clear()


def test_a_choice_is_the_only_language_in_the_address(visit: Open, several: str) -> None:
    it = visit(several)
    it.page.goto("about:blank")
    it.page.goto(f"{it.own}#lang=de&tab=compare&lang=ko")
    assert _language(it.page) == "ko"
    assert it.page.evaluate("(Routes.chooseLanguage('de'), location.hash)") == (
        "#lang=de&tab=compare"
    )
    _wait_for(it.page, "de")
    it.requests.clear()


def test_the_way_back_keeps_the_language_and_the_address_says_it(
    visit_anywhere: Open, several: str
) -> None:
    """A choice of a language is no step; what was before it is told in it, and says so."""
    it = visit_anywhere(several, locale="en-GB")
    page = it.page
    page.evaluate("Routes.page.state.openTab('compare')")
    until(page, "location.hash === '#tab=compare'")
    steps = page.evaluate("history.length")
    page.locator("#language").select_option("de")
    _wait_for(page, "de")
    until(page, "Boolean(globalThis.Routes && Routes.page)")
    assert page.evaluate("history.length") == steps
    page.evaluate("history.back()")
    until(page, "Routes.page.state.tab === 'versions'")
    until(page, "location.hash === '#lang=de'")
    assert _language(page) == "de"
    page.reload()
    assert _language(page) == "de"
    it.requests[:] = [url for url in it.requests if url.split("#")[0] != it.own]
