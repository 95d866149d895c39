"""What a frame needs of a browser, in Firefox: messages, seals, policies, scroll."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright

from routes.webmap import embed
from tests.browser.conftest import _firefox
from tests.browser.hosts import HOST, MAP, article, hosting
from tests.browser.test_embed_host import ALL_SEEN, STRICT, WITH_SCRIPT, followed, higher, press


@pytest.fixture(scope="module")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """With frames in the process of their host: a driver's clicks do not get into others."""
    browser = _firefox(
        playwright, **{"fission.autostart": False, "fission.webContentIsolationStrategy": 0}
    )
    yield browser
    browser.close()


def test_height_follows_the_content(firefox: Browser, sample_html: str) -> None:
    with hosting(firefox, {HOST: article(WITH_SCRIPT), MAP: sample_html}) as it:
        (frame,) = it.maps()
        folded = followed(it)
        assert 400 < folded < 800
        assert frame.evaluate(ALL_SEEN)
        press(frame, "#frame-bar button")
        higher(it, folded + 1000)
        assert frame.evaluate(ALL_SEEN)
        assert frame.evaluate("origin") == "null"


def test_the_wheel_scrolls_the_host(firefox: Browser, sample_html: str) -> None:
    with hosting(firefox, {HOST: article(WITH_SCRIPT, after=3000), MAP: sample_html}) as it:
        (frame,) = it.maps()
        followed(it)
        zoom = frame.evaluate("Routes.page.map.getZoom()")
        box = frame.locator(".folium-map").bounding_box()
        assert box is not None
        it.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        it.page.mouse.wheel(0, 120)
        it.page.wait_for_timeout(400)
        assert it.page.evaluate("scrollY") > 60
        assert frame.evaluate("Routes.page.map.getZoom()") == zoom


def test_inline_page_works(firefox: Browser, sample_html: str) -> None:
    snippet = embed.inline_frame(sample_html, "A map") + embed.script_element()
    with hosting(firefox, {HOST: article(snippet)}) as it:
        (frame,) = it.maps()
        followed(it)
        assert frame.locator(".strand").count() > 0


def test_inline_page_shows_its_picture_in_a_strict_host(firefox: Browser, sample_html: str) -> None:
    snippet = embed.inline_frame(sample_html, "A map", height=900)
    page = f"<!doctype html><title>t</title><h1>A story</h1>{snippet}"
    with hosting(firefox, {HOST: page}, policy=STRICT) as it:
        frame = it.page.frames[1]
        frame.wait_for_selector("#article")
        assert frame.locator(".picture svg").is_visible()
        assert "вылетел из Владивостока" in frame.locator("#article").inner_text()
