"""What of a case is a secret: names of persons, places and sources, and words it lists. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from routes.errors import nth
from routes.model import Candidate, Case, Place, Resolution, Source, Toponym
from routes.model.place import commas
from routes.publish.texts import Secret, told_in_all

_WEB = re.compile("^https?://(www[.])?", re.IGNORECASE)

Spellings = Callable[[Toponym, Sequence[Candidate], Place | None], Iterable[str]]
"""What a place may be called otherwise, in any language, by what was chosen and where it is."""


def secrets(case: Case, places: Mapping[str, tuple[str, ...]]) -> tuple[Secret, ...]:
    """What may stand in no text; ``places`` are the spellings of those whose names are withheld."""
    found = [
        *_people(case),
        *(
            Secret(spellings, about=f"places.{i}", mark=case.places[i].mark)
            for i, spellings in places.items()
        ),
        *(each for source in case.sources.values() for each in _of(source)),
        *_words(case),
    ]
    return tuple(secret for secret in found if secret.spellings)


def of_place(
    toponym: Toponym, resolution: Resolution | None, place: Place | None, names: Spellings
) -> Iterator[str]:
    """What the case calls it, what the gazetteer does in any language, and its codes.

    Of what stands before a comma, too. An area that it lies in is no name of it.
    """
    chosen = () if resolution is None or toponym.within else resolution.chosen
    given = [toponym.name, toponym.query, *told_in_all(toponym.label)]
    for candidate in chosen:
        given += [candidate.name, candidate.matched, *candidate.codes]
    given += names(toponym, chosen, place)
    given += [code for code in (toponym.iata, toponym.icao) if code]
    known = [name for each in given for name in (each, commas(each)[0])]
    yield from dict.fromkeys(filter(None, known))


def _people(case: Case) -> Iterator[Secret]:
    for person in case.people.values():
        if person.name is not None and person.because is None:
            # No public id stands for that of a person, which may be a name.
            yield Secret(
                (person.name, *person.also), person.role, is_person=True, about="people",
                mark=person.mark,
            )  # fmt: skip


def _words(case: Case) -> Iterator[Secret]:
    for number, word in enumerate(case.publishing.withhold):
        about = nth("publish.withhold", number)
        mark = case.marks.get(about) or case.marks.get("publish.withhold")
        yield Secret((word,), about=about, mark=mark)


def _of(source: Source) -> Iterator[Secret]:
    """Who wrote it is a person; a title is only known by all its words."""
    about, mark = f"sources.{source.id}", source.mark
    if source.author and (source.withhold or source.identity == "anonymous"):
        yield Secret((source.author,), is_person=True, about=about, mark=mark)
    if not source.withhold:
        return
    # Not the publisher: a paper is named for much else, and a gap there would tell which it is.
    addresses = addresses_of(source)
    if source.title or addresses:
        spellings = tuple(filter(None, (source.title, *addresses)))
        yield Secret(spellings, about=about, mark=mark)


def addresses_of(source: Source) -> list[str]:
    """The addresses of a source as they may stand in a text: without what all begin with."""
    return [_WEB.sub("", url).rstrip("/") for url in (source.url, source.archive) if url]
