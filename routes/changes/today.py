"""An old state of a case as it may be told today: by its own rules and by those of now. Pure.

A comparison for the public would otherwise tell what was shown once and is withheld now. See
docs/decisions/changes.md.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from routes.errors import NotForPublication
from routes.model import CLASSES, Atlas, Case, Person, PrecisionClass, Publishing, Source, Toponym
from routes.publish.pairs import paired
from routes.publish.texts import Secret

_Made = TypeVar("_Made")

_ROUNDED: PrecisionClass = "0.1"
"""What is told at most of a place with coordinates of which the case says nothing."""


def as_of_today(
    old: Case,
    new: Case,
    *,
    kept: Sequence[Secret] = (),
    shown: Mapping[str, PrecisionClass] | None = None,
    hidden: Collection[str] = (),
) -> Case:
    """``old`` with the stricter of its own rules for publication and those of ``new``.

    ``kept`` is what ``new`` withholds, in all spellings; ``shown`` how exactly its places are
    told, by their ids in the file. ``hidden`` are places of ``old`` to withhold whatever they say.
    """
    publishing = new.publishing
    spellings = [each for secret in kept if not secret.is_person for each in secret.spellings]
    words = (*publishing.withhold, *old.publishing.withhold, *spellings)
    return replace(
        old,
        id="case",  # that of the file is in no comparison
        file=None,
        people=_people(old, new, kept),
        publishing=Publishing(tuple(dict.fromkeys(words)), publishing.embargo),
        places={
            i: _hidden(each) if i in hidden else _place(each, new.places.get(i), shown or {})
            for i, each in old.places.items()
        },
        sources={i: _source(each, new.sources.get(i)) for i, each in old.sources.items()},
    )


def told_today(
    old: Case,
    new: Case,
    draft: Callable[[Case], _Made],
    *,
    kept: Sequence[Secret] = (),
    shown: Mapping[str, PrecisionClass] | None = None,
) -> tuple[Case, _Made]:
    """What `as_of_today` makes of ``old``, and what ``draft`` makes of that.

    Places that are called like something that is withheld now are withheld, too. Raises
    NotForPublication where ``draft`` does for anything else.
    """
    hidden: set[str] = set()
    while True:
        today = as_of_today(old, new, kept=kept, shown=shown, hidden=hidden)
        try:
            return today, draft(today)
        except NotForPublication as error:
            keys = (each.key.partition("places.")[2] for each in error.mistakes)
            late = {key for key in keys if key in old.places} - hidden
            if not late:
                raise
            hidden |= late


def shown_now(case: Case, atlas: Atlas) -> dict[str, PrecisionClass]:
    """How exactly a public atlas tells the places of its case, by their ids in the file."""
    return {was.id: atlas.release.classes[now.id] for was, now in paired(case, atlas)["places"]}


def own_ids(case: Case, atlas: Atlas) -> dict[str, dict[str, str]]:
    """By section, from the ids of a public atlas to those of its case."""
    return {
        section: {now.id: was.id for was, now in pairs if now is not None}
        for section, pairs in paired(case, atlas).items()
    }


def _people(old: Case, new: Case, kept: Sequence[Secret]) -> dict[str, Person]:
    """Everybody of whom either state speaks; of one of whom both do, as the stricter has it."""
    people = {f"new.{i}": person for i, person in new.people.items()}
    for n, secret in enumerate(kept):
        if secret.is_person and secret.about != "people":  # who wrote a source that is withheld
            name, *also = secret.spellings
            people[f"kept.{n}"] = Person(f"kept.{n}", "…", name, tuple(also))
    known = {name: i for i, person in people.items() for name in _names(person)}
    for i, person in old.people.items():
        same = next((known[name] for name in _names(person) if name in known), None)
        if same is None:
            people[f"old.{i}"] = person
        elif person.because is None:
            mine = people[same]
            spelt = filter(None, (*mine.also, person.name, *person.also))
            people[same] = replace(mine, because=None, also=tuple(dict.fromkeys(spelt)))
    return people


def _names(person: Person) -> tuple[str, ...]:
    return tuple(name.casefold() for name in (person.name, *person.also) if name)


def _place(was: Toponym, now: Toponym | None, shown: Mapping[str, PrecisionClass]) -> Toponym:
    """A place with the coarser of two rules; that of now where both are alike."""
    if now is None:
        return was
    if CLASSES.index(_class(was)) < CLASSES.index(shown.get(was.id, _class(now))):
        return was
    publish, told = now.publish, shown.get(was.id)
    if publish is None and was.lon is None and told in ("0.1", "0.01"):
        publish = told
    return replace(was, publish=publish, because=now.because, public_label=now.public_label)


def _class(toponym: Toponym) -> PrecisionClass:
    if toponym.publish is not None:
        return toponym.publish
    return _ROUNDED if toponym.lon is not None else "site"


def _hidden(toponym: Toponym) -> Toponym:
    return replace(toponym, publish="withheld", because=None, public_label=None)


def _source(was: Source, now: Source | None) -> Source:
    return replace(was, withhold=was.withhold or (now is not None and now.withhold))


def stricter(old: Case, new: Case, today: Case) -> int:
    """How much ``old`` told that ``new`` withholds: places, sources, persons and words.

    ``today`` is what `as_of_today` made of the two.
    """
    places = sum(
        CLASSES.index(_class(today.places[i])) < CLASSES.index(_class(each))
        for i, each in old.places.items()
    )
    sources = sum(today.sources[i].withhold != each.withhold for i, each in old.sources.items())
    told = repr(replace(old, people={}, publishing=Publishing(), places={}, sources={}, file=None))
    told = told.casefold()
    before = _hidden_words(old)
    words = sum(
        not before.intersection(names) and any(name in told for name in names)
        for names in _hidden_names(new)
    )
    return places + sources + words


def _hidden_names(case: Case) -> list[tuple[str, ...]]:
    """The persons and the words that a case withholds, each in all its spellings."""
    people = [_names(each) for each in case.people.values() if each.because is None]
    return [*people, *((word.casefold(),) for word in case.publishing.withhold)]


def _hidden_words(case: Case) -> set[str]:
    return {name for names in _hidden_names(case) for name in names}
