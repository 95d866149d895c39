"""Which state of a case was written: an id of all that it says. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from routes.messages.text import Written
from routes.model import Atlas

_DIGITS = 12
_NOT_SAID = ("id", "findings")
"""Of a case: the name of its file, and what the program noticed in it."""


def digest(atlas: Atlas) -> str:
    """The SHA-256 of what the case of ``atlas`` says, in hexadecimal digits.

    Of a public atlas that is what may be published of it, so that nobody can try out with it what
    is withheld; an internal one has another digest. The name of the file, its layout and its
    comments do not count.
    """
    said = {
        "profile": atlas.release.profile,
        **{f.name: _plain(getattr(atlas.case, f.name)) for f in _compared(atlas.case)},
    }
    for name in _NOT_SAID:
        said.pop(name)
    text = json.dumps(said, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def version_id(atlas: Atlas) -> str:
    """The first twelve digits of the `digest`: enough to tell the states of a case apart."""
    return digest(atlas)[:_DIGITS]


def _compared(value: Any) -> list[Any]:
    # What does not count when two are compared is where something stands in a file.
    return [field for field in fields(value) if field.compare]


def _plain(value: Any) -> Any:
    """The value as JSON has it; of mappings in pairs, since their order is that of the file."""
    if isinstance(value, Written):
        return [[tag, str(text)] for tag, text in value.told.items()]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in _compared(value)}
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(item)] for key, item in value.items()]
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset | set):
        return sorted(_plain(item) for item in value)
    return value
