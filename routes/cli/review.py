"""`routes review`: what two people read before they sign the public map of a case."""

from __future__ import annotations

from pathlib import Path

import click

from routes.atomic import write_text
from routes.cli import cases, options, report
from routes.cli.reviewed import as_data, as_text
from routes.cli.spared import spare
from routes.errors import EXIT_INPUT, InputError
from routes.records import NOT_FOR_PUBLICATION


@click.command("review")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    help="Write it to this file, which only you can read, and not to the terminal.",
)
@options.source
@options.format_option
def command(path: Path, output: Path | None, source: options.Source, form: str) -> int:
    """Show all that the public map of CASE tells otherwise than CASE, or not at all.

    Whether it may be published; of each place what readers see; each date and each text that
    changes, before and after; what is gone; what was searched for, also what the gazetteer calls
    the places that are withheld; all findings; and the SHA-256 that `routes sign` signs. What
    stays exactly as it is written is counted.

    The list is for the desk: it shows what is withheld. Exits as `routes check` does.
    """
    if output is not None:
        spare(output, [path])
    ((_, got),) = cases.attempts([path], source)
    if isinstance(got, InputError):
        raise got
    code = EXIT_INPUT if got.refusals else report.exit_code(got.findings)
    digest = None if code else cases.digest(got.atlas)
    click.echo(f"{NOT_FOR_PUBLICATION}: it shows what is withheld.", err=True)
    make = as_data if form == "json" else as_text
    text = make(path, got, digest)
    if output is None:
        click.echo(text.encode("utf-8", "backslashreplace"), nl=False)
    else:
        write_text(output, text, private=True)
        click.echo(str(output))
    return code
