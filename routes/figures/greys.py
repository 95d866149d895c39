"""A sheet without colour: a grey for each version, and for other colours one as bright. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from routes.figures.ground import SEA
from routes.figures.sheet import Area, Item, Sheet, Stroke

_DARK, _LIGHT = 0x10, 0x88
"""Of 255. White numbers stand on them: the lighter has a contrast of 3.5 (WCAG 2.2) to white."""


_PAPER = "#ffffff"
"""The sea in grey: as bright as it is in colour it would look like an area that a report names."""


def bright(colour: str) -> str:
    """The grey of the same relative luminance (WCAG 2.2) as ``colour``, ``#rrggbb``."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    shade = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return "#" + f"{round(shade * 255):02x}" * 3


def ramp(colours: Sequence[str]) -> dict[str, str]:
    """A grey for each of some colours, evenly from dark to light.

    Those that follow each other are about half the way apart: lines of versions lie side by side.
    """
    names = list(dict.fromkeys(colours))
    half = (len(names) + 1) // 2
    step = (_LIGHT - _DARK) / max(len(names) - 1, 1)
    places = [nth // 2 + half * (nth % 2) for nth in range(len(names))]
    shades = (round(_DARK + step * place) for place in places)
    return {name: "#" + f"{shade:02x}" * 3 for name, shade in zip(names, shades, strict=True)}


def greyed(sheet: Sheet) -> Sheet:
    """The sheet in greys."""
    own = {**ramp(sheet.colours), SEA: _PAPER}
    return replace(sheet, items=[_greyed(item, own) for item in sheet.items])


def _greyed(item: Item, own: Mapping[str, str]) -> Item:
    def grey(colour: str) -> str:
        return own.get(colour) or bright(colour)

    if isinstance(item, Stroke):
        return replace(item, colour=grey(item.colour))
    if isinstance(item, Area):
        line = None if item.line is None else grey(item.line)
        return replace(item, colour=grey(item.colour), line=line)
    halo = None if item.halo is None else grey(item.halo)
    return replace(item, colour=grey(item.colour), halo=halo)
