"""Transport networks that ship with the program, and paths on them.

Importing this takes no time: files are read by `load`, and scipy is imported by the first
search.
"""

from routes.networks.bundled import Bundled
from routes.networks.graph import (
    Area,
    Closure,
    CrossingFact,
    LinkFact,
    Network,
    Shapes,
    Towns,
)
from routes.networks.itinerary import Piece, Special, Walk, walk
from routes.networks.joined import Joined, joined
from routes.networks.load import load
from routes.networks.query import (
    BORDER_STRETCH,
    OTHER_CROSSING_M,
    Border,
    Found,
    Query,
    ReachFound,
    Section,
    Spot,
)
from routes.networks.router import TRANSFER_M, Router

__all__ = [
    "BORDER_STRETCH",
    "OTHER_CROSSING_M",
    "TRANSFER_M",
    "Area",
    "Border",
    "Bundled",
    "Closure",
    "CrossingFact",
    "Found",
    "Joined",
    "LinkFact",
    "Network",
    "Piece",
    "Query",
    "ReachFound",
    "Router",
    "Section",
    "Shapes",
    "Special",
    "Spot",
    "Towns",
    "Walk",
    "joined",
    "load",
    "walk",
]
