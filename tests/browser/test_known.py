"""Five questions a reader has, answered by the head of the panel."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Locator, Page

from routes.webmap import page as webpage
from tests.browser.conftest import Open
from tests.browser.sample import only, payload_of


def row(page: Page, part: str) -> Locator:
    return page.locator(f".known .known-row.is-{part}")


def unfold(page: Page, part: str) -> str:
    row(page, part).locator(".unfold").click()
    return row(page, part).inner_text()


def test_where_the_versions_part_is_read_at_once(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    first = row(page, "disputed").locator(".item").first
    assert first.inner_text() == (
        "4 versions part in St. Petersburg; as drawn, they cannot all be true."
    )
    first.click()
    assert page.locator("#evidence h2").inner_text() == "St. Petersburg"
    told = page.locator("#evidence").inner_text()
    assert (
        "These versions are drawn alike as far as St. Petersburg. From there they go 3 ways: "
        in told
    )


def test_who_says_ukraine_and_how_many_for_minsk(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    told = unfold(page, "disputed")
    assert (
        "To Ukraine: reports of early July 2016 and an unnamed report of Ukraine and Minsk" in told
    )
    assert "an unnamed report of Ukraine and Minsk (1 report, 1 unidentified origin)" in told
    row(page, "disputed").get_by_role("button", name="To Ukraine: reports").click()
    assert page.evaluate("Routes.page.state.selected.id") == "ukraine"


def test_which_lines_are_guesses(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    told = unfold(page, "drawn")
    assert "The drive to Pulkovo Airport" in told
    assert "Finland, weighed by the author" in told
    assert "lines are computed; no source reports them." in told


def test_which_way_is_closed_and_since_when(visit: Open, broker_html: str) -> None:
    page = visit(broker_html).page
    first = row(page, "known").locator(".item").first
    assert first.inner_text() == (
        "Closed since January 2024 (year not certain): “By the broker's car”, "
        "according to Daily NK."
    )
    first.click()
    assert page.evaluate("Routes.page.state.selected.id") == "by-car"


def test_what_is_not_known_does_not_read_as_nothing_happened(
    visit: Open, official_html: str, broker_html: str
) -> None:
    for html in (official_html, broker_html):
        page = visit(html).page
        assert "It may have happened all the same." in unfold(page, "unknown")


def test_it_unfolds_and_folds_by_keyboard(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    button = row(page, "known").locator(".unfold")
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("Routes.page.state.selected.id") == "pulkovo"
    page.keyboard.press("Escape")
    button.focus()
    page.keyboard.press("Space")
    assert button.get_attribute("aria-expanded") == "false"


def test_every_part_is_in_sight_on_a_phone(visit: Open, official_html: str) -> None:
    page = visit(official_html, size=(390, 844)).page
    if page.locator("#panel-handle").get_attribute("aria-expanded") == "false":
        page.locator("#panel-handle").click()
    box = page.locator(".known").bounding_box()
    assert box is not None
    assert box["height"] < 300
    for target in page.locator(".known button").all():
        if target.is_visible():
            size = target.bounding_box()
            assert size is not None
            assert min(size["width"], size["height"]) >= 44


def test_it_is_in_the_article_too(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    told = page.locator("#article .known-told").inner_text()
    assert (
        "All 4 reported versions are drawn alike as far as St. Petersburg; "
        "that leg rests on 1 report (1 unidentified origin)."
    ) in told
    assert "Whether anybody went this way: no source reports it." in told


def test_partings_are_counted_without_what_is_shared(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    parting = page.locator("details", has=page.locator("h2", has_text="Where the versions part"))
    assert parting.locator(".count").text_content() == "2"
    assert parting.locator("li").count() == 3


def test_nothing_disputed_is_no_alarm(
    visit: Open, official_html: str, one_version_html: str
) -> None:
    colour = "(node) => getComputedStyle(node).color"
    page = visit(one_version_html).page
    head = page.locator(".known-row h2", has_text="Disputed")
    assert "No report here contradicts another." in page.locator(".known").inner_text()
    assert head.evaluate(colour) == page.locator(".known-row h2").first.evaluate(colour)
    page = visit(one_version_html, size=(390, 844)).page
    peek = page.locator("#panel-peek strong")
    assert peek.nth(1).inner_text() == "Disputed"
    assert peek.nth(0).evaluate(colour) == peek.nth(1).evaluate(colour)
    page = visit(official_html).page
    head = page.locator(".known-row h2", has_text="Disputed")
    assert head.evaluate(colour) != page.locator(".known-row h2").first.evaluate(colour)


@pytest.fixture
def one_version_html() -> str:
    """One version of the sample, and nothing that speaks against it."""
    told = only("ukraine")
    quiet = [c for c in told.legs["across"].claims if c.stance == "asserts"]
    legs = {**told.legs, "across": replace(told.legs["across"], claims=tuple(quiet))}
    return webpage.html(payload_of(replace(told, legs=legs, disputes={}, checks=())))
