"""Tables of strangers: what is kept as it is, and which cell is named where something is wrong."""

from __future__ import annotations

import pytest

from routes.errors import InputError
from routes.intake import columns, encodings, separated, table, xlsx
from routes.intake.degrees import NotDegreesError, number
from tests.safety import odd_workbooks as books


@pytest.fixture
def given(tmp_path):
    def write(content, name="t.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def _cells(found):
    return [row.cells for row in found.rows]


def test_every_cell_stays_the_text_that_it_is(given):
    found = table.read(given('id,a,b\n007,NA,=1+1\n1e5,null,"x\ny"\n'))
    assert found.header == ("id", "a", "b")
    assert _cells(found) == [("007", "NA", "=1+1"), ("1e5", "null", "x\ny")]
    assert [row.line for row in found.rows] == [2, 4]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_an_editor_does(given, line_end):
    found = table.read(given(line_end.join(["a", "x", "", "y", ""])))
    assert [(row.line, row.cells) for row in found.rows] == [(2, ("x",)), (4, ("y",))]


def test_decimal_commas_are_numbers_only_where_no_comma_parts_cells(given):
    assert _cells(table.read(given("lon;lat\n125,7;39,0\n"))) == [("125,7", "39,0")]
    with pytest.raises(InputError, match=r"Write 39\.5 and not 39,5"):
        table.read(given('lon,lat\n"125,7","39,0"\n'))


def test_coordinates_are_found_by_their_names():
    assert columns.pairs(("id", "Latitude", "Longitude")) == [(2, 1)]
    assert columns.pairs(("start_lon", "start_lat", "end_lon", "end_lat")) == [(0, 1), (2, 3)]
    assert columns.pairs(("start_lon", "end_lat", "lat", "latter")) == []


def test_mistakes_are_told_for_all_rows_and_cut_when_there_are_many(given):
    with pytest.raises(InputError) as caught:
        table.read(given("lon,lat\n" + "43,131\n" * 99))
    assert [m.mark.line for m in caught.value.mistakes] == list(range(2, 22))
    assert "swapped" in str(caught.value)


def test_a_place_without_coordinates_may_be_there(given):
    assert _cells(table.read(given("id,lon,lat\na,,\n"))) == [("a", "", "")]


def test_ids_that_differ_by_case_are_two(given):
    assert len(table.read(given("id\nA\na\n\u0430\n")).rows) == 3
    with pytest.raises(InputError, match="'A' is in line 2 already"):
        table.read(given("id\nA\nA\n"))
    assert len(table.read(given("id\nA\nA\n"), unique=None).rows) == 2


def test_what_loads_may_be_ragged_and_keeps_empty_rows(given):
    found = table.load(given("a,b\n1\n\n2,3,4\n"))
    assert _cells(found) == [("1",), (), ("2", "3", "4")]
    assert table.load(given("1,2\n"), has_header=False).header == ("1", "2")


def test_a_table_of_tabs_keeps_commas(given):
    assert _cells(table.read(given("a\nb, c\n", "t.tsv"))) == [("b, c",)]


def test_more_rows_than_there_may_be(given, monkeypatch):
    monkeypatch.setattr(separated, "MOST_ROWS", 2)
    assert len(table.read(given("a\n1\n2\n")).rows) == 2
    with pytest.raises(InputError, match=r"t\.csv:4:1: file: has more than 2 rows"):
        table.read(given("a\n1\n2\n3\n"))


@pytest.mark.parametrize(
    ("text", "codec", "words"),
    [
        ("평양에서 신의주", "cp949", "Korean"),
        ("とうきょう、大阪", "shift_jis", "Shift-JIS"),
        ("北京和上海之间", "gb18030", "GB"),
        ("Владивосток и Хабаровск", "cp1251", "1251"),
        ("поезд из Хабаровска", "koi8_r", "KOI8"),
        ("Zürich, Köln", "cp1252", "1252"),
    ],
)
def test_the_likely_encoding_is_named(text, codec, words):
    assert words in encodings.likely(text.encode(codec))


def test_bytes_that_are_no_text_are_no_encoding():
    assert encodings.likely(bytes(range(128, 160)) * 9) is None


@pytest.mark.parametrize(
    "text", ["", "nan", "inf", "1_0", "0x1", "1e999", "\uff11", "1,5,2", "--1", "1 2"]
)
def test_what_only_python_takes_for_a_number_is_none(text):
    with pytest.raises(NotDegreesError):
        number(text, comma=True)


# Workbooks

_DATES = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>when</t></is></c><c r="B1" t="s"><v>0</v></c></row>'
    '<row r="3"><c r="A3" s="1"><v>43832</v></c><c r="B3"><v>7</v></c></row>'
    '<row r="4"><c r="A4" t="e"><v>#N/A</v></c><c r="B4"><v>0.1</v></c></row>'
    '<row r="5"><c r="A5" t="b"><v>1</v></c><c r="B5" t="inlineStr"><is><t>007</t></is></c></row>'
    '<row r="9"><c r="F9" t="inlineStr"><is><t> </t></is></c></row>'
)


def test_a_workbook_is_what_it_shows(given):
    found = table.load(given(books.with_rows(_DATES), "t.xlsx"))
    assert found.header == ("when", "shared")
    assert [(row.line, row.cells) for row in found.rows] == [
        (2, ()),
        (3, ("2020-01-02", "7")),
        (4, ("#N/A", "0.1")),
        (5, ("TRUE", "007")),
    ]
    assert (found.sheet, found.notes) == ("Table", ())


def test_formulas_are_their_result_or_else_their_own_text(given):
    row = '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><f>A1&amp;"x"</f><v/></c></row>'
    found = table.load(given(books.with_rows(books.rows(("a", "b")) + row), "t.xlsx"))
    assert _cells(found) == [("2", '=A1&"x"')]
    assert found.notes == (
        "Of 1 formulas the result is read that was stored with them.",
        "1 formulas have no result and are read as text (first: B2).",
    )


def test_the_first_sheet_that_is_not_hidden_is_read(given):
    parts = books.parts(sheets=("One", "Two <&>"))
    second = books.sheet(books.rows(("x",), ("y",)))
    both = {**parts, "xl/worksheets/sheet2.xml": second}
    assert (
        "only the first sheet is read: 'One'"
        in table.load(given(books.workbook(both), "t.xlsx")).notes[0]
    )
    hidden = parts[books.BOOK].replace('sheetId="1"', 'sheetId="1" state="hidden"')
    found = table.load(given(books.workbook({**both, books.BOOK: hidden}), "t.xlsx"))
    assert (found.sheet, found.header) == ("Two <&>", ("x",))


def test_the_cell_of_a_workbook_is_named(given):
    rows = books.rows(("name", "lon", "lat"), ("a", "1", "2"), ("b", "131", "143"))
    with pytest.raises(InputError) as caught:
        table.read(given(books.with_rows(rows), "t.xlsx"))
    (mistake,) = caught.value.mistakes
    assert (mistake.mark.line, mistake.mark.column) == (3, 3)
    assert mistake.key == "sheet 'Table', cell C3"


def test_parts_that_are_not_read_do_not_reach_the_library(given, monkeypatch):
    seen = []
    monkeypatch.setattr(xlsx, "packed", lambda parts: seen.extend(parts) or books.workbook(parts))
    extra = {"xl/externalLinks/externalLink1.xml": "<a/>", "xl/vbaProject.bin": b"\0"}
    table.load(given(books.workbook({**books.parts(), **extra}), "t.xlsx"))
    assert books.SHEET in seen
    assert not set(extra) & set(seen)
