"""What the versions of a journey share, where they part, and who stands behind them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import shapely

from routes.model import (
    Case,
    Claim,
    Comparison,
    Contradiction,
    Corroboration,
    Divergence,
    Itinerary,
    Place,
    Source,
)


def compare(case: Case, places: Mapping[str, Place]) -> Comparison:
    """Compare the itineraries of ``case``; hypothetical ones take no part in the trunk."""
    compared = [i for i in case.itineraries.values() if i.status != "hypothetical"]
    users: dict[str, list[str]] = {}
    for itinerary in case.itineraries.values():
        for leg in dict.fromkeys(itinerary.legs):
            users.setdefault(leg, []).append(itinerary.id)
    return Comparison(
        compared=tuple(i.id for i in compared),
        trunk=trunk([i.legs for i in compared]),
        divergences=tuple(_divergences(case, compared)),
        shared={leg: tuple(ids) for leg, ids in users.items() if len(ids) > 1},
        contradictions=tuple(_contradictions(case, compared, places)),
        legs={leg.id: corroborate(leg.claims, case.sources) for leg in case.legs.values()},
        itineraries={
            i.id: corroborate(telling(case, i), case.sources) for i in case.itineraries.values()
        },
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
    read_through = {s for o in origins for s in _read_through(o, sources)}
    certain = [o for o in origins if sources[o].identity == "named" and o not in read_through]
    return Corroboration(
        origins=origins,
        reports=tuple(dict.fromkeys(c.source for c in asserting)),
        at_least=max(len(certain), 1 if origins else 0),
        at_most=len(origins),
        denied_by=tuple(dict.fromkeys(c.source for c in claims if c.stance == "denies")),
        doubted_by=tuple(dict.fromkeys(c.source for c in claims if c.stance == "doubts")),
    )


def _read_through(source: str, sources: Mapping[str, Source]) -> Iterable[str]:
    parent = sources[source].read_in
    while parent is not None:
        yield parent
        parent = sources[parent].read_in


def telling(case: Case, itinerary: Itinerary) -> Iterable[Claim]:
    """The claims that tell this itinerary apart: its own, and those of its last leg."""
    yield from itinerary.claims
    yield from case.legs[itinerary.legs[-1]].claims


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
        first = next(leg for leg in branches if leg)
        yield Divergence(
            place=case.legs[beginning[-1]].end if beginning else case.legs[first].start,
            after=beginning[-1] if beginning else None,
            branches={leg: tuple(ids) for leg, ids in branches.items()},
        )


def _contradictions(
    case: Case, compared: Sequence[Itinerary], places: Mapping[str, Place]
) -> Iterable[Contradiction]:
    """For each leg, the first leg of every other telling that it does not fit with.

    A continuation that is nothing but our own reading contradicts nobody.
    """
    found: dict[tuple[str, str], Contradiction] = {}
    for one in compared:
        for other in compared:
            if one.id == other.id:
                continue
            n = len(trunk([one.legs, other.legs]))
            mine, theirs = one.legs[n:], other.legs[n:]
            if not mine or not theirs or _compatible(case, mine, theirs, places):
                continue
            if _all_inferred(case, mine) or _all_inferred(case, theirs):
                continue
            reason = _reason(case, other, mine[0], theirs)
            for leg in mine:
                if leg not in other.legs:
                    found.setdefault((leg, theirs[0]), Contradiction(leg, theirs[0], reason))
    order = {leg: i for i, leg in enumerate(case.legs)}
    return sorted(found.values(), key=lambda c: (order[c.leg], order[c.other]))


def _all_inferred(case: Case, legs: Sequence[str]) -> bool:
    return all(case.legs[leg].basis == "inferred" for leg in legs)


def _compatible(
    case: Case, mine: Sequence[str], theirs: Sequence[str], places: Mapping[str, Place]
) -> bool:
    """Whether one telling ends in a place that the other passes through or lies in."""
    return _passes(case, mine, case.legs[theirs[-1]].end, places) or _passes(
        case, theirs, case.legs[mine[-1]].end, places
    )


def _passes(case: Case, legs: Sequence[str], goal: str, places: Mapping[str, Place]) -> bool:
    stops = [case.legs[leg].end for leg in legs]
    if goal in stops:
        return True
    area = places[goal].area if goal in places else None
    if area is None:
        return False
    points = (places[s].point for s in stops if s in places)
    return any(area.intersects(shapely.Point(p)) for p in points if p is not None)


def _reason(case: Case, other: Itinerary, mine: str, theirs: Sequence[str]) -> str:
    start, end = case.legs[mine].start, case.legs[theirs[-1]].end
    names = {p: t.shown for p, t in case.places.items()}
    if case.legs[theirs[0]].start == start:
        return f"“{other.title}” goes on from {names[start]} to {names[end]} instead."
    return f"“{other.title}” tells of another way, to {names[end]}."
