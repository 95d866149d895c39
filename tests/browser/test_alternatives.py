"""Computed paths: there for who asks, and never to be taken for a report."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from routes.webmap import page as webpage
from routes.webmap.payload_types import Payload
from tests.browser import computed
from tests.browser.conftest import Open, until
from tests.browser.sample import case, payload_of, sample, silent
from tests.browser.states import settle

KHABAROVSK = case().places["khabarovsk"].shown
BEST = {"across-rail/A1", "spb-rail/B1", "far-road/C"}
VIEW = (
    "[Routes.page.map.getCenter().lat, Routes.page.map.getCenter().lng, Routes.page.map.getZoom()]"
)
SHOW_ALL = "Routes.page.state.showWays([...Routes.page.data.ways.keys()], true)"
# Where the line of A1 alone runs, on the screen.
ON_A1 = """(() => {
  const { map } = Routes.page;
  const p = map.latLngToContainerPoint([47.675, 122.0]);
  const edge = map.getContainer().getBoundingClientRect();
  return [p.x + edge.left, p.y + edge.top];
})()"""


def alone() -> Payload:
    """What the command shows: paths, and nothing that anybody reports."""
    return payload_of(silent(), computed.blocks()[:1])


def shown(page: Page) -> set[str]:
    return set(page.evaluate("[...Routes.page.state.ways]"))


def numbers(page: Page) -> set[str]:
    return set(page.locator(".surface .of-way").all_text_contents())


def unfold(page: Page) -> None:
    """Opens every list of computed ways, as a reader does."""
    folded = page.locator("details.alternatives:not([open]) > summary")
    while folded.count():
        folded.first.click()


def test_lists_are_folded_where_there_are_several_and_say_what_they_hold(
    drawn: Page, visit: Open
) -> None:
    lists = drawn.locator("details.alternatives")
    assert lists.count() > 1
    assert drawn.locator("details.alternatives[open]").count() == 0
    head = lists.first.locator("summary")
    assert "3 lines, 1 on the map" in (head.text_content() or "")
    drawn.evaluate("Routes.page.state.showWays(['across-rail/A2'], true)")
    assert "3 lines, 2 on the map" in (head.text_content() or "")
    assert not drawn.locator(".computed-way[data-way='across-rail/A2']").is_visible()
    head.focus()
    drawn.keyboard.press("Enter")
    assert drawn.locator(".computed-way[data-way='across-rail/A2']").is_visible()
    only = visit(webpage.html(payload_of(case(), computed.blocks()[:1]))).page
    assert only.locator("details.alternatives[open] .computed-way").count() == 3


def test_best_of_each_is_on_at_first_where_there_is_room(drawn: Page) -> None:
    assert shown(drawn) == BEST
    assert numbers(drawn) <= {"A1", "B1", "C"}
    assert "A1" in numbers(drawn)


@pytest.mark.parametrize("width", [640, 390])
def test_a_narrow_map_begins_with_what_is_reported(
    visit: Open, sample_html: str, width: int
) -> None:
    page = visit(sample_html, size=(width, 800)).page
    assert shown(page) == set()
    assert page.locator(".computed .way").count() == 0
    assert "4 computed lines" not in (page.locator("#panel-handle").text_content() or "")
    assert "5 computed lines" in (page.locator("#panel-handle").text_content() or "")


def test_where_the_case_wants_nobody_to_go_waits_for_the_reader(visit: Open) -> None:
    payload = sample()
    said = "Runs through China, which this case avoids."
    payload["alternatives"][0]["paths"][0]["against"] = said
    page = visit(webpage.html(payload)).page
    assert shown(page) == BEST - {"across-rail/A1"}
    unfold(page)
    row = page.locator(".computed-way[data-way='across-rail/A1']")
    assert said in row.inner_text()
    row.get_by_role("button").click()
    assert "across-rail/A1" in shown(page)
    assert said in page.locator("#evidence").inner_text()


def is_whole(page: Page, before: list[float]) -> bool:
    """Whether the view is that one, but for the pixel to which Leaflet rounds."""
    lat, lon, zoom = page.evaluate(VIEW)
    return zoom == before[2] and abs(lat - before[0]) < 0.2 and abs(lon - before[1]) < 0.6


def extent(page: Page, way: str) -> float:
    """How large a way is on the screen, in pixels; 0 where it is not in the frame whole."""
    size: float = page.evaluate(
        """(id) => {
          const { map, data } = Routes.page;
          const size = map.getSize();
          const points = Routes.pointsOf(data, data.ways.get(id))
            .map(([lon, lat]) => map.latLngToContainerPoint([lat, lon]));
          const [xs, ys] = [points.map((p) => p.x), points.map((p) => p.y)];
          const inside = Math.min(...xs, ...ys) >= 0 && Math.max(...xs) <= size.x &&
            Math.max(...ys) <= size.y;
          return inside ? Math.max(Math.max(...xs) - Math.min(...xs),
            Math.max(...ys) - Math.min(...ys)) : 0;
        }""",
        way,
    )
    return size


@pytest.mark.parametrize("width", [1280, 640, 390])
def test_details_bring_a_short_path_into_view_and_close_it_again(
    visit: Open, sample_html: str, width: int
) -> None:
    page = visit(sample_html, size=(width, 800)).page
    before = page.evaluate(VIEW)
    assert extent(page, "spb-rail/B1") < 80
    if width < 900:
        page.locator("#panel-handle").click()
    unfold(page)
    page.get_by_role("button", name="Details: B1").click()
    until(page, "!document.querySelector('#evidence').hidden")
    page.wait_for_timeout(200)  # the frame of a narrow page gets smaller
    assert extent(page, "spb-rail/B1") >= 80
    page.locator("#whole").click()
    assert extent(page, "spb-rail/B1") < 80
    if width > 900:
        assert is_whole(page, before)


def test_a_path_that_is_switched_on_comes_into_view(drawn: Page) -> None:
    unfold(drawn)
    box = drawn.locator(".computed-way[data-way='spb-rail/B1'] input")
    before = drawn.evaluate(VIEW)
    box.uncheck()
    assert drawn.evaluate(VIEW) == before
    box.check()
    assert extent(drawn, "spb-rail/B1") >= 80
    box.uncheck()
    assert is_whole(drawn, before)


def test_a_path_that_lies_elsewhere_comes_into_view(drawn: Page) -> None:
    unfold(drawn)
    drawn.evaluate("void Routes.page.map.setView([30, 60], 5, {animate: false})")
    assert extent(drawn, "spb-rail/B1") == 0
    drawn.get_by_role("button", name="Details: B1").click()
    assert extent(drawn, "spb-rail/B1") >= 80


def test_a_path_that_is_seen_leaves_the_view_as_it_is(drawn: Page) -> None:
    unfold(drawn)
    before = drawn.evaluate(VIEW)
    drawn.locator(".computed-way[data-way='across-rail/A2'] input").check()
    drawn.get_by_label("Show all of them on the map").check()
    drawn.get_by_role("button", name="Details: A2").click()
    assert drawn.evaluate(VIEW) == before


def test_nothing_computed_lies_over_a_report(drawn: Page) -> None:
    drawn.evaluate(SHOW_ALL)
    order = drawn.evaluate(
        "[...document.querySelector('.surface-routes').children].map((g) => g.classList[0])"
    )
    assert order.index("crossings") < order.index("legs")
    over = drawn.evaluate(
        """(() => {
          const lines = [...document.querySelectorAll(".strand")].flatMap((path) => {
            const length = path.getTotalLength();
            const steps = Array.from({ length: Math.ceil(length / 2) }, (_, i) => 2 * i);
            return steps.map((at) => path.getPointAtLength(at));
          });
          return [...document.querySelectorAll(".surface .of-way")].filter((text) => {
            const b = text.getBBox();
            return lines.some((p) => p.x > b.x + 1 && p.x < b.x + b.width - 1 &&
              p.y > b.y + 3 && p.y < b.y + b.height - 3);
          }).map((text) => text.textContent);
        })()"""
    )
    assert over == []


def test_a_shut_border_and_what_is_remarked_stand_together(visit: Open) -> None:
    payload = sample()
    payload["alternatives"][0]["paths"][0]["crossings"][1]["remarks"] = ["Ukraine: War."]
    payload["alternatives"][0]["paths"][0]["stays"].insert(
        1, {"name": "water", "distance": "156 km", "note": None}
    )
    page = visit(webpage.html(payload)).page
    page.evaluate("Routes.page.state.select({kind: 'way', id: 'across-rail/A1'})")
    shut = page.locator(".passage.closed").inner_text()
    for words in ("Zabaikalsk-Manzhouli", "closed since January 2020", "Ukraine: War.",
                  "Freight ran on."):  # fmt: skip
        assert words in shut
    assert "water 156 km" in page.locator("#evidence").inner_text()


def test_first_view_is_that_of_the_reports(visit: Open, drawn: Page) -> None:
    without = payload_of(case())
    plain = visit(webpage.html(without)).page
    settle(plain)
    settle(drawn)
    assert plain.evaluate(VIEW) == drawn.evaluate(VIEW)


def test_a_computed_line_is_never_surer_than_a_report(drawn: Page) -> None:
    drawn.evaluate(SHOW_ALL)
    order = drawn.evaluate(
        "[...document.querySelector('.surface-routes').children].map((g) => g.classList[0])"
    )
    assert order.index("computed") < order.index("legs")
    lines = drawn.locator(".computed .way")
    looks = {
        tuple(line.get_attribute(name) for name in ("stroke-width", "stroke-dasharray", "style"))
        for line in lines.all()
    }
    (look,) = looks
    reports = drawn.locator(".strand:not([data-leg=to-seoul])").all()
    assert all(float(look[0] or 9) <= float(r.get_attribute("stroke-width") or 0) for r in reports)
    assert look[1] not in {r.get_attribute("stroke-dasharray") for r in reports}
    colours = {v["colour"] for v in sample()["variants"]}
    assert not any(colour in (look[2] or "") for colour in colours)


def test_switches(drawn: Page) -> None:
    unfold(drawn)
    row = drawn.locator(".computed-way[data-way='across-rail/A2']")
    row.locator("input").check()
    assert shown(drawn) == BEST | {"across-rail/A2"}
    assert "A2" in numbers(drawn)
    row.locator("input").uncheck()
    assert "A2" not in numbers(drawn)
    every = drawn.get_by_label("Show all of them on the map")
    assert every.evaluate("(box) => box.indeterminate")
    every.check()
    assert len(shown(drawn)) == 5
    assert numbers(drawn) >= {"A1", "A2", "A3"}
    every.uncheck()
    assert shown(drawn) == set()
    assert drawn.locator(".computed .way, .crossing .touch, .surface .of-way").count() == 0


def test_what_paths_share_is_drawn_once(drawn: Page) -> None:
    """Dashes over dashes would close to a line and look surer than each."""
    drawn.evaluate(SHOW_ALL)
    length = "(path) => path.getTotalLength()"
    own = drawn.locator(".way[data-way='across-rail/A2']").evaluate(length)
    drawn.evaluate("Routes.page.state.showWays(['across-rail/A1', 'across-rail/A3'], false)")
    whole = drawn.locator(".way[data-way='across-rail/A2']").evaluate(length)
    assert own < whole * 0.7


def test_click_on_a_line_tells_what_it_is(drawn: Page) -> None:
    x, y = drawn.evaluate(ON_A1)
    drawn.mouse.move(x, y)
    until(drawn, "document.querySelector('#tip').textContent.includes('by way of Harbin')")
    tip = drawn.locator("#tip").text_content() or ""
    assert "A1, by way of Harbin and Manzhouli" in tip
    assert "no source reports it" in tip
    assert drawn.locator(".computed .focus .way").count() == 1
    drawn.mouse.click(x, y)
    told = drawn.locator("#evidence").inner_text()
    for words in (
        "Computed on a network; no source reports it.",
        "8,000 km along the railway",
        "At least\n32 h",
        "Straight line\nThe leg as drawn, straight: 6,558 km",
        "Keeps out of\nNorth Korea (the state he left)",
        f"By way of\n{KHABAROVSK}, as was asked for",
        "closed since January 2020",
        "An invented ministry",
        "Usual: 64 km/h, stops included",
        "Schematic.",
        "A note of the case.",
        "OpenStreetMap contributors",
    ):
        assert words in told
    assert re.findall(r"^(Russia|China) [\d,]+ km$", told, re.MULTILINE) == [
        "Russia",
        "China",
        "Russia",
    ]


def test_of_two_on_one_line_the_chosen_one_answers(drawn: Page) -> None:
    drawn.evaluate(SHOW_ALL)
    drawn.evaluate("Routes.page.state.select({kind: 'way', id: 'across-rail/A3'})")
    x, y = drawn.evaluate(ON_A1.replace("47.675, 122.0", "56.2, 66.9"))
    drawn.mouse.move(x, y)
    assert (drawn.locator("#tip strong").text_content() or "").startswith("A3")


def test_a_leg_names_the_paths_in_its_stead(drawn: Page) -> None:
    drawn.evaluate("Routes.page.state.select({kind: 'leg', id: 'across'})")
    drawn.get_by_role("button", name="A3, by way of Khabarovsk and Tynda", exact=True).click()
    assert "across-rail/A3" in shown(drawn)
    assert drawn.locator("#evidence h2").text_content() == "A3, by way of Khabarovsk and Tynda"
    assert "A bridge" in drawn.locator("#evidence").inner_text()


def test_a_short_way_has_no_marks_of_borders(drawn: Page) -> None:
    unknown = drawn.locator(".crossings .crossing.unknown")
    assert unknown.count() == 0
    drawn.evaluate("void Routes.page.map.setView([56.9, 29], 5, {animate: false})")
    assert unknown.count() == 1
    assert "B1" in numbers(drawn)


def test_status_of_a_border_is_a_shape(drawn: Page) -> None:
    drawn.evaluate("void Routes.page.map.setView([56.9, 29], 5, {animate: false})")
    shapes = {
        status: drawn.locator(f".crossings .crossing.{status} > :first-child").first.evaluate(
            "(node) => node.tagName + (node.getAttribute('d') || '')"
        )
        for status in ("open", "closed", "unknown")
    }
    assert len(set(shapes.values())) == 3
    names = {name.strip() for name in drawn.locator(".legend dt").all_text_contents()}
    assert {"Border", "Border shut", "Not reviewed"} <= names


def test_a_border_is_named_by_pointer_and_by_key(drawn: Page) -> None:
    box = drawn.locator(".crossings .crossing.closed").first.bounding_box()
    assert box is not None
    drawn.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert "Zabaikalsk-Manzhouli" in (drawn.locator("#tip").text_content() or "")
    drawn.mouse.move(5, 300)
    drawn.evaluate("Routes.page.state.select({kind: 'way', id: 'across-rail/A1'})")
    drawn.get_by_role("button", name="Zabaikalsk-Manzhouli").focus()
    assert drawn.locator(".crossing.chosen .of-crossing").text_content() == "Zabaikalsk-Manzhouli"


def test_refusals_and_reach_are_told(drawn: Page) -> None:
    unfold(drawn)
    panel = drawn.locator("#panel-list").inner_text()
    assert "Every path by sea leads through Egypt." in panel
    assert "furthest of the towns in our data: Blagoveshchensk and Khabarovsk" in panel
    drawn.evaluate("Routes.page.state.select({kind: 'way', id: 'far-road/C'})")
    told = drawn.locator("#evidence").inner_text()
    assert "Blagoveshchensk 1,390 km" in told
    assert "Where it ends at a border" in told
    # Not "From", which is that of a date: other languages have two words for these.
    assert drawn.locator("#evidence dt").first.text_content() == "Starting place"


def test_by_keyboard_alone(drawn: Page) -> None:
    unfold(drawn)
    row = drawn.locator(".computed-way[data-way='across-rail/A2']")
    row.locator("input").focus()
    drawn.keyboard.press("Space")
    assert "across-rail/A2" in shown(drawn)
    drawn.keyboard.press("Tab")
    drawn.keyboard.press("Enter")
    assert (drawn.locator("#evidence h2").text_content() or "").startswith("A2")
    drawn.keyboard.press("Escape")
    focused = drawn.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == "Details: A2, by way of Khabarovsk and Skovorodino"


@pytest.mark.parametrize("width", [1280, 640, 390])
def test_whose_networks_they_are_stands_on_the_map(
    visit: Open, sample_html: str, width: int
) -> None:
    page = visit(sample_html, size=(width, 800)).page
    credit = page.locator("#credit")
    assert "© OpenStreetMap contributors" in (credit.text_content() or "")
    assert credit.is_visible()
    frame, note, scale = (
        page.locator(name).bounding_box() or {} for name in (".frame", "#credit", "#scale")
    )
    assert note["x"] >= frame["x"]
    assert note["y"] + note["height"] <= frame["y"] + frame["height"] + 1
    assert scale["y"] + scale["height"] <= note["y"]


def test_no_credit_without_networks(visit: Open) -> None:
    payload = sample()
    payload["alternatives"], payload["network_credits"] = [], []
    assert not visit(webpage.html(payload)).page.locator("#credit").is_visible()


def test_a_page_of_nothing_but_paths(visit: Open) -> None:
    page = visit(webpage.html(alone())).page
    assert shown(page) == {"across-rail/1", "across-rail/2", "across-rail/3"}
    panel = page.locator("#panel-list").inner_text()
    assert "Computed paths" in panel
    assert [words for words in ("What is reported", "Every leg", "version") if words in panel] == []
    tables = page.locator("#article caption").all_text_contents()
    assert tables[0] == "Vladivostok to St. Petersburg by rail"
    assert not any("versions" in text or "legs" in text for text in tables)
    inside = page.evaluate(
        """(() => {
          const { map, data } = Routes.page;
          const size = map.getSize();
          return [...data.ways.values()].flatMap((way) => Routes.pointsOf(data, way))
            .map(([lon, lat]) => map.latLngToContainerPoint([lat, lon]))
            .every((p) => p.x > 0 && p.y > 0 && p.x < size.x && p.y < size.y);
        })()"""
    )
    assert inside


def test_moving_the_map_keeps_them(drawn: Page) -> None:
    before = drawn.locator(".computed .way").count()
    drawn.evaluate("void Routes.page.map.setView([45.75, 126.63], 6, {animate: false})")
    assert drawn.locator(".computed .way").count() == before
    until(drawn, "document.querySelectorAll('.crossings .crossing').length > 0")


def test_reads_without_javascript(chromium: Browser, sample_html: str, tmp_path: Any) -> None:
    file = tmp_path / "page.html"
    file.write_text(sample_html)
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    picture = page.locator(".picture svg")
    assert "A1" in picture.locator(".of-way").all_text_contents()
    assert "OpenStreetMap" in (picture.locator(".credit").text_content() or "")
    told = page.locator("#article").inner_text()
    for words in ("8,000 km along the railway", "Grodekovo-Suifenhe (Russia to China)",
                  "15 % longer than the best path", "Found by keeping out of China.",
                  "Every path by sea leads through Egypt.", "Blagoveshchensk, 1,390 km",
                  "Keeps out of North Korea (the state he left)",
                  "Asked to keep out of Egypt; not checked at sea"):  # fmt: skip
        assert words in told
    context.close()
