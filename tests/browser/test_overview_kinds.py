"""The page of very many routes: its kinds of line, its first view, the key of its picture."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import routes
from routes.webmap.overview_compose import compose
from routes.webmap.overview_kinds import kinds
from routes.webmap.overview_page import html as page_of
from tests.browser.conftest import Open
from tests.browser.test_overview import PIXELS, SHEETS, act, crowd, shown

ALONG = f"""(route) => {{
  const {{ crowd, map }} = Routes.page;
  const metres = Routes.metresPerPixel(map.getZoom());
  const origin = map.getPixelOrigin();
  const box = map.getContainer().getBoundingClientRect();
  const line = [];
  for (let v = crowd.starts[route]; v < crowd.starts[route + 1]; v += 1) {{
    line.push([crowd.xy[2 * v] / metres - origin.x, -crowd.xy[2 * v + 1] / metres - origin.y]);
  }}
  const sheet = {SHEETS}[0];
  const edge = sheet.getBoundingClientRect();
  const data = ({PIXELS})(sheet);
  const length = Routes.line.length(line);
  const spot = (s, aside) => {{
    const at = Routes.line.at(line, s * length);
    const turn = (at.angle_deg + 90) * Math.PI / 180;
    const p = map.layerPointToContainerPoint(
      [at.x + aside * Math.cos(turn), at.y + aside * Math.sin(turn)]);
    const [x, y] = [box.left + p.x - edge.left, box.top + p.y - edge.top].map(Math.round);
    let best = 0;
    for (let dx = -1; dx <= 1; dx += 1) for (let dy = -1; dy <= 1; dy += 1) {{
      best = Math.max(best, data[4 * ((y + dy) * sheet.width + x + dx) + 3]);
    }}
    return best;
  }};
  const shares = Array.from({{ length: 201 }}, (_, k) => 0.02 + 0.0048 * k);
  return {{
    ink: shares.map((s) => spot(s, 0)),
    beside: Math.max(...shares.map((s) => Math.max(spot(s, 5), spot(s, -5)))),
  }};
}}"""


def of_kinds(**named: Any) -> str:
    """Three lines below one another, each of a kind of its own."""
    lines = [[(10, lat), (20, lat), (30, lat)] for lat in (56, 52, 48)]
    return page_of(compose(lines, title="Kinds", named=named, kinds=kinds()))  # type: ignore[arg-type]


def test_lines_of_cases_are_solid_dashed_or_dotted_as_a_case_draws_them(visit: Open) -> None:
    page = shown(visit, of_kinds(groups=["reported", "inferred", "hypothetical"]))
    ink = [np.array(page.evaluate(f"({ALONG})({i})")["ink"]) for i in range(3)]
    assert ink[0].min() > 180
    empty = [(each < 60).mean() for each in ink[1:]]
    assert 0.1 < empty[0] < 0.5 < empty[1] < 0.9
    marks = page.locator("#panel .option .crowd-mark path")
    dashes = marks.evaluate_all("(all) => all.map((n) => n.getAttribute('stroke-dasharray'))")
    assert dashes == [None, "9 6", "1.5 7"]
    assert page.get_by_text("Hypothetical: Weighed by an author").first.is_visible()


@pytest.mark.parametrize("kind", ["lines", "flows"])
def test_a_line_fades_towards_an_end_that_is_an_area(visit_anywhere: Open, kind: str) -> None:
    fades = ["no", "start", "end"]
    page = shown(visit_anywhere, of_kinds(groups=["reported"] * 3, fades=fades))
    act(page, f"document.querySelector('input[value={kind}]').click()")
    # A flow runs a little aside of its line, has an arrow on it, and is not opaque.
    sure, start, end = (np.array(page.evaluate(f"({ALONG})({i})")["ink"]) for i in range(3))
    assert sure[[5, -5]].min() > 120
    assert start[3] < 60
    assert start[-5] > 120
    assert end[-3] < 60
    assert end[5] > 120
    assert start[:60].mean() < 0.7 * start[-60:].mean()


def test_a_closed_way_is_broken_by_two_bars(visit: Open) -> None:
    page = shown(visit, of_kinds(groups=["reported", "reported-closed", "reported-closed"]))
    whole, broken = (page.evaluate(f"({ALONG})({i})") for i in (0, 1))
    assert min(whole["ink"]) > 180
    assert min(broken["ink"][80:120]) < 60
    assert whole["beside"] < 60
    assert broken["beside"] > 150


def test_the_whole_map_is_whole_across_the_antimeridian(visit: Open) -> None:
    towns = [(139.6, 35.4), (-157.9, 21.3), (-149.9, 61.2), (158.7, 53.0), (13.4, 52.5)]
    html = routes.overview([[a, b] for a in towns for b in towns if a < b], title="P").html()
    page = shown(visit, html)
    seen = """(towns) => towns.every(([lon, lat]) => {
      const p = Routes.page.map.latLngToContainerPoint([lat, lon]);
      const size = Routes.page.map.getSize();
      return p.x > 0 && p.y > 0 && p.x < size.x && p.y < size.y;
    })"""
    assert page.evaluate(seen, towns)
    act(page, "Routes.page.map.setView([50, 160], 5, { animate: false })")
    act(page, "document.getElementById('whole').click()")
    page.wait_for_timeout(300)
    assert page.evaluate(seen, towns)


def test_the_key_of_the_picture_is_printed_and_not_shown_beside_the_map(
    visit: Open,
) -> None:
    page = shown(visit, crowd())
    key = page.locator(".map-key")
    assert key.is_hidden()
    page.emulate_media(media="print")
    assert key.is_visible()
    assert key.locator("li svg").count() == 3


def test_a_flow_of_several_kinds_does_not_look_surer_than_the_least_of_them(visit: Open) -> None:
    lines = [[(10, 50), (30, 50)]] * 2
    of = {kind: ["reported", kind] for kind in ("reported", "hypothetical")}
    ink = {}
    for kind, groups in of.items():
        named: Any = {"groups": groups}
        page = shown(visit, page_of(compose(lines, title="F", named=named, kinds=kinds())))
        act(page, "document.querySelector('input[value=flows]').click()")
        ink[kind] = np.array(page.evaluate(f"({ALONG})(0)")["ink"])
    assert (ink["reported"] < 60).mean() < 0.05
    assert (ink["hypothetical"] < 60).mean() > 0.4
