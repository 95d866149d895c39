"""Files that a command was given, and never writes over."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from routes.errors import UsageError


def spare(output: Path, given: Iterable[Path]) -> None:
    """Raise UsageError where ``output`` is one of the files ``given``, or its sign-off.

    Wherever a link leads: what is written goes there.
    """
    from routes import signoff  # noqa: PLC0415  it loads geometry, which a lookup needs not

    for file in given:
        if _is_same(output, file):
            raise UsageError(f"{output} is the file that is read; write to another one")
        if _is_same(output, signoff.beside(file)):
            raise UsageError(f"{output} is the sign-off of {file}; write to another file")


def _is_same(one: Path, other: Path) -> bool:
    try:
        return os.path.realpath(one) == os.path.realpath(other) or one.samefile(other)
    except (OSError, ValueError):  # one of them is not there yet, or can never be
        return False
