"""CSV: one layer as a table, its geometry as WKT, for spreadsheets and for programs alike."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from routes import plugins
from routes.atomic import write_text
from routes.exports.outline import DECIMALS, outlined
from routes.exports.unheld import not_rows, replaced, whole
from routes.messages import Text, listing, plural, say
from routes.model import Atlas
from routes.records import LAYERS, LayerName, Table, Value, tables

WKT = "wkt"
"""The last column of a layer that has geometries: well-known text, lon lat."""

_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the script of the country it is set to."""

_FORMULA = re.compile("'*(?:[\t\r\n]|\\s*[=+\\-@＝＋－＠])")  # noqa: RUF001  as wide as they are typed
_GUARDED = re.compile(f"'{_FORMULA.pattern}")


def write(atlas: Atlas, path: Path, *, layer: str | None = None) -> Sequence[Text]:
    """Write one ``layer`` of ``atlas``, by default the legs; see docs/exports.md.

    Returns sentences on what the file does not hold. Raises UnknownName for a layer that there is
    not, and OutputError when the file cannot be written; a file that was there is then intact.
    """
    name = layer_named(layer)
    found = tables(atlas)
    write_text(path, text(found[name]), private=atlas.release.is_internal)
    lost = [*replaced(found[name].rows)]
    return lost if layer else [*others(found, name), *lost, *not_rows(atlas)]


def layer_named(layer: str | None) -> LayerName:
    """The layer of that name, the legs for None. Raises UnknownName."""
    for name in LAYERS:
        if name == (layer or "legs"):
            return name
    raise plugins.unknown("layer", str(layer), tuple(LAYERS))


def others(found: dict[LayerName, Table], name: LayerName) -> list[Text]:
    """A sentence on the layers that a file with the layer ``name`` alone does not hold."""
    left = [
        plural("{n} row of {layer}", "{n} rows of {layer}", len(table.rows), layer=other)
        for other, table in found.items()
        if other != name and table.rows
    ]
    if not left:
        return []
    told = say(
        "A file holds one layer, this one the {layer}. Left out: {rows}; ask for them by layer.",
        layer=name,
        rows=listing(left),
    )
    return [told]


def text(table: Table) -> str:
    """The table as CSV (RFC 4180): a header, then one line for each row, ended by CR LF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    shape = table.layer.shape
    header = [column.name for column in table.columns]
    writer.writerow([*header, WKT] if shape else header)
    for row in table.rows:
        cells = [_cell(row.columns[name]) for name in header]
        writer.writerow([*cells, _wkt(table, row.geometry)] if shape else cells)
    return _MARK + out.getvalue()


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that looks so gets an apostrophe more."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` made ``text`` of."""
    return text[1:] if _GUARDED.match(text) else text


def _cell(value: Value) -> str:
    """A cell. Numbers are as they are: a western longitude is no formula."""
    if value is None:
        return ""
    return guarded(whole(value)) if isinstance(value, str) else str(value)


def _wkt(table: Table, geometry: BaseGeometry | None) -> str:
    if geometry is None or table.layer.shape is None:
        return ""
    return shapely.to_wkt(outlined(geometry, table.layer.shape), rounding_precision=DECIMALS)
