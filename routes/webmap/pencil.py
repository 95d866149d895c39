"""What the still picture is drawn with: a pen from lon, lat to pixels, paths and names. Pure."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from functools import partial
from unicodedata import east_asian_width

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from routes.geodesy import RADIUS_M, pixels_per_metre
from routes.webmap.coding import unpack
from routes.webmap.payload_types import LegOut, Payload, View
from routes.webmap.projecting import plane_of

Points = NDArray[np.float64]
Pen = Callable[[ArrayLike], Points]

Box = tuple[float, float, float, float]

WIDTH = 760.0
HEIGHT = 470.0

FADE = 80.0
"""Pixels over which a line fades at its vague end, as on the map."""

FADE_END = 14.0
"""So near to that end, in pixels, it is half as strong as elsewhere."""

_MARGIN = 60.0
_LEAST_M = 1_500.0  # what fills the picture at least: two pixels for the metre of the coordinates
_LAND_ZOOM = 10.5  # where half of the land is left on the map
_STEP_DEG = 0.01
_WIDE = 1.8
_BESIDE = (
    ("start", 8, 4), ("end", -8, 4), ("middle", 0, 20), ("middle", 0, -10),
    ("start", 6, -10), ("end", -6, -10), ("start", 6, 18), ("end", -6, 18),
)  # fmt: skip
_OVER = (("middle", 0, 4), ("middle", 0, 20), ("middle", 0, -12))
_SPOTS = {"label of-area": _OVER, "label of-way": (("middle", 0, 4),)}


def pen_of(
    view: View,
    size: tuple[float, float] = (WIDTH, HEIGHT),
    margin: float = _MARGIN,
    least_m: float = _LEAST_M,
) -> Pen:
    """A pen that maps lon, lat in degrees to pixels so that ``view.fit`` is seen.

    ``size`` is how wide and high the picture is, ``margin`` what is kept free along its edges;
    ``least_m`` metres are seen at least.
    """
    plane = plane_of(view["projection"])

    def flat(points: ArrayLike) -> Points:
        return plane.forward(np.asarray(points, dtype=np.float64).reshape(-1, 2))

    low, high = span_m(view)
    whole = np.array(size)
    scale = float(np.min((whole - 2 * margin) / np.maximum(high - low, least_m)))
    middle = (low + high) / 2

    def pen(points: ArrayLike) -> Points:
        moved: Points = (flat(points) - middle) * scale * np.array([1.0, -1.0])
        moved += whole / 2
        return moved

    return pen


def span_m(view: View) -> tuple[Points, Points]:
    """The least and the greatest x, y of ``view.fit`` in the plane of its map, in metres."""
    plane = plane_of(view["projection"])
    points = np.asarray(view["fit"] or [view["center"]], dtype=np.float64).reshape(-1, 2)
    fit = plane.forward(points)
    return fit.min(axis=0), fit.max(axis=0)


def is_far(view: View, pen: Pen) -> bool:
    """Whether the picture is coarse enough for the land: see `Routes.landShare` in basemap.js."""
    lon, lat = view["center"]
    north_m = math.radians(_STEP_DEG) * RADIUS_M
    away = np.diff(pen([(lon, lat), (lon, lat - math.copysign(_STEP_DEG, lat))]), axis=0)
    return float(np.hypot(*away.T)[0]) < north_m * pixels_per_metre(_LAND_ZOOM)


def parts_of(payload: Payload, leg: LegOut, pen: Pen) -> list[Points]:
    """The parts of a leg that can be drawn, in pixels."""
    lines = unpack(leg["parts"], payload["scales"]["parts"])
    return [points for points in map(pen, lines) if len(points) > 1 and np.isfinite(points).all()]


def length(points: Points) -> float:
    """Of a line, in pixels."""
    return float(np.hypot(*np.diff(points, axis=0).T).sum())


def at(points: Points, share: float) -> str:
    """The transform that puts a mark on a line, at a share of its length."""
    x, y, turned = spot(points, share)
    return f"translate({x:.1f} {y:.1f}) rotate({turned:.1f})"


def spot(points: Points, share: float) -> tuple[float, float, float]:
    """The point at a share of the line's length, and the line's direction in degrees."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    goal = share * along[-1]
    x, y = (float(np.interp(goal, along, points[:, axis])) for axis in (0, 1))
    i = min(max(int(np.searchsorted(along, goal)), 1), len(points) - 1)
    dx, dy = points[i] - points[i - 1]
    return x, y, float(np.degrees(np.arctan2(dy, dx)))


