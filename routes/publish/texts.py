"""What an author wrote, without what may not be published. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routes.errors import Mark
from routes.messages import Written, written
from routes.publish.scan import Hit, Names, find, redacted

OMITTED = "[…]"
"""What stands for words that are withheld, in texts of any language."""


def told_in_all(text: str | None) -> tuple[str, ...]:
    """A text in all its languages; nothing of none."""
    if text is None:
        return ()
    return tuple(text.told.values()) if isinstance(text, Written) else (text,)


@dataclass(frozen=True, slots=True)
class Secret:
    """All spellings of one thing that is withheld, and what is said instead, if anything is.

    Of a person, each part of the name counts alone. ``about`` is the key of the entry that makes
    it one, ``mark`` its line.
    """

    spellings: tuple[str, ...]
    instead: str | None = None
    is_person: bool = False
    about: str = ""
    mark: Mark | None = None


class Scrubber:
    """Takes secrets, coordinates, telephone numbers and addresses out of texts, and counts them."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        self._secrets = tuple(secrets)
        self._names = Names(
            [secret.spellings for secret in secrets],
            persons=[n for n, secret in enumerate(secrets) if secret.is_person],
        )
        self.taken: list[Hit] = []

    def is_clean(self, text: str) -> bool:
        """Whether nothing would be taken out of a text."""
        return not find(text, self._names)

    def hides(self, text: str) -> bool:
        """Whether a text holds one of the names; numbers do not count."""
        return any(hit.kind == "name" for hit in find(text, self._names))

    def text(self, text: str, language: str | None = None) -> str:
        """The text without what may not be published; itself where there is nothing to take.

        ``language`` is that of a text that is only there in one, if it is known.
        """
        if not isinstance(text, Written):
            kept, hits = self._one(text, language)
            self.taken += hits
            return kept
        told = {tag: self._one(each, tag) for tag, each in text.told.items()}
        if not any(hits for _, hits in told.values()):
            return text
        # What is left out of each language is one thing that is left out.
        most: tuple[Hit, ...] = max((hits for _, hits in told.values()), key=len)
        self.taken += most
        language = next(tag for tag, each in text.told.items() if each == str(text))
        return written({tag: kept for tag, (kept, _) in told.items()}, language)

    def address(self, url: str) -> str | None:
        """An address that tells nothing; None instead of one that does."""
        hits = find(url, self._names)
        self.taken += hits[:1]
        return None if hits else url

    def _one(self, text: str, language: str | None) -> tuple[str, tuple[Hit, ...]]:
        kept, hits = redacted(text, self._names, lambda hit: self._mark(hit, language))
        return (kept, hits) if hits else (text, ())

    def _mark(self, hit: Hit, language: str | None) -> str:
        instead = self._secrets[hit.ref].instead if hit.ref is not None else None
        if instead is None:
            return OMITTED
        told = instead.told.get(language or "") if isinstance(instead, Written) else None
        return f"[{told or instead}]"
