"""GeoJSON (RFC 7946): every layer with all its columns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from routes.atomic import write_text
from routes.exports.described import described
from routes.exports.outline import DECIMALS
from routes.exports.unheld import cell, not_rows, replaced
from routes.messages import Text
from routes.model import Atlas
from routes.records import Row, rows


def write(atlas: Atlas, path: Path) -> Sequence[Text]:
    """Write ``atlas`` as one FeatureCollection; ``layer`` is one of `routes.records.LAYERS`.

    Lines are cut at the antimeridian and polygons wound as RFC 7946 asks; a leg that
    could not be drawn has no geometry, nor has a question without an alternative, a claim or a
    source. ``title``, ``version``, ``profile``, ``attribution`` and how much is ``withheld`` are
    members of the collection; one for the desk has
    a ``notice``, too, and is readable by its owner alone. Returns sentences on what the file does
    not hold. Raises OutputError when the file cannot be written; a file that was there is then
    intact.
    """
    write_text(path, text(atlas), private=atlas.release.is_internal)
    return [*replaced(rows(atlas)), *not_rows(atlas)]


def text(atlas: Atlas) -> str:
    """The FeatureCollection as text, one feature per line, the same for the same atlas."""
    lines = ",\n".join(_line(_feature(row)) for row in rows(atlas))
    head = _line({"type": "FeatureCollection", **described(atlas).members})
    return f'{head[:-1]}, "features": [\n{lines}\n]}}\n'


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _feature(row: Row) -> dict[str, Any]:
    columns = {name: cell(value) for name, value in row.columns.items()}
    return {
        "type": "Feature",
        "id": f"{row.layer}/{row.id}",
        "properties": {"layer": row.layer, **columns},
        "geometry": _geometry(row.geometry),
    }


def _geometry(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    if geometry is None:
        return None
    oriented = shapely.orient_polygons(geometry)
    shape: dict[str, Any] = mapping(oriented)
    return {"type": shape["type"], "coordinates": _rounded(shape["coordinates"])}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS)
    return [_rounded(v) for v in value]
