"""What every reader does, in each browser: by mouse and by keyboard, quietly, from disk."""

from __future__ import annotations

import html as _html
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Open, until
from tests.browser.states import tour
from tests.browser.test_evidence import MIDDLE

DRAWN = "document.documentElement.classList.contains('drawn')"
STRANDS = "document.querySelectorAll('.strand').length"


def opened(visit: Open, html: str, **more: Any) -> Page:
    page = visit(html, **more).page
    until(page, DRAWN)
    return page


@pytest.mark.parametrize("size", [(1280, 800), (640, 480), (390, 844)])
def test_opens_and_draws(visit_anywhere: Open, sample_html: str, size: tuple[int, int]) -> None:
    page = opened(visit_anywhere, sample_html, size=size)
    assert page.evaluate(STRANDS) > 9
    assert page.locator(".labels .label").count() >= 3
    assert not page.locator(".picture").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", ["official_html", "broker_html"])
def test_real_cases_open(visit_anywhere: Open, request: pytest.FixtureRequest, name: str) -> None:
    page = opened(visit_anywhere, request.getfixturevalue(name))
    assert page.evaluate(STRANDS) > 0


def test_policy_refuses_a_foreign_script(visit_anywhere: Open, sample_html: str) -> None:
    it = visit_anywhere(sample_html.replace("</body>", "<script>window.bad = 1</script></body>"))
    assert it.page.evaluate("window.bad") is None
    assert len(it.violations()) == 1
    it.errors.clear()
    it.page.evaluate("window.__violations = []")


def test_a_line_is_clicked_and_its_words_are_read(visit_anywhere: Open, sample_html: str) -> None:
    page = opened(visit_anywhere, sample_html)
    x, y = page.evaluate(MIDDLE, "to-kyiv")
    page.mouse.click(x, y)
    until(page, "!document.querySelector('#evidence').hidden")
    assert "fled to Ukraine" in (page.locator("#evidence").text_content() or "")
    page.keyboard.press("Escape")
    assert page.locator("#evidence").is_hidden()


def test_a_version_is_switched_by_mouse_and_by_key(visit_anywhere: Open, sample_html: str) -> None:
    page = opened(visit_anywhere, sample_html)
    count = "document.querySelectorAll('.strand[data-variant=ukraine]').length"
    box = page.get_by_role("checkbox", name="To Ukraine")
    box.uncheck()
    assert page.evaluate(count) == 0
    box.focus()
    page.keyboard.press("Space")
    assert page.evaluate(count) == 2


PANES = {
    "story": "#panel-story", "step": "#panel-story", "compare": "#panel-compare",
    "pair": "#panel-compare", "filter": "#panel-filter", "filtered": "#panel-filter",
    "time": "#timeline",
}  # fmt: skip


def test_every_tab_and_the_time_open(visit_anywhere: Open, sample_html: str) -> None:
    page = opened(visit_anywhere, sample_html)
    for state in tour(page, PANES):
        pane = page.locator(PANES[state])
        assert pane.is_visible(), state
        assert len(pane.inner_text()) > 40 or state == "time"


def test_tabs_by_arrows(visit_anywhere: Open, sample_html: str) -> None:
    page = opened(visit_anywhere, sample_html)
    page.get_by_role("tab").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#panel-story").is_visible()
    page.keyboard.press("End")
    assert page.locator("#panel-filter").is_visible()


def test_the_wheel_and_the_keys_move_the_map(visit_anywhere: Open, sample_html: str) -> None:
    page = opened(visit_anywhere, sample_html)
    zoom = "Routes.page.map.getZoom()"
    before = page.evaluate(zoom)
    page.mouse.click(400, 700)
    page.mouse.wheel(0, -300)
    until(page, f"{zoom} > {before}")
    page.locator("#whole").click()
    until(page, f"{zoom} === {before}")
    page.locator(".folium-map").focus()
    page.keyboard.press("+")
    until(page, f"{zoom} > {before}")


@pytest.mark.parametrize("way", ["sandbox='allow-scripts'", ""], ids=["sandbox", "plain"])
def test_lives_in_a_frame(visit_anywhere: Open, sample_html: str, way: str) -> None:
    inner = _html.escape(sample_html)
    host = f'<!doctype html><title>t</title><iframe {way} srcdoc="{inner}" width="640"'
    it = visit_anywhere(host + ' height="480"></iframe>', size=(700, 520))
    frame = it.page.frames[1]
    frame.wait_for_selector("html.drawn")
    assert frame.evaluate(STRANDS) > 0


def test_the_first_stop_skips_the_map(visit_anywhere: Open, sample_html: str) -> None:
    page = opened(visit_anywhere, sample_html)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#article"
    page.keyboard.press("Enter")
    until(page, "scrollY > 100")


def test_firefox_is_dark_when_its_reader_is(
    firefox: Browser, dark_firefox: Browser, sample_html: str, tmp_path: Any
) -> None:
    """Set in Firefox's own preferences, since Playwright cannot emulate it there."""
    file = tmp_path / "page.html"
    file.write_text(sample_html, encoding="ascii")
    grounds = []
    for browser in (firefox, dark_firefox):
        page = browser.new_page()
        page.goto(file.as_uri())
        script = "getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g)"
        grounds.append([int(c) for c in page.evaluate(script)[:3]])
        page.close()
    assert min(grounds[0]) > 200
    assert max(grounds[1]) < 60


def test_a_request_would_fail_and_be_seen(visit_anywhere: Open) -> None:
    """The listeners hear: a page without a policy that asks for something is caught."""
    it = visit_anywhere('<!doctype html><title>t</title><img src="https://canary.invalid/a.png">')
    until(it.page, "document.images[0].complete")
    assert it.requests == ["https://canary.invalid/a.png"]
    assert it.page.evaluate("document.images[0].naturalWidth") == 0
    it.requests.clear()
    it.errors.clear()
