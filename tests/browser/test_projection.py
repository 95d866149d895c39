"""The page's projection is PROJ's, and what is derived from it is right."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pyproj import Geod, Proj

import routes
from routes.webmap import page as webpage
from routes.webmap.compose import compose
from routes.webmap.payload_types import Payload
from tests.browser.conftest import Open
from tests.browser.sample import sample

RADIUS_M = 6371007.1809
EQUATOR_M = 40075016.6856
ZOOM = 9


@pytest.mark.parametrize("center", [(85.0, 60.0), (0.0, 0.0), (-179.0, -45.0), (10.0, 90.0)])
def test_forward_and_inverse_equal_proj(drawn: Page, center: tuple[float, float]) -> None:
    rng = random.Random(7)
    project = Proj(proj="laea", lon_0=center[0], lat_0=center[1], R=RADIUS_M)
    points = [[rng.uniform(-180, 180), rng.uniform(-89, 89)] for _ in range(400)]
    points = [p for p in points if _angle_deg(center, p) < 150]
    assert len(points) > 200
    found = drawn.evaluate(
        """([center, points]) => {
          const laea = Routes.laea(center[0], center[1]);
          return points.map((p) => {
            const xy = laea.forward(p[0], p[1]);
            const back = laea.inverse(xy[0], xy[1]);
            return [...xy, ...laea.forward(back[0], back[1])];
          });
        }""",
        [list(center), points],
    )
    pixel_m = EQUATOR_M / (256 * 2**ZOOM)
    for (lon, lat), (x, y, x2, y2) in zip(points, found, strict=True):
        wanted_x, wanted_y = project(lon, lat)
        assert abs(x - wanted_x) / pixel_m < 1e-3
        assert abs(y - wanted_y) / pixel_m < 1e-3
        assert abs(x2 - wanted_x) / pixel_m < 1e-3
        assert abs(y2 - wanted_y) / pixel_m < 1e-3


@pytest.fixture
def proj() -> Proj:
    """The projection of the sample, by PROJ."""
    lon, lat = sample()["view"]["center"]
    return Proj(proj="laea", lon_0=lon, lat_0=lat, R=RADIUS_M)


def test_leaflet_uses_it(drawn: Page, proj: Proj) -> None:
    """A layer that somebody adds in lat, lon lands where the lines are."""
    x, y = drawn.evaluate(
        """() => {
          const map = Routes.page.map;
          const p = map.options.crs.latLngToPoint(L.latLng(43.1155, 131.8869), 9);
          return [p.x, p.y];
        }"""
    )
    wanted_x, wanted_y = proj(131.8869, 43.1155)
    pixel_m = EQUATOR_M / (256 * 2**ZOOM)
    assert abs(x - wanted_x / pixel_m) < 1e-3
    assert abs(y + wanted_y / pixel_m) < 1e-3


def test_uncertainty_circle_is_the_circle_on_the_ground(drawn: Page, proj: Proj) -> None:
    """Nome is far from the centre, where LAEA makes an ellipse of a circle."""
    lon, lat, radius_m = -165.4064, 64.5011, 40_000.0
    short, long_, angle = drawn.evaluate(
        f"""() => {{
          const d = Routes.page.laea.distortion({lon}, {lat});
          return [d.along, d.across, d.angle_deg];
        }}"""
    )
    sphere = Geod(a=RADIUS_M, b=RADIUS_M)
    x0, y0 = proj(lon, lat)
    reach = []
    for azimuth in range(0, 360, 2):
        end_lon, end_lat, _ = sphere.fwd(lon, lat, azimuth, radius_m)
        x, y = proj(end_lon, end_lat)
        reach.append(((x - x0) ** 2 + (y - y0) ** 2) ** 0.5 / radius_m)
    assert min(reach) == pytest.approx(short, rel=0.01)
    assert max(reach) == pytest.approx(long_, rel=0.01)
    assert -180 <= angle <= 180


SCALE = """() => {
  const map = Routes.page.map;
  const bar = document.querySelector('#scale .bar').getBoundingClientRect().width;
  const size = map.getSize();
  const [a, b] = [-1, 1].map((side) =>
    map.containerPointToLatLng([size.x / 2 + side * bar / 2, size.y / 2]));
  return [document.querySelector('#scale .bar-text').textContent, [a.lng, a.lat], [b.lng, b.lat]];
}"""


def look_at(page: Page, lat: float, lon: float, zoom: float) -> None:
    page.evaluate(f"void Routes.page.map.setView([{lat}, {lon}], {zoom}, {{animate: false}})")


@pytest.mark.parametrize("kind", ["azimuthal", "mercator"])
def test_scale_bar_is_true_where_it_says(visit: Open, kind: str) -> None:
    """The bar, laid across the middle of the view, is as long on the ground as it says."""
    page = visit(webpage.html(_as(kind))).page
    sphere = Geod(a=RADIUS_M, b=RADIUS_M)
    for view in [(60, 85, 3), (43, 131, 5), (-20, 60, 3), (56, 29, 8)]:
        look_at(page, *view)
        text, a, b = page.evaluate(SCALE)
        found = re.match(r"([\d,]+)\s(km|m) across the middle of this view", text)
        assert found is not None, (view, text)
        said_m = float(found[1].replace(",", "")) * (1000 if found[2] == "km" else 1)
        assert sphere.inv(a[0], a[1], b[0], b[1])[2] == pytest.approx(said_m, rel=0.01), view


def test_scale_follows_a_move(visit: Open) -> None:
    page = visit(webpage.html(_as("mercator"))).page
    page.evaluate("void Routes.page.map.setView([10, 80], 4, {animate: false})")
    before = page.evaluate(SCALE)[0]
    page.evaluate("void Routes.page.map.setView([70, 80], 4, {animate: false})")
    assert page.evaluate(SCALE)[0] != before


@pytest.mark.parametrize("kind", ["azimuthal", "mercator"])
def test_north_is_shown_where_it_is_not_up(visit: Open, kind: str) -> None:
    page = visit(webpage.html(_as(kind))).page
    arrow = page.locator("#scale .north")
    page.evaluate("void Routes.page.map.setView([60, 85], 4, {animate: false})")
    assert arrow.is_hidden()
    page.evaluate("void Routes.page.map.setView([45, 131], 4, {animate: false})")
    assert arrow.is_visible() == (kind == "azimuthal")


# Every number along the frame, and which place of the map it stands at.
DEGREES = """() => [...document.querySelectorAll('.edge text')].map((node) => {
  const frame = document.querySelector('.folium-map').getBoundingClientRect();
  const x = +node.getAttribute('x');
  const y = +node.getAttribute('y');
  const size = Routes.page.map.getSize();
  const anchor = node.getAttribute('text-anchor');
  const at = anchor === 'middle' ? [x, y < size.y / 2 ? 1 : size.y - 1]
    : [anchor === 'start' ? 1 : size.x - 1, y - 3.5];
  const p = Routes.page.map.containerPointToLatLng(at);
  return [node.textContent, p.lng, p.lat];
})"""


@pytest.mark.parametrize("kind", ["azimuthal", "mercator"])
def test_degrees_along_the_frame_are_those_of_the_frame(visit: Open, kind: str) -> None:
    """Each number stands where the map has that meridian or parallel."""
    page = visit(webpage.html(_as(kind))).page
    for zoom in (4, 6, 8):
        look_at(page, 52, 60, zoom)
        found = page.evaluate(DEGREES)
        assert len(found) >= 4, zoom
        for text, lon, lat in found:
            match = re.fullmatch(r"(\d+)\u00b0(?:(\d+)\u2032)?(?:\s([NSEW]))?", text)
            assert match is not None, text
            degrees = int(match[1]) + int(match[2] or 0) / 60
            here = lat if match[3] in ("N", "S") else lon
            side = -1 if match[3] in ("S", "W") else 1
            apart = (side * degrees - here + 180) % 360 - 180
            assert abs(apart) < 60 / 2**zoom, (zoom, text)


def _as(kind: str) -> Payload:
    """The sample in another projection, if it can be shown in it."""
    payload = sample()
    flat = payload["view"]["projection"]
    flat["kind"] = kind
    flat["parallels"] = [48, 64] if kind == "albers" else None
    return payload


@pytest.mark.parametrize("kind", ["albers", "mercator"])
def test_other_projections_equal_proj(visit: Open, kind: str) -> None:
    drawn = visit(webpage.html(_as(kind))).page
    rng = random.Random(9)
    points = [[rng.uniform(-179, 179), rng.uniform(-75, 82)] for _ in range(300)]
    made, project = {
        "albers": (
            "Routes.albers(20, 41, [36, 44])",
            Proj(proj="aea", lon_0=20, lat_0=41, lat_1=36, lat_2=44, R=RADIUS_M),
        ),
        "mercator": ("Routes.mercator(20)", Proj(proj="merc", lon_0=20, R=6378137)),
    }[kind]
    found = drawn.evaluate(
        f"""(points) => {{
          const flat = {made};
          return points.map((p) => flat.forward(p[0], p[1]));
        }}""",
        points,
    )
    for (lon, lat), (x, y) in zip(points, found, strict=True):
        assert (x, y) == pytest.approx(project(lon, lat), abs=0.01)


def test_wide_case_is_drawn_in_albers(visit: Open) -> None:
    """The plane of the page is the one that Python chose, with its parallels."""
    payload = sample()
    payload["view"]["projection"] = {"kind": "albers", "center": [85, 60], "parallels": [48, 64]}
    page = visit(webpage.html(payload)).page
    x, y = page.evaluate("Routes.page.projection.forward(131.9, 43.1)")
    project = Proj(proj="aea", lon_0=85, lat_0=60, lat_1=48, lat_2=64, R=RADIUS_M)
    assert (x, y) == pytest.approx(project(131.9, 43.1), abs=0.01)
    assert page.locator(".strand").count() > 0


def test_no_line_jumps_over_a_mercator_map(visit: Open, official_mercator: str) -> None:
    """Neither land nor graticule nor a line runs across the whole map."""
    page = visit(official_mercator).page
    page.evaluate("void Routes.page.map.setView([50, 80], 2, {animate: false})")
    longest = page.evaluate(
        """() => {
          const longest = (d) => Math.max(0, ...d.split('M').filter(Boolean).flatMap((part) => {
            const points = part.replace('Z', '').split('L').map((p) => p.split(' ').map(Number));
            return points.slice(1).map((p, i) => Math.abs(p[0] - points[i][0]));
          }));
          const world = 256 * 4;
          return ['.land', '.coast', '.borders', '.graticule', '.strand', '.way'].map((name) =>
            [name, Math.max(0, ...[...document.querySelectorAll(name)].map((n) =>
              longest(n.getAttribute('d') || ''))) / world]);
        }"""
    )
    assert {name for name, _ in longest} >= {".land", ".strand"}
    assert [(name, share) for name, share in longest if share > 0.3] == []


@pytest.fixture(scope="session")
def official_mercator() -> str:
    case = Path(__file__).parents[2] / "data" / "cases" / "trade-official-2016.yaml"
    return webpage.html(compose(routes.build(routes.read(case)), projection="mercator"))


def test_small_case_says_where_it_is(visit: Open) -> None:
    payload = sample()
    page = visit(webpage.html(payload)).page
    assert page.locator("#locator").is_hidden()
    page.evaluate("void Routes.page.map.setView([59, 29], 7, {animate: false})")
    assert page.locator("#locator").is_visible()
    assert page.locator("#locator .locator-text").text_content() == "This view in the whole"
    # The frame in it lies where the view is, left of the middle, and is small.
    here = page.locator("#locator .here").bounding_box()
    whole = page.locator("#locator svg").bounding_box()
    assert here is not None
    assert whole is not None
    assert here["x"] + here["width"] / 2 < whole["x"] + whole["width"] / 2
    assert here["width"] < whole["width"] / 3


@pytest.mark.parametrize("view", [(59, 29, 7), (43.1, 131.9, 7), (61, 33, 6.5)])
def test_locator_covers_no_line_and_no_button(
    visit: Open, sample_html: str, view: tuple[float, float, float]
) -> None:
    page = visit(sample_html).page
    look_at(page, *view)
    covered = page.evaluate(
        """() => {
          const node = document.querySelector('#locator');
          if (node.hidden) return 0;
          const b = node.getBoundingClientRect();
          const { map, data } = Routes.page;
          const frame = map.getContainer().getBoundingClientRect();
          const points = data.payload.legs.flatMap((leg) => leg.parts.flat())
            .map((p) => map.latLngToContainerPoint([p[1], p[0]]));
          const others = [...document.querySelectorAll('#tools > *, #scale, .leaflet-control')]
            .map((n) => n.getBoundingClientRect());
          return points.filter((p) => p.x + frame.left > b.left && p.x + frame.left < b.right &&
            p.y + frame.top > b.top && p.y + frame.top < b.bottom).length +
            others.filter((o) => o.left < b.right && o.right > b.left && o.top < b.bottom &&
              o.bottom > b.top).length;
        }"""
    )
    assert covered == 0


def test_locator_is_not_on_a_phone(visit: Open, sample_html: str) -> None:
    page = visit(sample_html, size=(390, 844)).page
    page.evaluate("void Routes.page.map.setView([59, 29], 7, {animate: false})")
    assert page.locator("#locator").is_hidden()


def _angle_deg(a: tuple[float, float], b: list[float]) -> float:
    distance_m: float = Geod(a=RADIUS_M, b=RADIUS_M).inv(a[0], a[1], b[0], b[1])[2]
    return distance_m / (RADIUS_M * 3.141592653589793 / 180)
