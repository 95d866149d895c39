"""Places: as a case asks for them, as a gazetteer offers them, as they were chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from routes.errors import Mark
from routes.messages import Name
from routes.model.publishing import PrecisionClass

if TYPE_CHECKING:  # commands that only look names up must start without shapely
    from shapely.geometry.base import BaseGeometry

Match = Literal["exact", "alternate", "code", "curated", "variant", "fuzzy", "pinned", "online"]
"""How a candidate's name met the query.

``exact``: its main name. ``alternate``: another of its names. ``code``: IATA,
ICAO or ISO. ``curated``: a reviewed row. ``variant``: one of its names, written
by another rule (a transliteration, with or without "Province"). ``fuzzy``: one of its
names, misspelt. ``pinned``: coordinates in the case. ``online``: a geocoding service.
"""

Kind = Literal[
    "city",
    "airport",
    "station",
    "crossing",
    "facility",
    "country",
    "region",
    "river",
    "lake",
    "sea",
    "border",
    "site",
    "address",
    "unknown",
]
"""What a place is.

``facility`` is a diplomatic mission, a camp or a plant of which only the city counts;
``crossing`` a border crossing or a bridge between two states; ``border`` the line
between two states; ``region`` a division of a state or a larger part of the earth.
"""

Precision = Literal["exact", "site", "city", "region", "country", "unknown"]
"""Precision class of a place, finest first. ``region`` and coarser are drawn as areas."""

_GRANULARITY: Mapping[Kind, Precision] = {
    "city": "city",
    "airport": "site",
    "station": "site",
    "crossing": "site",
    "facility": "city",
    "country": "country",
    "region": "region",
    "river": "region",
    "lake": "region",
    "sea": "region",
    "border": "region",
    "site": "site",
    "address": "exact",
    "unknown": "unknown",
}


AREA_KINDS: tuple[Kind, ...] = ("country", "region", "lake", "sea")
"""Kinds that are never a point."""

LINE_KINDS: tuple[Kind, ...] = ("river", "border")
"""Kinds of which the stops next to them tell the point."""

POINT_KINDS: tuple[Kind, ...] = (
    "city", "airport", "station", "crossing", "facility", "site", "address",
)  # fmt: skip
"""Kinds that are always a point; of ``unknown`` nothing can be said."""

AREA_PRECISIONS: tuple[Precision, ...] = ("country", "region")
POINT_PRECISIONS: tuple[Precision, ...] = ("exact", "site", "city")
"""Precisions that only an area has, and that only a point has."""

_COMMAS = re.compile("[,\uff0c\ufe50\uff64\u3001\u060c]")  # of Latin, Han, Kana, Arabic


def commas(text: str) -> tuple[str, tuple[str, ...]]:
    """The text before the first comma, and the parts after each: of any script, none empty.

    "图们，中国" gives "图们" and ("中国",). What stands first may be empty. Gazetteers and
    the case read commas with this one function; it stands here since both look down to it.
    """  # noqa: RUF002  (the comma of Chinese)
    first, *rest = map(str.strip, _COMMAS.split(text))
    return first, tuple(filter(None, rest))


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place as a case asks for it.

    ``query`` is what is looked up (``name`` unless the case says otherwise).
    ``lon`` and ``lat`` (degrees, WGS 84) pin the place and win over every
    gazetteer. ``within`` makes the place vague: somewhere in the areas named,
    never a point. ``near`` is the id of another place that this one lies near.
    ``publish`` is how exactly it may be published, ``because`` why, and ``public_label`` what
    readers are told instead of its name.
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
    near: str | None = None
    publish: PrecisionClass | None = None
    because: str | None = None
    public_label: str | None = None
    note: str | None = None
    mark: Mark | None = field(default=None, compare=False)

    @property
    def shown(self) -> str:
        """What a map calls the place: its label, or its name without ", Container".

        A label that is written in several languages, or a name that may have others.
        """
        if self.label:
            return self.label
        return Name(self.name if self.query != self.name else commas(self.name)[0] or self.name)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a gazetteer offers for a name.

    ``lon``, ``lat`` in degrees on WGS 84; ``radius_m`` is the uncertainty radius
    (Darwin Core ``coordinateUncertaintyInMeters``): from the shape, the extent of what
    belongs to it, or the population. ``ref`` identifies the record in its origin, as in
    ``geonames:2013348``. ``has_shape`` says that the gazetteer holds a polygon or a
    line for ``ref``. ``ignored`` are the parts of the query that the gazetteer did not
    understand and left out, as "Galicia" in "Santiago, Galicia".

    ``weight`` says how much speaks for this candidate next to others for the same
    query: a city of a million people, by its main name, weighs a million. Only ratios
    mean something. ``confidence`` is the calibrated probability, 0 to 1, that this
    place is the one that is meant; see docs/confidence.md for how often it was right.
    ``note`` is what a reader must know, as for a place that several states claim.
    """

    name: str
    lon: float
    lat: float
    kind: Kind
    match: Match
    matched: str
    weight: float
    gazetteer: str
    ref: str
    radius_m: float
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    population: int | None = None
    codes: tuple[str, ...] = ()
    has_shape: bool = False
    ignored: tuple[str, ...] = ()
    confidence: float = 0.0
    note: str | None = None

    @property
    def granularity(self) -> Precision:
        """How fine a place of this kind is, apart from how sure it is."""
        return _GRANULARITY[self.kind]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The choice made for a toponym, with the rejected candidates and the reason.

    ``chosen`` is empty when nothing was chosen, and has several members only for
    a vague place that spans several areas. ``candidates``, likeliest first, includes
    the chosen; their ``confidence`` takes the rest of the case into account.
    """

    toponym: Toponym
    candidates: tuple[Candidate, ...]
    chosen: tuple[Candidate, ...]
    reason: str

    @property
    def confidence(self) -> float:
        """The probability that what was chosen is meant, 0 to 1; 0 without a choice."""
        return min((candidate.confidence for candidate in self.chosen), default=0.0)

    @property
    def runner_up(self) -> Candidate | None:
        """The likeliest candidate that was not chosen."""
        refs = {candidate.ref for candidate in self.chosen}
        return next((c for c in self.candidates if c.ref not in refs), None)


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
