"""The map's place on a sheet: a box, and a pen from lon, lat to points of the sheet. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike

from routes.geodesy import destination, length_m
from routes.webmap.payload_types import View
from routes.webmap.pencil import Box, Pen, Points, pen_of, span_m

_LEAST_M = 1_500.0
_STEP_DEG = 1e-3
_TRIES = 25


@dataclass(frozen=True, slots=True)
class Frame:
    """Left, top, right and bottom of the map in points, and its pen."""

    box: Box
    pen: Pen
    center: tuple[float, float]
    """Lon, lat in the middle of the map, in degrees."""
    km_per_point: float
    """In its middle, from west to east on the sheet."""

    @property
    def shape(self) -> shapely.Polygon:
        """The box as an area."""
        return shapely.box(*self.box)

    def holds(self, box: Box, margin: float = 0.0) -> bool:
        """Whether a box lies inside, ``margin`` from the edge."""
        left, top, right, bottom = self.box
        return (
            box[0] >= left + margin
            and box[1] >= top + margin
            and box[2] <= right - margin
            and box[3] <= bottom - margin
        )


def height_of(view: View, width: float, margin: float, least: float, most: float) -> float:
    """How high a map of a ``width`` is best: as its content is, within shares of the width."""
    low, high = span_m(view)
    wide, tall = np.maximum(high - low, _LEAST_M)
    natural = float((width - 2 * margin) * tall / wide + 2 * margin)
    return min(max(natural, least * width), most * width)


def framed(view: View, box: Box, margin: float, least_m: float = _LEAST_M) -> Frame:
    """The map of ``view`` in ``box``, what has to be seen ``margin`` points from its edge.

    It shows at least ``least_m`` metres.
    """
    left, top, right, bottom = box
    flat = pen_of(view, (right - left, bottom - top), margin, least_m)

    def pen(points: ArrayLike) -> Points:
        moved: Points = flat(points) + np.array([left, top])
        return moved

    middle = ((left + right) / 2, (top + bottom) / 2)
    center = _lonlat(pen, middle, (view["center"][0], view["center"][1]))
    east = destination(center, 90.0, 10_000.0)
    (x, y), (x2, y2) = pen([center, east])
    return Frame(box, pen, center, length_m(center, east) / 1000 / float(np.hypot(x2 - x, y2 - y)))


def _lonlat(pen: Pen, goal: tuple[float, float], near: tuple[float, float]) -> tuple[float, float]:
    """Lon, lat of a point of the sheet, by Newton's method from ``near`` on; else ``near``."""
    guess = np.array(near)
    for _ in range(_TRIES):
        south = -np.copysign(_STEP_DEG, guess[1])
        steps = guess + np.array([(0.0, 0.0), (_STEP_DEG, 0.0), (0.0, south)])
        here, east, across = pen(steps)
        slope = np.column_stack([(east - here), (across - here)]) / _STEP_DEG
        slope[:, 1] *= -np.copysign(1, guess[1])
        missing = np.array(goal) - here
        if np.abs(missing).max() < 1e-3:
            return float((guess[0] + 180) % 360 - 180), float(guess[1])
        if not np.isfinite(slope).all() or abs(np.linalg.det(slope)) < 1e-9:
            break
        guess = guess + np.clip(np.linalg.solve(slope, missing), -20, 20)
        guess[1] = np.clip(guess[1], -89.5, 89.5)
    return near
