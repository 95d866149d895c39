"""Inside of a frame: whose scroll it is, whose keys, and what is folded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Frame, Page, expect

from routes.webmap import embed
from tests.browser.conftest import until
from tests.browser.hosts import HOST, MAP, Hosted, article, hosting

SNIPPET = embed.linked_frame(MAP, "A map") + embed.script_element()
VIEW = "[Routes.page.map.getZoom(), ...Object.values(Routes.page.map.getCenter())]"
PHONE: dict[str, Any] = {"has_touch": True, "is_mobile": True}


@contextmanager
def story(
    chromium: Browser, html: str, *, size: tuple[int, int] = (900, 700), **options: Any
) -> Iterator[tuple[Hosted, Frame]]:
    """A host with a map of which the middle is in sight, and room to scroll below."""
    pages = {HOST: article(SNIPPET, width=size[0] - 60, after=3000), MAP: html}
    with hosting(chromium, pages, size=size, **options) as it:
        (frame,) = it.maps()
        it.page.wait_for_timeout(400)
        yield it, frame
        assert (it.errors, it.asked) == ([], [])


def middle(frame: Frame, selector: str = ".folium-map") -> tuple[float, float]:
    """Of an element of the frame, in pixels of the host's window."""
    box = frame.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def scrolled(page: Page) -> float:
    page.wait_for_timeout(300)
    return float(page.evaluate("scrollY"))


def fingers(cdp: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    touches = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
    cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})


def swipe(page: Page, x: float, y: float, dy: float) -> None:
    """One finger, as fast as a hand."""
    cdp = page.context.new_cdp_session(page)
    fingers(cdp, "touchStart", (x, y))
    for step in range(1, 11):
        fingers(cdp, "touchMove", (x, y + dy * step / 10))
        page.wait_for_timeout(16)
    fingers(cdp, "touchEnd")


def two_fingers(page: Page, x: float, y: float, *, dx: float = 0, spread: float = 0) -> None:
    """Both move by ``dx``, and ``spread`` apart."""
    cdp = page.context.new_cdp_session(page)
    gap = 40.0
    fingers(cdp, "touchStart", (x - gap, y), (x + gap, y))
    for step in range(1, 11):
        share = step / 10
        aside, apart = dx * share, spread * share
        fingers(cdp, "touchMove", (x - gap - apart + aside, y), (x + gap + apart + aside, y))
        page.wait_for_timeout(16)
    fingers(cdp, "touchEnd")
    page.wait_for_timeout(200)


def test_the_wheel_scrolls_the_host_and_a_hint_says_how_to_zoom(
    chromium: Browser, sample_html: str
) -> None:
    with story(chromium, sample_html) as (it, frame):
        view = frame.evaluate(VIEW)
        it.page.mouse.move(*middle(frame))
        it.page.mouse.wheel(0, 120)
        assert scrolled(it.page) > 60
        assert frame.evaluate(VIEW) == view
        assert frame.locator("#manners.on").inner_text() == "Hold Ctrl to zoom with the wheel"


def test_the_wheel_still_scrolls_after_a_line_was_pressed(
    chromium: Browser, sample_html: str
) -> None:
    with story(chromium, sample_html) as (it, frame):
        x, y = middle(frame)
        it.page.mouse.click(x, y - 60)
        it.page.wait_for_timeout(400)
        view = frame.evaluate(VIEW)
        before = scrolled(it.page)
        it.page.mouse.wheel(0, 120)
        assert scrolled(it.page) > before + 60
        assert frame.evaluate(VIEW) == view


@pytest.mark.parametrize("key", ["Control", "Meta"])
def test_the_wheel_zooms_with_a_key_held(chromium: Browser, sample_html: str, key: str) -> None:
    with story(chromium, sample_html) as (it, frame):
        zoom = frame.evaluate(VIEW)[0]
        it.page.mouse.move(*middle(frame))
        it.page.keyboard.down(key)
        it.page.mouse.wheel(0, -240)
        it.page.wait_for_timeout(300)
        it.page.keyboard.up(key)
        assert frame.evaluate(VIEW)[0] > zoom
        assert scrolled(it.page) == 0
        assert it.page.evaluate("visualViewport.scale") == 1


