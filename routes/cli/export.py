"""`routes export`: a case as a geodata file."""

from __future__ import annotations

from pathlib import Path

import click

from routes import api
from routes.cli import cases, options
from routes.cli.spared import spare
from routes.errors import UsageError
from routes.filenames import INTERNAL, is_internal
from routes.model import Profile
from routes.plugins import unknown


class _FormatOption(click.Option):
    """Lists the formats when help is asked for: plug-ins may add to them."""

    def make_metavar(self, ctx: click.Context | None = None) -> str:  # noqa: ARG002
        return f"[{'|'.join(api.formats())}]"


def _known(ctx: click.Context, param: click.Parameter, value: str) -> str:  # noqa: ARG001
    if value not in api.formats():
        raise unknown("format", value, api.formats())
    return value


def _check_name(output: Path, profile: Profile) -> None:
    """Raise UsageError where an internal file is called like a public one, or the other way."""
    wanted = profile == "internal"
    if is_internal(output.stem) == wanted:
        return
    stem = f"{output.stem}{INTERNAL}" if wanted else output.stem[: -len(INTERNAL)]
    name = f"{stem or 'case'}{output.suffix}"
    raise UsageError(f"-o: what is {profile} must not be called {output.name}: write {name}")


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
@options.profile_option
@options.strict_option
@options.source
def command(
    path: Path, form: str, output: Path, profile: Profile, strict: bool, source: options.Source
) -> int:
    """Write the legs and places of CASE to a file that other programs read.

    Exits with 1 when there is an error. A mistake in the case file: nothing is written. A
    place that was not found or is ambiguous: it is left out of the file; with --strict
    nothing is written. Exits with 3 when a geocoding service or the disk failed.

    What is internal is called so, as case.internal.geojson: it does not replace a public file.
    """
    _check_name(output, profile)
    spare(output, [path])
    built = cases.build([path], source, profile)
    if built.may_be_written(strict=strict):
        (_, atlas), *_ = built.atlases
        api.write(atlas, form, output)
        click.echo(str(output))
    return built.exit_code
