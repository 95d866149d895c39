"""Who is to be named for what a service found. Imports no service."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_OSM = "© OpenStreetMap contributors, ODbL, via {}"

CREDITS: Mapping[str, str] = MappingProxyType(
    {
        name: _OSM.format(name)
        for name in ("Nominatim", "OpenMapQuest", "Pelias", "Photon", "PickPoint")
    }
    | {"GeoNames": "Place names: GeoNames, CC BY 4.0"}
)
"""Credit lines by the name that geopy has for the service."""


def credit(service_name: str) -> str:
    """The credit line of a service, as in ``geopy:Nominatim``; case does not matter.

    A service that is not in ``CREDITS`` is named, and the reader sent to its terms.
    """
    service = service_name.rpartition(":")[2]
    known = {name.lower(): text for name, text in CREDITS.items()}
    return known.get(service.lower(), f"Place names: {service}; see its terms")
