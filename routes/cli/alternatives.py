"""`routes alternatives`: how one could get from one place to another, and how far."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Literal

import click

from routes.atomic import write_text
from routes.cli import ends, options, paths_data, paths_table, report
from routes.cli.answer import country_code, local, place
from routes.cli.ends import End
from routes.cli.paths_options import UN, Asked, asking
from routes.cli.terminal import shown, wrap
from routes.errors import EXIT_INPUT, UsageError
from routes.gazetteers import Gazetteer
from routes.model.alternative import REACH_MODES, Alternatives, Wanted
from routes.model.place import Candidate, Place
from routes.plugins import unknown

FORMATS = ("table", "json", "geojson")
ENDINGS = (".html", ".geojson", ".json")

_NETWORK: Mapping[str, Literal["rail", "road", "sea"]] = {
    "rail": "rail", "road": "road", "sea": "sea", "any": "rail", "air": "rail",
}  # fmt: skip
"""The network that knows the closures and the areas for a mode."""

_NEGATIVE = re.compile(r"-\d[\d.]*\s*[,;\s]\s*[+-]?\d[\d.]*\s*")


class _Minus(click.Command):
    """Lets coordinates begin with a minus, which else is that of an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(
            ctx, [f" {arg}" if _NEGATIVE.fullmatch(arg) else arg for arg in args]
        )


