"""What was published of a case before, and whether a new release tells more together with it. Pure.

A region once published stays known. A second one that does not hold all of it leaves less room:
the place lies in both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

import shapely

from routes.errors import Mark, Mistake, NotForPublication
from routes.geodesy import Point, destination, length_m
from routes.model import Atlas, Case, Finding, Place, PrecisionClass, When


@dataclass(frozen=True, slots=True)
class Region:
    """Where a place was said to lie: within ``radius_m`` metres of ``center``, or nowhere.

    ``ref`` names what was drawn, so that the same is known again: the record of an area, or a cell.
    """

    precision: PrecisionClass
    ref: str
    center: Point | None = None
    radius_m: float = 0.0
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a release told: of each place, by its id in the case, and when each leg and event was.

    The keys of ``dates`` are those of the case, as in ``legs.flight``.
    """

    places: Mapping[str, Region] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)


def told(case: Case, atlas: Atlas) -> Told:
    """What ``atlas``, the public one of ``case``, tells, by the ids of the case.

    Ids that were replaced stand in the same order in both.
    """
    legs = zip(case.legs, atlas.case.legs.values(), strict=True)
    events = zip(_events_told(case, atlas), atlas.case.events.values(), strict=True)
    return Told(
        {i: _region(atlas, public) for i, public in _public_ids(case, atlas).items()},
        {
            **{f"legs.{i}": _span(leg.when) for i, leg in legs},
            **{f"events.{i}": _span(event.when) for i, event in events},
        },
    )


def by_own_ids(case: Case, atlas: Atlas) -> tuple[Finding, ...]:
    """The findings on ``atlas``, the public one of ``case``, by the ids that its author knows."""
    own: dict[str, str] = {}
    for section, ids, public in (
        ("places", list(case.places), atlas.case.places),
        ("legs", list(case.legs), atlas.case.legs),
        ("sources", list(case.sources), atlas.case.sources),
        ("itineraries", list(case.itineraries), atlas.case.itineraries),
        ("disputes", list(case.disputes), atlas.case.disputes),
        ("events", _events_told(case, atlas), atlas.case.events),
    ):
        own |= {f"{section}.{p}": f"{section}.{i}" for p, i in zip(public, ids, strict=True)}
    return tuple(replace(each, about=own.get(each.about, each.about)) for each in atlas.findings)


def _public_ids(case: Case, atlas: Atlas) -> dict[str, str]:
    """By the ids of the places in the case, those that they have in its public ``atlas``."""
    return dict(zip(case.places, atlas.case.places, strict=True))


def _events_told(case: Case, atlas: Atlas) -> list[str]:
    """The ids of the events that are told: those at places that are not withheld."""
    public, classes = _public_ids(case, atlas), atlas.release.classes
    return [i for i, each in case.events.items() if classes[public[each.place]] != "withheld"]


def together(before: Told, now: Told, narrowed: Collection[str] = ()) -> Told:
    """What is known after two releases: the first, and what the second adds.

    Of a place or a date that both tell, the first is at least as exact, but for what is
    ``narrowed``. What is in the case no more stays known.
    """
    places = {
        i: region
        for i, region in before.places.items()
        if i not in narrowed and region.precision != "withheld"
    }
    dates = {i: span for i, span in before.dates.items() if span != _OPEN and i in now.dates}
    free = {i for i in dates if not _spans(now.dates[i], dates[i])}
    kept = {i: span for i, span in before.dates.items() if i not in free and span != _OPEN}
    return Told({**now.places, **places}, {**now.dates, **kept})


def _region(atlas: Atlas, place: str) -> Region:
    found = atlas.places.get(place)
    if found is None:
        return Region("withheld", "")
    shown = atlas.release.classes[place]
    return Region(shown, _ref(found), found.point, round(found.radius_m), found.country)


def _ref(place: Place) -> str:
    """What tells the region from any other."""
    if place.point is not None:
        return f"{place.point[0]:.6f},{place.point[1]:.6f}"
    return ";".join(candidate.ref for candidate in place.resolution.chosen)


