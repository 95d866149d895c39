"""The first sheet of a workbook, or all of them, as rows of text.

The zip and its XML are checked here; python-calamine then reads a copy that holds nothing but
the parts that were checked. Nothing is calculated, no macro is run, no link is followed.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from routes.intake.archive import packed, parts
from routes.intake.caps import MOST_SHEET_CELLS, MOST_SHEETS
from routes.intake.formats import Formats, shortened
from routes.intake.markup import Reader, parse
from routes.intake.rows import Row
from routes.intake.sheet import Cells, Names, Relations, Shared, cell_name
from routes.intake.wrong import shown, wrong

__all__ = ["Sheet", "cell_name", "rows_of", "sheets_of"]

_BOOK = "xl/workbook.xml"
_BOOK_RELATIONS = "xl/_rels/workbook.xml.rels"
_SHARED = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_READ = ("[Content_Types].xml", "_rels/.rels", _BOOK, _BOOK_RELATIONS, _SHARED, _STYLES)
_SAVE = "Open it in a spreadsheet program and save it as .xlsx."
_WHOLE = 1e15
"""Up to here a number of a spreadsheet is exact."""


def rows_of(data: bytes, name: str) -> tuple[str, tuple[Row, ...], tuple[str, ...]]:
    """The name of the sheet, its rows, and notes; a row without text has no cells.

    Raises InputError for what `routes.intake.caps` forbids, and with the cell for what cannot be
    read.
    """
    found = parts(data, name)
    sheet, part, others = _first_sheet(found, name)
    for path in (*_READ, part):
        if path in found and path not in (_BOOK, _BOOK_RELATIONS, _SHARED, part):
            parse(found[path], name, f"part {shown(path)}", Reader())
    shared = Shared(name)
    if _SHARED in found:
        parse(found[_SHARED], name, "shared texts", shared)
    cells = Cells(name, sheet, shared.lengths)
    parse(found[part], name, f"sheet {shown(sheet)}", cells)
    values = _values({path: found[path] for path in (*_READ, part) if path in found}, sheet, name)
    rows = tuple(_rows(values, cells.instead))
    if not rows:
        raise wrong(name, 1, f"sheet {shown(sheet)}", "is empty.", "Row 1 names the columns.")
    if not rows[0].cells:
        message = "begins with an empty row."
        raise wrong(name, 1, f"sheet {shown(sheet)}", message, "Row 1 names the columns.")
    return sheet, rows, tuple(_notes(cells, sheet, others))


def _first_sheet(found: Mapping[str, bytes], name: str) -> tuple[str, str, list[str]]:
    """The name and the part of the first sheet that is not hidden, and the names of the others."""
    (sheet, part), *others = _sheets(found, name)
    return sheet, part, [each for each, _ in others]


def _sheets(found: Mapping[str, bytes], name: str) -> list[tuple[str, str]]:
    """The names and the parts of the sheets that are not hidden, at least one.

    Raises InputError where the first is not there, or two bear its name.
    """
    if _BOOK not in found or _BOOK_RELATIONS not in found:
        raise wrong(name, 1, "file", "is a zip file, but no workbook.", _SAVE)
    names, relations = Names(), Relations()
    parse(found[_BOOK], name, f"part {shown(_BOOK)}", names)
    parse(found[_BOOK_RELATIONS], name, f"part {shown(_BOOK_RELATIONS)}", relations)
    kept = [(s, relations.inside[r]) for s, r in names.sheets if r in relations.inside]
    if not kept:
        raise wrong(name, 1, "file", "has no sheet of cells that is not hidden.", _SAVE)
    _check_sheet(kept[0], found, [each for each, _ in names.sheets], name)
    return kept


def _check_sheet(
    sheet: tuple[str, str], found: Mapping[str, bytes], names: Sequence[str], name: str
) -> None:
    called, part = sheet
    if part not in found or part in _READ or names.count(called) > 1:
        raise wrong(name, 1, f"sheet {shown(called)}", "is damaged.", _SAVE)


class Sheet(NamedTuple):
    """A sheet of a workbook: its name, and its rows up to the last with text.

    ``formulas`` are the cells, by row and column from 1, of those that no program has calculated:
    their text is the formula.
    """

    name: str
    rows: tuple[Row, ...]
    formulas: frozenset[tuple[int, int]] = frozenset()


def sheets_of(data: bytes, name: str) -> tuple[Sheet, ...]:
    """All sheets that are not hidden and hold text, in order; rows as `rows_of` has them.

    A day whose cell shows only its month or its year is read as that month or year: "2016-07".
    Raises InputError as `rows_of` does, and for more than `MOST_SHEETS` sheets or, all together,
    `MOST_SHEET_CELLS` cells.
    """
    found = parts(data, name)
    listed = _sheets(found, name)
    if len(listed) > MOST_SHEETS:
        message = f"has {len(listed):,} sheets; at most {MOST_SHEETS} are read."
        raise wrong(name, 1, "file", message, "Delete those that are not needed.")
    for each in listed:
        _check_sheet(each, found, [called for called, _ in listed], name)
    formats = _formats(found, [part for _, part in listed], name)
    shared = Shared(name)
    if _SHARED in found:
        parse(found[_SHARED], name, "shared texts", shared)
    made, cells_in_all = [], 0
    for sheet, part in listed:
        cells = Cells(name, sheet, shared.lengths)
        parse(found[part], name, f"sheet {shown(sheet)}", cells)
        cells_in_all += cells.rows * cells.columns
        if cells_in_all > MOST_SHEET_CELLS:
            message = f"with this sheet there are more than {MOST_SHEET_CELLS:,} cells."
            raise wrong(name, 1, f"sheet {shown(sheet)}", message, "Delete what is empty.")
        wanted = {path: found[path] for path in (*_READ, part) if path in found}
        values = shortened(_values(wanted, sheet, name), cells.styles, formats)
        rows = tuple(_rows(values, cells.instead))
        if rows:
            made.append(Sheet(sheet, rows, frozenset(_formulas(cells))))
    return tuple(made)


def _formats(found: Mapping[str, bytes], sheets: Sequence[str], name: str) -> Formats:
    """How cells show days; all parts that are read but the sheets are well formed then."""
    formats = Formats()
    for path in _READ:
        if path in found and path not in (_BOOK, _BOOK_RELATIONS, _SHARED, *sheets):
            reader = formats if path == _STYLES else Reader()
            parse(found[path], name, f"part {shown(path)}", reader)
    return formats


def _values(checked: Mapping[str, bytes], sheet: str, name: str) -> Sequence[Sequence[object]]:
    import python_calamine  # noqa: PLC0415  only workbooks need it

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(packed(checked)))
        return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, ValueError, OverflowError) as error:
        message = f"cannot be read: {shown(str(error))}."
        raise wrong(name, 1, f"sheet {shown(sheet)}", message, _SAVE) from None


def _rows(
    values: Iterable[Iterable[object]], instead: Mapping[tuple[int, int], str]
) -> Iterable[Row]:
    """As long as the widest, up to the last with text."""
    rows = [[_text(value) for value in row] for row in values]
    wide = max(map(len, rows), default=0)
    for (row, column), text in instead.items():
        rows.extend([""] * wide for _ in range(row - len(rows)))
        cells = rows[row - 1]
        cells.extend([""] * (column - len(cells)))
        cells[column - 1] = text
    filled = [max((n for n, c in enumerate(cells, 1) if c.strip()), default=0) for cells in rows]
    wide = max(filled, default=0)
    last = max((n for n, width in enumerate(filled, 1) if width), default=0)
    for number, cells in enumerate(itertools.islice(rows, last), 1):
        full = [*cells[:wide], *[""] * (wide - len(cells))]
        yield Row(number, tuple(full) if filled[number - 1] else ())


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE:
        return str(int(value))
    if isinstance(value, dt.datetime):
        bare = value.time() == dt.time()
        return value.date().isoformat() if bare else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _formulas(cells: Cells) -> list[tuple[int, int]]:
    """Where formulas without a result stand, by row and column."""
    return [at for at, text in cells.instead.items() if text.startswith("=")]


def _notes(cells: Cells, sheet: str, others: list[str]) -> Iterable[str]:
    if others:
        yield f"Of the workbook only the first sheet is read: {shown(sheet)}."
    if cells.calculated:
        yield f"Of {cells.calculated:,} formulas the result is read that was stored with them."
    if formulas := _formulas(cells):
        at = cell_name(*formulas[0])
        yield f"{len(formulas):,} formulas have no result and are read as text (first: {at})."
