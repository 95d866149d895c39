"""`routes convert`: case files as other kinds of case files."""

from __future__ import annotations

import stat

import pytest

from routes import casefile
from tests.unit import casefile_sample, secret_case
from tests.unit.test_casefile_table import same


@pytest.fixture
def yaml_file(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(f"{secret_case.CASE}private: For us.  # not for you\n", "utf-8")
    return path


def test_to_a_workbook_and_back(call, tmp_path, yaml_file):
    book, back = tmp_path / "case.xlsx", tmp_path / "back" / "case.yaml"
    back.parent.mkdir()
    told = "Comments (after '#') are left out.\n"
    assert call("convert", yaml_file, "-o", book) == (0, f"{book}\n", told)
    assert call("convert", book, "-o", back) == (0, f"{back}\n", "")
    assert same(casefile.read(back), casefile.read(yaml_file))
    assert "private: For us." in back.read_text("utf-8")
    assert "not for you" not in back.read_text("utf-8")
    assert [stat.S_IMODE(each.stat().st_mode) for each in (book, back)] == [0o600, 0o600]


def test_csv_is_refused_where_it_would_lose_something(call, tmp_path, yaml_file):
    code, out, err = call("convert", yaml_file, "-o", tmp_path / "case.csv")
    assert (code, out) == (2, "")
    assert "cannot hold notes, " in err
    assert "write an .xlsx or a .yaml" in err
    assert not (tmp_path / "case.csv").exists()
    yaml_file.write_text(casefile_sample.CASE, "utf-8")
    assert call("convert", yaml_file, "-o", tmp_path / "case.csv")[0] == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [("case.yaml", "is the file that is read"), ("case.doc", "no ending of a case file named")],
)
def test_wrong_outputs(call, tmp_path, yaml_file, name, words):
    before = yaml_file.read_bytes()
    code, _, err = call("convert", yaml_file, "-o", tmp_path / name)
    assert code == 2
    assert words in err
    assert yaml_file.read_bytes() == before


def test_mistakes_are_told_and_nothing_is_written(call, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text("from,to,by\nA,B,plane\n", "utf-8")
    code, _, err = call("convert", path, "-o", tmp_path / "bad.xlsx")
    assert code == 1
    assert "bad.csv:2:3: line 2, column 'by'" in err
    assert not (tmp_path / "bad.xlsx").exists()
