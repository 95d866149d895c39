"""Which addresses of a case become links, and what such a link tells the page it leads to. Pure."""

from __future__ import annotations

import re

REL = "noreferrer noopener"
"""The page that a link leads to learns neither where the reader came from nor of the window."""

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def is_link(address: str | None) -> bool:
    """Whether an address becomes a link: ``https`` or ``http``, and nothing in it that is not seen.

    Any other stays text: it could run, open a program, or read otherwise than it is.
    ``Routes.link`` says the same in the page.
    """
    return bool(address and address.isprintable() and _ADDRESS.fullmatch(address))
