"""Answers that no service should give: each ends in its own error and none is kept.

The list lives here and, longer explained, in the shared folder of hostile inputs, from
where it is played too if it is at hand. An id that is there and not here fails.
"""

from __future__ import annotations

import json
import logging
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from routes.errors import (
    GeocoderBadAnswer,
    GeocoderError,
    GeocoderRefused,
    GeocoderTimeout,
    GeocoderUnavailable,
)
from routes.gazetteers.cached import Cached
from routes.gazetteers.clock import Clock
from routes.gazetteers.online import open_geopy
from routes.gazetteers.pace import Pace
from tests.conftest import SHARED
from tests.unit.loopback import Answer, Service, http, reset, running

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    # geopy warns of a latitude beyond the pole before it raises.
    pytest.mark.filterwarnings("ignore:Latitude normalization:UserWarning"),
]

QUERY, KEY = "Secretville 4711", "s3cret-k3y"
GOOD = '[{"lat": "53.9", "lon": "27.6", "display_name": "Minsk, Belarus"}]'


class Case(NamedTuple):
    """What the service answers, the error it ends in, and how often it is asked."""

    answer: dict[str, Any]
    error: type[GeocoderError] | None
    requests: int = 1


CASES = {
    "geo-503": Case({"status": 503}, GeocoderUnavailable, requests=3),
    "geo-500-html": Case({"status": 500, "body": "<p>sorry</p>"}, GeocoderUnavailable, requests=3),
    "geo-401": Case({"status": 401}, GeocoderRefused),
    "geo-200-html": Case({"body": "<!doctype html><p>please log in"}, GeocoderBadAnswer),
    "geo-bad-json": Case({"body": '[{"lon": '}, GeocoderBadAnswer),
    "geo-null": Case({"body": "null"}, GeocoderBadAnswer),
    "geo-string": Case({"body": '"here"'}, GeocoderBadAnswer),
    "geo-lat-text": Case(
        {"body": '[{"lat": "north", "lon": "2", "display_name": "a"}]'}, GeocoderBadAnswer
    ),
    "geo-lat-missing": Case({"body": '[{"display_name": "a"}]'}, GeocoderBadAnswer),
    "geo-lat-range": Case(
        {"body": '[{"lat": "91", "lon": "181", "display_name": "a"}]'}, GeocoderBadAnswer
    ),
    "geo-xss-name": Case(
        {"body": '[{"lat": "3", "lon": "4", "display_name": "<svg onload={Y}>"}]'}, None
    ),
    "geo-redirect-internal": Case(
        {"status": 302, "headers": {"Location": "http://127.0.0.1:2/"}}, GeocoderBadAnswer
    ),
    "geo-redirect-file": Case(
        {"status": 302, "headers": {"Location": "file:///etc/hosts"}}, GeocoderBadAnswer
    ),
    "geo-deep-json": Case({"body_repeat": ["[", 60_000, "]", 60_000]}, GeocoderBadAnswer),
    "geo-30MB": Case({"body_repeat": ["B", 31_000_000]}, GeocoderBadAnswer),
    "geo-gzip-bomb": Case({"gzip_zeros": 150_000_000}, GeocoderBadAnswer),
    "geo-reset": Case({"fault": "reset"}, GeocoderUnavailable),
    "geo-hang": Case({"fault": "accept-and-hang"}, GeocoderTimeout),
    "geo-drip": Case({"fault": "1 byte per 0.2 s x 60"}, GeocoderTimeout),
}
# By how the shared list begins to say what it expects.
ERRORS = {
    "Unavailable": GeocoderUnavailable,
    "Auth": GeocoderRefused,
    "BadAnswer": GeocoderBadAnswer,
    "literal": None,
    "refused": GeocoderBadAnswer,
    "Timeout": GeocoderTimeout,
}


def shared_list(path: Path = SHARED / "hostile" / "geocoder.json") -> dict[str, Any]:
    return json.loads(path.read_text("utf-8")) if path.exists() else {"cases": [], "always": []}


PLAYED = {name: case.answer for name, case in CASES.items()} | {
    f"{each['id']}, shared": each["answer"] for each in shared_list()["cases"]
}


def answer_of(said: dict[str, Any], service: Service) -> Answer:
    """The answer that is described. A word that is not known here is a KeyError."""
    kinds: dict[str, Callable[[Any], Answer]] = {
        "body": lambda body: http(body, said.get("status", 200), **said.get("headers", {})),
        "body_repeat": lambda parts: http(
            "".join(text * n for text, n in zip(parts[::2], parts[1::2], strict=True))
        ),
        "gzip_zeros": lambda size: http(_zipped_zeros(size), Content_Encoding="gzip"),
        "fault": lambda fault: _fault(fault, service),
    }
    (kind,) = said.keys() - {"status", "headers"} or {"body"}
    return kinds[kind](said.get(kind, ""))


