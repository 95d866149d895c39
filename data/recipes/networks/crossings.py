"""Reviewed border crossings, and the edges that run through them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from data.recipes.curated import FILE as CURATED
from data.recipes.networks.graph import Graph, Ints, geodesic_m
from data.recipes.networks.table import Row, rows

FILE = Path("data/networks/crossings.csv")
NEAR_M = 15_000.0
"""A crossing belongs to an edge this near, or as near as the position of the row is known."""

FAR_M = 25_000.0
"""One that no edge is that near to belongs to the nearest up to here that has no other one."""

AT_M = 3_000.0
"""An edge this near to a crossing runs through it, and so does the nearest of all."""

_COLUMNS = ("id", "modes", "name", "lon", "lat", "areas", "note", "source")
_MODES = {"rail": ["rail"], "road": ["road"], "both": ["rail", "road"], "": []}


def crossings(file: Path = FILE, curated: Path = CURATED) -> list[dict[str, Any]]:
    """The crossings between two countries, by id, with ``radius_m`` and ``modes``.

    They are those of the curated rows, and those that the table adds. ``modes`` is empty where
    the table does not say by which a crossing is crossed.

    Raises ValueError that lists what is wrong in the table.
    """
    with curated.open(encoding="utf-8", newline="") as stream:
        given = [row for row in csv.DictReader(stream) if row["kind"] == "crossing"]
    known = [_curated(row) for row in given if len(row["members"].split()) == 2 and row["lon"]]
    found = {row["id"]: row for row in known}
    table = rows(file, _COLUMNS)
    wrong = [str(row.wrong(why)) for row in table for why in _faults(row, row["id"] in found)]
    if wrong:
        raise ValueError("\n".join(wrong))
    for row in table:
        found[row["id"]] = _told(row, found.get(row["id"]) or _new(row))
    return [found[key] for key in sorted(found)]


def _curated(row: Mapping[str, str]) -> dict[str, Any]:
    note = {"note": row["note"].strip()} if row["note"].strip() else {}
    return {
        "id": row["id"],
        "name": row["name"],
        "lon": float(row["lon"]),
        "lat": float(row["lat"]),
        "areas": sorted(row["members"].split()),
        "modes": [],
        **note,
        "radius_m": float(row["radius_m"] or 0),
    }


def _faults(row: Row, curated: bool) -> Iterator[str]:
    if row["modes"] not in _MODES:
        yield f"modes: {row['modes']!r} is none of rail, road, both"
    if not row["source"]:
        yield "no source"
    places = ("name", "lon", "lat", "areas")
    if curated and any(row[column] for column in places):
        yield "name, lon, lat and areas are those of data/curated.csv; leave them empty"
    if not curated and not all(row[column] for column in (*places, "modes")):
        yield "not in data/curated.csv, so it needs modes, name, lon, lat and areas"
    if row["areas"] and len(set(row["areas"].split())) != 2:
        yield f"areas: {row['areas']!r} are not two codes"


def _new(row: Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "name": row["name"],
        "lon": row.number("lon"),
        "lat": row.number("lat"),
        "areas": sorted(row["areas"].split()),
        "radius_m": 0.0,
    }


def _told(row: Row, crossing: Mapping[str, Any]) -> dict[str, Any]:
    note = {"note": row["note"]} if row["note"] else {}
    return {**crossing, "modes": _MODES[row["modes"]], **note}


def matched(
    given: Graph, table: Sequence[Mapping[str, Any]], country: Sequence[str], mode: str
) -> dict[int, str]:
    """The id of the nearest crossing of each edge that has one.

    Only crossings that are crossed by ``mode``, or of which that is not known. ``country`` is
    the code that each area is counted to: a crossing of Georgia and Russia may be in Abkhazia.
    """
    result: dict[int, str] = {}
    open_: list[tuple[float, str, int]] = []
    for edge, near in _near(given, _of_mode(table, mode), country).items():
        fits = [(far, row["id"]) for far, row in near if far <= max(NEAR_M, row["radius_m"])]
        if fits:
            result[edge] = min(fits)[1]
        else:
            open_ += [(far, row["id"], edge) for far, row in near if mode in row["modes"]]
    taken = set(result.values())
    for far, key, edge in sorted(open_):
        if far <= FAR_M and key not in taken and edge not in result:
            taken.add(key)
            result[edge] = key
    return result


def reviewed(
    given: Graph, table: Sequence[Mapping[str, Any]], country: Sequence[str], mode: str
) -> set[int]:
    """The edges that run through a crossing, and not only near one."""
    nearest: dict[str, tuple[float, int]] = {}
    result = set()
    for edge, near in _near(given, _of_mode(table, mode), country).items():
        for far, row in near:
            if far <= AT_M:
                result.add(edge)
            if far <= max(NEAR_M, row["radius_m"]):
                best = nearest.get(row["id"], (far, edge))
                nearest[row["id"]] = min(best, (far, edge))
    return result | {edge for _, edge in nearest.values()}


def _of_mode(table: Sequence[Mapping[str, Any]], mode: str) -> list[Mapping[str, Any]]:
    return [row for row in table if mode in row["modes"] or not row["modes"]]


def _near(
    given: Graph, table: Sequence[Mapping[str, Any]], country: Sequence[str]
) -> dict[int, list[tuple[float, Mapping[str, Any]]]]:
    """For each edge across a border the crossings of its two states, and metres to them."""
    by_pair: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in table:
        by_pair.setdefault(tuple(row["areas"]), []).append(row)
    edges = np.flatnonzero(given.area[given.start] != given.area[given.end])
    middle = (given.lonlat[given.start] + given.lonlat[given.end]) / 2
    result = {}
    for edge in edges.tolist():
        there = by_pair.get(_pair(given, edge, country), [])
        if there:
            places = np.array([[row["lon"], row["lat"]] for row in there])
            far = geodesic_m(np.broadcast_to(middle[edge], places.shape), places)
            result[edge] = list(zip(far.tolist(), there, strict=True))
    return result


def _pair(given: Graph, edge: int, country: Sequence[str]) -> tuple[str, ...]:
    sides: Ints = given.area[[given.start[edge], given.end[edge]]]
    return tuple(sorted(country[side] for side in sides.tolist() if side >= 0))
