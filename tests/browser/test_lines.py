"""What is drawn: every variant, side by side, with direction, and no end nobody reported."""

from __future__ import annotations

from playwright.sync_api import Page

from routes.webmap import page as webpage
from tests.browser.conftest import Open
from tests.browser.sample import only, payload_of, sample, with_leg

# The mask that a line really uses, and the first and last opacity of its gradient.
FADING = """(leg) => {
  const named = (text) => document.getElementById(/^url\\(["']?#(.+?)["']?\\)$/.exec(text)[1]);
  const mask = named(document.querySelector(`.strand[data-leg=${leg}]`).getAttribute('mask'));
  const stops = [...named(mask.firstElementChild.getAttribute('fill')).children]
    .sort((a, b) => a.getAttribute('offset') - b.getAttribute('offset'));
  return [stops[0], stops[stops.length - 1]].map((s) => +s.getAttribute('stop-opacity'));
}"""
STRANDS = "[...document.querySelectorAll('.strand')].map(n => [n.dataset.variant, n.dataset.leg])"


def test_every_variant_draws_each_of_its_legs(drawn: Page) -> None:
    wanted = {(v["id"], leg) for v in sample()["variants"] for leg in v["legs"]}
    found = [tuple(pair) for pair in drawn.evaluate(STRANDS)]
    assert set(found) == wanted
    assert len(found) == len(wanted)


def test_switching_off_hides_and_on_shows(drawn: Page) -> None:
    box = drawn.get_by_role("checkbox", name="To Ukraine")
    count = "document.querySelectorAll('.strand[data-variant=ukraine]').length"
    box.uncheck()
    assert drawn.evaluate(count) == 0
    box.check()
    assert drawn.evaluate(count) == 2


def test_only_this_and_all(drawn: Page) -> None:
    drawn.get_by_role("button", name="Show only: To Finland").click()
    assert {pair[0] for pair in drawn.evaluate(STRANDS)} == {"finland"}
    drawn.get_by_role("button", name="Show all", exact=True).click()
    assert len({pair[0] for pair in drawn.evaluate(STRANDS)}) == 9


def test_strands_of_a_shared_leg_keep_apart(drawn: Page) -> None:
    """Sampled along the middle: no two copies of a leg come within half a line of each other."""
    nearest = drawn.evaluate(
        """() => {
          const lines = [...document.querySelectorAll('.strand[data-leg=across]')];
          let least = Infinity;
          const points = lines.map((node) => {
            const total = node.getTotalLength();
            return Array.from({ length: 200 }, (_, i) => {
              const p = node.getPointAtLength(total * (0.3 + (0.4 * i) / 199));
              return [p.x, p.y];
            });
          });
          points.forEach((a, i) => points.slice(i + 1).forEach((b) => {
            for (const p of a) for (const q of b) {
              least = Math.min(least, Math.hypot(p[0] - q[0], p[1] - q[1]));
            }
          }));
          const widths = lines.map((n) => +n.getAttribute('stroke-width'));
          return [lines.length, least, Math.max(...widths)];
        }"""
    )
    count, least, width = nearest
    assert count == 6
    assert least > width


def test_legs_that_leave_one_place_side_by_side_keep_apart(drawn: Page) -> None:
    """The closed drives leave Vladivostok along the flight; neither hides the other."""
    least = drawn.evaluate(
        """() => {
          const strands = Routes.page.drawing.legs.strands();
          const away = strands.find((s) => s.leg.id === 'away');
          const across = strands.filter((s) => s.leg.id === 'across');
          let least = Infinity;
          for (let s = 80; s < 200; s += 2) {
            const p = Routes.line.at(away.main, s);
            for (const other of across) {
              least = Math.min(least, Routes.line.distanceTo(other.main, p.x, p.y));
            }
          }
          return least;
        }"""
    )
    assert least > 3


