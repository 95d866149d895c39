"""Options of services: from text and the environment, converted, and no secret shown."""

from __future__ import annotations

import inspect

import pytest
from geopy.geocoders import SERVICE_TO_GEOCODER, Bing, GoogleV3, Nominatim, OpenCage, Photon
from geopy.point import Point

from routes.errors import UnknownName, UsageError
from routes.gazetteers import open_gazetteer
from routes.gazetteers.online import _identity, open_geopy
from routes.gazetteers.options import is_secret, options_for, variable

SECRETS = {
    *("api_key", "apikey", "secret_key", "security_key", "subscription_key", "auth_token"),
    *("app_code", "app_id", "auth_id", "client_id", "username", "password"),
}
PLAIN = {
    *("additional_data", "annotations", "at", "auth_domain", "bbox", "boundary_rect", "bounded"),
    *("bounds", "channel", "components", "country_bias", "country_code_format", "culture"),
    *("domain", "extratags", "featuretype", "filtering", "geometry", "include_country_code"),
    *("include_neighborhood", "is_freeform", "lang", "language", "location", "location_bias"),
    *("location_descriptor", "mapview", "namedetails", "osm_tag", "out_fields"),
    *("pageinformation", "place_id", "proxies", "proximity", "query_type", "referer", "region"),
    *("scheme", "sensor", "set_back", "ssl_context", "token_lifetime", "typeahead"),
    *("user_agent", "user_location", "viewbox"),
}
OURS = {
    *("self", "query", "timeout", "adapter_factory", "exactly_one", "addressdetails", "limit"),
    *("max_results", "maxresults", "maximum_responses", "candidates"),
    *("country", "countries", "country_codes"),
}


def test_every_parameter_that_geopy_has_is_known_as_secret_plain_or_ours():
    """A newcomer must be put into one of the three by a person."""
    found = {
        name
        for kind in SERVICE_TO_GEOCODER.values()
        for of in (kind, kind.geocode)
        for name in inspect.signature(of).parameters
    }
    assert found == SECRETS | PLAIN | OURS
    assert {name for name in found - OURS if is_secret(name)} == SECRETS


def test_the_environment_gives_what_is_not_given():
    environ = {"ROUTES_OPENCAGE_API_KEY": "k", "ROUTES_OPENCAGE_DOMAIN": "a.test", "PATH": "x"}
    options = options_for(OpenCage, {"domain": "b.test"}, environ)
    assert options.made == {"api_key": "k", "domain": "b.test"}
    assert options_for(OpenCage, {}, environ).made["domain"] == "a.test"


def test_the_process_environment_counts(monkeypatch):
    monkeypatch.setenv("ROUTES_OPENCAGE_API_KEY", "k")
    assert open_gazetteer("geopy:opencage").name == "geopy:OpenCage"
    monkeypatch.setenv("ROUTES_OPENCAGE_API_KEY", "")
    with pytest.raises(UsageError, match="set the environment variable ROUTES_OPENCAGE_API_KEY"):
        open_gazetteer("geopy:opencage")


def test_a_variable_that_is_misspelt_is_not_passed_over():
    with pytest.raises(UnknownName) as caught:
        options_for(OpenCage, {}, {"ROUTES_OPENCAGE_APIKEY": "s3cret"})
    assert caught.value.nearest == "ROUTES_OPENCAGE_API_KEY"
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "name", "text", "value"),
    [
        (Nominatim, "bounded", "true", True),
        (Nominatim, "bounded", "No", False),
        (Nominatim, "language", "ru", "ru"),
        (Photon, "language", "de", "de"),
        (Nominatim, "viewbox", "130,42,132.5,44", [Point(42, 130), Point(44, 132.5)]),
        (Photon, "location_bias", "131.9, 43.1", Point(43.1, 131.9)),
        (Bing, "user_location", "-58.4,-34.6", Point(-34.6, -58.4)),
        (Photon, "osm_tag", "place:city", "place:city"),
        (SERVICE_TO_GEOCODER["arcgis"], "token_lifetime", "30", 30),
        (SERVICE_TO_GEOCODER["databc"], "set_back", "5", 5),
        (Nominatim, "namedetails", True, True),
    ],
)
def test_text_becomes_what_geopy_wants(kind, name, text, value):
    environ = {"ROUTES_BING_API_KEY": "k"}
    made, asked = options_for(kind, {name: text}, environ)
    assert (made | asked)[name] == value


@pytest.mark.parametrize(
    ("kind", "name", "text", "wanted"),
    [
        (Nominatim, "bounded", "s3cret", "true or false"),
        (Nominatim, "viewbox", "s3cret", "west,south,east,north in degrees"),
        (Nominatim, "viewbox", "1,2,3", "west,south,east,north in degrees"),
        (Nominatim, "viewbox", "43,131,44,132", "west,south,east,north in degrees"),
        (Photon, "location_bias", "43.1,131.9", "lon,lat in degrees"),
        (Photon, "location_bias", "nan,1", "lon,lat in degrees"),
        (SERVICE_TO_GEOCODER["arcgis"], "token_lifetime", "s3cret", "a whole number"),
        (GoogleV3, "components", "s3cret", "only be given from Python"),
        (Nominatim, "proxies", "s3cret", "only be given from Python"),
    ],
)
def test_a_wrong_value_says_what_is_wanted_and_does_not_repeat_it(kind, name, text, wanted):
    with pytest.raises(UsageError, match=wanted) as caught:
        options_for(kind, {name: text}, {})
    assert name in str(caught.value)
    assert "s3cret" not in str(caught.value)
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_no_secret_tells_cached_answers_apart():
    options = options_for(
        OpenCage, {"api_key": "s3cret", "language": "ru", "proxies": {"https": "s3cret"}}, {}
    )
    assert _identity("geopy:OpenCage", options) == "geopy:OpenCage language=ru"


def test_two_kinds_of_credentials_are_both_possible():
    assert open_geopy("geopy:Here", environ={variable("Here", "apikey"): "k"})
    both = {variable("Here", "app_id"): "i", variable("Here", "app_code"): "c"}
    with pytest.warns(UserWarning, match="deprecated"):  # geopy's own
        assert open_geopy("geopy:Here", environ=both)
    with pytest.raises(UsageError, match="one of ROUTES_HERE_APP_ID, ROUTES_HERE_APP_CODE"):
        open_geopy("geopy:Here", environ={})


@pytest.mark.parametrize(
    ("spec", "asked", "message"),
    [
        ("bundled", {"options": {"a": "b"}}, "'bundled' asks no service"),
        ("geopy:Nominatim", {"online": "geopy:Photon"}, "are two services"),
        ("bundled", {"online": "bundled"}, "'bundled' is no service"),
        ("bundled", {"online": "bundled:x"}, "'bundled' has no services"),
        ("bundled", {"online": "geopy:Nominatim", "ask_below": 90}, "write 0 to 1"),
        ("geopy:Nominatim", {"options": {"domian": "x"}}, "Did you mean 'domain'"),
        ("bundled", {"online": "geopy:OpenCage", "options": {"api_key": "s3"}}, "is a secret"),
    ],
)
def test_what_does_not_go_together_is_wrong_use(spec, asked, message):
    with pytest.raises(UsageError, match=message) as caught:
        open_gazetteer(spec, **asked)
    assert "s3" not in str(caught.value)
