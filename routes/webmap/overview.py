"""Very many routes on one map: lines where they can be told apart, flows where not. Pure.

A page of a case says who reports each line. A page of thousands of routes cannot: it shows
where they run, what they are called, and how many there are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NotRequired, TypedDict

import numpy as np
from numpy.typing import ArrayLike, NDArray

from routes.errors import UsageError
from routes.geodesy import RADIUS_M, center_and_radius, nearest_zoom, unit_vectors
from routes.model.route import Fade
from routes.webmap.coding import pack, pack_flat
from routes.webmap.overview_flows import END, START, FlowOut, largest
from routes.webmap.payload_types import Basemap, View
from routes.webmap.projecting import Projection, choose, plane_of

VERSION = 1

_SCALE = 1000
"""Thousandths of a degree: some 110 m, less than the width of a line on a map of so many."""

_NEARER = 4
"""An eighth of the whole fills a view at the greatest zoom."""

_MOST_ZOOM = 12.0
"""Nearer, what coordinates are rounded by would be seen."""

_CHUNK = 1000
"""Routes that the page reads at a time: it draws between two of them."""

_FOCI = 8
"""So many points where the land is fine: on a wide map they cost 18 kB and 0.1 s."""

_SAMPLE = 6_000
"""So many vertices are enough to say where the routes lie."""

_MOST_GROUPS = 255

_LISTED = 40
"""So many flows are in the table of the page without scripts."""

_FURTHEST_DEG = 120.0
"""The land is drawn to here: the basemap has no more."""

_LOOKED_AT = 9
"""So many vertices of a line say how far it reaches."""

_EARTH_DEG = np.array([180.0, 90.0])

_Floats = NDArray[np.float64]


class GroupOut(TypedDict):
    """Routes of one kind; ``count`` is how many there are.

    ``dash``, ``width`` and ``closed`` are of the kinds of line that cases have: see
    `routes.webmap.overview_kinds`.
    """

    label: str
    colour: str
    count: int
    dash: NotRequired[str]
    width: NotRequired[float]
    closed: NotRequired[bool]


class FadesOut(TypedDict):
    """The routes of a chunk that begin, and those that end, in an area: places in the chunk."""

    start: list[int]
    end: list[int]


class ChunkOut(TypedDict):
    """Some routes. ``lines`` and ``about`` are packed: see `routes.webmap.coding`.

    ``about`` has two pairs a route: group and name, start and end; the last three are places in
    ``words``. A ``geodesic`` chunk carries only the two ends of each.
    """

    lines: str
    about: str
    geodesic: bool
    fades: NotRequired[FadesOut]


class OverviewOut(TypedDict):
    """Everything a page of very many routes shows; ``words`` begins with the empty one.

    ``reading`` are sentences of how to read the lines.
    """

    version: int
    title: str
    question: str | None
    summary: str | None
    language: str
    messages: dict[str, str | list[str]]
    view: View
    scale: int
    words: list[str]
    groups: list[GroupOut]
    chunks: list[ChunkOut]
    largest: list[FlowOut]
    basemap: Basemap
    reading: list[str]
    credits: list[str]


class Named(TypedDict, total=False):
    """What is known of the routes, each as long as there are routes.

    ``groups`` are drawn in colours of their own; ``names`` are shown under the pointer;
    ``starts`` and ``ends`` name the places, in flows too. ``fades`` is the end that is an area.
    """

    groups: Sequence[str]
    names: Sequence[str]
    starts: Sequence[str]
    ends: Sequence[str]
    fades: Sequence[Fade]


def overview(
    lines: Sequence[ArrayLike],
    *,
    title: str,
    named: Named,
    colours: Sequence[str],
    basemap: Callable[[tuple[float, float], float, Sequence[tuple[float, float]]], Basemap],
    summary: str | None = None,
    spoken: tuple[str, Mapping[str, str | list[str]]] = ("en", MappingProxyType({})),
    credit: Sequence[str] = (),
) -> OverviewOut:
    """The payload for ``lines``, arrays of shape (n, 2), lon and lat in degrees.

    A line of two vertices is a geodesic, and travels as its two ends. ``colours`` are those of
    the groups, again from the first when there are more groups; ``basemap`` is asked for the land
    with centre, radius in degrees, and points where it must be fine; ``spoken`` is the language
    of the page and what its scripts say in it.

    Raises UsageError where there is nothing to draw, a line has fewer than two vertices or one
    that is not on earth, what is said of the routes is not as long as the routes are many, or
    there are too many groups.
    """
    arrays = _arrays(lines)
    _check(arrays, named)
    sample = _sample(arrays)
    center, reach = center_and_radius(sample)
    radius_deg = min(max(1.3 * reach, reach + 5.0), _FURTHEST_DEG)
    foci = sample[:: len(sample) // _FOCI + 1]
    land = basemap(center, radius_deg, [(float(x), float(y)) for x, y in foci])
    words = _Words()
    labels = list(dict.fromkeys(named.get("groups") or [""]))
    if len(labels) > _MOST_GROUPS:
        raise UsageError(
            f"{len(labels)} groups are more than a map can tell apart; name at most 255"
        )
    about = _about(named, labels, words, len(arrays))
    projection = choose(center, radius_deg, sample)
    ends = np.array([array[[0, -1]] for array in arrays])
    flat = _flat(projection, ends)
    fades = _fades(named, len(arrays))
    language, messages = spoken
    return {
        "version": VERSION,
        "title": title,
        "question": None,
        "summary": summary,
        "language": language,
        "messages": dict(messages),
        "view": {
            "projection": projection.out(),
            "center": [round(center[0], 5), round(center[1], 5)],
            "fit": _first_view(arrays, ends, flat, projection),
            "radius_deg": round(radius_deg, 3),
            "min_zoom": 1.0,
            "max_zoom": min(nearest_zoom(math.radians(reach) * RADIUS_M / _NEARER), _MOST_ZOOM),
        },
        "scale": _SCALE,
        "words": words.all,
        "groups": [
            {
                "label": label,
                "colour": colours[i % len(colours)],
                "count": int((about[:, 0, 0] == i).sum()),
            }
            for i, label in enumerate(labels)
        ],
        "chunks": _chunks(arrays, about, fades),
        "largest": largest(ends, flat, words.all, about, fades, _LISTED),
        "basemap": land,
        "reading": [],
        "credits": [*credit, land["credit"]],
    }


class _Words:
    """Every text once; the empty one is the first."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {"": 0}

    def place(self, text: str) -> int:
        return self._places.setdefault(text, len(self._places))

    @property
    def all(self) -> list[str]:
        return list(self._places)


