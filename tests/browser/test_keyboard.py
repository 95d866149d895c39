"""Everything is reached, named, seen and left by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open, until
from tests.browser.states import bring

# What one stop of the Tab key is: its name, where it stands, and how it shows the focus. The
# look without focus is taken from the same element after it lost it.
STOP = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const box = node.getBoundingClientRect();
  const look = (n) => {
    const s = getComputedStyle(n);
    const ring = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0
      ? s.outlineStyle + s.outlineWidth + s.outlineColor : "";
    return [ring, s.boxShadow, s.backgroundColor, s.borderColor].join("|");
  };
  const labels = node.labels ? [...node.labels].map((l) => l.textContent).join(" ") : "";
  const by = (node.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean)
    .map((id) => document.getElementById(id)).filter(Boolean).map((n) => n.textContent).join(" ");
  const name = node.getAttribute("aria-label") || by || labels || node.textContent ||
    node.getAttribute("title") || "";
  node.dataset.stop = node.dataset.stop || String(window.__stops = (window.__stops || 0) + 1);
  return {
    id: node.dataset.stop,
    what: node.outerHTML.slice(0, 110),
    name: name.trim(),
    inside: ["#panel", ".frame", ".article", ".masthead", ".skip"].find((s) => node.closest(s)),
    area: box.width * box.height,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight &&
      box.right > 0 && box.left < innerWidth,
    focused: look(node),
  };
}"""
PLAIN = """(id) => {
  const n = document.querySelector(`[data-stop="${id}"]`);
  if (!n) return null;
  const s = getComputedStyle(n);
  const ring = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0
    ? s.outlineStyle + s.outlineWidth + s.outlineColor : "";
  return [ring, s.boxShadow, s.backgroundColor, s.borderColor].join("|");
}"""
# What a pointer can work and the Tab key should reach: not parts of a group that arrow keys walk.
REACHABLE = """() => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((n) => n.checkVisibility({ visibilityProperty: true, opacityProperty: false }))
  .filter((n) => !n.disabled && n.tabIndex >= 0 && !n.closest("[inert]"))
  .filter((n) => n.type !== "radio" || n.checked)
  .filter((n) => !n.dataset.stop)
  .map((n) => n.outerHTML.slice(0, 110))"""
# The next Tab begins with the first thing of the page, wherever the focus was.
TO_THE_TOP = """() => {
  getSelection().removeAllRanges();
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
}"""
MOST_STOPS = 400


def looks_focused(page: Page, stop: str) -> bool:
    """Whether pixels change with the focus: for what shows it on a part, as a slider does."""
    node = page.locator(f"[data-stop='{stop}']")
    node.focus()
    node.scroll_into_view_if_needed()
    box = node.bounding_box()
    assert box is not None
    clip = {"x": max(0.0, box["x"] - 6), "y": max(0.0, box["y"] - 6),
            "width": box["width"] + 12, "height": box["height"] + 12}  # fmt: skip
    focused = page.screenshot(clip=clip, caret="initial")  # type: ignore[arg-type]
    page.evaluate(TO_THE_TOP)
    return page.screenshot(clip=clip, caret="initial") != focused  # type: ignore[arg-type]


def walk(page: Page, key: str = "Tab") -> list[dict[str, Any]]:
    """Press the key from the top until it comes round; every stop, in order."""
    stops: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        stop = page.evaluate(STOP)
        if stop is None and not stops:
            continue  # the focus stood on the first thing, and left the page by the other end
        if stop is None or (len(stops) > 1 and stop["id"] == stops[0]["id"]):
            return stops
        # A date is one thing of three stops.
        if not stops or stop["id"] != stops[-1]["id"]:
            stops.append(stop)
    raise AssertionError(f"{key} never leaves the page: {[s['what'] for s in stops[-6:]]}")


@pytest.mark.parametrize(
    "state", ["first", "story", "compare", "filter", "evidence", "way", "time", "step"]
)
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["desktop", "phone"])
def test_everything_is_reached_named_and_seen(
    visit: Open, sample_html: str, state: str, size: tuple[int, int]
) -> None:
    page = visit(sample_html, size=size).page
    bring(page, state)
    page.evaluate(TO_THE_TOP)
    stops = walk(page)
    assert len(stops) > 20
    assert [s["what"] for s in stops if not s["name"]] == []
    assert [s["what"] for s in stops if not s["seen"]] == []
    page.evaluate(TO_THE_TOP)
    alike = [s for s in stops if s["focused"] == page.evaluate(PLAIN, s["id"])]
    assert [s["what"] for s in alike if not looks_focused(page, s["id"])] == []
    ids = [s["id"] for s in stops]
    assert len(set(ids)) == len(ids)
    assert page.evaluate(REACHABLE) == []


def test_the_order_is_that_of_the_page(drawn: Page) -> None:
    """First the way round the map, then map, panel, text: no jumping to and fro."""
    order = [s["inside"] for s in walk(drawn)]
    regions = [name for i, name in enumerate(order) if i == 0 or name != order[i - 1]]
    assert len(regions) == len(set(regions)), regions


