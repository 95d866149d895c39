"""A drawing out of somebody else's page, taken over element by element. Pure.

It lands in a page of its own, outside of any frame. So it keeps what a drawing needs, and nothing
that runs, loads or leads away.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

from routes.webmap.dress import dress

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

_CALL = re.compile(r"(\w+)\s*\(")
_CALLS = frozenset({"translate", "rotate", "scale", "matrix"})


class NotOurPage(ValueError):
    """The text is not a map page that this program wrote; the message says what is missing."""


class Drawing:
    """One ``<svg>`` that is read, event after event. ``root`` is None until it begins."""

    def __init__(self) -> None:
        self.root: ET.Element | None = None
        self._open: list[ET.Element] = []
        self._refused = 0

    @property
    def is_open(self) -> bool:
        """Whether what comes next belongs to it."""
        return bool(self._open)

    def begin(self, tag: str, values: Mapping[str, str]) -> None:
        """An element begins. Raises NotOurPage where too many lie within each other."""
        if self._refused or tag not in _ELEMENTS:
            self._refused += 1
            return
        if len(self._open) == _DEEPEST:
            raise NotOurPage("not a map page that this program wrote: its picture is too deep")
        kept = {_NAMES.get(k, k): v for k, v in values.items() if _is_harmless(k, v)}
        if self._open:
            self._open.append(ET.SubElement(self._open[-1], tag, kept))
        elif self.root is None:
            self.root = ET.Element(tag, kept)
            self._open.append(self.root)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._refused:
            self._refused -= 1
        elif self._open and self._open[-1].tag == tag:
            self._open.pop()

    def say(self, text: str) -> None:
        """A text stands in the element at hand."""
        if self._open and not self._refused:
            last = self._open[-1]
            last.text = (last.text or "") + plain(text)

    def close(self) -> None:
        """Nothing more belongs to it."""
        self._open = []

    def markup(self) -> str:
        """The drawing with its colours in it, without classes that a host may have too."""
        if self.root is None:
            return ""
        dress(self.root)
        self.root.set("xmlns", "http://www.w3.org/2000/svg")
        return self._bare(self.root)

    def swatch(self) -> str:
        """The same of what has all its colours, and is there for the eye alone."""
        if self.root is None:
            return ""
        self.root.set("aria-hidden", "true")
        return self._bare(self.root)

    def _bare(self, root: ET.Element) -> str:
        for element in root.iter():
            element.attrib.pop("class", None)
        return ET.tostring(root, encoding="unicode")


def plain(text: str) -> str:
    """``text`` without what cannot be seen."""
    return "".join(c for c in text if c.isprintable() or c.isspace())


def _is_harmless(name: str, value: str) -> bool:
    """Whether an attribute only draws: no handler, no address, no stylesheet."""
    calls = _CALL.findall(value)
    return name in _GEOMETRY and bool(_HARMLESS.fullmatch(value)) and _CALLS.issuperset(calls)
