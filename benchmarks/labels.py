"""Made mentions of places with a known truth, to calibrate confidence with.

No public corpus of marked and resolved names is at hand, so mentions are drawn by program,
always the same for a seed:

1. The kind, by `SHARES`: what kinds of place a page of news names.
2. The place: from all records of that kind in the store. A city, region or country is drawn
   with a chance in proportion to its population to the power of `POWER`, a river, lake or sea
   by its rank (one rank coarser, half the chance), an airport with an IATA code as any other,
   and the reviewed rows of other kinds as any other.
   A second-order region has a `DISTRICT` of the chance of one that a state has first.
3. The name: its main name, or with the chance `OTHER_NAME` any of its other names. A region
   that bears the name of a town in it is mostly (`SAID`) written with the word that says so.
4. How it is asked for, by `WAYS`: bare; with its country as a hint; "X, Country"; "X, Region";
   or with one typing mistake.

In context, mentions come in journeys of three to five stops: a first city as above and each
next one from the cities within `REACH_M` of the last, by population again, all asked for by
their main names and without hints.

What this cannot show: names of places that no row of the store has, and what newsrooms
write about more often than the number of people says.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import asin, degrees
from pathlib import Path

import numpy as np

from benchmarks.typos import mistyped
from routes.gazetteers.fold import fold
from routes.gazetteers.protocol import Gazetteer
from routes.gazetteers.store import CURATED, FIRST_ORDER, KINDS, MAIN, open_store

POWER = 0.75
DISTRICT = 0.1
OTHER_NAME = 0.25
SAID = 0.9
GENERICS = dict.fromkeys(("RU", "UA", "BY", "BG"), "Oblast") | dict.fromkeys(
    ("AR", "CN", "CU", "ES", "ID", "IR", "IT", "KP", "LA", "PE", "PH", "TH", "TR", "VN"), "Province"
)
REACH_M = 600_000.0
SHARES = {
    "city": 0.55, "country": 0.2, "region": 0.15, "river": 0.03, "sea": 0.02, "lake": 0.01,
    "airport": 0.02, "crossing": 0.01, "facility": 0.01,
}  # fmt: skip
WAYS = {"bare": 0.45, "country": 0.2, "X, Country": 0.15, "X, Region": 0.1, "mistyped": 0.1}
REGION = KINDS.index("region")
_PEOPLED = ("city", "region", "country")


@dataclass(frozen=True)
class Drawn:
    """A place of the store that was drawn; ``lon``, ``lat`` in degrees."""

    id: int
    ref: str
    kind: str
    name: str
    lon: float
    lat: float
    country: str | None
    admin1: str | None
    population: int


@dataclass(frozen=True)
class Mention:
    """A name as somebody writes it, how, and the place that is meant."""

    query: str
    way: str
    country: str | None
    place: Drawn


def mentions(count: int, seed: int, power: float = POWER) -> Iterator[Mention]:
    """``count`` mentions of single places."""
    chance = random.Random(seed)
    shares = {kind: share for kind, share in SHARES.items() if kind in _held_kinds()}
    kinds = {kind: drawn(chance, power, (kind,)) for kind in shares}
    for _ in range(count):
        kind = chance.choices(list(shares), list(shares.values()))[0]
        yield _mention(next(kinds[kind]), chance)


def journeys(count: int, seed: int, power: float = POWER) -> Iterator[tuple[Drawn, ...]]:
    """``count`` journeys through cities, each of three to five different names."""
    chance = random.Random(seed)
    near = _Near(power)
    starts = drawn(chance, power, ("city",))
    for _ in range(count):
        stops = [next(starts)]
        for _ in range(chance.randint(2, 4)):
            following = near.draw(stops[-1], chance)
            if following and following.name not in [stop.name for stop in stops]:
                stops.append(following)
        yield tuple(stops)


def drawn(chance: random.Random, power: float, kinds: Sequence[str]) -> Iterator[Drawn]:
    """Places of ``kinds`` without end, by their chance; the same one may come again."""
    places = [place for place in _places() if place.kind in kinds and _weight(place, power)]
    total = list(accumulate(_weight(place, power) for place in places))
    while True:
        yield places[bisect(total, chance.random() * total[-1])]


def misspelt(
    gazetteer: Gazetteer,
    mistakes: int,
    count: int = 1000,
    power: float = POWER,
    *,
    districts: bool = False,
) -> Iterator[tuple[str, Drawn]]:
    """Mistyped names, and the places they mean."""
    chance = random.Random(7 + mistakes)
    made = 0
    for place in drawn(chance, power=power, kinds=("city", "region", "country")):
        if sum(c.isalpha() for c in place.name) < 6 or (is_district(place) and not districts):
            continue
        wrong = mistyped(place.name, mistakes, chance)
        if any(c.match != "fuzzy" for c in gazetteer.lookup(wrong)):
            continue
        yield wrong, place
        made += 1
        if made == count:
            return


def rank_of(place: Drawn, gazetteer: Gazetteer, wrong: str) -> int | None:
    """The rank, counted from 1, of ``place`` or a namesake among the answers, or None."""
    for rank, found in enumerate(gazetteer.lookup(wrong), 1):
        if found.ref == place.ref or fold(found.name) == fold(place.name):
            return rank
    return None


def points(seed: int) -> Iterator[tuple[float, float]]:
    """Points without end, lon and lat in degrees, equally dense all over the sphere."""
    chance = random.Random(seed)
    while True:
        yield chance.uniform(-180, 180), degrees(asin(chance.uniform(-1, 1)))


def _mention(place: Drawn, chance: random.Random) -> Mention:
    name = place.name
    others = _other_names(place.id)
    if others and chance.random() < OTHER_NAME:
        name = chance.choice(others)
    elif is_like_its_town(place) and chance.random() < SAID:
        name = f"{name} {GENERICS.get(place.country or '', 'Region')}"
    way = chance.choices(list(WAYS), list(WAYS.values()))[0]
    country = _country_names().get(place.country or "")
    region = _region_names().get((place.country or "", place.admin1 or ""))
    if way == "mistyped" and sum(c.isalpha() for c in name) > 5:
        return Mention(mistyped(name, 1, chance), way, None, place)
    if place.kind != "country" and country:
        if way == "country":
            return Mention(name, way, place.country, place)
        if way == "X, Country":
            return Mention(f"{name}, {country}", way, None, place)
        if way == "X, Region" and region and place.kind != "region":
            return Mention(f"{name}, {region}", way, None, place)
    return Mention(name, "bare", None, place)


def is_district(place: Drawn) -> bool:
    """Whether it is a division below those that a state has first."""
    return place.kind == "region" and _ranks().get(place.id, 0) > FIRST_ORDER


def is_like_its_town(place: Drawn) -> bool:
    """Whether a region bears the name of a town that lies in it."""
    return place.kind == "region" and (place.country, place.admin1, fold(place.name)) in _towns()


def codes_of_regions() -> dict[str, frozenset[str]]:
    """The ISO 3166-2 codes of the regions that have one, by their refs."""
    rows = _rows("SELECT ref, codes FROM place WHERE codes IS NOT NULL AND kind = ?", REGION)
    return {_ref(ref): frozenset(codes.split()) for ref, codes in rows}


def divisions_of_regions() -> dict[str, tuple[str, str]]:
    """State and GeoNames division code of the regions that have them, by their refs."""
    rows = _rows("SELECT ref, country, admin1 FROM place WHERE admin1 <> '' AND kind = ?", REGION)
    return {_ref(ref): (country, admin1) for ref, country, admin1 in rows}


class _Near:
    """Draws a city near another, by population."""

    def __init__(self, power: float) -> None:
        self._cities = [place for place in _places() if place.kind == "city"]
        lonlat = np.radians([(c.lon, c.lat) for c in self._cities])
        self._on_sphere = _unit(lonlat[:, 0], lonlat[:, 1])
        self._weights = np.array([float(c.population) ** power for c in self._cities])

    def draw(self, last: Drawn, chance: random.Random) -> Drawn | None:
        here = _unit(np.radians(last.lon), np.radians(last.lat))
        cosine = self._on_sphere @ here
        is_near = (cosine > np.cos(REACH_M / 6_371_008.8)) & (cosine < 1 - 1e-9)
        total = np.cumsum(np.where(is_near, self._weights, 0.0))
        if total[-1] <= 0:
            return None
        return self._cities[int(np.searchsorted(total, chance.random() * total[-1]))]


def _unit(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=-1)


def _weight(place: Drawn, power: float) -> float:
    if place.kind in _PEOPLED:
        share = DISTRICT if is_district(place) else 1.0
        return share * float(place.population) ** power if place.population else 0.0
    if place.kind in ("river", "lake", "sea"):
        return 0.5 ** _ranks().get(place.id, 12)
    if place.kind == "airport":
        return 1.0 if _ranks().get(place.id) == 1 else 0.0
    return 1.0


def _rows(query: str, *values: int) -> list[tuple]:
    with closing(open_store(STORE)) as base:
        return base.execute(query, values).fetchall()


def _ref(ref: int | str) -> str:
    return f"geonames:{ref}" if isinstance(ref, int) else ref


STORE = Path(str(files("routes") / "_data" / "gazetteer.sqlite"))


@cache
def _places() -> tuple[Drawn, ...]:
    rows = _rows(
        "SELECT id, ref, kind, name, lon, lat, country, admin1, population FROM place ORDER BY id"
    )
    return tuple(
        Drawn(
            id=row[0],
            ref=_ref(row[1]),
            kind=KINDS[row[2]],
            name=row[3],
            lon=row[4] / 1e5,
            lat=row[5] / 1e5,
            country=row[6],
            admin1=row[7],
            population=row[8] or 0,
        )
        for row in rows
    )


@cache
def _held_kinds() -> frozenset[str]:
    return frozenset(place.kind for place in _places())


@cache
def _towns() -> frozenset[tuple[str | None, str | None, str]]:
    return frozenset((p.country, p.admin1, fold(p.name)) for p in _places() if p.kind == "city")


@cache
def _ranks() -> dict[int, int]:
    return dict(_rows("SELECT id, rank FROM place WHERE rank IS NOT NULL"))


@cache
def _names_by_place() -> dict[int, list[str]]:
    names: dict[int, list[str]] = {}
    query = "SELECT place, folded FROM name WHERE sort > ? AND sort <= ? ORDER BY place, folded"
    for place, folded in _rows(query, MAIN, CURATED):
        names.setdefault(place, []).append(folded)
    return names


def _other_names(place: int) -> list[str]:
    return _names_by_place().get(place, [])


@cache
def _country_names() -> dict[str, str]:
    return {p.country: p.name for p in _places() if p.kind == "country" and p.country}


@cache
def _region_names() -> dict[tuple[str, str], str]:
    return {
        (p.country, p.admin1): p.name
        for p in reversed(_places())
        if p.kind == "region" and p.country and p.admin1 and _ranks().get(p.id) == FIRST_ORDER
    }
