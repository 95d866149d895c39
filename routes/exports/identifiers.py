"""Names for the things of a case in linked data: the same in every file written of it.

See docs/decisions/linked-data.md.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from routes.model import Case

_NAMESPACE = "urn:reported-routes"
"""Also the beginning of the name of the schema of case files."""

_WEB = re.compile(r"https?://[^/\s]+\S*", re.IGNORECASE)

_IN_ADDRESSES = "%:/?#[]@!$&'()*+,;=~-._"
"""What an address may hold besides letters and digits (RFC 3986); all else is encoded."""


def urn(case: Case, *parts: str) -> str:
    """The name of a thing of ``case``: ``parts`` are its kind and its id.

    Whatever is no letter, digit, hyphen, dot, underscore or tilde is percent-encoded.
    """
    told = (quote(part, safe="", errors="replace") for part in (case.id, *parts))
    return ":".join([_NAMESPACE, *told])


def web_address(address: str | None) -> str | None:
    """An address of the web as RFC 3986 wants it; None for any other, which stays text."""
    if not address or not address.isprintable() or not _WEB.fullmatch(address):
        return None
    return quote(address, safe=_IN_ADDRESSES, errors="replace")
