"""All files that other programs read, of one atlas, and a text that says what each lacks."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from routes import plugins
from routes.model import Atlas
from routes.records import LAYERS, NOT_FOR_PUBLICATION, tables
from routes.report.manifest import Entry

Write = Callable[[Path], Sequence[str] | None]

_ELSEWHERE = frozenset({"svg", "png", "pdf", "docx", "md"})
"""Formats of the same family that are figures and documents."""

_SAME = frozenset({"json", "kmz"})
"""Other names or wrappings of what is there: of geojson, and of kml."""

_ENDINGS: Mapping[str, tuple[str, str]] = {
    "annotations": ("-annotations", "jsonld"),
    "csl": ("-csl", "json"),
}
"""What the name of a file has more, and its ending, where the format's name is no ending."""

_MEANS: Mapping[str, str] = {
    "annotations": "The claims as web annotations (W3C, JSON-LD)",
    "bib": "The sources for BibTeX",
    "csl": "The sources for Zotero, Pandoc and others (CSL-JSON)",
    "csv": "A table",
    "geojson": "Everything with a geometry (GeoJSON, RFC 7946)",
    "gpkg": "All layers with styles, for QGIS and others (GeoPackage)",
    "gpx": "Places and lines for navigation (GPX 1.1)",
    "jsonld": "The places and the journey (Linked Places, JSON-LD)",
    "kml": "Places and lines for Google Earth (KML)",
    "parquet": "A table (GeoParquet where it has geometries)",
}


@dataclass(frozen=True, slots=True)
class Task:
    """A file to write: where from the folder of the pack, what it is, and how."""

    path: str
    what: str
    write: Write


def tasks(atlas: Atlas, folder: str, name: str, internal: str) -> Iterator[Task]:
    """The files of all formats of the family that are neither figures nor documents.

    A format that holds one layer gets a file for each layer with rows. ``internal`` is what the
    name of a file has more that is for the desk alone.
    """
    for form in plugins.names("exports"):
        if form in _ELSEWHERE | _SAME:
            continue
        writer = cast("Callable[..., Sequence[str] | None]", plugins.load("exports", form))
        more, ending = _ENDINGS.get(form, ("", form))
        means = _MEANS.get(form, f"The case as {form}")
        if "layer" not in inspect.signature(writer).parameters:
            path = f"{folder}/{name}{more}{internal}.{ending}"
            yield Task(path, means, partial(writer, atlas))
            continue
        for layer, table in tables(atlas).items():
            if table.rows:
                path = f"{folder}/{name}-{layer}{more}{internal}.{ending}"
                write = partial(writer, atlas, layer=layer)
                yield Task(path, f"{means}: {table.layer.means}", write)


def readme(atlas: Atlas, entries: Sequence[Entry]) -> str:
    """What the files beside it are, what each could not hold, and what the columns mean."""
    mark = [str(NOT_FOR_PUBLICATION), ""] if atlas.release.is_internal else []
    told = [*mark, "The files of this folder", ""]
    for entry in entries:
        told += [entry.path.rpartition("/")[2], f"    {entry.what}"]
        told += [f"    Not in it: {each}" for each in entry.lacks]
    told += [
        "",
        "Coordinates are longitude and latitude in degrees on WGS 84.",
        "A line of the basis or grammar \"computed\" is reported by no source.",
        "What is not known is empty.",
        "",
        "The columns of each layer",
    ]  # fmt: skip
    for layer in LAYERS.values():
        told += ["", f"{layer.name}: {layer.means}"]
        told += [f"    {column.name} ({column.kind}): {column.means}" for column in layer.columns]
    return "\n".join(told) + "\n"
