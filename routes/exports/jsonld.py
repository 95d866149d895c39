"""JSON-LD as text: one line for each thing, and no character that cuts a text short."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from routes.exports.unheld import whole

Json = Mapping[str, object]


def line(value: Json) -> str:
    """A thing as JSON on one line. Raises ValueError for a number that JSON does not know."""
    return json.dumps(_whole(value), ensure_ascii=False, allow_nan=False)


def lines(values: Sequence[Json]) -> str:
    """The members of an array, each on a line of its own."""
    return ",\n".join(map(line, values))


def _whole(value: object) -> object:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, Mapping):
        return {key: _whole(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(each) for each in value]
    return value
