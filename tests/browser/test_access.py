"""Automated accessibility rules (axe) find nothing, in each state a reader meets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from tests.browser.states import STATES, bring, settle, tour
from tests.conftest import ROOT

RULES = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22a",
        "wcag22aa",
        "best-practice",
    ],
    "rules": {"target-size": {"enabled": True}},
    # Of what passes, one node for each rule is enough: all of them are megabytes.
    "resultTypes": ["violations"],
}


# What light colours and dark ones differ in.
OF_COLOUR = ["color-contrast", "link-in-text-block"]


def violations(page: Page, state: str = "unfolded", *, only: list[str] | None = None) -> list[Any]:
    """What axe finds; in the states that change nothing below the map, only above.

    ``only`` names the rules to ask, where all others were asked of the same state before.
    """
    within = None if state == "unfolded" else ".stage"
    rules = RULES if only is None else {"runOnly": only, "resultTypes": ["violations"]}
    results = Axe().run(page, context=within, options=rules)
    assert len(results.response["passes"]) > (5 if only is None else 0)
    return [
        (v["id"], [n["html"][:160] for n in v["nodes"][:4]]) for v in results.response["violations"]
    ]


def in_the_dark(page: Page, state: str) -> list[Any]:
    """What axe finds once the reader's system turns dark, and light again after it."""
    page.emulate_media(color_scheme="dark")
    settle(page)
    found = violations(page, state, only=OF_COLOUR)
    page.emulate_media(color_scheme="light")
    settle(page)
    return found


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Any:
    """Opens HTML where axe may run: the page's own policy keeps every foreign script out."""
    contexts = []

    def open_(html: str, width: int = 1280, height: int = 800, **more: Any) -> Page:
        context = chromium.new_context(
            bypass_csp=True, viewport={"width": width, "height": height},
            reduced_motion="reduce", **more,
        )  # fmt: skip
        contexts.append(context)
        file = tmp_path / "page.html"
        file.write_text(html, encoding="ascii")
        page = context.new_page()
        page.goto(file.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(opened: Any, sample_html: str, width: int) -> None:
    for state in tour(page := opened(sample_html, width), STATES):
        assert (state, violations(page, state)) == (state, [])
        if width == 1280:
            assert (state, in_the_dark(page, state)) == (state, [])


@pytest.mark.parametrize("more", [{"forced_colors": "active"}, {"contrast": "more"}], ids=str)
def test_axe_finds_nothing_in_colours_of_the_reader(
    opened: Any, sample_html: str, more: dict[str, str]
) -> None:
    for state in tour(page := opened(sample_html, **more), ["first", "evidence", "compare"]):
        assert (state, violations(page, state)) == (state, [])


def test_axe_finds_nothing_at_four_times_the_size(opened: Any, sample_html: str) -> None:
    """A window of 1280 by 1024 at 400 per cent is one of 320 by 256."""
    states = ["first", "evidence", "story", "compare", "filter", "time"]
    for state in tour(page := opened(sample_html, 320, 256), states):
        assert (state, violations(page, state)) == (state, [])


EVIDENCE = {
    "official": [
        "select({kind: 'place', id: 'st-petersburg'})",
        "select({kind: 'leg', id: 'to-ukraine'})",
        "select({kind: 'event', id: 'escape'})",
        "select({kind: 'source', id: 'sino-nk'})",
        "select({kind: 'dispute', id: 'money'})",
        # both notes over the map: what a pair and what a filter hides
        "comparePair(['belarus', 'ukraine']); Routes.page.state.setFilter('source', ['ria'])",
        "select({kind: 'leg', id: 'to-south-korea'})",
    ],
    "broker": [
        "select({kind: 'variant', id: 'by-car'})",
        "select({kind: 'place', id: 'other-areas'})",
        "select({kind: 'way', id: [...Routes.page.data.ways.keys()][0]})",
    ],
}
"""What a reader may open in the seeds, one after the other."""


@pytest.mark.parametrize("more", [{}, {"color_scheme": "dark", "width": 320}], ids=str)
@pytest.mark.parametrize("case", EVIDENCE)
def test_axe_finds_nothing_in_the_evidence_of_the_seeds(
    opened: Any, request: pytest.FixtureRequest, case: str, more: dict[str, Any]
) -> None:
    page = opened(request.getfixturevalue(f"{case}_html"), **more)
    bring(page, "first")
    for step in EVIDENCE[case]:
        page.evaluate(f"() => {{ Routes.page.state.{step} }}")
        assert (step, violations(page, "evidence")) == (step, [])


def test_axe_finds_nothing_without_scripts(opened: Any, sample_html: str) -> None:
    """axe is itself a script: the page is asked as a browser without scripts would show it."""
    still = sample_html.replace("<script>", '<script type="text/plain">')
    assert violations(opened(still)) == []


def test_axe_finds_nothing_in_the_gallery(opened: Any) -> None:
    assert violations(opened((ROOT / "maps" / "index.html").read_text("ascii"))) == []
