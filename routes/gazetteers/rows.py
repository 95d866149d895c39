"""Rows of the store: read safely among threads, and made into candidates."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from routes.errors import ArtefactError, UsageError
from routes.gazetteers.store import open_store
from routes.gazetteers.stored import KINDS, UNITS_PER_DEGREE, Hit, Row, city_radius_m
from routes.model.place import AREA_KINDS, LINE_KINDS, Candidate, Kind

if TYPE_CHECKING:
    # Only for the types: importing shapely would slow every start of the program.
    from shapely.geometry.base import BaseGeometry

__all__ = ["GAZETTEER", "Rows", "is_text"]

GAZETTEER = "bundled"

_GEONAMES = re.compile("geonames:([0-9]{1,18})")  # what SQLite can hold
_MAPPED_BYTES = 1 << 30  # the whole file, by way of the system's own cache
_SHAPED = frozenset((*AREA_KINDS, *LINE_KINDS))
_UNITED = frozenset({"country", "region"})  # for others members are only the two sides

_RADIUS_M: Mapping[Kind, float] = {"airport": 3_000.0, "station": 1_000.0, "crossing": 1_000.0}

_COLUMNS = (
    "id, kind, ref, place.name, lon, lat, country, admin1, admin2, population, radius_m, "
    "codes, rank, note"
)
_BY_NAME = f"SELECT name.sort, {_COLUMNS} FROM name JOIN place ON id = name.place WHERE folded = ?"  # noqa: S608
_REGION_NAMES = "SELECT admin1.country, code, name FROM admin1 JOIN place ON id = admin1.place"
_MANY_REGIONS = 64  # from here on one query for all of them takes less time
_OWN_NAMES = "SELECT folded FROM name WHERE folded >= ? AND folded < ? AND place = ?"
_ALL_NAMES = (
    "SELECT DISTINCT folded FROM name WHERE place IN "
    "(SELECT id FROM place WHERE (ref, kind) IN (VALUES {})) ORDER BY folded"
)
_BY_CODE = f"SELECT NULL, {_COLUMNS} FROM code JOIN place ON id = code.place WHERE code = ?"  # noqa: S608
_BY_ID = f"SELECT NULL, {_COLUMNS} FROM place WHERE id = ?"  # noqa: S608
_BY_REF = f"SELECT NULL, {_COLUMNS} FROM place WHERE ref = ? AND kind <> 0"  # noqa: S608


# Row._make in C: half the time, in every lookup.
_row = cast("Callable[[Sequence[Any]], Row]", partial(tuple.__new__, Row))


def is_text(text: str) -> bool:
    """Whether a string can be stored: halves of a surrogate pair cannot."""
    return text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text)


class Rows:
    """The store, read by several threads in turn.

    One connection serves all: Python's statements are not safe to share, so a lock
    stands before each query. Nothing is gained by more connections, since a query takes
    microseconds and Python runs one thread at a time.
    """

    def __init__(self, path: Path) -> None:
        """Open the file at ``path``. Raises ArtefactError when it cannot be used."""
        self._base = open_store(path)
        self._base.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
        self._cursor = self._base.cursor()
        self._lock = threading.Lock()
        self._is_closed = False
        self._regions: dict[tuple[str, str], str | None] = {}
        self._districts: dict[int, str | None] = {}

    def close(self) -> None:
        """Close the file. Calling it twice does no harm."""
        with self._lock:
            self._base.close()
            self._is_closed = True

    def all(self, query: str, *values: object) -> list[Any]:
        """All rows that a query gives.

        Raises ArtefactError when the file is damaged, UsageError when it was closed.
        """
        try:
            with self._lock:
                return self._cursor.execute(query, values).fetchall()
        except sqlite3.ProgrammingError as error:
            if self._is_closed:
                raise UsageError("the gazetteer was closed: open it again") from error
            raise  # a mistake of ours
        except sqlite3.Error as error:
            raise ArtefactError(f"the gazetteer in routes/_data is damaged: {error}") from error

    def one(self, query: str, *values: object) -> Any:
        """The first row that a query gives, or None."""
        found = self.all(query, *values)
        return found[0] if found else None

    def named(self, folded: str) -> list[Row]:
        """The places that have a folded name, in the order of their ids."""
        return list(map(_row, self.all(_BY_NAME, folded)))

    def names_between(self, row: Row, first: str, last: str) -> tuple[str, ...]:
        """The names of a row that begin with a letter from ``first`` to ``last``, folded."""
        found = self.all(_OWN_NAMES, first, chr(ord(last) + 1), row.id)
        return tuple(name for (name,) in found)

    def names_of(self, places: Sequence[tuple[str, Kind]]) -> tuple[str, ...]:
        """All names of the places of public refs, folded, sorted. Goes through the whole table."""
        asked: list[int | str] = []
        for ref, kind in places:
            found = _GEONAMES.fullmatch(ref)
            asked += [int(found[1]) if found else ref, KINDS.index(kind)]
        names = self.all(_ALL_NAMES.format(", ".join(["(?, ?)"] * len(places))), *asked)
        return tuple(name for (name,) in names)

    def coded(self, code: str) -> list[Row]:
        """The places that have a code."""
        return list(map(_row, self.all(_BY_CODE, code)))

    def numbered(self, number: int) -> Row:
        """The place of an id that is in the store."""
        return _row(self.one(_BY_ID, number))

    def referred(self, ref: str) -> Row | None:
        """The place of a public ref, or None. Towns are not looked for: see `INDEXES`."""
        if not is_text(ref):
            return None
        found = _GEONAMES.fullmatch(ref)
        stored = int(found[1]) if found else ref
        row = self.one(_BY_REF, stored)
        return None if row is None else _row(row)

    def members(self, place: int) -> list[Row]:
        """The countries and regions that a place is made of, or lies between."""
        ids = self.all("SELECT member FROM member WHERE place = ? ORDER BY member", place)
        return [self.numbered(number) for (number,) in ids]

    def bounds(self, place: int) -> tuple[float, float, float, float] | None:
        """West, south, east, north of a place's own shape in degrees, or None without one."""
        found = self.one("SELECT west, south, east, north FROM shape WHERE place = ?", place)
        if found is None:
            return None
        west, south, east, north = (value / UNITS_PER_DEGREE for value in found)
        return west, south, east, north

    def shape(self, row: Row) -> BaseGeometry | None:
        """The polygon or the line of a place, or the union of those of its members.

        Raises ArtefactError when what is stored is no shape.
        """
        found = self.one("SELECT data FROM shape WHERE place = ?", row.id)
        if found is not None:
            from routes.gazetteers.shapes import decode  # noqa: PLC0415  (it imports shapely)

            try:
                return decode(found[0])
            except ValueError as error:
                raise ArtefactError(
                    f"the gazetteer in routes/_data is damaged: the shape of {row.name}: {error}"
                ) from error
        if row.kind not in _UNITED:
            return None
        parts = [part for part in map(self.shape, self.members(row.id)) if part is not None]
        if len(parts) < 2:
            return parts[0] if parts else None
        from shapely import union_all  # noqa: PLC0415  (a lookup must not wait for it)

        union: BaseGeometry = union_all(parts)
        return union

    def has_shape(self, row: Row) -> bool:
        """Whether `shape` would give something."""
        kind = KINDS[row.kind_index]
        if kind not in _SHAPED:
            return False
        if self.one("SELECT 1 FROM shape WHERE place = ?", row.id) is not None:
            return True
        return kind in _UNITED and any(map(self.has_shape, self.members(row.id)))

    def region_name(self, country: str | None, code: str | None) -> str | None:
        """The name of a first-order region, by its GeoNames code."""
        if code is None or country is None:
            return None
        try:
            return self._regions[country, code]
        except KeyError:
            if len(self._regions) == _MANY_REGIONS:
                self._regions.update(((c, a), name) for c, a, name in self.all(_REGION_NAMES))
            row = self.one(f"{_REGION_NAMES} WHERE admin1.country = ? AND code = ?", country, code)
            name = self._regions[country, code] = None if row is None else str(row[2])
            return name

    def district_name(self, number: int | None) -> str | None:
        """The name of a second-order region, by its GeoNames id."""
        if number is None:
            return None
        try:
            return self._districts[number]
        except KeyError:
            row = self.one("SELECT name FROM place WHERE ref = ? AND kind <> 0", number)
            name = self._districts[number] = None if row is None else str(row[0])
            return name

    def candidate(self, hit: Hit, confidence: float, ignored: tuple[str, ...] = ()) -> Candidate:
        """The candidate that a hit is."""
        row = hit.row
        kind, ref = KINDS[row.kind_index], row.ref
        # By position, in the order of Candidate's fields: half the time of names, and this
        # is a good part of a lookup.
        return Candidate(
            row.name,
            row.lon / UNITS_PER_DEGREE,
            row.lat / UNITS_PER_DEGREE,
            kind,
            hit.match,
            hit.matched,
            hit.weight,
            GAZETTEER,
            f"geonames:{ref}" if isinstance(ref, int) else ref,
            _radius_m(kind, row),
            row.country,
            self.region_name(row.country, row.admin1),
            self.district_name(row.admin2),
            row.population,
            tuple(row.codes.split()) if row.codes else (),
            kind in _SHAPED and self.has_shape(row),
            ignored,
            confidence,
            row.note,
        )


def _radius_m(kind: Kind, row: Row) -> float:
    if row.radius_m is not None:
        return float(row.radius_m)
    return _RADIUS_M[kind] if kind in _RADIUS_M else float(city_radius_m(row.population))
