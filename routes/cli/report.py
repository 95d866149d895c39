"""Findings and mistakes as lines that an editor can jump to, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import click

from routes.cli.terminal import clean
from routes.errors import EXIT_FAILURE, EXIT_INPUT, Mistake
from routes.model import SERVICE_FAILED, Finding


def finding_line(finding: Finding, file: str) -> str:
    """``file:line:column: severity: key: message``, hints on lines of their own."""
    where = str(finding.mark) if finding.mark else file
    line = f"{where}: {finding.severity}: {finding.about}: {finding.message}"
    # A name may hold what steers a terminal: a line of its own, a change of direction.
    return "\n".join([clean(line), *(f"    {clean(hint)}" for hint in finding.hints)])


def finding_data(finding: Finding, file: str) -> dict[str, Any]:
    """A finding as JSON values."""
    return {
        "file": finding.mark.file if finding.mark else file,
        "line": finding.mark.line if finding.mark else None,
        "column": finding.mark.column if finding.mark else None,
        "severity": finding.severity,
        "code": finding.code,
        "key": finding.about,
        "message": finding.message,
        "hints": list(finding.hints),
    }


def mistake_data(mistake: Mistake) -> dict[str, Any]:
    """A mistake as JSON values, in the same shape as a finding."""
    return {
        "file": mistake.mark.file,
        "line": mistake.mark.line,
        "column": mistake.mark.column,
        "severity": "error",
        "code": "mistake",
        "key": mistake.key,
        "message": mistake.message,
        "hints": [mistake.hint] if mistake.hint else [],
    }


def print_json(value: Any) -> None:
    """Print ``value`` as JSON, readable and the same for the same value.

    In UTF-8, as JSON has to be, whatever the terminal has.
    """
    # Half characters in file names become escapes that JSON knows.
    click.echo(json_text(value).encode("utf-8", "backslashreplace"), nl=False)


def json_text(value: Any) -> str:
    """``value`` as JSON, readable and the same for the same value, with a line end."""
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n"


def print_findings(findings: Iterable[Finding], file: str) -> None:
    """Print findings on stderr."""
    for finding in findings:
        click.echo(finding_line(finding, file), err=True)


def exit_code(findings: Iterable[Finding]) -> int:
    """0 without errors, 3 when a service failed, else 1."""
    errors = [f.code for f in findings if f.severity == "error"]
    if SERVICE_FAILED in errors:
        return EXIT_FAILURE
    return EXIT_INPUT if errors else 0
