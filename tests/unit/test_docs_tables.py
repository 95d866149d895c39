"""What docs/tables.md shows works as it stands there."""

from __future__ import annotations

import csv
import re

import pandas as pd

from routes import casefile
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "tables.md").read_text("utf-8")


def _section(heading):
    return re.split(r"^## ", TEXT.split(f"## {heading}\n")[1], flags=re.MULTILINE)[0]


def test_the_first_table_is_a_case(tmp_path):
    lines = [line for line in _section("The first table").splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    path = tmp_path / "a-flight.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([rows[0], *rows[2:]])
    case = casefile.read(path)
    assert (len(case.legs), len(case.places), len(case.sources)) == (2, 3, 2)
    assert case.title == "a flight"
    assert all(leg.when is not None for leg in case.legs.values())


def test_hundreds_of_names_become_an_overview(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (code,) = [
        each for each in re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL) if "find" in each
    ]
    pairs = [("Minsk", "Riga, Latvia"), ("Springfield", "Minsk"), ("Minsk", "Xyzzyq")]
    names = {"df": pd.DataFrame(pairs, columns=["from", "to"])}
    exec(f"import routes\n{code}", names)  # noqa: S102  our own documentation
    assert len(names["known"]) == 1
    page = (tmp_path / "journeys.html").read_text("utf-8")
    assert "Riga, Latvia" in page
    assert "Springfield" not in page
