"""The atlas: everything to show for a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from routes.model.alternative import Alternatives
from routes.model.case import Case
from routes.model.finding import Finding
from routes.model.place import Place, Resolution
from routes.model.release import PublicCase, Release
from routes.model.route import Route, TracedLeg


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How many independent origins stand behind something.

    ``origins`` are the distinct roots of the asserting claims' chains, in file
    order; ``reports`` the distinct sources that assert it. Two anonymous or
    unidentified origins may be one and the same, so the number of independent
    origins lies between ``at_least`` and ``at_most``.
    """

    origins: tuple[str, ...]
    reports: tuple[str, ...]
    at_least: int
    at_most: int
    denied_by: tuple[str, ...] = ()
    doubted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A leg that cannot be true together with a version, and why.

    ``other`` is the leg with which that version goes another way. None of the versions that
    have ``leg`` can be true together with it.
    """

    leg: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class Divergence:
    """A point at which the variants part.

    ``after`` is the shared leg id that precedes it, or None when they have no leg in
    common; ``places`` holds the place id, or several where they begin in different
    places; ``branches`` maps the next leg id (or "" for a variant that ends there) to
    the itinerary ids that take it.
    """

    places: tuple[str, ...]
    after: str | None
    branches: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the variants share and where they part.

    ``trunk`` is the longest common beginning of the variants compared (the itineraries that are
    not hypothetical), as leg ids. ``shared`` maps every leg used by more than one itinerary to
    those itineraries. ``at_odds`` maps every itinerary to those that cannot be true together
    with it; ``contradictions`` follow from it. ``telling`` maps every itinerary to the leg it
    rests on where it differs from the others; its support is that of this leg and of the claims
    on the whole itinerary.
    """

    compared: tuple[str, ...]
    trunk: tuple[str, ...]
    divergences: tuple[Divergence, ...]
    shared: Mapping[str, tuple[str, ...]]
    at_odds: Mapping[str, tuple[str, ...]]
    contradictions: tuple[Contradiction, ...]
    legs: Mapping[str, Corroboration]
    telling: Mapping[str, str]
    itineraries: Mapping[str, Corroboration]
    events: Mapping[str, Corroboration]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A claim about geography, computed.

    ``distances_m`` maps place ids to metres from ``check.to`` to the nearest point
    of that place. ``holds`` is None when a place could not be resolved. ``statement`` has the
    distances in words, or why they could not be computed; whether it holds is not said again.
    """

    check_id: str
    holds: bool | None
    distances_m: Mapping[str, float]
    statement: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """Everything to show for a case. Immutable; writers only read it.

    ``center`` (lon, lat) and ``reach_deg`` (degrees) say what the legs span. ``alternatives``
    answer what the case asks for, in its order; no source reports them. ``release`` says for
    whom it was made: for the desk alone unless its case is a `PublicCase`. Raises ValueError for
    one that says more.
    """

    case: Case
    places: Mapping[str, Place]
    resolutions: Mapping[str, Resolution]
    legs: Mapping[str, TracedLeg]
    routes: tuple[Route, ...]
    center: tuple[float, float]
    reach_deg: float
    comparison: Comparison
    checks: tuple[CheckResult, ...]
    findings: tuple[Finding, ...]
    alternatives: tuple[Alternatives, ...] = ()
    release: Release = field(default_factory=Release)

    def __post_init__(self) -> None:
        if self.release.profile == "public" and not isinstance(self.case, PublicCase):
            raise ValueError("only a public case makes a public atlas")
