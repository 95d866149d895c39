"""A file of a stranger, with what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Content = bytes | Callable[[], bytes]


@dataclass(frozen=True)
class Odd:
    """A file by name, with its content, and words of the refusal; without, it is read."""

    name: str
    content: Content
    words: str = ""

    @property
    def bytes(self) -> bytes:
        """The content, made now if need be."""
        return self.content() if callable(self.content) else self.content
