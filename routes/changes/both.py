"""Two states of a case side by side, and what its parts are called in either. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from routes.changes.change import Words
from routes.changes.match import Matched
from routes.messages import Text, say
from routes.model import Atlas, Claim, Source, read_through
from routes.titles import leg_title
from routes.wording import when


@dataclass(frozen=True, slots=True)
class Both:
    """The old and the new state, and which entry is which."""

    old: Atlas
    new: Atlas
    matched: Matched

    def pairs(self, section: str) -> Iterator[tuple[Any, Any]]:
        """The entries of a section that both states have, in the new order."""
        before = self.matched.before(section)
        was, now = getattr(self.old.case, section), getattr(self.new.case, section)
        yield from ((was[before[i]], entry) for i, entry in now.items() if i in before)

    def gone(self, section: str) -> list[Any]:
        """The entries that only the old state has."""
        kept = self.matched.now[section]
        return [each for i, each in getattr(self.old.case, section).items() if i not in kept]

    def added(self, section: str) -> list[Any]:
        """The entries that only the new state has."""
        known = self.matched.before(section)
        return [each for i, each in getattr(self.new.case, section).items() if i not in known]

    def is_moved(self, section: str, was: str, now: str) -> bool:
        """Whether two ids, an old and a new one, are those of different entries."""
        return self.matched.new_id(section, was) != now


def source_title(source: Source) -> Text:
    """A source as a reader recognises it, with its date: "Fontanka (12 September 2016)"."""
    date = when(source.issued)
    if date is None:
        return say("{source}", source=source.label)
    return say("{source} ({date})", source=source.label, date=date)


def leg_named(atlas: Atlas, leg: str) -> Text:
    """The title of a leg in quotation marks."""
    return quoted(leg_title(atlas.case, leg))


def quoted(title: str) -> Text:
    """A title in quotation marks."""
    return say("“{title}”", title=title)


def words(atlas: Atlas, claims: Iterable[Claim]) -> tuple[Words, ...]:
    """The words of claims, of each that has any."""
    return tuple(each for claim in claims if (each := _words(atlas, claim)))


def _words(atlas: Atlas, claim: Claim) -> Words | None:
    sources, quote = atlas.case.sources, claim.quote
    by = sources[claim.source].label
    if quote is None:
        return Words(by, claim.says, is_quote=False) if claim.says else None
    *_, document = (claim.source, *read_through(claim.source, sources))
    language = quote.language or sources[document].language
    return Words(by, quote.exact, True, language, quote.translation)


def reporters(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The sources of claims, each once."""
    return tuple(dict.fromkeys(claim.source for claim in claims))
