"""A real service, on this machine: Nominatim as it is published, over a few places.

What the other tests say of a service's answers is written by the same hands as the code
that reads them. This one is not. It needs what the extra ``nominatim`` brings, which is
built here against ICU; ``make test`` tries to, and says so where it cannot.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.util import find_spec

import pytest

from routes.gazetteers import open_gazetteer
from routes.gazetteers.chain import Chain
from routes.gazetteers.online import open_geopy
from routes.gazetteers.pace import Pace
from routes.model import Candidate
from tests.conftest import ROOT, candidate
from tests.unit.nominatim_places import ENTRIES

# Where CI is set nothing is skipped: there the server has to be there.
pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(
        find_spec("nominatim_api") is None and not os.environ.get("CI"),
        reason="no nominatim-api here: .ci/nominatim says what it needs",
    ),
]

OSM = {entry.osm: entry for entry in ENTRIES}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("nominatim")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.unit.nominatim_server", str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            # Connections wait in the queue of the socket until the program answers them.
            yield int(process.stdout.readline())
        finally:
            process.stdin.close()


@pytest.fixture
def options(port: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    return {"domain": f"127.0.0.1:{port}", "scheme": "http"}


@pytest.fixture
def lookup(options: dict[str, str]) -> Callable[..., tuple[Candidate, ...]]:
    return open_geopy("geopy:Nominatim", options=options, pace=Pace(0)).lookup


def refs(found: tuple[Candidate, ...]) -> list[str]:
    return [each.ref for each in found]


@pytest.mark.parametrize(
    ("query", "osm", "kind", "ref", "name"),
    [
        ("Минск", "R59195", "city", "osm:relation/59195", "Minsk"),
        ("Хасан", "W4712", "station", "osm:way/4712", "Khasan"),
        ("KHASAN", "W4712", "station", "osm:way/4712", "Khasan"),
        ("두만강", "R4713", "river", "osm:relation/4713", "Tumen"),
        ("Belarus", "R59065", "country", "osm:relation/59065", "Belarus"),
    ],
)
def test_a_place_is_found_by_its_names_and_understood(lookup, query, osm, kind, ref, name):
    found = lookup(query)[0]
    entry = OSM[osm]
    west, south, east, north = entry.box
    assert (found.ref, found.kind, found.name) == (ref, kind, name)
    assert found.country == entry.country.upper()
    assert (found.lon, found.lat) == pytest.approx(((west + east) / 2, (south + north) / 2))
    # Half the diagonal of the box, by rule of thumb.
    assert found.radius_m == pytest.approx(
        111_000 * ((east - west) ** 2 * 0.4 + (north - south) ** 2) ** 0.5 / 2, rel=0.25
    )


def test_two_of_one_name_come_in_the_order_of_the_service_and_neither_is_sure(lookup):
    found = lookup("Minsk")
    assert refs(found) == ["osm:relation/59195", "osm:node/4711"]
    assert found[0].confidence > found[1].confidence
    assert found[0].confidence < 0.9


def test_the_country_and_the_limit_are_obeyed(lookup):
    assert refs(lookup("Minsk", country="US")) == ["osm:node/4711"]
    assert refs(lookup("Minsk", limit=1)) == ["osm:relation/59195"]
    assert lookup("Minsk", country="FI") == ()
    assert refs(lookup("Minsk, Belarus")) == ["osm:relation/59195"]


def test_the_service_itself_says_that_there_is_nothing(lookup):
    assert lookup("Qwzxville") == ()


def test_its_options_reach_it_and_a_box_is_where_it_was_meant(options):
    """Around the village, which the city outweighs; with latitude first it is nowhere."""

    def asked(**more: str) -> tuple[Candidate, ...]:
        return open_geopy("geopy:Nominatim", options=options | more, pace=Pace(0)).lookup("Minsk")

    assert refs(asked(viewbox="-95,44,-93,46", bounded="false")) == ["osm:node/4711"]
    assert asked(language="be")[0].name == "Мінск"


def test_after_the_bundled_gazetteer_only_what_that_does_not_know_leaves(options, tmp_path):
    def opened():
        return closing(
            open_gazetteer(
                "bundled",
                online="geopy:Nominatim",
                cache_path=tmp_path / "answers.sqlite",
                options=options,
            )
        )

    with opened() as chain:
        assert chain.lookup("Vladivostok")[0].gazetteer == "bundled"
        assert chain.asked == ()
        assert chain.lookup("Qwzxville") == ()
        assert chain.asked == ("Qwzxville",)
    with opened() as chain:
        assert chain.lookup("Qwzxville") == ()
        assert chain.asked == ()


def test_one_place_of_both_is_one(options):
    class First:
        name = "first"

        def lookup(self, _query, **_hints):
            minsk = candidate("Minsk", 27.567, 53.9, match="alternate", weight=3_000.0, ref="a:1")
            return (minsk,)

    chain = Chain(First(), open_geopy("geopy:Nominatim", options=options, pace=Pace(0)))
    found = chain.lookup("Minsk")
    assert refs(found) == ["a:1", "osm:node/4711"]
    assert chain.asked == ("Minsk",)
