"""What tables cannot hold of an atlas: characters that break them, and what is no row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from routes.messages import Text, plural
from routes.model import Atlas
from routes.records import Row, Value

_BREAKING = re.compile("[\x00\ud800-\udfff]")
"""NUL, at which many programs take a text to end, and halves of pairs, which UTF-8 has not."""


def whole(text: str) -> str:
    """The text as plain text that no program cuts short: U+FFFD stands for what would do that."""
    return _BREAKING.sub("\ufffd", text)


def cell(value: Value) -> Value:
    """The value of a column, a text as `whole` gives it."""
    return whole(value) if isinstance(value, str) else value


def replaced(rows: Iterable[Row]) -> Iterator[Text]:
    """A sentence on the texts of ``rows`` that `whole` changes, if there are any."""
    values = (value for row in rows for value in row.columns.values())
    number = sum(isinstance(value, str) and _BREAKING.search(value) is not None for value in values)
    if number:
        yield plural(
            "{n} text holds a character that would cut it short: U+FFFD stands for it.",
            "{n} texts hold characters that would cut them short: U+FFFD stands for them.",
            number,
        )


def not_rows(atlas: Atlas) -> Iterator[Text]:
    """Sentences on what no layer has a row for."""
    silent = sum(not event.claims for event in atlas.case.events.values())
    if silent:
        yield plural(
            "{n} event that no claim is about is left out: events are told by their claims.",
            "{n} events that no claim is about are left out: events are told by their claims.",
            silent,
        )
    if atlas.case.checks:
        yield plural(
            "{n} check of geography is left out: it is only on the page.",
            "{n} checks of geography are left out: they are only on the page.",
            len(atlas.case.checks),
        )
