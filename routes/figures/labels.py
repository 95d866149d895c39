"""Where names and numbers stand on a map, so that none lies on another. Pure.

Greedy: what is placed first takes the best place, what comes later the best of those that are left.
Far from what it names a label is led there by a thin line. Cost is counted in points: those of
lines that would lie below a label, and how far it stands from where it is wanted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from routes.figures import fonts
from routes.figures.frame import Frame
from routes.webmap.pencil import Box, Points, is_free

ABOVE, BELOW, STEP = 0.84, 0.24, 1.16
"""How far letters reach above and below their baseline, and from line to line, of their size."""

_AIR = 0.6  # points kept free around every label
_EDGE = 2.0  # points from the frame
_RINGS = (7.0, 12.0, 19.0, 28.0, 40.0, 55.0, 75.0, 100.0, 130.0, 170.0)
_TURNS = 16
_LED = 14.0  # what a line that leads to a label costs
_BELOW_NAME = 60.0  # what it costs that the line runs below a name: letters have a rim
_UNDER = 20.0  # what a point of that line costs where it begins below something
_GRID = 40  # steps from side to side where all of the map is searched


@dataclass(frozen=True, slots=True)
class Label:
    """Something placed: its ``kind``, what it is the name of, its box and its lines of text.

    ``leader`` is the line to what it names, if it needs one.
    """

    kind: str
    name: str
    box: Box
    lines: tuple[str, ...] = ()
    size: float = 0.0
    leader: tuple[tuple[float, float], tuple[float, float]] | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Left and top of a box that may be taken, what is against it, and from where it is led."""

    left: float
    top: float
    cost: float = 0.0
    led: tuple[float, float] | None = None


class Placer:
    """Places labels in a frame, one after another; ``labels`` are those that have a place."""

    def __init__(self, frame: Frame, lines: Sequence[Points]) -> None:
        self.frame = frame
        self.labels: list[Label] = []
        self._taken: list[Box] = []
        self._names: set[Box] = set()
        self._leaders: list[shapely.LineString] = []
        self._lines = shapely.MultiLineString([line for line in lines if len(line) > 1])

    def take(self, kind: str, name: str, box: Box) -> None:
        """Take a box that cannot be elsewhere, as that of a dot."""
        self.labels.append(Label(kind, name, box))
        self._taken.append(box)

    def keep_free(self, box: Box) -> None:
        """Nothing may stand there."""
        self._taken.append(box)

    def text(
        self,
        kind: str,
        name: str,
        spots: Iterable[Iterable[Spot]],
        lines: Sequence[str],
        size: float,
        most: float = np.inf,
    ) -> Label | None:
        """Place lines of text in the first group of ``spots`` that has room; None where none has.

        A spot's left and top are those of the box that `measured` gives. None costs over ``most``.
        """
        found = self.box(kind, name, spots, measured(lines, size), tuple(lines), size, most)
        if found is not None:
            self._names.add(found.box)
        return found

    def box(
        self,
        kind: str,
        name: str,
        spots: Iterable[Iterable[Spot]],
        extent: tuple[float, float],
        lines: tuple[str, ...] = (),
        size: float = 0.0,
        most: float = np.inf,
    ) -> Label | None:
        """The same for anything of that width and height."""
        for group in spots:
            best = self._best(list(group), extent, most)
            if best is not None:
                box = (best.left, best.top, best.left + extent[0], best.top + extent[1])
                leader = None if best.led is None else (best.led, _nearest(box, best.led))
                label = Label(kind, name, box, lines, size, leader)
                self.labels.append(label)
                self._taken.append(box)
                if leader is not None:
                    self._leaders.append(shapely.LineString(leader))
                return label
        return None

    def _best(self, spots: list[Spot], extent: tuple[float, float], most: float) -> Spot | None:
        wide, tall = extent
        free: list[tuple[Spot, Box]] = []
        for spot in spots:
            box = (spot.left, spot.top, spot.left + wide, spot.top + tall)
            air = (box[0] - _AIR, box[1] - _AIR, box[2] + _AIR, box[3] + _AIR)
            if self.frame.holds(box, _EDGE) and is_free(air, self._taken):
                free.append((spot, box))
        if not free:
            return None
        shapes = shapely.box(*np.array([box for _, box in free]).T)
        under = shapely.length(shapely.intersection(self._lines, shapes))
        costs = [
            spot.cost + float(length) + self._hindered(spot, box)
            for (spot, box), length in zip(free, under, strict=True)
        ]
        best = int(np.argmin(np.round(costs, 3)))
        return free[best][0] if np.isfinite(costs[best]) and costs[best] <= most else None

    def _hindered(self, spot: Spot, box: Box) -> float:
        """A label does not stand on a leader, nor does its own leader run below a number or dot."""
        shape = shapely.box(*box)
        if any(shape.intersects(leader) for leader in self._leaders):
            return np.inf
        if spot.led is None:
            return 0.0
        own = shapely.LineString([spot.led, _nearest(box, spot.led)])
        if any(own.crosses(leader) for leader in self._leaders):
            return np.inf
        start = shapely.Point(spot.led).buffer(0.5)
        cost = 0.0
        for other in self._taken:
            shape = shapely.box(*other)
            if not own.intersects(shape):
                continue
            if shape.intersects(start):
                cost += _UNDER * float(own.intersection(shape).length)
            else:
                cost += _BELOW_NAME if other in self._names else np.inf
        return cost


