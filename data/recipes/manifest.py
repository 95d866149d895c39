"""Write ``data/manifest.toml``: how every artefact was made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from data.recipes.origins import Origin, sha256

_HEAD = """\
# How every file in routes/_data was made. Written by "python -m data.recipes"
# (make data); not edited by hand.
"""


@dataclass(frozen=True)
class Artefact:
    """A built file, the command that builds it, and what it was made from."""

    path: Path
    command: str
    origins: list[Origin]


def write(target: Path, artefacts: Iterable[Artefact]) -> None:
    """Write the manifest: one ``[[artefact]]`` per file, ``[[artefact.origin]]`` below."""
    lines = [line for artefact in artefacts for line in _artefact(artefact)]
    target.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def _artefact(artefact: Artefact) -> Iterator[str]:
    yield "\n[[artefact]]"
    yield f"file = {_text(artefact.path.as_posix())}"
    yield f"sha256 = {_text(sha256(artefact.path))}"
    yield f"size = {artefact.path.stat().st_size}"
    yield f"command = {_text(artefact.command)}"
    for origin in artefact.origins:
        yield "\n[[artefact.origin]]"
        yield f"package = {_text(origin.package)}"
        yield f"version = {_text(origin.version)}"
        yield f"licence = {_text(origin.licence)}"
        yield f"attribution = {_text(origin.attribution)}"
        for name, checksum in origin.files.items():
            yield "\n[[artefact.origin.file]]"
            yield f"path = {_text(name)}"
            yield f"sha256 = {_text(checksum)}"


def _text(value: str) -> str:
    """A TOML basic string; JSON's is one as long as it holds no surrogates."""
    return json.dumps(value, ensure_ascii=False)
