"""The land around a case: coast, lakes, borders and names of countries.

The vectors come from Natural Earth and ship with the program. They are *foveated*:
fine near the places of the case (the foci), coarse far away, so that the map can
be zoomed where it matters and the page stays small.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from routes.errors import ArtefactError
from routes.geodesy import HIGHEST_DEG, RADIUS_M, AzimuthalEqualArea, unit_vectors
from routes.messages import say
from routes.webmap.coding import pack
from routes.webmap.payload_types import Basemap, CountryLabel

__all__ = ["cut"]

_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]

_FILE = "basemap.npz"
_CREDIT = say("Made with Natural Earth.")
_SCALE = 500  # 0.002 degree: a rounding of at most 111 m, a tenth of the finest tolerance

# The tolerance of the simplification, in degrees of arc: fine up to ``_NEAR_DEG`` from
# a focus, then growing with the distance, as the eye's does, up to the coarsest.
_NEAR_DEG = 1.5
_FINE_DEG, _COARSE_DEG = 0.014, 0.28
_GROWTH = 1.2
_LAKES_COARSER = 1.6  # a lake matters less than a coast
_OUTSIDE_DEG = 0.5  # beyond the cut, where only the shape as a whole matters

_SEAM_DEG = 0.02  # what a cylinder leaves out where it is cut open: ten roundings wide

_LAND, _LAKE, _BORDER, _DISPUTED = range(4)

# Outlines are drawn in to this distance, so that nothing near the point opposite
# the centre, which the projection tears apart, can reach into the map.
_HORIZON_DEG = 135.0
_LONGEST_ARC = np.radians(15.0)
_ARC_STEPS_PER_QUARTER = 45


@dataclass(frozen=True)
class _Store:
    """The artefact: one row per vertex, and where each line starts and ends."""

    lonlat: _Floats
    units: _Floats
    significance_deg: _Floats
    seen_from: _Floats
    """Cosine of the distance to a focus from where on the vertex is left out."""
    starts: _Ints
    kinds: NDArray[np.uint8]
    polygons: _Ints
    label_names: tuple[str, ...]
    label_points: _Floats


@dataclass(frozen=True)
class _Line:
    """A ring or an open line in the plane, with its polar angles as seen from the centre."""

    polygon: int
    xy: _Floats
    inside: bool
    touches: bool
    turns: int


class _Plane:
    """The page's projection on a sphere of radius 1.

    A point at the angle c from the centre lies at the distance 2 sin(c / 2).
    """

    def __init__(self, center: tuple[float, float]) -> None:
        self._metres = AzimuthalEqualArea(*center)
        self._axis = unit_vectors(np.array([center], dtype=np.float64))[0]

    def project(self, lonlat: _Floats) -> tuple[_Floats, _Floats]:
        """Planar x, y and the cosine of the distance from the centre."""
        xy = self._metres.forward(lonlat) / RADIUS_M
        return xy, 1.0 - (xy**2).sum(axis=1) / 2.0

    def nearness(self, units: _Floats) -> _Floats:
        """The cosine of the distance from the centre."""
        cosine: _Floats = units @ self._axis
        return cosine

    def unproject(self, xy: _Floats) -> _Floats:
        """Lon, lat in degrees."""
        return self._metres.inverse(xy * RADIUS_M)


def cut(
    center: tuple[float, float],
    radius_deg: float,
    foci: Sequence[tuple[float, float]],
    *,
    cylinder: bool = False,
) -> Basemap:
    """The basemap inside a circle, fine near ``foci`` and coarse elsewhere.

    ``center`` and ``foci`` are lon, lat in degrees; ``radius_deg`` is the radius
    of the circle in degrees of arc, more than 0 and at most 120. Without foci the
    centre is the only one. Rings do not repeat their first vertex. Longitudes run
    on across the 180 degree meridian (181 follows 179), so no line jumps and no
    seam is drawn. For a ``cylinder`` (Mercator) the land is cut open along the meridian
    opposite of the centre, and ends where the map does.

    Raises ValueError for a radius out of range and ArtefactError when the file
    that ships with the program is missing or damaged.
    """
    if not 0.0 < radius_deg <= 120.0:
        raise ValueError(f"radius_deg must be above 0 and at most 120, not {radius_deg}")
    store = _load()
    plane = _Plane(center)
    rim = 2.0 * np.sin(np.radians(radius_deg) / 2.0)
    lines = _lines(store, plane, radius_deg, foci or [center])
    disc = shapely.Point(0.0, 0.0).buffer(rim, quad_segs=_ARC_STEPS_PER_QUARTER)
    if cylinder:
        disc = _opened(disc, plane, center, rim)
    ground = _fill(lines[_LAND], disc)
    water = _fill(lines[_LAKE], disc)
    if cylinder:
        ground, water = shapely.intersection(ground, disc), shapely.intersection(water, disc)
    lakes = _outlines(water)
    return Basemap(
        scale=_SCALE,
        land=_packed(_outlines(ground), plane, closed=True),
        lakes=_packed(lakes, plane, closed=True),
        borders=_packed(_clip(lines[_BORDER], ground), plane, closed=False),
        disputed=_packed(_clip(lines[_DISPUTED], disc), plane, closed=False),
        labels=_labels(store, plane, radius_deg),
        credit=_CREDIT,
    )


def _opened(disc: Any, plane: _Plane, center: tuple[float, float], rim: float) -> Any:
    """The disc without the surroundings of the nearer pole, and cut along the far meridian.

    That meridian and the one through the centre are one straight line of the plane.
    """
    side = 1.0 if center[1] >= 0 else -1.0
    around = np.arange(-180.0, 180.0, 2.0)
    circle, _ = plane.project(np.column_stack((around, np.full_like(around, side * HIGHEST_DEG))))
    (pole,), _ = plane.project(np.array([[0.0, side * 90.0]]))
    if np.hypot(*pole) >= rim:
        return disc
    seam = shapely.LineString([pole, [0.0, side * 2.0]]).buffer(np.radians(_SEAM_DEG) / 2)
    return shapely.difference(disc, shapely.union_all([shapely.Polygon(circle), seam]))


@cache
def _load() -> _Store:
    source = files("routes") / "_data" / _FILE
    try:
        with as_file(source) as path, np.load(path, allow_pickle=False) as arrays:
            per_degree = float(arrays["units_per_degree"])
            lengths = arrays["lengths"].astype(np.int64)
            lonlat = arrays["vertices"] / per_degree
            significance_deg = arrays["significance"] / per_degree
            significance_deg[np.repeat(arrays["kinds"] == _LAKE, lengths)] /= _LAKES_COARSER
            return _Store(
                lonlat=lonlat,
                units=unit_vectors(lonlat),
                significance_deg=significance_deg,
                seen_from=_seen_from(significance_deg),
                starts=np.concatenate(([0], np.cumsum(lengths))),
                kinds=arrays["kinds"],
                polygons=arrays["polygons"].astype(np.int64),
                label_names=tuple(str(arrays["label_names"]).split("\n")),
                label_points=arrays["label_points"] / per_degree,
            )
    except (OSError, KeyError, ValueError) as error:
        raise ArtefactError(
            f"routes/_data/{_FILE} is missing or damaged; reinstall the program, "
            f"or run 'make data' in a checkout ({error})"
        ) from error


def _lines(
    store: _Store, plane: _Plane, radius_deg: float, foci: Sequence[tuple[float, float]]
) -> dict[int, list[_Line]]:
    """The simplified lines of each kind that matter inside the circle."""
    line_of = np.repeat(np.arange(len(store.kinds)), np.diff(store.starts))
    keep = _kept(store, plane, radius_deg, foci)
    line_of = line_of[keep]
    xy, cosine = plane.project(store.lonlat[keep])
    angle = np.arctan2(xy[:, 1], xy[:, 0])
    bounds = np.searchsorted(line_of, np.arange(len(store.kinds) + 1))
    within = cosine >= np.cos(np.radians(radius_deg))
    found: dict[int, list[_Line]] = {_LAND: [], _LAKE: [], _BORDER: [], _DISPUTED: []}
    for i in np.flatnonzero(np.diff(bounds) >= 2):
        part = slice(bounds[i], bounds[i + 1])
        line = _line(int(store.polygons[i]), xy[part], angle[part], within[part])
        if line.touches or line.turns:
            found[int(store.kinds[i])].append(line)
    return found


def _line(polygon: int, xy: _Floats, angle: _Floats, within: NDArray[np.bool_]) -> _Line:
    inside = bool(within.all())
    if polygon < 0 or inside:
        return _Line(polygon, xy, inside, bool(within.any()), 0)
    turn = _wrapped(np.diff(angle, append=angle[:1]))
    turns = int(np.rint(turn.sum() / (2.0 * np.pi)))
    return _Line(polygon, _drawn_in(xy, angle, turn), False, bool(within.any()), turns)


def _seen_from(significance_deg: _Floats) -> _Floats:
    """The growth of the tolerance with the distance, turned round."""
    growth = np.maximum(significance_deg / _FINE_DEG, 1.0) ** (1.0 / _GROWTH)
    cosine = np.cos(np.radians(np.minimum(_NEAR_DEG * growth, 180.0)))
    cosine[significance_deg < _FINE_DEG] = np.inf
    cosine[significance_deg >= _COARSE_DEG] = -np.inf
    return cosine


def _kept(
    store: _Store, plane: _Plane, radius_deg: float, foci: Sequence[tuple[float, float]]
) -> NDArray[np.bool_]:
    """The vertices that matter where they are."""
    edge = np.cos(np.radians(min(radius_deg + 2.0, 179.0)))
    inside: NDArray[np.bool_] = plane.nearness(store.units) >= edge
    reach = np.where(inside, store.seen_from, np.inf)
    reach[~inside & (store.significance_deg >= _OUTSIDE_DEG)] = -np.inf
    doubtful = np.flatnonzero(np.isfinite(reach))
    units = store.units[doubtful]
    nearest = np.full(len(doubtful), -1.0)
    for focus in unit_vectors(np.array(foci, dtype=np.float64)):
        np.maximum(nearest, units @ focus, out=nearest)
    reach[doubtful[nearest >= reach[doubtful]]] = -np.inf
    keep: NDArray[np.bool_] = reach == -np.inf
    return keep


def _drawn_in(xy: _Floats, angle: _Floats, turn: _Floats) -> _Floats:
    """The ring with far vertices drawn in to the horizon and wide turns made round there.

    Near the point opposite the centre a short edge becomes a long one along the
    outer edge of the plane; a straight chord would cut through the map.
    """
    horizon = 2.0 * np.sin(np.radians(_HORIZON_DEG) / 2.0)
    reach = np.hypot(xy[:, 0], xy[:, 1])
    xy = xy * np.minimum(1.0, horizon / np.maximum(reach, 1e-12))[:, None]
    reach = np.minimum(reach, horizon)
    both = np.minimum(reach, np.roll(reach, -1)) > 1.5
    wide = np.flatnonzero(both & (np.abs(turn) > _LONGEST_ARC))
    if not len(wide):
        return xy
    pieces, done = [], 0
    for i in wide.tolist():
        steps = np.linspace(0.0, 1.0, int(np.ceil(abs(turn[i]) / _LONGEST_ARC)) + 1)[1:-1]
        around = angle[i] + steps * turn[i]
        far = reach[i] + steps * (reach[(i + 1) % len(reach)] - reach[i])
        arc = np.column_stack((np.cos(around), np.sin(around))) * far[:, None]
        pieces += [xy[done : i + 1], arc]
        done = i + 1
    return np.concatenate([*pieces, xy[done:]])


def _fill(lines: Sequence[_Line], disc: Any) -> Any:
    """The union of the polygons that the rings bound, inside the disc."""
    polygons: dict[int, list[_Line]] = {}
    for line in lines:
        if len(line.xy) >= 3:
            polygons.setdefault(line.polygon, []).append(line)
    whole, torn = [], []
    for rings in polygons.values():
        if all(ring.inside for ring in rings):
            whole.append(shapely.Polygon(rings[0].xy, [ring.xy for ring in rings[1:]]))
        else:
            torn.append(_with_holes(rings, disc))
    parts = [*shapely.make_valid(np.array(whole, dtype=object)), *torn]
    return shapely.disjoint_subset_union_all(parts)  # most touch no other: seven times as quick


def _with_holes(rings: Sequence[_Line], disc: Any) -> Any:
    """The polygon of an exterior and its holes, clipped to the disc."""
    shapes = [_within_ring(ring, disc, anticlockwise=n == 0) for n, ring in enumerate(rings)]
    holes = shapely.union_all(shapes[1:])
    return shapely.difference(shapes[0], holes)


def _within_ring(ring: _Line, disc: Any, *, anticlockwise: bool) -> Any:
    """What the ring bounds. One that winds backwards has the far point inside."""
    shape = shapely.intersection(shapely.make_valid(shapely.Polygon(ring.xy)), disc)
    backwards = ring.turns < 0 if anticlockwise else ring.turns > 0
    return shapely.difference(disc, shape) if backwards else shape


def _outlines(shape: Any) -> list[_Floats]:
    """Every ring of every polygon, the first vertex repeated at the end."""
    normal = shapely.normalize(shape)
    polygons = [p for p in shapely.get_parts(normal) if p.geom_type == "Polygon"]
    return [shapely.get_coordinates(ring) for ring in shapely.get_rings(polygons)]


def _clip(lines: Sequence[_Line], area: Any) -> Iterator[_Floats]:
    """What lies in the area: the disc, or the land, lest a border runs out to sea."""
    whole = np.array([shapely.LineString(line.xy) for line in lines], dtype=object)
    shapely.prepare(area)
    inside = shapely.contains_properly(area, whole)
    for line, is_inside in zip(whole, inside, strict=True):
        clipped = line if is_inside else shapely.line_merge(shapely.intersection(line, area))
        for part in shapely.get_parts(clipped):
            if part.geom_type == "LineString":
                yield shapely.get_coordinates(part)


def _packed(lines: Iterable[_Floats], plane: _Plane, *, closed: bool) -> str:
    """Rounded, without steps that rounding made empty, in an order that is short to tell."""
    some = [line[:-1] if closed else line for line in lines]
    lengths = np.array([len(line) for line in some], dtype=np.int64)
    grid, lengths = _steady(_rounded(some, plane), lengths)
    ends = np.cumsum(lengths)
    kept = [
        grid[end - n : end]
        for n, end in zip(lengths.tolist(), ends.tolist(), strict=True)
        if n > (2 if closed else 1)
    ]
    kept.sort(key=lambda line: line[0].tolist())
    return pack([line / _SCALE for line in kept], _SCALE)


def _rounded(lines: Sequence[_Floats], plane: _Plane) -> _Ints:
    """In parts of a degree. All lines at once, which is quicker than one by one."""
    if not lines:
        return np.empty((0, 2), dtype=np.int64)
    whole: _Ints = np.rint(plane.unproject(np.concatenate(lines)) * _SCALE).astype(np.int64)
    return whole


def _steady(grid: _Ints, lengths: _Ints) -> tuple[_Ints, _Ints]:
    """Without vertices that repeat the one before, and with longitudes that run on."""
    starts = np.cumsum(lengths) - lengths
    line_of = np.repeat(np.arange(len(lengths)), lengths)
    step = np.diff(grid, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    turn = 360 * _SCALE
    step[:, 0] = (step[:, 0] + turn // 2) % turn - turn // 2
    step[starts] = grid[starts]
    keep = np.logical_or(step[:, 0] != 0, step[:, 1] != 0)
    keep[starts] = True
    total = np.cumsum(step, axis=0)
    run_on = total - (total - grid)[starts][line_of]
    return run_on[keep], np.bincount(line_of[keep], minlength=len(lengths))


def _labels(store: _Store, plane: _Plane, radius_deg: float) -> list[CountryLabel]:
    _, cosine = plane.project(store.label_points)
    shown = np.flatnonzero(cosine > np.cos(np.radians(radius_deg)))
    return [
        CountryLabel(
            name=store.label_names[i],
            at=[round(float(v), 3) for v in store.label_points[i]],
            rank=rank,
        )
        for rank, i in enumerate(shown, start=1)
    ]


def _wrapped(angle: _Floats) -> _Floats:
    return (angle + np.pi) % (2.0 * np.pi) - np.pi
