"""What changed between two states of a case, as a page that asks nothing of the network.

Text goes in by the template's own escaping; there is no script in it. See
``docs/decisions/page-security.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from routes.changes import Change, Words, grouped, headlines
from routes.messages import Text, say
from routes.messages.tongue import interface
from routes.model import Atlas
from routes.records import NOT_FOR_PUBLICATION
from routes.records.version import version_id
from routes.webmap.parts import INTERNAL
from routes.webmap.shell import Block, asset, filled

_SHEETS = ("base.css", "changes.css")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class _Quote(NamedTuple):
    """The words of a source; ``language`` is empty for words of ours."""

    by: str
    words: str
    is_quote: bool
    language: str
    translation: str | None


class _Item(NamedTuple):
    """A change; ``values`` is what its sentence does not tell: before and after."""

    sentence: str
    values: list[tuple[Text, str]]
    quotes: list[_Quote]


def html(found: Sequence[Change], old: Atlas, new: Atlas) -> str:
    """The complete page as one file, ASCII only. Same changes, same bytes.

    ``found`` is what `routes.changes.changes` tells of the two atlases.
    """
    language = interface(new.case.language)
    mark = NOT_FOR_PUBLICATION if new.release.is_internal else None
    sheets = (*_SHEETS, *([INTERNAL] if mark else ()))
    texts = {
        "mark": mark,
        "title": new.case.title,
        "headlines": headlines(found),
        "groups": [(title, [_item(each) for each in some]) for title, some in grouped(found)],
        "old": version_id(old),
        "new": version_id(new),
    }
    style = Block("changes.css", "\n".join(map(asset, sheets)), is_packed=False)
    return filled("changes.html", [style], texts, language=language, constant={})


def _item(change: Change) -> _Item:
    return _Item(change.sentence, [*_values(change)], [_quote(each) for each in change.quotes])


def _values(change: Change) -> Iterator[tuple[Text, str]]:
    """What stood there and what stands there, where the sentence does not say so."""
    said = [each.said for each in change.quotes]
    for word, value in ((say("Before"), change.before), (say("Now"), change.after)):
        if value is not None and str(value) not in change.sentence and value not in said:
            yield word, value


def _quote(words: Words) -> _Quote:
    tag = words.language or ""
    language = tag if words.is_quote and _LANGUAGE.fullmatch(tag) else ""
    return _Quote(words.by, words.said, words.is_quote, language, words.translation)