def write(
    root: ET.Element,
    label: str,
    x: float,
    y: float,
    taken: list[Box],
    *,
    kind: str = "label",
    lines: shapely.MultiLineString | None = None,
    also: Iterable[str] = (),
) -> bool:
    """The label beside its point or on its area, wherever no other label is; if anywhere.

    Of the places that are free the one where the fewest pixels of ``lines`` lie below it.
    There is room for what may stand in its place ``also``, in other languages.
    """
    letter = 8.0 if kind == "label" else 7.0
    width = letter * max(map(_letters, (label, *also)))
    found: list[tuple[float, Box, dict[str, str]]] = []
    for anchor, dx, dy in _SPOTS.get(kind, _BESIDE):
        left = x + dx - {"start": 0.0, "end": width, "middle": width / 2}[anchor]
        box = (left, y + dy - 12, left + width, y + dy + 3)
        inside = left > 0 and left + width < WIDTH
        if inside and is_free(box, taken):
            where = {"class": kind, "x": f"{x + dx:.1f}", "y": f"{y + dy:.1f}"}
            below = 0.0 if lines is None else lines.intersection(shapely.box(*box)).length
            found.append((round(below, 1), box, {**where, "text-anchor": anchor}))
    if not found:
        return False
    _, box, where = min(found, key=lambda each: each[0])
    taken.append(box)
    ET.SubElement(root, "text", where).text = label
    return True


def _letters(text: str) -> float:
    """How long a text is, in Latin letters: those of East Asia are nearly as wide as two."""
    return sum(_WIDE if east_asian_width(each) in "WF" else 1.0 for each in text)


def is_free(box: Box, taken: Iterable[Box]) -> bool:
    """Whether nothing of ``taken`` lies in the box."""
    return not any(_overlap(box, other) for other in taken)


def _overlap(a: Iterable[float], b: Iterable[float]) -> bool:
    (left, top, right, bottom), (left2, top2, right2, bottom2) = a, b
    return left < right2 and left2 < right and top < bottom2 and top2 < bottom


def beside(points: Points, aside: float) -> Points:
    """The line moved ``aside`` pixels to its right, meeting its own ends."""
    if aside == 0:
        return points
    ahead = np.gradient(points, axis=0)
    lengths = np.maximum(np.hypot(ahead[:, 0], ahead[:, 1]), 1e-9)
    normals = np.column_stack([-ahead[:, 1], ahead[:, 0]]) / lengths[:, None]
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    reach = max(1e-9, min(24.0, along[-1] / 3))
    share = np.clip(np.minimum(along, along[-1] - along) / reach, 0, 1)
    moved: Points = points + normals * aside * share[:, None]
    return moved


def fading(
    points: Points, *, backwards: bool, over: float = FADE, last: float = FADE_END
) -> list[tuple[float, float, Points]]:
    """Pieces of a line, each with how strong it is: all of it but for its last part is 1.0.

    That part, ``over`` pixels long, grows fainter towards the vague end, which is the first point
    where ``backwards``; ``last`` pixels from there it is faintest. The second number is how far
    along the line a piece begins, in pixels: the dash goes on there.
    """
    points = points[::-1] if backwards else points
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    whole = float(along[-1])
    fade = min(over, 0.6 * whole)
    last = min(last, 0.25 * fade)
    marks = np.array([0.0, *np.linspace(whole - fade, whole - last, 4), whole])
    ends = np.column_stack([np.interp(marks, along, points[:, axis]) for axis in (0, 1)])
    pieces: list[tuple[float, float, Points]] = []
    for i, strength in enumerate((1.0, 0.9, 0.75, 0.6, 0.3)):
        inside = points[(along > marks[i]) & (along < marks[i + 1])]
        piece = np.vstack([ends[i], inside, ends[i + 1]])
        begin = whole - marks[i + 1] if backwards else marks[i]
        pieces.append((strength, float(begin), piece[::-1] if backwards else piece))
    return pieces


def path(points: Points, *, closed: bool, decimals: int = 1) -> str:
    """A path in relative steps of whole pixels or parts of them, as short as SVG may be."""
    grid = np.rint(points * 10**decimals).astype(np.int64)
    steps = np.diff(grid, axis=0)
    told = str if decimals == 0 else partial(_short, decimals=decimals)
    moves = " ".join(map(told, steps[steps.any(axis=1)].ravel().tolist()))
    start = " ".join(_short(n, decimals) for n in grid[0].tolist())
    return f"M{_joined(start)}l{_joined(moves) or '0 0'}{'z' if closed else ''}"


def thinned(points: Points, tolerance: float) -> Points:
    """The line without vertices that lie within ``tolerance`` pixels of what is left."""
    if len(points) < 3:
        return points
    kept: Points = shapely.get_coordinates(shapely.simplify(shapely.LineString(points), tolerance))
    return kept


def _short(number: int, decimals: int) -> str:
    """A number of so many decimals without zeros that say nothing: -0.5 is -.5."""
    text = f"{number / 10**decimals:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if decimals else text
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def _joined(numbers: str) -> str:
    """Without spaces where a sign, or a second point, begins the next number anyway."""
    return re.sub(r"(\.\d+) (?=\.)", r"\1", numbers.replace(" -", "-"))
