"""The bundled gazetteer through geopy's own interface, as geopy's users know it."""

from __future__ import annotations

import asyncio
import copy
import inspect
import json
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import geopy.geocoders
import numpy as np
import pandas as pd
import pytest
from geopy.adapters import BaseAsyncAdapter
from geopy.exc import GeocoderQueryError, GeocoderServiceError
from geopy.extra.rate_limiter import AsyncRateLimiter, RateLimiter
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

import routes
from routes.gazetteers import bundled
from routes.gazetteers.geocoder import BundledGeocoder


@pytest.fixture(scope="module")
def geocoder():
    return BundledGeocoder()


class AsyncAdapter(BaseAsyncAdapter):
    """What geopy takes for asynchronous; nothing is ever asked of it."""

    entered = left = False

    async def __aenter__(self):
        self.entered = True
        return self

    async def __aexit__(self, *_):
        self.left = True

    async def get_text(self, *_args, **_options):
        raise AssertionError("the network was asked")

    get_json = get_text


# What geopy expects of a geocoder


def test_it_is_a_geocoder(geocoder):
    assert isinstance(geocoder, Geocoder)
    assert routes.BundledGeocoder is BundledGeocoder
    assert "BundledGeocoder" in routes.__all__


@pytest.mark.parametrize("method", ["geocode", "reverse"])
def test_signatures_are_those_of_geopy(method):
    theirs = inspect.signature(getattr(geopy.geocoders.Nominatim, method)).parameters
    ours = inspect.signature(getattr(BundledGeocoder, method)).parameters
    for name in ("self", "query", "exactly_one", "timeout"):
        assert (ours[name].kind, ours[name].default) == (theirs[name].kind, theirs[name].default)
    assert all(p.kind is p.KEYWORD_ONLY for p in list(ours.values())[2:])
    assert ours["timeout"].default is DEFAULT_SENTINEL


def test_the_constructor_takes_what_geopy_s_own_take():
    base = set(inspect.signature(Geocoder.__init__).parameters)
    assert base == set(inspect.signature(BundledGeocoder.__init__).parameters)
    made = BundledGeocoder(user_agent="x", timeout=3, proxies={}, scheme="http")
    assert (made.headers["User-Agent"], made.timeout) == ("x", 3)


def test_geocode_gives_a_location(geocoder):
    location = geocoder.geocode("Minsk")
    assert isinstance(location, Location)
    assert (round(location.latitude), round(location.longitude)) == (54, 28)
    assert location.address.startswith("Minsk")
    assert location.address.endswith("Belarus")
    address, (lat, lon) = location
    assert (address, lat, lon) == (location.address, location.latitude, location.longitude)
    assert location.altitude == 0
    assert str(location) == location.address


def test_not_found_is_none_either_way(geocoder):
    assert geocoder.geocode("Qwzxville") is None
    assert geocoder.geocode("Qwzxville", exactly_one=False) is None


def test_a_list_begins_with_the_one(geocoder):
    found = geocoder.geocode("Kirov", exactly_one=False)
    assert isinstance(found, list)
    assert found[0] == geocoder.geocode("Kirov")
    assert len({location.raw["ref"] for location in found}) == len(found) > 2
    shares = [location.raw["confidence"] for location in found]
    assert shares == sorted(shares, reverse=True)
    assert len(geocoder.geocode("Kirov", exactly_one=False, limit=2)) == 2


def test_hints_leave_out_the_rest(geocoder):
    assert "Tajikistan" in geocoder.geocode("Kirov", country="TJ").address
    assert geocoder.geocode("Minsk", kind="region").raw["kind"] == "region"
    assert geocoder.geocode("Minsk", country="LA") is None


@pytest.mark.parametrize("query", ["", "  ", 3, 3.5, b"Minsk", ["Minsk"], "x" * 301])
def test_a_query_that_is_no_name_is_geopy_s_error(geocoder, query):
    with pytest.raises(GeocoderQueryError):
        geocoder.geocode(query)


