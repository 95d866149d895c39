"""What must hold between entries: ids that exist, legs that join, chains without circles.

Works on nodes, so that it also runs on entries that are otherwise wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass
from itertools import pairwise

from routes.casefile.nodes import Broken, Mapping, Scalar, Sequence, Spot
from routes.casefile.quoting import shown
from routes.casefile.report import Path, Report, suggest
from routes.errors import Mark
from routes.model.place import AREA_KINDS

Spots = MappingABC[Path, Spot]

MAX_CHAIN = 20

_MOST_HINTS = 100
"""So many unknown ids are compared with the known ones, of which there may be thousands."""

_LONGEST_CIRCLE = 10
"""So many links of a circle are written out."""

_SECTIONS = {"sources": "source", "places": "place", "legs": "leg"}
# Keys that name an entry of another section; None stands for any section.
_POINTERS: dict[tuple[str | None, str], str] = {
    (None, "source"): "sources",
    (None, "citing"): "sources",
    ("sources", "read-in"): "sources",
    ("places", "near"): "places",
    ("legs", "from"): "places",
    ("legs", "to"): "places",
    ("events", "at"): "places",
    ("checks", "closer"): "places",
    ("checks", "than"): "places",
    ("checks", "to"): "places",
    ("itineraries", "legs"): "legs",
    ("alternatives", "leg"): "legs",
    ("alternatives", "from"): "places",
    ("alternatives", "to"): "places",
    ("alternatives", "via"): "places",
}


@dataclass(frozen=True, slots=True)
class _Pointer:
    """A scalar that names an entry of ``section``."""

    path: Path
    mark: Mark
    section: str
    id: str


def check_references(spots: Spots, report: Report) -> None:
    """Report unknown ids, what does not join, and circles; warn of what is unused."""
    ids = {section: _ids(section, spots) for section in _SECTIONS}
    pointers = list(_pointers(spots))
    suggested = 0
    for pointer in pointers:
        known = ids[pointer.section]
        if known is not None and pointer.id not in known:
            what = _SECTIONS[pointer.section]
            suggested += 1
            hint = suggest(pointer.id, list(known)) if suggested <= _MOST_HINTS else None
            message = f"no {what} has the id {shown(pointer.id)}."
            report.mistake(pointer.mark, pointer.path, message, hint)
    _check_narrowed(ids, spots, report)
    _check_joins(spots, report)
    _check_stops(pointers, spots, report)
    _check_read_in(spots, report)
    _check_chains(spots, report)
    _report_unused(ids, pointers, report)


def _ids(section: str, spots: Spots) -> dict[str, Mark] | None:
    """The ids of a section, or None when it is not there to be looked into."""
    return _ids_at((section,), spots)


def _ids_at(path: Path, spots: Spots) -> dict[str, Mark] | None:
    spot = spots.get(path)
    if spot is None or not isinstance(spot.node, Mapping):
        return None
    return {key.name: key.mark for key, _ in spot.node.entries}


def _pointers(spots: Spots) -> Iterator[_Pointer]:
    for path, spot in spots.items():
        target = _target(path)
        if target and isinstance(spot.node, Scalar) and spot.node.name and not spot.node.is_null:
            yield _Pointer(path, spot.node.mark, target, spot.node.name)


def _target(path: Path) -> str | None:
    if len(path) < 3:
        return None
    in_list = isinstance(path[-1], int)
    key = path[-2] if in_list else path[-1]
    if len(path) - in_list > 3 and (None, str(key)) not in _POINTERS:
        return None  # "to" below a note is a language tag
    return _POINTERS.get((str(path[0]), str(key))) or _POINTERS.get((None, str(key)))


def _text(path: Path, spots: Spots) -> str | None:
    spot = spots.get(path)
    if spot is None or not isinstance(spot.node, Scalar) or spot.node.is_null:
        return None
    return spot.node.name


def _texts(path: Path, spots: Spots) -> list[Scalar]:
    """The texts of a list, or one text as a list."""
    spot = spots.get(path)
    if spot is None or isinstance(spot.node, Broken | Mapping):
        return []
    items = spot.node.items if isinstance(spot.node, Sequence) else (spot.node,)
    return [item for item in items if isinstance(item, Scalar) and not item.is_null]


def _check_narrowed(
    ids: MappingABC[str, MappingABC[str, Mark] | None], spots: Spots, report: Report
) -> None:
    path: Path = ("publish", "narrow")
    people = _ids_at(("people",), spots) or {}
    places, sources = ids["places"], ids["sources"]
    if places is None or sources is None:
        return
    known = {*places, *people, *sources, "withhold"}
    for name, mark in (_ids_at(path, spots) or {}).items():
        if name not in known:
            message = f"no place, person or source has the id {shown(name)}."
            report.mistake(mark, (*path, name), message, suggest(name, sorted(known)))


def _check_joins(spots: Spots, report: Report) -> None:
    for name in _ids("itineraries", spots) or ():
        path: Path = ("itineraries", name, "legs")
        legs = _texts(path, spots)
        for number, (before, after) in enumerate(pairwise(legs), start=1):
            end = _text(("legs", before.name, "to"), spots)
            start = _text(("legs", after.name, "from"), spots)
            if end and start and end != start:
                report.mistake(
                    after.mark,
                    (*path, number),
                    f"the leg {shown(after.name)} begins in {shown(start)}, but "
                    f"{shown(before.name)} before it ends in {shown(end)}.",
                    f"Put a leg from {shown(end)} to {shown(start)} between them, "
                    "or correct one of them.",
                )


def _check_stops(pointers: list[_Pointer], spots: Spots, report: Report) -> None:
    """Report places that an alternative cannot go through: areas, its own ends, one twice.

    And places that it goes through on the way to an area, of which it would not be known
    whether its nearest border is that from there.
    """
    for pointer in pointers:
        path = pointer.path
        if path[0] != "alternatives" or path[2] != "via":
            continue
        if _is_area(pointer.id, spots):
            message = f"{shown(pointer.id)} is an area, and a path needs a point to go through."
            hint = "Name a town, a station or a crossing in it."
            report.mistake(pointer.mark, path, message, hint)
        leg = _text((*path[:2], "leg"), spots)
        ends: Path = ("legs", leg) if leg else path[:2]
        if pointer.id in (_text((*ends, "from"), spots), _text((*ends, "to"), spots)):
            message = f"{shown(pointer.id)} is an end of the path already."
            report.mistake(pointer.mark, path, message, "Name a place between its ends.")
        _check_end(pointer, ends, spots, report)
    _check_repeated_stops(spots, report)


def _check_end(pointer: _Pointer, ends: Path, spots: Spots, report: Report) -> None:
    """Report the first place in between of a path to an area."""
    end = _text((*ends, "to"), spots)
    is_first = pointer.path[3:] in ((), (0,))
    is_reach = (*pointer.path[:2], "hours") in spots  # reported with via itself
    if end is None or is_reach or not is_first or not _is_area(end, spots):
        return
    message = f"a path by way of other places ends at a point, and {shown(end)} is an area."
    hint = "Name a town in it as 'to', or delete 'via': then it ends at the border."
    report.mistake(pointer.mark, pointer.path, message, hint)


def _check_repeated_stops(spots: Spots, report: Report) -> None:
    for path in spots:
        if path[:1] != ("alternatives",) or path[2:] != ("via",):
            continue
        for number, (before, after) in enumerate(pairwise(_texts(path, spots)), start=1):
            if before.name == after.name:
                message = f"{shown(after.name)} is named twice in a row."
                report.mistake(after.mark, (*path, number), message, "Delete one of the two.")


def _is_area(name: str, spots: Spots) -> bool:
    place: Path = ("places", name)
    return (*place, "within") in spots or _text((*place, "kind"), spots) in AREA_KINDS


def _check_read_in(spots: Spots, report: Report) -> None:
    sources = _ids("sources", spots) or {}
    parents = {name: _text(("sources", name, "read-in"), spots) for name in sources}
    settled: set[str] = set()
    for name in sources:
        trail: dict[str, None] = {}  # in order, and quick to look into
        step: str | None = name
        while step is not None and step not in settled and step not in trail:
            trail[step] = None
            step = parents.get(step)
        if step is not None and step in trail:
            way = list(trail)
            circle = [*way[way.index(step) :], step]
            _report_circle(("sources", way[-1], "read-in"), circle, "was read in", spots, report)
        settled.update(trail)


def _report_circle(path: Path, circle: list[str], verb: str, spots: Spots, report: Report) -> None:
    names = [shown(name) for name in circle]
    if len(names) > _LONGEST_CIRCLE:
        half = _LONGEST_CIRCLE // 2
        names = [*names[:half], f"{len(names) - 2 * half} more", *names[-half:]]
    words = f" {verb} ".join(names)
    report.mistake(
        spots[path].mark, path, f"goes in a circle: {words}.", "Take one of these links out."
    )


def _check_chains(spots: Spots, report: Report) -> None:
    """Chains of 'citing', of sources and of claims, end, and before they get too long."""
    cited = _cited(spots)
    circles: set[frozenset[str]] = set()
    for path, spot in spots.items():
        if path[-1:] != ("citing",) or isinstance(spot.node, Broken):
            continue
        chain = [speaker] if (speaker := _speaker(path, spots)) else []
        for link in chain_of([item.name for item in _texts(path, spots)], cited):
            if link in chain:
                circle = [*chain[chain.index(link) :], link]
                if frozenset(circle) not in circles:
                    circles.add(frozenset(circle))
                    _report_circle(path, circle, "relies on", spots, report)
                break
            chain.append(link)
        if len(chain) > MAX_CHAIN:
            message = f"the chain of sources is longer than {MAX_CHAIN}."
            report.mistake(spot.mark, path, message, "Keep the links that matter.")


def _speaker(path: Path, spots: Spots) -> str | None:
    """The source whose 'citing' stands at the path."""
    if path[0] == "sources" and len(path) == 3:
        return str(path[1])
    return _text((*path[:-1], "source"), spots)


def _cited(spots: Spots) -> dict[str, list[str]]:
    sources = _ids("sources", spots) or {}
    return {
        name: [item.name for item in _texts(("sources", name, "citing"), spots)] for name in sources
    }


def chain_of(chain: list[str], cited: MappingABC[str, list[str]]) -> Iterator[str]:
    """The chain, then whom its last member relies on, and so on.

    Stops after the first source that comes for the second time, and when it is longer
    than ``MAX_CHAIN``.
    """
    seen: set[str] = set()
    while chain:
        for link in chain:
            yield link
            if link in seen or len(seen) > MAX_CHAIN:
                return
            seen.add(link)
        chain = cited.get(chain[-1], [])


def _report_unused(
    ids: MappingABC[str, dict[str, Mark] | None], pointers: list[_Pointer], report: Report
) -> None:
    used = {(p.section, p.id) for p in pointers}
    for section, what in _SECTIONS.items():
        for name, mark in (ids[section] or {}).items():
            if (section, name) not in used:
                message = f"the {what} {shown(name)} is not used anywhere in the case."
                report.finding(f"unused-{what}", "warning", mark, (section, name), message)
