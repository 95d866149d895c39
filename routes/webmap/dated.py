"""When a leg was, as far as anybody says. Pure.

What has a date, and what is undated, is decided here for the sentences, the filters and the time.
"""

from __future__ import annotations

from collections.abc import Iterator

from routes.model import Atlas, Claim, Leg, When


def dates(atlas: Atlas, leg: Leg) -> list[When]:
    """The dates of a leg, each once: its own, and those of who asserts it or versions with it.

    Who denies or doubts a leg does not date it, and neither does its closure.
    """
    claimed = (claim.when for claim in _asserting(atlas, leg))
    found = {when.edtf: when for when in (leg.when, *claimed) if when is not None}
    return [*found.values()]


def is_dated(atlas: Atlas, leg: Leg) -> bool:
    """Whether a report says when a leg was, or we read it out of what is reported."""
    return bool(dates(atlas, leg))


def _asserting(atlas: Atlas, leg: Leg) -> Iterator[Claim]:
    versions = (atlas.case.itineraries[i] for i in atlas.case.itineraries_with(leg.id))
    for claims in (leg.claims, *(version.claims for version in versions)):
        yield from (claim for claim in claims if claim.stance == "asserts")
