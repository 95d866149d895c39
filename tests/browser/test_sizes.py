"""Targets are large enough, and the page fits whoever enlarges it or wants it otherwise."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page

from routes.webmap import page as webpage
from tests.browser.conftest import Open, until
from tests.browser.sample import sample
from tests.browser.states import bring, tour

PANES = ["first", "story", "compare", "filter", "evidence", "way", "time", "step", "pair"]

# Everything that is pressed and is not a link within a sentence. A checkbox is pressed by its
# label as well; what lies in a closed part is not there. Sizes in CSS pixels.
TOO_SMALL = """(least) => {
  const shown = (n) => n.checkVisibility({ visibilityProperty: true }) && !n.closest("[inert]");
  const inline = (n) => n.matches("a, button.link") && getComputedStyle(n).display === "inline";
  const box = (n) => {
    const label = n.matches("input") && n.labels && n.labels[0];
    const boxes = [n, label].filter(Boolean).map((x) => x.getBoundingClientRect());
    return [Math.max(...boxes.map((b) => b.width)), Math.max(...boxes.map((b) => b.height))];
  };
  return [...document.querySelectorAll("button, input, select, summary, a[href], [role=tab]")]
    .filter((n) => shown(n) && !inline(n) && !n.matches(".skip, .only-heard *, .only-heard"))
    .map((n) => [n, box(n)])
    .filter(([, [w, h]]) => Math.min(w, h) < least - 0.5)
    .map(([n, [w, h]]) => `${Math.round(w)}x${Math.round(h)} ${n.outerHTML.slice(0, 120)}`);
}"""
WIDER = """() => [document.documentElement.scrollWidth - innerWidth,
  ...[...document.querySelectorAll("body *")].filter((n) => {
    const b = n.getBoundingClientRect();
    return b.width > 0 && b.right > innerWidth + 1 && !n.closest(
      "svg, .folium-map, .scroll, [inert], .skip, .only-heard, #panel-tabs, .matrix-scroll");
  }).map((n) => n.outerHTML.slice(0, 90))]"""


def test_targets_for_a_finger(visit: Open, sample_html: str) -> None:
    page = visit(sample_html, size=(390, 844), has_touch=True, is_mobile=True).page
    assert page.evaluate("matchMedia('(pointer: coarse)').matches")
    for state in tour(page, PANES):
        assert (state, page.evaluate(TOO_SMALL, 44)) == (state, [])


def test_targets_of_evidence_and_of_what_is_hidden(visit: Open, official_html: str) -> None:
    page = visit(official_html, size=(390, 844), has_touch=True, is_mobile=True).page
    bring(page, "first")
    for kind, name in (("place", "st-petersburg"), ("event", "escape"), ("source", "sino-nk")):
        page.evaluate(f"Routes.page.state.select({{kind: '{kind}', id: '{name}'}})")
        assert page.evaluate(TOO_SMALL, 44) == []
        assert page.evaluate(WIDER) == [0]
    page.evaluate("Routes.page.state.comparePair(['belarus', 'ukraine'])")
    page.evaluate("Routes.page.state.setFilter('source', ['ria'])")
    assert page.locator(".map-note:visible").count() == 2
    assert page.evaluate(TOO_SMALL, 44) == []
    assert page.evaluate(WIDER) == [0]


def test_targets_for_a_mouse(visit: Open, sample_html: str) -> None:
    for state in tour(page := visit(sample_html).page, PANES):
        assert (state, page.evaluate(TOO_SMALL, 24)) == (state, [])


@pytest.mark.parametrize("size", [(640, 512), (320, 256)], ids=["200 %", "400 %"])
def test_enlarged_page_scrolls_one_way_only(
    visit: Open, sample_html: str, size: tuple[int, int]
) -> None:
    for state in tour(page := visit(sample_html, size=size).page, PANES):
        assert (state, page.evaluate(WIDER)) == (state, [0])


CUT_OFF = """() => [...document.querySelectorAll("#panel *, .masthead *")].filter((n) => {
  const s = getComputedStyle(n);
  const shown = n.checkVisibility({ visibilityProperty: true });
  return shown && !n.closest("svg, .only-heard") &&
    s.overflowY === "hidden" && n.scrollHeight > n.clientHeight + 2 &&
    n.textContent.trim();
}).map((n) => n.outerHTML.slice(0, 100))"""


def test_spaced_text_is_not_cut_off(visit: Open, sample_html: str) -> None:
    """WCAG 1.4.12: lines of 1.5, letters of 0.12 em, words of 0.16 em further apart."""
    page = visit(sample_html).page
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
            word-spacing: .16em !important; }`);
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    for state in tour(page, ["first", "story", "filter", "evidence"]):
        assert (state, page.evaluate(CUT_OFF)) == (state, [])


def test_nothing_moves_by_itself_for_who_wants_stillness(visit: Open, sample_html: str) -> None:
    page = visit(sample_html).page
    for state in ("evidence", "step", "time"):
        bring(page, state)
        assert page.evaluate("document.getAnimations().length") == 0


def contrast(page: Page, front: str, back: str) -> float:
    """The contrast of two custom properties, as WCAG 2 defines it."""
    ratio: float = page.evaluate(
        """(names) => {
          const light = (name) => {
            const probe = document.createElement("i");
            document.body.append(probe);
            probe.style.color = `var(${name})`;
            const rgb = getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3).map(Number);
            probe.remove();
            const [r, g, b] = rgb.map((c) => c / 255)
              .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const [a, b] = names.map(light).sort((x, y) => y - x);
          return (a + 0.05) / (b + 0.05);
        }""",
        [front, back],
    )
    return ratio


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_contrast_is_more(visit: Open, sample_html: str, scheme: str) -> None:
    plain = visit(sample_html, color_scheme=scheme).page
    more = visit(sample_html, color_scheme=scheme, contrast="more").page
    for name, least in (("--ink", 15), ("--soft", 10), ("--accent", 8), ("--rule", 4)):
        assert contrast(more, name, "--paper") > contrast(plain, name, "--paper")
        assert contrast(more, name, "--paper") >= least
    for name, least in (("--country", 7), ("--coast", 3), ("--border", 3)):
        assert contrast(more, name, "--land") >= least


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_of_the_reader_leave_the_lines(visit: Open, sample_html: str, scheme: str) -> None:
    """In forced colours lines and swatches stand out from the ground, dashes as ever."""
    looks = """() => [".strand", ".variant .swatch-line"].map((name) =>
      [...document.querySelectorAll(name)].map((n) => {
        const s = getComputedStyle(n);
        return [s.stroke, s.strokeDasharray, s.strokeWidth];
      }))"""
    plain = visit(sample_html, color_scheme=scheme).page.evaluate(looks)
    page = visit(sample_html, color_scheme=scheme, forced_colors="active").page
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for before, after in zip(plain, page.evaluate(looks), strict=True):
        assert len(before) == len(after) > 4
        assert all(stroke not in {ground, "none"} for stroke, _, _ in after)
        assert [look[1:] for look in after] == [look[1:] for look in before]


def test_structure_that_is_heard(drawn: Page) -> None:
    """Landmarks and headings in order; the drawing itself is silent, its text is not."""
    landmarks = drawn.evaluate(
        "['header', 'section.frame', 'aside#panel', 'main#article'].map((s) =>"
        " document.querySelectorAll(s).length)"
    )
    assert landmarks == [1, 1, 1, 1]
    levels = drawn.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4')].filter((h) => h.checkVisibility())"
        ".map((h) => +h.tagName[1])"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    silent = (
        "[...document.querySelectorAll('.frame svg')].filter((s) => s.checkVisibility())"
        ".every((s) => s.closest('[aria-hidden]'))"
    )
    assert drawn.evaluate(silent)
    assert drawn.get_by_role("region", name="Map of the routes").count() == 1
    assert drawn.evaluate("document.querySelector('#status').getAttribute('role')") == "status"


LONG = (
    "The exceedingly long-named journey of the deputy permanent representative to the "
    "Intergovernmental Commission for Fisheries of the Northern Seas"
)


@pytest.mark.parametrize(("size", "lines"), [((1280, 800), 3), ((390, 844), 2), ((640, 480), 1)])
def test_a_long_title_leaves_the_map_its_room_and_can_be_read_whole(
    visit: Open, size: tuple[int, int], lines: int
) -> None:
    told = sample()
    told["title"] = LONG
    page = visit(webpage.html(told), size=size).page
    title, button = page.locator("h1"), page.get_by_role("button", name="The whole title")
    rows = "(n) => Math.round(n.clientHeight / parseFloat(getComputedStyle(n).lineHeight))"
    assert title.evaluate(rows) == lines
    assert title.inner_text() == LONG  # heard whole, whatever is seen
    assert title.evaluate("(n) => n.scrollHeight > n.clientHeight + 1")
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    assert title.evaluate("(n) => n.scrollHeight <= n.clientHeight + 1")
    page.keyboard.press("Enter")
    assert title.evaluate(rows) == lines


def test_a_title_that_fits_has_nothing_to_press(drawn: Page) -> None:
    assert drawn.locator(".whole-title").is_hidden()


def test_a_version_of_three_lines_stands_clear_of_the_line_below(visit: Open) -> None:
    told = sample()
    told["variants"][0]["title"] = "By which the deputy permanent representative " * 2
    page = visit(webpage.html(told)).page
    row = page.locator(".variant").first
    name, about = row.locator(".name").bounding_box(), row.locator(".about").bounding_box()
    assert name is not None
    assert about is not None
    assert name["height"] > 55
    assert name["y"] + name["height"] + 1 <= about["y"]


def test_in_a_low_window_the_time_line_follows_the_map(visit: Open, official_html: str) -> None:
    """At 400 per cent: the map keeps a height that its buttons fit in, and nothing lies over it."""
    page = visit(official_html, size=(320, 256)).page
    page.evaluate("Routes.page.state.openTime(true)")
    until(page, "!document.getElementById('timeline').hidden")
    page.wait_for_timeout(200)
    box = """(name) => {
      const { top, bottom } = document.querySelector(name).getBoundingClientRect();
      return [top, bottom];
    }"""
    names = (".folium-map", "#timeline", "#panel", ".article", ".leaflet-control-zoom")
    (top, bottom), timeline, panel, article, zoom = (page.evaluate(box, name) for name in names)
    assert bottom - top >= 180
    assert bottom <= timeline[0] + 1
    assert timeline[1] <= panel[0] + 1
    assert panel[1] <= article[0] + 1
    assert top <= zoom[0]
    assert zoom[1] <= bottom
