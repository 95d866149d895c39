"""Small signs: discs with numbers, rings, spaced capitals, and the greys of what is said. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from routes.figures import fonts
from routes.figures.lines import INK
from routes.figures.sheet import Area, Sheet, Words
from routes.webmap.pencil import Box, Points

GREY, ALARM = "#6a7077", "#b3261e"


def spaced(text: str) -> str:
    """In capitals with hair spaces between them; letters without capitals stand as they are."""
    capitals = text.upper()
    return "\u200a".join(capitals) if capitals != text.lower() else text


def circle(x: float, y: float, half: float) -> Points:
    """A ring of 36 vertices."""
    angle = np.linspace(0, 2 * np.pi, 36, endpoint=False)
    return np.column_stack([x + half * np.cos(angle), y + half * np.sin(angle)])


def disc(
    sheet: Sheet,
    x: float,
    y: float,
    text: str,
    half: tuple[float, float],
    size: float,
    colours: Sequence[str],
) -> None:
    """A number in a disc of the colour of its version, or dark where several have it.

    ``half`` is half of its width and of its height: the ends are round.
    """
    wide, tall = half
    shape = circle(0, 0, tall)
    shape[:, 0] += np.where(shape[:, 0] > 0, wide - tall, tall - wide)
    colour = colours[0] if len(colours) == 1 else INK
    sheet.add(Area([shape + np.array([x, y])], colour, line="#ffffff", width=0.8))
    at = x - fonts.width(text, size) / 2
    sheet.add(Words(at, y + 0.357 * size, text, size, "#ffffff"))


def corners(box: Box, more: float = 0.0) -> Points:
    """The corners of a box, ``more`` points out from it, clockwise."""
    left, top, right, bottom = box
    left, top, right, bottom = left - more, top - more, right + more, bottom + more
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