def _ending(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:  # noqa: ARG001
    if value is not None and value.suffix.lower() not in ENDINGS:
        raise unknown("file format", value.suffix, ENDINGS)
    return value


def _named(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    for role, text in zip(("FROM", "TO"), value, strict=False):
        if not text.strip():
            raise UsageError(f"{role} is empty: write a name, or LON,LAT in degrees")
    texts: tuple[str, ...] = options.text(ctx, param, value)
    return texts


@click.command("alternatives", cls=_Minus)
@click.argument("words", nargs=-1, metavar="FROM [TO]", callback=_named)
@asking
@options.source
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How the answer is printed.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    callback=_ending,
    help=f"A file to write besides: a map ({ENDINGS[0]}), or {' or '.join(ENDINGS[1:])}.",
)
def command(
    words: tuple[str, ...], asked: Asked, source: options.Source, form: str, output: Path | None
) -> int:
    """How else one could get from FROM to TO: paths that no source reports.

    FROM, TO and --via are names, or LON,LAT in degrees. A name that could be several
    places is not guessed: say what it lies in, as in "Springfield, Illinois, US". Of a
    country as TO, the nearest border crossing is meant.

    Works offline. Exits with 1 when there is no path, or when a name is not found or
    could be several places.
    """
    texts = _texts(words, asked)
    with source.opened() as gazetteer:
        avoid = _avoided(local(gazetteer), asked)
        found_ends = ends.ends(gazetteer, texts)
        if any(end.candidate is None for end in found_ends):
            _tell_unsure(gazetteer, found_ends, form)
            return EXIT_INPUT
        _refuse_same(found_ends)
        places = ends.places(gazetteer, found_ends)
        found = _find(local(gazetteer), asked, avoid, places)
    _tell_ends(found_ends)
    _tell(asked, found, found_ends, places, form, output)
    return EXIT_INPUT if found.refused else 0


def _texts(words: Sequence[str], asked: Asked) -> list[tuple[str, str]]:
    """The places as written, each with its id. Raises UsageError for too few or too many."""
    if not words:
        raise UsageError("FROM is missing: write where the way begins")
    if len(words) > 2:
        said = " ".join(words[1:])
        raise UsageError(
            f"FROM and TO are two names, not {len(words)}; a name of several words stands in "
            f"quotes, as in {said!r}"
        )
    if asked.hours is None and len(words) == 1:
        raise UsageError("TO is missing: write where the way ends, or --hours for how far one gets")
    if asked.hours is not None and (len(words) == 2 or asked.via):
        wrong = "TO" if len(words) == 2 else "--via"
        raise UsageError(f"--hours asks how far one gets from FROM; leave {wrong} out")
    if asked.hours is not None and asked.mode not in REACH_MODES:
        raise UsageError(
            f"--hours is not computed by {asked.mode}; write --by {', '.join(REACH_MODES[:-1])} "
            f"or {REACH_MODES[-1]}"
        )
    named = [("from", words[0]), *(("to", word) for word in words[1:])]
    return [*named, *((f"via-{number}", text) for number, text in enumerate(asked.via, 1))]


def _refuse_same(found: Sequence[End]) -> None:
    """Raises UsageError where two places after each other are one and the same."""
    stops = {end.id: end for end in found}
    to = [stops.pop("to")] if "to" in stops else []
    way = [*stops.values(), *to]
    for one, other in pairwise(way):
        if one.candidate and other.candidate and _spot(one.candidate) == _spot(other.candidate):
            raise UsageError(
                f"{shown(one.text)!r} and {shown(other.text)!r} are the same place: "
                f"{place(one.candidate)}"
            )


def _spot(candidate: Candidate) -> tuple[float, float]:
    return candidate.lon, candidate.lat


def _avoided(gazetteer: Gazetteer, asked: Asked) -> tuple[str, ...]:
    """What to keep out of, each once, in the order written: codes of countries, ids of disputed
    areas, by sea also straits and canals. Raises UsageError for what is none of these.
    """
    texts = [text.strip() for each in asked.avoid for text in each.split(",")]
    passages = _passages() if texts and asked.mode == "sea" else {}
    kept = (passages.get(text.lower()) or _kept_out(gazetteer, text) for text in texts if text)
    return tuple(dict.fromkeys(kept))


def _kept_out(gazetteer: Gazetteer, text: str) -> str:
    try:
        return country_code(gazetteer, text)
    except UsageError:
        from routes.networks import load  # noqa: PLC0415  numpy, for few names

        areas = {name.lower(): a.id for a in load("rail").areas for name in (a.id, a.name)}
        if text.lower() not in areas:
            raise
        return areas[text.lower()]


def _passages() -> Mapping[str, str]:
    """The straits and canals of the sea lanes, by the name in small letters."""
    from routes.networks import load  # noqa: PLC0415  numpy, only by sea

    return {name.lower(): name for name in load("sea").passage.values()}


def _find(
    gazetteer: Gazetteer, asked: Asked, avoid: tuple[str, ...], places: Mapping[str, Place]
) -> Alternatives:
    """The paths. Raises UsageError for closures and worldviews that the data does not have."""
    from routes.alternatives import between  # noqa: PLC0415  shapely, after all mistakes
    from routes.pipeline import means  # noqa: PLC0415

    via = [key for key in places if key.startswith("via-")]
    end = places.get("to")
    wanted = Wanted(
        id=f"from-to-{asked.mode}",
        leg=None,
        start="from",
        end="to" if end else None,
        mode=asked.mode,
        via=tuple(via),
        avoid=avoid,
        count=asked.count,
        when=asked.when,
        hours=asked.hours,
    )
    _check(asked)
    given = means(gazetteer, worldview=asked.worldview, open=frozenset(asked.opened))
    return between(places["from"], end, wanted, given, via=[places[key] for key in via])


def _check(asked: Asked) -> None:
    """Raises UnknownName, with the nearest, for a closure or a worldview that there is not."""
    from routes.networks import load  # noqa: PLC0415  numpy, after all mistakes

    if not asked.opened and asked.worldview == UN:
        return
    network = load(_NETWORK[asked.mode])
    date = asked.when.latest if asked.when else None
    # Of those that are long over, or of links that came later, nobody needs to read.
    in_force = sorted(c.id for c in network.closures if c.blocks and c.holds(date))
    for each in asked.opened:
        if all(each != closure.id for closure in network.closures):
            raise unknown("closure", shown(each), in_force)
    views = sorted({UN, *(view for area in network.areas for view in area.views)})
    if asked.worldview not in views:
        raise unknown("worldview", shown(asked.worldview), views)


def _tell_unsure(gazetteer: Gazetteer, found: Sequence[End], form: str) -> None:
    if form == "json":
        report.print_json(paths_data.unsure(found))
    for end in found:
        if end.candidate is None:
            click.echo(ends.unsure(gazetteer, end), err=True)


def _tell_ends(found: Sequence[End]) -> None:
    """What the names were taken for, so that a mistake is seen at once."""
    for end in found:
        if end.answer is not None and end.candidate is not None:
            role = end.id.partition("-")[0]
            click.echo(wrap(f"{role}: {place(end.candidate)}", rest="  "), err=True)


def _tell(
    asked: Asked,
    found: Alternatives,
    found_ends: Sequence[End],
    places: Mapping[str, Place],
    form: str,
    output: Path | None,
) -> None:
    """Print the answer as ``form``, write ``output`` besides, and name whose data it is."""
    from routes.cli.paths_atlas import atlas  # noqa: PLC0415  shapely, after all mistakes
    from routes.exports import geojson  # noqa: PLC0415
    from routes.records import attribution  # noqa: PLC0415

    built = atlas(found, found_ends, places)
    credited = attribution(built)
    texts: Mapping[str, Callable[[], str]] = {
        "table": lambda: f"{paths_table.table(found)}\n",
        "json": lambda: paths_data.text(found, found_ends, credited, asked.settings),
        "geojson": lambda: geojson.text(built),
        "html": built.html,
    }
    if found.refused and form == "geojson":
        click.echo(texts["table"](), nl=False, err=True)
    elif form == "table":
        click.echo(texts["table"](), nl=False)
        click.echo(wrap(f"Data: {'; '.join(credited)}.", rest="  "), err=True)
    else:
        # In UTF-8, as both have to be, whatever the terminal has.
        click.echo(texts[form]().encode("utf-8", "backslashreplace"), nl=False)
    if output is not None and found.refused:
        click.echo(f"Nothing written to {output}: there is no path.", err=True)
    elif output is not None:
        write_text(output, texts[output.suffix.lower().removeprefix(".")]())
        click.echo(f"Written: {output}", err=True)
