"""Alternatives: network paths that nobody reported, what each tells, and what a case asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from routes.errors import Mark
from routes.model.source import When

if TYPE_CHECKING:  # commands that only look names up must start without shapely
    from shapely.geometry.base import BaseGeometry

Passability = Literal["open", "closed", "unknown"]

LinkKind = Literal["stitch", "link", "ferry", "transfer"]
"""A gap of the data that was closed by rule; a reviewed link; a reviewed ferry; a change
between rail and road in a town."""

Refusal = Literal[
    "far-from-network", "other-component", "closed-link", "avoided", "too-vague", "same-airport"
]

MAX_COUNT = 8
"""So many paths besides the best can be asked for."""

MAX_HOURS = 168.0
"""A reach can be asked for up to a week."""

REACH_MODES = ("rail", "road", "any")
"""By what a reach can be asked for: a ship or an aircraft is not free to turn anywhere."""


@dataclass(frozen=True, slots=True)
class Avoidance:
    """A country that the alternatives of a case keep out of, and why.

    ``country`` is an ISO 3166-1 alpha-2 code.
    """

    country: str
    reason: str | None = None
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a case asks for: how else a leg could have gone.

    ``start``, ``end`` and ``via`` are place ids; ``mode`` is rail, road, sea, air or any.
    ``avoid`` are ISO 3166-1 alpha-2 codes. ``hours`` asks instead how far one gets from
    ``start`` in that time; ``end`` is then None. ``when`` decides which crossings were closed.
    """

    id: str
    leg: str | None
    start: str
    end: str | None
    mode: str
    via: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    count: int = 3
    when: When | None = None
    hours: float | None = None
    title: str | None = None
    note: str | None = None
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Stay:
    """How far a path runs through one country or disputed area, in the order of travel.

    ``area`` is an ISO 3166-1 alpha-2 code or the id of a disputed area; ``country`` the code it
    is counted to in the worldview asked for, or None; ``note`` what a reader must know of it.
    Links over water belong to no area: ``area`` is then "".
    """

    area: str
    name: str
    country: str | None
    length_m: float
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where a path crosses a border, lon, lat in degrees.

    ``name`` is that of a reviewed crossing, or tells the nearest town ("near Zabaikalsk");
    ``reviewed`` says which. ``status`` is as of the date asked for, with ``since`` (EDTF)
    and ``source``. ``note`` is what is known besides. ``from_name`` and ``to_name`` are what the
    two areas are called.
    """

    from_area: str
    to_area: str
    name: str
    lon: float
    lat: float
    reviewed: bool
    status: Passability
    since: str | None = None
    source: str | None = None
    note: str | None = None
    from_name: str | None = None
    to_name: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of a path that the surveyed network does not have, lon, lat in degrees."""

    id: str
    kind: LinkKind
    name: str
    length_m: float
    lon: float
    lat: float
    source: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a path by one mode, between transfers. Lengths in metres.

    ``geometry`` is a LineString, or a MultiLineString where it is cut at the antimeridian
    (RFC 7946, 3.1.9), lon, lat in degrees on WGS 84.
    """

    mode: str
    geometry: BaseGeometry
    length_m: float


@dataclass(frozen=True, slots=True)
class Alternative:
    """One path on a network. No source reports it.

    ``length_m`` is that of the network, between the two points at which it was reached;
    ``access_m`` are the straight lines to them from the two places, not part of the length.
    ``stretch`` is its length over that of the best path, ``sharing`` the part of the best
    path's length that it has in common with it (1 for the best itself).
    ``minimum_h`` are hours that nobody undercuts, ``usual_h`` those at the pace of an ordinary
    journey; waiting is in neither. ``shuns`` is the area that it was found by keeping out of,
    ``shuns_name`` what that is called.
    ``passes`` are towns that tell it from the others, else large ones, in order of travel.
    """

    parts: tuple[Part, ...]
    geometry: BaseGeometry
    length_m: float
    access_m: tuple[float, float]
    stays: tuple[Stay, ...]
    crossings: tuple[Crossing, ...]
    links: tuple[Link, ...]
    stretch: float
    sharing: float
    minimum_h: float
    usual_h: float
    passes: tuple[str, ...] = ()
    shuns: str | None = None
    shuns_name: str | None = None

    @property
    def countries(self) -> tuple[str, ...]:
        """The areas it runs through, in the order of travel, one after the other."""
        return tuple(stay.area for stay in self.stays if stay.area)

    @property
    def stitched_m(self) -> float:
        """Metres on gaps of the data that were closed by rule."""
        return sum(link.length_m for link in self.links if link.kind == "stitch")


@dataclass(frozen=True, slots=True)
class NoPath:
    """Why there is no path, as a reason and in a sentence.

    ``names`` are what stands in the way: closed crossings, or countries that cannot be avoided.
    """

    reason: Refusal
    message: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one gets from a place in ``hours`` at the usual pace, metres.

    ``geometry`` are the lines of the network to the towns within reach, lon, lat in degrees;
    ``towns`` the furthest ones, name and metres, furthest first; ``stops_at`` the crossings at
    which a country to avoid, or a closed border, ended it.
    """

    hours: float
    length_m: float
    geometry: BaseGeometry
    towns: tuple[tuple[str, float], ...]
    stops_at: tuple[Crossing, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The answer to what was asked for: paths, best first, or a reach, or why there is none.

    ``start`` and ``end`` are labels. ``reported_m`` is the length of the leg as the case draws
    it, for comparison; never that of a path. ``notes`` are sentences that belong beside the
    paths, such as what could not be checked.
    """

    wanted: Wanted
    start: str
    end: str
    reported_m: float | None
    paths: tuple[Alternative, ...] = ()
    reach: Reach | None = None
    refused: NoPath | None = None
    notes: tuple[str, ...] = ()
