"""Kills children in the middle of a save, again and again, and counts what it finds.

Run as a program, so that it has one thread and may fork: ``python -m tests.safety.killing
WHAT DIRECTORY KILLS SEED`` prints one JSON object. A child is forked from here, warm; it
says by one byte on a pipe that it has begun, and is killed a random moment later.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import logging
import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from routes import atomic
from routes.atomic import write_bytes
from routes.gazetteers.cached import Cached
from routes.model import Candidate

_SIZE = 1_000_000
_LONGEST_S = 0.03


def main(what: str, directory: Path, kills: int, seed: int) -> dict[str, int]:
    """What was found after ``kills`` kills; see the functions below for the words."""
    rng = random.Random(seed)
    if what == "cache":
        return _cache(directory, kills, rng)
    with_neighbour = what == "neighbour"
    if what == "unlocked":
        atomic.locked = lambda _: None  # type: ignore[assignment]
    write = _plainly if what == "plainly" else write_bytes
    return _saves(directory, kills, rng, write, with_neighbour=with_neighbour)


def _saves(
    directory: Path,
    kills: int,
    rng: random.Random,
    write: Callable[[Path, bytes], None],
    *,
    with_neighbour: bool,
) -> dict[str, int]:
    """``torn``: files that are neither old nor new; ``stray``: left after the next save.

    ``midway``: kills that left a temporary file, so that there was something to clean.
    ``disturbed``: saves of a neighbour that is alive, in the same directory, that failed.
    """
    target = directory / "page.html"
    write(target, _content(0))
    found = {"kills": 0, "torn": 0, "midway": 0, "stray": 0}
    neighbour = _Neighbour(directory) if with_neighbour else None
    for _ in range(kills):
        _kill_one(lambda begun: _save_for_ever(target, write, begun), rng)
        found["kills"] += 1
        found["torn"] += not _is_whole(target)
        # A neighbour's own files come and go; they are counted when it has ended.
        found["midway"] += neighbour is None and len(list(directory.iterdir())) > 1
        write(target, _content(0))
        found["torn"] += not _is_whole(target)
        if neighbour is None:
            found["stray"] += len(list(directory.iterdir())) - 1
    if neighbour is not None:
        found |= neighbour.ended()
        write(target, _content(0))
        found["stray"] = len(list(directory.iterdir())) - 2
    return found


def _kill_one(work: Callable[[int], None], rng: random.Random) -> bytes:
    """Fork, wait until the child has begun, kill it; what it said on the pipe before."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(writing)
        finally:
            os._exit(1)  # work never ends by itself
    os.close(writing)
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        said = pipe.read(1)
        time.sleep(rng.uniform(0, _LONGEST_S))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        while more := pipe.read(65536):
            said += more
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the child ended before it was killed")
    return said


def _save_for_ever(target: Path, write: Callable[[Path, bytes], None], begun: int) -> None:
    os.write(begun, b"!")
    for content in itertools.cycle(_CONTENTS):
        write(target, content)


def _content(number: int) -> bytes:
    body = b"%09d\n" % number * (_SIZE // 10)
    return hashlib.sha256(body).hexdigest().encode() + body


_CONTENTS = tuple(map(_content, (1, 2)))  # made before the forks: children only write


def _is_whole(path: Path) -> bool:
    content = path.read_bytes()
    return content[:64] == hashlib.sha256(content[64:]).hexdigest().encode()


def _plainly(path: Path, content: bytes) -> None:
    """As files should not be written: the harness must find this one out."""
    with path.open("wb", buffering=0) as file:
        for start in range(0, len(content), 65536):
            file.write(content[start : start + 65536])


class _Neighbour:
    """A process that saves into the same directory all the time and is not killed."""

    def __init__(self, directory: Path) -> None:
        self._told, telling = os.pipe()
        self._child = os.fork()
        if self._child:
            os.close(telling)
            return
        running = [True]
        signal.signal(signal.SIGTERM, lambda *_: running.clear())
        counts = {"neighbour_saves": 0, "disturbed": 0}
        while running:
            counts["neighbour_saves"] += 1
            try:
                write_bytes(directory / "neighbour.html", _content(counts["neighbour_saves"]))
            except OSError:
                counts["disturbed"] += 1
        os.write(telling, json.dumps(counts).encode())
        os._exit(0)

    def ended(self) -> dict[str, int]:
        os.kill(self._child, signal.SIGTERM)
        with os.fdopen(self._told, "rb") as pipe:
            told: dict[str, int] = json.load(pipe)
        os.waitpid(self._child, 0)
        return told


def place(name: str) -> Candidate:
    """A place of that name, of which a few fit into a page of a database."""
    return Candidate(
        name=name, lon=30.0, lat=50.0, kind="city", match="online", matched=name, weight=1e5,
        gazetteer="fake", ref="fake:1", radius_m=5e3, note="n" * 300,
    )  # fmt: skip


class Service:
    """Answers for every name, and counts how often it was asked."""

    name = "fake"

    def __init__(self) -> None:
        self.asked = 0

    def lookup(self, query: str, **_: object) -> tuple[Candidate, ...]:
        self.asked += 1
        return (place(query),)

    def shape(self, _ref: str) -> None:
        return None

    def close(self) -> None:
        pass


def _cache(directory: Path, kills: int, rng: random.Random) -> dict[str, int]:
    """``corrupt``: files that SQLite finds fault with; ``lost``: answers that were kept, and

    are not any more; ``said``: warnings; ``stray``: files beside the cache at the end.
    """
    said: list[logging.LogRecord] = []
    logging.getLogger("routes").addHandler(_Counter(said))
    path = directory / "answers.sqlite"
    kept: list[str] = []
    found = {"kills": 0, "corrupt": 0, "lost": 0}
    for number in range(kills):
        told = _kill_one(lambda begun, number=number: _look_up_for_ever(path, number, begun), rng)
        found["kills"] += 1
        # The last word may be cut; each of the others was kept before it was said.
        kept += [line.decode() for line in told[1:].split(b"\n")[:-1]]
        with closing(sqlite3.connect(path)) as connection:
            found["corrupt"] += connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
    service = Service()
    with closing(Cached(service, path)) as cached:  # type: ignore[arg-type]
        for name in kept:
            answer = cached.lookup(name)
            found["lost"] += [each.name for each in answer] != [name]
    found["lost"] += service.asked
    return found | {
        "kept": len(kept),
        "said": len(said),
        "stray": len([each for each in directory.iterdir() if each != path]),
    }


def _look_up_for_ever(path: Path, number: int, begun: int) -> None:
    cached = Cached(Service(), path)  # type: ignore[arg-type]
    if number % 2:  # so that some are killed while the file is opened
        os.write(begun, b"!")
    for each in itertools.count():
        name = f"place {number} {each}"
        cached.lookup(name)
        if each == 0 and number % 2 == 0:
            os.write(begun, b"!")
        os.write(begun, name.encode() + b"\n")


class _Counter(logging.Handler):
    def __init__(self, said: list[logging.LogRecord]) -> None:
        super().__init__()
        self.emit = said.append  # type: ignore[method-assign]


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))))  # noqa: T201