def _fault(fault: str, service: Service) -> Answer:
    if drip := re.fullmatch(r"1 byte per ([\d.]+) s x (\d+)", fault):
        head = "HTTP/1.1 200 OK\r\n\r\n["
        data = head.ljust(int(drip[2])).encode()
        return service.drip(data, float(drip[1]))
    return {"reset": reset, "accept-and-hang": service.hang}[fault]


def _zipped_zeros(size: int) -> bytes:
    zipper = zlib.compressobj(wbits=31)  # 31: with the header of gzip
    step = bytes(1_000_000)
    return b"".join(zipper.compress(step) for _ in range(size // len(step))) + zipper.flush()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with running() as started:
        yield started


class Hurried(Clock):
    """Notes what it should wait for, and does not."""

    def __init__(self, waits: list[float]) -> None:
        self.waits = waits

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def cached(service: Service, waits: list[float], tmp_path: Path) -> Iterator[Cached]:
    """A service with a key, which geopy puts into the address, and a cache around it."""
    opened = open_geopy(
        "geopy:PickPoint",
        cache_path=tmp_path / "answers.sqlite",
        options={"domain": f"127.0.0.1:{service.port}", "scheme": "http"},
        environ={"ROUTES_PICKPOINT_API_KEY": KEY},
        deadline_s=10,
        pace=Pace(0),
        clock=Hurried(waits),
    )
    assert isinstance(opened, Cached)
    with closing(opened):
        yield opened


def hurry(cached: Cached, name: str) -> None:
    """A short deadline where the service only ends the wait after it."""
    if CASES[name].error is GeocoderTimeout:
        cached._inner._deadline_s = 1.0


@pytest.mark.parametrize("played", PLAYED)
def test_it_ends_as_expected_and_is_never_kept(played, cached, service, caplog):
    name = played.removesuffix(", shared")
    case = CASES[name]
    hurry(cached, name)
    service.answers = [answer_of(PLAYED[played], service)]
    if case.error is None:
        (found,) = cached.lookup(QUERY)
        said = json.loads(PLAYED[played]["body"])[0]
        assert (found.name, found.matched) == (said["display_name"],) * 2
        assert (found.lon, found.lat) == (float(said["lon"]), float(said["lat"]))
        return
    with pytest.raises(case.error) as caught:
        cached.lookup(QUERY)
    assert type(caught.value) is case.error
    assert len(service.requests) == case.requests
    assert KEY in service.requests[0]
    for secret in (*QUERY.split(), KEY, "pickpoint.io", str(service.port)):
        assert secret not in f"{caught.value} {caught.value.args} {caught.value.__cause__}"
    assert caplog.record_tuples == []
    # Neither an error nor "not found" was kept: the next time the service is asked again.
    service.answers = [http(GOOD)]
    assert [c.name for c in cached.lookup(QUERY)] == ["Minsk"]


def test_it_is_asked_again_later_each_time_and_not_on_the_beat(cached, service, waits):
    service.answers = [http(status=503)]
    for _ in range(5):
        with pytest.raises(GeocoderUnavailable):
            cached.lookup(QUERY)
    first, second = waits[::2], waits[1::2]
    assert len(first) == len(second) == 5
    assert all(0.5 <= wait <= 1.5 for wait in first)
    assert all(1 <= wait <= 3 for wait in second)
    assert len(set(waits)) > 5


@pytest.mark.parametrize(("said", "waited"), [("4", [4.0, 4.0]), ("60", [])])
def test_it_waits_as_long_as_the_service_says_if_that_is_before_the_deadline(
    cached, service, waits, said, waited
):
    service.answers = [http(status=429, Retry_After=said)]
    with pytest.raises(GeocoderRefused) as caught:
        cached.lookup(QUERY)
    assert caught.value.retry_after == float(said)
    assert waits == waited


def test_nothing_stands_on_the_log_at_its_usual_level(cached, service, caplog):
    caplog.set_level(logging.INFO)
    for answer in (http(status=401), http("<p>"), http(GOOD)):
        service.answers = [answer]
        try:
            cached.lookup(QUERY)
        except GeocoderError:
            continue
    for secret in (*QUERY.split(), KEY, "127.0.0.1"):
        assert secret not in caplog.text


def test_one_name_that_fails_loses_no_other(cached, service):
    found = []
    for answer in (http(GOOD), http("null"), http(GOOD), http("[]")):
        service.answers = [answer]
        try:
            found.append(len(cached.lookup(f"{QUERY} {len(found)}")))
        except GeocoderError:
            found.append(None)
    assert found == [1, None, 1, 0]


def test_the_shared_list_holds_nothing_that_is_not_handled_here():
    shared = shared_list()
    if not shared["cases"]:
        assert not (SHARED / "hostile").exists()
        return
    assert {each["id"] for each in shared["cases"]} == set(CASES)
    for each in shared["cases"]:
        expected = re.match(r"\w+", each["expect"])
        assert ERRORS[expected[0]] is CASES[each["id"]].error
    # What holds for all cases: asked only on purpose (see test_chain), silent log, other rows.
    assert len(shared["always"]) == 3
