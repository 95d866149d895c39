"""Every gazetteer: opened by its name it answers as `Gazetteer` says."""

from __future__ import annotations

import math
from typing import get_args

import pytest
from geopy.geocoders import Nominatim
from geopy.location import Location

from routes import plugins
from routes.errors import UsageError
from routes.gazetteers import Gazetteer, open_gazetteer
from routes.model import Candidate, Kind, Match
from tests.families import toy

# A new gazetteer gets a line here: how it is asked for.
SPECS = {"bundled": "bundled", "geopy": "geopy:Nominatim"}
RAW = {
    "display_name": "Vladivostok, Primorsky Krai, Russia",
    "name": "Vladivostok",
    "lon": "131.886",
    "lat": "43.115",
    "osm_type": "relation",
    "osm_id": 1,
    "type": "city",
    "address": {"country_code": "ru"},
    "boundingbox": ["42.9", "43.3", "131.7", "132.1"],
}


@pytest.fixture(params=plugins.names("gazetteers"))
def gazetteer(request, monkeypatch):
    # Nothing is sent: what the service would say is said here.
    def geocode(self, query, *, exactly_one=True, timeout=None, **_):  # noqa: ARG001
        known = query == "Vladivostok"
        return [Location("Vladivostok", (43.115, 131.886, 0.0), RAW)] if known else None

    monkeypatch.setattr(Nominatim, "geocode", geocode)
    opened = open_gazetteer(SPECS[request.param])
    yield opened
    opened.close()


def test_every_member_has_a_line():
    assert plugins.names("gazetteers") == tuple(sorted(SPECS))


def test_finds_a_known_name(gazetteer):
    assert isinstance(gazetteer, Gazetteer)
    best, *_ = gazetteer.lookup("Vladivostok", country="RU", kind="city")
    assert isinstance(best, Candidate)
    assert (best.lon, best.lat) == pytest.approx((131.88, 43.11), abs=0.05)
    assert best.gazetteer == gazetteer.name
    assert best.country == "RU"
    assert best.kind in get_args(Kind)
    assert best.match in get_args(Match)
    assert best.ref
    assert 0 < best.radius_m < 100_000
    assert math.isfinite(best.weight)
    assert best.weight > 0
    assert 0 <= best.confidence <= 1
    assert best.granularity == "city"


def test_likeliest_come_first(gazetteer):
    found = gazetteer.lookup("Vladivostok")
    weights = [c.weight for c in found]
    assert weights == sorted(weights, reverse=True)
    assert sum(c.confidence for c in found) <= 1.001


def test_offers_no_more_than_asked_for(gazetteer):
    assert len(gazetteer.lookup("Vladivostok", limit=1)) == 1


def test_an_unknown_name_has_no_candidates_and_an_unknown_area_no_polygon(gazetteer):
    assert gazetteer.lookup("Qwzxville") == ()
    assert gazetteer.shape("nothing:0") is None


def test_closing_twice_does_no_harm(gazetteer):
    gazetteer.close()
    gazetteer.close()


def test_a_service_is_asked_for_with_a_colon_and_a_file_without():
    with pytest.raises(UsageError, match="write geopy:SERVICE, as in geopy:Nominatim"):
        open_gazetteer("geopy")
    with pytest.raises(UsageError, match="'bundled' has no services to choose from"):
        open_gazetteer("bundled:foo")


def test_a_service_that_wants_a_key_says_so():
    for service in ("GoogleV3", "OpenCage"):
        with pytest.raises(
            UsageError, match=rf"{service} needs .*ROUTES_{service.upper()}_API_KEY"
        ):
            open_gazetteer(f"geopy:{service}")


def test_somebody_else_s_gazetteer_is_opened_by_its_name(monkeypatch):
    toy.plug_in(monkeypatch, "gazetteers", "failing", "Failing")
    assert isinstance(open_gazetteer("failing"), toy.Failing)
