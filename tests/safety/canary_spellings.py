"""How a text can be written so that who looks for it does not see it: every spelling as bytes."""

from __future__ import annotations

import base64
import codecs
import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tests.safety.canary_sieve import LEAST, Pattern
from tests.safety.canary_views import folded, letters

_WIDE: Mapping[str, str] = MappingProxyType(
    {
        "utf-16-le": "UTF-16 LE",
        "utf-16-be": "UTF-16 BE",
        "utf-32-le": "UTF-32 LE",
        "utf-32-be": "UTF-32 BE",
    }
)
_OLD = (
    "latin-1", "cp1250", "cp1251", "cp1252", "koi8-r", "cp866", "mac-cyrillic", "cp949",
    "gb18030", "big5", "shift-jis", "euc-jp", "iso2022_kr", "iso2022_jp", "utf-7", "mac-roman",
)  # fmt: skip
_DIGESTS = ("md5", "sha1", "sha256")
_FEWEST_LETTERS = 6  # of a text without its spaces and hyphens: fewer are found in other words


def forms(text: str) -> tuple[str, ...]:
    """A text in every case and every normal form."""
    cased = (text, text.lower(), text.upper(), text.title(), text.casefold(), text.capitalize())
    composed = ("NFC", "NFD", "NFKC", "NFKD")
    every = (unicodedata.normalize(form, each) for each in cased for form in composed)
    return tuple(dict.fromkeys((*cased, *every)))


def as_bytes(secret: str, text: str) -> Iterator[Pattern]:
    """Spellings that keep their case: wide letters, old code pages, base64 and base32."""
    for form in forms(text):
        for codec, name in _WIDE.items():
            yield Pattern(form.encode(codec), secret, name)
        for kind, data in (
            ("base64", form.encode("utf-8")),
            ("base64 of UTF-16 LE", form.encode("utf-16-le")),
            ("base64 of UTF-16 BE", form.encode("utf-16-be")),
        ):
            for at, run in enumerate(_base64(data)):
                yield Pattern(run, secret, f"{kind}, offset {at}")
                yield Pattern(
                    run.translate(bytes.maketrans(b"+/", b"-_")), secret, f"base64url, offset {at}"
                )
        for run in _base32(form.encode("utf-8")):
            yield Pattern(run, secret, "base32")
        if not form.isascii():
            yield from _old(secret, form)


def _base64(data: bytes) -> Iterator[bytes]:
    """What of it every base64 holds, wherever in three bytes it begins, and whatever follows."""
    for skip in range(3):
        bits = base64.b64encode(b"\0" * skip + data)
        start = -(-8 * skip // 6)
        run = bits[start : (8 * (skip + len(data))) // 6]
        if len(run) >= LEAST + 2:
            yield run


def _base32(data: bytes) -> Iterator[bytes]:
    for skip in range(5):
        bits = base64.b32encode(b"\0" * skip + data)
        run = bits[-(-8 * skip // 5) : (8 * (skip + len(data))) // 5]
        if len(run) >= LEAST + 2:
            yield run
            yield run.lower()


def _old(secret: str, form: str) -> Iterator[Pattern]:
    for codec in _OLD:
        try:
            data = form.encode(codec)
        except UnicodeEncodeError:
            continue
        if len(data) >= LEAST:
            yield Pattern(data, secret, f"code page {codec}")
    utf8 = form.encode("utf-8")
    for codec in ("latin-1", "cp1252"):
        try:
            yield Pattern(utf8.decode(codec).encode("utf-8"), secret, f"UTF-8 read as {codec}")
        except UnicodeDecodeError:
            continue
    halves = "".join(_halves(char) for char in form)
    if halves != form:
        yield Pattern(halves.encode("utf-8", "surrogatepass"), secret, "CESU-8")


def _halves(char: str) -> str:
    if ord(char) < 0x10000:
        return char
    over = ord(char) - 0x10000
    return chr(0xD800 + (over >> 10)) + chr(0xDC00 + (over & 0x3FF))


def as_folded(secret: str, text: str) -> Iterator[Pattern]:
    """Spellings for a text whose case is folded."""
    for written, kind in _turned(text):
        data = folded(written).encode("utf-8", "surrogatepass")
        if len(data) >= LEAST:
            yield Pattern(data, secret, kind)
    for form in forms(text):
        data = form.encode("utf-8")
        yield Pattern(data.hex().encode("ascii"), secret, "hex")
        yield Pattern(data[::-1].hex().encode("ascii"), secret, "hex, reversed")
        for digest in _DIGESTS:
            made = hashlib.new(digest, data, usedforsecurity=False).hexdigest()
            yield Pattern(made.encode("ascii"), secret, f"{digest} digest")
    for label in text.lower().replace("_", "-").split():
        if not label.isascii():
            for form in ("NFC", "NFKC"):
                coded = unicodedata.normalize(form, label).encode("punycode")
                yield Pattern(b"xn--" + coded.lower(), secret, "punycode")


def as_letters(secret: str, text: str) -> Iterator[Pattern]:
    """Spellings for a text of which only letters and digits are left."""
    for written, kind in _turned(text):
        data = letters(written)
        if len(data.decode("utf-8", "surrogatepass")) >= _FEWEST_LETTERS or (
            not data.isascii() and len(data) >= 2 * _FEWEST_LETTERS
        ):
            yield Pattern(data, secret, f"{kind}, letters and digits only".removeprefix(", "))
    for form in forms(text):
        yield Pattern(form.encode("utf-8").hex().encode("ascii"), secret, "hex")


def _turned(text: str) -> Iterator[tuple[str, str]]:
    yield text, ""
    yield codecs.encode(text, "rot13"), "rot13"
    for form in ("NFC", "NFD", "NFKC"):
        composed = unicodedata.normalize(form, text)
        yield composed[::-1], "reversed"
        yield codecs.encode(composed[::-1], "rot13"), "rot13, reversed"


def of_path(path: str) -> tuple[str, ...]:
    """A path, the folders that it lies in and its end: each tells where the work is done."""
    parts = path.replace("\\", "/").split("/")
    whole = "/".join(parts)
    folders = ["/".join(parts[:n]) for n in range(3, len(parts))]
    ends = ["/".join(parts[-2:])] if len(parts) > 2 else []
    every = [each for each in (whole, *folders, *ends) if len(each) > LEAST]
    return tuple(dict.fromkeys([*every, *(each.replace("/", "\\") for each in every)]))
