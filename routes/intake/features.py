"""A feature, and geometry from coordinates that nobody has looked at yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from routes.intake.degrees import NotDegreesError, on_earth

Points = list[tuple[float, float]]

_OPPOSITE_DEG = 0.5
"""So near to opposite, the shortest line between two points may run almost anywhere."""

NO_NOTES: tuple[str, ...] = ()


class NoGeometryError(ValueError):
    """Why something is no geometry; ``hint`` says what would be right."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        self.hint = hint
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Feature:
    """A geometry in lon, lat in degrees on WGS 84, with its properties as text.

    ``number`` counts features from 1 as the file has them, ``line`` is where it begins (1 in
    GeoJSON, which has none to speak of).
    """

    number: int
    geometry: BaseGeometry
    properties: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = NO_NOTES
    line: int = 1


def position(value: Any) -> tuple[float, float]:
    """A point from a list of two or more numbers; the height is left out.

    Raises NoGeometryError.
    """
    if type(value) is not list or len(value) < 2:
        raise NoGeometryError("one of its points is none")
    lon, lat = value[0], value[1]
    for each in (lon, lat):
        if type(each) is not float and type(each) is not int:
            raise NoGeometryError("one of its coordinates is no number")
    try:
        return on_earth(lon, lat)
    except NotDegreesError as error:
        raise NoGeometryError(str(error), error.hint) from None


def point(at: tuple[float, float]) -> tuple[BaseGeometry, tuple[str, ...]]:
    """A point, and a note where it is a pole."""
    pole = ("It is a pole, where every longitude is the same place.",) if abs(at[1]) == 90 else ()
    return shapely.Point(at), pole


def line(points: Points) -> tuple[shapely.LineString, tuple[str, ...]]:
    """A line. Raises NoGeometryError for fewer than two points."""
    if len(points) < 2:
        raise NoGeometryError("it has fewer than two points")
    return shapely.LineString(points), tuple(_notes_of_line(points))


def _notes_of_line(points: Points) -> Iterable[str]:
    first, last = points[0], points[-1]
    if len(points) == 2:
        if first == last or (abs(first[1]) == 90 and first[1] == last[1]):
            yield "The line has no length: it ends where it begins."
        if _opposite(first, last):
            yield "Its ends are nearly opposite on the globe: the shortest way can lead anywhere."
    elif first == last and points.count(first) == len(points):
        yield "The line has no length: it ends where it begins."


def _opposite(a: tuple[float, float], b: tuple[float, float]) -> bool:
    if abs(a[1] + b[1]) > _OPPOSITE_DEG:
        return False
    # Near a pole, longitudes hardly matter.
    if 90 - abs(a[1]) < _OPPOSITE_DEG:
        return True
    return abs(abs(a[0] - b[0]) % 360 - 180) <= _OPPOSITE_DEG
