"""What a place is in the store: its row, and the numbers that stand for words in it. Pure."""

from __future__ import annotations

import math
import re
from typing import NamedTuple, get_args

from routes.model.place import Kind, Match

__all__ = [
    "ALTERNATE",
    "BARE",
    "CODE",
    "CURATED",
    "FIRST_ORDER",
    "KINDS",
    "MACRO_REGION",
    "MAIN",
    "SECOND_ORDER",
    "UNITS_PER_DEGREE",
    "Hit",
    "Row",
    "city_radius_m",
]

KINDS: tuple[Kind, ...] = get_args(Kind)
"""``place.kind`` is an index in this."""

CODE = re.compile(r"[A-Z]{2,4}|[A-Z]{2}-[A-Z0-9]{1,3}")
"""The look of IATA, ICAO, ISO 3166-1 and 3166-2."""

UNITS_PER_DEGREE = 100_000  # 1.1 m; GeoNames gives five decimals

MAIN, ALTERNATE, CURATED, BARE = range(4)
"""``name.sort``: the main name; another one; a reviewed one; one of them without its
generic word ("primorsky" of "Primorsky Krai", "tumen" of "Tumen River")."""

MACRO_REGION, FIRST_ORDER, SECOND_ORDER = range(3)
"""``place.rank`` of a region. Of a river, lake or sea it is Natural Earth's scale rank, 0
(largest) to 12; of an airport 1 with an IATA code and 2 without; else NULL."""


class Row(NamedTuple):
    """A place as it is stored, with the sort of the name that led to it."""

    sort: int | None
    id: int
    kind_index: int
    ref: int | str
    name: str
    lon: int
    lat: int
    country: str | None
    admin1: str | None
    admin2: int | None
    population: int | None
    radius_m: int | None
    codes: str | None
    rank: int | None
    note: str | None

    @property
    def kind(self) -> Kind:
        """What the place is."""
        return KINDS[self.kind_index]

    @property
    def point(self) -> tuple[float, float]:
        """Its lon, lat in degrees."""
        return self.lon / UNITS_PER_DEGREE, self.lat / UNITS_PER_DEGREE


class Hit(NamedTuple):
    """A row that a query met, how, and what speaks for it."""

    row: Row
    match: Match
    matched: str
    weight: float


def city_radius_m(population: int | None) -> int:
    """The radius of a circle that holds the people of a place at 1,500 per square kilometre.

    At least 2 km. That is the least density of an urban centre (European Commission, FAO,
    UN-Habitat, OECD, World Bank: "Applying the Degree of Urbanisation", 2021), so the circle is
    wide rather than narrow.
    """
    area_km2 = (population or 0) / 1_500.0
    return round(max(2_000.0, 1000.0 * math.sqrt(area_km2 / math.pi)))
