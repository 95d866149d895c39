"""Places as exactly as they are published: by the place alone, never by chance. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from routes.gazetteers.holding import Holder, Level
from routes.geodesy import Point, length_m
from routes.messages import Name, listing, say
from routes.model import (
    CLASSES,
    PER_DEGREE,
    Candidate,
    Cell,
    Kind,
    Place,
    Precision,
    PrecisionClass,
    Resolution,
    Toponym,
)
from routes.publish.scan import Names, find
from routes.wording import kilometres

_KNOWN_BY_ALL: tuple[Kind, ...] = ("city", "airport", "station", "crossing")
"""Kinds that are no secret where the case pins them: they are rounded a little."""

_PINNED: PrecisionClass = "0.1"
_ROUNDED: PrecisionClass = "0.01"

_REGION_M = 50_000.0
"""Metres from its middle from which on a lake, or a land without regions, is as coarse as one."""

Divisions = Callable[[Point, Level], Holder | None]
"""The division of a level that holds a point (lon, lat in degrees); None where there is none."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a place is published. ``is_secret`` says that its name is withheld as well."""

    precision: PrecisionClass
    is_secret: bool = False


def shown(toponym: Toponym, resolution: Resolution | None) -> Shown:
    """How exactly a place is published: as the case says, else by who says where it is.

    What a gazetteer knows by its name is public. Coordinates that stand in the case, and what a
    service knows of streets and houses, may be somebody's door: they get cells.
    """
    if toponym.publish is not None:
        return Shown(toponym.publish, toponym.publish != "site")
    chosen = resolution.chosen if resolution else ()
    if any(c.kind == "country" and c.has_shape for c in chosen):
        return Shown("country")
    if toponym.within or any(c.has_shape for c in chosen):
        return Shown("admin-1")
    is_known = bool(chosen) and all(c.kind in _KNOWN_BY_ALL for c in chosen)
    if toponym.lon is not None:
        return Shown(_ROUNDED if is_known else _PINNED)
    if any(c.match == "online" for c in chosen):  # what a service calls a town may be a house
        return Shown(_ROUNDED if is_known else _PINNED)
    return Shown("site")


def is_rounded(toponym: Toponym, resolution: Resolution | None) -> bool:
    """Whether a place that the case says nothing of is told as a cell, with its name."""
    wanted = shown(toponym, resolution)
    return wanted.precision in PER_DEGREE and not wanted.is_secret


def rounded(toponym: Toponym, place: Place) -> Toponym:
    """A place that the case says nothing of as it is told: at the middle of its cell, if in one."""
    wanted = shown(toponym, place.resolution)
    if not is_rounded(toponym, place.resolution):
        return toponym
    own_m = toponym.radius_m or 0.0
    return generalised(toponym, place.point, wanted, lambda *_: None, own_m=own_m)[0]


def radius_m(cell: Cell) -> float:
    """Metres from the middle of a cell to its furthest corner, on the ellipsoid, rounded up."""
    return float(math.ceil(max(length_m(cell.center, corner) for corner in cell.corners)))


def generalised(
    toponym: Toponym,
    point: Point | None,
    wanted: Shown,
    divisions: Divisions,
    *,
    own_m: float = 0.0,
    names: Sequence[str] = (),
) -> tuple[Toponym, PrecisionClass]:
    """The toponym as it is published, and the class that came of it.

    Where a division does not hold the ``point``, or has one of the ``names`` that are withheld,
    the next coarser one stands for it; what no state holds is withheld. ``own_m`` is the
    uncertainty that the place has anyway, in metres.
    """
    if point is not None and wanted.precision in PER_DEGREE:
        cell = Cell.of(point, wanted.precision)
        made = _celled if wanted.is_secret else _rounded
        return made(toponym, cell, radius_m(cell) + math.ceil(own_m)), wanted.precision
    for level in _levels(wanted.precision):
        division = divisions(point, level) if point is not None else None
        if division is not None and not _tells(division, names):
            return _within(toponym, division), level
    return _nowhere(toponym), "withheld"


def _tells(division: Holder, names: Sequence[str]) -> bool:
    return _names_it(division.query, names)


def _names_it(text: str, names: Sequence[str]) -> bool:
    """Whether a text holds one of the names of a place."""
    return any(hit.kind == "name" for hit in find(text, Names([names], persons=[])))


def area(
    toponym: Toponym,
    chosen: Sequence[Candidate],
    wanted: Shown,
    divisions: Divisions,
    *,
    names: Sequence[str] = (),
) -> tuple[Toponym, PrecisionClass]:
    """A place that is only known as an area, or several: these without its name, and their class.

    Where they are more exact than what is ``wanted``, or one has a name of the place, what holds
    them stands for them: their region or their state. Without such, it is withheld.
    """
    classes = [_class_of(each, divisions) for each in chosen]
    is_coarse = all(_is_coarse(each, wanted.precision) for each in classes)
    is_told = any(_names_it(each, names) for each in toponym.within)
    if toponym.within and len(chosen) == len(toponym.within) and is_coarse and not is_told:
        return _somewhere(toponym, toponym.within), max(classes, key=CLASSES.index)
    levels: tuple[Level, ...] = ("admin-1", "country")
    for level in levels:
        found = [_above(each, level, divisions) for each in chosen]
        known = {each.ref: each for each in found if each is not None}
        is_told = None in found or any(_tells(each, names) for each in known.values())
        if known and not is_told and _is_coarse(level, wanted.precision):
            return _within(toponym, *known.values()), level
    return _nowhere(toponym), "withheld"


