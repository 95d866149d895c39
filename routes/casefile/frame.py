"""A data frame to a case: a row is a leg with one claim, or one more claim about the same leg."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from pydantic import Field

from routes.casefile.discretion import CaseDiscretion
from routes.casefile.document import CaseFile, Source
from routes.casefile.fields import As, Id
from routes.casefile.report import Report
from routes.casefile.table import of_grids
from routes.casefile.table_columns import CLAIMS
from routes.casefile.table_grid import Places, gridded
from routes.casefile.table_text import made_id
from routes.errors import UsageError
from routes.intake.rows import Row
from routes.intake.xlsx import Sheet
from routes.model import Case
from routes.plugins import unknown

_NAME = "data frame"
_WHOLE = 1e15
"""Up to here a number of a float column, in which whole ones may be meant, is exact."""


class Frame(Protocol):
    """What pandas, geopandas and polars have in common, as far as it is needed."""

    @property
    def columns(self) -> Iterable[Hashable]:
        """The names of the columns."""

    def __len__(self) -> int:
        """How many rows there are."""

    def __getitem__(self, key: str, /) -> Iterable[object]:
        """The values of a column."""


class _Unsourced(CaseFile):
    """A case of which nobody is cited: a frame need not have sources."""

    sources: dict[Id, As[Source]] = Field(default_factory=dict)


@dataclass
class _Cells(Places):
    """Rows are called by the labels of the frame, columns by their names."""

    labels: Sequence[object] = ()

    def _row(self, row: int) -> str:
        return (
            f"row {str(self.labels[row - 2])!r:.60}"
            if 1 < row <= len(self.labels) + 1
            else "the frame"
        )


def from_frame(  # noqa: PLR0913  what a frame has is said column by column
    frame: Frame,
    *,
    origin: str,
    destination: str,
    title: str = "Journeys",
    mode: str | None = None,
    when: str | None = None,
    source: str | None = None,
    quote: str | None = None,
    itinerary: str | None = None,
    origin_lonlat: tuple[str, str] | None = None,
    destination_lonlat: tuple[str, str] | None = None,
    more: Mapping[str, str] | None = None,
    embargo: tuple[int, str] | None = None,
) -> Case:
    """The case that the rows of ``frame`` tell, to be given to `routes.build`.

    ``origin`` and ``destination`` are the columns with the names of the places, as a gazetteer
    knows them; ``mode`` that with air, rail, road, sea, foot or unknown; ``when`` with a day or a
    vague date (EDTF); ``source`` with who says so, ``quote`` in which words. Two columns of degrees
    on WGS 84, longitude first, in ``origin_lonlat`` and ``destination_lonlat`` pin the places.
    ``more`` has further columns by their names in docs/tables.md: ``{"says": "summary"}``. What is
    missing in a row (None, NaN, NaT or an empty text) is not said.

    A row is a leg with a claim. Rows that agree in the places, the mode and the date are claims
    about one leg. Rows with the same ``itinerary`` are one telling of the journey; without that
    column, a row that begins where the row before ended continues its telling, and any other
    begins a new one. A source of which no column tells the words says where the leg leads. A leg
    without any source is *unasserted*: it is given, nobody is cited for it, and the map says so.

    A public map needs to know when a route was used: give it ``when`` or ``source-issued``, or in
    ``embargo`` how many days are enough instead of 365, and why.

    A case is one journey: its tellings are compared as versions of it, of which at most one can
    be true. It is for what a reader can take in: at most 100 tellings, which have at most 1,000
    legs together. For journeys that have nothing to do with one another, and for very many,
    there is `routes.overview`.

    Raises UsageError for a column that there is not, or is there twice, and for a frame without
    rows; InputError with the row, by its label, and the column of everything that is wrong.
    """
    pairs = {"from": origin_lonlat, "to": destination_lonlat}
    named = {
        "from": origin, "to": destination, "by": mode, "when": when, "source": source,
        "quote": quote, "itinerary": itinerary,
        **{f"{end}-lon": pair[0] for end, pair in pairs.items() if pair},
        **{f"{end}-lat": pair[1] for end, pair in pairs.items() if pair},
        **(more or {}),
    }  # fmt: skip
    wanted = {name: column for name, column in named.items() if column is not None}
    values = _columns(frame, wanted)
    if source is not None and not {"quote", "says"} & wanted.keys():
        values["says"] = [
            f"{a} – {b}" if who and a and b else ""  # noqa: RUF001  from, to
            for who, a, b in zip(values["source"], values["from"], values["to"], strict=True)
        ]
    about = [("title", title)]
    if embargo:
        about += [("embargo-days", str(embargo[0])), ("embargo-because", embargo[1])]
    labels = list(getattr(frame, "index", range(len(frame))))
    return _case(values, about, _Cells(_NAME, labels=labels), list(wanted.values()))


def _case(
    values: Mapping[str, Sequence[str]],
    about: Sequence[tuple[str, str]],
    cells: _Cells,
    titles: Sequence[str],
) -> Case:
    discretion = CaseDiscretion()
    report = Report(discretion)
    rows = [Row(1, tuple(values))]
    rows += [Row(n, texts) for n, texts in enumerate(zip(*values.values(), strict=True), 2)]
    case = [Row(n, pair) for n, pair in enumerate([("key", "value"), *about], 1)]
    grids = gridded([Sheet("claims", tuple(rows)), Sheet("case", tuple(case))], cells, report)
    cells.titles[0] = dict(enumerate(titles, 1))
    stem = made_id(about[0][1], (), "journeys")
    found = of_grids(grids, cells, Path(stem), report, discretion, _Unsourced)
    return replace(found.case(Path(stem)), file=None)


def _columns(frame: Frame, wanted: Mapping[str, str]) -> dict[str, list[str]]:
    """The columns that are wanted as text, by what they are wanted for."""
    known = list(frame.columns)
    for name, column in wanted.items():
        if name not in CLAIMS:
            raise unknown("column of claims", name, CLAIMS)
        if column not in known:
            raise unknown("column of the frame", column, [str(each) for each in known])
        if known.count(column) > 1:
            raise UsageError(f"two columns of the frame are called {column!r}: rename one of them")
    if not len(frame):
        raise UsageError("the frame has no rows")
    return {name: [_text(each) for each in frame[column]] for name, column in wanted.items()}


def _text(value: object) -> str:
    """A value as the text of a cell; nothing for what is missing."""
    try:
        if value is None or bool(value != value):  # noqa: PLR0124  only NaN and NaT differ so
            return ""
    except (TypeError, ValueError):  # the missing value of pandas is neither true nor false
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE:
        return str(int(value))
    return value.isoformat() if isinstance(value, dt.date) else str(value)
