"""What a package says it exports is what it defines for others, and it is sorted."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

import pytest

import routes

PACKAGES = [
    found.name
    for found in pkgutil.walk_packages(routes.__path__, "routes.")
    if found.ispkg and hasattr(importlib.import_module(found.name), "__all__")
]


def public_names(module: ModuleType) -> set[str]:
    """The names a reader would take for exports.

    In an ``__init__`` that only gathers, everything it gathers from this package; in one
    with code of its own, what it defines: its imports are then what that code needs.
    """
    homes = {
        name: str(getattr(value, "__module__", ""))
        for name, value in vars(module).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    own = {name for name, home in homes.items() if home == module.__name__}
    gathered = {name for name, home in homes.items() if home.partition(".")[0] == "routes"}
    return own or gathered


def test_there_are_packages_to_look_at():
    assert {"routes.geodesy", "routes.model", "routes.gazetteers"} <= set(PACKAGES)


@pytest.mark.parametrize("name", PACKAGES)
def test_everything_exported_is_there(name):
    module = importlib.import_module(name)
    assert [each for each in module.__all__ if not hasattr(module, each)] == []
    assert len(module.__all__) == len(set(module.__all__))


@pytest.mark.parametrize("name", PACKAGES)
def test_nothing_public_is_left_out(name):
    module = importlib.import_module(name)
    assert sorted(public_names(module) - set(module.__all__)) == []
