"""What of a case is told, entry by entry, beside what its public atlas tells of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from routes.model import Atlas, Case

LISTS = ("checks", "alternatives")
"""Entries that stand in lists, by no id of their author's."""

Pairs = dict[str, list[tuple[Any, Any]]]


def paired(case: Case, atlas: Atlas) -> Pairs:
    """Each entry of the case with what is told of it, by the section; None for nothing.

    Ids that were replaced stand in the same order in both. Raises ValueError where one is too
    many or too few.
    """
    public = atlas.case
    names = dict(zip(case.places, public.places, strict=True))
    withheld = {i for i, new in names.items() if atlas.release.classes[new] == "withheld"}
    veiled = {i for i, new in names.items() if atlas.release.veils(new)}
    told: dict[str, list[bool]] = {
        "events": [each.place not in withheld for each in case.events.values()],
        "checks": [veiled.isdisjoint((*x.closer, x.than, x.to)) for x in case.checks],
        "alternatives": [
            withheld.isdisjoint((x.start, x.end or x.start, *x.via)) for x in case.alternatives
        ],
    }
    pairs: Pairs = {}
    for name in ("sources", "places", "legs", "itineraries", "events", "disputes", *LISTS):
        before, after = (entries(each, name) for each in (case, public))
        is_told = told.get(name, [True] * len(before))
        if sum(is_told) != len(after):
            raise ValueError(f"{name}: {sum(is_told)} entries are told, and {len(after)} are there")
        rest = iter(after)
        pairs[name] = [
            (each, next(rest) if kept else None) for each, kept in zip(before, is_told, strict=True)
        ]
    return pairs


def entries(case: Case, name: str) -> list[Any]:
    """What stands in a section or a list of a case, in its order."""
    held = getattr(case, name)
    return list(held.values() if isinstance(held, Mapping) else held)
