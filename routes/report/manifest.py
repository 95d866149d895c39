"""What is in a pack: each file with its size and its hash, what it is and what it lacks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from routes import records
from routes.errors import OutputError
from routes.model import Atlas
from routes.report.program import NAME, program

_FORMAT = "reported-routes pack"
_VERSION = 1
_LONGEST = 10_000_000  # bytes: a manifest has some ten thousand


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a pack: ``path`` from the folder of the pack, with ``/``.

    ``what`` it is and what it ``lacks`` are in English. ``sha256`` is empty for one that a run
    was to write that did not come to its end.
    """

    path: str
    what: str
    lacks: tuple[str, ...] = ()
    sha256: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Older:
    """What the manifest of an older pack says: whose it is, and the hash of each of its files."""

    name: str = ""
    files: Mapping[str, str] = field(default_factory=dict)


def hashed(entry: Entry, folder: Path) -> Entry:
    """``entry`` with the size and the hash of its file. Raises OutputError where it is gone."""
    path = folder / entry.path
    try:
        content = path.read_bytes()
    except OSError as error:
        raise OutputError(str(path), error.strerror or str(error)) from error
    digest = hashlib.sha256(content).hexdigest()
    return Entry(entry.path, entry.what, entry.lacks, digest, len(content))


def finished(atlas: Atlas, name: str, language: str, entries: Iterable[Entry]) -> str:
    """The manifest of a pack that is whole. It tells no day: same case, same bytes."""
    mark = {"mark": str(records.NOT_FOR_PUBLICATION)} if atlas.release.is_internal else {}
    return _text(
        {
            "format": _FORMAT,
            "version": _VERSION,
            "name": name,
            **mark,
            "is_finished": True,
            "program": {"name": NAME, "version": program()},
            "case": {
                "title": str(atlas.case.title),
                "version_id": records.version_id(atlas),
                "sha256": records.digest(atlas),
                "profile": atlas.release.profile,
            },
            "language": language,
            "files": [
                {
                    "path": entry.path,
                    "bytes": entry.size,
                    "sha256": entry.sha256,
                    "what": entry.what,
                    "lacks": list(entry.lacks),
                }
                for entry in sorted(entries, key=lambda entry: entry.path)
            ],
        }
    )


def unfinished(name: str, older: Older, planned: Sequence[str]) -> str:
    """The manifest while a pack is written: whose the files are, and that it is not whole."""
    files = {**dict.fromkeys(planned, ""), **older.files}
    return _text(
        {
            "format": _FORMAT,
            "version": _VERSION,
            "name": name,
            "is_finished": False,
            "files": [{"path": path, "sha256": files[path]} for path in sorted(files)],
        }
    )


def _text(value: object) -> str:
    # Half a character, which UTF-8 does not have, becomes an escape that JSON knows.
    told = json.dumps(value, ensure_ascii=False, indent=2)
    return told.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def read(path: Path) -> Older | None:
    """What an older manifest says; empty without one, None where it is none that we wrote.

    Raises OutputError where it cannot be read.
    """
    try:
        content = path.read_bytes() if path.stat().st_size <= _LONGEST else b""
    except FileNotFoundError:
        return Older()
    except OSError as error:
        raise OutputError(str(path), error.strerror or str(error)) from error
    try:
        told = json.loads(content)
        if told["format"] != _FORMAT:
            return None
        files = {str(each["path"]): str(each["sha256"]) for each in told["files"]}
        return Older(str(told["name"]), {p: s for p, s in files.items() if is_inside(p)})
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def is_inside(path: str) -> bool:
    """Whether a path of a manifest leads into the folder of the pack and nowhere else."""
    parts = PurePosixPath(path).parts
    plain = bool(parts) and not path.startswith("/") and "\\" not in path and "\0" not in path
    return plain and ".." not in parts and ":" not in parts[0]
