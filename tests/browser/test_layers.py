"""Layers that somebody adds through folium stand where they should, under the same rules."""

from __future__ import annotations

import folium

from routes.webmap import page as webpage
from tests.browser.conftest import Open, until
from tests.browser.sample import sample


def test_layers_of_a_user_are_drawn_in_place(visit: Open) -> None:
    route_map = webpage.route_map(sample())
    folium.CircleMarker([43.1155, 131.8869], radius=9).add_to(route_map)
    folium.Marker([59.9386, 30.3141]).add_to(route_map)
    page = visit(route_map.get_root().render()).page
    assert page.locator(".own-marker").count() == 1
    circle = page.locator(".leaflet-overlay-pane path").bounding_box()
    dot = page.locator(".point[data-place=vladivostok] .dot").bounding_box()
    assert circle is not None
    assert dot is not None
    assert abs(circle["x"] + circle["width"] / 2 - dot["x"] - dot["width"] / 2) < 1.5
    assert abs(circle["y"] + circle["height"] / 2 - dot["y"] - dot["height"] / 2) < 1.5


def test_popup_opens(visit: Open) -> None:
    route_map = webpage.route_map(sample())
    folium.Marker([59.9386, 30.3141], popup="my <b>own</b> words").add_to(route_map)
    it = visit(route_map.get_root().render())
    it.page.locator(".own-marker").dispatch_event("click")
    assert it.page.locator(".leaflet-popup-content").text_content() == "my own words"
    # folium writes the size of a popup as an inline style, which the policy refuses.
    it.errors[:] = [text for text in it.errors if "style-src" not in text]
    it.page.evaluate("window.__violations = []")


def test_tiles_are_refused(visit: Open) -> None:
    route_map = webpage.route_map(sample())
    folium.TileLayer("https://tiles.invalid/{z}/{x}/{y}.png", attr="nobody").add_to(route_map)
    it = visit(route_map.get_root().render())
    reasons: list[str] = []
    it.page.on("requestfailed", lambda request: reasons.append(request.failure or ""))
    it.page.reload()
    until(it.page, "window.__violations.length >= 4")
    # Chromium reports what it refuses to ask for as a request; none left the browser.
    assert set(reasons) == {"csp"}
    assert all(text.startswith("img-src https://tiles.invalid") for text in it.violations())
    it.requests.clear()
    it.errors.clear()
    it.page.evaluate("window.__violations = []")
