"""A figure as part of a page whose policy forbids styles in attributes. Pure.

The figure is our own. Even so only what draws is taken over: no script, link, picture or handler.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

_ELEMENTS = frozenset({"svg", "g", "path", "defs", "use", "clipPath", "rect", "title", "desc"})
_ATTRIBUTES = frozenset({
    "id", "d", "x", "y", "width", "height", "transform", "viewBox", "clip-path", "href", "role",
    "aria-labelledby", "fill", "fill-rule", "fill-opacity", "opacity", "stroke", "stroke-width",
    "stroke-opacity", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit",
})  # fmt: skip
_ABOUT = frozenset({"title", "desc"})
_NAMESPACE = re.compile(r"^\{[^}]*\}")
_RULE = re.compile(r"\*\s*\{([^}]*)\}")
_INSIDE = re.compile(r"#[\w.-]+")


def inlined(svg: bytes) -> ET.Element:
    """The ``<svg>`` element of a figure, its styles as attributes.

    Raises ValueError for bytes that are no SVG.
    """
    try:
        root = ET.fromstring(svg)  # noqa: S314  what this program has drawn itself
    except ET.ParseError as error:
        raise ValueError("not an SVG that this program has drawn") from error
    everywhere: dict[str, str] = {}
    for element in root.iter():
        if _bare(element.tag) == "style" and (found := _RULE.search(element.text or "")):
            everywhere |= _declared(found[1])
    made = _taken(root)
    if made is None or made.tag != "svg":
        raise ValueError("not an SVG that this program has drawn")
    for name in ("width", "height"):
        made.attrib.pop(name, None)
    for name, value in everywhere.items():
        if name in _ATTRIBUTES:
            made.attrib.setdefault(name, value)
    return made


def _taken(element: ET.Element) -> ET.Element | None:
    tag = _bare(element.tag)
    if tag not in _ELEMENTS:
        return None
    made = ET.Element(tag, _attributes(element.attrib))
    if tag in _ABOUT:
        made.text = element.text
    made.extend(child for child in map(_taken, element) if child is not None)
    return made


def _attributes(given: Mapping[str, str]) -> dict[str, str]:
    named = {_bare(name): value for name, value in given.items()}
    named |= _declared(named.pop("style", ""))
    return {
        name: value
        for name, value in named.items()
        if name in _ATTRIBUTES and (name != "href" or _INSIDE.fullmatch(value))
    }


def _declared(style: str) -> dict[str, str]:
    """The properties of a style attribute; they are presentation attributes of SVG, too."""
    pairs = (each.partition(":") for each in style.split(";") if ":" in each)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _bare(tag: str) -> str:
    return _NAMESPACE.sub("", tag)