@pytest.mark.parametrize(
    ("hints", "words"),
    [
        ({"country": "Russia"}, "two letters"),
        ({"country": ""}, "two letters"),
        ({"country": 7}, "two letters"),
        ({"country": "XX"}, "no country has the code 'XX'"),
        ({"country": "uk"}, "no country has the code 'uk'"),
        ({"kind": "citty"}, "'city'"),
        ({"limit": 0}, "from 1 on"),
        ({"limit": "2"}, "from 1 on"),
    ],
)
def test_a_hint_that_is_none_is_geopy_s_error(geocoder, hints, words):
    with pytest.raises(GeocoderQueryError, match=words):
        geocoder.geocode("Minsk", **hints)


@pytest.mark.parametrize("query", [None, float("nan"), np.float64("nan"), pd.NA, pd.NaT])
def test_an_empty_cell_has_no_place(geocoder, query):
    assert geocoder.geocode(query) is None
    assert geocoder.geocode(query, exactly_one=False) is None


def test_an_empty_cell_does_not_hide_a_wrong_hint(geocoder):
    with pytest.raises(GeocoderQueryError):
        geocoder.geocode(None, country="XX")


def test_an_unknown_argument_is_an_error(geocoder):
    with pytest.raises(TypeError):
        geocoder.geocode("Minsk", language="en")
    with pytest.raises(TypeError):
        geocoder.geocode("Minsk", True)


def test_raw_is_a_plain_dictionary(geocoder):
    raw = geocoder.geocode("Kirov").raw
    assert type(raw) is dict
    assert json.loads(json.dumps(raw)) == raw
    assert set(raw) >= {
        "match", "granularity", "radius_m", "confidence", "runner_up", "n_candidates",
        "ref", "kind", "country", "admin1",
    }  # fmt: skip
    assert 0 < raw["runner_up"]["confidence"] < raw["confidence"] <= 1
    assert raw["n_candidates"] == len(geocoder.geocode("Kirov", exactly_one=False, limit=50))


def test_raw_is_what_the_gazetteer_says(geocoder, bundled):
    first = bundled.lookup("Kirov")[0]
    raw = geocoder.geocode("Kirov").raw
    assert (raw["ref"], raw["confidence"], raw["lon"]) == (first.ref, first.confidence, first.lon)


def test_a_location_outlives_its_geocoder():
    location = BundledGeocoder().geocode("Minsk")
    assert location.raw["country"] == "BY"


def test_a_location_can_be_copied_compared_and_sent_to_a_process(geocoder):
    location = geocoder.geocode("Minsk")
    for other in (copy.deepcopy(location), pickle.loads(pickle.dumps(location))):  # noqa: S301
        assert other == location
        assert other.raw == location.raw


# Reverse


@pytest.mark.parametrize(
    "query", [(43.13, 131.95), [43.13, 131.95], "43.13, 131.95", Point(43.13, 131.95)]
)
def test_reverse_takes_points_as_geopy_does(geocoder, query):
    location = geocoder.reverse(query)
    assert location.address == "Vladivostok, Primorsky Krai, Russia"
    assert (location.latitude, location.longitude) == (43.13, 131.95)
    assert location.raw["country"] == "RU"
    assert json.loads(json.dumps(location.raw)) == location.raw


def test_reverse_far_from_towns_names_none(geocoder):
    here, town = geocoder.reverse((64, 100), exactly_one=False)
    assert here.address.endswith("Russia")
    assert town.raw["name"] not in here.address
    assert here.raw["nearest"]["name"] == town.raw["name"]
    assert here.raw["distance_m"] > 10_000
    for raw in (town.raw, here.raw["nearest"]):
        assert not {"confidence", "match", "weight"} & set(raw)


def test_reverse_on_the_high_seas_names_no_country(geocoder):
    location = geocoder.reverse((0, -140))
    assert location.raw["country"] is None
    assert location.address


@pytest.mark.parametrize(
    "query", ["Minsk", "", None, 5, (1,), (100, 0), (float("nan"), 0), ("a", "b"), (1, 2, 3, 4)]
)
def test_reverse_of_nonsense_is_geopy_s_error(geocoder, query):
    with pytest.raises(GeocoderQueryError, match="no point on earth"):
        geocoder.reverse(query)


# How people use geocoders


def test_with_a_rate_limiter(geocoder):
    geocode = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    assert geocode("Minsk", country="BY").latitude > 50
    assert geocode("Qwzxville") is None


