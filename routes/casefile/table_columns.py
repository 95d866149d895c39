"""The columns of a case as tables: what the reader and the writer of tables both go by.

A workbook has a sheet for each section of a case file, with a row for each entry, and one of
claims, with a row for each claim. The claims alone are a case, too: as CSV, or as the only sheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

Kind = Literal["text", "told", "list", "countries"]
"""``told`` may stand in several languages, each in a column of its own; the items of a ``list``
have semicolons between them; ``countries`` are a list, or the word none."""

_KINDS: Mapping[str, Kind] = {"~": "told", "*": "list", "!": "countries"}
_LANGUAGE = re.compile(
    r"(?P<name>.+?)\s*[(\uff08]\s*(?P<tag>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\s*[)\uff09]"
)


class Head(NamedTuple):
    """What stands at the top of a column: its name, and the language of its texts."""

    name: str
    language: str | None = None

    def __str__(self) -> str:
        return f"{self.name} ({self.language})" if self.language else self.name


def head(text: str) -> Head:
    """The name of a column as it is compared, and its language: "Title (ko)", "Read in"."""
    match = _LANGUAGE.fullmatch(text.strip())
    name, tag = (match["name"], match["tag"]) if match else (text, None)
    return Head("-".join(re.split(r"[\s_-]+", name.strip().casefold())), tag)


class Column(NamedTuple):
    """A column: its name, where in an entry its value stands, and of what kind that is."""

    name: str
    at: tuple[str, ...]
    kind: Kind = "text"


def _columns(spec: str) -> dict[str, Column]:
    """``name`` or ``name=key.key``, with ``~`` for told, ``*`` for list, ``!`` for countries."""
    made = {}
    for word in spec.split():
        kind = _KINDS.get(word[-1], "text")
        name, _, at = word.rstrip("~*!").partition("=")
        made[name] = Column(name, tuple((at or name).split(".")), kind)
    return made


_QUOTE = """quote=quote.exact prefix=quote.prefix suffix=quote.suffix
    quote-language=quote.language translation=quote.translation~ quote-private=quote.private"""
_CLOSED = "closed-since=closed.since closed-private=closed.private"

CLAIM = _columns(f"""source stance {_QUOTE} says~ citing* credibility claim-when=when
    note~ private""")
"""What one claim says."""

LEG = _columns("""leg-title=title~ by when basis reason~ status closed-since=closed.since
    leg-note=note~ leg-private=private""")
"""What a row of claims may say of its leg, besides its ends."""

SOURCE = _columns("""source-title=title source-author=author source-issued=issued
    source-language=language source-url=url source-archive=archive
    source-reliability=reliability source-identity=identity source-note=note~""")
"""What a row of claims may say of its source."""

PLACE = _columns("country kind iata icao lon lat radius-m within*")
"""What a row of claims may say of a place, after "from-" or "to-"."""

CASE = _columns("""case-title=title~ case-question=question~ case-summary=summary~
    case-language=language case-embargo-days=publish.embargo.days
    case-embargo-because=publish.embargo.because""")
"""What a row of claims may say of the case."""

ENDS = ("from", "to")

SUBJECTS = ("leg", "event", "dispute", "position", "itinerary", "about")
"""What a claim is about."""

_IDS = ("from-id", "to-id", "itinerary-id", "source-id")

CLAIMS: tuple[str, ...] = (
    "leg", *ENDS, "by", "when", "itinerary", "event", "dispute", "position", "about",
    *CLAIM,
    *(name for name in LEG if name not in ("by", "when")),
    *_IDS,
    *(f"{end}-{name}" for end in ENDS for name in PLACE),
    *SOURCE,
    *CASE,
)  # fmt: skip
"""All columns of claims, in the order in which they are written."""

TOLD: frozenset[str] = frozenset(
    column.name
    for columns in (CLAIM, LEG, SOURCE, CASE)
    for column in columns.values()
    if column.kind == "told"
)
"""Columns of claims that may stand in several languages."""

SECTIONS: Mapping[str, Mapping[str, Column]] = {
    "sources": _columns("""title publisher author issued language url archive reliability identity
        read-in citing* sha256 seed withhold note~ private"""),
    "places": _columns("""name query label~ country kind iata icao lon lat radius-m precision
        within* near publish because public-label~ note~ private"""),
    "legs": _columns(f"""title~ from to by when basis reason~ status {_CLOSED} note~ private"""),
    "itineraries": _columns(f"title~ legs* summary~ status {_CLOSED} note~ private"),
    "events": _columns("title~ at when note~ private"),
    "disputes": _columns("question~ note~ private"),
    "people": _columns("role~ name also* because private"),
}
"""Sheets of entries that have an id, which is their first column."""

LISTS: Mapping[str, Mapping[str, Column]] = {
    "checks": _columns(f"closer* than to source {_QUOTE} note~ private"),
    "avoid": _columns("country reason~ private"),
    "alternatives": _columns("leg from to by via* avoid! count when hours title~ note~ private"),
}
"""Sheets of entries without an id."""

NOTES = _columns("note~")
POSITIONS = _columns("dispute says~ private")
WITHHOLD = _columns("word")
NARROW = _columns("id why")

OF_CASE: Mapping[str, Column] = _columns("""version title~ question~ summary~ language languages*
    projection bibliography private embargo-days=publish.embargo.days
    embargo-because=publish.embargo.because embargo-private=publish.embargo.private
    publish-private=publish.private""")
"""The rows of the sheet ``case``: a key, and beside it its value."""

READ_ME = "read me"

SHEETS: tuple[str, ...] = (
    "case", "claims", "legs", "itineraries", "sources", "places", "events", "disputes",
    "positions", "checks", "avoid", "alternatives", "people", "withhold", "narrow", "notes",
)  # fmt: skip
"""All sheets, in the order in which they are written; ``read me`` comes before them."""


def columns_of(sheet: str) -> dict[str, Column]:
    """The columns of a sheet but those of ``case`` and ``claims``; with the id where it has one."""
    if sheet in SECTIONS:
        return {"id": Column("id", ("id",)), **SECTIONS[sheet]}
    others = {"notes": NOTES, "positions": POSITIONS, "withhold": WITHHOLD, "narrow": NARROW}
    return dict(LISTS[sheet] if sheet in LISTS else others[sheet])
