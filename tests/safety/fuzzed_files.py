"""Targets that read a file: tables, workbooks, geometry, sign-offs and kept answers."""

from __future__ import annotations

import json
import logging
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from routes import casefile, pipeline, signoff
from routes.errors import CacheError, InputError
from routes.gazetteers import open_gazetteer
from routes.gazetteers.cached import Cached
from routes.intake import geometry, table
from routes.model import Candidate
from tests.safety import odd_workbooks
from tests.safety.killing import Service
from tests.safety.playing import Check, check_refused, files

GEOJSON = b""".geojson
{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"name": "A"}, "geometry":
 {"type": "Polygon", "coordinates": [[[0, 0], [5, 0], [5, 5], [0, 0]]]}},
{"type": "Feature", "properties": null, "geometry":
 {"type": "MultiLineString", "coordinates": [[[0, 0], [5, 0]], [[170, 1], [-170, 2]]]}}]}"""

KML = b""".kml
<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><Placemark><name>A</name>
<Point><coordinates>10.5,-3,0</coordinates></Point></Placemark><Placemark><MultiGeometry>
<LineString><coordinates>170,1 -170,2</coordinates></LineString><Polygon><outerBoundaryIs>
<LinearRing><coordinates>0,0 5,0 5,5 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon>
</MultiGeometry></Placemark></Folder></Document></kml>"""

_ENDINGS = (".csv", ".tsv", ".geojson", ".kml")


@contextmanager
def tables() -> Iterator[tuple[Sequence[bytes], Check]]:
    """The first line is the ending of the file, the rest its bytes."""
    corpus = [b'.csv\nid,name,lon,lat\n1,A,10.5,-3\n2,"B, C",180,90\n']
    corpus += [b".csv\nname;lat;lon\nA;1,5;2,5\nB;3,5;4,5\n", b".tsv\nname\tx\nA\t1\n"]
    corpus += [b".geojson\n" + each for each in files("*.geojson")]
    corpus += [b".kml\n" + each for each in files("*.kml")]
    corpus += [b".csv\n" + each for each in files("*.csv")]
    corpus += [GEOJSON, KML]
    with tempfile.TemporaryDirectory() as folder:

        def check(data: bytes) -> str:
            head, _, content = data.partition(b"\n")
            ending = head.decode(errors="replace")
            ending = ending if ending in _ENDINGS else ".csv"
            path = Path(folder) / f"t{ending}"
            path.write_bytes(content)
            return _read(path)

        yield corpus, check


def _read(path: Path) -> str:
    reader = geometry.read if path.suffix in (".geojson", ".kml") else table.read
    try:
        reader(path)
    except InputError as error:
        check_refused(error, path)
        return "refused"
    return "read"


_PART = b"\n#### "


def _apart(parts: dict[str, str]) -> bytes:
    return b"".join(_PART + name.encode() + b"\n" + text.encode() for name, text in parts.items())


