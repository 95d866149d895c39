"""Sentences that belong beside the paths: what they rest on, and what could not be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routes import wording
from routes.alternatives.refusals import day
from routes.model import Alternative, Place, Wanted, When
from routes.networks import TRANSFER_M

_ROAD = "Road lengths are estimates: in the median the network is 6 % shorter than published."
"""How that was measured: docs/alternatives.md."""


_FASTEST = (
    "“At least” is at the speed of the fastest trains of each country, on whichever line it is: "
    "most lines are slower, so most journeys take much longer."
)

_REVIEWED_FROM = "1990"

_FERRIES = "On ferries both times are those of ships; waiting for one is in neither."


def notes(wanted: Wanted, end: Place | None, paths: Sequence[Alternative]) -> Iterator[str]:
    """What a reader must know who sees the ``paths`` that were found, or the reach."""
    if not paths and wanted.hours is None:
        if wanted.mode not in ("sea", "air"):
            yield _borders(wanted.when)
            yield from _old(wanted)
        return
    yield wording.NO_SOURCE
    if wanted.mode == "air":
        yield "Straight lines between airports; airways and the countries overflown are not known."
        return
    yield "The lines are schematic: between towns the data hold few points."
    if wanted.mode == "sea":
        yield from _sea(wanted)
    else:
        yield _borders(wanted.when)
        yield from _land(wanted, paths)
    yield from _old(wanted)
    if wanted.hours is not None:
        return
    if end is not None and end.is_vague:
        yield (
            f"“{end.label}” is an area: each path ends where it first crosses its border. Other "
            "crossings than the nearest may be up to 2.5 times as far."
        )
    if len(paths) <= wanted.count:
        yield _fewer(len(paths) - 1, wanted.count, is_border=end is not None and end.is_vague)


def _land(wanted: Wanted, paths: Sequence[Alternative]) -> Iterator[str]:
    if wanted.hours is not None:
        yield "Ferries, rests and waiting are left out of how far one gets."
    if any(part.mode == "rail" for path in paths for part in path.parts):
        yield _FASTEST
    if wanted.mode in ("road", "any"):
        yield _ROAD
    if any(link.kind == "ferry" for path in paths for link in path.links):
        yield _FERRIES
    if wanted.mode == "any" and wanted.hours is None:
        yield "Changes between rail and road are assumed in towns; their time is not counted."
    if any(link.kind == "transfer" for path in paths for link in path.links):
        yield (
            f"To put the paths in order, each change counts as {wording.kilometres(TRANSFER_M)} of "
            "way: one with more changes may be shorter than the best."
        )


def _fewer(others: int, count: int, *, is_border: bool) -> str:
    found = f"Besides the best path {others or 'none'} of {count} asked for"
    if is_border:
        return f"{found}: no other crossing is near enough and reached by another way."
    return f"{found}: no other one is short enough, different enough and free of detours."


def _borders(when: When | None) -> str:
    if when is None:
        return "Borders are stated as they are known at present: no date is given."
    last = wording.as_of(when)
    if when.earliest is None or "/" in when.edtf:
        which = "first" if when.latest is None else "last"
        on = "on" if last[0].isdigit() and " " in last else "in"
        stated = f"as they were {on} {last}, the {which} date that is given"
    else:
        stated = f"as of {last}"
    return f"Borders are stated {stated}, as far as closures are known."


def _old(wanted: Wanted) -> Iterator[str]:
    """What must be said of a date before those for which the tables were made."""
    as_of = day(wanted.when)
    if as_of is not None and as_of < _REVIEWED_FROM:
        yield (
            "The lines are those of the data, of 2024 at the latest, whatever the date; closures "
            "are reviewed from 1990 on."
        )


def _sea(wanted: Wanted) -> Iterator[str]:
    yield "Whose waters a path at sea runs through is not known."
    if wanted.avoid:
        yield (
            "At sea only the canals and straits of countries to avoid are kept out of; "
            "whether a path keeps out of their waters cannot be checked."
        )
