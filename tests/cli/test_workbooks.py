"""`routes geocode --batch` on a workbook: a copy in CSV, in which no text becomes a formula."""

from __future__ import annotations

import csv
import io

from routes.cli import run
from tests.safety import odd_workbooks as books


def test_a_workbook_is_looked_up_and_copied_as_csv(tmp_path, capfd):
    file, out = tmp_path / "in.xlsx", tmp_path / "out.csv"
    rows = books.rows(("id", "name"), ("007", "Minsk"), ("=1+1", "Vladivostok"), ("-5", "Kirov"))
    file.write_bytes(books.with_rows(rows))
    assert run(["geocode", "--batch", str(file), "-o", str(out)]) in (0, 1)
    text = out.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    found = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [row["id"] for row in found] == ["007", "'=1+1", "-5"]
    assert found[0]["status"] == "found"
    assert "Traceback" not in capfd.readouterr().err


def test_the_cell_that_cannot_be_read_is_named(tmp_path, capfd):
    file = tmp_path / "in.xlsx"
    file.write_bytes(books.with_rows(books.PLAIN.replace('"B2"', '"XFD1048576"')))
    assert run(["geocode", "--batch", str(file)]) == 1
    assert "sheet 'Table', cell XFD1048576" in capfd.readouterr().err
