"""What formats that hold places and ways, and nothing else, leave out of an atlas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from routes.messages import Text, listing, plural, say
from routes.model import Atlas
from routes.records import Row


def omitted(atlas: Atlas) -> Iterator[Text]:
    """A sentence on the events, disputes and statements about distances, if there are any."""
    case = atlas.case
    counted = [
        plural("{n} event", "{n} events", len(case.events)),
        plural("{n} dispute", "{n} disputes", len(case.disputes)),
        plural("{n} check of geography", "{n} checks of geography", len(case.checks)),
    ]
    some = [
        told
        for told, there in zip(counted, (case.events, case.disputes, case.checks), strict=True)
        if there
    ]
    if some:
        yield say("No part of places or ways, and so left out: {things}.", things=listing(some))


def fading(rows: Iterable[Row], form: str) -> Iterator[Text]:
    """A sentence on the lines that fade towards an area, which the format ``form`` cannot show."""
    number = sum(row.columns.get("fades") in ("start", "end") for row in rows)
    if number:
        yield plural(
            "{format} cannot let a line fade: {n} leg to or from an area ends at a point in it.",
            "{format} cannot let a line fade: {n} legs to or from areas end at points in them.",
            number,
            format=form,
        )
