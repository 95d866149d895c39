"""Where people may be now is not published. Pure; today's date is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from routes.errors import Mark, Mistake
from routes.model import Case, Event, Finding, Itinerary, Leg

USUAL_DAYS = 365
"""How old a route in use must be, unless an editor says otherwise."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the age of a case speaks for: ``refusals`` forbid its publication, ``findings`` warn."""

    refusals: tuple[Mistake, ...]
    findings: tuple[Finding, ...]


def weigh_age(case: Case, today: str) -> Weighed:
    """Refuse routes in use that are younger than the embargo of ``case``, or that nothing dates.

    ``today`` is an ISO day. A leg is in use unless it, or each itinerary that has it, is closed or
    hypothetical. Where an editor made the embargo shorter than usual, a route without a date is
    only a finding; so is an event that is young, unless it was at a place that the case protects.
    """
    embargo = case.publishing.embargo
    days = embargo.days if embargo else USUAL_DAYS
    refusals: list[Mistake] = []
    findings: list[Finding] = []
    for leg in _in_use(case, today):
        last = _last_day(case, leg)
        if last is not None and (age := max(_days_between(last, today), 0)) >= days:
            continue
        about, mark = f"legs.{leg.id}", leg.mark or Mark(case.file or case.id, 1)
        if last is not None:
            told = f"is in use, and {age} days old at most" if age > 0 else "is in use"
            message = f"the route {told}; it may be published {days} days after it was last used."
            refusals.append(Mistake(mark, about, message, f"{_WAIT} {_unless(case)}"))
        elif not _is_shorter(case):
            refusals.append(Mistake(mark, about, _UNDATED, f"{_DATE_IT} {_unless(case)}"))
        else:
            findings.append(Finding("age-unknown", "warning", _UNDATED, about, mark, (_DATE_IT,)))
    events = _young_events(case, today, days)
    refusals += events.refusals
    return Weighed(_said_once(refusals), (*findings, *events.findings))


def _is_shorter(case: Case) -> bool:
    """Whether an editor decided that less than the usual age is enough."""
    embargo = case.publishing.embargo
    return embargo is not None and embargo.days < USUAL_DAYS


def _said_once(refusals: list[Mistake]) -> tuple[Mistake, ...]:
    """The refusals, with what can be done where it is first told."""
    said: set[str | None] = set()
    told: list[Mistake] = []
    for each in refusals:
        told.append(replace(each, hint=None) if each.hint in said else each)
        said.add(each.hint)
    return tuple(told)


def _young_events(case: Case, today: str, days: int) -> Weighed:
    """Events are news, and published, with a word: but not where somebody is to be protected.

    At a place that the case makes coarser on purpose, a young one says where somebody is now as
    a route does. At one that is withheld none is told.
    """
    refusals: list[Mistake] = []
    findings: list[Finding] = []
    for event in case.events.values():
        last, shown = _last_day(case, event), case.places[event.place].publish
        is_young = last is None or max(_days_between(last, today), 0) < days
        about, mark = f"events.{event.id}", event.mark or Mark(case.file or case.id, 1)
        if shown not in (None, "site", "withheld"):
            if is_young and (last is not None or not _is_shorter(case)):
                message = f"it may be less than {days} days ago, at a place that is protected."
                refusals.append(Mistake(mark, about, message, f"{_HIDE_IT} {_unless(case)}"))
        elif shown != "withheld" and is_young and _is_dated(event):
            message = f"it may be less than {days} days ago: does it show where somebody is now?"
            findings.append(Finding("event-young", "warning", message, about, mark))
    return Weighed(tuple(refusals), tuple(findings))


def _is_dated(event: Event) -> bool:
    return any(each is not None for each in (event.when, *(claim.when for claim in event.claims)))


_WAIT = "Wait, or say 'status: closed' if nobody can go that way any more."
_HIDE_IT = "Wait, or give its place 'publish: withheld'."
_UNDATED = "nothing dates this route, so it is not known whether anybody is on it now."
_DATE_IT = "Add 'when', or the date on which a source was issued."


def _unless(case: Case) -> str:
    """What an editor can do who knows better: in the words of a file, or of a program."""
    if case.file is None:
        return (
            f"If it harms nobody, give an embargo of fewer than {USUAL_DAYS} days, with the reason:"
            " embargo=(days, because). For the desk alone, build it with profile='internal'."
        )
    add = "add 'publish: {embargo: {days: ..., because: ...}}' to the case"
    if case.file.endswith(".csv"):
        add = "fill in 'case-embargo-days' and 'case-embargo-because'"
    return (
        f"If it harms nobody, {add}, with fewer than {USUAL_DAYS} days. For the desk alone, use"
        " --profile internal."
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


def _last_day(case: Case, leg: Leg | Event) -> str | None:
    """The last ISO day on which a leg may have been used, or an event been; `NEVER` if open.

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
