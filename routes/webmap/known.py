"""What is known, disputed, only drawn, not known, and what is known and withheld. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from routes import wording
from routes.checks import is_unasserted
from routes.chronology import backwards
from routes.chronology import told as told_backwards
from routes.compare import corroborate
from routes.consistency import Beside
from routes.messages import Text, plural, say
from routes.model import Atlas, Corroboration, Itinerary, Leg
from routes.titles import leg_title
from routes.webmap.closures import closed, closures
from routes.webmap.dated import is_dated
from routes.webmap.disputed import disputed, goings_on, objections, objections_to
from routes.webmap.items import about, is_told, item, legs_of, undrawn, vague_ends
from routes.webmap.reader_types import KnownItem, KnownOut
from routes.webmap.shared import shared_items, strength
from routes.webmap.unknown import drawn, unknown
from routes.webmap.withheld import shown_legs, told_legs, withheld_items

_ODDS = 4
"""So many versions that do not fit have a sentence each."""

_EVENTS = 2
"""So many events are told at most, the best founded first."""


def known(atlas: Atlas, beside: Iterable[Beside]) -> list[KnownOut]:
    """The case in a few sentences, for a reader who has ten seconds.

    Without versions only what is withheld, if anything is.

    ``beside`` is what `routes.consistency.consistency` finds of the case of ``atlas``.
    """
    kept: list[KnownItem] = [*withheld_items(atlas)]
    last: list[KnownOut] = [{"id": "withheld", "title": say("Withheld"), "items": kept}]
    last = last if kept else []
    if not atlas.case.itineraries:
        return last
    return [
        {"id": "known", "title": say("Reported"), "items": [*_known(atlas)]},
        {"id": "disputed", "title": say("Disputed"), "items": [*disputed(atlas, beside)]},
        {"id": "drawn", "title": say("Only drawn"), "items": [*drawn(atlas)]},
        {"id": "unknown", "title": say("Not known"), "items": [*unknown(atlas)]},
        *last,
    ]


def known_of(atlas: Atlas, itinerary: str) -> list[str]:
    """What is known of one version, in sentences: who stands behind it, and what closed it."""
    version = atlas.case.itineraries[itinerary]
    shut = [closed(each, atlas.case.sources) for each in closures(atlas, [version])]
    if atlas.case.is_hypothetical(version):
        return [_weighed(atlas.comparison.itineraries[itinerary]), *shut]
    counted = atlas.comparison.legs
    told: list[str] = [
        _backed(_reported(atlas, leg), atlas, counted[leg.id])
        for leg in legs_of(atlas, [version])
        if counted[leg.id].origins
    ]
    whole = corroborate(version.claims, atlas.case.sources)
    if whole.origins:
        told.append(_backed(say("The version as a whole"), atlas, whole))
    return [*(told or [say("No source asserts this version.")]), *shut]


def unknown_of(atlas: Atlas, itinerary: str) -> list[str]:
    """What is not known of one version, in sentences."""
    version = atlas.case.itineraries[itinerary]
    legs = legs_of(atlas, [version])
    against = [
        *objections_to(atlas, version),
        *objections(atlas, legs),
        *(told_backwards(atlas.case, found) for found in backwards(atlas.case, [version])),
    ]
    if atlas.case.is_hypothetical(version):
        return [say("Whether anybody went this way: no source reports it."), *against]
    told: list[str] = [
        *_readings(atlas, legs),
        *against,
        *_odds([atlas.case.itineraries[i].title for i in atlas.comparison.at_odds[itinerary]]),
        *(
            say("Where in {place}: no report says.", place=p["label"])
            for p in vague_ends(atlas, legs)
        ),
        *_silences(atlas, told_legs(atlas, legs)),
        *(
            say("“{leg}” is not drawn: a place is missing or too vague.", leg=_title(atlas, leg))
            for leg in undrawn(atlas, shown_legs(atlas, legs))
        ),
    ]
    return told or [say("What no report tells may still have happened.")]


def _silences(atlas: Atlas, legs: Sequence[Leg]) -> Iterator[Text]:
    for leg in legs:
        if leg.mode == "unknown":
            yield say("By what means: no report says for “{leg}”.", leg=_title(atlas, leg))
    for leg in legs:
        if not is_dated(atlas, leg):
            yield say("When: no report says for “{leg}”.", leg=_title(atlas, leg))


def _weighed(counted: Corroboration) -> Text:
    if not counted.reports:
        return say("No source weighs it, and none says that anybody took it.")
    return plural(
        "It is weighed in {n} report; none says that anybody took it.",
        "It is weighed in {n} reports; none says that anybody took it.",
        len(counted.reports),
    )


def _odds(titles: Sequence[str]) -> Iterator[Text]:
    """The versions that do not fit with one: each by itself, many in one sentence."""
    if len(titles) > _ODDS:
        names = wording.shortlist([say("“{title}”", title=title) for title in titles])
        yield plural(
            "As drawn, {n} version cannot be true together with it: {names}.",
            "As drawn, {n} versions cannot be true together with it: {names}.",
            len(titles),
            names=names,
        )
        return
    for title in titles:
        yield say("As drawn, “{version}” cannot be true together with it.", version=title)


def _known(atlas: Atlas) -> Iterator[KnownItem]:
    shut = [*_closed(atlas, atlas.case.itineraries.values())]
    if _are_all_closed(atlas):
        yield from shut
        yield from _told(atlas)
    else:
        yield from _told(atlas)
        yield from shut
    yield from goings_on(atlas)
    yield from _events(atlas)


def _closed(atlas: Atlas, versions: Iterable[Itinerary]) -> Iterator[KnownItem]:
    """The closures of versions and of their legs that somebody reports."""
    sources = atlas.case.sources
    for each in closures(atlas, versions):
        if corroborate(each.closure.claims, sources).reports:
            yield item(closed(each, sources), each.about)


def _are_all_closed(atlas: Atlas) -> bool:
    """Whether each version that is told is reported to be closed, as a whole or on a leg."""
    told = [atlas.case.itineraries[i] for i in atlas.comparison.compared if is_told(atlas, i)]
    return bool(told) and all(any(_closed(atlas, [version])) for version in told)


def _told(atlas: Atlas) -> Iterator[KnownItem]:
    """How many versions are told, and what they share."""
    if not any(is_told(atlas, version) for version in atlas.comparison.compared):
        yield item(say("No source says that anybody took a way that is shown here."))
    elif len(atlas.comparison.compared) == 1:
        yield _only(atlas, atlas.case.itineraries[atlas.comparison.compared[0]])
    else:
        yield from shared_items(atlas)


def _only(atlas: Atlas, version: Itinerary) -> KnownItem:
    counted = atlas.comparison.itineraries[version.id]
    if counted.origins:
        support = wording.corroboration(counted, atlas.case.sources)
        text = say(
            "One version is reported, “{version}”: {support}.",
            version=version.title,
            support=support,
        )
    else:
        text = say(
            "One version is reported in part, “{version}”: of what it rests on no source says so.",
            version=version.title,
        )
    return item(text, about("variant", version.id))


def _events(atlas: Atlas) -> Iterator[KnownItem]:
    counted = atlas.comparison.events
    events = [
        e
        for e in atlas.case.events.values()
        if counted[e.id].origins and not counted[e.id].denied_by and not counted[e.id].doubted_by
    ]
    for event in sorted(events, key=lambda e: strength(counted[e.id]), reverse=True)[:_EVENTS]:
        when = wording.when(event.when)
        title = say("{event}, {when}", event=event.title, when=when) if when else event.title
        yield item(_backed(title, atlas, counted[event.id]), about("event", event.id))


def _reported(atlas: Atlas, leg: Leg) -> str:
    """What the claims on a leg are for: all of it, or what our reading of it rests on."""
    title = _title(atlas, leg)
    return title if leg.basis == "reported" else say("What is reported of “{leg}”", leg=title)


def _readings(atlas: Atlas, legs: Iterable[Leg]) -> Iterator[Text]:
    for leg in legs:
        title = _title(atlas, leg)
        if leg.basis == "inferred" and leg.reason:
            yield say("“{leg}” is our reading. {reason}", leg=title, reason=leg.reason)
        elif leg.basis == "inferred":
            yield say("“{leg}” is our reading.", leg=title)
        elif is_unasserted(leg):
            yield say("“{leg}”: no source asserts it.", leg=title)


def _backed(title: str, atlas: Atlas, counted: Corroboration) -> Text:
    support = wording.corroboration(counted, atlas.case.sources)
    return say("{what}: {support}.", what=title, support=support)


def _title(atlas: Atlas, leg: Leg) -> str:
    return leg_title(atlas.case, leg.id)
