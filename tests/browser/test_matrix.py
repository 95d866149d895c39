"""The table of claims by versions: read with signs and words, and leading to the map."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Open


@pytest.fixture
def page(visit: Open, official_html: str) -> Page:
    page = visit(official_html).page
    page.evaluate("Routes.page.state.openTab('compare')")
    return page


def line(page: Page, words: str) -> Locator:
    return page.locator(".matrix tbody tr", has_text=words)


def test_cells_have_a_sign_and_a_word(page: Page) -> None:
    cells = line(page, "fleeing to Ukraine").locator("td")
    assert [" ".join(c.inner_text().split()) for c in cells.all()] == [
        "⊗ not both", "⊗ not both", "= fits", "· silent",
    ]  # fmt: skip


def test_a_row_has_the_words_first_then_ours_then_the_leg(page: Page) -> None:
    said = line(page, "fled to Ukraine").locator("th .said")
    assert [text.split(" ")[0] for text in said.all_inner_texts()] == ["“fled", "The", "To"]


def test_it_is_a_table_with_scopes_and_a_caption(page: Page) -> None:
    table = page.locator(".matrix table")
    assert "Silence is no agreement" in table.locator("caption").inner_text()
    assert table.locator("thead th[scope=col]").count() == 5
    rows = table.locator("tbody tr").count()
    assert table.locator("tbody th[scope=row]").count() == rows > 0


def test_only_what_decides_and_all_of_it(page: Page) -> None:
    rows = page.locator(".matrix tbody tr")
    deciding = rows.count()
    assert line(page, "flew from Vladivostok").count() == 0
    page.locator("#matrix-deciding").uncheck()
    assert rows.count() > deciding
    assert line(page, "flew from Vladivostok").count() == 1
    assert line(page, "Finland and Estonia").count() == 0
    page.locator("#matrix-weighed").check()
    assert line(page, "Finland and Estonia").count() == 2
    assert page.locator(".matrix thead th").count() == 9


def test_each_heading_and_cell_leads_to_the_map(page: Page) -> None:
    page.locator(".matrix thead button").nth(2).click()
    assert page.evaluate("Routes.page.state.selected.id") == "ukraine"
    page.keyboard.press("Escape")
    line(page, "fleeing to Ukraine").locator("th button").click()
    assert page.evaluate("Routes.page.state.selected.id") == "to-ukraine"
    page.keyboard.press("Escape")
    line(page, "fleeing to Ukraine").locator("td button").first.click()
    assert page.evaluate("Routes.page.state.selected.id") == "drive-to-pulkovo"
    because = page.locator("#evidence .because").inner_text()
    assert (
        "This claim of reports of early July 2016 and “To Belarus” cannot both hold as drawn: "
        "this is our deduction."
    ) in because
    assert "From St. Petersburg this version goes another way, to Belarus." in because


def test_by_keyboard_and_back(page: Page) -> None:
    cell = line(page, "fleeing to Ukraine").locator("td button").first
    cell.focus()
    assert "goes another way" in page.locator(".matrix .why").inner_text()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    assert cell.evaluate("(node) => node === document.activeElement")


def test_it_scrolls_in_its_own_region_and_names_stay(visit: Open, official_html: str) -> None:
    page = visit(official_html, size=(390, 844)).page
    page.evaluate("Routes.page.state.openTab('compare')")
    if page.locator("#panel-handle").get_attribute("aria-expanded") == "false":
        page.locator("#panel-handle").click()
    page.locator("#matrix-weighed").check()
    region = page.locator(".matrix .scroll")
    name = page.locator(".matrix tbody th").first
    before = name.bounding_box()
    region.evaluate("(node) => { node.scrollLeft = 120; }")
    after = name.bounding_box()
    assert before is not None
    assert after is not None
    assert before["x"] == after["x"]
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(width) <= 0


def test_one_version_needs_no_table(visit: Open, broker_html: str) -> None:
    assert visit(broker_html).page.locator(".matrix").count() == 0
