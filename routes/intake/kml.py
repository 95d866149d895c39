"""KML of strangers: placemarks with their geometry; links are never followed, text is only text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from routes.errors import Mistake
from routes.intake import features as made
from routes.intake.areas import Areas
from routes.intake.caps import MOST_FEATURES, MOST_MISTAKES, MOST_VERTICES
from routes.intake.degrees import NotDegreesError, on_earth
from routes.intake.features import Feature, NoGeometryError, Points
from routes.intake.markup import Reader, parse
from routes.intake.wrong import mistake, refuse, shown, wrong

_HEIGHT = "The height of its points is left out."
_LINKED = ("NetworkLink", "NetworkLinkControl", "Update")
_NOT_READ = ("Model", "Track", "MultiTrack")
_TEXTS = ("name", "description", "coordinates", "value", "SimpleData")
_SHAPES = ("Point", "LineString", "LinearRing", "Polygon")


def read(data: bytes, name: str) -> list[Feature]:
    """The placemarks of a KML file, with their names, descriptions and extended data.

    A placemark's property ``folder`` is the name of the folder that it is in. Raises InputError
    with the line and the number of the placemark.
    """
    if not data.strip():
        raise wrong(name, 1, "file", "is empty.", "Give a KML file.")
    reader = _Reader(name)
    parse(data, name, "file", reader)
    refuse(reader.mistakes)
    if not reader.features:
        raise wrong(name, 1, "Placemark", "there is none in this file.", "Give at least one.")
    return reader.features


@dataclass(slots=True)
class _Placemark:
    """A placemark that is being read; ``why`` is the first thing wrong in it."""

    number: int
    line: int
    texts: dict[str, str]
    shapes: list[tuple[BaseGeometry, tuple[str, ...]]] = field(default_factory=list)
    has_height: bool = False
    why: NoGeometryError | None = None


class _Reader(Reader):
    """What the parser tells becomes features and mistakes."""

    def __init__(self, file: str) -> None:
        self.features: list[Feature] = []
        self.mistakes: list[Mistake] = []
        self._file, self._vertices, self._count = file, 0, 0
        self._path: list[str] = []
        self._folders: list[str] = []
        self._placemark: _Placemark | None = None
        self._text: list[str] | None = None
        self._key = ""
        self._points: Points = []
        self._rings: list[Points] = []
        self._areas = Areas()

    def start(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        """One element."""
        if not self._path and name != "kml":
            raise wrong(self._file, line, "file", f"is XML, but no KML: {shown(name)}.")
        if name in _LINKED:
            message = "asks for another file, and nothing is fetched."
            raise wrong(self._file, line, name, message, "Save what it links to as KML.")
        self._path.append(name)
        self._text = [] if name in _TEXTS else None
        if name == "Folder":
            self._folders.append("")
        elif name == "Placemark":
            self._count += 1
            folder = next((each for each in reversed(self._folders) if each), "")
            texts = {"folder": folder} if folder else {}
            self._placemark = _Placemark(self._count, line, texts)
        elif name in ("Data", "SimpleData"):
            self._key = attributes.get("name", "")
        elif name in _SHAPES:
            self._points = []
            if name == "Polygon":
                self._rings = []
        elif name in _NOT_READ:
            self._fail(NoGeometryError(f"{name} is not read", "Save it as a LineString."))

    def text(self, text: str) -> None:
        """Text of the element that is open."""
        if self._text is not None:
            self._text.append(text)

    def end(self, name: str) -> None:
        """The end of an element."""
        self._path.pop()
        if name in _TEXTS and self._text is not None:
            self._said(name, "".join(self._text))
        self._text = None
        if name == "Folder":
            self._folders.pop()
        elif name == "Placemark" and self._placemark is not None:
            self._finish(self._placemark)
            self._placemark = None
        elif name in _SHAPES and self._placemark is not None:
            try:
                self._shape(name, self._placemark)
            except NoGeometryError as error:
                self._fail(error)

    def _said(self, name: str, text: str) -> None:
        around = self._path[-1] if self._path else ""
        if self._placemark is None:
            if name == "name" and around == "Folder":
                self._folders[-1] = text.strip()
        elif name == "coordinates":
            try:
                self._points = self._read(text, self._placemark)
            except NoGeometryError as error:
                self._fail(error)
        elif name in ("value", "SimpleData"):
            self._placemark.texts[self._key] = text.strip()
        elif around == "Placemark":
            self._placemark.texts[name] = text.strip()

    def _read(self, text: str, placemark: _Placemark) -> Points:
        # What Python takes for a number and nobody else does.
        if not text.isascii() or "_" in text:
            raise NoGeometryError("its coordinates are no numbers")
        points: Points = []
        for word in text.split():
            parts = word.split(",")
            try:
                lon, lat, *height = map(float, parts)
                points.append(on_earth(lon, lat))
            except NotDegreesError as error:
                raise NoGeometryError(str(error), error.hint) from None
            except ValueError:
                hint = "A point is lon,lat without a space, as in 131.9,43.1."
                raise NoGeometryError("one of its points is none", hint) from None
            placemark.has_height = placemark.has_height or bool(height)
        self._vertices += len(points)
        if self._vertices > MOST_VERTICES:
            message = f"there are more than {MOST_VERTICES:,}."
            raise wrong(self._file, placemark.line, "points", message, "Split the file.")
        return points

    def _shape(self, name: str, placemark: _Placemark) -> None:
        points, self._points = self._points, []
        if placemark.why is not None:
            return
        if name == "LinearRing" and "Polygon" in self._path:
            is_border = "outerBoundaryIs" in self._path
            self._rings.insert(0 if is_border else len(self._rings), points)
            return
        if name == "Polygon":
            placemark.shapes.append((self._areas.area([self._rings]), made.NO_NOTES))
        elif not points:
            raise NoGeometryError("its coordinates are missing or empty")
        elif name != "Point":
            placemark.shapes.append(made.line(points))
        elif len(points) > 1:
            raise NoGeometryError("its Point has more than one point", "Is it a LineString?")
        else:
            placemark.shapes.append(made.point(points[0]))

    def _fail(self, error: NoGeometryError) -> None:
        if self._placemark is not None and self._placemark.why is None:
            self._placemark.why = error

    def _finish(self, placemark: _Placemark) -> None:
        why = placemark.why
        if why is None and not placemark.shapes:
            hint = "Leave out what has no place, or give its place."
            why = NoGeometryError("it has no geometry", hint)
        if why is not None:
            key = f"placemark {placemark.number}"
            self.mistakes.append(mistake(self._file, placemark.line, key, f"{why}.", why.hint))
            if len(self.mistakes) >= MOST_MISTAKES:
                refuse(self.mistakes)
        for shape, notes in placemark.shapes:
            told = (*notes, _HEIGHT) if placemark.has_height else notes
            found = Feature(placemark.number, shape, placemark.texts, told, placemark.line)
            self.features.append(found)
        if len(self.features) > MOST_FEATURES:
            message = f"there are more than {MOST_FEATURES:,}."
            raise wrong(self._file, placemark.line, "Placemark", message, "Split the file.")
