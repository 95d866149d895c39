"""What the texts of a case are searched for, and in how many of them it stands. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from routes.errors import Mark
from routes.model import Case
from routes.publish.passages import passages
from routes.publish.scan import Names
from routes.publish.scan.views import views
from routes.publish.texts import OMITTED, Secret, told_in_all


@dataclass(frozen=True, slots=True)
class Sought:
    """A spelling that is searched for, in how many texts it stands, and what is said instead."""

    key: str
    mark: Mark
    spelling: str
    n_texts: int
    instead: str | None
    """None where the name is told; its reason is in ``because``."""
    because: str | None = None


def sought(case: Case, secrets: Sequence[Secret]) -> Iterator[Sought]:
    """Persons, also those who are named; then places, who is behind sources, and words."""
    at = Mark(case.file or case.id, 1)
    persons = list(_persons(case, at))
    texts = _shown(case, secrets)
    yield from _counted(persons, range(len(persons)), texts)
    # All of one source together, whether it is a name or a title.
    others = [each for each in secrets if each.about != "people"]
    others.sort(key=lambda each: _ORDER.index(each.about.partition(".")[0]))
    found = [(each, secret.is_person) for secret in others for each in _of(secret, at)]
    authors = [n for n, (_, is_person) in enumerate(found) if is_person]
    yield from _counted([each for each, _ in found], authors, texts)


_ORDER = ("places", "sources", "publish")


def _persons(case: Case, at: Mark) -> Iterator[Sought]:
    for person in case.people.values():
        roles = " / ".join(f"[{each}]" for each in dict.fromkeys(told_in_all(person.role)))
        instead = roles if person.because is None else None
        for each in filter(None, (person.name, *person.also)):
            mark = person.mark or at
            yield Sought(f"people.{person.id}", mark, each, 0, instead, person.because)


def _of(secret: Secret, at: Mark) -> Iterator[Sought]:
    once = {each.casefold(): each for each in reversed(secret.spellings)}
    for each in reversed(once.values()):
        yield Sought(secret.about, secret.mark or at, each, 0, OMITTED)


def _shown(case: Case, secrets: Sequence[Secret]) -> Case:
    """The case without what is withheld as a whole: that a name stands there says nothing."""
    hidden = {secret.about for secret in secrets}
    return replace(
        case,
        places={i: each for i, each in case.places.items() if f"places.{i}" not in hidden},
        sources={
            i: replace(each, author=None) if f"sources.{i}" in hidden else each
            for i, each in case.sources.items()
            if not each.withhold
        },
    )


def _counted(found: Sequence[Sought], persons: Collection[int], case: Case) -> Iterator[Sought]:
    """What was searched for, with how many of the texts have it."""
    names = Names([[each.spelling] for each in found], persons=persons)
    counted: Counter[int] = Counter()
    for each in passages(case):
        if not each.spot.key.endswith(".query"):  # what the gazetteer is asked: a name once more
            counted.update({ref for view in views(each.text) for *_, ref in names.found(view.text)})
    return (replace(each, n_texts=counted[n]) for n, each in enumerate(found))
