"""Nominatim itself on this machine, over a small SQLite database made here.

    python -m tests.unit.nominatim_server FOLDER

makes the database in FOLDER, prints the port and answers until its input ends. The
program is `nominatim-api` as it is published: its search, its ranking, its HTTP and its
JSON. Only SpatiaLite is not: it cannot be had from PyPI, many builds of Python load no
extensions of SQLite, and a search by name uses few of its functions, on points and boxes.
Shapely stands in for those.
"""

from __future__ import annotations

import json
import socket
import sqlite3
import sys
import threading
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import aiosqlite
import icu
import shapely
import sqlalchemy as sa
import uvicorn
from nominatim_api.server.falcon.server import get_application
from nominatim_api.sql import sqlite_functions
from nominatim_api.sql.sqlalchemy_schema import SearchTables
from shapely.geometry.base import BaseGeometry

from tests.unit.nominatim_places import ENTRIES, Entry

_NORMAL = ":: lower (); [[:Punctuation:][:Symbol:]]+ > '-'; [-:]?[:Space:]+[-:]? > ' ';"
_LATIN = "[-:] > ' '; :: Latin (); :: Ascii (); :: lower (); [^a-z0-9[:Space:]] >;"


def _hex(geometry: BaseGeometry) -> str:
    """As SpatiaLite's AsEWKB writes it. The columns hold this text."""
    placed = shapely.set_srid(geometry, 4326)
    return str(shapely.to_wkb(placed, hex=True, include_srid=True, byte_order=1))


def _of(text: str) -> BaseGeometry:
    return shapely.from_wkb(text)


def _expanded(text: str, by: float) -> str:
    west, south, east, north = _of(text).bounds
    # The order of corners that Nominatim reads: from the lower left one, then up.
    ring = [(west, south), (west, north), (east, north), (east, south), (west, south)]
    return (
        _hex(shapely.Polygon(ring)) if by == 0 else _hex(shapely.box(*_of(text).buffer(by).bounds))
    )


_FUNCTIONS: dict[tuple[str, int], Callable[..., object]] = {
    ("load_extension", 1): lambda _name: None,
    ("SetDecimalPrecision", 1): lambda _digits: None,
    ("AsEWKB", 1): lambda text: text,
    ("GeomFromEWKT", 1): lambda text: _hex(shapely.from_wkt(text.partition(";")[2])),
    ("ST_GeomFromText", 2): lambda text, _srid: _hex(shapely.from_wkt(text)),
    ("ST_Expand", 2): _expanded,
    ("MbrIntersects", 2): lambda a, b: int(_of(a).envelope.intersects(_of(b).envelope)),
    ("ST_Contains", 2): lambda a, b: int(_of(a).contains(_of(b))),
}


def _install(connection: object, *, real: Callable[[object], None]) -> None:
    real(connection)
    for (name, count), function in _FUNCTIONS.items():
        connection.create_function(name, count, function, deterministic=True)  # type: ignore[attr-defined]


async def _load_nothing(_connection: object, _is_on: bool) -> None:
    """In the place of what Python has only where SQLite may load extensions."""


def make(path: Path) -> None:
    """Write the database, as an import of these few places would leave it."""
    tables = SearchTables(sa.MetaData())
    engine = sa.create_engine(f"sqlite:///{path}")
    tables.meta.create_all(engine)
    engine.dispose()
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("CREATE TABLE word (word_id, word_token, type, word, info)")
        base.execute("CREATE TABLE reverse_search_name (word, column, places)")
        base.executemany(
            "INSERT INTO nominatim_properties VALUES (?, ?)",
            [
                ("tokenizer", "icu"),
                ("database_version", "5.3.0-0"),
                ("tokenizer_import_normalisation", _NORMAL),
                ("tokenizer_import_transliteration", _LATIN),
            ],
        )
        _fill(base)


