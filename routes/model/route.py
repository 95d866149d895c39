"""Routes: legs and itineraries with geometry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from routes.model.case import Itinerary, Leg
from routes.model.place import Place

if TYPE_CHECKING:  # commands that only look names up must start without shapely
    from shapely.geometry.base import BaseGeometry

Fade = Literal["no", "start", "end"]


@dataclass(frozen=True, slots=True)
class TracedLeg:
    """A leg with its line.

    ``geometry`` is a LineString, or a MultiLineString where the line is cut at the
    antimeridian (RFC 7946, 3.1.9), lon, lat in degrees on WGS 84, from ``start`` to
    ``end``. ``length_m`` is the length of the geodesic between the two places in
    metres. Where one end is vague, ``fades`` names it: the line belongs to the known
    end and fades towards the other, ``length_m`` is None, since there is nothing to
    measure, and ``minimum_m`` is the distance to the nearest point of the area (0
    inside it). ``method`` says in a sentence how the line was drawn.
    """

    leg: Leg
    start: Place
    end: Place
    geometry: BaseGeometry
    length_m: float | None
    minimum_m: float
    fades: Fade
    method: str


@dataclass(frozen=True, slots=True)
class Route:
    """An itinerary with geometry.

    ``length_m`` adds up the legs that have a length, ``minimum_m`` the least that all
    legs come to; ``unmeasured`` counts the legs without a length, so that a total is
    never taken for the whole. ``missing`` names the
    legs that could not be traced because a place was not resolved.
    """

    itinerary: Itinerary
    legs: tuple[TracedLeg, ...]
    length_m: float
    minimum_m: float
    unmeasured: int
    missing: tuple[str, ...] = ()
