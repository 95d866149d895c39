"""A row of a table."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """The cells of a row, and the line of the file on which it ends, or its number in a sheet."""

    line: int
    cells: tuple[str, ...]
