"""The numbers of the versions on their lines in the still picture. Pure."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from routes.webmap.payload_types import Payload, VariantOut
from routes.webmap.pencil import HEIGHT, WIDTH, Box, Points, is_free, length, spot
from routes.webmap.rhythm import number

_HALF = 7.5  # pixels: of a number's frame
_LEAST = 26.0  # pixels: a line shorter than this carries no number
_STEP = 6.0  # pixels between the places of a line where a number may stand
_NEXT = 20.0  # pixels from the number of one line of a bundle to that of the next, along it
_BESIDE = (13.0, -13.0, 17.0, -17.0)  # pixels from a line to a number that stands beside it
_LEGS = 2
"""So many legs of a version carry its number at most: its own before shared ones."""


@dataclass(frozen=True, slots=True)
class Strand:
    """One variant's copy of one leg as drawn.

    ``is_own`` where no other variant has the leg; ``reach`` is what can be seen of it as shares of
    its length; ``turn`` is how far from the middle of its bundle it is, in lines.
    """

    variant: VariantOut
    points: Points
    colour: str
    is_own: bool
    reach: tuple[float, float]
    turn: float


def draw_numbers(
    root: ET.Element, payload: Payload, strands: Sequence[Strand], taken: list[Box]
) -> None:
    """The number of each variant on its lines, wherever nothing else is; with one variant none."""
    if len(payload["variants"]) < 2:
        return
    frames = ET.SubElement(root, "g", {"class": "numbers"})
    texts = ET.SubElement(root, "g", {"class": "number-texts"})
    for variant in sorted(payload["variants"], key=lambda each: number(each, payload)):
        own = [each for each in strands if each.variant is variant]
        own.sort(key=lambda each: (not each.is_own, -length(each.points)))
        done = 0
        for strand in own:
            if done < _LEGS and length(strand.points) >= _LEAST:
                free = _free_spot(strand, taken)
                if free is not None:
                    _draw(frames, texts, str(number(variant, payload)), strand.colour, free)
                    done += 1


def _draw(
    frames: ET.Element, texts: ET.Element, text: str, colour: str, at: tuple[float, float]
) -> None:
    x, y = at
    corner = {"x": f"{x - _HALF:.1f}", "y": f"{y - _HALF:.1f}", "width": "15", "height": "15"}
    ET.SubElement(frames, "rect", {**corner, "rx": "2.5", "stroke": colour})
    ET.SubElement(texts, "text", {"x": f"{x:.1f}", "y": f"{y + 3.8:.1f}"}).text = text


def _free_spot(strand: Strand, taken: list[Box]) -> tuple[float, float] | None:
    """The first place with room for a number, which is then taken."""
    for x, y in _places(strand):
        box = (x - _HALF, y - _HALF, x + _HALF, y + _HALF)
        is_seen = box[0] > 0 and box[1] > 0 and box[2] < WIDTH and box[3] < HEIGHT
        if is_seen and is_free(box, taken):
            taken.append(box)
            return x, y
    return None


def _places(strand: Strand) -> Iterator[tuple[float, float]]:
    """From the middle of what can be seen outwards; a bundle's numbers in a slanting row.

    Where a line is too short or too crowded to carry one, close beside it.
    """
    whole = length(strand.points)
    low, high = (share * whole for share in strand.reach)
    middle = (low + high) / 2 + strand.turn * _NEXT
    stops = [low + i * _STEP for i in range(1, int((high - low) / _STEP))]
    for stop in sorted(stops, key=lambda each: abs(each - middle)):
        x, y, _ = spot(strand.points, stop / whole)
        yield x, y
    for away, stop in product(_BESIDE, sorted(stops, key=lambda each: abs(each - middle))):
        x, y, turned = spot(strand.points, stop / whole)
        across = math.radians(turned + 90)
        yield x + away * math.cos(across), y + away * math.sin(across)
