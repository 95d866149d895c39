"""Features of strangers, from GeoJSON and KML: geometry in lon, lat, and what is said of it."""

from __future__ import annotations

from pathlib import Path

from routes.intake import geojson, kml
from routes.intake.content import name_of, read_bytes, text_of
from routes.intake.features import Feature
from routes.intake.wrong import wrong

__all__ = ["SUFFIXES", "Feature", "read"]

_KML = ".kml"
SUFFIXES = (".geojson", ".json", _KML)


def read(path: Path) -> tuple[Feature, ...]:
    """The features of the file at ``path``, GeoJSON or KML by its ending; there is at least one.

    Collections of geometries are taken apart: their parts are features of the same number and
    properties. Heights are left out, which ``notes`` say, as they name lines of no length, lines
    between opposite points, and points at a pole.

    Raises InputError with the number of the feature (and the line in KML) for what is damaged,
    nested too deeply or too large; has no geometry or one that is empty, not closed or crosses
    itself; or is not on earth. Raises OSError.
    """
    name, suffix = name_of(path), path.suffix.lower()
    if suffix == ".kmz":
        raise wrong(name, 1, "file", "KMZ is not read.", "Unzip it and give the .kml in it.")
    data = read_bytes(path)
    if suffix == _KML:
        if data.startswith(b"PK"):
            message = "is a KMZ file and no KML."
            raise wrong(name, 1, "file", message, "Unzip it and give the .kml in it.")
        return tuple(kml.read(data, name))
    return tuple(geojson.read(text_of(data, name, "Save it as UTF-8."), data, name))
