"""`routes overview`: very many routes on one map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from routes import api
from routes.cli import cases, options
from routes.cli.overview_files import FIELDS, SUFFIXES, Found, read, said_of
from routes.cli.spared import spare
from routes.errors import UsageError
from routes.messages import say
from routes.messages.speaker import Speaker
from routes.messages.tongue import LANGUAGES
from routes.model import Atlas, Case, Leg
from routes.publish.elsewhere import Elsewhere

if TYPE_CHECKING:
    from routes.webmap.overview import Named


@click.command("overview")
@click.argument("path", metavar="FILE|FOLDER", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The page to write."
)
@click.option("--title", callback=options.text, help="Default: the name of FILE.")
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

    FILE is a GeoJSON FeatureCollection or a KML file of LineStrings, or a table (CSV, TSV or XLSX)
    with the columns start_lon, start_lat, end_lon and end_lat. The properties or columns name,
    group, start and end say what a route is called, which routes share a colour, and between which
    places it runs; --name-from and its like take them from elsewhere. Of a FOLDER of case files,
    every leg of every case that has a line is drawn as the case draws it: by what it is based on,
    and fading into an area.

    Exits with 1 when there is an error in a file; nothing is then written.
    """
    spare(output, cases.files([path]))
    around: dict[str, Any] = {
        "title": title or _usual_title(path, language),
        "summary": summary,
        "language": language,
        "credit": credit,
    }
    if path.is_dir():
        built = cases.build(cases.files([path]), options.Source())
        _check_said(built, {"--title": [title], "--summary": [summary], "--credit": credit})
        page, code = _of_cases([atlas for _, atlas in built.atlases], around), built.exit_code
    elif path.suffix.lower() in SUFFIXES or not path.exists():
        found = read(path, {name: keys[f"{name}_from"] for name in FIELDS})
        page, code = _of_file(found, around), 0
        for note in found.notes:
            click.echo(f"{path}: {note}", err=True)
    else:
        raise UsageError(
            f"{path}: the ending must be one of {', '.join(SUFFIXES)}, or give a folder"
        )
    page.save(output)
    click.echo(str(output))
    return code


def _usual_title(path: Path, language: str) -> str:
    """What is written over routes that nobody gave a title.

    The name of a file; not that of a folder, which nobody chose as a text of the map.
    """
    if path.is_dir():
        return Speaker(language).tell(say("Reported routes"))
    return path.resolve().stem


def _check_said(built: cases.Built, said: Mapping[str, Sequence[str | None]]) -> None:
    """Raise UsageError where an option holds what one of the cases withholds."""
    elsewhere = Elsewhere(built.kept)
    for option, texts in said.items():
        for text in filter(None, texts):
            for kept in elsewhere.told_by(text)[:1]:
                raise UsageError(f"{option} holds what {kept}; say it otherwise")


def _of_file(found: Found, around: Mapping[str, Any]) -> api.Overview:
    said = said_of(found)
    ends = None
    if "start" in said or "end" in said:
        ends = (found.said["start"], found.said["end"])
    groups, names = said.get("group"), said.get("name")
    return api.overview(found.lines, groups=groups, names=names, ends=ends, **around)


def _of_cases(atlases: Iterable[Atlas], around: Mapping[str, Any]) -> api.Overview:
    """Every leg of every case: named by the case, grouped by the kind of line that it is there."""
    from routes.webmap.overview_compose import compose  # noqa: PLC0415  shapely takes a while
    from routes.webmap.overview_kinds import kind_of, kinds  # noqa: PLC0415

    looks = kinds()
    order = list(looks)
    legs = [(kind_of(a, t.leg), a, t) for a in atlases for t in a.legs.values()]
    legs.sort(key=lambda each: order.index(each[0]))
    named: Named = {
        "groups": [kind for kind, _, _ in legs],
        "names": [_name(atlas.case, traced.leg) for _, atlas, traced in legs],
        "starts": [traced.start.label for _, _, traced in legs],
        "ends": [traced.end.label for _, _, traced in legs],
        "fades": [traced.fades for _, _, traced in legs],
    }
    lines = [traced.geometry for _, _, traced in legs]
    return api.Overview(compose(lines, named=named, kinds=looks, **around))


def _name(case: Case, leg: Leg) -> str:
    return f"{case.title}: {leg.title}" if leg.title else case.title
