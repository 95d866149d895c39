"""Case files: FAMILY ``read(path) -> Case``, one module for each kind of file."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from routes.casefile.report import suggest
from routes.errors import InputError, Mark, Mistake
from routes.model import Case

__all__ = ["read"]

_READERS = {".yaml": "routes.casefile.yaml", ".yml": "routes.casefile.yaml"}


def read(path: Path) -> Case:
    """The case in the file at ``path``; the suffix says which reader reads it.

    Raises InputError with every mistake of the file, in file order; also when the
    suffix is not a known one.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        what = f"{path.suffix!r} is not" if suffix else "has no ending that is"
        message = f"{what} the ending of a case file."
        raise InputError(
            [Mistake(Mark(path.as_posix(), 1), "file", message, suggest(suffix, list(_READERS)))]
        )
    # The reader is loaded on demand: the schema must print without pydantic and a parser.
    case: Case = import_module(_READERS[suffix]).read(path)
    return case
