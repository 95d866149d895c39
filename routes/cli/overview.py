"""`routes overview`: very many routes on one map."""

from __future__ import annotations

from pathlib import Path

import click

from routes import api
from routes.cli import cases, options
from routes.cli.overview_files import FIELDS, Found, read, said_of
from routes.errors import UsageError
from routes.messages.tongue import LANGUAGES

_KINDS = (".geojson", ".json", ".csv")


@click.command("overview")
@click.argument("path", metavar="FILE|FOLDER", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The page to write."
)
@click.option("--title", callback=options.text, help="Default: the name of FILE or FOLDER.")
@click.option("--summary", callback=options.text, help="A few sentences beside the map.")
@click.option("--credit", multiple=True, callback=options.text, help="Whom to thank; repeatable.")
@click.option("--name-from", metavar="KEY", default="name", callback=options.name)
@click.option("--group-from", metavar="KEY", default="group", callback=options.name)
@click.option("--start-from", metavar="KEY", default="start", callback=options.name)
@click.option("--end-from", metavar="KEY", default="end", callback=options.name)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="What the page speaks.",
)
def command(
    path: Path,
    output: Path,
    title: str | None,
    summary: str | None,
    credit: tuple[str, ...],
    language: str,
    **keys: str,
) -> int:
    """Draw very many routes on one page: each where they can be told apart, flows where not.

    FILE is a GeoJSON FeatureCollection of LineStrings, or a CSV file with the columns start_lon,
    start_lat, end_lon and end_lat. The properties or columns name, group, start and end say what
    a route is called, which routes share a colour, and between which places it runs; --name-from
    and its like take them from elsewhere. Of a FOLDER of case files, every leg of every case is
    drawn.

    Exits with 1 when there is an error in a file; nothing is then written.
    """
    code = 0
    if path.is_dir():
        found, code = _of_cases(path)
    elif path.suffix.lower() in _KINDS or not path.exists():
        found = read(path, {name: keys[f"{name}_from"] for name in FIELDS})
    else:
        raise UsageError(f"{path}: the ending must be one of {', '.join(_KINDS)}, or give a folder")
    said = said_of(found)
    ends = None
    if "start" in said or "end" in said:
        ends = (found.said["start"], found.said["end"])
    page = api.overview(
        found.lines,
        title=title or path.resolve().stem,
        groups=said.get("group"),
        names=said.get("name"),
        ends=ends,
        summary=summary,
        language=language,
        credit=credit,
    )
    page.save(output)
    click.echo(str(output))
    return code


def _of_cases(folder: Path) -> tuple[Found, int]:
    """Every leg of every case: named by the case, grouped by what it is based on."""
    built = cases.build(cases.files([folder]), options.Source())
    found = Found()
    for _, atlas in built.atlases:
        for traced in atlas.legs.values():
            leg = traced.leg
            values = {
                "name": f"{atlas.case.title}: {leg.title}" if leg.title else atlas.case.title,
                "group": leg.basis,
                "start": atlas.places[leg.start].label,
                "end": atlas.places[leg.end].label,
            }
            found.add(traced.geometry, values)
    return found, built.exit_code
