"""Every position that an output draws: of the data of a page, of its still picture, of GeoJSON.

The picture's pixels become degrees again by the projection that the page names: what a stranger
with a ruler can do, too. Coasts and the outlines of areas are left out: they are published shapes
of countries and provinces, and one may run past any place.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

from routes.webmap.coding import unpack
from routes.webmap.packing import contents
from routes.webmap.payload_types import View
from routes.webmap.pencil import HEIGHT, WIDTH, pen_of
from routes.webmap.published import NotOurPage

Points = NDArray[np.float64]
"""Lon, lat in degrees, shape (n, 2)."""

_PUBLIC = ("basemap", "locator", "area")
_LAND = {"land", "lakes", "borders", "disputed", "sea", "wash", "swatch", "credit"}
_PACKED = re.compile(r"[!-~]{3,}")
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_PLAIN_JSON = re.compile(r"<script type=\"application/json\"[^>]*>(.*?)</script>", re.DOTALL)
_PAIR = re.compile(r"(-?\d{1,3}\.\d{2,})[,;\s]{1,3}(-?\d{1,3}\.\d{2,})")
_STEP = re.compile(r"([MmLlHhVvZz])|(-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?)")
_MOVE = re.compile(r"translate\(\s*(-?[\d.]+)[ ,]+(-?[\d.]+)\s*\)")
_EARTH = Geod(ellps="WGS84")
_LABELS = (
    (8, 4), (-8, 4), (0, 20), (0, -10), (6, -10), (-6, -10), (6, 18), (-6, 18), (0, 4), (0, -12),
)  # fmt: skip
"""How far from its pin a name is written, in pixels: a name tells where its pin would be."""


def nearest_m(data: bytes, point: tuple[float, float]) -> float:
    """How near, in metres, anything that an output draws comes to a point (lon, lat).

    Of a page the data and the picture, of GeoJSON, KML, GPX, CSV and logs their coordinates, of
    binary files their pairs of doubles. Infinite where nothing is drawn.
    """
    return min((metres for _, metres, _ in near(data, point)), default=float("inf"))


def near(
    data: bytes, point: tuple[float, float], views: tuple[View, ...] = ()
) -> Iterator[tuple[str, float, float]]:
    """What is drawn, the nearest it comes, and how exactly that can be read, all in metres.

    ``views`` are those of other pages: a picture on its own may be of one of them.
    """
    for name, places in positions(data).items():
        yield name, _least(places, point), 0.0
    text = data.decode("utf-8", "replace")
    own = views_of(data)
    for view in own or views:
        for name, pixels in pictured(text).items():
            yield name, *_from_pixels(view, pixels, point)


def _least(places: Points, point: tuple[float, float]) -> float:
    if not len(places):
        return float("inf")
    many = np.full(len(places), 1.0)
    lats = np.clip(places[:, 1], -90, 90)
    return float(_EARTH.inv(places[:, 0], lats, point[0] * many, point[1] * many)[2].min())


@lru_cache(maxsize=4)
def positions(data: bytes) -> Mapping[str, Points]:
    """Everything that is drawn in degrees, by what it belongs to."""
    text = data.decode("utf-8", "replace")
    found: dict[str, list[Points]] = {}
    documents = _documents(text)
    scales = {name: scale for each in documents for name, scale in _scales(each).items()}
    for document in documents:
        for name, points in _walk(document, "", scales):
            found.setdefault(name, []).append(points)
    if not documents and "<svg" not in text:
        pairs = np.array([(float(m[1]), float(m[2])) for m in _PAIR.finditer(text)])
        if len(pairs):
            found["pairs of numbers"] = [_on_earth(np.vstack([pairs, pairs[:, ::-1]]))]
        if "\x00" in text:
            found["pairs of doubles"] = [_doubles(data)]
    return {name: np.vstack(points) for name, points in found.items()}


def views_of(data: bytes) -> tuple[View, ...]:
    """What a page says of its projection."""
    found = [each.get("view") for each in _documents(data.decode("utf-8", "replace"))
             if isinstance(each, dict)]  # fmt: skip
    return tuple(cast("View", view) for view in found if view and "projection" in view)


@lru_cache(maxsize=4)
def _documents(text: str) -> list[Any]:
    """The JSON that a text is, or carries."""
    if text.lstrip()[:1] in ("{", "["):
        texts = [text]
    elif "<" in text[:2000] and ("<script" in text or "<html" in text):
        texts = _PLAIN_JSON.findall(text)
        try:
            inside = contents(text)
            texts += [inside[name] for name in inside if name.endswith(".json")]
        except NotOurPage:
            pass
    else:
        return []
    found = []
    for each in dict.fromkeys(texts):
        try:
            found.append(json.loads(each))
        except (ValueError, RecursionError):
            continue
    return found


def _scales(document: Any) -> dict[str, int]:
    """By the beginning of a name, into how many parts of a degree its lines are rounded."""
    if not isinstance(document, dict):
        return {}
    scales = document.get("scales") or {}
    found = {"parts": scales.get("parts"), "lines": document.get("scale")}
    found["arcs"] = (document.get("arcs") or {}).get("scale")
    return {name: scale for name, scale in found.items() if scale}


def _walk(value: Any, name: str, scales: dict[str, int]) -> Iterator[tuple[str, Points]]:
    if any(part in name.split(".") for part in _PUBLIC):
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(inner, f"{name}.{key}".removeprefix("."), scales)
    elif isinstance(value, list):
        if len(value) in (2, 3) and all(type(v) in (int, float) for v in value):
            # RFC 7946 wants lon, lat: a writer that erred gives the same place away.
            pair = np.array([value[:2], value[1::-1]], dtype=np.float64)
            yield name, _on_earth(pair)
            return
        for inner in value:
            yield from _walk(inner, name, scales)
    elif isinstance(value, str) and _PACKED.fullmatch(value):
        yield from _packed(value, name, scales)


def _packed(text: str, name: str, scales: dict[str, int]) -> Iterator[tuple[str, Points]]:
    parts = name.split(".")
    kind = "arcs" if "arcs" in parts else parts[-1]
    if kind not in scales:
        return
    lines = [line for line in unpack(text, scales[kind]) if len(line)]
    if lines:
        yield name, _on_earth(np.vstack(lines))


def _on_earth(points: Points) -> Points:
    kept = points[(np.abs(points[:, 1]) <= 90) & (np.abs(points[:, 0]) <= 540)]
    return cast("Points", kept)


def _doubles(data: bytes) -> Points:
    """Pairs of doubles next to one another that could be degrees, as in WKB and SQLite."""
    found = [np.zeros((0, 2))]
    for order in "<>":
        for start in range(min(8, max(0, len(data) - 15))):
            count = (len(data) - start) // 8
            values = np.frombuffer(data, dtype=f"{order}f8", count=count, offset=start)
            with np.errstate(invalid="ignore"):
                sound = (np.abs(values) > 1e-3) & (np.abs(values) <= 180)
            both = np.flatnonzero(sound[:-1] & sound[1:])
            pairs = np.column_stack([values[both], values[both + 1]]).astype(np.float64)
            found.extend([pairs, pairs[:, ::-1]])
    return _on_earth(np.vstack(found))


@lru_cache(maxsize=4)
def pictured(text: str) -> Mapping[str, Points]:
    """Where the pictures in a text draw, in their pixels, by what is drawn."""
    found: dict[str, list[tuple[float, float]]] = {}
    for svg in _SVG.findall(text):
        try:
            root = ET.fromstring(svg)  # noqa: S314  our own output
        except ET.ParseError:
            continue
        if root.get("viewBox") != f"0 0 {WIDTH:g} {HEIGHT:g}":
            continue
        for element in root.iter():
            kind = element.tag.rpartition("}")[2]
            if not _LAND & set((element.get("class") or "").split()):
                found.setdefault(f"picture: {kind}", []).extend(_drawn(kind, element))
    return {name: np.array(points) for name, points in found.items() if points}


def _drawn(kind: str, element: ET.Element) -> Iterator[tuple[float, float]]:
    moved = _MOVE.search(element.get("transform") or "")
    if moved:
        yield float(moved[1]), float(moved[2])
    elif kind == "circle":
        yield float(element.get("cx", 0)), float(element.get("cy", 0))
    elif kind == "path":
        yield from _vertices(element.get("d") or "")
    elif kind == "text":
        x, y = float(element.get("x", 0)), float(element.get("y", 0))
        yield from ((x - dx, y - dy) for dx, dy in _LABELS)
    elif kind in ("line", "polyline", "polygon", "use", "rect"):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", element.get("points") or "")]
        yield from zip(numbers[::2], numbers[1::2], strict=False)
        for a, b in (("x1", "y1"), ("x2", "y2")) if kind == "line" else (("x", "y"),):
            if element.get(a, "%")[-1] != "%":
                yield float(element.get(a, 0)), float(element.get(b, 0))


def _vertices(d: str) -> Iterator[tuple[float, float]]:
    """The vertices of a path of lines, absolute or relative."""
    letter, x, y, first = "M", 0.0, 0.0, (0.0, 0.0)
    numbers: list[float] = []
    for word, number in _STEP.findall(d):
        if word:
            letter, numbers = word, []
            if word in "Zz":
                x, y = first
            continue
        numbers.append(float(number))
        if letter in "HhVv":
            relative = letter.islower()
            if letter in "Hh":
                x = numbers[0] + (x if relative else 0)
            else:
                y = numbers[0] + (y if relative else 0)
        elif len(numbers) == 2:
            x, y = (numbers[0] + x, numbers[1] + y) if letter.islower() else tuple(numbers)
        else:
            continue
        if letter in "Mm":
            first, letter = (x, y), "l" if letter == "m" else "L"
        numbers = []
        yield x, y


def _from_pixels(view: View, pixels: Points, point: tuple[float, float]) -> tuple[float, float]:
    """How far the nearest pixel is from a point, and how much its last digit is, in metres."""
    pen = pen_of(view)
    here = pen([point])[0]
    if not np.isfinite(here).all():
        return float("inf"), 0.0
    away = np.hypot(*(pixels - here).T)
    goal = pixels[int(away.argmin())]
    step_m = _EARTH.inv(*point, *_towards(pen, point, here, here + np.array([0.05, 0.0])))[2]
    step_m = max(
        step_m, _EARTH.inv(*point, *_towards(pen, point, here, here + np.array([0.0, 0.05])))[2]
    )
    at = _towards(pen, point, here, goal)
    return float(_EARTH.inv(*point, *at)[2]), float(step_m) * 1.5


def _towards(
    pen: Callable[[Any], Points], start: tuple[float, float], here: Points, goal: Points
) -> tuple[float, float]:
    """Lon, lat of a pixel: Newton's method from a point whose pixel is known."""
    at, now = np.array(start), here
    for _ in range(12):
        north = 1.0 if at[1] < 89 else -1.0
        near_by = pen(at + 1e-4 * np.array([[0.0, 0.0], [1.0, 0.0], [0.0, north]]))
        turn = np.column_stack([near_by[1] - near_by[0], north * (near_by[2] - near_by[0])]) / 1e-4
        now = near_by[0]
        if np.hypot(*(goal - now)) < 1e-4 or abs(np.linalg.det(turn)) < 1e-12:
            break
        step = np.linalg.solve(turn, goal - now)
        at = at + step * min(1.0, 20.0 / max(float(np.abs(step).max()), 1e-9))
        at[1] = np.clip(at[1], -89.9, 89.9)
    return float(at[0]), float(at[1])
