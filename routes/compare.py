"""What the versions of a journey share, where they part, and who stands behind them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from shapely import Point
from shapely.geometry.base import BaseGeometry

from routes.messages import say
from routes.model import (
    Case,
    Claim,
    Comparison,
    Contradiction,
    Corroboration,
    Divergence,
    Itinerary,
    Leg,
    Place,
    Source,
    When,
    read_through,
)

_MOSTLY = 0.9
"""Share of the smaller of two areas that must lie in the other to be called inside it."""


def compare(case: Case, places: Mapping[str, Place]) -> Comparison:
    """Compare the itineraries of ``case``; hypothetical ones take no part in the trunk."""
    compared = [i for i in case.itineraries.values() if not case.is_hypothetical(i)]
    users = {leg: case.itineraries_with(leg) for leg in case.legs}
    legs = {leg.id: corroborate(leg.claims, case.sources) for leg in case.legs.values()}
    telling = {i.id: _telling(i, compared, legs) for i in case.itineraries.values()}
    odds = at_odds(case, places)
    return Comparison(
        compared=tuple(i.id for i in compared),
        trunk=trunk([i.legs for i in compared]),
        divergences=tuple(_divergences(case, compared)),
        shared={leg: ids for leg, ids in users.items() if len(ids) > 1},
        at_odds=odds,
        contradictions=tuple(_contradictions(case, compared, odds, places)),
        legs=legs,
        telling=telling,
        itineraries={i.id: _backing(case, i, telling[i.id]) for i in case.itineraries.values()},
        events={e.id: corroborate(e.claims, case.sources) for e in case.events.values()},
    )


def trunk(paths: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The longest common beginning of ``paths``; of a single path, all of it."""
    shared: list[str] = []
    for legs in zip(*paths, strict=False):
        if len(set(legs)) > 1:
            break
        shared.append(legs[0])
    return tuple(shared)


def contradict(case: Case, one: Itinerary, other: Itinerary, places: Mapping[str, Place]) -> bool:
    """Whether two tellings cannot both be true; symmetric.

    They can where one only says less exactly what the other says. A continuation that is
    nothing but our own reading contradicts nobody.
    """
    return _apart(case, one, other, places)


def _apart(case: Case, one: Itinerary, other: Itinerary, places: Mapping[str, Place]) -> bool:
    n = len(trunk([one.legs, other.legs]))
    mine, theirs = one.legs[n:], other.legs[n:]
    if not mine or not theirs or _compatible(case, mine, theirs, places):
        return False
    return not (_is_ours(case, one, mine) or _is_ours(case, other, theirs))


def at_odds(case: Case, places: Mapping[str, Place]) -> Mapping[str, tuple[str, ...]]:
    """By itinerary those that cannot be true together with it, in the order of the file.

    Versions that are only weighed take no part.
    """
    told = [i for i in case.itineraries.values() if not case.is_hypothetical(i)]
    pairs = {
        frozenset((one.id, other.id))
        for one, other in combinations(told, 2)
        if contradict(case, one, other, places)
    }
    return {
        i: tuple(other.id for other in told if frozenset((i, other.id)) in pairs)
        for i in case.itineraries
    }


def ruled_out(
    case: Case,
    leg: str,
    version: Itinerary,
    odds: Mapping[str, Sequence[str]],
    places: Mapping[str, Place],
) -> Itinerary | None:
    """A telling with ``leg``, if none that has it can be true together with ``version``.

    Of several the one that goes together with ``version`` the longest. Where only one of them is
    in the way, the leg itself is not; nor is it where a telling goes together with ``version``
    as far as the leg, and only what comes after it does not. ``odds`` is what `at_odds` found.
    """
    told = [case.itineraries[i] for i in case.itineraries_with(leg)]
    told = [i for i in told if not case.is_hypothetical(i)]
    if not told or any(i.id not in odds[version.id] for i in told):
        return None
    if not all(_apart(case, _as_far_as(leg, i), version, places) for i in told):
        return None
    return max(told, key=lambda i: len(trunk([i.legs, version.legs])))


