"""What a new article changed: two states of a case, and sentences on how they differ. Pure.

`changes` compares two atlases of one profile. For the public the old one must be made by
`told_today`: it may have told what is withheld now. See docs/decisions/changes.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from routes.changes.both import Both, leg_named, quoted, source_title
from routes.changes.change import KINDS, Change, Kind, Words
from routes.changes.computed import on_alternatives, on_checks, on_odds
from routes.changes.entries import on_disputes, on_events, on_itineraries, on_legs
from routes.changes.match import SECTIONS, Known, match
from routes.changes.places import on_places
from routes.changes.sources import new_sources, on_sources
from routes.changes.texts import is_reordered, on_case
from routes.changes.today import as_of_today, own_ids, shown_now, stricter, told_today
from routes.changes.veils import withheld
from routes.messages import Text, plural, say
from routes.model import Atlas

__all__ = [
    "KINDS",
    "Change",
    "Kind",
    "Known",
    "Words",
    "as_of_today",
    "changes",
    "grouped",
    "headlines",
    "own_ids",
    "shown_now",
    "stricter",
    "told_today",
]

_ALL = (
    on_legs, on_itineraries, on_events, on_disputes, on_odds, on_sources, on_checks, on_places,
    on_alternatives, on_case,
)  # fmt: skip


def changes(old: Atlas, new: Atlas, *, known: Known = Known()) -> tuple[Change, ...]:  # noqa: B008  frozen
    """What is otherwise in ``new``, what matters most first; nothing for two that say the same.

    ``known`` is what the desk knows of the ids of public atlases, where these are numbers. Raises
    ValueError for atlases of two profiles: what one withholds would be told by the other.
    """
    if old.release.profile != new.release.profile:
        raise ValueError("an internal atlas is not compared with a public one")
    both = Both(old, new, match(old.case, new.case, known))
    found = [each for tell in _ALL for each in tell(both)]
    found += [*withheld(known.withheld), *_renamed(both)]
    found = [*new_sources(both, found), *found]
    if not found and is_reordered(old.case, new.case):
        sentence = say("Something was changed that no sentence here tells, as the order of legs.")
        found.append(Change("text", "case", sentence))
    order = list(KINDS)
    return tuple(sorted(found, key=lambda change: order.index(change.kind)))


def grouped(found: Sequence[Change]) -> Iterator[tuple[Text, list[Change]]]:
    """The changes under the headings of their kinds, but for those in the `headlines`."""
    rest = [each for each in found if not _is_new_source(each)]
    for kind, some in groupby(rest, key=lambda change: change.kind):
        yield KINDS[kind], list(some)


def headlines(found: Sequence[Change]) -> tuple[Text, ...]:
    """What is to be read first: the sources that are new, and how many changes there are."""
    if not found:
        return (say("Nothing changed."),)
    new = filter(_is_new_source, found)
    counted = plural("{n} change in all.", "{n} changes in all.", len(found))
    return (*(each.sentence for each in new), counted)


def _is_new_source(change: Change) -> bool:
    return change.section == "sources" and change.kind == "addition"


def _renamed(both: Both) -> Iterator[Change]:
    """What has another id in the file, and says the same: by its title."""
    for section in SECTIONS:
        for i in sorted(both.matched.renamed[section]):
            what = _title(both.new, section, i)
            sentence = say("{what} is only renamed: it has another id in the file.", what=what)
            # Ids of a public state may be made up: they tell a reader nothing.
            is_told = both.new.release.is_internal
            ids = (both.matched.before(section)[i], i) if is_told else (None, None)
            yield Change("renaming", f"{section}.{i}", sentence, *ids)


def _title(atlas: Atlas, section: str, i: str) -> Text:
    """What an entry is called at the head of a sentence."""
    case = atlas.case
    if section == "sources":
        return source_title(case.sources[i])
    if section == "places":
        return say("The place {what}", what=quoted(case.places[i].shown))
    if section == "legs":
        return say("The leg {what}", what=leg_named(atlas, i))
    if section == "itineraries":
        return say("The version {what}", what=quoted(case.itineraries[i].title))
    if section == "events":
        return say("The event {what}", what=quoted(case.events[i].title))
    return say("The question {what}", what=quoted(case.disputes[i].question))
