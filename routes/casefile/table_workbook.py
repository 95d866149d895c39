"""Rows to the bytes of a workbook, laid out to be worked on, with a sheet that explains them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from routes.casefile import keys
from routes.casefile.report import Path
from routes.casefile.table_columns import (
    CLAIM,
    LISTS,
    OF_CASE,
    READ_ME,
    SECTIONS,
    SHEETS,
    SUBJECTS,
    Column,
    columns_of,
    head,
)
from routes.intake.rows import Row

MOST_CELL = 32_767
"""Characters of a cell: what spreadsheet programs allow."""

_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001  the format has no zone; never the clock
_WIDE, _NARROW, _ID = 50, 16, 22
"""Widths of columns in characters: of texts, of codes and dates, of ids."""

_LONG = (
    "quote", "translation", "says", "note", "private", "title", "question", "summary", "value",
    "reason", "prefix", "suffix", "why", "role", "url", "archive", "citing", "legs", "within",
)  # fmt: skip
_ABOUT: Mapping[str, str] = {
    "leg": "What the claim is about: the id of a leg.",
    "event": "Or the id of an event.",
    "dispute": "Or the id of a dispute,",
    "position": "with the number of one of its positions, the first of which is 1.",
    "itinerary": "Or, without a leg, the id of an itinerary.",
    "about": "'closed' where the source says that the leg or the itinerary is closed.",
    "id": "A short word of your choice, by which other rows refer to this one.",
    "key": "One of the words below.",
    "value": "What it is for this case.",
    "word": "A word that is never published.",
    "why": "Why it may be told more exactly than it was, or be told at all.",
}
_INTRODUCTION = (
    "This workbook is a case: who reports what about one journey. It is read back whole.",
    "It holds what must not be published. It belongs to the desk.",
    "A sheet holds what its name says. The first row of each names the columns.",
    "An empty cell says nothing. Columns and sheets of your own begin with '#': they are not read.",
    "Items of a list have semicolons between them: herald; agency",
    "A text in several languages has a column for each: note (en), note (ko).",
    "This sheet is not read.",
)


def workbook(tables: Sequence[tuple[str, Sequence[Row]]]) -> bytes:
    """The bytes of a workbook with these sheets; all cells are text. Same rows, same bytes."""
    import xlsxwriter  # noqa: PLC0415  only this needs it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"created": _CREATED})
    # Text, also where nothing is written yet: 2016-07 stays what it is.
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    bold = book.add_format({"num_format": "@", "bold": True, "bg_color": "#E7E6E6", "bottom": 1})
    _sheet(book, READ_ME, list(_read_me()), text, bold)
    for name, rows in tables:
        _sheet(book, name, rows, text, bold)
    book.close()
    return out.getvalue()


def _sheet(book: Any, name: str, rows: Sequence[Row], text: Any, bold: Any) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(rows[0].cells if rows else ()):
        sheet.set_column(column, column, _width(title), text)
        sheet.write_string(0, column, title, bold)
    for number, row in enumerate(rows[1:], 1):
        for column, cell in enumerate(row.cells):
            if cell:
                sheet.write_string(number, column, cell, text)


def _width(title: str) -> int:
    name = head(title).name
    if name in _LONG:
        return _WIDE
    return _ID if name in ("id", "key", "leg", "source", "column") else _NARROW


def _read_me() -> Iterator[Row]:
    """What the columns are for, in the words of the documentation."""
    yield Row(1, ("sheet", "column", "note"))
    for line in _INTRODUCTION:
        yield Row(2, ("", "", line))
    for sheet in SHEETS:
        for name, told in _told(sheet):
            yield Row(2, (sheet, name, told))


def _told(sheet: str) -> Iterator[tuple[str, str]]:
    base: Path
    if sheet == "case":
        columns: Mapping[str, Column] = OF_CASE
        base = ()
        yield from ((name, _ABOUT[name]) for name in ("key", "value"))
    elif sheet == "claims":
        columns, base = CLAIM, ("legs", "", "claims", 0)
        yield from ((name, _ABOUT[name]) for name in SUBJECTS)
    else:
        columns = columns_of(sheet)
        base = (sheet, "") if sheet in (*SECTIONS, *LISTS) else ()
        base = ("disputes", "", "positions", 0) if sheet == "positions" else base
    for column in columns.values():
        told = keys.description((*base, *column.at)) if column.name not in _ABOUT else None
        yield (
            column.name,
            told or _ABOUT.get(column.name, "The id of the entry that it belongs to."),
        )
