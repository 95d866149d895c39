"""What holds values in a case file: lists and mappings. All raise WrongValueError."""

from __future__ import annotations

from collections.abc import Callable

from routes.casefile.quoting import quoted
from routes.casefile.wrong import WrongValueError

UNAVOIDED = "none"
"""What stands for keeping out of no country."""


def listed(value: object) -> object:
    """A list with at least one item."""
    if value is None:
        raise WrongValueError(
            "has no value.", "Write a list: each item on its own line, after '- '."
        )
    if not isinstance(value, list):
        raise WrongValueError("must be a list.", "Put each item on its own line, after '- '.")
    if not value:
        raise WrongValueError("is an empty list.", "List at least one item, or delete the key.")
    return value


def one_or_many(value: object) -> object:
    """One text, or a list of texts."""
    return [value] if isinstance(value, str) else listed(value)


def chain(value: object) -> object:
    """One id or a list of ids; an empty list says that nobody is cited."""
    return value if value == [] else one_or_many(value)


def avoided(value: object) -> object:
    """One country or a list of them; an empty list, or 'none', for none at all."""
    if value == [] or (isinstance(value, str) and value.strip().casefold() == UNAVOIDED):
        return []
    if isinstance(value, dict):
        raise WrongValueError(
            "must be a list of countries, without keys of its own.",
            "Put each country on its own line, after '- '.",
        )
    return one_or_many(value)


def section(value: object) -> object:
    """A mapping from ids to entries, with at least one."""
    if value is None or value == {}:
        raise WrongValueError(
            "has no entries.", "Write at least one below it, indented by two spaces."
        )
    if not isinstance(value, dict):
        raise WrongValueError(
            "must hold entries, each with an id.", "Write 'some-id:' below it, indented."
        )
    return value


def people(value: object) -> object:
    """A mapping from ids to persons, whose names a message does not repeat."""
    if value is None or isinstance(value, dict):
        return section(value)
    raise WrongValueError("must hold persons, each with an id.", f"Write {_PERSON} below it.")


def person(value: object) -> object:
    """A mapping with the keys of a person: of a name alone nobody knows what to say instead."""
    if value is None or isinstance(value, dict):
        return entry(value)
    message = "must have keys of its own: a name alone has no role to stand for it."
    raise WrongValueError(message, f"Write it as in {_PERSON}.")


_PERSON = "'some-id: {role: a driver, name: ...}'"


def reasons(value: object) -> object:
    """A mapping from ids to texts that say why."""
    if value is None or isinstance(value, dict):
        return section(value)
    raise WrongValueError(
        "must say why, by the id of a place.", "Write 'id-of-the-place: why' below it, indented."
    )


def embargo(value: object) -> object:
    """A mapping with the days and the reason of an embargo."""
    if value is None or isinstance(value, dict):
        return entry(value)
    is_days = isinstance(value, str) and value.strip().isdigit()
    days = quoted(str(value), "30") if is_days else "30"
    raise WrongValueError(
        "must have keys of its own: how many days, and why.",
        f"Write 'embargo: {{days: {days}, because: ...}}'.",
    )


def entry(value: object) -> object:
    """A mapping with keys."""
    if value is None:
        raise WrongValueError("has no value.", "Write its keys below it, indented by two spaces.")
    if not isinstance(value, dict):
        raise WrongValueError(
            "must have keys of its own.", "Write 'key: value' lines below it, indented."
        )
    return value


def entry_or_text(key: str) -> Callable[[object], object]:
    """A mapping, or text that stands for a mapping with only ``key``."""

    def check(value: object) -> object:
        if isinstance(value, str):
            return {key: value}
        if isinstance(value, list):
            raise WrongValueError(
                "must be text, or keys of its own.", f"Write '{key}: ...' below it."
            )
        return entry(value)

    return check
