"""What a reader must know of places and legs beside the map, and which places belong on it. Pure.

What is odd about the file is for its author: `routes check` tells that, and the page does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from routes.messages import Name, Text, english, listing, say
from routes.model import Atlas, Case, Leg, Place
from routes.titles import leg_title
from routes.webmap.items import undrawn
from routes.webmap.withheld import is_veiled

_NOTED_BY_NAME = frozenset({"city", "airport"})
"""Kinds of which a note is about their name: it says nothing of what is drawn."""


def notices(atlas: Atlas) -> list[Text]:
    """Why legs and places are not drawn, and what is to be said of areas that are."""
    legs = undrawn(atlas, atlas.case.legs.values())
    told = {end for leg in legs for end in (leg.start, leg.end)}
    others = [p for p in _named(atlas.case) if p not in atlas.places and p not in told]
    return [
        *(
            say("{about}: {message}", about=leg_title(atlas.case, leg.id), message=why)
            for leg in legs
            for why in _why(atlas, leg)
        ),
        *_missing(atlas, others),
        *_noted(atlas.places.values()),
    ]


def in_use(atlas: Atlas) -> Atlas:
    """``atlas`` with those places alone that something in its case names; all where nothing does.

    A case may be but a list of places.
    """
    named = _named(atlas.case)
    if not named:
        return atlas
    return replace(atlas, places={p: place for p, place in atlas.places.items() if p in named})


def _named(case: Case) -> dict[str, None]:
    """The ids of the places that legs, events, checks and alternatives name, each once."""
    return dict.fromkeys([
        *(end for leg in case.legs.values() for end in (leg.start, leg.end)),
        *(event.place for event in case.events.values()),
        *(place for check in case.checks for place in (*check.closer, check.than, check.to)),
        *(place for asked in case.alternatives for place in (asked.start, *asked.via)),
        *(asked.end for asked in case.alternatives if asked.end),
    ])  # fmt: skip


def _why(atlas: Atlas, leg: Leg) -> Iterator[Text]:
    missing = [p for p in dict.fromkeys((leg.start, leg.end)) if p not in atlas.places]
    if missing:
        yield from _missing(atlas, missing)
    else:
        yield (
            say("Not drawn: where it begins and ends is told only as areas.")
            if is_veiled(atlas, leg)
            else say("Not drawn: both ends are areas.")
        )


def _missing(atlas: Atlas, places: Sequence[str]) -> Iterator[Text]:
    """Why places are not there: not found, not sure, or no answer, which says nothing of them."""
    kept = [p for p in places if atlas.release.withholds(p)]
    nowhere: list[str] = []
    unsure: list[str] = []
    unasked: list[str] = []
    for place in (p for p in places if p not in kept):
        resolution = atlas.resolutions.get(place)
        kind = unasked if resolution is None else unsure if resolution.candidates else nowhere
        kind.append(atlas.case.places[place].shown)
    if kept:
        yield say("Not drawn: where it begins or ends is withheld.")
    if nowhere:
        yield say("Not drawn: no place was found for {places}.", places=listing(nowhere))
    if unsure:
        yield say(
            "Not drawn: it is not sure which place is meant by {places}.", places=listing(unsure)
        )
    if unasked:
        yield say("Not drawn: {places} could not be looked up.", places=listing(unasked))


def _noted(places: Iterable[Place]) -> Iterator[Text]:
    """What the gazetteer notes on areas, such as that two states claim one; each once."""
    told: set[str] = set()
    for place in places:
        for chosen in place.resolution.chosen:
            if chosen.note and chosen.ref not in told and chosen.kind not in _NOTED_BY_NAME:
                told.add(chosen.ref)
                note = english(f"{chosen.note.rstrip('.')}.")
                if chosen.name != place.label:
                    note = say("{about}: {message}", about=Name(chosen.name), message=note)
                yield say("{about}: {message}", about=place.label, message=note)