def test_strands_meet_at_the_place(drawn: Page) -> None:
    gap = drawn.evaluate(
        """() => {
          const ends = [...document.querySelectorAll('.strand[data-leg=across]')].map((n) => {
            const p = n.getPointAtLength(n.getTotalLength());
            return [p.x, p.y];
          });
          return Math.max(...ends.map((p) => Math.hypot(p[0] - ends[0][0], p[1] - ends[0][1])));
        }"""
    )
    assert gap < 1


def test_every_leg_shows_its_direction(drawn: Page) -> None:
    """Arrows stand on each line that is long enough, and point from start to end."""
    drawn.evaluate("void Routes.page.map.setView([60, 85], 2, {animate: false})")
    legs = drawn.evaluate(
        """() => Routes.page.drawing.legs.strands().filter((s) => s.length > 40).map((s) => {
          const arrows = s.markNode ? s.markNode.querySelectorAll('.arrow').length : 0;
          return [s.leg.id, arrows];
        })"""
    )
    assert {leg for leg, _ in legs} >= {"across", "to-seoul", "to-bishkek", "to-alaska"}
    assert all(arrows >= 1 for _, arrows in legs)


def test_arrow_points_along_the_line(drawn: Page) -> None:
    angle = drawn.evaluate(
        """() => {
          const node = document.querySelector('.mark[data-leg=across] .arrow');
          return +node.getAttribute('transform').match(/rotate\\(([-\\d.]+)/)[1];
        }"""
    )
    # Vladivostok to St. Petersburg runs to the left on this map.
    assert abs(angle) > 120


def test_fading_leg_has_no_end(drawn: Page) -> None:
    """No arrow in its second half, no pin where it stops, and it is masked to nothing."""
    shares = drawn.evaluate(
        """() => {
          const strand = Routes.page.drawing.legs.strands().find((s) => s.leg.id === 'away');
          const end = strand.main[strand.main.length - 1];
          const start = strand.main[0];
          return [...strand.markNode.querySelectorAll('.arrow')].map((node) => {
            const moved = node.getAttribute('transform').match(/translate\\(([^)]*)/)[1];
            const [x, y] = moved.split(' ');
            return Math.hypot(x - start[0], y - start[1]) /
              Math.hypot(end[0] - start[0], end[1] - start[1]);
          });
        }"""
    )
    assert shares
    assert all(share < 0.5 for share in shares)
    assert drawn.evaluate(FADING, "away") == [1, 0]
    assert drawn.locator(".point[data-place=elsewhere]").count() == 0
    assert drawn.locator(".area[data-place=elsewhere]").count() == 1


def test_leg_from_a_vague_place_fades_at_its_start(visit: Open) -> None:
    turned = with_leg("away", start="elsewhere", end="vladivostok")
    page = visit(webpage.html(payload_of(turned))).page
    x1, x2, arrow = page.evaluate(
        """() => {
          const strand = Routes.page.drawing.legs.strands().find((s) => s.leg.id === 'away');
          const mask = document.querySelector(strand.node.getAttribute('mask').slice(4, -1));
          const fill = mask.firstElementChild.getAttribute('fill').slice(4, -1);
          const gradient = document.querySelector(fill);
          const arrow = strand.markNode.querySelector('.arrow').getAttribute('transform');
          return [+gradient.getAttribute('x1'), +gradient.getAttribute('x2'),
            +arrow.match(/translate\\(([-\\d.]+)/)[1]];
        }"""
    )
    # Vladivostok, the known end, lies to the right: full there, nothing to the left.
    assert x1 > x2
    assert x1 - arrow < (x1 - x2) / 2


def test_closed_leg_is_broken_and_says_so(drawn: Page) -> None:
    assert drawn.locator(".mark[data-leg=away] .bars").count() == 1
    d = drawn.locator(".strand[data-leg=away]").get_attribute("d")
    assert d is not None
    assert d.count("M") == 2
    assert drawn.locator(".labels .of-closure").all_text_contents() == [
        next(x["closed"] for x in sample()["legs"] if x["id"] == "away")
    ]


