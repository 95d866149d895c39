"""Automated accessibility rules (axe) find nothing, in each state a reader meets."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser

STATES = {
    "first view": "0",
    "evidence": "Routes.page.state.select({kind: 'leg', id: 'across'})",
    "computed path": "Routes.openWay(Routes.page.state, [...Routes.page.data.ways.values()][0])",
    "all open": "document.querySelectorAll('details').forEach((d) => { d.open = true; })",
}


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(
    chromium: Browser, sample_html: str, tmp_path: Path, dark: bool, width: int, state: str
) -> None:
    file = tmp_path / "page.html"
    file.write_text(sample_html)
    context = chromium.new_context(
        bypass_csp=True,
        color_scheme="dark" if dark else "light",
        viewport={"width": width, "height": 800},
    )
    page = context.new_page()
    page.goto(file.as_uri())
    if width < 900:
        page.click("#panel-handle")
    page.evaluate(STATES[state])
    results = Axe().run(page)
    found = [
        (v["id"], [n["html"][:120] for n in v["nodes"][:4]]) for v in results.response["violations"]
    ]
    context.close()
    assert found == []
