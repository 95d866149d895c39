"""A row, whatever it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from shapely.geometry.base import BaseGeometry

Value = str | float | int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One feature: its layer, its columns and its geometry (lon, lat, WGS 84).

    A leg that could not be drawn has its row all the same, and no geometry; so has the
    question to which there is no alternative. The first column is its id.
    """

    layer: Literal["legs", "places", "alternatives"]
    columns: Mapping[str, Value]
    geometry: BaseGeometry | None

    @property
    def id(self) -> str:
        """Its id within its layer."""
        return str(next(iter(self.columns.values())))


def joined(words: Iterable[str]) -> str | None:
    """A list as the text of a column; None where there is nothing in it."""
    return "; ".join(words) or None
