"""Snippets that put a map page into somebody else's page. Pure but for one file of our own.

The frame is sealed: its ``sandbox`` lets the map's scripts run and its links open in tabs of
their own, and nothing else; the framed page can neither read nor change its host. What each
word of the snippet is for is said in ``docs/decisions/embedding.md``.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib import resources
from urllib.parse import urlsplit

from routes.messages import Text, say
from routes.webmap.explained import Explained, Sign
from routes.webmap.links import REL
from routes.webmap.published import Published

HEIGHT = 620
"""Pixels that a frame has until the map tells how high it is, and where nobody listens."""

OPEN_THE_MAP: Text = say("Open the interactive map")

_LINKED = "clipboard-write; fullscreen"
_INLINE = "fullscreen"  # it has no address, so there is no link to copy
_SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"


def linked_frame(src: str, title: str, *, height: int = HEIGHT) -> str:
    """An ``<iframe>`` that shows the page published at ``src``. One line, ASCII only."""
    return _frame(f'src="{_attribute(src)}"', title, height, _LINKED)


def inline_frame(html: str, title: str, *, height: int = HEIGHT) -> str:
    """An ``<iframe>`` that holds the whole page ``html`` itself. One line, ASCII only.

    Line ends are written as references: an empty line would end the snippet in Markdown,
    and left out it would change what a script's hash is taken of.
    """
    page = _attribute(html).replace("\r", "&#13;").replace("\n", "&#10;")
    return _frame(f'srcdoc="{page}"', title, height, _INLINE)


def notebook_frame(src: str, title: str, *, height: int = HEIGHT) -> str:
    """Python for a cell of a notebook that shows the page published at ``src``."""
    # IFrame puts the address and the extras into markup as they are.
    extras = list(_extras(title, _LINKED))
    return (
        "from IPython.display import IFrame\n\n"
        f"IFrame({_attribute(src)!r}, width='100%', height={height}, extras={extras!r})"
    )


def figure(page: Published, src: str) -> str:
    """The still picture, what is in it, and a link to the map, for hosts without frames.

    Holds no script, no stylesheet and nothing that loads. One line each, ASCII only.
    """
    link = f'<a href="{_attribute(src)}" rel="{REL}" target="_blank">{escape(OPEN_THE_MAP)}</a>'
    picture = " ".join(page.picture.split("\n"))
    caption = [f"<figcaption>{escape(page.title)}. {link}", *_legend(page.explained)]
    lines = [f'<figure lang="{page.language}">', picture, *caption, "</figcaption>", "</figure>"]
    return _ascii("\n".join(lines))


def _legend(explained: Explained) -> Iterator[str]:
    """The versions by number, the kinds of line, and what is reported, disputed and withheld."""
    yield from _list([_row(sign) for sign in explained.signs if sign.title])
    yield from _list([_row(sign) for sign in explained.signs if not sign.title])
    for told in explained.told:
        yield f"<p><strong>{escape(told.heading)}</strong></p>"
        yield from _list([escape(sentence) for sentence in told.sentences])


def _row(sign: Sign) -> str:
    title = f"<strong>{escape(sign.title)}</strong>" if sign.title else ""
    return " ".join(filter(None, (escape(sign.number), sign.swatch, title, escape(sign.says))))


def _list(rows: list[str]) -> Iterator[str]:
    if rows:
        yield from ("<ul>", *(f'<li dir="auto">{row}</li>' for row in rows), "</ul>")


@cache
def host_script() -> str:
    """The script that lets the frames of a host's page be as high as their maps are.

    It is constant, so that a host can allow it by its hash. It holds no ``&`` or ``<``
    and no empty line, which some editors of web pages would change.
    """
    file = resources.files("routes.webmap") / "assets" / "host.js"
    text = file.read_text(encoding="utf-8").replace("\r\n", "\n")
    return text.strip()


def script_hash() -> str:
    """The source of a Content-Security-Policy that allows `host_script`, with its quotes."""
    digest = hashlib.sha256(host_script().encode("ascii")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def script_element() -> str:
    """`host_script` as an element."""
    return f"<script>{host_script()}</script>"


def policy(src: str) -> dict[str, str]:
    """What a host with a Content-Security-Policy has to add so that a linked frame works."""
    parts = urlsplit(src)
    origin = f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else "'self'"
    return {"frame-src": origin, "script-src": script_hash()}


def inline_policy(page: Published) -> dict[str, str]:
    """The same for an inline frame, which has to obey the host's policy as well as its own."""
    own = {name: " ".join(hashes) for name, hashes in page.hashes.items()}
    return {**own, "script-src": " ".join([script_hash(), *page.hashes.get("script-src", ())])}


def _frame(source: str, title: str, height: int, allow: str) -> str:
    extras = " ".join(_extras(title, allow))
    return f'<iframe {extras} width="100%" height="{height}" style="border:0" {source}></iframe>'


def _extras(title: str, allow: str) -> tuple[str, ...]:
    return (
        "data-routes-map",
        f'title="{_attribute(title)}"',
        f'sandbox="{_SANDBOX}"',
        f'allow="{allow}"',
        'referrerpolicy="no-referrer"',
        'loading="lazy"',
    )


def _attribute(text: str) -> str:
    return _ascii(escape(text, quote=True))


def _ascii(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")
