"""The SQLite file of kept answers: opened, found to be what it should be, or set aside."""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from routes.errors import CacheError
from routes.locks import alone_in

_LOG = logging.getLogger(__name__)
_VERSION = 3
_WAIT_S = 5.0
_COLUMNS = [("key", "TEXT"), ("candidates", "TEXT"), ("expires", "REAL")]
_OLDER = ("answers", "answers_1")
# SQLite says so when the file is not, or is no longer, a database.
_BROKEN = ("SQLITE_NOTADB", "SQLITE_CORRUPT")
_PASSING = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY_DBMOVED")
# SQLite's own messages may repeat what is in the file, and that is what was looked up.
_REASONS = {
    "SQLITE_BUSY": "another process holds it",
    "SQLITE_CANTOPEN": "it cannot be opened",
    "SQLITE_FULL": "no space left on the disk",
    "SQLITE_IOERR": "the disk failed or is full",
    "SQLITE_LOCKED": "another process holds it",
    "SQLITE_PERM": "no permission",
    "SQLITE_READONLY": "it may only be read",
    "SQLITE_TOOBIG": "it holds something too large",
}

Row = tuple[object, ...]


def is_broken(error: sqlite3.Error) -> bool:
    """Whether the file is not, or is no longer, a database of answers."""
    return _name(error).startswith(_BROKEN)


def is_passing(error: sqlite3.Error) -> bool:
    """Whether the same may work when it is tried again."""
    return _name(error).startswith(_PASSING)


def reason(error: sqlite3.Error | OSError) -> str:
    """Why the file cannot be used, in words that hold nothing of what is in it."""
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    name = _name(error)
    known = (words for start, words in _REASONS.items() if name.startswith(start))
    return next(known, name or type(error).__name__)


def _name(error: sqlite3.Error) -> str:
    return str(getattr(error, "sqlite_errorname", None) or "")


class AnswersFile:
    """A file with the table ``answers`` (key, candidates as JSON, when they end).

    It is made on first use, with its folders, readable by its owner only; one that others
    could read is mended, which is said once on the log. ``clock`` gives seconds: whoever
    opens the file removes what has ended. Not for several threads at once.

    `run` and `set_aside` raise sqlite3.Error and OSError as they come. Opening raises
    CacheError for a file that a newer version of the program or another program wrote.
    """

    def __init__(self, path: Path, clock: Callable[[], float]) -> None:
        self._path, self._clock = path, clock
        self._connection: sqlite3.Connection | None = None
        self._seen: os.stat_result | None = None

    def run(self, statement: str, values: tuple[str | float | None, ...]) -> list[Row]:
        """The rows that one statement gives; text comes as bytes."""
        if self._connection is not None and not self._is_there():
            self.close()  # set aside by another process, or deleted
        connection = self._connection or self._opened()
        with connection:
            return connection.execute(statement, values).fetchall()

    def set_aside(self) -> Path | None:
        """Rename a damaged file and remove its side files.

        The new name; None where another process was faster.
        """
        self.close()
        with alone_in(self._path.parent, _WAIT_S):
            if not self._is_there():
                return None
            number = 1
            while os.path.lexists(
                aside := self._path.with_name(f"{self._path.name}.broken-{number}")
            ):
                number += 1
            if not self._path.is_symlink():  # what a link leads to may be anything
                with suppress(OSError):
                    _close_to_others(self._path)
            for side in ("-wal", "-shm"):
                self._path.with_name(self._path.name + side).unlink(missing_ok=True)
            self._path.rename(aside)
            return aside

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _is_there(self) -> bool:
        """Whether the file of that name is still the one that was opened."""
        try:
            return self._seen is not None and os.path.samestat(self._path.stat(), self._seen)
        except FileNotFoundError:
            return False

    def _opened(self) -> sqlite3.Connection:
        # Against a change of the working directory; here, since there may be none.
        self._path = self._path.absolute()
        _make_folders(self._path.parent)
        # Two who make the same file at once, or open one that a third sets aside, lose rows.
        with alone_in(self._path.parent, _WAIT_S):
            self._seen = _made(self._path)
            # A lock of Cached is held around each use, so other threads may come.
            connection = sqlite3.connect(self._path, timeout=_WAIT_S, check_same_thread=False)
            try:
                connection.text_factory = bytes  # what is not UTF-8 would be an error of its own
                connection.execute("PRAGMA secure_delete = ON")
                _prepare(connection, self._path)
                _keep_private(self._path)
                with connection:
                    connection.execute(
                        "DELETE FROM answers WHERE expires < ? OR "
                        "typeof(expires) NOT IN ('real', 'null')",  # would never end
                        (self._clock(),),
                    )
            except BaseException:
                connection.close()
                raise
        self._connection = connection
        return connection


