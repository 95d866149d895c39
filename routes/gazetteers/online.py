"""Any geocoding service that geopy knows, as a gazetteer.

The query leaves this machine: a person must have asked for it by name.
"""

from __future__ import annotations

import inspect
import os
import random
from collections.abc import Mapping
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
    GeocoderRateLimited,
    GeocoderRefused,
    GeocoderTimeout,
    GeocoderUnavailable,
    UsageError,
)
from routes.gazetteers.answers import candidates_from, wanted_of
from routes.gazetteers.cached import Cached
from routes.gazetteers.clock import Clock
from routes.gazetteers.credits import keeping_days
from routes.gazetteers.disclosure import LONGEST
from routes.gazetteers.options import Options, keys_of, options_for
from routes.gazetteers.pace import Pace, process_pace
from routes.gazetteers.patience import LOOKUP_S
from routes.gazetteers.questions import parameters
from routes.gazetteers.transport import LimitedAdapter, NoWayThere, UnreadableAnswer
from routes.model import Candidate, Kind

_TRIES = 3
_SECURE = {"GeoNames": "secure.geonames.org"}
"""Services that have another host for https than geopy knows."""

# What geopy's code lets through when an answer is not what it expects.
_FOREIGN = (
    exc.GeopyError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    SyntaxError,  # of XML
    TypeError,
    ValueError,
)
# First match wins. Without a message of ours the message is that of our own transport.
_TRANSLATIONS: tuple[tuple[type[Exception], type[GeocoderError], str | None], ...] = (
    (exc.GeocoderTimedOut, GeocoderTimeout, "no answer within the deadline"),
    (TimeoutError, GeocoderTimeout, "no answer within the deadline"),
    (NoWayThere, GeocoderUnavailable, None),
    (exc.GeocoderUnavailable, GeocoderUnavailable, "could not be reached"),
    (exc.GeocoderRateLimited, GeocoderRateLimited, "asked too often"),
    (exc.GeocoderQuotaExceeded, GeocoderRefused, "the quota is used up"),
    (exc.GeocoderAuthenticationFailure, GeocoderRefused, "the key is not accepted"),
    (exc.GeocoderInsufficientPrivileges, GeocoderRefused, "the key is not enough for this"),
    (
        exc.GeocoderQueryError,
        GeocoderBadAnswer,
        "does not take the question: the key or an option is wrong, or it looks up no such names",
    ),
    (UnreadableAnswer, GeocoderBadAnswer, None),
)
_REFUSALS = (401, 402, 403, 407)


def services() -> tuple[str, ...]:
    """The services that geopy knows, as they are written after ``geopy:``, sorted."""
    return tuple(sorted({kind.__name__ for kind in SERVICE_TO_GEOCODER.values()}))


def open_geopy(
    spec: str,
    *,
    cache_path: Path | None = None,
    options: Mapping[str, object] | None = None,
    environ: Mapping[str, str] | None = None,
    deadline_s: float = LOOKUP_S,
    pace: Pace | None = None,
    clock: Clock | None = None,
) -> Online | Cached:
    """The service that ``spec`` names, as in ``geopy:Nominatim``; case does not matter.

    With ``cache_path`` answers are kept in that file for ``keeping_days`` and a known
    query is not sent again. ``options`` are those of geopy's class for the service and
    of its ``geocode``; what is not among them is taken from ``environ`` (None: the
    environment), as in ``ROUTES_OPENCAGE_API_KEY``. See ``options_for``.
    ``deadline_s``, ``pace`` and ``clock`` as for ``Online``. Nothing is sent before the
    first lookup.

    Raises UnknownName, with the nearest service, when geopy knows none of that name, and
    UsageError when the service needs an option that is missing, knows none of a name, or
    does not take a value.
    """
    service = spec.partition(":")[2]
    known = {kind.__name__.lower(): kind for kind in SERVICE_TO_GEOCODER.values()}
    known |= SERVICE_TO_GEOCODER  # "google" is GoogleV3, "azure" AzureMaps
    if service.lower() not in known:
        raise plugins.unknown("geopy service", service, services())
    kind = known[service.lower()]
    given = options_for(kind, options or {}, os.environ if environ is None else environ)
    made = _made(kind, given.made)
    online = Online(
        kind.__name__, made, asked_with=given.asked, deadline_s=deadline_s, pace=pace, clock=clock
    )
    if cache_path is None:
        return online
    days = keeping_days(kind.__name__)
    return Cached(online, cache_path, identity=_identity(online.name, given), max_age_days=days)


def _made(kind: Any, options: Mapping[str, object]) -> Any:
    takes = inspect.signature(kind).parameters
    own: dict[str, object] = {
        "user_agent": f"reported-routes/{version('reported-routes')}",
        "adapter_factory": LimitedAdapter,
        # Also where geopy's own is "http": whoever is on the way would read the name and the key.
        "scheme": "https",
    }
    if "scheme" not in options and kind.__name__ in _SECURE:
        own["domain"] = _SECURE[kind.__name__]
    try:
        return kind(**{**{n: v for n, v in own.items() if n in takes}, **options})
    except (exc.GeopyError, TypeError, ValueError):
        # geopy's message may repeat the value of an option, and that may be a key.
        message = f"{kind.__name__} does not take these options: {', '.join(options)}"
        if not options:
            message = f"{kind.__name__} needs a key: set {keys_of(kind)}"
        raise UsageError(message) from None


