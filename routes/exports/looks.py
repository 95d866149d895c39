"""Styles of KML: colour, width and opacity of each kind of line; it knows no dashes."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from routes import modes
from routes.exports.xml import child
from routes.records import Row

_PLACE, _AREA, _COMPUTED = "place", "area", "computed"

_INK, _VAGUE = "#1d1f21", "#6c675d"
"""Colours of places and of areas, #rrggbb, as on the page."""

_WASH = 0.16
"""Opacity of an area, as on the page."""

_BALLOON = "$[description]"
"""What a balloon shows: our text alone, which is escaped. Names would be read as HTML."""


def add_styles(top: ET.Element) -> None:
    """Add a style for each kind of line, for places and for areas."""
    palette = modes.palette()
    colours = {
        "reported": palette.reported[0],
        "inferred": palette.reported[1],
        "hypothetical": palette.hypothetical[0],
    }
    for grammar in modes.grammars():
        colour = colours.get(grammar.id) or grammar.colour or palette.hypothetical[-1]
        style = child(top, "Style", id=grammar.id)
        line = child(style, "LineStyle")
        child(line, "color", _colour(colour, grammar.opacity))
        child(line, "width", f"{grammar.width:g}")
        _add_balloon(style)
    place = child(top, "Style", id=_PLACE)
    child(child(place, "IconStyle"), "color", _colour(_INK, 1))
    _add_balloon(place)
    area = child(top, "Style", id=_AREA)
    child(child(area, "LineStyle"), "color", _colour(_VAGUE, 1))
    child(child(area, "PolyStyle"), "color", _colour(_VAGUE, _WASH))
    _add_balloon(area)


def style_of(row: Row) -> str:
    """The id of the style of a row."""
    if row.layer == "legs":
        return str(row.columns["basis"])
    return {"places": _PLACE, "areas": _AREA}.get(row.layer, _COMPUTED)


def _add_balloon(style: ET.Element) -> None:
    child(child(style, "BalloonStyle"), "text", _BALLOON)


def _colour(rgb: str, opacity: float) -> str:
    """A colour #rrggbb as KML has it: opacity first, then blue, green and red."""
    red, green, blue = rgb[1:3], rgb[3:5], rgb[5:7]
    return f"{round(opacity * 255):02x}{blue}{green}{red}"
