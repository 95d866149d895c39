"""The states of the page that a reader meets, each by what leads there."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import until

SCRIPTS = {
    "first": None,
    "story": "Routes.page.state.openTab('story')",
    "compare": "Routes.page.state.openTab('compare')",
    "filter": "Routes.page.state.openTab('filter')",
    "evidence": "Routes.page.state.select({kind: 'leg', id: 'across'})",
    "way": "Routes.openWay(Routes.page.state, [...Routes.page.data.ways.values()][0])",
    "filtered": """{
      const { state, data } = Routes.page;
      const facet = data.payload.facets.facets.find((f) => f.id === 'mode');
      state.setFilter('mode', [facet.options[0].id]);
      state.openTab('filter');
    }""",
    "step": """{
      const { state, data } = Routes.page;
      state.openTab('story');
      state.goTo(data.payload.steps[1].id);
    }""",
    "pair": """{
      const { state } = Routes.page;
      state.openTab('compare');
      state.comparePair(['belarus', 'ukraine']);
    }""",
    "time": "document.querySelector('.time-open').click()",
    "unfolded": "document.querySelectorAll('details').forEach((d) => { d.open = true; })",
}
STATES = tuple(SCRIPTS)


def bring(page: Page, state: str) -> None:
    """Bring a drawn page into a state; on a narrow page the sheet is opened first."""
    until(page, "document.documentElement.classList.contains('drawn')")
    handle = page.locator("#panel-handle")
    if state != "time" and handle.is_visible() and handle.get_attribute("aria-expanded") == "false":
        handle.click()
        page.wait_for_timeout(300)  # the map has its new height before anything is chosen on it
    script = SCRIPTS[state]
    if script is not None:
        page.evaluate(f"() => {{ {script} }}")
    page.wait_for_timeout(300)  # the frame of a narrow page gets smaller
