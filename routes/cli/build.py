"""`routes build`: cases in, maps out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from routes import api
from routes.atomic import write_text
from routes.cli import cases, options, report
from routes.errors import OutputError, UsageError
from routes.messages.tongue import LANGUAGES
from routes.records import sentence
from routes.webmap.projecting import KINDS


def _languages(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:  # noqa: ARG001  what click calls it with
    """The tags that ``--language`` names. Raises UsageError for one that the page lacks."""
    if value is None:
        return ()
    tags = [tag.strip() for tag in value.split(",")]
    for tag in tags:
        if tag not in LANGUAGES:
            raise UsageError(
                f"--language: the page does not speak {tag!r}; it speaks {', '.join(LANGUAGES)}"
            )
    return tuple(dict.fromkeys(tags))


@click.command("build")
@click.argument(
    "paths", metavar="CASES...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="Directory for the maps."
)
@click.option(
    "--language",
    "languages",
    metavar="TAG[,TAG...]",
    callback=_languages,
    help=f"Languages of the maps, first the one they open in: {', '.join(LANGUAGES)}."
    " By default those of each case.",
)
@click.option(
    "--projection",
    type=click.Choice(KINDS),
    help="Projection of the maps, whatever their case files ask for. 'auto' lets the extent of"
    " each case decide between the first two; Mercator's is drawn only on request.",
)
@options.strict_option
@options.source
@options.format_option
def command(
    paths: tuple[Path, ...],
    output: Path,
    languages: tuple[str, ...],
    projection: str | None,
    strict: bool,
    source: options.Source,
    form: str,
) -> int:
    """Build one interactive map per case.

    CASES are case files, or directories of them. With several cases an index.html lists
    the maps.

    Exits with 1 when there is an error. A mistake in a file: nothing is written. A place
    that was not found or is ambiguous: it is left out of the map, which says so; with
    --strict nothing is written. Exits with 3 when a geocoding service or the disk failed.
    """
    files = cases.files(paths)
    _refuse_same_names(files)
    built = cases.build(files, source)
    if built.may_be_written(strict=strict):
        written = _write(built.atlases, output, languages, projection, with_index=len(files) > 1)
        if form == "json":
            report.print_json([str(path) for path in written])
        else:
            click.echo("\n".join(str(path) for path in written))
    return built.exit_code


def _refuse_same_names(files: Iterable[Path]) -> None:
    names: dict[str, Path] = {"index": Path("the list of maps")}
    for file in files:
        other = names.setdefault(file.stem.casefold(), file)
        if other is not file:
            raise UsageError(f"{file} and {other} would both write {file.stem}.html")


def _write(
    atlases: Iterable[tuple[Path, api.Atlas]],
    output: Path,
    languages: tuple[str, ...],
    projection: str | None,
    *,
    with_index: bool,
) -> list[Path]:
    # Here and not at the top: folium takes 0.4 s to import, and mistakes come first.
    from routes.webmap.compose import compose  # noqa: PLC0415
    from routes.webmap.page import Entry, html, index  # noqa: PLC0415
    from routes.webmap.picture import picture  # noqa: PLC0415

    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(str(output), error.strerror or str(error)) from error
    written: list[Path] = []
    entries: list[Entry] = []
    for file, atlas in atlases:
        payload = compose(atlas, languages=languages, projection=projection)
        target = output / f"{file.stem}.html"
        write_text(target, html(payload))
        written.append(target)
        if with_index:
            entries.append(
                Entry(
                    href=target.name,
                    title=payload["title"],
                    question=payload["question"],
                    summary=sentence(atlas),
                    picture=picture(payload),
                )
            )
    if with_index:
        write_text(output / "index.html", index(entries, languages[0] if languages else "en"))
        written.append(output / "index.html")
    return written