def _arrays(lines: Sequence[ArrayLike]) -> list[_Floats]:
    arrays = []
    for i, line in enumerate(lines):
        try:
            array = np.asarray(line, dtype=np.float64)
        except (TypeError, ValueError) as error:
            raise UsageError(f"route {i + 1} must be lon, lat pairs: {error}") from error
        if array.ndim != 2 or array.shape[1] != 2 or len(array) < 2:
            raise UsageError(f"route {i + 1} must be lon, lat pairs, two at least: {array.shape}")
        arrays.append(array)
    if not arrays:
        raise UsageError("there is no route to draw")
    return arrays


def _check(arrays: Sequence[_Floats], named: Named) -> None:
    flat = np.concatenate(arrays)
    if not all(np.abs(flat[:, axis]).max() <= _EARTH_DEG[axis] for axis in (0, 1)):
        on_earth = (np.abs(flat) <= _EARTH_DEG).all(axis=1)
        vertex = int(np.argmin(on_earth))
        route = int(np.searchsorted(np.cumsum([len(a) for a in arrays]), vertex, "right"))
        lon, lat = flat[vertex]
        raise UsageError(
            f"route {route + 1}: {lon:g}, {lat:g} is not lon, lat in degrees: a longitude is from"
            " -180 to 180, a latitude from -90 to 90"
        )
    for key, values in named.items():
        if isinstance(values, Sequence) and len(values) != len(arrays):
            raise UsageError(f"{len(values)} {key} for {len(arrays)} routes; give one for each")


