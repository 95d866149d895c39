"""On paper the still picture stands for the map, each line is named, and nothing is cut off."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

import routes
from routes.webmap import page as webpage
from routes.webmap.compose import compose
from tests.browser.conftest import Open
from tests.browser.sample import sample

Scheme = Literal["light", "dark"]
A4_PX = (794, 1123)
LETTER_PX = (816, 1056)
# Wide margins leave no more of a sheet.
NARROW_PX = 600
CHROME = (".folium-map", ".leaflet-control", "#panel", "#scale", "#whole", "#panel-handle")
GROUND = "getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(Number)"
TOPS = """(names) => names.map((name) =>
  document.querySelector(name).getBoundingClientRect().top)"""
BREAKS = """(name) => [...document.querySelectorAll(name)].map((node) =>
  getComputedStyle(node).breakInside)"""
EDGES = """[...document.querySelectorAll("body *")].filter((node) => node.checkVisibility()
  && !node.closest("svg") && !node.classList.contains("only-heard"))
  .map((node) => node.getBoundingClientRect().right)"""
CONTROLS = "button, input, select, summary, [role='tab'], [contenteditable]"


def _on_paper(page: Page, size: tuple[int, int] = A4_PX, scheme: Scheme = "light") -> Page:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(media="print", color_scheme=scheme)
    return page


@pytest.fixture(params=["light", "dark"])
def printed(request: pytest.FixtureRequest, visit: Open, sample_html: str) -> Page:
    """A page drawn on a desktop in either scheme, then laid out for A4."""
    return _on_paper(visit(sample_html, color_scheme=request.param).page, A4_PX, request.param)


def test_picture_stands_for_the_map(printed: Page) -> None:
    picture = printed.locator(".picture svg").bounding_box()
    assert picture is not None
    assert picture["width"] > 600
    assert [name for name in CHROME if printed.locator(name).first.is_visible()] == []
    controls = printed.locator(CONTROLS).all()
    assert controls
    assert not any(each.is_visible() for each in controls)


@pytest.mark.parametrize("size", [A4_PX, LETTER_PX, (NARROW_PX, 900)], ids=str)
def test_nothing_is_cut_at_the_side(visit: Open, official_html: str, size: tuple[int, int]) -> None:
    page = _on_paper(visit(official_html).page, size)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert max(page.evaluate(EDGES)) <= size[0]


def test_paper_is_light(printed: Page) -> None:
    assert min(printed.evaluate(GROUND)[:3]) > 200
    ink = printed.evaluate("getComputedStyle(document.body).color.match(/\\d+/g).map(Number)")
    assert max(ink[:3]) < 80


def test_first_page_has_title_map_and_what_the_lines_are(visit: Open, official_html: str) -> None:
    page = _on_paper(visit(official_html).page)
    order = [
        "h1",
        ".question",
        ".picture",
        ".versions-key",
        ".lines-key",
        ".article > .summary",
        ".known-told",
    ]
    tops = page.evaluate(TOPS, order)
    assert tops == sorted(tops)
    assert tops[-1] < A4_PX[1]


def test_key_tells_the_versions_by_number_title_and_source(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    badges = page.locator("#panel-list .variant .badge").all_inner_texts()
    names = page.locator("#panel-list .variant .name").all_inner_texts()
    assert page.locator(".map-key").is_hidden()
    _on_paper(page)
    rows = page.locator(".versions-key li")
    assert rows.locator(".badge").all_inner_texts() == badges
    assert rows.locator("strong").all_inner_texts() == names
    assert rows.locator("svg").count() == len(names) == 8
    told = dict(zip(names, rows.locator(".who").all_inner_texts(), strict=True))
    assert told["To South Korea"] == "According to RIA Novosti \u00b7 1 report, 1 origin"
    weighed = next(text for name, text in told.items() if name.startswith("Finland"))
    assert weighed.startswith("Weighed by ")
    kinds = page.locator(".lines-key li").all_inner_texts()
    assert [kind.strip() for kind in kinds] == ["Reported", "Inferred", "Computed", "Hypothetical"]


def test_no_two_swatches_of_versions_are_alike(visit: Open, official_html: str) -> None:
    """Grey paper tells no colours: number, dashes and bars have to."""
    page = _on_paper(visit(official_html).page)
    swatches = page.locator(".versions-key svg").evaluate_all(
        "(all) => all.map((svg) => [...svg.querySelectorAll('path')]"
        ".map((line) => line.getAttribute('stroke-dasharray') || 'whole').join(', '))"
    )
    assert len(swatches) == 8
    assert len(set(swatches)) == len(swatches)


def test_rows_stay_whole_and_heads_come_again(visit: Open, official_html: str) -> None:
    page = _on_paper(visit(official_html).page)
    assert set(page.evaluate(BREAKS, ".article table:not(.legs-table) tr")) == {"avoid"}
    # A leg may be longer than a sheet; what one source says of it is not torn.
    assert set(page.evaluate(BREAKS, ".legs-table td li")) == {"avoid"}
    assert set(page.evaluate(BREAKS, ".article .sources li")) == {"avoid"}
    heads = "[...document.querySelectorAll('thead')].map((n) => getComputedStyle(n).display)"
    assert set(page.evaluate(heads)) == {"table-header-group"}
    assert len(page.evaluate(heads)) > 3


def test_sources_are_numbered_as_they_are_cited(visit: Open, official_html: str) -> None:
    page = _on_paper(visit(official_html).page)
    numbers = page.locator(".article .sources > li").evaluate_all(
        "(all) => all.map((li) => li.value)"
    )
    assert numbers == list(range(1, len(numbers) + 1))
    cited = page.locator('.claim a[href^="#source-"]').evaluate_all(
        "(all) => all.map((a) => [a.textContent, a.getAttribute('href')])"
    )
    assert cited
    assert all(href == f"#source-{text}" and int(text) in numbers for text, href in cited)


def test_addresses_are_written_out(printed: Page) -> None:
    links = printed.locator(".article .sources a").evaluate_all(
        """(all) => all.map((a) => [a.getAttribute("href"),
          getComputedStyle(a, "::after").content])"""
    )
    assert "https://review.example/neva" in dict(links)
    assert [shown for _, shown in links] == [f'" <{href}>"' for href, _ in links]


def test_paper_says_that_the_screen_hid_something(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    note = page.locator(".whole-note")
    _on_paper(page)
    assert note.is_hidden()
    page.emulate_media(media="screen")
    page.evaluate("Routes.page.state.toggle(Routes.page.data.payload.variants[0].id, false)")
    assert note.is_hidden()
    _on_paper(page)
    assert note.is_visible()
    assert page.locator(".versions-key li").count() == 8
    page.evaluate("Routes.page.state.show(Routes.page.data.payload.variants.map((v) => v.id))")
    assert note.is_hidden()
    page.evaluate("Routes.page.state.setWindow([0, 1])")
    assert note.is_visible()


def test_paper_has_no_path_of_the_readers_disk(visit: Open, official_html: str) -> None:
    page = _on_paper(visit(official_html).page)
    assert page.locator(".own-address").is_hidden()
    assert "file:" not in page.locator("body").inner_text()


def test_sheets_of_either_format(visit: Open, official_html: str) -> None:
    """Blank sheets, or rows that each want one of their own, would make many more."""
    page = visit(official_html).page
    for name, box in (("A4", (595, 842)), ("Letter", (612, 792))):
        sheet = page.pdf(format=name)
        found = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", sheet)
        assert {(int(float(w)), int(float(h))) for w, h in found} == {box}
        assert 8 < len(found) < 25


def test_without_scripts_the_key_is_read_beside_the_picture(
    visit: Open, official_html: str
) -> None:
    page = visit(official_html, size=(390, 844), java_script_enabled=False).page
    assert page.locator(".versions-key li").count() == 8
    assert page.locator(".versions-key").is_visible()
    assert page.locator(".paper-only:visible").count() == 0


SEVERAL = """
version: 1
title: {en: A courier goes west, de: Ein Kurier geht nach Westen}
language: en
languages: [de]
sources:
  herald: {publisher: The Herald, issued: 2016-09-12}
