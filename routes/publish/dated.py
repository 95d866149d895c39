"""When everything in a case was, as a release tells it, by the ids of the case. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from routes.errors import Mark, nth
from routes.model import Atlas, Case, Claim, Dispute, Event, Itinerary, Leg, Wanted, When
from routes.publish.pairs import paired

OPEN = "../.."
"""What is told of a date that is not told."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One date: its ``key`` in a record, the days it spans, the ``places`` that it is a date at.

    ``about`` is the key as an author writes it, ``entry`` that of the entry that it is in, and
    ``known`` the days that it spans in the case. One that ``follows`` is only there because of
    another date that is told.
    """

    key: str
    about: str
    entry: str
    span: str
    known: str
    places: frozenset[str]
    mark: Mark | None = None
    follows: bool = False

    def reasons(self, rough: Set[str]) -> frozenset[str]:
        """The places that ``publish.narrow`` has to name before it may be told more exactly.

        Those of its places that are ``rough``, told otherwise than they are; else all of them.
        """
        return self.places & rough or self.places


def rough(case: Case, atlas: Atlas) -> frozenset[str]:
    """The places of ``case`` that its public ``atlas`` tells otherwise than they are."""
    classes = atlas.release.classes
    return frozenset(i for i, name in public_ids(case, atlas).items() if classes[name] != "site")


def dated(case: Case, atlas: Atlas) -> Iterator[Dated]:
    """All dates that ``atlas``, the public one of ``case``, tells besides those of reports."""
    pairs = paired(case, atlas)
    for leg, told in pairs["legs"]:
        yield from _entry(f"legs.{leg.id}", leg, told, _ends(leg))
    for way, told in pairs["itineraries"]:
        ends = frozenset().union(*(_ends(case.legs[leg]) for leg in way.legs))
        yield from _entry(f"itineraries.{way.id}", way, told, ends)
    for event, told in pairs["events"]:
        if told is not None:
            yield from _entry(f"events.{event.id}", event, told, frozenset({event.place}))
    for dispute, told in pairs["disputes"]:
        yield from _disputed(dispute, told, frozenset(case.places))
    for wanted, told in pairs["alternatives"]:
        if told is not None:
            yield _alternative(case, wanted, told)


def _disputed(own: Dispute, told: Dispute, places: frozenset[str]) -> Iterator[Dated]:
    """The dates of all answers: in which order they stand says nothing, nor how they are worded."""
    key = f"disputes.{own.id}"
    abouts = [
        nth(f"{nth(f'{key}.positions', n)}.claims", m)
        for n, position in enumerate(own.positions)
        for m, _ in enumerate(position.claims)
    ]
    claims, shown = ([c for p in each.positions for c in p.claims] for each in (own, told))
    yield from _At(key, places).claims(key, abouts, claims, shown)


def public_ids(case: Case, atlas: Atlas) -> dict[str, str]:
    """By the ids of the places in the case, those that they have in its public ``atlas``."""
    return dict(zip(case.places, atlas.case.places, strict=True))


def span(when: When | None) -> str:
    """The days that a date spans, as ISO days; two dots for a side that is open."""
    first, last = (when.earliest, when.latest) if when else (None, None)
    return f"{first or '..'}/{last or '..'}"


def spans(outer: str, inner: str) -> bool:
    """Whether all of the days of ``inner`` are among those of ``outer``."""
    (first, last), (since, until) = (each.split("/") for each in (outer, inner))
    return (first == ".." or (since != ".." and first <= since)) and (
        last == ".." or (until != ".." and last >= until)
    )


def meets(one: str, other: str) -> bool:
    """Whether some day may be in both."""
    (first, last), (since, until) = (each.split("/") for each in (one, other))
    return (first == ".." or until == ".." or first <= until) and (
        since == ".." or last == ".." or since <= last
    )


def _ends(leg: Leg) -> frozenset[str]:
    return frozenset({leg.start, leg.end})


def _entry(
    key: str, own: Leg | Itinerary | Event, told: Leg | Itinerary | Event, places: frozenset[str]
) -> Iterator[Dated]:
    """The dates of an entry, of its claims and of its closure; ``told`` is what is published."""
    at = _At(key, places)
    when = known = None
    if not (isinstance(own, Itinerary) or isinstance(told, Itinerary)):
        when, known = told.when, own.when
        yield at.dated(key, f"{key}.when", when, known, own.mark)
    abouts = [nth(f"{key}.claims", n) for n in range(len(own.claims))]
    yield from at.claims(key, abouts, own.claims, told.claims, (when, known))
    if isinstance(own, Event) or isinstance(told, Event) or own.closure is None:
        return
    closed, shut = f"{key}.closed", told.closure
    since, began = shut.since if shut else None, own.closure.since
    yield at.dated(closed, f"{closed}.since", since, began, own.mark)
    claims = own.closure.claims
    abouts = [nth(f"{closed}.claims", n) for n in range(len(claims))]
    yield from at.claims(closed, abouts, claims, shut.claims if shut else (), (since, began))


@dataclass(frozen=True, slots=True)
class _At:
    """An entry, by its key, and the places at which it is dated."""

    entry: str
    places: frozenset[str]

    def dated(
        self, key: str, about: str, told: When | None, own: When | None, mark: Mark | None
    ) -> Dated:
        return Dated(key, about, self.entry, span(told), span(own), self.places, mark)

    def claims(
        self,
        key: str,
        abouts: Sequence[str],
        own: Sequence[Claim],
        told: Sequence[Claim],
        whens: tuple[When | None, When | None] = (None, None),
    ) -> Iterator[Dated]:
        """The dates of claims, by who makes them: their order says nothing.

        A claim without a date of its own has that of what it speaks of: the first of ``whens`` as
        it is told, the second as the case has it.
        """
        days = [span(each.when or whens[0]) for each in told] or [OPEN] * len(own)
        rows = sorted(zip(own, days, abouts, strict=True), key=lambda row: (row[0].source, row[1]))
        count: dict[str, int] = {}
        for claim, shown, about in rows:
            number = count[claim.source] = count.get(claim.source, 0) + 1
            by = f"{key}.claims.{claim.source}" + (f".{number}" if number > 1 else "")
            known = span(claim.when or whens[1])
            follows = claim.when is None
            yield Dated(
                by, f"{about}.when", self.entry, shown, known, self.places, claim.mark, follows
            )


def _alternative(case: Case, own: Wanted, told: Wanted) -> Dated:
    leg = case.legs.get(own.leg or "")
    # What was left out in the file comes from the leg or a report: it is told there already.
    known = [leg.when if leg else None, *(source.issued for source in case.sources.values())]
    stops = frozenset((own.start, own.end or own.start, *own.via))
    key = f"alternatives.{own.id}"
    days = (span(told.when), span(own.when))
    return Dated(key, f"{key}.when", key, *days, stops, own.mark, own.when in known)
