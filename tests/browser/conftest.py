"""The browsers for the tests of the page, and a visitor that listens to everything it does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    sync_playwright,
)

import routes
from routes.webmap import page as webpage
from routes.webmap.compose import compose
from tests.browser import pictures
from tests.browser.pool import Pool
from tests.browser.sample import sample

# The list of suggestions under an address bar that nobody sees is a page of its own to draw, for
# every window. A list of features replaces the one that Playwright gives, so what is in that one
# and could matter here is in this one too.
WITHOUT = [
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "DialMediaRouteProvider",
    "GlobalMediaControls",
    "HttpsUpgrades",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "Translate",
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    f"--disable-features={','.join(WITHOUT)}",
]
# What Playwright cannot emulate in Firefox is set before it starts. The proxy is nobody: the
# discard port of this machine, so that a request which got past the policy would fail.
PREFERENCES: dict[str, str | float | bool] = {
    "ui.prefersReducedMotion": 1,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.dns.disabled": True,
}
DARK = {"layout.css.prefers-color-scheme.content-override": 0}
LISTEN = """
window.__probes = 0;
window.__probe = () => { window.__probes += 1; return ""; };
window.__violations = [];
document.addEventListener("securitypolicyviolation", (e) => {
  window.__violations.push(e.violatedDirective + " " + e.blockedURI);
});
"""

# The map comes out of what the page carries packed, a moment after the page is loaded.
SETTLED = """
!document.querySelector("#routes-data, [data-packed]")
|| (globalThis.Routes && Routes.page)
|| !document.getElementById("no-map").hidden
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


def _path(variable: str, default: str, package: str) -> str:
    """Where a browser is; fails with the remedy, since nothing is proven without one."""
    path = os.environ.get(variable) or default
    found = shutil.which(path)
    if found is None:
        pytest.fail(
            f"no {package} at {path}; install it (Debian: apt install {package}) or set"
            f" {variable} to its path: the page is only proven in a browser",
            pytrace=False,
        )
    return found


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    path = _path("CHROMIUM", "/usr/bin/chromium", "chromium")
    browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
    yield browser
    browser.close()


def _firefox(playwright: Playwright, **more: str | float | bool) -> Browser:
    """A stock Firefox, driven by WebDriver BiDi, the protocol that it has built in."""
    return playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=_path("FIREFOX", "/usr/bin/firefox-esr", "firefox-esr"),
        firefox_user_prefs={**PREFERENCES, **more},
    )


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    browser = _firefox(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def dark_firefox(playwright: Playwright) -> Iterator[Browser]:
    browser = _firefox(playwright, **DARK)
    yield browser
    browser.close()


@dataclass
class Visit:
    """An open page and what it did: requests beyond its own file, errors, violations."""

    page: Page
    own: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("request", self._on_request)
        self.page.on("console", self._on_console)
        self.page.on("pageerror", self._on_error)

    def leave(self) -> None:
        """Hear no more: what the page does next is for somebody else to hear."""
        self.page.remove_listener("request", self._on_request)
        self.page.remove_listener("console", self._on_console)
        self.page.remove_listener("pageerror", self._on_error)

    def _on_request(self, request: Request) -> None:
        if request.url != self.own and not request.url.startswith("about:"):
            self.requests.append(request.url)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.errors.append(message.text)

    def _on_error(self, error: Error) -> None:
        self.errors.append(str(error))

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


@pytest.fixture(scope="session")
def pool(playwright: Playwright) -> Iterator[Pool]:  # noqa: ARG001  ends after it
    """Of pages that one test after the other gets; closed before Playwright ends."""
    made = Pool(LISTEN)
    yield made
    made.close()


def _visits(browser: Browser, folder: Path, pool: Pool) -> Iterator[Open]:
    """Opens HTML from a file with the network cut; every visit must have been quiet."""
    opened: list[Visit] = []

    def open_(html: str, *, size: tuple[int, int] = (1280, 800), **options: Any) -> Visit:
        options.setdefault("reduced_motion", "reduce")
        file = folder / f"page{len(opened)}.html"
        file.write_text(html, encoding="ascii")
        it = Visit(pool.take(browser, size, options), file.as_uri())
        opened.append(it)
        it.listen()
        if browser.browser_type.name == "firefox":
            it.page.bring_to_front()  # it takes keys in the window in front alone
        it.page.goto(it.own)
        if options.get("java_script_enabled", True):
            for frame in it.page.frames:
                until(frame, SETTLED)
        return it

    yield open_
    while opened:
        it = opened.pop()
        try:
            it.assert_quiet()
        except BaseException:
            for each in [it, *opened]:
                pool.throw_away(each.page)
            raise
        it.leave()
        pool.give_back(it.page)


@pytest.fixture
def visit(chromium: Browser, tmp_path: Path, pool: Pool) -> Iterator[Open]:
    """Opens HTML from a file in Chromium; every visit must have been quiet."""
    yield from _visits(chromium, tmp_path, pool)


@pytest.fixture(params=["chromium", "firefox"])
def visit_anywhere(request: pytest.FixtureRequest, tmp_path: Path, pool: Pool) -> Iterator[Open]:
    """The same visit in each browser: a test that asks for this runs once in every one."""
    yield from _visits(request.getfixturevalue(request.param), tmp_path, pool)


def until(page: Page, condition: str) -> None:
    """Wait for a condition; Playwright's own way needs eval, which the page forbids."""
    for turn in range(150):
        # Not the thing itself: that may be all of the page's data, and all of it would be sent.
        if page.evaluate(f"Boolean({condition})"):
            return
        page.wait_for_timeout(min(5 * (turn + 1), 50))  # most of what is waited for comes soon
    raise AssertionError(f"never came true: {condition}")


@pytest.fixture
def looks_like() -> Callable[[Page, str], None]:
    """Asserts that a page looks like its golden picture."""
    return pictures.looks_like


@pytest.fixture(scope="session")
def sample_html() -> str:
    return webpage.html(sample())


@pytest.fixture
def drawn(visit: Open, sample_html: str) -> Page:
    """The sample's page, drawn, on a desktop."""
    return visit(sample_html).page


def _case_html(name: str) -> str:
    case = Path(__file__).parents[2] / "data" / "cases" / f"{name}.yaml"
    return webpage.html(compose(routes.build(routes.read(case))))


@pytest.fixture(scope="session")
def official_html() -> str:
    """The page of the trade official: nine legs, eight versions, computed lines."""
    return _case_html("trade-official-2016")


@pytest.fixture(scope="session")
def broker_html() -> str:
    """The page of the closed road: one leg that is closed, and a reach."""
    return _case_html("closed-road-2024")
