"""`routes reverse`: what lies at a point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from routes.cli import options, report
from routes.cli.answer import place
from routes.cli.spot import spot
from routes.cli.terminal import wrap
from routes.errors import UsageError
from routes.gazetteers.bundled import open_bundled
from routes.gazetteers.countries import country_name
from routes.gazetteers.record import facts
from routes.geodesy import azimuth_deg
from routes.model.place import Candidate
from routes.wording import kilometres

if TYPE_CHECKING:
    from routes.gazetteers.reverse import Reversed

_DIRECTIONS = (
    "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west",
)  # fmt: skip

Point = tuple[float, float]


# Negative numbers look like options, so what is not known is left to the arguments.
@click.command("reverse", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True, metavar="LON LAT", callback=options.text)
@options.format_option
def command(words: tuple[str, ...], form: str) -> int:
    r"""Say what lies at LON LAT: country, region, water, and the nearest place.

    In degrees, longitude first: "131.8735 43.1056", also with a comma. With letters any
    order will do: "43.1N 131.9E", "43°06N 131°52E". Works offline.
    """
    for word in words:
        if word.startswith("--") or (word[:1] == "-" and not any(map(str.isdigit, word))):
            raise UsageError(f"there is no option {word!r}: see routes reverse --help")
    point = spot(words)
    gazetteer = open_bundled()
    try:
        found = gazetteer.reverse(*point)
        country = found.country and (country_name(gazetteer, found.country) or found.country)
    finally:
        gazetteer.close()
    if form == "json":
        report.print_json(_data(point, found, country))
    else:
        click.echo("\n".join(_lines(point, found, country)))
    return 0


def direction(azimuth: float) -> str:
    """An azimuth (degrees clockwise from north) as one of eight words."""
    return _DIRECTIONS[round(azimuth / 45) % 8]


def _bearing(point: Point, nearest: Candidate | None, distance_m: float) -> float | None:
    """Degrees clockwise from north at ``nearest``, towards the point; None inside it."""
    if nearest is None or distance_m <= nearest.radius_m:
        return None
    return round(azimuth_deg((nearest.lon, nearest.lat), point), 1)


def _lines(point: Point, found: Reversed, country: str | None) -> list[str]:
    rows = [("point", f"lon {point[0]:.4f}, lat {point[1]:.4f}")]
    off = f", {kilometres(found.offshore_m)} off it" if found.offshore_m else ""
    rows.append(("country", f"{country} ({found.country}){off}" if found.country else "none"))
    if found.admin1:
        rows.append(("region", f"{found.admin1} ({found.admin1_ref})"))
    if found.water:
        rows.append(("water", place(found.water)))
    elif not found.country:
        rows.append(("water", "open sea; no name known"))
    if found.nearest:
        rows.append(("nearest", _nearest(point, found.nearest, found.distance_m)))
    if found.note:
        rows.append(("note", found.note))
    return [wrap(text, first=f"{label:<9}", rest=" " * 9) for label, text in rows]


def _nearest(point: Point, nearest: Candidate, distance_m: float) -> str:
    bearing = _bearing(point, nearest, distance_m)
    if bearing is None:
        return f"in {place(nearest)}, less than {kilometres(nearest.radius_m)} from its middle"
    return f"{kilometres(distance_m)} {direction(bearing)} of {place(nearest)}"


def _data(point: Point, found: Reversed, country: str | None) -> dict[str, Any]:
    return {
        "lon": point[0],
        "lat": point[1],
        "country": found.country,
        "country_name": country,
        "admin1": found.admin1,
        "admin1_ref": found.admin1_ref,
        "offshore_m": found.offshore_m,
        "nearest": facts(found.nearest) if found.nearest else None,
        "distance_m": found.distance_m,
        "bearing_deg": _bearing(point, found.nearest, found.distance_m),
        "water": facts(found.water) if found.water else None,
        "note": found.note,
    }
