"""Records into the SQLite file, the same bytes for the same records."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.recipes import fuzzy
from data.recipes.record import Record
from routes.gazetteers import shapes
from routes.gazetteers.store import (
    APPLICATION_ID,
    FIRST_ORDER,
    INDEXES,
    KINDS,
    SCHEMA,
    UNITS_PER_DEGREE,
    USER_VERSION,
)

# SQLite writes its own version into bytes 96 to 99 of a file, for information only.
# One fixed value keeps the bytes the same whichever SQLite made them.
_VERSION_OFFSET, _VERSION = 96, (3_040_000).to_bytes(4, "big")


def write(target: Path, records: Sequence[Record]) -> None:
    """Write ``records`` to ``target``, numbered in the order of their importance.

    The file is there whole or not at all: others may be reading the old one.
    """
    places = sorted(records, key=lambda record: record.order)
    numbers = {place.public_ref: number for number, place in enumerate(places, start=1)}
    if len(numbers) < len(places):
        raise ValueError("two records have one ref")
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    base = sqlite3.connect(part)
    base.executescript(
        f"PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA secure_delete = ON;"
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {USER_VERSION};" + SCHEMA
    )
    _insert(base, "place", [_row(number, place) for number, place in enumerate(places, start=1)])
    _insert(base, "name", _names(places))
    _insert(base, "code", _codes(places))
    _insert(base, "admin1", _first_order(places))
    _insert(base, "shape", _shapes(places))
    _insert(base, "member", _members(places, numbers))
    _insert(base, "fuzzy", list(fuzzy.lists(places)))
    base.executescript(INDEXES)
    base.commit()
    base.execute("VACUUM")
    base.close()
    with part.open("r+b") as stream:
        stream.seek(_VERSION_OFFSET)
        stream.write(_VERSION)
    part.replace(target)


def _insert(base: sqlite3.Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        base.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _row(number: int, place: Record) -> tuple[Any, ...]:
    return (
        number,
        _kind(place),
        place.ref,
        place.name,
        _units(place.lon),
        _units(place.lat),
        place.country,
        place.admin1,
        place.admin2,
        place.population,
        place.radius_m,
        " ".join(place.codes) or None,
        place.rank,
        place.note,
    )


def _kind(place: Record) -> int:
    return KINDS.index(place.kind)


def _units(degrees: float) -> int:
    return round(degrees * UNITS_PER_DEGREE)


def _names(places: Sequence[Record]) -> list[tuple[str, int, int]]:
    return sorted(
        (folded, number, sort)
        for number, place in enumerate(places, start=1)
        for folded, sort in place.names.items()
    )


def _codes(places: Sequence[Record]) -> list[tuple[str, int]]:
    return sorted({(c, n) for n, place in enumerate(places, start=1) for c in place.codes})


def _first_order(places: Sequence[Record]) -> list[tuple[str, str, int]]:
    """Regions that GeoNames gives a code of their own."""
    return sorted(
        (place.country, place.admin1, number)
        for number, place in enumerate(places, start=1)
        if place.kind == "region" and place.rank == FIRST_ORDER and place.country and place.admin1
    )


def _shapes(places: Sequence[Record]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for number, place in enumerate(places, start=1):
        if place.shape is not None:
            data = shapes.encode(place.shape)
            bounds = shapes.decode(data).bounds
            rows.append((number, *(_units(edge) for edge in bounds), data))
    return rows


def _members(places: Sequence[Record], numbers: dict[str, int]) -> list[tuple[int, int]]:
    return sorted(
        (number, numbers[ref])
        for number, place in enumerate(places, start=1)
        for ref in place.members
    )
