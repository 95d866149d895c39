"""All versions, one of them, or what two of them share."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

import routes
from routes.webmap import page as webpage
from routes.webmap.compose import compose
from tests.browser.conftest import Open

SAID = "#panel-compare .said-of"


@pytest.fixture
def page(visit: Open, official_html: str) -> Page:
    page = visit(official_html).page
    page.evaluate("Routes.page.state.openTab('compare')")
    return page


def shown(page: Page) -> list[str]:
    found: list[str] = page.evaluate("[...Routes.page.state.visible]")
    return found


def test_all_versions_and_where_they_part(page: Page) -> None:
    text = page.locator(SAID).inner_text()
    assert "All 4 reported versions are drawn alike as far as St. Petersburg" in text
    page.locator(SAID).get_by_role("button", name="Go to St. Petersburg").click()
    assert page.locator("#evidence h2").inner_text() == "St. Petersburg"


def test_what_two_share_is_said_and_shown(page: Page) -> None:
    page.locator("#compare-two").check()
    page.locator("#compare-a").select_option("minsk-west")
    page.locator("#compare-b").select_option("ukraine")
    assert shown(page) == ["minsk-west", "ukraine"]
    assert page.evaluate("Routes.page.state.pair") == ["minsk-west", "ukraine"]
    assert page.locator(f"{SAID} .parting").inner_text() == (
        "“Through Minsk to the West” and “To Ukraine” are drawn alike as far as St. Petersburg."
        " Then “Through Minsk to the West” goes by road to Pulkovo Airport,"
        " then by air to Minsk, then to the West; “To Ukraine” goes to Ukraine."
    )
    text = page.locator(SAID).inner_text()
    assert "What they share is 6,556 km long in straight lines." in text
    assert "As drawn, both cannot hold: this is our deduction." in text


def test_what_a_pair_hides_is_said_and_comes_back(page: Page) -> None:
    page.evaluate("Routes.page.state.comparePair(['belarus', 'ukraine'])")
    assert "6 of 8 versions not shown" in page.locator(SAID).inner_text()
    note = page.locator("#versions-note")
    assert "6 of 8 versions not shown" in note.inner_text()
    note.get_by_role("button", name="Show all versions").click()
    assert len(shown(page)) == 8
    assert page.evaluate("Routes.page.state.pair") is None
    assert page.locator("#compare-all").is_checked()
    assert note.is_hidden()
    assert page.evaluate("document.activeElement.closest('#tools') !== null")


def test_what_one_version_alone_hides_comes_back_from_the_panel(page: Page) -> None:
    page.locator("#compare-one").check()
    page.locator(SAID).get_by_role("button", name="Show all versions").click()
    assert len(shown(page)) == 8
    assert page.locator("#compare-all").evaluate("(node) => node === document.activeElement")


def test_shared_legs_stand_out_on_the_map(page: Page) -> None:
    page.evaluate("Routes.page.state.comparePair(['minsk-west', 'ukraine'])")
    focus = "Routes.focus(Routes.page.data, Routes.page.state)"
    assert page.evaluate(f"{focus}('across-russia', 'ukraine')")
    assert not page.evaluate(f"{focus}('to-south-korea', 'south-korea')")


def test_nothing_shared_is_said(page: Page) -> None:
    page.evaluate("Routes.page.state.comparePair(['ukraine', 'kyrgyzstan'])")
    text = page.locator(SAID).inner_text()
    assert "“To Ukraine” and “Kyrgyzstan, weighed by the author” share no leg." in text
    assert "“Kyrgyzstan, weighed by the author” would go to Kyrgyzstan." in text
    assert "is only weighed; no source reports it." in text


def test_what_may_both_be_true_is_not_called_a_contradiction(page: Page) -> None:
    page.evaluate("Routes.page.state.comparePair(['belarus', 'minsk-west'])")
    text = page.locator(SAID).inner_text()
    assert "are drawn alike as far as Pulkovo Airport." in text
    assert "Nothing that is reported of the one rules out the other." in text


def test_one_and_then_all_again(page: Page) -> None:
    page.locator("#compare-one").check()
    page.locator("#compare-a").select_option("south-korea")
    assert shown(page) == ["south-korea"]
    assert not page.locator("#compare-b").is_visible()
    page.locator("#compare-all").check()
    assert len(shown(page)) == 8
    assert page.evaluate("Routes.page.state.pair") is None


def test_a_version_beside_itself_is_not_offered(page: Page) -> None:
    page.locator("#compare-two").check()
    page.locator("#compare-b").select_option("belarus")
    a, b = (page.locator(f"#compare-{x}").input_value() for x in "ab")
    assert a != b


def test_by_keyboard(page: Page) -> None:
    page.locator("#compare-all").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.locator("#compare-two").is_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert len(page.evaluate("Routes.page.state.pair")) == 2
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("Routes.page.state.selected.kind") == "place"


def test_a_pair_from_elsewhere_is_taken_up(page: Page) -> None:
    page.evaluate("Routes.page.state.comparePair(['ukraine', 'belarus'])")
    assert page.locator("#compare-two").is_checked()
    assert page.locator("#compare-a").input_value() == "ukraine"
    page.evaluate("Routes.page.state.comparePair(null)")
    assert page.locator("#compare-all").is_checked()
    assert len(shown(page)) == 8


GUESSES = """
version: 1
title: Only weighed
sources: {a: {publisher: A, issued: 2016}}
places:
  here: {name: Minsk, lon: 27.56, lat: 53.9, publish: site, because: a town}
  there: {name: Vilnius, lon: 25.28, lat: 54.69, publish: site, because: a town}
legs:
  by-road: {from: here, to: there, by: road, status: hypothetical, claims: [{source: a, says: s}]}
  by-rail: {from: here, to: there, by: rail, claims: [{source: a, says: s}]}
itineraries:
  road: {title: By road, legs: [by-road]}
  rail: {title: By rail, legs: [by-rail]}
"""


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (GUESSES, "Only one version is reported."),
        (
            GUESSES.replace("by: rail", "by: rail, status: hypothetical"),
            "No source says that anybody took a way that is shown here.",
        ),
        (
            GUESSES.replace("by: rail, claims: [{source: a, says: s}]", "by: rail"),
            "1 version is drawn that no source asserts.",
        ),
    ],
    ids=["one", "none", "untold"],
)
def test_no_version_is_called_reported_that_is_not(
    visit: Open, tmp_path: Path, case: str, said: str
) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(case, encoding="utf-8")
    page = visit(webpage.html(compose(routes.build(routes.read(file))))).page
    page.evaluate("Routes.page.state.openTab('compare')")
    assert page.locator(f"{SAID} .parting").all_inner_texts() == [said]
