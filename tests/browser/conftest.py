"""Chromium for the tests of the page, and a visitor that listens to everything it does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from routes.webmap import page as webpage
from tests.browser.sample import sample

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
LISTEN = """
window.__probes = 0;
window.__probe = () => { window.__probes += 1; return ""; };
window.__violations = [];
document.addEventListener("securitypolicyviolation", (e) => {
  window.__violations.push(e.violatedDirective + " " + e.blockedURI);
});
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(path).is_file():
        pytest.fail(
            f"no Chromium at {path}; install it (Debian: the package chromium) or set CHROMIUM"
            " to its path: the page is only proven in a browser",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """An open page and what it did: requests beyond its own file, errors, violations."""

    page: Page
    own: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def violations(self) -> list[str]:
        found: list[str] = []
        for frame in self.page.frames:
            found += frame.evaluate("window.__violations || []")
        return found

    def probes(self) -> int:
        return sum(frame.evaluate("window.__probes || 0") for frame in self.page.frames)

    def assert_quiet(self) -> None:
        assert self.requests == []
        assert self.errors == []
        assert self.violations() == []
        assert self.probes() == 0


Open = Callable[..., Visit]


@pytest.fixture
def visit(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens HTML from a file with the network cut; every visit must have been quiet."""
    opened: list[tuple[BrowserContext, Visit]] = []

    def open_(html: str, *, size: tuple[int, int] = (1280, 800), **options: Any) -> Visit:
        options.setdefault("reduced_motion", "reduce")
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        context.set_offline(True)
        file = tmp_path / f"page{len(opened)}.html"
        file.write_text(html, encoding="ascii")
        page = context.new_page()
        it = Visit(page, file.as_uri())
        page.on("request", lambda r: _note_request(it, r.url))
        page.on("console", lambda m: _note_console(it, m))
        page.on("pageerror", lambda e: it.errors.append(str(e)))
        page.add_init_script(LISTEN)
        page.goto(it.own)
        opened.append((context, it))
        return it

    yield open_
    for context, it in opened:
        it.assert_quiet()
        context.close()


def _note_request(it: Visit, url: str) -> None:
    if url != it.own and not url.startswith("about:"):
        it.requests.append(url)


def _note_console(it: Visit, message: ConsoleMessage) -> None:
    if message.type in {"error", "warning"}:
        it.errors.append(message.text)


def until(page: Page, condition: str) -> None:
    """Wait for a condition; Playwright's own way needs eval, which the page forbids."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {condition}")


@pytest.fixture(scope="session")
def sample_html() -> str:
    return webpage.html(sample())


@pytest.fixture
def drawn(visit: Open, sample_html: str) -> Page:
    """The sample's page, drawn, on a desktop."""
    return visit(sample_html).page
