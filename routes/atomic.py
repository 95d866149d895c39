"""Files that are either the old one or the new one, never half of it."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import platform
import re
import secrets
import stat
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO

from routes.errors import OutputError
from routes.locks import locked

_ABANDONED_AFTER_S = 3600.0
"""A write takes seconds. The age tells what a lock cannot: of a writer on another machine,
and where there are no locks."""

_LEFT = re.compile(r"\.routes-([0-9a-f]{12})-[0-9a-f]{8}\.tmp")
_NO_MACHINE = 12 * "0"
"""Stands where the number of the machine stands, for a writer that holds no lock."""

_PRIVATE = 0o600
_TRIES = 20


def write_text(path: Path, text: str, *, private: bool = False, inside: Path | None = None) -> None:
    r"""Write ``text`` as UTF-8 with "\n" line ends to ``path``, as `write_bytes` does."""
    with _as_output(path):
        content = text.encode("utf-8")
    write_bytes(path, content, private=private, inside=inside)


def write_bytes(
    path: Path, content: bytes, *, private: bool = False, inside: Path | None = None
) -> None:
    """Write ``content`` to ``path``, in one step.

    The directory must exist. Where ``path`` is a link, the file that it leads to is
    written and the link stays; with ``inside``, only if that file lies in this directory.
    The new file has the permissions that the umask gives, or those of the file that it
    replaces; with ``private`` only its owner may read and write it, whatever the umask and
    the old file say. Temporary files of runs that were killed are removed from the
    directory, never those of one that is alive.

    Raises OutputError, also when ``path`` is something else than a file or may not be
    written; a file that was there is then intact and no temporary file stays.
    """
    with _as_output(path):
        # Not Path.resolve, which raises RuntimeError for links that go in a circle.
        target = Path(os.path.realpath(path))
        if inside is not None and not target.is_relative_to(os.path.realpath(inside)):
            raise OSError(
                errno.ELOOP, f"leads out of {inside}; remove the link, or write somewhere else"
            )
        mode = _mode(path)
        _replace(target, content, _PRIVATE if private else mode)


@contextlib.contextmanager
def _as_output(path: Path) -> Iterator[None]:
    """Raise what goes wrong as OutputError that names ``path``."""
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: no file can have that name
        raise OutputError(str(path), getattr(error, "strerror", None) or str(error)) from error


def _mode(path: Path) -> int | None:
    """The permissions of the file that is there, None where there is none."""
    try:
        found = path.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found):
        raise IsADirectoryError(0, "is a folder; give the name of the file to write")
    if not stat.S_ISREG(found):
        raise OSError(0, "is not a file that can be replaced; give the name of a file")
    if not os.access(path, os.W_OK):  # to replace it, only the folder would be asked
        raise PermissionError(errno.EACCES, "may only be read; give the name of another file")
    return stat.S_IMODE(found) & 0o777


def _replace(target: Path, content: bytes, mode: int | None) -> None:
    _sweep(target.parent)
    with contextlib.ExitStack() as stack:
        temporary, file = _begun(stack, target.parent, mode)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        if sys.platform == "win32":
            file.close()  # what is open cannot be renamed there; elsewhere the lock is kept
        temporary.replace(target)
    _settle(target.parent)


def _begun(stack: contextlib.ExitStack, directory: Path, mode: int | None) -> tuple[Path, BinaryIO]:
    """A new file beside the target, locked if that is possible; ``stack`` removes it."""
    maker = _machine()
    for _ in range(_TRIES):
        # The name does not hold that of the target, which may have no room for more letters.
        temporary = directory / f".routes-{maker}-{secrets.token_hex(4)}.tmp"
        stack.callback(_forget, temporary)
        file = stack.enter_context(_made(temporary, mode))
        held = locked(file.fileno()) if maker != _NO_MACHINE else None
        # Between the two lines above somebody who sweeps could have taken it for a leftover.
        if maker == _NO_MACHINE or (held and _is_at(temporary, file)):
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), mode)
            return temporary, file
        file.close()
        _forget(temporary)
        if held is None:
            maker = _NO_MACHINE
    raise OSError(errno.EAGAIN, "other programs take the temporary files away")


def _made(path: Path, mode: int | None) -> BinaryIO:
    # Never wider than it will be, so that nobody opens it before it has its permissions.
    first = 0o666 if mode is None else mode
    return open(path, "xb", opener=lambda p, flags: os.open(p, flags, first))


def _is_at(path: Path, file: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.lstat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _forget(path: Path) -> None:
    # What went wrong before must not be hidden by what goes wrong here.
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _settle(directory: Path) -> None:
    """Have the new name on the disk, where the system can promise that."""
    with contextlib.suppress(OSError):  # the file is there: nothing that could be taken back
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@cache
def _machine() -> str:
    """A number of this machine: locks say nothing of the writers on another one."""
    known = platform.node().encode()
    with contextlib.suppress(OSError):
        known += Path("/etc/machine-id").read_bytes()
    return hashlib.sha256(known).hexdigest()[: len(_NO_MACHINE)]


def _sweep(directory: Path) -> None:
    with contextlib.suppress(OSError):
        for path in directory.iterdir():
            if found := _LEFT.fullmatch(path.name):
                with contextlib.suppress(OSError):
                    _remove_if_left(path, is_ours=found[1] == _machine())


def _remove_if_left(path: Path, *, is_ours: bool) -> None:
    held: bool | None = None
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with contextlib.suppress(PermissionError):  # of somebody else: only its age tells
        descriptor = os.open(path, flags)
        try:
            held = locked(descriptor)
            if held and is_ours:
                path.unlink()  # while the lock is ours: nobody begins to write it meanwhile
                return
        finally:
            os.close(descriptor)
    if held is not False and time.time() - path.lstat().st_mtime > _ABANDONED_AFTER_S:
        path.unlink()
