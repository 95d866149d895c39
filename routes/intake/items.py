"""JSON of strangers that is a list of objects, each with the line on which it begins."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from routes.intake.caps import MOST_DEPTH
from routes.intake.content import name_of, read_bytes, text_of
from routes.intake.nesting import depth
from routes.intake.strict import no_number, unique_keys
from routes.intake.wrong import mistake, refuse, wrong

MOST_OBJECTS = 20_000
MOST_KEYS = 500
"""Of one object."""

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]

_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Item:
    """An object of the list, and the lines (from 1) of it and of its own keys."""

    fields: Mapping[str, Json]
    line: int
    lines: Mapping[str, int]


def read(path: Path, hint: str) -> tuple[Item, ...]:
    """The objects in the JSON file at ``path`` ("-": standard input); ``hint`` says what to give.

    Raises InputError, with the line, for a file that is too large, nested too deeply or no list of
    objects, and for a key that is there twice; OSError.
    """
    name = name_of(path)
    data = read_bytes(path)
    text = text_of(data, name, hint)
    if not text.strip():
        raise wrong(name, 1, "file", "is empty.", hint)
    if depth(data) > MOST_DEPTH:
        raise wrong(name, 1, "file", "it is nested too deeply.", hint)
    return tuple(_items(text, name, hint))


def _items(text: str, name: str, hint: str) -> Iterator[Item]:
    at = _skip(text, 0)
    if text[at] != "[":
        raise wrong(name, 1, "file", "is no list in JSON.", hint)
    at, line, counted_to = _skip(text, at + 1), 1, 0
    found = 0
    while text[at : at + 1] != "]":
        line += text.count("\n", counted_to, at)
        counted_to = at
        fields, end = _object_at(text, at, line, name)
        found += 1
        if not isinstance(fields, dict):
            raise wrong(name, line, f"item {found}", "is no object.", hint)
        if len(fields) > MOST_KEYS:
            raise wrong(name, line, f"item {found}", f"has more than {MOST_KEYS} keys.", hint)
        if found > MOST_OBJECTS:
            raise wrong(name, line, "file", f"has more than {MOST_OBJECTS:,} items.", "Split it.")
        yield Item(fields, line, _lines(text[at:end], fields, line))
        at = _skip(text, end)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "]":
            line += text.count("\n", counted_to, at)
            raise wrong(name, line, "file", "not JSON: a comma or ] is missing.", _WHOLE)
    if text[at + 1 :].strip():
        line += text.count("\n", counted_to, at)
        raise wrong(name, line, "file", "not JSON: something stands behind the list.", _WHOLE)


_WHOLE = "Is the file complete?"


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _object_at(text: str, at: int, line: int, name: str) -> tuple[Json, int]:
    decoder = json.JSONDecoder(object_pairs_hook=unique_keys, parse_constant=no_number)
    try:
        return cast("tuple[Json, int]", decoder.raw_decode(text, at))
    except json.JSONDecodeError as error:
        said = f"not JSON: {error.msg}."
        refuse([mistake(name, error.lineno, "file", said, _WHOLE, column=error.colno)])
    except (ValueError, RecursionError) as error:
        raise wrong(name, line, "file", f"not JSON: {error!s:.200}.") from None
    raise AssertionError("a mistake is raised")


def _lines(text: str, fields: Mapping[str, Json], line: int) -> dict[str, int]:
    """The line of each key: where it stands first as a key, as near as one looks by eye."""
    found: dict[str, int] = {}
    counted_to = 0
    for match in re.finditer(r'"([^"\\]{1,60})"\s*:', text):
        line += text.count("\n", counted_to, match.start())
        counted_to = match.start()
        if match[1] in fields:
            found.setdefault(match[1], line)
    return found
