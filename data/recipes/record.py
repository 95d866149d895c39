"""A place on its way into the gazetteer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from routes.gazetteers.fold import fold
from routes.gazetteers.store import ALTERNATE, BARE, CURATED, KINDS, MAIN
from routes.model.place import Kind

_STRENGTH = {CURATED: 3, MAIN: 2, ALTERNATE: 1, BARE: 0}


@dataclass
class Record:
    """A row of ``place``, the names that lead to it (folded, best sort each), its shape.

    ``members`` are refs of the records that it is a union of.
    """

    kind: Kind
    ref: int | str
    name: str
    lon: float
    lat: float
    country: str | None = None
    admin1: str | None = None
    admin2: int | None = None
    population: int | None = None
    radius_m: int | None = None
    codes: tuple[str, ...] = ()
    rank: int | None = None
    note: str | None = None
    names: dict[str, int] = field(default_factory=dict)
    shape: BaseGeometry | None = None
    members: tuple[str, ...] = ()

    def add(self, names: Iterable[str], sort: int) -> None:
        """Add names; one that is there keeps the stronger of its two sorts."""
        for name in names:
            folded = fold(name)
            known = self.names.get(folded)
            if folded and (known is None or _STRENGTH[sort] > _STRENGTH[known]):
                self.names[folded] = sort

    @property
    def public_ref(self) -> str:
        """The id that users see; GeoNames ids are stored as numbers to save space."""
        return f"geonames:{self.ref}" if isinstance(self.ref, int) else self.ref

    @property
    def order(self) -> tuple[int, int, str]:
        """Sorts the more important first."""
        return (-(self.population or 0), KINDS.index(self.kind), str(self.ref))
