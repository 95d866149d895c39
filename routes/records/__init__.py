"""Atlas to rows: one documented column schema for every table and file. Pure.

Text columns are plain text; lists are joined with "; ". None stands for "not known".
"""

from __future__ import annotations

from routes.messages import Text, listing, plural, say
from routes.model import Atlas
from routes.records.alternatives import ALTERNATIVE_COLUMNS, SAID_BY, alternative_rows
from routes.records.credits import attribution, networks_of
from routes.records.legs import LEG_COLUMNS, leg_row
from routes.records.places import PLACE_COLUMNS, place_row
from routes.records.row import Row, Value

NOT_FOR_PUBLICATION = say("Internal: not for publication")
"""What stands on everything that is for the desk alone."""

__all__ = [
    "ALTERNATIVE_COLUMNS",
    "LEG_COLUMNS",
    "NOT_FOR_PUBLICATION",
    "PLACE_COLUMNS",
    "SAID_BY",
    "Row",
    "Value",
    "attribution",
    "networks_of",
    "rows",
    "sentence",
]


def rows(atlas: Atlas) -> tuple[Row, ...]:
    """All legs of ``atlas``, all places that were found, and all alternatives, in file order."""
    legs = [leg_row(atlas, leg) for leg in atlas.case.legs.values()]
    places = [place_row(p, atlas.release.classes.get(p.id)) for p in atlas.places.values()]
    found = [row for answer in atlas.alternatives for row in alternative_rows(atlas, answer)]
    return (*legs, *places, *found)


def sentence(atlas: Atlas) -> Text:
    """What an atlas holds, in a sentence for a list of maps."""
    compared = len(atlas.comparison.compared)
    weighed = len(atlas.case.itineraries) - compared
    parts = [plural("{n} reported version", "{n} reported versions", compared)]
    if weighed:
        parts.append(plural("{n} hypothetical one", "{n} hypothetical ones", weighed))
    return say("{versions}; {support}", versions=listing(parts), support=_support(atlas))


def _support(atlas: Atlas) -> Text:
    """How many sources a case has, and how many of them nobody here read."""
    case = atlas.case
    sources = plural("{n} source", "{n} sources", len(case.sources))
    cited = sum(source.read_in is not None for source in case.sources.values())
    if cited:
        sources = say(
            "{sources}, {n} of them read only as cited in another", sources=sources, n=cited
        )
    return sources
