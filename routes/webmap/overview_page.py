"""The page of very many routes: one HTML file that asks nothing of the network and says so.

The same shell as that of `routes.webmap.page`, without folium. The routes go in plain: they are
as dense as they can be without a library that unpacks them. The first of them come before the
scripts, so that these have something to draw while the browser still reads the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from routes.messages import Text, number, percentage, plural, say
from routes.webmap.overview import ChunkOut, OverviewOut
from routes.webmap.overview_flows import FlowOut, NamesOut
from routes.webmap.overview_picture import picture, swatch
from routes.webmap.parts import STILL, scripts_of, styles_of
from routes.webmap.shell import Block, as_json, filled, leaflet, newlines, scripts, sheets

_START = 'Routes.overview("map_overview");'
_STYLES = styles_of("overview")
_TOGETHER = 4
"""Chunks in one element: some 700 kB, which a browser reads in a few milliseconds."""

_OFF = percentage(0.002, 1)
"""By so much of its length a great circle is off at most: see ``docs/overview.md``."""


class _KeyItem(NamedTuple):
    """What the lines of a group look like, what it is called, and how many routes it has."""

    swatch: Markup
    label: str
    many: str


def html(payload: OverviewOut) -> str:
    """The complete page as one file, ASCII only. Same payload, same bytes."""
    ours = scripts(scripts_of("overview", payload["view"]["projection"]["kind"]))
    run = {"leaflet.js": leaflet(), "routes.js": ours, "start.js": _START}
    blocks = [
        Block(name, newlines(text), name not in STILL)
        for name, text in {**sheets(_STYLES, STILL), **run}.items()
    ]
    texts = {
        "title": payload["title"],
        "summary": payload["summary"],
        "told": told(payload),
        "pictured": pictured(payload),
        "key": _key(payload),
        "reading": payload["reading"],
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


def pictured(payload: OverviewOut) -> Text:
    """How many of the routes the still picture shows."""
    flows = payload["largest"]
    shown = sum(flow["count"] for flow in flows)
    n = sum(group["count"] for group in payload["groups"])
    many = plural("{n} route", "{n} routes", n)
    if shown == n:
        return say("The picture shows all of them as flows: the wider, the more.")
    largest = plural("the largest flow", "the {n} largest flows", len(flows))
    told = number(shown)
    return say(
        "The picture shows {shown} of {routes}: {flows}.", shown=told, routes=many, flows=largest
    )


def _key(payload: OverviewOut) -> list[_KeyItem]:
    """How the groups look in the picture; nothing where there is only one."""
    groups = payload["groups"]
    if len(groups) < 2:
        return []
    unnamed = say("Without a group")
    key = [_KeyItem(swatch(g), g["label"] or unnamed, number(g["count"])) for g in groups]
    if any(flow["group"] is None for flow in payload["largest"]):
        key.append(_KeyItem(swatch(None), say("A flow of several groups"), ""))
    return key


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
