"""Drawings of the alternatives between far cities, to be looked at.

    python -m benchmarks.pictures FOLDER

One SVG a pair, five pairs a mode: land, borders, the best path in black and the others in
colours, with the links that the data does not have as dots, and what makes a line suspicious
(a turn back on itself, a long straight over water) in red and on standard output.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import shapely

from routes.geodesy import AzimuthalEqualArea, center_and_radius
from routes.model.alternative import NoPath
from routes.networks import Query, Router, load
from routes.networks.itinerary import Walk
from routes.webmap.basemap import cut
from routes.webmap.payload_types import Basemap
from tests.unit.test_admissible import Pair, pairs

DRAWN = {
    "rail": (0, 1, 3, 5, 12),
    "road": (0, 3, 6, 8, 17),
}
COLOURS = ("#111111", "#0b6fb8", "#c2410c", "#15803d", "#7e22ce", "#a16207", "#be185d")
WIDTH = 1200
SHARP_DEG = 160.0  # a turn back on itself
SHORT_M = 3_000.0  # vertices this near are one point: the data have three decimals
WET_M = 25_000.0  # so much of one straight over water is worth a look


class Frame:
    """Pixels of points around a journey; y runs down."""

    def __init__(self, points: np.ndarray) -> None:
        (lon, lat), radius = center_and_radius(points)
        self.center, self.radius_deg = (lon, lat), min(radius + 2, 80.0)
        self.plane = AzimuthalEqualArea(lon, lat)
        xy = self.plane.forward(points)
        self.low, high = xy.min(axis=0), xy.max(axis=0)
        self.scale = (WIDTH - 80) / max(high[0] - self.low[0], 1.0)
        self.height = int((high[1] - self.low[1]) * self.scale) + 80

    def __call__(self, lonlat: np.ndarray) -> np.ndarray:
        xy = (self.plane.forward(lonlat) - self.low) * self.scale + 40
        return np.column_stack((xy[:, 0], self.height - xy[:, 1]))


def draw(router: Router, pair: Pair) -> tuple[str, list[str]]:
    found = router.find(Query(pair.start, pair.end, count=6))
    assert not isinstance(found, NoPath), found
    walks = [router.walk(path) for path in found]
    frame = Frame(np.concatenate([walk.line for walk in walks]))
    ground = cut(frame.center, frame.radius_deg, [pair.start, pair.end])
    land = _land(ground, frame)
    remarks: list[str] = []
    body = [*_basemap(ground, frame)]
    body += [
        _line(frame(walks[index].line), COLOURS[index], 3 if index == 0 else 2)
        for index in reversed(range(len(walks)))
    ]
    for index, walk in enumerate(walks):
        body += _links(walk, frame)
        for lon, lat, what in [*_turns(walk.line), *_wet(walk.line, land, frame)]:
            remarks.append(f"{pair.mode}, {pair.name}, path {index}: {what} at {lon:.3f} {lat:.3f}")
            x, y = frame(np.array([(lon, lat)]))[0]
            body.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="9" class="odd"/>')
    return _svg(frame, pair, found, body), remarks


def _svg(frame: Frame, pair: Pair, found: tuple, body: list[str]) -> str:
    told = [
        f'<text x="12" y="{38 + 17 * i}" fill="{COLOURS[i]}">{path.length_m / 1000:,.0f} km, '
        f"{path.stretch:.3f}, shares {path.sharing:.2f} {path.shuns or ''}</text>"
        for i, path in enumerate(found)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{frame.height}">'
        "<style>rect{fill:#dbe7ef}.land{fill:#f6f3ea}.lake{fill:#dbe7ef}"
        ".border{fill:none;stroke:#b9b2a3;stroke-width:.8}text{font:13px sans-serif}"
        ".odd{fill:none;stroke:#e00;stroke-width:2}</style>"
        f'<rect width="{WIDTH}" height="{frame.height}"/>{"".join(body)}'
        f'<text x="12" y="20">{pair.mode}: {pair.name}</text>{"".join(told)}</svg>'
    )


def _rings(ground: Basemap, layer: str) -> Iterator[np.ndarray]:
    for line in ground[layer]:  # type: ignore[literal-required]
        yield np.cumsum(np.array(line, dtype=float).reshape(-1, 2), axis=0) / ground["scale"]


def _basemap(ground: Basemap, frame: Frame) -> Iterator[str]:
    for layer, name in (("land", "land"), ("lakes", "lake"), ("borders", "border")):
        shapes = [
            _d(frame(ring)) + ("Z" if layer != "borders" else "") for ring in _rings(ground, layer)
        ]
        yield f'<path class="{name}" fill-rule="evenodd" d="{"".join(shapes)}"/>'


def _d(points: np.ndarray) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _line(points: np.ndarray, colour: str, width: int) -> str:
    return f'<path d="{_d(points)}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def _links(walk: Walk, frame: Frame) -> Iterator[str]:
    for special in walk.specials:
        x, y = frame(np.array([(special.lon, special.lat)]))[0]
        fill = "#999" if special.kind == "stitch" else "#0aa"
        yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="{fill}"/>'


def _turns(line: np.ndarray) -> Iterator[tuple[float, float, str]]:
    """Where a line turns back on itself further than the data are coarse."""
    plane = np.column_stack((line[:, 0] * np.cos(np.radians(line[:, 1])), line[:, 1])) * 111_195
    step = np.diff(plane, axis=0)
    length = np.hypot(*step.T)
    for i in range(len(step) - 1):
        if min(length[i], length[i + 1]) < SHORT_M:
            continue
        cosine = float(step[i] @ step[i + 1] / (length[i] * length[i + 1]))
        turn = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
        if turn > SHARP_DEG:
            yield (*line[i + 1].tolist(), f"turns by {turn:.0f} degrees")


def _wet(
    line: np.ndarray, land: shapely.Geometry, frame: Frame
) -> Iterator[tuple[float, float, str]]:
    """Straights of which a long part lies over water."""
    metres_per_pixel = 1 / frame.scale
    for (a, b), ends in zip(itertools.pairwise(frame(line)), itertools.pairwise(line), strict=True):
        wet = shapely.LineString([a, b]).difference(land)
        metres = max((part.length for part in shapely.get_parts(wet)), default=0) * metres_per_pixel
        if metres > WET_M:
            yield (*np.mean(ends, axis=0).tolist(), f"{metres / 1000:.0f} km over water at once")


def _land(ground: Basemap, frame: Frame) -> shapely.Geometry:
    """In pixels. The rings are even-odd: a ring in a ring is a hole."""
    land = shapely.Polygon()
    for ring in _rings(ground, "land"):
        if len(ring) > 3:
            land = land.symmetric_difference(shapely.make_valid(shapely.Polygon(frame(ring))))
    shapely.prepare(land)
    return land


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for mode, chosen in DRAWN.items():
        router, listed = Router(load(mode)), pairs(mode)
        for index in chosen:
            svg, remarks = draw(router, listed[index])
            name = listed[index].name.replace(" ", "-").replace(".", "").lower()
            (folder / f"{mode}-{name}.svg").write_text(svg, encoding="utf-8")
            print(*remarks, sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
