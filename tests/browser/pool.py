"""Pages that are open already: a warm one draws a map in about half the work of a new one.

A page that a test leaves is emptied and lent to a later test that asks for one of the same kind.
A document and all that it holds ends with the test that opened it; what could outlive it is put
back (history, mouse, size) or looked at (media, names that scripts gave to every document): a page
that is not as it was at first is closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

# More would hold more memory than they save work.
MOST_IDLE = 4
# Firefox keeps the history of a page, and no more than 50 entries of it.
MOST_USES = 20
STATE = """[Object.getOwnPropertyNames(window).length,
  ...["print", "(prefers-color-scheme: dark)", "(prefers-reduced-motion)",
    "(prefers-contrast: more)", "(forced-colors: active)", "(pointer: coarse)"]
    .map((query) => matchMedia(query).matches)]"""


@dataclass
class _Lent:
    """A page, what it is lent for, and what its emptied state looks like."""

    page: Page
    kind: object
    size: tuple[int, int]
    state: list[Any]
    cdp: CDPSession | None
    uses: int = 1


class Pool:
    """Lends pages; ``script`` runs at the start of every document in them."""

    def __init__(self, script: str) -> None:
        self._script = script
        self._idle: list[_Lent] = []
        self._lent: list[_Lent] = []

    def take(self, browser: Browser, size: tuple[int, int], options: Mapping[str, Any]) -> Page:
        """An empty page of that kind, of which the network is cut."""
        kind = (browser, size, tuple(sorted((name, repr(options[name])) for name in options)))
        found = next((one for one in self._idle if one.kind == kind), None)
        if found is None:
            found = self._open(browser, size, options, kind)
        else:
            self._idle.remove(found)
            found.uses += 1
        self._lent.append(found)
        return found.page

    def give_back(self, page: Page) -> None:
        """Empty a page for a later test, or close it where something of this one would stay."""
        one = self._taken(page)
        if one.uses >= MOST_USES or not self._is_as_new(one):
            page.context.close()
            return
        self._idle.append(one)
        if len(self._idle) > MOST_IDLE:
            self._idle.pop(0).page.context.close()

    def throw_away(self, page: Page) -> None:
        """Close a page that nobody should get after this."""
        self._taken(page)
        page.context.close()

    def close(self) -> None:
        for one in self._idle:
            one.page.context.close()
        self._idle.clear()

    def _open(
        self, browser: Browser, size: tuple[int, int], options: Mapping[str, Any], kind: object
    ) -> _Lent:
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_offline(True)
        page = context.new_page()
        page.add_init_script(self._script)
        if not options.get("java_script_enabled", True):
            return _Lent(page, kind, size, [], None, uses=MOST_USES)
        page.goto("about:blank")
        is_chromium = browser.browser_type.name == "chromium"
        cdp = context.new_cdp_session(page) if is_chromium else None
        return _Lent(page, kind, size, page.evaluate(STATE), cdp)

    def _taken(self, page: Page) -> _Lent:
        one = next(each for each in self._lent if each.page is page)
        self._lent.remove(one)
        return one

    def _is_as_new(self, one: _Lent) -> bool:
        page = one.page
        if page.context.pages != [page]:
            return False
        page.goto("about:blank")
        width, height = one.size
        if page.viewport_size != {"width": width, "height": height}:
            page.set_viewport_size({"width": width, "height": height})
        page.mouse.move(0, 0)
        if one.cdp is not None:
            one.cdp.send("Page.resetNavigationHistory")
        state: list[Any] = page.evaluate(STATE)
        return state == one.state
