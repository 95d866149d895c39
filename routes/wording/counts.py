"""Numbers with their nouns, for the command line, which speaks English."""

from __future__ import annotations


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 report", "2 reports".

    What the page shows uses `routes.messages.plural`, which has a form for every language.
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
