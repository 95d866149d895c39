"""What is drawn: every variant, side by side, with direction, and no end nobody reported."""

from __future__ import annotations

from playwright.sync_api import Page

from routes.webmap import page as webpage
from tests.browser.conftest import Open
from tests.browser.sample import sample

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
    drawn.get_by_role("button", name="Show all").click()
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
    drawn.evaluate("Routes.page.map.setView([60, 85], 2, {animate: false})")
    legs = drawn.evaluate(
        """() => Routes.page.drawing.legs.strands().filter((s) => s.length > 40).map((s) => {
          const arrows = s.markNode ? s.markNode.querySelectorAll('.arrow').length : 0;
          return [s.leg.id, arrows];
        })"""
    )
    assert len(legs) >= 10
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
    payload = sample()
    away = next(x for x in payload["legs"] if x["id"] == "away")
    away["parts"] = [list(reversed(away["parts"][0]))]
    away["start"], away["end"], away["fades_at"] = "elsewhere", "vladivostok", "start"
    page = visit(webpage.html(payload)).page
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
    assert drawn.locator(".labels .of-closure").all_text_contents() == ["closed since January 2024"]


def test_contested_legs_carry_a_question_mark(drawn: Page) -> None:
    ids = drawn.evaluate("Routes.page.drawing.legs.questions().map((q) => q.id).sort()")
    assert ids == ["across", "belavia"]


def test_line_over_the_antimeridian_is_one_line(drawn: Page) -> None:
    assert len(next(x for x in sample()["legs"] if x["id"] == "to-alaska")["parts"]) == 2
    d = drawn.locator(".strand[data-leg=to-alaska]").get_attribute("d")
    assert d is not None
    assert d.count("M") == 1


def test_dash_follows_the_grammar(drawn: Page) -> None:
    for grammar, leg in (("inferred", "north"), ("computed", "to-seoul"), ("reported", "belavia")):
        wanted = next(g["dash"] for g in sample()["grammars"] if g["id"] == grammar)
        found = drawn.locator(f".strand[data-leg={leg}]").first.get_attribute("stroke-dasharray")
        assert (found or "") == wanted


def test_legend_names_only_what_is_used(visit: Open) -> None:
    payload = sample()
    payload["variants"] = [v for v in payload["variants"] if v["id"] == "ukraine"]
    payload["legs"] = [x for x in payload["legs"] if x["id"] in {"across", "to-kyiv"}]
    payload["alternatives"] = []
    names = visit(webpage.html(payload)).page.locator(".legend dt").all_text_contents()
    assert [name.strip(" ?") for name in names][:2] == ["reported", "Contested"]
    assert "hypothetical" not in "".join(names)


def test_event_keeps_its_place_when_all_versions_are_off(drawn: Page) -> None:
    placed = [e for e in sample()["events"] if e["place"] == "vladivostok"]
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
