"""A spreadsheet to work on: read whole or refused, every cell kept as it is, and written back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from routes.intake.degrees import NotDegreesError, number
from routes.intake.rows import Row
from routes.intake.table import Table, load

__all__ = ["Row", "Spreadsheet", "free_names", "own", "read"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """A table, and a copy of it in the making: CSV as its author wrote it.

    A workbook is copied as CSV with commas, as Excel writes it.
    """

    table: Table

    @property
    def name(self) -> str:
        """What messages call the file."""
        return self.table.name

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns; without a header of its own 1, 2, 3."""
        return self.table.header

    @property
    def has_header(self) -> bool:
        """Whether the first line names the columns."""
        return self.table.has_header

    @property
    def line_end(self) -> str:
        """What ends a line of the copy."""
        return "\r\n" if self._is_workbook else self.table.line_end

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences on what was read otherwise than it may have been meant."""
        return self.table.notes

    @property
    def _is_workbook(self) -> bool:
        return self.table.sheet is not None

    def rows(self) -> Iterator[Row]:
        """The rows below the header. An empty line is a row without cells."""
        if not self._is_workbook:
            return iter(self.table.rows)
        # A cell of a workbook may begin with = and be text; in CSV it would be a formula.
        return (Row(line, tuple(map(_literal, cells))) for line, cells in self.table.rows)

    def start(self, added: Sequence[str]) -> str:
        """The first line of a copy that has more columns, with the mark that Excel needs."""
        mark = "\ufeff" if self.table.has_bom or self._is_workbook else ""
        header = map(_literal, self.header) if self._is_workbook else self.header
        return mark + self.line((*header, *added))

    def line(self, cells: Iterable[object]) -> str:
        """One row of a copy; None is an empty cell."""
        out = io.StringIO(newline="")
        delimiter = self.table.delimiter or ","
        writer = csv.writer(out, delimiter=delimiter, lineterminator=self.line_end)
        writer.writerow(list(cells))
        return out.getvalue()


def read(path: Path, *, has_header: bool = True) -> Spreadsheet:
    """Read the CSV file or the workbook at ``path`` ("-": CSV from standard input).

    See `routes.intake.table.load`. Raises InputError with the line or the cell, and OSError.
    """
    return Spreadsheet(load(path, has_header=has_header))


def own(text: str | None) -> str | None:
    """A text cell that we add, so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text and text.startswith(_FORMULA) else text


def _literal(text: str) -> str:
    try:
        number(text)
    except NotDegreesError:
        return own(text) or ""
    return text


def free_names(names: Sequence[str], taken: Iterable[str]) -> tuple[str, ...]:
    """Names for columns that we add, with ``geocoded_`` before them where they are taken."""
    used = {each.strip().casefold() for each in taken}
    found = []
    for name in names:
        free = name
        while free in used:
            free = f"geocoded_{free}"
        used.add(free)
        found.append(free)
    return tuple(found)
