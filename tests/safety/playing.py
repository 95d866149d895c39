"""What a target is, and where the inputs come from that it begins with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from routes.errors import InputError
from tests.conftest import ROOT, SHARED
from tests.safety.fuzz import Check

__all__ = ["FINDS", "Check", "Target", "check_refused", "files"]

Target = Callable[[], AbstractContextManager[tuple[Sequence[bytes], Check]]]
"""A corpus, and a check of one input."""

FINDS = ROOT / "tests" / "data" / "fuzz"


def files(*patterns: str) -> list[bytes]:
    """What the repository holds, and the hostile files where they are at hand."""
    folders = (ROOT / "data" / "cases", ROOT / "tests" / "golden", FINDS, SHARED / "hostile/files")
    found = [path for folder in folders for pattern in patterns for path in folder.glob(pattern)]
    return [path.read_bytes() for path in sorted(found, key=lambda path: path.name)]


def check_refused(error: InputError, path: Path) -> None:
    """It says why, where, and in words that fit on a screen."""
    assert error.mistakes, "refused without a reason"
    for mistake in error.mistakes:
        assert mistake.mark.line >= 1
        assert len(str(mistake)) < 2_000 + len(str(path))