def test_backwards_is_the_same_way(drawn: Page) -> None:
    forwards = [s["id"] for s in walk(drawn)]
    backwards = [s["id"] for s in walk(drawn, "Shift+Tab")]
    assert backwards[::-1] == forwards


@pytest.mark.parametrize("what", ["leg", "place", "event"])
def test_escape_closes_and_gives_the_focus_back(drawn: Page, what: str) -> None:
    for summary in drawn.locator("#panel-list summary:visible").all():
        summary.click()
    opener = drawn.locator(f"#panel-list button[data-kind={what}]:visible").first
    opener.focus()
    name = opener.text_content()
    drawn.keyboard.press("Enter")
    until(drawn, "!document.querySelector('#evidence').hidden")
    drawn.keyboard.press("Escape")
    assert drawn.locator("#evidence").is_hidden()
    assert drawn.evaluate("document.activeElement.textContent") == name


def test_the_map_can_be_skipped(drawn: Page) -> None:
    """The first stop leads past the map to what says the same in words."""
    drawn.keyboard.press("Tab")
    link = drawn.locator(":focus")
    assert link.get_attribute("href") == "#article"
    assert link.bounding_box()["width"] > 40  # type: ignore[index]  it has a box, being seen
    drawn.keyboard.press("Enter")
    until(drawn, "scrollY > 100")
    drawn.keyboard.press("Tab")
    assert drawn.evaluate("Boolean(document.activeElement.closest('#article'))")


def test_the_map_moves_by_keys_and_lets_go(drawn: Page) -> None:
    centre = "[Routes.page.map.getCenter().lng, Routes.page.map.getZoom()]"
    drawn.locator(".folium-map").focus()
    before = drawn.evaluate(centre)
    drawn.keyboard.press("ArrowRight")
    drawn.wait_for_timeout(300)
    moved = drawn.evaluate(centre)
    assert moved[0] != before[0]
    drawn.keyboard.press("+")
    until(drawn, f"Routes.page.map.getZoom() > {before[1]}")
    drawn.keyboard.press("Tab")
    assert not drawn.evaluate("document.activeElement.matches('.folium-map')")


def test_tabs_are_walked_by_arrows(drawn: Page) -> None:
    """The pattern of the ARIA guide: one stop, arrows inside, Home and End."""
    first = drawn.get_by_role("tab").first
    first.focus()
    seen = [drawn.evaluate("document.activeElement.id")]
    for _ in range(3):
        drawn.keyboard.press("ArrowRight")
        seen.append(drawn.evaluate("document.activeElement.id"))
    assert len(set(seen)) == 4
    drawn.keyboard.press("ArrowRight")
    assert drawn.evaluate("document.activeElement.id") == seen[0]
    drawn.keyboard.press("End")
    assert drawn.evaluate("document.activeElement.id") == seen[-1]
    assert drawn.get_by_role("tab", selected=True).count() == 1


# Of what has the focus nine points: over how many nothing else lies. What scrolls by itself may
# be larger than the room that there is.
UNCOVERED = """() => {
  const node = document.activeElement;
  if (!node.closest("#panel-body")) return null;
  const box = node.getBoundingClientRect();
  const free = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => {
    const over = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return over !== null && (node === over || node.contains(over));
  }));
  const scrolls = node.matches("[role='tabpanel'], .scroll");
  return [node.textContent.slice(0, 40), scrolls ? 9 : free.filter(Boolean).length];
}"""
SHOWN = {
    "#panel-tabs [aria-selected='true']": "state.openTab('story'); state.goTo('across-russia')",
    ".evidence-top button": "state.select({kind: 'leg', id: 'flight-to-minsk'})",
}


def walk_the_panel(page: Page, key: str) -> list[tuple[str, int]]:
    """Press the key until the focus leaves the panel; what it was on, and how much was seen."""
    stops: list[tuple[str, int]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        stop = page.evaluate(UNCOVERED)
        if stop is None and stops:
            return stops
        stops += [stop] if stop else []
    raise AssertionError(f"{key} never leaves the panel: {stops[-6:]}")


def test_no_bar_lies_over_what_has_the_focus(visit_anywhere: Open, official_html: str) -> None:
    """WCAG 2.2, 2.4.11: beneath the tabs, the head of the evidence, the buttons of the story."""
    page = visit_anywhere(official_html).page
    for size in ((1280, 800), (390, 664), (640, 480), (320, 256)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        for first, script in SHOWN.items():
            page.evaluate(f"() => {{ const {{ state }} = Routes.page; {script}; }}")
            handle = page.locator("#panel-handle")
            if handle.is_visible() and handle.get_attribute("aria-expanded") == "false":
                handle.click()
            page.wait_for_timeout(200)
            page.evaluate("(name) => document.querySelector(name).focus()", first)
            stops = walk_the_panel(page, "Tab") + walk_the_panel(page, "Shift+Tab")
            assert len(stops) > 10
            assert [(size, *stop) for stop in stops if stop[1] < 3] == []
        page.evaluate("Routes.page.state.select(null)")
