"""A case that may leave the desk, and what was taken out of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType

from routes.model.case import Case
from routes.model.place import Toponym
from routes.model.publishing import PrecisionClass, Profile, Publishing

PER_DEGREE: Mapping[PrecisionClass, int] = MappingProxyType({"0.1": 10, "0.01": 100})
"""How many cells of a class there are in a degree."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the fixed grid of a precision class: whole numbers, so it holds no point.

    ``column`` counts cells east of Greenwich, ``row`` north of the equator; both may be negative.
    """

    precision: PrecisionClass
    column: int
    row: int

    @classmethod
    def of(cls, point: tuple[float, float], precision: PrecisionClass) -> Cell:
        """The cell that holds a point (lon, lat in degrees). Raises ValueError off the earth."""
        lon, lat = point
        if not (abs(lon) <= 180 and abs(lat) <= 90):
            raise ValueError(f"{point} is not lon, lat in degrees")
        per = PER_DEGREE[precision]
        # 0.29 * 100 is a hair less than 29, which is no reason to say 28.
        column = math.floor(round(lon * per, 6))
        row = min(math.floor(round(lat * per, 6)), 90 * per - 1)
        return cls(precision, column - 360 * per if column >= 180 * per else column, row)

    @property
    def center(self) -> tuple[float, float]:
        """Its middle, lon, lat in degrees."""
        per = PER_DEGREE[self.precision]
        return round((self.column + 0.5) / per, 6), round((self.row + 0.5) / per, 6)

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """Its four corners, lon, lat in degrees."""
        per = PER_DEGREE[self.precision]
        return tuple(
            ((self.column + east) / per, (self.row + north) / per)
            for east in (0, 1)
            for north in (0, 1)
        )


@dataclass(frozen=True, slots=True)
class Withheld:
    """How many things were withheld; never which."""

    stops: int = 0
    coarser: int = 0
    events: int = 0
    checks: int = 0
    alternatives: int = 0
    sources: int = 0
    words: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether all there is is shown."""
        return not any(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True, slots=True)
class Release:
    """For whom an atlas was made, and how exactly it tells each place, by its id.

    ``veiled`` are the places of which more is known than is told.
    """

    profile: Profile = "internal"
    classes: Mapping[str, PrecisionClass] = field(default_factory=lambda: MappingProxyType({}))
    withheld: Withheld = field(default_factory=Withheld)
    veiled: frozenset[str] = frozenset()

    @property
    def is_internal(self) -> bool:
        """Whether it is for the desk alone."""
        return self.profile == "internal"

    def veils(self, *places: str) -> bool:
        """Whether more is known of one of these places than is told."""
        return not self.veiled.isdisjoint(places)

    def withholds(self, *places: str) -> bool:
        """Whether nothing is told of where one of these places is, nor of a leg to it but who
        speaks of that.
        """
        return any(self.classes.get(place) == "withheld" for place in places)


@dataclass(frozen=True, slots=True)
class PublicCase(Case):
    """A case without what may not be published.

    It has no place for a secret: coordinates are middles of cells unless a place is said to be a
    public site, names of persons and what the case says about its publication are gone. Raises
    ValueError for anything else; `routes.publish.redact` makes it.
    """

    release: Release = field(default_factory=lambda: Release("public"))

    def __post_init__(self) -> None:
        if self.people or self.publishing != Publishing():
            raise ValueError("a public case holds no persons and no instructions")
        for toponym in self.places.values():
            if toponym.publish is not None:
                raise ValueError(f"{toponym.id}: a public case holds no instructions")
            if not self._is_coarse(toponym):
                raise ValueError(f"{toponym.id}: its coordinates are not those of its class")
        if any(source.withhold for source in self.sources.values()):
            raise ValueError("a public case holds no source that is withheld")

    def _is_coarse(self, toponym: Toponym) -> bool:
        if toponym.lon is None or toponym.lat is None:
            return True
        point, shown = (toponym.lon, toponym.lat), self.release.classes.get(toponym.id)
        if shown == "site":
            return toponym.because is not None
        return shown in PER_DEGREE and Cell.of(point, shown or "0.1").center == point
