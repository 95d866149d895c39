"""What a bibliography says of the sources of an atlas, before any format. Pure.

See docs/bibliography.md for what stands where.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from routes.messages import Text, plural, say
from routes.model import Atlas, Source, When
from routes.records import NOT_FOR_PUBLICATION

Kind = Literal["webpage", "document", "personal_communication"]
"""As CSL 1.0.2 calls it. A case does not say whether a source is a paper, a report or a book."""

_SPACE = re.compile(r"\s+")
_NOT_TEXT = ("Cc", "Cs")


@dataclass(frozen=True, slots=True)
class Work:
    """A source as a bibliography has it.

    ``facts`` are what no bibliography has a field for, as keys and values of one line each.
    ``is_silenced`` says that somebody is behind it who is not named.
    """

    id: str
    kind: Kind
    title: str | None
    publisher: str | None
    author: str | None
    issued: When | None
    language: str | None
    url: str | None
    archive: str | None
    facts: tuple[tuple[str, str], ...]
    is_silenced: bool = False


def works(atlas: Atlas) -> tuple[Work, ...]:
    """All sources of ``atlas``, in the order of the case.

    Who is anonymous or withheld has no name in it, also in an atlas for the desk: bibliographies
    are shared, and synchronised with servers.
    """
    return tuple(_work(source, atlas) for source in atlas.case.sources.values())


def losses(found: tuple[Work, ...]) -> Iterator[Text]:
    """What every bibliography loses of these works, in sentences."""
    told = sum(bool(_without_notice(work)) for work in found)
    if told:
        yield plural(
            "A bibliography has no field for reliability, identity and who relies on whom: of "
            "{n} source they stand in its notes.",
            "A bibliography has no field for reliability, identity and who relies on whom: of "
            "{n} sources they stand in their notes.",
            told,
        )
    silent = sum(work.is_silenced for work in found)
    if silent:
        yield plural(
            "{n} source is left without the name of who is behind it.",
            "{n} sources are left without the names of who is behind them.",
            silent,
        )


def plain(text: str) -> str:
    """``text`` on one line, with U+FFFD for every character that is none or controls something."""
    line = _SPACE.sub(" ", text).strip()
    return "".join("\ufffd" if unicodedata.category(c) in _NOT_TEXT else c for c in line)


def _work(source: Source, atlas: Atlas) -> Work:
    is_hidden = source.withhold
    is_silenced = bool(is_hidden or (source.identity == "anonymous" and source.author))
    author = None if is_silenced else _line(source.author)
    title = say("a source that is withheld") if is_hidden else source.title
    publisher, url = (None, None) if is_hidden else (_line(source.publisher), _line(source.url))
    if is_silenced and not (title or publisher):
        title = say("a source that is withheld")
    return Work(
        id=source.id,
        kind=_kind(source, is_hidden=is_hidden),
        title=_line(title),
        publisher=publisher,
        author=author,
        issued=None if is_hidden else source.issued,
        language=None if is_hidden else source.language,
        url=url,
        archive=None if is_hidden else _line(source.archive),
        facts=tuple(_facts(source, atlas)),
        is_silenced=is_silenced,
    )


def _kind(source: Source, *, is_hidden: bool) -> Kind:
    """By what is known of it alone: an address, a publisher, or only that somebody spoke."""
    if is_hidden:
        return "personal_communication"
    if source.url:
        return "webpage"
    if source.publisher or source.identity == "unidentified":
        return "document"
    is_work = source.title and source.author and source.identity == "named"
    return "document" if is_work else "personal_communication"


def _facts(source: Source, atlas: Atlas) -> Iterator[tuple[str, str]]:
    if atlas.release.is_internal:
        yield "notice", NOT_FOR_PUBLICATION
    if source.identity != "named" or source.withhold:
        yield "identity", "anonymous" if source.withhold else source.identity
    if source.reliability:
        yield "reliability", source.reliability
    if source.read_in:
        yield "read-in", source.read_in
    if source.citing:
        yield "citing", ", ".join(source.citing)
    if source.sha256 and not source.withhold:
        yield "sha256", source.sha256
    if source.note and not source.withhold:
        yield "remark", plain(source.note)


def _without_notice(work: Work) -> list[str]:
    return [key for key, _ in work.facts if key not in ("notice", "remark")]


def _line(text: str | None) -> str | None:
    return (plain(text) or None) if text else None
