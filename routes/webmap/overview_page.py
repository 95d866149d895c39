"""The page of very many routes: one HTML file that asks nothing of the network and says so.

The same shell as that of `routes.webmap.page`, without folium. The routes go in plain: they are
as dense as they can be without a library that unpacks them. The first of them come before the
scripts, so that these have something to draw while the browser still reads the rest.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from routes.messages import Text, number, percentage, plural, say
from routes.webmap.dress import dress
from routes.webmap.overview import ChunkOut, OverviewOut
from routes.webmap.overview_flows import FlowOut, NamesOut
from routes.webmap.pencil import HEIGHT, WIDTH, Pen, at, path, pen_of
from routes.webmap.picture import draw_basemap
from routes.webmap.shell import Block, as_json, filled, leaflet, newlines, scripts, sheets

_SCRIPTS = (
    "coding.js",
    "laea.js",
    "albers.js",
    "mercator.js",
    "turning.js",
    "line.js",
    "messages.js",
    "dom.js",
    "data.js",
    "crs.js",
    "surface.js",
    "basemap.js",
    "controls.js",
    "camera.js",
    "frame.js",
    "sheet.js",
    "crowd.js",
    "flows.js",
    "canvas.js",
    "crowdnames.js",
    "crowdpen.js",
    "crowdview.js",
    "flowtable.js",
    "overview.js",
)
_START = 'Routes.overview("map_overview");'
_STYLES = (
    "base.css",
    "stage.css",
    "texts.css",
    "panel.css",
    "filters.css",
    "lines.css",
    "map.css",
    "over.css",
    "article.css",
    "narrow.css",
    "frame.css",
    "overview.css",
    "access.css",
    "paper.css",
)
_STILL = frozenset(
    {
        "base.css",
        "stage.css",
        "lines.css",
        "map.css",
        "article.css",
        "narrow.css",
        "access.css",
        "paper.css",
    }
)
_TOGETHER = 4
"""Chunks in one element: some 700 kB, which a browser reads in a few milliseconds."""

_OFF = percentage(0.002, 1)
"""By so much of its length a great circle is off at most: see ``docs/overview.md``."""

_INK = "#1d1f21"
_WIDEST = 12.0


def html(payload: OverviewOut) -> str:
    """The complete page as one file, ASCII only. Same payload, same bytes."""
    run = {"leaflet.js": leaflet(), "routes.js": scripts(_SCRIPTS), "start.js": _START}
    blocks = [
        Block(name, newlines(text), name not in _STILL)
        for name, text in {**sheets(_STYLES, _STILL), **run}.items()
    ]
    texts = {
        "title": payload["title"],
        "summary": payload["summary"],
        "told": told(payload),
        "picture": Markup(picture(payload)),  # noqa: S704  made by an XML writer
        "flows": [
            {"title": title(flow), "count": number(flow["count"])} for flow in payload["largest"]
        ],
        "share": _OFF,
        "credits": payload["credits"],
        "payload": Markup(as_json({**payload, "chunks": payload["chunks"][:1]})),  # noqa: S704  escaped
        "parts": [Markup(as_json(some)) for some in _parts(payload["chunks"][1:])],  # noqa: S704  escaped
    }
    return filled("overview.html", blocks, texts, language=payload["language"], constant={})


def _parts(chunks: Sequence[ChunkOut]) -> Iterator[Sequence[ChunkOut]]:
    for start in range(0, len(chunks), _TOGETHER):
        yield chunks[start : start + _TOGETHER]


def told(payload: OverviewOut) -> Text:
    """How much there is, in a sentence."""
    n = sum(group["count"] for group in payload["groups"])
    many = plural("{n} route", "{n} routes", n)
    if len(payload["groups"]) < 2:
        return say("The map shows {routes}.", routes=many)
    groups = plural("{n} group", "{n} groups", len(payload["groups"]))
    return say("The map shows {routes} in {groups}.", routes=many, groups=groups)


def title(flow: FlowOut) -> Text:
    """Between which areas a flow runs."""
    if flow["begins"] == flow["ends"] and flow["begins"]["name"] and not flow["begins"]["others"]:
        return say("within {place}", place=flow["begins"]["name"])
    start, end = _area(flow["begins"], flow["start"]), _area(flow["ends"], flow["end"])
    return say("{start} to {end}", start=start, end=end)


def _area(names: NamesOut, point: list[float]) -> Text | str:
    if names["name"] is None:
        return say("about {lat}, {lon}", lat=number(point[1]), lon=number(point[0]))
    if not names["others"]:
        return names["name"]
    others = plural("{n} other place", "{n} other places", names["others"])
    return say("{place} and {others}", place=names["name"], others=others)


def picture(payload: OverviewOut) -> str:
    """The largest flows over a coarse basemap as one ``<svg>`` element."""
    pen = pen_of(payload["view"])
    box = f"0 0 {WIDTH:g} {HEIGHT:g}"
    space = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": box, "role": "img"}
    root = ET.Element("svg", space)
    ET.SubElement(root, "title").text = payload["title"]
    ET.SubElement(root, "rect", {"class": "sea", "width": "100%", "height": "100%"})
    draw_basemap(root, payload["basemap"], pen)
    most = max(flow["count"] for flow in payload["largest"])
    for flow in reversed(payload["largest"]):
        _draw_flow(root, flow, pen, max(1.0, _WIDEST * flow["count"] / most))
    dress(root)
    return ET.tostring(root, encoding="unicode")


def _draw_flow(root: ET.Element, flow: FlowOut, pen: Pen, width: float) -> None:
    points = pen([flow["start"], flow["end"]])
    if flow["start"] == flow["end"]:
        (x, y), _ = points
        dot = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{2 + width / 2:.1f}", "fill": _INK}
        ET.SubElement(root, "circle", dot)
        return
    line = {"stroke": _INK, "stroke-width": f"{width:.1f}", "opacity": "0.6", "fill": "none"}
    ET.SubElement(root, "path", {**line, "d": path(points, closed=False)})
    half = 2 + width / 2
    arrow = {"d": f"M{half + 3:.1f} 0L{-half:.1f} {half:.1f}V{-half:.1f}Z", "fill": _INK}
    ET.SubElement(root, "path", {**arrow, "transform": at(points, 0.7)})
