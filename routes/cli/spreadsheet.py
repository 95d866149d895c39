"""CSV files as people have them: read whole or refused, every cell kept as it is."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from routes.cli.terminal import clean
from routes.errors import InputError, Mark, Mistake

_DELIMITERS = (",", ";", "\t")
_LOOKED_AT = 50
"""So many rows decide between two delimiters that fit the header equally well."""

_MAX_CELL = 10_000_000
_OTHER = {
    codecs.BOM_UTF16_LE: "is UTF-16 text, not UTF-8.",
    codecs.BOM_UTF16_BE: "is UTF-16 text, not UTF-8.",
    b"PK\x03\x04": "is a workbook, not a CSV file.",
    b"\xd0\xcf\x11\xe0": "is an old workbook, not a CSV file.",
}
_SAVE = "Save it as “CSV UTF-8” (in LibreOffice: text CSV, character set UTF-8)."
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, and the line of the file on which it ends."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """A CSV file: its header, and what its author chose, so that it can be kept.

    Without a header of its own (``has_header`` is false) the columns are called 1, 2, 3.
    """

    name: str
    header: tuple[str, ...]
    delimiter: str
    line_end: str
    has_bom: bool
    has_header: bool
    text: str

    def rows(self) -> Iterator[Row]:
        """The rows below the header. An empty line is a row without cells."""
        records = _records(self.text, self.delimiter)
        if self.has_header:
            next(records)
        yield from records

    def start(self, added: Sequence[str]) -> str:
        """The first line of a copy that has more columns, with the mark that Excel needs."""
        mark = "\ufeff" if self.has_bom else ""
        return mark + self.line((*self.header, *added))

    def line(self, cells: Iterable[object]) -> str:
        """One row of a copy; None is an empty cell."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator=self.line_end)
        writer.writerow(list(cells))
        return out.getvalue()


def read(path: Path, *, has_header: bool = True) -> Spreadsheet:
    """Read the CSV file at ``path`` ("-": standard input).

    UTF-8 with or without a byte order mark; separated by commas, semicolons or tabs,
    whichever splits the header best; with quotes and line breaks inside them. Without
    ``has_header`` the first line is a row like the others.

    Raises InputError with the line for text in another encoding, a workbook, a file
    without a header, and quotes that do not end, and OSError.
    """
    name = "standard input" if str(path) == "-" else str(path)
    content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    text = _decoded(content, name)
    # Spreadsheets hold whole documents in a cell; the limit of the library is for rows.
    csv.field_size_limit(_MAX_CELL)
    delimiter = _delimiter(text, name)
    first = next(_records(text, delimiter)).cells
    header = first if has_header else tuple(str(n + 1) for n in range(len(first)))
    line_end = "\r\n" if "\r\n" in text[: text.find("\n") + 1] else "\n"
    has_bom = content.startswith(codecs.BOM_UTF8)
    return Spreadsheet(name, header, delimiter, line_end, has_bom, has_header, text)


def own(text: str | None) -> str | None:
    """A text cell that we add, so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text and text.startswith(_FORMULA) else text


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


def _decoded(content: bytes, name: str) -> str:
    for start, what in _OTHER.items():
        if content.startswith(start):
            raise _wrong(name, 1, what, _SAVE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _wrong(
            name, line, f"is not UTF-8 (byte 0x{content[error.start]:02X}).", _SAVE
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise _wrong(name, line, "holds a zero byte, so it is no text.", _SAVE)
    if not text.strip():
        raise _wrong(name, 1, "is empty.", "The first line names the columns.")
    return text


def _delimiter(text: str, name: str) -> str:
    """What splits the header into most columns, and the rows into as many."""
    best = max(_DELIMITERS, key=lambda delimiter: _fit(text, delimiter))
    _check(text, best, name)
    return best


def _fit(text: str, delimiter: str) -> tuple[int, int]:
    """Columns of the header, and how many of the first rows have as many."""
    columns, alike = 0, 0
    with contextlib.suppress(csv.Error):
        for n, row in enumerate(islice(_records(text, delimiter), _LOOKED_AT)):
            columns = columns or len(row.cells)
            alike += n > 0 and len(row.cells) == columns
    return columns, alike


def _check(text: str, delimiter: str, name: str) -> None:
    """Read all of it once, so that a mistake in the last row is known before the first."""
    records = _records(text, delimiter)
    line = 1
    try:
        if not next(records).cells:
            raise _wrong(name, 1, "begins with an empty line.", "The first line names the columns.")
        line = 2
        for row in records:
            line = row.line + 1
    except csv.Error as error:
        message = f"cannot be read as CSV in the row that begins here: {error}."
        hint = "A cell that begins with a quotation mark ends with one; marks inside are doubled."
        raise _wrong(name, line, message, hint) from None


def _records(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for cells in reader:
        yield Row(reader.line_num, tuple(cells))


def _wrong(name: str, line: int, message: str, hint: str) -> InputError:
    return InputError([Mistake(Mark(clean(name), line), "file", message, hint)])
