"""What is only drawn, and what no report tells: never what is known and withheld. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from routes.checks import is_dated_by_us, is_unasserted
from routes.messages import plural, say
from routes.model import Atlas, Event, Leg, When
from routes.webmap.dated import dates, is_dated
from routes.webmap.items import (
    event_links,
    is_told,
    item,
    leg_links,
    legs_told,
    undrawn,
    vague_ends,
    version_links,
)
from routes.webmap.reader_types import KnownItem
from routes.webmap.withheld import dates_are_whole, not_on_map, shown_legs, told_legs


def drawn(atlas: Atlas) -> Iterator[KnownItem]:
    """The lines that are no report: our reading, what is weighed, and what is computed."""
    yield from _readings(atlas)
    yield from _unreported(atlas)
    computed = sum(len(a.paths) + (a.reach is not None) for a in atlas.alternatives)
    if computed:
        yield item(
            plural(
                "{n} line is computed; no source reports it.",
                "{n} lines are computed; no source reports them.",
                computed,
            )
        )
    yield item(say("Between two places a line is the shortest; the way taken is not known."))


def _readings(atlas: Atlas) -> Iterator[KnownItem]:
    legs = legs_told(atlas)
    inferred = [leg for leg in legs if leg.basis == "inferred"]
    if inferred:
        text = plural(
            "{n} line is our reading of the reports.",
            "{n} lines are our reading of the reports.",
            len(inferred),
        )
        yield item(text, None, leg_links(atlas, inferred))
    dated = [leg for leg in legs if is_dated_by_us(leg)]
    if dated and len(inferred) == 1:
        yield item(say("That line is dated by us, too."), None, leg_links(atlas, dated))
    elif dated:
        text = plural(
            "{n} of these lines is dated by us, too.",
            "{n} of these lines are dated by us, too.",
            len(dated),
        )
        yield item(text, None, leg_links(atlas, dated))
    alone = [leg for leg in legs if is_unasserted(leg)]
    if alone:
        text = plural(
            "{n} line is asserted by no source.", "{n} lines are asserted by no source.", len(alone)
        )
        yield item(text, None, leg_links(atlas, alone))


def _unreported(atlas: Atlas) -> Iterator[KnownItem]:
    case = atlas.case
    untold = [case.itineraries[i] for i in atlas.comparison.compared if not is_told(atlas, i)]
    if untold:
        text = plural(
            "{n} version is drawn that no source asserts.",
            "{n} versions are drawn that no source asserts.",
            len(untold),
        )
        yield item(text, None, version_links(untold))
    weighed = [i for i in case.itineraries.values() if case.is_hypothetical(i)]
    if weighed:
        text = plural(
            "{n} version is only weighed; no source reports it.",
            "{n} versions are only weighed; no source reports them.",
            len(weighed),
        )
        yield item(text, None, version_links(weighed))


def unknown(atlas: Atlas) -> Iterator[KnownItem]:
    """What no report says, and what could not be drawn."""
    all_legs = legs_told(atlas)
    vague = vague_ends(atlas, all_legs)
    legs = told_legs(atlas, all_legs)
    if vague:
        text = plural(
            "{n} place is known only as an area.",
            "{n} places are known only as areas.",
            len(vague),
        )
        yield item(text, None, vague)
    blind = [leg for leg in legs if leg.mode == "unknown"]
    if blind:
        text = plural(
            "For {n} leg no report says by what means.",
            "For {n} legs no report says by what means.",
            len(blind),
        )
        yield item(text, None, leg_links(atlas, blind))
    yield from _undated(atlas, legs)
    missing = undrawn(atlas, shown_legs(atlas, legs))
    if missing:
        text = plural(
            "{n} leg is not drawn: a place is missing or too vague.",
            "{n} legs are not drawn: a place is missing or too vague.",
            len(missing),
        )
        yield item(text, None, leg_links(atlas, missing))
    yield from _unmarked(atlas)
    yield item(say("What no report tells is not shown. It may have happened all the same."))


def _unmarked(atlas: Atlas) -> Iterator[KnownItem]:
    """Events without a mark on the map because nobody says where in an area they were."""
    events = [e for e in atlas.case.events.values() if _is_somewhere(atlas, e)]
    if events:
        text = plural(
            "{n} event is not on the map: only an area is known.",
            "{n} events are not on the map: only an area is known.",
            len(events),
        )
        yield item(text, None, event_links(events))


def _is_somewhere(atlas: Atlas, event: Event) -> bool:
    if event.place not in atlas.places or atlas.release.veils(event.place):
        return False
    return not_on_map(atlas, event) is not None


def _undated(atlas: Atlas, legs: list[Leg]) -> Iterator[KnownItem]:
    undated = [leg for leg in legs if not is_dated(atlas, leg)]
    if undated:
        text = plural(
            "For {n} leg no report says when.", "For {n} legs no report says when.", len(undated)
        )
        yield item(text, None, leg_links(atlas, undated))
    if (
        dates_are_whole(atlas)
        and len(undated) < len(legs)
        and not any(_is_a_day(when) for leg in legs for when in dates(atlas, leg))
    ):
        yield item(say("No report gives the day of any leg."))


def _is_a_day(when: When) -> bool:
    return when.earliest is not None and when.earliest == when.latest and not when.approximate
