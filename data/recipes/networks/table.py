"""Read the reviewed tables of ``data/networks``."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.recipes.origins import Origin, sha256


@dataclass(frozen=True)
class Row:
    """A row and where it stands. Every column is there, empty or not."""

    file: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def wrong(self, why: str) -> ValueError:
        """An error that says where it is."""
        return ValueError(f"{self.file}:{self.line}: {self.cells.get('id', '')}: {why}")

    def number(self, column: str) -> float:
        """The number in a column. Raises ValueError when it is none."""
        try:
            return float(self[column])
        except ValueError as error:
            raise self.wrong(f"{column}: {self[column]!r} is not a number") from error


def rows(file: Path, columns: Sequence[str]) -> list[Row]:
    """All rows, in the order of the file.

    Raises ValueError when the columns are others, a row has a comma too many or too few, or an
    id is empty or there twice.
    """
    found = list(_rows(file, columns))
    seen: set[str] = set()
    for row in found if "id" in columns else ():
        if not row["id"] or row["id"] in seen:
            raise row.wrong("the id is there twice" if row["id"] else "no id")
        seen.add(row["id"])
    return found


def _rows(file: Path, columns: Sequence[str]) -> Iterator[Row]:
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if list(reader.fieldnames or ()) != list(columns):
            raise ValueError(f"{file}:1: the columns must be {', '.join(columns)}")
        for cells in reader:
            if None in cells or None in cells.values():
                raise ValueError(f"{file}:{reader.line_num}: a comma too many or too few")
            yield Row(file, reader.line_num, {key: cells[key].strip() for key in columns})


FOLDER = "data/networks"
"""The tables, as the manifest names them."""


def origin(*files: Path) -> Origin:
    """Tables as what an artefact was made from."""
    return Origin(
        FOLDER,
        "in this repository",
        "BSD-3-Clause",
        "Reviewed areas, bends, closures, crossings, links and removals of this project.",
        {file.as_posix(): sha256(file) for file in files},
    )
