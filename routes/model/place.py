"""Places: as a case asks for them, as a gazetteer offers them, as they were chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from routes.errors import Mark

if TYPE_CHECKING:  # commands that only look names up must start without shapely
    from shapely.geometry.base import BaseGeometry

Match = Literal["exact", "alternate", "code", "curated", "pinned", "online"]
"""How a candidate's name met the query.

``exact``: its main name. ``alternate``: another of its names. ``code``: IATA,
ICAO or ISO. ``curated``: a reviewed row. ``pinned``: coordinates in the case.
``online``: a geocoding service.
"""

Kind = Literal["city", "airport", "country", "region", "site", "address", "unknown"]

Precision = Literal["exact", "site", "city", "region", "country", "unknown"]
"""Precision class of a place, finest first. ``region`` and coarser are drawn as areas."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place as a case asks for it.

    ``query`` is what is looked up (``name`` unless the case says otherwise).
    ``lon`` and ``lat`` (degrees, WGS 84) pin the place and win over every
    gazetteer. ``within`` makes the place vague: somewhere in the areas named,
    never a point.
    """

    id: str
    name: str
    query: str
    label: str | None = None
    country: str | None = None
    kind: Kind | None = None
    iata: str | None = None
    icao: str | None = None
    lon: float | None = None
    lat: float | None = None
    radius_m: float | None = None
    precision: Precision | None = None
    within: tuple[str, ...] = ()
    note: str | None = None
    mark: Mark | None = field(default=None, compare=False)

    @property
    def shown(self) -> str:
        """What a map calls the place: its label, or its name without ", Container"."""
        if self.label or self.query != self.name:
            return self.label or self.name
        return self.name.partition(",")[0].strip() or self.name


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a gazetteer offers for a name.

    ``lon``, ``lat`` in degrees on WGS 84; ``radius_m`` is the uncertainty radius
    (Darwin Core ``coordinateUncertaintyInMeters``). ``score`` orders candidates
    within one gazetteer, 0 to 1, and is not a probability. ``ref`` identifies the
    record in its origin, as in ``geonames:2013348``. ``has_area`` says that the
    gazetteer holds a polygon for ``ref``. ``ignored`` are the parts of the query that
    the gazetteer did not understand and left out, as "Galicia" in "Santiago, Galicia".
    """

    name: str
    lon: float
    lat: float
    kind: Kind
    match: Match
    matched: str
    score: float
    gazetteer: str
    ref: str
    radius_m: float
    country: str | None = None
    admin1: str | None = None
    population: int | None = None
    codes: tuple[str, ...] = ()
    has_area: bool = False
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The choice made for a toponym, with the rejected candidates and the reason.

    ``chosen`` is empty when nothing was chosen, and has several members only for
    a vague place that spans several areas. ``candidates`` includes the chosen.
    """

    toponym: Toponym
    candidates: tuple[Candidate, ...]
    chosen: tuple[Candidate, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """A resolved place: a point with an uncertainty radius, or an area.

    Exactly one of ``point`` (lon, lat in degrees on WGS 84) and ``area`` (a
    polygon or multipolygon in the same axes) is set; a vague place has an area and
    no point, so that nothing can draw a pin at its centroid.
    """

    id: str
    label: str
    kind: Kind
    precision: Precision
    radius_m: float
    resolution: Resolution
    point: tuple[float, float] | None = None
    area: BaseGeometry | None = None
    country: str | None = None

    @property
    def is_vague(self) -> bool:
        """Whether the place is an area and not a point."""
        return self.area is not None

    @property
    def geometry(self) -> BaseGeometry:
        """The point or the area as one shapely geometry. Raises ValueError without either."""
        if self.area is not None:
            return self.area
        if self.point is None:
            raise ValueError(f"{self.id} has neither a point nor an area")
        from shapely import Point  # noqa: PLC0415  names are looked up without shapely

        return Point(self.point)
