"""The page: one HTML file that shows a payload, asks nothing of the network and says so.

folium renders a constant shell; the payload goes in afterwards as data. No text of a
case is ever the source of a template or of a script. See ``docs/decisions/page-security.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, TypedDict
from urllib.parse import quote

import folium
from branca.element import Element, Figure
from folium.template import Template
from markupsafe import Markup

from routes.atomic import write_text
from routes.errors import UsageError
from routes.messages import say
from routes.messages.speaker import Speaker
from routes.model import Profile
from routes.records import NOT_FOR_PUBLICATION
from routes.webmap.article import article
from routes.webmap.embed import inline_frame
from routes.webmap.packing import packed
from routes.webmap.parts import STILL, scripts_of, styles_of
from routes.webmap.payload_types import Payload
from routes.webmap.picture import picture
from routes.webmap.shell import (
    Block,
    as_json,
    ascii_only,
    asset,
    environment,
    filled,
    leaflet,
    newlines,
    policy,
    scripts,
    sheets,
)

# What a reader without scripts sees needs these; the others come out with the map.
_STILL = STILL | {"texts.css", "evidence.css", "gallery.css"}


class Entry(TypedDict):
    """One map in the gallery.

    ``href`` is the file's path relative to the index; ``picture`` is what
    `routes.webmap.picture.picture` draws of it.
    """

    title: str
    question: str | None
    href: str
    summary: str
    picture: str


class RouteMap(folium.Map):
    """A payload as a folium map: shows itself in Jupyter, ``save(path)`` writes the page.

    folium layers can be added, in lat, lon as folium wants. What that costs: their
    text is evaluated by folium and lands in scripts, so only add text you trust;
    their scripts are hashed into the page's Content-Security-Policy as they are;
    whatever they ask of the network (tiles, plug-in scripts, icon fonts) is blocked
    by that policy; and bounds are fitted as if the projection were cylindrical.
    """

    _template = Template(
        "{% macro html(this, kwargs) %}"
        '<div class="folium-map" id="{{ this.get_name() }}" role="region"'
        ' aria-label="{{ this.label|e }}"></div>'
        "{% endmacro %}"
        "{% macro script(this, kwargs) %}"
        'var {{ this.get_name() }} = Routes.start("{{ this.get_name() }}");'
        "{% endmacro %}"
    )

    def __init__(self, payload: Payload) -> None:
        lon, lat = payload["view"]["center"]
        self._is_internal = bool(payload["mark"])
        super().__init__(location=[lat, lon], tiles=None)
        self.default_js = []
        self.default_css = []
        self._id = "routes"
        self.label = Speaker(payload["languages"][0]).tell(
            say("Map of the routes; the lists and tables hold the same")
        )
        _Shell(payload).add_child(self)

    def save(self, outfile: Any, close_file: bool = True, **kwargs: Any) -> None:
        """Write the page to a path or a binary file. Raises OSError as ``open`` does.

        A file of a map for the desk is readable by its owner alone.
        """
        if self._is_internal and isinstance(outfile, str | PathLike):
            write_text(Path(outfile), self.get_root().render(**kwargs), private=True)
        else:
            super().save(outfile, close_file=close_file, **kwargs)


class _Shell(Figure):
    """The figure around the map: renders its children, then our own page round them."""

    def __init__(self, payload: Payload) -> None:
        super().__init__()
        self._payload = payload
        self._numbers: dict[int, str] = {}
        self.header._children.clear()

    def render(self, **kwargs: Any) -> str:
        """The whole page."""
        self._number(self._children.values())
        for child in self._children.values():
            child.render(**kwargs)
        start = self.script.render(**kwargs).strip()
        # What folium adds runs where it stands, so what it calls must be there before.
        is_plain = any(child._children for child in self._children.values())
        shim = {"folium.js": asset("folium.js")} if is_plain else {}
        run = {
            "leaflet.js": leaflet(),
            "routes.js": scripts(scripts_of("map", self._payload["view"]["projection"]["kind"])),
            **shim,
            "start.js": start,
        }
        return _page(
            self._payload,
            header=self.header.render(**kwargs).strip(),
            body=self.html.render(**kwargs).strip(),
            blocks=[
                Block(name, newlines(text), not is_plain and name not in _STILL)
                for name, text in ({**sheets(self._styles(), _STILL), **run}).items()
            ],
        )

    def _styles(self) -> tuple[str, ...]:
        return styles_of("map", internal=bool(self._payload["mark"]))

    def _repr_html_(self, **kwargs: Any) -> str:
        return inline_frame(self.render(**kwargs), self._payload["title"])

    def _number(self, elements: Iterable[Element]) -> None:
        """Give added layers ids from a counter: folium's are random, bytes must not be."""
        for element in elements:
            if not isinstance(element, RouteMap):
                known = self._numbers.setdefault(id(element), f"n{len(self._numbers) + 1}")
                element._id = known
            self._number(element._children.values())


def route_map(payload: Payload) -> RouteMap:
    """The payload as a folium map. Raises UsageError for a payload that cannot be shown."""
    return RouteMap(payload)


def html(payload: Payload) -> str:
    """The complete page as one file, ASCII only. Same payload, same bytes."""
    rendered: str = route_map(payload).get_root().render()
    return rendered


def index(entries: Sequence[Entry], language: str = "en", *, profile: Profile = "public") -> str:
    """A gallery page that links several maps, ASCII only; one for the desk alone says so.

    ``language`` is one of `routes.messages.tongue.LANGUAGES`. Raises UsageError when a link is
    not a relative path without a scheme.
    """
    cards = [
        {**entry, "href": _relative(entry["href"]), "picture": Markup(entry["picture"])}  # noqa: S704  escaped where it was drawn
        for entry in entries
    ]
    draft = environment(language).get_template("index.html")
    names = [name for name in styles_of("map", internal=profile == "internal") if name in _STILL]
    style = "\n".join(map(asset, names))
    context = {
        "entries": cards,
        "style": Markup(style),  # noqa: S704  our own
        "language": language,
        "mark": NOT_FOR_PUBLICATION if profile == "internal" else None,
    }
    shell = draft.render(**context, policy="")
    return ascii_only(draft.render(**context, policy=policy(shell)))


def _page(payload: Payload, *, header: str, body: str, blocks: Sequence[Block]) -> str:
    told = as_json(payload)
    is_packed = any(block.is_packed for block in blocks)
    constant = {"header": Markup(header), "body": Markup(body)}  # noqa: S704  folium's own output
    texts = {
        "mark": payload["mark"],
        "title": payload["title"],
        "question": payload["question"],
        "picture": Markup(picture(payload)),  # noqa: S704  made by an XML writer
        "article": Markup(article(payload)),  # noqa: S704  escaped by its template
        "payload": Markup(packed(told) if is_packed else told),  # noqa: S704  escaped
    }
    language = payload["languages"][0]
    return filled("page.html", blocks, texts, language=language, constant=constant)


def _relative(href: str) -> str:
    if not href or href.startswith("/") or "\\" in href or ":" in href.split("/", maxsplit=1)[0]:
        raise UsageError(f"{href!r} is not a relative path; give the map's path from the index")
    return quote(href)
