"""Faulty services under `routes geocode`, the whole chain, for one row and for fifty.

Names that are not found are told apart from names for which a service failed; no point is
made up; rows that need no service are not lost; and it ends within the deadline and a
second, for one name or fifty, since a service that fails is given up.

The clock is played, so that the seconds that are counted are those that the program waited,
and none of them those that this machine needed for something else.
"""

from __future__ import annotations

import csv
import functools
import io
import json
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest

from routes.cli import run
from routes.gazetteers import chain, online
from routes.gazetteers.clock import Clock
from routes.gazetteers.pace import INTERVAL_S, Pace
from routes.gazetteers.patience import LOOKUP_S, WAITING_S, Patience
from tests.unit import test_hostile_geocoder as hostile
from tests.unit.loopback import Service, http, running
from tests.unit.played_clock import PlayedClock

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    # geopy warns of a latitude beyond the pole before it raises.
    pytest.mark.filterwarnings("ignore:Latitude normalization:UserWarning"),
]

SLACK_S = 1.0
ROWS = (1, 50)
KNOWN = ("Vladivostok", "Minsk, Belarus", "Pyongyang")
"""What the bundled gazetteer is sure of, so that no service is asked: none of it may be lost."""
KEY = hostile.KEY
# Nothing is called so, and nothing is spelt like it.
INVENTED = [
    f"Qzxwvkj{first}{second}yqpzx" for first in "abcdefg" for second in "jkqvwxz"
] + ["Xqqzvkwjpyx"]  # fmt: skip

PLAYED = hostile.PLAYED


@dataclass(frozen=True)
class Ended:
    """What a run of the command left behind."""

    code: int
    rows: list[dict[str, str]]
    said: str
    waited_s: float


@pytest.fixture
def clock() -> PlayedClock:
    return PlayedClock()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, clock: PlayedClock) -> Iterator[Service]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with running() as started:
        started.pause = clock.passes
        yield started


