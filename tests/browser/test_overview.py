"""The page of very many routes: flows and lines on a canvas, told in a panel and a table too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

import routes
from tests.browser.conftest import Open, until
from tests.browser.test_access import violations

HOSTILE = '</script><img src=x onerror="__probe()">{{ 7 * 191 }}'
READY = (
    "document.querySelector('.counted') && document.querySelector('.counted').textContent !== ''"
)
PIXELS = """(sheet) => {
  const { width, height } = sheet;
  const copy = Object.assign(document.createElement("canvas"), { width, height });
  const pen = copy.getContext("2d", { willReadFrequently: true });
  pen.drawImage(sheet, 0, 0);
  return pen.getImageData(0, 0, width, height).data;
}"""
SHEETS = "[...document.querySelectorAll('canvas.crowd')].filter((sheet) => sheet.width)"
INK = f"""() => {SHEETS}.reduce((sum, sheet) => {{
  const data = ({PIXELS})(sheet);
  for (let i = 3; i < data.length; i += 4) sum += data[i] > 0;
  return sum;
}}, 0)"""
DRAWN = "new Promise((done) => Routes.page.map.once('crowddrawn', () => setTimeout(done, 0)))"


def crowd(n: int = 900) -> str:
    """Routes from three towns in the west to three in the east, and a few within one town."""
    random = np.random.default_rng(7)
    west = np.array([[10.0, 48.0], [12.0, 52.0], [9.0, 54.0]])
    east = np.array([[40.0, 48.0], [44.0, 55.0], [38.0, 58.0]])
    names = [["Ulm", "Leipzig", "Flensburg"], ["Donetsk", "Arzamas", "Rybinsk"]]
    from_, to = random.integers(0, 3, (2, n))
    start = west[from_] + random.normal(0, 0.1, (n, 2))
    end = east[to] + random.normal(0, 0.1, (n, 2))
    along = np.linspace(0, 1, 12)[None, :, None]
    bend = np.sin(np.pi * along) * random.normal(0, 0.6, (n, 1, 2))
    lines = start[:, None] + (end - start)[:, None] * along + bend
    return routes.overview(
        list(lines),
        title="Many routes",
        groups=["rail" if i % 3 else "road" for i in range(n)],
        names=[f"Route {i}" for i in range(n)],
        ends=([names[0][i] for i in from_], [names[1][i] for i in to]),
    ).html()


@pytest.fixture(scope="module")
def many() -> str:
    return crowd()


def shown(visit: Open, html: str, **options: Any) -> Page:
    page = visit(html, **options).page
    until(page, READY)
    return page


def act(page: Page, script: str) -> None:
    """Do something, and wait until the canvas is drawn again."""
    page.evaluate(f"() => {{ const drawn = {DRAWN}; {script}; return drawn; }}")


def said(page: Page) -> str:
    return page.locator(".counted").inner_text()


def test_it_opens_quietly_and_draws_flows(visit_anywhere: Open, many: str) -> None:
    page = shown(visit_anywhere, many)
    assert said(page).startswith("900 routes in the window, drawn as flows")
    assert page.evaluate(INK) > 3000
    rows = page.locator("#panel .flows tbody tr")
    assert rows.count() == 9
    assert sum(int(text) for text in rows.locator(".number").all_inner_texts()) == 900
    assert page.locator("#status").inner_text() == said(page)


def test_each_flow_is_named_after_its_ends(visit: Open, many: str) -> None:
    page = shown(visit, many)
    titles = set(page.locator("#panel .flows button").all_inner_texts())
    assert "Ulm to Donetsk" in titles
    assert "Flensburg to Rybinsk" in titles


def test_every_route_can_be_asked_for_and_flows_again(visit: Open, many: str) -> None:
    page = shown(visit, many)
    flows = page.evaluate(INK)
    act(page, "document.querySelector('input[value=lines]').click()")
    assert "each drawn, and too many to be told apart" in said(page)
    assert page.evaluate(INK) != flows
    act(page, "document.querySelector('input[value=flows]').click()")
    assert "drawn as flows" in said(page)
    assert page.evaluate(INK) == flows


def test_few_routes_are_lines(visit: Open) -> None:
    page = shown(visit, crowd(30))
    assert said(page) == "30 routes in the window, each drawn."
    assert page.evaluate(INK) > 1000


def test_a_zoom_goes_from_flows_to_lines(visit: Open, many: str) -> None:
    """Between the towns routes only pass: there flows would show what is not there."""
    page = shown(visit, many)
    act(page, "Routes.page.map.setView([53.5, 26], 8, { animate: false })")
    assert page.evaluate("Routes.page.shown.kind()") == "lines"
    assert "each drawn" in said(page)
    assert page.evaluate(INK) > 500
    act(page, "Routes.page.camera.whole()")
    assert page.evaluate("Routes.page.shown.kind()") == "flows"


def test_a_group_is_switched_off_and_on_by_key(visit: Open, many: str) -> None:
    page = shown(visit, many)
    page.locator('input[name="group"]').first.focus()
    page.keyboard.press("Space")
    until(page, "document.querySelector('.counted').textContent.startsWith('600 ')")
    page.keyboard.press("Space")
    until(page, "document.querySelector('.counted').textContent.startsWith('900 ')")


def test_all_groups_off_is_an_empty_map(visit: Open, many: str) -> None:
    page = shown(visit, many)
    for box in page.locator('input[name="group"]').all():
        box.uncheck()
    until(page, "document.querySelector('.counted').textContent.startsWith('0 routes')")
    assert page.evaluate(INK) == 0


def test_a_button_of_the_table_goes_to_its_flow_and_keeps_the_focus(visit: Open, many: str) -> None:
    page = shown(visit, many)
    button = page.get_by_role("button", name="Ulm to Donetsk")
    button.focus()
    act(page, "Routes.page.map.panBy([250, 60], { animate: false })")
    page.keyboard.press("Enter")
    until(page, "Math.abs(Routes.page.map.getCenter().lng - 25) < 6")
    assert "Ulm to Donetsk" in page.evaluate("document.activeElement.textContent")
    middle = page.evaluate("Routes.page.map.getCenter()")
    assert 20 < middle["lng"] < 30
    assert 46 < middle["lat"] < 55


def on_screen(page: Page, lon: float, lat: float) -> tuple[float, float]:
    spot = page.evaluate(f"Routes.page.map.latLngToContainerPoint([{lat}, {lon}])")
    box = page.locator(".folium-map").bounding_box()
    assert box is not None
    return box["x"] + spot["x"], box["y"] + spot["y"]


def test_what_is_under_the_pointer_is_told(visit: Open) -> None:
    html = routes.overview(
        [[(10, 50), (20, 50.2), (30, 50)]],
        title="One",
        names=["The only one"],
        ends=(["Here"], ["There"]),
    ).html()
    page = shown(visit, html)
    page.mouse.move(*on_screen(page, 20, 50.2))
    until(page, "!document.getElementById('tip').hidden")
    assert page.locator("#tip").inner_text().split("\n") == ["The only one", "Here to There"]
    x, y = on_screen(page, 20, 50.2)
    page.mouse.move(x, y - 120)
    until(page, "document.getElementById('tip').hidden")


def test_a_flow_under_the_pointer_says_how_many(visit: Open, many: str) -> None:
    page = shown(visit, many)
    spot = page.evaluate("""() => {
      const flow = Routes.page.shown.flows()[0];
      const [x, y] = flow.path[Math.floor(flow.path.length / 2)];
      const m = Routes.metresPerPixel(Routes.page.map.getZoom());
      const o = Routes.page.map.getPixelOrigin();
      const p = Routes.page.map.layerPointToContainerPoint([x / m - o.x, -y / m - o.y]);
      return [p.x, p.y];
    }""")
    page.mouse.move(*spot)
    until(page, "!document.getElementById('tip').hidden")
    assert page.locator("#tip strong").inner_text().endswith(" routes")
    assert " to " in page.locator("#tip span").inner_text()


def test_the_canvas_lies_where_the_land_does(visit: Open) -> None:
    """After pans and zooms, on a screen of two pixels to the point: a line is where it runs."""
    line = [[(10, 50), (20, 50), (30, 50)]]
    page = shown(visit, routes.overview(line, title="One").html(), device_scale_factor=2)
    for move in ("setZoom(6)", "panBy([137, -41])", "setZoom(4.35)", "panBy([-33, 27])"):
        act(page, f"Routes.page.map.{move}")
        page.wait_for_timeout(50)
        found = page.evaluate(f"""() => {{
          const {{ map }} = Routes.page;
          const p = map.latLngToContainerPoint([50, 20]);
          const box = map.getContainer().getBoundingClientRect();
          const sheet = {SHEETS}[0];
          const edge = sheet.getBoundingClientRect();
          const scale = sheet.width / edge.width;
          const x = Math.round((box.left + p.x - edge.left) * scale);
          const y = Math.round((box.top + p.y - edge.top) * scale);
          const data = ({PIXELS})(sheet);
          let ink = false;
          for (let dx = -4; dx <= 4; dx += 1) for (let dy = -4; dy <= 4; dy += 1) {{
            ink = ink || data[4 * ((y + dy) * sheet.width + x + dx) + 3] > 60;
          }}
          return {{ scale: Math.round(1e4 * scale) / 1e4, ink: ink }};
        }}""")
        assert found == {"scale": 2, "ink": True}, move


def test_a_narrower_window_shows_the_whole_again(visit: Open, many: str) -> None:
    page = shown(visit, many)
    page.set_viewport_size({"width": 640, "height": 480})
    until(page, "Routes.page.map.getSize().x === 640")
    page.wait_for_timeout(300)
    assert page.evaluate(INK) > 1000
    assert page.evaluate("document.documentElement.scrollWidth") == 640


def test_colours_are_lifted_in_the_dark(visit: Open) -> None:
    html = crowd(30)
    brightness = f"""() => {{
      const data = ({PIXELS})({SHEETS}[0]);
      let [sum, n] = [0, 0];
      for (let i = 0; i < data.length; i += 4) {{
        if (data[i + 3] < 90) continue;
        sum += data[i] + data[i + 1] + data[i + 2];
        n += 1;
      }}
      return sum / n;
    }}"""
    page = shown(visit, html, color_scheme="light")
    light = page.evaluate(brightness)
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(400)
    assert page.evaluate(brightness) > light + 60


def test_hostile_texts_are_shown_and_nothing_else(visit: Open) -> None:
    html = routes.overview(
        [[(10, 50), (20, 51)], [(10, 50), (20, 52)]],
        title=HOSTILE,
        summary=HOSTILE,
        groups=[HOSTILE, "b"],
        names=[HOSTILE] * 2,
        ends=([HOSTILE] * 2, [HOSTILE] * 2),
        credit=[HOSTILE],
    ).html()
    page = shown(visit, html)
    assert page.locator("h1").inner_text() == HOSTILE
    assert page.locator("#panel .summary").inner_text() == HOSTILE
    assert page.locator("#panel .choice .name", has_text="img").inner_text() == HOSTILE
    assert HOSTILE in page.locator("#panel .flows button").first.inner_text()
    page.mouse.move(*on_screen(page, 10, 50))
    until(page, "!document.getElementById('tip').hidden")
    assert HOSTILE in page.locator("#tip").inner_text()
    assert page.locator("img").count() == 0
    assert "1337" not in page.content()


def test_without_scripts_the_flows_are_a_picture_and_a_table(visit: Open, many: str) -> None:
    page = visit(many, java_script_enabled=False).page
    assert page.locator(".picture svg path").count() > 5
    assert page.locator("#article .flows tbody tr").count() >= 9
    assert page.get_by_text("Without scripts the picture shows").is_visible()
    assert page.locator("#panel").is_hidden()


def test_routes_behind_the_scripts_are_read_too(visit: Open) -> None:
    html = crowd(2500)
    assert html.count("data-part=") == 1
    page = shown(visit, html)
    assert said(page).startswith("2,500 routes in the window")


def test_damage_in_routes_behind_the_scripts_is_told(visit: Open) -> None:
    front, back = crowd(2500).split("data-part=")
    it = visit("data-part=".join([front, back.replace('"lines":"', '"lines":"~~~~', 1)]))
    until(it.page, "!document.getElementById('no-map').hidden")
    assert it.page.locator(".picture svg").is_visible()
    until(it.page, "true")
    assert any("damaged" in error for error in it.errors)
    it.errors.clear()


def test_countries_are_named_in_the_language_of_the_page(visit: Open) -> None:
    html = routes.overview([[(10, 50), (30, 52)]], title="Eine", language="de").html()
    page = shown(visit, html)
    until(page, "document.querySelector('.of-country')")
    assert "Polen" in page.locator(".of-country").all_text_contents()


def test_damaged_routes_leave_the_picture_and_say_so(visit: Open, many: str) -> None:
    broken = many.replace('"lines":"', '"lines":"~~~~', 1)
    it = visit(broken)
    assert it.page.locator("#no-map").is_visible()
    assert it.page.locator(".picture svg").is_visible()
    assert any("damaged" in error for error in it.errors)
    it.errors.clear()


@pytest.mark.parametrize("size", [(1280, 800), (640, 480), (390, 844)])
def test_targets_are_large_enough_for_a_finger(
    visit: Open, many: str, size: tuple[int, int]
) -> None:
    page = shown(visit, many, size=size, has_touch=True)
    handle = page.locator("#panel-handle")
    if handle.is_visible():
        handle.click()
    small = page.evaluate("""() => [...document.querySelectorAll(
        "#panel button, #panel .option label, #tools button")].filter((n) => {
      const b = n.getBoundingClientRect();
      return b.width && (b.height < 43.5 || b.width < 43.5);
    }).map((n) => n.outerHTML.slice(0, 90))""")
    assert [n for n in small if size[0] < 900 or "whole" not in n] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_axe_finds_nothing(
    chromium: Browser, tmp_path: Path, many: str, size: tuple[int, int], scheme: Any
) -> None:
    """Without the page's policy, which would keep axe out as any other script."""
    context = chromium.new_context(
        bypass_csp=True,
        viewport={"width": size[0], "height": size[1]},
        reduced_motion="reduce",
        color_scheme=scheme,
    )
    file = tmp_path / "many.html"
    file.write_text(many, "ascii")
    page = context.new_page()
    page.goto(file.as_uri())
    until(page, READY)
    if page.locator("#panel-handle").is_visible():
        page.locator("#panel-handle").click()
    page.locator("#panel .flows button").first.click()
    assert violations(page) == []
    context.close()
