"""The signs of the map that occur in a figure, each with what it means. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import numpy as np

from routes.figures import blocks, fonts
from routes.figures.blocks import Block
from routes.figures.ground import DISPUTED, WASH
from routes.figures.labels import ABOVE
from routes.figures.lines import INK
from routes.figures.marks import circle
from routes.figures.sheet import Area, Item, Stroke, Words
from routes.figures.style import Style
from routes.messages import say
from routes.webmap.payload_types import Payload, VariantOut
from routes.webmap.ways import first_ways

_LINE = "#3f464d"


def kinds_of(
    payload: Payload,
    shown: Sequence[VariantOut],
    style: Style,
    room: float,
    tell: Callable[[str], str],
) -> list[Block]:
    """The kinds of line that occur, then the other signs."""
    used = {name for each in shown for name in each["legs"]}
    legs = [leg for leg in payload["legs"] if leg["id"] in used]
    wide, y, pixel = 5.2 * style.key, style.key * (ABOVE - 0.36), style.pixel
    occurring = {leg["grammar"] for leg in legs}
    occurring |= {"computed"} if any(True for _ in first_ways(payload)) else set()
    found = []
    for grammar in payload["grammars"]:
        if grammar["id"] in occurring:
            line = blocks.stroke(grammar, grammar["colour"] or _LINE, 0, wide, y, pixel)
            text = (grammar["label"], grammar["explains"] if style.explains else "")
            found.append(blocks.kind(line, *text, style, room))
    for items, label in _signs(wide, y, style):
        if any(_occurs(label, payload, legs, shown)):
            found.append(blocks.kind(items, tell(label), "", style, room))
    return found


_FADES = say("A line that fades leads to an area: no place in it is named")
_CLOSED = say("Said to be closed")
_CONTESTED = say("Denied or doubted by a source")
_WASHED = say("An area that a report names")
_RING = say("A place that is told only roughly, or withheld")
_DISPUTED = say("A disputed border")


def _occurs(
    label: str, payload: Payload, legs: Sequence[object], shown: Sequence[VariantOut]
) -> list[bool]:
    own = [leg for leg in payload["legs"] if leg in legs]
    if label == _FADES:
        return [leg["fades"] for leg in own]
    if label == _CLOSED:
        return [
            *(leg["status"] == "closed" for leg in own),
            *(v["status"] == "closed" for v in shown),
        ]
    if label == _CONTESTED:
        return [claim["stance"] != "asserts" for leg in own for claim in leg["claims"]]
    if label == _WASHED:
        return [bool(place["area"]) and place["role"] == "stop" for place in payload["places"]]
    if label == _RING:
        return [
            place["point"] is not None and (place["precision"] == "region" or place["veiled"])
            for place in payload["places"]
        ]
    return []


def _signs(wide: float, y: float, style: Style) -> list[tuple[list[Item], str]]:
    middle, pixel = wide / 2, style.pixel
    thick = 3.0 * pixel
    steps = np.linspace(0, wide, 6)
    fading: list[Item] = [
        Stroke([blocks.points([(a, y), (b, y)])], _LINE, thick, opacity=1 - 0.2 * i)
        for i, (a, b) in enumerate(itertools.pairwise(steps))
    ]
    closed: list[Item] = [
        Stroke([blocks.points([(0, y), (wide, y)])], _LINE, thick),
        *(
            Stroke([blocks.points([(x, y - 5 * pixel), (x, y + 5 * pixel)])], colour, width)
            for colour, width in (("#ffffff", 4.2 * pixel), (INK, 2.2 * pixel))
            for x in (middle - 3 * pixel, middle + 3 * pixel)
        ),
    ]
    size = style.at_least(9 * pixel)
    half = 0.6 * size
    asked: list[Item] = [
        Area([circle(middle, y, half)], "#ffffff", line=INK, width=0.7),
        Words(middle - fonts.width("?", size) / 2, y + 0.36 * size, "?", size, INK),
    ]
    low, high = y - 4.5 * pixel, y + 4.5 * pixel
    corners = [(0.2 * wide, low), (0.8 * wide, low), (0.8 * wide, high), (0.2 * wide, high)]
    washed: list[Item] = [Area([blocks.points(corners)], WASH, opacity=0.3)]
    return [
        (fading, _FADES),
        (closed, _CLOSED),
        (asked, _CONTESTED),
        (washed, _WASHED),
        (blocks.ring(middle, y, 5 * pixel, pixel), _RING),
        ([Stroke([blocks.points([(0, y), (wide, y)])], DISPUTED, 0.6, (1.6, 1.4))], _DISPUTED),
    ]
