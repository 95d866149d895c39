"""Case files: FAMILY ``read(path) -> Case``, one module for each kind of file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from routes import plugins
from routes.casefile.quoting import opened
from routes.casefile.report import suggest
from routes.errors import InputError, Mark, Mistake

if TYPE_CHECKING:
    from collections.abc import Callable

    from routes.model import Case

__all__ = ["read", "suffixes"]


def suffixes() -> tuple[str, ...]:
    """The endings that case files may have, as in ``.yaml``, sorted. No reader is loaded."""
    return tuple(f".{name}" for name in plugins.names("casefiles"))


def read(path: Path) -> Case:
    """The case in the file at ``path``; the suffix, in any case, says which reader reads it.

    Raises InputError with every mistake of the file, in file order; also when there is no
    such file, or its suffix is not that of a case file.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in suffixes():
        raise InputError([_not_a_case_file(path)])
    reader = cast("Callable[[Path], Case]", plugins.load("casefiles", suffix[1:]))
    return reader(path)


def _not_a_case_file(path: Path) -> Mistake:
    at = Mark(path.as_posix(), 1)
    try:
        missing, folder = not path.exists(), path.is_dir()
    except OSError:  # it cannot be told; what is wrong with the name still can
        missing = folder = False
    if missing:
        return Mistake(
            at, "file", "there is no such file or folder.", "Check the name and the folder."
        )
    if folder:
        return Mistake(at, "file", "is a folder.", "Name a case file in it.")
    what = f"{path.suffix!r} is not" if path.suffix else "has no ending that is"
    message = f"{what} the ending of a case file."
    return Mistake(at, "file", message, opened(suggest(path.suffix.lower(), suffixes())))
