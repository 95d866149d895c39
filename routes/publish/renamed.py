"""What is new in a release, held against all that was told before and may be the same. Pure.

An id says nothing: a place that was renamed, or copied, is new. What was told before is another
one only where it is still told, just as it was, and the case itself says that the two differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from routes.errors import Mark, Mistake
from routes.geodesy import Point, length_m
from routes.model import Atlas, Case, Place
from routes.publish.dated import Dated, dated, meets, public_ids, rough, spans
from routes.publish.regions import Region, Told, apart, narrows


def new_places(
    case: Case, atlas: Atlas, before: Told, now: Told, found: Mapping[str, Place]
) -> Iterator[Mistake]:
    """Places without a record that may be one of those that have one, and tell more of it."""
    public, seen = public_ids(case, atlas), _used(case)
    for i, toponym in case.places.items():
        drawn, region = atlas.places.get(public[i]), now.places[i]
        if i in before.places or i in case.publishing.narrow:
            continue
        if drawn is None or region.precision in ("site", "withheld"):
            continue
        for other, was in before.places.items():
            is_told = other in seen and was.is_as(now.places[other])
            if was.precision == "site" or (is_told and not _are_near(case, (i, other), found)):
                continue
            if _adds(was, region, drawn, is_told=is_told):
                yield Mistake(toponym.mark or _at(case), f"places.{i}", _NEW, _ANOTHER % i)
                break


def _adds(was: Region, now: Region, drawn: Place, *, is_told: bool) -> bool:
    """Whether more is known of a place that was told before, if it is this one.

    Where ``is_told`` still, the name of this one is that of another to all readers.
    """
    is_named_now = not is_told and was.is_named is False and bool(now.is_named)
    return not apart(was, now) and (is_named_now or narrows(was, now, drawn))


def _used(case: Case) -> frozenset[str]:
    """The places that readers are led to: by a leg, an event, a check, an alternative."""
    ends = [end for leg in case.legs.values() for end in (leg.start, leg.end)]
    ends += [event.place for event in case.events.values()]
    ends += [place for each in case.checks for place in (*each.closer, each.than, each.to)]
    for each in case.alternatives:
        ends += [each.start, each.end or each.start, *each.via]
    return frozenset(ends)


def _are_near(case: Case, pair: tuple[str, str], found: Mapping[str, Place]) -> bool:
    """Whether two entries may be one place, by all that the desk knows."""
    one, other = (_point(case, i, found) for i in pair)
    return one is not None and other is not None and length_m(one, other) <= _NEAR_M


_NEAR_M = 2_000
"""As far apart as two people may put one village."""


def _point(case: Case, place: str, found: Mapping[str, Place]) -> Point | None:
    """Where a place is, for the desk alone: lon, lat in degrees."""
    toponym = case.places[place]
    if toponym.lon is not None and toponym.lat is not None:
        return (toponym.lon, toponym.lat)
    return found[place].point if place in found else None


def new_dates(case: Case, atlas: Atlas, before: Told, now: Told) -> Iterator[Mistake]:
    """Dates without a record, where that of another entry, or of this one, may be the same."""
    days = tuple(dated(case, atlas))
    known = {each.key: each for each in days}
    coarse, free = rough(case, atlas), set(case.publishing.narrow)
    others: dict[str, list[str]] = {}
    for each in days:
        needed = each.reasons(coarse)
        if each.key in before.dates or each.follows or needed <= free:
            continue
        if each.entry not in others:
            others[each.entry] = list(_others(each, before, now))
        for entry in others[each.entry]:
            key = _counterpart(each, entry, before)
            # Of its own entry it is no copy: what it tells is new of it.
            twin = None if entry == each.entry else known.get(key or "")
            if key is None or not _is_sooner(each, twin, before.dates[key]):
                continue
            if not _is_told(each, entry, before):
                why = ", ".join(f"{i}: ..." for i in sorted(needed - free))
                yield Mistake(each.mark or _at(case), each.about, _NEW_DATE, _OTHERWISE % why)
                break


def _others(each: Dated, before: Told, now: Told) -> Iterator[str]:
    """The entries that were told before and may be that of a date: this one, or at its places."""
    if each.entry in before.ends:
        yield each.entry
        return
    section = f"{each.entry.partition('.')[0]}."
    for entry, ends in before.ends.items():
        if entry.startswith(section) and _meet(each.places, ends, before, now):
            yield entry


def _counterpart(each: Dated, entry: str, before: Told) -> str | None:
    """The key of the same date in another entry, else of the date that a claim speaks of."""
    suffix = each.key.removeprefix(each.entry)
    whole = f"{entry}.closed" if suffix.startswith(".closed") else entry
    return next((key for key in (entry + suffix, whole) if key in before.dates), None)


def _is_told(each: Dated, entry: str, before: Told) -> bool:
    """Whether something that was told of an entry is as exact already."""
    keys = (key for key in before.dates if key == entry or key.startswith(f"{entry}.claims."))
    return ".closed" not in each.key and any(spans(each.span, before.dates[key]) for key in keys)


def _is_sooner(now: Dated, other: Dated | None, was: str) -> bool:
    """Whether a date tells more than ``was``, if it is that of the ``other`` one.

    One that is still there, and told as it was, is only the same if what is told now is true of it.
    """
    if spans(now.span, was) or not meets(now.span, was):
        return False
    return other is None or other.span != was or spans(now.span, other.known)


def _meet(places: frozenset[str], ends: tuple[str, ...], before: Told, now: Told) -> bool:
    """Whether each of some places may be one of those at which an entry was dated before.

    Without ends it was dated at none of its own: it may be any.
    """
    return not ends or all(any(_may_be(i, end, before, now) for end in ends) for i in places)


def _may_be(place: str, end: str, before: Told, now: Told) -> bool:
    if place == end:
        return True
    was, is_now = before.places.get(end), now.places[place]
    if was is None:
        return False
    if was.precision == "withheld":
        return place not in before.places
    return is_now.precision == "withheld" or not apart(was, is_now)


_NEW = "is new, and may be a place that was published before: readers would know more of it."
_ANOTHER = (
    "Give it the id that it had, or withhold it. If it is another place, write so: "
    "'publish: {narrow: {%s: another place}}'."
)
_OTHERWISE = "Tell it as it was told. If that is another one, write so: 'publish: {narrow: {%s}}'."
_NEW_DATE = (
    "is new, and may be of what was published before: readers would know better when it was."
)


def _at(case: Case) -> Mark:
    return Mark(case.file or case.id, 1)
