"""The layers: what each holds, with which columns and which kind of geometry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from routes.records.alternatives import ALTERNATIVE_COLUMNS
from routes.records.claims import CLAIM_COLUMNS
from routes.records.legs import LEG_COLUMNS
from routes.records.places import PLACE_COLUMNS
from routes.records.row import Column, LayerName
from routes.records.sources import SOURCE_COLUMNS

Shape = Literal["MultiLineString", "Point", "MultiPolygon"]
"""The geometries of a layer. A line or a polygon is one of several with one member."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer: its ``name``, what its rows are (``means``), its geometry and its columns.

    The first column is the id of a row, unique within the layer. ``shape`` is None where there
    is no geometry at all.
    """

    name: LayerName
    means: str
    shape: Shape | None
    columns: tuple[Column, ...]


_ALL = (
    Layer("legs", "Movements from one place to the next", "MultiLineString", LEG_COLUMNS),
    Layer("places", "Places with a point", "Point", PLACE_COLUMNS),
    Layer("areas", "Vague places: somewhere in an area", "MultiPolygon", PLACE_COLUMNS),
    Layer(
        "alternatives",
        "Computed paths, which no source reports",
        "MultiLineString",
        ALTERNATIVE_COLUMNS,
    ),
    Layer("claims", "Who says what, in which words", None, CLAIM_COLUMNS),
    Layer("sources", "Who is cited, and how far they are known", None, SOURCE_COLUMNS),
)

LAYERS: Mapping[LayerName, Layer] = MappingProxyType({each.name: each for each in _ALL})
"""All layers by name, in the order in which files have them."""
