"""The candidates of all toponyms of a case, weighed in the light of each other. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from routes.model import Candidate, Case, Leg
from routes.resolve.ask import Asked
from routes.resolve.evidence import Known, Others, ends_here, hints, near, on_route, votes
from routes.resolve.factors import Factor
from routes.resolve.shapes import Shapes
from routes.resolve.stops import Stop, legs_at, neighbours
from routes.resolve.travel import Travel
from routes.resolve.weighing import SURE, Judge, Weighed, weighed, without, witnesses

_ROUNDS = 8
"""How often what became likelier may make something else likelier."""

_CONSIDERED = 5
"""How many candidates of a neighbour are looked at."""

Reading = tuple[tuple[Weighed, ...], ...]
"""The weighed candidates for each name of a toponym."""


def read(
    case: Case, asked: Mapping[str, Asked], travel: Travel, shapes: Shapes
) -> Mapping[str, Reading]:
    """By place id, the weighed candidates of every name.

    First each name is taken alone. In every further round all are weighed anew with what
    the others were found to be in the round before; a place is never its own witness. Each
    round looks only at the one before, so the order in the file does not matter.
    """
    readings: Mapping[str, Reading] = {}
    before: Mapping[str, Sequence[tuple[str, bool]]] = {}
    for _ in range(_ROUNDS + 1):
        room = _Room(case, asked, readings, travel, shapes)
        readings = {
            place: tuple(weighed(found, room.judge(each)) for _, found in each.names)
            for place, each in asked.items()
        }
        now = {
            place: [(names[0].candidate.ref, names[0].confidence >= SURE) for names in reading]
            for place, reading in readings.items()
        }
        if now == before:
            break
        before = now
    return readings


@dataclass(frozen=True, slots=True)
class _Room:
    """What all toponyms were found to be in the round before; nothing in the first."""

    case: Case
    asked: Mapping[str, Asked]
    readings: Mapping[str, Reading]
    travel: Travel
    shapes: Shapes
    stops: Mapping[str, Sequence[Stop]] = field(init=False)
    ends: Mapping[str, Sequence[Leg]] = field(init=False)
    known: Mapping[str, tuple[Known, ...]] = field(init=False)
    listeners: Mapping[str, Sequence[str]] = field(init=False)
    """By place id, the places on which it was heard: those tell it something else."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "stops", neighbours(self.case))
        object.__setattr__(self, "ends", legs_at(self.case))
        object.__setattr__(self, "known", {p: self._known(p, None) for p in self.asked})
        heard: dict[str, list[str]] = {}
        for place, reading in self.readings.items():
            for witness in {w for found in reading for w in witnesses(found)}:
                heard.setdefault(witness, []).append(place)
        object.__setattr__(self, "listeners", heard)

    def judge(self, asked: Asked) -> Judge:
        """What the rest of the case says on the candidates for one toponym."""
        toponym = asked.toponym
        others = Others.of(self._sure(toponym.id))
        stops = self.stops.get(toponym.id, ())
        beside = [(stop, self._told(stop.place, toponym.id)) for stop in stops]
        legs = () if toponym.within else self.ends.get(toponym.id, ())
        close = self._told(toponym.near, toponym.id) if toponym.near else ()

        def judge(candidate: Candidate, rivals: Sequence[Candidate]) -> Sequence[Factor]:
            return (
                *hints(toponym, candidate),
                *votes(candidate, others, self.shapes),
                *ends_here(candidate, rivals, legs, self.travel),
                *near(candidate, toponym.near or "", close, self.shapes),
                *on_route(candidate, beside, self.travel, self.shapes),
            )

        return judge

    def _told(self, place: str, listener: str) -> tuple[Known, ...]:
        """What ``place`` may be, by all but ``listener``; what it was taken for comes first."""
        if place in self.listeners.get(listener, ()):
            return self._known(place, listener)
        return self.known.get(place, ())

    def _known(self, place: str, listener: str | None) -> tuple[Known, ...]:
        asked = self.asked.get(place)
        if asked is None:
            return ()
        label = asked.toponym.shown
        if asked.choice is not None:
            chosen = asked.choice.resolution.chosen
            return (Known(label, chosen),) if chosen else ()
        names = [without(found, listener) for found in self.readings.get(place, ())]
        if len(names) == 1:
            # The one that it was taken for comes first: of that the reasons speak.
            taken = self.readings[place][0][0].candidate.ref
            found = sorted(names[0], key=lambda c: c.ref != taken)[:_CONSIDERED]
            return tuple(Known(label, (c,), c.confidence) for c in found)
        if not names:
            return ()
        firsts = tuple(found[0] for found in names)
        return (Known(label, firsts, min(c.confidence for c in firsts)),)

    def _sure(self, listener: str) -> list[Known]:
        """What the other toponyms are sure to be, each place once, in an order of its own."""
        found: dict[tuple[str, ...], Known] = {}
        for place in self.asked:
            for known in self._told(place, listener) if place != listener else ():
                if known.share >= SURE:
                    found[tuple(c.ref for c in known.chosen)] = known
        return [found[refs] for refs in sorted(found)]
