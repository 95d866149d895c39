"""`routes build`: cases in, maps out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from routes import api
from routes.atomic import write_text
from routes.cli import options, report
from routes.errors import EXIT_FAILURE, InputError, Mistake, OutputError, UsageError
from routes.gazetteers import open_gazetteer
from routes.gazetteers.protocol import Gazetteer
from routes.records import sentence

_SUFFIXES = (".yaml", ".yml")


@click.command("build")
@click.argument("cases", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="Directory for the maps."
)
@click.option("--strict", is_flag=True, help="Write nothing when a place or a leg has an error.")
@options.gazetteer_option
@options.format_option
def command(cases: tuple[Path, ...], output: Path, strict: bool, gazetteer: str, form: str) -> int:
    """Build one interactive map per case.

    CASES are case files, or directories of them. With several cases an index.html lists
    the maps. A place that is not found or is ambiguous is reported and left out of the
    map, which says so; with --strict nothing is written then. Exits with 3 when a
    geocoding service failed.
    """
    files = _files(cases)
    looked_up = open_gazetteer(gazetteer, cache_path=options.cache_path())
    atlases, mistakes = _build(files, looked_up)
    if mistakes:
        raise InputError(mistakes)
    for file, atlas in atlases:
        report.print_findings(atlas.findings, str(file))
    code = max(report.exit_code(atlas.findings) for _, atlas in atlases)
    if code and strict:
        click.echo("Nothing written: there are errors, and --strict was asked for.", err=True)
        return code
    written = _write(atlases, output, with_index=len(files) > 1)
    if form == "json":
        report.print_json([str(path) for path in written])
    else:
        for path in written:
            click.echo(str(path))
    return EXIT_FAILURE if code == EXIT_FAILURE else 0


def _files(cases: Iterable[Path]) -> list[Path]:
    """The case files meant, in order; two that would write the same map are refused."""
    files: list[Path] = []
    for path in cases:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix in _SUFFIXES)
            if not inside:
                raise UsageError(f"{path}: no case files (*.yaml) in this directory")
            files += inside
        else:
            files.append(path)
    names: dict[str, Path] = {"index": Path("the list of maps")}
    for file in files:
        other = names.setdefault(file.stem.casefold(), file)
        if other is not file:
            raise UsageError(f"{file} and {other} would both write {file.stem}.html")
    return files


def _build(
    files: list[Path], looked_up: Gazetteer
) -> tuple[list[tuple[Path, api.Atlas]], list[Mistake]]:
    atlases: list[tuple[Path, api.Atlas]] = []
    mistakes: list[Mistake] = []
    for number, file in enumerate(files, 1):
        if len(files) > 1:
            click.echo(f"[{number}/{len(files)}] {file}", err=True)
        try:
            atlases.append((file, api.build(file, gazetteer=looked_up)))
        except InputError as error:
            mistakes += error.mistakes
    return atlases, mistakes


def _write(atlases: list[tuple[Path, api.Atlas]], output: Path, *, with_index: bool) -> list[Path]:
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
        payload = compose(atlas)
        target = output / f"{file.stem}.html"
        write_text(target, html(payload))
        written.append(target)
        entries.append(
            Entry(
                href=target.name,
                title=atlas.case.title,
                question=atlas.case.question,
                summary=sentence(atlas),
                picture=picture(payload),
            )
        )
    if with_index:
        write_text(output / "index.html", index(entries))
        written.append(output / "index.html")
    return written
