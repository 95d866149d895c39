"""What a place that is kept secret may be called in any language. Nobody else is asked for that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routes.gazetteers.protocol import Gazetteer
from routes.geodesy import Point, area_radius_m, center_and_radius, length_m
from routes.messages import Written
from routes.model import Candidate, Place, Toponym
from routes.model.place import commas

__all__ = ["NEAR_M", "Called"]

NEAR_M = 100_000.0
"""A record of the name this near to a secret may be what the secret is called after.

Coordinates that are rounded to a whole degree are up to 79 km off, and airports lie up to 60 km
from their cities. To take out the names of one place too many harms less than to leave one in.
"""

_ASKED = 100
"""How many records of a name are looked at: of Springfield there are 34."""


class Called:
    """The names of secrets, by the gazetteer that ships with the program, or one like it.

    Of one that asks a service only what it has at hand is asked, and one without lists of names
    knows nothing. ``known`` has what was last said of each place, by its id.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer: Gazetteer = getattr(gazetteer, "local", gazetteer)
        self._names_of = getattr(self._gazetteer, "names_of", None)
        self.known: dict[str, tuple[str, ...]] = {}

    def __call__(
        self, toponym: Toponym, chosen: Sequence[Candidate], place: Place | None
    ) -> tuple[str, ...]:
        """The names of what was ``chosen`` and of all that is called as the case calls it.

        Where ``place`` says where it is, of what lies near; else of all, since nobody knows which
        it is. Of an airport also those of the city after which it is called. They begin with
        capitals; what is as short as a code is left out.
        """
        self.known[toponym.id] = names = self._said(toponym, chosen, place)
        return names

    def _said(
        self, toponym: Toponym, chosen: Sequence[Candidate], place: Place | None
    ) -> tuple[str, ...]:
        if self._names_of is None:
            return ()
        records = {each.ref: each for each in chosen}
        for each in self._namesakes(toponym, place):
            records.setdefault(each.ref, each)
        names = self._of(tuple(records.values()))
        cities = {
            city.ref: city
            for airport in records.values()
            if airport.kind == "airport"
            for city in self._cities(airport)
            if city.ref not in records
        }
        return tuple(dict.fromkeys((*names, *self._of(tuple(cities.values())))))

    def _of(self, candidates: Sequence[Candidate]) -> tuple[str, ...]:
        found: tuple[str, ...] = self._names_of(*candidates) if candidates else ()  # type: ignore[misc]
        # Capitals tell a name from an ordinary word: see routes.publish.spelling.
        return tuple(name.title() for name in found if len(name) > 3 or not name.isascii())

    def _namesakes(self, toponym: Toponym, place: Place | None) -> Iterator[Candidate]:
        """All that has the very name, a label or a code of the place."""
        label = toponym.label
        labels = tuple(label.told.values()) if isinstance(label, Written) else (label,)
        given = (toponym.name, toponym.query, *labels, toponym.iata, toponym.icao)
        spot = _spot(place)
        country = toponym.country if spot is None else None
        for text in dict.fromkeys(filter(None, given)):
            for each in self._spelt(text, country):
                if spot is None or _is_near(each, *spot):
                    yield each

    def _spelt(self, text: str, country: str | None) -> tuple[Candidate, ...]:
        """What is called so, and not what is called almost so."""
        for name in dict.fromkeys((text, commas(text)[0])):
            found = self._gazetteer.lookup(name, country=country, limit=_ASKED) if name else ()
            exact = tuple(each for each in found if each.match != "fuzzy")
            if exact:
                return exact
        return ()

    def _cities(self, airport: Candidate) -> Iterator[Candidate]:
        """Cities by whose very name an airport is known, too."""
        for name in self._of((airport,)):
            for city in self._gazetteer.lookup(name, kind="city", limit=_ASKED):
                if city.match != "fuzzy" and _is_near(city, (airport.lon, airport.lat), 0.0):
                    yield city


def _spot(place: Place | None) -> tuple[Point, float] | None:
    """A point and the metres around it in which a place lies."""
    if place is None:
        return None
    if place.point is not None:
        return place.point, place.radius_m
    from shapely import get_coordinates  # noqa: PLC0415  only what is published needs it

    center, _ = center_and_radius(get_coordinates(place.geometry))
    return center, area_radius_m(place.geometry)


def _is_near(candidate: Candidate, point: Point, radius_m: float) -> bool:
    away_m = length_m(point, (candidate.lon, candidate.lat))
    return away_m <= NEAR_M + radius_m + candidate.radius_m
