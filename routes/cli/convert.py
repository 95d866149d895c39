"""`routes convert`: a case file as another kind of case file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from inspect import signature
from pathlib import Path
from typing import cast

import click

from routes import casefile, plugins
from routes.casefile import desk
from routes.cli.spared import spare

_COMMENT = re.compile(r"(?:^|[ \t])#", re.MULTILINE)
_MADE_BY_EDITORS = "# yaml-language-server:"


@click.command("convert")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The file to write: .xlsx, .csv or .yaml.",
)
def command(path: Path, output: Path) -> None:
    """Write the case file CASE as a workbook, as CSV or as YAML.

    A workbook and YAML hold all of a case. CSV has a row for each claim about a leg, and is
    refused where the case has more. Comments of YAML do not survive.

    What is written is the desk's, with all that the case withholds: only you may read it.
    """
    ending = output.suffix.lower().removeprefix(".")
    if ending not in plugins.names("casewriters"):
        endings = [f".{name}" for name in plugins.names("casewriters")]
        raise plugins.unknown("ending of a case file", output.suffix, endings)
    spare(output, [path])
    case = casefile.read(path)
    private = desk.notes(path)
    writer = cast("Callable[..., Sequence[str] | None]", plugins.load("casewriters", ending))
    if "private" in signature(writer).parameters:
        told = writer(case, output, private=private)
    else:
        told = writer(case, output)
        if private:
            told = [*(told or ()), f"{len(private)} private notes are left out."]
    for sentence in (*_of_comments(path), *(told or ())):
        click.echo(sentence, err=True)
    click.echo(str(output))


def _of_comments(path: Path) -> Sequence[str]:
    """What to say where a YAML file has comments, or seems to."""
    if path.suffix.lower() not in (".yaml", ".yml"):
        return ()
    lines = path.read_bytes().decode("utf-8", "replace").splitlines()
    found = [line for line in lines if not line.startswith(_MADE_BY_EDITORS)]
    return ("Comments (after '#') are left out.",) if _COMMENT.search("\n".join(found)) else ()