@contextmanager
def sheets() -> Iterator[tuple[Sequence[bytes], Check]]:
    """The parts of a workbook, each under a line with its name; or a zip file as it is.

    A changed byte in a zip file is found by its checksum, and what reads the parts sees none.
    """
    cell = odd_workbooks.cell
    odd = f'<row r="2">{cell("B2", "3.5", "n")}{cell("C2", "1", "b")}{cell("D2", "0", "s")}</row>'
    odd += '<row r="4"><c r="A4" s="1" t="n"><v>42000.5</v></c><c r="B4"><f>1+1</f><v>2</v></c>'
    odd += '<c r="C4" t="str"><f>A1</f></c><c r="D4" t="e"><v>#N/A</v></c></row>'
    corpus = [_apart(odd_workbooks.parts()), _apart(odd_workbooks.parts(odd, ("A", "B & C")))]
    corpus += [*corpus, odd_workbooks.workbook(odd_workbooks.parts(odd)), *files("*.xlsx")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.xlsx"

        def check(data: bytes) -> str:
            path.write_bytes(data if data.startswith(b"PK") else _zipped(data))
            return _read(path)

        yield corpus, check


def _zipped(data: bytes) -> bytes:
    parts: dict[str, bytes] = {}
    for each in data.split(_PART)[1:]:
        name, _, content = each.partition(b"\n")
        parts[name.decode("ascii", "replace")[:200].replace("\0", "?") or "?"] = content
    return odd_workbooks.workbook(parts, zipfile.ZIP_STORED)


_SIGNED = """\
version: 1
title: T
sources: {s: {publisher: S, issued: 2016}}
publish: {embargo: {days: 1, because: r}}
places:
  a: {name: A, lon: 10.123, lat: 1.654, publish: 0.1}
  b: {name: B, lon: 20.5, lat: 0.5, publish: withheld}
  c: {name: C, lon: 127.0, lat: 37.5, publish: admin-1, note: n}
legs: {l: {from: a, to: b, by: road, when: 2016-07-15, claims: [{source: s, says: x}]}}
itineraries: {i: {title: I, legs: [l]}}
"""


@contextmanager
def signed() -> Iterator[tuple[Sequence[bytes], Check]]:
    """A sign-off that stands beside a case."""
    with tempfile.TemporaryDirectory() as folder, closing(open_gazetteer("bundled")) as bundled:
        path = Path(folder) / "case.yaml"
        path.write_text(_SIGNED, encoding="utf-8")
        case = casefile.read(path)
        atlas = pipeline.build(case, gazetteer=bundled, today="2026-01-01")
        beside = signoff.beside(path)
        signoff.write(beside, signoff.sign(case, atlas, "0" * 64, ("One", "Two")))
        good = beside.read_bytes()

        def check(data: bytes) -> str:
            beside.write_bytes(data)
            try:
                known = signoff.read(beside)
                assert known is not None
                told = [str(each) for each in signoff.refusals(case, atlas, path)]
            except InputError as error:
                check_refused(error, beside)
                return "refused"
            assert all(len(each) < 2_000 + len(str(path)) for each in told), max(told, key=len)
            signed = signoff.sign(case, atlas, "1" * 64, ("One", "Two"), known)
            signoff.write(beside, signed)
            assert signoff.read(beside) == signed, "what was written is read otherwise"
            return "narrowed" if told else "kept"

        # Version 1 has no seal, so that what is changed in it gets further.
        first = json.dumps({**json.loads(good), "version": 1, "seal": None}).encode()
        yield (
            [good, first, first.replace(b"0.1", b"0.01"), json.dumps(json.loads(good)).encode()],
            check,
        )


_QUERY = "Secretville 4711"


@contextmanager
def kept() -> Iterator[tuple[Sequence[bytes], Check]]:
    """A row of the file of kept answers, as JSON; or the file, where it begins as one does."""
    with tempfile.TemporaryDirectory() as name, _heard() as said:
        made = Path(name) / "made.sqlite"
        with closing(Cached(Service(), made)) as cached:
            cached.lookup(_QUERY)
        with closing(sqlite3.connect(made)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            (row,) = connection.execute("SELECT candidates FROM answers").fetchone()
        whole = made.read_bytes()
        folder = Path(name) / "cache"

        def check(data: bytes) -> str:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=0o700)
            path = folder / "answers.sqlite"
            path.write_bytes(data if data.startswith(b"SQLite") else whole)
            if not data.startswith(b"SQLite"):
                with closing(sqlite3.connect(path)) as connection, connection:
                    text = data.decode("utf-8", "surrogateescape")
                    value = text if _is_text(text) else data
                    connection.execute("UPDATE answers SET candidates = ?", (value,))
            said.clear()
            ended = _looked_up(path)
            assert not [each for each in said if "Secretville" in each or "4711" in each], said
            return ended

        yield [*[row.encode()] * 4, b"[]", whole], check


def _is_text(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _looked_up(path: Path) -> str:
    service = Service()
    try:
        with closing(Cached(service, path)) as cached:
            found = cached.lookup(_QUERY)
    except CacheError:
        return "refused"
    for each in found:
        _check_kept(each)
    return "asked anew" if service.asked else "kept"


def _check_kept(each: Candidate) -> None:
    assert abs(each.lon) <= 180
    assert abs(each.lat) <= 90
    assert each.radius_m >= 0
    assert 0 <= each.confidence <= 1
    assert isinstance(each.name, str)
    each.name.encode()


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What the product writes on its log, which nothing else shows meanwhile."""
    said: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    log = logging.getLogger("routes")
    before = log.propagate
    log.addHandler(handler)
    log.propagate = False
    try:
        yield said
    finally:
        log.propagate = before
        log.removeHandler(handler)
