"""Texts of reviewed tables without what only happened after the date that one asks about. Pure.

A table tells in one sentence what happened over years. Beside a journey of 2016 a reader must
not be told of 2022.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile

from routes.wording import MONTHS

_SENTENCE = re.compile(r"(?<! St\.)(?<=[.!?])\s+(?=[^\W\d_a-z])")
_CLAUSE = re.compile(r";\s+(?![^()]*\))")  # not within brackets
_DATE = rf"(?:(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) )?(?<!/)\b(?:1[89]|20)\d\d\b(?!/)"
_RANGE = re.compile(rf"\bfrom ({_DATE}) to ({_DATE})")
_UNTIL = re.compile(rf"\s*\buntil ({_DATE})", re.IGNORECASE)


def known_on(text: str | None, date: str | None) -> str | None:
    """What of ``text`` could be said on ``date`` (ISO 8601): all of it without a date.

    Clauses that name a later year, month or day are left out. "From 2011 to 2024" becomes
    "since 2011" in between, and an "until" that lies ahead goes, with what follows on it. What
    names no date stays. None if nothing is left.
    """
    if text is None or date is None:
        return text
    return _told(list(_known(sentence, date)) for sentence in _SENTENCE.split(text.strip()))


def kept(text: str, wanted: Callable[[str], bool]) -> str | None:
    """The clauses of ``text`` that are ``wanted``, as sentences; None if none is.

    Clauses end at full stops and semicolons. The rest of a sentence goes with a clause that is
    not wanted: it may lean on that, as in "since then".
    """
    sentences = _SENTENCE.split(text.strip())
    return _told(list(takewhile(wanted, _CLAUSE.split(each))) for each in sentences)


def _told(sentences: Iterable[Sequence[str]]) -> str | None:
    """Clauses as sentences, with a capital and a full stop each."""
    said = ("; ".join(clauses) for clauses in sentences if clauses)
    ended = (each if each.endswith((".", "!", "?")) else f"{each}." for each in said)
    return " ".join(f"{each[0].upper()}{each[1:]}" for each in ended) or None


def _known(sentence: str, date: str) -> Iterator[str]:
    for clause in _CLAUSE.split(_RANGE.sub(lambda found: _begun(found, date), sentence)):
        endless = _UNTIL.sub(lambda found: "" if _is_later(found[1], date) else found[0], clause)
        if any(_is_later(named, date) for named in re.findall(_DATE, endless)):
            return
        if endless.strip():
            yield endless.strip()
        if endless != clause:
            return


def _begun(found: re.Match[str], date: str) -> str:
    first, last = found.groups()
    is_between = _is_later(last, date) and not _is_later(first, date)
    return f"since {first}" if is_between else found[0]


def _is_later(written: str, date: str) -> bool:
    """Whether "2022", "May 2022" or "1 May 2022" lies after an ISO date, as exact as both are."""
    *day, month, year = ["", *written.split()][-3:] if " " in written else ["", written]
    parts = [year]
    if month:
        parts.append(f"{MONTHS.index(month) + 1:02}")
    if day and day[0]:
        parts.append(f"{int(day[0]):02}")
    iso = "-".join(parts)
    exact = min(len(iso), len(date))
    return iso[:exact] > date[:exact]