def _as_far_as(leg: str, told: Itinerary) -> Itinerary:
    """A telling as far as a leg; who is cited for the whole of it speaks for nothing less."""
    legs = told.legs[: told.legs.index(leg) + 1]
    return told if legs == told.legs else replace(told, legs=legs, claims=())


def corroborate(claims: Iterable[Claim], sources: Mapping[str, Source]) -> Corroboration:
    """Count who stands behind ``claims`` by origin, not by article.

    An origin is certainly independent only when it has a name and is not itself the
    document in which another of the origins was read: an essay that says the same as
    the reports it gathers adds nothing. The others, anonymous or unidentified, may all
    be one and the same, or one of the named; all of them together count for one when
    nothing else does.
    """
    claims = tuple(claims)
    asserting = [c for c in claims if c.stance == "asserts"]
    origins = tuple(dict.fromkeys(c.origin for c in asserting))
    documents = {s for o in origins for s in read_through(o, sources)}
    certain = [o for o in origins if sources[o].identity == "named" and o not in documents]
    return Corroboration(
        origins=origins,
        reports=tuple(dict.fromkeys(c.source for c in asserting)),
        at_least=max(len(certain), 1 if origins else 0),
        at_most=len(origins),
        denied_by=tuple(dict.fromkeys(c.source for c in claims if c.stance == "denies")),
        doubted_by=tuple(dict.fromkeys(c.source for c in claims if c.stance == "doubts")),
    )


def _telling(
    itinerary: Itinerary, compared: Sequence[Itinerary], legs: Mapping[str, Corroboration]
) -> str:
    """The leg on which this telling rests where it differs from all others.

    Of the legs that no other telling uses, the one with the least support, since a
    chain is as strong as its weakest link; the later one of two alike. The last leg
    where every leg is shared.
    """
    others = {leg for other in compared if other.id != itinerary.id for leg in other.legs}
    own = [leg for leg in itinerary.legs if leg not in others] or itinerary.legs[-1:]
    return min(reversed(own), key=lambda leg: _strength(legs[leg]))


def _strength(counted: Corroboration) -> tuple[int, int, int]:
    return (counted.at_least, counted.at_most, len(counted.reports))


def _backing(case: Case, itinerary: Itinerary, telling: str) -> Corroboration:
    """Support of a telling: claims on the whole of it and on the leg it rests on.

    Whoever denies or doubts any leg of it denies or doubts the telling. Who reports a leg that a
    version which is only weighed shares with one that is told, does not weigh that version.
    """
    users = (case.itineraries[i] for i in case.itineraries_with(telling))
    is_borrowed = case.is_hypothetical(itinerary) and not all(map(case.is_hypothetical, users))
    own = () if is_borrowed else case.legs[telling].claims
    against = [c for leg in itinerary.legs for c in case.legs[leg].claims if c.stance != "asserts"]
    return corroborate([*itinerary.claims, *own, *against], case.sources)


def _divergences(case: Case, compared: Sequence[Itinerary]) -> Iterable[Divergence]:
    """Every beginning that several itineraries share and that goes on in several ways."""
    beginnings: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for itinerary in compared:
        for n in range(len(itinerary.legs) + 1):
            following = itinerary.legs[n] if n < len(itinerary.legs) else ""
            branches = beginnings.setdefault(itinerary.legs[:n], {})
            branches.setdefault(following, []).append(itinerary.id)
    for beginning, branches in beginnings.items():
        if len(branches) < 2:
            continue
        starts = dict.fromkeys(case.legs[leg].start for leg in branches if leg)
        yield Divergence(
            places=(case.legs[beginning[-1]].end,) if beginning else tuple(starts),
            after=beginning[-1] if beginning else None,
            branches={leg: tuple(ids) for leg, ids in branches.items()},
        )


def _contradictions(
    case: Case,
    compared: Sequence[Itinerary],
    odds: Mapping[str, Sequence[str]],
    places: Mapping[str, Place],
) -> Iterable[Contradiction]:
    """For each leg, the first leg of every version with which it cannot be true."""
    found: dict[tuple[str, str], Contradiction] = {}
    for leg in case.legs:
        for other in compared:
            one = ruled_out(case, leg, other, odds, places)
            if one is None:
                continue
            n = len(trunk([one.legs, other.legs]))
            theirs = other.legs[n:]
            reason = _reason(case, other, one.legs[n], theirs)
            found.setdefault((leg, theirs[0]), Contradiction(leg, theirs[0], reason))
    order = {leg: i for i, leg in enumerate(case.legs)}
    return sorted(found.values(), key=lambda c: (order[c.leg], order[c.other]))


