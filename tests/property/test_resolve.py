"""What holds of the resolution of any case."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from routes.model import Candidate, Case, Itinerary, Leg, Toponym
from routes.modes import lands, modes
from routes.resolve import SURE, Travel, resolve, weigh
from tests.conftest import FakeGazetteer, candidate

TRAVEL = Travel(modes(), lands())
NAMES = ("A", "B", "C", "D")
COUNTRIES = ("RU", "CN", "US", "JP", None)

# A reference is of one record: whatever has it lies at one place in one country.
candidates = st.builds(
    lambda lon, lat, country, weight, match, n: candidate(
        "X", lon, lat, country=country, weight=weight, match=match, ref=f"{lon}:{lat}:{country}:{n}"
    ),
    st.floats(-180, 180).map(lambda x: round(x, 2)),
    st.floats(-80, 80).map(lambda x: round(x, 2)),
    st.sampled_from(COUNTRIES),
    st.floats(1, 1e7),
    st.sampled_from(("exact", "alternate", "fuzzy", "variant")),
    st.integers(0, 9),
)
worlds = st.fixed_dictionaries(
    {
        name: st.lists(candidates, min_size=1, max_size=4, unique_by=lambda c: c.ref)
        for name in NAMES
    }
)
legs = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(("air", "road", "foot"))
    ).filter(lambda leg: leg[0] != leg[1]),
    min_size=1,
    max_size=5,
    unique=True,
)


def case_of(ways: list[tuple[str, str, str]], **changes: Toponym) -> Case:
    made = {f"l{n}": Leg(f"l{n}", *way) for n, way in enumerate(ways)}
    places = {name: Toponym(name, name, name) for name in NAMES} | changes
    tellings = {leg: Itinerary(leg, leg, (leg,)) for leg in made}
    return Case(
        id="c", title="C", question=None, summary=None, language="en", sources={},
        places=places, legs=made, itineraries=tellings, events={}, disputes={}, checks=(),
        notes=(),
    )  # fmt: skip


def seen(case: Case, gazetteer: FakeGazetteer) -> dict[str, object]:
    resolved = resolve(case, gazetteer, travel=TRAVEL)
    return {p: (r.chosen, r.candidates, r.reason) for p, r in resolved.resolutions.items()}


@settings(max_examples=40, deadline=None)
@given(worlds, legs, st.randoms(use_true_random=False))
def test_the_order_of_the_file_does_not_matter(
    world: dict[str, list[Candidate]], ways: list[tuple[str, str, str]], chance: random.Random
) -> None:
    case, gazetteer = case_of(ways), FakeGazetteer(world)

    def shuffled(entries):  # type: ignore[no-untyped-def]
        items = list(entries.items())
        chance.shuffle(items)
        return dict(items)

    again = replace(
        case,
        places=shuffled(case.places),
        legs=shuffled(case.legs),
        itineraries=shuffled(case.itineraries),
    )
    assert seen(again, gazetteer) == seen(case, gazetteer)


@settings(max_examples=40, deadline=None)
@given(worlds, legs, st.floats(-180, 180), st.floats(-90, 90))
def test_a_pin_always_wins(
    world: dict[str, list[Candidate]], ways: list[tuple[str, str, str]], lon: float, lat: float
) -> None:
    pin = Toponym("A", "A", "A", lon=lon, lat=lat)
    resolved = resolve(case_of(ways, A=pin), FakeGazetteer(world), travel=TRAVEL)
    assert resolved.places["A"].point == (lon, lat)
    assert resolved.resolutions["A"].confidence == 1.0


@settings(max_examples=60, deadline=None)
@given(worlds, legs)
def test_what_is_chosen_is_the_likeliest_and_sure(
    world: dict[str, list[Candidate]], ways: list[tuple[str, str, str]]
) -> None:
    resolved = resolve(case_of(ways), FakeGazetteer(world), travel=TRAVEL)
    for place, resolution in resolved.resolutions.items():
        shares = [c.confidence for c in resolution.candidates]
        assert shares == sorted(shares, reverse=True)
        assert sum(shares) <= 1.0 + 1e-3
        assert bool(resolution.chosen) == (shares[0] >= SURE) == (place in resolved.places)
        if resolution.chosen:
            assert resolution.chosen == resolution.candidates[:1]
        spelt = [c for c in world[place] if c.match != "fuzzy"]
        assert not spelt or all(c.match != "fuzzy" for c in resolution.candidates)


@settings(max_examples=60, deadline=None)
@given(st.lists(candidates, min_size=1, max_size=6, unique_by=lambda c: c.ref))
def test_a_place_elsewhere_never_changes_which_candidate_is_likeliest(
    found: list[Candidate],
) -> None:
    """A place that no leg joins, in a country where no candidate lies, favours none of them.

    It may well make the likeliest less sure: the story may play elsewhere after all.
    """
    before, after = weigh(found), weigh(found, countries=["PE", "PE"])
    known = [c for c in before if c.country]
    if len(known) == len(before):
        assert [c.ref for c in after] == [c.ref for c in before]
        assert after[0].confidence <= before[0].confidence


@settings(max_examples=60, deadline=None)
@given(st.lists(candidates, min_size=1, max_size=6, unique_by=lambda c: c.ref))
def test_weighing_again_changes_nothing_and_order_neither(found: list[Candidate]) -> None:
    once = weigh(found)
    assert weigh(found[::-1]) == once
    assert [c.ref for c in weigh(once)] == [c.ref for c in once]
