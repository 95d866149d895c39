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
    until(page, "Boolean(globalThis.Routes && Routes.page)")
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
    inside = page.frames[1]
    for _ in range(100):
        if inside.evaluate("Boolean(globalThis.Routes && Routes.page)"):
            break
        page.wait_for_timeout(50)
    inside.locator("#language").select_option("de")
    for _ in range(100):
        page.wait_for_timeout(50)
        if page.frames[1].evaluate("document.documentElement.lang") == "de":
            break
    assert page.frames[1].evaluate("document.documentElement.lang") == "de"
    assert page.frames[1].locator("#whole").inner_text() == "Ganze Reise"


def test_one_language_has_no_choice(visit: Open, sample_html: str) -> None:
    page = visit(sample_html, locale="ko-KR").page
    assert _language(page) == "en"
    assert page.locator("#language").count() == 0


def test_numbers_and_plurals_of_scripts_follow_the_language(visit: Open, several: str) -> None:
    page = visit(several, locale="de-DE").page
    assert _language(page) == "de"
    assert page.evaluate("Routes.number(12345.5)") == "12.345,5"
    counted = "Routes.tn('{n} independent origin', '{n} independent origins', n)"
    assert page.evaluate(f"[0, 1, 2].map((n) => {counted})") == [
        "0 unabh\u00e4ngige Urspr\u00fcnge",
        "1 unabh\u00e4ngiger Ursprung",
        "2 unabh\u00e4ngige Urspr\u00fcnge",
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
