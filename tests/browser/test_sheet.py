"""Narrow: what the folded sheet says, and what the map shows above an open one."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open, until

PHONE, FRAME = (390, 844), (640, 480)
INSIDE = """(leg) => {
  const { map, data } = Routes.page;
  const size = map.getSize();
  const box = map.getContainer().getBoundingClientRect();
  const sheet = document.getElementById("panel").getBoundingClientRect();
  return box.bottom <= sheet.top + 1 && Math.abs(size.y - box.height) < 1.5 &&
    data.legs.get(leg).parts.flat()
      .every(([lon, lat]) => size.contains(map.latLngToContainerPoint([lat, lon])));
}"""


@pytest.mark.parametrize("size", [PHONE, FRAME])
def test_a_folded_sheet_says_what_is_reported_and_disputed(
    visit: Open, official_html: str, size: tuple[int, int]
) -> None:
    page = visit(official_html, size=size).page
    peek = page.locator("#panel-peek")
    assert peek.is_visible()
    lines = peek.locator("p")
    assert lines.count() == 2
    assert lines.nth(0).inner_text().startswith("Reported ")
    assert lines.nth(1).inner_text().startswith("Disputed ")
    box, map_ = peek.bounding_box(), page.locator(".folium-map").bounding_box()
    assert box is not None
    assert map_ is not None
    assert map_["y"] + map_["height"] <= box["y"]
    assert box["y"] + box["height"] <= size[1]
    assert map_["height"] >= 200
    peek.click()
    assert page.locator("#panel-handle").get_attribute("aria-expanded") == "true"
    assert not peek.is_visible()
    assert page.locator(".known").first.is_visible()


def test_a_page_beside_its_panel_has_no_peek(visit: Open, official_html: str) -> None:
    assert not visit(official_html).page.locator("#panel-peek").is_visible()


@pytest.mark.parametrize("size", [PHONE, FRAME])
def test_the_time_line_and_the_sheet_do_not_leave_the_map_without_room(
    visit: Open, official_html: str, size: tuple[int, int]
) -> None:
    page = visit(official_html, size=size).page
    handle = page.locator("#panel-handle")
    handle.click()
    page.get_by_role("tab", name="Story").click()
    page.locator(".time-open").click()
    assert page.locator("#timeline").is_visible()
    assert handle.get_attribute("aria-expanded") == "false"
    until(page, "Routes.page.map.getSize().y >= 130")
    page.get_by_role("button", name="Close the time line").click()
    handle.click()
    assert page.evaluate("Routes.page.state.tab") == "story"


@pytest.mark.parametrize("size", [PHONE, FRAME])
@pytest.mark.parametrize("leg", ["drive-to-pulkovo", "flight-to-minsk"])
def test_a_link_to_a_step_shows_its_leg_above_the_sheet(
    visit: Open, official_html: str, size: tuple[int, int], leg: str
) -> None:
    it = visit(official_html, size=size)
    it.page.goto("about:blank")
    it.page.goto(f"{it.own}#tab=story&step={leg}")
    until(it.page, "Boolean(globalThis.Routes && Routes.page)")
    it.requests[:] = [url for url in it.requests if url.split("#")[0] != it.own]
    assert it.page.locator("#panel-handle").get_attribute("aria-expanded") == "true"
    until(it.page, f"({INSIDE})('{leg}')")


MARKS_OUTSIDE = """(() => {
  const room = Routes.page.map.getContainer().getBoundingClientRect();
  return [...document.querySelectorAll(".event")].filter((node) => {
    const mark = node.querySelector(".star").getBoundingClientRect();
    return mark.left < room.left || mark.right > room.right || mark.bottom > room.bottom;
  }).map((node) => node.dataset.event);
})()"""


def test_events_beside_the_ends_of_a_step_are_whole_in_a_low_frame(
    visit: Open, official_html: str
) -> None:
    own = visit(official_html).own
    it = visit(f'<iframe src="{own}" style="width: 640px; height: 360px"></iframe>')
    it.requests.clear()
    frame = it.page.frames[1]
    frame.evaluate("document.getElementById('panel-handle').click()")
    frame.evaluate("Routes.page.state.openTab('story')")
    frame.evaluate("Routes.page.state.goTo('across-russia')")
    until(frame, "Routes.page.map.getSize().y < 160 && document.querySelectorAll('.event').length")
    it.page.wait_for_timeout(300)
    assert frame.evaluate(MARKS_OUTSIDE) == []