def test_contested_legs_carry_a_question_mark(drawn: Page) -> None:
    ids = drawn.evaluate("Routes.page.drawing.legs.questions().map((q) => q.id).sort()")
    assert ids == ["across", "belavia"]


def test_line_over_the_antimeridian_is_one_line(drawn: Page) -> None:
    parts = drawn.evaluate("Routes.page.data.legs.get('to-alaska').parts.length")
    assert parts == 2
    d = drawn.locator(".strand[data-leg=to-alaska]").get_attribute("d")
    assert d is not None
    assert d.count("M") == 1


def test_dash_is_that_of_the_kind_and_bars_are_those_of_the_version(drawn: Page) -> None:
    """Of every strand: its kind says which dash, its version which bars across."""
    payload = sample()
    grammars = {g["id"]: g for g in payload["grammars"]}
    legs = {leg["id"]: leg["grammar"] for leg in payload["legs"]}
    ordered = sorted(payload["variants"], key=lambda v: v["kind"] == "hypothetical")
    order = [v["id"] for v in ordered]
    found = drawn.evaluate(
        """() => [...document.querySelectorAll('.strand')].map((n) => {
          const ticks = n.nextSibling && n.nextSibling.matches('.ticks') ? n.nextSibling : null;
          return [n.dataset.variant, n.dataset.leg, n.getAttribute('stroke-dasharray') || '',
            ticks ? ticks.getAttribute('stroke-dasharray') : '',
            ticks ? ticks.getAttribute('d') === n.getAttribute('d') : true,
            !ticks || +ticks.getAttribute('stroke-width') > +n.getAttribute('stroke-width') + 1];
        })"""
    )
    assert found
    for variant, leg, dash, ticks, is_same, is_wider in found:
        grammar = grammars[legs[leg]]
        of_version = grammar["ticks"]
        assert dash == grammar["dash"]
        nth = order.index(variant)
        turned = nth + nth // max(1, len(of_version))
        assert ticks == (of_version[turned % len(of_version)] if of_version else "")
        assert is_same
        assert is_wider


def test_versions_of_one_leg_differ_in_bars_too(drawn: Page) -> None:
    bars = drawn.evaluate(
        """() => [...document.querySelectorAll('.strand[data-leg=across]')].map((n) =>
          n.nextSibling && n.nextSibling.matches('.ticks')
            ? n.nextSibling.getAttribute('stroke-dasharray') : '')"""
    )
    assert len(bars) == 6
    assert len(set(bars)) == 6


def test_swatch_of_a_version_has_the_strokes_of_its_lines(drawn: Page) -> None:
    """In the order of the legs: what the list shows is what is found on the map."""
    payload = sample()
    dash = {g["id"]: g["dash"] for g in payload["grammars"]}
    legs = {leg["id"]: leg for leg in payload["legs"]}
    for variant in payload["variants"]:
        kinds = [legs[name]["grammar"] for name in variant["legs"] if legs[name]["parts"]]
        runs = [kind for i, kind in enumerate(kinds) if i == 0 or kind != kinds[i - 1]]
        shown = drawn.evaluate(
            """(id) => {
              const { data } = Routes.page;
              const swatch = Routes.variantSwatch(data, data.variants.get(id));
              const bars = 'M0 7H' + swatch.getAttribute('width');
              const lines = [...swatch.children].filter((n) => n.getAttribute('d') !== bars);
              const widths = lines.map((n) => n.getAttribute('d').match(/[\\d.]+/g).map(Number));
              return [lines.map((n) => n.getAttribute('stroke-dasharray') || ''), widths];
            }""",
            variant["id"],
        )
        if 0 < len(runs) <= 3:
            assert shown[0] == [dash[kind] for kind in runs]
        assert all(to - start >= 13 for start, _, to in shown[1])


