"""Which entry of an old state of a case is which one of the new. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from routes.messages import Written
from routes.model import Case, Event, Itinerary, Leg, Source, Toponym, When

SECTIONS = ("sources", "places", "legs", "itineraries", "events", "disputes")
"""In an order in which each needs only those before it."""

_NUMBERED = re.compile(r"[a-z]+-[1-9][0-9]*")

Ids = Mapping[str, Mapping[str, str]]
"""By section, from one id to another."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the desk knows of two public states: by section and public id the id of the file.

    ``withheld`` is how many entries the old state told in more detail than the new one does.
    """

    old: Ids = field(default_factory=lambda: MappingProxyType({}))
    new: Ids = field(default_factory=lambda: MappingProxyType({}))
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class Matched:
    """``now`` maps by section the ids of the old state to those of the new one.

    ``renamed`` are the new ids of what had another id in the file before, by section.
    """

    now: Ids
    renamed: Mapping[str, frozenset[str]]

    def new_id(self, section: str, old: str | None) -> str | None:
        """The id that an entry has now; one that no new entry has, if it is gone."""
        return None if old is None else self.now[section].get(old, f"\0{old}")

    def before(self, section: str) -> dict[str, str]:
        """From the new ids of a section to the old ones."""
        return {new: old for old, new in self.now[section].items()}


def match(old: Case, new: Case, known: Known = Known()) -> Matched:
    """Match entries by their ids, and where these say nothing by what they are.

    Ids that `routes.publish` made up say nothing, unless ``known`` tells those of the file.
    """
    made: dict[str, dict[str, str]] = {}
    renamed: dict[str, frozenset[str]] = {}
    for section in SECTIONS:
        before, after = getattr(old, section), getattr(new, section)
        own, now = _own(section, before, known.old), _own(section, after, known.new)
        ids = {i: own_id for own_id, i in now.items()}
        found = {i: now[own_id] for own_id, i in own.items() if own_id in now}
        key = _KEYS[section]
        likely = _alike(
            {i: key(x, made) for i, x in before.items() if i not in found},
            {i: key(x, {}) for i, x in after.items() if i not in set(found.values())},
        )
        own_ids = set(own.values())
        renamed[section] = frozenset(i for was, i in likely.items() if was in own_ids and i in ids)
        made[section] = {i: (found | likely)[i] for i in before if i in found or i in likely}
    return Matched(made, renamed)


def _own(section: str, entries: Mapping[str, Any], known: Ids) -> dict[str, str]:
    """From the ids of the file to those of the state, where the first are known."""
    own = known.get(section)
    if own is not None:
        return {own[i]: i for i in entries if i in own}
    if entries and all(_NUMBERED.fullmatch(i) and i.startswith(section) for i in entries):
        return {}
    return {i: i for i in entries}


def _alike(before: Mapping[str, Hashable], after: Mapping[str, Hashable]) -> dict[str, str]:
    """Entries that are the same in all that tells them apart, and the only ones that are."""
    counted = Counter(before.values()), Counter(after.values())
    by_key = {key: i for i, key in after.items()}
    return {
        i: by_key[key]
        for i, key in before.items()
        if key is not None and counted[0][key] == counted[1][key] == 1
    }


def plain(value: object) -> Hashable:
    """A value of a case so that what is equal says the same in every language."""
    if isinstance(value, Written):
        return tuple(sorted(value.told.items()))
    if isinstance(value, When):
        return value.edtf
    return value if isinstance(value, Hashable) else repr(value)


_Made = Mapping[str, Mapping[str, str]]


def _now(made: _Made, section: str, i: str) -> str:
    return made.get(section, {}).get(i, i)


def _source(source: Source, made: _Made) -> Hashable:  # noqa: ARG001  all keys are made alike
    told = (source.title, source.publisher, source.author, source.url, source.issued)
    return tuple(map(plain, told)) if any(told[:4]) else None


def _place(toponym: Toponym, made: _Made) -> Hashable:  # noqa: ARG001
    told = (toponym.name, toponym.query, toponym.label, toponym.country, toponym.within)
    return (*map(plain, told), toponym.lon, toponym.lat)


def _leg(leg: Leg, made: _Made) -> Hashable:
    ends = (_now(made, "places", leg.start), _now(made, "places", leg.end))
    return (plain(leg.title), *ends, leg.mode)


def _itinerary(itinerary: Itinerary, made: _Made) -> Hashable:  # noqa: ARG001
    return plain(itinerary.title)


def _event(event: Event, made: _Made) -> Hashable:
    return (plain(event.title), _now(made, "places", event.place))


_KEYS: Mapping[str, Callable[[Any, _Made], Hashable]] = {
    "sources": _source,
    "places": _place,
    "legs": _leg,
    "itineraries": _itinerary,
    "events": _event,
    "disputes": lambda dispute, _: plain(dispute.question),
}
