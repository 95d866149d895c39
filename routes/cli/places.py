"""`routes places`: what the places of a case resolve to, and where that is not sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from routes import api
from routes.cli import cases, options, report
from routes.cli.answer import Status, place
from routes.cli.candidates import extent
from routes.cli.terminal import wrap
from routes.errors import EXIT_FAILURE, EXIT_INPUT, InputError, Mistake
from routes.gazetteers.record import record
from routes.model import SERVICE_FAILED, Place, Resolution, Toponym
from routes.records import NOT_FOR_PUBLICATION
from routes.wording import how_sure

_ORDER: tuple[Status, ...] = ("failed", "not-found", "unsure", "found")
_SAID = {
    "failed": "not looked up",
    "not-found": "not found",
    "unsure": "not sure which",
    "found": "found",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """One place of a case: what it asks for, and what came of it."""

    file: str
    toponym: Toponym
    resolution: Resolution | None
    status: Status
    reason: str
    place: Place | None

    @property
    def where(self) -> str:
        return str(self.toponym.mark or self.file)

    @property
    def order(self) -> tuple[int, float, int]:
        """The least sure first, then as in the file."""
        line = self.toponym.mark.line if self.toponym.mark else 0
        sure = self.resolution.confidence if self.resolution else 0.0
        return _ORDER.index(self.status), sure, line


@click.command("places")
@click.argument(
    "paths", metavar="CASES...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@options.source
@options.format_option
def command(paths: tuple[Path, ...], source: options.Source, form: str) -> int:
    """List what every place of CASES resolves to, how sure that is, and why.

    What is not sure comes first, with file and line. CASES are case files, or directories
    of them. Exits with 1 when a place is not found or not sure, with 3 when a geocoding
    service failed.

    The list is for the desk: it holds every place as it was found, also what is withheld from
    maps.
    """
    rows: list[_Row] = []
    mistakes: list[Mistake] = []
    for file, got in cases.attempts(cases.files(paths), source, "internal"):
        if isinstance(got, InputError):
            mistakes += got.mistakes
        else:
            rows += sorted(_rows(str(file), got.atlas), key=lambda row: row.order)
    if mistakes:
        raise InputError(mistakes)
    click.echo(f"{NOT_FOR_PUBLICATION}.", err=True)
    if form == "json":
        report.print_json([_data(row) for row in rows])
    else:
        click.echo("\n\n".join([*map(_text, rows), _summary(rows)]))
    found = {row.status for row in rows}
    if "failed" in found:
        return EXIT_FAILURE
    return 0 if found <= {"found"} else EXIT_INPUT


def _rows(file: str, atlas: api.Atlas) -> Iterator[_Row]:
    errors = {f.about: f for f in atlas.findings if f.severity == "error"}
    for key, toponym in atlas.case.places.items():
        resolution = atlas.resolutions.get(key)
        error = errors.get(f"places.{key}")
        reason = error.message if error else resolution.reason if resolution else ""
        if key in atlas.places:
            status: Status = "found"
        elif resolution is None or (error and error.code == SERVICE_FAILED):
            status = "failed"
        else:
            status = "unsure" if resolution.candidates else "not-found"
        yield _Row(file, toponym, resolution, status, reason, atlas.places.get(key))


def _text(row: _Row) -> str:
    head = f"{row.where}: {row.toponym.id}: {_SAID[row.status]}"
    chosen = row.resolution.chosen if row.resolution else ()
    if chosen and row.resolution:
        head = f"{row.where}: {row.toponym.id}: {how_sure(row.resolution)}"
    lines = [head]
    point = row.place.radius_m if row.place and row.place.point else None
    lines += [
        wrap(f"{place(c)}, {extent(c, point)}", first="    → ", rest="      ") for c in chosen
    ]
    lines.append(wrap(row.reason, first="    ", rest="    "))
    return "\n".join(lines)


def _data(row: _Row) -> dict[str, Any]:
    mark, resolution = row.toponym.mark, row.resolution
    runner_up = resolution.runner_up if resolution else None
    point = row.place.point if row.place else None
    return {
        "file": mark.file if mark else row.file,
        "line": mark.line if mark else None,
        "column": mark.column if mark else None,
        "place": row.toponym.id,
        "query": row.toponym.query,
        "status": row.status,
        "confidence": resolution.confidence if resolution else 0.0,
        "reason": row.reason,
        "precision": row.place.precision if row.place else None,
        "lon": point[0] if point else None,
        "lat": point[1] if point else None,
        "radius_m": row.place.radius_m if row.place else None,
        "chosen": [record(c) for c in resolution.chosen] if resolution else [],
        "runner_up": record(runner_up) if runner_up else None,
        "n_candidates": len(resolution.candidates) if resolution else 0,
    }


def _summary(rows: Sequence[_Row]) -> str:
    counts = [
        f"{sum(row.status == status for row in rows)} {_SAID[status]}" for status in _ORDER[::-1]
    ]
    return f"{len(rows)} places: {', '.join(counts)}."