def _is_coarse(shown: PrecisionClass, wanted: PrecisionClass) -> bool:
    """Whether a class tells no more than another."""
    return CLASSES.index(shown) <= CLASSES.index(wanted)


def _class_of(area: Candidate, divisions: Divisions) -> PrecisionClass:
    """How exact it is to say that a place lies in an area: as a state, a region or a district."""
    if area.kind == "country":
        return "country"
    if area.kind == "region" and area.country is None:  # of several states
        state = divisions((area.lon, area.lat), "country")
        if state is not None and area.radius_m > state.radius_m:
            return "country"
    if area.kind == "region" and area.admin1 == area.name:
        return "admin-1"
    return "admin-2" if area.admin1 or area.radius_m < _REGION_M else "admin-1"


def _above(area: Candidate, level: Level, divisions: Divisions) -> Holder | None:
    """The state, or the region, that all of an area lies in; itself where it is one."""
    if area.kind == "country" or level == "country":
        holder = divisions((area.lon, area.lat), "country")
        return holder if holder is not None and holder.country == area.country else None
    holder = divisions((area.lon, area.lat), level)
    return holder if holder is not None and holder.name == area.admin1 else None


def _levels(wanted: PrecisionClass) -> tuple[Level, ...]:
    levels: tuple[Level, ...] = ("admin-2", "admin-1", "country")
    return tuple(level for level in levels if CLASSES.index(level) <= CLASSES.index(wanted))


def _celled(toponym: Toponym, cell: Cell, reach_m: float) -> Toponym:
    """Nothing but the cell: the name is withheld."""
    lon, lat = cell.center
    named = toponym.public_label or say("within {distance} of here", distance=kilometres(reach_m))
    return Toponym(
        toponym.id, named, named, named, lon=lon, lat=lat, radius_m=reach_m,
        precision=_precision(cell), note=_why(cell, reach_m), mark=toponym.mark,
    )  # fmt: skip


def _rounded(toponym: Toponym, cell: Cell, reach_m: float) -> Toponym:
    """The place by its name, at the middle of the cell."""
    lon, lat = cell.center
    why = _why(cell, reach_m)
    note = say("{before} {sentence}", before=toponym.note, sentence=why) if toponym.note else why
    return Toponym(
        toponym.id, toponym.name, toponym.query, toponym.label, toponym.country, toponym.kind,
        lon=lon, lat=lat, radius_m=reach_m, precision=_precision(cell), note=note,
        mark=toponym.mark,
    )  # fmt: skip


def _precision(cell: Cell) -> Precision:
    return "city" if cell.precision == "0.1" else "site"


def _why(cell: Cell, reach_m: float) -> str:
    return say(
        "Rounded for publication to a cell of {size}°: the place lies within {distance} of its "
        "middle.",
        size=cell.precision,
        distance=kilometres(reach_m),
    )


def _within(toponym: Toponym, *divisions: Holder) -> Toponym:
    made = _somewhere(
        toponym, tuple(each.query for each in divisions), [each.name for each in divisions]
    )
    countries, kinds = ({getattr(each, key) for each in divisions} for key in ("country", "kind"))
    return replace(
        made,
        country=countries.pop() if len(countries) == 1 else None,
        kind=kinds.pop() if len(kinds) == 1 else None,
        radius_m=divisions[0].radius_m if len(divisions) == 1 else None,
    )


def _somewhere(
    toponym: Toponym, areas: tuple[str, ...], called: Sequence[str] | None = None
) -> Toponym:
    """The areas, by what finds them, without the name of the place; ``called`` is for readers."""
    regions = [Name(each) for each in called or areas]
    region = regions[0] if len(regions) == 1 else listing(regions)
    named = toponym.public_label or say("somewhere in {region}", region=region)
    return Toponym(
        toponym.id, named, named, named, toponym.country, toponym.kind, within=areas,
        note=say("Where exactly is withheld."), mark=toponym.mark,
    )  # fmt: skip


def _nowhere(toponym: Toponym) -> Toponym:
    named = toponym.public_label or say("a place that is withheld")
    return Toponym(toponym.id, named, named, named, mark=toponym.mark)


def plain(toponym: Toponym) -> Toponym:
    """A place that is published as it is, without what the case says about that."""
    reason = toponym.because if toponym.lon is not None else None
    return replace(toponym, publish=None, because=reason, public_label=None)
