"""Make ``routes/_data/network-*``: rail, road and sea, and what is known of their borders."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from data.recipes import countries, curated, units
from data.recipes.cities import origin as cities_origin
from data.recipes.manifest import Contents
from data.recipes.networks import (
    areas,
    bends,
    border,
    closures,
    contract,
    crossings,
    dips,
    disputed,
    inside,
    label,
    land,
    layers,
    links,
    merge,
    order,
    removed,
    sea,
    settle,
    stitch,
    table,
)
from data.recipes.networks.areas import Areas
from data.recipes.networks.contract import Contracted
from data.recipes.networks.graph import FIRST_LINK, STITCH, Graph
from data.recipes.networks.settle import Places
from data.recipes.origins import Origin, npm_pack
from data.recipes.units import Unit
from routes.networks.stored import LENGTH_UNIT_M, Stored, Vertices, encode

LEAST_M = 20_000.0
"""Components of rail and road with less than this in all are left out: mines, museums, yards."""


def rail(target: Path) -> Contents:
    """Write the rail network to ``target`` and say what it was made from."""
    return _on_land("rail", target)


def road(target: Path) -> Contents:
    """Write the road network to ``target`` and say what it was made from."""
    return _on_land("road", target)


def lanes(target: Path) -> Contents:
    """Write the sea lanes to ``target`` and say what they were made from."""
    given, passages = sea.sea()
    chains = _ordered(contract.contracted(given))
    tag = chains.graph.tag
    passage = {int(edge): passages[tag[edge] - 1] for edge in np.flatnonzero(tag)}
    stored = _stored(chains, (), passage=passage)
    target.write_bytes(encode(stored))
    return Contents([sea.origin()], layers.at_sea(stored))


def facts(target: Path) -> Contents:
    """Write what is known of areas, links, closures and crossings to ``target``."""
    known, polygons = _areas()
    gates = crossings.crossings()
    tables = {mode: links.links(mode) for mode in land.FILES}
    rows = list(chain.from_iterable(tables.values()))
    content = {
        "areas": known.facts,
        "links": {mode: links.facts(table) for mode, table in tables.items()},
        "crossings": [{key: gate[key] for key in gate if key != "radius_m"} for gate in gates],
        "closures": [*closures.closures(_closable(known.facts, gates, rows)), *links.ages(rows)],
    }
    text = json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True)
    target.write_text(text + "\n", encoding="utf-8")
    names = countries.origins()[0]
    reviewed = table.origin(areas.FILE, closures.FILE, crossings.FILE, links.FILE)
    origins = [polygons, cities_origin(), names, reviewed, curated.origins()[0]]
    return Contents(origins, layers.facts(content))


def _closable(
    known: Sequence[Mapping[str, Any]],
    gates: Sequence[Mapping[str, Any]],
    rows: Sequence[table.Row],
) -> set[str]:
    """What a closure may be of."""
    ids = [area["id"] for area in known]
    what = {f"border:{a}-{b}" for a in ids for b in ids if a < b}
    what |= {f"area:{area}" for area in ids} | {f"link:{row['id']}" for row in rows}
    what |= {f"crossing:{gate['id']}" for gate in gates}
    return what | {f"passage:{name}" for name in sea.sea()[1]}


def _on_land(mode: str, target: Path) -> Contents:
    known, polygons = _areas()
    reviewed = links.links(mode)
    bending = bends.bends(mode)
    chains = contract.contracted(_network(mode, known, bending, reviewed))
    drawn = inside.inside(chains, known.units, known.of_unit, known.states)
    chains = _ordered(drawn.chains)
    keys = {STITCH: "stitch"} | {FIRST_LINK + n: row["id"] for n, row in enumerate(reviewed)}
    tag = chains.graph.tag
    stored = _stored(
        chains,
        tuple(row["id"] for row in known.facts),
        special={int(edge): keys[int(tag[edge])] for edge in np.flatnonzero(tag)},
        crossing=crossings.matched(chains.graph, crossings.crossings(), known.states, mode),
        places=settle.settled(chains.graph),
    )
    target.write_bytes(encode(stored))
    tables = table.origin(areas.FILE, bends.FILE, crossings.FILE, links.FILE, removed.FILE)
    origins = [land.origin(mode), polygons, cities_origin(), tables, curated.origins()[0]]
    return Contents(origins, layers.on_land(mode, stored, len(bending), len(drawn.led)))


def _network(
    mode: str, known: Areas, bending: Sequence[table.Row], reviewed: Sequence[table.Row]
) -> Graph:
    """All steps before chains are contracted."""
    given = removed.without(merge.merged(land.land(mode)), removed.removed(mode))
    where = known.units, known.of_unit
    given = label.labelled(bends.bent(given, bending), *where, known.disputed)
    given = border.cut(disputed.entered(given, *where, known.disputed), *where)
    real = crossings.reviewed(given, crossings.crossings(), known.states, mode)
    given = dips.straightened(given, dips.LONGEST_M[mode], real, known)
    return contract.large(stitch.stitched(links.added(given, reviewed)), LEAST_M)


def _areas() -> tuple[Areas, Origin]:
    found, polygons = _units()
    return areas.areas(found, countries.english_names()), polygons


@cache
def _units() -> tuple[list[Unit], Origin]:
    with tempfile.TemporaryDirectory() as scratch:
        package = npm_pack(*units.PACKAGE, units.SHA256, Path(scratch))
        return units.units(package), units.origin(package)


def _ordered(chains: Contracted) -> Contracted:
    return contract.turned(chains, order.order(chains.graph))


def _stored(
    chains: Contracted,
    ids: tuple[str, ...],
    *,
    special: Mapping[int, str] | None = None,
    crossing: Mapping[int, str] | None = None,
    passage: Mapping[int, str] | None = None,
    places: Places | None = None,
) -> Stored:
    graph = chains.graph
    first = np.concatenate([[0], np.cumsum([len(inner) for inner in chains.inner])])
    xy = np.concatenate([*chains.inner, np.zeros((0, 2), np.int64)]).astype(np.int32)
    places = places or Places([], np.zeros(0, np.int64), np.zeros(0, np.int64))
    return Stored(
        areas=ids,
        x=graph.x.astype(np.int32),
        y=graph.y.astype(np.int32),
        area=graph.area.astype(np.int16),
        start=graph.start.astype(np.int32),
        end=graph.end.astype(np.int32),
        length=np.maximum(np.rint(graph.length_m / LENGTH_UNIT_M), 1).astype(np.int32),
        vertices=lambda: Vertices(first, xy[:, 0], xy[:, 1]),
        special=special or {},
        crossing=crossing or {},
        passage=passage or {},
        towns=tuple(places.names),
        town_node=places.node.astype(np.int32),
        town_people=places.people.astype(np.int32),
    )
