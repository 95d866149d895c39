"""The page opens anywhere, asks for nothing, and breaks none of its own rules."""

from __future__ import annotations

import html as _html
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import LISTEN, Open, until

DRAWN = "document.querySelectorAll('.strand[data-variant]').length"


@pytest.mark.parametrize("size", [(1280, 800), (390, 844), (640, 480)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_opens_from_disk(visit: Open, sample_html: str, size: tuple[int, int], scheme: str) -> None:
    page = visit(sample_html, size=size, color_scheme=scheme).page
    assert page.evaluate(DRAWN) > 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_dark_page_is_dark(visit: Open, sample_html: str) -> None:
    script = "getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(Number)"
    light = visit(sample_html, color_scheme="light").page.evaluate(script)
    dark = visit(sample_html, color_scheme="dark").page.evaluate(script)
    assert min(light[:3]) > 200
    assert max(dark[:3]) < 60


def test_policy_is_the_first_thing_after_the_charset(sample_html: str) -> None:
    head = sample_html.split("<head>")[1]
    assert head.strip().startswith('<meta charset="utf-8">\n<meta http-equiv="Content-Security-')
    assert "unsafe" not in head.split("<title>")[0]


def test_policy_bites(chromium: Browser, sample_html: str, tmp_path: Path) -> None:
    """A script put into the page by somebody else does not run."""
    file = tmp_path / "page.html"
    file.write_text(sample_html.replace("</body>", "<script>window.bad = 1</script></body>"))
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script(LISTEN)
    page.goto(file.as_uri())
    assert page.evaluate("window.bad") is None
    assert page.evaluate("window.__violations.length") == 1
    context.close()


@pytest.mark.parametrize("way", ["src", "srcdoc"])
def test_works_in_a_sandboxed_frame(
    visit: Open, sample_html: str, tmp_path: Path, way: str
) -> None:
    (tmp_path / "inner.html").write_text(sample_html)
    value = "inner.html" if way == "src" else _html.escape(sample_html)
    host = f'<!doctype html><title>t</title><iframe sandbox="allow-scripts" {way}="{value}"'
    it = visit(host + ' width="640" height="480"></iframe>', size=(700, 520))
    it.requests[:] = [url for url in it.requests if not url.endswith("inner.html")]
    frame = it.page.frames[1]
    frame.wait_for_selector("html.drawn")
    assert frame.evaluate(DRAWN) > 0


def test_reads_without_javascript(chromium: Browser, sample_html: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(sample_html)
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator(".picture svg").is_visible()
    assert page.locator(".picture .still").count() >= 9
    assert page.get_by_role("table").count() == 5  # versions, legs, two of paths, places
    assert page.get_by_text("вылетел из Владивостока").is_visible()
    assert not page.locator("#panel").is_visible()
    context.close()


def test_picture_gives_way_to_the_map(visit: Open, sample_html: str) -> None:
    page = visit(sample_html).page
    assert not page.locator(".picture").is_visible()
    assert page.locator(".folium-map").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_text_far_below_is_there_for_who_copies_it(
    chromium: Browser, official_html: str, tmp_path: Path, scripts: bool
) -> None:
    """What a browser has put off laying out has no text for the clipboard or an archive."""
    file = tmp_path / "page.html"
    file.write_text(official_html)
    context = chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(file.as_uri())
    if scripts:
        until(page, "Boolean(globalThis.Routes && Routes.page)")
    for section in page.locator(".article > :is(section, .scroll):not(.map-key)").all():
        assert section.inner_text().strip()
    context.close()
