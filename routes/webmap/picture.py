"""A still picture of the routes as SVG: what a reader without JavaScript sees. Pure."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import numpy as np
import shapely

from routes.webmap.badges import Strand, draw_numbers
from routes.webmap.coding import unpack
from routes.webmap.dress import dress
from routes.webmap.payload_types import Basemap, LegOut, Payload, PlaceOut, VariantOut
from routes.webmap.pencil import (
    HEIGHT,
    WIDTH,
    Box,
    Pen,
    Points,
    at,
    beside,
    fading,
    is_far,
    length,
    parts_of,
    path,
    pen_of,
    spot,
    thinned,
    write,
)
from routes.webmap.rhythm import ACROSS, BEGIN, ticks
from routes.webmap.tongues import told_otherwise
from routes.webmap.ways import draw_ways, number_ways

_COARSE = 1.8  # pixels: how far the outlines of land and areas may be moved
_FINE = 0.2  # the same of lines
_LEAST = 9.0  # pixels: basemap rings and lines smaller than this are left out
_GAP = 4.0  # pixels between strands of one leg
_STUB = 24.0  # pixels: a line to or from an area is at least so long, or nobody would see it
_ASKED = 14.0  # pixels from the break of a closed line to the question mark on it
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def picture(payload: Payload) -> str:
    """The routes over a coarse basemap as one ``<svg>`` element.

    Lambert azimuthal equal-area about ``view.center``; shows the points of
    ``view.fit``. Lines fade and carry dashes as on the map.
    """
    pen = pen_of(payload["view"])
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}",
            "role": "img",
        },
    )
    ET.SubElement(root, "title").text = _titled(payload)
    far = is_far(payload["view"], pen)
    ground = {"class": "sea" if far else "land", "width": "100%", "height": "100%"}
    ET.SubElement(root, "rect", ground)
    if far:
        draw_basemap(root, payload["basemap"], pen)
    _draw_areas(root, payload, pen)
    draw_ways(root, payload, pen)
    strands = _draw_legs(root, payload, pen)
    _draw_places(root, payload, pen, strands)
    _write_foot(root, payload)
    if payload["mark"]:
        middle = {"class": "mark", "x": f"{WIDTH / 2:g}", "y": "28", "text-anchor": "middle"}
        ET.SubElement(root, "text", middle).text = payload["mark"]
    dress(root)
    return ET.tostring(root, encoding="unicode")


_ENDS = (".", "!", "?", "…", "。", "！", "？")  # noqa: RUF001  those of Chinese and Japanese


def _titled(payload: Payload) -> str:
    titled = f"{payload['mark']}: {payload['title']}" if payload["mark"] else payload["title"]
    if not (withheld := _withheld(payload)):
        return titled
    return f"{titled}{'' if titled.endswith(_ENDS) else '.'} {withheld}"


def _withheld(payload: Payload) -> str:
    """How much of what the picture would show is withheld, in a sentence; "" if nothing is."""
    parts = [part["items"] for part in payload["known"] if part["id"] == "withheld"]
    return parts[0][0]["text"] if parts else ""


def _write_foot(root: ET.Element, payload: Payload) -> None:
    """What is withheld, and whose networks computed lines run on: their licence wants it there."""
    foot = {"class": "credit", "x": "8", "y": f"{HEIGHT - 8:g}"}
    if withheld := _withheld(payload):
        ET.SubElement(root, "text", foot).text = withheld
    end = {**foot, "x": f"{WIDTH - 8:g}", "text-anchor": "end"}
    for i, text in enumerate(reversed(payload["network_credits"])):
        ET.SubElement(root, "text", {**end, "y": f"{HEIGHT - 8 - 13 * i:g}"}).text = text


_RIM = ((-9.0, -9.0), (WIDTH + 9.0, HEIGHT + 9.0))
"""What is farther out, in pixels, is laid on the rim of the picture, which nobody sees."""


def draw_basemap(root: ET.Element, basemap: Basemap, pen: Pen) -> None:
    """Land, lakes and borders, coarse."""
    layers = (
        ("land", basemap["land"], True),
        ("lakes", basemap["lakes"], True),
        ("borders", basemap["borders"], False),
        ("disputed", basemap["disputed"], False),
    )
    for name, lines, closed in layers:
        shapes = map(_coarse, _near(unpack(lines, basemap["scale"]), pen))
        text = "".join(path(shape, closed=closed, decimals=0) for shape in shapes if len(shape) > 1)
        if text:
            ET.SubElement(root, "path", {"class": name, "d": text, "fill-rule": "evenodd"})


def _near(lines: list[Points], pen: Pen) -> list[Points]:
    """The lines in pixels, without those that `_coarse` would leave out anyway.

    All are looked at at once: most lines of a basemap are specks and far islands.
    """
    lines = [line for line in lines if len(line) > 1]
    if not lines:
        return []
    starts = np.cumsum([0, *map(len, lines)])
    points = pen(np.concatenate(lines))
    low = np.fmin.reduceat(points, starts[:-1])
    high = np.fmax.reduceat(points, starts[:-1])
    seen = ((high - low).max(axis=1) >= _LEAST) & (high >= 0).all(axis=1)
    seen &= (low <= [WIDTH, HEIGHT]).all(axis=1)
    return [pen(lines[i]) for i in np.flatnonzero(seen).tolist()]


def _coarse(points: Points) -> Points:
    """Leave out what is off the picture, too small to see, or too dense."""
    points = points[np.isfinite(points).all(axis=1)]
    if len(points) < 2 or float(np.ptp(points, axis=0).max()) < _LEAST:
        return points[:0]
    low, high = points.min(axis=0), points.max(axis=0)
    if (high < 0).any() or low[0] > WIDTH or low[1] > HEIGHT:
        return points[:0]
    return thinned(_off_the_rim(np.clip(points, *_RIM)), _COARSE)


def _off_the_rim(points: Points) -> Points:
    """Without the vertices that clipping laid one behind the other along an edge."""
    on_edge = np.concatenate([points == edge for edge in _RIM], axis=1)
    along = (on_edge[:-2] & on_edge[1:-1] & on_edge[2:]).any(axis=1)
    kept: Points = points[~np.concatenate([[False], along, [False]])]
    return kept


def _draw_areas(root: ET.Element, payload: Payload, pen: Pen) -> None:
    for place in payload["places"]:
        for rings in _polygons(payload, place, pen):
            text = "".join(path(ring, closed=True, decimals=0) for ring in rings if len(ring) > 2)
            if text:
                ET.SubElement(root, "path", {"class": "wash", "d": text, "fill-rule": "evenodd"})


def _polygons(payload: Payload, place: PlaceOut, pen: Pen) -> Iterator[list[Points]]:
    """The polygons of an area in pixels, coarse; none for a point."""
    for rings in place["area"] or []:
        yield [_coarse(pen(ring)) for ring in unpack(rings, payload["scales"]["areas"])]


def _name_areas(root: ET.Element, payload: Payload, pen: Pen, taken: list[Box]) -> None:
    """The name of a vague place inside of the part of it that can be seen; never a pin."""
    frame = shapely.box(24, 20, WIDTH - 24, HEIGHT - 20)
    others = told_otherwise(payload)
    for place in payload["places"]:
        if place["role"] != "stop":
            continue
        rings = [polygon[0] for polygon in _polygons(payload, place, pen)]
        shapes = [shapely.make_valid(shapely.Polygon(ring)) for ring in rings if len(ring) > 3]
        seen = [shape.intersection(frame) for shape in shapes]
        largest = max(seen, key=lambda shape: shape.area, default=None)
        if largest is None or largest.is_empty:
            continue
        inside = largest.representative_point()
        for label in filter(None, (place["marked"], place["label"])):
            also, x, y = others.get(label, ()), inside.x, inside.y
            if write(root, label, x, y, taken, kind="label of-area", also=also):
                break


def _draw_legs(root: ET.Element, payload: Payload, pen: Pen) -> list[Strand]:
    legs = {leg["id"]: leg for leg in payload["legs"]}
    bundles: dict[frozenset[str], list[tuple[LegOut, VariantOut]]] = {}
    for variant in payload["variants"]:
        for leg in (legs[name] for name in variant["legs"] if name in legs):
            if _parts(payload, leg, pen):
                ends = frozenset((leg["start"], leg["end"]))
                bundles.setdefault(ends, []).append((leg, variant))
    group = ET.SubElement(root, "g", {"fill": "none"})
    contested = {name for name, leg in legs.items() if _is_contested(leg)}
    strands: list[Strand] = []
    for bundle in bundles.values():
        first = bundle[0][0]["start"]  # the map counts from there too
        gap = min(_GAP, 30 / max(1, len(bundle) - 1))
        for i, (leg, variant) in enumerate(bundle):
            aside = (i - (len(bundle) - 1) / 2) * gap
            aside = aside if leg["start"] == first else -aside
            longest, colour = _draw_strand(group, payload, leg, variant, pen, aside)
            if longest is not None:
                turn = i - (len(bundle) - 1) / 2
                own = len(leg["variants"]) == 1
                strands.append(Strand(variant, longest, colour, own, _reach(leg), turn))
            if leg["id"] in contested:
                contested.remove(leg["id"])
                points = max(_parts(payload, leg, pen), key=length)
                _draw_question(root, points, _asked(leg, points))
    return strands


def _parts(payload: Payload, leg: LegOut, pen: Pen) -> list[Points]:
    """The parts of a leg in pixels; one that fades is drawn as long as it needs to be seen."""
    parts = parts_of(payload, leg, pen)
    if not leg["fades"] or len(parts) != 1 or not 0 < length(parts[0]) < _STUB:
        return parts
    known = parts[0][-1 if leg["fades_at"] == "start" else 0]
    return [known + (parts[0] - known) * (_STUB / length(parts[0]))]


def _asked(leg: LegOut, points: Points) -> float:
    """Where on a leg its question mark stands: clear of its arrow and of the break of a closed one.

    A share of its length.
    """
    away = max(0.15, _ASKED / max(length(points), 1.0))
    share = min(0.9, 0.4 + away) if leg["fades"] else max(0.1, 0.4 - away)
    return 1 - share if leg["fades_at"] == "start" else share


def _reach(leg: LegOut) -> tuple[float, float]:
    """Which shares of a leg can be seen well, where it fades."""
    if not leg["fades"]:
        return 0.0, 1.0
    return (0.45, 1.0) if leg["fades_at"] == "start" else (0.0, 0.55)


def _draw_strand(
    group: ET.Element, payload: Payload, leg: LegOut, variant: VariantOut, pen: Pen, aside: float
) -> tuple[Points | None, str]:
    """Draws one variant's copy of a leg; its longest part, and its colour."""
    grammar = next((g for g in payload["grammars"] if g["id"] == leg["grammar"]), None)
    parts = [beside(part, aside) for part in _parts(payload, leg, pen)]
    if not parts or grammar is None:
        return None, ""
    colour = grammar["colour"] or variant["colour"]
    look = {
        "class": "still",
        "stroke": colour if _COLOUR.fullmatch(colour) else "#555555",
        "stroke-width": f"{min(grammar['width'], 3):g}",
    }
    if grammar["dash"]:
        look["stroke-dasharray"] = grammar["dash"]
    is_backwards = leg["fades_at"] == "start"
    pieces = [(1.0, 0.0, parts)]
    if leg["fades"]:
        faded = fading(np.concatenate(parts), backwards=is_backwards)
        pieces = [(strength, begin, [piece]) for strength, begin, piece in faded]
    strand = ET.SubElement(group, "g", look)
    for strength, begin, piece in pieces:
        text = "".join(path(thinned(points, _FINE), closed=False) for points in piece)
        opacity = {"opacity": f"{grammar['opacity'] * strength:.2g}"}
        if begin and grammar["dash"]:
            opacity["stroke-dashoffset"] = f"{begin:.1f}"
        ET.SubElement(strand, "path", {**opacity, "d": text})
    bars_across = ticks(grammar, variant, payload)
    if bars_across:
        known = [part for strength, _, piece in pieces if strength == 1.0 for part in piece]
        text = "".join(path(thinned(part, _COARSE), closed=False) for part in known)
        across = {
            "d": text,
            "stroke-width": f"{min(grammar['width'], 3) + ACROSS:g}",
            "stroke-dasharray": bars_across,
            "stroke-dashoffset": f"{-BEGIN - 2 * abs(aside):g}",
        }
        ET.SubElement(strand, "path", across)
    longest = max(parts, key=length)
    arrow, bars = (0.2, 0.4) if leg["fades"] else (0.6, 0.4)
    _draw_arrow(group, longest, 1 - arrow if is_backwards else arrow, look["stroke"])
    if "closed" in (leg["status"], variant["status"]):
        _draw_bars(group, longest, 1 - bars if is_backwards else bars)
    return longest, look["stroke"]


