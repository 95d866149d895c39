"""What is known, what is disputed, what is only drawn, and what is not known. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from routes import wording
from routes.checks import is_unasserted
from routes.compare import corroborate
from routes.messages import Text, plural, say
from routes.model import Atlas, Closure, Corroboration, Itinerary, Leg
from routes.titles import leg_title
from routes.webmap.reader_types import About, KnownItem, KnownLink, KnownOut

_ODDS = 4
"""So many versions that do not fit have a sentence each."""

_EVENTS = 2
"""So many events are told at most, the best founded first."""


def known(atlas: Atlas) -> list[KnownOut]:
    """The case in a few sentences, for a reader who has ten seconds. Empty without versions."""
    if not atlas.case.itineraries:
        return []
    return [
        {"id": "known", "title": say("Reported"), "items": [*_known(atlas)]},
        {"id": "disputed", "title": say("Disputed"), "items": [*_disputed(atlas)]},
        {"id": "drawn", "title": say("Only drawn"), "items": [*_drawn(atlas)]},
        {"id": "unknown", "title": say("Not known"), "items": [*_unknown(atlas)]},
    ]


def known_of(atlas: Atlas, itinerary: str) -> list[str]:
    """What is known of one version, in sentences: who stands behind it, and what closed it."""
    version = atlas.case.itineraries[itinerary]
    counted = atlas.comparison.legs
    if atlas.case.is_hypothetical(version):
        reports = len(atlas.comparison.itineraries[itinerary].reports)
        return [
            plural(
                "It is weighed in {n} report; none says that anybody took it.",
                "It is weighed in {n} reports; none says that anybody took it.",
                reports,
            )
        ]
    told: list[str] = [
        _backed(_reported(atlas, leg), atlas, counted[leg.id])
        for leg in _legs(atlas, version)
        if counted[leg.id].origins
    ]
    if version.claims:
        whole = corroborate(version.claims, atlas.case.sources)
        told.append(_backed(say("The version as a whole"), atlas, whole))
    told += [_closed(atlas, title, closure) for title, closure, _ in _closures(atlas, [version])]
    return told


def unknown_of(atlas: Atlas, itinerary: str) -> list[str]:
    """What is not known of one version, in sentences."""
    version = atlas.case.itineraries[itinerary]
    if atlas.case.is_hypothetical(version):
        return [say("Whether anybody went this way: no source reports it.")]
    legs = _legs(atlas, version)
    odds = [atlas.case.itineraries[i].title for i in atlas.comparison.at_odds[itinerary]]
    told: list[str] = [
        *_readings(atlas, legs),
        *_contested(atlas, legs),
        *_odds(odds),
        *(say("Where in {place}: no report says.", place=name) for name, _ in _vague(atlas, legs)),
        *(
            say("By what means: no report says for “{leg}”.", leg=leg_title(atlas.case, leg.id))
            for leg in legs
            if leg.mode == "unknown"
        ),
        *(
            say("When: no report says for “{leg}”.", leg=leg_title(atlas.case, leg.id))
            for leg in legs
            if leg.when is None
        ),
        *(
            say("“{leg}” is not drawn: a place is missing or too vague.", leg=title)
            for title, _ in _missing(atlas, legs)
        ),
    ]
    return told or [say("What no report tells may still have happened.")]


def _odds(titles: Sequence[str]) -> Iterator[Text]:
    """The versions that do not fit with one: each by itself, many in one sentence."""
    if len(titles) > _ODDS:
        names = wording.shortlist([say("“{title}”", title=title) for title in titles])
        yield plural(
            "{n} version does not fit with it: {names}.",
            "{n} versions do not fit with it: {names}.",
            len(titles),
            names=names,
        )
        return
    for title in titles:
        yield say("“{version}” does not fit with it.", version=title)


def _known(atlas: Atlas) -> Iterator[KnownItem]:
    case, comparison = atlas.case, atlas.comparison
    for title, closure, about in _closures(atlas, case.itineraries.values()):
        yield _item(_closed(atlas, title, closure), about)
    agreed = [case.legs[leg] for leg in _agreed(atlas)]
    if len(comparison.compared) == 1:
        (only,) = comparison.compared
        support = wording.corroboration(comparison.itineraries[only], case.sources)
        title = case.itineraries[only].title
        text = say(
            "One version is reported, “{version}”: {support}.", version=title, support=support
        )
        yield _item(text, _about("variant", only))
    elif agreed:
        weakest = min((comparison.legs[leg.id] for leg in agreed), key=_strength)
        text = say(
            "All {n} reported versions agree as far as {place}; that rests on {support}.",
            n=len(comparison.compared),
            place=case.places[agreed[-1].end].shown,
            support=wording.corroboration(weakest, case.sources),
        )
        yield _item(text, _about("leg", agreed[-1].id))
    elif comparison.compared:
        text = plural(
            "{n} version is reported; it shares no undisputed beginning with another.",
            "{n} versions are reported; they share no undisputed beginning.",
            len(comparison.compared),
        )
        yield _item(text)
    yield from _events(atlas)


def _agreed(atlas: Atlas) -> Iterator[str]:
    """The legs that all versions begin with, as far as they are reported and nobody objects."""
    for leg in atlas.comparison.trunk:
        counted = atlas.comparison.legs[leg]
        if atlas.case.legs[leg].basis != "reported" or not counted.origins:
            return
        if counted.denied_by or counted.doubted_by:
            return
        yield leg


def _events(atlas: Atlas) -> Iterator[KnownItem]:
    counted = atlas.comparison.events
    events = [
        e
        for e in atlas.case.events.values()
        if counted[e.id].origins and not counted[e.id].denied_by and not counted[e.id].doubted_by
    ]
    for event in sorted(events, key=lambda e: _strength(counted[e.id]), reverse=True)[:_EVENTS]:
        when = wording.when(event.when)
        title = say("{event}, {when}", event=event.title, when=when) if when else event.title
        yield _item(_backed(title, atlas, counted[event.id]), _about("event", event.id))


def _disputed(atlas: Atlas) -> Iterator[KnownItem]:
    case, comparison = atlas.case, atlas.comparison
    if comparison.divergences:
        first = comparison.divergences[0]
        ids = dict.fromkeys(i for branch in first.branches.values() for i in branch)
        place = case.places[first.places[0]].shown
        if len(first.places) > 1:
            text = plural(
                "{n} version begins elsewhere.", "{n} versions begin in different places.", len(ids)
            )
        else:
            text = plural(
                "{n} version goes its own way from {place}.",
                "{n} versions part in {place}.",
                len(ids),
                place=place,
            )
        told = [_told(atlas, i) for i in ids]
        yield _item(text, _about("place", first.places[0]), told)
    for text, leg in _objections(atlas, case.legs.values()):
        yield _item(text, _about("leg", leg.id))
    if case.disputes:
        links = [_link(d.question, "dispute", d.id) for d in case.disputes.values()]
        text = plural(
            "The sources answer {n} question differently.",
            "The sources answer {n} questions differently.",
            len(links),
        )
        yield _item(text, None, links)
    elif not comparison.divergences:
        yield _item(say("No report here contradicts another. That does not prove them right."))


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
    return {"label": label, "about": _about("variant", itinerary)}


def _drawn(atlas: Atlas) -> Iterator[KnownItem]:
    case = atlas.case
    legs = _used(atlas, (i for i in case.itineraries.values() if not case.is_hypothetical(i)))
    inferred = [leg for leg in legs if leg.basis == "inferred"]
    if inferred:
        text = plural(
            "{n} line is our reading of the reports.",
            "{n} lines are our reading of the reports.",
            len(inferred),
        )
        yield _item(text, None, _leg_links(atlas, inferred))
    alone = [leg for leg in legs if is_unasserted(leg)]
    if alone:
        text = plural(
            "{n} line is asserted by no source.", "{n} lines are asserted by no source.", len(alone)
        )
        yield _item(text, None, _leg_links(atlas, alone))
    weighed = [i for i in case.itineraries.values() if case.is_hypothetical(i)]
    if weighed:
        text = plural(
            "{n} version is only weighed; no source reports it.",
            "{n} versions are only weighed; no source reports them.",
            len(weighed),
        )
        yield _item(text, None, [_link(i.title, "variant", i.id) for i in weighed])
    computed = sum(len(a.paths) + (a.reach is not None) for a in atlas.alternatives)
    if computed:
        yield _item(
            plural(
                "{n} line is computed; no source reports it.",
                "{n} lines are computed; no source reports them.",
                computed,
            )
        )
    yield _item(say("Between two places a line is the shortest; the way taken is not known."))


def _unknown(atlas: Atlas) -> Iterator[KnownItem]:
    case = atlas.case
    told = [i for i in case.itineraries.values() if not case.is_hypothetical(i)]
    legs = _used(atlas, told)
    vague = [_link(name, "place", place) for name, place in _vague(atlas, legs)]
    if vague:
        text = plural(
            "Of {n} place no more than an area is known.",
            "Of {n} places no more than an area is known.",
            len(vague),
        )
        yield _item(text, None, vague)
    blind = [leg for leg in legs if leg.mode == "unknown"]
    if blind:
        text = plural(
            "Of {n} leg no report says by what means.",
            "Of {n} legs no report says by what means.",
            len(blind),
        )
        yield _item(text, None, _leg_links(atlas, blind))
    undated = [leg for leg in legs if leg.when is None]
    if undated:
        text = plural(
            "Of {n} leg no report says when.", "Of {n} legs no report says when.", len(undated)
        )
        yield _item(text, None, _leg_links(atlas, undated))
    elif legs and all(leg.when and leg.when.earliest != leg.when.latest for leg in legs):
        yield _item(say("No report gives the day of any leg."))
    missing = [_link(title, "leg", leg.id) for title, leg in _missing(atlas, legs)]
    if missing:
        text = plural(
            "{n} leg is not drawn: a place is missing or too vague.",
            "{n} legs are not drawn: a place is missing or too vague.",
            len(missing),
        )
        yield _item(text, None, missing)
    yield _item(say("What no report tells is not shown. It may have happened all the same."))


def _reported(atlas: Atlas, leg: Leg) -> str:
    """What the claims on a leg are for: all of it, or what our reading of it rests on."""
    title = leg_title(atlas.case, leg.id)
    if leg.basis == "reported":
        return title
    return say("What is reported of “{leg}”", leg=title)


def _readings(atlas: Atlas, legs: Iterable[Leg]) -> Iterator[Text]:
    for leg in legs:
        title = leg_title(atlas.case, leg.id)
        if leg.basis == "inferred" and leg.reason:
            yield say("“{leg}” is our reading. {reason}", leg=title, reason=leg.reason)
        elif leg.basis == "inferred":
            yield say("“{leg}” is our reading.", leg=title)
        elif is_unasserted(leg):
            yield say("“{leg}”: no source asserts it.", leg=title)


def _contested(atlas: Atlas, legs: Iterable[Leg]) -> Iterator[Text]:
    return (text for text, _ in _objections(atlas, legs))


def _objections(atlas: Atlas, legs: Iterable[Leg]) -> Iterator[tuple[Text, Leg]]:
    for leg in legs:
        counted, title = atlas.comparison.legs[leg.id], leg_title(atlas.case, leg.id)
        if counted.denied_by:
            names = wording.names(counted.denied_by, atlas.case.sources)
            yield say("“{leg}” is denied by {names}.", leg=title, names=names), leg
        if counted.doubted_by:
            names = wording.names(counted.doubted_by, atlas.case.sources)
            yield say("“{leg}” is doubted by {names}.", leg=title, names=names), leg


def _vague(atlas: Atlas, legs: Iterable[Leg]) -> list[tuple[str, str]]:
    """The areas in which legs begin or end, each once, with their ids."""
    ends = dict.fromkeys(place for leg in legs for place in (leg.start, leg.end))
    found = [atlas.places[place] for place in ends if place in atlas.places]
    return [(place.label, place.id) for place in found if place.is_vague]


def _missing(atlas: Atlas, legs: Iterable[Leg]) -> list[tuple[str, Leg]]:
    return [(leg_title(atlas.case, leg.id), leg) for leg in legs if leg.id not in atlas.legs]


def _closures(atlas: Atlas, versions: Iterable[Itinerary]) -> Iterator[tuple[str, Closure, About]]:
    """What is closed: versions, and legs of them that are closed at another time."""
    told: set[tuple[str, str]] = set()
    for version in versions:
        if version.closure:
            told |= {(leg, version.closure.since.edtf) for leg in version.legs}
            yield version.title, version.closure, _about("variant", version.id)
        for leg in _legs(atlas, version):
            if leg.closure and (leg.id, leg.closure.since.edtf) not in told:
                told.add((leg.id, leg.closure.since.edtf))
                yield leg_title(atlas.case, leg.id), leg.closure, _about("leg", leg.id)


def _closed(atlas: Atlas, title: str, closure: Closure) -> Text:
    since, sources = wording.since(closure.since), atlas.case.sources
    counted = corroborate(closure.claims, sources)
    if not counted.reports:
        return say("{closed}: “{way}”.", closed=since, way=title)
    if counted.denied_by or counted.doubted_by:
        support = wording.corroboration(counted, sources)
        return say("{closed}: “{way}”; {support}.", closed=since, way=title, support=support)
    return say(
        "{closed}: “{way}”, according to {names}.",
        closed=since,
        way=title,
        names=wording.names(counted.reports, sources),
    )


def _backed(title: str, atlas: Atlas, counted: Corroboration) -> Text:
    support = wording.corroboration(counted, atlas.case.sources)
    return say("{what}: {support}.", what=title, support=support)


def _strength(counted: Corroboration) -> tuple[int, int, int]:
    return (counted.at_least, counted.at_most, len(counted.reports))


def _legs(atlas: Atlas, version: Itinerary) -> list[Leg]:
    return [atlas.case.legs[leg] for leg in version.legs]


def _used(atlas: Atlas, versions: Iterable[Itinerary]) -> list[Leg]:
    """The legs of versions, each once, in the order of the file."""
    used = {leg for version in versions for leg in version.legs}
    return [leg for leg in atlas.case.legs.values() if leg.id in used]


def _item(text: str, about: About | None = None, links: Sequence[KnownLink] = ()) -> KnownItem:
    return {"text": text, "about": about, "links": list(links)}


def _about(kind: str, name: str) -> About:
    return {"kind": kind, "id": name}


def _link(label: str, kind: str, name: str) -> KnownLink:
    return {"label": label, "about": _about(kind, name)}


def _leg_links(atlas: Atlas, legs: Iterable[Leg]) -> list[KnownLink]:
    return [_link(leg_title(atlas.case, leg.id), "leg", leg.id) for leg in legs]
