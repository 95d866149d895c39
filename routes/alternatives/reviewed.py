"""What reviewed tables say of crossings, borders and areas, put for a reader of one answer."""

from __future__ import annotations

import re

from routes.hindsight import kept, known_on
from routes.networks.graph import Closure, CrossingFact, LinkFact
from routes.wording import iso_date

_RAIL = re.compile(r"\b(rails?|railway|trains?)\b", re.IGNORECASE)
_ROAD = re.compile(r"\b(roads?|motorway|lorry|lorries|cars|bus|buses|foot)\b", re.IGNORECASE)

_STATUS = re.compile(
    r"\b(open|opens|opened|opening|reopened|closed|closes|closing|closure|stopped|ended|since"
    r"|until|not opened)\b|\b(19|20)\d\d\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)")

_UNOPENED = re.compile(r"\s*\((from memory, )?not opened[^()]*\)")
_FROM_MEMORY = "which was not opened for this row"
_UNCHECKED = " (not checked for this map)"

_SINCE_YEAR = re.compile(r"\bsince [^;.]*\b(19|20)\d\d\b")
_SINCE_THEN = re.compile(r" since(?=[;,.]|$)")


def carries(fact: CrossingFact, mode: str) -> bool:
    """Whether a reviewed crossing may be told for a path by ``mode``, rail or road.

    The table of crossings says so, else its name, else its note. Where none of them says by
    what one crosses, it may be.
    """
    if fact.modes:
        return mode in fact.modes
    for said in (fact.name, fact.note or ""):
        by = {name for name, words in (("rail", _RAIL), ("road", _ROAD)) if words.search(said)}
        if by:
            return mode in by
    return True


def described(note: str | None) -> str | None:
    """What a note says of a place itself, without its opening and closing.

    These have their dates in the table of closures; in a note they would be told of journeys
    before and after alike. A year within brackets is that of a document.
    """
    if note is None:
        return None
    return kept(note, lambda clause: not _STATUS.search(_BRACKETS.sub("", clause)))


def source_told(source: str) -> str:
    """A source by its name, and whether it was looked at for the table."""
    named, unopened = _UNOPENED.subn("", source)
    return f"{named}{_UNCHECKED}" if unopened else source


def link_source(fact: LinkFact) -> str:
    """The source of a link, which may be said to be unchecked in its note."""
    told = source_told(fact.source)
    unchecked = _FROM_MEMORY in (fact.note or "") and not told.endswith(_UNCHECKED)
    return f"{told}{_UNCHECKED}" if unchecked else told


def why(closure: Closure, date: str | None) -> str:
    """Why something is closed, as far as it was known on ``date``.

    Says until when, where that is all the table has: of what was not open yet.
    """
    reason = known_on(closure.reason, date) or closure.reason
    if closure.since is None and closure.until is not None:
        return _with(reason, f"until {iso_date(closure.until)}")
    return reason


def remark(closure: Closure, date: str | None) -> str:
    """What must be said of a border or an area on ``date``, with its time and its source."""
    reason = known_on(closure.reason, date) or closure.reason
    is_dated = _SINCE_YEAR.search(reason) or (closure.since or "")[:4] in reason
    if closure.since is not None and not is_dated:
        reason = _with(_SINCE_THEN.sub("", reason), f"since {iso_date(closure.since)}")
    elif closure.since is None:
        reason = why(closure, date)
    return f"{reason.rstrip('.')}. Source: {source_told(closure.source)}."


def _with(reason: str, added: str) -> str:
    return f"{reason.rstrip('.')} ({added})."