def _make_folders(folder: Path) -> None:
    # Path.mkdir gives its mode to the last one only: the others would be as the umask says.
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        raise NotADirectoryError(0, "its folder is a file")


def _made(path: Path) -> os.stat_result:
    """The file as it is now, made if there was none.

    It is opened only to be made: to close a file ends all locks that SQLite has on it for
    other threads of this process.
    """
    with suppress(FileExistsError):
        real = os.path.realpath(path)  # where a link leads to, since O_EXCL takes none
        # SQLite gives its side files the mode of the file itself.
        os.close(os.open(real, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(0, "it is not a file")
    if not os.access(path, os.R_OK | os.W_OK):
        raise PermissionError(0, "it may not be read and written")
    return found


def _keep_private(path: Path) -> None:
    try:
        mended = _close_to_others(path)
    except OSError:
        _LOG.warning("the cache, and so what is looked up, can be read by others on this machine")
        return
    if mended:
        _LOG.warning("the cache could be read by others on this machine; now it cannot")


def _close_to_others(path: Path) -> bool:
    """Take the file and its side files from everybody but the owner; whether that was needed."""
    mended = False
    real = Path(os.path.realpath(path))
    for each in (real, *(real.with_name(real.name + side) for side in ("-wal", "-shm"))):
        with suppress(FileNotFoundError):
            if os.name == "posix" and each.stat().st_mode & 0o077:
                each.chmod(0o600)
                mended = True
    return mended


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    version = _format_of(connection)
    if version > _VERSION:
        raise CacheError(
            f"{path}: written by a newer version of this program (format {version}, "
            f"this one knows {_VERSION}). Update the program, or choose another cache file."
        )
    found = _found(connection)
    if found and not found.keys() & set(_OLDER):
        raise CacheError(
            f"{path}: a database of another program, which is left alone. "
            "Choose another cache file."
        )
    if "view" in found.values() or (version == _VERSION and not _fits(connection)):
        misfit = sqlite3.DatabaseError("not the table of answers")
        misfit.sqlite_errorname = _BROKEN[1]  # as good as damaged
        raise misfit
    if version == _VERSION:
        return
    connection.execute("PRAGMA journal_mode = WAL")
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        version = _format_of(connection)  # another process may have been faster
        if version == _VERSION:
            return
        for older in _OLDER:
            connection.execute(f"DROP TABLE IF EXISTS {older}")
        connection.execute(
            "CREATE TABLE answers (key TEXT PRIMARY KEY, candidates TEXT NOT NULL, expires REAL)"
        )
        connection.execute(f"PRAGMA user_version = {_VERSION}")


def _format_of(connection: sqlite3.Connection) -> int:
    with closing(connection.execute("PRAGMA user_version")) as cursor:
        return int(cursor.fetchone()[0])


def _found(connection: sqlite3.Connection) -> dict[str, str]:
    """The tables and views, each with which of both it is."""
    rows = connection.execute(
        "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"
    )
    found = {_word(name): _word(kind) for name, kind in rows}
    return {name: kind for name, kind in found.items() if not name.startswith("sqlite_")}


def _fits(connection: sqlite3.Connection) -> bool:
    rows = connection.execute("PRAGMA table_info(answers)").fetchall()
    return [(_word(name), _word(kind)) for _, name, kind, *_ in rows] == _COLUMNS


def _word(stored: bytes) -> str:
    """A name of the file's schema, which in a damaged one may be no text."""
    return stored.decode("utf-8", "replace")
