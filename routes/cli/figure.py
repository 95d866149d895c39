"""`routes figure`: a case as a figure for print or for a slide."""

from __future__ import annotations

from pathlib import Path

import click

from routes import casefile, figures
from routes.cli import cases, options
from routes.cli.named import check_name
from routes.cli.spared import spare
from routes.figures.alone import stay_alone
from routes.messages.tongue import LANGUAGES
from routes.model import Atlas, Profile
from routes.plugins import unknown
from routes.publish.pairs import paired


@click.command("figure")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The file to write: .svg and .pdf for print, .png for everything else.",
)
@click.option(
    "--width",
    type=click.Choice(figures.WIDTHS),
    default="double",
    show_default=True,
    help="A column of 85 mm, two of 180 mm together, or a slide of 16 to 9.",
)
@click.option(
    "--variant",
    metavar="ID",
    callback=options.text,
    help="Draw this version alone: its id in the case file.",
)
@click.option(
    "--language",
    type=click.Choice(tuple(LANGUAGES)),
    help="The language of the figure, instead of that of the case.",
)
@click.option("--grey", is_flag=True, help="Without colour.")
@click.option(
    "--no-key",
    is_flag=True,
    help="For a text that has them: without title, list of legs and list of sources.",
)
@options.profile_option
@options.strict_option
@options.source
def command(  # noqa: PLR0913, PLR0917  one for each option
    path: Path,
    output: Path,
    width: str,
    variant: str | None,
    language: str | None,
    grey: bool,
    no_key: bool,
    profile: Profile,
    strict: bool,
    source: options.Source,
) -> int:
    """Draw CASE for print or for a slide: a map, with its key and its sources.

    What the figure does not show is said.

    Exits with 1 when there is an error. A mistake in the case file: nothing is written. A
    place that was not found or is ambiguous: it is left out of the figure; with --strict
    nothing is written. Exits with 3 when a geocoding service or the disk failed.

    What is internal is called so, as case.internal.svg: it does not replace a public file.
    """
    figures.check_form(output)
    check_name(output, profile)
    spare(output, [path])
    built = cases.build([path], source, profile)
    if built.may_be_written(strict=strict):
        (_, atlas), *_ = built.atlases
        if variant is not None and profile == "public":
            variant = _public_id(path, variant, atlas)
        stay_alone()
        notes = figures.save(
            atlas,
            output,
            width=width,
            variant=variant,
            language=language,
            grey=grey,
            key=not no_key,
        )
        for note in notes:
            click.echo(note, err=True)
        click.echo(str(output))
    return built.exit_code


def _public_id(path: Path, variant: str, atlas: Atlas) -> str:
    """What the itinerary that the case file calls ``variant`` is called in its public atlas.

    Where something is withheld the ids of the file are not published.
    """
    pairs = paired(casefile.read(path), atlas)["itineraries"]
    own: dict[str, str] = {was.id: now.id for was, now in pairs}
    if variant not in own:
        raise unknown("version", variant, tuple(own))
    return own[variant]
