"""How likely each candidate is meant, as long as nothing is known but its name. Pure.

Weights are in people: a city of a million, by its main name, weighs a million, and so
does whatever is meant as often. docs/confidence.md tells how the numbers were found and
how often they were right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from routes.gazetteers.stored import FIRST_ORDER, MACRO_REGION, SECOND_ORDER
from routes.model.place import Candidate, Kind, Match

__all__ = [
    "DOUBT",
    "bare",
    "beside_city",
    "beside_town",
    "changed",
    "confident",
    "confirmed",
    "factor",
    "is_known_bare",
    "is_namesake",
    "is_native",
    "left_in_doubt",
    "misspelt",
    "of_other_kind",
    "other_ending",
    "other_spaces",
    "prior",
    "seat",
    "shares",
    "weigh",
]

DOUBT: Mapping[Match, float] = {
    "exact": 100.0,
    "curated": 100.0,
    "code": 100_000.0,  # capitals of three letters are often a short word: MSF, UNK
    "variant": 3_000.0,
    "alternate": 600.0,  # more than was measured: Hassan in India must not pass for Khasan
    "fuzzy": 100.0,  # of weights that mistakes have made small
    "pinned": 0.0,
    "online": 100_000.0,
}
"""What the place that is meant would weigh, if no gazetteer had it, by the best match."""

_LITTLE_KNOWN = 500.0  # the same of a main name that nobody but a village has
_LITTLE, _MUCH = 20_000.0, 50_000.0  # weights up to which little, and from which enough is known

_FUZZY = (
    (0.0, 0.0),
    (0.62, 0.62),
    (0.75, 0.66),
    (0.9, 0.77),
    (0.97, 0.93),
    (0.998, 0.985),
    (1.0, 0.99),
)
"""Shares of misspelt names and how often they were right, if half of all strange names are
of places that no gazetteer has: docs/confidence.md."""

_LEAST_CITY = 1_000.0  # the file begins at 500 people, and often no number is known
_COUNTRY = 50_000_000.0  # on top of its people: "Georgia" is the country, not the state
_REGION: Mapping[int | None, float] = {
    MACRO_REGION: 1_000_000.0,  # reviewed, and in the news; above towns called Siberia
    FIRST_ORDER: 3_000_000.0,  # the most; with fewer people it is named less
    SECOND_ORDER: 20_000.0,  # less than most towns: a district is rarely named alone
    None: 20_000.0,
}
_LEAST_REGION = 100_000.0  # of a first-order one: each is on the maps
_LARGEST: Mapping[Kind, float] = {  # of scale rank 0
    "river": 3_000_000.0,  # "Amur" is the river rather than a town
    "lake": 1_000_000.0,
}
_FALL_PER_SCALE_RANK = 0.6  # rank 6, as the Tumen: a twentieth of the largest
_NO_SCALE_RANK = 9  # what Natural Earth leaves out is small: Lake Khasan
_AIRPORT: Mapping[int | None, float] = {
    1: 60_000.0,  # with an IATA code: more than the village it is named after
    2: 1_000.0,
    None: 1_000.0,
}
_OTHERS: Mapping[Kind, float] = {
    "sea": 5_000_000.0,
    "border": 500_000.0,
    "crossing": 30_000.0,  # with a name of its own it is in the news more than its village
    "station": 15_000.0,
    "facility": 30_000.0,
    "site": 15_000.0,
    "address": 1_000.0,
    "unknown": 1_000.0,
}

_FACTOR: Mapping[Match, float] = {
    "exact": 1.0,
    "curated": 1.0,
    "code": 1.0,
    "alternate": 0.02,  # another name, in no language of the place: Hassan as "Khasan"
    "variant": 1.0,  # of what the changes cost, below
    "fuzzy": 1.0,  # of what the edits cost, below
    "pinned": 1.0,
    "online": 1.0,
}
_NATIVE_ALTERNATE = 0.5  # another name in the script of its own country: as good as the main one
_BARE = 0.05  # without its generic word: bare "Kirov" is the town far more than the region
_BARE_MACRO = 0.002  # and "Mekong" is never the countries along it
_BARE_WATER = 0.5  # but "Amur" and "Baikal" are usual
_LEAST_CURATED = 200_000.0  # somebody reviewed that the news calls this place so
_LEAST_CODE = 300_000.0  # capitals that are a code are hardly ever a village's name
_PER_CHANGE = 0.3  # for each rule of another spelling
_OTHER_ENDING = 0.9  # Oktyabrsky, Oktyabrskiy: a matter of taste
_OTHER_SPACES = 0.25  # Muse, Mu-se
_OTHER_KIND = 0.05  # Musan, where Musan County is not known
_CONFIRMED = 10.0  # it lies where the query says, or is of the kind
_LEFT_OUT = 8.0  # times the doubt, so that nothing is taken: 8 of 9 are less than 0.9
_PER_EDIT = 0.001  # for each mistake: one less is worth a thousand times the people
_UNLIKELY = 0.001  # of mistakes that nobody makes: Torkham for Turkey
_OTHER_FIRST_LETTER = 0.2  # the first letter is the last that people get wrong
_TERRITORY = 0.01  # of the city: its own territory, Seoul and Seoul
_NAMESAKE = 0.2  # of the city: the region around it that is called so too, Jilin and Jilin
_NAMESAKE_OBLAST = 0.03  # where nobody leaves out the word: Moscow is not Moscow Oblast
_GREAT_REGION, _FAIR_SHARE = 2_000_000, 0.25  # only a great one is more than its town
_LEAST_SEAT = 20_000.0  # of a town that gave its region the name: Luang Namtha
_AIRPORT_OF_TOWN = 0.02  # of the town: nobody leaves out "airport" then
_LEAST_SHARE = 0.02  # of the people of the region that live in the city that it is named after

_OBLASTS = frozenset(("BG", "BY", "KG", "KZ", "RU", "TJ", "UA", "UZ"))
_CYRILLIC = "AM AZ BA BG BY EE GE KG KZ LT LV MD ME MK MN RS RU TJ TM UA UZ"
_NATIVE: Mapping[str, frozenset[str]] = {
    "cyrillic": frozenset(_CYRILLIC.split()),
    "hangul": frozenset(("KP", "KR")),
    "han": frozenset(("CN", "HK", "JP", "MO", "SG", "TW")),
}
"""Where names in a script are those of the people who live there."""


def prior(kind: Kind, population: int | None, rank: int | None) -> float:
    """How often a place is meant by its main name, in people; ``rank`` as in the store."""
    if kind == "city":
        return float(population) if population and population > _LEAST_CITY else _LEAST_CITY
    if kind == "country":
        return _COUNTRY + (population or 0)
    if kind == "region":
        return _region(population, rank)
    if kind == "airport":
        return _AIRPORT[rank]
    if kind in _LARGEST:
        return float(
            _LARGEST[kind] * _FALL_PER_SCALE_RANK ** (_NO_SCALE_RANK if rank is None else rank)
        )
    return _OTHERS[kind]


def _region(population: int | None, rank: int | None) -> float:
    if rank != FIRST_ORDER:
        return _REGION[rank]
    return min(max(float(population or 0), _LEAST_REGION), _REGION[FIRST_ORDER])


def factor(match: Match, *, native: bool = False) -> float:
    """What is left of the prior when a name matches so; ``native`` as `is_native`."""
    return _NATIVE_ALTERNATE if match == "alternate" and native else _FACTOR[match]


def weigh(people: float, match: Match, *, native: bool = False) -> float:
    """The weight of a place whose `prior` is ``people``, found without any change."""
    if match == "curated":
        return max(people, _LEAST_CURATED)
    if match == "code":
        return max(people, _LEAST_CODE)
    return people * factor(match, native=native)


def changed(weight: float, changes: int) -> float:
    """The weight after so many rules of spelling."""
    return round(float(weight * _PER_CHANGE**changes), 4)


def misspelt(weight: float, edits: float, *, same_first: bool, likely: bool = True) -> float:
    """The weight after so many mistakes; half ones are those that sound alike.

    What is not ``likely`` is kept as one of the closest spellings, and no more.
    """
    left = _PER_EDIT**edits
    if not same_first:  # with a second mistake hardly anything is left
        left *= _OTHER_FIRST_LETTER ** round(edits)
    left *= 1.0 if likely else _UNLIKELY
    return round(float(weight * left), 4)


def other_ending(weight: float) -> float:
    """The weight by the name with another of the endings -sky, -skiy, -skij, -ski."""
    return weight * _OTHER_ENDING


def other_spaces(weight: float) -> float:
    """The weight by the name with a space or hyphen more or less."""
    return weight * _OTHER_SPACES


def of_other_kind(weight: float) -> float:
    """The weight of a town for a query that says a district of its name.

    So little that the town is not sure where the query also says where it lies.
    """
    return min(weight * _OTHER_KIND, _LEFT_OUT * DOUBT["variant"] / _CONFIRMED)


def confirmed(weight: float) -> float:
    """The weight of what lies where the query says, or is of the kind that it says."""
    return weight * _CONFIRMED


def left_in_doubt(weights: Sequence[float], best: Match) -> list[float]:
    """The weights, heaviest first, in the same ratios, but so light that none is sure.

    For a query of which a part was not understood.
    """
    most = _LEFT_OUT * max(DOUBT[best], _LITTLE_KNOWN if best == "exact" else 0.0)
    share = min(1.0, most / (sum(weights) or 1.0))
    return [weight * share for weight in weights]


def bare(people: float, kind: Kind, *, main: bool, macro: bool = False) -> float:
    """The weight by a name that leaves the generic word out, though the query has none.

    ``main``: of the main name, or of one in the script of its own country. ``macro``: of
    a larger part of the earth.
    """
    usual = _BARE_WATER if kind in _LARGEST else _BARE_MACRO if macro else _BARE
    return people * usual * (1.0 if main else _FACTOR["alternate"])


def beside_city(region: float, city: float, *, usual: bool, territory: bool) -> float:
    """The weight of a region, of ``region`` by itself, beside a city in it of its name.

    ``usual``: the region is often called so without a word for what it is, as
    `is_known_bare`. ``territory``: it is no more than that city with its surroundings.
    """
    share = _NAMESAKE if usual else _NAMESAKE_OBLAST
    return min(region, city * (_TERRITORY if territory else share))


def is_known_bare(country: str | None, region: int | None, city: int | None) -> bool:
    """Whether a region, of so many people, is named like a city in it and often meant.

    "Jilin" may be the province of many millions; "Chiang Rai" is the town, which holds
    nearly half of its province; and no oblast goes without the word.
    """
    is_great = (region or 0) >= _GREAT_REGION and (city or 0) < _FAIR_SHARE * (region or 0)
    return is_great and country not in _OBLASTS


def seat(city: float) -> float:
    """The weight of a town, of ``city`` by itself, that its first-order region is named after."""
    return max(city, _LEAST_SEAT)


def beside_town(airport: float, town: float) -> float:
    """The weight of an airport, of ``airport`` by itself, beside its town, by the same name."""
    return min(airport, town * _AIRPORT_OF_TOWN)


def is_namesake(city: int | None, region: int | None) -> bool:
    """Whether a city with so many people is large enough for a region to have its name.

    Somewhere in California there is a hamlet called so, and nobody means it.
    """
    return (city or 0) >= _LEAST_SHARE * (region or 0)


def is_native(folded: str, country: str | None) -> bool:
    """Whether a name is in a script, other than Latin, of those who live in ``country``."""
    code = ord(folded[0]) if folded else 0
    if 0x400 <= code < 0x530:
        return country in _NATIVE["cyrillic"]
    if 0xAC00 <= code < 0xD7A4:
        return country in _NATIVE["hangul"]
    return 0x3400 <= code < 0xA000 and country in _NATIVE["han"]


def shares(weights: Sequence[float], best: Match, most: int | None = None) -> list[float]:
    """The confidence of each: its share in all and in the doubt of the best match.

    Only the first ``most`` are wanted; the others count in the whole. Where even the best
    match is fuzzy, large shares are lowered to how often they were right.
    """
    whole = sum(weights) + _doubt(best, weights[0] if weights else 0.0)
    found = [weight / whole if whole else 0.0 for weight in weights[:most]]
    return [round(_of_a_misspelling(s) if best == "fuzzy" else s, 4) for s in found]


def _doubt(best: Match, heaviest: float) -> float:
    """`DOUBT`, or more for a main name where the best candidate is no more than a village.

    There are many villages that no gazetteer has, and many have the name of another.
    """
    if best != "exact" or heaviest >= _MUCH:
        return DOUBT[best]
    known = max(0.0, (heaviest - _LITTLE) / (_MUCH - _LITTLE))
    return _LITTLE_KNOWN + (DOUBT[best] - _LITTLE_KNOWN) * known


def _of_a_misspelling(share: float) -> float:
    """A share between two of ``_FUZZY``, on the straight line from one to the other."""
    below, above = next(pair for pair in pairwise(_FUZZY) if share <= pair[1][0])
    return below[1] + (above[1] - below[1]) * (share - below[0]) / (above[0] - below[0])


def confident(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, likeliest first, each with its ``confidence``.

    The confidence is the share of a candidate in the weight of all and of the doubt
    that goes with the best match. Equal weights are put in the order of ``ref``.
    """
    if not candidates:
        return ()
    ordered = sorted(candidates, key=lambda c: (-c.weight, c.ref))
    share = shares([c.weight for c in ordered], ordered[0].match)
    return tuple(replace(c, confidence=s) for c, s in zip(ordered, share, strict=True))
