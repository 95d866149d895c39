"""Routes that people may be on now are not published. Pure; today's date is given."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from routes.errors import Mark, Mistake, NotForPublication
from routes.model import Case, Finding, Itinerary, Leg

USUAL_DAYS = 365
"""How old a route in use must be, unless an editor says otherwise."""


def check_embargo(case: Case, today: str) -> tuple[Finding, ...]:
    """Raise NotForPublication for routes in use that are younger than the embargo of ``case``.

    ``today`` is an ISO day. A leg is in use unless it, or each itinerary that has it, is closed or
    hypothetical. One that nothing dates is a finding; so is an event that is as young.
    """
    embargo = case.publishing.embargo
    days = embargo.days if embargo else USUAL_DAYS
    young: list[Mistake] = []
    undated: list[Finding] = []
    for leg in _in_use(case, today):
        last = _last_day(case, leg)
        about = f"legs.{leg.id}"
        if last is None:
            message = "nothing dates this route, so it is not known whether anybody is on it now."
            undated.append(
                Finding("age-unknown", "warning", message, about, leg.mark,
                        ("Add 'when', or the date on which a source was published.",))
            )  # fmt: skip
        elif (age := max(_days_between(last, today), 0)) < days:
            told = f"is in use, and {age} days old at most" if age > 0 else "is in use"
            message = f"the route {told}; it may be published {days} days after it was last used."
            mark = leg.mark or Mark(case.file or case.id, 1)
            # What can be done is the same for all: said once.
            young.append(Mistake(mark, about, message, None if young else _HINT))
    if young:
        raise NotForPublication(young)
    return (*undated, *_young_events(case, today, days))


def _young_events(case: Case, today: str, days: int) -> Iterator[Finding]:
    """Events are no routes, and news: they are published, but not without a word."""
    for event in case.events.values():
        dates = [event.when, *(claim.when for claim in event.claims)]
        last = max((when.latest or NEVER for when in dates if when), default=None)
        if last is not None and max(_days_between(last, today), 0) < days:
            message = f"it may be less than {days} days ago: does it show where somebody is now?"
            yield Finding("event-young", "warning", message, f"events.{event.id}", event.mark)


_HINT = (
    "Wait; say 'status: closed' if nobody can go that way any more; or, if it harms nobody, add "
    "'publish: {embargo: {days: ..., because: ...}}' to the case. For the desk alone, use "
    "--profile internal."
)


def _in_use(case: Case, today: str) -> Iterator[Leg]:
    for leg in case.legs.values():
        last = _last_day(case, leg) or ""
        tellings = [case.itineraries[i] for i in case.itineraries_with(leg.id)]
        if not _is_over(leg, last, today) and (
            not tellings or not all(_is_over(each, last, today) for each in tellings)
        ):
            yield leg


def _is_over(way: Leg | Itinerary, last: str, today: str) -> bool:
    """Whether nobody can be on a way: it is only weighed, or somebody says that it was closed.

    That has to have been by ``today``, and not before it was used for the ``last`` time.
    """
    if way.status == "hypothetical":
        return True
    if way.status != "closed" or way.closure is None:
        return False
    since = way.closure.since
    is_told = any(claim.stance == "asserts" for claim in way.closure.claims)
    began = since.earliest or since.latest or NEVER
    return is_told and began <= today and last <= (since.latest or NEVER)


NEVER = "9999-12-31"
"""The day on which a date that is open ends."""


def _last_day(case: Case, leg: Leg) -> str | None:
    """The last ISO day on which a leg may have been used; `NEVER` where that is open.

    By its own date and those of its claims. Where it has none, a claim without a date is as old
    as its report, and without any claim a leg is as old as the latest report.
    """
    dates = [leg.when, *(claim.when for claim in leg.claims)]
    if leg.when is None:
        undated = [claim for claim in leg.claims if claim.when is None]
        dates += [case.sources[claim.source].issued for claim in undated]
    known = [when for when in dates if when is not None]
    known = known or [s.issued for s in case.sources.values() if s.issued is not None]
    return max((when.latest or NEVER for when in known), default=None)


def _days_between(day: str, today: str) -> int:
    return int((np.datetime64(today, "D") - np.datetime64(day, "D")).astype(int))
