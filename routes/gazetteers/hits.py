"""From rows to hits: what speaks for each, also beside the others of its name. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter

from routes.gazetteers.containers import distance_m
from routes.gazetteers.fold import fold
from routes.gazetteers.generics import stems
from routes.gazetteers.stored import (
    BARE,
    CURATED,
    FIRST_ORDER,
    KINDS,
    MACRO_REGION,
    MAIN,
    SECOND_ORDER,
    Hit,
    Row,
)
from routes.gazetteers.weights import (
    bare,
    beside_city,
    beside_town,
    confirmed,
    is_known_bare,
    is_namesake,
    is_native,
    left_in_doubt,
    prior,
    seat,
    weigh,
)
from routes.model.place import Kind, Match

__all__ = ["best", "certain", "coded", "doubted", "hit", "settled", "weight"]

_MATCHES: tuple[Match, ...] = ("exact", "alternate", "curated", "variant")  # by name.sort
_WATER = frozenset({"river", "lake"})
_NAMED_IN_FULL = frozenset({"region", "river", "lake", "sea"})  # Primorsky Krai, Lake Baikal

_TERRITORY_RADIUS_M = 60_000  # what belongs to one city: Pyongyang reaches 45 km
_METROPOLIS_RADIUS_M = 130_000  # if most people live in the city: Moscow 87 km, Beijing 124
_AIRPORT_OF_TOWN_M = 60_000.0
_ID, _WEIGHT = attrgetter("row.id"), attrgetter("weight")
_CITY = KINDS.index("city")
_RIVER = KINDS.index("river")
_GREAT_RIVER = 3  # scale rank; of smaller ones many share a name: Red River
_USUAL = 0.1  # of the weight by the main name
_CITY_STATE_RADIUS_M = 25_000  # Singapore 21, Hong Kong, Monaco; Luxembourg is more


def hit(row: Row, folded: str, text: str) -> Hit:
    """What a row is for the query ``text``, found by its name ``folded``."""
    if not row.sort:  # most are main names
        return Hit(row, "exact", text, prior(KINDS[row.kind_index], row.population, row.rank))
    return Hit(row, _MATCHES[row.sort], text, weight(row, folded))


def coded(row: Row, text: str) -> Hit:
    """What a row is for the query ``text``, found by its code."""
    people = prior(KINDS[row.kind_index], row.population, row.rank)
    return Hit(row, "code", text, weigh(people, "code"))


def weight(row: Row, folded: str, *, said: bool = False, native: bool = False) -> float:
    """The weight of a row by the name that led to it.

    ``said``: the query says its kind. ``native``: its name is one that is used there.
    """
    people = prior(KINDS[row.kind_index], row.population, row.rank)
    sort = row.sort or MAIN
    if sort == MAIN:
        return people
    kind, match = KINDS[row.kind_index], _MATCHES[sort]
    if sort == CURATED and kind in _WATER and not said and _is_part(folded, row.name):
        return bare(people, kind, main=True)  # that it is reviewed does not make Tumen the river
    if sort == CURATED or (sort == BARE and said):
        return weigh(people, match)
    native = native or said or is_native(folded, row.country)
    if sort == BARE or (kind in _NAMED_IN_FULL and not said and _is_part(folded, row.name)):
        main = native or _is_part(folded, row.name)
        return bare(people, kind, main=main, macro=row.rank == MACRO_REGION and kind == "region")
    return weigh(people, match, native=native or _is_plain(row, kind, folded))


def _is_part(folded: str, name: str) -> bool:
    """Whether a name is some of the words of another, not all: Baikal, of Lake Baikal."""
    whole = fold(name)
    return folded != whole and f" {folded} " in f" {whole} "


def _is_plain(row: Row, kind: Kind, folded: str) -> bool:
    """Whether another name is as good as the main one: for it says what the place is.

    As "Jilin Province" of Jilin, and as "New York" of New York City.
    """
    if kind == "city" and row.name.endswith(" City"):
        return fold(row.name) == f"{folded} city"
    return " " in folded and kind in _said_kinds(folded)


@lru_cache(maxsize=1)
def _said_kinds(folded: str) -> frozenset[Kind]:
    """The kinds that a name says; kept since all places of that name ask for it in turn."""
    return frozenset(kind for _, kinds in stems(folded) for kind in kinds)


def best(hits: Iterable[Hit]) -> list[Hit]:
    """Each place once, by the heaviest hit."""
    best: dict[int, Hit] = {}
    for hit in hits:
        known = best.get(hit.row.id)
        if known is None or hit.weight > known.weight:
            best[hit.row.id] = hit
    return list(best.values())


def certain(hits: Iterable[Hit]) -> list[Hit]:
    """The hits of a query that says more than the name, and all of it fits them."""
    return [
        each if each.match == "fuzzy" else each._replace(weight=confirmed(each.weight))
        for each in hits
    ]


def doubted(hits: Sequence[Hit]) -> list[Hit]:
    """The hits, heaviest first, of a query of which a part was left out: none is sure."""
    if not hits:
        return []
    weights = left_in_doubt([each.weight for each in hits], hits[0].match)
    return [each._replace(weight=weight) for each, weight in zip(hits, weights, strict=True)]


def settled(hits: list[Hit]) -> list[Hit]:
    """The hits, heaviest first, each thing once.

    Regions, states and airports stand behind the city in them of their name.
    """
    others = [hit for hit in hits if hit.row.kind_index != _CITY]
    if not others:
        return _ordered(hits)
    if len(others) < len(hits):
        cities = [hit for hit in hits if hit.row.kind_index == _CITY]
        areas = [hit for hit in others if _is_first_order(hit.row)]
        hits = [_seat(city, areas) for city in cities] if areas else cities
        hits += [_beside(other, cities) for other in others]
    return _rivers_once(_ordered(hits))


def _ordered(hits: list[Hit]) -> list[Hit]:
    """The hits, heaviest first, equal ones by their ids."""
    if len(hits) < 2:
        return hits
    return sorted(sorted(hits, key=_ID), key=_WEIGHT, reverse=True)


def _is_first_order(row: Row) -> bool:
    return row.rank == FIRST_ORDER and row.kind == "region"


def _rivers_once(hits: list[Hit]) -> list[Hit]:
    """Without further pieces of a great river, of which a name has one in the world."""
    if not any(each.row.kind_index == _RIVER for each in hits):
        return hits
    known: set[str] = set()
    kept = []
    for each in hits:
        if each.row.kind == "river" and (each.row.rank or 0) <= _GREAT_RIVER:
            if each.row.rank is not None and each.row.name in known:
                continue
            known.add(each.row.name)
        kept.append(each)
    return kept


def _beside(hit: Hit, cities: Iterable[Hit]) -> Hit:
    """A hit, lighter if it stands next to a city that was found by the same name."""
    row = hit.row
    # What is reviewed is meant by this name, whatever else is called so.
    if hit.match in ("curated", "code"):
        return hit
    weights = [hit.weight]
    if row.kind == "airport" and hit.match != "exact":
        near = (city for city in cities if distance_m(row, city.row) <= _AIRPORT_OF_TOWN_M)
        weights += [beside_town(hit.weight, city.weight) for city in near]
    elif row.kind == "country" or (row.kind == "region" and row.rank != MACRO_REGION):
        country = row.country
        there = [city for city in cities if city.row.country == country]
        weights += [_beside_city(hit, city) for city in there if _is_of(city, hit)]
    return hit if len(weights) == 1 else hit._replace(weight=min(weights))


def _beside_city(area: Hit, city: Hit) -> float:
    """The weight of an area that has its name from a city."""
    row = area.row
    territory = _is_territory(row, city.row)
    if row.kind == "country" and not territory:
        return area.weight
    usual = is_known_bare(row.country, row.population, city.row.population)
    return beside_city(area.weight, city.weight, usual=usual, territory=territory)


def _seat(city: Hit, areas: Iterable[Hit]) -> Hit:
    """A city, heavier if a first-order region is named after it."""
    if city.match == "exact" and any(_is_of(city, area) for area in areas):
        return city._replace(weight=seat(city.weight))
    return city


def _is_of(city: Hit, area: Hit) -> bool:
    """Whether a city lies in an area and is so large that the area has its name from it."""
    return (
        city.row.country == area.row.country
        and is_namesake(city.row.population, area.row.population)
        and distance_m(city.row, area.row) <= 1.5 * (area.row.radius_m or 0)
        and (area.match != "exact" or _is_usual(city))
        # Two misspelt names are two names.
        and (area.match != "fuzzy" or fold(city.row.name) == fold(area.row.name))
    )


def _is_usual(city: Hit) -> bool:
    """Whether the name is one that the city goes by: Rason is no usual name of Rajin."""
    return city.weight >= _USUAL * prior("city", city.row.population, None)


def _is_territory(area: Row, city: Row) -> bool:
    """Whether an area is no more than a city with its surroundings."""
    reach_m = area.radius_m or 0
    if area.kind == "country":
        return reach_m <= _CITY_STATE_RADIUS_M
    mostly = 2 * (city.population or 0) >= (area.population or 0)
    return area.rank == SECOND_ORDER or reach_m <= (
        _METROPOLIS_RADIUS_M if mostly else _TERRITORY_RADIUS_M
    )
