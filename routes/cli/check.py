"""`routes check`: everything wrong with case files, in one run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from routes.cli import cases, options, report
from routes.errors import EXIT_INPUT
from routes.model import Profile


@click.command("check")
@click.argument(
    "paths", metavar="CASES...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@options.profile_option
@options.source
@options.format_option
def command(paths: tuple[Path, ...], profile: Profile, source: options.Source, form: str) -> int:
    """Report every mistake and every doubt in CASES, with file and line.

    CASES are case files, or directories of them. Exits with 1 when there is an error: a
    mistake in the file, or a place that was not found or is ambiguous; with 3 when a
    geocoding service failed.
    """
    found: list[dict[str, Any]] = []
    lines: list[str] = []
    codes: set[int] = set()
    for file, got in cases.compared(cases.attempts(cases.files(paths), source, profile)):
        wrong = cases.wrong_in(got)
        found += [report.mistake_data(m) for m in wrong]
        lines += [str(m) for m in wrong]
        if wrong:
            codes.add(EXIT_INPUT)
        if isinstance(got, cases.Made):
            found += [report.finding_data(f, str(file)) for f in got.findings]
            lines += [report.finding_line(f, str(file)) for f in got.findings]
            codes.add(report.exit_code(got.findings))
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
