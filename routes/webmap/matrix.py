"""Claims by versions: which fits which. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from routes.consistency import Beside, Fit
from routes.messages import Written, say, written
from routes.model import Atlas, Case, Claim
from routes.titles import leg_title
from routes.webmap.reader_types import CellOut, MatrixOut, MatrixRow

_LONG = 110
"""So many characters of a quote stand in a row."""


_MORE = " …"

_BREAK = re.compile(r"\S(?=\s)|[\u3001\u3002\uff0c\uff1b\uff1a\uff01\uff1f]")
"""Behind what a quote is best cut: the end of a word, or of a clause by its wide punctuation."""

_JOINED = frozenset({"Mn", "Mc", "Me", "Cf"})


def matrix(atlas: Atlas, beside: Iterable[Beside]) -> MatrixOut:
    """Every claim of the case beside every version of the journey.

    ``beside`` is what `routes.consistency.consistency` finds of the case of ``atlas``. What is
    silent for no particular reason is left out of the cells.
    """
    case = atlas.case
    compared = set(atlas.comparison.compared)
    ordered = sorted(case.itineraries, key=lambda i: i not in compared)
    rows = [_row(case, row) for row in beside] if ordered else []
    return {"variants": ordered, "rows": rows}


def _row(case: Case, row: Beside) -> MatrixRow:
    claim = row.claim
    return {
        "label": case.sources[claim.source].label,
        "stance": claim.stance,
        "quote": _quote(claim),
        "says": claim.says or "",
        "on": _title(case, row),
        "about": {"kind": row.on, "id": row.id},
        "closes": row.closes,
        "weighs": row.weighs,
        "cells": {i: _cell(fit) for i, fit in row.fits.items() if fit.reason is not None},
    }


def _cell(fit: Fit) -> CellOut:
    return {
        "verdict": fit.verdict,
        "reason": fit.reason,
        "leg": fit.leg,
        "deduced": fit.deduced,
    }


def _quote(claim: Claim) -> str:
    """The words of a claim, as many as fit into a row."""
    if claim.quote is None:
        return ""
    words = claim.quote.translation or claim.quote.exact
    return say("“{quote}”", quote=_shortened(words))


def _shortened(text: str) -> str:
    """``text`` cut short in every language that it is written in."""
    if not isinstance(text, Written):
        return _cut(text)
    language = next(tag for tag, told in text.told.items() if told == text)
    return written({tag: _cut(told) for tag, told in text.told.items()}, language)


def _cut(text: str) -> str:
    """As much of ``text`` as fits, up to the end of a word or a clause if there is one nearby.

    Chinese and Japanese set no spaces between words: there it may end behind any character.
    """
    text = " ".join(text.split())
    if len(text) <= _LONG:
        return text
    end = _LONG - len(_MORE)
    # A mark that is written onto the character before it is not cut off from it.
    while end > 1 and unicodedata.category(text[end]) in _JOINED:
        end -= 1
    ends = [found.end() for found in _BREAK.finditer(text[: end + 1]) if found.end() <= end]
    if ends and ends[-1] > end // 2:
        end = ends[-1]
    return text[:end].rstrip() + _MORE


def _title(case: Case, row: Beside) -> str:
    if row.on == "leg":
        return leg_title(case, row.id)
    return case.itineraries[row.id].title if row.on == "variant" else case.events[row.id].title
