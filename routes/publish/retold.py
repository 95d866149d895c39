"""Names that a release withheld, and where a later one tells them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from routes.errors import Mark, Mistake
from routes.model import Atlas, Case, Source, Toponym
from routes.model.place import commas
from routes.publish.dated import public_ids
from routes.publish.keys import Spot
from routes.publish.passages import Passage, passages
from routes.publish.scan import Names, find
from routes.publish.secrets import addresses_of
from routes.publish.texts import told_in_all

Withheld = Mapping[str, tuple[str, ...]]
"""Spellings that are told nowhere, by the key of what they are withheld for."""

WORDS = "publish.withhold"
FOR_WORDS = "withhold"
"""What stands under ``publish.narrow`` for words, which have no id."""


def withheld(case: Case, atlas: Atlas) -> dict[str, tuple[str, ...]]:
    """What ``atlas``, the public one of ``case``, withholds, as its author spells it.

    An author of a source who is anonymous stands under ``authors``, a source that is nobody in
    particular under ``sources``, also where it has no words to look for.
    """
    names: dict[str, Iterable[str | None]] = {}
    for i, public in public_ids(case, atlas).items():
        if public in atlas.release.veiled:
            names[f"places.{i}"] = _of_place(case.places[i])
    for i, person in case.people.items():
        if person.name is not None and person.because is None:
            names[f"people.{i}"] = (person.name, *person.also)
    for i, source in case.sources.items():
        if source.withhold:
            names[f"sources.{i}"] = _of_source(source)
        if source.author and (source.withhold or source.identity == "anonymous"):
            names[f"authors.{i}"] = (source.author,)
    if case.publishing.withhold:
        names[WORDS] = case.publishing.withhold
    return {key: tuple(dict.fromkeys(filter(None, given))) for key, given in names.items()}


def _of_place(toponym: Toponym) -> Iterator[str | None]:
    for name in (toponym.name, toponym.query, *told_in_all(toponym.label)):
        yield from (name, commas(name)[0])
    yield from (toponym.iata, toponym.icao)


def _of_source(source: Source) -> Iterator[str | None]:
    yield source.title
    yield from addresses_of(source)


def retold(case: Case, atlas: Atlas, before: Withheld) -> Iterator[Mistake]:
    """Where ``atlas``, the public one of ``case``, tells what was withheld ``before``.

    What ``publish.narrow`` of the case gives a reason for may be told.
    """
    free = case.publishing.narrow
    held = {key: told for key, told in before.items() if id_of(key) not in free}
    for i, source in case.sources.items():
        if f"sources.{i}" in held and not source.withhold:
            yield Mistake(source.mark or _at(case), f"sources.{i}", NAMED, _hint(f"sources.{i}"))
    now = {name for given in withheld(case, atlas).values() for name in given}
    lost = {key: tuple(n for n in given if n not in now) for key, given in held.items()}
    lost = {key: given for key, given in lost.items() if given}
    if lost:
        yield from _found(case, atlas, lost)


def _found(case: Case, atlas: Atlas, lost: Withheld) -> Iterator[Mistake]:
    keys = tuple(lost)
    persons = [n for n, key in enumerate(keys) if key.startswith(("people.", "authors."))]
    names = Names([lost[key] for key in keys], persons=persons)
    said: set[tuple[Mark, str]] = set()
    for each in (*passages(atlas.case), *_addresses(atlas.case)):
        for hit in find(each.text, names):
            if hit.kind != "name" or hit.ref is None:
                continue
            # By its line: a public case has no file, and the key may have a number for an id.
            mark, key = replace(each.spot.mark, file=case.file or case.id), keys[hit.ref]
            if (mark, key) not in said:
                said.add((mark, key))
                yield Mistake(mark, _shown(key), _TOLD, _hint(key))


def _addresses(case: Case) -> Iterator[Passage]:
    for i, source in case.sources.items():
        key = f"sources.{i}"
        for url in filter(None, (source.url, source.archive)):
            yield Passage(url, Spot(key, key, source.mark or _at(case)))


_TOLD = "a name that was withheld before is told here."
NAMED = "its name was withheld before, and is told now."


def id_of(key: str) -> str:
    """What has to stand under ``publish.narrow`` before a name with this key may be told."""
    return FOR_WORDS if key == WORDS else key.partition(".")[2]


def _shown(key: str) -> str:
    return key.replace("authors.", "sources.", 1)


def _hint(key: str) -> str:
    return (
        "Withhold it as it was, also where its entry is gone: put that back. If it harms nobody "
        f"any more, write why: 'publish: {{narrow: {{{id_of(key)}: ...}}}}'."
    )


def _at(case: Case) -> Mark:
    return Mark(case.file or case.id, 1)
