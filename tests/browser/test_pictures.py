"""Golden pictures of every state, and proof that the comparer sees what a reader would."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import pictures
from tests.browser.conftest import Open
from tests.browser.states import STATES, bring, settle

DESKTOP, PHONE, FRAME = (1280, 800), (390, 844), (640, 480)
PICTURES: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "desktop": ("first", DESKTOP, "light"),
    "desktop-dark": ("first", DESKTOP, "dark"),
    "frame": ("first", FRAME, "light"),
    # As they open, with the sheet folded.
    "frame-folded": (None, FRAME, "light"),
    "phone-folded": (None, PHONE, "light"),
    **{f"desktop-{state}": (state, DESKTOP, "light") for state in STATES if state != "first"},
    # Where the sheet has something else in it, or gives way.
    **{f"phone-{state}": (state, PHONE, "light")
       for state in ("story", "compare", "filter", "evidence", "time")},
}  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_looks_as_it_did(
    visit: Open, sample_html: str, looks_like: Callable[[Page, str], None], name: str
) -> None:
    state, size, scheme = PICTURES[name]
    page = visit(sample_html, size=size, color_scheme=scheme).page
    if state is not None:
        bring(page, state)
    settle(page)
    looks_like(page, name)


def test_pictures_are_small() -> None:
    sizes = {p.name: p.stat().st_size for p in pictures.GOLDEN.glob("*.webp")}
    assert set(sizes) == {f"{name}.webp" for name in PICTURES}
    assert {name: size for name, size in sizes.items() if size > 40_000} == {}


# Each is what a change of the scripts might do to the map.
CHANGES = {
    "a line is missing": "document.querySelector('.strand[data-leg=belavia]').remove()",
    "one of many lines is missing": "document.querySelector('.strand[data-leg=across]').remove()",
    "a line has another colour": """document.querySelectorAll('.strand[data-variant=ukraine]')
        .forEach((n) => { n.style.stroke = '#dd2fb0'; })""",
    "the map is elsewhere": "Routes.page.map.panBy([8, 0], { animate: false })",
    "a tab is missing": "document.querySelector('[role=tab]').style.visibility = 'hidden'",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_real_change_is_seen(drawn: Page, change: str) -> None:
    bring(drawn, "first")
    before = pictures.picture(drawn)
    drawn.evaluate(f"() => {{ {CHANGES[change]} }}")
    with pytest.raises(pictures.Unlike):
        pictures.compare(pictures.picture(drawn), before, "test")


# What other fonts and another hinting do to letters.
FONTS = {
    "hinting": "* { letter-spacing: .012em }",
    "no smoothing": "* { -webkit-font-smoothing: none; text-rendering: geometricPrecision }",
    "thin": "* { -webkit-text-stroke: .12px }",
}


@pytest.mark.parametrize("fonts", FONTS)
def test_other_letters_are_no_change(drawn: Page, fonts: str) -> None:
    bring(drawn, "first")
    before = pictures.picture(drawn)
    drawn.evaluate(
        """(css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [sheet];
        }""",
        FONTS[fonts],
    )
    pictures.compare(pictures.picture(drawn), before, "test")
