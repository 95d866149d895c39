"""Gazetteers: from a name as written to the places it may mean."""

from __future__ import annotations

from inspect import signature
from typing import TYPE_CHECKING, cast

from routes import plugins
from routes.errors import UsageError
from routes.gazetteers.protocol import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["Gazetteer", "open_gazetteer"]


def open_gazetteer(spec: str = "bundled", *, cache_path: Path | None = None) -> Gazetteer:
    """The gazetteer that ``spec`` names: ``bundled``, ``geopy:Nominatim``, or a plug-in's.

    What stands before a colon is a plug-in of the family ``gazetteers``. One without a
    colon is opened with no arguments; one with a colon asks a service, and gets the
    whole ``spec`` and ``cache_path``, the file in which answers are kept (None keeps
    none). Nothing is asked of any service before the first lookup.

    Raises UnknownName, with the nearest name, when nothing is called so, and UsageError
    when a colon is missing or too many.
    """
    name, colon, _ = spec.partition(":")
    opener = cast("Callable[..., Gazetteer]", plugins.load("gazetteers", name))
    if colon:
        if not _takes(opener, spec, cache_path=cache_path):
            raise UsageError(f"gazetteer {name!r} has no services to choose from: write {name}")
        return opener(spec, cache_path=cache_path)
    if not _takes(opener):
        raise UsageError(
            f"gazetteer {name!r} asks a service, and which is missing: "
            f"write {name}:SERVICE, as in geopy:Nominatim"
        )
    return opener()


def _takes(opener: Callable[..., Gazetteer], *args: object, **options: object) -> bool:
    try:
        signature(opener).bind(*args, **options)
    except TypeError:
        return False
    return True
