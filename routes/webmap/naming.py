"""What readers of another language call the places of a case, where that is beyond doubt.

Countries and the larger cities have names in CLDR, which Babel carries. Korean has a script of
its own, so a name in Hangul that the gazetteer has for a place is its Korean name, if it is the
only one. Of names in other scripts the gazetteer does not say which language they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from routes.casefile.countries import CODES, usual_name
from routes.gazetteers.bundled import open_bundled
from routes.model import Atlas, Candidate, Place

_KOREAN = "ko"


def place_names(atlas: Atlas, languages: Iterable[str]) -> dict[str, dict[str, str]]:
    """By language, then by what the case calls a place, what readers of it do; and all countries.

    Also the towns that its computed paths pass. Only names that the case gives as the gazetteer has
    them; what its author wrote in several languages is told by `routes.messages.Written`. Nothing
    for English. Reads the bundled gazetteer for Korean.
    """
    called = dict(_called(atlas.places.values()))
    passed = _passed(atlas)
    names: dict[str, dict[str, str]] = {}
    for language in languages:
        if language == "en":
            continue
        countries = _countries(language)
        # What a case calls as a country is called, and is none, keeps its name.
        labels = {str(place.label) for place in atlas.places.values()} | passed.keys()
        taken = {label: label for label in labels & countries.keys()}
        found = {label: _in_cldr(candidate, language) for label, candidate in called.items()}
        if language == _KOREAN:
            hangul = _in_hangul(list(called.values()))
            found = {label: found[label] or hangul.get(c.ref) for label, c in called.items()}
        known = {label: name for label, name in found.items() if name}
        names[language] = {**countries, **taken, **_towns(passed, language), **known}
    return names


def _passed(atlas: Atlas) -> dict[str, set[str]]:
    """The towns that computed paths pass, each with the countries that it may lie in."""
    passed: dict[str, set[str]] = {}
    for path in (path for block in atlas.alternatives for path in block.paths):
        countries = {stay.country for stay in path.stays if stay.country}
        for town in path.passes:
            passed[town] = passed.get(town, countries) & countries
    return passed


def _towns(passed: Mapping[str, set[str]], language: str) -> dict[str, str]:
    """What towns are called, where only one city of that name can be meant."""
    cities = _cities(language)
    found = {
        town: [cities[town, country] for country in sorted(countries) if (town, country) in cities]
        for town, countries in passed.items()
    }
    if language == _KOREAN:
        rest = {town: passed[town] for town, names in found.items() if not names}
        found.update({town: [name] for town, name in _towns_in_hangul(rest).items()})
    return {town: names[0] for town, names in found.items() if len(names) == 1}


def _towns_in_hangul(passed: Mapping[str, set[str]]) -> dict[str, str]:
    gazetteer = open_bundled()
    try:
        hits = {
            town: [
                each
                for country in sorted(countries)
                for each in gazetteer.lookup(town, country=country, kind="city")
                if each.name == town
            ]
            for town, countries in passed.items()
        }
    finally:
        gazetteer.close()
    sure = {town: each[0] for town, each in hits.items() if len(each) == 1}
    hangul = _in_hangul(list(sure.values()))
    return {town: hangul[each.ref] for town, each in sure.items() if each.ref in hangul}


def _countries(language: str) -> Mapping[str, str]:
    """All countries by what the program calls them in English."""
    names = _territories(language)
    return {usual_name(code): names[code] for code in sorted(CODES) if code in names}


def _called(places: Iterable[Place]) -> Iterator[tuple[str, Candidate]]:
    """The places that the case calls by their name, with what they were found to be."""
    for place in places:
        chosen = place.resolution.chosen
        if len(chosen) == 1 and place.label in {chosen[0].name, chosen[0].matched}:
            yield str(place.label), chosen[0]


def _in_cldr(candidate: Candidate, language: str) -> str | None:
    if candidate.kind == "country":
        return _territories(language).get(candidate.country or "")
    if candidate.kind == "city":
        return _cities(language).get((candidate.name, candidate.country or ""))
    return None


@cache
def _territories(language: str) -> Mapping[str, str]:
    from babel import Locale  # noqa: PLC0415  only for languages other than English

    return dict(Locale.parse(language).territories)


@cache
def _cities(language: str) -> Mapping[tuple[str, str], str]:
    """Cities that a time zone is named after, by their English name and country.

    Where CLDR gives a language no name for one, it has the English one there.
    """
    from babel import Locale  # noqa: PLC0415  only for languages other than English
    from babel.core import get_global  # noqa: PLC0415

    english, other = Locale.parse("en").time_zones, Locale.parse(language).time_zones
    territories, now = get_global("zone_territories"), get_global("zone_aliases")
    found = {}
    # CLDR keeps the oldest name of a zone for its city, as Europe/Kiev; that comes last and wins.
    for zone in map(str, (*territories, *(each for each in english if each in now))):
        own = english.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        country = territories.get(now.get(zone, zone))
        if country is not None:
            found[own, country] = other.get(zone, {}).get("city") or own
    return found


def _in_hangul(candidates: list[Candidate]) -> Mapping[str, str]:
    gazetteer = open_bundled()
    try:
        names = {each.ref: gazetteer.names_between(each.ref, "가", "힣") for each in candidates}
    finally:
        gazetteer.close()
    return {
        ref: unicodedata.normalize("NFC", found[0])
        for ref, found in names.items()
        if len(found) == 1
    }
