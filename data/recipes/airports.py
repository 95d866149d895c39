"""Airports, from airportsdata."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from data.recipes.origins import Origin, in_wheel, wheel_path
from data.recipes.record import Record
from routes.gazetteers.store import ALTERNATE, MAIN

_FILE = "airportsdata/airports.csv"

_TYPE_WORDS = re.compile(
    r"\s+((national|regional|municipal|county|city)\s+)?(international\s+)?"
    r"(airport|airfield|aerodrome|air base)$",
    re.IGNORECASE,
)


def airports() -> Iterator[Record]:
    """Airports with an IATA code, and the others that have a real ICAO code."""
    with wheel_path("airportsdata", _FILE).open(encoding="utf-8", newline="") as stream:
        rows = sorted(csv.DictReader(stream), key=lambda row: row["icao"])
    for row in rows:
        if not row["iata"] and not re.fullmatch("[A-Z]{4}", row["icao"]):
            continue
        airport = Record(
            kind="airport",
            ref=f"airport:{row['icao']}",
            name=row["name"],
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            country=row["country"],
            codes=tuple(code for code in (row["iata"], row["icao"]) if code),
            rank=1 if row["iata"] else 2,
        )
        airport.add([row["name"]], MAIN)
        if row["iata"]:
            airport.add([_TYPE_WORDS.sub("", row["name"])], ALTERNATE)
        yield airport


def origin() -> Origin:
    """What airports are made from."""
    return in_wheel(
        "airportsdata",
        [_FILE],
        licence="MIT",
        attribution="Airports: airportsdata by Mike Borsetti, MIT.",
    )
