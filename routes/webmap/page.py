"""The page: one HTML file that shows a payload, asks nothing of the network and says so.

folium renders a constant shell; the payload goes in afterwards as data. No text of a
case is ever the source of a template or of a script. See ``docs/decisions/page-security.md``.
"""

from __future__ import annotations

import base64
import hashlib
import html as _html
import json
import re
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from importlib import resources
from typing import Any, TypedDict
from urllib.parse import quote

import folium
from branca.element import Element, Figure
from folium.template import Template
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from routes.errors import ArtefactError, UsageError
from routes.webmap.article import article
from routes.webmap.payload_types import Payload
from routes.webmap.picture import picture

_LEAFLET = "js_lib_leaflet"
_SCRIPTS = (
    "laea.js",
    "line.js",
    "placement.js",
    "dom.js",
    "data.js",
    "ways.js",
    "words.js",
    "crs.js",
    "surface.js",
    "basemap.js",
    "bundles.js",
    "legs.js",
    "places.js",
    "computed.js",
    "labels.js",
    "swatch.js",
    "evidence.js",
    "details.js",
    "alternatives.js",
    "panel.js",
    "controls.js",
    "map.js",
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_FRAME = (
    '<iframe srcdoc="{page}" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"'
    ' title="{title}" width="100%" height="620" style="border:0"></iframe>'
)


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
        ' aria-label="Map of the routes; the lists and tables hold the same"></div>'
        "{% endmacro %}"
        "{% macro script(this, kwargs) %}"
        'var {{ this.get_name() }} = Routes.start("{{ this.get_name() }}");'
        "{% endmacro %}"
    )

    def __init__(self, payload: Payload) -> None:
        lon, lat = payload["view"]["center"]
        super().__init__(location=[lat, lon], tiles=None)
        self.default_js = []
        self.default_css = []
        self._id = "routes"
        _Shell(payload).add_child(self)

    def save(self, outfile: Any, close_file: bool = True, **kwargs: Any) -> None:
        """Write the page to a path or a binary file. Raises OSError as ``open`` does."""
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
        scripts = [*_scripts()]
        if any(child._children for child in self._children.values()):
            scripts.append(_asset("folium.js"))
        scripts.append(self.script.render(**kwargs).strip())
        return _page(
            self._payload,
            header=self.header.render(**kwargs).strip(),
            body=self.html.render(**kwargs).strip(),
            scripts=scripts,
        )

    def _repr_html_(self, **kwargs: Any) -> str:
        page = _html.escape(self.render(**kwargs))
        return _FRAME.format(page=page, title=_ascii(_html.escape(self._payload["title"])))

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


def index(entries: Sequence[Entry]) -> str:
    """A gallery page that links several maps, ASCII only.

    Raises UsageError when a link is not a relative path without a scheme.
    """
    cards = [
        {**entry, "href": _relative(entry["href"]), "picture": Markup(entry["picture"])}  # noqa: S704  escaped where it was drawn
        for entry in entries
    ]
    template = _environment().from_string(_template("index.html"))
    styles = [Markup(_asset("page.css"))]  # noqa: S704  our own stylesheet
    draft = template.render(entries=cards, styles=styles, policy="")
    return _ascii(template.render(entries=cards, styles=styles, policy=_policy(draft)))


def _page(payload: Payload, *, header: str, body: str, scripts: Sequence[str]) -> str:
    template = _environment().from_string(_template("page.html"))
    context = {
        "language": _language(payload["language"]),
        "header": Markup(header),  # noqa: S704  folium's own output
        "body": Markup(body),  # noqa: S704  folium's own output
        "styles": [Markup(_leaflet_css()), Markup(_asset("page.css"))],  # noqa: S704
        "scripts": [Markup(_newlines(script)) for script in scripts],  # noqa: S704
    }
    # Hashes are taken of the shell alone, before anything of the case is in it.
    empty = Markup("")
    blank = {"title": "", "question": "", "picture": empty, "article": empty, "payload": empty}
    policy = _policy(template.render(**context, **blank, policy=""))
    filled = {
        "title": payload["title"],
        "question": payload["question"],
        "picture": Markup(picture(payload)),  # noqa: S704  made by an XML writer
        "article": Markup(article(payload)),  # noqa: S704  escaped by its template
        "payload": Markup(_json(payload)),  # noqa: S704  escaped below
    }
    return _ascii(template.render(**context, **filled, policy=policy))


def _json(payload: Payload) -> str:
    """JSON that can stand in a script element: no <, > or &, ASCII only."""
    text = json.dumps(payload, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


class _Inline(HTMLParser):
    """Collects the text of inline scripts and styles, as a browser would see it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[str]] = {"script": [], "style": []}
        self._inside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        is_data = values.get("type") == "application/json"
        if tag in self.found and "src" not in values and not is_data:
            self._inside = tag
            self.found[tag].append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[self._inside][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = None


def _policy(shell: str) -> str:
    parser = _Inline()
    parser.feed(shell)
    parser.close()
    sources = {tag: " ".join(map(_hash, texts)) or "'none'" for tag, texts in parser.found.items()}
    return (
        f"default-src 'none'; script-src {sources['script']}; style-src {sources['style']};"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _ascii(text: str) -> str:
    """Non-ASCII as character references: right in a host page of any charset."""
    return text.replace("\r", "&#13;").encode("ascii", "xmlcharrefreplace").decode("ascii")


def _newlines(text: str) -> str:
    """A browser reads CRLF as LF before it hashes."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _language(tag: str) -> str:
    return tag if _LANGUAGE.fullmatch(tag) else "en"


def _relative(href: str) -> str:
    if not href or href.startswith("/") or "\\" in href or ":" in href.split("/", maxsplit=1)[0]:
        raise UsageError(f"{href!r} is not a relative path; give the map's path from the index")
    return quote(href)


def _scripts() -> tuple[str, ...]:
    leaflet = _library("leaflet.js")
    return (re.sub(r"//# sourceMappingURL=.*", "", leaflet).strip(), *map(_asset, _SCRIPTS))


def _leaflet_css() -> str:
    """Leaflet's stylesheet without the rules that fetch pictures."""
    return re.sub(r"[\w-]+:\s*url\([^)]*\);?", "", _library("leaflet.css"))


def _library(name: str) -> str:
    try:
        folder = resources.files(_LEAFLET) / "static" / _LEAFLET
        return _newlines((folder / name).read_text(encoding="utf-8"))
    except (ModuleNotFoundError, OSError) as error:
        raise ArtefactError(
            f"Leaflet's {name} is missing; install the package django-js-lib-leaflet"
        ) from error


def _asset(name: str) -> str:
    """One of our own files, without indentation and comments on lines of their own."""
    folder = resources.files("routes.webmap") / "assets"
    text = _newlines((folder / name).read_text(encoding="utf-8"))
    text = re.sub(r"^\s*/\*.*?\*/\s*$", "", text, flags=re.MULTILINE | re.DOTALL)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _template(name: str) -> str:
    folder = resources.files("routes.webmap") / "templates"
    return _newlines((folder / name).read_text(encoding="utf-8"))


def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
