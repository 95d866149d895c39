"""One value that is not what its key asks for."""

from __future__ import annotations


class WrongValueError(ValueError):
    """What is wrong with a value, and in ``hint`` what would be right.

    Never leaves the reader: it becomes a Mistake with a position.
    """

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
