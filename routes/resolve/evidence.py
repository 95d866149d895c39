"""What the rest of a case says about a candidate: factors on its weight, with words. Pure.

A factor is the answer to: how many times likelier is it to see this when the candidate is
meant than when any other place of the world is? So 1 says nothing, and what a place that is
missing from the gazetteer would weigh needs no factor. Where the numbers come from:
docs/decisions/resolution-in-context.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routes.gazetteers.fold import fold
from routes.model import Candidate, Leg, Toponym
from routes.model.place import LINE_KINDS, commas
from routes.resolve.factors import (
    AROUND,
    IMPOSSIBLE,
    INSIDE,
    TOUCHING,
    UNSEEN,
    Ballot,
    Factor,
    country_vote,
    heard,
    nearness,
    voted,
    voting,
)
from routes.resolve.shapes import Shapes, is_wide
from routes.resolve.sphere import apart_m, point
from routes.resolve.stops import Stop
from routes.resolve.travel import Travel
from routes.wording import kilometres

_HINT = 10.0
"""For a country, or a container after a comma, that the writer gives and the candidate fits."""

_KIND_HINT = 3.0
"""For a kind that the writer gives."""

_REGION_VOTE = 4.0
"""How much likelier a first-order region is than by chance, when all other places lie in it."""

_AROUND_M = 100_000.0
"""What lies so near a river, a border or a sea speaks for it as for its own country."""

_NEXT = 30.0
_NEXT_LEAST = 0.001
"""For a neighbour on the route: right beside it, and, on foot, at the other end of the world."""

_AREA_AS_STOP = 0.2
_AREA_AS_TERMINUS = 0.03
"""For an area where a leg begins or ends, and where a plane or a train does: mostly a town is
meant, and who means an area can write `within`."""

_AROUND_ITS_TOWN = 0.05
"""On top of that, for a region that bears the name of a town in it."""

_OUT_OF_REACH = 0.01
"""For what the mode or the dates of a leg do not allow. Reports are wrong about them, too."""

_HEARD = 0.5
"""A neighbour of which less than this is known says nothing."""


_MEET_M = 1.0
"""Up to this distance two places meet."""


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that another toponym of the case may be, and how likely that is, 0 to 1."""

    label: str
    chosen: tuple[Candidate, ...]
    share: float = 1.0

    @property
    def countries(self) -> frozenset[str]:
        """The codes of the countries that it lies in, or is."""
        return frozenset(c.country for c in self.chosen if c.country)

    @property
    def country(self) -> str | None:
        """Its only country, or None."""
        return next(iter(self.countries)) if len(self.countries) == 1 else None

    def apart_m(self, candidate: Candidate, shapes: Shapes) -> float:
        """Metres between the nearest points of this and of the candidate."""
        return min(shapes.between_m(chosen, candidate) for chosen in self.chosen)


Beside = tuple[Stop, Sequence[Known]]
"""A neighbour on the route, and what it may be; first what it was taken for."""


def hints(toponym: Toponym, candidate: Candidate) -> tuple[Factor, ...]:
    """For what the writer says of the place; what does not fit it is not even a candidate.

    Only of what a service found: the weights of our own gazetteer have it in them.
    """
    if candidate.match != "online":
        return ()
    found = []
    if toponym.country:
        words = f"lies in {toponym.country}, as the case says"
        found.append(Factor("country hint", _HINT, words))
    if toponym.kind:
        found.append(Factor("kind hint", _KIND_HINT, f"is a {toponym.kind}, as the case says"))
    _, containers = commas(toponym.query)
    if containers and not toponym.within and not candidate.ignored:
        words = f"lies in {', '.join(containers)}, as the case says"
        found.append(Factor("container", _HINT, words))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Others:
    """The other places of a case that are sure, each once, and where they lie."""

    known: tuple[Known, ...]
    countries: Ballot
    regions: Ballot

    @classmethod
    def of(cls, known: Sequence[Known]) -> Others:
        """The others with their countries and first-order regions counted."""
        regions = ({(c.country, c.admin1) for c in k.chosen if c.admin1} for k in known)
        return cls(tuple(known), Ballot.of(k.countries for k in known), Ballot.of(regions))


def votes(candidate: Candidate, others: Others, shapes: Shapes) -> tuple[Factor, ...]:
    """For the country and the region that the other places of the case lie in."""
    if candidate.country is None:
        return _vote_around(candidate, others.known, shapes)
    return (
        *country_vote(candidate, others.countries),
        *_region_vote(candidate, others.regions),
    )


def _vote_around(
    candidate: Candidate, others: Sequence[Known], shapes: Shapes
) -> tuple[Factor, ...]:
    """For a river, a border or a sea, which has no country: by what lies around it."""
    if not others or not is_wide(candidate):
        return ()
    agree = sum(known.apart_m(candidate, shapes) <= _AROUND_M for known in others)
    where = f"within {kilometres(_AROUND_M)} of it"
    return (Factor("country votes", voting(agree, len(others)), voted(agree, where)),)


def _region_vote(candidate: Candidate, ballot: Ballot) -> tuple[Factor, ...]:
    agree = ballot.counts.get((candidate.country, candidate.admin1), 0)
    if not agree:
        return ()
    # A case crosses regions all the time, so a region without votes is no worse for it.
    value = max((agree * _REGION_VOTE + UNSEEN) / (ballot.voters + UNSEEN), 1.0)
    return (Factor("region votes", value, voted(agree, f"in {candidate.admin1}")),)