def _flat(projection: Projection, ends: _Floats) -> _Floats:
    """On the plane of the map, in metres."""
    plane = plane_of(projection.out())
    flat: _Floats = plane.forward(ends.reshape(-1, 2)).reshape(-1, 2, 2)
    return flat


def _sample(arrays: Sequence[_Floats]) -> _Floats:
    """Vertices from all over, the ends of lines first of all."""
    step = len(arrays) // (_SAMPLE // 3) + 1
    return np.concatenate([a[[0, len(a) // 2, -1]] for a in arrays[::step]])


def _first_view(
    arrays: Sequence[_Floats], ends: _Floats, flat: _Floats, projection: Projection
) -> list[list[float]]:
    """The points that lie farthest out in sixteen directions: the first view shows them.

    Farthest on the plane of the map, where ``flat`` are the ends: in degrees what lies beyond the
    180th meridian is far away. Of some lines points on the way count too: a great circle reaches
    beyond its ends.
    """
    some = arrays[:: len(arrays) // (_SAMPLE // 3) + 1]
    shapes = [a[:: len(a) // _LOOKED_AT + 1] for a in some if len(a) > 2]
    two = np.array([a for a in some if len(a) == 2]).reshape(-1, 2, 2)
    way = np.concatenate([*shapes, _on_the_way(two)])
    points = np.concatenate([ends.reshape(-1, 2), way])
    plane = plane_of(projection.out())
    lies = np.concatenate([flat.reshape(-1, 2), plane.forward(way)])
    turns = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    found = {int((lies @ [np.cos(turn), np.sin(turn)]).argmax()) for turn in turns}
    return [[round(float(x), 3), round(float(y), 3)] for x, y in points[sorted(found)]]


def _on_the_way(ends: _Floats) -> _Floats:
    """Three points of the great circle between each two ends; none where they are opposite."""
    a, b = (unit_vectors(ends[:, side]) for side in (0, 1))
    found = np.concatenate([(1 - share) * a + share * b for share in (0.25, 0.5, 0.75)])
    x, y, z = found[np.linalg.norm(found, axis=1) > 1e-6].T
    points: _Floats = np.degrees(np.column_stack([np.arctan2(y, x), np.arctan2(z, np.hypot(x, y))]))
    return points


def _fades(named: Named, n: int) -> NDArray[np.int8]:
    codes = {"no": 0, "start": START, "end": END}
    given = named.get("fades")
    return np.array([codes[end] for end in given] if given else np.zeros(n), dtype=np.int8)


def _about(named: Named, labels: Sequence[str], words: _Words, n: int) -> NDArray[np.int64]:
    """Shape (n, 2, 2): group and name, start and end, as places in their lists."""
    about = np.zeros((n, 2, 2), dtype=np.int64)
    if "groups" in named:
        places = {label: i for i, label in enumerate(labels)}
        about[:, 0, 0] = [places[group] for group in named["groups"]]
    about[:, 0, 1] = [words.place(text) for text in named.get("names", ())] or 0
    about[:, 1, 0] = [words.place(text) for text in named.get("starts", ())] or 0
    about[:, 1, 1] = [words.place(text) for text in named.get("ends", ())] or 0
    return about


def _chunks(
    arrays: Sequence[_Floats], about: NDArray[np.int64], fades: NDArray[np.int8]
) -> list[ChunkOut]:
    """Neighbours in the list stay together, geodesics apart from lines with a shape."""
    is_geodesic = np.array([len(array) == 2 for array in arrays])
    chunks: list[ChunkOut] = []
    for geodesic in (False, True):
        of_kind = np.flatnonzero(is_geodesic == geodesic)
        for start in range(0, len(of_kind), _CHUNK):
            some = of_kind[start : start + _CHUNK]
            chunk: ChunkOut = {
                "lines": pack([arrays[i] for i in some], _SCALE),
                "about": pack_flat(about[some].reshape(-1, 2), np.full(len(some), 2), 1),
                "geodesic": geodesic,
            }
            if fades[some].any():
                at_start, at_end = (np.flatnonzero(fades[some] == end) for end in (START, END))
                chunk["fades"] = {"start": at_start.tolist(), "end": at_end.tolist()}
            chunks.append(chunk)
    return chunks
