"""The story as a tree of steps. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from routes import wording
from routes.messages import plural, say
from routes.model import Atlas, Case
from routes.webmap.closures import closed, closures_on
from routes.webmap.reader_types import StepOut
from routes.webmap.withheld import mode_of


@dataclass(slots=True)
class _Node:
    """A beginning of versions: the legs so far, and who goes on from there."""

    path: tuple[str, ...]
    following: dict[str, _Node] = field(default_factory=dict)
    variants: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)


def steps(atlas: Atlas, modes: Mapping[str, str]) -> list[StepOut]:
    """The legs in the order of the story; versions that begin alike share their first steps.

    What is reported comes first, then what was only weighed; a step stands before those that
    follow it. ``modes`` are the labels of the modes by id. Without versions there are none.
    """
    case = atlas.case
    nodes = list(_below(_tree(case)))
    ids = _ids([node.path for node in nodes])
    total = len(case.itineraries)
    return [
        {
            "id": ids[node.path],
            "leg": node.path[-1],
            "to": case.places[case.legs[node.path[-1]].end].shown,
            "previous": ids.get(node.path[:-1]),
            "next": [ids[child.path] for child in node.following.values()],
            "variants": node.variants,
            "ends": node.ends,
            "sentence": _sentence(atlas, node, total, modes),
            "parting": _parting(case, node),
            "closed": _closed(case, node),
        }
        for node in nodes
    ]


def _tree(case: Case) -> _Node:
    root = _Node(())
    for itinerary in sorted(case.itineraries.values(), key=case.is_hypothetical):
        node = root
        for leg in itinerary.legs:
            node = node.following.setdefault(leg, _Node((*node.path, leg)))
            node.variants.append(itinerary.id)
        node.ends.append(itinerary.id)
    return root


def _below(root: _Node) -> Iterable[_Node]:
    """All nodes but the root, each before those that follow it; any length of journey."""
    waiting = list(reversed(root.following.values()))
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(node.following.values())


def _ids(paths: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """For every path the shortest of its tails that no other path has, as text.

    Whole paths would be longer than the journey; a number would be another one as soon as a
    leg is put in before it.
    """
    marked = {
        path: ("", *(leg.replace("~", "~0").replace("/", "~1") for leg in path)) for path in paths
    }
    ids: dict[tuple[str, ...], str] = {}
    length, left = 1, list(paths)
    while left:
        tails = [marked[path][-length:] for path in left]
        taken = {tail: tails.count(tail) for tail in tails}
        ids |= {p: "/".join(t) for p, t in zip(left, tails, strict=True) if taken[t] == 1}
        left = [path for path in left if path not in ids]
        length += 1
    return ids


def _sentence(atlas: Atlas, node: _Node, total: int, modes: Mapping[str, str]) -> str:
    case, mode = atlas.case, mode_of(atlas, atlas.case.legs[node.path[-1]])
    leg = case.legs[node.path[-1]]
    start, end = (case.places[place].shown for place in (leg.start, leg.end))
    return plural(
        "From {start} to {end}, {mode}; {taken} of {n} version",
        "From {start} to {end}, {mode}; {taken} of {n} versions",
        total,
        start=start,
        end=end,
        mode=modes.get(mode, mode),
        taken=len(node.variants),
    )


def _closed(case: Case, node: _Node) -> list[str]:
    versions = [case.itineraries[name] for name in node.variants]
    shut = closures_on(case, case.legs[node.path[-1]], versions)
    return [closed(each, case.sources) for each in shut]


def _parting(case: Case, node: _Node) -> str | None:
    if len(node.following) < 2:
        return None
    ends = (case.legs[leg].end for leg in node.following)
    places = list(dict.fromkeys(case.places[end].shown for end in ends))
    if len(places) == 1:
        return say("From here the versions part, by different ways to {place}.", place=places[0])
    return say("From here the versions part, towards {places}.", places=wording.listing(places))
