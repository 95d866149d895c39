"""Answers of a service, kept in a file, so that nothing is asked twice."""

from __future__ import annotations

import json
import logging
import math
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from shapely.geometry.base import BaseGeometry

from routes.errors import CacheError
from routes.gazetteers.protocol import Gazetteer
from routes.model import Candidate, Kind

_LOG = logging.getLogger(__name__)
_VERSION = 3
_WAIT_S = 5.0
_DAY_S = 86_400.0
_ANSWERS = TypeAdapter(tuple[Candidate, ...])
# SQLite says so when the file is not, or is no longer, a database.
_BROKEN = ("SQLITE_NOTADB", "SQLITE_CORRUPT")


class Cached:
    """A gazetteer whose answers are kept in an SQLite file, and asked for once.

    ``identity`` tells answers of differently set up services apart; it is the inner
    gazetteer's name unless given, and must hold no secret. Errors are never kept:
    "nothing found" only when ``inner`` answered so. Rows are checked when read. What is
    older than ``max_age_days`` by ``clock`` (seconds) is asked for anew; None keeps for
    ever. When an answer ends stands beside it, and whoever opens the file removes all of
    them that have ended, of every service.

    The file is made on first use, readable by its owner only. A file that is no
    database is renamed to ``….broken-N`` and made anew. Where no file can be made the
    lookups work without one. Both are said once on the log, without any query. Answers
    in a file of an older format do not fit any more and are deleted: they hold names that
    somebody looked for. What is deleted is overwritten. Several threads may use one object.

    Lookups raise what ``inner`` raises, and CacheError for a file that a newer version
    of the program wrote.
    """

    def __init__(
        self,
        inner: Gazetteer,
        path: Path,
        *,
        identity: str | None = None,
        max_age_days: float | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.name = inner.name
        self._inner, self._path = inner, Path(path)
        self._identity = identity or inner.name
        self._max_age_s = None if max_age_days is None else max_age_days * _DAY_S
        self._clock = clock
        self._handed: dict[str, None] = {}
        self._kept: dict[str, None] = {}
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._usable = True

    @property
    def asked(self) -> tuple[str, ...]:
        """The names that ``inner`` sent, or was asked for; none that was known here."""
        told: tuple[str, ...] = getattr(self._inner, "asked", tuple(self._handed))
        return told

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Those of `asked` to which nothing came back, as far as ``inner`` says so."""
        told: tuple[str, ...] = getattr(self._inner, "unanswered", ())
        return told

    @property
    def kept(self) -> tuple[str, ...]:
        """The names that the file answered, each once, in order; "nothing found" counts."""
        return tuple(self._kept)

    def lookup(
        self, query: str, *, country: str | None = None, kind: Kind | None = None, limit: int = 10
    ) -> tuple[Candidate, ...]:
        """What is kept for this very lookup, or what ``inner`` answers now."""
        kept = self.remembered(query, country, kind, limit)
        if kept is not None:
            return kept
        self._handed[query] = None
        answer = self._inner.lookup(query, country=country, kind=kind, limit=limit)
        self._write(self._key(query, country, kind, limit), answer)
        return answer

    def remembered(
        self, query: str, country: str | None, kind: Kind | None, limit: int
    ) -> tuple[Candidate, ...] | None:
        """What is kept for this very lookup, or None; ``inner`` is not asked."""
        kept = self._read(self._key(query, country, kind, limit))
        if kept is not None:
            self._kept[query] = None
        return kept

    def shape(self, ref: str) -> BaseGeometry | None:
        """What ``inner`` has; polygons are not kept."""
        return self._inner.shape(ref)

    def close(self) -> None:
        """Close the file and ``inner``."""
        with self._lock:
            self._disconnect()
        self._inner.close()

    def _key(self, query: str, country: str | None, kind: Kind | None, limit: int) -> str:
        return json.dumps([self._identity, query, country, kind, limit], ensure_ascii=True)

    def _read(self, key: str) -> tuple[Candidate, ...] | None:
        rows = self._run(
            "SELECT candidates FROM answers WHERE key = ? AND (expires IS NULL OR expires >= ?)",
            *(key, self._clock()),
        )
        return _checked(rows[0][0]) if rows else None

    def _write(self, key: str, answer: tuple[Candidate, ...]) -> None:
        expires = None if self._max_age_s is None else self._clock() + self._max_age_s
        self._run(
            "INSERT OR REPLACE INTO answers (key, candidates, expires) VALUES (?, ?, ?)",
            *(key, _ANSWERS.dump_json(answer).decode(), expires),
        )

    def _run(self, statement: str, *values: str | float | None) -> list[tuple[object, ...]]:
        """Run one statement; nothing comes back where the file cannot be used."""
        with self._lock:
            for _ in range(2):
                if not self._usable:
                    return []
                try:
                    self._connection = self._connection or _connected(self._path, self._clock())
                    with self._connection:
                        return self._connection.execute(statement, values).fetchall()
                except sqlite3.DatabaseError as error:
                    self._recover(error)
                except OSError as error:
                    self._do_without(error.strerror or type(error).__name__)
            return []

    def _recover(self, error: sqlite3.DatabaseError) -> None:
        self._disconnect()
        if not str(getattr(error, "sqlite_errorname", "")).startswith(_BROKEN):
            self._do_without(str(error))
            return
        try:
            aside = _set_aside(self._path)
        except OSError as failure:
            self._do_without(failure.strerror or type(failure).__name__)
            return
        _LOG.warning("the cache was damaged; it was renamed to %s and begins anew", aside.name)

    def _do_without(self, why: str) -> None:
        self._usable = False
        self._disconnect()
        _LOG.warning("answers of %s are not kept: the cache cannot be used (%s)", self.name, why)

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _connected(path: Path, now: float) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # SQLite gives its side files the mode of the file itself.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    # A lock of ours is held around each use, so other threads may come.
    connection = sqlite3.connect(path, timeout=_WAIT_S, check_same_thread=False)
    try:
        connection.execute("PRAGMA secure_delete = ON")
        _prepare(connection, path)
        with connection:
            connection.execute("DELETE FROM answers WHERE expires < ?", (now,))
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    version = _format_of(connection)
    if version > _VERSION:
        raise CacheError(
            f"{path}: written by a newer version of this program (format {version}, "
            f"this one knows {_VERSION}). Update the program, or choose another cache file."
        )
    if version == _VERSION:
        return
    connection.execute("PRAGMA journal_mode = WAL")
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        version = _format_of(connection)  # another process may have been faster
        if version == _VERSION:
            return
        for older in ("answers", "answers_1"):
            connection.execute(f"DROP TABLE IF EXISTS {older}")
        connection.execute(
            "CREATE TABLE answers (key TEXT PRIMARY KEY, candidates TEXT NOT NULL, expires REAL)"
        )
        connection.execute(f"PRAGMA user_version = {_VERSION}")


def _format_of(connection: sqlite3.Connection) -> int:
    with closing(connection.execute("PRAGMA user_version")) as cursor:
        return int(cursor.fetchone()[0])


def _set_aside(path: Path) -> Path:
    """Rename a damaged file and remove its side files; the new name."""
    number = 1
    while (aside := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    path.rename(aside)
    for side in ("-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    return aside


def _checked(text: object) -> tuple[Candidate, ...] | None:
    """The candidates in a row, or None, so that the row is made anew, if they make no sense."""
    if not isinstance(text, str):
        return None
    try:
        found = _ANSWERS.validate_json(text, strict=True)
    except ValidationError:
        return None
    return found if all(_makes_sense(candidate) for candidate in found) else None


def _makes_sense(candidate: Candidate) -> bool:
    numbers = (candidate.lon, candidate.lat, candidate.radius_m, candidate.weight)
    return (
        all(math.isfinite(number) for number in numbers)
        and abs(candidate.lon) <= 180
        and abs(candidate.lat) <= 90
        and candidate.radius_m >= 0
        and candidate.weight >= 0
        and 0 <= candidate.confidence <= 1
    )
