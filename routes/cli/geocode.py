"""`routes geocode`: what names could mean, one by one or for a whole spreadsheet."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from routes.cli import batch, options, report
from routes.cli.answer import (
    KINDS,
    Answer,
    Hints,
    answer,
    country_code,
    failed,
    kind_of,
    local,
    point_near,
)
from routes.cli.candidates import table
from routes.errors import EXIT_FAILURE, EXIT_INPUT, GeocoderError, UsageError
from routes.gazetteers import Gazetteer
from routes.gazetteers.record import record

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class _Given:
    """What the options say of the places, as it was written."""

    near: str | None
    country: str | None
    kind: str | None

    def hints(self, gazetteer: Gazetteer) -> Hints:
        """The same as values, of which no service learns. Raises UsageError for what is unknown."""
        gazetteer = local(gazetteer)
        country = country_code(gazetteer, self.country) if self.country else None
        kind = kind_of(self.kind) if self.kind else None
        near = point_near(gazetteer, self.near, country) if self.near else None
        return Hints(country, kind, near)


def _hints(command: _Command) -> _Command:
    """Add the options that say what is known of the places; ``command`` gets them as one."""

    @functools.wraps(command)
    def wrapped(**given: Any) -> Any:
        hints = _Given(given.pop("near"), given.pop("country"), given.pop("kind"))
        return command(hints=hints, **given)

    for add in (
        click.option(
            "--kind",
            metavar="KIND",
            callback=options.name,
            help=f"Only places of this kind: {', '.join(KINDS)}.",
        ),
        click.option(
            "--country",
            metavar="CC",
            callback=options.name,
            help="Only places in this country (ISO code or name).",
        ),
        click.option(
            "--near",
            metavar="PLACE|LON,LAT",
            callback=options.name,
            help="Somewhere near the places; what is closer becomes likelier.",
        ),
    ):
        wrapped = add(wrapped)
    return wrapped  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the options say of a spreadsheet."""

    file: Path | None
    column: str | None
    no_header: bool
    output: Path | None


def _sheet(command: _Command) -> _Command:
    """Add the options for a spreadsheet; ``command`` gets them as one."""

    @functools.wraps(command)
    def wrapped(**given: Any) -> Any:
        sheet = _Sheet(*(given.pop(name) for name in ("file", "column", "no_header", "output")))
        return command(sheet=sheet, **given)

    for add in (
        click.option(
            "-o",
            "--output",
            metavar="OUT.csv",
            type=click.Path(path_type=Path),
            help="With --batch: the file to write; standard output without it.",
        ),
        click.option(
            "--no-header",
            is_flag=True,
            help="With --batch: the first line is a row too; the columns are called 1, 2, 3.",
        ),
        click.option(
            "--column",
            metavar="NAME",
            callback=options.name,
            help="With --batch: the column of the names.",
        ),
        click.option(
            "--batch",
            "file",
            metavar="FILE.csv",
            type=click.Path(path_type=Path),
            help="Look up every row of this spreadsheet (CSV, TSV, XLSX; - is CSV from stdin).",
        ),
    ):
        wrapped = add(wrapped)
    return wrapped  # type: ignore[return-value]


@click.command("geocode")
@click.argument("names", nargs=-1, metavar="[NAME]...", callback=options.name)
@_sheet
@_hints
@click.option(
    "--limit",
    default=5,
    show_default=True,
    type=click.IntRange(1, 50),
    help="So many candidates are listed.",
)
@options.source
@options.format_option
def command(
    names: tuple[str, ...],
    sheet: _Sheet,
    hints: _Given,
    limit: int,
    source: options.Source,
    form: str,
) -> int:
    """List the places that each NAME could mean, likeliest first, and why.

    "Kirov, Kaluga Oblast" says what the place lies in. With --batch, a spreadsheet is
    looked up: all its columns stay, and what was found is added. Columns called country,
    kind and near are used as the options of those names are.

    Exits with 1 when a name is not found (with --batch also when a row is unsure), with
    3 when a geocoding service failed for a name; the others are listed all the same.
    """
    if sheet.file is None:
        if sheet.column or sheet.output or sheet.no_header:
            raise UsageError("--column, --no-header and --output go with --batch FILE.csv")
        if not names:
            raise UsageError("give at least one NAME, or --batch FILE.csv")
        return _list(names, hints, limit, source, form)
    if names:
        raise UsageError("give either NAMES or --batch FILE.csv, not both")
    if form == "json":
        raise UsageError("--batch writes CSV; --format json goes with NAMES")
    job = batch.prepared(sheet.file, sheet.column, sheet.output, has_header=not sheet.no_header)
    with source.opened() as gazetteer:
        return batch.run(job, gazetteer, hints.hints(gazetteer), limit)


def _list(
    names: tuple[str, ...], given: _Given, limit: int, source: options.Source, form: str
) -> int:
    with source.opened() as gazetteer:
        hints = given.hints(gazetteer)
        answers = {name: _answer(gazetteer, name, hints) for name in names}
    if form == "json":
        report.print_json({name: _data(got, limit) for name, got in answers.items()})
    else:
        click.echo("\n\n".join(table(name, got, limit) for name, got in answers.items()))
    found = {got.status for got in answers.values()}
    if "failed" in found:
        return EXIT_FAILURE
    return EXIT_INPUT if "not-found" in found else 0


def _answer(gazetteer: Gazetteer, name: str, hints: Hints) -> Answer:
    """What ``name`` means; a service that fails for it leaves the other names alone."""
    try:
        return answer(gazetteer, name, hints)
    except GeocoderError as error:
        return failed(error)


def _data(got: Answer, limit: int) -> dict[str, Any]:
    return {
        "status": got.status,
        "confidence": got.candidates[0].confidence if got.candidates else 0.0,
        "reason": got.reason,
        "candidates": [record(candidate) for candidate in got.candidates[:limit]],
        "n_candidates": len(got.candidates),
    }
