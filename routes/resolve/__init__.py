"""From the names in a case to places, or to findings that say what is missing. Pure.

The rules, and where their numbers come from: docs/decisions/resolution-in-context.md.

`weigh` and `why` load no geometry, so that a command that only looks a name up starts at
once; `resolve` and what belongs to it are loaded when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routes.resolve.names import weigh, why
from routes.resolve.weighing import SURE

if TYPE_CHECKING:
    from routes.resolve.places import Resolved, resolve
    from routes.resolve.travel import Travel

__all__ = ["SURE", "Resolved", "Travel", "resolve", "weigh", "why"]


def __getattr__(name: str) -> Any:
    if name in {"Resolved", "resolve"}:
        from routes.resolve import places  # noqa: PLC0415

        return getattr(places, name)
    if name == "Travel":
        from routes.resolve.travel import Travel  # noqa: PLC0415

        return Travel
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
