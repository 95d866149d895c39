"""What a single name, asked for outside of a case, means, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal, get_args

from routes.cli.terminal import shown
from routes.errors import GeocoderError, UsageError
from routes.gazetteers import Gazetteer
from routes.gazetteers.position import written
from routes.model.place import Candidate, Kind, commas
from routes.plugins import unknown
from routes.resolve import SURE, weigh, why
from routes.wording import listing, percent

Status = Literal["found", "unsure", "not-found", "failed"]

KINDS: tuple[Kind, ...] = get_args(Kind)

_LOOKED_AT = 25
"""How many candidates are weighed: near a place, a weak one may be the one that is meant."""

_FAR = 0.05
"""Of a misspelt name: what is less likely is no answer, only near in its letters."""

_NAMED = 3
"""So many candidates are named in a message."""

_SLIPS = {"UK": "GB", "EL": "GR", "SU": "RU"}
"""Codes in use that ISO 3166-1 spells otherwise, or no longer has."""


_KIND_SLIPS: Mapping[str, Kind] = {
    "town": "city", "village": "city", "settlement": "city",
    "province": "region", "oblast": "region", "krai": "region", "district": "region",
    "checkpoint": "crossing", "border crossing": "crossing", "bridge": "crossing",
    "embassy": "facility", "consulate": "facility", "mission": "facility", "ocean": "sea",
    "railway station": "station", "train station": "station",
}  # fmt: skip
"""What people write in a column of kinds."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a place but its name: ISO alpha-2 country, kind, a point near it."""

    country: str | None = None
    kind: Kind | None = None
    near: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The candidates for a name, likeliest first, and what can be said of the first.

    ``found``: it is taken. ``unsure``: nothing is taken, a person must choose.
    ``not-found``: there are no candidates, or only the closest spellings, none of them
    likely. ``failed``: the name could not be looked up.
    """

    status: Status
    candidates: tuple[Candidate, ...]
    reason: str

    @property
    def taken(self) -> Candidate | None:
        """The candidate that is meant, where that is sure."""
        return self.candidates[0] if self.status == "found" else None

    @property
    def runner_up(self) -> Candidate | None:
        """The candidate after the first."""
        return self.candidates[1] if len(self.candidates) > 1 else None


def answer(gazetteer: Gazetteer, name: str, hints: Hints) -> Answer:
    """What ``name`` means. Raises what the gazetteer raises."""
    found = gazetteer.lookup(name, country=hints.country, kind=hints.kind, limit=_LOOKED_AT)
    if not found:
        return Answer("not-found", (), _missed(gazetteer, name, hints))
    candidates = weigh(found, near=hints.near)
    if candidates[0].match == "fuzzy" and candidates[0].confidence < _FAR:
        missed = f"No place is called “{shown(name)}”; what is listed is only spelt most like it."
        return Answer("not-found", candidates, missed)
    status: Status = "found" if candidates[0].confidence >= SURE else "unsure"
    said = [why(found, near=hints.near), _remarks(gazetteer, name, hints, candidates)]
    if status == "unsure" and len(candidates) == 1:
        said.append("But it is not sure enough: the one that is meant may be missing here.")
    return Answer(status, candidates, " ".join(filter(None, said)))


def failed(error: GeocoderError) -> Answer:
    """What is said of a name when a service failed for it."""
    said = f"Not looked up: {error}. That is not “not found”; try again later."
    return Answer("failed", (), said)


def local(gazetteer: Gazetteer) -> Gazetteer:
    """The part of ``gazetteer`` that asks no service, where there are two."""
    part: Gazetteer = getattr(gazetteer, "local", gazetteer)
    return part


def _remarks(gazetteer: Gazetteer, name: str, hints: Hints, candidates: Sequence[Candidate]) -> str:
    """What else a reader must know of the first candidate, in sentences."""
    first, *others = candidates
    said = []
    if first.match == "fuzzy":
        said.append(f"“{shown(name)}” was taken for a misspelling.")
    elif not others:
        said.append(f"No other {_looked_for(name, hints)} is known by that name.")
    if first.ignored:
        said += _left_out(local(gazetteer), first.ignored)
    if first.note:
        said.append(f"Note: {first.note.rstrip('.')}.")
    return " ".join(said)


def _left_out(gazetteer: Gazetteer, ignored: Sequence[str]) -> list[str]:
    """Which parts of a name played no part, and why, in sentences."""
    known: list[str] = []
    unknown: list[str] = []
    for part in ignored:
        found = gazetteer.lookup(part, limit=1)
        (known if found and found[0].match != "fuzzy" else unknown).append(f"“{shown(part)}”")
    said = []
    if unknown:
        said.append(f"{listing(unknown)} was not understood.")
    if known:
        said.append(f"{listing(known)} was left out: the place is not shown there.")
    return said


def _looked_for(name: str, hints: Hints) -> str:
    """What others were looked for: "place", or "city in Kaluga Oblast" where only those were."""
    container = shown(", ".join(commas(name)[1]))
    where = " in ".join(filter(None, (container, hints.country)))
    return f"{hints.kind or 'place'} in {where}" if where else hints.kind or "place"


def country_code(gazetteer: Gazetteer, text: str) -> str:
    """The ISO 3166-1 alpha-2 code that ``text``, a code or the name of a country, means.

    Raises UsageError, with the nearest country, when there is none.
    """
    known = [
        found
        for found in gazetteer.lookup(_SLIPS.get(text.upper(), text), kind="country", limit=5)
        if found.country
    ]
    coded = gazetteer.lookup(text.upper(), kind="country", limit=5) if len(text) <= 3 else ()
    for found in (*coded, *known):
        if found.country and found.match in ("exact", "alternate", "code", "curated"):
            return found.country
    near = known[0] if known else _nearest_code(gazetteer, text.upper())
    hint = f" Did you mean {near.name} ({near.country})?" if near else ""
    raise UsageError(
        f"no country is called or coded {shown(text)!r}.{hint} "
        "Give a name or an ISO code, as in RU."
    )


def _nearest_code(gazetteer: Gazetteer, code: str) -> Candidate | None:
    """The country of the letters the other way round, else the most populous that shares one."""
    if len(code) != 2:
        return None
    near = {code[0] + letter for letter in ascii_uppercase}
    near |= {letter + code[1] for letter in ascii_uppercase} | {code[::-1]}
    found = [c for each in sorted(near) for c in gazetteer.lookup(each, kind="country", limit=1)]
    coded = [c for c in found if c.match == "code"]
    turned = [c for c in coded if c.country == code[::-1]]
    return max(turned or coded, key=lambda c: (c.population or 0, c.ref), default=None)


def kind_of(text: str) -> Kind:
    """``text`` as a kind of place. Raises UnknownName, with the nearest, when it is none."""
    word = " ".join(text.lower().split())
    word = _KIND_SLIPS.get(word, word)
    for kind in KINDS:
        if kind == word:
            return kind
    raise unknown("kind of place", shown(text), KINDS)


def point_near(gazetteer: Gazetteer, text: str, country: str | None = None) -> tuple[float, float]:
    """Lon, lat in degrees of ``text``: coordinates, or a place whose name is sure.

    Raises UsageError for a name that is unknown or unsure, and for a point off the earth.
    """
    point = written(text)
    if point is not None:
        return point
    got = answer(gazetteer, text, Hints())
    if got.taken is None and country:
        got = answer(gazetteer, text, Hints(country=country))
    if got.taken is None:
        raise UsageError(
            f"near: {_doubt(text, got)} Add what it lies in, as in 'Kirov, Kaluga "
            "Oblast', or give LON,LAT."
        )
    return got.taken.lon, got.taken.lat


def _doubt(name: str, got: Answer) -> str:
    """Why a name is of no use as it stands, in a sentence."""
    listed = [f"{place(c)}, {percent(c.confidence)}" for c in got.candidates[:_NAMED]]
    more = len(got.candidates) - len(listed)
    known = "; ".join([*listed, f"{more} more"] if more else listed)
    if got.status == "not-found" and got.candidates:
        return f"“{shown(name)}” is not found; closest spellings: {known}."
    if not got.candidates:
        return got.reason
    what = "is not sure" if len(got.candidates) == 1 else "could be several places"
    return f"“{shown(name)}” {what}: {known}."


def _missed(gazetteer: Gazetteer, name: str, hints: Hints) -> str:
    """Why nothing was found, and what is found elsewhere by that name.

    No service is asked about that: it would learn more than what was to be looked up.
    """
    said = f"No place is called “{shown(name)}”."
    if not any(map(str.isalpha, name)) and any(map(str.isdigit, name)):
        return f"{said} For what lies at a point: routes reverse LON LAT."
    if hints.country or hints.kind:
        wanted = [f"in {hints.country}"] if hints.country else []
        wanted += [f"of the kind {hints.kind}"] if hints.kind else []
        elsewhere = _elsewhere(local(gazetteer), name, " and ".join(wanted))
        if elsewhere:
            return elsewhere
    first, parts = commas(name)
    head, rest = shown(first), shown(", ".join(parts))
    known = head and rest and _elsewhere(local(gazetteer), head, f"in {rest}")
    return known or said


def _elsewhere(gazetteer: Gazetteer, name: str, wanted: str) -> str | None:
    """That ``name`` is known, but not as ``wanted``; None where it is not known at all."""
    others = gazetteer.lookup(name, limit=1)
    if not others:
        return None
    known = others[0]
    if known.match == "fuzzy":
        if known.confidence < _FAR:
            return None
        return (
            f"No place is called “{shown(name)}”, and what is spelt most like it is not "
            f"{wanted}: {place(known)}."
        )
    note = f" Note: {known.note.rstrip('.')}." if known.note else ""
    return f"“{shown(name)}” is known, but not {wanted}: {place(known)}.{note}"


def place(candidate: Candidate) -> str:
    """Name and whereabouts, as in "Kirov (city, Kaluga, RU)"."""
    facts = [candidate.kind, *filter(None, whereabouts(candidate))]
    return f"{candidate.name} ({', '.join(facts)})"


def whereabouts(candidate: Candidate) -> Sequence[str]:
    """The first-order region and the country that the candidate lies in."""
    region = candidate.admin1 if candidate.admin1 != candidate.name else None
    country = candidate.country if candidate.kind != "country" else None
    return [part for part in (region, country) if part]
