"""A case of one town: as near as it is small, and true there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

import routes
from routes.geodesy import length_m
from routes.webmap import page as webpage
from routes.webmap.compose import compose
from tests.browser.conftest import Open

TOWN = Path(__file__).parent / "cases" / "across-town.yaml"
EQUATOR_M = 40_075_016.6856
POINTS = """() => Object.fromEntries(Routes.page.drawing.places.drawn()
  .filter((d) => d.kind === 'point').map((d) => [d.item.id, [d.x, d.y]]))"""
GRATICULE = """() => [...document.querySelectorAll('.edge text')].map((node) => {
  const [x, y] = ['x', 'y'].map((key) => Number(node.getAttribute(key)));
  const at = Routes.page.map.containerPointToLatLng([x, y - 3.5]);
  const anchor = node.getAttribute('text-anchor');
  return { text: node.textContent, anchor: anchor, lat: at.lat, lon: at.lng };
})"""


@pytest.fixture(scope="module")
def town_html() -> str:
    return webpage.html(compose(routes.build(routes.read(TOWN))))


def _metres_per_pixel(page: Page) -> float:
    zoom: float = page.evaluate("Routes.page.map.getZoom()")
    return EQUATOR_M / (256 * 2**zoom)


def _degrees(text: str) -> float:
    numbers = [float(n) for n in re.findall(r"\d+", text)]
    return sum(n / 60**i for i, n in enumerate(numbers))


@pytest.mark.parametrize("size", [(1280, 800), (390, 844), (640, 480)])
def test_a_town_fills_the_first_view(visit: Open, town_html: str, size: tuple[int, int]) -> None:
    page = visit(town_html, size=size).page
    points = page.evaluate(POINTS).values()
    width, height = (max(p[i] for p in points) - min(p[i] for p in points) for i in (0, 1))
    room = page.evaluate("(({ x, y }) => [x, y])(Routes.page.map.getSize())")
    assert width > room[0] / 2 or height > room[1] / 3
    assert "leaflet-disabled" not in (
        page.locator(".leaflet-control-zoom-in").get_attribute("class") or ""
    )


def test_what_is_drawn_of_a_town_is_true(visit: Open, town_html: str) -> None:
    page = visit(town_html).page
    scale = _metres_per_pixel(page)
    points = page.evaluate(POINTS)
    for a, b in (("flat", "cafe"), ("cafe", "station"), ("cafe", "embassy")):
        ends = [page.evaluate(f"Routes.page.data.places.get('{name}').point") for name in (a, b)]
        drawn = ((points[a][0] - points[b][0]) ** 2 + (points[a][1] - points[b][1]) ** 2) ** 0.5
        assert drawn == pytest.approx(length_m(*ends) / scale, rel=0.004)
    circle = page.locator(".point[data-place=station] .doubt")
    assert float(circle.get_attribute("rx") or 0) == pytest.approx(50 / scale, rel=0.01)
    told = page.locator(".bar-text").first.inner_text()
    metres = float(told.split("\u00a0m")[0])
    bar = page.locator("#scale .bar").bounding_box()
    assert bar is not None
    assert bar["width"] == pytest.approx(metres / scale, rel=0.03)


def test_degrees_of_a_town_have_seconds_and_stand_where_they_are(
    visit: Open, town_html: str
) -> None:
    page = visit(town_html).page
    found = page.evaluate(GRATICULE)
    parallels = [each for each in found if each["anchor"] != "middle"]
    meridians = [each for each in found if each["anchor"] == "middle"]
    assert len(parallels) >= 4
    assert len(meridians) >= 3
    assert any("\u2033" in each["text"] for each in found)
    pixel_deg = _metres_per_pixel(page) / 111_000
    for each in parallels:
        assert _degrees(each["text"]) == pytest.approx(each["lat"], abs=2 * pixel_deg)
    for each in meridians:
        assert _degrees(each["text"]) == pytest.approx(each["lon"], abs=4 * pixel_deg)
    lines = page.locator(".graticule").get_attribute("d") or ""
    assert 5 < lines.count("M") < 80


def test_coarse_land_leaves_a_near_view_and_the_map_says_so(visit: Open, town_html: str) -> None:
    page = visit(town_html).page
    note = page.locator("#scale .bar-text").nth(1)
    land = page.locator(".surface-basemap .land")
    assert land.count() == 0
    assert note.is_visible()
    assert "too coarse" in note.inner_text()
    page.evaluate("Routes.page.map.setZoom(9, {animate: false})")
    assert land.count() == 1
    assert page.locator(".surface-basemap").get_attribute("opacity") == "1"
    assert note.is_hidden()
    page.evaluate("Routes.page.map.setZoom(10.5, {animate: false})")
    assert page.locator(".surface-basemap").get_attribute("opacity") == "0.5"


def test_a_link_to_a_near_view_leads_to_the_same_pixel(visit: Open, town_html: str) -> None:
    page = visit(town_html).page
    page.evaluate("Routes.page.map.fire('dragstart')")
    page.evaluate("Routes.page.map.setView([53.9054321, 27.5654321], 16, {animate: false})")
    page.wait_for_timeout(400)
    hash_ = page.evaluate("window.location.hash")
    lon, lat, _ = (float(n) for n in hash_.split("at=")[1].split("&")[0].split(","))
    pixel_deg = _metres_per_pixel(page) / 111_000
    assert lat == pytest.approx(53.9054321, abs=2 * pixel_deg)
    assert lon == pytest.approx(27.5654321, abs=2 * pixel_deg)
