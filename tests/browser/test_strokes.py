"""What a line says of itself: closed, denied, undated, and how far into an area it leads."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

import routes
from routes.webmap import page as webpage
from routes.webmap.compose import compose
from routes.webmap.payload_types import Payload
from routes.webmap.rhythm import ticks
from tests.browser.conftest import Open
from tests.browser.sample import payload_of, sample, with_leg

SEA = Path(__file__).parent / "cases" / "off-to-sea.yaml"

# Of one leg: where its bars, its arrows and its question mark stand, in pixels.
MARKS = """(leg) => {
  const { strands, questions } = Routes.page.drawing.legs;
  const strand = strands().find((s) => s.leg.id === leg);
  const at = (node) => node.getAttribute('transform').match(/-?[\\d.]+/g).slice(0, 2).map(Number);
  const of = (kind) => [...strand.markNode.querySelectorAll(kind)].map(at);
  const asked = questions().find((q) => q.id === leg);
  return { bars: of('.bars'), arrows: of('.arrow'), asked: asked && [asked.x, asked.y],
    length: strand.length };
}"""

# How strong a fading line is so many pixels before its vague end.
STRENGTH = """([leg, before]) => {
  const named = (text) => document.getElementById(/^url\\(["']?#(.+?)["']?\\)$/.exec(text)[1]);
  const strand = Routes.page.drawing.legs.strands().find((s) => s.leg.id === leg);
  const mask = named(strand.node.getAttribute('mask'));
  const fill = named(mask.firstElementChild.getAttribute('fill'));
  const [x1, y1, x2, y2] = ['x1', 'y1', 'x2', 'y2'].map((k) => +fill.getAttribute(k));
  const s = strand.leg.fades_at === 'start' ? before : strand.length - before;
  const p = Routes.line.at(strand.main, s);
  const [dx, dy] = [x2 - x1, y2 - y1];
  const share = ((p.x - x1) * dx + (p.y - y1) * dy) / (dx ** 2 + dy ** 2);
  const stops = [...fill.children].map((n) =>
    ['offset', 'stop-opacity'].map((k) => +n.getAttribute(k)));
  const next = stops.findIndex(([offset]) => offset >= Math.min(1, Math.max(0, share)));
  if (next < 1) return stops[0][1];
  const [[o1, v1], [o2, v2]] = [stops[next - 1], stops[next]];
  return v1 + ((v2 - v1) * (Math.min(1, share) - o1)) / (o2 - o1);
}"""

LOOKS = """() => Object.fromEntries(Routes.page.drawing.legs.strands().map((strand) => {
  const of = (node, name) => +node.getAttribute(name);
  return [strand.leg.id, [of(strand.node, 'stroke-width'), of(strand.node, 'opacity'),
    of(strand.ticksNode || strand.node, 'opacity')]];
}))"""


@pytest.fixture(scope="module")
def sea_html() -> str:
    """A way home that is closed and denied, and a leg to a sea nearby."""
    return webpage.html(compose(routes.build(routes.read(SEA))))


def _apart(a: list[float], b: list[float]) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)


def _press(page: Page, at: list[float]) -> None:
    x, y = page.evaluate(
        """([x, y]) => {
          const { map } = Routes.page;
          const p = map.layerPointToContainerPoint([x, y]);
          const edge = map.getContainer().getBoundingClientRect();
          return [edge.x + p.x, edge.y + p.y];
        }""",
        at,
    )
    page.mouse.click(x, y)


def test_a_closed_leg_that_is_denied_is_still_broken(visit: Open, sea_html: str) -> None:
    """The question mark covers neither the bars nor an arrow, and each answers a click."""
    page = visit(sea_html).page
    for zoom in (1, 2.5, 4):
        page.evaluate(f"Routes.page.map.setView([12, -145], {zoom}, {{animate: false}})")
        marks = page.evaluate(MARKS, "home")
        assert marks["length"] > 60
        assert len(marks["bars"]) == 1
        assert _apart(marks["asked"], marks["bars"][0]) > 15
        assert all(_apart(marks["asked"], arrow) > 12 for arrow in marks["arrows"])
    page.evaluate("Routes.page.map.setView([12, -145], 2.5, {animate: false})")
    marks = page.evaluate(MARKS, "home")
    for at in (marks["asked"], marks["bars"][0]):
        page.evaluate("Routes.page.state.select(null)")
        page.evaluate("Routes.page.map.setView([12, -145], 2.5, {animate: false})")
        _press(page, at)
        assert page.evaluate("(Routes.page.state.selected || {}).id") == "home"


@pytest.mark.parametrize("fades_at", ["start", "end"])
def test_a_denied_leg_to_an_area_shows_its_break_as_well(visit: Open, fades_at: str) -> None:
    ends = {"start": "elsewhere", "end": "vladivostok"} if fades_at == "start" else {}
    leg = with_leg("away", **ends)
    claims = tuple(leg.legs["belavia"].claims)
    denied = with_leg("away", **ends, claims=(*leg.legs["away"].claims, claims[-1]))
    marks = visit(webpage.html(payload_of(denied))).page.evaluate(MARKS, "away")
    assert marks["asked"]
    for other in (*marks["bars"], *marks["arrows"]):
        assert _apart(marks["asked"], other) > 12


def test_no_question_mark_hides_an_arrow(drawn: Page) -> None:
    """A leg of one arrow has it in the middle, where its question mark would stand."""
    seen = 0
    for zoom in (1, 2, 3, 4, 5):
        drawn.evaluate(f"Routes.page.map.setView([57, 29], {zoom}, {{animate: false}})")
        marks = drawn.evaluate(MARKS, "belavia")
        if marks["asked"]:
            seen += len(marks["arrows"])
            assert all(_apart(marks["asked"], arrow) > 8 for arrow in marks["arrows"])
    assert seen


def test_undated_lines_look_undated_while_there_is_a_window(
    visit: Open, official_html: str
) -> None:
    """Thinner and paler, and the legend says so; without a window nothing looks so."""
    page = visit(official_html).page
    undated = page.evaluate("Routes.undated(Routes.page.data).map((leg) => leg.id)")
    entry = page.locator(".legend .of-window")
    plain = page.evaluate(LOOKS)
    assert not entry.is_visible()
    assert page.locator(".strand.undated").count() == 0
    day = "(iso) => Date.parse(iso) / 864e5"
    page.evaluate(f"Routes.page.state.setWindow(['2016-07-01', '2016-07-31'].map({day}))")
    seen = page.evaluate(LOOKS)
    dated = set(seen) - set(undated)
    assert len(dated) >= 3
    assert len(set(seen) & set(undated)) >= 5
    for leg, look in seen.items():
        if leg in dated:
            assert look == plain[leg]
        else:
            assert all(now < 0.7 * then for now, then in zip(look, plain[leg], strict=True))
    assert entry.is_visible()
    assert entry.inner_text() == "Undated"
    page.evaluate("Routes.page.state.setWindow(null)")
    assert page.evaluate(LOOKS) == plain
    assert not entry.is_visible()


def test_a_chosen_undated_line_stands_out_and_still_looks_undated(
    visit: Open, official_html: str
) -> None:
    page = visit(official_html).page
    opacity = """(leg) => +getComputedStyle(document.querySelector(
      `.strand[data-leg=${leg}]`)).opacity"""
    page.evaluate("Routes.page.state.setWindow([17000, 17030])")
    page.evaluate("Routes.page.state.select({kind: 'leg', id: 'to-ukraine'})")
    page.wait_for_timeout(300)
    chosen, other = (page.evaluate(opacity, leg) for leg in ("to-ukraine", "across-russia"))
    assert other < chosen < 1


def test_where_all_is_dated_the_legend_says_nothing_of_undated(
    visit: Open, broker_html: str
) -> None:
    page = visit(broker_html).page
    assert page.evaluate("Routes.undated(Routes.page.data)") == []
    assert page.locator(".legend .of-window").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_line_into_an_area_is_seen_as_far_as_the_area(
    visit: Open, official_html: str, scheme: str
) -> None:
    """The long way to South Korea does not end, to the eye, in the state that he left."""
    page = visit(official_html, color_scheme=scheme).page
    assert page.evaluate(STRENGTH, ["to-south-korea", 20]) >= 0.5
    assert page.evaluate(STRENGTH, ["to-south-korea", 50]) >= 0.65
    assert page.evaluate(STRENGTH, ["to-south-korea", 120]) == 1
    assert page.evaluate(STRENGTH, ["to-south-korea", 0]) == pytest.approx(0, abs=0.01)


def test_a_line_out_of_an_area_fades_over_as_many_pixels_at_every_zoom(visit: Open) -> None:
    turned = with_leg("away", start="elsewhere", end="vladivostok")
    page = visit(webpage.html(payload_of(turned))).page
    for zoom in (3, 5, 7):
        page.evaluate(f"Routes.page.map.setView([50, 135], {zoom}, {{animate: false}})")
        length = page.evaluate(MARKS, "away")["length"]
        far = min(100, 0.6 * length) + 2
        assert page.evaluate(STRENGTH, ["away", far]) == 1
        assert page.evaluate(STRENGTH, ["away", 0.3 * far]) > 0.45


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_a_leg_that_leaves_for_an_area_nearby_is_seen(
    visit: Open, sea_html: str, size: tuple[int, int]
) -> None:
    """Twenty kilometres out to sea on a map of half the world: a line, with its direction."""
    page = visit(sea_html, size=size).page
    out = page.evaluate(MARKS, "out")
    assert out["length"] >= 30
    assert len(out["arrows"]) == 1
    assert page.evaluate(STRENGTH, ["out", 12]) >= 0.5
    start = page.evaluate(
        "Routes.page.drawing.legs.strands().find((s) => s.leg.id === 'out').main[0]"
    )
    riga = page.evaluate(
        """(({ x, y }) => [x, y])(
          Routes.page.drawing.places.drawn().find((d) => d.item.id === 'riga'))"""
    )
    assert _apart(start, riga) < 1
    # Nearer it is as long as it is.
    page.evaluate("Routes.page.map.setView([57, 24.1], 9, {animate: false})")
    drawn, true = page.evaluate(
        """() => {
          const { legs } = Routes.page.drawing;
          const strand = legs.strands().find((s) => s.leg.id === 'out');
          const [a, b] = strand.leg.parts.flat().filter((_, i, all) => !i || i === all.length - 1)
            .map(([lon, lat]) => Routes.page.map.latLngToLayerPoint([lat, lon]));
          return [strand.length, a.distanceTo(b)];
        }"""
    )
    assert drawn == pytest.approx(true, abs=2)


def test_every_line_to_an_area_has_a_tail_in_the_first_view(
    visit: Open, official_html: str
) -> None:
    page = visit(official_html, size=(390, 844)).page
    lengths = page.evaluate(
        """() => Routes.page.drawing.legs.strands().filter((s) => s.leg.fades)
          .map((s) => [s.leg.id, s.length])"""
    )
    assert len(lengths) >= 7
    assert all(length >= 20 for _, length in lengths)


def _with_versions(count: int) -> Payload:
    payload = sample()
    first = next(v for v in payload["variants"] if v["kind"] != "hypothetical")
    payload["variants"] = [{**first, "id": f"v{n}"} for n in range(count)]
    return payload


def test_colour_and_bars_together_tell_sixty_four_versions_apart(drawn: Page) -> None:
    """And the script counts as the picture does."""
    payload = _with_versions(64)
    grammar = next(g for g in payload["grammars"] if g["id"] == "reported")
    bars = [ticks(grammar, variant, payload) for variant in payload["variants"]]
    assert len({(n % 8, each) for n, each in enumerate(bars)}) == 64
    assert bars[:8] == grammar["ticks"]
    script = """([grammar, variants]) =>
      variants.map((one) => Routes.ticksOf({ payload: { variants } }, grammar, one))"""
    ids = [{"id": v["id"], "kind": v["kind"]} for v in payload["variants"]]
    assert drawn.evaluate(script, [grammar, ids]) == bars
