"""Write ``data/manifest.toml``: how every artefact was made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from data.recipes.origins import Origin, sha256

_HEAD = """\
# How every file in routes/_data was made. Written by "python -m data.recipes"
# (make data); not edited by hand.
"""


@dataclass(frozen=True)
class Layer:
    """One kind of thing in an artefact.

    ``packages`` name the origins, ``changed`` says what was done with their data.
    """

    name: str
    count: int
    packages: tuple[str, ...]
    changed: str


@dataclass(frozen=True)
class Contents:
    """What an artefact was made from and what is in it."""

    origins: Sequence[Origin]
    layers: Sequence[Layer]


@dataclass(frozen=True)
class Artefact:
    """A built file, the command that builds it, and its contents."""

    path: Path
    command: str
    contents: Contents


def write(target: Path, artefacts: Iterable[Artefact]) -> None:
    """Write the manifest: one ``[[artefact]]`` per file, its origins and layers below."""
    lines = [line for artefact in artefacts for line in _artefact(artefact)]
    target.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def _artefact(artefact: Artefact) -> Iterator[str]:
    yield "\n[[artefact]]"
    yield f"file = {_text(artefact.path.as_posix())}"
    yield f"sha256 = {_text(sha256(artefact.path))}"
    yield f"size = {artefact.path.stat().st_size}"
    yield f"command = {_text(artefact.command)}"
    for layer in artefact.contents.layers:
        yield "\n[[artefact.layer]]"
        yield f"name = {_text(layer.name)}"
        yield f"count = {layer.count}"
        yield f"packages = [{', '.join(map(_text, layer.packages))}]"
        yield f"changed = {_text(layer.changed)}"
    for origin in _merged(artefact.contents.origins):
        yield "\n[[artefact.origin]]"
        yield f"package = {_text(origin.package)}"
        yield f"version = {_text(origin.version)}"
        yield f"licence = {_text(origin.licence)}"
        yield f"attribution = {_text(origin.attribution)}"
        for name, checksum in origin.files.items():
            yield "\n[[artefact.origin.file]]"
            yield f"path = {_text(name)}"
            yield f"sha256 = {_text(checksum)}"


def _merged(origins: Iterable[Origin]) -> Iterable[Origin]:
    """One origin for each package, with all that was read from it."""
    found: dict[str, Origin] = {}
    for origin in origins:
        known = found.get(origin.package)
        if known is not None:
            texts = dict.fromkeys((known.attribution, origin.attribution))
            origin = replace(  # noqa: PLW2901  (the same origin, with more files)
                known, attribution=" ".join(texts), files={**known.files, **origin.files}
            )
        found[origin.package] = origin
    return found.values()


def _text(value: str) -> str:
    """A TOML basic string; JSON's is one as long as it holds no surrogates."""
    return json.dumps(value, ensure_ascii=False)
