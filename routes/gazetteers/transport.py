"""HTTP for geopy with limits: size, time, and no leaving the host that was asked.

geopy's own adapters wait as long as the service says, follow redirects anywhere and
read bodies of any size.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator
from email.message import Message
from email.utils import mktime_tz, parsedate_tz
from http.client import HTTPException, HTTPResponse
from ssl import SSLContext
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    getproxies,
    proxy_bypass,
)

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderTimedOut, GeocoderUnavailable

MAX_BODY_BYTES = 1_000_000
"""Larger answers are refused: ten places need a hundredth of it."""

_USABLE = ("http://", "https://")
_CHUNK_BYTES = 16_384
_LONGEST_WAIT_S = 10**9
_DIGITS = 12


class UnreadableAnswer(GeocoderParseError):  # type: ignore[misc]
    """An answer that cannot be used; the message says why and holds nothing of it."""


class NoWayThere(GeocoderUnavailable):  # type: ignore[misc]
    """Nothing can be sent as the environment wants it; the message says why."""


class LimitedAdapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy has no types
    """An adapter for geopy's geocoders whose ``timeout`` is for the whole request."""

    def __init__(
        self, *, proxies: dict[str, str] | None = None, ssl_context: SSLContext | None = None
    ) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._proxies = _proxies() if proxies is None else proxies
        self._opener = OpenerDirector()
        for handler in (
            ProxyHandler(self._proxies),
            HTTPHandler(),
            HTTPSHandler(context=ssl_context),
            HTTPDefaultErrorHandler(),
            _SameHost(),
            HTTPErrorProcessor(),
        ):
            self._opener.add_handler(handler)

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        """The answer as JSON, an array or an object with something in it.

        Anything else raises UnreadableAnswer: geopy would take ``null`` for "not found".
        """
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            answer = json.loads(text)
        except (ValueError, RecursionError):
            raise UnreadableAnswer("the answer is not JSON") from None
        if not (isinstance(answer, list) or (isinstance(answer, dict) and answer)):
            raise UnreadableAnswer("the answer is JSON of the wrong kind")
        if not all(_is_taken(lon, 180) and _is_taken(lat, 90) for lon, lat in _points(answer)):
            raise UnreadableAnswer("a place whose coordinates are not on earth")
        return answer

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        """The answer as text. Raises AdapterHTTPError and geopy's errors, without the url."""
        until = time.monotonic() + timeout
        self._check_way(url)
        try:
            with self._opener.open(Request(url, headers=headers), timeout=timeout) as response:  # noqa: S310
                body = _read(response, until)
                charset = response.headers.get_content_charset() or "utf-8"
        except HTTPError as error:
            with error:
                raise _status_error(error) from None
        except TimeoutError:
            raise GeocoderTimedOut("no answer in time") from None
        except (OSError, HTTPException) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise GeocoderTimedOut("no answer in time") from None
            raise GeocoderUnavailable("not reached") from None
        try:
            return body.decode(charset)
        except (ValueError, LookupError):
            raise UnreadableAnswer("the answer is not text") from None

    def _check_way(self, url: str) -> None:
        asked = urlsplit(url)
        proxy = self._proxies.get(asked.scheme, "")
        if "://" not in proxy or proxy.lower().startswith(_USABLE):
            return
        if not proxy_bypass(asked.netloc):
            raise NoWayThere("the environment names a proxy that is none for HTTP; not asked")


def _proxies() -> dict[str, str]:
    """The proxies that the environment or the system names.

    urllib has no eye for ALL_PROXY. Whoever hides behind one must not be led past it.
    """
    found = getproxies()
    every = {scheme: found["all"] for scheme in ("http", "https") if "all" in found}
    return every | found


def _is_taken(said: Any, limit: float) -> bool:
    """Whether geopy takes it as it is: it brings 9999 onto the earth somewhere, and true is 1."""
    if isinstance(said, bool):
        return False
    return not isinstance(said, int | float) or abs(said) <= limit


def _points(answer: Any) -> Iterator[tuple[Any, Any]]:
    """What a GeoJSON answer has for lon and lat of its points (RFC 7946, section 3.1.1).

    Of some services geopy does not say what they were.
    """
    features = answer.get("features") if isinstance(answer, dict) else None
    for feature in features if isinstance(features, list) else ():
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        place = geometry.get("coordinates") if isinstance(geometry, dict) else None
        if isinstance(place, list) and len(place) > 1:
            yield place[0], place[1]


class _SameHost(HTTPRedirectHandler):
    """Follows redirects to the host that was asked, and nowhere else."""

    max_redirections = 5

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Request | None:
        if not _is_same_host(req.full_url, newurl):
            fp.close()
            raise UnreadableAnswer("it redirects to another host, which is not followed")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _is_same_host(asked: str, new: str) -> bool:
    """Whether scheme, host and port agree; from http to https on the same host is fine too."""
    old, to = urlsplit(asked), urlsplit(new)
    if (old.scheme, old.netloc) == (to.scheme, to.netloc):
        return True
    upgrade = (old.scheme, to.scheme) == ("http", "https")
    return upgrade and old.netloc == to.netloc and ":" not in to.netloc


def _read(response: HTTPResponse, until: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    # read1 comes back after one packet, so that a dripping service cannot stretch the time.
    while part := response.read1(_CHUNK_BYTES):
        size += len(part)
        if size > MAX_BODY_BYTES:
            raise UnreadableAnswer(f"the answer is larger than {MAX_BODY_BYTES} bytes")
        if time.monotonic() > until:
            raise TimeoutError
        parts.append(part)
    return b"".join(parts)


def _status_error(error: HTTPError) -> AdapterHTTPError:
    """Only status and Retry-After: bodies and reasons may repeat the query or the key."""
    said = error.headers.get("Retry-After") if error.headers else None
    wait_s = None if said is None else _seconds(said.strip())
    return AdapterHTTPError(
        f"status {error.code}",
        status_code=error.code,
        headers={} if wait_s is None else {"retry-after": str(wait_s)},
        text=None,
    )


def _seconds(retry_after: str) -> int | None:
    """Retry-After (RFC 9110, section 10.2.3) in whole seconds: a number, or a date to come.

    None for anything else: geopy would write it to the log, and it may repeat the query.
    """
    if retry_after.isascii() and retry_after.isdigit():
        return min(int(retry_after[:_DIGITS]), _LONGEST_WAIT_S)
    try:
        date = mktime_tz(parsedate_tz(retry_after) or ())  # type: ignore[arg-type]
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(math.ceil(date - time.time()), 0), _LONGEST_WAIT_S)
