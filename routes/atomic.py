"""Files that are either the old one or the new one, never half of it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import stat
import time
from pathlib import Path

from routes.errors import OutputError

_ABANDONED_AFTER_S = 3600.0
"""A write takes seconds. The age of a file says, on every disk and for every machine that
writes to it, what the number of the process in a name would say on this machine only."""


def write_text(path: Path, text: str) -> None:
    r"""Write ``text`` as UTF-8 with "\n" line ends to ``path``, in one step.

    The directory must exist. Where ``path`` is a link, the file that it leads to is
    written and the link stays. The new file has the permissions that the umask gives, or
    those of the file that it replaces. Temporary files that a killed run left beside the
    same file more than an hour ago are removed.

    Raises OutputError, also when ``path`` is something else than a file; a file that was
    there is then intact and no temporary file stays.
    """
    content = text.encode("utf-8")
    try:
        mode = _mode(path)
        # Not Path.resolve, which raises RuntimeError for links that go in a circle.
        _replace(Path(os.path.realpath(path)), content, mode)
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
    return stat.S_IMODE(found) & 0o777


def _replace(target: Path, content: bytes, mode: int | None) -> None:
    # Of its own length: a long name may have no room for more letters.
    mark = f".routes-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}-"
    _sweep(target.parent, mark)
    temporary = target.with_name(f"{mark}{secrets.token_hex(4)}.tmp")
    try:
        with open(temporary, "xb", opener=lambda p, flags: os.open(p, flags, 0o666)) as file:
            if mode is not None:
                os.fchmod(file.fileno(), mode)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        # What went wrong before must not be hidden by what goes wrong here.
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _sweep(directory: Path, mark: str) -> None:
    with contextlib.suppress(OSError):
        for left in directory.glob(f"{mark}*.tmp"):
            if time.time() - left.stat().st_mtime > _ABANDONED_AFTER_S:
                left.unlink()
