"""The places that a way leads between, as named on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from routes.cli.answer import Answer, Hints, answer, local, place, whereabouts
from routes.cli.terminal import shown, wrap
from routes.gazetteers import Gazetteer
from routes.gazetteers.bundled import Bundled
from routes.gazetteers.position import written
from routes.model.place import (
    AREA_KINDS,
    LINE_KINDS,
    Candidate,
    Place,
    Resolution,
    Toponym,
    commas,
)
from routes.wording import percent

if TYPE_CHECKING:  # names are looked up without shapely
    from shapely.geometry.base import BaseGeometry

_PIN_RADIUS_M = 1_000.0
"""Of coordinates on a command line: a site, as in a case that gives no radius."""

_LISTED = 5
"""So many candidates are named for a name that is not sure."""


@dataclass(frozen=True, slots=True)
class End:
    """What was written for one place, and what it means.

    ``id`` names it in a case; ``candidate`` is None where nothing is sure enough to be taken.
    ``answer`` is None for coordinates.
    """

    id: str
    text: str
    answer: Answer | None
    candidate: Candidate | None


def ends(gazetteer: Gazetteer, texts: Iterable[tuple[str, str]]) -> tuple[End, ...]:
    """What each text means, for pairs of id and text: coordinates, or a name that is sure.

    Names are looked up as by ``routes geocode``, without regard to each other. Raises
    UsageError for coordinates that are not on earth, and what the gazetteer raises.
    """
    return tuple(_end(gazetteer, key, text) for key, text in texts)


def places(gazetteer: Gazetteer, found: Iterable[End]) -> dict[str, Place]:
    """The places of ``found`` by id, points or areas as in a case; all must be sure."""
    return {each.id: _place(gazetteer, each) for each in found}


def toponym(end: End) -> Toponym:
    """The place as a case asks for it, so that a map can say what was looked up."""
    if end.answer is None and end.candidate is not None:
        return Toponym(end.id, end.text, end.text, lon=end.candidate.lon, lat=end.candidate.lat)
    return Toponym(end.id, end.text, end.text)


def unsure(gazetteer: Gazetteer, end: End) -> str:
    """Why ``end`` is of no use as it stands, what it could be, and how to say it better.

    In 80 columns. No service is asked for that.
    """
    got = end.answer
    if got is None or not got.candidates:
        said = got.reason if got else ""
        return wrap(f"{said} Check the spelling, or give LON,LAT in degrees, as in 131.87,43.11.")
    if got.status == "not-found":
        head = f"“{shown(end.text)}” is not found; closest spellings:"
    elif len(got.candidates) == 1:
        head = f"“{shown(end.text)}” is not sure enough to be taken:"
    else:
        head = f"“{shown(end.text)}” could be several places:"
    listed = [f"{place(c)}, {percent(c.confidence)}" for c in got.candidates[:_LISTED]]
    if len(got.candidates) > _LISTED:
        listed.append(f"… and {len(got.candidates) - _LISTED} more, which routes geocode lists")
    better = _better(local(gazetteer), got.candidates[:_LISTED])
    hint = f"Say what it lies in, as in {better!r}, or" if better else "Check the spelling, or"
    hint += f" give LON,LAT in degrees, as in {_spot(got.candidates[0])}."
    return "\n".join(
        [wrap(head), *(wrap(each, first="  ", rest="    ") for each in listed), wrap(hint)]
    )


def _end(gazetteer: Gazetteer, key: str, text: str) -> End:
    point = written(text)
    if point is None:
        got = answer(gazetteer, text, Hints())
        return End(key, text, got, got.taken)
    lon, lat = point
    pin = Candidate(
        name=f"{lon:g}, {lat:g}",
        lon=lon,
        lat=lat,
        kind="site",
        match="pinned",
        matched=text,
        weight=1.0,
        gazetteer="command line",
        ref=f"case:{key}",
        radius_m=_PIN_RADIUS_M,
        country=_country(gazetteer, lon, lat),
        confidence=1.0,
    )
    return End(key, text, None, pin)


def _country(gazetteer: Gazetteer, lon: float, lat: float) -> str | None:
    """The country on whose land a point lies, so that it can be avoided as that of a name is."""
    part = local(gazetteer)
    if not isinstance(part, Bundled):
        return None
    found = part.reverse(lon, lat)
    return None if found.offshore_m else found.country


def _place(gazetteer: Gazetteer, end: End) -> Place:
    """A point, or an area where that is what the name means: a country, a river."""
    best = end.candidate
    if best is None:
        raise ValueError(f"{end.text} was not taken")
    asked = toponym(end)
    reason = end.answer.reason if end.answer else "Its coordinates were given."
    candidates = end.answer.candidates if end.answer else (best,)
    resolution = Resolution(asked, candidates, (best,), reason)
    area = None
    if best.has_shape and best.kind in (*AREA_KINDS, *LINE_KINDS):
        area = _area(gazetteer, best)
    return Place(
        id=end.id,
        label=best.name,
        kind=best.kind,
        precision=best.granularity,
        radius_m=best.radius_m,
        resolution=resolution,
        point=None if area is not None else (best.lon, best.lat),
        area=area,
        country=best.country,
    )


def _area(gazetteer: Gazetteer, candidate: Candidate) -> BaseGeometry | None:
    """What a country or a river covers; a line gets a band, since nobody says where on it."""
    shape = local(gazetteer).shape(candidate.ref)
    if shape is None or candidate.kind not in LINE_KINDS:
        return shape
    from routes.resolve.shapes import band  # noqa: PLC0415  few names are rivers

    return band(shape)


def _better(gazetteer: Gazetteer, candidates: Iterable[Candidate]) -> str | None:
    """The name of the first that is sure once it says what the place lies in.

    As in "Springfield, Illinois, US".
    """
    for each in candidates:
        around = [part for part in whereabouts(each) if part != each.name]
        name = ", ".join([commas(each.name)[0], *around])
        taken = answer(gazetteer, name, Hints()).taken if around else None
        if taken is not None and taken.ref == each.ref:
            return name
    return None


def _spot(candidate: Candidate) -> str:
    return f"{candidate.lon:.2f},{candidate.lat:.2f}"
