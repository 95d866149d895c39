"""Answers of a service, kept in a file, so that nothing is asked twice."""

from __future__ import annotations

import json
import logging
import math
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from shapely.geometry.base import BaseGeometry

from routes.gazetteers.answers_file import AnswersFile, Row, is_broken, is_passing, reason
from routes.gazetteers.protocol import Gazetteer
from routes.model import Candidate, Kind

_LOG = logging.getLogger(__name__)
_DAY_S = 86_400.0
_TRIES = 4
_MOST_BROKEN = 2
"""A disk on which files break again and again is not filled with them."""

_LARGEST = 1_000_000
"""So many bytes of one row are read: an answer of fifty places needs a fiftieth of it."""

_ANSWERS = TypeAdapter(tuple[Candidate, ...])


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
    somebody looked for. What is deleted is overwritten. Several threads may use one object,
    and several processes one file.

    Lookups raise what ``inner`` raises, and CacheError for a file that a newer version
    of the program wrote, or another program.
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
        self._inner = inner
        self._identity = identity or inner.name
        self._max_age_s = None if max_age_days is None else max_age_days * _DAY_S
        self._clock = clock
        self._file = AnswersFile(Path(path), clock)
        self._broken = 0
        self._handed: dict[str, None] = {}
        self._kept: dict[str, None] = {}
        self._lock = threading.RLock()
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
            self._file.close()
        self._inner.close()

    def _key(self, query: str, country: str | None, kind: Kind | None, limit: int) -> str:
        return json.dumps([self._identity, query, country, kind, limit], ensure_ascii=True)

    def _read(self, key: str) -> tuple[Candidate, ...] | None:
        rows = self._run(
            "SELECT candidates, expires FROM answers WHERE key = ? AND length(candidates) <= ?",
            *(key, _LARGEST),
        )
        return _checked(rows[0][0]) if rows and self._holds(rows[0][1]) else None

    def _holds(self, expires: object) -> bool:
        """Whether a row that ends then may still be used; one that ends too late was not ours."""
        if expires is None:
            return self._max_age_s is None
        now = self._clock()
        latest = math.inf if self._max_age_s is None else now + self._max_age_s
        return isinstance(expires, float) and now <= expires <= latest

    def _write(self, key: str, answer: tuple[Candidate, ...]) -> None:
        expires = None if self._max_age_s is None else self._clock() + self._max_age_s
        try:
            kept = _ANSWERS.dump_json(answer).decode()
        except ValueError:  # half a letter: it can be shown, and not be kept
            return
        self._run(
            "INSERT OR REPLACE INTO answers (key, candidates, expires) VALUES (?, ?, ?)",
            *(key, kept, expires),
        )

    def _run(self, statement: str, *values: str | float | None) -> list[Row]:
        """Run one statement; nothing comes back where the file cannot be used."""
        with self._lock:
            for _ in range(_TRIES):
                if not self._usable:
                    return []
                try:
                    return self._file.run(statement, values)
                except sqlite3.Error as error:
                    self._recover(error)
                except OSError as error:
                    self._do_without(reason(error))
            self._do_without("it does not become free")
            return []

    def _recover(self, error: sqlite3.Error) -> None:
        """Have the file so that the statement can be tried again, or do without it."""
        if is_passing(error):
            self._file.close()
            return
        if not is_broken(error) or self._broken == _MOST_BROKEN:
            self._do_without(reason(error))
            return
        self._broken += 1
        try:
            aside = self._file.set_aside()
        except OSError as failure:
            self._do_without(reason(failure))
            return
        if aside is not None:
            _LOG.warning("the cache was damaged; it was renamed to %s and begins anew", aside.name)

    def _do_without(self, why: str) -> None:
        self._usable = False
        self._file.close()
        _LOG.warning("answers of %s are not kept: the cache cannot be used (%s)", self.name, why)


def _checked(text: object) -> tuple[Candidate, ...] | None:
    """The candidates in a row, or None, so that the row is made anew, if they make no sense."""
    if not isinstance(text, bytes):
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
