"""A table file as cells with names: which column each stands in, and where that is in the file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import dropwhile
from pathlib import Path as FilePath
from typing import NamedTuple

from routes.casefile.decode import FORBIDDEN, MAX_ACCENTS, has_heap, read_bytes
from routes.casefile.nodes import MAX_NODES, Scalar, Spot
from routes.casefile.report import Path, Report
from routes.casefile.table_columns import READ_ME, Head, head
from routes.casefile.table_text import unguarded
from routes.errors import InputError, Mark, Mistake
from routes.intake import separated
from routes.intake.content import text_of
from routes.intake.rows import Row
from routes.intake.xlsx import Sheet, cell_name, sheets_of
from routes.model import Finding

_SAVE = "Save it as “CSV UTF-8” (in LibreOffice: text CSV, character set UTF-8)."
_FAR = 10_000_000
"""More rows than any sheet has: the line of a mark tells the sheet as well, until it is `told`."""

_ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"))
_HIDDEN = "#"
"""Columns and sheets whose names begin with it are the author's own and are not read."""

_NOTHING = Row(1, ())


class Line(NamedTuple):
    """A row: its number, and its cells that hold text, by what stands at the top of the column."""

    row: int
    cells: Mapping[Head, Scalar]


@dataclass
class Places:
    """Where cells are: marks that differ for all cells of a file, and what people call them."""

    file: str
    sheets: list[str] = field(default_factory=list)
    titles: list[Mapping[int, str]] = field(default_factory=list)
    is_workbook: bool = False

    @property
    def start(self) -> Mark:
        """The file itself."""
        return Mark(self.file, 1)

    def mark(self, sheet: int, row: int, column: int) -> Mark:
        """A cell of a sheet, by numbers: of the sheet from 0, of row and column from 1.

        The column 0 stands for the whole row.
        """
        return Mark(self.file, (sheet + 1) * _FAR + row, column)

    def real(self, mark: Mark) -> Mark:
        """The mark with the row of its sheet."""
        return replace(mark, line=max(mark.line % _FAR, 1), column=max(mark.column, 1))

    def told(self, mark: Mark) -> str:
        """What people call the cell: "sheet 'legs', cell C3", "line 3, column 'by'"."""
        sheet, row = divmod(mark.line, _FAR)
        if not sheet:
            return ""
        if self.is_workbook:
            cell = f"cell {cell_name(row, mark.column)}" if mark.column else f"row {row}"
            return f"sheet {self.sheets[sheet - 1]!r:.60}, {cell}"
        title = self.titles[sheet - 1].get(mark.column)
        return f"{self._row(row)}, column {title!r:.60}" if title else self._row(row)

    def _row(self, row: int) -> str:
        return f"line {row}"

    def error(self, error: InputError) -> InputError:
        """The mistakes, each with its cell before its key."""
        return InputError([self._located(each) for each in error.mistakes])

    def _located(self, mistake: Mistake) -> Mistake:
        cell = self.told(mistake.mark)
        key = f"{cell} ({mistake.key})" if mistake.key != "file" else cell
        return replace(mistake, mark=self.real(mistake.mark), key=key if cell else mistake.key)

    def findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings, where they really are."""
        return tuple(replace(f, mark=f.mark and self.real(f.mark)) for f in findings)

    def spots(self, spots: Mapping[Path, Spot]) -> dict[Path, Spot]:
        """The spots with the marks of their keys where they really are."""
        return {path: Spot(spot.node, self.real(spot.key)) for path, spot in spots.items()}


@dataclass(frozen=True)
class Grid:
    """A sheet: its name, its number, its heads by column, and its rows."""

    name: str
    number: int
    heads: Mapping[int, Head]
    lines: tuple[Line, ...]
    places: Places

    def mark(self, row: int = 1, column: int = 0) -> Mark:
        """The mark of one of its cells, or of a row."""
        return self.places.mark(self.number, row, column)


def load(path: FilePath, report: Report) -> tuple[Places, list[Grid]]:
    """The sheets of a workbook, or the one table of a CSV file; what is wrong is in ``report``.

    Raises InputError for a file that cannot be read at all.
    """
    places = Places(path.as_posix())
    data = read_bytes(path, report)
    if data is None:
        report.check()
        raise AssertionError("no data and no mistake")
    tables: list[Sheet]
    if path.suffix.lower() == ".xlsx":
        places.is_workbook = True
        tables = list(sheets_of(data, places.file))
    else:
        text = text_of(data, places.file, _SAVE)
        rows = tuple(_plain(row) for row in separated.parse(text, places.file)[1])
        tables = [Sheet("claims", rows)]
    try:
        return places, gridded(tables, places, report)
    except InputError as error:
        raise places.error(error) from None


def _plain(row: Row) -> Row:
    return Row(row.line, tuple(map(unguarded, row.cells)))


def is_own(sheet: str) -> bool:
    """Whether a sheet is the author's own, or explains the others: it is not read."""
    return sheet.startswith(_HIDDEN) or head(sheet).name == head(READ_ME).name