def _draw_arrow(group: ET.Element, points: Points, share: float, colour: str) -> None:
    if length(points) > 30:
        shape = {"d": "M5 0L-4 4L-2 0L-4 -4Z", "fill": colour}
        ET.SubElement(group, "path", {**shape, "transform": at(points, share)})


def _draw_bars(group: ET.Element, points: Points, share: float) -> None:
    """Two bars across the line where it is said to be closed."""
    shape = {"class": "bars", "d": "M-3 -7V7M3 -7V7"}
    ET.SubElement(group, "path", {**shape, "transform": at(points, share)})


def _is_contested(leg: LegOut) -> bool:
    return any(claim["stance"] != "asserts" for claim in leg["claims"])


def _draw_question(root: ET.Element, points: Points, share: float) -> None:
    """A question mark where somebody denies or doubts the line."""
    x, y, _ = spot(points, share)
    mark = {"class": "contested", "transform": f"translate({x:.1f} {y:.1f})"}
    group = ET.SubElement(root, "g", mark)
    ET.SubElement(group, "circle", {"r": "7"})
    ET.SubElement(group, "text", {"y": "4"}).text = "?"


def _name_closures(root: ET.Element, payload: Payload, pen: Pen, taken: list[Box]) -> None:
    """Since when a leg, or the leg that a closed version rests on, is closed."""
    closed = {v["telling"]: v["closed"] for v in payload["variants"] if v["closed"]}
    others = told_otherwise(payload)
    for leg in payload["legs"]:
        text = leg["closed"] or closed.get(leg["id"])
        parts = _parts(payload, leg, pen)
        if text and parts:
            share = 0.6 if leg["fades_at"] == "start" else 0.4
            x, y, _ = spot(max(parts, key=length), share)
            also = others.get(text, ())
            write(root, text, x, y, taken, kind="label closure", also=also)


