"""What the XML of a workbook says before it is read: which sheet, how large, and which formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NoReturn

from routes.intake.caps import (
    MOST_CELL,
    MOST_COLUMNS,
    MOST_SHARED,
    MOST_SHEET_CELLS,
    MOST_SHEET_ROWS,
    MOST_SHEET_TEXT,
)
from routes.intake.markup import Reader
from routes.intake.wrong import shown, wrong

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def cell_name(row: int, column: int) -> str:
    """What a spreadsheet program calls the cell: column 28 of row 3 is AB3."""
    letters = ""
    while column:
        column, last = divmod(column - 1, 26)
        letters = chr(65 + last) + letters
    return f"{letters}{row}"


class Names(Reader):
    """The sheets of ``xl/workbook.xml``, those that are not hidden: name and relation."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []

    def start(self, name: str, attributes: Mapping[str, str], line: int) -> None:  # noqa: ARG002
        """One element. Of the relation only the prefix differs between programs."""
        if name != "sheet" or attributes.get("state", "visible") != "visible":
            return
        relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
        self.sheets.append((attributes.get("name", ""), relation))


class Relations(Reader):
    """The parts that ``workbook.xml.rels`` names, by relation; those outside are left out."""

    def __init__(self) -> None:
        self.inside: dict[str, str] = {}
        self.outside: set[str] = set()

    def start(self, name: str, attributes: Mapping[str, str], line: int) -> None:  # noqa: ARG002
        """One element."""
        if name != "Relationship":
            return
        relation, target = attributes.get("Id", ""), attributes.get("Target", "")
        if attributes.get("TargetMode") == "External":
            self.outside.add(relation)
        elif attributes.get("Type", "").endswith("/worksheet"):
            self.inside[relation] = target[1:] if target[:1] == "/" else f"xl/{target}"


class Shared(Reader):
    """How long each text is that cells share."""

    def __init__(self, file: str) -> None:
        self._file, self._long, self._line = file, 0, 1
        self.lengths: list[int] = []

    def start(self, name: str, attributes: Mapping[str, str], line: int) -> None:  # noqa: ARG002
        """One element."""
        if name == "si":
            self._long, self._line = 0, line

    def end(self, name: str) -> None:
        """The end of a text."""
        if name == "si":
            self.lengths.append(self._long)

    def text(self, text: str) -> None:
        """Raises InputError for a text that no spreadsheet program would keep."""
        self._long += len(text)
        if self._long > MOST_SHARED:
            message = f"text {len(self.lengths) + 1} is longer than {MOST_SHARED:,} characters."
            raise wrong(self._file, self._line, "shared texts", message, "Shorten it.")


class Cells(Reader):
    """How far the cells of a sheet reach, and those whose text is not the value stored in them.

    ``instead`` has by row and column the formulas without a result, and errors like #N/A;
    ``calculated`` counts the formulas with one. ``styles`` are the numbers of the formats of
    cells that hold numbers, days among them.
    """

    def __init__(self, file: str, sheet: str, shared: list[int]) -> None:
        self._file, self._sheet, self._shared = file, sheet, shared
        self.rows = self.columns = self.calculated = 0
        self.instead: dict[tuple[int, int], str] = {}
        self.styles: dict[tuple[int, int], int] = {}
        self._row = self._column = self._characters = 0
        self._kind = ""
        self._inside: str | None = None
        self._texts: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str], line: int) -> None:  # noqa: ARG002
        """One element."""
        if name == "c":
            self._place(attributes.get("r"))
            self._kind, self._texts = attributes.get("t", "n"), {}
            self._note_style(attributes.get("s", ""))
        elif name in ("v", "f", "t"):
            self._inside = name
            self._texts.setdefault(name, "")
        elif name == "row":
            given = attributes.get("r", "")
            self._row = int(given) if given.isascii() and given.isdigit() else self._row + 1
            self._column = 0
            self._check()

    def text(self, text: str) -> None:
        """Text of a value, a formula, or a text that stands in the cell itself."""
        if self._inside is None:
            return
        self._characters += len(text)
        so_far = self._texts[self._inside] = self._texts[self._inside] + text
        if len(so_far) > MOST_CELL or self._characters > MOST_SHEET_TEXT:
            self._refuse("the cells hold too much text.")

    def end(self, name: str) -> None:
        """The end of a cell, or of something in it."""
        if name in ("v", "f", "t"):
            self._inside = None
        elif name == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        value = self._texts.get("v", "").strip()
        if self._kind == "s" and value.isascii() and value.isdigit():
            place = int(value[:9])
            self._characters += self._shared[place] if place < len(self._shared) else 0
            if self._characters > MOST_SHEET_TEXT:
                self._refuse("the cells hold too much text.")
        formula = self._texts.get("f")
        if formula is not None and not value and self._kind != "str":
            if not formula.strip():
                self._refuse("a formula without its result; open the file, and save it again.")
            self.instead[self._row, self._column] = "=" + formula.strip()
        elif self._kind == "e":
            self.instead[self._row, self._column] = value
        self.calculated += formula is not None and bool(value)

    def _note_style(self, style: str) -> None:
        if self._kind in ("n", "d") and style.isascii() and style.isdigit():
            self.styles[self._row, self._column] = int(style[:9])

    def _place(self, given: str | None) -> None:
        if given is None:
            self._column += 1
        else:
            match = _CELL.fullmatch(given)
            if match is None:
                self._refuse(f"{shown(given)} is not the name of a cell.")
            self._column = 0
            for letter in match[1]:
                self._column = 26 * self._column + ord(letter) - 64
            self._row = int(match[2])
        self._check()

    def _check(self) -> None:
        self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)
        if self.rows > MOST_SHEET_ROWS:
            self._refuse(f"it lies below row {MOST_SHEET_ROWS:,}, and that is the most.")
        if self.columns > MOST_COLUMNS:
            self._refuse(f"it lies right of column {MOST_COLUMNS:,}, and that is the most.")
        if self.rows * self.columns > MOST_SHEET_CELLS:
            self._refuse(f"with it the sheet has more than {MOST_SHEET_CELLS:,} cells.")

    def _refuse(self, message: str) -> NoReturn:
        at = cell_name(self._row, max(self._column, 1))
        key = f"sheet {self._sheet!r:.60}, cell {at}"
        hint = "Delete what is empty around the table, split it, or save it as CSV UTF-8."
        raise wrong(self._file, max(self._row, 1), key, message, hint)
