"""`routes sources`: a bibliography as sources of a case file."""

from __future__ import annotations

from pathlib import Path

import click

from routes.casefile import csl
from routes.casefile.block import block
from routes.cli import report
from routes.cli.terminal import clean
from routes.errors import InputError, Mark, Mistake


@click.command("sources")
@click.argument("file", metavar="FILE.json", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml", "json"]),
    default="yaml",
    show_default=True,
    help="What to print: lines to paste into a case file, or JSON for a program.",
)
def command(file: Path, form: str) -> None:
    """Print the sources in FILE.json, as they stand in a case file.

    FILE.json is CSL-JSON, as Zotero exports it ("CSL JSON", or with its add-on Better BibTeX
    "Better CSL JSON", which keeps citation keys); "-" reads from standard input. What a source of
    a case has no key for goes into its note, or is named on stderr with its line. Notes of your
    own become `private`: they never leave the case file.
    """
    try:
        library = csl.read(file)
    except OSError as error:
        hint = "Check the name and the folder."
        wrong = Mistake(Mark(str(file), 1), "file", f"{error.strerror or error}.", hint)
        raise InputError([wrong]) from error
    for told in csl.left_out(library):
        click.echo(clean(told), err=True)
    if form == "json":
        report.print_json({each.id: dict(each.values) for each in library.references})
    elif library.references:
        # Bytes: a case file is UTF-8, whatever the terminal has.
        click.echo(block(library.references).encode("utf-8"), nl=False)
