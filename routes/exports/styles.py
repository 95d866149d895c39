"""How QGIS draws the layers: by basis, in the look of the map; see routes/modes/_grammars.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from routes import modes
from routes.exports import qml
from routes.exports.qml import Kind, Rule, Stroke, colour
from routes.messages import Text, say
from routes.modes import Grammar

_POINTS_PER_PIXEL = 0.75
"""A pixel of a stylesheet is 1/96 inch, a point 1/72."""

_INK, _PAPER, _VAGUE, _ACCENT = "#1d1f21", "#fbfaf7", "#6c675d", "#8a1c13"
"""As in the still picture of the page: `routes.webmap.dress`."""

_FADED = 0.4
"""What is left of a line towards a place of which only an area is known."""

_DOTS = (
    ("exact", say("Exact"), _INK, 2.6),
    ("site", say("A site"), _INK, 2.6),
    ("city", say("A city: only the city counts"), _PAPER, 3.0),
    ("unknown", say("Not known how exactly"), _PAPER, 3.6),
)
"""Precision, what it is called, the colour inside, the size in millimetres."""


@dataclass(frozen=True, slots=True)
class Style:
    """The style of a layer. ``explains`` is a sentence on what it shows and what it does not."""

    kind: Kind
    explains: Text
    rules: tuple[Rule, ...]

    def qml(self) -> str:
        """As QGIS keeps it."""
        return qml.document(self.kind, self.rules)


@cache
def styles() -> Mapping[str, Style]:
    """The style of each layer that has a geometry, by the name of the layer."""
    looks = {grammar.id: grammar for grammar in modes.grammars()}
    closed = Rule("closed", say("Closed"), "\"status\" = 'closed'", _bar())
    return {
        "legs": Style(
            "line",
            say(
                "By basis. Colours are not those of versions, since several may share a leg: see "
                "the column itineraries. A line towards a vague place is pale as a whole."
            ),
            (*(_leg(look) for look in looks.values()), closed),
        ),
        "places": Style(
            "marker",
            say("By how exact a place is."),
            tuple(_place(*dot) for dot in _DOTS),
        ),
        "areas": Style(
            "fill",
            say("A wash: somewhere in there, and nothing says where."),
            (Rule("areas", say("Somewhere in here"), "TRUE", _wash()),),
        ),
        "alternatives": Style(
            "line",
            say("Computed paths, which no source reports."),
            (_path(looks["computed"]),),
        ),
    }


def _leg(look: Grammar) -> Rule:
    full, faded = round(100 * look.opacity), round(100 * look.opacity * _FADED)
    return Rule(
        look.id,
        look.label,
        f"\"basis\" = '{look.id}'",
        _line(look),
        look.opacity,
        f"if(\"fades\" IN ('start', 'end'), {faded}, {full})",
    )


def _path(look: Grammar) -> Rule:
    return Rule(look.id, look.label, f"\"basis\" = '{look.id}'", _line(look), look.opacity)


def _line(look: Grammar) -> Stroke:
    """The dash and the width of a grammar; the colour of the first version, where it has none."""
    palette = modes.palette()
    of_version = (palette.hypothetical if look.id == "hypothetical" else palette.reported)[0]
    dash = [float(pixels) * _POINTS_PER_PIXEL for pixels in look.dash.split()]
    options = {
        "capstyle": "flat" if dash else "round",
        "joinstyle": "round",
        "line_color": colour(look.colour or of_version),
        "line_style": "solid",
        "line_width": f"{look.width * _POINTS_PER_PIXEL:g}",
        "line_width_unit": "Point",
        "use_custom_dash": "1" if dash else "0",
    }
    if dash:
        options["customdash"] = ";".join(f"{points:g}" for points in dash)
        options["customdash_unit"] = "Point"
    return Stroke("SimpleLine", options)


def _bar() -> Stroke:
    """A bar across the middle of the line."""
    bar = {
        "angle": "0",
        "color": colour(_ACCENT),
        "name": "line",
        "outline_color": colour(_ACCENT),
        "outline_style": "solid",
        "outline_width": "0.7",
        "outline_width_unit": "MM",
        "size": "5",
        "size_unit": "MM",
    }
    # Younger versions of QGIS read placements, older ones placement.
    where = {"placement": "centralpoint", "placements": "CentralPoint", "rotate": "1"}
    return Stroke("MarkerLine", where, Stroke("SimpleMarker", bar))


def _place(precision: str, label: str, inside: str, size_mm: float) -> Rule:
    dot = {
        "color": colour(inside),
        "name": "circle",
        "outline_color": colour(_INK),
        "outline_style": "dash" if precision == "unknown" else "solid",
        "outline_width": "0.5",
        "outline_width_unit": "MM",
        "size": f"{size_mm:g}",
        "size_unit": "MM",
    }
    where = f"\"precision\" = '{precision}'"
    return Rule(precision, label, where, Stroke("SimpleMarker", dot))


def _wash() -> Stroke:
    wash = {
        "color": colour(_VAGUE, 0.16),
        "joinstyle": "round",
        "outline_color": colour(_VAGUE),
        "outline_style": "dash",
        "outline_width": "0.3",
        "outline_width_unit": "MM",
        "style": "solid",
    }
    return Stroke("SimpleFill", wash)