def _yields(place: PlaceOut) -> tuple[bool, bool]:
    """What a place is sorted by: stops first, a point somewhere along a line last."""
    return place["precision"] == "region", place["role"] != "stop"


def _draw_places(root: ET.Element, payload: Payload, pen: Pen, strands: list[Strand]) -> None:
    pins: list[tuple[PlaceOut, float, float]] = []
    for place in sorted(payload["places"], key=_yields):
        if place["point"] is None:
            continue
        x, y = map(float, pen([place["point"]])[0])
        if not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
            continue
        dot = "dot vague" if place["precision"] == "region" or place["veiled"] else "dot"
        at = {"class": dot, "cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "4"}
        ET.SubElement(root, "circle", at)
        pins.append((place, x, y))
    # No name lies on a pin, not even on one that is named later.
    taken: list[Box] = [(x - 4, y - 4, x + 4, y + 4) for _, x, y in pins]
    lines = shapely.MultiLineString([strand.points for strand in strands])
    others = told_otherwise(payload)
    for place, x, y in pins:
        label = place["marked"] or place["label"]
        also = others.get(label, ())
        write(root, label, x, y, taken, lines=lines, also=also)
    _name_closures(root, payload, pen, taken)
    draw_numbers(root, payload, strands, taken)
    number_ways(root, payload, pen, taken)
    _name_areas(root, payload, pen, taken)
