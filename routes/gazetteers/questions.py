"""What a service is asked, in the parameters that geopy has for it."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["parameters"]

# geopy calls it by a name of its own for each service.
_LIMITS = ("limit", "max_results", "maxresults", "maximum_responses", "candidates")
_MOST = {"candidates": 10}
_LANGUAGES = {"AzureMaps": "en-US", "Here": "en-US", "HereV7": "en-US", "TomTom": "en-US"}
"""Services that do not know plain "en"."""
# It wants codes of three letters; what lies elsewhere is left out of its answer here.
_COUNTRY_LATER = ("HereV7",)
# geopy reads a list from an answer that holds only one place.
_ONLY_ONE = ("Baidu", "BaiduV3")


def parameters(
    service: str, takes: Mapping[str, object], country: str | None, limit: int
) -> dict[str, object]:
    """What ``geocode`` of geopy's class ``service`` is given beside the name.

    ``takes`` are its parameters: it is asked with none that it does not know. Answers
    are wanted in English, with what tells the kind and the country of a place.
    """
    wanted: dict[str, object] = {
        "exactly_one": service in _ONLY_ONE,
        "addressdetails": True,
        "include_country_code": True,
        "language": _LANGUAGES.get(service, "en"),
        "culture": "en-US",
        "out_fields": ["Addr_type", "Type", "Country"],
        **({"lang": "en_US"} if service == "Yandex" else {}),
    }
    wanted |= {name: min(limit, _MOST.get(name, limit)) for name in _LIMITS}
    if country and service not in _COUNTRY_LATER:
        wanted |= _country(service, country.upper())
    return {name: value for name, value in wanted.items() if name in takes}


def _country(service: str, code: str) -> dict[str, object]:
    if service == "GoogleV3":
        return {"components": {"country": code}}
    return {"country_codes": code.lower(), "countries": [code], "country": code}
