"""Very many routes from a file that a person or a program wrote: lines, or a table of ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from routes.errors import Mistake, UsageError
from routes.intake import geometry, table
from routes.intake.degrees import NotDegreesError, number
from routes.intake.wrong import mistake, refuse, wrong
from routes.webmap.overview_lines import arrays_of

SUFFIXES = (*geometry.SUFFIXES, *table.SUFFIXES)

ENDS = ("start_lon", "start_lat", "end_lon", "end_lat")
"""The columns of a table that hold both ends, in degrees."""

FIELDS = ("name", "group", "start", "end")
SAME: Mapping[str, str] = MappingProxyType({name: name for name in FIELDS})

_LINES = ("LineString", "MultiLineString")
_COORDINATES = 'coordinates like [[131.9, 43.1], [30.3, 59.9]], lon before lat, in "LineString"'


@dataclass(slots=True)
class Found:
    """The routes of a file, and what it says of each, by field: as many as there are routes.

    ``notes`` are sentences on what was read otherwise than it may have been meant.
    """

    lines: list[Any] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    notes: list[str] = field(default_factory=list)

    def add(self, line: Any, values: Mapping[str, str], keys: Mapping[str, str] = SAME) -> None:
        """One more route, as `routes.overview` takes it. ``keys`` says where each field is."""
        self.lines.append(line)
        for name in FIELDS:
            self.said[name].append(values.get(keys[name], "").strip())


def read(path: Path, keys: Mapping[str, str]) -> Found:
    """The routes of a GeoJSON or KML file, or of a table, by its ending.

    Raises InputError with what is wrong in the file, feature by feature or line by line.
    """
    reader = _table if path.suffix.lower() in table.SUFFIXES else _lines
    try:
        found = reader(path, keys)
    except OSError as error:
        raise wrong(
            str(path), 1, "file", f"{error.strerror or error}.", "Give the path of a file."
        ) from None
    for name, key in keys.items():
        if key != name and not any(found.said[name]):
            message = f"no route has it, and --{name}-from asks for it."
            raise wrong(str(path), 1, key, message)
    return found


def _lines(path: Path, keys: Mapping[str, str]) -> Found:
    found = Found()
    mistakes: list[Mistake] = []
    noted: dict[str, list[int]] = {}
    for each in geometry.read(path):
        kind = each.geometry.geom_type
        if kind not in _LINES:
            message = f"its geometry is {kind!r} and not a LineString."
            key, hint = f"feature {each.number}", f"A route has {_COORDINATES}."
            mistakes.append(mistake(str(path), each.line, key, message, hint))
            continue
        try:
            (line,) = arrays_of([each.geometry])
        except UsageError:
            key, message = f"feature {each.number}", "its parts do not meet."
            hint = "Give each part as a route of its own."
            mistakes.append(mistake(str(path), each.line, key, message, hint))
            continue
        found.add(line, each.properties, keys)
        for note in each.notes:
            noted.setdefault(note, []).append(each.number)
    refuse(mistakes)
    found.notes = list(_counted(noted))
    return found


def _counted(noted: Mapping[str, Sequence[int]]) -> Iterator[str]:
    for note, numbers in noted.items():
        more = f" and {len(numbers) - 1:,} more" if len(numbers) > 1 else ""
        yield f"Feature {numbers[0]}{more}: {note}"


def _table(path: Path, keys: Mapping[str, str]) -> Found:
    read = table.read(path, unique=None)
    titles = [title.strip() for title in read.header]
    missing = [name for name in ENDS if name not in titles]
    if missing:
        hint = f"The first line names the columns: {', '.join((*ENDS, *FIELDS))}."
        raise wrong(str(path), 1, missing[0], "there is no such column.", hint)
    found = Found(notes=list(read.notes))
    mistakes: list[Mistake] = []
    columns = [titles.index(name) for name in ENDS]
    for row in read.rows:
        try:
            ends = list(_ends(read, row.cells, columns))
        except NotDegreesError as error:
            mistakes.append(read.mistake(row.line, f"{error}.", error.hint))
            continue
        found.add([ends[:2], ends[2:]], dict(zip(titles, row.cells, strict=True)), keys)
    refuse(mistakes)
    return found


def _ends(read: table.Table, cells: Sequence[str], columns: Iterable[int]) -> Iterator[float]:
    for name, column in zip(ENDS, columns, strict=True):
        try:
            yield number(cells[column], comma=read.has_decimal_commas)
        except NotDegreesError as error:
            raise NotDegreesError(f"{name}: {error}", error.hint) from None


def said_of(found: Found) -> Mapping[str, Sequence[str]]:
    """The fields that at least one route has."""
    return {name: values for name, values in found.said.items() if any(values)}
