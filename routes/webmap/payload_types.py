"""The contract between Python and the page's JavaScript, as types.

Coordinates travel as ``[lon, lat]`` in degrees on WGS 84. A line is a list of
parts (more than one where it is cut at the antimeridian). All text is plain text:
the page shows it with ``textContent`` and never as markup.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from routes.webmap.path_types import AlternativesOut, Arcs

LonLat = list[float]
Parts = list[list[LonLat]]


class View(TypedDict):
    """Azimuthal equal-area projection and the first view.

    ``center`` is the projection's centre; ``fit`` are points that the first view
    must show; ``radius_deg`` is how far from the centre the basemap reaches.
    """

    center: LonLat
    fit: list[LonLat]
    radius_deg: float
    min_zoom: float
    max_zoom: float


class Grammar(TypedDict):
    """How one kind of line looks. ``dash`` is an SVG dash array, "" for solid.

    ``colour`` is null where the line takes the colour of its variant.
    """

    id: str
    label: str
    explains: str
    dash: str
    width: float
    opacity: float
    colour: str | None


class ModeStyle(TypedDict):
    """A mode of travel; ``symbol`` names a drawing of the page."""

    id: str
    label: str
    symbol: str


class SourceOut(TypedDict):
    """A source; ``number`` is its place in the numbered list.

    ``label`` is its short name; what only repeats the label is null.
    """

    id: str
    label: str
    title: str | None
    publisher: str | None
    author: str | None
    issued: str | None
    language: str | None
    url: str | None
    archive: str | None
    reliability: str | None
    reliability_label: str | None
    identity: str
    read_in: str | None
    note: str | None
    number: int


class ClaimOut(TypedDict):
    """``chain`` are labels from the source that speaks to the origin.

    ``words_of`` is the label of the document whose words the quote is.
    """

    source: str
    label: str
    stance: Literal["asserts", "denies", "doubts"]
    quote: str | None
    quote_language: str | None
    translation: str | None
    says: str | None
    words_of: str
    chain: list[str]
    chain_ids: list[str]
    credibility: int | None
    credibility_label: str | None
    when: str | None
    note: str | None


class CorroborationOut(TypedDict):
    """``sentence`` says the count in words, e.g. "2 reports, 1 origin"."""

    reports: int
    origins: list[str]
    at_least: int
    at_most: int
    sentence: str
    denied_by: list[str]
    doubted_by: list[str]


class ContradictionOut(TypedDict):
    """``leg`` is the other leg's id; ``title`` its title; ``reason`` a sentence."""

    leg: str
    title: str
    reason: str


class LineOut(TypedDict):
    """How a leg is drawn. ``parts`` is empty where it could not be.

    ``distance`` is a sentence ready to show, also when there is no length.
    ``fades_at`` names the vague end of a line that ``fades``.
    """

    parts: Parts
    fades: bool
    fades_at: Literal["start", "end"] | None
    length_m: float | None
    distance: str
    method: str


class LegOut(LineOut):
    """A leg. ``variants`` are the ids of the variants that use it, in order.

    ``grammar`` names an entry of ``grammars``: reported, inferred, computed,
    hypothetical or unasserted. ``start`` and ``end`` are ids of places, which may be without
    an entry in ``places``; ``ends`` names them.
    """

    id: str
    title: str
    start: str
    end: str
    ends: str
    mode: str
    basis: str
    status: str
    grammar: str
    variants: list[str]
    when: str | None
    reason: str | None
    closed: str | None
    closed_claims: list[ClaimOut]
    note: str | None
    claims: list[ClaimOut]
    corroboration: CorroborationOut
    contradictions: list[ContradictionOut]


class VariantOut(TypedDict):
    """A variant (itinerary). ``kind`` groups the panel: reported or hypothetical.

    ``claims`` are those on the variant as a whole; ``telling`` is the leg on which it
    rests where it differs from the others, and ``corroboration`` counts both.
    """

    id: str
    title: str
    summary: str | None
    colour: str
    kind: Literal["reported", "hypothetical"]
    status: str
    closed: str | None
    closed_claims: list[ClaimOut]
    legs: list[str]
    missing: list[str]
    distance: str
    claims: list[ClaimOut]
    telling: str
    corroboration: CorroborationOut
    note: str | None


class PlaceOut(TypedDict):
    """A place. Exactly one of ``point`` and ``area`` is set.

    ``area`` is a list of polygons, each a list of rings. ``role`` is ``stop`` for
    places legs use and ``reference`` for the others. ``precision_label`` and
    ``reason`` are sentences; ``sure`` says how sure it is that this place is meant. A point
    of the precision ``region`` stands for no place: it is drawn as a doubt and not as a stop.
    """

    id: str
    label: str
    kind: str
    precision: str
    precision_label: str
    radius_m: float
    point: LonLat | None
    area: list[list[list[LonLat]]] | None
    reason: str
    sure: str
    role: str
    variants: list[str]


class EventOut(TypedDict):
    """Something reported at a place; ``place`` is the place id."""

    id: str
    title: str
    place: str
    when: str | None
    claims: list[ClaimOut]
    note: str | None
    corroboration: CorroborationOut


class PositionOut(TypedDict):
    """One answer to a disputed question."""

    says: str
    claims: list[ClaimOut]


class DisputeOut(TypedDict):
    """A question that sources answer differently."""

    id: str
    question: str
    positions: list[PositionOut]
    note: str | None


class CheckOut(TypedDict):
    """A claim about geography; ``holds`` is null where it could not be computed."""

    holds: bool | None
    statement: str
    source: str | None
    quote: str | None
    translation: str | None
    note: str | None


class DivergenceOut(TypedDict):
    """Where variants part: place ids, several where they begin apart; in a sentence."""

    places: list[str]
    sentence: str


class FindingOut(TypedDict):
    """A problem that the reader should know of."""

    severity: str
    message: str


class CountryLabel(TypedDict):
    """``rank`` 1 is the most important; labels with a high rank show when zoomed in."""

    name: str
    at: LonLat
    rank: int


class Basemap(TypedDict):
    """Vectors of the land around the case.

    Each line or ring is one list of integers: the first two are lon, lat times
    ``scale``, the others are differences to the vertex before. ``land`` and ``lakes``
    are rings to fill (even-odd), clipped to the circle of the view; ``coast`` are
    the lines to stroke; ``borders`` are drawn solid, ``disputed`` dashed.
    """

    scale: int
    land: list[list[int]]
    coast: list[list[int]]
    lakes: list[list[int]]
    borders: list[list[int]]
    disputed: list[list[int]]
    labels: list[CountryLabel]
    credit: str


class Payload(TypedDict):
    """Everything a page shows."""

    version: int
    title: str
    question: str | None
    summary: str | None
    language: str
    view: View
    grammars: list[Grammar]
    modes: list[ModeStyle]
    variants: list[VariantOut]
    legs: list[LegOut]
    places: list[PlaceOut]
    events: list[EventOut]
    sources: list[SourceOut]
    disputes: list[DisputeOut]
    checks: list[CheckOut]
    divergences: list[DivergenceOut]
    findings: list[FindingOut]
    notes: list[str]
    trunk: list[str]
    alternatives: list[AlternativesOut]
    arcs: Arcs
    network_credits: list[str]
    basemap: Basemap
    credits: list[str]
