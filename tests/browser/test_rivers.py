"""A point that only stands for a river or a border yields to places that have one."""

from __future__ import annotations

from copy import deepcopy

import pytest

from routes.webmap import page as webpage
from tests.browser.conftest import Open
from tests.browser.sample import sample

TOUCHING = """(text) => {
  const named = [...document.querySelectorAll('.labels .label')];
  const boxes = named.filter((n) => n.textContent === text).map((n) => n.getBoundingClientRect());
  const pins = [...document.querySelectorAll('.points .point:not(.vague) .dot')]
    .map((n) => n.getBoundingClientRect());
  return {
    named: named.map((n) => n.textContent),
    touched: boxes.some((b) => pins.some((p) =>
      p.left < b.right + 3 && b.left < p.right + 3 && p.top < b.bottom && b.top < p.bottom)),
  };
}"""


@pytest.fixture(scope="module")
def by_a_river() -> str:
    """The sample with a river beside Vladivostok, which comes before it in the file."""
    payload = deepcopy(sample())
    town = next(p for p in payload["places"] if p["id"] == "vladivostok")
    river = deepcopy(town)
    river.update(id="river", label="Razdolnaya River", kind="river", precision="region")
    river.update(point=[town["point"][0] - 0.05, town["point"][1] + 0.05], radius_m=5_000.0)
    payload["places"].insert(0, river)
    return webpage.html(payload)


@pytest.mark.parametrize("size", [(1280, 800), (640, 480), (390, 844)])
def test_the_name_of_a_river_takes_no_room_from_a_town(
    visit: Open, by_a_river: str, sample_html: str, size: tuple[int, int]
) -> None:
    without = visit(sample_html, size=size).page.evaluate(TOUCHING, "Razdolnaya River")
    found = visit(by_a_river, size=size).page.evaluate(TOUCHING, "Razdolnaya River")
    assert "Vladivostok" in without["named"]
    assert "Vladivostok" in found["named"]
    assert not found["touched"]
