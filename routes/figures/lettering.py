"""All that is written on a map: names, numbers, the scale bar. What cannot be left out first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from routes.figures import fonts
from routes.figures.frame import Frame
from routes.figures.ground import LAND, Ground, areas_of
from routes.figures.labels import (
    ABOVE,
    STEP,
    Label,
    Placer,
    Spot,
    anywhere,
    around,
    inside,
    measured,
    rings,
)
from routes.figures.lines import INK, DrawnLeg
from routes.figures.marks import ALARM, GREY, circle, corners, disc, spaced
from routes.figures.sheet import Area, Sheet, Stroke, Words
from routes.figures.style import Style
from routes.messages import number, say
from routes.messages.speaker import Speaker
from routes.webmap.payload_types import Payload, PlaceOut, VariantOut
from routes.webmap.pencil import Box, Points, is_free, length, spot
from routes.webmap.ways import way_pieces

_NAME_LINES = 3
_LETTERS = 15.0  # a name is broken from so many of its sizes on
_NICE_KM = (1, 2, 5, 10, 20, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000)
_NEXT = 20.0  # pixels of the page between places of a line where a number may stand


@dataclass(frozen=True, slots=True)
class Scope:
    """Which legs are numbered on a map: ``legs``, or all where that is None.

    ``without`` are places that are named elsewhere; ``hole`` is what is drawn there.
    """

    legs: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    hole: Box | None = None

    def has(self, leg: str) -> bool:
        """Whether a leg has its number here."""
        return self.legs is None or leg in self.legs


class Lettering:
    """What is being written on one map."""

    def __init__(
        self,
        sheet: Sheet,
        payload: Payload,
        frame: Frame,
        style: Style,
        legs: list[DrawnLeg],
        ways: list[Points],
        scope: Scope,
    ) -> None:
        self.sheet, self.payload, self.frame, self.style, self.legs = (
            sheet, payload, frame, style, legs,
        )  # fmt: skip
        self.placer = Placer(frame, [*(leg.points for leg in legs), *ways])
        self.scope = scope
        self.homeless: list[str] = []
        self.unnumbered: list[str] = []
        self._ground = len(sheet.items)
        self._pins: list[tuple[PlaceOut, float, float, float]] = []

    def mark(self) -> None:
        """That a figure is for the desk alone stands on the map itself: maps are cut out."""
        if not self.payload["mark"]:
            return
        lines = fonts.wrapped(self.payload["mark"].upper(), self.style.title, self._across() * 0.9)
        extent = measured(lines, self.style.title)
        left, top, right, _ = self.frame.box
        spots = [Spot((left + right - extent[0]) / 2, top + 3)]
        label = self.placer.text("mark", "mark", [spots], lines, self.style.title)
        if label is not None:
            self._write(label, ALARM, rim=2.0, middle=True)

    def scale_bar(self) -> None:
        """A bar with its length in kilometres, true in the middle of the map."""
        speaker = Speaker(self.payload["languages"][0])
        km = self.frame.km_per_point
        room = min(self._across() * 0.22, 110.0)
        fitting = [each for each in _NICE_KM if each / km <= room] or [_NICE_KM[0]]
        wide, size = fitting[-1] / km, self.style.small
        said = say("{n} km at the centre of the map", n=number(fitting[-1]))
        if self.scope.legs is not None and self.scope.hole is None:  # an inset
            said = say("{n} km", n=number(fitting[-1]))
        across = min(0.36 * self._across(), 130.0)
        lines = fonts.wrapped(speaker.tell(said), size, max(wide, across), 3)
        extent = measured(lines, size)
        whole = (max(extent[0], wide), extent[1] + 4.5)
        left, top, right, bottom = self.frame.box
        corners = [
            Spot(left + 5, bottom - 4 - whole[1], 0.0),
            Spot(right - 5 - whole[0], bottom - 4 - whole[1], 1.0),
            Spot(left + 5, top + 5, 2.0),
            Spot(right - 5 - whole[0], top + 5, 2.0),
        ]
        label = self.placer.box("scale", "scale", [corners], whole, tuple(lines), size)
        if label is None:
            return
        x, y, _, low = label.box
        bar = np.array([(x, low - 3.5), (x, low - 1), (x + wide, low - 1), (x + wide, low - 3.5)])
        self.sheet.add(Stroke([bar], LAND, 2.2), Stroke([bar], INK, 0.7))
        self._lines(lines, x, y + size * ABOVE, size, INK)

    def stops(self, shown: Sequence[VariantOut]) -> None:
        """The dots of places. What stands for no place, or is veiled, is a ring and no dot."""
        pixel = self.style.pixel
        drawn = {variant["id"] for variant in shown}
        only = len(drawn) < len(self.payload["variants"])
        places = sorted(self.payload["places"], key=_yields)
        for place in places:
            if place["point"] is None or (only and not drawn & set(place["variants"])):
                continue
            x, y = map(float, self.frame.pen([place["point"]])[0])
            half = 3.6 * pixel if place["role"] == "stop" else 2.7 * pixel
            vague = place["precision"] == "region" or place["veiled"]
            half = 5.0 * pixel if vague else half
            box = (x - half, y - half, x + half, y + half)
            if not self.frame.holds(box):
                continue
            ring = circle(x, y, half)
            if vague:
                closed = np.vstack([ring, ring[:1]])
                self.sheet.add(Stroke([closed], LAND, 2.6 * pixel))
                self.sheet.add(Stroke([closed], INK, 1.4 * pixel, (1.8 * pixel, 1.6 * pixel)))
            else:
                self.sheet.add(Area([ring], "#ffffff", line=INK, width=1.6 * pixel))
            self.placer.take("dot", place["id"], box)
            self._pins.append((place, x, y, half))

    def outline(self, box: Box) -> None:
        """Around the part that is drawn again."""
        edge = corners(box)
        self.sheet.add(Stroke([np.vstack([edge, edge[:1]])], "#6a7077", 0.6))

    def questions(self) -> None:
        """Where somebody denies or doubts a line."""
        size = self.style.at_least(10.0 * self.style.pixel)
        half = 0.6 * size
        for leg in self.legs:
            if leg.asked is None or not self.scope.has(leg.leg["id"]):
                continue
            x, y = leg.asked
            spots = [Spot(a - half, b - half, i) for i, (a, b) in enumerate(_along(leg, (x, y)))]
            found = self.placer.box("question", leg.leg["id"], [spots], (2 * half, 2 * half))
            if found is None:
                self.homeless.append(f"? {leg.leg['title']}")
                continue
            x, y = found.box[0] + half, found.box[1] + half
            self.sheet.add(Area([circle(x, y, half)], "#ffffff", line=INK, width=0.7))
            at = x - fonts.width("?", size) / 2
            self.sheet.add(Words(at, y + 0.36 * size, "?", size, INK))
        for leg in self.legs:
            if leg.barred is not None:
                x, y = leg.barred
                self.placer.keep_free((x - half, y - half, x + half, y + half))

    def name_stops(self) -> None:
        """Every stop has its name; far out, on a thin line, where there is no room beside it."""
        size = self.style.name
        for place, x, y, half in self._pins:
            if place["id"] in self.scope.without:
                continue
            text = place["marked"] or place["label"]
            colour = INK if place["role"] == "stop" else GREY
            lines = fonts.wrapped(text, size, _LETTERS * size, _NAME_LINES)
            extent = measured(lines, size)
            groups: list[Iterable[Spot]] = [
                *around((x, y), extent, half + 1.6, size),
                anywhere(self.frame, (x, y), extent),
            ]
            self._place("place", place["id"], groups, lines, size, colour, text)

    def name_closures(self) -> None:
        """Since when a leg, or the leg that a closed version rests on, is closed."""
        closed = {v["telling"]: v["closed"] for v in self.payload["variants"] if v["closed"]}
        size = self.style.small + 0.4
        for leg in self.legs:
            text = leg.leg["closed"] or closed.get(leg.leg["id"])
            at = leg.barred or spot(leg.points, 0.4)[:2]
            if not text or not self.scope.has(leg.leg["id"]):
                continue
            lines = fonts.wrapped(text, size, 18 * size, _NAME_LINES)
            extent = measured(lines, size)
            groups: list[Iterable[Spot]] = [*around(at, extent, 6.5 * self.style.pixel, size)]
            groups.append(anywhere(self.frame, at, extent))
            self._place("closure", leg.leg["id"], groups, lines, size, ALARM, text)

    def name_areas(self, shown: Sequence[VariantOut]) -> None:
        """The name of a vague place inside of what can be seen of it; never a pin."""
        size = self.style.name
        drawn = {variant["id"] for variant in shown}
        only = len(drawn) < len(self.payload["variants"])
        places = {place["id"]: place for place in self.payload["places"]}
        smaller: list[BaseGeometry] = []
        for name, whole in sorted(areas_of(self.payload, self.frame), key=_size):
            shape = shapely.difference(whole, shapely.union_all(smaller))
            shape = whole if shape.is_empty else shape
            smaller.append(whole)
            place = places[name]
            if only and not drawn & set(place["variants"]):
                continue
            if name in self.scope.without or (self.scope.legs is not None and not self._ends(name)):
                continue
            text = place["marked"] or place["label"]
            lines = fonts.wrapped(text, size, 11 * size, _NAME_LINES)
            extent = measured(lines, size)
            middle = shape.representative_point()
            at = (float(middle.x), float(middle.y))
            groups: list[Iterable[Spot]] = [inside(shape, extent), rings(at, extent, 2.0)]
            groups.append(anywhere(self.frame, at, extent))
            self._place("area", name, groups, lines, size, "#4a5058", text)

    def _ends(self, place: str) -> bool:
        """Whether a leg that is numbered here begins or ends at a place."""
        return any(
            place in (leg.leg["start"], leg.leg["end"])
            for leg in self.legs
            if self.scope.has(leg.leg["id"])
        )

    def number_legs(self, numbers: Mapping[str, int]) -> None:
        """The number of each leg in a disc on its line, or beside it where that is too short."""
        size = self.style.at_least(8.4 * self.style.pixel)
        half = 0.786 * size
        for leg in sorted(self.legs, key=lambda each: length(each.points)):
            if not self.scope.has(leg.leg["id"]):
                continue
            text = str(numbers.get(leg.leg["id"], "?"))
            wide = max(half, fonts.width(text, size) / 2 + 1.6)
            extent = (2 * wide, 2 * half)
            middle = spot(leg.points, sum(leg.reach) / 2)[:2]
            on = [Spot(x - wide, y - half, cost) for x, y, cost in _on_line(leg, self.style.pixel)]
            free = [each for each in on if self._clear(each, extent)]
            ends = [spot(leg.points, share)[:2] for share in (0.3, 0.7)]
            groups: list[Iterable[Spot]] = [
                free,
                chain.from_iterable(rings(at, extent, 1.0) for at in (middle, *ends)),
                chain.from_iterable(anywhere(self.frame, at, extent) for at in (middle, *ends)),
            ]
            found = self.placer.box("number", leg.leg["id"], groups, extent, (text,), size)
            if found is None:
                self.homeless.append(text)
                continue
            self._lead(found)
            x, y = (found.box[0] + found.box[2]) / 2, (found.box[1] + found.box[3]) / 2
            disc(self.sheet, x, y, text, (wide, half), size, leg.colours)

    def _clear(self, spot_: Spot, extent: tuple[float, float]) -> bool:
        """Whether no dot is under a number: it is rounder than its box."""
        box = (spot_.left, spot_.top, spot_.left + extent[0], spot_.top + extent[1])
        dots = [(x - h, y - h, x + h, y + h) for _, x, y, h in self._pins]
        return is_free(box, dots)

    def number_ways(self) -> None:
        """The number of each computed way on its longest piece."""
        size = self.style.small
        for way, longest in way_pieces(self.payload, self.frame.pen):
            extent = measured([way["number"]], size)
            spots = [
                Spot(x + dx - extent[0] / 2, y + dy - extent[1] / 2)
                for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
                for x, y, _ in [spot(longest, share)]
                for dx, dy in ((0, 0), (0, 7), (0, -7), (8, 0), (-8, 0))
            ]
            found = self.placer.text("way", way["id"], [spots], [way["number"]], size)
            if found is None:
                self.unnumbered.append(way["number"])
            else:
                self._write(found, GREY)

    def name_countries(self, ground: Ground) -> None:
        """Countries in small spaced capitals, where there is room; none that is a speck here."""
        size = self.style.country
        said = {fonts.readable(p["label"]).casefold() for p in self.payload["places"]}
        labels = sorted(self.payload["basemap"]["labels"], key=lambda each: each["rank"])
        labels = [each for each in labels if fonts.readable(each["name"]).casefold() not in said]
        points = self.frame.pen([each["at"] for each in labels] or np.empty((0, 2)))
        seen = np.isfinite(points).all(axis=1)
        points[~seen] = -1e6  # on the far side of the globe
        for label, at, is_large in zip(labels, points, ground.has_room(points), strict=True):
            if not is_large:
                continue
            x, y = map(float, at)
            text = spaced(fonts.readable(label["name"]))
            wide, tall = measured([text], size)
            left, top = x - wide / 2, y - tall / 2
            spots = [Spot(left, top + dy * tall, abs(dy)) for dy in (0, -1.2, 1.2, -2.4, 2.4)]
            one = 2 * tall  # it may stand on a line that goes across, not on several or along one
            found = self.placer.text("country", label["name"], [spots], [text], size, one)
            if found is not None:
                self._write(found, "#9a948b", rim=0.9)

    def name_graticule(self, marks: Sequence[tuple[str, float, float]]) -> None:
        """Degrees at the frame, where there is room."""
        size = self.style.at_least(self.style.small * 0.9)
        done: set[str] = set()
        left, _, _, bottom = self.frame.box
        for name, x, y in marks:
            if name in done:
                continue
            _wide, tall = measured([name], size)
            is_low = abs(y - bottom) < 0.01
            at = Spot(x + 1.5, bottom - tall - 2) if is_low else Spot(left + 2.2, y - tall)
            found = self.placer.text("degree", name, [[at]], [name], size)
            if found is not None:
                done.add(name)
                self._write(found, "#8fa3b0", rim=0.7)

    def _across(self) -> float:
        return self.frame.box[2] - self.frame.box[0]

    def _place(
        self,
        kind: str,
        name: str,
        groups: Sequence[Iterable[Spot]],
        lines: list[str],
        size: float,
        colour: str,
        text: str,
    ) -> None:
        found = self.placer.text(kind, name, groups, lines, size)
        if found is None:
            self.homeless.append(text)
            return
        self._lead(found)
        self._write(found, colour)

    def _lead(self, label: Label) -> None:
        if label.leader is not None:
            line = np.array(label.leader)
            # Above the routes, below all that is written.
            strokes = [Stroke([line], LAND, 1.6), Stroke([line], GREY, 0.45)]
            self.sheet.items[self._ground : self._ground] = strokes

    def _write(self, label: Label, colour: str, *, rim: float = 1.3, middle: bool = False) -> None:
        left, top, right, _ = label.box
        middle = middle or label.kind == "area"
        to_right = label.leader is not None and label.leader[0][0] > right
        for i, line in enumerate(label.lines):
            slack = right - left - fonts.width(line, label.size)
            x = left + slack * (0.5 if middle else 1.0 if to_right else 0.0)
            y = top + label.size * (ABOVE + STEP * i)
            self.sheet.add(Words(x, y, line, label.size, colour, LAND, rim))

    def _lines(self, lines: Sequence[str], x: float, y: float, size: float, colour: str) -> None:
        for i, line in enumerate(lines):
            self.sheet.add(Words(x, y + STEP * size * i, line, size, colour, LAND, 1.0))


def _size(area: tuple[str, BaseGeometry]) -> float:
    """By what areas are sorted: one in another has its name first, and the larger one beside it."""
    return float(area[1].area)


def _yields(place: PlaceOut) -> tuple[bool, bool]:
    """What a place is sorted by: stops first, a point somewhere along a line last."""
    return place["precision"] == "region", place["role"] != "stop"


def _along(leg: DrawnLeg, first: tuple[float, float]) -> Iterator[tuple[float, float]]:
    yield first
    for share in (0.3, 0.5, 0.25, 0.55, 0.2, 0.6, 0.15, 0.65, 0.7, 0.8):
        x, y, _ = spot(leg.points, share)
        yield x, y


def _on_line(leg: DrawnLeg, pixel: float) -> Iterator[tuple[float, float, float]]:
    """From the middle of what can be seen of a line outwards: x, y and the cost."""
    whole = length(leg.points)
    if whole < 30 * pixel:
        return
    low, high = (share * whole for share in leg.reach)
    low, high = low + 12 * pixel, high - 12 * pixel
    middle, step = (low + high) / 2, _NEXT * pixel / 3
    for n in range(int((high - low) / step) + 1 if high > low else 0):
        at = low + n * step
        x, y, _ = spot(leg.points, at / whole)
        yield x, y, 6 * abs(at - middle) / max(high - low, 1.0)
