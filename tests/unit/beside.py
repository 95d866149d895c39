"""Claims beside versions, as the page gets them."""

from __future__ import annotations

from routes.consistency import Beside, consistency
from routes.model import Atlas


def beside(atlas: Atlas) -> tuple[Beside, ...]:
    """What every claim of the case of an atlas means for every version."""
    return consistency(atlas.case, atlas.comparison.at_odds, atlas.places)
