"""Sentences that belong beside the paths: what they rest on, and what could not be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routes import wording
from routes.alternatives.refusals import day
from routes.messages import Text, say
from routes.model import Alternative, Place, Wanted, When
from routes.networks import TRANSFER_M

_ROAD = say("Road lengths are estimates: in the median the network is 6 % shorter than published.")
"""How that was measured: docs/alternatives.md."""


_FASTEST = say(
    "“At least” is at the speed of the fastest trains of each country, on whichever line it is: "
    "most lines are slower, so most journeys take much longer."
)

_REVIEWED_FROM = "1990"

_FERRIES = say("On ferries both times are those of ships; waiting for one is in neither.")


def notes(wanted: Wanted, end: Place | None, paths: Sequence[Alternative]) -> Iterator[str]:
    """What a reader must know who sees the ``paths`` that were found, or the reach."""
    if not paths and wanted.hours is None:
        if wanted.mode not in ("sea", "air"):
            yield _borders(wanted.when)
            yield from _old(wanted)
        return
    yield wording.NO_SOURCE
    if wanted.mode == "air":
        yield say(
            "Straight lines between airports; airways and the countries overflown are not known."
        )
        return
    yield say("The lines are schematic: between towns the data hold few points.")
    if wanted.mode == "sea":
        yield from _sea(wanted)
    else:
        yield _borders(wanted.when)
        yield from _land(wanted, paths)
    yield from _old(wanted)
    if wanted.hours is not None:
        return
    if end is not None and end.is_vague:
        yield say(
            "“{area}” is an area: each path ends where it first crosses its border. Other "
            "crossings than the nearest may be up to 2.5 times as far.",
            area=end.label,
        )
    if len(paths) <= wanted.count:
        yield _fewer(len(paths) - 1, wanted.count, is_border=end is not None and end.is_vague)


def _land(wanted: Wanted, paths: Sequence[Alternative]) -> Iterator[str]:
    if wanted.hours is not None:
        yield say("Ferries, rests and waiting are left out of how far one gets.")
        yield say("Only ways to towns in our data are drawn; others may lead further.")
    if any(part.mode == "rail" for path in paths for part in path.parts):
        yield _FASTEST
    if wanted.mode in ("road", "any"):
        yield _ROAD
    if any(link.kind == "ferry" for path in paths for link in path.links):
        yield _FERRIES
    if wanted.mode == "any" and wanted.hours is None:
        yield say("Changes between rail and road are assumed in towns; their time is not counted.")
    if any(link.kind == "transfer" for path in paths for link in path.links):
        yield say(
            "To put the paths in order, each change counts as {distance} of way: one with more "
            "changes may be shorter than the best.",
            distance=wording.kilometres(TRANSFER_M),
        )


def _fewer(others: int, count: int, *, is_border: bool) -> Text:
    if others:
        found = say("Besides the best path {n} of {count} asked for", n=others, count=count)
    else:
        found = say("Besides the best path none of {count} asked for", count=count)
    if is_border:
        return say(
            "{found}: no other crossing is near enough and reached by another way.", found=found
        )
    return say(
        "{found}: no other one is short enough, different enough and free of detours.", found=found
    )


def _borders(when: When | None) -> Text:
    if when is None:
        return say("Borders are stated as they are known at present: no date is given.")
    date = wording.as_of(when)
    if when.earliest is not None and "/" not in when.edtf:
        return say("Borders are stated as of {date}, as far as closures are known.", date=date)
    is_day = date[0].isdigit() and " " in date
    on = say("on {date}", date=date) if is_day else say("in {date}", date=date)
    if when.latest is None:
        return say(
            "Borders are stated as they were {on}, the first date that is given, as far as "
            "closures are known.",
            on=on,
        )
    return say(
        "Borders are stated as they were {on}, the last date that is given, as far as closures "
        "are known.",
        on=on,
    )


def _old(wanted: Wanted) -> Iterator[str]:
    """What must be said of a date before those for which the tables were made."""
    as_of = day(wanted.when)
    if as_of is not None and as_of < _REVIEWED_FROM:
        yield say(
            "The lines are those of the data, of 2024 at the latest, whatever the date; closures "
            "are reviewed from 1990 on."
        )


def _sea(wanted: Wanted) -> Iterator[str]:
    yield say("Whose waters a path at sea runs through is not known.")
    if wanted.avoid:
        yield say(
            "At sea only the canals and straits of countries to avoid are kept out of; "
            "whether a path keeps out of their waters cannot be checked."
        )
