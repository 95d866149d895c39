"""The writers of tables: a case as a workbook, which holds all of it, or as CSV, which does not.

What is written is read again before it reaches the disk: a file that would give another case is
never written.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from routes.atomic import write_bytes
from routes.casefile import tree
from routes.casefile.discretion import CaseDiscretion
from routes.casefile.report import Path as At
from routes.casefile.report import Report, dotted
from routes.casefile.table import of_grids
from routes.casefile.table_columns import CLAIMS
from routes.casefile.table_grid import Places, gridded
from routes.casefile.table_rows import flat, rows_of, sheets
from routes.casefile.table_text import guarded
from routes.casefile.table_workbook import MOST_CELL, workbook
from routes.casefile.tree import Tree
from routes.errors import InputError, UsageError
from routes.intake.xlsx import Sheet, sheets_of
from routes.model import Case

_LISTED = 12
"""So many losses are told; the rest is counted."""

_IN_ROWS = ("version", "title", "language", "question", "summary", "sources", "places", "legs",
            "itineraries")  # fmt: skip
"""Of what rows of claims hold at least a part."""

_KEY = re.compile(r".* \((.*)\)")
"""The key behind the name of a cell."""

_BOM = b"\xef\xbb\xbf"
"""Tells Excel that the file is UTF-8."""


def write_xlsx(case: Case, path: Path, *, private: tree.Private | None = None) -> Sequence[str]:
    """Write ``case`` as a workbook; ``private`` are its notes for the desk, by path.

    Reading it gives the same case. Only its owner may read the file. Raises OutputError, also
    where the disk fails, and UsageError where a text has no room in a cell.
    """
    written = tree.of(case, private)
    tables = sheets(written)
    for sheet, rows in tables:
        if any(len(cell) > MOST_CELL for row in rows for cell in row.cells):
            message = f"a cell holds {MOST_CELL:,} characters, and the sheet {sheet!r} needs more"
            raise UsageError(f"{path}: {message}; write a .yaml")
    data = workbook(tables)
    if lost := _losses(written, sheets_of(data, path.as_posix()), path):
        raise UsageError(f"{path}: cells cannot hold {_some(lost)}; write a .yaml")
    write_bytes(path, data, private=True)
    return ()


def write_csv(case: Case, path: Path, *, private: tree.Private | None = None) -> Sequence[str]:
    """Write ``case`` as CSV with a row for each claim about a leg.

    Only its owner may read the file. Raises UsageError where the case has more than such rows
    hold, and says what, and OutputError.
    """
    written = tree.of(case, private)
    rows = rows_of(flat(written), CLAIMS)
    if lost := _losses(written, [Sheet("claims", tuple(rows))], path):
        message = f"one row for each claim cannot hold {_some(lost)}"
        raise UsageError(f"{path}: {message}; write an .xlsx or a .yaml, which hold all of it")
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([guarded(t) for t in r.cells] for r in rows)
    write_bytes(path, _BOM + out.getvalue().encode("utf-8"), private=True)
    return ()


def _losses(written: dict[str, Tree], tables: Sequence[Sheet], path: Path) -> list[str]:
    """What reading the tables would not give back, or give otherwise: keys of the case."""
    places, discretion = Places(path.as_posix(), is_workbook=len(tables) > 1), CaseDiscretion()
    report = Report(discretion)
    try:
        found = of_grids(gridded(tables, places, report), places, path, report, discretion)
    except InputError as error:
        others = [key for key in written if key not in _IN_ROWS] if len(tables) == 1 else []
        return [*others, *(_KEY.sub(r"\1", mistake.key) for mistake in error.mistakes)]
    again = tree.of(found.case(path), tree.private_notes(found.document))
    return [dotted(at) for at in _differing(written, again, ())]


def _differing(one: Tree | None, other: Tree | None, path: At) -> Iterator[At]:
    """The paths of what is not the same in both; of what is missing as a whole, its own."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in dict.fromkeys((*one, *other)):
            yield from _differing(one.get(key), other.get(key), (*path, key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (mine, its) in enumerate(zip(one, other, strict=True)):
            yield from _differing(mine, its, (*path, number))
    elif one != other:
        yield path


def _some(lost: Sequence[str]) -> str:
    more = f" and {len(lost) - _LISTED:,} more" if len(lost) > _LISTED else ""
    return ", ".join(lost[:_LISTED]) + more
