"""Whether confidence is honest: of all answers that say .9, nine in ten should be right.

    python -m benchmarks confidence

On made mentions (see `benchmarks.labels`) and on the lists written by hand, which had no
part in setting the constants.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from benchmarks.contexts import answered, route_case
from benchmarks.labels import POWER, STORE, Drawn, Mention, drawn, journeys, mentions
from benchmarks.lists import first_right, is_right, misspellings, names, reports
from benchmarks.marked import resolved
from benchmarks.typos import mistyped
from routes.gazetteers import open_gazetteer
from routes.gazetteers.fold import fold
from routes.gazetteers.protocol import Gazetteer
from routes.gazetteers.rows import Rows
from routes.gazetteers.search import Search
from routes.gazetteers.weights import shares
from routes.geodesy import length_m
from routes.model import Candidate

BINS = (0.0, 0.25, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)
MENTIONS, JOURNEYS, SEED = 20_000, 1_500, 41
ONE_PLACE_M = 15_000.0
VILLAGE = 3_000

Scored = tuple[float, bool]
"""Confidence of the first answer, and whether it is right."""


def alone(gazetteer: Gazetteer, made: Iterable[Mention]) -> list[Scored]:
    """First answers to single names; a name without an answer has none."""
    scored = []
    for mention in made:
        found = gazetteer.lookup(mention.query, country=mention.country)
        if found:
            scored.append((found[0].confidence, is_meant(mention.place, found[0])))
    return scored


def misspelt_or_unknown(gazetteer: Gazetteer, count: int, seed: int) -> list[Scored]:
    """Fuzzy answers: half to mistyped names, half to names that the store does not know.

    Those are names of villages that it does know, asked for as if it did not: no answer
    to them is right. That one of two strange names is unknown and not misspelt is a guess.
    """
    chance = random.Random(seed)
    known = drawn(chance, POWER, ("city", "region", "country"))
    villages = drawn(chance, 0.0, ("city",))
    search = Search(Rows(STORE))
    scored: list[Scored] = []
    while len(scored) < count:
        place, village = next(known), next(villages)
        if len(place.name) >= 5:
            found = gazetteer.lookup(mistyped(place.name, 1, chance), limit=1)
            if found and found[0].match == "fuzzy":
                scored.append((found[0].confidence, is_meant(place, found[0])))
        if village.population < VILLAGE and len(village.name) >= 5:
            hits = search.misspelt(village.name, fold(village.name))
            weights = sorted((hit.weight for hit in hits), reverse=True)
            scored.append((shares(weights, "fuzzy")[0] if weights else 0.0, False))
    return scored


def in_context(gazetteer: Gazetteer, made: Iterable[Sequence[Drawn]]) -> list[Scored]:
    """The likeliest candidate of each stop, within the case of its journey."""
    scored = []
    for stops in made:
        case = route_case([(stop.name, None) for stop in stops])
        for stop, resolution in zip(stops, answered(case, gazetteer), strict=True):
            if resolution and resolution.candidates:
                best = resolution.candidates[0]
                scored.append((best.confidence, is_meant(stop, best)))
    return scored


def is_meant(place: Drawn, found: Candidate) -> bool:
    """Whether ``found`` is the place that was drawn, or the territory of that very city."""
    if found.ref == place.ref:
        return True
    apart_m = length_m((found.lon, found.lat), (place.lon, place.lat))
    return apart_m <= ONE_PLACE_M and fold(found.name) == fold(place.name)


def by_hand(gazetteer: Gazetteer) -> list[Scored]:
    """First answers to the lists of names and misspellings."""
    asked = [(t.name, t) for t in names()] + [(w, replace(t, kinds=())) for w, t in misspellings()]
    scored = []
    for query, truth in asked:
        found = gazetteer.lookup(query)
        if found:
            right = first_right(truth, found[:1], gazetteer.shape) == 1
            scored.append((found[0].confidence, right))
    return scored


def in_reports(gazetteer: Gazetteer) -> list[Scored]:
    """The likeliest candidate of each marked name, within the case of its report."""
    scored = []
    for report in reports():
        for marked, resolution in zip(report.names, resolved(report, gazetteer), strict=True):
            if resolution and resolution.candidates:
                best = resolution.candidates[0]
                right = is_right(marked.truth, best, gazetteer.shape)
                scored.append((best.confidence, right))
    return scored


def binned(scored: Sequence[Scored]) -> list[tuple[str, int, float, float]]:
    """Bin, number, mean confidence and share right of each bin, surest last."""
    rows = []
    for low, high in zip(BINS, (*BINS[1:], 1.001), strict=True):
        inside = [s for s in scored if low <= s[0] < high]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            right = sum(r for _, r in inside) / len(inside)
            label = f"{low:.2f}-{min(high, 1):.2f}"
            rows.append((label, len(inside), mean, right))
    return rows


def main() -> None:
    gazetteer = open_gazetteer("bundled")
    sets = {
        f"made mentions, population to the power of {POWER}": alone(
            gazetteer, mentions(MENTIONS, SEED)
        ),
        "the same, power 0.5": alone(gazetteer, mentions(MENTIONS, SEED, 0.5)),
        "the same, power 1": alone(gazetteer, mentions(MENTIONS, SEED, 1.0)),
        "one mistake, or a name that is not known": misspelt_or_unknown(gazetteer, 8_000, SEED),
        "made journeys, in context": in_context(gazetteer, journeys(JOURNEYS, SEED)),
        "lists by hand, alone": by_hand(gazetteer),
        "lists by hand, marked names in their reports": in_reports(gazetteer),
    }
    for what, scored in sets.items():
        print(f"\n{what}: {len(scored)} answers\n")
        print("| confidence | n | mean | share right |\n|---|---|---|---|")
        for label, count, mean, right in binned(scored):
            print(f"| {label} | {count} | {mean:.3f} | {right:.3f} |")
    gazetteer.close()


if __name__ == "__main__":
    main()
