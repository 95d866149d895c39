"""Rows to GeoDataFrames: the only module that imports geopandas."""

from __future__ import annotations

import geopandas as gpd
import numpy as np

from routes.model import Atlas
from routes.records import (
    ALTERNATIVE_COLUMNS,
    LEG_COLUMNS,
    NOT_FOR_PUBLICATION,
    PLACE_COLUMNS,
    rows,
)

_COLUMNS = {
    "legs": LEG_COLUMNS,
    "places": PLACE_COLUMNS,
    "alternatives": ALTERNATIVE_COLUMNS,
}


def to_gdf(atlas: Atlas, layer: str = "legs") -> gpd.GeoDataFrame:
    """One row per leg (``layer="legs"``), place (``"places"``) or computed path.

    The last are the layer ``"alternatives"``. lon, lat, EPSG:4326. Columns are those of
    `routes.records`, always all of them and in that order. A leg that could not be drawn
    has no geometry, nor has a question without an alternative; an atlas without any place
    gives an empty frame with the same columns. ``attrs["profile"]`` says for whom
    it is; since no file holds that, a frame for the desk has a column ``notice``, too.
    Raises ValueError for another layer.
    """
    if layer not in _COLUMNS:
        raise ValueError(f"no layer {layer!r}; there are {', '.join(_COLUMNS)}")
    found = [row for row in rows(atlas) if row.layer == layer]
    data = {name: [row.columns[name] for row in found] for name in _COLUMNS[layer]}
    if atlas.release.is_internal:
        data["notice"] = [str(NOT_FOR_PUBLICATION)] * len(found)
    shapes = np.array([row.geometry for row in found], dtype=object)
    frame = gpd.GeoDataFrame(data, geometry=shapes, crs="EPSG:4326")
    frame.attrs["profile"] = atlas.release.profile
    return frame