def gridded(tables: Iterable[Sheet], places: Places, report: Report) -> list[Grid]:
    """The tables as grids; the first row with text names the columns.

    One that `is_own` keeps its place among them, and has no rows.
    """
    grids = []
    most = MAX_NODES
    for number, sheet in enumerate(tables):
        places.sheets.append(sheet.name)
        first, *rest = _from_heads(sheet)
        titles = {n: text.strip() for n, text in enumerate(first.cells, 1) if text.strip()}
        places.titles.append(titles)
        lines = tuple(_lines(rest, number, titles, sheet.formulas, places, report))
        most -= sum(len(line.cells) for line in lines)
        if most < 0:
            message = f"holds more than {MAX_NODES:,} cells with text, too many for a case file."
            report.mistake(places.start, (), message, "Split it into several cases.")
            report.check()
        heads = {n: head(text) for n, text in titles.items() if not text.startswith(_HIDDEN)}
        grids.append(Grid(sheet.name, number, heads, lines, places))
    return grids


def _from_heads(sheet: Sheet) -> list[Row]:
    """The rows from the first with text on; none of a sheet that is not read."""
    rows = () if is_own(sheet.name) else sheet.rows
    return list(dropwhile(lambda row: not any(map(str.strip, row.cells)), rows)) or [_NOTHING]


def _lines(
    rows: Iterable[Row], number: int, titles: Mapping[int, str],
    formulas: Collection[tuple[int, int]], places: Places, report: Report,
) -> Iterator[Line]:  # fmt: skip
    unnamed = False
    for row, texts in rows:
        cells: dict[Head, Scalar] = {}
        for column, text in enumerate(texts, 1):
            if not text.strip() or titles.get(column, "").startswith(_HIDDEN):
                continue
            mark = places.mark(number, row, column)
            if column in titles:
                if (row, column) in formulas:
                    hint = "Save the file in a spreadsheet program, or write the value."
                    report.mistake(mark, (), "holds a formula that has no result.", hint)
                _check(text, mark, report)
                cells.setdefault(head(titles[column]), Scalar(text, mark, plain=False))
            elif not unnamed:
                unnamed = True
                hint = "Name it in the first row; what is your own begins with '#'."
                report.mistake(mark, (), "stands in a column without a name.", hint)
        if cells:
            yield Line(row, cells)


def _check(text: str, mark: Mark, report: Report) -> None:
    if match := FORBIDDEN.search(text):
        message = f"holds the control character U+{ord(match[0]):04X}, which cannot be seen."
        report.mistake(mark, (), message, "Delete it; typing the cell again helps.")
    elif has_heap(text):
        message = f"holds a letter with more than {MAX_ACCENTS} accents on it, which is not text."
        report.mistake(mark, (), message, "Delete the cell and type it again.")
    elif text.strip() in _ERRORS:
        message = "holds an error of the spreadsheet program, and no value."
        report.mistake(mark, (), message, "Mend the formula, or write the value.")
