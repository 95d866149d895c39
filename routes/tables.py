"""Rows to GeoDataFrames: the only module that imports geopandas."""

from __future__ import annotations

import geopandas as gpd
import numpy as np

from routes.model import Atlas
from routes.records import LAYERS, tables


def to_gdf(atlas: Atlas, layer: str = "legs") -> gpd.GeoDataFrame:
    """One layer as a frame: by default one row per leg.

    ``layer`` is one of `routes.records.LAYERS`. lon, lat, EPSG:4326. Columns are those of
    the layer, always all of them and in that order. A leg that could not be drawn has no
    geometry, nor has a question without an alternative, a claim or a source; a layer without any
    row gives an empty frame with the same columns. ``attrs["profile"]`` says for whom
    it is; since no file holds that, a frame for the desk has a column ``notice``, too.
    Raises ValueError for another layer.
    """
    named = {str(name): table for name, table in tables(atlas).items()}
    if layer not in named:
        raise ValueError(f"no layer {layer!r}; there are {', '.join(LAYERS)}")
    table = named[layer]
    data = {column.name: table.values(column) for column in table.columns}
    shapes = np.array(table.geometries, dtype=object)
    frame = gpd.GeoDataFrame(data, geometry=shapes, crs="EPSG:4326")
    frame.attrs["profile"] = atlas.release.profile
    return frame
