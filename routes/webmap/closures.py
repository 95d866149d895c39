"""What is said to be closed, since when, according to whom, and who denies it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from routes import wording
from routes.compare import corroborate
from routes.messages import Text, say
from routes.model import Atlas, Case, Closure, Corroboration, Itinerary, Leg, Source, Stance
from routes.titles import leg_title
from routes.webmap.items import about, legs_of
from routes.webmap.reader_types import About

_Told = tuple[str, frozenset[tuple[Stance, tuple[str, ...]]]]
"""A date, and by stance the chains of who says so."""


@dataclass(frozen=True, slots=True)
class Shut:
    """The closure of a version or of a leg: what is closed, and where to read on."""

    way: str
    closure: Closure
    about: About


def closures(atlas: Atlas, versions: Iterable[Itinerary]) -> Iterator[Shut]:
    """What is closed: versions, and legs of them of which something else is said.

    That is another date, or others who say or dispute it.
    """
    told: set[tuple[str, _Told]] = set()
    for version in versions:
        if version.closure:
            told |= {(leg, _told(version.closure)) for leg in version.legs}
            yield Shut(version.title, version.closure, about("variant", version.id))
        for leg in legs_of(atlas, [version]):
            if leg.closure and (leg.id, _told(leg.closure)) not in told:
                told.add((leg.id, _told(leg.closure)))
                yield Shut(leg_title(atlas.case, leg.id), leg.closure, about("leg", leg.id))


def closures_on(case: Case, leg: Leg, versions: Sequence[Itinerary]) -> list[Shut]:
    """What is closed of a leg as versions take it: the leg itself, and those of them as a whole.

    The leg is left out where each of them is said to be closed in the same way.
    """
    whole = [
        Shut(version.title, version.closure, about("variant", version.id))
        for version in versions
        if version.closure
    ]
    if leg.closure is None:
        return whole
    told = _told(leg.closure)
    if len(whole) == len(versions) and all(_told(shut.closure) == told for shut in whole):
        return whole
    return [Shut(leg_title(case, leg.id), leg.closure, about("leg", leg.id)), *whole]


def _told(closure: Closure) -> _Told:
    """Since when something is closed, and who says or disputes that, each once."""
    return closure.since.edtf, frozenset((c.stance, c.chain) for c in closure.claims)


def closed(shut: Shut, sources: Mapping[str, Source]) -> Text:
    """A closure in a sentence, with who says so and who is against it."""
    since, counted = wording.since(shut.closure.since), corroborate(shut.closure.claims, sources)
    if counted.reports:
        names = wording.names(counted.reports, sources)
        told = say(
            "{closed}: “{way}”, according to {names}", closed=since, way=shut.way, names=names
        )
    else:
        told = say("{closed}: “{way}”; no source says so", closed=since, way=shut.way)
    return say("{text}.", text=wording.opposed(told, counted, sources))


def closed_told(closure: Closure, sources: Mapping[str, Source]) -> Text:
    """The same without what is closed, and without a full stop."""
    since, counted = wording.since(closure.since), corroborate(closure.claims, sources)
    if counted.reports:
        names = wording.names(counted.reports, sources)
        told = say("{closed}, according to {names}", closed=since, names=names)
    else:
        told = say("{closed}; no source says so", closed=since)
    return wording.opposed(told, counted, sources)


def closed_since(closure: Closure, sources: Mapping[str, Source]) -> Text:
    """Since when something is closed, in few words; what is disputed is marked as such."""
    since, counted = wording.since(closure.since), corroborate(closure.claims, sources)
    if not counted.reports:
        return say("{closed} (no source says so)", closed=since)
    return say("{closed} (disputed)", closed=since) if is_opposed(counted) else since


def is_opposed(counted: Corroboration) -> bool:
    """Whether anybody denies or doubts it."""
    return bool(counted.denied_by or counted.doubted_by)
