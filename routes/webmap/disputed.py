"""Where reports do not agree, and where versions only go on differently. Pure.

That one version tells more than another is no dispute; it is one where the two cannot both be
true as they are drawn, or where a source denies or doubts something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from routes import wording
from routes.chronology import backwards
from routes.chronology import told as told_backwards
from routes.compare import corroborate
from routes.consistency import Beside
from routes.messages import Text, plural, say
from routes.model import Atlas, Case, Corroboration, Divergence, Itinerary, Leg
from routes.titles import leg_title
from routes.webmap.closures import closures, is_opposed
from routes.webmap.items import about, item, link, version_links
from routes.webmap.reader_types import About, KnownItem, KnownLink

_FEW = 3
"""So many versions that do not go together with one are told one by one."""


def disputed(atlas: Atlas, beside: Iterable[Beside]) -> Iterator[KnownItem]:
    """What the reports disagree on; if nothing, that this proves nothing.

    ``beside`` is what `routes.consistency.consistency` finds of the case of ``atlas``.
    """
    told = [
        *_partings(atlas),
        *_denials(atlas),
        *_late(atlas.case, beside),
        *_backwards(atlas),
        *_questions(atlas.case),
    ]
    if told:
        yield from told
    else:
        yield item(say("No report here contradicts another. That does not prove them right."))


def goings_on(atlas: Atlas) -> Iterator[KnownItem]:
    """Where versions go on differently that may all be true."""
    for divergence in atlas.comparison.divergences:
        if not _is_at_odds(atlas, divergence):
            links = version_links(atlas.case.itineraries[i] for i in _ids(divergence))
            yield item(_going_on(atlas, divergence), _place(divergence), links)


def objections(atlas: Atlas, legs: Iterable[Leg]) -> Iterator[Text]:
    """Who denies or doubts legs, in sentences."""
    for leg in legs:
        yield from _against(atlas, leg_title(atlas.case, leg.id), atlas.comparison.legs[leg.id])


def objections_to(atlas: Atlas, version: Itinerary) -> Iterator[Text]:
    """Who denies or doubts a version as a whole, in sentences."""
    yield from _against(atlas, version.title, corroborate(version.claims, atlas.case.sources))


def _partings(atlas: Atlas) -> Iterator[KnownItem]:
    for divergence in atlas.comparison.divergences:
        if _is_at_odds(atlas, divergence):
            ids = _ids(divergence)
            links = [*_clashes(atlas, ids), *(_told(atlas, version) for version in ids)]
            yield item(_parting(atlas, divergence), _place(divergence), links)


def _clashes(atlas: Atlas, ids: Sequence[str]) -> Iterator[KnownLink]:
    """Which of the versions do not go together, each pair once, the one with most of them first."""
    titles = {i: say("“{title}”", title=atlas.case.itineraries[i].title) for i in ids}
    odds = {i: [other for other in ids if other in atlas.comparison.at_odds[i]] for i in ids}
    told: set[str] = set()
    for one in sorted(ids, key=lambda i: -len(odds[i])):
        others = [titles[other] for other in odds[one] if other not in told]
        told.add(one)
        # "With both" could be heard as "with the two at once": a few have a sentence each.
        for some in [[other] for other in others] if len(others) <= _FEW else [others]:
            text = say(
                "As drawn, {version} does not go together with {others}.",
                version=titles[one],
                others=wording.shortlist(some),
            )
            yield link(text, "variant", one)


def _is_at_odds(atlas: Atlas, divergence: Divergence) -> bool:
    odds = atlas.comparison.at_odds
    return any(
        other in odds[one]
        for ways in combinations(divergence.branches.values(), 2)
        for one in ways[0]
        for other in ways[1]
    )


def _ids(divergence: Divergence) -> list[str]:
    return list(dict.fromkeys(i for branch in divergence.branches.values() for i in branch))


def _place(divergence: Divergence) -> About:
    return about("place", divergence.places[0])


def _parting(atlas: Atlas, divergence: Divergence) -> Text:
    n, place = len(_ids(divergence)), atlas.case.places[divergence.places[0]].shown
    if n == 2 and len(divergence.places) > 1:
        return say("2 versions begin in different places; as drawn, they cannot both be true.")
    if n == 2:
        return say("2 versions part in {place}; as drawn, they cannot both be true.", place=place)
    if len(divergence.places) > 1:
        return plural(
            "{n} version begins elsewhere; as drawn, they cannot all be true.",
            "{n} versions begin in different places; as drawn, they cannot all be true.",
            n,
        )
    return plural(
        "{n} version parts in {place}; as drawn, they cannot all be true.",
        "{n} versions part in {place}; as drawn, they cannot all be true.",
        n,
        place=place,
    )


def _going_on(atlas: Atlas, divergence: Divergence) -> Text:
    n, place = len(_ids(divergence)), atlas.case.places[divergence.places[0]].shown
    if n == 2 and len(divergence.places) > 1:
        return say("2 versions begin in different places; they may both be true.")
    if len(divergence.places) > 1:
        return plural(
            "{n} version begins elsewhere; they may all be true.",
            "{n} versions begin in different places; they may all be true.",
            n,
        )
    if "" in divergence.branches and len(divergence.branches) == 2:
        return plural(
            "Beyond {place}: only {further} of {n} version.",
            "Beyond {place}: only {further} of {n} versions.",
            n,
            further=n - len(divergence.branches[""]),
            place=place,
        )
    if n == 2:
        return say("2 versions go on differently from {place}; they may both be true.", place=place)
    return plural(
        "{n} version goes on differently from {place}; they may all be true.",
        "{n} versions go on differently from {place}; they may all be true.",
        n,
        place=place,
    )


def _told(atlas: Atlas, itinerary: str) -> KnownLink:
    """A version, who tells it, and on how many independent origins it rests."""
    case, counted = atlas.case, atlas.comparison.itineraries[itinerary]
    title, support = case.itineraries[itinerary].title, wording.corroboration(counted, case.sources)
    if counted.reports:
        label = say(
            "{version}: {names} ({support})",
            version=title,
            names=wording.names(counted.reports, case.sources),
            support=support,
        )
    else:
        label = say("{version}: {support}", version=title, support=support)
    return link(label, "variant", itinerary)


def _denials(atlas: Atlas) -> Iterator[KnownItem]:
    """Everything shown that a source denies or doubts: legs, versions, events and closures."""
    case, counted = atlas.case, atlas.comparison
    for leg in _used(atlas):
        for text in objections(atlas, [leg]):
            yield item(text, about("leg", leg.id))
    for version in case.itineraries.values():
        for text in objections_to(atlas, version):
            yield item(text, about("variant", version.id))
    for event in case.events.values():
        for text in _against(atlas, event.title, counted.events[event.id]):
            yield item(text, about("event", event.id))
    for shut in closures(atlas, case.itineraries.values()):
        found = corroborate(shut.closure.claims, case.sources)
        if is_opposed(found):
            told = say("That “{way}” was closed", way=shut.way)
            yield item(_opposed(atlas, told, found), shut.about)


def _opposed(atlas: Atlas, told: Text, counted: Corroboration) -> Text:
    sources = atlas.case.sources
    return say("{what}: {support}.", what=told, support=wording.corroboration(counted, sources))


def _against(atlas: Atlas, title: str, counted: Corroboration) -> Iterator[Text]:
    if counted.denied_by:
        names = wording.names(counted.denied_by, atlas.case.sources)
        yield say("“{leg}” is denied by {names}.", leg=title, names=names)
    if counted.doubted_by:
        names = wording.names(counted.doubted_by, atlas.case.sources)
        yield say("“{leg}” is doubted by {names}.", leg=title, names=names)


def _late(case: Case, beside: Iterable[Beside]) -> Iterator[KnownItem]:
    """Legs and versions that are dated after somebody says they were closed."""
    late = {
        (row.on, row.id): None
        for row in beside
        if row.closes and any(fit.deduced for fit in row.fits.values())
    }
    for on, name in late:
        title = leg_title(case, name) if on == "leg" else case.itineraries[name].title
        text = say("“{leg}” is dated after it is said to have been closed.", leg=title)
        yield item(text, about(on, name))


def _backwards(atlas: Atlas) -> Iterator[KnownItem]:
    """Versions of which the dates run against the order of their legs."""
    case = atlas.case
    for found in backwards(case, [case.itineraries[i] for i in atlas.comparison.compared]):
        yield item(told_backwards(case, found), about("leg", found.leg))


def _used(atlas: Atlas) -> list[Leg]:
    """The legs that are on the map: those of any version."""
    return [leg for leg in atlas.case.legs.values() if atlas.case.itineraries_with(leg.id)]


def _questions(case: Case) -> Iterator[KnownItem]:
    if not case.disputes:
        return
    links = [link(d.question, "dispute", d.id) for d in case.disputes.values()]
    text = plural(
        "{n} question is answered in more than one way.",
        "{n} questions are answered in more than one way.",
        len(links),
    )
    yield item(text, None, links)
