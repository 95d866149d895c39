"""The way back: what a reader chose is undone by it, and the page is not left."""

from __future__ import annotations

import html as _html
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open, until

HASH = "location.hash"
STEP = "Routes.page.state.step"
TAB = "Routes.page.state.tab"
SELECTED = "Routes.page.state.selected"


def chosen(page: Page) -> None:
    """A tab, two steps and an evidence, each once the one before stands in the address."""
    page.locator("#tab-story").click()
    until(page, f"{HASH} === '#tab=story'")
    page.get_by_role("button", name="Start the story").click()
    until(page, f"{HASH}.includes('step=across-russia')")
    page.locator(".way-on", has_text="To Ukraine").click()
    until(page, f"{HASH}.includes('step=to-ukraine')")
    page.get_by_role("button", name="All evidence for this leg").click()
    until(page, f"{HASH}.includes('sel=leg:to-ukraine')")


def test_back_undoes_the_evidence_the_steps_and_the_tab(
    visit_anywhere: Open, official_html: str
) -> None:
    it = visit_anywhere(official_html)
    page = it.page
    length = page.evaluate("history.length")
    chosen(page)
    assert page.evaluate("history.length") == length + 4
    page.evaluate("history.back()")
    until(page, f"{SELECTED} === null")
    assert not page.locator("#evidence").is_visible()
    page.evaluate("history.back()")
    until(page, f"{STEP} === 'across-russia'")
    assert page.locator("#panel-story h2").first.inner_text() == "The flight across Russia"
    page.evaluate("history.back()")
    until(page, f"{STEP} === null")
    assert page.evaluate(TAB) == "story"
    page.evaluate("history.back()")
    until(page, f"{TAB} === 'versions'")
    assert page.evaluate("location.href.split('#')[0]") == it.own
    page.evaluate("history.go(3)")
    until(page, f"{STEP} === 'to-ukraine'")
    assert page.evaluate("history.length") == length + 4


