"""Four processes that use one cache at once.

Run as a program, so that it has one thread and may fork: ``python -m tests.safety.sharing
PATH PROCESSES NAMES``. Each process looks up so many names of its own, and so many that all
others look up too. What is logged goes to stderr, as in the program itself.
"""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path

from routes.gazetteers.cached import Cached
from tests.safety.killing import Service


def main(path: Path, processes: int, names: int) -> int:
    """So many processes as failed."""
    waiting, starting = os.pipe()
    children = []
    for number in range(processes):
        child = os.fork()
        if child == 0:
            os.close(starting)
            os.read(waiting, 1)  # until all are there, and the other end is closed
            failed = True
            try:
                _look_up(path, number, names)
                failed = False
            finally:
                os._exit(failed)
        children.append(child)
    os.close(starting)
    return sum(os.waitpid(child, 0)[1] != 0 for child in children)


def _look_up(path: Path, number: int, names: int) -> None:
    with closing(Cached(Service(), path)) as cached:
        for each in range(names):
            for name in (f"own {number} {each}", f"shared {each}"):
                (answer,) = cached.lookup(name)
                if answer.name != name:
                    raise RuntimeError("the answer to another name")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
