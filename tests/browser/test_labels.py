"""Labels never lie over one another, over a marker, or outside of the map."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize("size", [(1280, 800), (390, 844), (640, 480)])
@pytest.mark.parametrize("zoom", [None, 4, 6])
def test_labels_do_not_collide(
    visit: Open, sample_html: str, size: tuple[int, int], zoom: float | None
) -> None:
    page = visit(sample_html, size=size).page
    if zoom is not None:
        page.evaluate(f"Routes.page.map.setView([58, 29], {zoom}, {{animate: false}})")
    found = page.evaluate(BOXES)
    boxes = found["boxes"]
    assert len(boxes) >= 3
    assert [(a["text"], b["text"]) for i, a in enumerate(boxes) for b in boxes[i + 1 :]
            if overlap(a, b)] == []  # fmt: skip
    assert [(a["text"]) for a in boxes for dot in found["dots"] if overlap(a, dot)] == []
    assert all(b["l"] >= 0 and b["r"] <= found["width"] + 1 for b in boxes)


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
        page.evaluate(f"Routes.page.map.setView([{lat}, {lon}], {zoom}, {{animate: false}})")
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


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
@pytest.mark.parametrize("zoom", [None, 3, 5])
def test_leaders_do_not_cross_labels(
    visit: Open, sample_html: str, size: tuple[int, int], zoom: float | None
) -> None:
    page = visit(sample_html, size=size).page
    if zoom is not None:
        page.evaluate(f"Routes.page.map.setView([58, 29], {zoom}, {{animate: false}})")
    crossed = page.evaluate(
        """() => {
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
    )
    assert crossed == []


def test_stops_of_the_first_view_are_named(visit: Open, sample_html: str) -> None:
    page = visit(sample_html).page
    names = page.locator(".label.of-stop").all_text_contents()
    for name in ("Vladivostok", "St. Petersburg", "Minsk", "Kyiv", "Bishkek", "서울 (Seoul)"):
        assert name in names


def test_area_is_named_without_a_pin(visit: Open, sample_html: str) -> None:
    page = visit(sample_html).page
    assert "other areas of Russia" in page.locator(".label.of-area").all_text_contents()
