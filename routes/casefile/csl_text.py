"""Text of CSL-JSON: its markup, and characters that a case file does not hold."""

from __future__ import annotations

import re
import unicodedata

from routes.casefile.decode import FORBIDDEN, MAX_ACCENTS

_MARKUP = re.compile(
    r"</?(?:i|b|sc|sup|sub)>|<span (?:class=\"nocase\"|style=\"[^\"<>]*\")>|</span>"
)
_DEFUSED = re.compile("<\u2060")


def text(value: str) -> tuple[str, bool]:
    """``value`` on one line without markup; and whether something stood in it that is no text.

    CSL knows ``<i>``, ``<b>``, ``<sup>``, ``<sub>``, ``<sc>`` and ``<span>`` in texts.
    """
    bare = _DEFUSED.sub("<", _MARKUP.sub("", value))
    kept = _light(FORBIDDEN.sub("\ufffd", " ".join(_lines_to_spaces(bare).split(" ")).strip()))
    told = unicodedata.normalize("NFC", kept)
    return told, "\ufffd" in told and "\ufffd" not in value


def _lines_to_spaces(value: str) -> str:
    return re.sub(r"\s+", " ", value)


def _light(value: str) -> str:
    """``value`` without letters that bear more accents than any language has."""
    if value.isascii():
        return value
    kept: list[str] = []
    height = 0
    for character in value:
        height = height + 1 if unicodedata.combining(character) else 0
        if height <= MAX_ACCENTS:
            kept.append(character)
        elif height == MAX_ACCENTS + 1:
            del kept[-MAX_ACCENTS:]
            kept.append("\ufffd")
    return "".join(kept)
