"""The white space that the page leaves out of stylesheets says nothing to a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from routes.webmap import shell
from routes.webmap.parts import styles_of

ASSETS = Path(shell.__file__).parent / "assets"
RULES = """([text]) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  /* Values with a variable in them are kept as they are written, with their white space. */
  const told = (text) => text.replace(/\\s+/g, " ").replace(/([(,]) /g, "$1").replace(/ \\)/g, ")");
  return [...sheet.cssRules].map((rule) => told(rule.cssText));
}"""


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Page]:
    """An empty page; a sheet that is only read leaves nothing in it."""
    page = chromium.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("name", styles_of("map"))
def test_a_stylesheet_says_the_same_as_its_source(tab: Page, name: str) -> None:
    source = (ASSETS / name).read_text(encoding="utf-8")
    assert tab.evaluate(RULES, [shell.asset(name)]) == tab.evaluate(RULES, [source])


def test_leaflet_keeps_its_rules_but_for_pictures(tab: Page) -> None:
    ours = tab.evaluate(RULES, [shell.leaflet_css()])
    theirs = tab.evaluate(RULES, [shell.library("leaflet.css")])
    assert len(ours) == len(theirs) > 80
    changed = [old for new, old in zip(ours, theirs, strict=True) if new != old]
    assert all("url(" in old for old in changed)
