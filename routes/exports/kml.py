"""KML 2.2 and KMZ: folders of legs by kind of line, places, areas and computed paths."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from pathlib import Path

from routes import modes
from routes.atomic import write_bytes
from routes.exports.balloons import balloon, name_of, paragraphs
from routes.exports.looks import add_styles, style_of
from routes.exports.omitted import fading, omitted
from routes.exports.shapes import add_shape
from routes.exports.xml import child, document, replaced
from routes.exports.zipped import zipped
from routes.messages import Text, plural, say
from routes.model import Atlas
from routes.records import (
    NOT_FOR_PUBLICATION,
    ColumnKind,
    LayerName,
    Row,
    Table,
    attribution,
    tables,
    version_id,
)

NAMESPACE = "http://www.opengis.net/kml/2.2"

RENAMED: Mapping[str, str] = {"start": "from", "end": "to"}
"""Columns whose names some readers of KML take for those of its time spans, and ours for them."""

_TYPES: Mapping[ColumnKind, str] = {
    "text": "string", "integer": "int", "real": "double", "day": "string",
}  # fmt: skip

_DRAWN: tuple[LayerName, ...] = ("legs", "places", "areas", "alternatives")
"""Claims and sources are told in the texts of the legs."""


def write(atlas: Atlas, path: Path) -> tuple[Text, ...]:
    """Write ``atlas`` as KML, and return what the format cannot hold of it.

    Raises OutputError when the file cannot be written; a file that was there is then intact.
    """
    write_bytes(path, text(atlas).encode("utf-8"), private=atlas.release.is_internal)
    return tuple(_left_out(atlas))


def write_kmz(atlas: Atlas, path: Path) -> tuple[Text, ...]:
    """Write the same as a zip file that holds ``doc.kml``. Raises and returns as `write` does."""
    content = zipped("doc.kml", text(atlas).encode("utf-8"))
    write_bytes(path, content, private=atlas.release.is_internal)
    return tuple(_left_out(atlas))


def text(atlas: Atlas) -> str:
    """The KML, the same for the same atlas."""
    root = ET.Element("kml", {"xmlns": NAMESPACE})
    top = child(root, "Document")
    child(top, "name", _title(atlas))
    child(top, "open", "1")
    child(top, "Snippet", maxLines="0")
    child(top, "description", balloon(_about(atlas)))
    add_styles(top)
    found = tables(atlas)
    for layer in _DRAWN:
        _add_schema(top, found[layer])
    for name, table, rows in _folders(found):
        folder = child(top, "Folder")
        child(folder, "name", name)
        for row in rows:
            _add_placemark(folder, table, row)
    return document(root)


def _title(atlas: Atlas) -> str:
    if atlas.release.is_internal:
        return say("{notice}. {title}", notice=NOT_FOR_PUBLICATION, title=atlas.case.title)
    return atlas.case.title


def _about(atlas: Atlas) -> Iterator[str]:
    """The paragraphs of the text of the whole file."""
    yield _title(atlas)
    if atlas.case.summary:
        yield atlas.case.summary
    yield from attribution(atlas)
    yield say("Version of the case: {id}", id=version_id(atlas))


def _folders(found: Mapping[LayerName, Table]) -> Iterator[tuple[Text, Table, list[Row]]]:
    """The folders that have something in them: legs by kind of line, the best founded first."""
    legs = found["legs"]
    kinds = [
        (
            say("Legs: {kind}", kind=grammar.label),
            legs,
            [row for row in legs.rows if row.columns["basis"] == grammar.id],
        )
        for grammar in modes.grammars()
    ]
    others = [
        (name, table, [*table.rows])
        for name, table in (
            (say("Places"), found["places"]),
            (say("Areas"), found["areas"]),
            (say("Computed, no source reports this"), found["alternatives"]),
        )
    ]
    yield from (folder for folder in (*kinds, *others) if folder[-1])


def _add_schema(top: ET.Element, table: Table) -> None:
    name = table.layer.name
    schema = child(top, "Schema", name=name, id=name)
    for column in table.columns:
        named = RENAMED.get(column.name, column.name)
        child(schema, "SimpleField", type=_TYPES[column.kind], name=named)


def _add_placemark(folder: ET.Element, table: Table, row: Row) -> None:
    """One row. The order of the elements is that of the schema of KML."""
    mark = child(folder, "Placemark")
    child(mark, "name", name_of(row))
    if row.layer == "alternatives":
        child(mark, "visibility", "0")
    child(mark, "Snippet", maxLines="0")
    child(mark, "description", balloon(paragraphs(row)))
    _add_span(mark, row)
    child(mark, "styleUrl", f"#{style_of(row)}")
    data = child(child(mark, "ExtendedData"), "SchemaData", schemaUrl=f"#{table.layer.name}")
    for column in table.columns:
        value = row.columns[column.name]
        if value is not None:
            child(data, "SimpleData", str(value), name=RENAMED.get(column.name, column.name))
    if row.geometry is not None:
        add_shape(mark, row.geometry)


def _add_span(mark: ET.Element, row: Row) -> None:
    """The days that a vague date spans: KML knows no other dates."""
    days = {"begin": row.columns.get("earliest"), "end": row.columns.get("latest")}
    if not any(days.values()):
        return
    span = child(mark, "TimeSpan")
    for tag, day in days.items():
        if day is not None:
            child(span, tag, str(day))


def _is_vague(leg: Row) -> bool:
    """Whether the date of a leg says more than its days, or less."""
    when, first, last = (leg.columns[name] for name in ("when", "earliest", "latest"))
    return when not in (first, f"{first}/{last}")


def _left_out(atlas: Atlas) -> Iterator[Text]:
    found = tables(atlas)
    drawn = [row for layer in _DRAWN for row in found[layer].rows]
    yield say(
        "KML draws no dashes: whether a line is reported, our reading or only weighed is told by "
        "its folder, its name, its colour and the column basis."
    )
    yield from fading(drawn, "KML")
    vague = sum(_is_vague(row) for row in found["legs"].rows)
    if vague:
        yield plural(
            "KML knows no vague dates: {n} leg has the days that its date spans, and the date "
            "itself in the column when.",
            "KML knows no vague dates: {n} legs have the days that their dates span, and the "
            "dates themselves in the column when.",
            vague,
        )
    if found["places"].rows:
        yield say(
            "KML shows a place as a pin: how far off it may be is only in its text and in the "
            "column radius_m."
        )
    undrawn = sum(row.geometry is None for row in drawn)
    if undrawn:
        yield plural(
            "{n} row has no line: it is in the list and not on the map.",
            "{n} rows have no lines: they are in the list and not on the map.",
            undrawn,
        )
    if found["claims"].rows:
        yield say("Claims and sources have no rows here: the texts of the legs tell them.")
    yield from replaced(drawn)
    yield from omitted(atlas)
