"""The gazetteer that ships with the program: offline, one read-only SQLite file."""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast, get_args

from routes.errors import ArtefactError
from routes.gazetteers.fold import fold
from routes.model.place import Candidate, Kind, Match

if TYPE_CHECKING:
    # Only for the types: importing shapely would slow every start of the program.
    from shapely.geometry.base import BaseGeometry

__all__ = ["APPLICATION_ID", "KINDS", "USER_VERSION", "Bundled", "open_bundled"]

APPLICATION_ID = 0x52524754  # "RRGT"
USER_VERSION = 1
KINDS: tuple[Kind, ...] = get_args(Kind)

_FILE = "gazetteer.sqlite"
_UNITS_PER_DEGREE = 100_000

_MATCHES: tuple[Match, ...] = ("exact", "alternate", "curated")  # by the column name.sort
_BASE: dict[Match, float] = {"exact": 0.6, "curated": 0.6, "code": 0.6, "alternate": 0.4}
_LARGEST_LOG_POPULATION = 8.0  # ten to the eighth; no city is larger
_PRIOR_COUNTRY, _PRIOR_REGION = 1.0, 0.9
_PRIOR_AIRPORT, _PRIOR_AIRFIELD = 0.7, 0.2  # with and without scheduled flights (IATA code)

_AIRPORT_RADIUS_M = 3_000.0
_LEAST_CITY_RADIUS_M = 2_000.0
_URBAN_PER_KM2 = 1_500.0

_CODE = re.compile(r"[A-Z]{2,4}")

_COLUMNS = (
    "place.kind, place.ref, place.name, lon, lat, country, admin1, population, radius_m, codes"
)


class _Row(NamedTuple):
    kind: int
    ref: int | str
    name: str
    lon: int
    lat: int
    country: str | None
    admin1: str | None
    population: int | None
    radius_m: int | None
    codes: str | None


class _Container(NamedTuple):
    """A country, or a first-order division of one."""

    country: str
    admin1: str | None


def open_bundled() -> Bundled:
    """Open the gazetteer that ships with the program, in milliseconds.

    Raises ArtefactError when its file is missing or is not what it should be.
    """
    return Bundled(Path(str(files("routes") / "_data" / _FILE)))


