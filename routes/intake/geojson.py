"""GeoJSON of strangers, read by the json of Python, which runs nothing and fetches nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from routes.errors import Mistake
from routes.intake import features as made
from routes.intake.areas import Areas
from routes.intake.caps import (
    MOST_DEPTH,
    MOST_FEATURES,
    MOST_ITEMS,
    MOST_MISTAKES,
    MOST_VERTICES,
)
from routes.intake.features import Feature, NoGeometryError, position
from routes.intake.nesting import depth
from routes.intake.strict import no_number, unique_keys
from routes.intake.wrong import mistake, refuse, shown, wrong

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_DEGREES = re.compile(r"CRS84|EPSG:+4326\b")
_HEIGHT = "The height of its points is left out."
_GeometryAndNotes = tuple[BaseGeometry, tuple[str, ...]]


def read(text: str, data: bytes, name: str) -> list[Feature]:
    """The features of a FeatureCollection; ``data`` is ``text`` as it stands in the file.

    Raises InputError with the number of the feature.
    """
    found = _features(text, data, name)
    reader = _Reader(escaped="\\u" in text)
    mistakes: list[Mistake] = []
    features: list[Feature] = []
    for number, feature in enumerate(found, 1):
        try:
            features.extend(reader.feature(number, feature))
        except NoGeometryError as error:
            mistakes.append(mistake(name, 1, f"feature {number}", f"{error}.", error.hint))
        if len(mistakes) >= MOST_MISTAKES:
            break
    refuse(mistakes)
    return features


def _features(text: str, data: bytes, name: str) -> list[Any]:
    """The list of features. The file is measured before it is read."""
    if not text.strip():
        raise wrong(name, 1, "file", "is empty.", "Give a FeatureCollection.")
    if text.lstrip()[0] == "<":
        raise wrong(name, 1, "file", "not JSON: it is XML or a web page.", "Is it KML?")
    if depth(data) > MOST_DEPTH:
        raise wrong(name, 1, "file", "it is nested too deeply to be GeoJSON.")
    if data.count(b",") > MOST_ITEMS or data.count(b"[") > MOST_VERTICES + MOST_FEATURES:
        message = f"has more than {MOST_VERTICES:,} points or {MOST_ITEMS:,} values."
        raise wrong(name, 1, "file", message, "Split it, or simplify its lines.")
    try:
        read = json.loads(text, parse_constant=no_number, object_pairs_hook=unique_keys)
    except json.JSONDecodeError as error:
        said = f"not JSON: {error.msg}."
        hint = "Is the file complete?" if error.pos >= len(text.rstrip()) - 40 else None
        where = mistake(name, error.lineno, "file", said, hint, column=error.colno)
        refuse([where])
    except (ValueError, RecursionError) as error:
        raise wrong(name, 1, "file", f"not JSON: {error!s:.200}.") from None
    return _listed(read, name)


def _listed(read: Any, name: str) -> list[Any]:
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list):
        message = "there is no list of features."
        raise wrong(name, 1, "features", message, "Give a FeatureCollection.")
    crs = json.dumps(read.get("crs"))
    if read.get("crs") is not None and not _DEGREES.search(crs):
        message = f"coordinates are in {crs:.60} and not in degrees."
        raise wrong(name, 1, "crs", message, "Save it in WGS 84 (EPSG:4326).")
    if not features:
        message = "there is none in this file."
        raise wrong(name, 1, "features", message, "Give at least one feature.")
    if len(features) > MOST_FEATURES:
        raise wrong(name, 1, "features", f"there are more than {MOST_FEATURES:,}.", "Split it.")
    return features


@dataclass(slots=True)
class _Reader:
    """Makes features. ``escaped`` says that texts may hold what is no character."""

    escaped: bool
    has_height: bool = False
    checked: Areas = field(default_factory=Areas)

    def feature(self, number: int, feature: Any) -> Iterator[Feature]:
        """One feature, or one for each part of a collection."""
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if not isinstance(geometry, dict):
            hint = "Leave out what has no place, or give its place."
            raise NoGeometryError("it has no geometry", hint)
        self.has_height = False
        parts = list(self._parts(geometry))
        properties = self._properties(feature.get("properties"))
        for shape, notes in parts:
            told = (*notes, _HEIGHT) if self.has_height else notes
            yield Feature(number, shape, properties, told)

    def _properties(self, given: Any) -> Mapping[str, str]:
        """What is a single value, as text. What is none is left out."""
        if not isinstance(given, dict):
            return {}
        texts = {
            key: str(value).strip()
            for key, value in given.items()
            if isinstance(value, str | int | float) and not isinstance(value, bool)
        }
        if self.escaped:
            for key, value in texts.items():
                if _NO_TEXT.search(key + value):
                    odd = shown(key.encode("ascii", "backslashreplace").decode())
                    raise NoGeometryError(f"its property {odd} holds what is no character")
        return texts

    def _parts(self, geometry: Any) -> Iterator[_GeometryAndNotes]:
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        if kind == "GeometryCollection":
            inside = geometry.get("geometries")
            if not isinstance(inside, list) or not inside:
                raise NoGeometryError("its GeometryCollection is empty")
            for each in inside:
                yield from self._parts(each)
            return
        if not isinstance(kind, str) or kind not in _MAKERS:
            known = ", ".join((*_MAKERS, "GeometryCollection"))
            raise NoGeometryError(f"its geometry is {kind!r:.40}", f"There are: {known}.")
        coordinates = geometry.get("coordinates")
        if not isinstance(coordinates, list) or not coordinates:
            raise NoGeometryError("its coordinates are missing or empty")
        yield _MAKERS[kind](self, coordinates)

    def point(self, coordinates: Any) -> _GeometryAndNotes:
        (at,) = self.points([coordinates])
        return made.point(at)

    def points(self, coordinates: Any) -> made.Points:
        if type(coordinates) is not list:
            raise NoGeometryError(f"{coordinates!r:.40} is no list of points")
        found = [position(each) for each in coordinates]
        self.has_height = self.has_height or any(len(each) > 2 for each in coordinates)
        return found

    def line(self, coordinates: Any) -> tuple[shapely.LineString, tuple[str, ...]]:
        return made.line(self.points(coordinates))

    def rings(self, coordinates: Any) -> list[made.Points]:
        if type(coordinates) is not list:
            raise NoGeometryError(f"{coordinates!r:.40} is no list of borders")
        return [self.points(ring) for ring in coordinates]

    def area(self, coordinates: Any) -> _GeometryAndNotes:
        return self.checked.area([self.rings(coordinates)]), made.NO_NOTES

    def several_points(self, coordinates: Any) -> _GeometryAndNotes:
        return shapely.MultiPoint(self.points(coordinates)), made.NO_NOTES

    def lines(self, coordinates: Any) -> _GeometryAndNotes:
        parts = [self.line(each) for each in coordinates]
        notes = dict.fromkeys(note for _, notes in parts for note in notes)
        return shapely.MultiLineString([part for part, _ in parts]), tuple(notes)

    def areas(self, coordinates: Any) -> _GeometryAndNotes:
        return self.checked.area([self.rings(each) for each in coordinates]), made.NO_NOTES


_MAKERS: Mapping[str, Callable[[_Reader, Any], _GeometryAndNotes]] = {
    "Point": _Reader.point,
    "MultiPoint": _Reader.several_points,
    "LineString": _Reader.line,
    "MultiLineString": _Reader.lines,
    "Polygon": _Reader.area,
    "MultiPolygon": _Reader.areas,
}
