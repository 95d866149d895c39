"""Atlas to rows: one documented column schema for every table and file. Pure.

`LAYERS` is that schema as data. Text columns are plain text; lists are joined with "; ". None
stands for "not known".
"""

from __future__ import annotations

from routes.messages import Text, listing, plural, say
from routes.model import Atlas
from routes.records.alternatives import SAID_BY, alternative_rows
from routes.records.claims import claim_rows
from routes.records.credits import attribution, networks_of
from routes.records.layers import LAYERS, Layer, Shape
from routes.records.legs import leg_row
from routes.records.notice import NOT_FOR_PUBLICATION, NOTICE
from routes.records.places import place_row
from routes.records.row import Column, ColumnKind, LayerName, Row, Value
from routes.records.sources import source_row
from routes.records.table import Table, table
from routes.records.version import digest, version_id

__all__ = [
    "LAYERS",
    "NOTICE",
    "NOT_FOR_PUBLICATION",
    "SAID_BY",
    "Column",
    "ColumnKind",
    "Layer",
    "LayerName",
    "Row",
    "Shape",
    "Table",
    "Value",
    "attribution",
    "digest",
    "networks_of",
    "rows",
    "sentence",
    "tables",
    "version_id",
]


def rows(atlas: Atlas) -> tuple[Row, ...]:
    """Everything that tables and files hold of ``atlas``: layer after layer, in file order.

    All legs, the places that were found, the alternatives, the claims and the sources.
    """
    legs = (leg_row(atlas, leg) for leg in atlas.case.legs.values())
    places = [place_row(p, atlas.release.classes.get(p.id)) for p in atlas.places.values()]
    places.sort(key=lambda row: row.layer == "areas")  # in file order all the same
    found = (row for answer in atlas.alternatives for row in alternative_rows(atlas, answer))
    sources = map(source_row, atlas.case.sources.values())
    return (*legs, *places, *found, *claim_rows(atlas), *sources)


def tables(atlas: Atlas) -> dict[LayerName, Table]:
    """The same as one table for each layer, also for those without rows.

    What is for the desk alone says so in a column ``notice``.
    """
    found, is_internal = rows(atlas), atlas.release.is_internal
    return {name: table(layer, found, is_internal=is_internal) for name, layer in LAYERS.items()}


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
