"""Countries, and disputed areas that have a label of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from data.recipes.networks.table import Row, rows
from data.recipes.units import Unit

FILE = Path("data/networks/areas.csv")
_COLUMNS = ("id", "name", "units", "outline", "views", "held_by", "source", "note")


@dataclass(frozen=True)
class Areas:
    """``facts``: all areas as rows, by id. ``units``: their polygons, which do not overlap.

    ``of_unit`` is the number of the area of each unit, -1 for one without a state or a row.
    ``states`` is the code that each area is counted to, in the view "un". ``disputed`` are the
    numbers of areas with a row of their own.
    """

    facts: list[dict[str, Any]]
    units: list[Unit]
    of_unit: list[int]

    @property
    def states(self) -> list[str]:
        """The code that each area is counted to, in the view "un"."""
        return [str(row.get("views", {}).get("un") or row["id"]) for row in self.facts]

    @property
    def disputed(self) -> frozenset[int]:
        """The numbers of the areas with a row of their own."""
        return frozenset(n for n, row in enumerate(self.facts) if "views" in row)


def areas(units: Sequence[Unit], names: Mapping[str, str], file: Path = FILE) -> Areas:
    """Countries, whose ``names`` are given by code, and the areas of the table.

    An area with an outline is what of its units is inside; they keep the rest.

    Raises ValueError when a row of the table names a unit that there is not, or its outline is
    no ring that has a part of them.
    """
    disputed = {row["id"]: row for row in rows(file, _COLUMNS)}
    units = list(units)
    ids = [unit.country or "" for unit in units]
    for row in disputed.values():
        found = _units(units, row)
        if row["outline"]:
            units.append(_cut_out(units, found, row))
            ids.append(row["id"])
        else:
            for index in found:
                ids[index] = row["id"]
    used = sorted(set(ids) - {""})
    facts = [_disputed(disputed[i]) if i in disputed else {"id": i, "name": names[i]} for i in used]
    number = {area: index for index, area in enumerate(used)}
    return Areas(facts, units, [number.get(area, -1) for area in ids])


def _units(units: Sequence[Unit], row: Row) -> list[int]:
    """The numbers of the units that a row names."""
    result = []
    for code in row["units"].split():
        found = [index for index, unit in enumerate(units) if _is(unit, code)]
        if not found:
            raise row.wrong(f"no unit {code!r}")
        result += found
    return result


def _cut_out(units: list[Unit], found: Sequence[int], row: Row) -> Unit:
    """The part of units inside the outline of a row; it is taken from them."""
    ring = _ring(row)
    near = [index for index in found if shapely.intersects(units[index].full, ring)]
    parts = [shapely.intersection(units[index].full, ring) for index in near]
    inside: BaseGeometry = shapely.union_all(parts)
    if inside.is_empty:
        raise row.wrong("outline: nothing of its units is in there")
    for index in near:
        units[index] = replace(units[index], full=shapely.difference(units[index].full, ring))
    return replace(
        units[near[0]], code=row["id"], country=None, iso=None, full=inside, polygon=inside
    )


def _ring(row: Row) -> BaseGeometry:
    try:
        corners = [tuple(map(float, corner.split())) for corner in row["outline"].split(",")]
        ring = shapely.Polygon(corners)
    except ValueError as error:
        raise row.wrong("outline: it must be like 44.1 42.2, 44.3 42.2, 44.2 42.5") from error
    if not ring.is_valid:
        raise row.wrong("outline: the ring crosses itself")
    return ring


def _is(unit: Unit, code: str) -> bool:
    scheme, _, country = code.partition(":")
    if scheme == "country":
        return unit.country == country
    return code in (unit.code, unit.iso)


def _disputed(row: Row) -> dict[str, Any]:
    views = dict(_views(row))
    optional = {key: row[key] for key in ("held_by", "note", "source") if row[key]}
    return {"id": row["id"], "name": row["name"], "views": views, **optional}


def _views(row: Row) -> Iterator[tuple[str, str | None]]:
    for each in row["views"].split():
        view, equals, country = each.partition("=")
        if not equals:
            raise row.wrong(f"views: {each!r} is not like un=UA")
        yield view, country or None