def test_the_mouse_drags_the_map(chromium: Browser, sample_html: str) -> None:
    with story(chromium, sample_html) as (it, frame):
        view = frame.evaluate(VIEW)
        x, y = middle(frame)
        it.page.mouse.move(x, y + 90)
        it.page.mouse.down()
        it.page.mouse.move(x - 80, y + 90, steps=5)
        it.page.mouse.up()
        assert frame.evaluate(VIEW)[1:] != view[1:]


def test_one_finger_scrolls_the_host(chromium: Browser, sample_html: str) -> None:
    with story(chromium, sample_html, size=(390, 700), **PHONE) as (it, frame):
        view = frame.evaluate(VIEW)
        swipe(it.page, *middle(frame), -150)
        assert scrolled(it.page) > 80
        assert frame.evaluate(VIEW) == view
        assert frame.locator("#manners").inner_text() == "Use two fingers to move the map"


def test_one_finger_scrolls_the_host_where_there_is_a_mouse_too(
    chromium: Browser, sample_html: str
) -> None:
    """A laptop with a screen to touch says that its pointer is fine."""
    with story(chromium, sample_html, has_touch=True) as (it, frame):
        view = frame.evaluate(VIEW)
        swipe(it.page, *middle(frame), -150)
        assert scrolled(it.page) > 80
        assert frame.evaluate(VIEW) == view


@pytest.mark.parametrize("framed", [True, False])
def test_two_fingers_move_the_map(chromium: Browser, sample_html: str, framed: bool) -> None:
    pages = {HOST: article(SNIPPET, width=374) if framed else sample_html, MAP: sample_html}
    with hosting(chromium, pages, size=(390, 700), **PHONE) as it:
        frame = it.maps()[0] if framed else it.page.main_frame
        frame.wait_for_selector("html.drawn .strand")
        it.page.wait_for_timeout(400)
        zoom, *center = frame.evaluate(VIEW)
        x, y = middle(frame)
        two_fingers(it.page, x, y, dx=60)
        moved = frame.evaluate(VIEW)
        assert moved[1:] != center
        two_fingers(it.page, x, y, spread=70)
        assert frame.evaluate(VIEW)[0] > zoom
        assert scrolled(it.page) == 0
        assert it.page.evaluate("visualViewport.scale") == 1
        assert it.errors == []


def test_the_panel_passes_the_scroll_on(chromium: Browser, sample_html: str) -> None:
    with story(chromium, sample_html, size=(700, 900)) as (it, frame):
        frame.locator("#panel-handle").click()
        it.page.wait_for_timeout(300)
        it.page.mouse.move(*middle(frame, "#panel-body"))
        it.page.mouse.wheel(0, 200)
        it.page.wait_for_timeout(300)
        panel = "document.querySelector('#panel-scroll').scrollTop"
        assert frame.evaluate(panel) > 100
        assert it.page.evaluate("scrollY") == 0
        frame.evaluate("document.querySelector('#panel-scroll').scrollTop = 1e6")
        it.page.wait_for_timeout(600)  # a wheel that goes on belongs to what it began with
        it.page.mouse.move(*middle(frame, "#panel-handle"))
        it.page.mouse.move(*middle(frame, "#panel-body"))
        it.page.mouse.wheel(0, 200)
        assert scrolled(it.page) > 100


