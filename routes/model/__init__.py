"""Frozen values: what a case says, and what was made of it. No I/O."""

from routes.errors import Mark
from routes.model.atlas import (
    Atlas,
    CheckResult,
    Comparison,
    Contradiction,
    Corroboration,
    Divergence,
)
from routes.model.case import (
    Basis,
    Case,
    Check,
    Closure,
    Dispute,
    Event,
    Itinerary,
    Leg,
    Position,
    Status,
)
from routes.model.claim import Claim, Credibility, Quote, Stance
from routes.model.finding import SERVICE_FAILED, Finding, Severity
from routes.model.place import (
    Candidate,
    Kind,
    Match,
    Place,
    Precision,
    Resolution,
    Toponym,
)
from routes.model.route import Route, TracedLeg
from routes.model.source import Identity, Reliability, Source, When, read_through

__all__ = [
    "SERVICE_FAILED",
    "Atlas",
    "Basis",
    "Candidate",
    "Case",
    "Check",
    "CheckResult",
    "Claim",
    "Closure",
    "Comparison",
    "Contradiction",
    "Corroboration",
    "Credibility",
    "Dispute",
    "Divergence",
    "Event",
    "Finding",
    "Identity",
    "Itinerary",
    "Kind",
    "Leg",
    "Mark",
    "Match",
    "Place",
    "Position",
    "Precision",
    "Quote",
    "Reliability",
    "Resolution",
    "Route",
    "Severity",
    "Source",
    "Stance",
    "Status",
    "Toponym",
    "TracedLeg",
    "When",
    "read_through",
]
