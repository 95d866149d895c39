"""GeoPackage (OGC 12-128): every layer as a table, with styles for QGIS.

Written with SQLite itself: see docs/decisions/geodata-formats.md.
"""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterable, Sequence
from contextlib import closing
from importlib import resources
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from routes.atomic import write_bytes
from routes.errors import OutputError
from routes.exports.described import described
from routes.exports.outline import outlined
from routes.exports.styles import styles
from routes.exports.unheld import cell, not_rows, replaced
from routes.messages import Text
from routes.model import Atlas
from routes.records import Column, ColumnKind, Table, rows, tables

GEOMETRY = "geom"

_WGS_84 = 4326
_NEVER = "1970-01-01T00:00:00.000Z"
"""Stands for the time of the last change: the same case gives the same bytes."""

_TYPES: dict[ColumnKind, str] = {
    "text": "TEXT", "integer": "INTEGER", "real": "REAL", "day": "DATE",
}  # fmt: skip

_COUNTERS = (24, 92)
"""Where the header of an SQLite file has how often it was changed, and when that was counted."""

_LIBRARY = 96
"""Where it has the version of the library that wrote it."""

_SQLITE = 3_040_000
"""Stands for that version in every file: nothing in it needs a younger one."""


def write(atlas: Atlas, path: Path) -> Sequence[Text]:
    """Write ``atlas`` as tables legs, places, areas, alternatives, claims and sources.

    EPSG:4326 with lon before lat. One for the desk says so in every row, and is readable by its
    owner alone. Returns sentences on what the file does not hold. Raises OutputError when it
    cannot be written; a file that was there is then intact.
    """
    try:
        content = contents(atlas)
    except sqlite3.Error as error:
        raise OutputError(str(path), str(error)) from error
    write_bytes(path, content, private=atlas.release.is_internal)
    return [*replaced(rows(atlas)), *not_rows(atlas)]


def contents(atlas: Atlas) -> bytes:
    """The file, the same for the same atlas."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        frame = resources.files(__package__).joinpath("geopackage.sql").read_text("utf-8")
        db.executescript(frame)
        told = described(atlas)
        for table in tables(atlas).values():
            _add(db, table, told.text(table.layer.means))
        _add_metadata(db, told.terms)
        _add_styles(db)
        return _settled(db.serialize())


def _settled(file: bytes) -> bytes:
    """The file without what tells which library wrote it, and in how many steps."""
    settled = bytearray(file)
    for at, value in (*((at, 1) for at in _COUNTERS), (_LIBRARY, _SQLITE)):
        struct.pack_into(">I", settled, at, value)
    return bytes(settled)


def _add(db: sqlite3.Connection, table: Table, description: str) -> None:
    """Add a table with its rows. All names are ours, none is from a case."""
    name, shape = table.layer.name, table.layer.shape
    columns = [f'"{c.name}" {_TYPES[c.kind]}' for c in table.columns]
    if shape:
        columns.insert(0, f'"{GEOMETRY}" {shape.upper()}')
    columns.insert(0, "fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL")
    db.execute(f'CREATE TABLE "{name}" ({", ".join(columns)})')
    shapes = [
        outlined(each, shape) if shape and each is not None else None for each in table.geometries
    ]
    data = "features" if shape else "attributes"
    bounds = _bounds(shapes)
    told = (name, data, name, description, _NEVER, *bounds, _WGS_84 if shape else None)
    _insert(db, "gpkg_contents", [told])
    if shape:
        _insert(db, "gpkg_geometry_columns", [(name, GEOMETRY, shape.upper(), _WGS_84, 0, 0)])
    _insert(db, "gpkg_data_columns", [_documented(name, column) for column in table.columns])
    cells = zip(*([cell(v) for v in table.values(c)] for c in table.columns), strict=True)
    for fid, (geometry, row) in enumerate(zip(shapes, cells, strict=True), start=1):
        _insert(db, name, [(fid, *((_binary(geometry),) if shape else ()), *row)])


def _documented(table: str, column: Column) -> tuple[str | None, ...]:
    return (table, column.name, column.name, None, column.means, None, None)


def _insert(
    db: sqlite3.Connection, table: str, values: Iterable[tuple[str | float | bytes | None, ...]]
) -> None:
    for row in values:
        marks = ", ".join("?" * len(row))
        db.execute(f'INSERT INTO "{table}" VALUES ({marks})', row)  # noqa: S608  our own name


def _bounds(shapes: Sequence[BaseGeometry | None]) -> tuple[float | None, ...]:
    """West, south, east, north in degrees of all that is drawn; None four times for nothing."""
    drawn = [each for each in shapes if each is not None]
    if not drawn:
        return (None,) * 4
    return tuple(float(each) for each in shapely.total_bounds(drawn))


def _binary(geometry: BaseGeometry | None) -> bytes | None:
    """The geometry as GeoPackage has it: a header (section 2.1.3 of the standard), then WKB.

    Little-endian; the envelope west, east, south, north of all but points.
    """
    if geometry is None:
        return None
    is_point = geometry.geom_type == "Point"
    head = struct.pack("<2sBBi", b"GP", 0, 0b001 if is_point else 0b011, _WGS_84)
    if not is_point:
        west, south, east, north = geometry.bounds
        head += struct.pack("<4d", west, east, south, north)
    return head + bytes(shapely.to_wkb(geometry, byte_order=1))


def _add_metadata(db: sqlite3.Connection, terms: dict[str, object]) -> None:
    """What the whole file is, in words of Dublin Core."""
    told = json.dumps(terms, ensure_ascii=False)
    kind = ("dataset", "http://purl.org/dc/terms/", "application/json")
    _insert(db, "gpkg_metadata", [(1, *kind, told)])
    _insert(
        db, "gpkg_metadata_reference", [("geopackage", None, None, None, _NEVER, 1, None)]
    )  # fmt: skip


def _add_styles(db: sqlite3.Connection) -> None:
    """The style with which QGIS opens each layer."""
    about = ("layer_styles", "attributes", "layer_styles", "How QGIS draws the layers", _NEVER)
    _insert(db, "gpkg_contents", [(*about, None, None, None, None, None)])
    for number, (name, style) in enumerate(styles().items(), start=1):
        told = (name, style.qml(), None, 1, str(style.explains), "", None, _NEVER)
        _insert(db, "layer_styles", [(number, "", "", name, GEOMETRY, *told)])
