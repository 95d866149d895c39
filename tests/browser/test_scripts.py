"""Runs the unit tests of the pure scripts inside Chromium, where they will live.

The same files run under Node: ``node --test tests/browser/js/*.test.js``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

HERE = Path(__file__).parent / "js"
ASSETS = Path(__file__).parents[2] / "routes" / "webmap" / "assets"
PURE = (
    "coding.js",
    "basemap.js",
    "calendar.js",
    "laea.js",
    "albers.js",
    "mercator.js",
    "line.js",
    "placement.js",
    "ways.js",
    "crowd.js",
    "flows.js",
)


@pytest.mark.parametrize("file", sorted(HERE.glob("*.test.js")), ids=lambda path: path.stem)
def test_script(chromium: Browser, file: Path) -> None:
    context = chromium.new_context()
    page = context.new_page()
    for path in (*(ASSETS / name for name in PURE), HERE / "harness.js", file):
        page.add_script_tag(content=path.read_text(encoding="utf-8"))
    results = page.evaluate("globalThis.harness.results")
    context.close()
    assert results
    assert [result for result in results if result["error"]] == []
