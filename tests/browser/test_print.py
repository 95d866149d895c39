"""On paper the still picture stands for the map, and nothing is cut off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open

A4_WIDTH_PX = 794
CHROME = (".folium-map", ".leaflet-control", "#panel", "#scale", "#whole", "#panel-handle")
GROUND = "getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(Number)"


@pytest.fixture(params=["light", "dark"])
def printed(request: pytest.FixtureRequest, visit: Open, sample_html: str) -> Page:
    """A page drawn on a desktop in either scheme, then laid out for A4."""
    page = visit(sample_html, color_scheme=request.param).page
    page.set_viewport_size({"width": A4_WIDTH_PX, "height": 1123})
    page.emulate_media(media="print", color_scheme=request.param)
    return page


def test_picture_stands_for_the_map(printed: Page) -> None:
    picture = printed.locator(".picture svg").bounding_box()
    assert picture is not None
    assert picture["width"] > 600
    assert [name for name in CHROME if printed.locator(name).first.is_visible()] == []


def test_nothing_is_cut_at_the_side(printed: Page) -> None:
    assert printed.evaluate("document.documentElement.scrollWidth") <= A4_WIDTH_PX
    edges = printed.evaluate(
        "[...document.querySelectorAll('td, th')].map((c) => c.getBoundingClientRect().right)"
    )
    assert max(edges) <= A4_WIDTH_PX


def test_paper_is_light(printed: Page) -> None:
    assert min(printed.evaluate(GROUND)[:3]) > 200
    ink = printed.evaluate("getComputedStyle(document.body).color.match(/\\d+/g).map(Number)")
    assert max(ink[:3]) < 80
