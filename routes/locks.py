"""Locks on open files, for processes of one machine, where the system has them.

A lock ends when the file is closed, so also when the process that holds it dies.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE_S = 0.005


def locked(descriptor: int) -> bool | None:
    """Try to lock an open file, at once: whether it is ours now, None where nobody can tell."""
    if sys.platform == "win32":
        return None
    import fcntl  # noqa: PLC0415  not there on every system

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a disk without locks
        return None
    return True


@contextmanager
def alone_in(directory: Path, wait_s: float) -> Iterator[None]:
    """Do something in ``directory`` while nobody else who asks for the same does.

    After ``wait_s`` seconds, or where there are no locks, it is done all the same: whoever
    can read a directory can hold its lock.
    """
    try:
        descriptor = os.open(directory, os.O_RDONLY)
    except OSError:  # folders cannot be opened everywhere
        yield
        return
    try:
        until = time.monotonic() + wait_s
        while locked(descriptor) is False and time.monotonic() < until:
            time.sleep(_PAUSE_S)
        yield
    finally:
        os.close(descriptor)
