"""Writes where no space is left, and counts what it finds.

Run as a program: ``python -m tests.safety.filling HOW DIRECTORY`` prints one JSON object.
HOW is ``disk``: DIRECTORY is a small file system of its own, which is filled up; or
``limit``: no file may grow beyond a size, which the kernel refuses in the same place.
"""

from __future__ import annotations

import json
import logging
import resource
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from routes.atomic import write_bytes
from routes.errors import OutputError
from routes.gazetteers.cached import Cached
from tests.safety.killing import Service

PAGE = 4096
TIMES = 20
NEW = b"n" * (PAGE * (TIMES + 2))
OLD = b"o" * PAGE


def main(how: str, directory: Path) -> dict[str, int]:
    """The counts of both kinds of writes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    full = _full_disk if how == "disk" else _low_limit
    return _saves(directory / "saves", full) | _lookups(directory / "lookups", full)


def _saves(directory: Path, full: object) -> dict[str, int]:
    directory.mkdir()
    found = {"full": 0, "typed": 0, "torn": 0, "stray": 0}
    target = directory / "page.html"
    for pages in range(TIMES):
        write_bytes(target, OLD)
        with full(directory.parent, pages):  # type: ignore[operator]
            found["full"] += 1
            try:
                write_bytes(target, NEW)
            except OutputError as error:
                found["typed"] += error.path == str(target)
            found["torn"] += target.read_bytes() != OLD
            found["stray"] += len(list(directory.iterdir())) - 1
    return found


def _lookups(directory: Path, full: object) -> dict[str, int]:
    """``unanswered`` lookups; ``said``: warnings; ``corrupt`` files and ``lost`` answers."""
    said: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("routes").addHandler(handler)
    path = directory / "answers.sqlite"
    found = {"cache_full": 0, "unanswered": 0, "corrupt": 0, "lost": 0}
    for pages in range(TIMES):
        with closing(Cached(Service(), path)) as cached:
            cached.lookup(f"before {pages}")
        before = len(said)
        with (
            full(directory.parent, pages),  # type: ignore[operator]
            closing(Cached(Service(), path)) as cached,
        ):
            for number in range(2 * TIMES):
                (answer,) = cached.lookup(f"during {pages} {number}")
                found["unanswered"] += answer.name != f"during {pages} {number}"
        found["cache_full"] += len(said) == before + 1
        with closing(sqlite3.connect(path)) as connection:
            found["corrupt"] += connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
    asked = Service()
    with closing(Cached(asked, path)) as cached:
        for pages in range(TIMES):
            cached.lookup(f"before {pages}")
    leaked = any(word in line for line in said for word in ("before", "during"))
    stray = [each.name for each in directory.iterdir() if each != path]
    return found | {"lost": asked.asked, "leaked": leaked, "cache_stray": len(stray)}


@contextmanager
def _full_disk(directory: Path, pages: int) -> Iterator[None]:
    """Fill the disk up but for so many pages."""
    filler, room = directory / "filler", directory / "room"
    room.write_bytes(bytes(pages * PAGE))
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(PAGE)):
                pass
        except OSError:
            room.unlink()
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def _low_limit(_directory: Path, pages: int) -> Iterator[None]:
    """Let no file grow beyond so many pages and a half."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (pages * PAGE + PAGE // 2, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))  # noqa: T201
