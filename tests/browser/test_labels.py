"""Labels never lie over one another, over a marker, or outside of the map."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open

BOXES = """() => {
  const frame = document.querySelector('.folium-map').getBoundingClientRect();
  const boxes = [...document.querySelectorAll('.labels .label')].map((node) => {
    const b = node.getBoundingClientRect();
    return { text: node.textContent, l: b.left - frame.left, t: b.top - frame.top,
      r: b.right - frame.left, b: b.bottom - frame.top };
  });
  const dots = [...document.querySelectorAll('.points .dot, .points .star')].map((node) => {
    const b = node.getBoundingClientRect();
    return { text: 'dot', l: b.left - frame.left, t: b.top - frame.top,
      r: b.right - frame.left, b: b.bottom - frame.top };
  });
  return { boxes, dots, width: frame.width, height: frame.height };
}"""


def overlap(a: dict[str, float], b: dict[str, float]) -> bool:
    # Font boxes reach a pixel or two above and below the ink.
    return (
        min(a["r"], b["r"]) - max(a["l"], b["l"]) > 1
        and min(a["b"], b["b"]) - max(a["t"], b["t"]) > 2
    )


def zoomed(page: Page, zooms: tuple[float, ...]) -> Iterator[float | None]:
    """The first view of a page, then nearer ones."""
    yield None
    for zoom in zooms:
        page.evaluate(f"void Routes.page.map.setView([58, 29], {zoom}, {{animate: false}})")
        yield zoom


@pytest.mark.parametrize("size", [(1280, 800), (390, 844), (640, 480)])
def test_labels_do_not_collide(visit: Open, sample_html: str, size: tuple[int, int]) -> None:
    for zoom in zoomed(page := visit(sample_html, size=size).page, (4, 6)):
        found = page.evaluate(BOXES)
        boxes = found["boxes"]
        assert len(boxes) >= 3, zoom
        assert [(zoom, a["text"], b["text"]) for i, a in enumerate(boxes) for b in boxes[i + 1 :]
                if overlap(a, b)] == []  # fmt: skip
        over = [(zoom, a["text"]) for a in boxes for dot in found["dots"] if overlap(a, dot)]
        assert over == []
        assert all(b["l"] >= 0 and b["r"] <= found["width"] + 1 for b in boxes), zoom


CROSSED = """() => {
  const strands = Routes.page.drawing.legs.strands();
  const frame = document.querySelector('.folium-map').getBoundingClientRect();
  const corner = Routes.page.map.containerPointToLayerPoint([0, 0]);
  /* Names of stops and of areas may lie on a line, with a halo; a number belongs there. */
  const free = '.of-stop, .of-area, .of-variant, .of-closure';
  const bound = [...document.querySelectorAll('.labels .label')].filter((n) => !n.matches(free));
  return bound.filter((node) => {
    const b = node.getBoundingClientRect();
    const [left, top] = [b.left - frame.left + corner.x, b.top - frame.top + corner.y];
    return strands.some((s) => {
      const cum = Routes.line.measure(s.main);
      for (let at = 0; at < s.length; at += 4) {
        const p = Routes.line.at(s.main, at, cum);
        const isAcross = p.x > left + 2 && p.x < left + b.width - 2;
        if (isAcross && p.y > top + 3 && p.y < top + b.height - 3) return true;
      }
      return false;
    });
  }).map((node) => node.textContent);
}"""
VIEWS = [
    (lat, lon, zoom)
    for zoom in (1.5, 2.5, 3.5, 4.5, 5.5, 7, 9)
    for lat, lon in ((59.9, 30.3), (54, 28), (60, 85), (43.1, 131.9), (50, 110))
]


@pytest.mark.parametrize("size", [(1280, 800), (640, 480), (390, 844)])
@pytest.mark.parametrize("case", ["official", "broker"])
def test_no_label_collides_in_many_views(
    request: pytest.FixtureRequest, visit: Open, case: str, size: tuple[int, int]
) -> None:
    """In 35 views of a real case: no name on a name, on a marker, on a line, or off the map."""
    page = visit(request.getfixturevalue(f"{case}_html"), size=size).page
    wrong: list[object] = []
    for lat, lon, zoom in VIEWS:
        page.evaluate(f"void Routes.page.map.setView([{lat}, {lon}], {zoom}, {{animate: false}})")
        found = page.evaluate(BOXES)
        boxes = found["boxes"]
        view = (lat, lon, zoom)
        wrong += [(view, a["text"], b["text"]) for i, a in enumerate(boxes)
                  for b in boxes[i + 1 :] if overlap(a, b)]  # fmt: skip
        wrong += [
            (view, a["text"], "dot") for a in boxes for dot in found["dots"] if overlap(a, dot)
        ]
        wrong += [
            (view, b["text"], "off") for b in boxes if b["l"] < 0 or b["r"] > found["width"] + 1
        ]
        wrong += [(view, text, "line") for text in page.evaluate(CROSSED)]
    assert wrong == []


CROSSED_BY_A_LEADER = """() => {
  const labels = [...document.querySelectorAll('.labels .label')];
  const found = [];
  for (const node of document.querySelectorAll('.leader')) {
    const total = node.getTotalLength();
    const at = node.getScreenCTM();
    /* Its own label begins at its end. */
    for (let s = 0; s < total - 2; s += 1) {
      const p = node.getPointAtLength(s).matrixTransform(at);
      for (const label of labels) {
        const b = label.getBoundingClientRect();
        const across = p.x > b.left + 1 && p.x < b.right - 1;
        if (across && p.y > b.top + 2 && p.y < b.bottom - 2) found.push(label.textContent);
      }
    }
  }
  return found;
}"""


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_leaders_do_not_cross_labels(visit: Open, sample_html: str, size: tuple[int, int]) -> None:
    for zoom in zoomed(page := visit(sample_html, size=size).page, (3, 5)):
        assert (zoom, page.evaluate(CROSSED_BY_A_LEADER)) == (zoom, [])


def test_stops_of_the_first_view_are_named(visit: Open, sample_html: str) -> None:
    page = visit(sample_html).page
    names = page.locator(".label.of-stop").all_text_contents()
    for name in ("Vladivostok", "St. Petersburg", "Minsk", "Kyiv", "Bishkek", "서울 (Seoul)"):
        assert name in names


def test_area_is_named_without_a_pin(visit: Open, sample_html: str) -> None:
    page = visit(sample_html).page
    assert "other areas of Russia" in page.locator(".label.of-area").all_text_contents()


# Of names of places: those that are nearer to the mark of another place, as far as the two marks
# can be told apart, than to their own.
STRAYS = """() => {
  const page = Routes.page;
  const frame = document.querySelector('.folium-map').getBoundingClientRect();
  const corner = page.map.containerPointToLayerPoint([0, 0]);
  const plain = (text) => text.replace(/\\s/g, '');
  const points = page.drawing.places.drawn().filter((d) => d.kind === 'point');
  const gap = (b, d) => {
    const [x, y] = [d.x - corner.x + frame.left, d.y - corner.y + frame.top];
    const across = Math.max(b.left - x, 0, x - b.right);
    return Math.hypot(across, Math.max(b.top - y, 0, y - b.bottom)) - d.r;
  };
  return [...document.querySelectorAll('.of-stop, .of-reference')].flatMap((node) => {
    const b = node.getBoundingClientRect();
    const own = points.find((d) => plain(d.item.label) === plain(node.textContent));
    if (!own) return [];
    const others = points.filter((d) => Math.hypot(d.x - own.x, d.y - own.y) > d.r + own.r);
    return others.filter((d) => gap(b, d) < gap(b, own))
      .map((d) => `${node.textContent} at ${d.item.label}`);
  });
}"""


@pytest.mark.parametrize("size", [(1280, 800), (640, 480), (390, 844)])
def test_no_name_stands_at_the_mark_of_another_place(
    visit: Open, official_html: str, size: tuple[int, int]
) -> None:
    page = visit(official_html, size=size).page
    assert page.evaluate(STRAYS) == []
    assert "St. Petersburg" in page.locator(".of-stop").all_text_contents()
    for lat, lon, zoom in VIEWS[::3]:
        page.evaluate(f"Routes.page.map.setView([{lat}, {lon}], {zoom}, {{animate: false}})")
        assert page.evaluate(STRAYS) == [], (lat, lon, zoom)


NAMES_OF = """(leg) => {
  const { state, camera } = Routes.page;
  document.querySelector('.leaflet-control-zoom').style.display = 'none';
  state.select(leg && { kind: 'leg', id: leg });
  camera.first();
  return [...document.querySelectorAll('.of-stop')].map((node) => node.textContent);
}"""


def test_the_ends_of_the_chosen_leg_are_named_first(visit: Open, official_html: str) -> None:
    """Where not all stops of a knot can be named, those that the reader looks at are."""
    page = visit(official_html, size=(640, 480)).page
    page.evaluate(NAMES_OF, None)
    assert "St. Petersburg" in page.evaluate(NAMES_OF, None)
    assert "Pulkovo Airport" not in page.evaluate(NAMES_OF, None)
    assert "Pulkovo Airport" in page.evaluate(NAMES_OF, "flight-to-minsk")
