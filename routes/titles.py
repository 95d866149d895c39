"""What the parts of a case are called where a case leaves that open. Pure."""

from __future__ import annotations

from routes.messages import say
from routes.model import Case


def leg_title(case: Case, leg: str) -> str:
    """The title of the leg with that id, or where it goes from and to."""
    told = case.legs[leg]
    return told.title or say(
        "{start} to {end}",
        start=case.places[told.start].shown,
        end=case.places[told.end].shown,
    )
