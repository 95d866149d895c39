"""The case: everything known about one journey, as a person wrote it down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from routes.errors import Mark
from routes.model.alternative import Avoidance, Wanted
from routes.model.claim import Claim, Quote
from routes.model.finding import Finding
from routes.model.place import Toponym
from routes.model.publishing import Person, Publishing
from routes.model.source import Source, When

Basis = Literal["reported", "inferred", "computed"]
"""The three line grammars: a source says so; our reading; a router filled it in."""

Status = Literal["open", "closed", "hypothetical"]

ProjectionKind = Literal["auto", "azimuthal", "albers", "mercator"]
"""How the map of a case is drawn; ``auto`` leaves the choice to what it spans."""


@dataclass(frozen=True, slots=True)
class Closure:
    """Since when a leg or an itinerary is closed, and according to whom."""

    since: When
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """Movement between two consecutive waypoints by one mode.

    ``start`` and ``end`` are place ids. ``reason`` is required when ``basis`` is
    ``inferred``; ``closure`` is set exactly when ``status`` is ``closed``.
    """

    id: str
    start: str
    end: str
    mode: str = "unknown"
    title: str | None = None
    when: When | None = None
    basis: Basis = "reported"
    reason: str | None = None
    status: Status = "open"
    closure: Closure | None = None
    claims: tuple[Claim, ...] = ()
    note: str | None = None
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Itinerary:
    """One telling of the journey: leg ids in order. Conflicting ones are variants."""

    id: str
    title: str
    legs: tuple[str, ...]
    summary: str | None = None
    status: Status = "open"
    closure: Closure | None = None
    claims: tuple[Claim, ...] = ()
    note: str | None = None
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Event:
    """Something reported at a place that is not movement: an arrest, a stay."""

    id: str
    title: str
    place: str
    when: When | None = None
    claims: tuple[Claim, ...] = ()
    note: str | None = None
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Position:
    """One answer to a disputed question, and who gives it."""

    says: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A question the sources answer differently, geographic or not."""

    id: str
    question: str
    positions: tuple[Position, ...]
    note: str | None = None
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Check:
    """A claim about geography that can be computed.

    "Each of ``closer`` is closer to ``to`` than ``than`` is", all place ids.
    """

    id: str
    closer: tuple[str, ...]
    than: str
    to: str
    source: str | None = None
    quote: Quote | None = None
    note: str | None = None
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a case file holds. Mappings keep the order of the file.

    ``alternatives`` are complete as they stand: what one of them leaves out has been taken
    from its leg or from the case, ``avoid`` included. ``language`` is that of the author's
    texts; ``languages`` are those of the interface that the page offers, by tag. ``people`` and
    ``publishing`` say what may be published, and how. Texts that are
    written in several languages are `routes.messages.Written`. ``findings`` are what the reader
    noticed that does not stop the work. ``marks`` say where the keys at the top stand, as in
    ``summary`` and ``notes[1]``.
    """

    id: str
    title: str
    question: str | None
    summary: str | None
    language: str
    sources: Mapping[str, Source]
    places: Mapping[str, Toponym]
    legs: Mapping[str, Leg]
    itineraries: Mapping[str, Itinerary]
    events: Mapping[str, Event]
    disputes: Mapping[str, Dispute]
    checks: tuple[Check, ...]
    notes: tuple[str, ...]
    avoid: tuple[Avoidance, ...] = ()
    alternatives: tuple[Wanted, ...] = ()
    languages: tuple[str, ...] = ()
    projection: ProjectionKind = "auto"
    people: Mapping[str, Person] = field(default_factory=lambda: MappingProxyType({}))
    publishing: Publishing = field(default_factory=Publishing)
    findings: tuple[Finding, ...] = ()
    file: str | None = field(default=None, compare=False)
    marks: Mapping[str, Mark] = field(
        default_factory=lambda: MappingProxyType({}), compare=False, repr=False
    )

    def itineraries_with(self, leg: str) -> tuple[str, ...]:
        """The ids of the itineraries that use a leg, each once, in file order."""
        return tuple(i.id for i in self.itineraries.values() if leg in i.legs)

    def is_hypothetical(self, itinerary: Itinerary) -> bool:
        """Whether a telling was only weighed: it says so, or one of its legs does."""
        legs = (self.legs[leg] for leg in itinerary.legs if leg in self.legs)
        return itinerary.status == "hypothetical" or any(x.status == "hypothetical" for x in legs)
