"""The still picture of very many routes: the largest flows, on the land that the map has. Pure."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

import numpy as np
import shapely
from markupsafe import Markup

from routes.geodesy import RADIUS_M, AzimuthalEqualArea, unit_vectors
from routes.webmap.dress import dress
from routes.webmap.overview import GroupOut, OverviewOut
from routes.webmap.overview_flows import FlowOut
from routes.webmap.payload_types import View
from routes.webmap.pencil import (
    HEIGHT,
    WIDTH,
    Pen,
    Points,
    at,
    is_far,
    length,
    path,
    pen_of,
    thinned,
)
from routes.webmap.picture import draw_basemap

_INK, _PAPER, _RIM = "#1d1f21", "#fbfaf7", "#a9b3b6"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

_WIDEST, _THINNEST = 12.0, 3.0
"""How wide the largest flow is, in pixels: less where the flows would cover too much."""

_COVERED = 0.07
_STEPS = 24
_FINE = 0.4  # pixels: how far a flow may be moved

_WITHIN = 0.99
"""Of the radius of the land. Where it was cut off its outline is coarse, and no coast."""

_CLIP = "land-there-is"

_FADE = ((0.0, 1.0), (0.5, 0.9), (0.8, 0.45), (1.0, 0.0))
"""What is left of a line on its way to an end that is an area. As in ``legs.js``."""


def picture(payload: OverviewOut) -> str:
    """The largest flows over a coarse basemap as one ``<svg>`` element."""
    pen = pen_of(payload["view"])
    box = f"0 0 {WIDTH:g} {HEIGHT:g}"
    space = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": box, "role": "img"}
    root = ET.Element("svg", space)
    ET.SubElement(root, "title").text = payload["title"]
    land = _land(root, payload["view"], pen)
    far = is_far(payload["view"], pen)
    ground = {"class": "sea" if far else "land", "width": "100%", "height": "100%"}
    ET.SubElement(land, "rect", ground)
    if far:
        draw_basemap(land, payload["basemap"], pen)
    lines = [_line(flow, pen) for flow in payload["largest"]]
    widest = _widest(payload["largest"], lines)
    most = max(flow["count"] for flow in payload["largest"])
    for i in reversed(range(len(lines))):
        flow = payload["largest"][i]
        width = max(1.0, widest * flow["count"] / most)
        _draw(root, flow, lines[i], width, _look(payload["groups"], flow))
    dress(root)
    return ET.tostring(root, encoding="unicode")


def _look(groups: Sequence[GroupOut], flow: FlowOut) -> GroupOut:
    """How the routes of a flow look; several groups as the least founded, without its colour."""
    if flow["group"] is not None and len(groups) > 1:
        return groups[flow["group"]]
    return {**groups[flow["least"]], "colour": _INK, "closed": False}


def _land(root: ET.Element, view: View, pen: Pen) -> ET.Element:
    """What sea and land are drawn in: nothing beyond the circle that there is land for."""
    middle = AzimuthalEqualArea(*view["center"])
    turns = np.radians(np.arange(0.0, 360.0, 2.0))
    reach = 2 * RADIUS_M * np.sin(np.radians(view["radius_deg"]) / 2) * _WITHIN
    rim = pen(middle.inverse(reach * np.column_stack([np.sin(turns), np.cos(turns)])))
    if shapely.Polygon(rim).contains(shapely.box(0, 0, WIDTH, HEIGHT)):
        return root
    ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": _PAPER})
    outline = {"d": path(rim, closed=True, decimals=0)}
    ET.SubElement(ET.SubElement(root, "clipPath", {"id": _CLIP}), "path", outline)
    land = ET.SubElement(root, "g", {"clip-path": f"url(#{_CLIP})"})
    edge = {"class": "rim", "fill": "none", "stroke": _RIM, "stroke-width": "0.75"}
    ET.SubElement(root, "path", {**edge, **outline})
    return land


def _line(flow: FlowOut, pen: Pen) -> Points:
    """Along the great circle, as on the map; in pixels."""
    ends = np.array([flow["start"], flow["end"]])
    a, b = unit_vectors(ends)
    share = np.linspace(0.0, 1.0, _STEPS + 1)[1:-1, None]
    x, y, z = ((1 - share) * a + share * b).T
    far = np.hypot(np.hypot(x, y), z).min() < 1e-3  # opposite: no one way between them
    way = np.degrees(np.column_stack([np.arctan2(y, x), np.arctan2(z, np.hypot(x, y))]))
    return pen(ends) if far else thinned(pen(np.vstack([ends[:1], way, ends[1:]])), _FINE)


def _widest(flows: Sequence[FlowOut], lines: Sequence[Points]) -> float:
    most = max(flow["count"] for flow in flows)
    ink = sum(flow["count"] / most * length(line) for flow, line in zip(flows, lines, strict=True))
    return max(_THINNEST, min(_WIDEST, _COVERED * WIDTH * HEIGHT / max(ink, 1.0)))


def _draw(root: ET.Element, flow: FlowOut, line: Points, width: float, look: GroupOut) -> None:
    ink = _colour(look)
    if length(line) < 2 * width:
        x, y = line.mean(axis=0)
        dot = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{2 + width / 2:.1f}", "fill": ink}
        ET.SubElement(root, "circle", dot)
        return
    stroke = {"stroke": _fading(root, flow, line, ink), "stroke-width": f"{width:.1f}"}
    if look.get("dash"):
        stroke["stroke-dasharray"] = _dashes(look["dash"], width / look["width"])
    rest = {"opacity": "0.6", "fill": "none", "d": path(line, closed=False)}
    ET.SubElement(root, "path", {**stroke, **rest})
    half = 2 + width / 2
    arrow = {"d": f"M{half + 3:.1f} 0L{-half:.1f} {half:.1f}V{-half:.1f}Z", "fill": ink}
    spot = {"start": 0.78, "end": 0.22, "no": 0.7}[flow["fades"]]
    ET.SubElement(root, "path", {**arrow, "transform": at(line, spot)})
    if look.get("closed"):
        bars = {"class": "bars", "d": f"M-3 {-half - 4:.1f}V{half + 4:.1f}m6 0V{-half - 4:.1f}"}
        spot = {"start": 0.6, "end": 0.4, "no": 0.45}[flow["fades"]]
        ET.SubElement(root, "path", {**bars, "transform": at(line, spot)})


def _fading(root: ET.Element, flow: FlowOut, line: Points, ink: str) -> str:
    """What a flow is stroked with: a colour, or one that fades towards the end that is an area."""
    if flow["fades"] == "no":
        return ink
    a, b = line[[0, -1]] if flow["fades"] == "end" else line[[-1, 0]]
    name = f"fading-{len(root)}"
    ends = zip(("x1", "y1", "x2", "y2"), (*a, *b), strict=True)
    where = {key: f"{value:.1f}" for key, value in ends}
    axis = {"id": name, "gradientUnits": "userSpaceOnUse", **where}
    gradient = ET.SubElement(root, "linearGradient", axis)
    for offset, share in _FADE:
        stop = {"offset": f"{offset:g}", "stop-color": ink, "stop-opacity": f"{share:g}"}
        ET.SubElement(gradient, "stop", stop)
    return f"url(#{name})"


def swatch(group: GroupOut | None) -> Markup:
    """What the lines of a group look like, or those of several."""
    box = {"class": "swatch", "width": "34", "height": "10", "aria-hidden": "true"}
    root = ET.Element("svg", box)
    line = {"d": "M1 5H33", "stroke": _colour(group), "stroke-width": f"{_width(group):g}"}
    if group and group.get("dash"):
        line["stroke-dasharray"] = group["dash"]
    ET.SubElement(root, "path", line)
    if group and group.get("closed"):
        ET.SubElement(root, "path", {"class": "bars", "d": "M14.5 0V10M19.5 0V10", "stroke": _INK})
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704  an XML writer escapes


def _width(look: GroupOut | None) -> float:
    return look.get("width", 4.0) if look else 4.0


def _colour(look: GroupOut | None) -> str:
    return look["colour"] if look and _COLOUR.fullmatch(look["colour"]) else _INK


def _dashes(dash: str, times: float) -> str:
    """Grown with what is wider than the line that they are made for."""
    return " ".join(f"{float(n) * max(1.0, times):.3g}" for n in dash.split())
