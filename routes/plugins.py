"""Families of plug-ins, by entry point.

A plug-in is one file and one line under ``[project.entry-points."routes.<family>"]``.
Plug-ins of this package and of others come through the same door. The name on that line
is what a user writes; for all but ``gazetteers`` it is the ending of the files, without the
dot (one line for each ending), so that a list of them needs no import.

    casefiles    read(path: Path) -> Case
    casewriters  write(case: Case, path: Path) -> Sequence[str] | None; it may also take
                 private: Mapping[Path, str] | None = None, notes that a Case does not hold
    exports      write(atlas: Atlas, path: Path) -> Sequence[str] | None; one whose files hold
                 a single table also takes layer: str | None = None
    gazetteers   open() -> Gazetteer, or open(spec: str, *, cache_path: Path | None) for
                 one that is chosen as in ``name:SERVICE``; it may also take
                 options: Mapping[str, str]

A writer returns sentences on what its format cannot hold of what it was given.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points

from routes.errors import UnknownName

_MEMBER = {
    "casefiles": "kind of case file",
    "casewriters": "kind of case file that can be written",
    "exports": "format",
    "gazetteers": "gazetteer",
}
"""What one member of each family is called in messages."""

FAMILIES = tuple(_MEMBER)

_OWN = "routes."


def names(family: str) -> tuple[str, ...]:
    """The names of the plug-ins of a family, sorted. Nothing is imported for it.

    Raises UnknownName when there is no such family.
    """
    return tuple(sorted(_members(family)))


def load(family: str, name: str) -> object:
    """The object that a plug-in's entry point names, imported now.

    Raises UnknownName, with the nearest name, when there is no such family or plug-in.
    """
    members = _members(family)
    if name not in members:
        raise unknown(_MEMBER[family], name, sorted(members))
    found: object = members[name].load()
    return found


def unknown(what: str, name: str, known: Sequence[str]) -> UnknownName:
    """The error for a name that is not among ``known``, with the nearest that is."""
    folded = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), folded, n=1)
    return UnknownName(what, name, known, folded[near[0]] if near else None)


def _members(family: str) -> dict[str, EntryPoint]:
    if family not in FAMILIES:
        raise unknown("family", family, FAMILIES)
    found = entry_points(group=f"routes.{family}")
    # Other packages add names; they do not replace what ships with this one.
    return {each.name: each for each in sorted(found, key=lambda e: (_is_own(e), e.value))}


def _is_own(entry: EntryPoint) -> bool:
    return entry.module.startswith(_OWN)