def test_versions_carry_their_number_on_their_lines(drawn: Page) -> None:
    """Each mark lies on a line of its own version, and the panel gives it the same number."""
    marks = drawn.evaluate(
        """() => {
          const { data, drawing } = Routes.page;
          const of = new Map(data.payload.variants.map((v) => [Routes.variantMark(data, v), v.id]));
          return [...document.querySelectorAll('.labels .of-variant')].map((node) => {
            const frame = node.previousSibling;
            const [x, y] = ['x', 'y'].map((k) => +frame.getAttribute(k) + 7.5);
            const id = of.get(node.textContent);
            const own = drawing.legs.strands().filter((s) => s.variant.id === id);
            return [node.textContent, Math.min(...own.flatMap((s) =>
              s.chains.map((chain) => Routes.line.distanceTo(chain, x, y))))];
          });
        }"""
    )
    assert len({mark for mark, _ in marks}) >= 4
    assert all(away < 20 for _, away in marks)
    numbers = drawn.evaluate(
        "Routes.page.data.payload.variants.map((v) => Routes.variantMark(Routes.page.data, v))"
    )
    assert sorted(numbers, key=int) == [str(n + 1) for n in range(len(sample()["variants"]))]


def test_a_single_version_has_no_number(visit: Open, broker_html: str) -> None:
    assert visit(broker_html).page.locator(".labels .of-variant").count() == 0


