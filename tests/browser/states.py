"""The states of the page that a reader meets, each by what leads there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

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
READY = "globalThis.Routes && Routes.page && document.documentElement.matches('.drawn')"


# What a page is at the start, and must be again: how near the map is, which lines are drawn, what
# is read. Leaflet rounds the place of the map to a pixel, and with that move a name or two.
LOOK = """() => {
  const { map, state } = Routes.page;
  const lines = [...document.querySelectorAll(".strand, .computed .way")];
  return {
    zoom: map.getZoom(),
    ways: [...state.ways],
    lines: lines.map((n) => Object.values(n.dataset).join()).sort(),
    notes: [...document.querySelectorAll(".map-note")].filter((n) => n.checkVisibility()).length,
    told: [...document.querySelectorAll("h1, #panel, .time-open")].map((n) => n.innerText),
    open: [...document.querySelectorAll("details")].map((d) => d.open),
    sheet: document.getElementById("panel-handle").getAttribute("aria-expanded"),
  };
}"""
# All that a reader may undo.
BACK = """(start) => {
  const { state, data } = Routes.page;
  state.select(null);
  state.goTo(null);
  state.clearFilters();
  state.comparePair(null);
  state.openTime(false);
  state.openTab("versions");
  state.show(data.payload.variants.map((v) => v.id));
  state.showWays([...data.ways.keys()], false);
  state.showWays(start.ways, true);
  document.querySelectorAll("details").forEach((d, i) => { d.open = start.open[i]; });
  const handle = document.getElementById("panel-handle");
  if (handle.getAttribute("aria-expanded") !== start.sheet) handle.click();
  document.querySelectorAll("#panel-scroll, #panel-body").forEach((n) => { n.scrollTop = 0; });
  scrollTo(0, 0);
}"""


def tour(page: Page, states: Iterable[str]) -> Iterator[str]:
    """Bring a drawn page into one state after the other, each from the start.

    That is what it comes back to: no state leaves a trace in what the next one shows.
    """
    until(page, READY)
    settle(page)
    start = page.evaluate(LOOK)
    for state in states:
        bring(page, state)
        yield state
        page.evaluate(BACK, start)
        for _ in range(20):  # a page may be slow to take its size again
            settle(page)
            page.evaluate("document.getElementById('whole').click()")
            settle(page)
            traces = _traces(page, start)
            if not traces:
                break
        assert traces == {}, f"{state} leaves {traces}"


def _traces(page: Page, start: dict[str, Any]) -> dict[str, Any]:
    """By what a page does not look as at the start: how it looked, and how it does."""
    now = page.evaluate(LOOK)
    found = {key: (start[key], now[key]) for key in start if now[key] != start[key]}
    if "zoom" in found and abs(now["zoom"] - start["zoom"]) < 0.2:
        del found["zoom"]
    return found


def settle(page: Page) -> None:
    """Until the frame has its size, and the map has the size of its frame and stands still.

    That is seen in pictures that the browser drew, few or many in a second: sizes change with them.
    """
    page.evaluate("""() => new Promise((done) => {
      const look = () => {
        const { width, height } = document.querySelector(".folium-map").getBoundingClientRect();
        const c = Routes.page.map.getCenter();
        return [width, height, c.lng, c.lat, Routes.page.map.getZoom()].join();
      };
      let [last, alike] = [look(), 0];
      const ask = () => {
        const now = look();
        alike = now === last ? alike + 1 : 0;
        last = now;
        if (alike >= 5) done();
        else requestAnimationFrame(() => setTimeout(ask, 10));
      };
      ask();
    })""")


def bring(page: Page, state: str) -> None:
    """Bring a drawn page into a state; on a narrow page the sheet is opened first."""
    until(page, READY)
    handle = page.locator("#panel-handle")
    if state != "time" and handle.is_visible() and handle.get_attribute("aria-expanded") == "false":
        handle.click()
        settle(page)  # the map has its new height before anything is chosen on it
    script = SCRIPTS[state]
    if script is not None:
        page.evaluate(f"() => {{ {script} }}")
    settle(page)  # the frame of a narrow page gets smaller
