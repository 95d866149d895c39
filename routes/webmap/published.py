"""What a map page that was built before says of itself. Reads it, never runs it.

The page may come from somebody else: only its title, its language, the hashes of its policy
and its still picture are taken, and of the picture only what a drawing needs.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from routes.webmap.dress import dress

GENERATOR = "reported-routes"
"""What the page's ``<meta name="generator">`` says."""

_PIECE = 1 << 16  # characters read at once: what is wanted stands before the long payload
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_HASHES = re.compile(r"(script-src|style-src)((?:\s+'sha256-[A-Za-z0-9+/=]+')+)")
_ELEMENTS = frozenset(
    {"svg", "title", "desc", "g", "path", "circle", "rect", "line", "text", "tspan"}
)
_NAMES = {"viewbox": "viewBox"}  # the reader of HTML makes names small
_GEOMETRY = frozenset({
    "viewbox", "d", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry",
    "width", "height", "transform", "opacity", "fill", "fill-rule", "fill-opacity", "stroke",
    "stroke-width", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin",
    "stroke-opacity", "paint-order", "text-anchor", "font-family", "font-size", "font-style",
    "font-weight", "letter-spacing", "class", "role",
})  # fmt: skip
_HARMLESS = re.compile(r"[\w\s.,#%()+-]*", re.ASCII)
_DEEPEST = 32
"""Elements within each other; our own pictures have 4. Far more would end the stack."""

BROKEN = (AssertionError, ValueError)
"""What the reader of HTML of the standard library raises for some text that is no HTML, as
``<![ x]>`` or a character reference of thousands of digits."""

_CALL = re.compile(r"(\w+)\s*\(")
_CALLS = frozenset({"translate", "rotate", "scale", "matrix"})


class NotOurPage(ValueError):
    """The text is not a map page that this program wrote; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Published:
    """A map page: its whole text, and what it says of itself.

    ``picture`` is one ``<svg>`` that needs no stylesheet and holds no script, link or class.
    ``hashes`` are those of the page's scripts and styles, by directive of its policy.
    """

    html: str
    title: str
    language: str
    picture: str
    hashes: dict[str, tuple[str, ...]]


def published(html: str) -> Published:
    """Read a page. Raises NotOurPage for anything but a map page of this program."""
    reader = _read(html)
    if reader.generator != GENERATOR:
        raise NotOurPage("not a map page that this program wrote")
    if reader.root is None or not reader.is_done:
        raise NotOurPage("not a whole map page: it holds no still picture")
    language = reader.language if _LANGUAGE.fullmatch(reader.language) else "en"
    return Published(
        html=html,
        title=" ".join(_plain(reader.title).split()),
        language=language,
        picture=_drawn(reader.root),
        hashes={name: tuple(found.split()) for name, found in _HASHES.findall(reader.policy)},
    )


def _read(html: str) -> _Reader:
    reader = _Reader()
    try:
        for start in range(0, len(html), _PIECE):
            reader.feed(html[start : start + _PIECE])
            if reader.is_done:
                break
    except NotOurPage:
        raise
    except BROKEN as error:
        raise NotOurPage("not a map page that this program wrote: it is no HTML") from error
    return reader


class _Reader(HTMLParser):
    """Takes from a page what is wanted, up to the end of its still picture."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.language = self.generator = self.policy = self.title = ""
        self.root: ET.Element | None = None
        self.is_done = False
        self._open: list[ET.Element] = []
        self._refused = 0
        self._in_title = self._in_figure = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in reversed(attrs)}
        if self.is_done:
            return
        if tag == "html":
            self.language = values.get("lang", "")
        elif tag == "meta":
            self._read_meta(values)
        elif tag == "figure":
            self._in_figure = values.get("class") == "picture"
        elif tag == "title" and not self._in_figure:
            self._in_title = not self.title
        elif self._in_figure and (self._open or (tag == "svg" and self.root is None)):
            self._draw(tag, values)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._open:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title" and self._in_title:
            self._in_title = False
        elif tag == "figure" and self._in_figure:
            self.is_done, self._open = True, []
        elif self._refused:
            self._refused -= 1
        elif self._open and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif self._open and not self._refused and not self.is_done:
            last = self._open[-1]
            last.text = (last.text or "") + _plain(data)

    def _read_meta(self, values: dict[str, str]) -> None:
        if values.get("name") == "generator":
            self.generator = values.get("content", "")
        if values.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = self.policy or values.get("content", "")

    def _draw(self, tag: str, values: dict[str, str]) -> None:
        if self._refused or tag not in _ELEMENTS:
            self._refused += 1
            return
        if len(self._open) == _DEEPEST:
            raise NotOurPage("not a map page that this program wrote: its picture is too deep")
        kept = {_NAMES.get(k, k): v for k, v in values.items() if _is_harmless(k, v)}
        if self._open:
            self._open.append(ET.SubElement(self._open[-1], tag, kept))
        else:
            self.root = ET.Element(tag, kept)
            self._open.append(self.root)


def _is_harmless(name: str, value: str) -> bool:
    """Whether an attribute only draws: no handler, no address, no stylesheet."""
    calls = _CALL.findall(value)
    return name in _GEOMETRY and bool(_HARMLESS.fullmatch(value)) and _CALLS.issuperset(calls)


def _drawn(root: ET.Element) -> str:
    """The picture with its colours in it, and without classes that a host may have too."""
    dress(root)
    for element in root.iter():
        element.attrib.pop("class", None)
    root.set("xmlns", "http://www.w3.org/2000/svg")
    return ET.tostring(root, encoding="unicode")


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isprintable() or c.isspace())
