"""Very many routes from a file that a person or a program wrote: GeoJSON, or a table of ends.

Nothing here is trusted: a file may be damaged, huge or hostile. GeoJSON is read by the json of
Python, which runs nothing and fetches nothing.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

from routes.errors import InputError, Mark, Mistake

MOST_BYTES = 1_000_000_000
"""A larger file is none of a page that a browser can open."""

MOST_MISTAKES = 20
"""Of more, the first ones are told."""

ENDS = ("start_lon", "start_lat", "end_lon", "end_lat")
"""The columns of a table that hold both ends, in degrees."""

FIELDS = ("name", "group", "start", "end")
SAME: Mapping[str, str] = MappingProxyType({name: name for name in FIELDS})

_COORDINATES = 'coordinates like [[131.9, 43.1], [30.3, 59.9]], lon before lat, in "LineString"'

Line = list[tuple[float, float]]


@dataclass(slots=True)
class Found:
    """The routes of a file, and what it says of each, by field: as many as there are routes."""

    lines: list[Any] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in FIELDS})

    def add(self, line: Any, values: Mapping[str, Any], keys: Mapping[str, str] = SAME) -> None:
        """One more route, as `routes.overview` takes it. ``keys`` says where each field is."""
        self.lines.append(line)
        for name in FIELDS:
            self.said[name].append(_text(values.get(keys[name])))


def read(path: Path, keys: Mapping[str, str]) -> Found:
    """The routes of a GeoJSON or a CSV file, by its ending.

    Raises InputError with what is wrong in the file, feature by feature or line by line.
    """
    text = _read(path)
    reader = _table if path.suffix.lower() == ".csv" else _geojson
    mistakes: list[Mistake] = []
    found = reader(path, text, keys, mistakes)
    if not mistakes and not found.lines:
        mistakes = [Mistake(Mark(str(path), 1), "routes", "there is none in this file.")]
    if mistakes:
        raise InputError(mistakes[:MOST_MISTAKES])
    for name, key in keys.items():
        if key != name and not any(found.said[name]):
            _fail(path, 1, key, f"no route has it, and --{name}-from asks for it.")
    return found


def _fail(path: Path, line: int, key: str, message: str, hint: str | None = None) -> NoReturn:
    raise InputError([Mistake(Mark(str(path), line), key, message, hint)])


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            _fail(path, 1, "file", f"it is larger than {MOST_BYTES // 10**6} MB.", "Split it.")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _fail(path, 1, "file", f"byte {error.start} is not UTF-8.", "Save it as UTF-8.")
    except OSError as error:
        _fail(path, 1, "file", f"{error.strerror or error}.", "Give the path of a file.")


def _text(value: Any) -> str:
    """A value as it is shown. What is no single value is not shown at all."""
    if isinstance(value, bool) or value is None:
        return ""
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _geojson(path: Path, text: str, keys: Mapping[str, str], mistakes: list[Mistake]) -> Found:
    found = Found()
    for number, feature in _features(path, text):
        try:
            line, properties = _feature(feature)
        except ValueError as error:
            mark, hint = Mark(str(path), 1), f"A route has {_COORDINATES}."
            mistakes.append(Mistake(mark, f"feature {number}", f"{error}.", hint))
            continue
        found.add(line, properties, keys)
    return found


def _features(path: Path, text: str) -> Iterator[tuple[int, Any]]:
    try:
        data = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        mark = Mark(str(path), error.lineno, error.colno)
        raise InputError([Mistake(mark, "file", f"not JSON: {error.msg}.")]) from error
    except RecursionError:
        _fail(path, 1, "file", "it is nested too deeply to be GeoJSON.")
    except ValueError as error:
        _fail(path, 1, "file", f"not JSON: {error}.")
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        _fail(path, 1, "features", "there is no list of features.", "Give a FeatureCollection.")
    return iter(enumerate(features, 1))


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")


def _feature(feature: Any) -> tuple[Line, Mapping[str, Any]]:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict):
        raise ValueError("it has no geometry")
    if geometry.get("type") != "LineString":
        raise ValueError(f"its geometry is {geometry.get('type')!r:.40} and not a LineString")
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        raise ValueError("it has fewer than two points")
    properties = feature.get("properties")
    line = [_point(point) for point in coordinates]
    return line, properties if isinstance(properties, dict) else {}


def _point(point: Any) -> tuple[float, float]:
    if not isinstance(point, list) or len(point) < 2:
        raise ValueError(f"{point!r:.40} is no point")
    lon, lat = point[0], point[1]
    for value in (lon, lat):
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(f"{value!r:.40} is no number")
    return _on_earth(lon, lat)


def _on_earth(lon: float, lat: float) -> tuple[float, float]:
    if not (abs(lon) <= 180 and abs(lat) <= 90):  # False for what is no number, too
        raise ValueError(f"{lon!s:.20}, {lat!s:.20} is not lon, lat in degrees")
    return float(lon), float(lat)


def _table(path: Path, text: str, keys: Mapping[str, str], mistakes: list[Mistake]) -> Found:
    found = Found()
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [name for name in ENDS if name not in (rows.fieldnames or ())]
        if missing:
            hint = f"The first line names the columns: {', '.join((*ENDS, *FIELDS))}."
            _fail(path, 1, missing[0], "there is no such column.", hint)
        for row in rows:
            try:
                lon_1, lat_1, lon_2, lat_2 = (_number(row, name) for name in ENDS)
                line = [_on_earth(lon_1, lat_1), _on_earth(lon_2, lat_2)]
            except ValueError as error:
                mistakes.append(Mistake(Mark(str(path), rows.line_num), "row", f"{error}."))
                continue
            found.add(line, row, keys)
    except csv.Error as error:
        _fail(path, max(rows.line_num, 1), "row", f"{error}.", "Is it CSV with commas?")
    return found


def _number(row: Mapping[str, Any], name: str) -> float:
    try:
        value = float(row.get(name) or "")
    except ValueError:
        raise ValueError(f"{name}: {row.get(name)!r:.40} is no number") from None
    if not math.isfinite(value):
        raise ValueError(f"{name}: {row.get(name)!r:.40} is no number")
    return value


def said_of(found: Found) -> Mapping[str, Sequence[str]]:
    """The fields that at least one route has."""
    return {name: values for name, values in found.said.items() if any(values)}
