"""The map stays usable however it is moved, hidden, zoomed and shrunk."""

from __future__ import annotations

import html as _html

import pytest
from playwright.sync_api import Page

from routes.webmap import page as webpage
from tests.browser.conftest import Open, until
from tests.browser.sample import sample
from tests.browser.states import settle

ZOOM = "Routes.page.map.getZoom()"
DRAWN = "document.querySelectorAll('.strand[data-variant]').length"


def test_map_in_a_hidden_frame_is_drawn_when_it_is_shown(visit: Open, sample_html: str) -> None:
    inner = _html.escape(sample_html)
    host = f'<!doctype html><title>t</title><details><summary>map</summary><iframe srcdoc="{inner}"'
    it = visit(host + ' width="640" height="480"></iframe></details>', size=(700, 620))
    frame = it.page.frames[1]
    it.page.locator("summary").click()
    frame.wait_for_selector("html.drawn .strand")
    for _ in range(60):
        seen = frame.evaluate(
            """() => {
              const legs = Routes.page.drawing.legs;
              const frame = Routes.visibleFrame(Routes.page.map, 0);
              return Math.max(...legs.strands().map((s) => legs.visibleLength(s, frame)));
            }"""
        )
        if seen > 100:
            break
        it.page.wait_for_timeout(50)
    assert seen > 100
    assert frame.evaluate(DRAWN) > 0


def test_picture_stays_when_the_map_fails(visit: Open) -> None:
    payload = sample()
    # A cone without its parallels: the picture is drawn all the same, the script stops.
    payload["view"]["projection"]["kind"] = "albers"
    broken = webpage.html(payload)
    it = visit(broken)
    assert it.errors
    assert it.page.locator(".picture svg").is_visible()
    it.errors.clear()


@pytest.mark.parametrize("zoom", [1.5, 2])
@pytest.mark.parametrize("step", [[-80, 0], [80, 0], [0, -80]])
def test_moving_never_leads_off_the_disc(
    visit: Open, sample_html: str, zoom: float, step: list[int]
) -> None:
    """As with an arrow key that is pressed again and again."""
    page = visit(sample_html).page
    page.evaluate(
        """async ([zoom, step]) => {
          const { map } = Routes.page;
          map.setZoom(zoom, { animate: false });
          for (let i = 0; i < 24; i += 1) {
            map.panBy(step, { animate: false });
            await new Promise(requestAnimationFrame);
          }
        }""",
        [zoom, step],
    )
    over = page.evaluate(
        """() => {
          const { map, laea, data } = Routes.page;
          const c = map.getCenter();
          const reach = laea.discRadius(data.payload.view.radius_deg);
          const out = Math.hypot(...laea.forward(c.lng, c.lat)) - reach;
          return out / Routes.metresPerPixel(map.getZoom());
        }"""
    )
    assert over < 3


def test_whole_journey_wins_over_a_zoom_under_way(visit: Open, sample_html: str) -> None:
    page = visit(sample_html, reduced_motion="no-preference").page
    whole = page.evaluate(ZOOM)
    page.locator(".leaflet-control-zoom-in").click()
    until(page, "Routes.page.map._animatingZoom === true")
    page.locator("#whole").dispatch_event("click")
    page.wait_for_timeout(600)
    assert page.evaluate(ZOOM) == whole


@pytest.mark.parametrize("way", ["leg", "variant"])
def test_a_choice_too_small_to_see_is_brought_near_and_whole_leads_back(
    visit: Open, sample_html: str, way: str
) -> None:
    page = visit(sample_html).page
    page.evaluate("void Routes.page.map.setView([60, 85], 1, {animate: false})")
    chosen = page.evaluate(
        """(way) => {
          const length = (s) => s.length;
          const small = Routes.page.drawing.legs.strands().filter((s) => s.leg.variants.length === 1
            && s.variant.legs.length === 1).sort((a, b) => length(a) - length(b))[0];
          Routes.page.state.select({ kind: way, id: small[way].id });
          return [small.variant.id, small.leg.id];
        }""",
        way,
    )
    seen = page.evaluate(
        """([variant, leg]) => {
          const { map, drawing } = Routes.page;
          const s = drawing.legs.strands().find((s) =>
            s.variant.id === variant && s.leg.id === leg);
          return drawing.legs.visibleLength(s, Routes.visibleFrame(map, 0));
        }""",
        chosen,
    )
    assert seen >= 60
    near = page.evaluate(ZOOM)
    page.locator("#whole").click()
    assert page.evaluate(ZOOM) < near


