"""What a map page that was built before says of itself. Reads it, never runs it.

The page may come from somebody else: only its title, its language, the hashes of its policy, its
still picture and what it says of the lines are taken, and of what is drawn only what a drawing
needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from routes.webmap.explained import Explained, explained
from routes.webmap.redrawn import Drawing, NotOurPage, plain

__all__ = ["BROKEN", "GENERATOR", "NotOurPage", "Published", "published"]

GENERATOR = "reported-routes"
"""What the page's ``<meta name="generator">`` says."""

_PIECE = 1 << 16  # characters read at once: what is wanted stands before the long payload
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_HASHES = re.compile(r"(script-src|style-src)((?:\s+'sha256-[A-Za-z0-9+/=]+')+)")
BROKEN = (AssertionError, ValueError)
"""What the reader of HTML of the standard library raises for some text that is no HTML, as
``<![ x]>`` or a character reference of thousands of digits."""


@dataclass(frozen=True, slots=True)
class Published:
    """A map page: its whole text, and what it says of itself.

    ``picture`` is one ``<svg>`` that needs no stylesheet and holds no script, link or class.
    ``explained`` says what is in it; ``hashes`` are those of the page's scripts and styles, by
    directive of its policy. One that ``is_internal`` is for the desk alone.
    """

    html: str
    is_internal: bool
    title: str
    language: str
    picture: str
    hashes: dict[str, tuple[str, ...]]
    explained: Explained


def published(html: str) -> Published:
    """Read a page. Raises NotOurPage for anything but a map page of this program."""
    reader = _read(html)
    if reader.generator != GENERATOR:
        raise NotOurPage("not a map page that this program wrote")
    if reader.drawing.root is None or not reader.is_done:
        raise NotOurPage("not a whole map page: it holds no still picture")
    language = reader.language if _LANGUAGE.fullmatch(reader.language) else "en"
    return Published(
        html=html,
        is_internal="noindex" in reader.robots,
        title=" ".join(plain(reader.title).split()),
        language=language,
        picture=reader.drawing.markup(),
        hashes={name: tuple(found.split()) for name, found in _HASHES.findall(reader.policy)},
        explained=_explained(html),
    )


def _explained(html: str) -> Explained:
    try:
        return explained(html)
    except BROKEN as error:
        raise NotOurPage("not a map page that this program wrote: it is no HTML") from error


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
        self.language = self.generator = self.policy = self.title = self.robots = ""
        self.drawing = Drawing()
        self.is_done = False
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
        elif self._in_figure and (self.drawing.is_open or tag == "svg"):
            self.drawing.begin(tag, values)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self.drawing.is_open:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title" and self._in_title:
            self._in_title = False
        elif tag == "figure" and self._in_figure:
            self.is_done = True
            self.drawing.close()
        elif self.drawing.is_open:
            self.drawing.end(tag)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif self.drawing.is_open:
            self.drawing.say(data)

    def _read_meta(self, values: dict[str, str]) -> None:
        if values.get("name") == "generator":
            self.generator = values.get("content", "")
        if values.get("name") == "robots":
            self.robots = values.get("content", "")
        if values.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = self.policy or values.get("content", "")
