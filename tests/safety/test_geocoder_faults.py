"""Faulty services under `routes geocode`, the whole chain, for one row and for fifty.

Names that are not found are told apart from names for which a service failed; no point is
made up; rows that need no service are not lost; and it ends, since a service that is
silent twice is given up.
"""

from __future__ import annotations

import csv
import functools
import io
import json
import logging
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest

from routes.cli import run
from routes.errors import GeocoderTimeout
from routes.gazetteers import online
from routes.gazetteers.pace import Pace
from tests.unit import test_hostile_geocoder as hostile
from tests.unit.loopback import Service, http, running

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    # geopy warns of a latitude beyond the pole before it raises.
    pytest.mark.filterwarnings("ignore:Latitude normalization:UserWarning"),
]

DEADLINE_S = 10.0
SHORT_S = 1.0
"""For services that only end the wait after the deadline. It leaves no time to ask again."""

SLACK_S = 15.0
"""For a machine that is busy with other things. Without the deadline fifty silent rows take
minutes: a hanging service 20 s for a name, a dripping one 12."""
GIVEN_UP_AFTER = 2
ALMOST_NO_TIME = 1e-3
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
    took_s: float


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with running() as started:
        yield started


@pytest.fixture
def geocode(service, monkeypatch, tmp_path, capsys):
    """Run the command on names. The service is on this machine, its deadline short."""
    real = online.open_geopy
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("ROUTES_PICKPOINT_API_KEY", KEY)
    sheet = tmp_path / "names.csv"

    def call(names: list[str], deadline_s: float = DEADLINE_S) -> Ended:
        opened = functools.partial(
            real,
            deadline_s=deadline_s,
            pace=Pace(ALMOST_NO_TIME),
            sleep=lambda seconds: time.sleep(seconds * ALMOST_NO_TIME),
        )
        monkeypatch.setattr(online, "open_geopy", opened)
        sheet.write_text("\n".join(["name", *(f'"{name}"' for name in names)]), "utf-8")
        capsys.readouterr()
        began = time.monotonic()
        options = ["--gazetteer", "geopy:PickPoint", "--online"]
        for option in (f"domain=127.0.0.1:{service.port}", "scheme=http"):
            options += ["--service-option", option]
        code = run(["geocode", "--batch", str(sheet), *options])
        took_s = time.monotonic() - began
        out, err = capsys.readouterr()
        return Ended(code, list(csv.DictReader(io.StringIO(out))), err, took_s)

    return call


def asked_names(count: int) -> list[str]:
    """``count`` names that only the service could know, and between them what is known."""
    names = INVENTED[:count]
    step = max(1, count // len(KNOWN))
    for number, name in enumerate(KNOWN):
        names.insert(min(number * (step + 1), len(names)), name)
    return names


def deadline_for(played: str) -> float:
    is_silent = hostile.CASES[played.removesuffix(", shared")].error is GeocoderTimeout
    return SHORT_S if is_silent else DEADLINE_S


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
    deadline_s = deadline_for(played)
    ended = geocode(names, deadline_s)
    assert faults_of(ended, names, answer) == Counter()
    is_answer = hostile.CASES[played.removesuffix(", shared")].error is None
    assert ended.code == (1 if is_answer else 3)
    assert ended.took_s < GIVEN_UP_AFTER * deadline_s + 1 + SLACK_S
    secrets = (KEY, "127.0.0.1", str(service.port), *INVENTED)
    assert not [secret for secret in secrets if secret in caplog.text]
    assert KEY not in ended.said + "".join(row["reason"] for row in ended.rows)
    assert str(service.port) not in ended.said
    tell(f"geocoder fault {played} x rows", count, false_not_found=0, invented=0)


@pytest.mark.parametrize("played", PLAYED)
def test_a_fault_in_one_row_of_fifty_loses_no_other(played, geocode, service, tell):
    """Every other row gets the good answer, whatever the tenth got."""
    answer, names = PLAYED[played], INVENTED[:50]
    case = hostile.CASES[played.removesuffix(", shared")]
    good, bad = http(hostile.GOOD), hostile.answer_of(answer, service)
    # A busy service is asked again for the same name.
    service.answers = [*[good] * 9, *[bad] * case.requests, good]
    ended = geocode(names, deadline_for(played))
    assert [row["name"] for row in ended.rows] == names
    tenth = ended.rows.pop(9)
    assert tenth["status"] == ("failed" if case.error else "unsure")
    assert not tenth["lon"]
    assert all(row["candidates"].startswith("Minsk") for row in ended.rows)
    assert ended.took_s < deadline_for(played) + 1 + SLACK_S
    tell(f"geocoder fault {played} in one row of", 50, rows_lost=0)


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
        moved = Ended(ended.code, rows, ended.said, ended.took_s)
        assert faults_of(moved, asked_names(3), {})["invented"] == 3
