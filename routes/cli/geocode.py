"""`routes geocode`: what a name could mean."""

from __future__ import annotations

from dataclasses import asdict
from typing import cast, get_args

import click

from routes.cli import options, report
from routes.errors import EXIT_INPUT
from routes.model import Candidate, Kind


@click.command("geocode")
@click.argument("names", nargs=-1, required=True, metavar="NAME...", callback=options.text)
@click.option(
    "--country", metavar="CC", callback=options.text, help="Only places in this country (ISO code)."
)
@click.option("--kind", type=click.Choice(get_args(Kind)), help="Only places of this kind.")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 50))
@options.gazetteer_option
@options.format_option
def command(
    names: tuple[str, ...],
    country: str | None,
    kind: str | None,
    limit: int,
    gazetteer: str,
    form: str,
) -> int:
    """List the places that each NAME could mean, best first.

    Exits with 1 when a name has no candidate, with 3 when a geocoding service failed.
    """
    wanted = cast("Kind | None", kind)
    with options.opened(gazetteer) as looked_up:
        found = {
            name: looked_up.lookup(name, country=country, kind=wanted, limit=limit)
            for name in names
        }
    if form == "json":
        report.print_json({name: [asdict(c) for c in got] for name, got in found.items()})
    else:
        click.echo("\n\n".join(_table(name, got) for name, got in found.items()))
    return 0 if all(found.values()) else EXIT_INPUT


def _table(name: str, candidates: tuple[Candidate, ...]) -> str:
    if not candidates:
        return f"{name}: no place of that name."
    rows = [_row(c) for c in candidates]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([f"{name}:", *(f"  {line}" for line in lines)])


def _row(candidate: Candidate) -> tuple[str, ...]:
    matched = "" if candidate.match == "exact" else f" as “{candidate.matched}”"
    people = f"{candidate.population:,} people" if candidate.population else ""
    return (
        candidate.name,
        candidate.kind,
        candidate.country or "",
        f"lon {candidate.lon:.4f}, lat {candidate.lat:.4f}",
        f"±{candidate.radius_m / 1000:,.1f} km",
        people,
        f"{candidate.match}{matched}",
        candidate.ref,
    )
