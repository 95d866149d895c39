"""Near views have north up, in every way that leads to them, and nothing is out of place there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open, until
from tests.browser.states import settle

TURN = """() => {
  const { map, projection } = Routes.page;
  const c = map.getCenter();
  return [Routes.north_deg(projection, c.lng, c.lat), projection.turn_deg, map.getZoom()];
}"""
SELECT = "(what) => Routes.page.state.select(what)"
# The furthest that a mark of the drawing is from where Leaflet has its place, in pixels.
AWAY = """() => {
  const { map, drawing } = Routes.page;
  return Math.max(...drawing.places.drawn().filter((d) => d.kind === "point").map((d) => {
    const [lon, lat] = d.item.point;
    const p = map.latLngToLayerPoint([lat, lon]);
    return Math.hypot(p.x - d.x, p.y - d.y);
  }));
}"""


def test_the_whole_is_drawn_as_it_is_projected(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    assert abs(page.evaluate(TURN)[1]) < 0.2
    assert page.evaluate(AWAY) < 1


@pytest.mark.parametrize("way", ["set", "zoomed", "smooth"])
def test_a_near_view_has_north_up(visit: Open, official_html: str, way: str) -> None:
    page = visit(
        official_html, reduced_motion="no-preference" if way == "smooth" else "reduce"
    ).page
    until(page, "Routes.page")
    if way == "zoomed":
        page.evaluate("void Routes.page.map.setView([57, 30], 4, {animate: false})")
        page.evaluate("void Routes.page.map.setZoom(6, {animate: false})")
    else:
        still = "false" if way == "set" else "true"
        page.evaluate(f"void Routes.page.map.setView([57, 30], 6, {{animate: {still}}})")
    until(page, "Routes.page.map.getZoom() === 6 && !Routes.page.map._animatingZoom")
    north, turn, _ = page.evaluate(TURN)
    assert abs(north) < 0.5
    assert abs(turn) > 20
    assert page.evaluate(AWAY) < 1
    assert page.locator("#scale .north").is_hidden()


def test_what_is_drawn_turns_back_with_the_whole(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    page.evaluate("void Routes.page.map.setView([57, 30], 7, {animate: false})")
    page.locator("#whole").click()
    until(page, "Math.abs(Routes.page.projection.turn_deg) < 0.2")
    assert page.evaluate(AWAY) < 1


def test_a_drag_leaves_the_turn_and_the_arrow_tells_of_it(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    page.evaluate("void Routes.page.map.setView([57, 30], 6, {animate: false})")
    before = page.evaluate(TURN)[1]
    page.evaluate("void Routes.page.map.panTo([55, 60], {animate: false})")
    assert page.evaluate(TURN)[1] == before
    assert page.locator("#scale .north").is_visible()
    assert page.evaluate(AWAY) < 1


def _extent(page: Page, legs: list[str]) -> float:
    """How large the lines are drawn, the longer side of the box around them, in pixels."""
    return float(
        page.evaluate(
            """(ids) => Math.max(...ids.map((id) => {
              const b = document.querySelector(`.hits .hit[data-leg="${id}"]`).getBBox();
              return Math.max(b.width, b.height);
            }))""",
            legs,
        )
    )


@pytest.mark.parametrize("leg", ["flight-to-minsk", "drive-to-pulkovo", "to-ukraine"])
def test_picking_a_short_leg_goes_where_it_can_be_read(
    visit: Open, official_html: str, leg: str
) -> None:
    page = visit(official_html).page
    assert _extent(page, [leg]) < 120
    page.evaluate(SELECT, {"kind": "leg", "id": leg})
    # As near as the map goes, or large.
    nearest = page.evaluate("Routes.page.map.getMaxZoom()")
    assert _extent(page, [leg]) >= 180 or page.evaluate(TURN)[2] == nearest
    assert abs(page.evaluate(TURN)[0]) < 1


@pytest.mark.parametrize(
    "what",
    [{"kind": "place", "id": "st-petersburg"}, {"kind": "event", "id": "help"}],
    ids=["place", "event"],
)
@pytest.mark.parametrize("size", [(1280, 800), (640, 480), (390, 844)])
def test_the_knot_where_versions_part_is_shown_large(
    visit: Open, official_html: str, what: dict[str, str], size: tuple[int, int]
) -> None:
    page = visit(official_html, size=size).page
    if what["kind"] == "event":
        events = "Routes.page.data.payload.events"
        what = {
            **what,
            "id": page.evaluate(f"{events}.find((e) => e.place === 'st-petersburg').id"),
        }
    before = _extent(page, ["flight-to-minsk"])
    page.evaluate(SELECT, what)
    page.wait_for_timeout(200)
    # In a low frame the sheet leaves a strip of the map, yet nothing of it is smaller.
    assert _extent(page, ["flight-to-minsk"]) > (1.15 if size[1] < 500 else 1.5) * before
    seen = page.evaluate(
        """() => Routes.page.map.getBounds && ["st-petersburg", "minsk"].every((id) => {
          const { map, data } = Routes.page;
          const [lon, lat] = data.places.get(id).point;
          return map.getSize().contains(map.latLngToContainerPoint([lat, lon]));
        })"""
    )
    assert seen


def test_a_place_with_long_lines_only_moves_nothing(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    settle(page)
    before = page.evaluate(TURN)
    page.evaluate(SELECT, {"kind": "place", "id": "vladivostok"})
    assert page.evaluate(TURN) == before
