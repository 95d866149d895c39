"""Text that every document can hold: no control character, one line. Pure."""

from __future__ import annotations

import re

# What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets), and what it discourages: the
# controls from U+007F to U+009F and the codes that are no characters. No reader sees them.
_NO_CHARACTERS = "".join(f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in range(0, 0x110000, 0x10000))
_UNTOLD = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef" + _NO_CHARACTERS + "]"
)
_SPACE = re.compile("[\t\n\r \x85\u2028\u2029]+")


def clean(text: str) -> str:
    """``text`` with U+FFFD for each control character, and in one line."""
    return _SPACE.sub(" ", _UNTOLD.sub("\ufffd", text))


def untold(text: str) -> int:
    """How many characters `clean` replaces."""
    return len(_UNTOLD.findall(text))
