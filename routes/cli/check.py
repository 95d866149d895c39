"""`routes check`: everything wrong with case files, in one run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from routes import api
from routes.cli import options, report
from routes.errors import InputError
from routes.gazetteers import open_gazetteer


@click.command("check")
@click.argument("cases", nargs=-1, required=True, type=click.Path(path_type=Path))
@options.gazetteer_option
@options.format_option
def command(cases: tuple[Path, ...], gazetteer: str, form: str) -> int:
    """Report every mistake and every doubt in CASES, with file and line.

    Exits with 1 when there is an error: a mistake in the file, or a place that was not
    found or is ambiguous; with 3 when a geocoding service failed.
    """
    found: list[dict[str, Any]] = []
    codes: set[int] = set()
    lines: list[str] = []
    looked_up = open_gazetteer(gazetteer, cache_path=options.cache_path())
    for path in cases:
        try:
            findings = api.build(path, gazetteer=looked_up).findings
        except InputError as error:
            found += [report.mistake_data(m) for m in error.mistakes]
            lines += [str(m) for m in error.mistakes]
            codes.add(error.exit_code)
            continue
        found += [report.finding_data(f, str(path)) for f in findings]
        lines += [report.finding_line(f, str(path)) for f in findings]
        codes.add(report.exit_code(findings))
    if form == "json":
        report.print_json(found)
    else:
        click.echo("\n".join([*lines, _summary(found)]))
    return max(codes)


def _summary(found: list[dict[str, Any]]) -> str:
    errors = sum(f["severity"] == "error" for f in found)
    warnings = sum(f["severity"] == "warning" for f in found)
    if not errors and not warnings:
        return "No errors."
    return f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}."