def measured(lines: Sequence[str], size: float) -> tuple[float, float]:
    """How wide and high lines of text are."""
    tall = size * (ABOVE + BELOW + STEP * max(len(lines) - 1, 0))
    return fonts.block_width(lines, size), tall


def _nearest(box: Box, point: tuple[float, float]) -> tuple[float, float]:
    x, y = point
    return min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])


def around(
    at: tuple[float, float], extent: tuple[float, float], away: float, size: float
) -> Iterator[list[Spot]]:
    """Spots beside a point, ``away`` from it; then farther and farther out, with a leader.

    On the right is best, then on the left, above, below, and at the corners.
    """
    (x, y), (wide, tall) = at, extent
    middle = y - tall / 2
    level = y - tall + size * (BELOW + 0.36)  # the last line beside the point
    right, left = x + away, x - away - wide
    near = away * 0.72
    yield [
        Spot(right, middle if tall < 1.6 * size else level, 0.0),
        Spot(left, middle if tall < 1.6 * size else level, 0.5),
        Spot(x - wide / 2, y - away - tall, 1.0),
        Spot(x - wide / 2, y + away, 1.2),
        Spot(x + near, y - near - tall, 1.4),
        Spot(x + near, y + near, 1.5),
        Spot(x - near - wide, y - near - tall, 1.8),
        Spot(x - near - wide, y + near, 1.9),
    ]
    yield list(rings(at, extent, away))
    yield []


def rings(at: tuple[float, float], extent: tuple[float, float], away: float) -> Iterator[Spot]:
    """Spots all around a point at growing distances, led to it."""
    (x, y), (wide, tall) = at, extent
    for reach in _RINGS:
        for turn in range(_TURNS):
            angle = 2 * np.pi * turn / _TURNS
            dx, dy = float(np.cos(angle)), float(np.sin(angle))
            left = x + (away + reach) * dx - wide * (1 - dx) / 2
            top = y + (away + reach) * dy - tall * (1 - dy) / 2
            yield Spot(left, top, _LED + 0.5 * reach, at)


def anywhere(frame: Frame, at: tuple[float, float], extent: tuple[float, float]) -> Iterator[Spot]:
    """Spots all over the map, led to a point; nearer ones are better."""
    (left, top, right, bottom), (wide, tall) = frame.box, extent
    for x in np.linspace(left + _EDGE, right - _EDGE - wide, _GRID).tolist():
        for y in np.linspace(top + _EDGE, bottom - _EDGE - tall, _GRID).tolist():
            away = float(np.hypot(x + wide / 2 - at[0], y + tall / 2 - at[1]))
            yield Spot(x, y, _LED + away, at)


def inside(shape: BaseGeometry, extent: tuple[float, float], steps: int = 14) -> list[Spot]:
    """Spots in an area; those where a label lies in it as a whole, and in its middle, are best."""
    wide, tall = max(extent[0], 0.1), extent[1]
    left, top, right, bottom = shape.bounds
    middle = shape.representative_point()
    found = []
    for x in [middle.x, *np.linspace(left, right, steps)]:
        for y in [middle.y, *np.linspace(top, bottom, steps)]:
            if shape.covers(shapely.Point(x, y)):
                box = shapely.box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
                out = 1 - shape.intersection(box).area / box.area
                away = float(np.hypot(x - middle.x, y - middle.y))
                found.append(Spot(float(x - wide / 2), float(y - tall / 2), 20 * out + away / 10))
    return found
