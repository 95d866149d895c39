"""A second, larger map of the part of a map where the legs are too short to be told apart. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import shapely

from routes.figures.frame import Frame, framed
from routes.webmap.coding import unpack
from routes.webmap.payload_types import LegOut, Payload, VariantOut, View
from routes.webmap.pencil import Box, Points, length, parts_of

_SHORT = 0.085  # of the width of the map: legs that are shorter can be in an inset
_NEAR = 0.03  # of the width: so near to each other are legs of one crowd
_CROWD = 3  # so many short legs make a crowd
_WHOLE = 0.3  # of the width: a crowd that is wider needs no inset
_HEIGHTS = (0.6, 0.54, 0.48, 0.42, 0.36)
"""Of the height of the map: how high an inset may be, the best first."""

_WIDEST = 0.42  # of the width of the map
_SLIM, _BROAD = 0.85, 1.5  # the least and the greatest width of an inset, as shares of its height
_LARGER = 1.7  # an inset that shows things less magnified than that is not worth its room
_MARGIN = 16.0  # points in the inset around what it shows
_AROUND = 5.0  # points on the map around what the inset shows
_CLEAR = 8.0  # points between the inset and what is on the map


@dataclass(frozen=True, slots=True)
class Inset:
    """The frame of the inset, the part of the map that it shows, and what is only named there.

    ``legs`` and ``places`` are ids: of the legs of the crowd, and of places of no other leg.
    """

    frame: Frame
    shows: Box
    legs: frozenset[str]
    places: frozenset[str]


def inset_of(payload: Payload, shown: Sequence[VariantOut], frame: Frame) -> Inset | None:
    """The inset that a map needs; None where it needs none, or where there is no room for one."""
    wide = frame.box[2] - frame.box[0]
    used = {name for variant in shown for name in variant["legs"]}
    legs = [leg for leg in payload["legs"] if leg["id"] in used]
    lines = {leg["id"]: parts_of(payload, leg, frame.pen) for leg in legs}
    lines = {name: parts for name, parts in lines.items() if parts}
    short = {n: p for n, p in lines.items() if sum(map(length, p)) < _SHORT * wide}
    crowd = _crowd(short, _NEAR * wide)
    if len(crowd) < _CROWD:
        return None
    points = np.concatenate([part for name in crowd for part in lines[name]])
    low, high = points.min(axis=0) - _AROUND, points.max(axis=0) + _AROUND
    shows = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
    if float((high - low).max()) > _WHOLE * wide:
        return None
    box = _room(frame, shows, [part for parts in lines.values() for part in parts], payload)
    if box is None:
        return None
    view = _view(payload, [leg for leg in legs if leg["id"] in crowd])
    return Inset(framed(view, box, _MARGIN), shows, frozenset(crowd), _only(legs, crowd))


def _crowd(short: Mapping[str, list[Points]], near: float) -> list[str]:
    """The largest group of legs each of which is near another one, in their order."""
    shapes = {name: shapely.MultiLineString(parts) for name, parts in short.items()}
    left, best = list(shapes), list[str]()
    while left:
        group, queue = [left[0]], [left.pop(0)]
        while queue:
            here = shapes[queue.pop()]
            close = [name for name in left if shapes[name].distance(here) <= near]
            left = [name for name in left if name not in close]
            group += close
            queue += close
        best = max(best, group, key=len)
    return [name for name in short if name in best]


def _view(payload: Payload, legs: Sequence[LegOut]) -> View:
    scale = payload["scales"]["parts"]
    lines = [line for leg in legs for line in unpack(leg["parts"], scale)]
    fit = np.concatenate(lines).tolist()
    return cast("View", {**payload["view"], "fit": fit})


def _only(legs: Sequence[LegOut], crowd: Sequence[str]) -> frozenset[str]:
    inside = {end for leg in legs if leg["id"] in crowd for end in (leg["start"], leg["end"])}
    others = {end for leg in legs if leg["id"] not in crowd for end in (leg["start"], leg["end"])}
    return frozenset(inside - others)


def _room(frame: Frame, shows: Box, lines: Sequence[Points], payload: Payload) -> Box | None:
    """The largest corner of the map with nothing in it that matters."""
    points = [place["point"] for place in payload["places"] if place["point"]]
    dots = [shapely.Point(xy) for xy in frame.pen(points)] if points else []
    busy = shapely.union_all([shapely.box(*shows), *dots, *map(shapely.LineString, lines)])
    for box in _corners(frame.box, (shows[2] - shows[0], shows[3] - shows[1])):
        if shapely.box(*box).distance(busy) >= _CLEAR:
            return box
    return None


def _corners(box: Box, content: tuple[float, float]) -> Iterator[Box]:
    left, top, right, bottom = box
    for share in _HEIGHTS:
        tall = share * (bottom - top)
        wide = tall * min(max(content[0] / content[1], _SLIM), _BROAD)
        wide = min(wide, _WIDEST * (right - left))
        inner = np.array([wide, tall]) - 2 * _MARGIN
        if float((inner / (np.array(content) - 2 * _AROUND).clip(min=1.0)).min()) < _LARGER:
            continue
        middle = (left + right - wide) / 2
        yield left, bottom - tall, left + wide, bottom
        yield right - wide, bottom - tall, right, bottom
        yield middle, bottom - tall, middle + wide, bottom
        yield right - wide, top, right, top + tall
        yield left, top, left + wide, top + tall
