"""GeoJSON (RFC 7946): legs, places and alternatives with all their columns."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from routes.atomic import write_text
from routes.model import Atlas
from routes.records import NOT_FOR_PUBLICATION, attribution, rows

_DECIMALS = 6
"""Of coordinates: about 0.1 m, as RFC 7946 section 11.2 advises."""


def write(atlas: Atlas, path: Path) -> None:
    """Write ``atlas`` as one FeatureCollection; ``layer`` is legs, places or alternatives.

    Lines are cut at the antimeridian and polygons wound as RFC 7946 asks; a leg that
    could not be drawn has no geometry, nor has a question without an alternative.
    ``title``, ``profile``, ``attribution`` and how much is ``withheld`` are members of the
    collection; one for the desk has
    a ``notice``, too, and is readable by its owner alone. Raises OutputError when
    the file cannot be written; a file that was there is then intact.
    """
    write_text(path, text(atlas), private=atlas.release.is_internal)


def text(atlas: Atlas) -> str:
    """The FeatureCollection as text, one feature per line, the same for the same atlas."""
    features = [
        {
            "type": "Feature",
            "id": f"{row.layer}/{row.id}",
            "properties": {"layer": row.layer, **row.columns},
            "geometry": _geometry(row.geometry),
        }
        for row in rows(atlas)
    ]
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, allow_nan=False) for f in features)
    head = json.dumps(
        {
            "type": "FeatureCollection",
            "title": atlas.case.title,
            "profile": atlas.release.profile,
            **({"notice": NOT_FOR_PUBLICATION} if atlas.release.is_internal else {}),
            **({"withheld": _withheld(atlas)} if not atlas.release.withheld.is_nothing else {}),
            "attribution": list(attribution(atlas)),
        },
        ensure_ascii=False,
    )
    return f'{head[:-1]}, "features": [\n{lines}\n]}}\n'


def _withheld(atlas: Atlas) -> dict[str, int]:
    """How many things of each kind were withheld."""
    return {name: number for name, number in asdict(atlas.release.withheld).items() if number}


def _geometry(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    if geometry is None:
        return None
    oriented = shapely.orient_polygons(geometry)
    shape: dict[str, Any] = mapping(oriented)
    return {"type": shape["type"], "coordinates": _rounded(shape["coordinates"])}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DECIMALS)
    return [_rounded(v) for v in value]