def _span(when: When | None) -> str:
    """The days that a date spans, as ISO days; two dots for a side that is open."""
    first, last = (when.earliest, when.latest) if when else (None, None)
    return f"{first or '..'}/{last or '..'}"


def check_release(case: Case, atlas: Atlas, before: Told) -> None:
    """Raise NotForPublication for what is narrower together with what was published before.

    ``atlas`` is the public one of ``case``. A place that ``publish.narrow`` of the case gives a
    reason for may be told more exactly, and the legs at it be dated so.
    """
    now = told(case, atlas)
    free = case.publishing.narrow
    public = _public_ids(case, atlas)
    rough = {i for i, name in public.items() if atlas.release.classes[name] != "site"}
    wrong = [
        Mistake(case.places[i].mark or _at(case), f"places.{i}", _NARROWER, _hint(i))
        for i, region in now.places.items()
        if i in before.places and i not in free
        if _narrows(before.places[i], region, atlas.places.get(public[i]))
    ]
    wrong += [
        Mistake(mark or _at(case), f"{key}.when", _SOONER, _COARSER)
        for key, places, mark in _dated(case)
        if key in before.dates and key in now.dates
        if not (places & rough or places) <= set(free)  # of a leg, what is not told as it is
        if not _spans(now.dates[key], before.dates[key])
    ]
    wrong += _renamed(case, atlas, before)
    if wrong:
        raise NotForPublication(wrong)


def _dated(case: Case) -> Iterator[tuple[str, set[str], Mark | None]]:
    """What has a date: its key, its places, and where it stands."""
    for i, leg in case.legs.items():
        yield f"legs.{i}", {leg.start, leg.end}, leg.mark
    for i, event in case.events.items():
        yield f"events.{i}", {event.place}, event.mark


def _renamed(case: Case, atlas: Atlas, before: Told) -> Iterator[Mistake]:
    """Places that are new where others have gone: they may be the same under another id."""
    gone = [i for i, r in before.places.items() if i not in case.places and r.precision != "site"]
    public = _public_ids(case, atlas)
    for i, place in case.places.items():
        is_new = i not in before.places and i not in case.publishing.narrow
        if gone and is_new and atlas.release.classes[public[i]] not in ("site", "withheld"):
            hint = "Give it the id that it had, or withhold it. If it is another place, write so: "
            hint += f"'publish: {{narrow: {{{i}: another place}}}}'."
            yield Mistake(place.mark or _at(case), f"places.{i}", _NEW, hint)


_NEW = "is new, and places that were published before are gone: it may be one of them."
_OPEN = "../.."
_NARROWER = "together with what was published before, it tells more exactly where the place is."
_SOONER = "together with what was published before, it tells more exactly when that was."
_COARSER = "Keep the date as it was published."


def _hint(place: str) -> str:
    return (
        "Keep the class with which it was published. If it harms nobody any more, write why: "
        f"'publish: {{narrow: {{{place}: ...}}}}'."
    )


def _narrows(before: Region, now: Region, place: Place | None) -> bool:
    """Whether the place is known better by both than by the first alone."""
    if place is None or now == before:
        return False
    if before.precision == "withheld":
        return True
    if before.ref == now.ref:
        return now.radius_m < before.radius_m
    if before.center is None:  # an area: only its state is known to hold all of it
        return now.precision != "country" or now.country is None or now.country != before.country
    return not _holds(place, before.center, before.radius_m)


def _holds(place: Place, center: Point, radius_m: float) -> bool:
    """Whether all of a circle lies where the place is said to be."""
    if place.point is not None:
        return length_m(center, place.point) + radius_m <= place.radius_m
    rim = (destination(center, azimuth, radius_m) for azimuth in range(0, 360, 15))
    return all(place.geometry.intersects(shapely.Point(point)) for point in rim)


def _spans(outer: str, inner: str) -> bool:
    (first, last), (since, until) = (each.split("/") for each in (outer, inner))
    return (first == ".." or (since != ".." and first <= since)) and (
        last == ".." or (until != ".." and last >= until)
    )


def _at(case: Case) -> Mark:
    return Mark(case.file or case.id, 1)
