"""The contract between Python and the page's JavaScript, as types.

Coordinates travel as ``[lon, lat]`` in degrees on WGS 84; lines and rings as `Packed`. A
line is a list of parts (more than one where it is cut at the antimeridian). All text is plain
text: the page shows it with ``textContent`` and never as markup.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from routes.webmap.path_types import AlternativesOut, Arcs
from routes.webmap.reader_types import (
    Facets,
    FindingOut,
    KnownOut,
    MatrixOut,
    Patch,
    SpanOut,
    StepOut,
    Tongue,
)

LonLat = list[float]
Packed = str
"""Lines or rings as `routes.webmap.coding.pack` writes them. ``Routes.read`` unpacks them, so
that the other scripts see lists of lists of ``LonLat``; in Python ``coding.unpack`` does."""


class ProjectionOut(TypedDict):
    """``kind`` is azimuthal, albers or mercator; ``parallels`` are set for albers only."""

    kind: str
    center: LonLat
    parallels: list[float] | None


class View(TypedDict):
    """What is seen at first: ``center`` is the middle of the map and of the projection, ``fit`` are
    points that have to be in view; the basemap reaches ``radius_deg`` from the centre.
    """

    projection: ProjectionOut
    center: LonLat
    fit: list[LonLat]
    radius_deg: float
    min_zoom: float
    max_zoom: float


class Scales(TypedDict):
    """Into how many parts of a degree packed coordinates of legs and of areas are rounded."""

    parts: int
    areas: int


class Grammar(TypedDict):
    """How one kind of line looks. ``dash`` is an SVG dash array, "" for solid.

    ``colour`` is null where the line takes the colour of its variant. ``ticks`` are the dash
    arrays of the bars across the line of the first, second, ... variant; empty where all are alike.
    """

    id: str
    label: str
    explains: str
    dash: str
    ticks: list[str]
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

    ``label`` is its short name; what only repeats the label is null. ``read_in`` is the label of
    the source in which it was read, ``read_in_id`` the id of that. ``sha256`` is that of the
    document as it was read.
    """

    id: str
    label: str
    title: str | None
    publisher: str | None
    author: str | None
    issued: str | None
    issued_span: SpanOut | None
    language: str | None
    url: str | None
    archive: str | None
    sha256: str | None
    reliability: str | None
    reliability_label: str | None
    identity: str
    read_in: str | None
    read_in_id: str | None
    note: str | None
    number: int


class ClaimOut(TypedDict):
    """``chain`` are labels from the source that speaks to the origin.

    ``words_of`` is the label of the document whose words the quote is, ``document`` its id.
    ``link`` leads to the quote itself where the document has an address; ``citation`` is ready
    to be copied.
    """

    source: str
    label: str
    stance: Literal["asserts", "denies", "doubts"]
    quote: str | None
    quote_language: str | None
    translation: str | None
    says: str | None
    words_of: str
    document: str
    chain: list[str]
    chain_ids: list[str]
    credibility: int | None
    credibility_label: str | None
    when: str | None
    span: SpanOut | None
    link: str | None
    citation: str
    note: str | None


class CorroborationOut(TypedDict):
    """``sentence`` says the count in words, e.g. "2 reports, 1 origin"; ``counted`` the origins.

    ``told_by`` are the labels of the reports. Of what is only weighed they are those that weigh
    it, and the sentences say so.
    """

    reports: int
    told_by: list[str]
    origins: list[str]
    at_least: int
    at_most: int
    counted: str
    sentence: str
    denied_by: list[str]
    doubted_by: list[str]


class ContradictionOut(TypedDict):
    """``leg`` is the other leg's id, ``title`` its title; ``reason`` says that we deduced it."""

    leg: str
    title: str
    reason: str


class LineOut(TypedDict):
    """How a leg is drawn. ``parts`` holds no line where it could not be.

    ``distance`` is a sentence ready to show, also when there is no length.
    ``fades_at`` names the vague end of a line that ``fades``.
    """

    parts: Packed
    fades: bool
    fades_at: Literal["start", "end"] | None
    length_m: float | None
    distance: str
    method: str


class ClosedOut(TypedDict):
    """Since when something is closed, in few words, and with who says so and who denies it.

    All null, and no claims, for what is not closed.
    """

    closed: str | None
    closed_told: str | None
    closed_span: SpanOut | None
    closed_claims: list[ClaimOut]


