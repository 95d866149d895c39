"""Where a release said that a place lies, and whether another one leaves less room. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import shapely

from routes.geodesy import Point, destination, length_m
from routes.model import Atlas, Place, PrecisionClass


@dataclass(frozen=True, slots=True)
class Region:
    """Where a place was said to lie: within ``radius_m`` metres of ``center``, or nowhere.

    ``ref`` names what was drawn, so that the same is known again: the record of an area, or a cell.
    ``is_named`` says whether its name was told; None where a record does not say.
    """

    precision: PrecisionClass
    ref: str
    center: Point | None = None
    radius_m: float = 0.0
    country: str | None = None
    is_named: bool | None = None

    def is_as(self, other: Region) -> bool:
        """Whether both are one region."""
        return (self.precision, self.ref) == (other.precision, other.ref)


@dataclass(frozen=True, slots=True)
class Told:
    """What a release told: of each place, by its id in the case, and when everything was.

    The keys of ``dates`` are those of the case, as in ``legs.flight`` and
    ``legs.flight.claims.herald``: of a claim by who makes it, since their order says nothing.
    ``ends`` are the places at which an entry is dated, by its key. ``names`` are the spellings that
    it withheld, by the key of what they are withheld for.
    """

    places: Mapping[str, Region] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    ends: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def region_of(atlas: Atlas, place: str) -> Region:
    """What a public ``atlas`` tells of a place, by the id that it has there."""
    found = atlas.places.get(place)
    is_named = place not in atlas.release.veiled
    if found is None:
        return Region("withheld", "", is_named=is_named)
    shown = atlas.release.classes[place]
    radius_m = round(found.radius_m)
    return Region(shown, _ref(found), found.point, radius_m, found.country, is_named)


def _ref(place: Place) -> str:
    """What tells the region from any other."""
    if place.point is not None:
        return f"{place.point[0]:.6f},{place.point[1]:.6f}"
    return ";".join(candidate.ref for candidate in place.resolution.chosen)


def narrows(before: Region, now: Region, place: Place | None) -> bool:
    """Whether the place is known better by both than by the first alone.

    ``place`` is what was drawn for ``now``.
    """
    if place is None:
        return False
    if before.precision == "withheld":
        return True
    if before.ref == now.ref:
        return now.radius_m < before.radius_m
    if before.center is None:  # an area: only its state is known to hold all of it
        is_state = now.precision == "country" and now.radius_m >= before.radius_m
        return not is_state or now.country is None or now.country != before.country
    return not _holds(place, before.center, before.radius_m)


def _holds(place: Place, center: Point, radius_m: float) -> bool:
    """Whether all of a circle lies where the place is said to be."""
    if place.point is not None:
        return length_m(center, place.point) + radius_m <= place.radius_m
    rim = (destination(center, azimuth, radius_m) for azimuth in range(0, 360, 15))
    return all(place.geometry.intersects(shapely.Point(point)) for point in rim)


def apart(one: Region, other: Region) -> bool:
    """Whether nothing can lie in both. Of areas no more is known than the states they lie in."""
    if one.center is not None and other.center is not None:
        return length_m(one.center, other.center) > one.radius_m + other.radius_m
    return None not in (one.country, other.country) and one.country != other.country
