"""Text in rows and cells: separated by commas, semicolons or tabs."""

from __future__ import annotations

import contextlib
import csv
import re
from collections.abc import Iterator
from itertools import islice

from routes.intake.caps import MOST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_LINE, MOST_ROWS
from routes.intake.rows import Row
from routes.intake.wrong import wrong

_DELIMITERS = (",", ";", "\t")
_LOOKED_AT = 50
"""So many rows decide between two delimiters that fit the header equally well."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
"""Lines end as in any text, so that line numbers are those of an editor."""

_HEADER = "The first line names the columns."


def parse(text: str, name: str, delimiter: str | None = None) -> tuple[str, tuple[Row, ...]]:
    """The delimiter, and all rows; an empty line is a row without cells.

    Without ``delimiter`` it is what splits the header into most columns, and the rows into as
    many.

    Raises InputError with the line for quotes that do not end, an empty first line, and more
    rows, columns or cells than there may be.
    """
    if not text.strip():
        raise wrong(name, 1, "file", "is empty.", _HEADER)
    csv.field_size_limit(MOST_CELL)
    found = delimiter or max(_DELIMITERS, key=lambda each: _fit(text, each))
    return found, _all(text, name, found)


def _fit(text: str, delimiter: str) -> tuple[int, int]:
    """Columns of the header, and how many of the first rows have as many."""
    columns, alike = 0, 0
    with contextlib.suppress(csv.Error):
        for n, row in enumerate(islice(_records(text, delimiter), _LOOKED_AT)):
            columns = columns or len(row.cells)
            alike += n > 0 and len(row.cells) == columns
    return columns, alike


def _all(text: str, name: str, delimiter: str) -> tuple[Row, ...]:
    rows: list[Row] = []
    line, cells = 1, 0
    try:
        for row in _records(text, delimiter):
            if not rows and not row.cells:
                raise wrong(name, 1, "file", "begins with an empty line.", _HEADER)
            rows.append(row)
            cells += len(row.cells)
            if len(row.cells) > MOST_COLUMNS:
                raise wrong(name, line, "row", f"has more than {MOST_COLUMNS:,} cells.")
            if len(rows) > MOST_ROWS + 1 or cells > MOST_CELLS:
                most = f"{MOST_ROWS:,} rows or {MOST_CELLS:,} cells"
                raise wrong(name, line, "file", f"has more than {most}.", "Split it.")
            line = row.line + 1
    except csv.Error as error:
        message = f"cannot be read as CSV; in this row: {error}."
        hint = "A cell that begins with a quotation mark ends with one; marks inside are doubled."
        raise wrong(name, line, "file", message, hint) from None
    return tuple(rows)


def _records(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    for cells in reader:
        yield Row(reader.line_num, tuple(cells))


def _lines(text: str) -> Iterator[str]:
    """One after the other: there is no second copy of a large text."""
    for match in _LINE.finditer(text):
        if match.end() - match.start() > MOST_LINE:
            raise csv.Error(f"its line is longer than {MOST_LINE:,} characters")
        yield match[0]