def test_going_back_is_no_new_step_and_on_is_still_there(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    chosen(page)
    length = page.evaluate("history.length")
    page.evaluate("history.back()")
    until(page, f"{SELECTED} === null")
    page.wait_for_timeout(600)  # longer than the address waits before it is written
    assert page.evaluate("history.length") == length
    page.evaluate("history.forward()")
    until(page, f"{SELECTED} !== null")


def test_filters_switches_and_the_time_are_no_steps(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    length = page.evaluate("history.length")
    page.locator("#variant-4").uncheck()
    until(page, f"{HASH} === '#off=finland'")
    page.evaluate("Routes.page.state.setFilter('source', ['sino-nk'])")
    until(page, f"{HASH}.includes('f.source')")
    page.locator(".time-open").click()
    until(page, f"{HASH}.includes('time=open')")
    assert page.evaluate("history.length") == length


def test_back_right_after_a_choice_undoes_that_choice_alone(
    visit_anywhere: Open, official_html: str
) -> None:
    page = visit_anywhere(official_html).page
    page.evaluate("Routes.page.state.openTab('story')")
    until(page, f"{HASH} === '#tab=story'")
    page.evaluate("Routes.page.state.setFilter('source', ['sino-nk'])")
    page.evaluate("Routes.page.state.openTab('compare')")
    page.evaluate("history.back()")
    until(page, f"{TAB} === 'story'")
    page.wait_for_timeout(600)  # longer than the address waits before it is written
    assert page.evaluate(TAB) == "story"
    assert page.evaluate(HASH) == "#f.source=sino-nk&tab=story"


def test_what_one_act_changes_is_undone_together(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    page.get_by_role("button", name="Compare with …: To Ukraine").click()
    page.evaluate("history.back()")
    until(page, f"{TAB} === 'versions'")
    assert page.evaluate("Routes.page.state.pair") is None
    assert page.evaluate("Routes.page.state.visible.size") == 8


def test_back_leads_past_a_place_of_the_page(visit_anywhere: Open, official_html: str) -> None:
    it = visit_anywhere(official_html)
    page = it.page
    page.evaluate("Routes.page.state.openTab('story')")
    until(page, f"{HASH} === '#tab=story'")
    page.evaluate("location.hash = 'article'")
    page.evaluate("Routes.page.state.select({kind: 'leg', id: 'to-ukraine'})")
    until(page, f"{HASH}.includes('sel=leg:to-ukraine')")
    page.evaluate("history.back()")
    until(page, f"{SELECTED} === null")
    assert page.evaluate(HASH) == "#article"
    assert page.evaluate(TAB) == "story"
    page.evaluate("history.go(-2)")
    until(page, f"{TAB} === 'versions'")
    page.evaluate("history.go(2)")
    until(page, f"{TAB} === 'story'")
    page.wait_for_timeout(600)  # longer than the address waits before it is written
    assert page.evaluate(HASH) == "#article"
    page.reload()
    until(page, "Boolean(globalThis.Routes && Routes.page)")
    assert page.evaluate(TAB) == "story"
    it.requests[:] = [url for url in it.requests if url.split("#")[0] != it.own]


def test_back_works_from_a_start_at_a_place_of_the_page(visit: Open, official_html: str) -> None:
    it = visit(official_html)
    page = it.page
    page.goto("about:blank")
    page.goto(f"{it.own}#article")
    until(page, "Boolean(globalThis.Routes && Routes.page)")
    page.evaluate("Routes.page.state.openTab('compare')")
    until(page, f"{HASH} === '#tab=compare'")
    page.evaluate("history.back()")
    until(page, f"{TAB} === 'versions'")
    assert page.evaluate(HASH) == "#article"
    it.requests[:] = [url for url in it.requests if url.split("#")[0] != it.own]


@pytest.mark.parametrize("way", ["src", "srcdoc"])
def test_in_a_frame_the_way_back_is_the_hosts(
    visit: Open, official_html: str, tmp_path: Path, way: str
) -> None:
    (tmp_path / "inner.html").write_text(official_html)
    value = "inner.html" if way == "src" else _html.escape(official_html)
    host = f'<!doctype html><title>t</title><iframe sandbox="allow-scripts" {way}="{value}"'
    it = visit(host + ' width="1000" height="700"></iframe>')
    it.requests[:] = [url for url in it.requests if not url.split("#")[0].endswith("inner.html")]
    frame = it.page.frames[1]
    until(frame, "Boolean(globalThis.Routes && Routes.page)")
    length = it.page.evaluate("history.length")
    frame.evaluate("Routes.page.state.openTab('story')")
    frame.evaluate("Routes.page.state.goTo('across-russia')")
    if way == "src":
        until(frame, f"{HASH}.includes('step=across-russia')")
    else:
        frame.wait_for_timeout(600)
    assert it.page.evaluate("history.length") == length


# The time line in the link


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_a_link_opens_the_time_line_and_nothing_plays(
    visit: Open, official_html: str, size: tuple[int, int]
) -> None:
    it = visit(official_html, size=size)
    it.page.goto("about:blank")
    it.page.goto(f"{it.own}#days=2016-07-01..2016-07-31&time=open")
    page = it.page
    until(page, "Boolean(globalThis.Routes && Routes.page)")
    it.requests[:] = [url for url in it.requests if url.split("#")[0] != it.own]
    assert page.locator("#timeline").is_visible()
    assert page.locator(".time-says").inner_text().startswith("July 2016:")
    assert page.get_by_role("button", name="Play", exact=True).count() == 1
    page.get_by_role("button", name="Close the time line").click()
    until(page, f"{HASH} === '#days=2016-07-01..2016-07-31'")
    page.evaluate("location.hash = 'time=open'")
    until(page, "!document.getElementById('timeline').hidden")
    assert page.evaluate("Routes.page.state.window") is None
