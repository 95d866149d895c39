"""`routes export`: a case as a geodata file."""

from __future__ import annotations

from pathlib import Path

import click

from routes import api
from routes.cli import options, report
from routes.gazetteers import open_gazetteer


@click.command("export")
@click.argument("case", type=click.Path(path_type=Path))
@click.option("-f", "--format", "form", required=True, metavar="FORMAT", help="geojson")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write."
)
@options.gazetteer_option
def command(case: Path, form: str, output: Path, gazetteer: str) -> None:
    """Write the legs and places of CASE to a file that other programs read."""
    looked_up = open_gazetteer(gazetteer, cache_path=options.cache_path())
    atlas = api.build(case, gazetteer=looked_up)
    report.print_findings(atlas.findings, str(case))
    api.write(atlas, form, output)
    click.echo(str(output))
