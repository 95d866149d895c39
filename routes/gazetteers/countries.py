"""Names of countries by their codes."""

from __future__ import annotations

from routes.gazetteers.protocol import Gazetteer

__all__ = ["country_name"]

_LOOKED_AT = 5
"""A code may be that of one country and the short name of another."""


def country_name(gazetteer: Gazetteer, code: str) -> str | None:
    """The name of the country of an ISO 3166-1 alpha-2 code, in capitals; None if there is none.

    Raises what the gazetteer raises.
    """
    found = gazetteer.lookup(code, kind="country", limit=_LOOKED_AT)
    return next((each.name for each in found if each.country == code), None)
