"""Where the data comes from: files inside published packages."""

from __future__ import annotations

import hashlib
import importlib.metadata
import subprocess
import tarfile
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Origin:
    """A package that an artefact was made from.

    ``files`` maps each file read, as a path inside the package, to its SHA-256.
    """

    package: str
    version: str
    licence: str
    attribution: str
    files: dict[str, str] = field(default_factory=dict)


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def in_wheel(package: str, files: list[str], *, licence: str, attribution: str) -> Origin:
    """An installed Python package; ``files`` are paths as the wheel holds them."""
    read = {name: sha256(wheel_path(package, name)) for name in files}
    version = importlib.metadata.version(package)
    return Origin(f"PyPI {package}", version, licence, attribution, read)


def wheel_path(package: str, name: str) -> Path:
    """Where a file of an installed Python package lies.

    Raises FileNotFoundError when the package does not hold it.
    """
    path = Path(str(importlib.metadata.distribution(package).locate_file(name)))
    if not path.is_file():
        raise FileNotFoundError(f"{name} is not in the installed package {package}")
    return path


def npm_pack(package: str, version: str, checksum: str, into: Path) -> Path:
    """Fetch an npm package with npm's own client and unpack it into ``into``.

    Returns the folder that holds the package. Raises ValueError when the archive
    does not have the SHA-256 ``checksum``.
    """
    done = subprocess.run(
        ["npm", "pack", "--silent", f"{package}@{version}"],
        cwd=into,
        check=True,
        capture_output=True,
        text=True,
    )
    archive = into / done.stdout.strip().splitlines()[-1]
    found = sha256(archive)
    if found != checksum:
        raise ValueError(f"{package} {version}: SHA-256 is {found}, not {checksum}")
    with tarfile.open(archive) as bundle:
        bundle.extractall(into, filter="data")
    return into / "package"
