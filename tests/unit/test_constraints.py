"""The locked versions install on the oldest Python that the package promises."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

_ROOT = Path(__file__).parents[2]
_LOCKED = [
    Requirement(line)
    for line in (_ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _needed_python(name: str) -> SpecifierSet | None:
    """The Pythons that the installed version of ``name`` runs on; None if it is not installed."""
    try:
        return SpecifierSet(str(metadata(name).json.get("requires_python", "")))
    except PackageNotFoundError:
        return None


def test_every_locked_version_runs_on_the_oldest_python() -> None:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=") + ".0"
    asked = {locked.name: _needed_python(locked.name) for locked in _LOCKED}

    assert {name for name, pythons in asked.items() if pythons is not None} >= {"folium", "pytest"}
    assert {n: str(p) for n, p in asked.items() if p is not None and oldest not in p} == {}


def test_what_the_package_needs_is_locked() -> None:
    locked = {canonicalize_name(requirement.name) for requirement in _LOCKED}
    needed = {
        canonicalize_name(requirement.name)
        for requirement in map(Requirement, requires("reported-routes") or [])
        if requirement.marker is None or "bench" not in str(requirement.marker)
    }

    assert needed - locked == set()
