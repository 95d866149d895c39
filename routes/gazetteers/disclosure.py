"""Which texts may be sent to a service at all. Pure, and quick to import."""

from __future__ import annotations

from routes.gazetteers.position import is_position
from routes.gazetteers.stored import CODE

__all__ = ["ASK_BELOW", "LONGEST", "may_be_sent"]

ASK_BELOW = 0.9
"""A service is asked for what is less sure than this: a place from this on is taken."""

LONGEST = 300
"""Characters of the longest name. What is longer is a page that went astray: the official
name of Bangkok has 168 letters, and what it lies in may follow."""


def may_be_sent(text: str) -> bool:
    """Whether ``text`` can be a name that a service would know better.

    Not a code (the bundled gazetteer has them all, or they are wrong), not a position in
    whatever form, not an address on the web, nothing without a letter, and nothing longer
    than `LONGEST`.
    """
    text = text.strip()
    return (
        len(text) <= LONGEST
        and any(map(str.isalpha, text))
        and "://" not in text
        and not CODE.fullmatch(text)
        and not is_position(text)
    )
