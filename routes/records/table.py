"""The rows of one layer as a table, for formats that hold tables. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from routes.records.layers import Layer
from routes.records.notice import NOT_FOR_PUBLICATION, NOTICE
from routes.records.row import Column, Row, Value


@dataclass(frozen=True, slots=True)
class Table:
    """One layer of an atlas: ``columns``, and rows with a value for each and a geometry.

    What is for the desk alone has one column more than its ``layer``, with that notice.
    """

    layer: Layer
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def values(self, column: Column) -> list[Value]:
        """The values of a column, row by row."""
        return [row.columns[column.name] for row in self.rows]

    @property
    def geometries(self) -> list[BaseGeometry | None]:
        """The geometries, row by row."""
        return [row.geometry for row in self.rows]


def table(layer: Layer, found: Sequence[Row], *, is_internal: bool) -> Table:
    """Those of the rows ``found`` that ``layer`` holds."""
    own = tuple(row for row in found if row.layer == layer.name)
    if not is_internal:
        return Table(layer, layer.columns, own)
    told = {NOTICE.name: str(NOT_FOR_PUBLICATION)}
    marked = tuple(Row(row.layer, {**row.columns, **told}, row.geometry) for row in own)
    return Table(layer, (*layer.columns, NOTICE), marked)
