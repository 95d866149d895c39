"""What the still picture is drawn with: a pen from lon, lat to pixels, paths and names. Pure."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from routes.geodesy import AzimuthalEqualArea
from routes.webmap.payload_types import View

Points = NDArray[np.float64]
Pen = Callable[[Sequence[Sequence[float]]], Points]

Box = tuple[float, float, float, float]

WIDTH = 760.0
HEIGHT = 470.0

_MARGIN = 60.0
_BESIDE = (("start", 8, 4), ("end", -8, 4), ("middle", 0, 20), ("middle", 0, -10))
_OVER = (("middle", 0, 4), ("middle", 0, 20), ("middle", 0, -12))
_SPOTS = {"label of-area": _OVER, "label of-way": (("middle", 0, 4),)}


def pen_of(view: View) -> Pen:
    """A pen that maps lon, lat in degrees to pixels so that ``view.fit`` is seen."""
    plane = AzimuthalEqualArea(*view["center"])

    def flat(points: Sequence[Sequence[float]]) -> Points:
        return plane.forward(np.asarray(points, dtype=np.float64).reshape(-1, 2))

    fit = flat(view["fit"] or [view["center"]])
    low, high = fit.min(axis=0), fit.max(axis=0)
    room = np.array([WIDTH - 2 * _MARGIN, HEIGHT - 2 * _MARGIN])
    scale = float(np.min(room / np.maximum(high - low, 50_000.0)))
    middle = (low + high) / 2

    def pen(points: Sequence[Sequence[float]]) -> Points:
        moved: Points = (flat(points) - middle) * scale * np.array([1.0, -1.0])
        moved += np.array([WIDTH / 2, HEIGHT / 2])
        return moved

    return pen


def decode(numbers: Sequence[int], scale: int) -> list[list[float]]:
    """Lon, lat pairs of a line that is encoded as in ``Basemap``."""
    steps = np.asarray(numbers, dtype=np.int64).reshape(-1, 2)
    pairs: list[list[float]] = (np.cumsum(steps, axis=0) / scale).tolist()
    return pairs


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
) -> bool:
    """The label beside its point or on its area, wherever no other label is; if anywhere."""
    width = (8.0 if kind == "label" else 7.0) * len(label)
    for anchor, dx, dy in _SPOTS.get(kind, _BESIDE):
        left = x + dx - {"start": 0.0, "end": width, "middle": width / 2}[anchor]
        box = (left, y + dy - 12, left + width, y + dy + 3)
        inside = left > 0 and left + width < WIDTH
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            where = {"class": kind, "x": f"{x + dx:.1f}", "y": f"{y + dy:.1f}"}
            ET.SubElement(root, "text", {**where, "text-anchor": anchor}).text = label
            return True
    return False


def _overlap(a: Iterable[float], b: Iterable[float]) -> bool:
    (left, top, right, bottom), (left2, top2, right2, bottom2) = a, b
    return left < right2 and left2 < right and top < bottom2 and top2 < bottom


def path(points: Points, *, closed: bool) -> str:
    """A path in tenths of a pixel."""
    text = "L".join(f"{x:.1f} {y:.1f}" for x, y in points.tolist())
    return f"M{text}{'Z' if closed else ''}"


def whole_pixels(points: Points, *, closed: bool) -> str:
    """A path in whole pixels and relative steps: short, and exact enough for the land."""
    rounded = np.rint(points).astype(np.int64)
    steps = np.diff(rounded, axis=0)
    text = " ".join(f"{dx} {dy}" for dx, dy in steps.tolist() if dx or dy)
    return f"M{rounded[0, 0]} {rounded[0, 1]}l{text or '0 0'}{'z' if closed else ''}"
