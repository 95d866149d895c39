"""`routes export`: a case as a geodata file."""

from __future__ import annotations

from pathlib import Path

import click

from routes import api
from routes.cli import cases, options
from routes.cli.named import check_name
from routes.cli.spared import spare
from routes.cli.terminal import clean
from routes.model import Profile
from routes.plugins import unknown

_DRAWN = ("docx", "md", "pdf", "png", "svg")
"""Formats that are or hold a figure."""


class _FormatOption(click.Option):
    """Lists the formats when help is asked for: plug-ins may add to them."""

    def make_metavar(self, ctx: click.Context | None = None) -> str:  # noqa: ARG002
        return f"[{'|'.join(api.formats())}]"


def _known(ctx: click.Context, param: click.Parameter, value: str) -> str:  # noqa: ARG001
    api.check_format(value)
    if value not in api.formats():
        raise unknown("format", value, api.formats())
    return value


@click.command("export")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.option(
    "-f",
    "--format",
    "form",
    cls=_FormatOption,
    required=True,
    callback=_known,
    help="The kind of file.",
)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write."
)
@click.option(
    "--layer",
    help="The table to write where a file holds one only: legs (as always unless another is"
    " asked for), places, areas, alternatives, claims or sources.",
)
@options.profile_option
@options.strict_option
@options.source
def command(
    path: Path,
    form: str,
    output: Path,
    layer: str | None,
    profile: Profile,
    strict: bool,
    source: options.Source,
) -> int:
    """Write CASE to a file that other programs read: geodata, a bibliography, a document.

    What the kind of file cannot hold is said.

    Exits with 1 when there is an error. A mistake in the case file: nothing is written. A
    place that was not found or is ambiguous: it is left out of the file; with --strict
    nothing is written. Exits with 3 when a geocoding service or the disk failed.

    What is internal is called so, as case.internal.geojson: it does not replace a public file.
    """
    check_name(output, profile)
    api.check_layer(form, layer)
    spare(output, [path])
    built = cases.build([path], source, profile)
    if built.may_be_written(strict=strict):
        (_, atlas), *_ = built.atlases
        if form in _DRAWN:
            from routes.figures.alone import stay_alone  # noqa: PLC0415  it loads matplotlib

            stay_alone()
        for lost in api.write(atlas, form, output, layer=layer):
            click.echo(clean(lost), err=True)
        click.echo(str(output))
    return built.exit_code
