"""One thing that is otherwise in a new state of a case, and how the kinds of them are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from routes.messages import Text, say

Kind = Literal[
    "contradiction",
    "withdrawal",
    "standing",
    "corroboration",
    "addition",
    "check",
    "date",
    "place",
    "quote",
    "source",
    "computed",
    "withholding",
    "text",
    "renaming",
]

Effect = Literal["opposes", "contradicts", "confirms", "joins", "repeats", "adds"]
"""What a report does to what was in the case before.

It opposes what it denies or doubts; it contradicts what cannot be true together with it, by our
deduction. It confirms with an origin of its own, repeats one that was known, and joins those before
where nobody can tell whether its origin is another.
"""

KINDS: Mapping[Kind, Text] = {
    "contradiction": say("Contradicted, or no longer contradicted"),
    "withdrawal": say("Withdrawn"),
    "standing": say("What is reported, and what is only our reading"),
    "corroboration": say("Who stands behind it"),
    "addition": say("Added"),
    "check": say("What was computed of claims about geography"),
    "date": say("Dates"),
    "place": say("Places"),
    "quote": say("Words that are quoted"),
    "source": say("Sources"),
    "computed": say("Computed paths"),
    "withholding": say("Withheld, or shown again"),
    "text": say("Our own texts"),
    "renaming": say("Other ids, and nothing else"),
}
"""The headings of all kinds, what matters most first."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a claim: a quote in its language, or in ours what the source says.

    ``by`` is what its source is called.
    """

    by: str
    said: str
    is_quote: bool
    language: str | None = None
    translation: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is otherwise now, as a sentence.

    ``subject`` is the key of what it is about in the new state, as in ``legs.flight``; in the old
    one where it is gone. ``before`` and ``after`` are what changed in words, None for nothing.
    ``because`` are ids of the sources that made it so, ``quotes`` their words. ``effect`` is what
    they do to what was there, and ``others`` are the keys of what that is, if not the subject.
    """

    kind: Kind
    subject: str
    sentence: Text
    before: str | None = None
    after: str | None = None
    because: tuple[str, ...] = ()
    quotes: tuple[Words, ...] = ()
    effect: Effect | None = None
    others: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """Where in a case its subject stands, as in ``legs``."""
        return self.subject.partition(".")[0]
