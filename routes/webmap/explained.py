"""What the lines of a map page are, as its text says: for who shows the picture alone. Pure.

The page may come from somebody else: words are taken as words, swatches as `Drawing` takes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from routes.webmap.redrawn import Drawing, plain

_LONGEST = 1 << 18
"""Characters: what stands before the tables is far shorter."""

_TOLD = frozenset({"is-known", "is-disputed", "is-withheld"})
"""Of the groups of sentences those that whoever sees the picture alone has to know."""

_FIRST = 2


@dataclass(frozen=True, slots=True)
class Sign:
    """A row of the key: what is drawn, as ``<svg>`` that needs no stylesheet, and what it is.

    ``number`` is that of a version, ``title`` its name; "" for a kind of line.
    """

    number: str
    swatch: str
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Told:
    """A heading and the sentences below it."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """The versions and the kinds of line, and what is reported, disputed and withheld."""

    signs: tuple[Sign, ...] = ()
    told: tuple[Told, ...] = ()


def explained(html: str) -> Explained:
    """What the article of a map page says of its lines; nothing where it does not say so."""
    start = html.find('<section class="map-key"')
    if start < 0:
        return Explained()
    reader = _Key()
    reader.feed(html[start : start + _LONGEST].split('<div class="scroll"', 1)[0])
    told = tuple(Told(heading, tuple(each)) for heading, each in reader.told if each)
    return Explained(tuple(reader.signs), told)


class _Key(HTMLParser):
    """Reads the key and the first groups of sentences, each row when it ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.signs: list[Sign] = []
        self.told: list[tuple[str, list[str]]] = []
        self._section = self._part = ""
        self._depth = 0  # of lists within each other
        self._is_told = False  # what stands below the last heading
        self._drawing = Drawing()
        self._words: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in reversed(attrs)}
        if tag == "svg" or self._drawing.is_open:
            self._drawing.begin(tag, values)
        elif tag == "section":
            self._section = values.get("class", "")
        elif tag in {"ul", "dl"}:
            self._depth += 1
        elif tag == "h3":
            group = values.get("class", "")
            # Pages of before had no classes here, and these two first.
            is_told = group in _TOLD or (not group and len(self.told) < _FIRST)
            self._part, self._words = "heading" if is_told else "other", {}
        elif tag == "li" and self._depth == 1:
            self._part, self._words, self._drawing = "says", {}, Drawing()
        elif self._part == "says" and values.get("class") == "badge":
            self._part = "number"
        elif self._part == "says" and tag == "strong":
            self._part = "title"

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._drawing.is_open:
            self._drawing.end(tag)
        elif tag in {"span", "strong"} and self._part in {"number", "title"}:
            self._part = "says"
        elif tag == "h3":
            self._head(is_told=self._part == "heading")
            self._part = ""
        elif tag == "li" and self._depth == 1:
            self._row()
        elif tag in {"ul", "dl"}:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._drawing.is_open:
            self._drawing.say(data)
        elif self._part and self._depth < 2:
            self._words[self._part] = self._words.get(self._part, "") + plain(data)

    def _said(self, part: str) -> str:
        return " ".join(self._words.get(part, "").split())

    def _head(self, *, is_told: bool) -> None:
        self._is_told = is_told and self._section == "known-told"
        if self._is_told:
            self.told.append((self._said("heading"), []))

    def _row(self) -> None:
        self._part = ""
        if self._section == "map-key":
            swatch = self._drawing.swatch()
            told = [self._said(part) for part in ("title", "says")]
            self.signs.append(Sign(self._said("number"), swatch, *told))
        elif self._section == "known-told" and self._is_told:
            self.told[-1][1].append(self._said("says"))
