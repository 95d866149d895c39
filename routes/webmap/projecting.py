"""Which projection a map is drawn in. Pure.

See ``docs/decisions/projection-by-extent.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from routes.errors import UsageError
from routes.geodesy import (
    HIGHEST_DEG,
    AlbersEqualArea,
    AzimuthalEqualArea,
    Mercator,
    Plane,
    split_antimeridian,
    unit_vectors,
)
from routes.model import Atlas
from routes.webmap.payload_types import ProjectionOut

KINDS = ("azimuthal", "albers", "mercator", "auto")
"""What can be asked for by name; with ``auto``, or without a name, the extent decides."""

_WIDE_DEG = 40.0
"""A case that spans fewer degrees of longitude fits any projection about its middle."""

_FLAT_DEG = 15.0
"""Nearer to the equator than this a cone is nearly a cylinder, and not better than a plane."""

_CLEAR_DEG = 80.0
"""A cone tears the pole into an arc: the map, and not only the case, must end before that."""

_BETTER = 0.75
"""Albers must bend angles by less than this share of what the azimuthal projection bends them:
where the two are alike the round map is taken, which has no seam and no preferred meridian."""

_SEAM_DEG = 0.02
"""Width of what is left out along the meridian where a Mercator map is cut open."""

_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Projection:
    """A projection with its parameters. ``center`` is lon, lat in degrees.

    ``parallels`` are the standard parallels of Albers in degrees, south first.
    """

    kind: str
    center: tuple[float, float]
    parallels: tuple[float, float] | None = None

    def out(self) -> ProjectionOut:
        """As the page reads it, exactly as it is drawn here."""
        return {
            "kind": self.kind,
            "center": list(self.center),
            "parallels": list(self.parallels) if self.parallels else None,
        }


def choose(
    center: tuple[float, float],
    radius_deg: float,
    points: Sequence[Sequence[float]] | _Floats,
    asked: str | None = None,
) -> Projection:
    """The projection for a map that shows ``points`` and reaches ``radius_deg`` from ``center``.

    All in lon, lat degrees. Albers is taken for points that span more than 40 degrees of
    longitude at middle latitudes, on a map that keeps clear of the poles, when it bends
    angles by less than three quarters of what the azimuthal projection does: that is when they
    lie along the parallels rather than across. Everything else is azimuthal. Mercator is
    taken only when ``asked``.

    Raises UsageError for an unknown name, and for Albers on a map that a cone cannot show.
    """
    asked = None if asked == "auto" else asked
    lon, lat = (round(v, 5) for v in center)
    azimuthal = Projection("azimuthal", (lon, lat))
    if asked == "mercator":
        return replace(azimuthal, kind="mercator")
    if asked == "azimuthal":
        return azimuthal
    if asked not in (None, "albers"):
        raise UsageError(f"there is no projection {asked!r}; the page has {', '.join(KINDS)}")
    lonlat = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    fits = abs(lat) >= _FLAT_DEG and abs(lat) + radius_deg <= _CLEAR_DEG and len(lonlat) > 0
    if asked == "albers" and not fits:
        raise UsageError(
            f"Albers' projection cannot show this case: its map reaches {radius_deg:.0f} degrees"
            f" from latitude {lat:.0f}, too near to a pole or to the equator; leave the choice to"
            " the program or take 'azimuthal'"
        )
    if not fits or (asked is None and span_deg(lonlat[:, 0]) <= _WIDE_DEG):
        return azimuthal
    albers = Projection("albers", (lon, lat), _parallels(lonlat[:, 1]))
    if asked == "albers":
        return albers
    better = bend_deg(albers, lonlat) < _BETTER * bend_deg(azimuthal, lonlat)
    return albers if better else azimuthal


def span_deg(lons: _Floats) -> float:
    """The shortest stretch of longitude, in degrees, that holds all ``lons``."""
    if len(lons) < 2:
        return 0.0
    turned = np.sort(np.mod(lons, 360.0))
    gaps = np.diff(turned, append=turned[0] + 360.0)
    return float(360.0 - gaps.max())


def bend_deg(projection: Projection, lonlat: _Floats) -> float:
    """By how much the projection bends an angle at the worst of the points, in degrees.

    Snyder (1987), p. 21: the greatest angular deformation, 4-9, of an equal-area projection
    that stretches by s one way and by 1/s across. For the azimuthal one s is p. 185, for Albers
    p. 101.
    """
    if projection.kind == "azimuthal":
        axis = unit_vectors(np.array([projection.center]))[0]
        cosine = np.clip(unit_vectors(lonlat) @ axis, -1.0, 1.0)
        stretch = np.sqrt(2.0 / np.maximum(1.0 + cosine, 1e-12))
    else:
        plane = plane_of(projection.out())
        if not isinstance(plane, AlbersEqualArea):
            raise ValueError(f"not an equal-area projection: {projection.kind}")
        stretch = plane.along_meridian(lonlat[:, 1])
    square = stretch**2
    return float(np.degrees(2.0 * np.arcsin(np.abs(square - 1.0) / (square + 1.0))).max())


def _parallels(lats: _Floats) -> tuple[float, float]:
    """A sixth of the range in from each end (Snyder 1987, p. 99); of a thin case its own middle."""
    south, north = float(lats.min()), float(lats.max())
    inset = (north - south) / 6.0
    return round(south + inset, 3), round(north - inset, 3)


def plane_of(projection: ProjectionOut) -> Plane:
    """The plane of a projection, as the page draws it."""
    lon, lat = projection["center"]
    parallels = projection["parallels"]
    if projection["kind"] == "mercator":
        return Mercator(lon)
    if projection["kind"] == "albers" and parallels:
        return AlbersEqualArea(lon, lat, *parallels)
    return AzimuthalEqualArea(lon, lat)


def opened(atlas: Atlas, projection: Projection) -> Atlas:
    """The atlas with its lines and areas cut where the map is cut open.

    The round map has no seam. The others are cut open at the meridian opposite of their
    middle: a line over it ends at both edges of the map, as one over 180 does in an atlas.
    """
    if projection.kind == "azimuthal":
        return atlas
    lon = projection.center[0]
    legs = {
        name: replace(leg, geometry=_cut_line(leg.geometry, lon))
        for name, leg in atlas.legs.items()
    }
    places = {
        name: replace(place, area=_cut_area(place.area, lon)) if place.area is not None else place
        for name, place in atlas.places.items()
    }
    return replace(atlas, legs=legs, places=places)


def _cut_line(line: BaseGeometry, middle: float) -> BaseGeometry:
    """The parts of a line, cut at the meridian opposite of ``middle``."""
    edge = 180.0 - 1e-6
    parts = []
    for part in shapely.get_parts(line):
        turned = shapely.get_coordinates(part) - [middle, 0.0]
        for piece in shapely.get_parts(split_antimeridian(turned)):
            lonlat = shapely.get_coordinates(piece)
            # Just inside, so that either end stays on its own edge of the map.
            lonlat[:, 0] = np.clip(lonlat[:, 0], -edge, edge) + middle
            parts.append(lonlat)
    return shapely.MultiLineString(parts) if len(parts) > 1 else shapely.LineString(parts[0])


def _cut_area(area: BaseGeometry, middle: float) -> BaseGeometry:
    """The area without a sliver along the seam, and without what lies beyond the map."""
    seam = (middle + 360.0) % 360.0 - 180.0
    sliver = shapely.box(seam - _SEAM_DEG / 2, -90.0, seam + _SEAM_DEG / 2, 90.0)
    band = shapely.box(-180.0, -HIGHEST_DEG, 180.0, HIGHEST_DEG)
    cut: BaseGeometry = shapely.intersection(shapely.difference(area, sliver), band)
    return cut
