"""The committed maps of the real cases: quiet, complete, every quote reachable."""

from __future__ import annotations

from pathlib import Path

import pytest

from routes import casefile
from routes.model import Case
from tests.browser.conftest import Open, until
from tests.browser.test_evidence import MIDDLE
from tests.conftest import ROOT

CLOSER = """(leg) => {
  const map = Routes.page.map;
  const find = () => Routes.page.drawing.legs.strands().find((s) => s.leg.id === leg);
  while (find().length < 120 && map.getZoom() < map.getMaxZoom()) {
    const there = Routes.line.at(find().main, find().length / 2);
    map.setView(map.layerPointToLatLng([there.x, there.y]), map.getZoom() + 1, { animate: false });
  }
}"""
# The most that can be seen of one line; a fading line counts as far as it is not pale.
VISIBLE_PX = """() => {
  const { map, drawing } = Routes.page;
  const frame = Routes.visibleFrame(map, 0);
  return Math.max(...drawing.legs.strands().map((s) =>
    drawing.legs.visibleLength(s, frame) * (s.leg.fades ? 0.8 : 1)));
}"""
MAPS = sorted(p for p in (ROOT / "maps").glob("*.html") if p.name != "index.html")


def case_of(path: Path) -> Case:
    return casefile.read(ROOT / "data" / "cases" / f"{path.stem}.yaml")


def test_there_is_a_map_for_every_case():
    cases = sorted(p.stem for p in (ROOT / "data" / "cases").glob("*.yaml"))
    assert [p.stem for p in MAPS] == cases


@pytest.mark.parametrize("path", MAPS, ids=lambda p: p.stem)
@pytest.mark.parametrize("size", [(1280, 800), (640, 480), (390, 844)])
def test_every_itinerary_is_drawn(visit: Open, path: Path, size: tuple[int, int]):
    page = visit(path.read_text("ascii"), size=size).page
    until(page, "document.documentElement.classList.contains('drawn')")
    drawn = page.evaluate("Routes.page.drawing.legs.strands().map((s) => [s.variant.id, s.leg.id])")
    expected = {(i.id, leg) for i in case_of(path).itineraries.values() for leg in i.legs}
    assert {(variant, leg) for variant, leg in drawn} == expected


@pytest.mark.parametrize("path", MAPS, ids=lambda p: p.stem)
@pytest.mark.parametrize("size", [(1280, 800), (640, 480), (390, 844)])
def test_only_this_makes_every_itinerary_visible(visit: Open, path: Path, size: tuple[int, int]):
    page = visit(path.read_text("ascii"), size=size).page
    until(page, "document.documentElement.classList.contains('drawn')")
    if page.locator("#panel-handle").is_visible():
        page.locator("#panel-handle").click()
        page.wait_for_timeout(200)
    seen = {}
    itineraries = case_of(path).itineraries.values()
    # A case of one version has no "Only this"; there the version is chosen.
    act = "Show only" if len(itineraries) > 1 else "Who says so"
    for itinerary in itineraries:
        page.get_by_role("button", name=f"{act}: {itinerary.title}", exact=True).click()
        seen[itinerary.id] = page.evaluate(VISIBLE_PX)
        if len(itineraries) > 1:
            page.get_by_role("button", name="Show all", exact=True).click()
    assert seen
    assert {name: px for name, px in seen.items() if px < 25} == {}


@pytest.mark.parametrize("path", MAPS, ids=lambda p: p.stem)
def test_every_quote_of_a_leg_by_click_on_its_line(visit: Open, path: Path):
    page = visit(path.read_text("ascii")).page
    until(page, "document.documentElement.classList.contains('drawn')")
    for leg in case_of(path).legs.values():
        page.evaluate("Routes.page.state.select(null)")
        page.evaluate(CLOSER, leg.id)
        page.mouse.click(*page.evaluate(MIDDLE, leg.id))
        text = page.locator("#evidence").text_content() or ""
        assert leg.title in text
        assert leg.claims
        for claim in leg.claims:
            assert claim.quote is not None
            assert claim.quote.exact in text


@pytest.mark.parametrize("path", MAPS, ids=lambda p: p.stem)
@pytest.mark.parametrize("script", [True, False])
def test_every_quote_of_the_case_stands_in_the_article(visit: Open, path: Path, script: bool):
    text = (
        visit(path.read_text("ascii"), java_script_enabled=script)
        .page.locator("#article")
        .text_content()
    )
    case = case_of(path)
    holders = [*case.legs.values(), *case.itineraries.values(), *case.events.values()]
    claims = [c for holder in holders for c in holder.claims]
    claims += [c for d in case.disputes.values() for p in d.positions for c in p.claims]
    assert len(claims) > 5
    assert [c.quote.exact for c in claims if c.quote and c.quote.exact not in (text or "")] == []
    assert [s.label for s in case.sources.values() if s.label not in (text or "")] == []


def test_the_index_leads_to_every_map(visit: Open):
    page = visit((ROOT / "maps" / "index.html").read_text("ascii")).page
    links = page.locator(".card a").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
    assert sorted(links) == [p.name for p in MAPS]
    assert page.locator(".card svg").count() == len(MAPS)
