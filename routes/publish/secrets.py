"""What of a case is a secret: names of persons, places and sources, and words it lists. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from routes.model import Candidate, Case, Resolution, Source, Toponym
from routes.model.place import commas
from routes.publish.texts import Secret, told_in_all

_WEB = re.compile("^https?://(www[.])?", re.IGNORECASE)

Spellings = Callable[[Candidate], Iterable[str]]
"""What a place that was found is called otherwise, in any language."""


def secrets(
    case: Case, hidden: Iterable[str], resolutions: Mapping[str, Resolution], names: Spellings
) -> tuple[Secret, ...]:
    """What may stand in no text; ``hidden`` are the ids of the places whose names are withheld."""
    found = [
        *(
            Secret((person.name, *person.also), person.role, is_person=True)
            for person in case.people.values()
            if person.name is not None and person.because is None
        ),
        *(Secret(tuple(of_place(case.places[i], resolutions.get(i), names))) for i in hidden),
        *(each for source in case.sources.values() if source.withhold for each in _of(source)),
        *(
            Secret((source.author,), is_person=True)
            for source in case.sources.values()
            if source.identity == "anonymous" and source.author and not source.withhold
        ),
        *(Secret((word,)) for word in case.publishing.withhold),
    ]
    return tuple(secret for secret in found if secret.spellings)


def of_place(toponym: Toponym, resolution: Resolution | None, names: Spellings) -> Iterator[str]:
    """What the case calls it, what the gazetteer does in any language, and its codes.

    Of what stands before a comma, too. An area that it lies in is no name of it.
    """
    chosen = () if resolution is None or toponym.within else resolution.chosen
    given = [toponym.name, toponym.query, *told_in_all(toponym.label)]
    for candidate in chosen:
        given += [candidate.name, candidate.matched, *names(candidate), *candidate.codes]
    given += [code for code in (toponym.iata, toponym.icao) if code]
    known = [name for each in given for name in (each, commas(each)[0])]
    yield from dict.fromkeys(filter(None, known))


def _of(source: Source) -> Iterator[Secret]:
    """Who wrote it is a person; a title is only known by all its words."""
    if source.author:
        yield Secret((source.author,), is_person=True)
    # Not the publisher: a paper is named for much else, and a gap there would tell which it is.
    addresses = [_WEB.sub("", url).rstrip("/") for url in (source.url, source.archive) if url]
    if source.title or addresses:
        yield Secret(tuple(filter(None, (source.title, *addresses))))
