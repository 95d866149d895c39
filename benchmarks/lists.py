"""The lists of tests/data, and whether an answer is right."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from routes.geodesy import length_m
from routes.model import Candidate

DATA = Path(__file__).parent.parent / "tests" / "data"


@dataclass(frozen=True)
class Truth:
    """Where a name is and what it is. ``kinds`` without members means any kind."""

    name: str
    kinds: tuple[str, ...]
    lon: float
    lat: float
    within_m: float
    country: str = ""
    script: str = ""
    core: bool = False
    not_inside: tuple[float, float] | None = None
    source: str = ""


@dataclass(frozen=True)
class Marked:
    """A name that a report marks: what a case would ask for, and the truth."""

    truth: Truth
    query: str
    hint_country: str | None


@dataclass(frozen=True)
class Report:
    id: str
    text: str
    names: tuple[Marked, ...]
    legs: tuple[tuple[str, str, str], ...]


@cache
def names() -> tuple[Truth, ...]:
    return tuple(_truth(row) for row in _rows("names.csv"))


@cache
def misspellings() -> tuple[tuple[str, Truth], ...]:
    return tuple(
        (row["wrong"], _truth({**row, "name": row["right"]})) for row in _rows("misspellings.csv")
    )


@cache
def reports() -> tuple[Report, ...]:
    with (DATA / "marked.toml").open("rb") as stream:
        return tuple(_report(report) for report in tomllib.load(stream)["report"])


def is_right(truth: Truth, found: Candidate, shape: Callable[[str], BaseGeometry | None]) -> bool:
    """Whether ``found`` is what is meant: kind, country, and place by its shape or point."""
    if truth.kinds and found.kind not in truth.kinds:
        return False
    if truth.country and found.country and truth.country != found.country:
        return False
    area = shape(found.ref) if found.has_shape else None
    if area is None:
        return length_m((found.lon, found.lat), (truth.lon, truth.lat)) <= truth.within_m
    if area.geom_type.endswith("Polygon"):
        return _holds(area, truth)
    return _distance_m(area, truth.lon, truth.lat) <= truth.within_m


def first_right(
    truth: Truth, found: Sequence[Candidate], shape: Callable[[str], BaseGeometry | None]
) -> int | None:
    """The rank of the first right candidate, counted from 1, or None."""
    ranks = (rank for rank, c in enumerate(found, 1) if is_right(truth, c, shape))
    return next(ranks, None)


def _holds(area: BaseGeometry, truth: Truth) -> bool:
    shapely.prepare(area)
    if truth.not_inside and shapely.contains_xy(area, *truth.not_inside):
        return False
    return bool(shapely.contains_xy(area, truth.lon, truth.lat))


def _distance_m(line: BaseGeometry, lon: float, lat: float) -> float:
    near, _ = nearest_points(line, shapely.Point(lon, lat))
    return length_m((near.x, near.y), (lon, lat))


def _rows(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _truth(row: Mapping[str, Any]) -> Truth:
    outside = str(row.get("not_inside", "")).split()
    return Truth(
        name=row["name"],
        kinds=tuple(filter(None, row.get("kind", "").split("|"))),
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        within_m=float(row["within_km"]) * 1000,
        country=row.get("country", ""),
        script=row.get("script", ""),
        core=row.get("core") == "yes",
        not_inside=(float(outside[0]), float(outside[1])) if outside else None,
        source=row.get("source", ""),
    )


def _report(report: Mapping[str, Any]) -> Report:
    marked = tuple(
        Marked(_truth(row), row.get("query", row["name"]), row.get("hint_country"))
        for row in report["name"]
    )
    legs = tuple((start, end, mode) for start, end, mode in report["legs"])
    return Report(report["id"], report["text"], marked, legs)