def _is_ours(case: Case, told: Itinerary, legs: Sequence[str]) -> bool:
    """Whether ``legs`` of a telling are but our reading, or nobody's: no one asserts them.

    Nor may anybody assert the telling as a whole.
    """
    if any(claim.stance == "asserts" for claim in told.claims):
        return False
    told_legs = [case.legs[leg] for leg in legs]
    asserted = [each for each in told_legs if any(c.stance == "asserts" for c in each.claims)]
    return all(each.basis == "inferred" for each in asserted)


def _compatible(
    case: Case, mine: Sequence[str], theirs: Sequence[str], places: Mapping[str, Place]
) -> bool:
    """Whether one telling only says less exactly what the other says."""
    ours, others = [case.legs[leg] for leg in mine], [case.legs[leg] for leg in theirs]
    return _refines(ours, others, places) or _refines(others, ours, places)


def _refines(coarse: Sequence[Leg], fine: Sequence[Leg], places: Mapping[str, Place]) -> bool:
    """Whether ``fine`` passes, in order, through every stop of ``coarse``.

    Each leg of ``coarse`` must then agree in mode and date with what ``fine`` has in its
    stead; ``fine`` may begin earlier and go on afterwards.
    """
    stops = [fine[0].start, *(leg.end for leg in fine[:-1])]
    begins = (at for at, stop in enumerate(stops) if _same_stop(coarse[0].start, stop, places))
    return any(_follows(coarse, fine, at, places) for at in begins)


def _follows(
    coarse: Sequence[Leg], fine: Sequence[Leg], at: int, places: Mapping[str, Place]
) -> bool:
    for leg in coarse:
        until = next(
            (n for n in range(at, len(fine)) if _same_stop(leg.end, fine[n].end, places)), None
        )
        if until is None or not _agree(leg, fine[at : until + 1]):
            return False
        at = until + 1
    return True


def _same_stop(one: str, other: str, places: Mapping[str, Place]) -> bool:
    """Whether two stops are one place, or one lies in the area of the other."""
    if one == other:
        return True
    if one not in places or other not in places:
        return False
    a, b = places[one].geometry, places[other].geometry
    if isinstance(a, Point) and isinstance(b, Point):
        return False
    return bool(a.area) if a is b else _meet(a, b)


@lru_cache(maxsize=1024)  # each pair of large areas is asked about many times over
def _meet(a: BaseGeometry, b: BaseGeometry) -> bool:
    if a.area == 0 and b.area == 0:
        return False
    if a.area == 0 or b.area == 0:
        return bool(a.intersects(b))
    if a == b:
        return True
    return float(a.intersection(b).area) >= _MOSTLY * min(a.area, b.area)


def _agree(leg: Leg, span: Sequence[Leg]) -> bool:
    modes = {part.mode for part in span}
    if "unknown" not in {leg.mode, *modes} and leg.mode not in modes:
        return False
    return all(_overlap(leg.when, part.when) for part in span)


def _overlap(one: When | None, other: When | None) -> bool:
    """Whether two dates can be one; a date that is only about right fits any other."""
    if one is None or other is None or one.approximate or other.approximate:
        return True
    return (one.earliest or "") <= (other.latest or "9") and (other.earliest or "") <= (
        one.latest or "9"
    )


def _reason(case: Case, other: Itinerary, mine: str, theirs: Sequence[str]) -> str:
    start, end = case.legs[mine].start, case.places[case.legs[theirs[-1]].end].shown
    if case.legs[theirs[0]].start == start:
        return say(
            "“{title}” goes on from {start} to {end} instead. As drawn, both cannot hold: this is "
            "our deduction.",
            title=other.title,
            start=case.places[start].shown,
            end=end,
        )
    return say(
        "“{title}” tells of another way, to {end}. As drawn, both cannot hold: this is our "
        "deduction.",
        title=other.title,
        end=end,
    )
