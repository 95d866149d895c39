"""Who is to be named for what a service found, and how long it may be kept.

Imports no service.
"""

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


_OPEN = (*CREDITS, "BANFrance", "DataBC", "GeocodeEarth", "OpenCage")
_KEEPING_DAYS = 30.0


def keeping_days(service: str) -> float | None:
    """How many days answers of a service are kept; None is for ever.

    For ever where the data are under an open licence. 30 days everywhere else: that is
    what several sellers of maps allow, and no contract was read here.
    """
    return None if service in _OPEN else _KEEPING_DAYS
