"""Where on a river or a border a journey may have come, from the stops next to it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from routes.geodesy import Point
from routes.model import Case
from routes.resolve.shapes import lengths_m, samples
from routes.resolve.stops import legs_at, on_both_sides
from routes.resolve.travel import Travel

_STRETCH = 1.25
"""How much longer than the shortest way one by another point of the line is still likely.

Alternative roads are commonly called reasonable up to this stretch.
"""

_LEAST_RADIUS_M = 5_000.0
"""Lines are drawn for a scale of 1:10 million and may be off by this much."""

_ROUNDS = 5
"""How often lines that follow each other are placed anew; two in a row settle in three."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a line, how far along the line the journey may have been, and next to what.

    ``beside`` are ids of places.
    """

    point: Point
    radius_m: float
    beside: tuple[str, ...]


def spots(
    case: Case,
    lines: Mapping[str, BaseGeometry],
    points: Mapping[str, Point],
    travel: Travel,
) -> Mapping[str, Spot]:
    """By place id, the spot on each of ``lines`` that makes the ways of ``case`` shortest.

    ``points`` are the places of which a point is known. A line with none of them next to it
    has no spot; lines in between are passed over first, and count in the next rounds.

    With places on two sides, the journey was where a way is at most `_STRETCH` times as long.
    A single one says next to nothing on where: then it was as far from that place as such legs
    commonly go, or `_STRETCH` times the least distance if that is more.
    """
    ends = legs_at(case)
    common_m = {
        line: max(travel.near_m([leg]) for leg in ends.get(line, ()))
        for line in lines
        if ends.get(line)
    }
    beside = {line: on_both_sides(case, line, lines) for line in lines}
    found = _placed(lines, points, beside, common_m)
    beside = {line: on_both_sides(case, line, set(lines) - set(found)) for line in found}
    for _ in range(_ROUNDS):
        now = {**points, **{line: spot.point for line, spot in found.items()}}
        again = _placed(lines, now, beside, common_m)
        if again == found:
            break
        found = again
    return found


def _placed(
    lines: Mapping[str, BaseGeometry],
    points: Mapping[str, Point],
    beside: Mapping[str, Sequence[str]],
    common_m: Mapping[str, float],
) -> dict[str, Spot]:
    found: dict[str, Spot] = {}
    for line, stops in sorted(beside.items()):
        known = tuple(stop for stop in stops if stop in points)
        if known:
            found[line] = _spot(lines[line], [points[s] for s in known], known, common_m[line])
    return found


def _spot(
    line: BaseGeometry, stops: Sequence[Point], beside: tuple[str, ...], common_m: float
) -> Spot:
    """The point of ``line`` with the least sum of distances to all stops, to half a kilometre."""
    along = samples(line)
    whole_m = np.sum([lengths_m(stop, along) for stop in stops], axis=0)
    best = int(np.argmin(whole_m))
    point = (float(along[best][0]), float(along[best][1]))
    most_m = float(whole_m[best]) * _STRETCH
    likely = along[whole_m <= (max(most_m, common_m) if len(stops) == 1 else most_m)]
    return Spot(point, max(float(lengths_m(point, likely).max()), _LEAST_RADIUS_M), beside)
