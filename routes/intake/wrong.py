"""What is wrong in a file, as an InputError that says where."""

from __future__ import annotations

from routes.errors import InputError, Mark, Mistake
from routes.intake.caps import MOST_MISTAKES

_LONGEST = 40


def wrong(name: str, line: int, key: str, message: str, hint: str | None = None) -> InputError:
    """An error of one mistake in the file called ``name``; ``line`` and the like start at 1."""
    return InputError([mistake(name, line, key, message, hint)])


def mistake(
    name: str, line: int, key: str, message: str, hint: str | None = None, *, column: int = 1
) -> Mistake:
    """A mistake with nothing in it that would steer a terminal or fill it."""
    return Mistake(Mark(_plain(name), line, column), _plain(key), _plain(message), hint)


def refuse(mistakes: list[Mistake]) -> None:
    """Raise InputError with the first mistakes, if there are any."""
    if mistakes:
        raise InputError(mistakes[:MOST_MISTAKES])


def shown(value: object) -> str:
    """A value of the file for a message: in quotation marks, cut when it is long."""
    text = value if isinstance(value, str) else None
    cut = value if text is None else text[:_LONGEST] + ("…" if len(text) > _LONGEST else "")
    return f"{cut!r:.60}"


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)
