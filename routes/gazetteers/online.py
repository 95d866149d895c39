"""Any geocoding service that geopy knows, as a gazetteer.

The query leaves this machine: a person must have asked for it by name.
"""

from __future__ import annotations

import inspect
import random
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from importlib.metadata import version
from pathlib import Path
from typing import Any

from geopy import exc
from geopy.adapters import AdapterHTTPError, get_retry_after
from geopy.geocoders import SERVICE_TO_GEOCODER
from shapely.geometry.base import BaseGeometry

from routes import plugins
from routes.errors import (
    GeocoderBadAnswer,
    GeocoderError,
    GeocoderRefused,
    GeocoderTimeout,
    GeocoderUnavailable,
    UsageError,
)
from routes.gazetteers.answers import candidates_from
from routes.gazetteers.cached import Cached
from routes.gazetteers.pace import Pace, process_pace
from routes.gazetteers.transport import LimitedAdapter, UnreadableAnswer
from routes.model import Candidate, Kind

DEADLINE_S = 20.0
"""How long one lookup may take in all, retries and waiting for a turn included."""

_TRIES = 3
# What geopy's code lets through when an answer is not what it expects.
_FOREIGN = (
    exc.GeopyError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
# First match wins. Without a message of ours the message is that of our own transport.
_TRANSLATIONS: tuple[tuple[type[Exception], type[GeocoderError], str | None], ...] = (
    (exc.GeocoderTimedOut, GeocoderTimeout, "no answer within the deadline"),
    (TimeoutError, GeocoderTimeout, "no answer within the deadline"),
    (exc.GeocoderUnavailable, GeocoderUnavailable, "could not be reached"),
    (exc.GeocoderQuotaExceeded, GeocoderRefused, "the quota is used up"),
    (exc.GeocoderAuthenticationFailure, GeocoderRefused, "the key is not accepted"),
    (exc.GeocoderInsufficientPrivileges, GeocoderRefused, "the key is not enough for this"),
    (UnreadableAnswer, GeocoderBadAnswer, None),
)
_FROM_PYTHON = "Keys work only from Python for now: see routes.gazetteers.online.open_geopy."
_REFUSALS = (401, 402, 403, 407)
_SECRETS = ("key", "token", "secret", "password", "signature", "auth", "user")


def open_geopy(
    spec: str,
    *,
    cache_path: Path | None = None,
    options: Mapping[str, object] | None = None,
    deadline_s: float = DEADLINE_S,
    pace: Pace | None = None,
) -> Online | Cached:
    """The service that ``spec`` names, as in ``geopy:Nominatim``; case does not matter.

    With ``cache_path`` answers are kept in that file and a known query is not sent
    again. ``options`` go to geopy's class for the service: a key, ``domain``, ``scheme``.
    ``deadline_s`` and ``pace`` as for ``Online``. Nothing is sent before the first lookup.

    Raises UnknownName, with the nearest service, when geopy knows none of that name, and
    UsageError when the service needs an option that is missing or knows none of a name.
    """
    service = spec.partition(":")[2]
    known = {name.lower(): cls for name, cls in SERVICE_TO_GEOCODER.items()}
    if service.lower() not in known:
        shown = sorted({cls.__name__ for cls in known.values()})
        raise plugins.unknown("geopy service", service, shown)
    kind = known[service.lower()]
    given = dict(options or {})
    online = Online(kind.__name__, _made(kind, given), deadline_s=deadline_s, pace=pace)
    if cache_path is None:
        return online
    return Cached(online, cache_path, identity=_identity(online.name, given))


def _made(kind: Any, options: Mapping[str, object]) -> Any:
    takes = inspect.signature(kind).parameters
    for name in options:
        if name not in takes:
            raise plugins.unknown(f"option of {kind.__name__}", name, sorted(takes))
    own: dict[str, object] = {
        "user_agent": f"reported-routes/{version('reported-routes')}",
        "adapter_factory": LimitedAdapter,
    }
    needed = [n for n, p in takes.items() if p.default is p.empty and n not in options]
    if needed:
        raise UsageError(f"{kind.__name__} needs the options: {', '.join(needed)}. {_FROM_PYTHON}")
    try:
        return kind(**{**options, **{n: v for n, v in own.items() if n in takes}})
    except exc.ConfigurationError:
        # geopy's message may repeat the value of an option, and that may be a key.
        message = f"{kind.__name__} does not take these options: {', '.join(options)}"
        if not options:
            message = f"{kind.__name__} does not work without options: an API key. {_FROM_PYTHON}"
        raise UsageError(message) from None


def _identity(name: str, options: Mapping[str, object]) -> str:
    """What tells cached answers apart: the service and its options, but no secrets."""
    shown = {n: v for n, v in options.items() if not any(s in n.lower() for s in _SECRETS)}
    return name + "".join(f" {n}={v}" for n, v in sorted(shown.items()))


class Online:
    """A geopy geocoder as a gazetteer.

    ``geocoder`` is an instance of one of geopy's classes that uses ``LimitedAdapter``.
    Every lookup takes a turn of ``pace`` (by default one a second for the whole process)
    and ends within ``deadline_s`` seconds. "Busy" answers are asked again while there
    is time, after as long as the service says.
    """

    def __init__(
        self,
        service: str,
        geocoder: Any,
        *,
        deadline_s: float = DEADLINE_S,
        pace: Pace | None = None,
    ) -> None:
        self.name = f"geopy:{service}"
        self._geocoder = geocoder
        self._takes = inspect.signature(geocoder.geocode).parameters
        self._deadline_s = deadline_s
        self._pace = pace or process_pace()

    def lookup(
        self, query: str, *, country: str | None = None, kind: Kind | None = None, limit: int = 10
    ) -> tuple[Candidate, ...]:
        """The places the service offers, in its order, at most ``limit``.

        ``country`` (ISO 3166-1 alpha-2) and ``kind`` leave out what the service says is
        elsewhere or something else. ``match`` is ``online``. ``radius_m`` reaches the
        furthest corner of the answer's bounding box, or is 25 km where it has none.

        Raises GeocoderUnavailable, GeocoderTimeout, GeocoderRefused or GeocoderBadAnswer;
        none of them holds the query or a key. No candidates means that the service said
        that it found nothing.
        """
        until = time.monotonic() + self._deadline_s
        for attempt in range(1, _TRIES + 1):
            try:
                found = self._ask(query, country, limit, until)
                break
            except _BusyError as busy:
                wait = busy.wait_s(attempt)
                if attempt == _TRIES or time.monotonic() + wait >= until:
                    raise busy.error from None
                time.sleep(wait)
        return candidates_from(self.name, found, country=country, kind=kind)[:limit]

    def area(self, ref: str) -> BaseGeometry | None:  # noqa: ARG002  # part of the protocol
        """None: services are asked for points only."""
        return None

    def close(self) -> None:
        """Nothing to give back: every request has a connection of its own."""

    def _ask(self, query: str, country: str | None, limit: int, until: float) -> Any:
        if not self._pace.take_turn(until - time.monotonic()):
            raise GeocoderTimeout(self.name, "no turn within the deadline")
        left = until - time.monotonic()
        asked = self._parameters(country, limit) | {"timeout": left}
        try:
            return _within(left, lambda: self._geocoder.geocode(query, **asked))
        except _FOREIGN as error:
            # ``from None``: geopy's errors may hold the address, and that the query and the key.
            raise self._translated(error) from None

    def _parameters(self, country: str | None, limit: int) -> dict[str, object]:
        """What this service's ``geocode`` takes of what we would like to tell it."""
        wanted: dict[str, object] = {
            "exactly_one": False,
            "limit": limit,
            "addressdetails": True,
            "language": "en",
        }
        if country:
            lower, upper = country.lower(), country.upper()
            wanted |= {"country_codes": lower, "countries": [upper], "country": upper}
        return {name: value for name, value in wanted.items() if name in self._takes}

    def _translated(self, error: Exception) -> Exception:
        """The error of geopy as one of ours."""
        cause = error.__cause__
        if isinstance(cause, AdapterHTTPError):
            return self._from_status(cause.status_code, get_retry_after(cause.headers))
        for theirs, ours, message in _TRANSLATIONS:
            if isinstance(error, theirs):
                return ours(self.name, message or str(error))
        return GeocoderBadAnswer(self.name, "an answer that makes no sense")

    def _from_status(self, status: int, retry_after: float | None) -> Exception:
        said = f"answered with status {status}"
        if status == 429:
            return _BusyError(GeocoderRefused(self.name, said, retry_after), retry_after)
        if status in _REFUSALS:
            return GeocoderRefused(self.name, said)
        if status == 408:
            return GeocoderTimeout(self.name, said)
        if status >= 500:
            return _BusyError(GeocoderUnavailable(self.name, said, retry_after), retry_after)
        return GeocoderBadAnswer(self.name, said)


class _BusyError(Exception):
    """The service cannot answer now; ``error`` is for when there is no time to ask again."""

    def __init__(self, error: GeocoderError, retry_after: float | None) -> None:
        self.error, self.retry_after = error, retry_after
        super().__init__(str(error))

    def wait_s(self, attempt: int) -> float:
        """Seconds before asking again: what the service says, or 1, 2, ... give or take half."""
        if self.retry_after is not None:
            return self.retry_after
        return float(2 ** (attempt - 1)) * random.uniform(0.5, 1.5)  # noqa: S311  # only spreads load


def _within(seconds: float, call: Callable[[], Any]) -> Any:
    """What ``call`` gives, or TimeoutError after ``seconds`` even if it hangs.

    Nothing in Python ends a name look-up or a dripping header from outside, so the call
    runs in a thread that is left behind; its connection has a timeout of its own.
    """
    future: Future[Any] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # raised where it is waited for
            future.set_exception(error)

    threading.Thread(target=run, name="geocoder", daemon=True).start()
    return future.result(timeout=max(seconds, 0.0))
