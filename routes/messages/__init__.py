"""Sentences that can be told in more than one language: see docs/languages.md.

``say`` and ``plural`` make them, in English. `routes.messages.speaker.Speaker` tells them in
another language; it is not imported here, so that English costs nothing.
"""

from routes.messages.text import (
    Day,
    Listing,
    Name,
    Number,
    Sentence,
    Territory,
    Text,
    Written,
    day,
    english,
    listing,
    number,
    percentage,
    plural,
    say,
    territory,
    written,
)

__all__ = [
    "Day",
    "Listing",
    "Name",
    "Number",
    "Sentence",
    "Territory",
    "Text",
    "Written",
    "day",
    "english",
    "listing",
    "number",
    "percentage",
    "plural",
    "say",
    "territory",
    "written",
]
