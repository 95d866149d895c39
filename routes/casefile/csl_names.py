"""Names of CSL-JSON as one text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from routes.casefile.csl_text import text
from routes.intake.items import Json

_IN_ORDER = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
_FLAGS = ("comma-suffix", "static-ordering", "parse-names")


def names(value: Json) -> tuple[str, bool]:
    """The names as a reader has them, joined by commas; and whether all were understood."""
    if isinstance(value, str):
        return text(value)[0], True
    if not isinstance(value, Sequence):
        return "", False
    told = [_name(each) for each in value]
    return ", ".join(filter(None, told)), all(told)


def _name(value: Json) -> str:
    if isinstance(value, str):
        return text(value)[0]
    if not isinstance(value, Mapping) or not value.keys() <= {*_IN_ORDER, *_FLAGS, "literal"}:
        return ""
    if isinstance(literal := value.get("literal"), str) and literal:
        return text(literal)[0]
    parts = [value.get(key) for key in _IN_ORDER]
    return " ".join(text(part)[0] for part in parts if isinstance(part, str) and part)
