"""Modes of travel and the look of lines: one declarative file each, read as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from routes.messages import say

TOLD = ("label", "explains", "speed_source")
"""The keys of these files that are told to readers: catalogues hold their values."""


@dataclass(frozen=True, slots=True)
class Mode:
    """A way of moving. ``label`` reads on after "travelled"; ``symbol`` names a drawing.

    ``near_km`` is how far apart the two ends of such a leg commonly are: a place within it
    counts as near. One leg goes no further than ``reach_km``, nor than ``day_km`` for every
    day that it may have taken, in a straight line; None where nothing bounds it.
    ``over_land`` says that it crosses no sea, ``to_towns`` that it begins and ends in towns.

    On a network nobody is faster than ``top_kmh``, nor than ``top_kmh_in`` in the countries it
    lists (ISO 3166-1 alpha-2); an ordinary journey makes ``usual_kmh``, and takes ``stop_h``
    hours besides from one stop to the next. None where no path is looked for by this mode.
    ``speed_source`` tells readers in sentences where these come from; the files say where all
    the numbers come from.
    """

    id: str
    label: str
    symbol: str
    near_km: float
    reach_km: float | None = None
    day_km: float | None = None
    over_land: bool = False
    to_towns: bool = False
    top_kmh: float | None = None
    usual_kmh: float | None = None
    top_kmh_in: Mapping[str, float] = field(default_factory=dict)
    stop_h: float = 0.0
    speed_source: str | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """The look of one kind of line.

    ``dash`` is an SVG dash array in pixels ("" is solid), ``width`` is in pixels.
    ``colour`` None means the colour of the variant. ``ticks`` are then the dash arrays of the
    bars across the line that tell variants apart where colours cannot, one for each in turn.
    """

    id: str
    label: str
    explains: str
    dash: str
    width: float
    opacity: float
    colour: str | None = None
    ticks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of variants, in the order in which they are given out."""

    reported: tuple[str, ...]
    hypothetical: tuple[str, ...]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__name__).joinpath(name).read_text("utf-8"))


def _told(table: dict[str, Any]) -> dict[str, Any]:
    """The table with what readers are told as text that can be told in other languages."""
    return {key: say(value) if key in TOLD else value for key, value in table.items()}


@cache
def modes() -> tuple[Mode, ...]:
    """All modes, sorted by id."""
    files = (f.name for f in resources.files(__name__).iterdir())
    ids = sorted(f.removesuffix(".toml") for f in files if f.endswith(".toml") and f[0] != "_")
    return tuple(Mode(id=i, **_told(_table(f"{i}.toml"))) for i in ids)


@cache
def lands() -> Mapping[str, frozenset[str]]:
    """By country code (ISO 3166-1 alpha-2), the land masses that the country has a part in.

    Only of countries that share one with another; any other is a land of its own.
    """
    found: dict[str, set[str]] = {}
    for land, codes in _table("_lands.toml").items():
        for code in codes.split():
            found.setdefault(code, set()).add(land)
    return {code: frozenset(of) for code, of in found.items()}


@cache
def grammars() -> tuple[Grammar, ...]:
    """The line grammars, in the order of the legend."""
    table = _table("_grammars.toml")
    ticks = tuple(table["ticks"])
    return tuple(
        Grammar(**_told(g), ticks=() if "colour" in g else ticks) for g in table["grammar"]
    )


@cache
def palette() -> Palette:
    """The colours of the variants."""
    table = _table("_palette.toml")
    return Palette(tuple(table["reported"]), tuple(table["hypothetical"]))
