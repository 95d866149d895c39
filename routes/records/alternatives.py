"""One row for each alternative: a path, a reach, or the sentence that says why there is none."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import groupby

from routes import wording
from routes.model import (
    Alternative,
    Alternatives,
    Atlas,
    Crossing,
    Link,
    NoPath,
    Part,
    Reach,
    Stay,
)
from routes.records.row import Column, Row, Value, joined

SAID_BY = "no source reports this"
"""Who says that anybody went by an alternative."""

ALTERNATIVE_COLUMNS = (
    Column("alternative", "id: that of what was asked for, then its rank, 'reach' or 'none'"),
    Column("wanted", "id of what the case asks for"),
    Column("leg", "id of the leg that it is an alternative to"),
    Column("title", "title in the case"),
    Column("basis", "always computed"),
    Column("said_by", f"always: {SAID_BY}"),
    Column("mode", "rail, road, sea, air, or any: rail and road"),
    Column("start", "label of the place it leaves"),
    Column("end", "label of the place it goes to; none for a reach"),
    Column("via", "labels of the places that the case has it go through"),
    Column("avoid", "ISO 3166-1 alpha-2 codes of the countries that it was to keep out of"),
    Column("rank", "1 for the best path, 2 for the next", "integer"),
    Column(
        "network_length_m",
        "metres on the network, between the points at which it is reached",
        "real",
    ),
    Column(
        "reported_length_m",
        "metres of the leg as the case draws it, straight; no source reports a length",
        "real",
    ),
    Column(
        "access_start_m",
        "metres in a straight line from the start to the network; not in the length",
        "real",
    ),
    Column(
        "access_end_m",
        "metres in a straight line from the network to the end; not in the length",
        "real",
    ),
    Column("parts", "its pieces by mode, with their lengths"),
    Column("stretch", "its length over that of the best path", "real"),
    Column(
        "sharing", "part of the best path's length that it has in common with it, 0 to 1", "real"
    ),
    Column("minimum_h", "hours that nobody undercuts, without any waiting", "real"),
    Column(
        "usual_h", "hours at the pace of an ordinary journey, without waiting at borders", "real"
    ),
    Column(
        "countries",
        "countries and disputed areas it runs through, and water, in order, with "
        "lengths; together its length",
    ),
    Column(
        "country_codes",
        "ISO 3166-1 alpha-2 codes of these in order; of a disputed area the country "
        "that the worldview counts it to, else the id of the area",
    ),
    Column(
        "crossings",
        "where it crosses borders, in order, each closed, without a known closure, or "
        "not reviewed; of a reach, where a border ended it",
    ),
    Column("as_of", "EDTF date for which closures were looked up; none: as far as the data goes"),
    Column("links", "pieces that the surveyed network does not have, each with its source"),
    Column("stitched_m", "metres on gaps of the data that were closed by rule", "real"),
    Column("passes", "towns that tell it from the others"),
    Column(
        "shuns",
        "code of the country, or id of the disputed area, that it was found by keeping out of",
    ),
    Column("hours", "time that a reach was asked for", "real"),
    Column("reach_m", "metres within which a reach stays", "real"),
    Column("towns", "furthest towns of a reach, with their distances on the network"),
    Column("refused", "why there is no path, as a sentence"),
    Column("notes", "what belongs beside it, such as what could not be checked"),
    Column("note", "note in the case"),
)


def alternative_rows(atlas: Atlas, answer: Alternatives) -> tuple[Row, ...]:
    """The rows of one answer, best path first. Without a path there is one row all the same."""
    asked = _asked(atlas, answer)
    if answer.paths:
        ranked = enumerate(answer.paths, start=1)
        return tuple(_row(asked, str(rank), path, _path(path, rank)) for rank, path in ranked)
    if answer.reach:
        return (_row(asked, "reach", answer.reach, _reach(answer.reach)),)
    return (_row(asked, "none", None, _refused(answer.refused)),)


def _row(
    asked: Mapping[str, Value],
    which: str,
    found: Alternative | Reach | None,
    told: Mapping[str, Value],
) -> Row:
    values = {**asked, **told, "alternative": f"{asked['wanted']}/{which}"}
    columns = {column.name: values.get(column.name) for column in ALTERNATIVE_COLUMNS}
    return Row("alternatives", columns, found.geometry if found else None)


def _asked(atlas: Atlas, answer: Alternatives) -> dict[str, Value]:
    """What is the same for all paths of an answer."""
    wanted, places = answer.wanted, atlas.case.places
    return {
        "wanted": wanted.id,
        "leg": wanted.leg,
        "title": wanted.title,
        "basis": "computed",
        "said_by": SAID_BY,
        "mode": wanted.mode,
        "start": answer.start,
        "end": None if wanted.end is None else answer.end,
        "via": joined(places[stop].shown if stop in places else stop for stop in wanted.via),
        "avoid": joined(wanted.avoid),
        "reported_length_m": None if answer.reported_m is None else round(answer.reported_m, 1),
        "as_of": wanted.when.edtf if wanted.when else None,
        "hours": wanted.hours,
        "notes": joined((*answer.notes, *_measured(answer))),
        "note": wanted.note,
    }


def _measured(answer: Alternatives) -> Iterable[str]:
    """What the length of the leg is, lest it be taken for one that somebody reports."""
    if answer.reported_m is not None:
        yield "The leg is measured straight, as the case draws it; no source reports a length"


def _path(path: Alternative, rank: int) -> dict[str, Value]:
    return {
        "rank": rank,
        "network_length_m": round(path.length_m, 1),
        "access_start_m": round(path.access_m[0], 1),
        "access_end_m": round(path.access_m[1], 1),
        "parts": joined(_part(part) for part in path.parts),
        "stretch": round(path.stretch, 4),
        "sharing": round(path.sharing, 4),
        "minimum_h": math.floor(path.minimum_h * 100) / 100,  # a bound stays one
        "usual_h": round(path.usual_h, 2),
        "countries": joined(_stay(stay) for stay in path.stays),
        "country_codes": joined(_codes(path.stays)),
        "crossings": joined(_crossing(crossing) for crossing in path.crossings),
        "links": joined(_link(link) for link in path.links if link.kind != "stitch"),
        "stitched_m": round(float(path.stitched_m), 1),
        "passes": joined(path.passes),
        "shuns": path.shuns,
    }


def _reach(reach: Reach) -> dict[str, Value]:
    return {
        "reach_m": round(reach.length_m, 1),
        "towns": joined(f"{name} {wording.kilometres(metres)}" for name, metres in reach.towns),
        "crossings": joined(dict.fromkeys(_crossing(crossing) for crossing in reach.stops_at)),
    }


def _refused(why: NoPath | None) -> dict[str, Value]:
    return {"refused": why.message if why else None}


def _part(part: Part) -> str:
    return f"{part.mode} {wording.kilometres(part.length_m)}"


def _stay(stay: Stay) -> str:
    return f"{stay.name or 'water'} {wording.kilometres(stay.length_m)}"


def _codes(stays: Iterable[Stay]) -> Iterable[str]:
    codes = (stay.country or stay.area for stay in stays if stay.area)
    return (code for code, _ in groupby(codes))


def _crossing(crossing: Crossing) -> str:
    facts = (wording.crossing_status(crossing), crossing.source)
    return f"{crossing.name} ({', '.join(filter(None, facts))})"


def _link(link: Link) -> str:
    if link.kind == "transfer":
        return f"{link.name} ({link.kind})"
    facts = (link.kind, wording.kilometres(link.length_m), link.source)
    return f"{link.name} ({', '.join(filter(None, facts))})"
