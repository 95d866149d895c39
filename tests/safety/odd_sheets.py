"""Workbooks of strangers, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from tests.safety import odd_workbooks as books
from tests.safety.odd_files import Odd


def _cells(y: int, columns: str) -> str:
    inside = "".join(books.cell(f"{x}{y}", "0", "s") for x in columns)
    return f'<row r="{y}">{inside}</row>'


def _book(data: str) -> Callable[[], bytes]:
    return lambda: books.with_rows(data)


_MANY = range(2, 400_001)
_HEADER = books.rows(("id", "name"))
_LONG_TEXT = "<sst><si><t>" + "x" * 30_000 + "</t></si></sst>"

WORKBOOKS = (
    Odd("nothing.xlsx", b"", "is not a workbook"),
    Odd("page.xlsx", b"<html>", "is a web page"),
    Odd("cut.xlsx", lambda: books.with_rows(books.PLAIN)[:-40], "is not a workbook"),
    Odd("old.xlsx", b"\xd0\xcf\x11\xe0....", "is an old workbook"),
    Odd("other.xlsx", lambda: books.workbook({"a.txt": "a"}), "no workbook"),
    Odd(
        "entity.xlsx",
        lambda: books.changed(
            books.SHEET,
            books.sheet(books.PLAIN, '<!DOCTYPE x [<!ENTITY e SYSTEM "neighbour.csv">]>'),
        ),
        "DOCTYPE",
    ),
    Odd("entity-shared.xlsx", lambda: books.changed(books.SHARED, "<!DOCTYPE x><sst/>"), "DOCTYPE"),
    Odd(
        "entity-elsewhere.xlsx",
        lambda: books.changed("docProps/app.xml", "<!DOCTYPE x><a/>"),
        "DOCTYPE",
    ),
    Odd(
        "entity-utf16.xlsx",
        lambda: books.changed(books.SHEET, "\ufeff<!DOCTYPE x><worksheet/>".encode("utf-16-le")),
        "DOCTYPE",
    ),
    Odd(
        "bomb.xlsx", _book(books.rows(("id", "name"), ("1", "A" * 60_000_000))), "unpacks to 60 MB"
    ),
    Odd(
        "rows.xlsx",
        lambda: books.with_rows(_HEADER + "".join(_cells(y, "AB") for y in _MANY)),
        "below row 200,000",
    ),
    Odd("far.xlsx", _book(books.PLAIN.replace('"B2"', '"XFD1048576"')), "cell XFD1048576"),
    Odd(
        "corner.xlsx", _book(books.PLAIN.replace('"B2"', '"ALL150000"')), "more than 600,000 cells"
    ),
    Odd(
        "row-far.xlsx", _book(_HEADER + '<row r="1048576"><c t="n"><v>1</v></c></row>'), "below row"
    ),
    Odd("name.xlsx", _book(books.PLAIN.replace('"B2"', '"2B"')), "not the name of a cell"),
    Odd(
        "shared.xlsx",
        lambda: books.workbook(
            {
                **books.parts(_HEADER + "".join(_cells(y, "AB") for y in range(2, 9_000))),
                books.SHARED: _LONG_TEXT,
            }
        ),
        "too much text",
    ),
    Odd(
        "shared-long.xlsx",
        lambda: books.changed(books.SHARED, f"<sst><si><t>{'x' * 40_000}</t></si></sst>"),
        "longer than 32,767",
    ),
    Odd("deep.xlsx", lambda: books.changed(books.SHARED, "<sst>" + "<si>" * 90), "nested deeper"),
    Odd(
        "parts.xlsx",
        lambda: books.workbook({**books.parts(), **{f"x/{n}.xml": "" for n in range(3_000)}}),
        "2,000 parts",
    ),
    Odd(
        "outside.xlsx",
        lambda: books.changed(
            books.RELATIONS,
            books.parts()[books.RELATIONS].replace(
                'Target="worksheets/sheet1.xml"',
                'Target="https://example.invalid/" TargetMode="External"',
            ),
        ),
        "no sheet of cells",
    ),
    Odd(
        "climbs.xlsx",
        lambda: books.changed(
            books.RELATIONS,
            books.parts()[books.RELATIONS].replace("worksheets/sheet1.xml", "../../neighbour.csv"),
        ),
        "is damaged",
    ),
    Odd("empty.xlsx", _book(""), "is empty"),
    Odd(
        "ragged-header.xlsx",
        _book(books.rows(("id", "id"), ("1", "a"))),
        "two columns are called 'id'",
    ),
    Odd("same-id.xlsx", _book(books.rows(("id", "name"), ("1", "a"), ("1", "b"))), "cell A3"),
    Odd("swapped.xlsx", _book(books.rows(("name", "lon", "lat"), ("a", "43", "131"))), "swapped"),
    Odd(
        "no-result.xlsx",
        _book(books.PLAIN + '<row r="3"><c r="A3"><f t="shared" si="0"/></c></row>'),
        "cell A3",
    ),
    Odd(
        "formula.xlsx",
        _book(
            books.PLAIN
            + '<row r="3"><c r="A3"><f>1+1</f></c><c r="B3"><f>2+2</f><v>4</v></c></row>'
        ),
    ),
    Odd(
        "lying.xlsx",
        lambda: books.changed(
            books.SHEET, books.sheet(books.PLAIN, around='<dimension ref="A1:XFD1048576"/>')
        ),
    ),
    Odd("macro.xlsx", lambda: books.workbook({**books.parts(), "xl/vbaProject.bin": b"\x00"})),
    Odd("plain.xlsx", _book(books.PLAIN)),
)