def _fill(base: sqlite3.Connection) -> None:
    words = _Words()
    for number, entry in enumerate(ENTRIES, start=1):
        tokens = sorted({t for name in entry.names.values() for t in words.ids(name)})
        for token in tokens:
            words.places[token].append(number)
        if entry.rank == 4:
            words.add_country(entry)
        _add(base, number, entry, tokens)
    base.executemany("INSERT INTO word VALUES (?, ?, ?, ?, ?)", words.rows)
    base.executemany(
        "INSERT INTO reverse_search_name VALUES (?, 'name_vector', ?)",
        [(token, ",".join(map(str, places))) for token, places in words.places.items()],
    )


def _add(base: sqlite3.Connection, number: int, entry: Entry, tokens: list[int]) -> None:
    key, _, value = entry.what.partition("=")
    outline = shapely.box(*entry.box)
    centre = _hex(outline.centroid)
    row = {
        "place_id": number,
        "importance": entry.importance,
        "rank_address": entry.rank if entry.rank < 20 and key != "waterway" else 0,
        "rank_search": entry.rank,
        "indexed_status": 0,
        "osm_type": entry.osm[0],
        "osm_id": int(entry.osm[1:]),
        "class": key,
        "type": value,
        "admin_level": 2 if entry.rank == 4 else 15,
        "name": json.dumps(entry.names),
        "country_code": entry.country,
        "geometry": _hex(outline),
        "centroid": centre,
    }
    base.execute(
        f"INSERT INTO placex ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",  # noqa: S608
        tuple(row.values()),
    )
    base.execute(
        "INSERT INTO search_name VALUES (?, ?, ?, ?, '', ?, ?)",
        (
            number,
            entry.importance,
            entry.rank,
            ",".join(map(str, tokens)),
            entry.country,
            centre,
        ),
    )


class _Words:
    """The word table: whole names and their single words, each with a number."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, str, str, str | None, str]] = []
        self.places: dict[int, list[int]] = defaultdict(list)
        self._known: dict[tuple[str, str], int] = {}
        self._normal = icu.Transliterator.createFromRules("normal", _NORMAL)
        self._latin = icu.Transliterator.createFromRules("latin", _LATIN)

    def ids(self, name: str) -> list[int]:
        """The numbers of a name and of each of its words."""
        token = self._token(name)
        return [self._id(token, "W", name), *(self._id(w, "w", None) for w in token.split())]

    def add_country(self, entry: Entry) -> None:
        for name in entry.names.values():
            info = json.dumps({"cc": entry.country, "lookup": self._normal.transliterate(name)})
            self.rows.append((len(self.rows) + 1, self._token(name), "C", entry.country, info))

    def _token(self, name: str) -> str:
        return str(self._latin.transliterate(self._normal.transliterate(name))).strip()

    def _id(self, token: str, kind: str, word: str | None) -> int:
        if (token, kind) not in self._known:
            self._known[token, kind] = len(self.rows) + 1
            lookup = self._normal.transliterate(word) if word else None
            self.rows.append((len(self.rows) + 1, token, kind, lookup, '{"count": 1}'))
        return self._known[token, kind]


def main(folder: Path) -> None:
    path = folder / "nominatim.sqlite"
    make(path)
    real = sqlite_functions.install_custom_functions
    sqlite_functions.install_custom_functions = lambda connection: _install(connection, real=real)
    aiosqlite.Connection.enable_load_extension = _load_nothing
    environ = {"NOMINATIM_DATABASE_DSN": f"sqlite:dbname={path}"}
    server = uvicorn.Server(
        uvicorn.Config(get_application(folder, environ), lifespan="on", log_level="warning")
    )
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(listening.getsockname()[1], flush=True)  # noqa: T201
        threading.Thread(target=_end_with_input, args=(server,), daemon=True).start()
        server.run(sockets=[listening])


def _end_with_input(server: uvicorn.Server) -> None:
    sys.stdin.read()
    server.should_exit = True


if __name__ == "__main__":
    main(Path(sys.argv[1]))
