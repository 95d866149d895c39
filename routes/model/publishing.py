"""What a case says about its publication: how exactly, under which names, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from routes.errors import Mark

Profile = Literal["internal", "public"]
"""Who is to see it: the desk only, or anybody."""

PrecisionClass = Literal["withheld", "country", "admin-1", "admin-2", "0.1", "0.01", "site"]
"""How exactly a place is published, coarsest first.

``admin-1`` and ``admin-2`` are divisions of a state of the first and the second order, ``0.1`` and
``0.01`` cells of a fixed grid of so many degrees. ``site`` is a public site, shown exactly.
"""

CLASSES: tuple[PrecisionClass, ...] = get_args(PrecisionClass)


def coarsest(classes: tuple[PrecisionClass, ...]) -> PrecisionClass:
    """The coarsest of some classes; ``site`` of none."""
    return min(classes, key=CLASSES.index, default="site")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of whom a case speaks.

    ``also`` are other spellings of ``name``. Without ``because``, which says why the name is
    needed, ``role`` stands in its place wherever it is published.
    """

    id: str
    role: str
    name: str | None = None
    also: tuple[str, ...] = ()
    because: str | None = None
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Embargo:
    """How old a route that is in use must be, in days, and why not the usual age."""

    days: int
    reason: str
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Publishing:
    """What holds for a whole case.

    ``withhold`` are words that are never published. ``narrow`` gives, by the id of a place, why it
    may be published more exactly than it was.
    """

    withhold: tuple[str, ...] = ()
    embargo: Embargo | None = None
    narrow: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