class LegOut(LineOut, ClosedOut):
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
    span: SpanOut | None
    reason: str | None
    note: str | None
    claims: list[ClaimOut]
    corroboration: CorroborationOut
    contradictions: list[ContradictionOut]


class VariantOut(ClosedOut):
    """A variant (itinerary). ``kind`` groups the panel: reported or hypothetical.

    ``claims`` are those on the variant as a whole; ``telling`` is the leg on which it
    rests where it differs from the others, and ``corroboration`` counts both. ``known`` and
    ``unknown`` say in sentences what is and what is not known of it. ``at_odds`` are the variants
    that cannot be true together with it. ``told`` says whether any source asserts it or a leg
    of it.
    """

    id: str
    title: str
    summary: str | None
    colour: str
    kind: Literal["reported", "hypothetical"]
    status: str
    told: bool
    legs: list[str]
    missing: list[str]
    distance: str
    claims: list[ClaimOut]
    at_odds: list[str]
    telling: str
    corroboration: CorroborationOut
    known: list[str]
    unknown: list[str]
    note: str | None


class PlaceOut(TypedDict):
    """A place. Exactly one of ``point`` and ``area`` is set.

    ``area`` is a list of polygons, each holds its rings. ``role`` is ``stop`` for
    places legs use and ``reference`` for the others. ``precision_label`` and
    ``reason`` are sentences; ``sure`` says how sure it is that this place is meant. A point
    of the precision ``region`` stands for no place: it is drawn as a doubt and not as a stop.
    ``written`` is what the case calls it, where ``label`` may be what a reader calls it. Of one
    that is ``veiled`` more is known than is told; ``marked`` is then its label on the map.
    """

    id: str
    label: str
    written: str
    kind: str
    kind_label: str
    precision: str
    precision_label: str
    radius_m: float
    point: LonLat | None
    area: list[Packed] | None
    reason: str
    sure: str
    veiled: bool
    marked: str | None
    role: str
    variants: list[str]


class EventOut(TypedDict):
    """Something reported at ``place``, an id; ``not_on_map`` says why it has no mark there."""

    id: str
    title: str
    place: str
    not_on_map: str | None
    when: str | None
    span: SpanOut | None
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


class CountryLabel(TypedDict):
    """``rank`` 1 is the most important; labels with a high rank show when zoomed in."""

    name: str
    at: LonLat
    rank: int


class Basemap(TypedDict):
    """Vectors of the land around the case, rounded to the ``scale``-th part of a degree.

    ``land`` and ``lakes`` are rings to fill (even-odd), which do not repeat their first vertex,
    clipped to the circle of the view; the coast are the edges of the land that do not run along
    that circle. ``borders`` are lines, drawn solid, ``disputed`` dashed.
    """

    scale: int
    land: Packed
    lakes: Packed
    borders: Packed
    disputed: Packed
    labels: list[CountryLabel]
    credit: str


class LocatorOut(TypedDict):
    """Coarse land within ``radius_deg`` of the centre, rings to fill (even-odd)."""

    scale: int
    radius_deg: float
    land: Packed


class Payload(TypedDict):
    """Everything a page shows. ``absent`` are places that were not found, by id: their names.

    ``version_id`` is that of the case; ``mark`` stands on what is for the desk alone, else null.
    """

    version: int
    version_id: str
    mark: str | None
    title: str
    question: str | None
    summary: str | None
    language: str
    view: View
    scales: Scales
    grammars: list[Grammar]
    modes: list[ModeStyle]
    variants: list[VariantOut]
    legs: list[LegOut]
    places: list[PlaceOut]
    absent: dict[str, str]
    events: list[EventOut]
    sources: list[SourceOut]
    disputes: list[DisputeOut]
    checks: list[CheckOut]
    divergences: list[DivergenceOut]
    findings: list[FindingOut]
    notes: list[str]
    shared: list[str]
    known: list[KnownOut]
    facets: Facets
    matrix: MatrixOut
    steps: list[StepOut]
    languages: list[str]
    foreign: Patch
    messages: dict[str, str | list[str]]
    tongues: dict[str, Tongue]
    alternatives: list[AlternativesOut]
    arcs: Arcs
    network_credits: list[str]
    basemap: Basemap
    locator: LocatorOut | None
    credits: list[str]
