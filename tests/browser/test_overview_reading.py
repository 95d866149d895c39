"""The page of very many routes for whoever does not see the map, and the links to it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page

import routes
from tests.browser.conftest import Open, Visit, until
from tests.browser.test_overview import HOSTILE, PIXELS, act, crowd, said, shown

MARKED = f"""() => [...document.querySelectorAll("canvas.marked")].reduce((sum, sheet) => {{
  if (!sheet.width) return sum;
  const data = ({PIXELS})(sheet);
  for (let i = 3; i < data.length; i += 4) sum += data[i] > 0;
  return sum;
}}, 0)"""
OTHERS = "getComputedStyle(document.querySelector('.leaflet-crowd-pane')).opacity"
STATE = """(() => {
  const { options, mark, map } = Routes.page;
  const { lng, lat } = map.getCenter();
  return [[...options.isOn], options.kind, mark.route(), lng, lat, map.getZoom()];
})()"""
READ = "Boolean(globalThis.Routes && Routes.page) && document.querySelector('.counted').textContent"


@pytest.fixture(scope="module")
def many() -> str:
    return crowd()


def flow_of(page: Page, name: str) -> Any:
    return page.get_by_role("button", name=name, exact=True)


def status(page: Page) -> str:
    return page.locator("#status").inner_text()


def at(it: Visit, fragment: str) -> Page:
    """The page opened anew at an address with a fragment."""
    it.page.goto("about:blank")
    it.page.goto(f"{it.own}#{fragment}")
    until(it.page, READ)
    it.requests[:] = [url for url in it.requests if url.split("#")[0] != it.own]
    return it.page


def test_the_pressed_flow_stands_out_and_is_said(visit_anywhere: Open, many: str) -> None:
    page = shown(visit_anywhere, many)
    assert page.evaluate(MARKED) == 0
    button = flow_of(page, "Ulm to Donetsk")
    button.click()
    count = button.locator("xpath=../..").locator(".number").inner_text()
    until(page, f"{OTHERS} < 0.5")
    assert page.evaluate(MARKED) > 300
    assert f"Highlighted: Ulm to Donetsk, {count} routes." in status(page)
    flow_of(page, "Ulm to Donetsk").click()
    page.mouse.move(1, 1)
    until(page, f"{OTHERS} === '1'")
    assert page.evaluate(MARKED) == 0


def test_a_flow_stands_out_while_its_button_has_the_focus(visit: Open, many: str) -> None:
    page = shown(visit, many)
    page.locator('input[name="group"]').last.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.flows') !== null")
    first = page.evaluate(MARKED)
    assert first > 300
    page.keyboard.press("Tab")
    assert page.evaluate(MARKED) not in (0, first)
    page.locator("#whole").focus()
    assert page.evaluate(MARKED) == 0
    assert page.evaluate(OTHERS) == "1"


def test_among_lines_those_of_the_flow_stand_out(visit: Open, many: str) -> None:
    page = shown(visit, many)
    act(page, "document.querySelector('input[value=lines]').click()")
    flow_of(page, "Ulm to Donetsk").click()
    until(page, f"{OTHERS} < 0.5")
    as_lines = page.evaluate(MARKED)
    assert as_lines > 300
    page.mouse.move(1, 1)
    page.evaluate("Routes.page.mark.choose(null)")
    assert page.evaluate(MARKED) == 0


def test_what_stands_out_does_so_in_the_next_view_too(visit: Open, many: str) -> None:
    page = shown(visit, many)
    flow_of(page, "Ulm to Donetsk").click()
    act(page, "Routes.page.map.zoomIn(0.5, { animate: false })")
    until(page, f"{OTHERS} < 0.5")
    assert page.evaluate(MARKED) > 300
    row = page.locator("#panel .flows tr", has=page.locator("[aria-expanded=true]"))
    assert row.locator("button").first.inner_text() == "Ulm to Donetsk"


def test_a_row_unfolds_the_routes_of_its_flow(visit: Open, many: str) -> None:
    """Names of single routes are there for who has no pointer, too."""
    page = shown(visit, many)
    button = flow_of(page, "Ulm to Donetsk")
    count = int(button.locator("xpath=../..").locator(".number").inner_text())
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    page.keyboard.press("Enter")
    until(page, "document.querySelectorAll('.routes li').length === 10")
    assert flow_of(page, "Ulm to Donetsk").get_attribute("aria-expanded") == "true"
    lines = page.locator(".routes li").first.inner_text().split("\n")
    assert re.fullmatch(r"Route \d+", lines[0])
    assert lines[1] == "Ulm to Donetsk"
    assert lines[2] in {"rail", "road"}
    page.get_by_role("button", name=f"and {count - 10} more").click()
    assert page.locator(".routes li").count() == min(count, 60)
    assert (
        page.evaluate(
            "[...document.querySelectorAll('.routes li')].indexOf(document.activeElement)"
        )
        == 10
    )
    while page.get_by_role("button", name="more").count():
        page.get_by_role("button", name="more").click()
    names = page.locator(".routes li strong").all_inner_texts()
    assert len(set(names)) == len(names) == count


def test_a_flow_in_one_area_says_where_its_routes_end(visit: Open) -> None:
    """Three journeys out of a town that end nearby are not journeys within it."""
    home = (30.3, 59.9)
    away = [(30.4, 60.0), (30.2, 59.8), (30.35, 59.95)]
    html = routes.overview(
        [*([home, end] for end in away), [(40, 48), (40.1, 48.1)], [home, (130, 45)]],
        title="Near and far",
        ends=(
            ["St. Petersburg"] * 3 + ["Donetsk", "St. Petersburg"],
            ["Estonia", "Finland", "The West", "Donetsk", "Harbin"],
        ),
    ).html()
    page = shown(visit, html)
    titles = page.locator("#panel .flows button").all_inner_texts()
    assert titles[0] == "St. Petersburg to Estonia and 2 other places"
    assert "within Donetsk" in titles
    assert "within St. Petersburg" not in titles


def test_ends_without_a_name_are_told_by_where_they_are(visit: Open) -> None:
    lines = [[(170, 52), (-170, 40)], [(175, 45), (-160, 50)], [(-179, 30), (160, 20)]]
    page = shown(visit, routes.overview(lines, title="Across the date line").html())
    titles = page.locator("#panel .flows button").all_inner_texts()
    assert set(titles) == {
        "about 52, 170 to about 40, -170",
        "about 45, 175 to about 50, -160",
        "about 30, -179 to about 20, 160",
    }
    page.locator("#panel .flows button").first.click()
    assert page.locator(".routes li").first.inner_text() == titles[0]


def test_the_key_says_how_wide_so_many_are_drawn(visit: Open, many: str) -> None:
    page = shown(visit, many)
    key = page.get_by_role("list", name="How wide a flow is drawn").locator("li")
    most = int(page.locator("#panel .flows .number").nth(1).inner_text())
    assert key.all_inner_texts()[0] == "1 route"
    assert key.all_inner_texts()[-1] == f"{most} routes"
    width = key.last.locator("path").get_attribute("stroke-width")
    assert float(width or 0) == pytest.approx(
        page.evaluate("Routes.page.shown.flows()[0].width"), abs=0.06
    )
    assert page.locator(".mixed").is_visible()
    act(page, "document.querySelector('input[name=group]').click()")
    assert page.locator(".mixed").is_hidden()
    act(page, "document.querySelector('input[value=lines]').click()")
    assert key.count() == 0


def test_a_narrow_map_has_a_picture_for_the_whole_and_room_for_the_link(
    visit: Open, many: str
) -> None:
    page = shown(visit, many, size=(390, 844))
    whole = page.get_by_role("button", name="Whole map")
    assert whole.locator("svg").is_visible()
    found = page.evaluate("""() => [...document.querySelectorAll("#tools button")].map((n) =>
        [n.scrollWidth <= n.clientWidth + 1, n.getBoundingClientRect().right <= innerWidth])""")
    assert found == [[True, True]] * 2


def test_all_of_a_state_comes_back_from_its_address(visit_anywhere: Open, many: str) -> None:
    it = visit_anywhere(many)
    page = it.page
    until(page, READ)
    assert page.evaluate("location.hash") == ""
    act(page, "document.querySelector('input[name=group]').click()")
    act(page, "document.querySelector('input[value=flows]').click()")
    flow_of(page, "Ulm to Donetsk").click()
    until(
        page,
        "/^#off=road&draw=flows&flow=[0-9]+&at=[-0-9.]+,[-0-9.]+,[0-9.]+$/.test(location.hash)",
    )
    page.wait_for_timeout(400)
    before, heard = page.evaluate(STATE), said(page)
    fragment = page.evaluate("location.hash")[1:]
    page = at(it, fragment)
    after = page.evaluate(STATE)
    assert after[:3] == before[:3]
    assert after[3:] == pytest.approx(before[3:], abs=0.02)
    assert said(page) == heard
    assert page.locator('input[name="group"]').first.is_checked() is False
    assert page.locator('input[value="flows"]').is_checked()
    assert flow_of(page, "Ulm to Donetsk").get_attribute("aria-expanded") == "true"
    assert page.evaluate(MARKED) > 300


def test_the_way_back_leads_from_a_flow_to_the_view_before(visit: Open, many: str) -> None:
    page = shown(visit, many)
    before = page.evaluate(STATE)
    flow_of(page, "Ulm to Donetsk").click()
    until(page, "location.hash.includes('flow=')")
    page.go_back()
    until(page, "Routes.page.mark.route() === null")
    assert page.evaluate("location.hash") == ""
    page.wait_for_timeout(300)
    assert page.evaluate(STATE)[3:] == pytest.approx(before[3:], abs=0.02)
    assert page.locator("#panel [aria-expanded=true]").count() == 0


def test_a_group_of_any_name_can_be_linked_to(visit: Open) -> None:
    lines = [[(10, 50), (20, 51)], [(10, 50), (20, 52)], [(10, 50), (20, 53)]]
    html = routes.overview(lines, title="Groups", groups=[HOSTILE, "", "поезд"]).html()
    it = visit(html)
    until(it.page, READ)
    for box in it.page.locator('input[name="group"]').all()[:2]:
        box.uncheck()
    until(it.page, "location.hash.endsWith(',-')")
    page = at(it, it.page.evaluate("location.hash")[1:])
    assert page.evaluate(STATE)[0] == [False, False, True]
    assert at(it, "off=поезд").evaluate(STATE)[0] == [True, True, False]


@pytest.mark.parametrize(
    "fragment",
    [
        "off=nobody&draw=evil&flow=x&at=1,2",
        "flow=0&draw=auto",
        "flow=99999999&off=",
        "flow=1e999&at=1e308,1e308,1e308",
        "off=%E0%A4%A&flow=-1",
        "draw=__proto__&off=constructor,__proto__",
        "off=<img src=x onerror=__probe()>",
        "sel=leg:nothing&tab=story&lang=de",
    ],
)
def test_an_address_that_names_nothing_here_changes_nothing(
    visit: Open, many: str, fragment: str
) -> None:
    it = visit(many)
    until(it.page, READ)
    before = it.page.evaluate(STATE)
    after = at(it, fragment).evaluate(STATE)
    assert after[:3] == before[:3]
    assert after[3:] == pytest.approx(before[3:])


def test_the_link_is_copied_and_leads_to_what_is_seen(visit: Open, many: str) -> None:
    page = shown(visit, many)
    page.locator('input[value="lines"]').check()
    page.get_by_role("button", name="Copy link").click()
    field = page.get_by_label("Link to what you see now")
    until(page, "document.querySelector('#link-note input').value !== ''")
    assert field.input_value() == page.url.split("#")[0] + "#draw=lines"
    assert "leads to" in page.locator("#link-note p").inner_text()
