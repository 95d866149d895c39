"""Who says so: published reports, the voices they quote, and vague dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from routes.errors import Mark

Reliability = Literal["A", "B", "C", "D", "E", "F"]
"""Admiralty code: A completely reliable ... E unreliable, F cannot be judged."""

Identity = Literal["named", "anonymous", "unidentified"]
"""How far a source is known.

``named``: a publication, person, group or office with a name. ``anonymous``:
one particular person, group or office whose name is withheld.
``unidentified``: somebody a report mentions without saying who ("another
report", "several outlets"); it may be the same as a source listed elsewhere,
so it never counts as certainly independent.
"""


@dataclass(frozen=True, slots=True)
class When:
    """A date that may be vague.

    ``edtf`` is the text as written (EDTF, ISO 8601-2). ``earliest`` and
    ``latest`` are the ISO days that it spans, both inclusive, or None where the
    date is open on that side.
    """

    edtf: str
    earliest: str | None
    latest: str | None
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A published report, or a voice that reports quote.

    ``read_in`` names the source in which this one was read, when it was not
    seen itself: its quotes are then in that source's words. ``citing`` is the
    chain of sources this one relies on for everything it says here, nearest
    first; a claim may give a chain of its own instead. ``sha256`` is that of the document
    as it was read, in hexadecimal digits. Who is behind one to ``withhold`` is never published.
    """

    id: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    issued: When | None = None
    language: str | None = None
    url: str | None = None
    archive: str | None = None
    reliability: Reliability | None = None
    identity: Identity = "named"
    read_in: str | None = None
    citing: tuple[str, ...] = ()
    sha256: str | None = None
    seed: str | None = None
    withhold: bool = False
    note: str | None = None
    mark: Mark | None = field(default=None, compare=False)

    @property
    def label(self) -> str:
        """The shortest name a reader recognises: publisher, author, title or id."""
        return self.publisher or self.author or self.title or self.id


def read_through(source: str, sources: Mapping[str, Source]) -> Iterator[str]:
    """Ids of the documents a source was read in, nearest first; none if it was seen itself."""
    parent = sources[source].read_in
    while parent is not None:
        yield parent
        parent = sources[parent].read_in
