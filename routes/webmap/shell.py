"""The constant part of a page: scripts, stylesheets, templates, and the policy over them.

What runs in a page is the same for every case, so the policy can name the hash of each piece.
What a case holds goes in afterwards, as data. See ``docs/decisions/page-security.md``.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html.parser import HTMLParser
from importlib import resources
from itertools import groupby
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from routes.errors import ArtefactError
from routes.messages import plural, say
from routes.messages.speaker import Speaker
from routes.webmap.packing import packed

_LEAFLET = "js_lib_leaflet"


@dataclass(frozen=True, slots=True)
class Block:
    """A stylesheet or a script of the shell: nothing of a case is in it."""

    name: str
    text: str
    is_packed: bool

    @property
    def tag(self) -> str:
        """The element that it becomes."""
        return "style" if self.name.endswith(".css") else "script"

    def __html__(self) -> str:
        if self.is_packed:
            start = f'<script type="text/plain" data-packed="{self.name}">'
            return f"{start}{_packed(self.text)}</script>"
        return f"<{self.tag}>{self.text}</{self.tag}>"


@lru_cache(maxsize=32)
def _packed(text: str) -> str:
    """The parts of the shell are the same on every page: each is packed once."""
    return packed(text)


def filled(
    name: str,
    blocks: Sequence[Block],
    texts: Mapping[str, Any],
    *,
    language: str,
    constant: Mapping[str, Any],
) -> str:
    """The page of the template ``name``, ASCII only.

    ``constant`` belongs to the shell and is hashed with it. ``texts`` are those of the case: the
    hashes are taken before any of them is in the page, so none can be one that runs.
    """
    draft = environment(language).get_template(name)
    hidden = [block for block in blocks if block.is_packed]
    last = [Block("unpack.js", asset("unpack.js"), is_packed=False)] if hidden else []
    context = {
        "language": language,
        **constant,
        "styles": [Markup(block) for block in blocks if block.tag == "style"],  # noqa: S704  our own
        "scripts": [Markup(b) for b in (*blocks, *last) if b.tag == "script"],  # noqa: S704  our own
        "is_packed": bool(hidden),
    }
    blank = {key: Markup("") for key in texts}
    rules = policy(draft.render(**context, **blank, policy=""), hidden)
    return ascii_only(draft.render(**context, **texts, policy=rules))


def as_json(payload: Any) -> str:
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
        is_data = values.get("type") in {"application/json", "text/plain"}
        if tag in self.found and "src" not in values and not is_data:
            self._inside = tag
            self.found[tag].append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[self._inside][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = None


def policy(shell: str, hidden: Iterable[Block] = ()) -> str:
    """The Content-Security-Policy of a shell, and of what comes out of it unpacked."""
    parser = _Inline()
    parser.feed(shell)
    parser.close()
    for block in hidden:
        parser.found[block.tag].append(block.text)
    sources = {
        tag: " ".join(map(source_of, texts)) or "'none'" for tag, texts in parser.found.items()
    }
    return (
        f"default-src 'none'; script-src {sources['script']}; style-src {sources['style']};"
        " base-uri 'none'; form-action 'none'"
    )


def source_of(text: str) -> str:
    """How a policy names a script or a stylesheet: by its hash."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


_UNTOLD = re.compile("[\0\x80-\x9f\ud800-\udfff]")
"""What has no character reference in HTML: it drops one, takes some for letters of Windows'."""


def ascii_only(text: str) -> str:
    """Non-ASCII as character references: right in a host page of any charset.

    NUL, the controls from U+0080 to U+009F and half a character, which HTML cannot tell, become
    U+FFFD.
    """
    told = _UNTOLD.sub("\ufffd", text).replace("\r", "&#13;")
    return told.encode("ascii", "xmlcharrefreplace").decode("ascii")


def newlines(text: str) -> str:
    """A browser reads CRLF as LF before it hashes."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def leaflet() -> str:
    """Leaflet's script. Raises ArtefactError where the package that has it is missing."""
    return re.sub(r"//# sourceMappingURL=.*", "", library("leaflet.js")).strip()


def scripts(names: Iterable[str]) -> str:
    """Scripts of our own as one, each after its name."""
    return "\n".join(f"/* {name} */\n{asset(name)}" for name in names)


def sheets(names: Iterable[str], still: frozenset[str]) -> dict[str, str]:
    """Leaflet's stylesheet and ours in their order. Those that follow each other are one where
    all or none of them are ``still``: needed before a script runs.
    """
    found = {"leaflet.css": leaflet_css()}
    for is_still, run in groupby(names, key=still.__contains__):
        same = list(run)
        text = "\n".join(map(asset, same))
        found[same[0]] = text if is_still else f"/* {', '.join(same)} */\n{text}"
    return found


def leaflet_css() -> str:
    """Leaflet's stylesheet without comments and the rules that fetch pictures."""
    text = re.sub(r"[\w-]+:\s*url\([^)]*\);?", "", library("leaflet.css"))
    return _tight(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))


def library(name: str) -> str:
    """A file of Leaflet as it is published. Raises ArtefactError where it is missing."""
    try:
        folder = resources.files(_LEAFLET) / "static" / _LEAFLET
        return newlines((folder / name).read_text(encoding="utf-8"))
    except (ModuleNotFoundError, OSError) as error:
        raise ArtefactError(
            f"Leaflet's {name} is missing; install the package django-js-lib-leaflet"
        ) from error


@cache
def asset(name: str) -> str:
    """One of our own files, without indentation and comments on lines of their own."""
    folder = resources.files("routes.webmap") / "assets"
    text = newlines((folder / name).read_text(encoding="utf-8"))
    text = re.sub(r"^\s*/\*.*?\*/\s*$", "", text, flags=re.MULTILINE | re.DOTALL)
    return _tight(text) if name.endswith(".css") else _lines(text)


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _tight(css: str) -> str:
    """Without the white space that says nothing: after what ends a line, and after a property."""
    text = re.sub(r"^([\w-]+):\s+(?=.*;$)", r"\1:", _lines(css), flags=re.MULTILINE)
    return re.sub(r" ?\{\n|(?<=[;,}])\n", lambda m: m[0].strip(), text)


def template(name: str) -> str:
    """The text of a template."""
    folder = resources.files("routes.webmap") / "templates"
    return newlines((folder / name).read_text(encoding="utf-8"))


def rendered(
    name: str,
    language: str,
    texts: Mapping[str, Any],
    *,
    filters: Mapping[str, Callable[..., Any]],
) -> str:
    """Our template ``name`` with ``texts`` in it, each told in ``language`` and escaped."""
    made = _environment(language)
    made.filters.update(filters)
    return made.get_template(name).render(**texts)


@cache
def environment(language: str) -> Environment:
    """Tells every text in ``language``, one of the interface's, then escapes it."""
    return _environment(language)


def _environment(language: str) -> Environment:
    made = Environment(
        loader=FunctionLoader(template),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        finalize=Speaker(language).tell,
    )
    made.globals.update(say=say, plural=plural)
    return made