places:
  moscow: Moscow, Russia
  warsaw: Warsaw, Poland
  kyiv: {name: Kyiv, country: UA}
legs:
  flight: {from: moscow, to: warsaw, by: air, claims: [{source: herald, quote: flew to Warsaw}]}
  walk: {from: moscow, to: kyiv, by: rail, claims: [{source: herald, quote: on to Kyiv}],
    status: closed, closed: {since: 2016-06, claims: [{source: herald, quote: closed}]}}
itineraries:
  west: {title: By air, legs: [flight]}
  south: {title: By train, legs: [walk]}
"""
WRITTEN = """() => {
  const svg = document.querySelector(".picture svg");
  const room = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].map((node) => {
    const { left, right } = node.getBoundingClientRect();
    return [node.textContent, left >= room.left && right <= room.right];
  });
}"""


def test_the_picture_is_in_the_language_that_was_chosen(visit: Open, tmp_path: Path) -> None:
    """With room for its words, although it was drawn for another one; and nothing can be chosen."""
    file = tmp_path / "case.yaml"
    file.write_text(SEVERAL, encoding="utf-8")
    html = webpage.html(compose(routes.build(routes.read(file))))
    page = visit(html, locale="de-DE").page
    assert page.locator("#language").is_visible()
    _on_paper(page)
    assert page.locator("#language").is_hidden()
    written = page.evaluate(WRITTEN)
    assert [text for text, inside in written if not inside] == []
    words = {text for text, _ in written}
    assert {"Warschau", "Moskau", "Kiew", "Gesperrt seit Juni 2016"} <= words
    assert not words & {"Warsaw", "Moscow", "Kyiv", "Closed since June 2016"}
    title = page.locator(".picture svg > title").text_content()
    assert title == "Ein Kurier geht nach Westen"


def test_of_many_contradictions_the_first_are_printed_and_the_others_counted(visit: Open) -> None:
    payload = sample()
    leg = next(leg for leg in payload["legs"] if leg["contradictions"])
    leg["contradictions"] = [{**leg["contradictions"][0], "title": f"Leg {n}"} for n in range(9)]
    page = visit(webpage.html(payload)).page
    row = page.locator(".legs-table tr", has_text="Leg 8")
    _on_paper(page)
    assert row.locator("li:visible", has_text=re.compile(r"^Leg \d:")).count() == 5
    assert row.locator("li", has_text="and 4 more").is_visible()
    page.emulate_media(media="screen")
    assert row.locator("li:visible", has_text=re.compile(r"^Leg \d:")).count() == 9
    assert row.locator("li", has_text="and 4 more").is_hidden()


def test_no_column_of_the_legs_has_a_word_a_line(visit: Open, official_html: str) -> None:
    page = _on_paper(visit(official_html).page, (688, 1123))
    wide = page.evaluate("""[...document.querySelectorAll(".legs-table thead th")]
      .map((node) => node.getBoundingClientRect().width)""")
    basis, distance = wide[2], wide[4]
    assert min(basis, distance) > 110
    assert wide[5] > 200