class Bundled:
    """Populated places, airports, countries and reviewed rows, found by any spelling.

    Names come from GeoNames (places of 500 people and more), airportsdata, Natural
    Earth and ``data/curated.csv``. Names are compared folded (`fold`), never
    fuzzily.

    ``score`` of a candidate is ``base + 0.4 * prior``. ``base`` is 0.6 for a main
    name, a reviewed name or a code, and 0.4 for another name. ``prior`` is 1 for
    a country, 0.9 for a region, 0.7 for an airport with an IATA code and 0.2 for
    one without, and log10(population + 1) / 8 for a populated place. So a country comes
    before a town of the same name, and a metropolis, by another of its names,
    before a hamlet. Equal scores are put in the order of ``ref``.

    ``radius_m`` of a populated place is that of a circle which holds its people
    at 1,500 per square kilometre, and at least 2 km. That is the least density
    of an urban centre (European Commission, FAO, UN-Habitat, OECD, World Bank:
    "Applying the Degree of Urbanisation", 2021), so the circle is wide rather than
    narrow. It is 3 km for an airport, and that of a circle of the same area for a
    country or a union of countries.
    """

    name = "bundled"

    def __init__(self, path: Path) -> None:
        """Open the file at ``path``. Raises ArtefactError when it cannot be used."""
        self._base = _open(path)

    def lookup(
        self, query: str, *, country: str | None = None, kind: Kind | None = None, limit: int = 10
    ) -> tuple[Candidate, ...]:
        """The candidates for a name as written, best first; empty when there are none.

        A query in capitals of two to four letters may also be a code: IATA, ICAO,
        ISO 3166-1. In "Minsk, Belarus" and "Springfield, Illinois, USA" each part
        after a comma that names a country (any of its names or codes) or a state of
        the United States (name or postal code), or a union of countries, leaves out
        what lies elsewhere. "IL" is Israel and Illinois, so both stay. The file holds no
        other divisions: any other such part ("Kirov, Kaluga Oblast") leaves out nothing
        and is named in ``ignored`` of every candidate.

        ``country`` (ISO 3166-1 alpha-2) leaves out what is somewhere else or in no one
        country, ``kind`` what is something else.
        """
        found = self._named(query)
        ignored: tuple[str, ...] = ()
        if not found and "," in query:
            head, *rest = query.split(",")
            found = self._named(head)
            for part in filter(None, map(str.strip, rest)):
                containers = self._containers(part)
                if containers:
                    found = {r: c for r, c in found.items() if _is_within(c, containers)}
                else:
                    ignored = (*ignored, part)
        wanted = [
            replace(candidate, ignored=ignored) if ignored else candidate
            for candidate, _ in found.values()
            if (country is None or candidate.country == country.upper())
            and (kind is None or candidate.kind == kind)
        ]
        return tuple(sorted(wanted, key=lambda c: (-c.score, c.ref))[: max(limit, 0)])

    def area(self, ref: str) -> BaseGeometry | None:
        """The polygon of a country or a union of countries, or None when there is none.

        ``ref`` is that of a candidate (``country:UA``, ``curated:eu-2016``), in
        lon, lat in degrees on WGS 84, valid and cut at the 180 degree meridian.
        Borders follow the practice of the United Nations at a scale of 1:50 million:
        good to a few kilometres.
        """
        kind, _, code = ref.partition(":")
        members = (code,) if kind == "country" else self._members(ref)
        found = [self._polygon(member) for member in members]
        shapes = [shape for shape in found if shape is not None]
        if len(shapes) < 2:
            return shapes[0] if shapes else None
        from shapely import union_all  # noqa: PLC0415  (a lookup must not wait for it)

        union: BaseGeometry = union_all(shapes)
        return union

    def close(self) -> None:
        """Close the file. Calling it twice does no harm."""
        self._base.close()

    def _named(self, query: str) -> dict[str, tuple[Candidate, str | None]]:
        """Candidates by ref, each once with its best score, and its division's code."""
        text = query.strip()
        rows = self._base.execute(
            f"SELECT name.sort, {_COLUMNS} FROM name JOIN place ON place.id = name.place "  # noqa: S608
            "WHERE folded = ?",
            (fold(text),),
        ).fetchall()
        found = [self._candidate(_Row(*row[1:]), _MATCHES[row[0]], text) for row in rows]
        if _CODE.fullmatch(text):
            found += self._coded(text)
        best: dict[str, tuple[Candidate, str | None]] = {}
        for candidate, admin1 in found:
            known = best.get(candidate.ref)
            if known is None or candidate.score > known[0].score:
                best[candidate.ref] = (candidate, admin1)
        return best

    def _coded(self, code: str) -> list[tuple[Candidate, str | None]]:
        rows = self._base.execute(
            f"SELECT {_COLUMNS} FROM code JOIN place ON place.id = code.place WHERE code = ?",  # noqa: S608
            (code,),
        ).fetchall()
        return [self._candidate(_Row(*row), "code", code) for row in rows]

    def _candidate(self, row: _Row, match: Match, matched: str) -> tuple[Candidate, str | None]:
        kind = KINDS[row.kind]
        ref = f"geonames:{row.ref}" if isinstance(row.ref, int) else row.ref
        candidate = Candidate(
            name=row.name,
            lon=row.lon / _UNITS_PER_DEGREE,
            lat=row.lat / _UNITS_PER_DEGREE,
            kind=kind,
            match=match,
            matched=matched,
            score=round(_BASE[match] + 0.4 * _prior(kind, row), 4),
            gazetteer=self.name,
            ref=ref,
            radius_m=_radius_m(kind, row),
            country=row.country,
            admin1=self._admin1_name(row),
            population=row.population,
            codes=tuple(row.codes.split()) if row.codes else (),
            has_area=kind == "country" or bool(self._members(ref)),
        )
        return candidate, row.admin1

    def _containers(self, text: str) -> tuple[_Container, ...]:
        """What a part after a comma may mean; empty when it is not known."""
        found = [c for c, _ in self._named(text).values()]
        countries = {c.country for c in found if c.country and c.kind == "country"}
        countries.update(member for c in found for member in self._members(c.ref))
        states = self._base.execute(
            "SELECT country, code FROM admin1 WHERE folded = ? OR code = ?",
            (fold(text), text.strip()),
        ).fetchall()
        whole = (_Container(country, None) for country in sorted(countries))
        return (*whole, *(_Container(*state) for state in states))

    def _admin1_name(self, row: _Row) -> str | None:
        if row.admin1 is None or row.country is None:
            return None
        found = self._one(
            "SELECT name FROM admin1 WHERE country = ? AND code = ?", row.country, row.admin1
        )
        return None if found is None else str(found[0])

    def _members(self, ref: str) -> tuple[str, ...]:
        if not ref.startswith("curated:"):
            return ()
        row = self._one("SELECT members FROM area WHERE ref = ?", ref)
        return () if row is None else tuple(str(row[0]).split())

    def _polygon(self, iso2: str) -> BaseGeometry | None:
        row = self._one("SELECT wkb FROM country WHERE iso2 = ?", iso2)
        if row is None:
            return None
        from shapely import from_wkb  # noqa: PLC0415  (a lookup must not wait for it)

        return from_wkb(cast("bytes", row[0]))

    def _one(self, query: str, *values: str) -> tuple[object, ...] | None:
        row: tuple[object, ...] | None = self._base.execute(query, values).fetchone()
        return row


def _open(path: Path) -> sqlite3.Connection:
    wrong = (
        f"{path.name} in routes/_data is missing or is not the gazetteer of this version; "
        "reinstall the program, or run 'make data' in a checkout"
    )
    try:
        base = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as error:
        raise ArtefactError(wrong) from error
    try:
        (application_id,) = base.execute("PRAGMA application_id").fetchone()
        (user_version,) = base.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        base.close()
        raise ArtefactError(wrong) from error
    if (application_id, user_version) != (APPLICATION_ID, USER_VERSION):
        base.close()
        raise ArtefactError(f"{wrong} (id {application_id:#x}, version {user_version})")
    return base


def _prior(kind: Kind, row: _Row) -> float:
    if kind == "country":
        return _PRIOR_COUNTRY
    if kind == "region":
        return _PRIOR_REGION
    if kind == "airport":
        has_iata = row.codes is not None and " " in row.codes
        return _PRIOR_AIRPORT if has_iata else _PRIOR_AIRFIELD
    return min(1.0, math.log10((row.population or 0) + 1) / _LARGEST_LOG_POPULATION)


def _radius_m(kind: Kind, row: _Row) -> float:
    if row.radius_m is not None:
        return float(row.radius_m)
    if kind == "airport":
        return _AIRPORT_RADIUS_M
    area_km2 = (row.population or 0) / _URBAN_PER_KM2
    return float(round(max(_LEAST_CITY_RADIUS_M, 1000.0 * math.sqrt(area_km2 / math.pi))))


def _is_within(found: tuple[Candidate, str | None], containers: Iterable[_Container]) -> bool:
    candidate, admin1 = found
    return any(candidate.country == c.country and c.admin1 in (None, admin1) for c in containers)
