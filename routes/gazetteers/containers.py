"""What stands after a comma: the areas that it may mean, and whether a place lies in one."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from routes.gazetteers.stored import (
    FIRST_ORDER,
    MACRO_REGION,
    SECOND_ORDER,
    UNITS_PER_DEGREE,
    Row,
)
from routes.model.place import commas

if TYPE_CHECKING:
    # Only for the types: weights must not need SQLite, nor a lookup shapely.
    from shapely.geometry.base import BaseGeometry

    from routes.gazetteers.rows import Rows

__all__ = [
    "Container",
    "container",
    "continent",
    "distance_m",
    "is_claimed",
    "lies_in",
    "may_lie_in",
    "split",
]

_AROUND_CITY_M = 50_000.0
"""An airport, a border post or a suburb that is named with a city lies no further from it."""

_COAST_DEG = 0.05
"""How far a point may lie outside a simplified outline and still belong to it: 5 km."""

_HALF_TURN = 180 * UNITS_PER_DEGREE
_HALF_UNIT_RAD = math.radians(0.5 / UNITS_PER_DEGREE)
_METRES_PER_UNIT = 111_195.0 / UNITS_PER_DEGREE

_Bounds = tuple[float, float, float, float]

_BRACKETED = re.compile(r"([^()（）]+)[(（]([^()（）]+)[)）]")  # noqa: RUF001  (those of Chinese)


_DEPENDENT: Mapping[str, str] = {
    "AU": "CC CX HM NF",
    "CN": "HK MO",
    "DK": "FO GL",
    "FI": "AX",
    "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT",
    "GB": "AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG",
    "NL": "AW BQ CW SX",
    "NO": "BV SJ",
    "NZ": "CK NU TK",
    "US": "AS GU MP PR UM VI",
}
"""What has an ISO 3166-1 code of its own and belongs to a state nevertheless."""

_CLAIMS: Mapping[str, str] = {
    "AR": "FK GS",
    "CN": "TW IN-30",
    "ES": "GI",
    "IN": "PK-06 PK-07",
    "MA": "EH",
    "PK": "IN-12 IN-41",
    "RS": "XK",
    "RU": "UA-05 UA-08 UA-11 UA-14 UA-20 UA-26",
}
"""What a state claims, or holds, and is shown with another: countries, or first-order regions
by their GeoNames code. Simferopol, Russia is still that Simferopol."""

_CONTINENTS: Mapping[str, str] = {
    "asia азия asien asie azja 아시아 亚洲 亞洲": (
        "AE AF AM AZ BD BH BN BT CN CY EG GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM "
        "MN MO MV MY NP OM PH PK PS QA RU SA SG SY TH TJ TL TM TR TW UZ VN YE"
    ),
    "africa африка afrika afrique 아프리카 非洲": (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG "
        "ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW"
    ),
    "north_america северная_америка nordamerika 북아메리카 북미 北美洲 北美": (
        "AG AI AW BB BL BM BQ BS BZ CA CR CU CW DM DO GD GL GP GT HN HT JM KN KY LC MF MQ MS MX NI "
        "PA PM PR SV SX TC TT US VC VG VI"
    ),
    "south_america южная_америка sudamerika 남아메리카 남미 南美洲 南美": (
        "AR BO BR CL CO EC FK GF GY PE PY SR UY VE"
    ),
    "oceania океания ozeanien oceanie 오세아니아 大洋洲": (
        "AS AU CK FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV VU WF WS"
    ),
}  # fmt: skip
"""Continents by their names, folded, with the countries that reach into them. Europe is in
the gazetteer with its outline."""


class Container(NamedTuple):
    """Where a place must lie: the whole of ``row``; near it, if that is a town.

    A continent has no row but ``countries``, ISO 3166-1 alpha-2.
    """

    row: Row | None
    countries: frozenset[str] = frozenset()

    @property
    def is_town(self) -> bool:
        """Whether it only says what is near."""
        return self.row is not None and self.row.kind == "city"


def container(row: Row) -> Container | None:
    """The container that a place is, or None: rivers and airports hold nothing."""
    return Container(row) if row.kind in ("country", "region", "city") else None


def continent(folded: str) -> Container | None:
    """The continent that a folded name is, or None."""
    sought = folded.replace(" ", "_")
    for names, countries in _CONTINENTS.items():
        if sought in names.split():
            return Container(None, frozenset(countries.split()))
    return None


def is_claimed(row: Row, containers: Iterable[Container]) -> bool:
    """Whether one of the containers is a state that claims what a place lies in."""
    within = {row.country, f"{row.country}-{row.admin1}"}
    states = (each.row.country for each in containers if each.row and each.row.kind == "country")
    return any(not within.isdisjoint(_CLAIMS.get(state or "", "").split()) for state in states)


def lies_in(row: Row, containers: Iterable[Container], rows: Rows) -> bool:
    """Whether a place lies in one of the containers, as far as can be told."""
    return any(
        row.country in each.countries if each.row is None else _lies_in(row, each.row, rows)
        for each in containers
    )


def may_lie_in(row: Row, country: str, rows: Rows) -> bool:
    """Whether a place is not certainly outside a country (ISO 3166-1 alpha-2).

    Rivers, seas and borders are in no one country; they may reach into several.
    """
    if row.country is not None:
        return _belongs_to(row.country, country)
    holder = rows.referred(f"country:{country}")
    return holder is not None and _reaches_into(row, holder, rows)


def _belongs_to(country: str | None, state: str | None) -> bool:
    return country == state or (country or "-") in _DEPENDENT.get(state or "", "")


def _lies_in(row: Row, holder: Row, rows: Rows) -> bool:
    if row.id == holder.id:
        return False
    if holder.kind == "country":
        return _belongs_to(row.country, holder.country) or _crosses(row, holder, rows)
    if holder.kind == "city":
        return distance_m(row, holder) <= max(_AROUND_CITY_M, float(holder.radius_m or 0))
    if holder.rank == FIRST_ORDER and holder.admin1 is not None:
        return _in_region(row, holder, rows)
    if holder.rank == SECOND_ORDER:
        return _in_district(row, holder)
    return _in_area(row, holder, rows)


def _in_region(row: Row, region: Row, rows: Rows) -> bool:
    if _crosses(row, region, rows):
        return True
    if row.country != region.country or row.kind == "country":
        return False
    if row.admin1 is not None:
        return row.admin1 == region.admin1
    return _covered(row, region, rows)


def _in_district(row: Row, district: Row) -> bool:
    if row.country != district.country:
        return False
    if row.admin2 is not None:
        return row.admin2 == district.ref
    near = 1.5 * float(district.radius_m or _AROUND_CITY_M)
    return row.kind not in ("country", "region") and distance_m(row, district) <= near


def _in_area(row: Row, area: Row, rows: Rows) -> bool:
    """Whether a place lies in a larger part of the earth, or a region without a code."""
    members = rows.members(area.id) if area.rank in (MACRO_REGION, None) else []
    if members:
        return any(row.id == member.id or _lies_in(row, member, rows) for member in members)
    if _crosses(row, area, rows):
        return True
    if area.country is not None and row.country != area.country:
        return False
    return row.kind != "country" and _covered(row, area, rows)


def _covered(row: Row, area: Row, rows: Rows) -> bool:
    """Whether the point of a place lies in the polygon of an area, or a hair outside."""
    bounds = rows.bounds(area.id)
    if bounds is None:
        return False
    lon, lat = row.point
    west, south, east, north = bounds
    if not (west - _COAST_DEG <= lon <= east + _COAST_DEG):
        return False
    if not (south - _COAST_DEG <= lat <= north + _COAST_DEG):
        return False
    shape = rows.shape(area)
    from shapely import Point  # noqa: PLC0415  (few lookups come so far)

    return shape is not None and bool(shape.distance(Point(lon, lat)) <= _COAST_DEG)


def _crosses(row: Row, area: Row, rows: Rows) -> bool:
    """Whether a place is in no one country, and may reach into an area."""
    return row.country is None and _reaches_into(row, area, rows)


def _reaches_into(row: Row, area: Row, rows: Rows) -> bool:
    """As the members of a place say, or else the outlines of the two."""
    members = rows.members(row.id)
    if members:
        return any(
            member.id == area.id
            or (area.kind == "country" and member.country == area.country)
            or (area.kind == "region" and member.kind == "country" and _inside(area, member))
            for member in members
        )
    own, other = rows.bounds(row.id), rows.bounds(area.id)
    if own is None:
        return other is None or _covered(row, area, rows)
    # Boxes of what is cut at 180 degrees reach around the earth: they only sort out.
    return other is None or (_boxes_meet(own, other) and _meet(rows.shape(row), rows.shape(area)))


def _boxes_meet(own: _Bounds, other: _Bounds) -> bool:
    return (
        own[0] <= other[2] + _COAST_DEG
        and other[0] <= own[2] + _COAST_DEG
        and own[1] <= other[3] + _COAST_DEG
        and other[1] <= own[3] + _COAST_DEG
    )


def _meet(own: BaseGeometry | None, other: BaseGeometry | None) -> bool:
    from shapely import dwithin  # noqa: PLC0415  (few lookups come so far)

    return bool(dwithin(own, other, _COAST_DEG))


def _inside(region: Row, country: Row) -> bool:
    return region.country == country.country


def distance_m(a: Row, b: Row) -> float:
    """Metres between two places on a sphere: to sort out what is far away."""
    # In the units of the store: many lookups compare every town of a name with every region.
    across = (b.lon - a.lon + _HALF_TURN) % (2 * _HALF_TURN) - _HALF_TURN
    x = across * math.cos((a.lat + b.lat) * _HALF_UNIT_RAD)
    return _METRES_PER_UNIT * math.hypot(x, b.lat - a.lat)


def split(query: str) -> tuple[str, tuple[str, ...]]:
    """The name and what stands after its commas or in brackets, without empty parts."""
    bracketed = _BRACKETED.fullmatch(query.strip())
    if bracketed:
        query = ",".join(bracketed.groups())
    return commas(query)