def test_show_all_leads_back_from_only_this(visit: Open) -> None:
    payload = sample()
    next(v for v in payload["variants"] if v["id"] == "finland")["legs"] = ["to-finland"]
    page = visit(webpage.html(payload)).page
    whole = page.evaluate(ZOOM)
    page.get_by_role("button", name="Show only: To Finland").click()
    assert page.evaluate(ZOOM) > whole
    page.get_by_role("button", name="Show all", exact=True).click()
    assert page.evaluate(ZOOM) == whole


def test_a_choice_that_is_seen_moves_nothing(drawn: Page) -> None:
    settle(drawn)
    before = drawn.evaluate("[Routes.page.map.getCenter(), Routes.page.map.getZoom()]")
    drawn.evaluate("Routes.page.state.select({ kind: 'leg', id: 'across' })")
    assert drawn.evaluate("[Routes.page.map.getCenter(), Routes.page.map.getZoom()]") == before


@pytest.mark.parametrize("size", [(390, 664), (390, 844), (640, 360)])
def test_no_stop_lies_under_the_button(
    visit: Open, sample_html: str, size: tuple[int, int]
) -> None:
    page = visit(sample_html, size=size).page
    page.locator("#panel-handle").click()
    page.wait_for_timeout(200)
    under = page.evaluate(
        """() => {
          const b = document.querySelector('#whole').getBoundingClientRect();
          return [...document.querySelectorAll('.point.stop')].filter((node) => {
            const d = node.querySelector('.dot').getBoundingClientRect();
            return d.right > b.left && d.left < b.right && d.bottom > b.top && d.top < b.bottom;
          }).map((node) => node.dataset.place);
        }"""
    )
    assert under == []


@pytest.mark.parametrize("size", [(1280, 800), (640, 480), (390, 844), (320, 640)])
def test_first_view_shows_all_and_fills_the_frame(
    visit: Open, sample_html: str, size: tuple[int, int]
) -> None:
    """Every point of the first view is seen, none under a button, and they fill one direction."""
    page = visit(sample_html, size=size).page
    outside, share = page.evaluate(
        """() => {
          const { map, data } = Routes.page;
          const size = map.getSize();
          const frame = map.getContainer().getBoundingClientRect();
          const boxes = [...document.querySelectorAll('.leaflet-control, #tools > *')]
            .map((n) => n.getBoundingClientRect());
          const points = data.payload.view.fit.map((p) => map.latLngToContainerPoint([p[1], p[0]]));
          const [xs, ys] = [points.map((p) => p.x), points.map((p) => p.y)];
          const span = (list) => Math.max(...list) - Math.min(...list);
          return [points.filter((p) => p.x < 0 || p.y < 0 || p.x > size.x || p.y > size.y ||
            boxes.some((b) => p.x + frame.left > b.left && p.x + frame.left < b.right &&
              p.y + frame.top > b.top && p.y + frame.top < b.bottom)).length,
            Math.max(span(xs) / size.x, span(ys) / size.y)];
        }"""
    )
    assert outside == 0
    assert share > 0.7


def test_panning_draws_no_line_anew(drawn: Page) -> None:
    """A pan moves the drawing; only marks and names are placed again."""
    assert drawn.evaluate(
        """() => {
          const line = document.querySelector('.strand');
          const land = document.querySelector('.land').getAttribute('d');
          Routes.page.map.panBy([60, 30], { animate: false });
          return line.isConnected && land === document.querySelector('.land').getAttribute('d');
        }"""
    )


def test_a_jump_draws_every_line_once(drawn: Page) -> None:
    assert drawn.evaluate(
        """() => {
          const group = document.querySelector('.strands');
          const watch = new MutationObserver(() => {});
          watch.observe(group, { childList: true });
          Routes.page.map.setView([55, 60], 4, { animate: false });
          const removed = watch.takeRecords().reduce((n, r) => n + r.removedNodes.length, 0);
          watch.disconnect();
          return removed > 0 && removed <= group.children.length;
        }"""
    )


def test_first_line_is_marked(drawn: Page) -> None:
    assert drawn.evaluate("performance.getEntriesByName('routes-first-line').length") == 1


def test_tip_stays_in_the_map(visit: Open, sample_html: str) -> None:
    """Near the lower edge the tip stands above the pointer."""
    page = visit(sample_html).page
    frame = page.locator(".frame").bounding_box()
    assert frame is not None
    page.evaluate("Routes.page.state.hover({ leg: 'across', variant: 'ukraine' })")
    page.evaluate(
        """([x, y]) => document.querySelector('.folium-map').dispatchEvent(
          new PointerEvent('pointermove', { clientX: x, clientY: y }))""",
        [frame["x"] + 300, frame["y"] + frame["height"] - 5],
    )
    tip = page.locator("#tip").bounding_box()
    assert tip is not None
    assert tip["height"] > 20
    assert tip["y"] + tip["height"] <= frame["y"] + frame["height"]
