"""How the cells of a workbook show a day: whole, or only its month or its year.

Who types "July 2016" into a spreadsheet program gets the first of July, shown as "Jul-16". What
the author wrote is the month, so the month is what is read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from itertools import islice

from routes.intake.markup import Reader

_MONTH_AND_YEAR = 17
"""The built-in format ``mmm-yy`` (ECMA-376, part 1, section 18.8.30)."""

_NO_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|;.*')
"""Parts of a format that are no letters of a date: texts, colours, room, other sections."""

_FIRST = ("-01", "-01-01")
"""What a program adds to a month, and to a year. Another day was written by somebody."""


class Formats(Reader):
    """The formats of ``xl/styles.xml``: as how long a text of ISO 8601 a style shows a day.

    ``lengths`` has by number of the style 7 for a month and 4 for a year, and no other ones.
    """

    def __init__(self) -> None:
        self.lengths: dict[int, int] = {}
        self._codes: dict[str, int] = {str(_MONTH_AND_YEAR): 7}
        self._inside = False
        self._count = 0

    def start(self, name: str, attributes: Mapping[str, str], line: int) -> None:  # noqa: ARG002
        """One element."""
        if name == "numFmt":
            length = _length(attributes.get("formatCode", ""))
            if length:
                self._codes[attributes.get("numFmtId", "")] = length
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            length = self._codes.get(attributes.get("numFmtId", ""), 0)
            if length:
                self.lengths[self._count] = length
            self._count += 1

    def end(self, name: str) -> None:
        """The end of an element."""
        if name == "cellXfs":
            self._inside = False


def _length(code: str) -> int:
    """7 for a format of month and year, 4 for one of the year alone, else 0."""
    letters = set(_NO_LETTERS.sub("", code.casefold())) & set("ymdhsge")
    return {frozenset("ym"): 7, frozenset("y"): 4}.get(frozenset(letters), 0)


def shortened(
    values: Iterable[Iterable[object]], styles: Mapping[tuple[int, int], int], formats: Formats
) -> list[list[object]]:
    """The values of a sheet; first days that are shown as a month or a year are text, as short.

    ``styles`` are the numbers of the styles by row and column, both from 1.
    """
    made = [list(row) for row in values]
    for (row, column), style in styles.items():
        length = formats.lengths.get(style)
        if length is None:
            continue
        for cells in islice(made, row - 1, row):
            for value in islice(cells, column - 1, column):
                if isinstance(value, dt.date) and value.isoformat()[length:10] in _FIRST:
                    cells[column - 1] = value.isoformat()[:length]
    return made
