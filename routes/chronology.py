"""Which date lies after which, and tellings whose dates run against the order of their legs. Pure.

A date that is only about right, or not certain, lies after nothing and before nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from routes import wording
from routes.messages import Text, say
from routes.model import Case, Finding, Itinerary, Leg, When
from routes.titles import leg_title

_SEASON = re.compile(r"\d{4}-2[1-4]\b")
"""Of EDTF: south of the equator its months are others, and which are meant is not written."""


@dataclass(frozen=True, slots=True)
class Backwards:
    """A leg that is dated before one that it comes after, and the itineraries that have it so."""

    leg: str
    after: str
    itineraries: tuple[str, ...]


def backwards(case: Case, itineraries: Iterable[Itinerary]) -> tuple[Backwards, ...]:
    """Every leg dated wholly before an earlier leg of the same itinerary, each pair once.

    Of several earlier legs it is the nearest; whatever else comes after that one is not told
    again, for one date that is wrong would speak against all of them. A leg that an itinerary
    takes more than once is left out: its date does not say of which time it is.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for itinerary in itineraries:
        for pair in _pairs(case, itinerary):
            found.setdefault(pair, []).append(itinerary.id)
    return tuple(Backwards(*pair, tuple(ids)) for pair, ids in found.items())


def told(case: Case, found: Backwards) -> Text:
    """What is wrong with the order of two legs, in a sentence."""
    titles = [say("“{title}”", title=case.itineraries[i].title) for i in found.itineraries]
    return say(
        "In {versions} the dates do not follow the order of the legs: “{leg}” ({date}) comes "
        "after “{other}” ({earlier}).",
        versions=wording.shortlist(titles),
        leg=leg_title(case, found.leg),
        date=_dated(case.legs[found.leg]),
        other=leg_title(case, found.after),
        earlier=_dated(case.legs[found.after]),
    )


def out_of_order(case: Case) -> Iterator[Finding]:
    """A finding for every leg that is dated before one that it comes after."""
    for found in backwards(case, case.itineraries.values()):
        leg = case.legs[found.leg]
        about = f"legs.{leg.id}"
        yield Finding("dates-out-of-order", "warning", told(case, found), about, leg.mark)


def is_after(one: When | None, other: When | None) -> bool:
    """Whether a date lies wholly after another; never where one is in doubt."""
    if one is None or other is None or _is_in_doubt(one) or _is_in_doubt(other):
        return False
    return one.earliest is not None and other.latest is not None and one.earliest > other.latest


def _is_in_doubt(when: When) -> bool:
    return when.approximate or when.uncertain


def _pairs(case: Case, itinerary: Itinerary) -> Iterator[tuple[str, str]]:
    once = [case.legs[leg] for leg, times in Counter(itinerary.legs).items() if times == 1]
    dated = [(leg.id, dates) for leg in once if (dates := _dates(leg))]
    told_of: set[str] = set()
    for n, (leg, dates) in enumerate(dated):
        earlier = (one for one, theirs in reversed(dated[:n]) if _is_all_after(theirs, dates))
        nearest = next(earlier, None)
        if nearest is not None and nearest not in told_of:
            told_of.add(nearest)
            yield leg, nearest


def _is_all_after(these: Sequence[When], those: Sequence[When]) -> bool:
    if any(_SEASON.search(when.edtf) for when in (*these, *those)):
        return False
    return all(is_after(one, other) for one in these for other in those)


def _dates(leg: Leg) -> list[When]:
    """The date of a leg; where it has none, each that somebody who asserts it gives."""
    if leg.when is not None:
        return [leg.when]
    claimed = (claim.when for claim in leg.claims if claim.stance == "asserts")
    return [*{when.edtf: when for when in claimed if when is not None}.values()]


def _dated(leg: Leg) -> Text:
    return wording.listing([wording.when(date) or date.edtf for date in _dates(leg)])