def test_keys_lead_in_and_out(chromium: Browser, sample_html: str) -> None:
    with story(chromium, sample_html) as (it, frame):
        it.page.locator("#column h1").evaluate("(e) => { e.tabIndex = -1; e.focus(); }")
        seen: list[str] = []
        for _ in range(60):
            it.page.keyboard.press("Tab")
            if it.page.evaluate("document.activeElement.id") == "after":
                break
            seen.append(
                frame.evaluate("document.activeElement.id || document.activeElement.className")
            )
        assert it.page.evaluate("document.activeElement.id") == "after"
        assert "panel-handle" in seen
        it.page.keyboard.press("Shift+Tab")
        assert frame.evaluate("document.activeElement.matches('#frame-bar *')")
        it.page.keyboard.press("Tab")
        assert it.page.evaluate("document.activeElement.id") == "after"


@pytest.mark.parametrize("width", [320, 640, 1000])
def test_panel_and_article_start_folded(chromium: Browser, sample_html: str, width: int) -> None:
    with story(chromium, sample_html, size=(width + 60, 700)) as (_, frame):
        handle = frame.locator("#panel-handle")
        assert handle.get_attribute("aria-expanded") == "false"
        assert not frame.locator("#panel-list").is_visible()
        assert not frame.locator("#article").is_visible()
        assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
        box = frame.locator(".folium-map").bounding_box()
        assert box is not None
        assert box["height"] >= 300
        assert box["width"] >= width - 2
        handle.click()
        assert handle.get_attribute("aria-expanded") == "true"
        assert frame.locator("#panel-list").is_visible()
        assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [320, 640])
def test_targets_are_large_enough(chromium: Browser, sample_html: str, width: int) -> None:
    with story(chromium, sample_html, size=(width + 60, 700)) as (_, frame):
        for target in frame.locator("#frame-bar > *, #panel-handle").all():
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= 43.5
            assert box["width"] >= 44


def test_text_and_tables_unfold_by_key(chromium: Browser, sample_html: str) -> None:
    with story(chromium, sample_html) as (it, frame):
        button = frame.get_by_role("button", name="Text and tables")
        button.focus()
        it.page.keyboard.press("Enter")
        assert button.get_attribute("aria-expanded") == "true"
        assert frame.get_by_role("table").count() > 2
        it.page.keyboard.press("Enter")
        assert button.get_attribute("aria-expanded") == "false"
        assert frame.get_by_role("table").count() == 0


def test_a_page_of_its_own_has_no_bar_and_all_its_text(visit: Any, sample_html: str) -> None:
    page = visit(sample_html).page
    assert page.locator("#frame-bar").count() == 0
    assert page.get_by_role("table").count() > 2
    assert page.locator("#panel-list").is_visible()


def test_a_page_of_its_own_still_zooms_after_a_click(visit: Any, sample_html: str) -> None:
    page = visit(sample_html).page
    x, y = middle(page.main_frame)
    page.mouse.move(x, y)
    page.mouse.wheel(0, 50)
    page.wait_for_timeout(200)
    hint = "Click the map, or hold Ctrl, to zoom with the wheel"
    assert page.locator("#manners.on").inner_text() == hint
    zoom = page.evaluate(VIEW)[0]
    page.evaluate("scrollTo(0, 0)")
    page.mouse.click(x, y + 120)
    page.mouse.wheel(0, -240)
    page.wait_for_timeout(300)
    assert page.evaluate(VIEW)[0] > zoom


def test_the_button_of_the_full_screen_says_the_way_back(
    chromium: Browser, sample_html: str
) -> None:
    snippet = embed.inline_frame(sample_html, "A map")
    with hosting(chromium, {HOST: article(snippet)}) as it:
        (frame,) = it.maps()
        button = frame.locator("#frame-bar button").nth(1)
        button.click()
        until(it.page, "document.fullscreenElement !== null")
        until(frame, "document.fullscreenElement !== null")
        expect(button).to_have_text("Leave full screen")
        frame.evaluate("document.querySelectorAll('#frame-bar button')[1].click()")
        until(it.page, "document.fullscreenElement === null")
        until(frame, "document.fullscreenElement === null")
        expect(button).to_have_text("Full screen")
