"""The bundled gazetteer as a geopy geocoder: offline, for people who want nothing else.

>>> from routes.gazetteers.geocoder import BundledGeocoder
>>> location = BundledGeocoder().geocode("Владивосток")
>>> location.address, round(location.latitude, 1), round(location.longitude, 1)
('Vladivostok, Primorsky Krai, Russia', 43.1, 131.9)
"""

from __future__ import annotations

import math
import re
import sqlite3
import weakref
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeAlias

from geopy.adapters import BaseAsyncAdapter, BaseSyncAdapter
from geopy.exc import GeocoderQueryError, GeocoderServiceError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder, options
from geopy.location import Location
from geopy.point import Point

from routes.errors import RoutesError, UnknownName
from routes.gazetteers.bundled import Bundled, open_bundled
from routes.gazetteers.disclosure import LONGEST
from routes.gazetteers.record import Record, facts, record
from routes.gazetteers.stored import KINDS, UNITS_PER_DEGREE, Hit
from routes.gazetteers.weights import shares
from routes.model.place import Candidate, Kind
from routes.plugins import unknown

__all__ = ["BundledGeocoder"]

Found: TypeAlias = "Location | list[Location] | None"

_LIMIT = 10
_CODE = re.compile(r"[A-Za-z]{2}")
_NOWHERE = "in no country and no named sea"

_TOWN_M = 10_000.0
"""So far outside its radius a town is still named in the address of a point."""


class BundledGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Names of places anywhere on earth, looked up in a file that ships with this package.

    Nothing is ever sent anywhere. The settings of geopy's geocoders are taken, so that this
    one can stand in for them, and change nothing but this: with an asynchronous
    ``adapter_factory``, as geopy's ``AioHTTPAdapter``, ``geocode`` and ``reverse`` return
    awaitables, as those of geopy's geocoders do. The look-up takes well under a millisecond
    and is not handed to a thread. Several threads may use one object.

    Raises ``geopy.exc.GeocoderServiceError`` when the file is missing or damaged.
    """

    def __init__(
        self,
        *,
        scheme: str | None = None,
        timeout: Any = DEFAULT_SENTINEL,
        proxies: Any = DEFAULT_SENTINEL,
        user_agent: str | None = None,
        ssl_context: Any = DEFAULT_SENTINEL,
        adapter_factory: Callable[..., Any] | None = None,
    ) -> None:
        super().__init__(
            scheme=scheme,
            timeout=timeout,
            proxies=proxies,
            user_agent=user_agent,
            ssl_context=ssl_context,
            adapter_factory=adapter_factory or _adapter(),
        )
        self._is_async = isinstance(self.adapter, BaseAsyncAdapter)
        self._store = _Store()

    def geocode(
        self,
        query: str | float | None,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002  part of geopy's interface
        country: str | None = None,
        kind: Kind | None = None,
        limit: int | None = None,
    ) -> Found | Awaitable[Found]:
        """The place that is called ``query``, or all that are, likeliest first.

        ``query`` is a name in any script, also with what it lies in ("Kirov, Kaluga
        Oblast"), or an airport or country code in capitals. ``country`` (ISO 3166-1
        alpha-2) and ``kind`` (one of ``routes.model.Kind``) leave out what is elsewhere or
        something else. ``timeout`` (seconds) means nothing here.

        One ``geopy.Location`` with ``exactly_one``, else a list of at most ``limit`` (10);
        None when nothing is called so, and for the empty cell of a table (None, NaN and
        pandas.NA), so that a whole column can be looked up.

        The likeliest is not always the one that is meant:
        ``raw["confidence"]``, 0 to 1, says how sure it is, ``raw["runner_up"]`` what else
        it could be, ``raw["radius_m"]`` how exact the point is.

        Raises ``geopy.exc.GeocoderQueryError`` for what is no name, an unknown kind, a
        country code that there is not, and a limit below 1.
        """
        if self._is_async:
            return _later(self._geocode, query, exactly_one, country, kind, limit)
        return self._geocode(query, exactly_one, country, kind, limit)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002  part of geopy's interface
    ) -> Found | Awaitable[Found]:
        """What lies at a point: the town if there is one, first-order region, country, water.

        ``query`` is a ``geopy.Point``, a (latitude, longitude) pair or a text of both, in
        degrees: in geopy's order.

        One ``geopy.Location`` at that point with ``exactly_one``, else a list of that and
        of the nearest town, however far. ``raw`` holds country, region, water, the nearest
        town and ``distance_m`` to it in metres, and what a reader must know as ``note``.

        Raises ``geopy.exc.GeocoderQueryError`` for what is no point on earth.
        """
        if self._is_async:
            return _later(self._reverse, query, exactly_one)
        return self._reverse(query, exactly_one)

    def _geocode(
        self,
        query: str | float | None,
        exactly_one: bool,
        country: str | None,
        kind: Kind | None,
        limit: int | None,
    ) -> Found:
        if country is not None or kind is not None or limit is not None:
            self._check(country, kind, limit)
        if not isinstance(query, str) and _is_missing(query):
            return None
        if not isinstance(query, str) or len(query) > LONGEST or not query.strip():
            raise GeocoderQueryError("the query must be a name: a text, neither empty nor long")
        found = self._store.found(query, country, kind)
        if not found.hits:
            return None
        if exactly_one:
            return found.location(0)
        return [found.location(n) for n in range(min(limit or _LIMIT, len(found.hits)))]

    def _check(self, country: str | None, kind: str | None, limit: int | None) -> None:
        if country is not None and not (isinstance(country, str) and _CODE.fullmatch(country)):
            raise GeocoderQueryError(f"{country!r} is no country code: write two letters, as in RU")
        if country is not None and not self._store.knows(country.upper()):
            raise GeocoderQueryError(
                f"no country has the code {country!r}: write that of ISO 3166-1, as in RU or GB"
            )
        if kind is not None and kind not in KINDS:
            error: UnknownName = unknown("kind of place", str(kind), KINDS)
            raise GeocoderQueryError(str(error))
        if limit is not None and (not isinstance(limit, int) or limit < 1):
            raise GeocoderQueryError(f"the limit must be a number from 1 on, not {limit!r}")

    def _reverse(self, query: Any, exactly_one: bool) -> Found:
        point = _point(query)
        here, nearest = self._store.reversed(point)
        return here if exactly_one else [each for each in (here, nearest) if each is not None]


class _Offline(BaseSyncAdapter):  # type: ignore[misc]  # geopy has no types
    """Stands where geocoders have their way to the network. There is none."""

    def get_text(self, *_: Any, **__: Any) -> str:
        raise GeocoderServiceError("the bundled gazetteer asks nothing of the network")

    get_json = get_text


def _adapter() -> Callable[..., Any]:
    """The default of geopy if that is asynchronous, else one that needs no certificates loaded."""
    chosen: Callable[..., Any] = options.default_adapter_factory
    if isinstance(chosen, type) and issubclass(chosen, BaseSyncAdapter):
        return _Offline
    return chosen


class _Store:
    """The opened file, closed when neither a geocoder nor a location needs it any more."""

    def __init__(self) -> None:
        try:
            self.bundled: Bundled = open_bundled()
        except RoutesError as error:
            raise GeocoderServiceError(str(error)) from error
        weakref.finalize(self, self.bundled.close)
        self._countries: dict[str, str | None] = {}

    def found(self, query: str, country: str | None, kind: Kind | None) -> _Hits:
        try:
            hits, ignored = self.bundled.found(query, country, kind)
        except (RoutesError, sqlite3.Error) as error:
            raise GeocoderServiceError(f"the bundled gazetteer cannot be read: {error}") from error
        return _Hits(self, hits, ignored)

    def reversed(self, point: Point) -> tuple[Location, Location | None]:
        """What lies at ``point``, and the nearest town."""
        try:
            found = self.bundled.reverse(point.longitude, point.latitude)
        except (RoutesError, sqlite3.Error) as error:
            raise GeocoderServiceError(f"the bundled gazetteer cannot be read: {error}") from error
        town, parts = found.nearest, [found.admin1, self.country(found.country)]
        is_there = town is not None and found.distance_m <= town.radius_m + _TOWN_M
        if found.water is not None and (found.country is None or found.water.kind == "lake"):
            parts.insert(0, found.water.name)
        elif town is not None and is_there and town.country == found.country:
            parts.insert(0, town.name)
        raw = {
            "country": found.country,
            "country_name": self.country(found.country),
            "admin1": found.admin1,
            "admin1_ref": found.admin1_ref,
            "offshore_m": found.offshore_m,
            "nearest": facts(town) if town else None,
            "distance_m": found.distance_m,
            "water": facts(found.water) if found.water else None,
            "note": found.note,
        }
        address = ", ".join(dict.fromkeys(filter(None, parts))) or _NOWHERE
        here = Location(address, Point(point.latitude, point.longitude), raw)
        return here, self._town(town)

    def country(self, code: str | None) -> str | None:
        """The name of a country by its ISO 3166-1 alpha-2 code."""
        return None if code is None else self._named(code) or code

    def knows(self, code: str) -> bool:
        """Whether a country has this code, in capitals."""
        return self._named(code) is not None

    def _named(self, code: str) -> str | None:
        try:
            return self._countries[code]
        except KeyError:
            pass
        try:
            name = self._countries[code] = self.bundled.country_name(code)
        except (RoutesError, sqlite3.Error) as error:
            raise GeocoderServiceError(f"the bundled gazetteer cannot be read: {error}") from error
        return name

    def _town(self, town: Candidate | None) -> Location | None:
        if town is None:
            return None
        address = _joined(town.name, town.admin1, self.country(town.country))
        return Location(address, Point(town.lat, town.lon), facts(town))


class _Hits:
    """All that was found for one query; the plain values of it only when they are asked for."""

    __slots__ = ("hits", "ignored", "store")

    def __init__(self, store: _Store, hits: Sequence[Hit], ignored: tuple[str, ...]) -> None:
        self.store, self.hits, self.ignored = store, hits, ignored

    def location(self, n: int) -> Location:
        row, store = self.hits[n].row, self.store
        region = store.bundled.region_name(row.country, row.admin1)
        address = _joined(row.name, region, store.country(row.country))
        lat, lon = row.lat / UNITS_PER_DEGREE, row.lon / UNITS_PER_DEGREE
        return _Found.of_store(address, lat, lon, (self, n))

    def raw(self, n: int) -> dict[str, Any]:
        runner_up = 1 if n == 0 else 0
        return {
            **self._record(n),
            "n_candidates": len(self.hits),
            "runner_up": self._record(runner_up) if len(self.hits) > runner_up else None,
        }

    def _record(self, n: int) -> Record:
        share = shares([hit.weight for hit in self.hits], self.hits[0].match)[n]
        return record(self.store.bundled.candidate(self.hits[n], share, self.ignored))


class _Found(Location):  # type: ignore[misc]  # geopy has no types
    """A location that makes ``raw``, a plain dict, when it is first asked for."""

    __slots__ = ()

    @classmethod
    def of_store(cls, address: str, lat: float, lon: float, held: tuple[_Hits, int]) -> _Found:
        """What ``cls(address, Point(lat, lon), held)`` is, in a third of the time.

        geopy checks coordinates again that were checked when the store was made. This is a
        fifth of a lookup.
        """
        point, found = object.__new__(Point), object.__new__(cls)
        point.latitude, point.longitude, point.altitude = lat, lon, 0.0
        found._address, found._point, found._raw = address, point, held
        found._tuple = (address, (lat, lon))
        return found

    @property
    def raw(self) -> dict[str, Any]:
        held: Any = super().raw
        if isinstance(held, tuple):
            hits, n = held
            held = hits.raw(n)
            super().__init__(self._address, self._point, held)
        made: dict[str, Any] = held
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        # What goes to another process is an ordinary location.
        return Location, (self._address, self._point, self.raw)


async def _later(call: Callable[..., Found], *args: Any) -> Found:
    return call(*args)


def _is_missing(value: object) -> bool:
    """Whether ``value`` is what tables have in an empty cell."""
    if value is None:
        return True
    try:
        return bool(value != value)  # noqa: PLR0124  # NaN and NaT are not equal to themselves
    except TypeError:  # of pandas.NA nobody knows
        return True
    except ValueError:  # an array
        return False


def _point(query: Any) -> Point:
    """``query`` as a point, as geopy takes it, but with geopy's own error for what is none."""
    try:
        if not isinstance(query, str | Point):
            lat = float(query[0])  # before geopy, which warns on stderr of what it then refuses
            if not (math.isfinite(lat) and abs(lat) <= 90):
                raise ValueError("a latitude goes from -90 to 90")
        return Point(query)
    except (ValueError, TypeError, LookupError) as error:
        raise GeocoderQueryError(
            f"no point on earth: give (latitude, longitude) in degrees ({error})"
        ) from None


def _joined(name: str, region: str | None, country: str | None) -> str:
    """An address: what there is of the three, each once."""
    if region and region != name:
        name = f"{name}, {region}"
    return f"{name}, {country}" if country and country not in (name, region) else name
