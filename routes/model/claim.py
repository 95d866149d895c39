"""What is said: a source asserting, denying or doubting something, and its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from routes.errors import Mark
from routes.model.source import When

Stance = Literal["asserts", "denies", "doubts"]

Credibility = Literal[1, 2, 3, 4, 5, 6]
"""Admiralty code: 1 confirmed ... 5 improbable, 6 cannot be judged."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words (W3C TextQuoteSelector: ``exact``, ``prefix``, ``suffix``).

    The words are those of the document the claim's source was read in.
    """

    exact: str
    prefix: str | None = None
    suffix: str | None = None
    language: str | None = None
    translation: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One source taking a stance on a leg, an itinerary, an event or a position.

    ``citing`` is the chain the source names for this claim, nearest first; its
    last member is the origin. Empty means that the source speaks for itself.
    """

    source: str
    stance: Stance = "asserts"
    quote: Quote | None = None
    says: str | None = None
    citing: tuple[str, ...] = ()
    credibility: Credibility | None = None
    when: When | None = None
    note: str | None = None
    mark: Mark | None = field(default=None, compare=False)

    @property
    def chain(self) -> tuple[str, ...]:
        """Source ids from the one that speaks to the origin."""
        return (self.source, *self.citing)

    @property
    def origin(self) -> str:
        """Id of the root of the chain: what corroboration counts."""
        return self.chain[-1]
