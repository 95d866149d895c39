"""Every service that geopy knows: opened with its own options, asked, and understood."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.geocoders import SERVICE_TO_GEOCODER
from geopy.location import Location

from routes.errors import GeocoderBadAnswer, UnknownName, UsageError
from routes.gazetteers import Gazetteer, online, open_gazetteer
from routes.gazetteers.answers import candidates_from
from routes.gazetteers.formats import FORMATS, at, kind_of
from routes.gazetteers.online import open_geopy, services
from routes.gazetteers.options import variable
from routes.gazetteers.pace import Pace
from routes.model import Candidate
from tests.unit.answers_of_services import LAT, LON, SAMPLES
from tests.unit.loopback import Loopback, Service, http, running

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

CLASSES = {kind.__name__: kind for kind in SERVICE_TO_GEOCODER.values()}
KEY = "s3cret-k3y"
# geopy makes these without a key in the signature, but not without a key.
KEYS = {"GoogleV3": ("api_key",), "Here": ("apikey",)}
# What a service wants that is no secret.
PLAIN = {"Pelias": {"domain": "pelias.test"}}
SECRETS = {
    *("api_key", "apikey", "secret_key", "security_key", "subscription_key", "auth_token"),
    *("app_code", "app_id", "auth_id", "client_id", "username", "password"),
}


def environment(service: str) -> dict[str, str]:
    """What somebody has to set who wants to use the service."""
    takes = inspect.signature(CLASSES[service]).parameters
    needed = [n for n, p in takes.items() if p.default is p.empty and n in SECRETS]
    return {variable(service, n): KEY for n in (*needed, *KEYS.get(service, ()))}


def opened(service: str, **options: object) -> Gazetteer:
    return open_geopy(
        f"geopy:{service}",
        options=PLAIN.get(service, {}) | options,
        environ=environment(service),
        pace=Pace(0),
    )


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(online, "LimitedAdapter", Loopback)
    with running() as started:
        monkeypatch.setattr(Loopback, "port", started.port)
        yield started


@pytest.fixture
def ask(fake: Service) -> Callable[..., tuple[Candidate, ...]]:
    def ask(service: str, body: Any, **asked: Any) -> tuple[Candidate, ...]:
        fake.answers = [http(body if isinstance(body, str) else json.dumps(body))]
        return opened(service).lookup(SAMPLES[service].query, **asked)

    return ask


def test_every_service_has_a_format_a_sample_and_a_name():
    assert set(CLASSES) == set(FORMATS) == set(SAMPLES) == set(services())


@pytest.mark.parametrize("service", CLASSES)
class TestOpening:
    def test_it_opens_with_the_options_it_needs_whatever_the_case(self, service):
        spec, options = f"geopy:{service}", PLAIN.get(service)
        for each in (spec, spec.upper().replace("GEOPY", "geopy"), spec.lower()):
            assert open_geopy(each, options=options, environ=environment(service)).name == spec

    def test_what_is_missing_is_named_with_the_variable_to_set(self, service):
        needed = {
            **environment(service),
            **{variable(service, n): n for n in PLAIN.get(service, {})},
        }
        for name in needed:
            with pytest.raises(UsageError) as caught:
                open_geopy(
                    f"geopy:{service}", environ={n: v for n, v in needed.items() if n != name}
                )
            assert name in str(caught.value)
            assert KEY not in str(caught.value)

    def test_an_option_that_it_does_not_have_is_an_error_with_the_nearest(self, service):
        takes = inspect.signature(CLASSES[service]).parameters
        known = next(n for n in takes if n in {*SECRETS, "domain", "scheme"})
        for given in (
            {"options": {known[:-1]: "x"}},
            {"environ": {variable(service, known[:-1]): "x"}},
        ):
            with pytest.raises(UnknownName) as caught:
                open_geopy(f"geopy:{service}", **given)
            assert caught.value.nearest in (known, variable(service, known))

    @pytest.mark.parametrize(
        "name", ["exactly_one", "timeout", "adapter_factory", "limit", "query"]
    )
    def test_what_the_program_sets_is_no_option(self, service, name):
        with pytest.raises(UnknownName):
            opened(service, **{name: "1"})

    def test_a_secret_is_not_taken_as_text(self, service):
        for name in SECRETS & inspect.signature(CLASSES[service]).parameters.keys():
            with pytest.raises(UsageError, match=variable(service, name)) as caught:
                open_gazetteer(f"geopy:{service}", options={name: KEY})
            assert KEY not in str(caught.value)


@pytest.mark.parametrize("service", CLASSES)
class TestAnswers:
    def test_its_place_becomes_a_candidate(self, ask, service):
        sample = SAMPLES[service]
        (found,) = ask(service, sample.one)
        assert (found.lon, found.lat) == (LON, LAT)
        assert (found.name, found.kind, found.country) == (sample.name, sample.kind, sample.country)
        assert (found.gazetteer, found.match) == (f"geopy:{service}", "online")
        assert sample.radius_m[0] <= found.radius_m <= sample.radius_m[1]
        assert found.ref == sample.ref or (sample.ref is None and found.ref.startswith("geopy:"))
        assert (found.note is None) == (sample.note is None)
        assert (sample.note or "") in (found.note or "")
        assert found.confidence == 0.6667

    def test_it_says_itself_that_there_is_nothing(self, ask, service):
        if SAMPLES[service].none is None:
            assert service.startswith("What3Words")  # every three words are somewhere
            return
        assert ask(service, SAMPLES[service].none) == ()

    def test_a_country_elsewhere_and_another_kind_are_left_out(self, ask, service):
        sample = SAMPLES[service]
        assert len(ask(service, sample.one, country="BR")) == (sample.country is None)
        assert len(ask(service, sample.one, kind="lake")) == (sample.kind == "unknown")

    def test_the_key_is_sent_and_nothing_that_it_does_not_know(self, ask, fake, service):
        ask(service, SAMPLES[service].one, country="RU", limit=50)
        asked = fake.requests[0].partition(" ")[2].partition(" ")[0]
        takes = inspect.signature(CLASSES[service].geocode).parameters
        assert environment(service) == {} or KEY in fake.requests[0] or service.startswith("Baidu")
        assert ("language" in parse_qs(urlsplit(asked).query)) <= ("language" in takes)

    @pytest.mark.filterwarnings("ignore:Latitude normalization:UserWarning")
    @pytest.mark.parametrize("wrong", [None, "abc", 500, float("nan"), ...])
    def test_coordinates_that_are_none_are_a_bad_answer(self, ask, service, wrong):
        """Never "not found", and never 0, 0."""
        for true in (LON, LAT):
            if (service, true, wrong) == ("DataBC", LON, 500):
                continue  # geopy throws the answer away after it made 140 of it
            spoiled = _spoiled(SAMPLES[service].one, true, wrong)
            assert spoiled != SAMPLES[service].one
            with pytest.raises(GeocoderBadAnswer):
                ask(service, spoiled)


@pytest.mark.parametrize(
    ("service", "raw", "kind"),
    [
        ("GeoNames", {"fcode": "STM", "fcl": "H"}, "river"),
        ("GeoNames", {"fcode": "LK", "fcl": "H"}, "lake"),
        ("GeoNames", {"fcode": "OCN", "fcl": "H"}, "sea"),
        ("GeoNames", {"fcode": "RSTN", "fcl": "S"}, "station"),
        ("GeoNames", {"fcode": "AIRP", "fcl": "S"}, "airport"),
        ("GeoNames", {"fcode": "PCLI", "fcl": "A"}, "country"),
        ("GeoNames", {"fcode": "ADM1", "fcl": "A"}, "region"),
        ("GeoNames", {"fcode": "PPLX", "fcl": "P"}, "city"),
        ("GeoNames", {"fcode": "HTL", "fcl": "S"}, "unknown"),
        ("GoogleV3", {"types": ["country", "political"]}, "country"),
        ("GoogleV3", {"types": ["administrative_area_level_1", "political"]}, "region"),
        ("GoogleV3", {"types": ["establishment", "train_station"]}, "station"),
        ("GoogleV3", {"types": ["natural_feature"]}, "unknown"),
        ("Bing", {"entityType": "River"}, "river"),
        ("Bing", {"entityType": "RailwayStation"}, "station"),
        ("Bing", {"entityType": "AdminDivision1"}, "region"),
        (
            "HereV7",
            {"resultType": "administrativeArea", "administrativeAreaType": "country"},
            "country",
        ),
        ("HereV7", {"resultType": "place"}, "site"),
        ("HereV7", {"resultType": "houseNumber"}, "address"),
        ("Here", {"MatchLevel": "state"}, "region"),
        ("TomTom", {"type": "Geography", "entityType": "CountrySubdivision"}, "region"),
        ("TomTom", {"type": "POI", "poi": {"categories": ["railway station"]}}, "station"),
        ("AzureMaps", {"type": "Point Address"}, "address"),
        ("MapBox", {"place_type": ["country"]}, "country"),
        ("MapBox", {"place_type": ["poi"], "properties": {"category": "airport"}}, "airport"),
        ("MapTiler", {"place_type": ["region"]}, "region"),
        ("OpenCage", {"components": {"_type": "waterway"}}, "unknown"),
        ("OpenCage", {"components": {"_type": "state"}}, "region"),
        ("Pelias", {"properties": {"layer": "ocean"}}, "sea"),
        ("Pelias", {"properties": {"layer": "macroregion"}}, "region"),
        ("Photon", {"properties": {"osm_value": "station", "type": "house"}}, "station"),
        ("Photon", {"properties": {"osm_value": "administrative", "type": "state"}}, "region"),
        ("Photon", {"properties": {"osm_value": "consulate", "type": "house"}}, "facility"),
        ("Nominatim", {"type": "border_control"}, "crossing"),
        ("Nominatim", {"type": "administrative", "addresstype": "country"}, "country"),
        ("Nominatim", {"type": 7, "addresstype": None}, "unknown"),
        ("ArcGIS", {"attributes": {"Type": "State or Province"}}, "region"),
        ("Yandex", {"metaDataProperty": {"GeocoderMetaData": {"kind": "province"}}}, "region"),
        ("Yandex", {"metaDataProperty": {"GeocoderMetaData": {"kind": "hydro"}}}, "unknown"),
        ("Baidu", {"level": "省"}, "region"),
    ],
)
def test_the_words_of_a_service_become_a_kind(service, raw, kind):
    assert kind_of(raw, FORMATS[service]) == kind


def test_a_point_that_geopy_read_elsewhere_than_the_answer_says_is_a_bad_answer():
    raw = {"lat": "43.25", "lon": "131.5", "display_name": "x"}
    for point in ((43.35, 131.5), (43.25, 131.6)):
        with pytest.raises(GeocoderBadAnswer, match="contradict"):
            candidates_from("geopy:Nominatim", [Location("x", point, raw)], query="x")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("a.b", 1),
        ("list.1", "y"),
        ("list.2", None),
        ("list.x", None),
        ("text.0", "131.9"),
        ("text.5", None),
        ("items[id:country].code", "ru"),
        ("items[types:political].code", "by"),
        ("items[id:nowhere].code", None),
        ("a[id:x].code", None),
        ("a.b.c", None),
        ("", None),
    ],
)
def test_a_path_leads_somewhere_or_to_nothing(path, value):
    raw = {
        "a": {"b": 1},
        "list": ["x", "y"],
        "text": "131.9 43.1",
        "items": [7, {"id": "country.7", "code": "ru"}, {"types": ["political"], "code": "by"}],
    }
    assert at(raw, path) == value


def _spoiled(answer: Any, true: float, wrong: Any) -> Any:
    """The answer with something else, or nothing (...), wherever the coordinate stood."""
    if isinstance(answer, dict):
        kept = {k: v for k, v in answer.items() if wrong is not ... or not _is(v, true)}
        return {k: _spoiled(v, true, wrong) for k, v in kept.items()}
    if isinstance(answer, list):
        kept = [v for v in answer if wrong is not ... or not _is(v, true)]
        return [_spoiled(v, true, wrong) for v in kept]
    if isinstance(answer, str) and str(true) in answer:
        return answer.replace(str(true), "" if wrong in (None, ...) else str(wrong))
    return wrong if _is(answer, true) else answer


def _is(value: Any, number: float) -> bool:
    return value in (number, str(number))
