"""A column, and a row of some of them, whatever it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from shapely.geometry.base import BaseGeometry

Value = str | float | int | None

LayerName = Literal["legs", "places", "areas", "alternatives", "claims", "sources"]

ColumnKind = Literal["text", "integer", "real", "day"]
"""What a column holds: a ``day`` is one whole day in ISO 8601, such as 2016-07-01."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a layer: its name, what it means in plain words, and what kind of value it has.

    None is a value of every kind.
    """

    name: str
    means: str
    kind: ColumnKind = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """One feature: its layer, its columns and its geometry (lon, lat, WGS 84).

    A leg that could not be drawn has its row all the same, and no geometry; so has the
    question to which there is no alternative. Claims and sources have none at all. The first
    column is its id.
    """

    layer: LayerName
    columns: Mapping[str, Value]
    geometry: BaseGeometry | None

    @property
    def id(self) -> str:
        """Its id within its layer."""
        return str(next(iter(self.columns.values())))


def joined(words: Iterable[str]) -> str | None:
    """A list as the text of a column; None where there is nothing in it."""
    return "; ".join(words) or None
