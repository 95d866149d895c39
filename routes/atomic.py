"""Files that are either the old one or the new one, never half of it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from routes.errors import OutputError


def write_text(path: Path, text: str) -> None:
    r"""Write ``text`` as UTF-8 with "\n" line ends to ``path``, in one step.

    The directory must exist. Raises OutputError; a file that was there is then intact
    and no temporary file stays. The new file has the permissions that the umask gives,
    or those of the file that it replaces.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "xb", opener=lambda p, flags: os.open(p, flags, 0o666)) as file:
            with contextlib.suppress(FileNotFoundError):
                os.fchmod(file.fileno(), path.stat().st_mode & 0o777)
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise OutputError(str(path), error.strerror or str(error)) from error
    finally:
        temporary.unlink(missing_ok=True)
