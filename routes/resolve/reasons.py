"""Candidates in words, and why one and not the next, in short plain sentences. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from routes.messages import Name, Text, number, say
from routes.model.place import Candidate
from routes.resolve.factors import AROUND, IMPOSSIBLE, INSIDE, TOUCHING, Factor
from routes.resolve.weighing import SURE, Weighed
from routes.wording import KIND, listing, percent

_TELLS = 2.0
"""From this ratio on a difference is worth a word."""

_CLOSE = 10.0
"""From this factor on, being near is worth a word where there is nobody to compare with."""

_MOST = 2
"""How many reasons a reader is given."""


def described(candidate: Candidate) -> Text:
    """Name and facts, as in "Kirov (city, Kirov Oblast, RU, 507,155 people)"."""
    # What a service calls "Springfield" is told apart by the address that it gives.
    name = candidate.matched if candidate.match == "online" else candidate.name
    return say("{name} ({facts})", name=Name(name), facts=_facts(candidate))


def _facts(candidate: Candidate) -> Text:
    facts = KIND[candidate.kind]
    if candidate.admin1 and candidate.admin1 != candidate.name:
        facts = say("{facts}, {fact}", facts=facts, fact=candidate.admin1)
    if candidate.country and candidate.kind != "country":
        facts = say("{facts}, {fact}", facts=facts, fact=candidate.country)
    if candidate.population and candidate.kind == "city":
        people = say("{n} people", n=number(candidate.population))
        facts = say("{facts}, {fact}", facts=facts, fact=people)
    return facts


def located(candidate: Candidate) -> str:
    """`described`, with its district and its place on earth."""
    district = f", in {candidate.admin2}," if candidate.admin2 else ""
    return f"{described(candidate)}{district} at lon {candidate.lon:.4f}, lat {candidate.lat:.4f}"


def matched(candidate: Candidate) -> Text:
    """By what the candidate was found."""
    if candidate.match == "exact" or (
        candidate.match == "curated" and candidate.matched == candidate.name
    ):
        return say("by its main name")
    if candidate.match == "code":
        return say("by its code {code}", code=candidate.matched)
    if candidate.match == "online":
        return say("found by {gazetteer}", gazetteer=candidate.gazetteer)
    if candidate.match == "fuzzy":
        return say("if “{name}” is meant", name=candidate.matched)
    return say("by its name “{name}”", name=candidate.matched)


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def reason(weighed: Sequence[Weighed], name: str, condition: str = "") -> str:
    """What was chosen for ``name``, by which name, what decided, and the runner-up.

    ``condition``, as in "in FR", is what the case says of the place: others were not looked at.
    """
    first = weighed[0]
    best = first.candidate
    parts = [f"{sentence(described(best))}, {matched(best)}."]
    if len(weighed) == 1:
        parts = [_only(best, name, condition)]
        for words in _alone(first):
            parts.append(f"It {words}.")
    else:
        parts.append(against(first, weighed[1]))
    if best.ignored:
        parts.append(f"{left_out(best)} was not understood.")
    # With what decided, all of it stays English: that is put together from many small pieces.
    return parts[0] if len(parts) == 1 else " ".join(filter(None, parts))


def _only(best: Candidate, name: str, condition: str) -> Text:
    told = {"name": name, "place": described(best), "match": matched(best)}
    if condition:
        return say(
            "The only place found {condition} for “{name}”: {place}, {match}.",
            condition=condition,
            **told,
        )
    return say("The only place found for “{name}”: {place}, {match}.", **told)


def against(first: Weighed, second: Weighed) -> str:
    """The runner-up with its share, and what speaks for the first against it."""
    other = second.candidate
    share = percent(second.confidence)
    parts = [f"Next likeliest: {described(other)}, {share}."]
    pro = _decided(first, second)
    if pro:
        what = "What decided" if first.confidence >= SURE else "What speaks for it"
        parts.append(f"{what}: {'; '.join(pro)}.")
    con = _despite(first, second)
    if con:
        parts.append(f"{sentence(con)}.")
    return " ".join(parts)


def left_out(candidate: Candidate) -> str:
    """The parts of the query that were not understood, quoted."""
    return listing([f"“{part}”" for part in candidate.ignored])


def objections(weighed: Weighed) -> list[str]:
    """What speaks against a candidate whatever else there is, to go on after "it".

    Each reason once: there and back is one way.
    """
    found: dict[str, str] = {}
    for factor in weighed.factors:
        if factor.value <= 1 / _TELLS:
            _, is_impossible, why = factor.words.partition(f"{IMPOSSIBLE} ")
            found.setdefault(
                why.partition(": ")[2] if is_impossible else factor.words, factor.words
            )
    return list(found.values())


def _alone(only: Weighed) -> list[str]:
    """How it lies to its neighbours, where that says something."""
    telling = [
        factor
        for factor in only.factors
        if factor.topic.partition(" ")[0] in {"route", "near"}
        and not 1 / _TELLS < factor.value < _CLOSE
        and factor.short not in {INSIDE, AROUND, TOUCHING}
        and not factor.words.startswith(IMPOSSIBLE)  # who is taken all the same is not to blame
    ]
    telling.sort(key=lambda f: -abs(math.log(f.value)))
    return [f.words for f in telling[:1]]


def _decided(first: Weighed, second: Weighed) -> list[str]:
    """What makes the first likelier than the second, the strongest first."""
    found = list(_context(first, second))
    base = _ratio(first.base, second.base)
    if base >= _TELLS:
        found.append((base, _better(first.candidate, second.candidate)))
    found.sort(key=lambda each: -each[0])
    return [words for _, words in found[:_MOST]]


def _context(first: Weighed, second: Weighed) -> Iterator[tuple[float, str]]:
    mine, theirs = _topics(first), _topics(second)
    for topic in dict.fromkeys([*mine, *theirs]):
        if topic == "country votes" and "region votes" in mine:
            continue  # the region says it, too
        ratio = _value(mine.get(topic)) / _value(theirs.get(topic))
        if ratio >= _TELLS:
            yield ratio, _fact(mine.get(topic, []), theirs.get(topic, []))


def _topics(weighed: Weighed) -> dict[str, list[Factor]]:
    """The factors by topic; all neighbours on the route are one."""
    found: dict[str, list[Factor]] = {}
    for factor in weighed.factors:
        topic = "route" if factor.topic.startswith("route") else factor.topic
        found.setdefault(topic, []).append(factor)
    return found


def _value(factors: Sequence[Factor] | None) -> float:
    return math.prod(factor.value for factor in factors or ())


def _fact(mine: Sequence[Factor], theirs: Sequence[Factor]) -> str:
    """The fact that differs most between the two."""
    if not mine:
        return _subject(theirs[0], "the next")
    if not theirs:
        return _subject(mine[0])
    others = {factor.topic: factor for factor in theirs}
    telling = max(mine, key=lambda f: f.value / others[f.topic].value if f.topic in others else 1.0)
    other = others.get(telling.topic)
    if other is None or telling.topic.endswith("votes"):
        return _subject(telling)
    if not other.short:
        return f"{_subject(telling)}, and the next {other.words}"
    return f"{_subject(telling)} (the next: {other.short})"


def _subject(factor: Factor, who: str = "it") -> str:
    return factor.words if factor.topic.endswith("votes") else f"{who} {factor.words}"


def _better(best: Candidate, other: Candidate) -> str:
    """The words for what puts the name of ``best`` ahead."""
    if best.population and other.population and best.kind == other.kind:
        times = best.population / other.population
        if times >= _TELLS:
            return f"it has {_times(times)} the people"
    if best.match != other.match and other.match in {"alternate", "variant", "fuzzy"}:
        return "the next has it only as another name"
    if best.population and not other.population and best.kind == other.kind:
        return "of the next, no number of people is known"
    if best.kind != other.kind:
        return f"of a name alone, {_a(best)} is likelier meant than {_a(other)}"
    return "it is better known by this name"


def _despite(first: Weighed, second: Weighed) -> str:
    """What speaks for the second by its name alone, if anything does."""
    if _ratio(second.base, first.base) < _TELLS:
        return ""
    best, other = first.candidate, second.candidate
    if best.population and other.population and best.kind == other.kind:
        times = other.population / best.population
        if times >= _TELLS:
            return f"the next has {_times(times)} the people, but that counts less"
    if best.match in {"alternate", "variant", "fuzzy"} and best.match != other.match:
        return "it has the name only as another one, but that counts less"
    return "by its name alone the next is likelier, but that counts less"


def _times(ratio: float) -> str:
    if ratio < 3:
        return "twice"
    return f"{round(ratio):,} times" if ratio < 1_000 else "over 1,000 times"


def _a(candidate: Candidate) -> str:
    kind = "place" if candidate.kind == "unknown" else candidate.kind
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _ratio(a: float, b: float) -> float:
    return a / b if b > 0 else math.inf if a > 0 else 1.0
