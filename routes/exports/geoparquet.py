"""GeoParquet 1.1: one layer as a column file, for pandas, R, DuckDB and their like."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from routes.atomic import write_bytes
from routes.exports.described import described
from routes.exports.outline import outlined
from routes.exports.separated import layer_named, others
from routes.exports.unheld import cell, not_rows, replaced
from routes.messages import Text
from routes.model import Atlas
from routes.records import ColumnKind, Shape, Table, Value, tables

GEOMETRY = "geometry"

_TYPES: Mapping[ColumnKind, pa.DataType] = {
    "text": pa.string(), "integer": pa.int64(), "real": pa.float64(), "day": pa.date32(),
}  # fmt: skip


def write(atlas: Atlas, path: Path, *, layer: str | None = None) -> Sequence[Text]:
    """Write one ``layer`` of ``atlas``, by default the legs; claims and sources are plain Parquet.

    Coordinates are lon, lat (OGC:CRS84, which is what GeoParquet means without a word). Returns
    sentences on what the file does not hold. Raises UnknownName for a layer that there is not, and
    OutputError when the file cannot be written; a file that was there is then intact.
    """
    name = layer_named(layer)
    found = tables(atlas)
    content = contents(found[name], described(atlas).terms)
    write_bytes(path, content, private=atlas.release.is_internal)
    lost = [*replaced(found[name].rows)]
    return lost if layer else [*others(found, name), *lost, *not_rows(atlas)]


def contents(table: Table, terms: Mapping[str, object]) -> bytes:
    """The file, the same for the same table and the same version of Arrow, which it names.

    It is not compressed, so that a search of its bytes finds what it holds.
    """
    frame = _frame(table)
    told = {
        "dublin_core": json.dumps(terms, ensure_ascii=False),
        "columns": json.dumps({c.name: c.means for c in table.columns}, ensure_ascii=False),
    }
    shape = table.layer.shape
    if shape:
        told["geo"] = json.dumps(_geo(table, shape))
    sink = pa.BufferOutputStream()
    # Without the schema of Arrow, which is base64 of what the columns say already.
    with pq.ParquetWriter(sink, frame.schema, compression="none", store_schema=False) as writer:
        writer.write_table(frame)
        writer.add_key_value_metadata(told)
    return bytes(sink.getvalue().to_pybytes())


def _frame(table: Table) -> pa.Table:
    fields = [pa.field(column.name, _TYPES[column.kind]) for column in table.columns]
    arrays = [
        pa.array(_values(table.values(column), column.kind), _TYPES[column.kind])
        for column in table.columns
    ]
    shape = table.layer.shape
    if shape:
        shapes = [each and shapely.to_wkb(outlined(each, shape)) for each in table.geometries]
        fields.append(pa.field(GEOMETRY, pa.binary()))
        arrays.append(pa.array(shapes, pa.binary()))
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _values(values: Sequence[Value], kind: ColumnKind) -> list[Value] | list[date | None]:
    if kind == "day":
        return [date.fromisoformat(str(each)) if each else None for each in values]
    return [cell(each) for each in values]


def _geo(table: Table, shape: Shape) -> dict[str, object]:
    """The metadata of geometry: GeoParquet 1.1.0, "File metadata" and "Column metadata"."""
    drawn = [outlined(each, shape) for each in table.geometries if each is not None]
    column: dict[str, object] = {
        "encoding": "WKB",
        "geometry_types": [shape] if drawn else [],
        "orientation": "counterclockwise",
        "edges": "planar",  # lines have their vertices along the geodesic already
    }
    if drawn:
        column["bbox"] = [float(each) for each in shapely.total_bounds(drawn)]
    return {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
