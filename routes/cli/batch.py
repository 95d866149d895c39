"""A spreadsheet of names looked up: every row of it, with what was found added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import click

from routes.atomic import write_text
from routes.cli import spreadsheet
from routes.cli.answer import (
    Answer,
    Hints,
    answer,
    country_code,
    failed,
    kind_of,
    local,
    place,
    point_near,
)
from routes.cli.spared import spare
from routes.cli.terminal import shown
from routes.errors import EXIT_FAILURE, EXIT_INPUT, GeocoderError, UsageError
from routes.gazetteers import Gazetteer
from routes.plugins import unknown
from routes.resolve import SURE
from routes.wording import percent

ADDED = (
    "status", "place", "lon", "lat", "kind", "country", "admin1", "match", "granularity",
    "radius_m", "confidence", "runner_up", "ref", "reason", "candidates",
)  # fmt: skip
"""The columns that are added; see docs/geocoding.md."""

_USUAL = (
    "name", "place", "toponym", "place name", "place_name", "location", "query", "city",
    "ort", "lieu", "lugar", "место", "місце", "지명", "장소", "地名", "地点", "地點",
)  # fmt: skip
"""What a column of names is called, if nobody says which it is; the first that is there."""

_HEADERS = frozenset((
    *_USUAL, "names", "places", "toponyms", "locations", "town", "village", "settlement",
    "locality", "region", "origin", "destination", "from", "to", "address", "birthplace",
    "place of birth", "orte", "ortsname", "stadt", "dorf", "nom", "ville", "nombre", "ciudad",
    "nome", "luogo", "miejsce", "места", "название", "город", "населённый пункт",
    "населенный пункт", "топоним", "назва", "місто", "이름", "도시", "지역", "名称", "名稱", "城市",
    "场所", "場所",
))  # fmt: skip
"""What shows that a line is a header and no row; some of them are places somewhere as well."""

_HINTS = ("country", "kind", "near")
_KEPT = 20_000
"""So many different rows are remembered: a name that comes again is not looked up again."""

_CHUNK = 1_000

Cell = str | float | None


@dataclass(frozen=True, slots=True)
class Job:
    """A spreadsheet that can be worked on, and where the result goes; None is stdout."""

    sheet: spreadsheet.Spreadsheet
    column: int
    hints: Mapping[str, int]
    output: Path | None
    is_guessed: bool = False
    """Whether only the order of the lines says that the first is a header."""


def prepared(
    file: Path, column: str | None, output: Path | None, *, has_header: bool = True
) -> Job:
    """Read ``file`` and find its columns.

    Without ``has_header`` the first line is a row like the others.

    Raises InputError for what cannot be read as a table, OSError, and UsageError when the
    column is not there or the result would replace the file.
    """
    if output is not None:
        spare(output, [file])
    sheet = spreadsheet.read(file, has_header=has_header)
    for note in sheet.notes:
        click.echo(f"{shown(sheet.name)}: {note}", err=True)
    titles = [title.strip().casefold() for title in sheet.header]
    names = _column(sheet, column)
    hints = {hint: titles.index(hint) for hint in _HINTS if hint in titles}
    return Job(
        sheet,
        names,
        {h: at for h, at in hints.items() if at != names},
        output,
        is_guessed=has_header and column is None and not _HEADERS.intersection(titles),
    )


def run(job: Job, gazetteer: Gazetteer, hints: Hints, limit: int) -> int:
    """Look up every row and write the result; the exit code.

    0 when all are found, 3 when a service failed for one, else 1. A row that fails keeps
    its place and says why. At most ``limit`` candidates are listed for an unsure row.

    Raises UsageError when the header seems to be missing.
    """
    if job.is_guessed:
        _check_header(job, local(gazetteer))
    counted: Counter[str] = Counter()
    lines = _lines(job, _Rows(gazetteer, hints, limit), counted)
    if job.output is None:
        _print(lines)
    else:
        write_text(job.output, "".join(lines))
        click.echo(str(job.output))
    click.echo(_summary(counted), err=True)
    if counted["service"]:
        return EXIT_FAILURE
    return 0 if set(counted) <= {"found"} else EXIT_INPUT


def _check_header(job: Job, gazetteer: Gazetteer) -> None:
    """Refuse a header that is itself a place; say which line was taken for one otherwise."""
    title = job.sheet.header[job.column]
    found = gazetteer.lookup(title, limit=1)
    if found and (found[0].match != "fuzzy" or found[0].confidence >= SURE):
        raise UsageError(
            f"{job.sheet.name}: the first line, {shown(title)!r}, is a place itself. If the "
            "file has no header, add one (as: name), or say --no-header. If that is the "
            f"header, say --column {shown(title)!r}."
        )
    click.echo(f"The first line is taken for the header: {shown(title)!r}.", err=True)


class _Rows:
    """Answers for rows, each looked up once."""

    def __init__(self, gazetteer: Gazetteer, hints: Hints, limit: int) -> None:
        self._gazetteer, self._hints, self._limit = gazetteer, hints, limit
        self.answered = lru_cache(maxsize=_KEPT)(self._answered)
        # What is only a hint is no question for a service.
        part = local(gazetteer)
        self._country = lru_cache(maxsize=_KEPT)(lambda text: country_code(part, text))
        self._point = lru_cache(maxsize=_KEPT)(
            lambda text, country: point_near(part, text, country)
        )

    def _answered(
        self, name: str, country: str, kind: str, near: str
    ) -> tuple[str, tuple[Cell, ...]]:
        """How the row counts, and the cells to add."""
        if not name:
            return "failed", _cells(Answer("failed", (), "There is no name in this row."), 0)
        try:
            hints = self._hints
            if country:
                hints = replace(hints, country=self._country(country))
            if kind:
                hints = replace(hints, kind=kind_of(kind))
            if near:
                hints = replace(hints, near=self._point(near, hints.country))
            got = answer(self._gazetteer, name, hints)
        except UsageError as error:
            return "failed", _cells(Answer("failed", (), f"Not looked up: {error}"), 0)
        except GeocoderError as error:
            return "service", _cells(failed(error), 0)
        return got.status, _cells(got, self._limit)


def _lines(job: Job, rows: _Rows, counted: Counter[str]) -> Iterator[str]:
    sheet = job.sheet
    columns = len(sheet.header)
    yield sheet.start(spreadsheet.free_names(ADDED, sheet.header))
    for row in sheet.rows():
        if not row.cells:
            yield sheet.line_end
            continue
        known = [*row.cells[:columns], *[""] * (columns - len(row.cells))]
        extra = row.cells[columns:]
        if any(extra):
            other = "header" if sheet.has_header else "first row"
            said = f"The row has {len(row.cells)} cells and the {other} {columns}. " + _QUOTES
            counts, cells = "failed", _cells(Answer("failed", (), said), 0)
        else:
            name = known[job.column].strip()
            hints = (known[job.hints[h]].strip() if h in job.hints else "" for h in _HINTS)
            counts, cells = rows.answered(name, *hints)
        counted[counts] += 1
        yield sheet.line((*known, *cells, *extra))


_QUOTES = "A cell that holds the separator needs quotation marks around it."


def _cells(got: Answer, limit: int) -> tuple[Cell, ...]:
    """The cells to add, as in `ADDED`. Only what is sure has coordinates."""
    own, taken, second = spreadsheet.own, got.taken, got.runner_up
    facts: tuple[Cell, ...] = (None,) * 10
    if taken is not None:
        facts = (
            own(taken.name), _degrees(taken.lon), _degrees(taken.lat), taken.kind,
            own(taken.country), own(taken.admin1), taken.match, taken.granularity,
            round(taken.radius_m), round(taken.confidence, 4),
        )  # fmt: skip
    listed = (
        ""
        if taken
        else "; ".join(
            f"{place(c)} {percent(c.confidence, brief=True)}" for c in got.candidates[:limit]
        )
    )
    return (
        got.status,
        *facts,
        own(place(second)) if second and taken else None,
        own(taken.ref) if taken else None,
        own(got.reason),
        own(listed),
    )


def _degrees(value: float) -> float:
    return round(value, 5) + 0.0  # no minus before a zero


def _column(sheet: spreadsheet.Spreadsheet, wanted: str | None) -> int:
    titles = [title.strip().casefold() for title in sheet.header]
    if wanted is not None:
        if wanted.strip().casefold() not in titles:
            raise unknown("column", wanted, sheet.header)
    elif len(titles) == 1:
        return 0
    else:
        wanted = next((name for name in _USUAL if name in titles), None)
        if wanted is None:
            raise UsageError(
                f"{sheet.name}: which column holds the names? Say --column NAME, one of: "
                f"{shown(', '.join(sheet.header))}"
                + (". If that is no header but a row, say --no-header." if sheet.has_header else "")
            )
    if titles.count(wanted.strip().casefold()) > 1:
        raise UsageError(f"{sheet.name}: two columns are called {wanted!r}; rename one")
    return titles.index(wanted.strip().casefold())


def _print(lines: Iterator[str]) -> None:
    """Write to stdout as UTF-8, whatever the terminal has, in pieces."""
    held: list[str] = []
    for line in lines:
        held.append(line)
        if len(held) >= _CHUNK:
            click.echo("".join(held).encode("utf-8"), nl=False)
            held.clear()
    click.echo("".join(held).encode("utf-8"), nl=False)


def _summary(counted: Counter[str]) -> str:
    failed = counted["failed"] + counted["service"]
    parts = [
        f"{counted['found']:,} found",
        f"{counted['unsure']:,} unsure",
        f"{counted['not-found']:,} not found",
        f"{failed:,} failed",
    ]
    return f"{', '.join(parts)}."
