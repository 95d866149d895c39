"""Computed ways in the still picture: thin, below all that is reported. Pure."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

import numpy as np
import shapely

from routes.webmap.coding import unpack
from routes.webmap.path_types import PartOut, PathOut, ReachOut
from routes.webmap.payload_types import Payload
from routes.webmap.pencil import Box, Pen, Points, length, parts_of, path, spot, thinned, write

_COARSE = 0.5  # pixels: how far a line may be moved
_LEAST = 20.0  # pixels: a piece shorter than this carries no number
_CLEAR = 12.0  # pixels: how far a number keeps from what is reported
_BESIDE = ((0.0, 0.0), (0.0, 13.0), (0.0, -13.0), (16.0, 0.0), (-16.0, 0.0), (-16.0, -16.0))
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

Way = PathOut | ReachOut
"""A computed line: a path, or all that can be reached."""


def draw_ways(root: ET.Element, payload: Payload, pen: Pen) -> None:
    """One line for each way that is told; what several share is drawn once."""
    grammar = next((g for g in payload["grammars"] if g["id"] == "computed"), None)
    if grammar is None:
        return
    look = {"fill": "none", "stroke-width": f"{grammar['width']:g}"}
    look["stroke"] = _colour(grammar["colour"])
    look["opacity"] = f"{grammar['opacity']:g}"
    if grammar["dash"]:
        look["stroke-dasharray"] = grammar["dash"]
    for _, lines in way_lines(payload, pen):
        text = "".join(path(thinned(points, _COARSE), closed=False) for points in lines)
        if text:
            ET.SubElement(root, "path", {"class": "still", **look, "d": text})


def way_lines(payload: Payload, pen: Pen) -> Iterator[tuple[Way, list[Points]]]:
    """Each way that is shown with its lines, without what one before it has drawn."""
    arcs = _drawn(payload, pen)
    done: set[int] = set()
    for way in first_ways(payload):
        runs = list(_runs(way["parts"], lambda arc: arc not in done))
        yield way, [points for run in runs for points in _joined(arcs, run)]
        done.update(_used(way["parts"]))


def way_pieces(payload: Payload, pen: Pen) -> Iterator[tuple[Way, Points]]:
    """Each way that is shown with its longest piece, if it can be one that no other has."""
    arcs = _drawn(payload, pen)
    ways = list(first_ways(payload))
    uses = Counter(arc for way in ways for arc in _used(way["parts"]))
    for way in ways:
        own = list(_runs(way["parts"], lambda arc: uses[arc] == 1))
        runs = own or list(_runs(way["parts"], lambda _: True))
        pieces = [points for run in runs for points in _joined(arcs, run)]
        longest = max(pieces, key=length, default=None)
        if longest is not None and length(longest) >= _LEAST:
            yield way, longest


def number_ways(root: ET.Element, payload: Payload, pen: Pen, taken: list[Box]) -> None:
    """The number of each way on its longest piece, if it can be one that no other has."""
    legs = [part for leg in payload["legs"] for part in parts_of(payload, leg, pen)]
    reported = shapely.MultiLineString(legs)
    for way, longest in way_pieces(payload, pen):
        for (dx, dy), share in product(_BESIDE, _SHARES):
            x, y, _ = spot(longest, share)
            if reported.distance(shapely.Point(x + dx, y + dy)) < _CLEAR:
                continue
            if write(root, way["number"], x + dx, y + dy, taken, kind="label of-way"):
                break


def first_ways(payload: Payload) -> Iterator[Way]:
    """What the map shows before anybody chooses: the best way of each block, if the case does not
    speak against it; all ways where nothing is reported.
    """
    for block in payload["alternatives"]:
        ways: list[Way] = [*block["paths"]]
        if block["reach"] is not None:
            ways.append(block["reach"])
        if not payload["variants"]:
            yield from ways
        else:
            yield from (way for way in ways[:1] if not way.get("against"))


def _drawn(payload: Payload, pen: Pen) -> list[Points]:
    arcs = payload["arcs"]
    return [pen(line) for line in unpack(arcs["lines"], arcs["scale"])]


def _used(parts: Iterable[PartOut]) -> set[int]:
    return {_plain(i) for part in parts for line in part["lines"] for i in line}


def _plain(i: int) -> int:
    """The number of an arc, whichever way it is taken."""
    return ~i if i < 0 else i


def _runs(parts: Iterable[PartOut], is_wanted: Callable[[int], bool]) -> Iterator[list[int]]:
    """Pieces of lines whose arcs are all wanted, as lists of arcs."""
    for line in (line for part in parts for line in part["lines"]):
        run: list[int] = []
        for i in line:
            if is_wanted(_plain(i)):
                run.append(i)
            elif run:
                yield run
                run = []
        if run:
            yield run


def _joined(arcs: Sequence[Points], run: Sequence[int]) -> Iterator[Points]:
    """The line that a run of arcs makes, if it can be drawn."""
    points = np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in run])
    points = points[np.isfinite(points).all(axis=1)]
    if len(points) > 1:
        yield points


def _colour(text: str | None) -> str:
    return text if text and _COLOUR.fullmatch(text) else "#6b6f76"