def _identity(name: str, options: Options) -> str:
    """What tells cached answers apart: the service and its options, but no secrets."""
    return name + "".join(f" {n}={v}" for n, v in sorted(options.shown.items()))


class Online:
    """A geopy geocoder as a gazetteer.

    ``geocoder`` is an instance of one of geopy's classes that uses ``LimitedAdapter``.
    ``asked_with`` are options of its ``geocode``. Every lookup takes a turn of ``pace``
    (by default one a second for the whole process) and ends within ``deadline_s``
    seconds of ``clock`` (None: that of this machine). "Busy" answers are asked again while
    there is time, after as long as the service says.
    """

    def __init__(
        self,
        service: str,
        geocoder: Any,
        *,
        asked_with: Mapping[str, object] | None = None,
        deadline_s: float = LOOKUP_S,
        pace: Pace | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.name = f"geopy:{service}"
        self._service, self._geocoder = service, geocoder
        self._asked_with = dict(asked_with or {})
        self._takes = inspect.signature(geocoder.geocode).parameters
        self._deadline_s = deadline_s
        self._pace, self._clock = pace or process_pace(), clock or Clock()
        self._asked: dict[str, None] = {}
        self._answered: set[str] = set()

    @property
    def asked(self) -> tuple[str, ...]:
        """The names that were sent or tried to be sent to the service, each once, in order."""
        return tuple(self._asked)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Those of `asked` to which nothing came back: nobody can tell whether they arrived."""
        return tuple(name for name in self._asked if name not in self._answered)

    def lookup(
        self, query: str, *, country: str | None = None, kind: Kind | None = None, limit: int = 10
    ) -> tuple[Candidate, ...]:
        """The places the service offers, in its order, at most ``limit``.

        ``country`` (ISO 3166-1 alpha-2) and ``kind`` leave out what the service says is
        elsewhere or something else. ``match`` is ``online``. ``radius_m`` reaches the
        furthest corner of the answer's bounding box, or is 25 km where it has none.
        ``weight`` says the order and little else; ``confidence`` is low on purpose.

        Raises GeocoderUnavailable, GeocoderTimeout, GeocoderRefused or GeocoderBadAnswer;
        none of them holds the query or a key. No candidates means that the service said
        that it found nothing. Raises UsageError, and sends nothing, for a text longer
        than `LONGEST`: that is no name.
        """
        if len(query) > LONGEST:
            raise UsageError(
                f"a text of {len(query):,} characters is no name and was not sent to "
                f"{self.name}; write at most {LONGEST}"
            )
        until = self._clock.now() + self._deadline_s
        for attempt in range(1, _TRIES + 1):
            try:
                found = self._ask(query, country, limit, until)
                break
            except _BusyError as busy:
                wait = busy.wait_s(attempt)
                if attempt == _TRIES or self._clock.now() + wait >= until:
                    raise busy.error from None
                self._clock.sleep(wait)
        candidates = candidates_from(self.name, found, query=query)
        return wanted_of(candidates, country=country, kind=kind)[:limit]

    def shape(self, ref: str) -> BaseGeometry | None:  # noqa: ARG002  # part of the protocol
        """None: services are asked for points only."""
        return None

    def close(self) -> None:
        """Nothing to give back: every request has a connection of its own."""

    def _ask(self, query: str, country: str | None, limit: int, until: float) -> Any:
        if not self._pace.take_turn(until - self._clock.now()):
            raise GeocoderTimeout(self.name, "no turn within the deadline")
        left = until - self._clock.now()
        asked = parameters(self._service, self._takes, country, limit)
        asked |= self._asked_with | {"timeout": left}
        self._asked[query] = None
        try:
            found = self._clock.within(left, lambda: self._geocoder.geocode(query, **asked))
        except _FOREIGN as error:
            if not _is_silence(error):
                self._answered.add(query)
            # ``from None``: geopy's errors may hold the address, and that the query and the key.
            raise self._translated(error) from None
        self._answered.add(query)
        return found

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
            return _BusyError(GeocoderRateLimited(self.name, said, retry_after), retry_after)
        if status in _REFUSALS:
            return GeocoderRefused(self.name, said)
        if status == 408:
            return GeocoderTimeout(self.name, said)
        if status >= 500:
            return _BusyError(GeocoderUnavailable(self.name, said, retry_after), retry_after)
        return GeocoderBadAnswer(self.name, said)


def _is_silence(error: Exception) -> bool:
    """Whether the service said nothing at all. A status, whichever, is an answer."""
    if isinstance(error.__cause__, AdapterHTTPError):
        return False
    return isinstance(error, exc.GeocoderTimedOut | exc.GeocoderUnavailable | OSError)


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
