"""A text as others may have written it: with its escapes undone, its markup gone, its case folded.

Escapes may be mixed and laid over one another, so they are undone together until nothing changes.
Where a text holds few of them only what is around them is looked at again.
"""

from __future__ import annotations

import html
import quopri
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import unquote_to_bytes

_AROUND = 700  # characters: the longest secret, each of its letters escaped twice
_ROUNDS = 4

_JS = re.compile(
    r"\\+(?:u\{0*([0-9a-fA-F]{1,6})\}|[uU]([0-9a-fA-F]{4})|[xX]([0-9a-fA-F]{2})|([\"'/ntr]))"
)
_HTML = re.compile(r"&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_PERCENT_U = re.compile(r"%u([0-9a-fA-F]{4})")
_CSS = re.compile(r"\\([0-9a-fA-F]{1,6})(?:\r\n|[ \t\r\n\f])?|\\([^0-9a-fA-F\r\n])")
_QUOTED = re.compile(r"(?:=(?:[0-9a-fA-F]{2}|[ \t]*\r?\n))+")
_OCTAL = re.compile(r"\\([0-7]{1,3})|\\\r?\n|\\([()\\])")
_MARKUP = re.compile(r"<!--.{0,2000}?-->|<!\[CDATA\[|\]\]>|<[/!?a-zA-Z][^<>]{0,400}>", re.DOTALL)
_STRINGS = re.compile(r"\)[^()\[\]]{0,40}\(|>\s*-?[\d.]*\s*<|\"\s*[+,.]?\s*\"|'\s*[+,.]?\s*'")
_PAIRS = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r"}


def _char(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _from_js(found: re.Match[str]) -> str:
    digits = found[1] or found[2] or found[3]
    if digits is None:
        return _LETTERS.get(found[4], found[4])
    return _char(int(digits, 16))


def _js(text: str) -> str:
    """JSON and JavaScript; both halves of a letter beyond U+FFFF become one, however written."""
    return _joined(_JS.sub(_from_js, text))


def _joined(text: str) -> str:
    return _PAIRS.sub(
        lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text
    )


def _html(text: str) -> str:
    return _HTML.sub(lambda found: html.unescape(found[0]), text)


def _percent(text: str) -> str:
    text = _joined(_PERCENT_U.sub(lambda found: _char(int(found[1], 16)), text))
    return _PERCENT.sub(lambda found: unquote_to_bytes(found[0]).decode("utf-8", "replace"), text)


def _css(text: str) -> str:
    return _CSS.sub(lambda found: _char(int(found[1], 16)) if found[1] else found[2], text)


def _quoted(text: str) -> str:
    return _QUOTED.sub(
        lambda found: quopri.decodestring(found[0].encode("ascii")).decode("utf-8", "replace"), text
    )


def _octal(text: str) -> str:
    def one(found: re.Match[str]) -> str:
        return _char(int(found[1], 8)) if found[1] else (found[2] or "")

    return _OCTAL.sub(one, text)


def _markup(text: str) -> str:
    return _MARKUP.sub("", text)


def _strings(text: str) -> str:
    """What is written in pieces becomes one: ``[(Sa) -20 (fe)] TJ``, ``"Sa" + "fe"``."""
    return _STRINGS.sub("", text)


_Undo = Callable[[str], str]

SINGLE: Mapping[str, tuple[re.Pattern[str], _Undo]] = MappingProxyType(
    {
        "JavaScript or JSON escapes": (_JS, _js),
        "HTML entities": (_HTML, _html),
        "percent-encoding": (re.compile(r"%(?:[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})"), _percent),
        "CSS escapes": (_CSS, _css),
        "quoted-printable": (_QUOTED, _quoted),
        "octal escapes": (_OCTAL, _octal),
        "between markup": (_MARKUP, _markup),
        "strings in pieces": (_STRINGS, _strings),
    }
)
_APART = ("CSS escapes", "quoted-printable", "octal escapes", "between markup", "strings in pieces")
"""What another undoing could spoil, or spoils others: each is done for itself."""

_MIXED = re.compile(
    r"\\u\{?[0-9a-fA-F]|\\[uU][0-9a-fA-F]{4}|\\[xX][0-9a-fA-F]{2}|\\[ntr]|%[0-9a-fA-Fu]{2}|"
    + _HTML.pattern
)

MIXED = "mixed escapes"


@lru_cache(maxsize=4)
def views(text: str) -> tuple[tuple[str, str], ...]:
    """The text as it is and with escapes undone, each with its name; none of them twice."""
    return tuple({view: (name, view) for name, view in reversed(list(_views(text)))}.values())[::-1]


def _views(text: str) -> Iterator[tuple[str, str]]:
    yield "", text
    plain = [text]
    once = _mixed(_around(text, _MIXED), 1)
    if once:
        yield MIXED, once
        whole = _mixed(once, _ROUNDS)
        if whole != once:
            yield MIXED, whole
        plain.append(whole)
    for name in _APART:
        pattern, undo = SINGLE[name]
        for each in plain:
            part = _around(each, pattern)
            if part:
                undone = undo(part)
                yield name, undone
                more = _mixed(undone, _ROUNDS)
                if more != undone:
                    yield MIXED, more


def single(text: str) -> Iterator[tuple[str, str]]:
    """The text with the escapes of one kind undone, once: to name what was found in a mixture."""
    for name, (pattern, undo) in SINGLE.items():
        part = _around(text, pattern)
        if part:
            yield name, undo(part)
    twice = _percent(_percent(_around(text, SINGLE["percent-encoding"][0])))
    if twice:
        yield "percent-encoding, twice", twice


def _mixed(text: str, rounds: int) -> str:
    for _ in range(rounds):
        before, text = text, _percent(_js(_html(text)))
        if text == before:
            break
    return text


def _around(text: str, pattern: re.Pattern[str]) -> str:
    """What stands around each match; all of the text where they are many."""
    parts: list[str] = []
    start, end = 0, -1
    for found in pattern.finditer(text):
        if found.start() - _AROUND > end:
            if end >= 0:
                parts.append(text[start:end])
            start = max(0, found.start() - _AROUND)
        end = found.end() + _AROUND
    if end >= 0:
        parts.append(text[start:end])
    return "\n\x00\n".join(parts)


_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_BETWEEN = re.compile(r"[\W_\u115f\u1160\u3164\uffa0\u2800]+")
_OTHER_ASCII = bytes(i for i in range(128) if not chr(i).isalnum())


def folded(text: str) -> str:
    """Without regard to case and to how letters are composed."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def letters(text: str) -> bytes:
    """Only letters and digits, without accents; UTF-8. No space, no hyphen is left."""
    if text.isascii():
        return text.lower().encode("ascii").translate(None, _OTHER_ASCII)
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFC", _BETWEEN.sub("", bare)).encode("utf-8", "surrogatepass")
