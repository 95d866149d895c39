"""What is known and not told, to protect people: how much there is of it; never what. Pure.

All that the page says of such things is decided here, by the release of the atlas alone. Of a
*veiled* place or leg less is told than is known. Of a leg that is *kept back* nothing is told but
who speaks of it, so no report can be called silent on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from routes.messages import Text, plural, say
from routes.messages.text import Sentence
from routes.model import Atlas, Event, Leg, Place
from routes.publish.dates import part_told
from routes.publish.texts import OMITTED
from routes.webmap.items import event_links, item, leg_links, undrawn
from routes.webmap.payload_types import ModeStyle
from routes.webmap.reader_types import KnownItem
from routes.wording import kilometres

WITHHELD = "withheld"
"""What the page says of a leg of which that is not told, in place of its mode and its status."""

BY_MODE: ModeStyle = {
    "id": WITHHELD,
    "label": say("by means that are withheld"),
    "symbol": "unknown",
}


def is_veiled(atlas: Atlas, leg: Leg) -> bool:
    """Whether more is known of where a leg begins or ends than is told."""
    return atlas.release.veils(leg.start, leg.end)


def is_kept_back(atlas: Atlas, leg: Leg) -> bool:
    """Whether of a leg only that it is there is told, and who speaks of it."""
    return atlas.release.withholds(leg.start, leg.end)


def told_legs(atlas: Atlas, legs: Iterable[Leg]) -> list[Leg]:
    """The legs of which means and date are told, so that a report can be silent on them."""
    return [leg for leg in legs if not is_kept_back(atlas, leg)]


def shown_legs(atlas: Atlas, legs: Iterable[Leg]) -> list[Leg]:
    """The legs of which all that is known of their ends is told."""
    return [leg for leg in legs if not is_veiled(atlas, leg)]


def mode_of(atlas: Atlas, leg: Leg) -> str:
    """The mode of a leg as the page tells it."""
    return WITHHELD if is_kept_back(atlas, leg) else leg.mode


def dates_are_whole(atlas: Atlas) -> bool:
    """Whether dates are told as exactly as they are known."""
    return not atlas.release.veiled and not _coarse_dates(atlas)


def marked(atlas: Atlas, place: Place) -> Text | None:
    """What stands on the map instead of the label of a veiled place, which would seem to be a spot.

    None where the label says so itself, and for all other places.
    """
    if not atlas.release.veils(place.id) or isinstance(place.label, Sentence):
        return None
    if place.point is None:
        return say("in here: {place}", place=place.label)
    return say(
        "{place}, somewhere within {distance}",
        place=place.label,
        distance=kilometres(place.radius_m),
    )


def not_on_map(atlas: Atlas, event: Event) -> Text | None:
    """Why an event has no mark on the map; None for one that has."""
    place = atlas.places.get(event.place)
    if place is not None and place.point is not None:
        return None
    if atlas.release.veils(event.place):
        return say("Not on the map: where exactly is withheld.")
    return say("Not on the map: no exact place is named.")


def withheld(atlas: Atlas) -> Iterator[Text]:
    """What was taken out of the case before it was published, by number."""
    n = atlas.release.withheld
    if n.stops:
        yield plural("{n} stop is withheld.", "{n} stops are withheld.", n.stops)
    if n.coarser:
        yield plural(
            "{n} place is shown only roughly, and not named.",
            "{n} places are shown only roughly, and not named.",
            n.coarser,
        )
    if n.events:
        yield plural("{n} event is withheld.", "{n} events are withheld.", n.events)
    if n.sources:
        yield plural("{n} source is not named.", "{n} sources are not named.", n.sources)
    others = n.checks + n.alternatives
    if others:
        yield plural(
            "{n} thing that was computed is withheld.",
            "{n} things that were computed are withheld.",
            others,
        )
    if n.words:
        yield plural(
            "Words are withheld in {n} place of the texts.",
            "Words are withheld in {n} places of the texts.",
            n.words,
        )


def withheld_items(atlas: Atlas) -> Iterator[KnownItem]:
    """The same for the head of the page: what it means for the map, and how to read the texts."""
    told = [*withheld(atlas)]
    if not told:
        return
    n = atlas.release.withheld
    if n.stops and n.coarser:  # what the map lacks is told in one breath
        told[:2] = [say("{before} {sentence}", before=told[0], sentence=told[1])]
    why = say("This is known, and not told, to protect people. Ask the editors about it.")
    yield from map(item, [told[0], why, *told[1:]])
    yield from _not_drawn(atlas)
    if _coarse_dates(atlas):
        yield item(
            say("Dates that belong to a place shown roughly are told to the month or the year.")
        )
    if atlas.release.withheld.words:
        yield item(
            say(
                "In texts {mark} stands for words that are left out; words in [brackets] may stand "
                "for a name.",
                mark=OMITTED,
            )
        )


def _not_drawn(atlas: Atlas) -> Iterator[KnownItem]:
    used = [leg for leg in atlas.case.legs.values() if atlas.case.itineraries_with(leg.id)]
    legs = [leg for leg in undrawn(atlas, used) if is_veiled(atlas, leg)]
    if legs:
        text = plural(
            "{n} leg is not drawn: where it begins or ends is withheld.",
            "{n} legs are not drawn: where they begin or end is withheld.",
            len(legs),
        )
        yield item(text, None, leg_links(atlas, legs))
    events = [
        event
        for event in atlas.case.events.values()
        if not_on_map(atlas, event) and atlas.release.veils(event.place)
    ]
    if events:
        text = plural(
            "{n} event is not on the map: where exactly is withheld.",
            "{n} events are not on the map: where exactly is withheld.",
            len(events),
        )
        yield item(text, None, event_links(events))


def _coarse_dates(atlas: Atlas) -> bool:
    """Whether dates were made coarser: those at veiled places, and at what is rounded to 0.1.

    At a place that is withheld none is told, coarse or not.
    """
    release = atlas.release
    return any(
        shown != "withheld"
        and part_told(shown) != "day"
        and (shown == "0.1" or release.veils(place))
        for place, shown in release.classes.items()
    )
