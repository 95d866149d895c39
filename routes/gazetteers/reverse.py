"""From a point on earth to what lies there. shapely is loaded with this module."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
import shapely

from routes.errors import UsageError
from routes.gazetteers.rows import Rows
from routes.gazetteers.store import CELL
from routes.gazetteers.stored import FIRST_ORDER, KINDS, UNITS_PER_DEGREE, Hit, Row
from routes.gazetteers.weights import prior
from routes.geodesy import Point, nearest_on_area
from routes.geodesy.measure import wgs84
from routes.model.place import Candidate, Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["OFFSHORE_M", "Reversed", "Reverser"]

OFFSHORE_M = 5_000.0
"""A point so far off a coast still counts as on it: outlines are simplified, ports are not."""

_SHAPES_KEPT = 256
_METRES_PER_DEGREE = 110_574.0  # of latitude at the equator, where it is least
_RADIUS_M = 6_371_008.8
_FIRST_SEARCH_M = 30_000.0
_SPHERE_ERROR = 0.006  # lengths on the sphere are wrong by 0.56 % at most
_POLYGONS = ("Polygon", "MultiPolygon")


@dataclass(frozen=True, slots=True)
class Reversed:
    """What lies at a point.

    ``country`` is ISO 3166-1 alpha-2 and ``admin1`` the name of the first-order region,
    ``admin1_ref`` its ref; None on the high seas, ``admin1`` also where a country has no
    such regions. ``offshore_m`` is how far the region is, in metres: 0 inside it, at
    most `OFFSHORE_M`. ``nearest`` is the nearest populated place of 500 people and more,
    wherever it lies, and ``distance_m`` the geodesic to it. ``water`` is the lake or the
    sea that the point lies in. ``note`` is what a reader must know, as where several
    states claim the place.
    """

    country: str | None
    admin1: str | None
    admin1_ref: str | None
    offshore_m: float
    nearest: Candidate | None
    distance_m: float
    water: Candidate | None
    note: str | None


class Reverser:
    """Finds what lies at a point, with the shapes of the store."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._areas = _Boxes(rows, lambda kind, rank: (kind, rank) == ("region", FIRST_ORDER))
        self._countries = _Boxes(rows, lambda kind, _: kind == "country")
        self._waters = _Boxes(rows, lambda kind, _: kind in ("lake", "sea"))

    def reverse(self, lon: float, lat: float) -> Reversed:
        """What lies at ``lon``, ``lat`` (degrees, WGS 84).

        Raises UsageError, a ValueError, for coordinates that are not on earth.
        """
        point = _checked(lon, lat)
        area, offshore_m = self._area(point)
        nearest, distance_m = self._nearest(point)
        water = next(self._waters.holding(point), None)
        is_region = area is not None and area.kind == "region"
        return Reversed(
            country=area.country if area else None,
            admin1=area.name if area and is_region else None,
            admin1_ref=_ref(area) if area and is_region else None,
            offshore_m=offshore_m,
            nearest=self._candidate(nearest) if nearest else None,
            distance_m=distance_m,
            water=self._candidate(water) if water else None,
            note=area.note if area else None,
        )

    def _area(self, point: Point) -> tuple[Row | None, float]:
        """The region, else the country, at a point or up to `OFFSHORE_M` away, and how far."""
        for boxes in (self._areas, self._countries):
            inside = next(boxes.holding(point), None)
            if inside is not None:
                return inside, 0.0
        found = [*self._areas.within(point, OFFSHORE_M), *self._countries.within(point, OFFSHORE_M)]
        if not found:
            return None, 0.0
        # A country ends where its regions do: the region says more.
        away_m, row = min(found, key=lambda f: (round(f[0]), f[1].kind != "region", f[1].id))
        return row, round(away_m, 1)

    def _candidate(self, row: Row) -> Candidate:
        people = prior(row.kind, row.population, row.rank)
        return self._rows.candidate(Hit(row, "exact", row.name, people), 1.0)

    def _nearest(self, point: Point) -> tuple[Row | None, float]:
        """The nearest populated place: in rings that grow until none can be nearer."""
        reach_m = _FIRST_SEARCH_M
        while reach_m < 2 * math.pi * _RADIUS_M:
            numbers, away_m = self._towns(point, reach_m)
            if len(numbers) == 0:
                reach_m *= 2
                continue
            best = np.lexsort((numbers, np.round(away_m, 1)))[0]
            if away_m[best] <= reach_m:
                return self._rows.numbered(int(numbers[best])), round(float(away_m[best]), 1)
            reach_m = float(away_m[best]) + 1.0
        return None, 0.0

    def _towns(self, point: Point, reach_m: float) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Ids of the towns in the cells up to ``reach_m`` that may be nearest, and how far."""
        found: list[tuple[int, int, int]] = []
        for first, last in _cells(point, reach_m):
            found += self._rows.all(
                f"SELECT id, lon, lat FROM place WHERE kind = 0 AND {CELL} BETWEEN ? AND ?",  # noqa: S608
                first,
                last,
            )
        table = np.array(found, dtype=np.int64).reshape(-1, 3)
        lonlat = table[:, 1:] / UNITS_PER_DEGREE
        sphere_m = _sphere_m(point, lonlat)
        # The geodesic of the others is longer whatever the sphere gets wrong.
        near = sphere_m <= sphere_m.min(initial=math.inf) * (1 + 2.1 * _SPHERE_ERROR) + 1
        numbers, lonlat = table[near, 0], lonlat[near]
        lon, lat = np.full(len(lonlat), point[0]), np.full(len(lonlat), point[1])
        _, _, away_m = wgs84().inv(lon, lat, lonlat[:, 0], lonlat[:, 1])
        return numbers, np.asarray(away_m, dtype=np.float64)


class _Boxes:
    """The shapes of some places, and the boxes around them to sort out most at once."""

    def __init__(self, rows: Rows, which: Callable[[Kind, int | None], bool]) -> None:
        found = rows.all(
            "SELECT place.id, west, south, east, north, kind, rank FROM place "
            "JOIN shape ON shape.place = place.id ORDER BY place.id"
        )
        self._rows = rows
        wanted = [row[:5] for row in found if which(KINDS[row[5]], row[6])]
        table = np.array(wanted, dtype=np.int64).reshape(-1, 5)
        self._ids = table[:, 0]
        self._west, self._south, self._east, self._north = table[:, 1:].T / UNITS_PER_DEGREE
        self._shapes: OrderedDict[int, BaseGeometry] = OrderedDict()
        self._lock = Lock()

    def holding(self, point: Point) -> Iterator[Row]:
        """The places whose polygon covers the point, smallest box first."""
        for number in self._near(point, 0.0, 0.0):
            shape = self._shape(number)
            if shape.geom_type in _POLYGONS and shapely.intersects_xy(shape, *point):
                yield self._rows.numbered(number)

    def within(self, point: Point, reach_m: float) -> list[tuple[float, Row]]:
        """The places whose polygon is up to so many metres away, and how far each is."""
        lat_deg = reach_m / _METRES_PER_DEGREE
        lon_deg = min(180.0, lat_deg / max(math.cos(math.radians(abs(point[1]) + lat_deg)), 1e-6))
        found = []
        for number in self._near(point, lon_deg, lat_deg):
            nearby = _cut(self._shape(number), point, lon_deg, lat_deg)
            if nearby.is_empty:
                continue
            away_m, _ = nearest_on_area(point, nearby)
            if away_m <= reach_m:
                found.append((away_m, self._rows.numbered(number)))
        return found

    def _near(self, point: Point, lon_deg: float, lat_deg: float) -> Sequence[int]:
        """The ids of the boxes around a point, smallest first; also across 180 degrees."""
        lon, lat = point
        fits = (self._south - lat_deg <= lat) & (lat <= self._north + lat_deg)
        across = np.zeros(len(self._ids), dtype=bool)
        for turned in (lon - 360, lon, lon + 360):
            across |= (self._west - lon_deg <= turned) & (turned <= self._east + lon_deg)
        (found,) = np.nonzero(fits & across)
        size = (self._east - self._west) * (self._north - self._south)
        numbers: list[int] = self._ids[found[np.argsort(size[found], kind="stable")]].tolist()
        return numbers

    def _shape(self, number: int) -> BaseGeometry:
        with self._lock:
            known = self._shapes.get(number)
            if known is not None:
                self._shapes.move_to_end(number)
                return known
        shape = self._rows.shape(self._rows.numbered(number)) or shapely.Polygon()
        shapely.prepare(shape)
        with self._lock:
            self._shapes[number] = shape
            if len(self._shapes) > _SHAPES_KEPT:
                self._shapes.popitem(last=False)
        return shape


def _checked(lon: float, lat: float) -> Point:
    for value, limit, axis in ((lon, 180.0, "longitude"), (lat, 90.0, "latitude")):
        if not (math.isfinite(value) and abs(value) <= limit):
            hint = " (longitude comes first)" if axis == "latitude" else ""
            raise UsageError(
                f"{axis} must be between -{limit:g} and {limit:g} degrees, not {value!r}{hint}"
            )
    return float(lon), float(lat)


def _ref(row: Row) -> str:
    return f"geonames:{row.ref}" if isinstance(row.ref, int) else row.ref


def _cut(shape: BaseGeometry, point: Point, lon_deg: float, lat_deg: float) -> BaseGeometry:
    """The polygons of a shape around a point; the other side of 180 degrees as well."""
    lon, lat = point
    parts: list[shapely.Polygon] = []
    for turned in (lon - 360, lon, lon + 360):
        west, east = turned - lon_deg, turned + lon_deg
        if west <= 180 and east >= -180:
            cut = shapely.clip_by_rect(shape, west, lat - lat_deg, east, lat + lat_deg)
            parts += [part for part in shapely.get_parts(cut) if isinstance(part, shapely.Polygon)]
    return shapely.MultiPolygon(parts)


def _cells(point: Point, reach_m: float) -> Iterator[tuple[int, int]]:
    """First and last of the runs of cells that hold every point up to ``reach_m`` away.

    The widest longitude on a circle of angular radius r around latitude p lies
    asin(sin r / cos p) away, as long as the circle holds no pole.
    """
    lon, lat = point
    angle = reach_m / _RADIUS_M * (1 + _SPHERE_ERROR)
    south, north = lat - math.degrees(angle), lat + math.degrees(angle)
    if south <= -90 or north >= 90:
        spread = 180.0
    else:
        spread = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(lat)))))
    first_row = min(max(math.floor(south + 90), 0), 179)
    last_row = min(max(math.floor(north + 90), 0), 179)
    west, east = math.floor(lon - spread + 180), math.floor(lon + spread + 180)
    if east - west >= 359:
        runs = [(0, 359)]
    elif west < 0:
        runs = [(0, east), (360 + west, 359)]
    elif east > 359:
        runs = [(west, 359), (0, east - 360)]
    else:
        runs = [(west, east)]
    for row in range(first_row, last_row + 1):
        for first, last in runs:
            yield row * 360 + first, row * 360 + last


def _sphere_m(point: Point, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Metres from the point to each on a sphere, by the haversine formula."""
    lon, lat = np.radians(point)
    lons, lats = np.radians(lonlat).T
    square = (
        np.sin((lats - lat) / 2) ** 2 + np.cos(lat) * np.cos(lats) * np.sin((lons - lon) / 2) ** 2
    )
    distance: NDArray[np.float64] = 2 * _RADIUS_M * np.arcsin(np.sqrt(np.clip(square, 0, 1)))
    return distance
