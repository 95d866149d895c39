"""Gazetteers: from a name as written to the places it may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from routes import plugins
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

    Raises UnknownName, with the nearest name, when nothing is called so.
    """
    family, colon, _ = spec.partition(":")
    opener = cast("Callable[..., Gazetteer]", plugins.load("gazetteers", family))
    return opener(spec, cache_path=cache_path) if colon else opener()
