"""XML 1.0 as text: elements, and the characters that it cannot hold."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator

from routes.exports.outline import DECIMALS
from routes.messages import Text, plural
from routes.records import Row

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character of XML 1.0, section 2.2."""

_LINE_END = re.compile("\r\n?")
"""Every reader of XML takes these for a line feed."""


def fitting(text: str) -> str:
    """The text as XML can hold it: U+FFFD stands for what it cannot."""
    return _LINE_END.sub("\n", _NOT_XML.sub("\ufffd", text))


def child(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    """A new element at the end of ``parent``, with ``text`` as `fitting` gives it."""
    element = ET.SubElement(parent, tag, {k: fitting(v) for k, v in attributes.items()})
    element.text = fitting(text) if text is not None else None
    return element


def document(root: ET.Element) -> str:
    """The whole file as text, indented; nothing in it says when or by whom it was written."""
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def degrees(value: float) -> str:
    """Degrees with at most six decimals, about 0.1 m, and no zeros at the end."""
    return f"{round(value, DECIMALS) + 0.0:.{DECIMALS}f}".rstrip("0").rstrip(".")  # + 0.0: no -0


def replaced(rows: Iterable[Row]) -> Iterator[Text]:
    """A sentence on the texts of ``rows`` that XML cannot hold as they are, if there are any."""
    values = (value for row in rows for value in row.columns.values())
    number = sum(isinstance(value, str) and _NOT_XML.search(value) is not None for value in values)
    if number:
        yield plural(
            "{n} text holds a control character that XML cannot hold: U+FFFD stands for it.",
            "{n} texts hold control characters that XML cannot hold: U+FFFD stands for them.",
            number,
        )
