"""The views of the panel: reached by mouse and by keys alone, on a desktop and on a phone."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page

from routes.webmap import page as webpage
from tests.browser.conftest import Open
from tests.browser.sample import sample

DESKTOP, PHONE, FRAME, ZOOMED = (1280, 800), (390, 844), (640, 480), (320, 640)
FOCUSED = "document.activeElement.id"
SHOWN = """[...document.querySelectorAll("[role=tabpanel]")]
  .filter((node) => node.checkVisibility()).map((node) => node.id)"""
SMALL = """[...document.querySelectorAll("#panel :is(button, summary, select, input, label)")]
  .filter((node) => node.checkVisibility() && !/^panel-/.test(node.id))
  .filter((node) => !node.matches("input[type=checkbox]"))
  .map((node) => [node.outerHTML.slice(0, 90), node.getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
  .map(([html, box]) => html + " " + Math.round(box.width) + "x" + Math.round(box.height))"""


def _opened(visit: Open, html: str, size: tuple[int, int]) -> Page:
    page = visit(html, size=size).page
    if size[0] < 900:
        page.locator("#panel-handle").focus()
        page.keyboard.press("Enter")
    return page


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_each_tab_shows_its_view_and_no_other(
    visit: Open, official_html: str, size: tuple[int, int]
) -> None:
    page = _opened(visit, official_html, size)
    for name, panel in (
        ("Story", "panel-story"),
        ("Compare", "panel-compare"),
        ("Filter", "panel-filter"),
        ("Versions", "panel-list"),
    ):
        page.get_by_role("tab", name=name).click()
        assert page.evaluate(SHOWN) == [panel]
        selected = page.locator("[role=tab][aria-selected=true]")
        assert selected.count() == 1
        assert selected.get_attribute("aria-controls") == panel


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_arrows_home_and_end_go_through_the_tabs(
    visit: Open, official_html: str, size: tuple[int, int]
) -> None:
    page = _opened(visit, official_html, size)
    page.locator("#tab-versions").focus()
    for key, tab in (
        ("ArrowRight", "tab-story"),
        ("ArrowLeft", "tab-versions"),
        ("ArrowLeft", "tab-filter"),
        ("ArrowRight", "tab-versions"),
        ("End", "tab-filter"),
        ("Home", "tab-versions"),
    ):
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED) == tab
        assert page.locator(f"#{tab}").get_attribute("aria-selected") == "true"
    assert page.locator("[role=tab][tabindex='0']").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "panel-list"


def test_a_tab_with_nothing_in_it_is_not_there(visit: Open) -> None:
    payload = sample()
    payload["variants"] = payload["variants"][:1]
    payload["steps"] = []
    payload["facets"] = {"facets": [], "rows": []}
    page = visit(webpage.html(payload)).page
    assert page.locator("[role=tab]").count() == 0
    assert page.locator("#panel-list").is_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE, FRAME, ZOOMED])
def test_tabs_stay_in_sight_wherever_the_list_is(
    visit: Open, official_html: str, size: tuple[int, int]
) -> None:
    page = _opened(visit, official_html, size)
    for down in (0, 9999):
        page.evaluate(f"document.getElementById('panel-scroll').scrollTop = {down}")
        scroll, tabs = (page.locator(at).bounding_box() for at in ("#panel-scroll", "#panel-tabs"))
        assert scroll is not None
        assert tabs is not None
        assert tabs["y"] >= scroll["y"] - 1, down
        assert tabs["y"] + tabs["height"] <= scroll["y"] + scroll["height"] + 1, down


def test_another_view_begins_at_its_top(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    page.evaluate("document.getElementById('panel-scroll').scrollTop = 9999")
    page.locator("#tab-filter").click()
    tabs, first = (
        page.locator(at).bounding_box() for at in ("#panel-tabs", "#panel-filter .filter-top")
    )
    assert tabs is not None
    assert first is not None
    assert abs(tabs["y"] + tabs["height"] - first["y"]) < 12


def test_evidence_lies_over_the_views_and_gives_them_back(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    page.locator("summary", has_text="Every leg").click()
    page.locator("[data-kind=leg]").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.getElementById('panel-scroll').inert") is True
    page.keyboard.press("Escape")
    assert page.evaluate("document.getElementById('panel-scroll').inert") is False
    assert page.evaluate("document.activeElement.dataset.kind") == "leg"
    page.keyboard.press("Enter")
    page.evaluate("Routes.page.state.openTab('compare')")
    assert page.locator("#evidence").is_hidden()
    assert page.evaluate(SHOWN) == ["panel-compare"]


def test_compare_with_opens_the_comparison_of_a_version(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    page.get_by_role("button", name="Compare with …: To Ukraine").click()
    assert page.evaluate(SHOWN) == ["panel-compare"]
    assert page.evaluate("Routes.page.state.pair") == ["ukraine", "belarus"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE, ZOOMED])
def test_targets_of_versions_and_filters_are_large_enough(
    visit: Open, official_html: str, size: tuple[int, int]
) -> None:
    page = _opened(visit, official_html, size)
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    for tab in ("versions", "filter"):
        page.locator(f"#tab-{tab}").click()
        assert page.evaluate(SMALL) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_row_says_who_how_many_and_what_is_closed(
    visit: Open, official_html: str, broker_html: str
) -> None:
    page = visit(official_html).page
    ukraine = page.locator(".variant[data-variant=ukraine]")
    assert ukraine.locator(".who").text_content() == (
        "reports of early July 2016, an unnamed report of Ukraine and Minsk"
    )
    assert "between 1 and 2 independent origins" in (ukraine.text_content() or "")
    finland = page.locator(".variant[data-variant=finland]")
    assert "weighed by" in (finland.locator(".who").text_content() or "")
    assert "reported by nobody" in (finland.locator(".meta").text_content() or "")
    broker = visit(broker_html).page
    assert re.search(
        r"losed since January 2024.*according to", broker.locator(".closed-note").inner_text()
    )


def test_who_denies_a_version_is_in_its_row(visit: Open) -> None:
    payload = sample()
    variant = payload["variants"][0]
    variant["corroboration"]["denied_by"] = ["The ministry"]
    page = visit(webpage.html(payload)).page
    row = page.locator(f".variant[data-variant={json.dumps(variant['id'])}] .who")
    assert (row.text_content() or "").startswith("The Example Review; denied by The ministry")


def test_a_long_summary_is_folded_and_opens(visit: Open) -> None:
    payload = sample()
    payload["summary"] = "One sentence follows another. " * 20
    page = visit(webpage.html(payload)).page
    height = "document.getElementById('summary').offsetHeight"
    before = page.evaluate(height)
    more = page.get_by_role("button", name="More", exact=True)
    assert more.get_attribute("aria-expanded") == "false"
    more.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(height) > before + 40
    assert page.get_by_role("button", name="Less").get_attribute("aria-expanded") == "true"


def test_the_sheet_is_half_open_then_full_then_folded(visit: Open, official_html: str) -> None:
    page = visit(official_html, size=PHONE).page
    handle = page.locator("#panel-handle")
    handle.click()
    frame, body = (page.locator(at).bounding_box() for at in (".frame", "#panel-body"))
    assert frame is not None
    assert body is not None
    assert frame["height"] >= 150
    assert body["height"] >= 250
    page.get_by_role("button", name="Give the list more room").click()
    higher = page.locator("#panel-body").bounding_box()
    assert higher is not None
    assert higher["height"] > body["height"] + 100
    page.get_by_role("button", name="Give the map more room").click()
    handle.click()
    assert page.locator("#panel-scroll").is_hidden()


def test_the_sheet_follows_a_drag_of_its_handle(visit: Open, official_html: str) -> None:
    page = visit(official_html, size=PHONE).page
    box = page.locator("#panel-handle").bounding_box()
    assert box is not None
    x, y = box["x"] + 120, box["y"] + 20
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 300, steps=6)
    page.mouse.up()
    assert page.locator("#panel-handle").get_attribute("aria-expanded") == "true"
    box = page.locator("#panel-handle").bounding_box()
    assert box is not None
    page.mouse.move(x, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(x, y + 10, steps=6)
    page.mouse.up()
    assert page.locator("#panel-handle").get_attribute("aria-expanded") == "false"