@pytest.fixture
def geocode(service, clock, monkeypatch, tmp_path, capsys):
    """Run the command on names. The service is on this machine, with the limits of any other."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("ROUTES_PICKPOINT_API_KEY", KEY)
    by_clock(monkeypatch, clock)
    sheet = tmp_path / "names.csv"

    def call(names: list[str]) -> Ended:
        sheet.write_text("\n".join(["name", *(f'"{name}"' for name in names)]), "utf-8")
        capsys.readouterr()
        began = clock.now()
        options = ["--gazetteer", "geopy:PickPoint", "--online"]
        for option in (f"domain=127.0.0.1:{service.port}", "scheme=http"):
            options += ["--service-option", option]
        code = run(["geocode", "--batch", str(sheet), *options])
        out, err = capsys.readouterr()
        return Ended(code, list(csv.DictReader(io.StringIO(out))), err, clock.now() - began)

    return call


def by_clock(
    monkeypatch: pytest.MonkeyPatch,
    clock: Clock,
    real_open: Callable[..., Any] = online.open_geopy,
    real_chain: Callable[..., Any] = chain.Chain,
    **limits: float,
) -> None:
    """Have services asked by this clock, from turn to deadline."""
    pace = Pace(INTERVAL_S, clock=clock.now, sleep=clock.sleep)
    opened = functools.partial(real_open, pace=pace, clock=clock, **limits)
    monkeypatch.setattr(online, "open_geopy", opened)
    monkeypatch.setattr(chain, "Chain", functools.partial(real_chain, clock=clock.now))


def asked_names(count: int) -> list[str]:
    """``count`` names that only the service could know, and between them what is known."""
    names = INVENTED[:count]
    step = max(1, count // len(KNOWN))
    for number, name in enumerate(KNOWN):
        names.insert(min(number * (step + 1), len(names)), name)
    return names


def points(answer: dict[str, Any]) -> set[tuple[float, float]]:
    """The points that an answer names and that are on earth, lon, lat."""
    found = set()
    with suppress(ValueError, TypeError):
        for place in json.loads(answer.get("body", "")):
            with suppress(ValueError, TypeError, KeyError):
                found.add((float(place["lon"]), float(place["lat"])))
    return {(lon, lat) for lon, lat in found if abs(lon) <= 180 and abs(lat) <= 90}


def faults_of(ended: Ended, names: list[str], answer: dict[str, Any]) -> Counter[str]:
    """What went wrong in the rows, by kind; empty when nothing did."""
    wrong: Counter[str] = Counter()
    wrong["lost"] += [row["name"] for row in ended.rows] != names
    said = points(answer)
    for row in ended.rows:
        if row["name"] in KNOWN:
            wrong["known lost"] += row["status"] != "found"
            continue
        wrong["false not found"] += row["status"] == "not-found"
        if row["lon"] or row["lat"]:
            point = (float(row["lon"]), float(row["lat"]))
            wrong["invented"] += not said & {point}
        has_reason = "Not looked up" in row["reason"]
        wrong["without a reason"] += row["status"] == "failed" and not has_reason
    return +wrong


@pytest.mark.parametrize("count", ROWS)
@pytest.mark.parametrize("played", PLAYED)
def test_a_fault_in_every_row(played, count, geocode, service, caplog, tell):
    caplog.set_level(logging.INFO)
    answer, names = PLAYED[played], asked_names(count)
    service.answers = [hostile.answer_of(answer, service)]
    ended = geocode(names)
    assert faults_of(ended, names, answer) == Counter()
    is_answer = hostile.CASES[played.removesuffix(", shared")].error is None
    assert ended.code == (1 if is_answer else 3)
    # A service that answers takes its turns, one after the other, as long as there are names.
    turns_s = count * INTERVAL_S if is_answer else 0
    assert ended.waited_s <= max(WAITING_S, turns_s) + SLACK_S
    secrets = (KEY, "127.0.0.1", str(service.port), *INVENTED)
    assert not [secret for secret in secrets if secret in caplog.text]
    assert KEY not in ended.said + "".join(row["reason"] for row in ended.rows)
    assert str(service.port) not in ended.said
    waited = f"{ended.waited_s:.1f} s in {len(service.requests)} requests"
    tell(f"geocoder fault {played} x rows", count, false_not_found=0, invented=0, waited=waited)


@pytest.mark.parametrize("played", PLAYED)
def test_a_fault_in_one_row_of_fifty_loses_no_other(played, geocode, service, tell):
    """Every other row gets the good answer, whatever the tenth got."""
    answer, names = PLAYED[played], INVENTED[:50]
    case = hostile.CASES[played.removesuffix(", shared")]
    good, bad = http(hostile.GOOD), hostile.answer_of(answer, service)
    # A busy service is asked again for the same name.
    service.answers = [*[good] * 9, *[bad] * case.requests, good]
    ended = geocode(names)
    assert [row["name"] for row in ended.rows] == names
    tenth = ended.rows.pop(9)
    assert tenth["status"] == ("failed" if case.error else "unsure")
    assert not tenth["lon"]
    assert all(row["candidates"].startswith("Minsk") for row in ended.rows)
    assert ended.waited_s <= 49 * INTERVAL_S + LOOKUP_S + SLACK_S
    tell(f"geocoder fault {played} in one row of", 50, rows_lost=0)


@pytest.mark.parametrize("status", [401, 402, 403, 407])
def test_whoever_refuses_is_not_asked_again(status, geocode, service, tell):
    service.answers = [http(status=status)]
    names = asked_names(50)
    ended = geocode(names)
    assert len(service.requests) == 1
    assert faults_of(ended, names, {}) == Counter()
    failed = [row["reason"] for row in ended.rows if row["name"] not in KNOWN]
    assert len(failed) == 50
    assert all(f"answered with status {status}" in reason for reason in failed)
    assert sum("asked no more in this run" in reason for reason in failed) == 49
    assert "49 names were not sent any more, since geopy:PickPoint was given up" in ended.said
    tell(f"rows for a service that refuses with {status}", 50, requests=1)


def test_whoever_is_asked_too_often_is_asked_again_but_not_for_ever(geocode, service):
    service.answers = [http(status=429, Retry_After="4")]
    names = asked_names(50)
    ended = geocode(names)
    assert faults_of(ended, names, {}) == Counter()
    assert 1 < len(service.requests) < 10
    assert WAITING_S / 2 < ended.waited_s <= WAITING_S + SLACK_S


def test_a_service_that_hangs_by_the_clock_of_this_machine(
    geocode, service, clock, monkeypatch, tell
):
    """Nothing is played here. How long it took is told and not judged: the machine is shared."""
    by_clock(monkeypatch, Clock(), deadline_s=1.0)
    service.pause = service.closing.wait
    service.answers = [service.hang]
    names = asked_names(50)
    began = time.monotonic()
    ended = geocode(names)
    took = f"{time.monotonic() - began:.2f} s for two deadlines of 1 s"
    assert len(service.requests) == 2
    assert faults_of(ended, names, {}) == Counter()
    assert clock.now() == 0
    tell("rows for a service that hangs, by a real clock", 50, took=took)


def test_nothing_found_is_said_of_a_service_that_says_so(geocode, service):
    service.answers = [http("[]")]
    ended = geocode(asked_names(3))
    assert ended.code == 1
    assert Counter(row["status"] for row in ended.rows) == {"not-found": 3, "found": 3}


class TestTheTestCanFail:
    """The same look at a run in which the product is broken on purpose."""

    def test_an_error_that_is_taken_for_nothing_is_seen(self, geocode, service, monkeypatch):
        monkeypatch.setattr(online.Online, "lookup", lambda *_, **__: ())
        service.answers = [http(status=503)]
        names = asked_names(3)
        assert faults_of(geocode(names), names, {})["false not found"] == 3

    def test_a_point_that_is_made_up_is_seen(self, geocode, service):
        service.answers = [http(hostile.GOOD)]
        ended = geocode(asked_names(3))
        rows = [{**row, "lon": "0", "lat": "0"} for row in ended.rows]
        moved = Ended(ended.code, rows, ended.said, ended.waited_s)
        assert faults_of(moved, asked_names(3), {})["invented"] == 3

    def test_a_service_that_is_never_given_up_is_seen(self, geocode, service, monkeypatch):
        monkeypatch.setattr(Patience, "failed", lambda *_: False)
        service.answers = [service.hang]
        assert geocode(asked_names(50)).waited_s == 50 * LOOKUP_S

    def test_a_lookup_without_an_end_of_its_own_is_seen(self, geocode, service, monkeypatch, clock):
        by_clock(monkeypatch, clock, deadline_s=WAITING_S)
        service.answers = [service.drip(b" " * 1_000)]
        assert geocode(asked_names(3)).waited_s > WAITING_S + SLACK_S
