"""Tables of strangers, CSV, TSV and XLSX, in one typed value: every cell is text as it stands.

`load` takes a table as people have them. `read` is for what must be right: rows as long as the
header, names of columns and ids that differ, coordinates on earth.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from routes.errors import Mistake
from routes.intake import separated
from routes.intake.columns import check
from routes.intake.content import name_of, read_bytes, text_of
from routes.intake.rows import Row
from routes.intake.wrong import mistake, wrong
from routes.intake.xlsx import cell_name, rows_of

WORKBOOK = ".xlsx"
TABS = ".tsv"
SUFFIXES = (".csv", TABS, WORKBOOK)

_SAVE = "Save it as “CSV UTF-8” (in LibreOffice: text CSV, character set UTF-8)."
_OTHER = (".xls", ".xlsm", ".xlsb", ".ods", ".numbers")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header and its rows, and how its author wrote them.

    ``sheet`` is the sheet of a workbook, which has no ``delimiter``. Without a header of its own
    (``has_header`` is false) the columns are called 1, 2, 3. ``notes`` are sentences on what was
    read otherwise than it may have been meant.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    has_header: bool = True
    sheet: str | None = None
    delimiter: str | None = None
    line_end: str = "\n"
    has_bom: bool = False
    notes: tuple[str, ...] = ()

    @property
    def has_decimal_commas(self) -> bool:
        """Whether 39,5 can be a number: where semicolons or tabs part the cells."""
        return self.delimiter in (";", "\t")

    def mistake(self, row: int, message: str, hint: str | None = None, column: int = 0) -> Mistake:
        """What is wrong in a row, by its number, and in a column, counted from 1."""
        if self.sheet is None:
            return mistake(self.name, row, "row", message, hint)
        cell = f"cell {cell_name(row, column)}" if column else f"row {row}"
        key = f"sheet {self.sheet!r:.60}, {cell}"
        return mistake(self.name, row, key, message, hint, column=max(column, 1))


def load(path: Path, *, has_header: bool = True) -> Table:
    """The table at ``path`` ("-": CSV from standard input), by its ending; rows may be ragged.

    UTF-8 with or without a byte order mark, separated by commas, semicolons or tabs, whichever
    splits the header best; or the first sheet of a workbook that is not hidden. Cells of a
    workbook are what it shows: of a formula, the result that was stored with it; without one,
    the formula itself, as text. Without ``has_header`` the first line is a row like the others.

    Raises InputError with the line or the cell for what is no such file or too large, and OSError.
    """
    name, suffix = name_of(path), path.suffix.lower()
    if suffix in _OTHER:
        raise wrong(name, 1, "file", f"{suffix} is not read.", "Save it as .xlsx or as CSV UTF-8.")
    data = read_bytes(path)
    if suffix == WORKBOOK:
        sheet, rows, notes = rows_of(data, name)
        return Table(name, *_headed(rows, has_header), has_header, sheet=sheet, notes=notes)
    text = text_of(data, name, _SAVE)
    delimiter, rows = separated.parse(text, name, "\t" if suffix == TABS else None)
    line_end = "\r\n" if "\r\n" in text[: text.find("\n") + 1] else "\n"
    return Table(
        name,
        *_headed(rows, has_header),
        has_header,
        delimiter=delimiter,
        line_end=line_end,
        has_bom=data.startswith(codecs.BOM_UTF8),
    )


def read(path: Path, *, unique: str | None = "id") -> Table:
    """The table at ``path``, with everything in order; empty rows are left out.

    Raises InputError, beyond what `load` raises, for: no header (only numbers), names of columns
    that are there twice, no rows, rows of another length than the header, a value of the column
    ``unique`` that is there twice (upper and lower case differ), and coordinates, in columns
    that are called so, that are no numbers or not on earth.
    """
    return check(load(path), unique)


def _headed(rows: tuple[Row, ...], has_header: bool) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    first = rows[0].cells
    if has_header:
        return first, rows[1:]
    return tuple(str(n + 1) for n in range(len(first))), rows
