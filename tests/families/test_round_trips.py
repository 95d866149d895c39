"""Every export that holds rows: what is read back from the file is what the rows say.

Files are read without the code that wrote them, by the rules of their formats. How other programs
read them is in the tests of each format.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow.parquet as pq
import pytest
import shapely
from shapely.geometry import shape

from routes import api, plugins
from routes.exports import annotations, csl, gpx, kml, linked_places
from routes.exports.outline import outlined
from routes.records import LAYERS, Row, rows
from tests.unit import odd_texts
from tests.unit.bibliography_sample import entries

CASE = odd_texts.CASE.replace(
    "      v: {",
    """\
      b:
        title: "Ein {Satz} \\\\ & 50 % ~ ^ _ # $"
        publisher: Blätter
        author: Anna & Co
        issued: 2016-09~
        language: de
        url: "https://b.example/?a=1&b=%20"
        archive: https://archive.example/1
        reliability: B
        read-in: a
      v: {""",
).replace(
    "says: so}]}",
    "says: so}, {source: b, stance: denies, quote: "
    "{exact: nicht, prefix: ist, suffix: so, language: de, translation: not}}]}",
    1,
)
"""The case of odd texts, with a source of which all is known, and a denial."""

WITHOUT_ROWS = {"docx", "md", "pdf", "png", "svg"}
"""Documents and pictures: what they say and show is looked at in their own tests."""

KINDS = {
    name: {column.name: column.kind for column in layer.columns} for name, layer in LAYERS.items()
}


def _row(layer: str, told: Mapping[str, Any], geometry: Any) -> Row:
    """A row of all columns; those that the file has as text have the values of their kind."""
    kinds: Mapping[str, Callable[[Any], Any]] = {"integer": int, "real": float}
    columns = {
        name: None if told.get(name) is None else kinds.get(kind, str)(told[name])
        for name, kind in KINDS[layer].items()
    }
    return Row(layer, columns, geometry)  # type: ignore[arg-type]


def _geojson(path: Path) -> Iterator[Row]:
    for each in json.loads(path.read_bytes())["features"]:
        told = dict(each["properties"])
        layer = told.pop("layer")
        assert set(told) == set(KINDS[layer])
        yield Row(layer, told, shape(each["geometry"]) if each["geometry"] else None)


def _database(path: Path) -> Iterator[Row]:
    """A header of 8 bytes stands before WKB, and 32 more with the bounds of all but points."""
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        for layer in LAYERS:
            for each in map(dict, db.execute(f'SELECT * FROM "{layer}" ORDER BY fid')):  # noqa: S608
                blob = each.pop("geom", None)
                each.pop("fid")
                assert set(each) == set(KINDS[layer])
                head = 8 if layer == "places" else 40
                yield Row(layer, each, shapely.from_wkb(blob[head:]) if blob else None)


def _parquet(path: Path) -> Iterator[Row]:
    for layer in LAYERS:
        for each in pq.read_table(_of(layer, path)).to_pylist():
            blob = each.pop("geometry", None)
            yield _row(layer, each, shapely.from_wkb(blob) if blob else None)


def _csv(path: Path) -> Iterator[Row]:
    for layer in LAYERS:
        text = _of(layer, path).read_bytes().decode("utf-8-sig")
        for each in csv.DictReader(io.StringIO(text, newline="")):
            told = {name: re.sub(r"^'(?='*\s*[=+\-@])", "", cell) for name, cell in each.items()}
            drawn = shapely.from_wkt(told["wkt"]) if told.get("wkt") else None
            yield _row(layer, {name: cell or None for name, cell in told.items()}, drawn)


def _kml(path: Path) -> Iterator[Row]:
    yield from _marks(path.read_bytes())


def _kmz(path: Path) -> Iterator[Row]:
    with zipfile.ZipFile(path) as archive:
        yield from _marks(archive.read("doc.kml"))


def _marks(text: bytes) -> Iterator[Row]:
    space = {"k": kml.NAMESPACE}
    names = {new: old for old, new in kml.RENAMED.items()}
    for mark in ET.fromstring(text).iterfind(".//k:Placemark", space):  # noqa: S314  ours
        data = mark.find("k:ExtendedData/k:SchemaData", space)
        told = {names.get(e.attrib["name"], e.attrib["name"]): e.text for e in data}  # type: ignore[union-attr]
        layer = data.attrib["schemaUrl"][1:]  # type: ignore[union-attr]
        rings = [
            [[float(n) for n in p.split(",")] for p in (each.text or "").split()]
            for each in mark.iterfind(".//k:coordinates", space)
        ]
        form: Mapping[str, Callable[[Any], Any]] = {
            "places": lambda rings: shapely.Point(rings[0][0]),
            "areas": lambda rings: shapely.MultiPolygon([shapely.Polygon(r) for r in rings]),
        }
        drawn = form.get(layer, shapely.MultiLineString)(rings) if rings else None
        yield _row(layer, told, drawn)


def _gpx(path: Path) -> Iterator[Row]:
    space = {"g": gpx.NAMESPACE}
    root = ET.parse(path).getroot()  # noqa: S314  ours

    def told(each: ET.Element) -> dict[str, str | None]:
        own = each.find("g:extensions", space)
        return {e.tag.removeprefix(f"{{{gpx.OWN}}}"): e.text for e in own}  # type: ignore[union-attr]

    def where(each: ET.Element) -> tuple[float, float]:
        return float(each.attrib["lon"]), float(each.attrib["lat"])

    for track in root.iterfind("g:trk", space):
        parts = [list(map(where, part)) for part in track.iterfind("g:trkseg", space)]
        yield _row("legs", told(track), shapely.MultiLineString(parts))
    for mark in root.iterfind("g:wpt", space):
        yield _row("places", told(mark), shapely.Point(where(mark)))


def _linked(path: Path) -> Iterator[Row]:
    names = {new: old for old, new in linked_places.RENAMED.items()}
    for each in json.loads(path.read_bytes())["features"]:
        told = {names.get(name, name): value for name, value in each["properties"].items()}
        layer = told["layer"]
        if layer in LAYERS:
            drawn = shape(each["geometry"]) if each["geometry"] else None
            yield _row(layer, told, drawn)


def _annotations(path: Path) -> Iterator[Row]:
    for each in json.loads(path.read_bytes())["first"]["items"]:
        bodies = each["body"]
        target = each["target"]
        words = target.get("selector", {})
        voice, chain = target.get(f"{annotations._PROV}wasDerivedFrom"), []
        while voice:
            speaker = voice[f"{annotations._PROV}wasAttributedTo"]["id"]
            chain.append(unquote(speaker.rpartition(":")[2]))
            voice = voice.get(f"{annotations._PROV}wasDerivedFrom")
        told = {
            "claim": unquote(each["id"].rpartition(":")[2]),
            "subject": unquote(bodies[0]["source"].rpartition(":")[2]),
            "stance": bodies[1]["value"],
            "chain": "; ".join(chain),
            "source": chain[0],
            "origin": chain[-1],
            "quote": words.get("exact"),
            "prefix": words.get("prefix"),
            "suffix": words.get("suffix"),
            "language": words.get("dc:language"),
        }
        yield Row("claims", told, None)


def _csl(path: Path) -> Iterator[Row]:
    for each in json.loads(path.read_text("utf-8").replace(csl.JOINER, "")):
        facts = dict(line.split(": ", 1) for line in each.get("note", "").splitlines())
        issued = each.get("issued", {})
        date = "-".join(f"{n:02d}" for n in issued.get("date-parts", [[]])[0])
        told = {
            "source": each["id"],
            "title": each.get("title"),
            "publisher": each.get("container-title") or each.get("publisher"),
            "author": each["author"][0]["literal"] if "author" in each else None,
            "issued": f"{date}~" if issued.get("circa") else date or None,
            "language": each.get("language"),
            "url": each.get("URL"),
            "archive": each.get("archive_location"),
            "reliability": facts.get("reliability"),
            "read_in": facts.get("read-in"),
        }
        yield Row("sources", told, None)


def _bib(path: Path) -> Iterator[Row]:
    for _, key, fields in entries(path.read_text("utf-8")):
        plain = {name: _unescaped(text) for name, text in fields.items()}
        facts = dict(each.split(": ", 1) for each in plain.get("annote", "").split("; ") if each)
        told = {
            "source": key,
            "title": plain.get("title"),
            "publisher": plain.get("organization") or plain.get("howpublished"),
            "author": plain.get("author"),
            "issued": plain.get("date"),
            "language": {"german": "de"}.get(plain.get("language", "")),
            "url": fields.get("url"),
            "archive": plain["note"].removeprefix("Archived: ") if "note" in plain else None,
            "reliability": facts.get("reliability"),
            "read_in": facts.get("read-in"),
        }
        yield Row("sources", told, None)


def _unescaped(text: str) -> str:
    text = re.sub(r"^\{(.*)\}$", r"\1", text)
    for macro, sign in (("backslash", "\\"), ("asciitilde", "~"), ("asciicircum", "^")):
        text = text.replace(f"{{\\text{macro}}}", f"\0{sign}")
    return re.sub(r"[\\\0](.)", r"\1", text)


READERS: Mapping[str, Callable[[Path], Iterator[Row]]] = {
    "annotations": _annotations, "bib": _bib, "csl": _csl, "csv": _csv, "geojson": _geojson,
    "gpkg": _database, "gpx": _gpx, "json": _geojson, "jsonld": _linked, "kml": _kml, "kmz": _kmz,
    "parquet": _parquet,
}  # fmt: skip

BY_LAYER = {"csv", "parquet"}
"""Formats whose file holds one layer."""


def _of(layer: str, path: Path) -> Path:
    """The file with that layer beside ``path``."""
    return path.with_name(f"{layer}-{path.name}")


def _held(name: str, row: Row) -> bool:
    """Whether the format has a place for the row, as docs/exports.md says."""
    layers = {
        "kml": {"legs", "places", "areas", "alternatives"},
        "kmz": {"legs", "places", "areas", "alternatives"},
        "gpx": {"legs", "places"},
        "jsonld": {"legs", "places", "areas"},
        "annotations": {"claims"}, "csl": {"sources"}, "bib": {"sources"},
    }  # fmt: skip
    is_there = row.layer in layers.get(name, LAYERS)
    return is_there and not (name == "gpx" and row.geometry is None)


@pytest.fixture(scope="module")
def atlas():
    return odd_texts.build(CASE)


def test_every_format_that_holds_rows_is_read_back():
    assert {*READERS, *WITHOUT_ROWS} == set(plugins.names("exports"))


@pytest.mark.parametrize("name", READERS)
def test_what_is_read_back_is_what_the_rows_say(atlas, tmp_path, name):
    path = tmp_path / f"a.{name}"
    if name in BY_LAYER:
        for layer in LAYERS:
            api.write(atlas, name, _of(layer, path), layer=layer)
    else:
        api.write(atlas, name, path)
    found = sorted(READERS[name](path), key=_key)  # KML has legs by their kind
    meant = sorted((row for row in rows(atlas) if _held(name, row)), key=_key)
    assert list(map(_key, found)) == list(map(_key, meant))
    for back, row in zip(found, meant, strict=True):
        told = dict(row.columns)
        if name == "jsonld" and "title" in told:  # a feature without a title is given one
            told["title"] = told["title"] or back.columns["title"]
        assert back.columns == {column: told[column] for column in back.columns}
        assert (back.geometry is None) == (row.geometry is None or LAYERS[row.layer].shape is None)
        if back.geometry is not None:
            one, other = (_drawn(each) for each in (back, row))
            assert one.equals_exact(other, 2e-6), row.id


def _key(row: Row) -> tuple[str, str]:
    return row.layer, row.id


def _drawn(row: Row) -> Any:
    """The geometry as one of several, in an order of its own."""
    form = LAYERS[row.layer].shape
    assert form is not None
    assert row.geometry is not None
    return outlined(shapely.force_2d(row.geometry), form).normalize()


def test_a_difference_would_be_found(atlas):
    row = next(row for row in rows(atlas) if row.geometry is not None)
    moved = replace(row, geometry=shapely.transform(row.geometry, lambda xy: xy + 1e-5))
    assert not _drawn(row).equals_exact(_drawn(moved), 2e-6)
