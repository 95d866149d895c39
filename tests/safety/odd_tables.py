"""Tables of strangers: small ones written out, large ones made when they are asked for."""

from __future__ import annotations

from tests.safety.odd_files import Odd

TABLES = (
    Odd("long-row.csv", b"id,name\n1,a\n2,b,c\n", "it has 3 cells and the header 2"),
    Odd("short-row.csv", b"id,name\n1,a\n2\n", "it has 1 cells and the header 2"),
    Odd("no-header.csv", b"131.9,43.1\n30.3,59.9\n", "only numbers where the header"),
    Odd("nothing.csv", b"", "is empty"),
    Odd("blank.csv", b" \n\n", "is empty"),
    Odd("only-header.csv", b"id,name\n", "none below the header"),
    Odd("only-empty-rows.csv", b"id,name\n,\n\n , \n", "none below the header"),
    Odd("twice.csv", b"id,name,name\n1,a,b\n", "two columns are called 'name'"),
    Odd("same-id.csv", b"id,name\nx,a\nx,b\n", "'x' is in line 2 already"),
    Odd("zero.csv", b"id,name\n1,a\x00\n", "zero byte"),
    Odd("cyrillic.csv", "имя,место\nИван,Ижевск\n".encode("cp1251"), "Windows-1251"),  # noqa: RUF001
    Odd("koi.csv", "имя,место\nиван,ижевск\n".encode("koi8-r"), "KOI8-R"),  # noqa: RUF001
    Odd("korean.csv", "이름\n평양\n신의주\n".encode("cp949"), "Korean"),
    Odd("japanese.csv", "名前\nとうきょう\n".encode("shift_jis"), "Shift-JIS"),
    Odd("chinese.csv", "名称\n北京\n上海\n".encode("gb18030"), "GB"),
    Odd("western.csv", "name\nZürich\nKöln\n".encode("cp1252"), "Windows-1252"),
    Odd("utf16.csv", "id,name\n1,a\n".encode("utf-16"), "UTF-16"),
    Odd("swapped.csv", b"name,lon,lat\na,43.1,131.9\n", "swapped"),
    Odd("far.csv", b"name,lon,lat\na,500,43\n", "not lon, lat in degrees"),
    Odd("comma.csv", b'name,lon,lat\na,"131,9",43\n', "Write 39.5 and not 39,5"),
    Odd("nan.csv", b"name,lon,lat\na,nan,43\n", "lon: what stands there is no number"),
    Odd("infinite.csv", b"name,lon,lat\na,1e999,43\n", "lon: what stands there is no number"),
    Odd("half.csv", b"name,lon,lat\na,131.9,\n", "lat: what stands there is no number"),
    Odd("open-quote.csv", b'name,x\n"a,1\nb,2\n', "cannot be read as CSV"),
    Odd("workbook.csv", b"PK\x03\x04....", "is a workbook"),
    Odd("wide.csv", lambda: b"a," * 5_000 + b"\nx\n", "more than 1,000 cells"),
    Odd("wider.csv", lambda: b"," * 40_000_000, "longer than 10,000,000"),
    Odd("long.csv", lambda: b"name\n" + b"a\n" * 600_000, "more than 500,000 rows"),
    Odd("long-cell.csv", lambda: b"name\n" + b"a" * 2_000_000, "field larger"),
    Odd("large.csv", lambda: b"name\n" + b"a" * 51_000_000, "larger than 50 MB"),
    Odd("old.xls", b"\xd0\xcf\x11\xe0", ".xls is not read"),
    Odd("comma-number.csv", b"name;lon;lat\na;131,9;43,1\n"),
    Odd("tabs.tsv", "name\tlon\tlat\nИвановка, Дом\t131.9\t43.1\n".encode()),  # noqa: RUF001
    Odd("words.csv", b"name,zip\nNA,007\nnull,1e5\nTRUE,010\n"),
    Odd("formula.csv", b'name,x\n"=HYPERLINK(""https://example.invalid/"")",@x\n'),
    Odd("lines.csv", b'name,x\n"a\r\nb",1\n'),
    Odd("old-mac.csv", b"name,x\ra,1\rb,2\r"),
    Odd("ids.csv", b"id,name\na,x\nA,y\n"),
    Odd("empty-cells.csv", b"name,x\na,1,,\n,,\n"),
    Odd("mark.csv", "\ufeffname\n평양\n".encode()),
    Odd(
        "two-lines-of-ends.csv",
        b"start_lon,start_lat,end_lon,end_lat\n1,2,3,4\n1,2,181,4\n",
        ":3:1: row: the point is not lon, lat",
    ),
)
