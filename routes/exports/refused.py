"""Formats that people ask for and that are not written, each with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from routes.messages import Text, say

REFUSED: Mapping[str, Text] = MappingProxyType({
    "shp": say(
        "a Shapefile cannot hold this: it cuts names of columns to 10 letters and texts to 254 "
        "bytes, so that quotes lose their end; it knows no empty value and no date that is vague, "
        "and says not in which script its letters are. Write gpkg: QGIS, ArcGIS and R "
        "open that, too"
    ),
})  # fmt: skip
"""By the ending of their files, without the dot."""