def test_in_a_data_frame(geocoder):
    frame = pd.DataFrame({"name": ["Minsk", "Владивосток", "Qwzxville"]})
    frame["location"] = frame["name"].apply(geocoder.geocode)
    lats = frame["location"].apply(lambda loc: loc.latitude if loc else None)
    assert lats.round().tolist()[:2] == [54, 43]
    assert pd.isna(lats[2])


@pytest.mark.parametrize("dtype", ["object", "string"])
def test_a_column_with_empty_cells(geocoder, dtype):
    names = pd.Series(["Minsk", None, float("nan")], dtype=dtype)
    found = names.apply(geocoder.geocode)
    assert [bool(location) for location in found] == [True, False, False]


def test_as_a_context_manager():
    with BundledGeocoder() as geocoder:
        assert geocoder.geocode("Minsk")


def test_many_threads_may_ask_at_once(geocoder):
    names = ["Minsk", "Kirov", "Владивосток", "Vladivostk", "Qwzxville"] * 40
    alone = [str(geocoder.geocode(name)) for name in names]
    with ThreadPoolExecutor(8) as pool:
        together = [str(found) for found in pool.map(geocoder.geocode, names)]
        points = list(pool.map(geocoder.reverse, [(43.13, 131.95)] * 20))
    assert together == alone
    assert len({str(point) for point in points}) == 1


def test_with_an_asynchronous_adapter():
    async def ask():
        async with BundledGeocoder(adapter_factory=AsyncAdapter) as geocoder:
            one = geocoder.geocode("Minsk")
            assert inspect.isawaitable(one)
            found = await asyncio.gather(
                one,
                geocoder.geocode("Kirov", exactly_one=False),
                geocoder.reverse((43.13, 131.95)),
                AsyncRateLimiter(geocoder.geocode, min_delay_seconds=0)("Vladivostok"),
            )
            with pytest.raises(GeocoderQueryError):
                await geocoder.geocode("")
            assert geocoder.adapter.entered
        assert geocoder.adapter.left
        return found

    one, several, point, limited = asyncio.run(ask())
    assert one.raw["country"] == "BY"
    assert len(several) > 2
    assert point.raw["country"] == "RU"
    assert limited.latitude > 43


def test_geopy_s_default_adapter_counts_when_it_is_asynchronous(monkeypatch):
    monkeypatch.setattr(geopy.geocoders.options, "default_adapter_factory", AsyncAdapter)
    assert asyncio.run(BundledGeocoder().geocode("Minsk")).raw["country"] == "BY"


def test_there_is_no_way_to_the_network(geocoder):
    with pytest.raises(GeocoderServiceError, match="nothing of the network"):
        geocoder.adapter.get_json("https://example.org", timeout=1, headers={})


def test_a_missing_file_is_geopy_s_error(monkeypatch, tmp_path):
    monkeypatch.setattr(bundled, "_FILE", str(tmp_path / "gone.sqlite"))
    with pytest.raises(GeocoderServiceError, match="reinstall"):
        BundledGeocoder()


def test_the_first_answer_waits_for_neither_shapes_nor_tables():
    code = (
        "import sys; from routes.gazetteers.geocoder import BundledGeocoder; "
        "BundledGeocoder().geocode('Minsk').raw; "
        "print([m for m in ('numpy', 'shapely', 'pyproj', 'rapidfuzz') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.strip() == "[]"


def test_its_file_is_closed_with_the_last_that_needs_it():
    code = (
        "import gc, os; from routes.gazetteers.geocoder import BundledGeocoder; "
        "held = lambda: sum('gazetteer.sqlite' in os.path.realpath(f'/proc/self/fd/{n}') "
        "for n in os.listdir('/proc/self/fd')); "
        "found = BundledGeocoder().geocode('Minsk'); gc.collect(); first = held(); "
        "found.raw; del found; gc.collect(); print(first, held())"
    )
    if not Path("/proc/self/fd").exists():
        pytest.skip("needs /proc")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.split() == ["1", "0"]


def test_a_quickly_made_location_is_what_geopy_makes():
    found = BundledGeocoder().geocode("Minsk")
    usual = Location(found.address, Point(found.latitude, found.longitude), found.raw)
    assert found == usual
    assert found.point == usual.point
    assert [str(found), repr(found), tuple(found)] == [str(usual), repr(usual), tuple(usual)]
    assert (found.altitude, found[1]) == (usual.altitude, usual[1])
