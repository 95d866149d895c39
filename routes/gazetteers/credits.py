"""Who is to be named for the answers of an online service."""

from __future__ import annotations

from collections.abc import Mapping

_OPENSTREETMAP = ("Nominatim", "Photon", "Pelias")

CREDITS: Mapping[str, str] = {
    name: f"Places: © OpenStreetMap contributors, ODbL, through {name}" for name in _OPENSTREETMAP
}
"""By the name of the service."""


def credit(service: str) -> str:
    """The credit for a service, as in ``geopy:Nominatim`` or ``Nominatim``."""
    name = service.rpartition(":")[2]
    return CREDITS.get(name, f"Place names: {name}; see its terms of use")
