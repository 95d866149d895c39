"""Claims by versions: which fits which. Pure."""

from __future__ import annotations

from routes.consistency import Beside, Fit, consistency
from routes.messages import say
from routes.model import Atlas, Case, Claim
from routes.titles import leg_title
from routes.webmap.reader_types import CellOut, MatrixOut, MatrixRow


def matrix(atlas: Atlas) -> MatrixOut:
    """Every claim of the case beside every version of the journey.

    What is silent for no particular reason is left out of the cells.
    """
    case = atlas.case
    compared = set(atlas.comparison.compared)
    ordered = sorted(case.itineraries, key=lambda i: i not in compared)
    rows = (
        [_row(case, row) for row in consistency(case, atlas.comparison.at_odds)] if ordered else []
    )
    return {"variants": ordered, "rows": rows}


def _row(case: Case, row: Beside) -> MatrixRow:
    claim = row.claim
    return {
        "label": case.sources[claim.source].label,
        "stance": claim.stance,
        "says": _says(claim),
        "on": _title(case, row),
        "about": {"kind": row.on, "id": row.id},
        "closes": row.closes,
        "weighs": row.weighs,
        "cells": {i: _cell(fit) for i, fit in row.fits.items() if fit.reason is not None},
    }


def _cell(fit: Fit) -> CellOut:
    return {"verdict": fit.verdict, "reason": fit.reason, "leg": fit.leg}


def _says(claim: Claim) -> str:
    """What a claim says, in our words where there are some."""
    if claim.says:
        return claim.says
    if claim.quote is None:
        return ""
    return say("“{quote}”", quote=claim.quote.translation or claim.quote.exact)


def _title(case: Case, row: Beside) -> str:
    if row.on == "leg":
        return leg_title(case, row.id)
    return case.itineraries[row.id].title if row.on == "variant" else case.events[row.id].title
