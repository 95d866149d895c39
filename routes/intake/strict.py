"""What Python's reader of JSON lets pass and JSON does not: for its hooks."""

from __future__ import annotations

from typing import Any, NoReturn

from routes.intake.wrong import shown


def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of those pairs. Raises ValueError for a key that is there twice."""
    read = dict(pairs)
    if len(read) < len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)
        raise ValueError(f"the key {shown(twice)} is there twice")
    return read


def no_number(name: str) -> NoReturn:
    """Raise ValueError: NaN and Infinity are no numbers in JSON."""
    raise ValueError(f"{name} is no number in JSON")