def test_parting_is_marked_and_leads_to_the_comparison(visit: Open, official_html: str) -> None:
    page = visit(official_html).page
    assert page.locator(".points .parting").count() == 1
    label = page.locator(".label.of-parting")
    assert label.all_text_contents() == ["Versions part here"]
    box = page.locator(".labels .touch").bounding_box()
    assert box is not None
    for share in (0.03, 0.5, 0.97):
        page.evaluate("Routes.page.state.openTab('versions')")
        page.mouse.click(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
        assert page.evaluate("Routes.page.state.tab") == "compare"
    # Nearer, both places where versions part are told apart.
    page.evaluate("void Routes.page.map.setView([59.87, 30.3], 9, {animate: false})")
    assert page.locator(".points .parting").count() == 2


def test_parting_of_beginnings_says_so(visit: Open) -> None:
    payload = sample()
    payload["divergences"] = [{"places": ["minsk", "vladivostok"], "sentence": "They differ."}]
    page = visit(webpage.html(payload)).page
    assert page.locator(".points .parting").count() == 2
    said = " ".join(page.locator(".label.of-parting").all_text_contents())
    assert "Versions begin in" in said


def test_parting_needs_two_versions(drawn: Page) -> None:
    drawn.evaluate("Routes.page.state.show([Routes.page.data.payload.variants[0].id])")
    assert drawn.locator(".points .parting").count() == 0


def test_parting_needs_two_ways_that_the_time_leaves(drawn: Page) -> None:
    """Of the versions that part, no more than one goes on in what is shown."""
    count = drawn.locator(".points .parting").count()
    drawn.evaluate("Routes.page.state.allows = () => false; Routes.page.state.setWindow([0, 1])")
    assert (count > 0, drawn.locator(".points .parting").count()) == (True, 0)


# How near two copies of a leg come, how wide a line is, and which arrows point another way.
BUNDLE = """() => {
  const strands = Routes.page.drawing.legs.strands()
    .filter((s) => s.leg.id === 'across-russia');
  let least = Infinity;
  for (const a of strands) {
    for (let k = 0; k < 40; k += 1) {
      const p = Routes.line.at(a.main, a.length * (0.35 + (0.3 * k) / 39));
      for (const b of strands) {
        if (a !== b) least = Math.min(least, Routes.line.distanceTo(b.main, p.x, p.y));
      }
    }
  }
  const arrowsOf = (s) => [...s.markNode.querySelectorAll('.arrow')];
  const backwards = strands.flatMap((s) => arrowsOf(s).map((n) => {
    const [x, y, turned] = n.getAttribute('transform').match(/-?[\\d.]+/g).map(Number);
    const cum = Routes.line.measure(s.main);
    let best = [Infinity, 0];
    for (let at = 0; at < s.length; at += s.length / 400) {
      const p = Routes.line.at(s.main, at, cum);
      const d = Math.hypot(p.x - x, p.y - y);
      if (d < best[0]) best = [d, p.angle_deg];
    }
    return Math.abs(((turned - best[1] + 540) % 360) - 180);
  })).filter((turned) => turned > 30).length;
  return [least, Math.max(...strands.map((s) => s.style.width)), backwards];
}"""


def test_strands_of_a_bundle_keep_apart_at_every_zoom(visit: Open, official_html: str) -> None:
    """Where two copies of a leg run level, they are a line's width apart; arrows point ahead."""
    page = visit(official_html).page
    for zoom in range(1, 10):
        page.evaluate(f"void Routes.page.map.setView([57, 60], {zoom}, {{animate: false}})")
        least, width, backwards = page.evaluate(BUNDLE)
        assert least > width * 0.9, zoom
        assert (zoom, backwards) == (zoom, 0)


def test_legend_names_only_what_is_used(visit: Open) -> None:
    payload = payload_of(only("ukraine"))
    names = visit(webpage.html(payload)).page.locator(".legend dt").all_text_contents()
    assert [name.strip(" ?") for name in names][:2] == [
        payload["grammars"][0]["label"],
        "Contested",
    ]
    assert "hypothetical" not in "".join(names).lower()


def test_event_keeps_its_place_when_all_versions_are_off(drawn: Page) -> None:
    points = {p["id"] for p in sample()["places"] if p["point"]}
    placed = [e for e in sample()["events"] if e["place"] in points]
    assert placed
    drawn.evaluate("Routes.page.state.show([])")
    assert drawn.locator(".strand").count() == 0
    assert drawn.locator(".event").count() == len(placed)
    assert drawn.locator(".point[data-place=vladivostok] .dot").count() == 1


def test_event_in_an_area_gets_no_symbol(visit: Open) -> None:
    payload = sample()
    payload["events"][0]["place"] = "elsewhere"
    page = visit(webpage.html(payload)).page
    event = payload["events"][0]["id"]
    assert page.locator(f".event[data-event='{event}']").count() == 0
    assert page.locator(".area[data-place=elsewhere]").count() == 1


def test_a_closed_way_stays_as_closed_after_its_closure(visit: Open, broker_html: str) -> None:
    """In every time after it, the year being uncertain: crossed out, and told since when."""
    page = visit(broker_html).page
    window = "(days) => Routes.page.state.setWindow(days)"
    line = page.locator(".strand[data-leg=drives]")
    page.evaluate(window, [19000, 19200])
    assert line.count() == 1
    assert page.locator(".mark .cross").count() == 0
    assert page.locator(".mark .arrow").count() == 1
    plain = float(line.get_attribute("opacity") or "1")
    for days in ([20200, 20300], [21000, 21001]):
        page.evaluate(window, days)
        assert line.count() == 1
        assert page.locator(".mark .cross").count() >= 1
        assert page.locator(".mark .arrow").count() == 0
        assert page.locator(".mark .bars").count() == 1
        assert float(line.get_attribute("opacity") or "1") < plain
        told = " ".join(page.locator(".labels .of-closure").all_text_contents())
        assert "losed since January" in told
    page.evaluate(window, None)
    assert page.locator(".mark .cross").count() == 0


def test_a_click_on_a_parting_means_the_place_where_versions_part(
    visit: Open, official_html: str
) -> None:
    """Another stop lies in the ring, a pixel from the middle."""
    page = visit(official_html).page
    at = page.locator(".parting").first.bounding_box()
    assert at is not None
    place = page.locator(".parting").first.get_attribute("data-place")
    page.mouse.click(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    assert page.evaluate("Routes.page.state.selected") == {"kind": "place", "id": place}
