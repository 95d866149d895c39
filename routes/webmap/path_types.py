"""The part of the payload that tells of computed paths, as types.

``at`` is ``[lon, lat]`` in degrees on WGS 84. What is said of ``routes.webmap.payload_types``
holds here too: all text is plain text.
"""

from __future__ import annotations

from typing import Literal, TypedDict


class StayOut(TypedDict):
    """How far a path runs through a country or a disputed area, or over water.

    ``distance`` is in words.
    """

    name: str
    distance: str
    note: str | None


class CrossingOut(TypedDict):
    """Where a path crosses a border.

    ``between`` names both sides; ``says`` is the status in words, with the date it is of.
    ``reviewed`` is false where only the nearest town tells where it is. ``remarks`` are what
    must be known of the areas that the path touches there first.
    """

    name: str
    between: str
    at: list[float]
    status: Literal["open", "closed", "unknown"]
    says: str
    reviewed: bool
    source: str | None
    note: str | None
    remarks: list[str]


class LinkOut(TypedDict):
    """A piece of a path that the surveyed network does not have; ``kind`` is in words."""

    name: str
    kind: str
    at: list[float]
    distance: str
    source: str | None
    reason: str | None


class Arcs(TypedDict):
    """The pieces that computed lines are made of; what several lines share is one piece.

    ``lines`` are packed as `routes.webmap.coding` says, one line an arc.
    """

    scale: int
    lines: str


class PartOut(TypedDict):
    """A piece of a path by one mode. Each of ``lines`` is a list of arcs, ``~i`` for backwards."""

    mode: str
    distance: str
    lines: list[list[int]]


class PathOut(TypedDict):
    """One path on a network, reported by no source. All but ``at`` and ``lines`` is in words.

    ``number`` stands beside the line on the map and is unique on the page; ``title`` begins
    with "by way of". ``summary`` are its length and its time, for lists; ``sharing`` is null
    for the best path, ``stitched`` where no gap of the data was closed. ``access`` are sentences
    about ends that lie off the network. ``against`` says which countries it does not keep out of
    although the case wants that, null where it does.
    """

    id: str
    number: str
    title: str
    summary: str
    parts: list[PartOut]
    distance: str
    minimum: str
    usual: str
    stays: list[StayOut]
    crossings: list[CrossingOut]
    links: list[LinkOut]
    stitched: str | None
    sharing: str | None
    access: list[str]
    why: str | None
    against: str | None


class TownOut(TypedDict):
    """A town within reach."""

    name: str
    distance: str


class ReachOut(TypedDict):
    """How far one gets. ``towns`` are the furthest, ``stops`` the crossings that ended it.

    ``against`` is as in ``PathOut``.
    """

    id: str
    number: str
    title: str
    summary: str
    parts: list[PartOut]
    distance: str
    towns: list[TownOut]
    stops: list[CrossingOut]
    against: str | None


class KeepingOut(TypedDict):
    """What was to be kept out of, and in how far that could be checked.

    ``label`` begins the sentence, ``countries`` names them, ``why`` with the reasons that the
    case gives. ``limit`` says what was not checked, null where all was.
    """

    label: str
    countries: str
    why: str
    limit: str | None


class AlternativesOut(TypedDict):
    """How else a leg could have gone: paths, best first, or a reach, or why there is none.

    ``leg`` is the id of the leg it belongs to, if it belongs to one; ``via`` says through where
    it was asked to go; ``places`` are the ids of its ends and of those.
    ``straight`` is the length of that leg as the case draws it, straight; no source reports it.
    ``speeds`` say by mode which speeds the times rest on, and their source.
    """

    id: str
    title: str
    leg: str | None
    leg_title: str | None
    places: list[str]
    ends: str
    mode: str
    via: str | None
    avoided: KeepingOut | None
    when: str | None
    straight: str | None
    speeds: dict[str, str]
    paths: list[PathOut]
    reach: ReachOut | None
    refused: str | None
    notes: list[str]
    note: str | None
