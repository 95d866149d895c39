"""A page that is lent again knows nothing of who had it, or it is not lent again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pool import Pool

SIZE = (600, 400)


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool("window.__listens = true;")
    yield made
    made.close()


def test_it_is_the_same_page_and_empty(chromium: Browser, pool: Pool) -> None:
    page = pool.take(chromium, SIZE, {})
    length = page.evaluate("history.length")
    page.set_viewport_size({"width": 300, "height": 300})
    page.set_content("<p id=it>words</p>")
    page.evaluate("window.mine = 1; history.pushState({}, '', '#mine')")
    page.mouse.move(200, 200)
    pool.give_back(page)
    again = pool.take(chromium, SIZE, {})
    assert again is page
    assert again.evaluate("[innerWidth, innerHeight]") == list(SIZE)
    assert again.evaluate("[document.body.innerHTML, location.hash, typeof mine]") == [
        "", "", "undefined",
    ]  # fmt: skip
    assert again.evaluate("history.length") == length
    assert again.evaluate("window.__listens") is True
    pool.give_back(again)


LEAVES: dict[str, Callable[[Page], object]] = {
    "media": lambda page: page.emulate_media(media="print"),
    "colours": lambda page: page.emulate_media(color_scheme="dark"),
    "scripts": lambda page: page.add_init_script("window.mine = 1"),
    "pages": lambda page: page.context.new_page(),
}


KEPT = """[matchMedia('print').matches, matchMedia('(prefers-color-scheme: dark)').matches,
  typeof mine]"""


@pytest.mark.parametrize("what", LEAVES)
def test_who_comes_next_gets_nothing_of_it(
    chromium: Browser, pool: Pool, tmp_path: Path, what: str
) -> None:
    file = tmp_path / "page.html"
    file.write_text("<!doctype html><title>t</title>", encoding="ascii")
    page = pool.take(chromium, SIZE, {})
    LEAVES[what](page)
    pool.give_back(page)
    # Chromium itself forgets the paper with the document.
    assert page.is_closed() == (what != "media")
    after = pool.take(chromium, SIZE, {})
    after.goto(file.as_uri())
    assert after.evaluate(KEPT) == [False, False, "undefined"]
    assert after.context.pages == [after]
    pool.give_back(after)


def test_another_kind_is_another_page(chromium: Browser, pool: Pool) -> None:
    page = pool.take(chromium, SIZE, {})
    pool.give_back(page)
    dark = pool.take(chromium, SIZE, {"color_scheme": "dark"})
    assert dark is not page
    assert dark.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    pool.give_back(dark)