def ends_here(
    candidate: Candidate, rivals: Sequence[Candidate], legs: Sequence[Leg], travel: Travel
) -> tuple[Factor, ...]:
    """Against an area as a place where one of ``legs``, which are all that meet there, ends."""
    if candidate.kind not in {"country", "region"} or not legs:
        return ()
    to_towns = any(travel.goes_to_towns(leg) for leg in legs)
    value = _AREA_AS_TERMINUS if to_towns else _AREA_AS_STOP
    what = "planes and trains go" if to_towns else "journeys mostly go"
    words = f"is a {candidate.kind}, and {what} to towns"
    if candidate.kind == "region" and any(_is_town_in(r, candidate) for r in rivals):
        return (Factor("stop", value * _AROUND_ITS_TOWN, f"{words}, here to that of its name"),)
    return (Factor("stop", value, words),)


def _is_town_in(town: Candidate, region: Candidate) -> bool:
    same = (fold(town.name), town.country) == (fold(region.name), region.country)
    return town.kind == "city" and same and apart_m(point(town), point(region)) <= region.radius_m


def on_route(
    candidate: Candidate, beside: Sequence[Beside], travel: Travel, shapes: Shapes
) -> tuple[Factor, ...]:
    """For the distance to the neighbours on the route, and against what a leg cannot reach.

    Near and far are on a scale that depends on the mode. All neighbours together count as
    much as one, and those two stops away only where nothing is known of nearer ones. Where
    a neighbour may be several places, each of them counts as far as it is likely.
    """
    telling = [(stop, known) for stop, known in beside if _mass(known) >= _HEARD]
    fewest = min((len(stop.legs) for stop, _ in telling), default=0)
    nearest = [(stop, known) for stop, known in telling if len(stop.legs) == fewest]
    return tuple(
        _beside(candidate, stop, known, 1 / len(nearest), travel, shapes) for stop, known in nearest
    )


def _mass(known: Sequence[Known]) -> float:
    return sum(each.share for each in known)


def _beside(
    candidate: Candidate,
    stop: Stop,
    known: Sequence[Known],
    power: float,
    travel: Travel,
    shapes: Shapes,
) -> Factor:
    values: list[tuple[float, float]] = []
    facts: list[tuple[str, str | None]] = []
    for each in known:
        apart_m = each.apart_m(candidate, shapes)
        near = _closeness(apart_m, travel.near_m(stop.legs))
        if any(leg.status == "hypothetical" for leg in stop.legs):
            near = max(near, 1.0)  # a way that is only weighed may be as long as it likes
        objection = _objection(candidate, stop, each, apart_m, travel)
        values.append((each.share, near**power * (_OUT_OF_REACH if objection else 1.0)))
        short: str | None
        where, short = _lies(apart_m, each, candidate, stop.role)
        words = where
        if objection:
            words, short = f"{IMPOSSIBLE} {each.label}, {stop.role}: {objection}", None
        facts.append((words, short))
    value = heard(_mass(known), values)
    # What speaks against it is not what the neighbour was taken for, but what it likely is.
    against = max(range(len(known)), key=lambda n: known[n].share * (1 - min(values[n][1], 1.0)))
    words, short = facts[against if value < 1.0 else 0]
    return Factor(f"route {stop.place} {stop.role}", value, words, short, stop.place)


def _objection(
    candidate: Candidate, stop: Stop, known: Known, apart_m: float, travel: Travel
) -> str | None:
    """Why one leg cannot join the two; one that is only weighed may."""
    if len(stop.legs) > 1 or stop.legs[0].status == "hypothetical":
        return None
    return travel.objection(stop.legs[0], apart_m, (known.country, candidate.country))


def near(
    candidate: Candidate, place: str, known: Sequence[Known], shapes: Shapes
) -> tuple[Factor, ...]:
    """For the distance to the place that the writer says it is near."""
    if not known:
        return ()
    values = [(each.share, nearness(each.apart_m(candidate, shapes))) for each in known]
    apart_m = known[0].apart_m(candidate, shapes)
    words, short = _lies(apart_m, known[0], candidate, "which the case says it is near")
    return (Factor(f"near {place}", heard(_mass(known), values), words, short, place),)


def _closeness(apart_m: float, scale_m: float) -> float:
    return max(_NEXT / (1 + (apart_m / scale_m) ** 2), _NEXT_LEAST)


def _lies(apart_m: float, known: Known, candidate: Candidate, role: str) -> tuple[str, str]:
    """How the two lie to each other, to go on after "it", and the short part of it.

    Of an area or a line the nearest point counts, and that is said.
    """
    label = f"{known.label}, {role}"
    wide = [c for c in known.chosen if is_wide(c)]
    if apart_m < _MEET_M:
        verb, short = _meets(candidate, wide)
        return f"{verb} {label}", short
    far = kilometres(apart_m)
    if is_wide(candidate):
        return f"comes within {far} of {label}", far
    whole = "the nearest point of " if wide else ""
    return f"lies {far} from {whole}{label}", far


def _meets(candidate: Candidate, wide: Sequence[Candidate]) -> tuple[str, str]:
    """How a candidate meets a place that is ``wide``, or a point; and the short of it."""
    if is_wide(candidate):
        if wide:
            return "touches", TOUCHING
        return "runs through" if _is_line(candidate) else "contains", AROUND
    if wide:
        return "lies on" if any(map(_is_line, wide)) else "lies in", INSIDE
    return "lies at", INSIDE


def _is_line(candidate: Candidate) -> bool:
    return candidate.kind in LINE_KINDS
