"""What the page carries packed: it comes out everywhere, and never fails in silence."""

from __future__ import annotations

import html as _html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from routes.webmap import shell
from routes.webmap.packing import contents
from tests.browser.conftest import LISTEN, Open, until

DRAWN = "document.documentElement.classList.contains('drawn')"
TOLD = "document.getElementById('no-map').checkVisibility()"
STAND_ALONE = '<!doctype html><meta charset="utf-8"><title>host</title>'


def test_scripts_that_come_out_are_the_sources_to_the_byte(drawn: Page, sample_html: str) -> None:
    wanted = contents(sample_html)
    found = drawn.evaluate("[...document.scripts].map((script) => script.textContent)")
    assert wanted["leaflet.js"] in found
    assert wanted["routes.js"] in found
    assert wanted["payload.json"] in found


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-popups"])
def test_in_a_sandboxed_frame_and_in_srcdoc(
    visit_anywhere: Open, sample_html: str, tmp_path: Path, sandbox: str
) -> None:
    (tmp_path / "map.html").write_text(sample_html, encoding="ascii")
    inline = f'<iframe sandbox="{sandbox}" srcdoc="{_html.escape(sample_html)}"></iframe>'
    page = visit_anywhere(f"{STAND_ALONE}{inline}", size=(1000, 700)).page
    until(page.frames[1], DRAWN)
    assert page.frames[1].locator(".surface path").count() > 5


BROKEN: dict[str, Callable[[str], str]] = {
    "a changed script": lambda html: re.sub(
        r'(data-packed="routes.js">.{400})(.)', lambda m: m[1] + chr(ord("z") - (m[2] == "z")), html
    ),
    "a script cut short": lambda html: re.sub(
        r'(data-packed="leaflet.js">.{4000})[^<]*', r"\1", html
    ),
    "data cut short": lambda html: re.sub(r'(data-packed="payload.json">.{300})[^<]*', r"\1", html),
    "no data": lambda html: re.sub(r'(data-packed="payload.json">)[^<]*', r"\1", html),
    "a script that the policy does not know": lambda html: html.replace(
        shell.source_of(contents(html)["routes.js"])[1:-1], shell.source_of("something else")[1:-1]
    ),
}


def opened(browser: Browser, html: str, tmp_path: Path, script: str = "") -> Page:
    """A page that is going to fail, so nothing is asked of its console."""
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    file = tmp_path / "broken.html"
    file.write_text(html, encoding="ascii")
    page = context.new_page()
    page.add_init_script(LISTEN + script)
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("how", BROKEN)
def test_what_is_damaged_is_not_run_and_the_reader_is_told(
    chromium: Browser, sample_html: str, tmp_path: Path, how: str
) -> None:
    broken = BROKEN[how](sample_html)
    assert broken != sample_html
    page = opened(chromium, broken, tmp_path)
    until(page, TOLD)
    assert not page.evaluate(DRAWN)
    assert page.locator(".picture svg").is_visible()
    page.context.close()


def test_an_older_browser_keeps_the_picture_and_the_reader_is_told(
    chromium: Browser, sample_html: str, tmp_path: Path
) -> None:
    page = opened(chromium, sample_html, tmp_path, "delete globalThis.DecompressionStream;")
    until(page, TOLD)
    assert page.locator(".picture svg").is_visible()
    assert page.locator("#article table").first.is_visible()
    page.context.close()


def test_a_reader_of_a_map_is_told_nothing_of_failure(drawn: Page) -> None:
    assert not drawn.evaluate(TOLD)
