"""Texts that a page carries packed, and how they come out again. Pure.

A packed text is its UTF-8, compressed (zlib format, RFC 1950), in an alphabet of 85 characters:
four bytes in five characters, as base 85 has it, with ``,`` ``.`` ``:`` for the three that
HTML would take for its own. ``assets/unpack.js`` reads the same in the browser.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser

import deflate

from routes.webmap.published import BROKEN, NotOurPage

__all__ = ["contents", "packed", "unpacked"]

_LEVEL = 12  # the tightest; libdeflate takes 20 ms a page for it
_TO_PAGE = str.maketrans("&<>", ",.:")
_NAME = re.compile(
    r"(payload|chunks-\d{1,4})\.json|(routes|leaflet|start|folium|unpack|overview)\.js|script-\d{1,3}\.js|[a-z-]{1,40}\.css"
)
"""What a page of ours calls its parts. A page of somebody else could name a file as it likes."""

LIMIT = 1 << 28
"""Bytes that all the packed texts of one page may come to, unpacked: 256 MiB. The largest page
of ours, with 100,000 routes, holds a tenth; a kilobyte that a stranger packed can hold 1000."""

_FROM_PAGE = str.maketrans(",.:", "&<>")


def packed(text: str) -> str:
    """The text in about a third of its length. Same text, same characters, on every machine.

    Python's own zlib is another library on another machine; libdeflate, in the version that
    constraints.txt names, is not.
    """
    squeezed = deflate.zlib_compress(text.encode("utf-8"), _LEVEL)
    return base64.b85encode(squeezed).decode("ascii").translate(_TO_PAGE)


def unpacked(text: str, limit: int = LIMIT) -> str:
    """What `packed` was given. Raises ValueError for what it did not make, and for what would be
    longer than ``limit`` bytes.
    """
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(base64.b85decode(text.translate(_FROM_PAGE)), limit + 1)
        if len(content) > limit:
            raise ValueError(f"more than {limit:,} bytes come out of it")
        if not unpacker.eof or unpacker.unused_data:
            raise ValueError("it does not end where it should")
        return content.decode("utf-8")
    except (zlib.error, binascii.Error, ValueError) as error:
        raise ValueError(f"a packed text is damaged or cut short ({error})") from error


def contents(html: str) -> dict[str, str]:
    """What a page of ours carries beside what one sees, by name: its scripts and its data.

    ``payload.json`` is what the scripts show. Also for pages that carry it plain. Raises
    NotOurPage for what is no such page, or a damaged one.
    """
    blocks = list(_blocks(html))
    names = [name for name, _, _ in blocks]
    if not all(map(_NAME.fullmatch, names)) or len(set(names)) < len(names):
        raise NotOurPage("it holds something under a name that is not ours")
    if "payload.json" not in names:
        raise NotOurPage("it holds no data of a map")
    found: dict[str, str] = {}
    left = LIMIT
    for name, is_packed, text in blocks:
        try:
            found[name] = unpacked(text, left) if is_packed else text
        except ValueError as error:
            raise NotOurPage(f"its data is damaged: {error}") from error
        left -= len(found[name].encode("utf-8", "replace")) if is_packed else 0
    return found


def _blocks(html: str) -> Iterator[tuple[str, bool, str]]:
    blocks = _Blocks()
    try:
        blocks.feed(html)
        blocks.close()
    except BROKEN as error:
        raise NotOurPage("it is no HTML that this program wrote") from error
    return iter(blocks)


class _Blocks(HTMLParser):
    """Collects scripts and data: name, whether packed, text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[tuple[str, bool, str]] = []
        self._inside = False

    def __iter__(self) -> Iterator[tuple[str, bool, str]]:
        return iter(self._found)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._inside = tag == "script"
        if self._inside:
            name = values.get("data-packed")
            is_payload = values.get("id") == "routes-data"
            plain = "payload.json" if is_payload else values.get("data-part")
            number = f"script-{len(self._found) + 1}.js"
            self._found.append((name or plain or number, name is not None, ""))

    def handle_data(self, data: str) -> None:
        if self._inside:
            name, is_packed, text = self._found[-1]
            self._found[-1] = (name, is_packed, text + data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"
