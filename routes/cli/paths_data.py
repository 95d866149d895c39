"""Alternative paths, or a reach, as plain values for JSON."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from routes.cli.ends import End
from routes.cli.report import json_text
from routes.gazetteers.record import record
from routes.model.alternative import (
    Alternative,
    Alternatives,
    Crossing,
    Link,
    NoPath,
    Part,
    Reach,
    Stay,
)

if TYPE_CHECKING:  # imported where it is needed
    from shapely.geometry.base import BaseGeometry

_DECIMALS = 6
"""Of degrees: about 0.1 m."""

_PAIR = re.compile(r"\[\s+(-?[\d.e-]+),\s+(-?[\d.e-]+)\s+\]")


def text(
    found: Alternatives, ends: Sequence[End], credited: Sequence[str], settings: Mapping[str, Any]
) -> str:
    """What `data` gives, as JSON with each pair of coordinates on one line."""
    # No text is changed: within one, a line end is written as an escape.
    return _PAIR.sub(r"[\1, \2]", json_text(data(found, ends, credited, settings)))


def data(
    found: Alternatives, ends: Sequence[End], credited: Sequence[str], settings: Mapping[str, Any]
) -> dict[str, Any]:
    """All of ``found``, what each name was taken for, and the ``settings`` that it rests on.

    Metres, hours, degrees. The keys are documented in docs/alternatives.md; every one is always
    there, null or empty where there is nothing to say.
    """
    from routes.records import SAID_BY  # noqa: PLC0415  the command line starts without it

    return {
        **_asked(found, ends),
        **settings,
        "status": "refused" if found.refused else "found",
        "basis": "computed",
        "said_by": SAID_BY,
        "paths": [_path(path) for path in found.paths],
        "reach": _reach(found.reach) if found.reach else None,
        "refused": _flat(found.refused) if found.refused else None,
        "notes": list(found.notes),
        "attribution": list(credited),
    }


def unsure(ends: Sequence[End]) -> dict[str, Any]:
    """What each name could be, where one of them is not sure: no path was looked for."""
    return {"status": "unsure", "places": [place(end) for end in ends]}


def place(end: End) -> dict[str, Any]:
    """What was written for one place, and the candidates for it, likeliest first."""
    got = end.answer
    return {
        "role": end.id,
        "asked": end.text,
        "status": got.status if got else "found",
        "reason": got.reason if got else "",
        "taken": record(end.candidate) if end.candidate else None,
        "candidates": [record(each) for each in got.candidates] if got else [],
    }


def _asked(found: Alternatives, ends: Sequence[End]) -> dict[str, Any]:
    wanted = found.wanted
    return {
        "start": found.start,
        "end": found.end if wanted.end else None,
        "places": [{**place(end), "candidates": []} for end in ends],
        "mode": wanted.mode,
        "avoid": list(wanted.avoid),
        "count": wanted.count,
        "when": wanted.when.edtf if wanted.when else None,
        "hours": wanted.hours,
    }


def _path(path: Alternative) -> dict[str, Any]:
    return {
        "length_m": round(path.length_m, 1),
        "access_m": [round(metres, 1) for metres in path.access_m],
        "minimum_h": math.floor(path.minimum_h * 100) / 100,  # a bound stays one
        "usual_h": round(path.usual_h, 2),
        "stretch": round(path.stretch, 4),
        "sharing": round(path.sharing, 4),
        "shuns": path.shuns,
        "shuns_name": path.shuns_name,
        "passes": list(path.passes),
        "countries": list(path.countries),
        "stitched_m": round(path.stitched_m, 1),
        "stays": [_flat(each) for each in path.stays],
        "crossings": [_flat(each) for each in path.crossings],
        "links": [_flat(each) for each in path.links],
        "parts": [_part(each) for each in path.parts],
        "geometry": _geometry(path.geometry),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "mode": part.mode,
        "length_m": round(part.length_m, 1),
        "geometry": _geometry(part.geometry),
    }


def _reach(reach: Reach) -> dict[str, Any]:
    return {
        "hours": reach.hours,
        "length_m": round(reach.length_m, 1),
        "towns": [{"name": name, "length_m": round(metres, 1)} for name, metres in reach.towns],
        "stops_at": [_flat(each) for each in reach.stops_at],
        "geometry": _geometry(reach.geometry),
    }


def _flat(value: Stay | Crossing | Link | NoPath) -> dict[str, Any]:
    """The fields of a value that holds no geometry, under their own names."""
    return {key: _plain(each) for key, each in asdict(value).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DECIMALS)
    return list(value) if isinstance(value, tuple) else value


def _geometry(geometry: BaseGeometry) -> dict[str, Any]:
    """A GeoJSON geometry, lon, lat in degrees."""
    import shapely  # noqa: PLC0415  the command line starts without it

    rounded = shapely.set_precision(geometry, 10.0**-_DECIMALS, mode="pointwise")
    shape: dict[str, Any] = shapely.geometry.mapping(rounded)
    return shape
