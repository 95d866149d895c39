"""One value that is not what its key asks for."""

from __future__ import annotations

from collections.abc import Callable

from routes.casefile.quoting import opened


class WrongValueError(ValueError):
    """What is wrong with a value, and in ``hint`` what would be right.

    A hint that takes time to find is given as a function: of a file with very many
    mistakes only the first ones are reported. Never leaves the reader: it becomes a
    Mistake with a position.
    """

    def __init__(self, message: str, hint: str | Callable[[], str] | None = None) -> None:
        super().__init__(opened(message))
        self.said, self._hint = message, hint

    @property
    def advice(self) -> str | None:
        """What would be right, in a sentence; what it quotes is marked, as in ``said``."""
        return self._hint() if callable(self._hint) else self._hint

    @property
    def message(self) -> str:
        """What is wrong, with what it quotes."""
        return opened(self.said)

    @property
    def hint(self) -> str | None:
        """What would be right, with what it quotes."""
        advice = self.advice
        return advice and opened(advice)
