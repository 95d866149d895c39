"""Pages of other people that show a map, served to the browser without a network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Error, Frame, Page, Route

from tests.browser.conftest import LISTEN

HOST = "https://newsroom.invalid/story"
MAP = "https://maps.invalid/journey.html"


@dataclass
class Hosted:
    """An open host page, and what was asked for or went wrong in it and in its frames."""

    page: Page
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def maps(self, count: int = 1) -> list[Frame]:
        """The frames with a map in them, once there are so many of them, drawn."""
        for _ in range(200):
            frames = self.page.frames[1:]
            if len(frames) >= count and all(map(_is_drawn, frames)):
                return frames
            self.page.wait_for_timeout(50)
        raise AssertionError(f"no {count} maps: {[f.url[:60] for f in self.page.frames]}")

    def heights(self) -> list[float]:
        """Of the frames as the host shows them, in pixels."""
        found: list[float] = self.page.evaluate(
            "[...document.querySelectorAll('iframe')].map((f) => f.clientHeight)"
        )
        return found

    def violations(self) -> list[str]:
        return [
            text
            for frame in self.page.frames
            for text in frame.evaluate("window.__violations || []")
        ]


def _is_drawn(frame: Frame) -> bool:
    try:
        return bool(frame.evaluate("Boolean(globalThis.Routes && Routes.page)"))
    except Error:  # it is about to load another document
        return False


@contextmanager
def hosting(
    browser: Browser,
    pages: Mapping[str, str],
    *,
    policy: str | None = None,
    size: tuple[int, int] = (900, 700),
    **options: Any,
) -> Iterator[Hosted]:
    """Open ``pages[HOST]``. Whatever is not in ``pages`` is noted in ``asked`` and refused.

    ``policy`` is the Content-Security-Policy that the host alone is sent with.
    """
    if browser.browser_type.name == "chromium":  # Firefox was told when it was started
        options.setdefault("reduced_motion", "reduce")
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
    page = context.new_page()
    it = Hosted(page)

    def answer(route: Route) -> None:
        url = route.request.url.split("#")[0]
        if url not in pages:
            it.asked.append(url)
            route.abort()
            return
        headers = {"content-type": "text/html; charset=utf-8"}
        if policy is not None and url == HOST:
            headers["content-security-policy"] = policy
        route.fulfill(body=pages[url], headers=headers)

    context.route("**/*", answer)
    page.on("console", lambda m: m.type in {"error", "warning"} and it.errors.append(m.text))
    page.on("pageerror", lambda e: it.errors.append(str(e)))
    page.add_init_script(LISTEN)
    page.goto(HOST)
    yield it
    context.close()


def article(*snippets: str, width: int = 640, after: int = 1500) -> str:
    """The page of a story: a column with paragraphs round each snippet, and room to scroll."""
    told = "<p>A paragraph of the story before the map, as long as such paragraphs are.</p>"
    return (
        "<!doctype html><html lang='en'><meta charset='utf-8'><title>A story</title>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<body><main id='column'><h1>A story</h1>{told}{f'{told}'.join(snippets)}{told}"
        f"<p><a id='after' href='#after'>after</a></p><div id='room'></div></main>"
        "<script>document.body.style.margin = '0 8px';"
        f"document.getElementById('column').style.cssText = 'max-width:{width}px;margin:0 auto';"
        f"document.getElementById('room').style.height = '{after}px';</script></body></html>"
    )
